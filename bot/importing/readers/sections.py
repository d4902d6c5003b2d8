"""Which lines of plain text head those below: by their words, and by what stands above and below them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bot.importing.values import clocks, days
from bot.importing.values.headings import GENERIC_HEADING, NOT_HELD, heads_dates, is_no_session, names_part_of_page
from bot.importing.values.names import LIKELY
from bot.importing.values.people import people_in

LONGEST, FEWEST_LISTED, MOST_ALIKE, FARTHEST, OPENING = 80, 3, 2, 3, 3
OF_PAGE, OF_PROGRAMME = 2, 3
"""The levels of headings: of the parts of a page, and of those of its programme."""
PART_OF_DAY = re.compile(
    r"\W*(?:(?:early|late|mid) )?(?:morning|afternoon|evening|vormittag|nachmittag|abend|matin|apr[eè]s-midi|"
    r"mañana|tarde|manhã|mattin[ao]|pomeriggio|ochtend|middag)\s*(?:[:(–—-].*|(?:sessions?|program(?:me)?)\W*)?",
    re.IGNORECASE,
)
SESSION = re.compile(r"\W*(?:[a-z]+ )?(?:session|block|part|track)s?\b(?! (?:chair|break)|:)", re.IGNORECASE)
CHAIRED = re.compile(r"\s*[,;:|(\[\u2010-\u2015]\s*(?:session )?chair(?:s|ed by)?\b\s*:?\s*[^\s,;:]", re.IGNORECASE)
BESIDE_PROGRAMME = re.compile(r"\b(?:speakers|abstracts|home|overview)\b", re.IGNORECASE)
"""What parts of a page beside a programme are called, though nothing else may head it."""
REMARK = re.compile(r"\([^)]*\)")
ZONE = re.compile(r"[\W\d]*(?:[A-Z]{2,5})?[\W\d]*")
MARKED_ITEM = re.compile(r"\s*(?:[-*+•·‣◦|]|\d+[.)]\s)")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a line says of time: `entry` where it opens with an hour, and names no day; `bare` if it says no more."""

    entry: bool = False
    bare: bool = False
    day: bool = False


class Sections(NamedTuple):
    """The numbers of the lines that head others, each with its level, and of those above which a section ends."""

    heads: dict[int, int]
    ends: frozenset[int]


def sections_of(lines: Sequence[str]) -> Sections:
    filled = [number for number, line in enumerate(lines) if line.strip()]
    texts = [lines[number].strip() for number in filled]
    told = [_told(text) for text in texts]
    parts = frozenset(_parts_of_page(texts, told))
    levels = dict.fromkeys(_parts_of_programme(texts, told, parts), OF_PROGRAMME) | dict.fromkeys(parts, OF_PAGE)
    ends = _ends(texts, told, levels)
    return Sections({filled[place]: level for place, level in levels.items()}, frozenset(filled[end] for end in ends))


def _ends(texts: Sequence[str], told: Sequence[_Told], levels: dict[int, int]) -> Iterator[int]:
    """Where another part of the page than its programme ends, though nothing heads what stands below.

    A list of dates ends with them; else entries begin, with the sentences right above them.
    """
    heads = [place for place, level in levels.items() if level == OF_PAGE]
    for head, after in pairwise([*sorted(heads), len(texts)]):
        if _heads_programme(texts[head]):
            continue
        if heads_dates(texts[head]) and (end := _end_of_dates(head, after, told)) < after:
            yield end
        entries = [place for place in range(head + 1, after) if told[place].entry]
        if len(entries) < FEWEST_LISTED:
            continue
        first = entries[0]
        while first > head + 2 and (levels.get(first - 1) or _is_sentence(texts[first - 1])):
            first -= 1
        yield first


def _end_of_dates(head: int, after: int, told: Sequence[_Told]) -> int:
    """The line below the last of the dates that follow on a heading, or below what is told of it."""
    last = head
    while dated := [place for place in range(last + 1, min(last + FARTHEST, after - 1) + 1) if told[place].day]:
        last = dated[0]
    if last == head:
        return after
    return last + 1 + (told[head + 1].bare and told[last].bare)


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!")) and not is_no_session(text)


def _told(text: str) -> _Told:
    if not any(map(str.isdigit, text)):
        return _Told(day=days.numbered_day(text) is not None)
    near = text[:LONGEST]
    if day := next(days.days_in(near), None) if len(text) <= LONGEST else None:
        return _Told(day=True, bare=day.begin == 0 and not any(map(str.isalpha, REMARK.sub("", text[day.stop :]))))
    span = None if days.NUMBERED.match(near) else next(clocks.spans(near), None)
    if span is None or any(map(str.isalpha, text[: span.begin])):
        return _Told(day=days.NUMBERED.match(near) is not None)
    return _Told(entry=True, bare=ZONE.fullmatch(text, span.stop) is not None)


def _parts_of_page(texts: Sequence[str], told: Sequence[_Told]) -> Iterator[int]:
    worded = [place for place, text in enumerate(texts) if _may_head(text) and names_part_of_page(text)]
    found = [
        place
        for place in worded
        if place >= OPENING
        and not ((told[place - 1].entry and told[place - 1].bare) or _is_of_date(place, texts, told))
    ]
    listed = _listed(found, texts)
    counts = Counter(texts[place].lower() for place in found if place not in listed)
    entries = [place for place, each in enumerate(told) if each.entry]
    programmes = [place for place in found if place not in listed and _heads_programme(texts[place])]
    for place in found:
        alone = place not in listed and counts[texts[place].lower()] <= MOST_ALIKE
        if alone and (place in programmes or not _is_within(place, entries, programmes)):
            yield place


def _heads_programme(text: str) -> bool:
    return GENERIC_HEADING.fullmatch(text) is not None and BESIDE_PROGRAMME.search(text) is None


def _is_of_date(place: int, texts: Sequence[str], told: Sequence[_Told]) -> bool:
    """Whether a line names what the day is told of that stands alone below it ("Papers", "May 27")."""
    below = told[place + 1] if place + 1 < len(told) else _Told()
    return below.bare and below.day and not (_heads_programme(texts[place]) or heads_dates(texts[place]))


def _may_head(text: str) -> bool:
    return len(text) <= LONGEST and "\t" not in text and not MARKED_ITEM.match(text) and not text.endswith((".", ","))


def _listed(places: Sequence[int], texts: Sequence[str]) -> frozenset[int]:
    """Those that stand one below the other: what links to the parts of a page, and heads none.

    The last may head what follows, where it is one of a pair, or told again.
    """
    found: set[int] = set()
    run: list[int] = []
    for place in (*places, -1):
        if run and place != run[-1] + 1:
            again = texts[run[-1]] in [texts[above] for above in run[:-1]]
            found.update(run if len(run) >= FEWEST_LISTED and not again else run[:-1])
            run = []
        run.append(place)
    return frozenset(found)


def _is_within(place: int, entries: Sequence[int], programmes: Sequence[int]) -> bool:
    """Whether entries stand above a line, and go on below it without the head of a programme between."""
    at = bisect_left(entries, place)
    if at in {0, len(entries)}:
        return False
    return bisect_left(programmes, place) == bisect_left(programmes, entries[at])


def _parts_of_programme(texts: Sequence[str], told: Sequence[_Told], parts: frozenset[int]) -> Iterator[int]:
    """The lines right above an entry that tell a day, or name a part of a programme, and end the entry above."""
    for entry in (place for place, each in enumerate(told) if each.entry):
        for place in range(entry - 1, max(entry - 1 - FARTHEST, 0), -1):
            if told[place].entry or place in parts:
                break
            heads_day = told[place].day and _heads_day(place, texts, told)
            heads = heads_day or (place == entry - 1 and _names_part_of_programme(texts[place]))
            if heads and _may_head(texts[place]) and not _is_in_row(place, texts, told):
                yield place


def _heads_day(place: int, texts: Sequence[str], told: Sequence[_Told]) -> bool:
    """Whether a day is none of a deadline, which may be told on the line above, and has something held on it."""
    label = texts[place - 1] if not told[place - 1].day else ""
    return not (NOT_HELD.fullmatch(texts[place]) or is_no_session(texts[place]) or is_no_session(label))


def _is_in_row(place: int, texts: Sequence[str], told: Sequence[_Told]) -> bool:
    """Whether a line stands below a time that is told of it, or beside the rows of a table."""
    beside = texts[max(place - 1, 0) : place + 2]
    return (place > 0 and told[place - 1].entry and told[place - 1].bare) or any("\t" in text for text in beside)


def _names_part_of_programme(text: str) -> bool:
    chaired = CHAIRED.search(text)
    of_people = chaired and (not chaired.start() or people_in(text[: chaired.start()]).score >= LIKELY)
    return bool(PART_OF_DAY.fullmatch(text) or SESSION.match(text) or (chaired and not of_people))
