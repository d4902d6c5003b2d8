"""Where the titles of entries stand beside their times, as all entries of a page tell: above, below, behind people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from bot.importing.interpreter.leads import is_bare_lead
from bot.importing.interpreter.slots import labelled
from bot.importing.interpreter.units import FEWEST, MOSTLY, Unit
from bot.importing.values.headings import GENERIC_HEADING, names_part_of_page
from bot.importing.values.names import LIKELY
from bot.importing.values.people import people_in
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind

ALMOST, NEAR = 0.9, 4
MOST_ABOVE = 5
"""Lines between a heading and the first time, or an entry's begin and its time, at most."""


class Order:
    """In what order the lines of entries stand: whether their titles stand above their times, as all entries tell."""

    def __init__(self, units: Sequence[Unit], starters: Sequence[int]) -> None:
        self.units, self.starters = units, starters
        self.starting = frozenset(starters)
        self.shared = self._shared_beside()
        """How many containers each starting line shares with the one above or below it."""
        self.entitled = self._level_below_times()
        """The level of the headings below the times that are the titles; 0 where none are."""
        self.titled = not self.entitled and self._has_titles_above()
        self.boxless = not self.titled and self._has_breaks_above()
        self.lined = self.boxless or (not self.titled and self._has_lines_above())
        self.people_above = self.boxless and self._has_people_above()
        self.kinds_above = self.boxless and (self.people_above or self._has_kinds_above())

    def _level_below_times(self) -> int:
        """The level of the headings of which one stands below almost every time, and none above the first; else 0."""
        bounds = pairwise((*self.starters, len(self.units)))
        below = [Counter(unit.level for unit in self.units[one + 1 : two] if unit.level) for one, two in bounds]
        alone = Counter(level for levels in below for level, count in levels.items() if count == 1)
        level, count = max(alone.items(), key=itemgetter(1), default=(0, 0))
        near = [self.heading_below(place) for place in self.starters]
        told = sum(self.units[each].level == level for each in near if each)
        timed = any(self.units[place].level for place in self.starters)
        return level if len(below) > FEWEST and not timed and min(count, told) >= ALMOST * len(below) else 0

    def heading_below(self, place: int) -> int | None:
        """The heading closely below a starting line."""
        for below in range(place + 1, min(place + NEAR, len(self.units))):
            if below in self.starting:
                return None
            if self.units[below].level:
                return below
        return None

    def _has_titles_above(self) -> bool:
        """Whether headings that stand before the times are the entries' titles: one heading to each (bare) time."""
        if self._has_heading_each():
            return True
        bare = [place for place in self.starters if not self.units[place].says_more and not self.units[place].level]
        if len(bare) < max(FEWEST, len(self.starters) * 0.7):
            return False
        above = [(place, heading) for place in bare if (heading := self.heading_before(place)) is not None]
        if len(above) < len(bare) or any(map(self._has_heading_beside, bare)) or self._begins_above_headings(above):
            return False
        return not all(self.common(place, heading) > self.shared[place] for place, heading in above)

    def _begins_above_headings(self, above: Sequence[tuple[int, int]]) -> bool:
        """Whether the first time stands below another sort of heading than the others, the last above one of theirs."""
        first, *others = (self.units[heading].level for _, heading in above)
        below = (unit.level for unit in self.units[above[-1][0] + 1 :] if unit.level)
        return len(others) >= FEWEST and {next(below, first)} == set(others) != {first}

    def _has_lines_above(self) -> bool:
        """Whether titles stand before the times: a line above each, and nothing below the last, which is bare."""
        last, box = self.starters[-1], self.units[self.starters[0]].path[:-1]
        beside = [place - 1 for place in self.starters]
        are_titles = all(
            place >= 0
            and place not in self.starting
            and not (self.units[place].level or self.units[place].is_dated)
            and self.units[place].path[:-1] == self.units[place + 1].path[:-1] == box
            for place in beside
        )
        ends = last + 1 == len(self.units) or self.units[last + 1].path[: len(box)] != box
        return len(self.starters) > FEWEST and bool(box) and are_titles and ends and not self.units[last].says_more

    def _has_breaks_above(self) -> bool:
        """Whether lines that nothing parts tell entries with the title above a bare time: the opening and breaks do."""
        bare = self._without_title()
        if len(bare) < max(FEWEST, MOSTLY * len(self.starters)) or any(self.units[place].path[1:] for place in bare):
            return False
        above = [place - 1 for place in self.starters if self.may_entitle(place - 1)]
        below = [place + 1 for place in self.starters if self.may_entitle(place + 1)]
        either = {*above}.intersection(below)
        told, denied = (sum(self.is_pause(place) for place in of if place not in either) for of in (above, below))
        if self.starters[0] - 1 not in above or len(above) < MOSTLY * len(self.starters):
            return False
        opens = self.is_pause(self.starters[0] - 1) and told >= max(FEWEST, denied + 1)
        return opens or self.is_between_headings()

    def is_between_headings(self) -> bool:
        """Whether a title stands between a heading and the first time, and nothing between the last and a heading."""
        first, last = self.starters[0], self.starters[-1]
        headed = any(self.units[place].level for place in range(max(first - MOST_ABOVE, 0), first - 1))
        below = self.units[last + 1] if last + 1 < len(self.units) else None
        return headed and (below is None or below.level > 0 or names_part_of_page(below.line.text))

    def _has_people_above(self) -> bool:
        """Whether those who speak stand between the title and the time."""
        spoken = [place - 1 for place in self.starters if not self.is_pause(place - 1)]
        named = sum(people_in(self.units[place].line.text).score >= LIKELY for place in spoken)
        return named * 2 > len(spoken)

    def _without_title(self) -> list[int]:
        """The times with nothing beside them that may be a title: nothing at all, or what stands beside others too."""
        said = [self.units[place].when for place in self.starters]
        texts = [when.rest.text if when else "" for when in said]
        counts = Counter(texts)
        of_all = len(counts) * FEWEST <= len(texts)
        beside = zip(self.starters, texts, strict=True)
        return [place for place, text in beside if not self.units[place].says_more or (of_all and counts[text] > 1)]

    def may_entitle(self, place: int) -> bool:
        """Whether a line may be the title of an entry whose time stands beside it."""
        unit = self.units[place] if 0 <= place < len(self.units) else None
        return unit is not None and place not in self.starting and not (unit.level or unit.when)

    def is_pause(self, place: int) -> bool:
        """Whether a line says what hardly anybody speaks in: a break, or that all begins or ends."""
        unit = self.units[place]
        kind = kind_of_title(unit.when.rest.text if unit.when else unit.line.text)
        return kind.is_break or kind in {Kind.OPENING, Kind.CLOSING}

    def _has_kinds_above(self) -> bool:
        """Whether of what kind an entry is stands above its title rather than below its time."""
        above, below = ({place + beside for place in self.starters} for beside in (-2, 1))
        told, denied = (sum(map(self._is_kind, of)) for of in (above - below, below - above))
        return told > denied

    def _is_kind(self, place: int) -> bool:
        return self.may_entitle(place) and is_bare_lead(self.units[place].line.text)

    def first_above(self, place: int) -> int:
        """Where an entry begins whose title stands above its time."""
        title = place - 1
        while (
            self.people_above and title > place - MOST_ABOVE and self._names_people(title, LIKELY * (title < place - 1))
        ):
            title -= 1
        return title - (self.kinds_above and self._is_kind(title - 1))

    def _names_people(self, place: int, score: float) -> bool:
        text = self.units[place].line.text
        return labelled(text) is not None or people_in(text).score > score

    def _has_heading_each(self) -> bool:
        """Whether right above each starting line stands a heading, all of one level that no other line has."""
        above = [unit for place in self.starters if not ((unit := self.units[place - 1]).is_dated or unit.is_timed)]
        levels = {unit.level for unit in above}
        as_many = sum(unit.level in levels for unit in self.units) == len(self.starters) == len(above)
        beside = any(map(self._has_heading_beside, self.starters))
        return len(self.starters) > FEWEST and len(levels) == 1 and 0 not in levels and as_many and not beside

    def _has_heading_beside(self, place: int) -> bool:
        """Whether the heading below a time is nearer to it, in containers, than the one above."""
        below = next(
            (each for each in range(place + 1, min(place + 3, len(self.units))) if self.units[each].level), None
        )
        above = self.heading_before(place)
        return below is not None and above is not None and self.common(place, below) > self.common(place, above)

    def heading_before(self, place: int) -> int | None:
        """The heading closely above a line, with no other starting line between."""
        for before in range(place - 1, max(place - 5, -1), -1):
            if before in self.starting:
                return None
            if self.units[before].level and not self.units[before].is_dated:
                return before if not GENERIC_HEADING.fullmatch(self.units[before].line.text) else None
        return None

    def _shared_beside(self) -> dict[int, int]:
        """How many containers each starting line shares with the one above or below it."""
        beside = [self.common(*pair) for pair in pairwise(self.starters)]
        return dict(zip(self.starters, map(max, (0, *beside), (*beside, 0)), strict=True))

    def common(self, place: int, other: int) -> int:
        """How many containers two starting lines share."""
        if not 0 <= other < len(self.units):
            return 0
        shared = 0
        for one, two in zip(self.units[place].path, self.units[other].path, strict=False):
            if one != two:
                break
            shared += 1
        return shared
