from datetime import UTC, date, datetime, timedelta

import pytest

from bot.importing.rows import Document, Entry
from bot.schedule.model import Kind, Link
from tests.importing.readers.data_formats import about, berlin, doubts, entries, read_as

ZONED = "TZID=Europe/Berlin"


def calendar(*events: str, head: str = "") -> str:
    """A calendar of events given as their lines."""
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\n{head}{body}END:VCALENDAR\n"


def read(*events: str, head: str = "") -> Document:
    return read_as("ical", calendar(*events, head=head))


def starts(*events: str) -> list[object]:
    return [entry.start for entry in entries(read(*events))]


def test_event_is_an_entry_with_all_that_it_says() -> None:
    document = read(
        f"""SUMMARY:Learned query plans\\, revisited
DTSTART;{ZONED}:20260601T093000
DTEND;{ZONED}:20260601T101500
LOCATION:Hall 2
DESCRIPTION:<p>Plans &amp\\; costs.</p><p>And joins.</p>
CATEGORIES:Keynote,Databases
URL:https://example.org/plans
ATTACH:https://example.org/plans-slides.pdf
CONFERENCE;VALUE=URI:https://example.org/live""",
        head="X-WR-CALNAME:Workshop on Plans\nX-WR-CALDESC:All about plans\nX-WR-TIMEZONE:UTC\n",
    )
    assert document == Document(
        (
            Entry(
                5,
                "Learned query plans, revisited",
                start=berlin("2026-06-01T09:30"),
                end=berlin("2026-06-01T10:15"),
                kind=Kind.KEYNOTE,
                room="Hall 2",
                track="Databases",
                abstract="Plans & costs.\nAnd joins.",
                links=(
                    Link("website", "https://example.org/plans"),
                    Link("livestream", "https://example.org/live"),
                    Link("slides", "https://example.org/plans-slides.pdf"),
                ),
            ),
        ),
        document.about,
    )
    assert about(document) == {
        "title": "Workshop on Plans",
        "timezone": "Europe/Berlin",
        "description": "All about plans",
    }


def test_times_in_utc_tell_no_zone_of_the_event() -> None:
    document = read("SUMMARY:A\nDTSTART:20260601T093000Z\nDURATION:PT45M")
    assert entries(document) == [
        Entry(2, "A", start=datetime(2026, 6, 1, 9, 30, tzinfo=UTC), duration=timedelta(minutes=45))
    ]
    assert about(document) == {}


def test_zone_of_the_calendar_is_taken_where_events_name_none() -> None:
    document = read("SUMMARY:A\nDTSTART:20260601T093000Z", head="X-WR-TIMEZONE:America/Toronto\n")
    assert about(document) == {"timezone": "America/Toronto"}


def test_floating_time_is_the_event_s_own() -> None:
    assert starts("SUMMARY:A\nDTSTART:20260601T093000") == [datetime(2026, 6, 1, 9, 30)]  # noqa: DTZ001 - floating


def test_zone_under_its_windows_name_is_known() -> None:
    assert starts("SUMMARY:A\nDTSTART;TZID=W. Europe Standard Time:20260601T093000") == [berlin("2026-06-01T09:30")]


def test_all_day_event_has_a_date_and_no_time() -> None:
    document = read("SUMMARY:Day\nDTSTART;VALUE=DATE:20260601\nDTEND;VALUE=DATE:20260602")
    assert document == Document((Entry(2, "Day", date=date(2026, 6, 1)),))


def test_end_before_the_start_is_left_out() -> None:
    document = read("SUMMARY:A\nDTSTART:20260601T093000Z\nDTEND:20260601T083000Z")
    assert entries(document) == [Entry(2, "A", start=datetime(2026, 6, 1, 9, 30, tzinfo=UTC))]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("", "x:2: DTSTART: 'A': has no start; it is left without a time"),
        ("DTSTART:soon", "x:2: DTSTART: 'A': 'soon' is no date; it is left without a time"),
        ("DTSTART:00010101T000000", "x:2: DTSTART: 'A': '00010101T000000' is no date; it is left without a time"),
        (
            "DTSTART;TZID=Mars/Base:20260601T093000",
            "x:2: DTSTART: 'A': its zone Mars/Base is not known; its time is taken as the event's own",
        ),
        (
            "DTSTART;VALUE=DATE:20260601\nDTEND;VALUE=DATE:20260604",
            "x:2: DTEND: 'A': lasts 3 days; it is taken as a session of the first, without a time",
        ),
        ("STATUS:CANCELLED", "x:2: STATUS: 'A' is cancelled, and left out"),
    ],
    ids=["no start", "no date", "year 1", "unknown zone", "days", "cancelled"],
)
def test_doubtful_event_is_told_by_its_line(event: str, expected: str) -> None:
    assert doubts(read(f"SUMMARY:A\n{event}")) == [expected]


def test_repeated_event_keeps_its_local_time_over_a_change_of_clocks() -> None:
    document = read(
        f"SUMMARY:A\nDTSTART;{ZONED}:20260322T100000\nDTEND;{ZONED}:20260322T110000\nRRULE:FREQ=WEEKLY;COUNT=2"
    )
    assert [(entry.start, entry.end) for entry in entries(document)] == [
        (berlin("2026-03-22T10:00"), berlin("2026-03-22T11:00")),
        (berlin("2026-03-29T10:00"), berlin("2026-03-29T11:00")),
    ]
    assert doubts(document) == []


def test_until_in_utc_is_compared_on_the_event_s_clocks() -> None:
    assert starts(f"SUMMARY:A\nDTSTART;{ZONED}:20260601T233000\nRRULE:FREQ=DAILY;UNTIL=20260602T213000Z") == [
        berlin("2026-06-01T23:30"),
        berlin("2026-06-02T23:30"),
    ]


def test_exceptions_and_additions_are_heeded() -> None:
    event = f"""SUMMARY:A
DTSTART;{ZONED}:20260601T100000
RRULE:FREQ=WEEKLY;COUNT=3
EXDATE;{ZONED}:20260608T100000
RDATE;{ZONED}:20260610T140000"""
    assert starts(event) == [berlin("2026-06-01T10:00"), berlin("2026-06-10T14:00"), berlin("2026-06-15T10:00")]


def test_one_time_of_a_series_is_replaced_or_cancelled() -> None:
    series = f"UID:s\nSUMMARY:Seminar\nDTSTART;{ZONED}:20260601T100000\nRRULE:FREQ=WEEKLY;COUNT=3"
    moved = f"UID:s\nSUMMARY:Joins\nRECURRENCE-ID:20260608T080000Z\nDTSTART;{ZONED}:20260609T100000"
    dropped = (
        f"UID:s\nSUMMARY:Seminar\nSTATUS:CANCELLED\nRECURRENCE-ID;{ZONED}:20260615T100000\nDTSTART:20260615T080000Z"
    )
    document = read(series, moved, dropped)
    assert [(entry.title, entry.start) for entry in entries(document)] == [
        ("Seminar", berlin("2026-06-01T10:00")),
        ("Joins", berlin("2026-06-09T10:00")),
    ]
    assert doubts(document) == ["x:14: STATUS: 'Seminar' is cancelled, and left out"]


def test_endless_series_is_a_year_of_it_and_a_doubt() -> None:
    document = read("SUMMARY:A\nDTSTART:20260601T100000\nRRULE:FREQ=WEEKLY")
    assert len(document.blocks) == 53
    assert doubts(document) == ["x:2: RRULE: 'A' repeats without an end; a year of it is taken: give its rule an UNTIL"]


UNUSUAL = "repeats by an unusual rule; only its first time is taken: write the others as sessions"


@pytest.mark.parametrize(
    ("rule", "times", "problem"),
    [
        ("FREQ=SECONDLY;COUNT=1000000000", 1, UNUSUAL),
        ("FREQ=DAILY;BYSECOND=1,2,3;COUNT=9", 1, UNUSUAL),
        ("FREQ=DAILY;INTERVAL=0", 1, UNUSUAL),
        ("FREQ=DAILY;COUNT=1000000000", 400, "repeats often; 400 times are taken"),
        ("FREQ=DAILY;UNTIL=99991231T000000Z", 400, "repeats often; 400 times are taken"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", 1, None),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 1, UNUSUAL),
    ],
    ids=["secondly", "seconds", "no interval", "too many", "too long", "never", "never by day"],
)  # fmt: skip
def test_hostile_rule_is_bounded(rule: str, times: int, problem: str | None) -> None:
    document = read(f"SUMMARY:A\nDTSTART:20260601T100000\nRRULE:{rule}")
    assert len(document.blocks) == times
    assert doubts(document) == ([f"x:2: RRULE: 'A' {problem}"] if problem else [])


def test_hostile_zone_is_bounded() -> None:
    zone = """BEGIN:VTIMEZONE
TZID:Odd
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
RRULE:FREQ=SECONDLY
END:STANDARD
END:VTIMEZONE
"""
    document = read("SUMMARY:A\nDTSTART;TZID=Odd:20260601T100000", head=zone)
    assert [entry.title for entry in entries(document)] == ["A"]


def test_series_beyond_the_bound_are_their_first_times() -> None:
    document = read(*["SUMMARY:A\nDTSTART:20260601T100000\nRRULE:FREQ=WEEKLY;COUNT=2"] * 102)
    assert len(document.blocks) == 202
    assert doubts(document) == ["x:1: RRULE: more than 100 events repeat; of the others the first time is taken"]
