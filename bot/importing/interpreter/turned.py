"""Tables on their side: what the columns would hold stands at the head of each line ("Date:", "Speaker:", "Title:")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.importing.interpreter.columns import WHEN_ROLES
from bot.importing.rows import Cell, Row
from bot.importing.values.words import column_role

FEWEST = 2
TOLD = frozenset({"title", "event", "speaker"})


def upright(tables: dict[int, list[Row]]) -> dict[int, list[Row]]:
    """The tables, those on their side turned; one after the other, as each is of one talk, they are one table."""
    found: dict[int, list[Row]] = {}
    first: int | None = None
    for number, rows in tables.items():
        turned = list(_turned(rows)) if _is_on_side(rows) else []
        first = (number if first is None else first) if turned else None
        found.setdefault(number if first is None else first, []).extend(turned or rows)
    return found


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
