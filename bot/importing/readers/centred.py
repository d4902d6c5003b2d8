"""Rows of aligned text whose times stand beside the middle of what they are of, as many lines above as below.

What tells them from rows that begin with their times: a break, of which nothing is told further, has no lines below;
and what is set in as if it were listed goes on with the line above it, and ends above one that is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple


class Timed(NamedTuple):
    """A row's time: how many lines of the row may stand above and below it, up to the next times or a break."""

    above: int
    below: int
    joined: bool
    """Whether the lines below it reach up to the next time, so that they may be of the row below."""
    is_break: bool
    is_short: bool
    """Whether mostly no more is told of what it is of than its name."""
    goes_on: bool
    """Whether it seems to go on with the line above."""

    def odd(self, over: int, under: int) -> bool:
        return (self.is_break and over + under > 0) or (self.goes_on and over == 0)


class _Way(NamedTuple):
    """How the rows from one on are read: how odd, how rare, and how many lines stand above the time of the next."""

    odd: int = 0
    rare: int = 0
    after: int = 0


def lines_above(rows: Sequence[Timed]) -> list[int]:
    """How many lines of each row stand above its time; none for any where that is not how the rows are written."""
    told = any(row.odd(0, row.below) for row in rows)
    ways: list[dict[int, _Way]] = [{0: _Way()}]
    for row, following in zip(reversed(rows) if told else (), (None, *reversed(rows)), strict=False):
        ways.append(dict(_ways(row, following, ways[-1])))
    first = ways[-1].get(rows[0].above)
    if not told or first is None or first.odd:
        return [0] * len(rows)
    found = [rows[0].above]
    for each in ways[:1:-1]:
        found.append(each[found[-1]].after)
    return found


def _ways(row: Timed, following: Timed | None, below: Mapping[int, _Way]) -> Iterator[tuple[int, _Way]]:
    """The best way to read a row and those below it, by how many lines stand above its time: as many as below it."""
    for over in range(row.above + 1):
        found: list[_Way] = []
        for under in (over, over + 1):
            left = row.below - under if following and row.joined else following.above if following else 0
            whole = under == row.below or (following is not None and row.joined)
            if under <= row.below and whole and (rest := below.get(left)):
                rare = rest.rare + (row.is_short and over + under > 0)
                found.append(_Way(rest.odd + row.odd(over, under), rare, left))
        if found:
            yield over, min(found)
