"""Whatever is changed while the day runs: taken back, the ledger is as it was; in whatever order, it ends the same."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.agenda.agenda import Offer
from bot.agenda.attendee import Attendee, Star
from bot.outbox.personal import personal_plan
from bot.outbox.plan import Listener, changes, plan
from bot.schedule.amendments import Change, amended
from bot.schedule.model import Posting, Reminders, Schedule, Session
from bot.store.database import open_database
from bot.store.ledger import Entry, Ledger, State
from tests.schedule.drawn import changes_of, sessions_of_a_day
from tests.schedule.sessions import at, schedule

POSTING = Posting(default=Reminders((15, 5)))
AUDIENCE = (Listener("C1"), Listener("C2", "A"))
NOW = at("07:00")
TEAMS = count()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("ledgers")
    opened = open_database(f"sqlite:///{folder / 'usher.db'}")
    yield opened
    opened.dispose()


def brought_to(ledger: Ledger, found: Schedule) -> set[Entry]:
    """What waits in the ledger once it is planned anew for the schedule."""
    fan = Attendee("U1", stars=tuple(Star(found.id, f"s{number}", at("06:00")) for number in range(0, 8, 2)))
    people = personal_plan((Offer(found),), (fan,), ledger.team_id, NOW)
    desired = (*plan(found, AUDIENCE, ledger.team_id, NOW), *people)
    ledger.apply(changes(desired, ledger.rows(), NOW))
    assert {row.entry for row in ledger.rows() if row.state is State.PENDING} == set(desired)
    return set(desired)


SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


@SHARED
@given(st.data(), sessions_of_a_day())
def test_undo_restores_the_schedule_and_the_ledger(
    engine: Engine, data: st.DataObject, sessions: tuple[Session, ...]
) -> None:
    ledger, found = Ledger(engine, f"T{next(TEAMS)}"), schedule(*sessions, posting=POSTING)
    before = brought_to(ledger, found)
    kept: list[tuple[Change, ...]] = []
    for _ in range(3):
        now = amended(found, tuple(change for each in kept for change in each))
        if now.sessions:
            kept.append(data.draw(changes_of(now)))
            brought_to(ledger, amended(found, tuple(change for each in kept for change in each)))
    assert amended(found, ()) == found
    assert brought_to(ledger, found) == before


@SHARED
@given(st.data(), sessions_of_a_day(), sessions_of_a_day())
def test_applied_and_reloaded_in_any_order_the_ledger_ends_the_same(
    engine: Engine, data: st.DataObject, sessions: tuple[Session, ...], others: tuple[Session, ...]
) -> None:
    found, reloaded = schedule(*sessions, posting=POSTING), schedule(*others, posting=POSTING)
    applied = data.draw(changes_of(found))
    one, other = (Ledger(engine, f"T{next(TEAMS)}") for _ in range(2))
    for ledger, middle in ((one, amended(found, applied)), (other, reloaded)):
        brought_to(ledger, found)
        brought_to(ledger, middle)
    ended = [brought_to(ledger, amended(reloaded, applied)) for ledger in (one, other)]
    assert [without_team(entries) for entries in ended] == [without_team(ended[0])] * 2


def without_team(entries: set[Entry]) -> set[Entry]:
    return {replace(entry, key=replace(entry.key, team_id="T")) for entry in entries}
