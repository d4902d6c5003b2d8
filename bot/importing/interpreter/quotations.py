"""Several talks in one line, their titles in quotation marks and whose they are before them, or behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.importing.interpreter.parting import unmarked
from bot.importing.interpreter.readings import QUOTED
from bot.importing.interpreter.slots import Piece
from bot.importing.values.names import LIKELY
from bot.importing.values.people import people_in
from bot.importing.values.words import ANDS

FEWEST, LONGEST = 2, 600
APART = re.compile(r"[.:;!?]\s+|\s[\u2010-\u2015-]+\s")
"""What parts whom a title is of from what all of the talks are."""
AND, AND_LAST = (
    re.compile(rf"^(?:{ANDS}|&)\s+", re.IGNORECASE),
    re.compile(rf"[\s,;]+(?:(?:{ANDS}|&)\s*)?$", re.IGNORECASE),
)
MARKS = " ,;.:()\u2010-\u2015-"


def at_quotations(piece: Piece) -> list[Piece]:
    """A line parted into its talks, and what all of them are, where each has a title and people of its own."""
    text = piece.text
    titles = list(QUOTED.finditer(text)) if not piece.role and len(text) <= LONGEST and _may_be_several(text) else []
    if len(titles) < FEWEST:
        return [piece]
    lead = _people_before(text[: titles[0].start()])
    before = [lead, *(one.end() for one in titles[:-1]), titles[-1].end()] if lead is not None else []
    behind = [title.start() for title in titles]
    for bounds, first in ((before, lead or 0), ([*behind, len(text)], behind[0])):
        parts = list(_parts(text, bounds, titles))
        if len(parts) == len(titles):
            own = unmarked(piece.line, 0, first)
            lines = [*([own] if own.text else []), *(unmarked(piece.line, *part) for part in parts)]
            return [piece._replace(line=line) for line in lines]
    return [piece]


def _may_be_several(text: str) -> bool:
    return text.count('"') >= FEWEST * 2 or sum(map(text.count, "\u201c\u201e\u00ab")) >= FEWEST


def _people_before(text: str) -> int | None:
    """Where whoever a text ends with begins, behind what all of the talks are."""
    places = (0, *(match.end() for match in APART.finditer(text)))
    return next((place for place in places if _names(text[place:])), None)


def _parts(text: str, bounds: Sequence[int], titles: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """The stretches between the bounds that have people beside the title in them."""
    for (begin, end), title in zip(pairwise(bounds), titles, strict=False):
        stop = begin + len(AND_LAST.sub("", text[begin:end]))
        if _names(f"{text[begin : title.start()]} {text[title.end() : stop]}"):
            yield begin, stop


def _names(text: str) -> bool:
    return people_in(AND.sub("", text.strip(MARKS))).score >= LIKELY
