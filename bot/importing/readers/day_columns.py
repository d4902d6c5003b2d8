"""Weeks with a column for each day on a page, as plain text without columns: days, then times with what is then.

A row is a time with as many cells below it as there are days. What names people is of the cell above it, or below it
where rows begin so; one line alone, a break, is of all days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import NamedTuple, TypeAlias

from bot.importing.readers.moments import moment_in
from bot.importing.readers.tabbed import Part, Tables, TextRow
from bot.importing.values import clocks, days
from bot.importing.values.headings import is_no_session, names_part_of_page
from bot.importing.values.names import LIKELY
from bot.importing.values.people import people_in

FEWEST, NEAREST, FEWEST_ROWS, LONGEST, LONGEST_CELL = 2, 3, 3, 40, 80
"""Days; lines between them and the first time; rows; characters of a day, and of a line of the last cells."""


Cells: TypeAlias = list[list[Part]]
HABIT = 0.6


class _Head(NamedTuple):
    """The days that stand one below the other, and the number of the line behind them."""

    days: list[list[Part]]
    stop: int


def are_in(lines: Sequence[str]) -> bool:
    return any(_weeks(lines))


def read_day_columns(lines: Sequence[str], found: Tables) -> None:
    """Find the rows of the first such week; numbers count from 0."""
    for head, rows in islice(_weeks(lines), 1):
        _take(lines, head, rows, found)


def _weeks(lines: Sequence[str]) -> Iterator[tuple[_Head, list[tuple[range, Cells]]]]:
    """The days of each week with its rows, of those with several lines most with as many cells as there are days."""
    for head in _heads(lines):
        rows = [(row, _cells(lines, row, len(head.days))) for row in _rows(lines, head)]
        several = [cells for row, cells in rows if _filled(lines, row) >= len(head.days)]
        whole = sum(len(cells) == len(head.days) and not _is_one(cells) for cells in several)
        if len(rows) >= FEWEST_ROWS and whole >= max(FEWEST, len(several) * HABIT):
            yield head, rows


def _is_one(cells: Cells) -> bool:
    """Whether the lines may be a title and whose it is, which are of one cell."""
    named = [people_in(cell[0].text).score >= LIKELY for cell in cells if len(cell) == 1]
    return len(named) == len(cells) == FEWEST and any(named)


def _take(lines: Sequence[str], head: _Head, rows: Sequence[tuple[range, Cells]], found: Tables) -> None:
    table = head.days[0][0].number
    found.rows[table] = TextRow([[], *head.days], table, heads=True)
    found.lines.update(range(table, head.stop))
    for row, cells in rows:
        own = [[Part(lines[row.start].strip(), row.start)], *cells]
        found.rows[row.start] = TextRow(own, table, columns=len(head.days) + 2 - len(own) if len(cells) == 1 else 1)
        found.lines.update(row)
        found.unsure.extend([row.start] if 1 < len(cells) < len(head.days) else ())


def _heads(lines: Sequence[str]) -> Iterator[_Head]:
    told: list[list[Part]] = []
    for number, line in enumerate((*lines, "end")):
        text = line.strip()
        if not text:
            continue
        if told and _goes_on(told[-1], text):
            told[-1].append(Part(text, number))
        elif _is_day(text):
            told.append([Part(text, number)])
        else:
            if len(told) >= FEWEST and len({days.NUMBERED.match(day[0].text) is None for day in told}) == 1:
                yield _Head(told, number)
            told = []


def _is_day(text: str) -> bool:
    return len(text) <= LONGEST and not is_no_session(text) and moment_in(text) == "day"


def _goes_on(above: Sequence[Part], text: str) -> bool:
    """Whether a day's date stands below its weekday."""
    weekday = days.weekday_alone(above[0].text) if len(above) == 1 else None
    return weekday is not None and _is_day(text) and days.weekday_alone(text) is None and not days.WEEKDAY.match(text)


def _rows(lines: Sequence[str], head: _Head) -> list[range]:
    """The lines of each row: a time alone, and those below it up to the next; the times run forward.

    None where they begin anew for each day, whose entries then stand one below the other.
    """
    below = range(head.stop, len(lines))
    starts = [number for number in below if lines[number].strip()[:1].isdigit() and moment_in(lines[number]) == "time"]
    near = starts and sum(1 for line in lines[head.stop : starts[0]] if line.strip()) < NEAREST
    minutes = [_minutes(lines[start]) for start in starts]
    again = [place for place, (one, two) in enumerate(pairwise(minutes), 1) if two <= one]
    falls = next(iter(again), len(starts))
    if not near or falls < FEWEST_ROWS or len(again) == len(head.days) - 1:
        return []
    rows = [range(*pair) for pair in pairwise(starts[:falls])]
    usual = max((_filled(lines, row) for row in rows), default=0)
    last = starts[falls - 1]
    behind = range(last + 1, min(last + 1 + min(usual, len(head.days)), len(lines)))
    own = takewhile(lambda number: _may_be_of_cell(lines[number]), behind)
    return [*rows, range(last, last + 1 + sum(1 for _ in own))]


def _may_be_of_cell(line: str) -> bool:
    return 0 < len(line.strip()) <= LONGEST_CELL and not (
        line.rstrip().endswith(".") or names_part_of_page(line.strip())
    )


def _filled(lines: Sequence[str], row: range) -> int:
    return sum(1 for number in row[1:] if lines[number].strip())


def _minutes(text: str) -> int:
    span = next(clocks.spans(text), None)
    if span is None or span.start is None:
        return 0
    early = span.start.minutes < 8 * clocks.HOUR and not span.start.is_sure
    return span.start.minutes + clocks.NOON * early


def _cells(lines: Sequence[str], row: range, count: int) -> list[list[Part]]:
    """What stands in each column: one cell of all columns, or as many as there are; fewer where some are empty."""
    parts = [Part(lines[number].strip(), number) for number in row[1:] if lines[number].strip()]
    if len(parts) <= count:
        return [[part] for part in parts]
    named = [people_in(part.text).score >= LIKELY or part.text.startswith("(") for part in parts]
    first = named[0]
    begins = [
        place for place, own in enumerate(named) if place == 0 or (own and not named[place - 1] if first else not own)
    ]
    if len(begins) != count and len(parts) % count == 0:
        begins = [*range(0, len(parts), len(parts) // count)]
    return [parts[one:two] for one, two in pairwise((*begins, len(parts)))]
