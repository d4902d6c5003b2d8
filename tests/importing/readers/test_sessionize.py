import json
from datetime import datetime
from typing import Any

from bot.importing.rows import Document, Entry
from bot.schedule.model import Kind, Link, Person
from tests.importing.readers.data_formats import entries, read_as


def read(value: object) -> Document:
    return read_as("sessionize", json.dumps(value))


def session(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {
        "id": "1",
        "title": "Joins",
        "description": "Of joins.\r\n\r\nAnd sorts.",
        "startsAt": "2026-06-01T09:30:00",
        "endsAt": "2026-06-01T10:15:00",
        "isServiceSession": False,
        "isPlenumSession": False,
        "liveUrl": "https://example.org/live",
        "recordingUrl": None,
        **fields,
    }


def local(hour: int, minute: int) -> datetime:
    return datetime(2026, 6, 1, hour, minute)  # noqa: DTZ001 - the event's own


JOINS = Entry(
    1,
    "Joins",
    start=local(9, 30),
    end=local(10, 15),
    kind=Kind.TUTORIAL,
    room="Hall 2",
    track="Databases",
    speakers=(Person("Ada Example", bio="Joins things."),),
    abstract="Of joins.\nAnd sorts.",
    links=(Link("livestream", "https://example.org/live"),),
)


def test_view_all_is_read_with_what_stands_beside_its_sessions() -> None:
    document = read(
        {
            "sessions": [
                session(speakers=["s1"], categoryItems=[11, 12, 99], roomId=7),
                session(id="2", title="Registration", isServiceSession=True, speakers=[], roomId=8, liveUrl=None),
                session(id="3", title="Lunch", isServiceSession=True, description=None, liveUrl=None),
                session(id="4", title="Withdrawn", status="Declined"),
            ],
            "speakers": [{"id": "s1", "firstName": "Ada", "lastName": "Example", "bio": "Joins\nthings."}],
            "categories": [
                {"id": 1, "title": "Track", "items": [{"id": 11, "name": "Databases"}]},
                {"id": 2, "title": "Session format", "items": [{"id": 12, "name": "Workshop"}]},
            ],
            "rooms": [{"id": 7, "name": "Hall 2"}],
        }
    )
    service = Entry(1, "Registration", start=local(9, 30), end=local(10, 15), kind=Kind.OTHER, abstract=JOINS.abstract)
    lunch = Entry(1, "Lunch", start=local(9, 30), end=local(10, 15))
    assert document == Document((JOINS, service, lunch))


def test_grid_tells_a_session_of_all_rooms_once() -> None:
    plenary = session(
        id="9", title="Keynote", isPlenumSession=True, liveUrl=None, description="", roomId=7, room="Hall 2"
    )
    rooms = [{"id": room, "name": f"Hall {room}", "sessions": [plenary]} for room in (7, 8)]
    document = read([{"date": "2026-06-01T00:00:00", "rooms": rooms, "timeSlots": [{"rooms": [{"session": plenary}]}]}])
    assert document == Document((Entry(1, "Keynote", start=local(9, 30), end=local(10, 15), room="Hall 2"),))


def test_view_sessions_says_all_in_each_session() -> None:
    categories = [
        {"id": 1, "name": "Track", "categoryItems": [{"id": 11, "name": "Databases"}]},
        {"id": 2, "name": "Format", "categoryItems": [{"id": 12, "name": "Workshop"}]},
    ]
    given = session(speakers=[{"id": "s1", "name": "Ada Example"}], categories=categories, room="Hall 2", roomId=7)
    (entry,) = entries(read([{"groupId": None, "groupName": "All", "sessions": [given]}]))
    assert entry.speakers == (Person("Ada Example"),)
    assert (entry.room, entry.track, entry.kind) == ("Hall 2", "Databases", Kind.TUTORIAL)


def test_session_without_a_time_has_none() -> None:
    (entry,) = entries(read([{"sessions": [session(startsAt=None, endsAt=None)]}]))
    assert (entry.date, entry.start, entry.end) == (None, None, None)
