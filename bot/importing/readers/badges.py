"""Days that a page shows in boxes, month and number on lines of their own: one line each, above its entry.

Where a line of the entry tells the day again, in full and perhaps with the hour, that line stands there instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from bot.importing.values import clocks, days
from bot.importing.values.days import DIGIT, Day
from bot.importing.values.words import ROOM

PART = re.compile(r"\s*(?:[^\W\d_]{2,10}|\d{1,2}|20\d\d)[.,]?\s*")
MOST, FEWEST, NEAR, LONGEST = 4, 3, 6, 20
"""Lines of one day; days of a page; how many lines below one its entry tells it again; and characters of a link."""


class _Badge(NamedTuple):
    """The places of the lines that show a day, and that day."""

    places: tuple[int, ...]
    text: str
    day: Day


def gathered(lines: Sequence[str], numbers: Sequence[int]) -> tuple[list[str], tuple[int, ...]]:
    """The lines with each day on one line, and of which line of the source each is (`()`: as they stand)."""
    badges = list(_badges(lines))
    if len(badges) < FEWEST:
        return list(lines), tuple(numbers)
    bounds = (*(badge.places[0] for badge in badges[1:]), len(lines))
    again = [_told_again(lines, badge, end) for badge, end in zip(badges, bounds, strict=True)]
    again = again if sum(each is not None for each in again) * 2 > len(again) else [None for _ in again]
    left_out = {place for badge in badges for place in badge.places[1:]} | set(again)
    ended = _ends(lines, bounds[:-1])
    told = {badge.places[0]: _in_full(lines, badge, place) for badge, place in zip(badges, again, strict=True)}
    found: list[tuple[str, int]] = []
    for place, line in enumerate(lines):
        texts = ("", told[place]) if place in told else () if place in left_out else (line,)
        texts = ("",) if line.strip() in ended else texts
        found.extend((text, numbers[place] if numbers else place + 1) for text in texts)
    return [text for text, _ in found], tuple(number for _, number in found)


def _ends(lines: Sequence[str], bounds: Sequence[int]) -> frozenset[str]:
    """What most entries end with, above the next day: a link to more of each ("Read more")."""
    above = (next(filter(None, map(str.strip, lines[bound - 1 :: -1])), "") for bound in bounds[1:])
    counts = Counter(above)
    mostly = [text for text, count in counts.items() if count * 2 > counts.total() and len(text) <= LONGEST]
    return frozenset(text for text in mostly if text[1:].islower() and not (DIGIT.search(text) or ROOM.search(text)))


def _badges(lines: Sequence[str]) -> Iterator[_Badge]:
    """Each run of lines of a word or a number that are one day together, and no day alone."""
    told = [place for place, line in enumerate(lines) if line.strip()]
    first = 0
    while first < len(told):
        parts = list(takewhile(lambda place: PART.fullmatch(lines[place]), told[first : first + MOST]))
        found = next((badge for count in range(len(parts), 1, -1) if (badge := _badge(lines, parts[:count]))), None)
        if found:
            yield found
        first += len(found.places) if found else 1


def _badge(lines: Sequence[str], places: Sequence[int]) -> _Badge | None:
    text = " ".join(lines[place].strip() for place in places)
    day = next(days.days_in(text), None) if any(map(str.isdigit, text)) else None
    whole = day is not None and day.begin == 0 and day.stop == len(text.rstrip(".,"))
    return _Badge(tuple(places), text, day) if whole and day else None


def _told_again(lines: Sequence[str], badge: _Badge, end: int) -> int | None:
    """The line closely below that begins with the day, or only tells the hour."""
    below = (place for place in range(badge.places[-1] + 1, end) if lines[place].strip())
    for place in islice(below, NEAR):
        line = lines[place].strip()
        day, span = next(days.days_in(line), None), next(clocks.spans(line), None)
        if day and day.begin == 0 and (day.month, day.day) == (badge.day.month, badge.day.day):
            return place
        if span and span.begin == 0 and span.stop == len(line):
            return place
    return None


def _in_full(lines: Sequence[str], badge: _Badge, again: int | None) -> str:
    if again is None:
        return badge.text
    line = lines[again].strip()
    return line if any(days.days_in(line)) else f"{badge.text}, {line}"
