"""Tables of Markdown with rows that converters broke over lines, as cells hold several: which cells those rows have.

A row goes on until it has as many bars as the line below the head; where most rows open with a time or a day, each line
that does so and has a bar begins one. Two spaces end a line on purpose where the table ends its lines so, and any other
line only wraps. Rows whose end a page had left out run on in one line, without a head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import NamedTuple

from bot.importing.values import clocks, days
from bot.importing.values.column_names import column_role
from bot.schedule.kinds import kind_of_title

DELIMITER = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?)?[ \t]*")
WHOLE = re.compile(r"-{3} {2}")
"""A delimiter of one column, as converters write it; the heads of parts have no spaces behind theirs."""
BAR = re.compile(r"(?<!\\)\|")
WORD = re.compile(r"[^\W\d_]{3}")
CLOSE = re.compile(r"\S\|")
ENDS = re.compile(r"\s{0,3}(?:#{1,6}\s|(?:[-*_]\s?){3,}\s*$)")
"""A heading or a rule, which are of no table."""
ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
MARKS = " \t|*_`[\\"
PART = re.compile(r"\W*(?:\w+ )?(?i:session|section|part|block|track|theme)\b|[^a-z]*[A-Z]{4}[^a-z]*$")
"""A line that heads a part of the programme: it says so, or stands in capitals."""
BOLD = re.compile(r"\s*\*\*[^*]+\*\*\W*")
BREAK = "  "
OPENING, LONGEST, FEWEST, MANY = 40, 80, 2, 4


class Part(NamedTuple):
    """A line of a cell, and of which line of the source it is."""

    number: int
    text: str
    columns: int = 1
    """How many columns the cell that it begins spans."""


Cells = list[list[Part]]


@dataclass(slots=True)
class Table:
    """A table from its first line to the one behind its last."""

    first: int
    stop: int
    rows: list[Cells]
    before: str = ""
    """What stands in its first line before it."""


def tables_in(lines: Sequence[str]) -> Iterator[Table]:
    """The tables with rows of several lines, and those with several rows in one; others need no mending."""
    after = 0
    for place, line in enumerate(lines):
        if place < after or not ("|" in line or (place > after and _is_below_whole(lines, place))):
            continue
        is_delimiter = place > after and "--" in line and ("|" not in line or DELIMITER.fullmatch(line) is not None)
        table = _Reader(lines, place, after).table() if is_delimiter else _run_on(lines, place, after)
        if table is None:
            continue
        after = table.stop
        if not is_delimiter or table.before or "|" not in line or any(map(_is_broken, table.rows)):
            yield table


def _is_below_whole(lines: Sequence[str], place: int) -> bool:
    """Whether a line is the delimiter below a first row that is one cell across all columns of a table."""
    below = lines[place + 1 : place + 1 + FEWEST]
    return (
        WHOLE.fullmatch(lines[place]) is not None
        and lines[place - 1].strip() != ""
        and any("|" in line and opens(line) for line in below)
        and not any(map(DELIMITER.fullmatch, below))
    )


def _is_broken(cells: Cells) -> bool:
    return len({part.number for cell in cells for part in cell if part.text.strip()}) > 1


@dataclass(slots=True)
class _Reader:
    lines: Sequence[str]
    delimiter: int
    begin: int
    rows: list[Cells] = field(default_factory=list)
    bars: int = field(init=False)
    framed: bool = field(init=False)
    marked: bool = field(init=False)
    """Whether the lines of the table that end on purpose end with two spaces."""
    limit: int = field(init=False)
    tight: bool = field(init=False)
    """Whether cells end without a space, so that one may tell the end of a row."""
    timed: bool = field(init=False)
    last: int = field(init=False)
    """The last line that surely begins a row."""

    def __post_init__(self) -> None:
        rule = self.lines[self.delimiter].strip()
        self.framed = rule.startswith("|")
        self.bars = len(BAR.findall(rule)) - self.framed - rule.endswith("|") if "|" in rule else self._most_bars()
        self.marked = self.lines[self.delimiter].endswith(BREAK)
        self.limit = _end_of(self.lines, self.delimiter)
        if self.framed:
            self.limit = next(filter(self._holds_rows, range(self.delimiter + 1, self.limit)), self.limit)
        barred = [at for at in range(self.delimiter + 1, self.limit) if "|" in self.lines[at]]
        self.tight = any(CLOSE.search(self.lines[at]) for at in barred)
        opening = [at for at in barred if opens(self.lines[at]) or (self.tight and _opening(BAR.split(self.lines[at])))]
        self.timed = len(opening) >= FEWEST and len(opening) * 3 >= len(barred)
        exact = opening if self.timed else [at for at in barred if self._count(self.lines[at]) == self.bars]
        self.last = max(exact, default=self.delimiter)

    def _most_bars(self) -> int:
        """How many bars the rows up to the next gap have, where the delimiter tells it of the first one only."""
        return max(len(BAR.findall(line)) for line in takewhile(str.strip, self.lines[self.delimiter + 1 :]))

    def table(self) -> Table:
        first = self._head()
        before = self._without_title()
        stop = self._body()
        return Table(first, stop, self.rows, before)

    def _without_title(self) -> str:
        """What stands before the first name of a column in the first cell: the text above, which is taken off."""
        cell = next(iter(self.rows[0]), []) if self.rows else []
        before, gap, name = cell[0].text.rstrip().rpartition(BREAK) if cell else ("", "", "")
        if not (gap and before.strip() and (column_role(name) or opens(name))):
            return ""
        cell[0] = Part(cell[0].number, name)
        return before

    def _count(self, line: str) -> int:
        """How many bars part cells."""
        bare = line.strip()
        framing = (bare.startswith("|") + (len(bare) > 1 and bare.endswith("|"))) if self.framed else 0
        return len(BAR.findall(line)) - framing

    def _head(self) -> int:
        """The first line of the row above the delimiter."""
        place, found = self.delimiter, 0
        while place > self.begin and self.lines[place - 1].strip() and (found < self.bars or place == self.delimiter):
            place -= 1
            found += self._count(self.lines[place])
        for at in range(place, self.delimiter):
            self._add(at, begins=at == place)
        return place

    def _body(self) -> int:
        open_, gap, place = False, False, self.delimiter + 1
        while place < self.limit:
            line = self.lines[place]
            if not line.strip():
                gap, open_ = True, open_ and not (self.marked and line.endswith(BREAK))
            elif not DELIMITER.fullmatch(line):
                begins = self._begins(line, wraps=open_ and not gap)
                inside = open_ and (ITEM.match(line) or place < self.last)
                if gap and not (begins and place <= self.last) and not inside:
                    break
                self._add(place, begins=begins, gap=gap)
                open_, gap = self.marked and not line.endswith(BREAK), False
            place += 1
        while place > self.delimiter + 1 and not self.lines[place - 1].strip():
            place -= 1
        return place

    def _begins(self, line: str, *, wraps: bool) -> bool:
        count = self._count(line)
        above = self.rows[-1] if len(self.rows) > 1 else None
        if self.framed:
            return line.lstrip().startswith("|")
        if above is None:
            return True
        if count and self.timed and opens(line):
            return True
        if wraps and not count:
            return False
        if any(self._begins_within(*pair) for pair in pairwise(BAR.split(line))):
            return False
        whole = count == self.bars and len(above) == 1 and _names_day(above[0][0].text)
        return len(above) + count > self.bars + 1 or whole or self._heads(line, above)

    def _holds_rows(self, place: int) -> bool:
        return self._count(self.lines[place]) > self.bars and _runs_on(self.lines[place])

    def _heads(self, line: str, above: Cells) -> bool:
        """Whether a line behind a row is none of it, but heads those below."""
        if len(above) < FEWEST:
            return False
        if len(self.rows[0]) == 1 and all(map(_names_day, (self.rows[0][0][0].text, line))):
            return True
        is_break = kind_of_title(above[1][0].text).is_break
        is_day = opens(line) and not any(clocks.spans(line))
        full = len(above) > self.bars or is_break
        return full and (is_day or PART.match(line) is not None or (is_break and BOLD.fullmatch(line) is not None))

    def _add(self, place: int, *, begins: bool, gap: bool = False) -> None:
        line = self.lines[place]
        text = line.strip() if self.framed else line
        text = text.removeprefix("|").removesuffix("|") if self.framed else text
        first, *others = BAR.split(text)
        if begins or not self.rows:
            self.rows.append([[Part(place, first)]])
        else:
            cell = self.rows[-1][-1]
            cell.extend([Part(place - 1, "")] if gap else [])
            cell.append(Part(place, first))
        for before, text in pairwise((first, *others)):
            if self._begins_within(before, text):
                self.rows.append([])
            self.rows[-1].append([Part(place, text)])

    def _begins_within(self, before: str, text: str) -> bool:
        """Whether a row ends in the middle of a line, which a table in a cell begins, or the next row."""
        if not (self.tight and before.endswith(" ") and len(self.rows[-1]) > 1 and opens(text)) or opens(before):
            return False
        return len(self.rows[-1]) > self.bars or not text.strip(" 0123456789:.-\u2013*_apmAPM")


def opens(line: str) -> bool:
    """Whether a line opens with a time or a day."""
    first = line[:OPENING].lstrip(MARKS).partition("|")[0]
    return bool(first.strip()) and (
        is_time(first) or any(day.begin == 0 for day in days.days_in(first)) or is_weekday(first)
    )


def _names_day(line: str) -> bool:
    """Whether a short line without cells names a day, and no time."""
    return "|" not in line and len(line) <= LONGEST and any(days.days_in(line)) and not any(clocks.spans(line))


def is_time(text: str) -> bool:
    """Whether a text opens with a time."""
    return any(span.begin == 0 for span in clocks.spans(text)) or clocks.span_of_hours(text.strip(MARKS)) is not None


def is_weekday(text: str) -> bool:
    return days.weekday_alone(text.strip(MARKS)) is not None


def _run_on(lines: Sequence[str], place: int, after: int) -> Table | None:
    """The table of which several rows begin in the middle of a line; each of them opens with a time of its own."""
    if not _runs_on(lines[place]) or DELIMITER.fullmatch(lines[place]):
        return None
    while place > after and opens(lines[place - 1]) and "|" in lines[place - 1]:
        place -= 1
    limit = _end_of(lines, place)
    last = max(at for at in range(place, limit) if at == place or _opening(BAR.split(lines[at])[1:]))
    stop = next((at for at in range(last, limit) if not lines[at].strip()), limit)
    cells: Cells = []
    for at in range(place, stop):
        head, *others = BAR.split(lines[at])
        if DELIMITER.fullmatch(lines[at]):
            continue
        if cells and not (others and opens(head)):
            cells[-1].append(Part(at, head))
        else:
            cells.append([Part(at, head)])
        cells.extend([Part(at, text)] for text in others)
    return _parted(place, stop, cells)


def _end_of(lines: Sequence[str], place: int) -> int:
    """The first line below one that is surely of no table, or of another.

    A delimiter to which lines lead without a gap is of a table in a cell.
    """
    gap = place
    for at in range(place + 1, len(lines)):
        if not lines[at].strip():
            gap = at
        elif ENDS.match(lines[at]):
            return _head_of(lines, at, place)
        elif gap > place and DELIMITER.fullmatch(lines[at]):
            return gap
    return len(lines)


def _head_of(lines: Sequence[str], delimiter: int, place: int) -> int:
    """The first line of the row above a delimiter of one column: the nearest one without a bar that tells a moment."""
    if not _is_below_whole(lines, delimiter):
        return delimiter
    above = takewhile(lambda at: lines[at].strip() and "|" not in lines[at], range(delimiter - 1, place, -1))
    return next((at for at in above if opens(lines[at])), delimiter - 1)


def _runs_on(line: str) -> bool:
    """Whether several cells that do not stand together open with a time."""
    cells = BAR.split(line)
    return len(cells) >= MANY and _opening(cells) >= FEWEST


def _opening(texts: Sequence[str]) -> int:
    """How many cells open with a time, of neighbours only one."""
    told = [opens(text) for text in texts]
    return sum(one and not before for before, one in zip([False, *told], told, strict=False))


def is_bare(text: str) -> bool:
    """Whether a cell has hardly a word beside its time."""
    return WORD.search(text) is None


def _parted(place: int, stop: int, cells: Cells) -> Table:
    """The cells in rows: parted where a bar has a space before it, if so before each time, or else at the times.

    The times stand in one column, and what spans rows is not repeated.
    """
    before, first = _without_time(cells[0][0].text)
    cells = [[Part(place, first), *cells[0][1:]], *cells[1:]] if first.strip() else cells[1:]
    told = [opens(cell[0].text) for cell in cells]
    spaced = [_ends_row(one, two) for one, two in pairwise(cells)]
    begins = told if all(spaced) else [True, *spaced]
    rows: list[Cells] = []
    for cell, new in zip(cells, begins, strict=True):
        if new or not rows:
            rows.append([])
        rows[-1].append(cell)
    return Table(place, stop, _aligned(rows), before)


def _ends_row(cell: list[Part], following: list[Part]) -> bool:
    """Whether a line or a space parts a cell from the next; an empty one only where a time follows."""
    text = cell[-1].text
    opened = opens(following[0].text)
    return (cell[-1].number < following[0].number and opened) or (text.endswith(" ") and (text.strip() != "" or opened))


def _without_time(text: str) -> tuple[str, str]:
    """What stands before the time that ends a text, and that time; without one, all of it."""
    last = max(clocks.spans(text), key=lambda span: span.stop, default=None)
    if last is None or opens(text) or text[last.stop :].strip():
        return ("", text) if opens(text) else (text, "")
    return text[: last.begin], text[last.begin :]


def _aligned(rows: Sequence[Cells]) -> list[Cells]:
    told = [next((place for place, cell in enumerate(row) if opens(cell[0].text)), None) for row in rows]
    column, width = max(place or 0 for place in told), max(map(len, rows))
    found = []
    for row, place in zip(rows, told, strict=True):
        below = place is None and len(row) == 1 and len([part for part in row[0] if part.text.strip()]) > 1
        lacks = width - 1 if below else column - place if place is not None else 0
        found.append([*([Part(row[0][0].number, "")] for _ in range(lacks)), *row])
    return found
