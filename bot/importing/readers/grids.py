"""The rows and cells of an HTML table, and those that reach into the next row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bot.importing.rows import Cell


def rows_of(table: Any) -> Iterator[Any]:
    """A table's own rows, whatever stands between it and them."""
    for child in table:
        if child.tag in {"tr", "caption"}:
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def is_layout(table: Any) -> bool:
    """Whether a table only places things: whole tables, below headings, in rows of one cell or in hardly any rows."""
    if table.find(".//table") is None:
        return False
    rows = [row for row in rows_of(table) if row.tag == "tr"]
    fewest = 3
    is_headed = next(table.iter("h1", "h2"), None) is not None
    return is_headed or len(rows) < fewest or any(len(row) == 1 and row.find(".//table") is not None for row in rows)


def span_of(written: str | None) -> int:
    most = 100
    return min(int(written), most) if written and written.isascii() and written.isdigit() and int(written) else 1


@dataclass(slots=True)
class Spanning:
    """The cells of rows above that reach into the next one, by column."""

    open: dict[int, tuple[Cell, int]] = field(default_factory=dict)

    def placed(self, elements: Iterable[Any], cell_of: Callable[[Any, int], tuple[Cell, int]]) -> Iterator[Cell]:
        """The cells of a row; `cell_of` an element and its column gives a cell, and how many rows it spans."""
        column, closing = 0, dict(self.open)
        for element in elements:
            while column in closing:
                repeated = self._repeat(column, *closing.pop(column))
                yield repeated
                column += repeated.columns
            cell, rows = cell_of(element, column)
            if rows > 1:
                self.open[column] = (cell, rows - 1)
            yield cell
            column += cell.columns
        for later in sorted(closing):
            yield self._repeat(later, *closing[later])

    def _repeat(self, column: int, cell: Cell, rows: int) -> Cell:
        if rows > 1:
            self.open[column] = (cell, rows - 1)
        else:
            self.open.pop(column, None)
        return replace(cell, column=column, repeated=True)
