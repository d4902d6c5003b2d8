"""The lines that belong to each entry: its container, or the lines up to the next one; and what stands above it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain, groupby, islice, pairwise, takewhile

from bot.importing.interpreter.leads import is_bare_lead
from bot.importing.interpreter.order import Order
from bot.importing.interpreter.parting import class_role
from bot.importing.interpreter.slots import Context, Piece, Slot, begun, below_day, labelled
from bot.importing.interpreter.tables import look_of, with_section
from bot.importing.interpreter.times_inside import in_turn, tell_time_inside
from bot.importing.interpreter.times_of_lines import When, part_of
from bot.importing.interpreter.units import FEWEST, LONGEST_HEAD, MOSTLY, UNSAID, Unit, length_of, may_head
from bot.importing.rows import Rule
from bot.importing.values import clocks, days
from bot.importing.values.headings import NOT_HELD, OTHER_HEADING, SECTION, is_no_session
from bot.importing.values.names import LIKELY
from bot.importing.values.people import people_in
from bot.importing.values.words import LINK_KINDS, ROOM, is_one_of


class Gathering:
    """Gathers around each starting line what belongs to it: its container, or the lines up to the next one."""

    def __init__(self, units: Sequence[Unit], starters: Sequence[int], above: Context, wanted: frozenset[int]) -> None:
        self.units = units
        self.starters = starters
        self.starting = frozenset(starters)
        self.above = above
        self.tops = sum(unit.level == 1 for unit in units)
        self.wanted = wanted
        self.in_paragraphs = Counter(unit.path for unit in units)
        self.order = Order(units, starters)
        self.headings = self._rare_headings() | self._set_apart()
        self.extents = [self._extent(number) for number in range(len(starters))]
        self._shorten_last()

    def slots(self) -> list[Slot]:
        found: list[Slot] = []
        place, context = 0, self.above
        group = 1
        for starter, (first, last) in zip(self.starters, self.extents, strict=True):
            for between in range(place, first):
                context, group = self._after(between, context, group)
            boxes = self._boxes(starter, first, last) or [(first, last)]
            for begin, end in boxes:
                found.extend(in_turn(self._slot(starter, begin, end, context, group)))
            place = max(place, last)
        return found

    def _boxes(self, starter: int, first: int, last: int) -> list[tuple[int, int]]:
        """The containers below a bare time that have one heading each, of one level: of sessions side by side."""
        below = range(starter + 1, last)
        if first < starter or self.units[starter].says_more or len(below) < FEWEST:
            return []
        shared = min(self.order.common(below[0], place) for place in below)
        boxes = [list(places) for _, places in groupby(below, lambda place: self.units[place].path[: shared + 1])]
        levels = [[unit.level for place in box if (unit := self.units[place]).level] for box in boxes]
        alone = {len(each) for each in levels} == {1} and len(set(chain(*levels))) == 1
        return [(box[0], box[-1] + 1) for box in boxes] if alone and len(boxes) >= FEWEST else []

    def _after(self, place: int, context: Context, group: int) -> tuple[Context, int]:
        """The context below a line that belongs to no slot."""
        unit = self.units[place]
        text = unit.line.text
        context = begun(context, unit.line, unit.when)
        if isinstance(unit.block, Rule):
            return replace(context, section=None, chair=None), group
        if unit.when and unit.when.says_day and place in self.wanted and may_head(unit):
            context = replace(below_day(context, unit.when), section=None, chair=None)
            if SECTION.match(unit.when.rest.text):
                context = with_section(context, unit.when.rest.text)
            return context, group + 1
        label = labelled(text)
        if label and label[0] == "chair":
            return replace(context, chair=label[1]), group
        if label and label[0] == "room":
            told = ROOM.search(label[1]) or place > self.starters[0]
            return (replace(context, room=label[1]) if told else context), group
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
            and not unit.line.item
            and not unit.line.text.endswith(("Link", ":"))
            and not _tells_usual_hour(unit.line.text)
            and len(unit.line.text.split()) <= 8
        )

    def _rare_headings(self) -> frozenset[int]:
        """The lines with empty lines around them that stand between few entries: headings in all but markup."""
        alone = {place for place, unit in enumerate(self.units) if self._stands_alone(unit)}
        bounds = [*self.starters, len(self.units)]
        gaps = [alone.intersection(range(one + 1, two)) for one, two in pairwise(bounds)]
        marked = sum(self.units[place].level > 0 for place in self.starters) * 2 > len(self.starters)
        rare = not marked and sum(1 for gap in gaps if gap) * 3 <= len(gaps)
        return frozenset(alone) if rare else frozenset(place for place in alone if place < self.starters[0])

    def _set_apart(self) -> frozenset[int]:
        """The few lines between the containers of entries whose class nothing within has: headings, but for markup."""
        boxes = {place: self.units[place].path[: shared + 1] for place, shared in self.order.shared.items()}
        depths, told = set(map(len, boxes.values())), set(boxes.values())
        between = range(self.starters[0], self.starters[-1])
        apart = {place for place in between if not any(self.units[place].path[:depth] in told for depth in depths)}
        classes = {None, *(_class_of(self.units[place]) for place in between if place not in apart)}
        bare = [place for place, box in boxes.items() if not self.units[place].says_more]
        full = [self._is_in(place - 1, boxes[place]) or self._is_in(place + 1, boxes[place]) for place in bare[:-1]]
        deepest = max(self.units[place].line.depth for place in self.starters)
        able = {place for place in apart if _may_head(self.units[place]) and self.units[place].line.depth <= deepest}
        heads = {place for place in able if _class_of(self.units[place]) not in classes and self._is_told(place, apart)}
        return frozenset(heads if sum(full) >= MOSTLY * len(full) and len(heads) * 2 <= len(self.starters) else ())

    def _is_told(self, place: int, apart: Collection[int]) -> bool:
        """Whether the entry above a line says what it is without what stands apart from its container."""
        starter = self.starters[bisect_left(self.starters, place) - 1]
        first = next((each for each in range(starter + 1, place) if each in apart), place)
        when = self.units[starter].when
        lone = first == starter + 1 and when is not None and is_bare_lead(when.rest.text)
        return not lone and self._says_something(starter, first)

    def _extent(self, number: int) -> tuple[int, int]:
        """The first line of an entry, and the line after its last."""
        place = self.starters[number]
        before = self.starters[number - 1] if number else -1
        after = self.starters[number + 1] if number + 1 < len(self.starters) else len(self.units)
        if self.order.titled and (heading := self.order.heading_before(place)) is not None:
            next_heading = self.order.heading_before(after) if after < len(self.units) else None
            if next_heading is None:
                return heading, self._stop(place, after, len(self.units[place].path) - 1)
            between = range(place + 1, next_heading)
            return heading, next((each for each in between if self._is_above(each, heading)), next_heading)
        shared = self.order.shared[place]
        if self.order.lined:
            ended = place + 1 if self.order.is_between_headings() else self._stop(place, after, 0)
            last = self.order.first_above(after) if after < len(self.units) else ended
            return self.order.first_above(place), last if self.order.boxless else min(last, place + 1)
        first, container = place, self.units[place].path[: shared + 1]
        container = container if len(container) > shared else ()
        while first > before + 1 and self._is_in(first - 1, container) and not self._heads_box(first - 1, container):
            first -= 1
        first += first < place and self._heads_paragraph(first)
        return first, self._stop(place, after, shared, container)

    def _heads_paragraph(self, place: int) -> bool:
        """Whether a line of plain text that tells a day, and no time, stands above what is on it."""
        unit = self.units[place]
        leads = bool(unit.is_dated and unit.when and unit.when.leads)
        return leads and len(unit.path) == 1 and may_head(unit) and place in self.wanted

    def _is_in(self, place: int, container: tuple[int, ...]) -> bool:
        return bool(container) and self.units[place].path[: len(container)] == container

    def _heads_box(self, place: int, container: tuple[int, ...]) -> bool:
        """Whether a line is the first of a container and only tells the day of what stands in that."""
        unit = self.units[place]
        return unit.is_dated and not (unit.says_more or self._is_in(place - 1, container))

    def _is_above(self, place: int, heading: int) -> bool:
        """Whether a line heads what stands below it, headings of such a level too."""
        unit = self.units[place]
        return 0 < unit.level < self.units[heading].level or (unit.is_dated and not unit.says_more)

    def _stop(self, place: int, after: int, shared: int, container: tuple[int, ...] = ()) -> int:
        """Where an entry ends: at the next one's container, a heading, a rule, a day, or the end of the list."""
        listed = self.units[place].path[:shared]
        next_container = (
            self.units[after].path[: self.order.common(place, after) + 1] if after < len(self.units) else None
        )
        for index in range(place + 1, after):
            unit = self.units[index]
            if len(container) > 1 and self._is_in(index, container):
                continue
            if isinstance(unit.block, Rule) or not (
                unit.path[:shared] == listed or self._lists_parts(index, place, after)
            ):
                return index
            if self.order.entitled and (unit.level > self.order.entitled or index == self.order.heading_below(place)):
                continue
            if unit.level and self._is_ended(index, place) and not self._heads_part(index, place, after):
                return index
            if unit.is_dated and unit.when and not unit.says_more:
                return index
            in_next = next_container and unit.path[: len(next_container)] == next_container
            says = self._is_in(place - 1, container) or self._says_something(place, index)
            if in_next and len(next_container or ()) > shared and says:
                return index
            if self._is_between(unit, index) and self._says_something(place, index):
                return index
        return after

    def _is_ended(self, index: int, place: int) -> bool:
        """Whether a heading is not below an entry's own, and stands behind something that the entry says."""
        level = self.units[place].level
        return not 0 < level < self.units[index].level and self._says_something(place, index)

    def _lists_parts(self, index: int, place: int, after: int) -> bool:
        """Whether a line is of a list that stands below the paragraph that an entry ends, before the next entry."""
        unit, above = self.units[index], self.units[place].path[: self.order.shared[place] - 1]
        deeper = unit.line.depth > self.units[place].line.depth
        return deeper and after < len(self.units) and unit.path[: len(above)] == above

    def _heads_part(self, index: int, place: int, after: int) -> bool:
        """Whether a heading is one of several of its level before the next entry, each above people."""
        level = self.units[index].level
        alike = [each for each in range(place + 1, after) if self.units[each].level == level]
        below = [self.units[each + 1].line.text for each in alike if each + 1 < after < len(self.units)]
        return FEWEST <= len(alike) == sum(people_in(text).score >= LIKELY for text in below)

    def _says_something(self, place: int, end: int) -> bool:
        """Whether the lines from a time on say anything else than of what kind it is."""
        below = (unit.line.text for unit in self.units[place + 1 : end])
        told = (text and (NOT_HELD.fullmatch(text) or not is_bare_lead(text)) for text in below)
        return self.units[place].says_more or any(told)

    def _is_between(self, unit: Unit, index: int) -> bool:
        """A heading in all but markup, between two entries."""
        words = [run for run in unit.line.runs if run.text.strip()]
        apart = all(run.strong for run in words) or self._is_apart(index)
        text = unit.line.text
        other = (
            text.endswith(":") and OTHER_HEADING.match(text) and (labelled(text) or ("organizer",))[0] == "organizer"
        )
        return index in self.headings or (apart and bool(words) and bool(other or SECTION.match(text)))

    def _is_apart(self, index: int) -> bool:
        """Whether a line of plain text begins a paragraph."""
        return len(self.units[index].path) == 1 and self.units[index].path != self.units[index - 1].path

    def _shorten_last(self) -> None:
        """Nothing tells where the last entry ends; it is not longer than the longest of the others of its sort.

        And what is told of deadlines and of the page itself is none of it.
        """
        place, (first, last) = self.starters[-1], self.extents[-1]
        others = [end - begin for begin, end in self.extents[:-1]]
        if others and self._are_paragraphs(self.extents[:-1]):
            inside = takewhile(lambda unit: unit.path == self.units[place].path, self.units[first:last])
            self.extents[-1] = first, first + sum(1 for _ in inside)
            return
        shared = self.order.common(place, self.starters[-2]) if others else 0
        container = self.units[place].path[: shared + 1]
        ends = len(container) > shared or (last < len(self.units) and not self._is_in(last, container))
        own = ends and self._is_in(min(last, len(self.units)) - 1, container)
        if not others or own:
            return
        alike = [end - begin for begin, end in filter(self._pauses, self.extents[:-1])]
        longest = max(alike if len(alike) >= FEWEST and self._pauses((first, last)) else others)
        below = takewhile(lambda each: labelled(self.units[each].line.text), range(first + longest, last))
        end = min(last, first + longest + sum(1 for _ in below))
        told = (each for each in range(place + 1, end) if is_no_session(self.units[each].line.text))
        self.extents[-1] = (first, next(told, end))

    def _are_paragraphs(self, extents: Sequence[tuple[int, int]]) -> bool:
        """Whether each of several entries of plain text has a paragraph of its own, and no more."""
        paths = [{unit.path for unit in self.units[begin:end]} for begin, end in extents]
        return all(len(each) == 1 and len(*each) == 1 for each in paths) and len(set().union(*paths)) == len(paths)

    def _pauses(self, extent: tuple[int, int]) -> bool:
        """Whether the first words of an entry say that it is a break or the like."""
        worded = (place for place in range(*extent) if self.units[place].says_more or not self.units[place].is_timed)
        return any(map(self.order.is_pause, islice(worded, 1)))

    def _slot(self, starter: int, first: int, last: int, context: Context, group: int) -> Slot:
        unit = self.units[starter]
        when = unit.when
        if when is None:
            length = length_of(unit)
            unsaid = UNSAID.match(unit.line.text)
            when = When(
                part_of(unit.line, unsaid.end() if unsaid else 0, len(unit.line.text)),
                clocks.Span(None, None, length) if length else None,
            )
            context = context if length or unsaid else replace(context, day=None, weekday=None, number=None)
        if when.says_day:
            context = replace(context, day=when.day, weekday=when.weekday, number=when.number)
        slot = Slot(unit.block.line, group, when.span, when.rest.moment, when.rest.moment_end, context)
        slot.anchors = tuple(
            anchor
            for each in self.units[first:last]
            if not isinstance(each.block, Rule)
            for anchor in each.block.anchors
        )
        listed = self._listed_in_paragraphs(starter, last)
        for place in range(first, last):
            line = when.rest if place == starter else self.units[place].line
            if place in listed:
                line = replace(line, item=-listed[place], depth=line.depth + 1)
            if line.runs:
                slot.pieces.append(Piece(line, None, (*look_of(line, -1, len(slot.pieces)), place == starter)))
        slot.undated = unit.when is None and not slot.span and not UNSAID.match(unit.line.text)
        slot.taken = (unit.line, *(each.line for each in self.units[first:last]))
        if not slot.span and unit.when:
            tell_time_inside(slot)
        return slot

    def _listed_in_paragraphs(self, starter: int, last: int) -> dict[int, int]:
        """The lines of text without boxes that list talks below a time, one a paragraph, each with its number."""
        if last - starter <= 2 * FEWEST or any(len(self.units[place].path) != 1 for place in range(starter, last)):
            return {}
        grouped = groupby(range(starter, last), lambda place: self.units[place].path)
        paragraphs = [list(places) for _, places in grouped][1:]
        talks = [places for places in paragraphs if len(places) > 1 and self._is_talk(*places[:2])]
        return {place: number for number, places in enumerate(talks, 1) for place in places} if len(talks) > 1 else {}

    def _is_talk(self, title: int, people: int) -> bool:
        told = self.order.may_entitle(title) and not labelled(self.units[title].line.text)
        named = [people_in(self.units[place].line.text).score for place in (title, people)]
        return told and named[0] < named[1] >= LIKELY


def _tells_usual_hour(text: str) -> bool:
    """Whether a line tells when all of a series is ("Mondays 11am-12pm, Room 1"), and names no day."""
    weekly = days.WEEKLY.match(text) if days.DIGIT.search(text) else None
    return weekly is not None and any(clocks.spans(text)) and not any(days.days_in(text))


def _may_head(unit: Unit) -> bool:
    """Whether a line is as short as headings are, and its class, if it means something, means one."""
    short = len(unit.line.text) <= LONGEST_HEAD and not unit.line.text.endswith((".", ","))
    return short and not unit.when and class_role(unit.line) in {None, "title"}


def _class_of(unit: Unit) -> str | None:
    return unit.line.runs[0].role if unit.line.runs else None
