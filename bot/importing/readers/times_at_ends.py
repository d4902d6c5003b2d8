"""Lines of plain text that end with the time of an entry, which a page set apart from its title: parted from it.

That the times follow one another, and that few lines begin with one, tells them from those of sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.importing.readers.moments import leading_span
from bot.importing.values import clocks
from bot.importing.values.days import days_in
from bot.importing.values.headings import is_no_session
from bot.importing.values.words import COLUMN

CLOCK = r"\d{1,2}\s?[:.h]\s?[0-5]\d(?:\s?[ap]\.?m\.?)?"
AT_END = re.compile(
    rf"(?:(?<=[^\W\d_]|[)!?'\"\u201d\u2019])\s?|(?<=\w)\s)_{{0,2}}(?P<time>{CLOCK}\s?[\u2010-\u2015-]+\s?{CLOCK})\s*\Z",
    re.IGNORECASE,
)
FEWEST, LONGEST = 3, 250


def parted(lines: Sequence[str]) -> list[str]:
    """The lines, those parted that end with the time of an entry."""
    ends = {number: match for number, line in enumerate(lines) if (match := _at_end(line))}
    if len(ends) < FEWEST or not _rise([match["time"] for match in ends.values()]) or _begin_too(lines, len(ends)):
        return list(lines)
    return [_with_mark(line, ends.get(number)) for number, line in enumerate(lines)]


def _at_end(line: str) -> re.Match[str] | None:
    """The time that a line ends with behind words that tell no day and no deadline."""
    if not line or len(line) > LONGEST or "\t" in line or line.startswith("|") or not any(map(str.isdigit, line[-8:])):
        return None
    match = AT_END.search(line)
    before = line[: match.start()] if match else ""
    told = any(map(str.isalpha, before)) and not (
        any(days_in(before)) or any(clocks.spans(before)) or is_no_session(line)
    )
    return match if told else None


def _rise(times: Sequence[str]) -> bool:
    """Whether the times follow one another, but for noon and a new day."""
    spans = [span for time in times for span in clocks.spans(time)]
    starts = [span.start.minutes % clocks.NOON for span in spans if span.start]
    falls = sum(one > two for one, two in pairwise(starts))
    return len(starts) == len(times) and falls * FEWEST <= len(times)


def _begin_too(lines: Sequence[str], ends: int) -> bool:
    """Whether not far fewer lines begin with a time than end with one."""
    begins = sum(leading_span(line) is not None for line in lines)
    return begins * 2 > ends


def _with_mark(line: str, end: re.Match[str] | None) -> str:
    return f"{line[: end.start()].rstrip()} {COLUMN} {end['time']}" if end else line
