import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from bot.importing.rows import Document, Entry
from bot.schedule.model import Kind, Link, Person
from tests.importing.readers.data_formats import about, doubts, entries, read_as

CEST = timezone(timedelta(hours=2))


def read(value: object) -> Document:
    return read_as("pretalx", json.dumps(value))


def talk(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"code": "ABC", "title": "Joins", "submission_type": {"en": "Talk"}, "state": "confirmed", **fields}


def test_schedule_export_is_read() -> None:
    event = {
        "date": "2026-06-01T09:30:00+02:00",
        "start": "09:30",
        "duration": "00:45",
        "room": {"en": "Hall 2"},
        "url": "https://example.org/talk/ABC/",
        "title": "Joins & sorts",
        "subtitle": "",
        "track": None,
        "type": {"de": "Vortrag", "en": "Keynote"},
        "abstract": "",
        "description": "How *joins* work.",
        "persons": [{"public_name": "Ada Example", "biography": "Joins\r\nthings."}],
        "links": [{"title": "Recording", "url": "https://example.org/v"}],
        "attachments": [{"title": "Slides", "url": "/media/joins.pdf"}],
    }
    conference = {
        "title": "Joins Day",
        "start": "2026-06-01",
        "time_zone_name": "Europe/Berlin",
        "days": [{"date": "2026-06-01", "rooms": {"Hall 2": [event]}}],
    }
    document = read({"schedule": {"url": "https://example.org/schedule/", "conference": conference}})
    assert entries(document) == [
        Entry(
            1,
            "Joins & sorts",
            start=datetime(2026, 6, 1, 9, 30, tzinfo=CEST),
            duration=timedelta(minutes=45),
            kind=Kind.KEYNOTE,
            room="Hall 2",
            speakers=(Person("Ada Example", bio="Joins things."),),
            abstract="How *joins* work.",
            links=(Link("website", "https://example.org/talk/ABC/"), Link("recording", "https://example.org/v")),
        )
    ]
    assert about(document) == {
        "title": "Joins Day",
        "timezone": "Europe/Berlin",
        "date": "2026-06-01",
        "url": "https://example.org/schedule/",
    }


def test_schedule_widget_is_read_with_what_stands_beside_its_talks() -> None:
    document = read(
        {
            "talks": [
                {
                    "code": "ABC",
                    "title": "Joins",
                    "abstract": "Of joins.",
                    "speakers": ["ADA"],
                    "track": 3,
                    "room": 7,
                    "start": "2026-06-01T07:30:00Z",
                    "end": "2026-06-01T08:15:00Z",
                    "duration": 45,
                },
                {"title": {"en": "Lunch", "de": "Mittag"}, "start": "2026-06-01T10:00:00Z", "end": None, "room": 7},
            ],
            "rooms": [{"id": 7, "name": {"en": "Hall 2"}}],
            "tracks": [{"id": 3, "name": {"en": "Databases"}}],
            "speakers": [{"code": "ADA", "name": "Ada Example"}],
            "timezone": "Europe/Berlin",
            "event_start": "2026-06-01",
        }
    )
    assert entries(document) == [
        Entry(
            1,
            "Joins",
            start=datetime(2026, 6, 1, 7, 30, tzinfo=UTC),
            end=datetime(2026, 6, 1, 8, 15, tzinfo=UTC),
            duration=timedelta(minutes=45),
            room="Hall 2",
            track="Databases",
            speakers=(Person("Ada Example"),),
            abstract="Of joins.",
        ),
        Entry(1, "Lunch", start=datetime(2026, 6, 1, 10, tzinfo=UTC), room="Hall 2"),
    ]
    assert about(document) == {"timezone": "Europe/Berlin", "date": "2026-06-01"}


def test_talk_of_the_older_interface_has_one_slot() -> None:
    slot = {"start": "2026-06-01T09:30:00+02:00", "end": "2026-06-01T10:15:00+02:00", "room": {"en": "Hall 2"}}
    speakers = [{"code": "ADA", "name": "Ada Example", "biography": None}]
    document = read({"count": 1, "next": None, "results": [talk(slot=slot, speakers=speakers, duration=45)]})
    assert document == Document(
        (
            Entry(
                1,
                "Joins",
                start=datetime(2026, 6, 1, 9, 30, tzinfo=CEST),
                end=datetime(2026, 6, 1, 10, 15, tzinfo=CEST),
                duration=timedelta(minutes=45),
                kind=Kind.TALK,
                room="Hall 2",
                speakers=(Person("Ada Example"),),
            ),
        )
    )


def test_submission_is_an_entry_for_each_of_its_slots() -> None:
    slots = [{"start": f"2026-06-0{day}T07:30:00Z", "room": {"id": 7, "name": {"en": "Hall 2"}}} for day in (1, 2)]
    document = read([talk(slots=slots, submission_type=4, track={"id": 3, "name": {"en": "Databases"}})])
    assert [(entry.start, entry.room, entry.track, entry.kind) for entry in entries(document)] == [
        (datetime(2026, 6, day, 7, 30, tzinfo=UTC), "Hall 2", "Databases", None) for day in (1, 2)
    ]


def test_slots_without_a_submission_are_breaks() -> None:
    document = read(
        {
            "slots": [
                {"submission": talk(), "room": 7, "start": "2026-06-01T07:30:00Z", "end": None},
                {"submission": None, "description": {"en": "Coffee"}, "start": "2026-06-01T08:30:00Z"},
            ]
        }
    )
    assert [(entry.title, entry.kind, entry.room) for entry in entries(document)] == [
        ("Joins", Kind.TALK, None),
        ("Coffee", Kind.BREAK, None),
    ]


def test_what_a_page_of_results_leaves_out_is_told() -> None:
    next_page = "https://example.org/api/events/joins/submissions/?page=2"
    document = read({"count": 80, "next": next_page, "results": [talk(slots=[17]), talk(state="withdrawn")]})
    assert [(entry.title, entry.start) for entry in entries(document)] == [("Joins", None)]
    assert doubts(document) == [
        "x:1: next: holds 2 of 80 results; ask for all of them with ?limit=80, and import that",
        "x:1: slots: 'Joins' has a slot without its time; ask for it with ?expand=slots,slots.room,speakers,track",
        "x:1: 'Joins' is withdrawn, and left out",
    ]
