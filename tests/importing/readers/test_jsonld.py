import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from bot.errors import ScheduleFileError
from bot.importing.rows import Document, Entry
from bot.schedule.model import Link, Person
from tests.importing.readers.data_formats import about, detected, doubts, entries, read_as

CEST = timezone(timedelta(hours=2))


def read(value: object) -> Document:
    return read_as("jsonld", json.dumps(value))


def event(name: str, clock: str = "", **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    start = {"startDate": f"2026-06-01T{clock}:00+02:00"} if clock else {}
    return {"@type": "Event", "name": name, **start, **fields}


def entry(title: str, clock: str, **fields: Any) -> Entry:  # noqa: ANN401 - fields
    start = datetime.fromisoformat(f"2026-06-01T{clock}:00").replace(tzinfo=CEST)
    return Entry(1, title, start=start, **fields)


def test_parts_of_the_event_are_sessions_and_their_parts_talks() -> None:
    talk = event(
        "Joins",
        "09:30",
        endDate="2026-06-01T10:15:00+02:00",
        performer=[{"@type": "Person", "name": "Ada Example", "affiliation": {"name": "Institute"}}],
        description="Of <i>joins</i>.",
        recordedIn={"@type": "VideoObject", "contentUrl": "https://example.org/v"},
        workFeatured={"url": "https://example.org/joins-slides.pdf", "name": "Slides"},
        location=[
            {"@type": "VirtualLocation", "url": "https://example.org/live"},
            {"@type": "Place", "name": "Hall 2"},
        ],
    )
    chair = {"@type": "Person", "givenName": "Bo", "familyName": "Sample"}
    whole = event(
        "Joins Day",
        "09:00",
        **{"@context": "https://schema.org"},
        location={"@type": "Place", "name": "Institute"},
        organizer=[{"name": "Joins Society"}, chair],
        url="https://example.org/",
        subEvent=[
            event("Morning", "09:00", duration="PT2H", subEvent=[talk], organizer=chair),
            event("Lunch", "12:00"),
        ],
    )
    document = read(whole)
    read_talk = entry(
        "Joins",
        "09:30",
        end=datetime(2026, 6, 1, 10, 15, tzinfo=CEST),
        room="Hall 2",
        speakers=(Person("Ada Example", "Institute"),),
        abstract="Of joins.",
        links=(
            Link("livestream", "https://example.org/live"),
            Link("recording", "https://example.org/v"),
            Link("slides", "https://example.org/joins-slides.pdf"),
        ),
    )
    assert entries(document) == [
        entry("Morning", "09:00", duration=timedelta(hours=2), chairs=(Person("Bo Sample"),), talks=(read_talk,)),
        entry("Lunch", "12:00"),
    ]
    assert about(document) == {
        "title": "Joins Day",
        "date": "2026-06-01",
        "venue": "Institute",
        "url": "https://example.org/",
        "organizers": "Joins Society",
    }


def test_graph_is_joined_by_its_ids_from_either_side() -> None:
    graph = [
        event("Joins Day", **{"@id": "#day", "subEvent": [{"@id": "#a"}]}),
        event("Joins", "09:30", **{"@id": "#a"}),
        event("Sorts", "10:30", **{"@id": "#b", "superEvent": {"@id": "#day"}}),
    ]
    document = read({"@context": "https://schema.org", "@graph": graph})
    assert entries(document) == [entry("Joins", "09:30"), entry("Sorts", "10:30")]
    assert about(document) == {"title": "Joins Day"}


def test_events_that_name_the_whole_inline_are_its_sessions() -> None:
    whole = event("Joins Day")
    document = read([event("Joins", "09:30", superEvent=whole), event("Sorts", "10:30", superEvent=whole)])
    assert entries(document) == [entry("Joins", "09:30"), entry("Sorts", "10:30")]
    assert about(document) == {"title": "Joins Day"}


def test_events_without_a_whole_are_sessions() -> None:
    assert entries(read([event("Joins", "09:30"), event("Sorts", "10:30")])) == [
        entry("Joins", "09:30"),
        entry("Sorts", "10:30"),
    ]


def test_date_alone_is_no_time() -> None:
    given = [{"@type": "Event", "name": name, "startDate": "2026-06-01", "endDate": "2026-06-02"} for name in "AB"]
    assert entries(read(given)) == [Entry(1, name, date=date(2026, 6, 1)) for name in "AB"]


def test_cancelled_session_is_left_out_and_told() -> None:
    document = read([event("A", "09:30"), event("B", "10:30", eventStatus="https://schema.org/EventCancelled")])
    assert entries(document) == [entry("A", "09:30")]
    assert doubts(document) == ["x:1: 'B' is cancelled, and left out"]


def page(*scripts: str) -> str:
    tags = "\n".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return f"<!doctype html>\n<html><head>\n{tags}\n</head><body><p>9:00 Something else</p></body></html>"


def test_page_whose_scripts_tell_the_sessions_is_read_by_them() -> None:
    sessions = json.dumps([event("A", "09:30"), event("B", "10:30")])
    document = read_as("jsonld", page('{"@type": "WebSite"}', f"\n//<![CDATA[\n{sessions}\n//]]>\n", "{broken"))
    assert [(each.line, each.title) for each in entries(document)] == [(6, "A"), (6, "B")]


def test_broken_script_beside_good_ones_is_told() -> None:
    sessions = json.dumps([event("A", "09:30"), event("B", "10:30")])
    document = read_as("jsonld", page(sessions, '{"@type": }'))
    assert len(document.blocks) == 2
    assert doubts(document) == ["x:4: is not JSON: Expecting value; export it again"]


def test_page_that_tells_of_one_event_alone_is_read_as_a_page() -> None:
    assert detected(page(json.dumps(event("Joins Day", "09:00")))).name == "html"


@pytest.mark.parametrize(
    "value",
    [
        [event("A", **{"@id": "#a", "subEvent": {"@id": "#b"}}), event("B", **{"@id": "#b", "subEvent": "#a"})],
        [event("A", **{"@id": "#a", "subEvent": {"@id": "#a"}}), event("B", **{"@id": "#b", "superEvent": "#b"})],
    ],
    ids=["each other's parts", "their own parts"],
)  # fmt: skip
def test_events_that_hold_themselves_are_left_out_and_told(value: object) -> None:
    document = read(value)
    assert document.blocks == ()
    assert doubts(document) == ["x:1: 2 events are parts of themselves, and left out; export it again"]


def test_long_chain_of_events_is_refused() -> None:
    chain = [event(str(n), **{"@id": f"#{n}", "subEvent": {"@id": f"#{n + 1}"}}) for n in range(5000)]
    with pytest.raises(ScheduleFileError, match=r"^:1: has events in events deeper than 20 levels; export it again$"):
        read(chain)


def test_event_of_several_wholes_is_told_once() -> None:
    """So that a few shared parts of shared parts cannot stand for billions."""
    names = [f"#{n}" for n in range(40)]
    graph = [
        event(name, **{"@id": name, "subEvent": [{"@id": f"#{n + 1}"}, {"@id": f"#{n + 2}"}]})
        for n, name in enumerate(names[:15])
    ]
    shown = read({"@graph": [*graph, event("end", "09:30", **{"@id": "#15"}), event("end", **{"@id": "#16"})]})
    assert sum(1 for block in shown.blocks for _ in str(block).split("Entry(")[1:]) == 16


def test_moment_in_utc_is_aware() -> None:
    given = [{"@type": "EducationEvent", "name": name, "startDate": "2026-06-01T07:30:00Z"} for name in "AB"]
    assert [each.start for each in entries(read(given))] == [datetime(2026, 6, 1, 7, 30, tzinfo=UTC)] * 2
