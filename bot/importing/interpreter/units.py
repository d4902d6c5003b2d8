"""Lines outside of tables, each with what it says of time; which of them are of the programme."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise, takewhile

from bot.importing.interpreter.leads import is_prose
from bot.importing.interpreter.times_of_lines import When, when_of
from bot.importing.rows import Heading, Line, Rule, Run, Text
from bot.importing.values import clocks, days
from bot.importing.values.headings import (
    GENERIC_HEADING,
    OTHER_HEADING,
    PAST_HEADING,
    SECTION,
    heads_dates,
    is_no_session,
    names_part_of_page,
)
from bot.importing.values.words import LABEL

LONGEST_HEAD = 120
FEWEST, FEWEST_LASTING, FEWEST_SAID, LONGEST_REMARK = 2, 3, 3, 8
MOSTLY, LONGEST_SESSION = 0.8, 300
"""Of the pairs of times of a page, how many are alike; and for how many minutes something may last."""
FARTHEST = 12
"""How many elements later the next line of a list begins at most; more of them are a table between two headings."""
LONGEST_PART = 9
"""Characters of a month's name."""
YEAR, LONGEST_PAUSE = 12, 4
"""Months: of a year, and between the talks of a series at most."""
LOWEST = 7
"""The level of what heads lines and is no heading: any heading ends it."""
UNSAID = re.compile(
    r"\W*(?:time )?(?:t\.?b\.?[acd]\.?|to be (?:announced|confirmed))\s*[:|–—-]+\s+(?=\w)", re.IGNORECASE
)
LONGEST_LABEL = 5
MIDDAY = frozenset(("midday", "noon"))
"""Headings of a part of the day, as they stand between those of the morning and the afternoon."""
NOTHING = Line(())
ABSTRACTS = re.compile(r"\W*(?:(?:talk|titles? and|list of) )*abstracts?(?: of (?:the )?talks)?\W*", re.IGNORECASE)
MARKS = " -\u2010\u2011\u2012\u2013\u2014\u2192|/·"
FIRST = re.compile(r"\W*\d")
"""How a line begins that says first how long something is."""


@dataclass(slots=True)
class Unit:
    """A line outside of tables, with what it says of time; `level` is 0 where it is no heading."""

    block: Heading | Text | Rule
    when: When | None = field(init=False, default=None)
    line: Line = field(init=False, default=NOTHING)
    path: tuple[int, ...] = field(init=False)
    level: int = field(init=False, default=0)
    says_more: bool = field(init=False, default=False)
    """Whether the line has words beside its time."""
    in_dates: bool = field(init=False, default=False)
    """Whether it is one of several dates to keep: each tells of a day, with words beside it, and has nothing below.

    Or the words are on the line above or below it ("Camera-ready:").
    """

    def __post_init__(self) -> None:
        self.path = self.block.path
        if not isinstance(self.block, Rule):
            self.say(self.block.content)
        if isinstance(self.block, Heading):
            self.level = self.block.level
            told = None if self.line.text.lower() in MIDDAY else self.when
            self._note(told or _day_within(self.line))

    def say(self, line: Line) -> None:
        self.line = line
        self._note(when_of(line))

    def _note(self, when: When | None) -> None:
        self.when, self.says_more = when, when is not None and any(map(str.isalpha, when.rest.text))

    @property
    def is_timed(self) -> bool:
        return bool(self.when and (self.when.span or self.when.rest.moment))

    @property
    def is_dated(self) -> bool:
        return bool(self.when and self.when.says_day and not self.is_timed)

    @property
    def is_bare(self) -> bool:
        """Whether the line is a time alone, or a mark."""
        return not self.says_more if self.is_timed else not self.when and not self.line.text.strip(MARKS)

    @property
    def is_moment(self) -> bool:
        """Whether the line says when something is, and hardly more, or how long it is."""
        if self.when:
            return self.is_timed and len(self.when.rest.text) <= LONGEST_REMARK
        return length_of(self) is not None


def _day_within(heading: Line) -> When | None:
    """The one day that a heading names, with its weekday, wherever it stands ("Part 2 in Bonn Sunday 5 May")."""
    told = list(days.days_in(heading.text)) if len(heading.text) <= LONGEST_HEAD else []
    return When(heading, day=told[0], leads=False) if len(told) == 1 and told[0].weekday is not None else None


def units_of(blocks: Sequence[Heading | Text | Rule]) -> list[Unit]:
    units = _with_labels(_with_badges(list(map(Unit, blocks))))
    _note_headings(units)
    _note_dates(units)
    dropped = {id(unit) for unit in (*_below_starts(units), *_lengths(units))}
    return [unit for unit in units if id(unit) not in dropped]


def _note_headings(units: Sequence[Unit]) -> None:
    """Take bold paragraphs that name parts of the page for headings where no marked ones do."""
    if sum(unit.level > 0 and names_part_of_page(unit.line.text) for unit in units) < FEWEST:
        bold = [unit for unit in units if not (unit.level or unit.is_timed or unit.line.item) and _is_bold(unit.line)]
        parts = [unit for unit in bold if names_part_of_page(unit.line.text)]
        for unit in bold if len(parts) >= FEWEST else ():
            if (
                unit in parts
                or unit.is_dated
                or (len(unit.line.text) <= LONGEST_HEAD and _names_programme(unit.line.text))
            ):
                unit.level = LOWEST


def _is_bold(line: Line) -> bool:
    return bool(line.runs) and all(run.strong for run in line.runs if run.text.strip())


def _with_badges(units: Sequence[Unit]) -> list[Unit]:
    """With the number and the month of a day as one line that stand one below the other in a box, and the year."""
    found: list[Unit] = []
    for unit in units:
        above = found[-1] if found else None
        if above and above.path[:-1] == unit.path[:-1] and _are_of_date(above.line.text, unit.line.text):
            above.say(above.line.of(Run(f"{above.line.text} {unit.line.text}")))
        else:
            found.append(unit)
    return found


def _with_labels(units: Sequence[Unit]) -> list[Unit]:
    """With a label whose class says that it is one, as one line with what stands below it in the same box."""
    found: list[Unit] = []
    for unit in units:
        above = found[-1] if found else None
        if above and above.path[:-1] == unit.path[:-1] and _is_label(above) and not (unit.level or unit.when):
            above.say(unit.line.of(Run(f"{above.line.text.rstrip(': ')}: "), *unit.line.runs))
        else:
            found.append(unit)
    return found


def _is_label(unit: Unit) -> bool:
    roles = [run.role for run in unit.line.runs if run.role]
    labelling = any("label" in role.lower() for role in roles)
    return labelling and LABEL.fullmatch(f"{unit.line.text.rstrip(': ').lower()}: ") is not None


def _are_of_date(one: str, other: str) -> bool:
    """Whether two texts are the parts of one date ("26", "Feb"), or a day and its year."""
    if len(one) > LONGEST_PART or len(other) > LONGEST_PART or not (one[-1:].isalnum() and other[:1].isalnum()):
        return False
    parted = one.isdigit() != other.isdigit() or (other.isdigit() and len(other) == len("2026"))
    day = next(days.days_in(f"{one} {other}"), None) if parted else None
    return day is not None and day.stop - day.begin == len(one) + 1 + len(other)


def _note_dates(units: Sequence[Unit]) -> None:
    for (box, told), run in groupby(units, lambda unit: (unit.path[:-1], _tells_day(unit))):
        listed = list(run) if told else []
        if not box and sum(is_no_session(unit.line.text) for unit in listed) * 2 <= len(listed):
            continue
        if box and any(two.path[-1] - one.path[-1] > FARTHEST for one, two in pairwise(listed)):
            continue
        silent = sum(not unit.is_timed for unit in listed)
        forms = Counter(map(_form_of_day, listed))
        for unit in listed if len(listed) >= FEWEST and silent * 2 >= len(listed) else ():
            unit.in_dates = forms[_form_of_day(unit)] >= FEWEST
    bare = [place for place, unit in enumerate(units) if unit.is_dated and not (unit.level or unit.says_more)]
    above = [place for place in bare if place and _labels_deadline(units[place - 1])]
    below = [place for place in bare if place + 1 < len(units) and _labels_deadline(units[place + 1])]
    for place in max(below, above, key=len):
        units[place].in_dates = True


def _labels_deadline(unit: Unit) -> bool:
    text = unit.line.text
    return not unit.when and len(text.split()) <= LONGEST_LABEL and is_no_session(text) and not heads_dates(text)


def _form_of_day(unit: Unit) -> tuple[bool, ...]:
    """How a line writes its day: dates of one list are written alike."""
    day = unit.when.day if unit.when else None
    return (day is not None and day.year is not None, day is not None and day.weekday is not None)


def _tells_day(unit: Unit) -> bool:
    return bool(not unit.level and unit.says_more and unit.when and unit.when.day)


def _below_starts(units: Sequence[Unit]) -> Iterator[Unit]:
    """Of times that stand alone one below the other, in a box or mostly so in a page without boxes, all but the first.

    The second is its end, which it is given, unless all of that place tell the same moments for another zone.
    """
    runs = groupby(units, lambda unit: (unit.path[:-1], unit.is_bare))
    bare = [(box, [unit for unit in run if unit.is_timed]) for (box, bare), run in runs if bare]
    boxless = [len(run) for box, run in bare if run and not box]
    several = sum(count >= FEWEST for count in boxless)
    told = several >= max(FEWEST, len(boxless) / 2)
    boxes = [run for box, run in bare if len(run) >= FEWEST and (box or told)]
    elsewhere = _of_other_zones(boxes)
    for inner in boxes:
        yield from (unit for place, unit in enumerate(inner) if place in elsewhere)
        own = [unit for place, unit in enumerate(inner) if place not in elsewhere]
        one, two = (unit.when for unit in own) if len(own) == FEWEST else (None, None)
        if one and two and one.span and two.span and one.span.start and not (one.span.end or two.span.end):
            ended = replace(one.rest, moment_end=one.rest.moment_end or two.rest.moment)
            own[0].when = one._replace(span=replace(one.span, end=two.span.start), rest=ended)
            yield own[1]


def _of_other_zones(boxes: Sequence[Sequence[Unit]]) -> frozenset[int]:
    """Which of the times of each box are as far from the first in all boxes, and are no ends.

    Those are there already, or would be long after the start, or after the next one's.
    """
    found: set[int] = set()
    for place in range(1, max(map(len, boxes), default=0)):
        whens = [(inner[0].when, inner[place].when) for inner in boxes if len(inner) > place]
        spans = [(one.span, two.span) for one, two in whens if one and two and one.span and two.span]
        starts = [(one.start.minutes, two.start.minutes) for one, two in spans if one.start and two.start]
        gaps = Counter((two - one) % (clocks.DAY // 2) for one, two in starts)
        late = sum(one < after < two for (one, two), (after, _) in pairwise(starts))
        far = sum((two - one) % clocks.DAY > LONGEST_SESSION for one, two in starts)
        ended = sum(one.end is not None for one, _ in spans)
        alike = len(starts) >= FEWEST and max(gaps.values()) >= MOSTLY * len(starts)
        if alike and max(late, far, ended) * 2 > len(starts):
            found.add(place)
    return frozenset(found)


def _lengths(units: Sequence[Unit]) -> Iterator[Unit]:
    """The lines that say nothing but how long it is that begins on the line above, which is given the length."""
    for unit, below in pairwise(units):
        span = unit.when.span if unit.when and not unit.says_more else None
        if unit.when and span and span.start and not span.end and below.path[:-1] == unit.path[:-1]:
            length = None if below.when or not clocks.is_duration(below.line.text) else length_of(below)
            if length:
                unit.when = unit.when._replace(span=replace(span, duration=length))
                yield below


def not_elsewhere(units: Sequence[Unit], *, lenient: bool = False) -> frozenset[int]:
    """The places of lines that stand under no heading of deadlines, papers, committees and the like.

    `lenient` where only deadlines and earlier years count.
    """
    wanted: set[int] = set()
    barred: int | None = None
    scope: tuple[int, ...] = ()
    top = next((unit for unit in units if unit.level == 1), None)
    titles = _title_levels(units)
    for place, unit in enumerate(units):
        if isinstance(unit.block, Rule) or (barred is not None and unit.path[: len(scope)] != scope):
            barred = None
        if unit.level and (barred is None or unit.level <= barred):
            text = unit.line.text
            if unit.is_timed and unit.says_more:
                barred = barred if is_no_session(text) else None
            else:
                other = (
                    not (lenient or unit is top)
                    and OTHER_HEADING.search(text)
                    and not GENERIC_HEADING.fullmatch(text)
                    and not _names_programme(text)
                    and unit.level not in titles
                )
                barred = unit.level if heads_dates(text) or (other and not SECTION.match(text)) else None
                barred = unit.level if _heads_abstracts(units, place) else barred
                scope = scope_of(unit, units[place + 1 : place + 2])
        if is_past(unit) and not _goes_on(units, place):
            barred = unit.level or LOWEST
            scope = () if unit.level else scope_of(unit, units[place + 1 : place + 2])
        if barred is None:
            wanted.add(place)
    return frozenset(wanted)


def _heads_abstracts(units: Sequence[Unit], place: int) -> bool:
    """Whether a heading is of abstracts, and each day below it, as one above, begins sentences."""
    if not ABSTRACTS.fullmatch(units[place].line.text):
        return False
    below = takewhile(lambda unit: not unit.level, units[place + 1 :])
    told = [unit.when.rest.text for unit in below if unit.is_dated and unit.when]
    return bool(told) and all(map(is_prose, told)) and any(unit.is_dated for unit in units[:place])


def _goes_on(units: Sequence[Unit], place: int) -> bool:
    """Whether the list above a heading of past talks goes on below it: with dates written alike, soon before those."""
    end = next((each for each in range(place + 1, len(units)) if is_past(units[each])), len(units))
    above, below = (list(filter(_is_led_by_day, part)) for part in (units[:place], units[place + 1 : end]))
    if len(below) < FEWEST or any(days.years_in(units[place].line.text)):
        return False
    months = [
        [day.year * YEAR + day.month for day in map(_day_of, part) if day and day.year] for part in (above, below)
    ]
    soon = not all(months) or min(months[0]) - max(months[1]) <= LONGEST_PAUSE
    return soon and not {*map(_form_of_day, above)}.isdisjoint(map(_form_of_day, below))


def _is_led_by_day(unit: Unit) -> bool:
    return bool(unit.when and unit.when.leads and unit.when.day)


def _day_of(unit: Unit) -> days.Day | None:
    return unit.when.day if unit.when else None


def scope_of(heading: Unit, below: Sequence[Unit]) -> tuple[int, ...]:
    """The container that a heading shares with what follows it, beyond which it heads nothing."""
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(heading.path, below[0].path if below else (), strict=False))
    return tuple(one for one, _ in shared)


def _title_levels(units: Sequence[Unit]) -> frozenset[int]:
    """The levels of headings that are titles of entries: between most of them and the next one stands one time.

    Or one length, each on a line that says hardly more.
    """
    headings = [place for place, unit in enumerate(units) if unit.level]
    gaps = [sum(unit.is_moment for unit in units[one + 1 : two]) for one, two in pairwise([-1, *headings, len(units)])]
    found = Counter(units[place].level for place in headings)
    beside = zip(headings, pairwise(gaps), strict=True)
    timed = Counter(units[place].level for place, times in beside if 1 in times)
    return frozenset(level for level, count in timed.items() if count >= FEWEST and count * 2 > found[level])


def is_past(unit: Unit) -> bool:
    """Whether what stands below is of an earlier year."""
    return len(unit.line.text) <= LONGEST_HEAD and not unit.when and PAST_HEADING.match(unit.line.text) is not None


def may_head(unit: Unit) -> bool:
    """Whether a line is short enough to say something of all below it, and tells no deadline or news."""
    said = unit.when.rest.text if unit.when else ""
    says_news = (said.endswith(".") or unit.line.item > 0) and len(said.split()) >= FEWEST_SAID
    says_news = says_news or (unit.line.text.endswith(".") and unit.when is not None and not unit.when.leads)
    told = unit.in_dates or says_news or is_no_session(unit.line.text) or _tells_of_years(unit)
    return len(unit.line.text) <= LONGEST_HEAD and not told


def _tells_of_years(unit: Unit) -> bool:
    """Whether a line tells of several years, as a list of editions does."""
    text = unit.line.text
    return unit.when is not None and unit.when.says_day and len(set(days.years_in(text))) > 1


def _names_programme(text: str) -> bool:
    folded = text.lower()
    return any(word in folded for word in ("schedule", "program", "agenda", "timetable", "talks"))


def length_of(unit: Unit) -> int | None:
    """The minutes that a short line says."""
    text = unit.line.text
    may_tell = len(text) <= LONGEST_HEAD * 2 and ("(" in text or "[" in text or FIRST.match(text))
    found = clocks.duration_in(text) if may_tell else None
    return found[0] if found else None
