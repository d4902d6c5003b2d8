"""Tables that are laid out otherwise → tables with a row for each entry, and each of its cells in its column.

Tables on their side have at the head of each line what a column would hold ("Date:", "Speaker:", "Title:"); stacked
ones have all times in one cell, a line each, and all else in the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.importing.interpreter.columns import WHEN_ROLES
from bot.importing.interpreter.times_of_lines import when_of
from bot.importing.rows import Cell, Row
from bot.importing.values.column_names import column_role

FEWEST, FEWEST_LINES = 2, 3
TOLD = frozenset({"title", "event", "speaker"})


def upright(tables: dict[int, list[Row]]) -> dict[int, list[Row]]:
    """The tables, those on their side turned; one after the other, as each is of one talk, they are one table."""
    found: dict[int, list[Row]] = {}
    first: int | None = None
    for number, stacked in tables.items():
        rows = [each for row in _in_columns(stacked) for each in _unstacked(row)]
        turned = list(_turned(rows)) if _is_on_side(rows) else []
        first = (number if first is None else first) if turned else None
        found.setdefault(number if first is None else first, []).extend(turned or rows)
    return found


def _in_columns(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows, those without the first cells, which span rows and of which a text told the first alone, set in.

    Their moments stand where those of the rows with all cells do.
    """
    width = max(map(_width, rows))
    if not any(FEWEST <= _width(row) < width for row in rows) or any(
        cell.columns > 1 or cell.repeated for row in rows for cell in row.cells
    ):
        return rows
    whole = [_kinds(row) for row in rows if _width(row) == width]
    usual = "".join(max("-dt", key=kinds.count) for kinds in zip(*whole, strict=True))
    return [_set_in(row, usual) if FEWEST <= _width(row) < width else row for row in rows]


def _width(row: Row) -> int:
    return len(row.cells)


def _kinds(row: Row) -> str:
    """What each cell tells: a time (t), a day (d) or neither."""
    whens = [when_of(cell.lines[0]) if cell.lines else None for cell in row.cells]
    return "".join("-" if not (when and when.leads) else "t" if when.span else "d" for when in whens)


def _set_in(row: Row, usual: str) -> Row:
    own = _kinds(row)
    fits = [
        sum(one == other != "-" for one, other in zip(own, usual[by:], strict=False))
        for by in range(len(usual) - len(own) + 1)
    ]
    by = fits.index(max(fits))
    return replace(row, cells=tuple(replace(cell, column=cell.column + by) for cell in row.cells))


def _unstacked(row: Row) -> Iterator[Row]:
    """The row, or a row for each of its lines, where as many stand in each of its cells and begin with times in one."""
    filled = [cell for cell in row.cells if cell.lines]
    counts = {len(cell.lines) for cell in filled}
    if len(filled) < FEWEST or len(counts) != 1 or max(counts) < FEWEST_LINES or not any(map(_holds_times, filled)):
        yield row
        return
    for place in range(max(counts)):
        cells = (replace(cell, lines=cell.lines[place : place + 1]) for cell in row.cells)
        yield replace(row, cells=tuple(cells), line=filled[0].lines[place].line or row.line)


def _holds_times(cell: Cell) -> bool:
    whens = map(when_of, cell.lines)
    return all(when and when.span and when.leads and not when.rest.text for when in whens)


def _is_on_side(rows: Sequence[Row]) -> bool:
    heads = [column_role(_head(row)) for row in rows]
    roles = set(heads)
    return len(roles) >= FEWEST and None not in roles and bool(roles & WHEN_ROLES) and bool(roles & TOLD)


def _head(row: Row) -> str:
    return row.cells[0].text.strip(" :") if row.cells and len(row.cells) > 1 else ""


def _turned(rows: Sequence[Row]) -> Iterator[Row]:
    """A row for each column beside the first, and for each time that the first begins anew."""
    names = list(dict.fromkeys(map(_head, rows)))
    parts: list[list[Row]] = []
    for row in rows:
        if not parts or _head(row) in map(_head, parts[-1]):
            parts.append([])
        parts[-1].append(row)
    for part in parts:
        for place in range(1, max(len(row.cells) for row in part)):
            cells = [_named(row.cells[place], _head(row), names) for row in part if place < len(row.cells)]
            if any(cell.lines for cell in cells):
                yield replace(part[0], cells=tuple(cells), line=cells[0].line or part[0].line)


def _named(cell: Cell, name: str, names: Sequence[str]) -> Cell:
    return replace(cell, name=name, column=names.index(name), columns=1, header=False)
