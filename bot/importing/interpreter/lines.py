"""Lines outside of tables → slots: lists, paragraphs, headings, grids of divs, definition lists."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from bot.importing.interpreter.readings import is_prose
from bot.importing.interpreter.slots import (
    STARTS,
    Context,
    Piece,
    Slot,
    When,
    begun,
    labelled,
    on_day,
    part_of,
    when_of,
)
from bot.importing.interpreter.tables import SECTION, is_not_held, look_of, with_section
from bot.importing.rows import Heading, Line, Rule, Text
from bot.importing.values import clocks
from bot.importing.values.words import (
    ABSTRACT_LEAD,
    DATES_HEADING,
    GENERIC_HEADING,
    LINK_KINDS,
    NOT_A_SESSION,
    OTHER_HEADING,
    PAST_HEADING,
    ROOM,
    is_one_of,
)

LONGEST_HEAD = 120
FEWEST, FEWEST_LASTING, LONGEST_REMARK = 2, 3, 8
LOWEST = 7
"""The level of what heads lines and is no heading: any heading ends it."""
UNSAID = re.compile(
    r"\W*(?:time )?(?:t\.?b\.?[acd]\.?|to be (?:announced|confirmed))\s*[:|–—-]+\s+(?=\w)", re.IGNORECASE
)
LENGTH = re.compile(r"[(\[]|^\W*\d")
"""Where a line says how long something is: in brackets, or first."""


@dataclass
class Unit:
    """A line outside of tables, with what it says of time."""

    block: Heading | Text | Rule
    when: When | None

    @cached_property
    def line(self) -> Line:
        return Line(()) if isinstance(self.block, Rule) else self.block.content

    @property
    def path(self) -> tuple[int, ...]:
        return self.block.path

    @property
    def level(self) -> int:
        return self.block.level if isinstance(self.block, Heading) else 0

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
    units = [Unit(block, None if isinstance(block, Rule) else when_of(block.content)) for block in blocks]
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
            inner[0].when = replace(one, span=replace(one.span, end=two.span.start))
            yield inner[0], inner[1]


def slots_of(units: Sequence[Unit], above: Context) -> list[Slot]:
    """The slots of a page's lines, in order."""
    wanted = _not_elsewhere(units)
    timed = [place for place, unit in enumerate(units) if unit.is_timed and place in wanted]
    timed = _in_one_place(_within_day(timed, units), units)
    dated = [place for place, unit in enumerate(units) if unit.is_dated and place in wanted and _is_entry_date(unit)]
    lasting = [place for place in sorted(wanted) if not units[place].is_timed and _length_of(units[place])]
    entries = [place for place in timed if not _states_start(units[place])]
    depths = {_depth(units[place]) for place in entries}
    lasting = [place for place in lasting if depths <= {_depth(units[place])}]
    if len(lasting) >= max(FEWEST_LASTING, len(entries)):
        starters = sorted({*lasting, *entries})
    elif len(timed) >= max(1, len(_unfollowed(dated, timed))):
        starters = timed
    else:
        dated = [place for place, unit in enumerate(units) if place in wanted and _is_entry_date(unit)]
        described = _described(units, frozenset(dated)) if len(dated) >= FEWEST or not dated else []
        starters = sorted({*(dated if len(dated) >= FEWEST else ()), *described})
    depths = {_depth(units[place]) for place in timed}
    starters = sorted({*starters, *(place for place in wanted if _is_unsaid(units[place], depths))})
    found = _Gathering(units, starters, above).slots() if starters else []
    return [slot for slot in found if slot.span or slot.moment or not is_not_held(slot)]


def _in_one_place(timed: Sequence[int], units: Sequence[Unit]) -> list[int]:
    """Without the few lines that end with a time where most begin with theirs: sentences, not entries."""
    leading = [place for place in timed if _leads(units[place])]
    return leading if len(leading) >= max(FEWEST_LASTING, 2 * (len(timed) - len(leading))) else list(timed)


def _within_day(timed: Sequence[int], units: Sequence[Unit]) -> list[int]:
    """Without a day with its hours that stands above entries without days: when all of it is, no entry of it."""
    dayless = [place for place in timed if not _says_day(units[place])]
    if len(dayless) * 2 <= len(timed):
        return list(timed)
    return [place for place in timed if not (_says_day(units[place]) and place < dayless[0])]


def _says_day(unit: Unit) -> bool:
    return bool(unit.when and unit.when.says_day)


def _leads(unit: Unit) -> bool:
    return bool(unit.level or unit.line.moment or (unit.when and unit.when.leads))


def _length_of(unit: Unit) -> int | None:
    """The minutes that a short line says."""
    text = unit.line.text
    found = clocks.duration_in(text) if len(text) <= LONGEST_HEAD * 2 and LENGTH.search(text) else None
    return found[0] if found else None


def _is_unsaid(unit: Unit, depths: set[tuple[int, int]]) -> bool:
    """Whether a line is an entry like the timed ones, whose time is still to come ("TBA — Dinner")."""
    return not unit.when and depths == {_depth(unit)} and UNSAID.match(unit.line.text) is not None


def _depth(unit: Unit) -> tuple[int, int]:
    """How deep a line stands: of lines that stand equally deep, none is a part of the other's entry."""
    return len(unit.path), unit.line.depth


def _states_start(unit: Unit) -> bool:
    """Whether a time is that at which a part of the programme begins rather than one of its entries."""
    return STARTS.search(unit.line.text) is not None or (unit.level > 0 and not (unit.when and unit.when.leads))


def _unfollowed(dated: Sequence[int], timed: Sequence[int]) -> list[int]:
    """The dates under which no time stands before the next date: entries themselves, not headings of a day."""
    bounds = [*dated[1:], 10**9]
    times = [bisect_right(timed, place) for place in dated]
    return [
        place
        for place, bound, time in zip(dated, bounds, times, strict=False)
        if time == len(timed) or timed[time] >= bound
    ]


def _described(units: Sequence[Unit], dated: frozenset[int]) -> list[int]:
    """Where talks without a date begin: the one or two short lines above an abstract, unless a date leads them."""
    found: list[int] = []
    for place, unit in enumerate(units):
        lead = ABSTRACT_LEAD.match(unit.line.text)
        if (
            not lead
            or not lead["abstract"]
            or unit.level
            or any(other.level for other in units[max(place - 3, 0) : place])
        ):
            continue
        first = place
        while first > 0 and place - first < 3 and _is_of_head(units[first - 1], unit):
            first -= 1
        if first < place and not dated.intersection(range(first - 1, place)):
            found.append(first)
    return found if len(found) >= FEWEST else []


def _is_of_head(unit: Unit, abstract: Unit) -> bool:
    text = unit.line.text
    return (
        unit.path == abstract.path
        and not unit.when
        and len(text) <= LONGEST_HEAD * 2
        and not is_one_of(text, LINK_KINDS)
    )


def _is_entry_date(unit: Unit) -> bool:
    return bool(unit.when and unit.when.leads and unit.when.day and not NOT_A_SESSION.search(unit.line.text))


def _not_elsewhere(units: Sequence[Unit]) -> frozenset[int]:
    """The places of lines that stand under no heading of deadlines, papers, committees and the like."""
    wanted: set[int] = set()
    barred: int | None = None
    for place, unit in enumerate(units):
        if unit.level and not (unit.is_timed and unit.says_more):
            text = unit.line.text
            if barred is None or unit.level <= barred:
                other = (
                    OTHER_HEADING.search(text)
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
    """Whether a line is short enough to say something of all below it, and tells no deadline."""
    return len(unit.line.text) <= LONGEST_HEAD and not NOT_A_SESSION.search(unit.line.text)


def _names_programme(text: str) -> bool:
    folded = text.lower()
    return any(word in folded for word in ("schedule", "program", "agenda", "timetable", "talks"))


class _Gathering:
    """Gathers around each starting line what belongs to it: its container, or the lines up to the next one."""

    def __init__(self, units: Sequence[Unit], starters: Sequence[int], above: Context) -> None:
        self.units = units
        self.starters = starters
        self.starting = frozenset(starters)
        self.above = above
        self.tops = sum(unit.level == 1 for unit in units)
        self.wanted = _not_elsewhere(units)
        self.in_paragraphs = Counter(unit.path for unit in units)
        self.headings = self._rare_headings()
        self.titled = self._has_titles_above()
        self.extents = [self._extent(number) for number in range(len(starters))]
        self._shorten_last()

    def slots(self) -> list[Slot]:
        found: list[Slot] = []
        place, context = 0, self.above
        group = 1
        for starter, (first, last) in zip(self.starters, self.extents, strict=True):
            for between in range(place, first):
                context, group = self._after(between, context, group)
            found.append(self._slot(starter, first, last, context, group))
            place = max(place, last)
        return found

    def _after(self, place: int, context: Context, group: int) -> tuple[Context, int]:
        """The context below a line that belongs to no slot."""
        unit = self.units[place]
        text = unit.line.text
        context = begun(context, unit.line, unit.when)
        if isinstance(unit.block, Rule):
            return replace(context, section=None, chair=None), group
        if unit.when and unit.when.says_day and place in self.wanted and may_head(unit):
            context = replace(on_day(context, unit.when), section=None, chair=None)
            if SECTION.match(unit.when.rest.text):
                context = with_section(context, unit.when.rest.text)
            return context, group + 1
        label = labelled(unit.line)
        if label and label[0] == "chair":
            return replace(context, chair=label[1].text), group
        if label and label[0] == "room":
            told = ROOM.search(label[1].text) or place > self.starters[0]
            return (replace(context, room=label[1].text) if told else context), group
        if unit.level == 1 and self.tops <= FEWEST and not SECTION.match(text):
            return replace(context, section=None, chair=None), group
        if self._is_heading(unit, place):
            return with_section(context, unit.when.rest.text if unit.is_timed and unit.when else text), group
        return context, group

    def _is_heading(self, unit: Unit, place: int) -> bool:
        words = [run for run in unit.line.runs if run.text.strip()]
        all_strong = bool(words) and all(run.strong for run in words) and not unit.line.item
        short = (
            len(unit.line.text) <= LONGEST_HEAD
            and not unit.line.text.endswith((".", ","))
            and not is_one_of(unit.line.text, LINK_KINDS)
        )
        return short and bool(unit.level or all_strong or SECTION.match(unit.line.text) or place in self.headings)

    def _stands_alone(self, unit: Unit) -> bool:
        """A line of plain text with empty lines around it, among pages without marked headings."""
        return (
            len(unit.path) == 1
            and self.in_paragraphs[unit.path] == 1
            and not unit.line.text.endswith(("Link", ":"))
            and len(unit.line.text.split()) <= 8
        )

    def _rare_headings(self) -> frozenset[int]:
        """The lines with empty lines around them that stand between few entries: headings in all but markup."""
        alone = {place for place, unit in enumerate(self.units) if self._stands_alone(unit)}
        bounds = [*self.starters, len(self.units)]
        gaps = [alone.intersection(range(one + 1, two)) for one, two in pairwise(bounds)]
        rare = sum(1 for gap in gaps if gap) * 3 <= len(gaps)
        return frozenset(alone) if rare else frozenset(place for place in alone if place < self.starters[0])

    def _has_titles_above(self) -> bool:
        """Whether headings that stand before the times are the entries' titles: one heading to each bare time."""
        bare = [place for place in self.starters if not self.units[place].says_more and not self.units[place].level]
        if len(bare) < max(FEWEST, len(self.starters) * 0.7):
            return False
        return all(self._heading_before(place) is not None and not self._has_heading_beside(place) for place in bare)

    def _has_heading_beside(self, place: int) -> bool:
        """Whether the heading below a time is nearer to it, in containers, than the one above."""
        below = next(
            (each for each in range(place + 1, min(place + 3, len(self.units))) if self.units[each].level), None
        )
        above = self._heading_before(place)
        return below is not None and above is not None and self._shared(place, below) > self._shared(place, above)

    def _heading_before(self, place: int) -> int | None:
        """The heading closely above a line, with no other starting line between."""
        for before in range(place - 1, max(place - 5, -1), -1):
            if before in self.starting:
                return None
            if self.units[before].level and not self.units[before].is_dated:
                return before if not GENERIC_HEADING.fullmatch(self.units[before].line.text) else None
        return None

    def _extent(self, number: int) -> tuple[int, int]:
        """The first line of an entry, and the line after its last."""
        place = self.starters[number]
        before = self.starters[number - 1] if number else -1
        after = self.starters[number + 1] if number + 1 < len(self.starters) else len(self.units)
        if self.titled and (heading := self._heading_before(place)) is not None:
            next_heading = self._heading_before(after) if after < len(self.units) else None
            return heading, next_heading if next_heading is not None else self._stop(
                place, after, len(self.units[place].path) - 1
            )
        shared = max(self._shared(place, before), self._shared(place, after))
        first = place
        container = self.units[place].path[: shared + 1]
        while (
            len(container) > shared and first > before + 1 and self.units[first - 1].path[: len(container)] == container
        ):
            first -= 1
        return first, self._stop(place, after, shared, container)

    def _is_above(self, place: int, container: tuple[int, ...]) -> bool:
        unit = self.units[place]
        inside = unit.path[: len(container)] == container and not unit.is_dated
        return inside and (len(unit.path) > 1 or not is_one_of(unit.line.text, LINK_KINDS))

    def _shared(self, place: int, other: int) -> int:
        """How many containers two starting lines share."""
        if not 0 <= other < len(self.units):
            return 0
        pairs = zip(self.units[place].path, self.units[other].path, strict=False)
        return next(
            (depth for depth, (one, two) in enumerate(pairs) if one != two),
            min(len(self.units[place].path), len(self.units[other].path)),
        )

    def _stop(self, place: int, after: int, shared: int, container: tuple[int, ...] = ()) -> int:
        """Where an entry ends: at the next one's container, a heading, a rule, a day, or the end of the list."""
        listed = self.units[place].path[:shared]
        next_container = self.units[after].path[: self._shared(place, after) + 1] if after < len(self.units) else None
        for index in range(place + 1, after):
            unit = self.units[index]
            inside = bool(container) and len(container) > shared and unit.path[: len(container)] == container
            if inside and len(container) > 1:
                continue
            if isinstance(unit.block, Rule) or unit.path[:shared] != listed:
                return index
            if unit.level and (not self.units[place].level or unit.level <= self.units[place].level):
                return index
            if unit.is_dated and unit.when and not unit.says_more:
                return index
            if next_container and len(next_container) > shared and unit.path[: len(next_container)] == next_container:
                return index
            if self._is_between(unit, index):
                return index
        return after

    def _is_between(self, unit: Unit, index: int) -> bool:
        """A heading in all but markup, between two entries."""
        words = [run for run in unit.line.runs if run.text.strip()]
        return index in self.headings or (
            all(run.strong for run in words) and bool(words) and SECTION.match(unit.line.text) is not None
        )

    def _shorten_last(self) -> None:
        """Nothing tells where the last entry ends; it is not longer than the longest of the others."""
        place, (first, last) = self.starters[-1], self.extents[-1]
        path = self.units[place].path
        others = [end - begin for begin, end in self.extents[:-1]]
        if (
            others
            and last - first > max(others)
            and self.units[min(last, len(self.units)) - 1].path[: len(path)] != path
        ):
            self.extents[-1] = (first, first + max(others))

    def _slot(self, starter: int, first: int, last: int, context: Context, group: int) -> Slot:
        unit = self.units[starter]
        when = unit.when
        if when is None:
            length = _length_of(unit)
            unsaid = UNSAID.match(unit.line.text)
            when = When(
                part_of(unit.line, unsaid.end() if unsaid else 0, len(unit.line.text)),
                clocks.Span(None, None, length) if length else None,
            )
            context = context if length or unsaid else replace(context, day=None, weekday=None, number=None)
        if when.says_day:
            context = replace(context, day=when.day, weekday=when.weekday, number=when.number)
        slot = Slot(unit.block.line, group, when.span, when.rest.moment, when.rest.moment_end, replace(context))
        slot.anchors = tuple(
            anchor
            for each in self.units[first:last]
            if not isinstance(each.block, Rule)
            for anchor in each.block.anchors
        )
        for place in range(first, last):
            line = when.rest if place == starter else self.units[place].line
            if line.runs:
                slot.pieces.append(Piece(line, None, (*look_of(line, -1, len(slot.pieces)), place == starter)))
        slot.undated = unit.when is None and not slot.span and not UNSAID.match(unit.line.text)
        slot.taken = tuple(each.line for each in self.units[first:last])
        if not slot.span and unit.when:
            self._take_time_inside(slot)
        return slot

    @staticmethod
    def _take_time_inside(slot: Slot) -> None:
        """A dated entry's time, which stands on a line of its own below the date."""
        for piece in slot.pieces:
            when = when_of(piece.line)
            if when and when.span and (when.leads or not is_prose(piece.text)) and len(piece.text) < LONGEST_HEAD:
                slot.span = when.span
                slot.pieces = [replace(each, line=when.rest) if each is piece else each for each in slot.pieces]
                slot.pieces = [each for each in slot.pieces if each.line.runs]
                return
