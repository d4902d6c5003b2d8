"""Lines of plain text: which of them were broken on purpose, and which only wrap."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.importing.values.words import COLUMN

MARGIN, WIDEST, DEEPER = 60, 130, 4
"""Prose that wraps fills its lines further than the one, and not further than the other; other lines end on purpose."""

STARTS_ANEW = re.compile(
    r"\s*(?:[-*+•·|]\s|\W{0,3}\d{1,3}(?:[:.h/]\d\d|\s*[ap]\.?m\b|\s*min)|(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+\d|[A-Z][a-z]+:\s|Abstract\b|Bio\b|\*\*)",
    re.IGNORECASE,
)


GAP = re.compile(
    r"(?<=[^\s.:!?|\u2010-\u2015-]) {2,}(?=\w)(?!(?:to|until|till|bis)\b)|(?<=[.:!?]) {3,}(?=\S)|"
    r"(?<=\w) ?[._\u2026\u00b7]{3,} ?(?=\w)"
)


def parted(line: str) -> str:
    """A line with marks where white space parts its columns."""
    return GAP.sub(f" {COLUMN} ", line.strip())


GOES_ON = re.compile(r"(?:[:,&/–—-]|\b(?:and|or|of|the|a|an|for|in|on|with|to|from|by))\s*$", re.IGNORECASE)


def _hangs(line: str, following: str) -> bool:
    """Whether a line stands below part of another ("9:00  Title" above its speaker) rather than going on with it."""
    return (
        _set_in(following) >= _set_in(line) + DEEPER
        and following.strip()[:1].isupper()
        and GOES_ON.search(line) is None
    )


def wrapping(lines: Sequence[str]) -> frozenset[int]:
    """How far those lines are set in that wrap: of which some go on with a small letter."""
    pairs = ((line, below) for line, below in pairwise(lines) if MARGIN <= len(line.rstrip()) <= WIDEST)
    return frozenset(_set_in(below) for _, below in pairs if below.strip()[:1].islower())


def _set_in(line: str) -> int:
    return len(line) - len(line.lstrip())


def ends_on_purpose(line: str, following: str, wrap: frozenset[int]) -> bool:
    """Whether the break between two source lines is one that a reader sees; `wrap` is where lines wrap."""
    return (
        not MARGIN <= len(line.rstrip()) <= WIDEST
        or len(following.rstrip()) > WIDEST
        or STARTS_ANEW.match(following) is not None
        or _hangs(line, following)
        or (_set_in(following) >= DEEPER and _set_in(following) not in wrap and GOES_ON.search(line) is None)
    )
