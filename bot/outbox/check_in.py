"""Speakers and chairs are asked before their sessions whether they are there; their silence is told. Pure.

Only of schedules whose `posting.check_in` is on, and of people whose Slack account is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.outbox.plan import Message
from bot.schedule.model import Person, Schedule, Session
from bot.schedule.names import fold
from bot.schedule.query import entries
from bot.store.arrivals import Arrival
from bot.store.ledger import Entry, Key

ASKED, MISSED = 30, 10
"""Minutes before the start at which somebody is asked, and at which silence is told."""
USE = timedelta(minutes=15)
"""So long after the start silence is still worth telling."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is who in Slack: `accounts` by folded names, beside what the schedule itself tells; and who has arrived."""

    accounts: Mapping[str, str] = field(default_factory=dict)
    arrived: frozenset[Arrival] = frozenset()

    def user(self, person: Person) -> str | None:
        return person.slack or self.accounts.get(fold(person.name))

    def users(self, people: Iterable[Person]) -> frozenset[str]:
        """Their ids, as far as these are known."""
        return frozenset(user for person in people if (user := self.user(person)))

    def expected(self, session: Session) -> tuple[tuple[Person, str], ...]:
        """Its speakers and chairs with their users' ids, as far as these are known; each user once."""
        people = ((person, self.user(person)) for person in (*session.speakers, *session.chairs))
        return tuple({user: (person, user) for person, user in people if user}.values())

    def silent(self, schedule: Schedule, session: Session) -> tuple[tuple[Person, str], ...]:
        """Those of whom nothing was heard yet."""
        return tuple(
            (person, user)
            for person, user in self.expected(session)
            if Arrival(schedule.id, session.id, user) not in self.arrived
        )


def check_in_plan(
    schedule: Schedule, roster: Roster, organizers: str | None, team_id: str, now: datetime
) -> tuple[Entry, ...]:
    """Who is to be asked, and of what silence the channel of the `organizers` is to be told."""
    if not schedule.posting.check_in:
        return ()
    planned = (
        entry
        for session, _ in entries(schedule)
        if session.start and session.start + USE > now
        for entry in _entries(schedule, session, session.start, roster, organizers, team_id)
    )
    return tuple({entry.key: entry for entry in planned}.values())


def _entries(
    schedule: Schedule, session: Session, start: datetime, roster: Roster, organizers: str | None, team_id: str
) -> Iterator[Entry]:
    silent = roster.silent(schedule, session)
    asked_at, missed_at = start - timedelta(minutes=ASKED), start - timedelta(minutes=MISSED)
    for _, user in silent:
        key = Key(team_id, user, schedule.id, session.id, Message.CHECK_IN, ASKED)
        yield Entry(key, f"{schedule.id}/{Message.CHECK_IN}/{session.id}", asked_at, start)
    if silent and organizers:
        key = Key(team_id, organizers, schedule.id, session.id, Message.MISSING, MISSED)
        yield Entry(key, f"{schedule.id}/{Message.MISSING}/{session.id}", missed_at, start + USE)
