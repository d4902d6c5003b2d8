"""The states of calendar events, kept on both databases; another process that got there first changes nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine

from bot.store.revisions import Revision, Revisions

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FIRST = Revision("event", "a", "f0", 0, NOW, False, "A", "Hall", date(2026, 12, 4), NOW, None)
UNTIMED = replace(FIRST, session_id="b", start_at=None)
MOVED = replace(FIRST, fingerprint="f1", sequence=1, changed_at=NOW + timedelta(days=1), start_at=NOW)


def test_revisions_are_those_of_the_schedule_and_workspace(engine: Engine) -> None:
    Revisions(engine, "T1").record((FIRST, UNTIMED, replace(FIRST, schedule_id="other")))
    assert Revisions(engine, "T1").of("event") == (FIRST, UNTIMED)
    assert Revisions(engine, "T2").of("event") == ()


def test_state_follows_the_one_before_it(engine: Engine) -> None:
    revisions = Revisions(engine, "T1")
    for changed in ((FIRST, UNTIMED), (MOVED,), (replace(MOVED, sequence=2, cancelled=True),)):
        revisions.record(changed)
    assert revisions.of("event") == (replace(MOVED, sequence=2, cancelled=True), UNTIMED)


def test_state_that_another_process_has_kept_stays(engine: Engine) -> None:
    revisions = Revisions(engine, "T1")
    for changed in (FIRST, replace(FIRST, title="other"), MOVED, replace(MOVED, title="other")):
        revisions.record((changed,))
    assert revisions.of("event") == (MOVED,)
    revisions.record(())
    assert revisions.of("event") == (MOVED,)
