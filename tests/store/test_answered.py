"""Events are answered once, whichever process they reach."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from bot.store.answered import AnsweredEvents

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_is_first_once_for_each_event(engine: Engine) -> None:
    one, two = AnsweredEvents(engine, "T1"), AnsweredEvents(engine, "T1")
    assert [one.is_first("Ev1", NOW), two.is_first("Ev1", NOW), two.is_first("Ev2", NOW)] == [True, False, True]


def test_is_first_in_each_workspace(engine: Engine) -> None:
    assert [AnsweredEvents(engine, team).is_first("Ev1", NOW) for team in ("T1", "T2")] == [True, True]


def test_forget_what_is_old_in_this_workspace(engine: Engine) -> None:
    ours, theirs = AnsweredEvents(engine, "T1"), AnsweredEvents(engine, "T2")
    for events in (ours, theirs):
        events.is_first("old", NOW)
    ours.is_first("new", NOW + timedelta(seconds=1))
    ours.forget(NOW + timedelta(seconds=1))
    told = [ours.is_first("old", NOW), ours.is_first("new", NOW), theirs.is_first("old", NOW)]
    assert told == [True, False, False]
