"""Tables within cells of Markdown tables, which converters write on one line: as text and tables of their own.

`| Text |  |  | | --- | --- | | 9:00 | Opening | | 9:15 | Keynote | |` → the text, and a table of two rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from bot.importing.readers.broken_rows import BAR, is_bare, is_time, opens

WITHIN = re.compile(r"\| --- \|.*\w|\w.*\| --- \|")
"""A delimiter in a line that holds more."""
DASHES = re.compile(r":?-{3,}:?")
GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
"""Where a line or a paragraph ended within a cell."""
WIDEST = 12
"""Columns; more are of rows that a parser took for cells of one another."""

Cells = list[str]


def parted(lines: Sequence[str]) -> tuple[list[str], tuple[int, ...]]:
    """The lines, those that hold tables in parts, and of which line each is; `()` where none does."""
    if not any("| --- |" in line and WITHIN.search(line) for line in lines):
        return list(lines), ()
    written: list[str] = []
    numbers: list[int] = []
    number = 0
    for framed, block in groupby(lines, lambda line: line.startswith("|")):
        own = list(block)
        layout = framed and any(map(WITHIN.search, own))
        for line in own:
            number += 1
            parts = list(_parts(line)) if layout else [line]
            written.extend(parts)
            numbers.extend(number for _ in parts)
    return written, tuple(numbers)


def _parts(line: str) -> Iterator[str]:
    for width, rows in groupby(_rows([cell.strip() for cell in BAR.split(line)]), key=len):
        if width == 1:
            yield from (text for row in rows for text in _texts(GAP.split(row[0])))
        else:
            yield from ("", "|" + "  |" * width, "|" + " --- |" * width)
            yield from (f"| {' | '.join(GAP.sub('<br>', cell) for cell in row)} |" for row in rows)
    yield ""


def _texts(texts: Sequence[str]) -> Iterator[str]:
    """The paragraphs of a cell; a rule ends what several say. A date alone stays a row, which heads nothing."""
    if len(texts) == 1 and opens(texts[0]) and not is_time(texts[0]):
        yield from ("", "|  |  |", "| --- | --- |", f"| {texts[0]} |  |")
        return
    yield from (each for text in texts for each in ("", text))
    if len(texts) > 1:
        yield from ("", "* * *")


def _rows(cells: Sequence[str]) -> Iterator[Cells]:
    """The rows of the tables in a line, and what stands alone before, between or in them as a row of one cell.

    A row has as many cells as the delimiter above it, and ends where the next cell opens with a time.
    """
    width, row = 1, Cells()
    for before, cell in pairwise(("", *cells)):
        if DASHES.fullmatch(cell):
            width = width + 1 if DASHES.fullmatch(before) else 1
            continue
        most = width if width <= WIDEST else 1
        if len(row) >= most or (row and opens(row[0]) and opens(cell) and not (opens(row[-1]) and is_bare(cell))):
            yield _whole(row, most)
            row = []
        if cell or row:
            row.append(cell)
    if row:
        yield _whole(row, 1)


def _whole(row: Cells, width: int) -> Cells:
    told = [cell for cell in row if cell]
    return told if len(told) == 1 else [*row, *[""] * (width - len(row))]
