"""Plain text that was a page: the words that only linked ("… [pdf] [slides]"), as links whose addresses are gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.importing.rows import Block, Heading, Line, Row, Run, Text
from bot.importing.values.words import LINK_KINDS, is_one_of
from bot.schedule.names import fold

FEWEST = 3
"""Lines that end with a word, which tell that it only links."""
BRACKETED = re.compile(r"\s*[(\[]\s*(?P<word>[^()\[\]]{2,30}?)\s*[)\]]\s*$")
BARE = re.compile(r"(?<=\S)\s+(?P<word>[^\W\d_]+(?:-[^\W\d_]+)?)\s*$")
NO_LINKS = frozenset(("talk", "poster", "presentation", "project", "workshop"))
"""Words that tell in brackets of what kind something is."""
WORDS = frozenset(LINK_KINDS) | {"abstract", "bio", "doi"}
BARE_WORDS = WORDS - NO_LINKS - {"paper", "papers", "data", "notes", "materials", "web", "stream", "join", "watch"}
"""What only links where many lines end with it, in no brackets."""


def with_links(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, the words at the ends of lines that only linked made links to nowhere."""
    ends = Counter(fold(match["word"]) for line in _lines(blocks) if (match := BARE.search(line.text)))
    linking = frozenset(word for word in BARE_WORDS if ends[word] >= FEWEST)
    return tuple(_each(block, lambda line: _linked(line, linking)) for block in blocks)


def _lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, (Heading, Text)):
            yield block.content
        elif isinstance(block, Row):
            yield from (line for cell in block.cells for line in cell.lines)


def _each(block: Block, change: Callable[[Line], Line]) -> Block:
    if isinstance(block, Text):
        return replace(block, content=change(block.content))
    if isinstance(block, Row):
        cells = (replace(cell, lines=tuple(map(change, cell.lines))) if cell.lines else cell for cell in block.cells)
        return replace(block, cells=tuple(cells))
    return block


def _linked(line: Line, linking: frozenset[str]) -> Line:
    if len(words := line.text.split()) > 1 and all(is_one_of(word, WORDS) for word in words):
        return line.of(*(Run(f"{word} ", href="") for word in words))
    text = line.runs[-1].text if line.runs and line.runs[-1].href is None else ""
    links: list[Run] = []
    while match := _last(text, linking, after=bool(links)):
        links.insert(0, Run(f" {match['word']}", href=""))
        text = text[: match.start()]
    return line.of(*line.runs[:-1], line.runs[-1].saying(text), *links) if links and text.strip() else line


def _last(text: str, linking: frozenset[str], *, after: bool) -> re.Match[str] | None:
    """The word that only links at the end of a text; `after` where one stands behind it."""
    if (match := BRACKETED.search(text)) and is_one_of(match["word"], WORDS - NO_LINKS):
        return match
    match = BARE.search(text)
    return match if match and is_one_of(match["word"], WORDS if after else linking) else None
