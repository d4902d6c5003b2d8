"""Tables of Markdown as converters write them with each row between bars on a line of its own, but not as parsers want.

The line below the head is left out where a cell of it spans columns; such a cell is followed by one that holds a single
space for each further column, while an empty one holds two; and what a cell of the row above covers is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.importing.readers.broken_rows import BAR, DELIMITER, Cells, Part, Table, opens

FEWEST = 2
EMPTY, SPANNED = "|  |", "| |"


def framed_in(lines: Sequence[str]) -> Iterator[Table]:
    """The tables that need mending so."""
    if not any(line.startswith("|") for line in lines):
        return
    spans = any(EMPTY in line for line in lines if _is_framed(line))
    for framed, block in groupby(range(len(lines)), lambda at: _is_framed(lines[at])):
        numbers = list(block)
        if framed and len(numbers) >= FEWEST:
            yield from _mended([lines[at] for at in numbers], numbers[0], spans=spans)


def _is_framed(line: str) -> bool:
    return line.startswith("|") and line.endswith("|")


def _mended(lines: Sequence[str], first: int, *, spans: bool) -> Iterator[Table]:
    """The table of these lines, unless a parser takes it for what it is."""
    delimited = any(map(DELIMITER.fullmatch, lines))
    spans = spans and any(SPANNED in line for line in lines)
    texts = [(at, BAR.split(line[1:-1])) for at, line in enumerate(lines) if not DELIMITER.fullmatch(line)]
    width = max((len(cells) for _, cells in texts), default=0)
    counts = Counter(len(cells) for _, cells in texts)
    lacking = any(_lacks_first(cells, width) for _, cells in texts) and counts[width] >= FEWEST
    if width < FEWEST or (delimited and not (spans or lacking)):
        return
    rows = [_row(cells, first + at, width, spans=spans, lacking=lacking) for at, cells in texts]
    yield Table(first, first + len(lines), rows)


def _lacks_first(cells: Sequence[str], width: int) -> bool:
    """Whether the first cells of a row are those of the row above: it has fewer, and no moment."""
    return 1 < len(cells) < width and not opens(cells[0]) and all(map(str.strip, cells))


def _row(cells: Sequence[str], number: int, width: int, *, spans: bool, lacking: bool) -> Cells:
    given = width - len(cells) if lacking and _lacks_first(cells, width) else 0
    row: Cells = [[Part(number, "")] for _ in range(given)]
    for text in cells:
        if spans and text == " " and row:
            row[-1][0] = row[-1][0]._replace(columns=row[-1][0].columns + 1)
        else:
            row.append([Part(number, text)])
    return row
