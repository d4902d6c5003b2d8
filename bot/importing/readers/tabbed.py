"""Tables of plain text whose cells are joined by tabs, as browsers copy them: a cell of several lines breaks its row.

What stands first in the rows that tell when something is, a time or a day, tells where each row begins; the heading, or
else the fullest rows, how many cells it has. What stands between is more of the cell that is open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from bot.importing.readers.moments import LONGEST_HEAD, heads_rows, leading_span, moment_in, names_columns
from bot.importing.values import clocks, days
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind

COUNT = re.compile(r"\W*\d{1,2}\W*")
"""A cell that only counts its row."""
FARTHEST_RIGHT, NEAR = 3, 4
"""How many cells may have the time among them, and how many lines a first cell may have."""
FEWEST, FARTHEST = 2, 40
"""Rows of a table; lines from one row to the next."""
HABIT = 0.25
"""The share of a table's rows whose cells have several lines, from which that is how it is written."""


class Part(NamedTuple):
    """A line of a cell, and its number in the text."""

    text: str
    number: int


@dataclass(slots=True)
class TextRow:
    """A row of cells; the first ones of them given again from the row above, the last one as wide as all that lack."""

    cells: list[list[Part]]
    table: int
    given: int = 0
    columns: int = 1
    heads: bool = False
    """Whether it names the columns."""

    def take(self, texts: Sequence[str], number: int) -> None:
        """The first text goes on with the open cell, each other one is a cell of its own."""
        first, *others = ([Part(text.strip(), number)] if text.strip() else [] for text in texts)
        self.cells = [*self.cells[:-1], [*self.cells[-1], *first], *others]


@dataclass(slots=True)
class Tables:
    """The rows by the number of the line that each begins on, and all lines that are of one."""

    rows: dict[int, TextRow] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)
    unsure: list[int] = field(default_factory=list)
    """The lines of the rows of which nothing tells in what columns their cells stand."""


def read_tabbed(lines: Sequence[str], heads: Container[int], found: Tables) -> None:
    """Find the rows of all tables; `heads` are the lines that head parts of the page. Numbers count from 0."""
    tabbed = [number for number, line in enumerate(lines) if "\t" in line]
    moments = [number for number in tabbed if _begins(lines[number])]
    starting = sorted({*_first_lines(lines, moments), *_lone_moments(lines, moments, tabbed)})
    for starts in _apart(lines, starting, tabbed):
        _Reading(lines, starts, heads, found).read()


def _first_lines(lines: Sequence[str], moments: Sequence[int]) -> Sequence[int]:
    """Where the rows begin: above those, mostly, where times of several lines stand."""
    above = [
        next(each for each in range(number, -1, -1) if not each or not _is_time_alone(lines[each - 1]))
        for number in moments
    ]
    broken = sum(one < other for one, other in zip(above, moments, strict=True))
    return above if broken * 2 > len(moments) else moments


def _is_time_alone(line: str) -> bool:
    return "\t" not in line and moment_in(line) == "time"


def _lone_moments(lines: Sequence[str], moments: Collection[int], tabbed: Sequence[int]) -> Iterator[int]:
    """The lines that tell a time or a day and nothing else, as the first line of a row whose first cell goes on."""
    kinds = {"time", *(_begins(lines[number]) for number in moments)}
    for number in tabbed:
        near = range(number - 1, max(number - 1 - NEAR, -1), -1) if number not in moments else ()
        above = takewhile(lambda each: lines[each].strip() and "\t" not in lines[each], near)
        yield from islice((each for each in above if moment_in(lines[each]) in kinds), 1)


def _apart(lines: Sequence[str], starts: Sequence[int], tabbed: Sequence[int]) -> Iterator[list[int]]:
    """The rows that begin with a moment, those of each table for themselves."""
    part = [*starts[:1]]
    for above, below in pairwise(starts):
        if _parts(lines, above, below, tabbed):
            if len(part) >= FEWEST:
                yield part
            part = []
        part.append(below)
    if len(part) >= FEWEST:
        yield part


def _parts(lines: Sequence[str], above: int, below: int, tabbed: Sequence[int]) -> bool:
    """Whether two rows are of different tables: far apart, of other kinds, or with new headings between them."""
    if below - above > FARTHEST:
        return True
    between = tabbed[bisect_left(tabbed, above + 1) : bisect_left(tabbed, below)]
    if any(names_columns(lines[number].split("\t")) for number in between):
        return True
    kinds = {_begins(lines[number]) for number in (above, below)}
    return len(kinds) > 1 and len(between) < below - above - 1


def _begins(line: str) -> str | None:
    """Whether the first cell of a line tells a time or a day, or the second one a time, or a day behind a number."""
    first, second, *_ = (*line.split("\t"), "", "")
    told = moment_in(second)
    timed = told == "time" and not any(days.days_in(second))
    return "time" if timed else told if COUNT.fullmatch(first) else moment_in(first)


def _at(texts: Sequence[str]) -> int:
    """Which of the first cells tells a time; 0 where none does."""
    return next((place for place, text in enumerate(texts[:FARTHEST_RIGHT]) if moment_in(text) == "time"), 0)


class _Reading:
    """Takes the lines of one table, row by row."""

    def __init__(self, lines: Sequence[str], starts: Sequence[int], heads: Container[int], found: Tables) -> None:
        self.lines, self.starts, self.heads, self.found = lines, starts, heads, found
        self.texts = [lines[start].split("\t") for start in starts]
        above = starts[0] - 1
        self.head = above if above >= 0 and names_columns(lines[above].split("\t")) else None
        self.table = starts[0] if self.head is None else self.head
        parts = [range(*pair) for pair in pairwise(starts)]
        self.spaced = sum(map(self._is_spaced, parts)) * 2 > len(parts)
        self.width = self._width(parts)
        below = [self._below(part) for part in parts]
        talks = Counter(len(each) for each, start in zip(below, starts, strict=False) if self._is_talk(start))
        self.usual = talks.most_common(1)[0][0] if talks else 0
        broken = sum(self._is_broken(part) or bool(each) for part, each in zip(parts, below, strict=True))
        self.goes_on = self.width == FEWEST or broken >= HABIT * len(starts)
        self.parts = [*parts, self._last_part()]
        self.dated = self.width > FEWEST and not any(_begins(lines[start]) == "time" for start in starts)
        """Whether a row is of a day, so that one cell further down is none."""
        places = Counter(_at(texts) for texts in self.texts if len(texts) == self.width)
        self.at = max(places, key=places.__getitem__, default=0)
        self.row: TextRow | None = None

    def _is_spaced(self, part: range) -> bool:
        filled = [each for each in part if self.lines[each].strip()]
        return any(not self.lines[each].strip() for each in range(part[0], filled[-1]))

    def _width(self, parts: Sequence[range]) -> int:
        """How many cells a whole row has."""
        if self.head is not None:
            return self._tabs(self.head) + 1
        firsts = [self._tabs(start) + 1 for start in self.starts]
        if max(firsts) > FEWEST and firsts.count(max(firsts)) * 3 >= len(firsts):
            return max(firsts)
        opened = sum(any(map(self._opens, part)) for part in parts)
        told = self._tabs if opened * 2 > len(parts) else lambda each: 0 if self._opens(each) else self._tabs(each)
        counts = Counter(sum(map(told, part)) + 1 for part in parts)
        return max((width for width, times in counts.items() if times >= FEWEST), default=max(firsts))

    def _opens(self, number: int) -> bool:
        """Whether a line begins with an empty cell, or where one above that ended with its line is followed by one."""
        return self.lines[number].startswith("\t")

    def _last_part(self) -> range:
        """The last row, with the lines close by that have the cells it lacks, and as many below as most rows have."""
        start = last = self.starts[-1]
        filled = self._tabs(start) + 1
        for each in range(start + 1, min(start + FARTHEST, len(self.lines))):
            tabs = self._tabs(each)
            if tabs and (each == last + 1 or (each - last <= self.usual + 2 and filled + tabs <= self.width)):
                last, filled = each, filled + tabs
        return range(start, min(last + 1 + (self.usual if self._is_talk(start) else 0), len(self.lines)))

    def _tabs(self, number: int) -> int:
        return self.lines[number].count("\t")

    def _is_broken(self, part: range) -> bool:
        """Whether a row has fewer cells on its first line than whole rows have, and more of them further down."""
        return self._tabs(part[0]) + 1 < self.width and self._last_tabbed(part) > part[0]

    def _is_talk(self, start: int) -> bool:
        title = self.lines[start].split("\t")[1:2]
        return bool(title) and kind_of_title(title[0].strip()) is Kind.TALK

    def _last_tabbed(self, part: range) -> int:
        return max(each for each in part if each == part[0] or self._tabs(each))

    def _below(self, part: range) -> list[int]:
        """The lines of a row below the last one that has tabs, up to one that heads what follows."""
        filled = (
            each for each in part if each > self._last_tabbed(part) and (self.lines[each].strip() or not self.spaced)
        )
        return list(takewhile(lambda each: self.lines[each].strip() and not self._heads(each), filled))

    def _heads(self, number: int) -> bool:
        return not self._tabs(number) and (number in self.heads or heads_rows(self.lines[number].strip()))

    def read(self) -> None:
        if self.head is not None:
            self._begin(self.lines[self.head].split("\t"), self.head).heads = True
        for part in self.parts:
            self._read(part)

    def _read(self, part: range) -> None:
        row = self._first(part[0])
        last = self._last_tabbed(part)
        for each in part[1:]:
            if self._tabs(each):
                row = self._with_tabs(row, each)
            elif each < last and self.lines[each].strip():
                self._take(row, [self.lines[each]], each)
        self._read_below(row, part, last)

    def _read_below(self, row: TextRow, part: range, last: int) -> None:
        """What stands below the last line of a row that has tabs: more of its last cell, or what heads other rows."""
        below = [each for each in part if each > last]
        told = self._below(part)
        ends_day = any(moment_in(self.lines[each]) == "day" for each in below)
        own = told[: self.usual] if ends_day else told
        heads = len(told) == 1 and not self.goes_on and len(self.lines[told[0]]) <= LONGEST_HEAD
        parted, heading = self._is_parted(part), None
        for each in below:
            text = self.lines[each]
            if self._heads(each) or (each in own and (heads or (parted and leading_span(text)))):
                heading = self._begin([text], each)
            elif heading and text.strip() and len(text) <= LONGEST_HEAD:
                self._take(heading, [text], each)
            elif heading is None and each in own:
                self._take(row, [text], each)
            elif not (text.strip() or self.spaced):
                heading = None

    def _first(self, number: int) -> TextRow:
        """The row that a line begins; with the first cells of the one above, where they reach down to it."""
        texts = self.lines[number].split("\t")
        lacking = self.at - _at(texts)
        if self.row and 0 < lacking <= self.width - len(texts):
            return self._begin(texts, number, self.row.cells[:lacking])
        return self._begin(texts, number)

    def _is_parted(self, part: range) -> bool:
        """Whether the first time that a line below a row begins with is none of that row's own."""
        timed = next((span for each in self._below(part) if (span := leading_span(self.lines[each]))), None)
        row = next(clocks.spans(self.lines[part[0]].split("\t")[0]), None)
        if not (timed and timed.start and row and row.start) or timed.start.minutes == row.start.minutes:
            return False
        return row.end is None or not row.start.minutes < timed.start.minutes < row.end.minutes

    def _with_tabs(self, row: TextRow, number: int) -> TextRow:
        """The row with the cells of a line that goes on with it, or that line's own."""
        texts = self.lines[number].split("\t")
        filled = [text for text in texts if text.strip()]
        if self.dated and len(filled) == 1 and row.cells[0] and not texts[0].strip() and len(row.cells) == self.width:
            return self._take(row, filled, number)
        again = not row.cells[0] and not texts[0].strip()
        if len(row.cells) + len(texts) - 1 <= self.width and not again:
            return self._take(row, texts, number)
        lacking = max(self.width - len(texts), 0) if texts[0].strip() else 0
        return self._begin(texts, number, row.cells[:lacking])

    def _begin(self, texts: Sequence[str], number: int, given: Sequence[list[Part]] = ()) -> TextRow:
        row = TextRow([*given, []], self.table, len(given))
        self.row = row if len(texts) > 1 else self.row
        self.found.rows[number] = row
        return self._take(row, texts, number)

    def _take(self, row: TextRow, texts: Sequence[str], number: int) -> TextRow:
        row.take(texts, number)
        row.columns = max(self.width - len(row.cells) + 1, 1) if row.cells[0] else 1
        self.found.lines.add(number)
        return row
