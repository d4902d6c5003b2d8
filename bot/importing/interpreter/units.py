"""Lines outside of tables, each with what it says of time; which of them are of the programme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.importing.interpreter.slots import (
    When,
    when_of,
)
from bot.importing.interpreter.tables import SECTION
from bot.importing.rows import Heading, Line, Rule, Text
from bot.importing.values import clocks
from bot.importing.values.words import (
    DATES_HEADING,
    GENERIC_HEADING,
    OTHER_HEADING,
    PAST_HEADING,
    is_no_session,
)

LONGEST_HEAD = 120
FEWEST, FEWEST_LASTING, FEWEST_SAID, LONGEST_REMARK = 2, 3, 3, 8
LOWEST = 7
"""The level of what heads lines and is no heading: any heading ends it."""
UNSAID = re.compile(
    r"\W*(?:time )?(?:t\.?b\.?[acd]\.?|to be (?:announced|confirmed))\s*[:|–—-]+\s+(?=\w)", re.IGNORECASE
)
NOTHING = Line(())
LENGTH = re.compile(r"[(\[]|^\W*\d")
"""Where a line says how long something is: in brackets, or first."""


@dataclass(slots=True)
class Unit:
    """A line outside of tables, with what it says of time; `level` is 0 where it is no heading."""

    block: Heading | Text | Rule
    when: When | None = field(init=False, default=None)
    line: Line = field(init=False, default=NOTHING)
    path: tuple[int, ...] = field(init=False)
    level: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.path = self.block.path
        if not isinstance(self.block, Rule):
            self.line = self.block.content
            self.when = when_of(self.line)
        if isinstance(self.block, Heading):
            self.level = self.block.level

    @property
    def is_timed(self) -> bool:
        return bool(self.when and (self.when.span or self.when.rest.moment))

    @property
    def is_dated(self) -> bool:
        return bool(self.when and self.when.says_day and not self.is_timed)

    @property
    def says_more(self) -> bool:
        """Whether the line has words beside its time."""
        return bool(self.when and any(letter.isalpha() for letter in self.when.rest.text))


def units_of(blocks: Sequence[Heading | Text | Rule]) -> list[Unit]:
    units = list(map(Unit, blocks))
    dropped = {id(end) for _, end in _stacked(units)}
    return [unit for unit in units if id(unit) not in dropped]


def _stacked(units: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """The two lines of a box that holds a start and an end and nothing else: the first is given the second's time."""
    boxes: dict[tuple[int, ...], list[Unit]] = {}
    for unit in units:
        boxes.setdefault(unit.path[:-1], []).append(unit)
    for box, inner in boxes.items():
        if not box or len(inner) != FEWEST or any(unit.says_more or not unit.is_timed for unit in inner):
            continue
        one, two = (unit.when for unit in inner)
        if one and two and one.span and two.span and one.span.start and not one.span.end:
            inner[0].when = one._replace(span=replace(one.span, end=two.span.start))
            yield inner[0], inner[1]


def not_elsewhere(units: Sequence[Unit], *, lenient: bool = False) -> frozenset[int]:
    """The places of lines that stand under no heading of deadlines, papers, committees and the like.

    `lenient` where only deadlines and earlier years count.
    """
    wanted: set[int] = set()
    barred: int | None = None
    top = next((unit for unit in units if unit.level == 1), None)
    for place, unit in enumerate(units):
        if unit.level and not (unit.is_timed and unit.says_more):
            text = unit.line.text
            if barred is None or unit.level <= barred:
                other = (
                    not (lenient or unit is top)
                    and OTHER_HEADING.search(text)
                    and not GENERIC_HEADING.fullmatch(text)
                    and not _names_programme(text)
                    and not _is_beside_time(units, place)
                )
                barred = unit.level if DATES_HEADING.search(text) or (other and not SECTION.match(text)) else None
        if is_past(unit):
            barred = unit.level or LOWEST
        if barred is None:
            wanted.add(place)
    return frozenset(wanted)


def _is_beside_time(units: Sequence[Unit], place: int) -> bool:
    """Whether a heading is the title of an entry whose time is the whole line above or below it."""
    beside = (*units[max(place - 1, 0) : place], *units[place + 1 : place + 2])
    return any(
        unit.is_timed and not unit.level and len(unit.when.rest.text) <= LONGEST_REMARK for unit in beside if unit.when
    )


def is_past(unit: Unit) -> bool:
    """Whether what stands below is of an earlier year."""
    return len(unit.line.text) <= LONGEST_HEAD and not unit.when and PAST_HEADING.match(unit.line.text) is not None


def may_head(unit: Unit) -> bool:
    """Whether a line is short enough to say something of all below it, and tells no deadline or news."""
    told = unit.when.rest.text if unit.when else ""
    says_news = (told.endswith(".") or unit.line.item > 0) and len(told.split()) >= FEWEST_SAID
    return len(unit.line.text) <= LONGEST_HEAD and not is_no_session(unit.line.text) and not says_news


def _names_programme(text: str) -> bool:
    folded = text.lower()
    return any(word in folded for word in ("schedule", "program", "agenda", "timetable", "talks"))


def length_of(unit: Unit) -> int | None:
    """The minutes that a short line says."""
    text = unit.line.text
    found = clocks.duration_in(text) if len(text) <= LONGEST_HEAD * 2 and LENGTH.search(text) else None
    return found[0] if found else None
