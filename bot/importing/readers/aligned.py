"""Tables of plain text whose cells stand below each other, with white space between: where columns begin tells all.

A line that tells when something is, in three columns or more, begins a row. What stands below in the same columns is
more of its cells; what stands at the margin heads rows, or is a row whose first cells are those above.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from bot.importing.readers.centred import Timed, lines_above
from bot.importing.readers.moments import LONGEST_HEAD, heads_rows, moment_in, names_columns
from bot.importing.readers.prose import wraps
from bot.importing.readers.tabbed import HABIT, Part, Tables, TextRow
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind

SEGMENT, OPEN_RANGE = (
    re.compile(r"\S+(?: \S+)*"),
    re.compile(r"\d\S*(?: ?[ap]\.?m\.?)?\s?(?:[\u2010-\u2015-]|to)$", re.IGNORECASE),
)
UNDERLINE = re.compile(r"[\s=_+|-]*")
"""What a line has that is empty, or only underlines the heads of columns."""
FEWEST, FEWEST_COLUMNS, FARTHEST, MOST_ABOVE = 3, 3, 40, 3
"""Rows and columns of a table; lines from one row to the next, and from the headings to the first row."""
SHARE, ASIDE, DEEPEST = 0.15, 1, 6
"""The share of rows that begin a cell in a column; how many characters beside it they may, or are set in at most."""
SHORT = frozenset((Kind.OPENING, Kind.CLOSING, Kind.POSTERS, Kind.SOCIAL))
"""Of what mostly no more is told than its name."""


class Segment(NamedTuple):
    """A stretch of a line, and the place where it begins."""

    begin: int
    text: str

    @property
    def stop(self) -> int:
        return self.begin + len(self.text)


def read_aligned(lines: Sequence[str], heads: Container[int], found: Tables) -> None:
    """Find the rows of all tables; `heads` are the lines that head parts of the page. Numbers count from 0."""
    cut = {number: _segments(line) for number, line in enumerate(lines) if "  " in line.strip() and "\t" not in line}
    starts = [number for number, each in cut.items() if len(each) > 1 and _moment(each)]
    for part in _apart(starts, cut):
        columns = _columns([cut[start] for start in part]) if len(part) >= FEWEST else []
        reading = _Reading(lines, part, columns, heads, found) if len(columns) > 1 else None
        if reading and not reading.is_nested() and (len(columns) >= FEWEST_COLUMNS or any(reading.above)):
            reading.read()


def _segments(line: str) -> list[Segment]:
    """The stretches of a line that white space parts; a range of times is one."""
    found: list[Segment] = []
    for match in SEGMENT.finditer(line):
        if found and OPEN_RANGE.search(found[-1].text) and moment_in(match[0]):
            found[-1] = Segment(found[-1].begin, f"{found[-1].text} {match[0]}")
        else:
            found.append(Segment(match.start(), match[0]))
    return found


def _moment(cut: Sequence[Segment]) -> Segment | None:
    """The time that a line begins with, in its first cell or the second one, or else its day."""
    timed = next((each for each in cut[:2] if moment_in(each.text) == "time"), None)
    return timed or (cut[0] if moment_in(cut[0].text) else None)


def _apart(starts: Sequence[int], cut: dict[int, list[Segment]]) -> Iterator[list[int]]:
    """The rows of each table: not far apart, and with no other headings between them."""
    part: list[int] = [*starts[:1]]
    for above, below in pairwise(starts):
        between = (cut[number] for number in range(above + 1, below) if number in cut)
        if below - above > FARTHEST or any(names_columns([each.text for each in line]) for line in between):
            yield part
            part = []
        part.append(below)
    yield part


def _columns(rows: Sequence[Sequence[Segment]]) -> list[int]:
    """Where columns begin: where several rows begin a cell, and no more have text."""
    first = min(row[0].begin for row in rows)
    counts = Counter(each.begin for row in rows for each in row[1:])
    likely = [place for place, count in counts.items() if count >= max(2, SHARE * len(rows))]
    crossed = Counter(
        place for row in rows for each in row for place in likely if each.begin + ASIDE < place < each.stop
    )
    kept = [first]
    for place in sorted(likely):
        if crossed[place] < counts[place] and place > kept[-1] + ASIDE + 1:
            kept.append(place)
    return kept


class _Reading:
    """Takes the lines of one table, row by row."""

    def __init__(
        self, lines: Sequence[str], starts: Sequence[int], columns: Sequence[int], heads: Container[int], found: Tables
    ) -> None:
        self.lines, self.columns, self.heads, self.found = lines, columns, heads, found
        places = {start: self._place(moment) for start in starts if (moment := _moment(_segments(lines[start])))}
        self.at = Counter(places.values()).most_common(1)[0][0]
        self.starts = starts = [start for start, place in places.items() if place <= self.at]
        self.inner = len(places) - len(starts)
        self.above = lines_above(
            [self._timed(*near) for near in zip((-1, *starts), starts, (*starts[1:], len(lines)), strict=False)]
        )
        self.head = self._head()
        self.table = starts[0] if self.head is None else self.head
        self.row = TextRow([], self.table)
        firsts = [start - above for start, above in zip(starts, self.above, strict=True)]
        parts = [range(*pair) for pair in pairwise(firsts)]
        lone = [len(self._lone(part)) for part in parts]
        self.usual = Counter(lone).most_common(1)[0][0]
        self.goes_on = sum(map(bool, lone)) >= HABIT * len(starts)
        beside = [part[1] for part in parts if len(part) > 1 and not self._is_within(part[1])]
        self.tall = sum(len(_segments(lines[each])) > 1 for each in beside) * 2 > len(parts)
        """Whether the first cells of rows mostly have several lines."""
        self.parts = [*parts, range(firsts[-1], self._end(starts[-1]))]

    def is_nested(self) -> bool:
        """Whether tables stand in cells, or something else beside the whole table."""
        beside = [self._is_at_margin(each) for part in self.parts for each in part[1:]]
        return self.inner > HABIT * len(self.starts) or (self.at > 0 and sum(beside) > HABIT * len(self.starts))

    def _is_at_margin(self, number: int) -> bool:
        cut = _segments(self.lines[number])
        return bool(cut) and self._place(cut[0]) == 0

    def _head(self) -> int | None:
        """The line of the headings above the first row."""
        above = (number for number in range(self.starts[0] - 1, -1, -1) if not UNDERLINE.fullmatch(self.lines[number]))
        near = next(above, None)
        if near is None or self.starts[0] - near > MOST_ABOVE:
            return None
        cut = _segments(self.lines[near])
        return near if cut[0].begin >= self.columns[0] and names_columns([each.text for each in cut]) else None

    def _end(self, start: int) -> int:
        """Where the last row ends: behind the lines below it in its columns, and as many at the margin as most have."""
        below = range(start + 1, min(start + FARTHEST, len(self.lines)))
        last = start + len(list(takewhile(self._is_within, below)))
        lone = takewhile(self._is_lone, range(last + 1, min(last + 1 + self.usual, len(self.lines))))
        return last + 1 + len(list(lone))

    def _timed(self, above: int, start: int, after: int) -> Timed:
        texts = [each.text for each in _segments(self.lines[start])]
        kinds = set(map(kind_of_title, texts))
        over = self._run(range(start - 1, max(above, start - FARTHEST), -1))
        under = self._run(range(start + 1, min(after, start + FARTHEST)))
        is_break = any(kind.is_break for kind in kinds)
        return Timed(over, under, start + under + 1 == after, is_break, bool(kinds & SHORT), self._goes_on_above(start))

    def _run(self, numbers: range) -> int:
        return len(list(takewhile(self._is_of_row, numbers)))

    def _is_of_row(self, number: int) -> bool:
        return self._is_within(number) and not self._heads(number)

    def _goes_on_above(self, number: int) -> bool:
        """Whether the line above a time begins something: what is beside the time, or two lines above, is deeper."""
        first, second = (self._set_in(max(number - away, 0)) for away in (1, 2))
        beside = _segments(self.lines[number])[-1].begin - self.columns[1]
        return 0 <= first <= ASIDE and (
            first < beside <= DEEPEST or (first < second <= DEEPEST and self._is_of_row(number - 2))
        )

    def _set_in(self, number: int) -> int:
        """How much deeper than the second column a line begins."""
        text = self.lines[number]
        return len(text) - len(text.lstrip()) - self.columns[1]

    def _is_within(self, number: int) -> bool:
        """Whether a line begins in another column than the first, as what belongs to the row above does."""
        text = self.lines[number]
        return bool(text.strip()) and len(text) - len(text.lstrip()) >= self.columns[1] - ASIDE

    def _is_lone(self, number: int) -> bool:
        text = self.lines[number]
        return (
            bool(text.strip()) and not self._is_within(number) and len(_segments(text)) == 1 and not self._heads(number)
        )

    def _lone(self, part: range) -> list[int]:
        """The lines at the margin below a row and what stands in its columns, up to one that heads others."""
        below = list(part)[1:]
        own = len(list(takewhile(self._is_within, below)))
        return list(takewhile(self._is_lone, below[own:]))

    def _heads(self, number: int) -> bool:
        return number in self.heads or heads_rows(self.lines[number].strip())

    def read(self) -> None:
        if self.head is not None:
            self._begin(self._placed(self.head), self.head).heads = True
        for part, above in zip(self.parts, self.above, strict=True):
            self._read(part, above)
        for column in range(len(self.columns)):
            self._join(column)

    def _join(self, column: int) -> None:
        """Make one line of those that only wrap: more freely where hardly any cell of a column has several lines."""
        rows = [row for row in self.found.rows.values() if row.table == self.table and column < len(row.cells)]
        several = sum(len(row.cells[column]) > 1 for row in rows) >= HABIT * len(rows)
        width = max((len(part.text) for row in rows for part in row.cells[column]), default=0) if several else 0
        for row in rows[1:] if rows and rows[0].heads else rows:
            joined: list[Part] = []
            for part in row.cells[column]:
                if joined and wraps(joined[-1].text, part.text, width):
                    joined[-1] = Part(f"{joined[-1].text} {part.text}", joined[-1].number)
                else:
                    joined.append(part)
            row.cells[column] = joined

    def _read(self, part: range, above: int) -> None:
        self.row = self._first(part[above])
        for each in reversed(part[:above]):
            self._add(self.row, self._placed(each), each, above=True)
        part = part[above:]
        lone = self._lone(part)
        alone = len(lone) == 1 and not self.goes_on and len(self.lines[lone[0]].strip()) <= LONGEST_HEAD
        heading: TextRow | None = None
        for each in part[1:]:
            text = self.lines[each].strip()
            if text and (self._heads(each) or (alone and each in lone)):
                heading = self._begin([[Part(text, each)]], each)
            elif self._is_within(each) or (self.tall and text and each - 1 in self.found.lines):
                self._add(self.row, self._placed(each), each)
            elif len(_segments(text)) > 1:
                self.row = self._shifted(each)
            elif each in lone:
                self._add(self.row, [*([] for _ in self.row.cells[1:]), [Part(text, each)]], each)
            elif heading and text and len(text) <= LONGEST_HEAD:
                self._add(heading, [[Part(text, each)]], each)
            else:
                heading = None

    def _whole(self, number: int) -> list[list[Part]]:
        """The cells of a row's line; two, where what stands beside the first is in no other column, or in several."""
        *first, last = _segments(self.lines[number])
        inside = any(abs(last.begin - place) <= ASIDE for place in self.columns)
        if len(first) == 1 and (not inside or last.stop > [*self.columns, last.stop][self._place(last) + 1]):
            return [[Part(first[0].text, number)], [Part(last.text, number)]]
        return self._placed(number)

    def _placed(self, number: int) -> list[list[Part]]:
        """The cells of a line by column."""
        cut = _segments(self.lines[number])
        cells: list[list[Part]] = [[] for _ in self.columns]
        for place, each in enumerate(cut):
            cells[place if len(cut) == len(cells) else self._place(each)].append(Part(each.text, number))
        return cells

    def _place(self, segment: Segment) -> int:
        """The column that a stretch stands in."""
        return max(bisect_right(self.columns, segment.begin + ASIDE) - 1, 0)

    def _first(self, number: int) -> TextRow:
        """The row that a line begins; one of those that stand at the margin, where its first cells reach down to it."""
        moment = _moment(_segments(self.lines[number]))
        if moment and self._place(moment) < self.at:
            return self._shifted(number, self.at - self._place(moment))
        return self._begin(self._whole(number), number)

    def _shifted(self, number: int, moved: int | None = None) -> TextRow:
        """A row of a line that has moved to the margin: its first cells are those of the row above."""
        cells = [[Part(each.text, number)] for each in _segments(self.lines[number])]
        lacking = max(len(self.columns) - len(cells), 0) if moved is None else moved
        return self._begin([*self.row.cells[:lacking], *cells], number, lacking)

    def _begin(self, cells: Sequence[list[Part]], number: int, given: int = 0) -> TextRow:
        row = TextRow([*cells], self.table, given, max(len(self.columns) - len(cells) + 1, 1))
        self.found.rows[number] = row
        self.found.lines.add(number)
        return row

    def _add(self, row: TextRow, cells: Sequence[list[Part]], number: int, *, above: bool = False) -> None:
        """Put what stands on a line below what a row has in each column, or above it."""
        for place, parts in enumerate(cells):
            cell = row.cells[min(place, len(row.cells) - 1)]
            cell[0 if above else len(cell) :] = parts if not above else [*parts, *cell]
        self.found.lines.add(number)
