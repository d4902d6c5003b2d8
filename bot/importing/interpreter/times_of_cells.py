"""What the cells of a table say of time, each for itself and those of a row together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.importing.interpreter.columns import ISO_MOMENT
from bot.importing.interpreter.times_of_lines import ZONE_WORDS, When, may_be_zones_apart, when_of
from bot.importing.rows import Cell, Line, Run
from bot.importing.values import clocks


def said_in(cell: Cell, role: str) -> When | None:
    """What a cell of a column of times, days or lengths says; nothing where that is no moment."""
    length = next((line for line in cell.lines[1:] if clocks.is_duration(line.text)), None)
    told = _without_other_zones([line for line in cell.lines if line is not length])
    line = _one_line(told) if len(told) > 1 else told[0]
    text = line.text
    if match := ISO_MOMENT.fullmatch(text):
        return When(Line((), line.line, moment=match[0].strip()))
    if digits := clocks.span_of_digits(text) or (clocks.span_of_hours(text) if role == "time" else None):
        return When(Line((), line.line), digits)
    if role == "duration" or clocks.is_duration(text):
        minutes = clocks.length_of(text)
        return When(Line((), line.line), clocks.Span(None, None, minutes)) if minutes else None
    when = when_of(line)
    if when is None and line.moment:
        return When(Line((), line.line, moment=line.moment, moment_end=line.moment_end))
    if length and when and when.span and when.span.start and not when.span.end:
        when = when._replace(span=replace(when.span, duration=clocks.length_of(length.text)))
    return when if when and (when.leads or role == "date") else None


def merged(first: When, second: When, role: str) -> When:
    """What two columns say together: a day and a time, a start and an end."""
    rest = second.rest if second.rest.moment and not first.rest.moment else first.rest
    span = first.span
    if role == "end" and second.rest.moment:
        return first._replace(rest=replace(first.rest, moment_end=second.rest.moment))
    if span is None:
        span = second.span
    elif span.start is None and second.span and second.span.start:
        span = replace(second.span, duration=span.duration)
    elif role == "end" and second.span and second.span.start and span.end is None:
        span = replace(span, end=second.span.start)
    elif second.span and second.span.duration and span.end is None:
        span = replace(span, duration=second.span.duration)
    return first._replace(
        rest=rest, span=span, day=first.day or second.day, zone=first.zone or second.zone,
        weekday=first.weekday if first.weekday is not None else second.weekday,
    )  # fmt: skip


def _without_other_zones(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a cell but for those that tell the time of the first again for another zone."""
    first = when_of(lines[0]) if len(lines) > 1 else None
    if not first or not first.span or first.rest.text:
        return lines
    zone = ZONE_WORDS.search(lines[0].text)
    return [line for line in lines if line is lines[0] or not _tells_again(first.span, line, zone[0] if zone else "")]


def _tells_again(first: clocks.Span, line: Line, zone: str) -> bool:
    when, other = when_of(line), ZONE_WORDS.search(line.text)
    if not when or not when.span or when.rest.text:
        return False
    return (other is not None and other[0] != zone) or bool(first.end and may_be_zones_apart(first, when.span))


def _one_line(lines: Sequence[Line]) -> Line:
    """Several lines as one, so that a range broken over two lines is one range."""
    runs: list[Run] = []
    for number, line in enumerate(lines):
        runs.extend([Run(" ")] if number else [])
        runs.extend(line.runs)
    return lines[0].of(*runs)
