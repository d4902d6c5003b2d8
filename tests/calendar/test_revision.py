"""How events change from one state of a schedule to the next: SEQUENCE, LAST-MODIFIED, CANCELLED."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.calendar.event import Event, events
from bot.calendar.revision import revised, withdrawn
from bot.store.revisions import Revision
from tests.calendar.events import BERLIN, KEYNOTE, OPENING, schedule_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
EVENTS = events(schedule_of(OPENING, KEYNOTE))
FIRST = revised(EVENTS, (), NOW)
MOVED = tuple(replace(event, location="Garden") for event in EVENTS)


def states(revisions: tuple[Revision, ...]) -> list[tuple[str, int, datetime, bool]]:
    return [(one.session_id, one.sequence, one.changed_at, one.cancelled) for one in revisions]


def test_events_begin_at_zero() -> None:
    assert states(FIRST) == [("opening", 0, NOW, False), ("clocks", 0, NOW, False)]


def test_nothing_is_new_where_nothing_changed() -> None:
    assert revised(EVENTS, FIRST, LATER) == ()


def test_changed_event_counts_on() -> None:
    assert states(revised((MOVED[0], EVENTS[1]), FIRST, LATER)) == [("opening", 1, LATER, False)]


def test_withdrawn_event_is_cancelled_once_as_it_was_last() -> None:
    (gone,) = revised(EVENTS[:1], FIRST, LATER)
    assert gone == replace(FIRST[1], sequence=1, changed_at=LATER, cancelled=True)
    assert revised(EVENTS[:1], (FIRST[0], gone), LATER) == ()
    last = EVENTS[1]
    assert withdrawn(gone, BERLIN) == Event(
        *(last.schedule_id, last.session_id, last.title, BERLIN, last.day, last.start, last.end, last.location)
    )


def test_event_that_comes_back_counts_on() -> None:
    (gone,) = revised(EVENTS[:1], FIRST, LATER)
    assert states(revised(EVENTS, (FIRST[0], gone), LATER)) == [("clocks", 2, LATER, False)]
