"""Lines of plain text that are counted before their days ("1. 8/28, …"): without the numbers, which are of the list.

That they count on from line to line tells them from the numbers of days.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.importing.values import days

NUMBER = re.compile(
    r"\s*(?:(?:#|no\.?|nr\.?|n[°º])\s?)?[(\[]?(?P<number>\d{1,3})(?:[.)\]:]{1,2}\s+|\s{2,})(?=[^\W_])", re.IGNORECASE
)
FEWEST, MOSTLY, NEAR = 3, 0.8, 2
"""Lines that count on, their share of those that begin with a number and a day, and what may stand before that."""


def uncounted(lines: Sequence[str]) -> list[str]:
    """The lines, without the numbers before days where these count on, forwards or backwards."""
    numbers = {at: match for at, line in enumerate(lines) if (match := NUMBER.match(line)) and _tells_day(line, match)}
    counts = [int(match["number"]) for match in numbers.values()]
    steps = [two - one for one, two in pairwise(counts)]
    counted = max(steps.count(1), steps.count(-1)) + 1
    if counted < max(FEWEST, MOSTLY * len(counts)):
        return list(lines)
    return [line[numbers[at].end() :] if at in numbers else line for at, line in enumerate(lines)]


def _tells_day(line: str, number: re.Match[str]) -> bool:
    """Whether a day stands right behind a number."""
    day = next(days.days_in(line[number.end() :]), None)
    return day is not None and day.begin <= NEAR
