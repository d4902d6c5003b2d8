import json
from datetime import timedelta
from typing import Any

from bot.importing.rows import Document, Entry
from bot.schedule.model import Kind, Link, Person
from tests.importing.readers.data_formats import about, berlin, doubts, entries, read_as


def moment(time: str, zone: str = "Europe/Berlin") -> dict[str, str]:
    return {"date": "2026-06-01", "time": f"{time}:00", "tz": zone}


def event(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {
        "_type": "Conference",
        "title": "Joins Day",
        "timezone": "Europe/Berlin",
        "startDate": moment("09:00"),
        "location": "Institute",
        "room": "Hall 2",
        "url": "https://example.org/event/1/",
        "description": "<p>All of joins</p>",
        **fields,
    }


def read(results: object) -> Document:
    return read_as("indico", json.dumps({"_type": "HTTPAPIResult", "count": 1, "results": results}))


JOINS = {
    "_type": "Contribution",
    "title": "Joins",
    "startDate": moment("09:30"),
    "endDate": moment("10:15"),
    "duration": 45.0,
    "room": "Hall 2",
    "track": "Databases",
    "type": "Keynote",
    "description": "Of <b>joins</b>.",
    "speakers": [{"first_name": "Ada", "last_name": "Example", "fullName": "Example, Ada", "affiliation": "Institute"}],
    "folders": [{"title": "Slides", "attachments": [{"title": "joins", "download_url": "https://example.org/j"}]}],
    "url": "https://example.org/c/1",
}
ENTRY = Entry(
    1,
    "Joins",
    start=berlin("2026-06-01T09:30"),
    end=berlin("2026-06-01T10:15"),
    duration=timedelta(minutes=45),
    kind=Kind.KEYNOTE,
    room="Hall 2",
    track="Databases",
    speakers=(Person("Ada Example", "Institute"),),
    abstract="Of joins.",
    links=(Link("website", "https://example.org/c/1"), Link("slides", "https://example.org/j")),
)


def test_contributions_are_entries() -> None:
    document = read([event(contributions=[JOINS])])
    assert entries(document) == [ENTRY]
    assert about(document) == {
        "title": "Joins Day",
        "timezone": "Europe/Berlin",
        "date": "2026-06-01",
        "venue": "Hall 2, Institute",
        "url": "https://example.org/event/1/",
        "description": "All of joins",
    }


def test_session_holds_its_contributions_and_names_its_conveners() -> None:
    session = {
        "title": "Morning",
        "slotTitle": "Part 1",
        "startDate": moment("09:00"),
        "endDate": moment("11:00"),
        "sessionConveners": [{"fullName": "Sample, Bo", "affiliation": ""}],
        "isPoster": False,
        "contributions": [JOINS],
    }
    assert entries(read([event(sessions=[session], contributions=[])])) == [
        Entry(
            1,
            "Morning: Part 1",
            start=berlin("2026-06-01T09:00"),
            end=berlin("2026-06-01T11:00"),
            chairs=(Person("Bo Sample"),),
            talks=(ENTRY,),
        )
    ]


def test_timetable_is_read_by_day() -> None:
    lunch = {"entryType": "Break", "title": "Lunch", "startDate": moment("12:00"), "endDate": moment("13:00")}
    session = {"entryType": "Session", "title": "Morning", "startDate": moment("09:00"), "entries": {"c1": JOINS}}
    document = read({"1": {"20260601": {"b1": lunch, "s1": session}}})
    assert entries(document) == [
        Entry(1, "Lunch", start=berlin("2026-06-01T12:00"), end=berlin("2026-06-01T13:00"), kind=Kind.BREAK),
        Entry(1, "Morning", start=berlin("2026-06-01T09:00"), talks=(ENTRY,)),
    ]


def test_zone_that_is_none_leaves_the_time_to_the_event() -> None:
    given = {"title": "A", "startDate": moment("09:30", "localtime")}
    (entry,) = entries(read([event(contributions=[given])]))
    assert entry.start == berlin("2026-06-01T09:30").replace(tzinfo=None)


def test_event_without_its_sessions_is_told_how_to_export_them() -> None:
    assert doubts(read([event()])) == [
        "x:1: says nothing of the event's sessions; export it with /export/event/….json?detail=sessions"
    ]
