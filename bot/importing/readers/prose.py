"""Lines of plain text: which of them were broken on purpose, and which only wrap."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from bot.importing.values.words import COLUMN

MARGIN, WIDEST, DEEPER, FEWEST = 60, 130, 4, 2
"""Prose that wraps fills its lines further than the one, and not further than the other; other lines end on purpose."""

STARTS_ANEW = re.compile(
    r"\s*(?:[-*+•·|]\s|\W{0,3}\d{1,3}(?:[:.h/]\d\d|\s*[ap]\.?m\b|\s*min)|(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+\d|[A-Z][a-z]+:\s|Abstract\b|Bio\b|\*\*)",
    re.IGNORECASE,
)


GAP = re.compile(
    r"(?<=[^\s.:!?|\u2010-\u2015-]) {2,}(?=[\w\[\"\u201c*])(?!(?:to|until|till|bis)\b)|(?<=[.:!?]) {3,}(?=\S)|"
    r"(?:(?<=[^\s._\u2026\u00b7])| )[._\u2026\u00b7]{3,} ?(?=[\w(\[\"\u201c*])"
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


class Wrap(NamedTuple):
    """How a text wraps: how far those lines are set in that go on, how wide it is, and what stands below a line."""

    places: frozenset[int] = frozenset()
    width: int = 0
    """The most characters of a line; 0 where nothing tells, 1 where none wraps."""
    hangs: bool = True
    """Whether most lines set in below another one are parts of their own: the one above had room for them."""


def wrapping(lines: Sequence[str]) -> Wrap:
    """How the lines of a text wrap: those tell that go on with a small letter."""
    pairs = [(line.rstrip(), below) for line, below in pairwise(lines) if line.strip() and below.strip()]
    long = [pair for pair in pairs if MARGIN <= len(pair[0]) <= WIDEST]
    going = [pair for pair in long if pair[1].lstrip()[:1].islower()]
    fitting = Counter(width for line, below in going for width in range(len(line), _with_word(line, below)))
    width, told = max(fitting.items(), key=itemgetter(1), default=(0, 0))
    width = width if told >= FEWEST and told * 2 > len(going) else int(len(long) > FEWEST and not going)
    below_others = [_with_word(*pair) <= width for pair in pairs if _hangs(*pair) and not STARTS_ANEW.match(pair[1])]
    hangs = not width or sum(below_others) * 4 > len(below_others)
    return Wrap(frozenset(_set_in(below) for _, below in going), width, hangs)


def _with_word(line: str, following: str) -> int:
    """How long a line would be with the first word of the next one."""
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0])


def _is_open(line: str, following: str) -> bool:
    """Whether a bracket is opened on a line that only the next one closes."""
    return line.rfind("(") > line.rfind(")") and 0 <= following.find(")") < (following + "(").find("(")


def _set_in(line: str) -> int:
    return len(line) - len(line.lstrip())


def ends_on_purpose(line: str, following: str, wrap: Wrap) -> bool:
    """Whether the break between two source lines is one that a reader sees."""
    length = len(line.rstrip())
    if length > WIDEST or len(following.rstrip()) > WIDEST or STARTS_ANEW.match(following):
        return True
    if _is_open(line, following):
        return False
    if wrap.width and not (length >= MARGIN and following.lstrip()[:1].islower()):
        fits = length > wrap.width or _with_word(line, following) <= wrap.width
        return fits or (wrap.hangs and _hangs(line, following))
    return (
        length < MARGIN
        or _hangs(line, following)
        or (_set_in(following) >= DEEPER and _set_in(following) not in wrap.places and GOES_ON.search(line) is None)
    )
