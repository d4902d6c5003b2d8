"""Days that a page shows as labels of tabs: one below the other, or in one line, above the entries of all of them.

Times tell where the entries of each day begin, as they begin anew there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.importing.values import clocks, days
from bot.importing.values.clocks import Span
from bot.importing.values.headings import is_no_session

OPENING = re.compile(r"\W*(?:\d{1,2}\.\s+)?")
"""What may stand before the time of an entry."""
GLUED = re.compile(r"(?<=\d)(?=[A-ZÀ-Þ][a-zà-ÿ])")
LONGEST, NEAREST, FEWEST = 60, 3, 2
BACK = 2 * clocks.HOUR
"""How far times run back at least where the next day begins."""


class _Labels(NamedTuple):
    """The labels of days that stand together, and the numbers of their lines."""

    texts: list[str]
    lines: range


def headed(lines: Sequence[str], numbers: Sequence[int]) -> tuple[list[str], tuple[int, ...]]:
    """The lines with each day above its entries, and of which line of the source each is (`()`: as they stand)."""
    moved = dict(_moved(lines))
    if not moved:
        return list(lines), tuple(numbers)
    found: list[tuple[str, int]] = []
    for number, line in enumerate(lines):
        texts = moved.get(number, (line,))
        found.extend((text, numbers[number] if numbers else number + 1) for text in texts)
    return [text for text, _ in found], tuple(number for _, number in found)


def _moved(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """What stands in place of the labels, and of the lines that the entries of their days begin with."""
    stacks = [stack for stack in _stacks(lines) if len(stack.texts) >= FEWEST]
    starts = list(_starts(lines)) if stacks else []
    for stack in stacks:
        below = [start for start in starts if start[0] >= stack.lines.stop]
        again = [two for (_, one), (two, later) in pairwise(below) if later < one - BACK]
        near = bool(below) and sum(1 for line in lines[stack.lines.stop : below[0][0]] if line.strip()) < NEAREST
        if near and len(again) in {0, len(stack.texts) - 1}:
            yield from ((number, ()) for number in stack.lines)
            firsts = (below[0][0], *again)
            yield from ((first, (text, lines[first])) for first, text in zip(firsts, stack.texts, strict=False))
            return


def _stacks(lines: Sequence[str]) -> Iterator[_Labels]:
    texts: list[str] = []
    first = last = 0
    for number, line in enumerate((*lines, "end")):
        labels = list(_labels(line))
        if labels and not texts:
            first = number
        if labels:
            texts, last = [*texts, *labels], number
        elif line.strip() and texts:
            yield _Labels(texts, range(first, last + 1))
            texts = []


def _labels(line: str) -> Iterator[str]:
    """The labels of a line that says nothing but days, each with its weekday or its number."""
    line = GLUED.sub(" ", line) if len(line.strip()) <= LONGEST * FEWEST else ""
    told = list(days.days_in(line))
    ends = [0, *(day.stop for day in told)]
    texts = [line[one:two].strip() for one, two in pairwise(ends)]
    named = all(day.weekday is not None or days.NUMBERED.match(text) for day, text in zip(told, texts, strict=True))
    rest = line[ends[-1] :].strip(" )].")
    if told and named and not rest and max(map(len, texts)) <= LONGEST and not is_no_session(line):
        yield from (f"{text})" if text.count("(") > text.count(")") else text.lstrip(" )") for text in texts)


def _starts(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The lines that open with a time, and its minutes, where the page tells mornings from afternoons."""
    spans = ((number, next(clocks.spans(line), None)) for number, line in enumerate(lines) if line.strip())
    told = [(number, span) for number, span in spans if span and OPENING.fullmatch(lines[number], 0, span.begin)]
    if any(span.start and span.start.is_sure for _, span in told):
        yield from ((number, _minutes(span)) for number, span in told)


def _minutes(span: Span) -> int:
    start, end = span.start, span.end
    if start is None:
        return 0
    later = start.minutes + clocks.NOON
    shared = start.half is None and end is not None and end.half == "pm" and later <= end.minutes
    return later if shared else start.minutes
