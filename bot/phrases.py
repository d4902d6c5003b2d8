"""Sentences before they meet a reader: text, emphasis, links and moments, each still to be shown in somebody's zone.

`plain` shows a phrase in a terminal; `bot.slack.markup` shows it in Slack. Pure; knows no Slack.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Strong:
    text: str


@dataclass(frozen=True, slots=True)
class Hyperlink:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, in UTC; shown as a time of day, or with its day."""

    at: datetime
    with_day: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """From an instant to another, in UTC; without an end, a start alone."""

    start: datetime
    end: datetime | None = None
    with_day: bool = False


Part = str | Strong | Hyperlink | Moment | Span
Phrase = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Zones:
    """The event's zone, and the reader's where it is known: a channel has many readers, a terminal may have none."""

    event: ZoneInfo
    reader: ZoneInfo | None = None


def day_name(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def event_time(span: Span, zones: Zones) -> str:
    """The span on the event's clock: "14:25–15:15", "Sat 12 Dec 2020, 14:25"."""
    return _clock(span, zones.event, after=None)


def reader_time(span: Span, zones: Zones) -> str | None:
    """The span on the reader's clock, with its weekday where that is another one; None where both clocks agree."""
    if zones.reader is None or _same_clock(span, zones.event, zones.reader):
        return None
    return _clock(Span(span.start, span.end), zones.reader, after=span.start.astimezone(zones.event).date())


@lru_cache(maxsize=5000)
def spoken_time(span: Span, zones: Zones) -> str:
    """Both times where they differ: "14:25 (20:25 for you)"."""
    theirs = reader_time(span, zones)
    return f"{event_time(span, zones)} ({theirs} for you)" if theirs else event_time(span, zones)


def as_span(part: Moment | Span) -> Span:
    return part if isinstance(part, Span) else Span(part.at, None, part.with_day)


def plain(phrase: Phrase, zones: Zones) -> str:
    return "".join(_plain(part, zones) for part in phrase)


def _plain(part: Part, zones: Zones) -> str:
    match part:
        case Strong(text):
            return text
        case Hyperlink(label, url):
            return f"{label}: {url}"
        case Moment() | Span():
            return spoken_time(as_span(part), zones)
        case _:
            return part


def _clock(span: Span, zone: ZoneInfo, after: date | None) -> str:
    start = span.start.astimezone(zone)
    day = f"{day_name(start.date())}, " if span.with_day else ""
    weekday = f"{start:%a} " if after and start.date() != after else ""
    if span.end is None:
        return f"{day}{weekday}{start:%H:%M}"
    end = span.end.astimezone(zone)
    next_day = f"{end:%a} " if end.date() != start.date() else ""
    return f"{day}{weekday}{start:%H:%M}–{next_day}{end:%H:%M}"


def _same_clock(span: Span, event: ZoneInfo, reader: ZoneInfo) -> bool:
    moments = (span.start, span.end or span.start)
    return all(at.astimezone(event).replace(tzinfo=UTC) == at.astimezone(reader).replace(tzinfo=UTC) for at in moments)
