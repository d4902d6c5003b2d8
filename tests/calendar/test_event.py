"""What a calendar shows of each session of a schedule."""

from dataclasses import replace

from bot.calendar.event import Event, events, own_times
from tests.calendar.events import BERLIN, DAY, KEYNOTE, OPENING, POSTERS, SCHEDULE, at, schedule_of

OLD_TOWN = "Hall 1, Old Town"
PAGE = "https://example.org"


def shown(session_id: str) -> Event:
    return next(event for event in events(SCHEDULE) if event.session_id == session_id)


def test_event_says_all_of_a_session() -> None:
    assert shown("clocks") == Event(
        "good-timing",
        "clocks",
        "Clocks That Agree",
        BERLIN,
        DAY,
        at("09:15"),
        at("10:00"),
        OLD_TOWN,
        "Speakers: Ada Lovelace (Engines)\nChair: Grace Hopper\n\nAll about clocks.\nAnd more.\n\n"
        "slides: https://example.org/clocks.pdf\nwebsite: https://example.org/clocks",
        "https://example.org/clocks",
        ("keynote", "Time"),
    )


def test_nested_talk_has_its_own_time_or_that_of_its_session() -> None:
    timed, untimed, holder = shown("late"), shown("early"), shown("talks")
    assert [(event.start, event.end) for event in (timed, untimed, holder)] == [
        (at("10:20"), at("10:40")),
        (at("10:00"), None),
        (at("10:00"), None),
    ]
    assert timed.description == "Part of: Talks\nSpeakers: Grace Hopper"
    assert holder.description == "• Early\n• 10:20–10:40 Late – Grace Hopper\n\nIts end is not announced."


def test_session_without_a_time_says_so() -> None:
    assert shown("posters") == Event(
        *("good-timing", "posters", "Posters", BERLIN, DAY, None, None, "Old Town"),
        "The time is not announced yet.",
        PAGE,
        ("posters",),
    )


def test_archive_entries_are_no_events() -> None:
    assert [event.session_id for event in events(SCHEDULE)] == [
        *("opening", "clocks", "talks", "early", "late", "posters")
    ]


def test_calendar_of_all_shows_talks_at_their_own_times_only() -> None:
    assert own_times(SCHEDULE) == {"opening", "clocks", "talks", "late", "posters", "old"}


def test_uid_is_of_schedule_and_session_alone() -> None:
    moved = schedule_of(replace(OPENING, title="Welcome", start=at("10:00"), room=None))
    assert [event.uid for event in (*events(moved), shown("opening"))] == ["opening/good-timing@schedules.usher"] * 2


def test_fingerprint_differs_where_the_event_does() -> None:
    changes = (
        {"title": "Other"},
        {"start": at("09:30")},
        {"end": at("11:00"), "end_stated": True},
        {"room": "Hall 2"},
        {"abstract": "Other"},
        {"track": "Space"},
        {"links": ()},
    )
    changed = [events(schedule_of(replace(KEYNOTE, **fields)))[0].fingerprint for fields in ({}, *changes)]
    assert len(set(changed)) == len(changes) + 1
    assert events(schedule_of(replace(KEYNOTE, section="Morning")))[0].fingerprint == changed[0]
    assert events(schedule_of(POSTERS))[0].fingerprint == shown("posters").fingerprint
