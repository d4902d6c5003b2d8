"""The outbox's ledger: what the bot will say by itself, is saying and has said. Queries only; nothing is decided here.

`now` is the event's clock (simulated in a rehearsal); `wall` is the real clock, which leases of claims run on.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    RowMapping,
    Update,
    and_,
    bindparam,
    delete,
    func,
    select,
    text,
    tuple_,
    update,
)

from bot.store.database import insert_new
from bot.store.tables import messages

PEOPLE = ("U", "W")
"""How Slack's ids of people begin; those of channels begin otherwise."""


LOOKED_AT = 5
"""Rows that a claim looks at for each bundle: in some bundles there are several, and one recipient may have several."""
LEDGER_LOCK = 0x6C656467
"""The PostgreSQL advisory lock of whoever changes the ledger."""


class State(StrEnum):
    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Key:
    """What makes a message the same message. `recipient` is a Slack channel or user; `lead` is in minutes."""

    team_id: str
    recipient: str
    schedule_id: str
    session_id: str
    kind: str
    lead: int

    @property
    def is_personal(self) -> bool:
        """Whether one person alone hears it."""
        return self.recipient.startswith(PEOPLE)

    def __str__(self) -> str:
        return f"{self.schedule_id}/{self.session_id}/{self.kind}/{self.lead}"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be said: due at an instant, of use until another. One recipient's bundle is one message.

    Where many are due at once it may go out up to so much `early`, so that the last is on time.
    """

    key: Key
    bundle: str
    due_at: datetime
    expires_at: datetime
    early: timedelta = timedelta()

    @property
    def opens_at(self) -> datetime:
        """The first instant at which it may go out."""
        return self.due_at - self.early


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in the ledger. `attempts` counts the claims after which it may have been posted without our knowing."""

    id: int
    entry: Entry
    state: State
    attempts: int
    claimed_until: datetime | None
    channel: str | None
    ts: str | None
    reason: str | None


@dataclass(frozen=True, slots=True, order=True)
class Waiting:
    """How many messages are due at an instant, and the first at which they may go out."""

    due_at: datetime
    opens_at: datetime
    messages: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What brings the ledger to a plan; an entry that moves is revived where it had ended without being sent.

    `again`: to be sent once more, later than it was sent.
    """

    add: tuple[Entry, ...] = ()
    move: tuple[Entry, ...] = ()
    cancel: tuple[Key, ...] = ()
    again: tuple[Entry, ...] = ()


class Ledger:
    """The ledger of one workspace, in a database that other processes share."""

    def __init__(self, engine: Engine, team_id: str) -> None:
        self.engine = engine
        self.team_id = team_id

    def rows(self, schedule_id: str | None = None, recipient: str | None = None) -> tuple[Row, ...]:
        """The rows of a schedule or for a recipient, or all, in the order that they are due."""
        query = select(messages).where(messages.c.team_id == self.team_id)
        if schedule_id is not None:
            query = query.where(messages.c.schedule_id == schedule_id)
        if recipient is not None:
            query = query.where(messages.c.recipient == recipient)
        with self.engine.connect() as connection:
            return tuple(map(_row, connection.execute(query.order_by(messages.c.due_at, messages.c.id)).mappings()))

    def posted(self, since: datetime, kinds: Iterable[str]) -> tuple[Row, ...]:
        """The rows of some kinds that were posted, and were of use then or later."""
        query = select(messages).where(
            self._ours(), messages.c.ts.is_not(None), messages.c.expires_at >= since, messages.c.kind.in_(kinds)
        )
        with self.engine.connect() as connection:
            return tuple(map(_row, connection.execute(query.order_by(messages.c.id)).mappings()))

    def apply(self, changes: Changes) -> None:
        """Change what is not being sent. Another process that got there first is a normal outcome."""
        with self.engine.begin() as connection:
            _keep_out_others(connection)
            if changes.add:
                connection.execute(insert_new(connection.dialect, messages), [_values(entry) for entry in changes.add])
            if changes.move:
                connection.execute(MOVING, [_named(entry.key) | _values(entry) for entry in changes.move])
            if changes.again:
                again = [_named(entry.key) | _values(entry) | {"later": entry.due_at} for entry in changes.again]
                connection.execute(SENDING_AGAIN, again)
            if changes.cancel:
                connection.execute(CANCELLING, [_named(key) for key in changes.cancel])

    def claim(
        self,
        by: str,
        now: datetime,
        ahead: datetime,
        wall: datetime,
        until: datetime,
        bundles: int,
        without: Collection[str] = (),
        schedules: Collection[str] | None = None,
    ) -> tuple[Row, ...]:
        """Take the rows of up to so many bundles, whole, for `by` alone until the wall clock reaches `until`.

        They are due by `ahead`, and may go out at `now`: the first of each recipient, but `without` some, and for whom
        another is claimed; of some `schedules`, or of all. What is for many comes before what is for one person. Rows
        whose claim has run out are taken again.
        """
        available = and_(self._available(now, ahead), messages.c.recipient.not_in(without))
        if schedules is not None:
            available = and_(available, messages.c.schedule_id.in_(schedules))
        with self.engine.connect() as connection, _durable(connection):
            _keep_out_others(connection)
            connection.execute(self._lapsing(wall))
            chosen = self._first_bundles(connection, available, wall, bundles)
            claiming = (
                update(messages)
                .where(
                    available,
                    messages.c.recipient.in_([recipient for recipient, _ in chosen]),
                    tuple_(messages.c.recipient, messages.c.bundle).in_(chosen),
                )
                .values(state=State.CLAIMED, claimed_by=by, claimed_until=until, attempts=messages.c.attempts + 1)
                .returning(messages)
            )
            rows = [_row(row) for row in connection.execute(claiming).mappings()] if chosen else []
            connection.commit()
        return tuple(sorted(rows, key=lambda row: (row.entry.key.is_personal, row.entry.due_at, row.id)))

    def claimers(self, wall: datetime) -> frozenset[str]:
        """Who has rows in hand."""
        query = select(messages.c.claimed_by).where(self._in_hand(wall)).distinct()
        with self.engine.connect() as connection:
            return frozenset(connection.execute(query).scalars())

    def waiting(self, now: datetime, until: datetime) -> tuple[Waiting, ...]:
        """How many messages of use wait for what is due by an instant."""
        bundles = (
            select(messages.c.due_at, messages.c.opens_at)
            .where(
                self._ours(),
                messages.c.state == State.PENDING,
                messages.c.due_at <= until,
                messages.c.expires_at > now,
            )
            .group_by(messages.c.recipient, messages.c.bundle, messages.c.due_at, messages.c.opens_at)
            .subquery()
        )
        counted = select(bundles.c.due_at, bundles.c.opens_at, func.count()).group_by(*bundles.c)
        with self.engine.connect() as connection:
            return tuple(sorted(Waiting(*row) for row in connection.execute(counted)))

    def finish(
        self,
        rows: Iterable[Row],
        by: str,
        state: State,
        *,
        channel: str | None = None,
        ts: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Write down how claimed rows ended; rows that somebody else has claimed since are left alone."""
        self._update_claimed(rows, by, state=state, channel=channel, ts=ts, reason=reason)

    def release(self, rows: Iterable[Row], by: str) -> None:
        """Give back claimed rows that have not been posted, to be claimed again at once."""
        self._update_claimed(rows, by, state=State.PENDING, attempts=messages.c.attempts - 1)

    def postpone(self, rows: Iterable[Row], by: str, until: datetime) -> None:
        """Let the claim end when the wall clock reaches `until`; whoever claims the rows then knows of this one."""
        self._update_claimed(rows, by, claimed_until=until)

    def forget(self, before: datetime) -> None:
        """Delete what ended and was of use before an instant only."""
        ended = messages.c.state.not_in([State.PENDING, State.CLAIMED])
        with self.engine.begin() as connection:
            connection.execute(delete(messages).where(self._ours(), ended, messages.c.expires_at < before))

    def _first_bundles(
        self, connection: Connection, available: ColumnElement[bool], wall: datetime, bundles: int
    ) -> list[tuple[str, str]]:
        """The recipients and names of the bundles to be claimed."""
        busy = select(messages.c.recipient).where(self._in_hand(wall))
        ordered = (
            select(messages.c.recipient, messages.c.bundle)
            .where(available, messages.c.recipient.not_in(busy))
            .order_by(messages.c.personal, messages.c.due_at, messages.c.id)
            .limit(bundles * LOOKED_AT)
        )
        first: dict[str, str] = {}
        for recipient, bundle in connection.execute(ordered):
            first.setdefault(recipient, bundle)
        return list(first.items())[:bundles]

    def _lapsing(self, wall: datetime) -> Update:
        """Ends the claims that have run out."""
        lapsed = (self._ours(), messages.c.state == State.CLAIMED, messages.c.claimed_until <= wall)
        return update(messages).where(*lapsed).values(state=State.PENDING, claimed_by=None, claimed_until=None)

    def _update_claimed(self, rows: Iterable[Row], by: str, **values: Any) -> None:  # noqa: ANN401 - column values
        ids = [row.id for row in rows]
        still_ours = (messages.c.id.in_(ids), messages.c.state == State.CLAIMED, messages.c.claimed_by == by)
        ended = {} if "claimed_until" in values else {"claimed_by": None, "claimed_until": None}
        with self.engine.begin() as connection:
            _keep_out_others(connection)
            connection.execute(update(messages).where(*still_ours).values(**ended, **values))

    def _ours(self) -> ColumnElement[bool]:
        return messages.c.team_id == self.team_id

    def _in_hand(self, wall: datetime) -> ColumnElement[bool]:
        return and_(self._ours(), messages.c.state == State.CLAIMED, messages.c.claimed_until > wall)

    def _available(self, now: datetime, ahead: datetime) -> ColumnElement[bool]:
        may_go = and_(messages.c.due_at <= ahead, messages.c.opens_at <= now)
        return and_(self._ours(), messages.c.state == State.PENDING, may_go)


@contextmanager
def _durable(connection: Connection) -> Iterator[None]:
    """What is committed outlasts a power cut: a claim tells who takes over that a message may be out.

    PostgreSQL is durable anyway; SQLite is told to wait for the disk, for once.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql("PRAGMA synchronous = FULL")
    connection.rollback()
    try:
        yield
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA synchronous = NORMAL")


def _keep_out_others(connection: Connection) -> None:
    """One transaction at a time changes the ledger: two at once would tear bundles.

    Nobody waits long: a claim takes some milliseconds, a mark less, and both are few.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LEDGER_LOCK})
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


_IS_NAMED = and_(*(messages.c[name] == bindparam(f"key_{name}") for name in Key.__dataclass_fields__))
_MOVABLE = and_(messages.c.state != State.CLAIMED, messages.c.state != State.SENT)
_SENT_EARLIER = and_(messages.c.state == State.SENT, messages.c.due_at < bindparam("later"))
MOVING = update(messages).where(_IS_NAMED, _MOVABLE).values(reason=None)
SENDING_AGAIN = update(messages).where(_IS_NAMED, _SENT_EARLIER).values(attempts=0)
CANCELLING = update(messages).where(_IS_NAMED, messages.c.state == State.PENDING).values(state=State.CANCELLED)
"""Each for many rows at once."""


def _named(key: Key) -> dict[str, str]:
    return {f"key_{name}": getattr(key, name) for name in Key.__dataclass_fields__}


def _values(entry: Entry) -> dict[str, Any]:
    key = {name: getattr(entry.key, name) for name in Key.__dataclass_fields__}
    return {
        **key,
        "personal": entry.key.is_personal,
        "bundle": entry.bundle,
        "opens_at": entry.opens_at,
        "due_at": entry.due_at,
        "expires_at": entry.expires_at,
        "state": State.PENDING,
    }


def _row(row: RowMapping) -> Row:
    key = Key(**{name: row[name] for name in Key.__dataclass_fields__})
    return Row(
        id=row["id"],
        entry=Entry(key, row["bundle"], row["due_at"], row["expires_at"], row["due_at"] - row["opens_at"]),
        state=State(row["state"]),
        attempts=row["attempts"],
        claimed_until=row["claimed_until"],
        channel=row["channel"],
        ts=row["ts"],
        reason=row["reason"],
    )
