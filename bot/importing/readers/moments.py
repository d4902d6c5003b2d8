"""What tells in plain text how the rows of a table begin: moments that stand alone, and the names of columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import zones
from bot.importing.values import clocks, days
from bot.importing.values.column_names import column_role
from bot.importing.values.headings import SECTION
from bot.importing.values.words import LABEL

LONGEST_MOMENT, LONGEST_HEAD = 60, 100
"""Characters of a time or day, and of a heading between rows."""


REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
"""What stands behind a day that heads rows ("Friday 20 September (room B8)")."""


def names_columns(cells: Sequence[str]) -> bool:
    """Whether the cells name columns: what stands below, a zone or a day; or the first one that of times."""
    names = [part.strip() for part in cells if part.strip()]
    told = [column_role(name) or zones.is_zone(name) or moment_in(name) == "day" for name in names]
    return len(names) > 1 and (sum(map(bool, told)) * 2 > len(names) or told[0] in {"time", "start"})


def moment_in(text: str) -> str | None:
    """Whether a text tells a time or a day, and hardly anything else."""
    text = text.strip()
    if not text or len(text) > LONGEST_MOMENT:
        return None
    span = next(clocks.spans(text), None) or clocks.span_of_digits(text) or clocks.span_of_hours(text)
    before = text[: span.begin].strip() if span else text
    if span and (not any(map(str.isalpha, before)) or _is_day(before)):
        return "time"
    return "day" if _is_day(text) else None


def leading_span(line: str) -> clocks.Span | None:
    """The time that a line begins with."""
    span = next(clocks.spans(line[:LONGEST_MOMENT]), None)
    return span if span and not line[: span.begin].strip() else None


def _is_day(text: str) -> bool:
    day, weekday = next(days.days_in(text), None), days.WEEKDAY.match(text)
    text = REMARK.sub("", text)
    rest = text[: day.begin] + text[day.stop :] if day else text[weekday.end() :] if weekday else text
    return days.NUMBERED.match(text) is not None or (rest != text and not any(map(str.isalpha, rest)))


def heads_rows(text: str) -> bool:
    """Whether a line without times stands for a row of its own: a day, or a part of the programme."""
    if not text or len(text) > LONGEST_HEAD:
        return False
    return moment_in(text) == "day" or (SECTION.match(text) is not None and LABEL.match(text.lower()) is None)
