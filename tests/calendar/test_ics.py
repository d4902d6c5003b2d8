"""The text of calendars: whole files as they are written, and what a real parser reads in them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Timezone

from bot.calendar.event import Event
from bot.calendar.ics import UNWRITABLE, Entry, calendar_text
from bot.calendar.revision import withdrawn
from bot.calendar.zone import zone_component
from bot.store.revisions import Revision

MINUTE = timedelta(minutes=1)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
TOKYO = ZoneInfo("Asia/Tokyo")
START = datetime(2026, 12, 4, 8, 15, tzinfo=UTC)
EVENT = Event(
    "good-timing",
    "clocks",
    "Clocks, That; Agree",
    TOKYO,
    date(2026, 12, 4),
    START,
    START + timedelta(minutes=45),
    "Hall 1, Old Town",
    "Speakers: Ada\n\nAll about clocks.",
    "https://example.org/clocks",
    ("keynote", "Time"),
)


def revision(event: Event, sequence: int = 0, *, cancelled: bool = False) -> Revision:
    shown = (event.title, event.location, event.day, event.start, event.end)
    return Revision(event.schedule_id, event.session_id, event.fingerprint, sequence, NOW, cancelled, *shown)


def entry(event: Event, *alarms: int) -> Entry:
    return Entry(event, revision(event), alarms)


def written(*entries: Entry) -> str:
    """The calendar, its lines ended as in a Python text."""
    text = calendar_text("My talks", entries)
    assert text.count("\n") == text.count("\r\n")
    return text.replace("\r\n", "\n")


def lines(*entries: Entry) -> list[str]:
    return written(*entries).splitlines()


def values(shown: Event) -> dict[str, object]:
    """The one event of its calendar as a real parser reads it: each property's value, moments in UTC."""
    (read,) = Calendar.from_ical(calendar_text("My talks", [entry(shown, 10)])).walk("VEVENT")
    assert read.errors == []
    found = {name: getattr(value, "dt", value) for name, value in read.items()}
    return {name: value.astimezone(UTC) if isinstance(value, datetime) else value for name, value in found.items()}


CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Usher//Workshop schedules//EN
NAME:My talks
X-WR-CALNAME:My talks
REFRESH-INTERVAL;VALUE=DURATION:PT15M
X-PUBLISHED-TTL:PT15M
BEGIN:VTIMEZONE
TZID:Asia/Tokyo
BEGIN:STANDARD
DTSTART:20251202T090000
TZNAME:JST
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Clocks\\, That\\; Agree
DTSTART;TZID=Asia/Tokyo:20261204T171500
DTEND;TZID=Asia/Tokyo:20261204T180000
DTSTAMP:20261120T120000Z
UID:clocks/good-timing@schedules.usher
SEQUENCE:3
CATEGORIES:keynote,Time
DESCRIPTION:Speakers: Ada\\n\\nAll about clocks.
LAST-MODIFIED:20261120T120000Z
LOCATION:Hall 1\\, Old Town
STATUS:CONFIRMED
URL:https://example.org/clocks
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Clocks\\, That\\; Agree
TRIGGER:-PT30M
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Clocks\\, That\\; Agree
TRIGGER:-PT5M
END:VALARM
END:VEVENT
END:VCALENDAR
"""
CANCELLED = """\
BEGIN:VEVENT
SUMMARY:Clocks\\, That\\; Agree
DTSTART;TZID=Asia/Tokyo:20261204T171500
DTEND;TZID=Asia/Tokyo:20261204T180000
DTSTAMP:20261120T120000Z
UID:clocks/good-timing@schedules.usher
SEQUENCE:4
LAST-MODIFIED:20261120T120000Z
LOCATION:Hall 1\\, Old Town
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
"""


def test_calendar_of_a_session_with_alarms() -> None:
    assert written(Entry(EVENT, revision(EVENT, 3), (5, 30))) == CALENDAR


def test_withdrawn_session_is_crossed_out_without_alarms() -> None:
    kept = revision(EVENT, 4, cancelled=True)
    shown = written(Entry(withdrawn(kept, TOKYO), kept, (10,)))
    assert shown[shown.index("BEGIN:VEVENT") :] == CANCELLED


def test_session_without_a_time_lasts_all_day_and_blocks_none_of_it() -> None:
    found = values(replace(EVENT, start=None, end=None))
    assert (found["DTSTART"], found["DTEND"], found["TRANSP"]) == (EVENT.day, date(2026, 12, 5), "TRANSPARENT")
    assert "BEGIN:VALARM" not in lines(entry(replace(EVENT, start=None, end=None), 10))


def test_session_without_an_end_is_given_none() -> None:
    found = values(replace(EVENT, end=None))
    assert (found["DTSTART"], "DTEND" in found) == (START, False)


def test_zone_is_told_around_all_dates_of_its_events() -> None:
    early = replace(EVENT, zone=BERLIN, day=date(2026, 7, 1), start=START - timedelta(days=156))
    late = replace(EVENT, zone=BERLIN, session_id="late")
    shown = lines(entry(EVENT), entry(late), entry(early), entry(replace(EVENT, zone=ZoneInfo("UTC"))))
    assert [line for line in shown if line.startswith("TZID:")] == ["TZID:Asia/Tokyo", "TZID:Europe/Berlin"]
    changes = [
        line for line in shown[shown.index("TZID:Europe/Berlin") :] if line.startswith("DTSTART:") and line[-1] != "Z"
    ]
    assert changes == [
        "DTSTART:20250629T020000",
        "DTSTART:20251026T030000",
        "DTSTART:20260329T020000",
        "DTSTART:20261025T030000",
        "DTSTART:20270328T020000",
        "DTSTART:20271031T030000",
    ]


def test_hour_that_a_zone_has_twice_is_told_apart() -> None:
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    night = replace(EVENT, zone=BERLIN, day=date(2026, 10, 25), start=first, end=second)
    assert [line for line in lines(entry(night)) if line.startswith(("DTSTART;", "DTEND"))] == [
        "DTSTART;TZID=Europe/Berlin:20261025T023000",
        "DTEND:20261025T013000Z",
    ]
    assert (values(night)["DTSTART"], values(night)["DTEND"]) == (first, second)


ZONES = st.sampled_from(
    ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "Europe/Dublin")
).map(ZoneInfo)
CHANGES = st.sampled_from(("2026-03-28", "2026-10-24", "2026-11-01", "2026-04-04", "2027-02-06"))
NIGHTS = st.builds(
    lambda night, minutes: datetime.fromisoformat(f"{night}T12:00Z") + minutes * MINUTE, CHANGES, st.integers(0, 1500)
)
TIMES = NIGHTS | st.integers(-600_000_000, 6_900_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@settings(deadline=None)  # two cores may be busy
@given(TIMES, ZONES, st.integers(1, 5000))
def test_moments_are_read_as_they_were_and_the_zone_is_told_right(at: datetime, zone: ZoneInfo, minutes: int) -> None:
    end = at + minutes * MINUTE
    shown = replace(EVENT, zone=zone, day=at.astimezone(zone).date(), start=at, end=end)
    assert (values(shown)["DTSTART"], values(shown)["DTEND"]) == (at, end)
    told = definition(zone, at.date(), end.date())
    assert [offset(told, each) for each in (at, end)] == [each.astimezone(zone).utcoffset() for each in (at, end)]


def definition(zone: ZoneInfo, first: date, last: date) -> list[tuple[datetime, timedelta]]:
    """A VTIMEZONE by the letter of RFC 5545: from which instant on its clocks show which offset."""
    text = zone_component(zone, first, last).to_ical()
    told = Timezone.from_ical(text).subcomponents
    since = (part["DTSTART"].dt.replace(tzinfo=UTC) - part["TZOFFSETFROM"].td for part in told)
    return [(at, part["TZOFFSETTO"].td) for at, part in zip(since, told, strict=True)]


def offset(told: list[tuple[datetime, timedelta]], moment: datetime) -> timedelta:
    return max((since, offset) for since, offset in told if since <= moment)[1]


TEXTS = st.text(max_size=300) | st.text(',;:\\\n\r"^ \u2028é😀👩‍🚀', max_size=300) | st.just("Long title 😀 " * 80)


@settings(deadline=None)  # two cores may be busy
@given(TEXTS, TEXTS, TEXTS)
@example("x" * 1000, "a,b;c\\d", "BEGIN:VALARM\r\nEND:VEVENT\n\tDTSTART:x")
def test_texts_are_read_as_they_were(title: str, place: str, description: str) -> None:
    shown = replace(EVENT, title=title, location=place, description=description, categories=(title,))
    found = values(shown)
    assert [found.get(name, "") for name in ("SUMMARY", "LOCATION", "DESCRIPTION")] == [
        seen(text) for text in (title, place, description)
    ]
    assert found["UID"] == "clocks/good-timing@schedules.usher"
    assert all(len(line.encode()) <= 75 for line in lines(entry(shown)))


def seen(text: str) -> str:
    """A text as far as a calendar can hold it: with its own line ends, and spaces for other control characters."""
    return UNWRITABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
