"""Which lines of plain text head those below: by their words, and by what stands above and below them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bot.importing.readers.prose import MARGIN, WIDEST
from bot.importing.values import clocks, days
from bot.importing.values.headings import (
    GENERIC_HEADING,
    NOT_HELD,
    PART_OF_DAY,
    PAST_HEADING,
    TERM,
    heads_dates,
    is_no_session,
    names_part_of_page,
)
from bot.importing.values.names import LIKELY
from bot.importing.values.people import people_in

LONGEST, FEWEST_LISTED, MOST_ALIKE, FARTHEST, OPENING = 80, 3, 2, 3, 3
OF_PAGE, OF_PROGRAMME = 2, 3
"""The levels of headings: of the parts of a page, and of those of its programme."""
SESSION = re.compile(r"\W*(?:[a-z]+ )?(?:session|block|part|track)s?\b(?! (?:chair|break)|:)", re.IGNORECASE)
CHAIRED = re.compile(r"\s*[,;:|(\[\u2010-\u2015]\s*(?:session )?chair(?:s|ed by)?\b\s*:?\s*[^\s,;:]", re.IGNORECASE)
BESIDE_PROGRAMME = re.compile(r"\b(?:speakers|abstracts|home|overview)\b", re.IGNORECASE)
"""What parts of a page beside a programme are called, though nothing else may head it."""
REMARK = re.compile(r"\([^)]*\)")
ZONE = re.compile(r"[\W\d]*(?:[A-Z]{2,5})?[\W\d]*")
MARKED_ITEM = re.compile(r"\s*(?:[-*+•·‣◦|\[]|\d+[.)]\s)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not empty, and what it says of time."""

    text: str
    apart: bool
    """Whether the line above is no prose that may go on here."""
    entry: bool = False
    """Whether it opens with an hour, and names no day."""
    day: bool = False
    bare: bool = False
    """Whether it says nothing else."""


class Sections(NamedTuple):
    """The numbers of the lines that head others, each with its level, and of those above which a section ends."""

    heads: dict[int, int]
    ends: frozenset[int]
    begin: frozenset[int]
    """The numbers of the lines that go on with none above: those, and what links to parts of the page."""


def sections_of(source: Sequence[str]) -> Sections:
    numbers = [number for number, line in enumerate(source) if line.strip()]
    lines = [_line(source, number) for number in numbers]
    worded = [place for place, line in enumerate(lines) if _names_part(line)]
    parts = frozenset(_parts_of_page(worded, lines))
    programme = frozenset(_parts_of_programme(lines, parts))
    ends = _ends(lines, sorted(parts), programme)
    heads = {numbers[place]: OF_PAGE if place in parts else OF_PROGRAMME for place in parts | programme}
    return Sections(
        heads, frozenset(numbers[end] for end in ends), frozenset((*heads, *(numbers[at] for at in worded)))
    )


def _line(source: Sequence[str], number: int) -> _Line:
    text = source[number].strip()
    above = source[number - 1].strip() if number else ""
    apart = above.endswith((".", "!", "?", ":")) or not MARGIN <= len(above) <= WIDEST
    if not any(map(str.isdigit, text)):
        return _Line(text, apart, day=days.numbered_day(text) is not None)
    near = text[:LONGEST]
    if day := next(days.days_in(near), None) if len(text) <= LONGEST else None:
        said = REMARK.sub("", text[day.stop :])
        alone = day.begin == 0 and (is_no_session(said) or not any(map(str.isalpha, said)))
        return _Line(text, apart, day=True, bare=alone)
    numbered = days.NUMBERED.match(near) is not None
    span = None if numbered else next(clocks.spans(near), None)
    if span is None or any(map(str.isalpha, text[: span.begin])):
        return _Line(text, apart, day=numbered)
    return _Line(text, apart, entry=True, bare=ZONE.fullmatch(text, span.stop) is not None)


def _names_part(line: _Line) -> bool:
    """Whether a line is what a part of a page is called, and not the end of a sentence that wraps."""
    may_head = _may_head(line) and (line.apart or not line.text[0].islower())
    return may_head and (names_part_of_page(line.text) or _is_term(line.text))


def _is_term(text: str) -> bool:
    return text[0].isalpha() and TERM.fullmatch(text) is not None


def _may_head(line: _Line) -> bool:
    text = line.text
    return len(text) <= LONGEST and "\t" not in text and not MARKED_ITEM.match(text) and not text.endswith((".", ","))


def _parts_of_page(worded: Sequence[int], lines: Sequence[_Line]) -> Iterator[int]:
    found = [place for place in worded if not _is_told_of(place, lines)]
    listed = _listed(found, lines)
    heading = (place for place in found if place >= OPENING or _is_term(lines[place].text))
    alone = [place for place in heading if place not in listed]
    counts = Counter(lines[place].text.lower() for place in alone)
    entries = [place for place, line in enumerate(lines) if line.entry]
    programmes = [place for place in alone if _heads_programme(lines[place].text)]
    for place in alone:
        rare = counts[lines[place].text.lower()] <= MOST_ALIKE
        if rare and (place in programmes or not _is_within(place, entries, programmes)):
            yield place


def _heads_programme(text: str) -> bool:
    generic = GENERIC_HEADING.fullmatch(text) is not None and BESIDE_PROGRAMME.search(text) is None
    return generic or _is_term(text)


def _is_told_of(place: int, lines: Sequence[_Line]) -> bool:
    """Whether a line stands below an hour alone, or names what the day is of that stands alone below ("Papers")."""
    text, below = lines[place].text, lines[place + 1 : place + 2]
    heads = _heads_programme(text) or heads_dates(text) or PAST_HEADING.fullmatch(text)
    dated = bool(below and below[0].bare and below[0].day) and not heads
    return dated or _is_of_time(place, lines)


def _is_of_time(place: int, lines: Sequence[_Line]) -> bool:
    return place > 0 and lines[place - 1].entry and lines[place - 1].bare


def _listed(places: Sequence[int], lines: Sequence[_Line]) -> frozenset[int]:
    """Those that stand one below the other: what links to the parts of a page, and heads none.

    The last may head what follows, where it is one of a pair, or told again.
    """
    found: set[int] = set()
    run: list[int] = []
    for place in (*places, -1):
        if run and place != run[-1] + 1:
            again = lines[run[-1]].text in [lines[above].text for above in run[:-1]]
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


def _parts_of_programme(lines: Sequence[_Line], parts: frozenset[int]) -> Iterator[int]:
    """The lines right above an entry that tell a day, or name a part of a programme, and end the entry above."""
    for entry in (place for place, line in enumerate(lines) if line.entry):
        for place in range(entry - 1, max(entry - 1 - FARTHEST, 0), -1):
            if lines[place].entry or place in parts:
                break
            heads_day = lines[place].day and _heads_day(place, lines)
            heads = heads_day or (place == entry - 1 and _names_part_of_programme(lines[place].text))
            if heads and _may_head(lines[place]) and not (_is_of_time(place, lines) or _is_in_table(place, lines)):
                yield place


def _heads_day(place: int, lines: Sequence[_Line]) -> bool:
    """Whether a day is none of a deadline, which may be told on the line above, and has something held on it."""
    text, label = lines[place].text, lines[place - 1].text if not lines[place - 1].day else ""
    return not (NOT_HELD.fullmatch(text) or is_no_session(text) or is_no_session(label))


def _is_in_table(place: int, lines: Sequence[_Line]) -> bool:
    return any("\t" in line.text for line in lines[max(place - 1, 0) : place + 2])


def _names_part_of_programme(text: str) -> bool:
    chaired = CHAIRED.search(text)
    of_people = chaired and (not chaired.start() or people_in(text[: chaired.start()]).score >= LIKELY)
    return bool(PART_OF_DAY.fullmatch(text) or SESSION.match(text) or (chaired and not of_people))


def _ends(lines: Sequence[_Line], parts: Sequence[int], programme: frozenset[int]) -> Iterator[int]:
    """Where another part of the page than its programme ends, though nothing heads what stands below.

    A list of dates ends with them; else entries begin, with the sentences right above them.
    """
    for head, after in pairwise([*parts, len(lines)]):
        if _heads_programme(lines[head].text):
            continue
        if heads_dates(lines[head].text) and (end := _end_of_dates(head, after, lines)) < after:
            yield end
        entries = [place for place in range(head + 1, after) if lines[place].entry]
        if len(entries) < FEWEST_LISTED:
            continue
        first = entries[0]
        while first > head + 2 and (first - 1 in programme or _is_sentence(lines[first - 1].text)):
            first -= 1
        yield first


def _end_of_dates(head: int, after: int, lines: Sequence[_Line]) -> int:
    """The line below the last of the dates that follow on a heading, or below what is told of it."""
    last = head
    while dated := [place for place in range(last + 1, min(last + FARTHEST, after - 1) + 1) if lines[place].day]:
        last = dated[0]
    if last == head:
        return after
    return last + 1 + (lines[head + 1].bare and lines[last].bare)


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!")) and not is_no_session(text)
