"""Lines outside of tables → slots: lists, paragraphs, headings, grids of divs, definition lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.importing.rows import Heading, Line, Rule, Text
from bot.importing.slots import Context, Piece, Slot, When, labelled, when_of
from bot.importing.tables import SECTION, look_of, with_section
from bot.importing.words import ABSTRACT_LEAD, DATES_HEADING, GENERIC_HEADING, NOT_A_SESSION, OTHER_HEADING

LONGEST_HEAD = 120
FEWEST = 2


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
    return [Unit(block, None if isinstance(block, Rule) else when_of(block.content)) for block in blocks]


def slots_of(units: Sequence[Unit], above: Context) -> list[Slot]:
    """The slots of a page's lines, in order."""
    wanted = _not_elsewhere(units)
    timed = [place for place, unit in enumerate(units) if unit.is_timed and place in wanted]
    dated = [place for place, unit in enumerate(units) if unit.is_dated and place in wanted and _is_entry_date(unit)]
    if len(timed) >= max(1, len(_unfollowed(dated, timed))):
        starters = timed
    else:
        starters = [place for place in dated if not NOT_A_SESSION.search(units[place].line.text)]
        starters = starters if len(starters) >= FEWEST else []
    return _Gathering(units, starters, above).slots() if starters else []


def _unfollowed(dated: Sequence[int], timed: Sequence[int]) -> list[int]:
    """The dates under which no time stands before the next date: entries themselves, not headings of a day."""
    bounds = [*dated[1:], 10**9]
    return [
        place for place, bound in zip(dated, bounds, strict=False) if not any(place < each < bound for each in timed)
    ]


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
                    OTHER_HEADING.search(text) and not GENERIC_HEADING.fullmatch(text) and not _names_programme(text)
                )
                barred = unit.level if DATES_HEADING.search(text) or (other and not SECTION.match(text)) else None
        if barred is None:
            wanted.add(place)
    return frozenset(wanted)


def _names_programme(text: str) -> bool:
    folded = text.lower()
    return any(word in folded for word in ("schedule", "program", "agenda", "timetable", "talks"))


class _Gathering:
    """Gathers around each starting line what belongs to it: its container, or the lines up to the next one."""

    def __init__(self, units: Sequence[Unit], starters: Sequence[int], above: Context) -> None:
        self.units = units
        self.starters = starters
        self.above = above
        self.titled = self._has_titles_above()
        self.extents = [self._extent(number) for number in range(len(starters))]
        self._shorten_last()

    def slots(self) -> list[Slot]:
        found: list[Slot] = []
        place, context = 0, self.above
        group = 1
        for starter, (first, last) in zip(self.starters, self.extents, strict=True):
            for between in range(place, first):
                context, group = self._after(self.units[between], context, group)
            found.append(self._slot(starter, first, last, context, group))
            place = max(place, last)
        return found

    def _after(self, unit: Unit, context: Context, group: int) -> tuple[Context, int]:
        """The context below a line that belongs to no slot."""
        text = unit.line.text
        if isinstance(unit.block, Rule):
            return replace(context, section=None, chair=None), group
        if unit.is_dated and unit.when and (len(text) <= LONGEST_HEAD):
            day = unit.when
            context = replace(context, day=day.day, weekday=day.weekday, number=day.number, section=None, chair=None)
            if day.rest.text and not day.leads:
                context = with_section(context, day.rest.text)
            return context, group + 1
        label = labelled(unit.line)
        if label and label[0] in {"chair", "room"}:
            return replace(context, **{label[0]: label[1].text}), group
        if self._is_heading(unit):
            return with_section(context, text), group
        return context, group

    def _is_heading(self, unit: Unit) -> bool:
        words = [run for run in unit.line.runs if run.text.strip()]
        all_strong = bool(words) and all(run.strong for run in words) and not unit.line.item
        short = len(unit.line.text) <= LONGEST_HEAD and not unit.line.text.endswith(".")
        return short and bool(unit.level or all_strong or SECTION.match(unit.line.text) or self._stands_alone(unit))

    def _stands_alone(self, unit: Unit) -> bool:
        """A line of plain text with empty lines around it, among pages without marked headings."""
        alone = sum(1 for other in self.units if other.path == unit.path) == 1
        return (
            len(unit.path) == 1
            and alone
            and not unit.line.text.endswith(("Link", ":"))
            and len(unit.line.text.split()) <= 8
        )  # noqa: PLR2004

    def _has_titles_above(self) -> bool:
        """Whether headings that stand before the times are the entries' titles: one heading to each bare time."""
        bare = [place for place in self.starters if not self.units[place].says_more and not self.units[place].level]
        if len(bare) < max(FEWEST, len(self.starters) * 0.7):
            return False
        return all(self._heading_before(place) is not None for place in bare)

    def _heading_before(self, place: int) -> int | None:
        """The heading closely above a line, with no other starting line between."""
        for before in range(place - 1, max(place - 5, -1), -1):
            if before in self.starters:
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
        strong = bool(words) and all(run.strong for run in words) and SECTION.match(unit.line.text) is not None
        alone = len(unit.path) == 1 and not isinstance(unit.block, Heading) and self._stands_alone(unit)
        return strong or (
            alone
            and index + 1 < len(self.units)
            and self.units[index - 1].path != unit.path
            and ABSTRACT_LEAD.match(unit.line.text) is None
            and SECTION.match(unit.line.text) is not None
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
        assert when is not None  # noqa: S101 - what makes a line a starter
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
        if not slot.span and first <= starter:
            self._take_time_inside(slot)
        return slot

    @staticmethod
    def _take_time_inside(slot: Slot) -> None:
        """A dated entry's time, which stands on a line of its own below the date."""
        for piece in slot.pieces:
            when = when_of(piece.line)
            if when and when.span and len(piece.text) < LONGEST_HEAD:
                slot.span = when.span
                slot.pieces = [replace(each, line=when.rest) if each is piece else each for each in slot.pieces]
                slot.pieces = [each for each in slot.pieces if each.line.runs]
                return
