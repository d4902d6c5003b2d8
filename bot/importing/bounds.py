"""What a reader gives, bounded before anybody interprets it: no page of a schedule is that long, hostile ones are."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.errors import Fault
from bot.files.shapes import LONGEST_TEXT
from bot.importing.decode import unusable
from bot.importing.rows import Block, Cell, Document, Entry, Line, Row, Rule

MOST_BLOCKS = 30_000
MOST_CELLS = 200
FEWEST = 400
WORDLESS = re.compile(rf"[\W\d_]{{{FEWEST}}}")
"""What no text of a schedule has: so much without a letter, on which patterns would spend minutes."""


def bounded(document: Document) -> Document:
    """Without the lines that no text of a schedule can be, each a doubt; raises ScheduleFileError if too many."""
    if len(document.blocks) > MOST_BLOCKS:
        problem = f"has more than {MOST_BLOCKS:,} lines or rows of text"
        raise unusable(f"{problem}; import the part with the schedule alone", line=document.blocks[MOST_BLOCKS].line)
    long = [line for block in document.blocks for line in _lines(block) if _is_long(line)]
    if not long:
        return document
    doubts = (Fault(line.line, "", f"a line of {len(line.text):,} characters is left out") for line in long)
    about = tuple(cell for cell in document.about if not any(map(_is_long, cell.lines)))
    blocks = (_shortened(block) for block in document.blocks)
    return replace(document, blocks=tuple(filter(None, blocks)), about=about, doubts=(*document.doubts, *doubts))


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Row):
        yield from (line for cell in block.cells for line in cell.lines)
    elif not isinstance(block, Entry | Rule):
        yield block.content


def _is_long(line: Line) -> bool:
    return len(line.text) >= FEWEST and (len(line.text) > LONGEST_TEXT or WORDLESS.search(line.text) is not None)


def _shortened(block: Block) -> Block | None:
    if isinstance(block, Row):
        return replace(block, cells=tuple(map(_short_cell, block.cells[:MOST_CELLS])))
    return None if any(map(_is_long, _lines(block))) else block


def _short_cell(cell: Cell) -> Cell:
    return replace(cell, lines=tuple(line for line in cell.lines if not _is_long(line)))
