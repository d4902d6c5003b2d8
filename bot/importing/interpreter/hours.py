"""Hours that a page writes without a mark between ("0915 Coffee") → with one, where most of its lines begin so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.importing.rows import Block, Cell, Heading, Line, Row, Run, Text

BARE = re.compile(r"\W{0,4}(?P<hour>[01]\d|2[0-3])[0-5][05](?![\w%]|[.:/-]\d|[.,]\s*$)")
MARKED = re.compile(r"\W{0,4}\d{1,2}[:.h]\d\d")
HOUR = re.compile(r"(?<![\w.:,$/+])([01]\d|2[0-3])([0-5]\d)(?=h?\b)(?![%:.]\d)")
FEWEST, LATE, FARTHEST = 4, "19", 16
"""How many such lines there are at least, of which most say an hour that is no year's; and how far a range reaches."""


def with_marks(blocks: Sequence[Block]) -> Sequence[Block]:
    bare = {match[0]: match["hour"] for line in _firsts(blocks) if (match := BARE.match(line.text))}
    if len(bare) < FEWEST or sum(hour < LATE for hour in bare.values()) * 2 <= len(bare):
        return blocks
    if sum(MARKED.match(line.text) is not None for line in _firsts(blocks)) >= len(bare):
        return blocks
    return [_marked(block) for block in blocks]


def _firsts(blocks: Sequence[Block]) -> Iterator[Line]:
    """What a time may lead: lines of the page, and the first of cells."""
    for block in blocks:
        if isinstance(block, Row):
            yield from (cell.lines[0] for cell in block.cells if cell.lines)
        elif isinstance(block, Heading | Text):
            yield block.content


def _marked(block: Block) -> Block:
    if isinstance(block, Row):
        return replace(block, cells=tuple(map(_marked_cell, block.cells)))
    return replace(block, content=_marked_line(block.content)) if isinstance(block, Heading | Text) else block


def _marked_cell(cell: Cell) -> Cell:
    return replace(cell, lines=tuple(map(_marked_line, cell.lines)))


def _marked_line(line: Line) -> Line:
    return line.of(*_marked_runs(line.runs)) if BARE.match(line.text) else line


def _marked_runs(runs: Sequence[Run]) -> Iterator[Run]:
    place = 0
    for run in runs:
        near = max(FARTHEST - place, 0)
        yield run.saying(HOUR.sub(r"\1:\2", run.text[:near]) + run.text[near:])
        place += len(run.text)
