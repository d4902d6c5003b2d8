"""Moments and spans on the event's clock and the reader's, and phrases in a terminal."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.phrases import (
    Hyperlink,
    Moment,
    Span,
    Strong,
    Zones,
    as_span,
    day_name,
    event_time,
    plain,
    reader_time,
    spoken_time,
)

LOS_ANGELES = "America/Los_Angeles"


def zones(event: str, reader: str | None) -> Zones:
    return Zones(ZoneInfo(event), ZoneInfo(reader) if reader else None)


def span(text: str, *, with_day: bool = False) -> Span:
    """A span of UTC times, `2020-12-12 22:25` or `2020-12-12 22:25/2020-12-12 23:15`."""
    start, _, end = text.partition("/")
    return Span(utc(start), utc(end) if end else None, with_day)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


AFTERNOON = "2020-12-12 22:25/2020-12-12 23:15"


@pytest.mark.parametrize(
    ("text", "event", "reader", "theirs", "spoken"),
    [
        (AFTERNOON, LOS_ANGELES, None, None, "14:25–15:15"),
        (AFTERNOON, LOS_ANGELES, LOS_ANGELES, None, "14:25–15:15"),
        (AFTERNOON, LOS_ANGELES, "America/Vancouver", None, "14:25–15:15"),
        (AFTERNOON, LOS_ANGELES, "America/New_York", "17:25–18:15", "14:25–15:15 (17:25–18:15 for you)"),
        ("2020-12-12 22:25", LOS_ANGELES, "America/New_York", "17:25", "14:25 (17:25 for you)"),
        (AFTERNOON, LOS_ANGELES, "Asia/Kolkata", "Sun 03:55–04:45", "14:25–15:15 (Sun 03:55–04:45 for you)"),
        (AFTERNOON, "Asia/Kathmandu", "Asia/Kolkata", "03:55–04:45", "04:10–05:00 (03:55–04:45 for you)"),
        (AFTERNOON, LOS_ANGELES, "Europe/Berlin", "23:25–Sun 00:15", "14:25–15:15 (23:25–Sun 00:15 for you)"),
        ("2020-12-13 07:30/2020-12-13 08:30", LOS_ANGELES, None, None, "23:30–Sun 00:30"),
        (
            "2020-12-13 07:30/2020-12-13 08:30",
            LOS_ANGELES,
            "America/New_York",
            "Sun 02:30–03:30",
            "23:30–Sun 00:30 (Sun 02:30–03:30 for you)",
        ),
        ("2020-12-13 01:00", "Asia/Tokyo", LOS_ANGELES, "Sat 17:00", "10:00 (Sat 17:00 for you)"),
        # Berlin has changed its clocks, New York not yet; then both.
        ("2024-10-28 13:00", "Europe/Berlin", "America/New_York", "09:00", "14:00 (09:00 for you)"),
        ("2024-11-04 13:00", "Europe/Berlin", "America/New_York", "08:00", "14:00 (08:00 for you)"),
        # The reader's clocks change while the session lasts: both agree at its start only.
        (
            "2024-03-10 07:30/2024-03-10 08:30",
            "America/Chicago",
            "America/Regina",
            "01:30–02:30",
            "01:30–03:30 (01:30–02:30 for you)",
        ),
        ("2025-11-02 05:30/2025-11-02 07:30", "America/New_York", None, None, "01:30–02:30"),
    ],
)
def test_times_of_a_span(text: str, event: str, reader: str | None, theirs: str | None, spoken: str) -> None:
    told = zones(event, reader)
    assert (reader_time(span(text), told), spoken_time(span(text), told)) == (theirs, spoken)


def test_day_is_told_on_the_events_clock() -> None:
    told = zones(LOS_ANGELES, "Asia/Kolkata")
    assert event_time(span(AFTERNOON, with_day=True), told) == "Sat 12 Dec 2020, 14:25–15:15"
    assert spoken_time(span(AFTERNOON, with_day=True), told) == (
        "Sat 12 Dec 2020, 14:25–15:15 (Sun 03:55–04:45 for you)"
    )


def test_day_name_has_no_leading_zero() -> None:
    assert day_name(date(2024, 5, 1)) == "Wed 1 May 2024"


def test_moment_is_a_span_without_an_end() -> None:
    at = utc("2020-12-12 22:25")
    assert (as_span(Moment(at, with_day=True)), as_span(Span(at, at))) == (Span(at, None, with_day=True), Span(at, at))


def test_phrase_in_a_terminal() -> None:
    phrase = (Moment(utc("2020-12-12 22:25")), " ", Strong("A & B"), " – ", Hyperlink("slides", "https://a.b"))
    assert plain(phrase, zones(LOS_ANGELES, "Europe/Berlin")) == "14:25 (23:25 for you) A & B – slides: https://a.b"


def test_empty_phrase() -> None:
    assert plain((), zones("UTC", None)) == ""
