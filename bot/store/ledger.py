"""The outbox's ledger: what the bot will say by itself, is saying and has said. Queries only; nothing is decided here.

`now` is the event's clock (simulated in a rehearsal); `wall` is the real clock, which leases of claims run on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Engine,
    RowMapping,
    and_,
    delete,
    func,
    or_,
    select,
    text,
    tuple_,
    update,
)

from bot.store.database import insert_new
from bot.store.tables import messages


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


@dataclass(frozen=True, slots=True)
class Changes:
    """What brings the ledger to a plan; an entry that moves is revived where it had been cancelled or expired.

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
            _keep_out_writers(connection)
            if changes.add:
                connection.execute(insert_new(connection.dialect, messages), [_values(entry) for entry in changes.add])
            for entry in changes.move:
                connection.execute(_moving(entry))
            for entry in changes.again:
                connection.execute(_sending_again(entry))
            for key in changes.cancel:
                cancelling = update(messages).where(_is(key), messages.c.state == State.PENDING)
                connection.execute(cancelling.values(state=State.CANCELLED))

    def claim(self, by: str, now: datetime, wall: datetime, until: datetime, bundles: int) -> tuple[Row, ...]:
        """Take the rows of up to so many due bundles, whole, for `by` alone until the wall clock reaches `until`.

        Rows whose claim has run out are taken again.
        """
        ours = self._locked_bundles(now, wall, bundles)
        claiming = (
            update(messages)
            .where(self._available(now, wall), tuple_(messages.c.recipient, messages.c.bundle).in_(select(ours)))
            .values(state=State.CLAIMED, claimed_by=by, claimed_until=until, attempts=messages.c.attempts + 1)
            .returning(messages)
        )
        with self.engine.begin() as connection:
            rows = map(_row, connection.execute(claiming).mappings().all())
            return tuple(sorted(rows, key=lambda row: (row.entry.due_at, row.id)))

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

    def release(self, rows: Iterable[Row], by: str, *, posted_for_sure_not: bool) -> None:
        """Give claimed rows back, to be claimed again at once."""
        attempts = {"attempts": messages.c.attempts - 1} if posted_for_sure_not else {}
        self._update_claimed(rows, by, state=State.PENDING, **attempts)

    def forget(self, before: datetime) -> None:
        """Delete what ended and was of use before an instant only."""
        ended = messages.c.state.not_in([State.PENDING, State.CLAIMED])
        with self.engine.begin() as connection:
            connection.execute(delete(messages).where(self._ours(), ended, messages.c.expires_at < before))

    def _locked_bundles(self, now: datetime, wall: datetime, bundles: int) -> CTE:
        """Due bundles that nobody else is claiming, the longest due first.

        The first available row of a bundle stands for all of it: whoever locks that row has the bundle, and others skip
        it (https://www.postgresql.org/docs/current/sql-select.html). PostgreSQL must evaluate each subquery once, since
        a second look at what is locked tears bundles: hence a common table expression, and "in … is true", which is
        no join.
        """
        first = (
            select(func.min(messages.c.id))
            .where(self._available(now, wall))
            .group_by(messages.c.recipient, messages.c.bundle)
        )
        return (
            select(messages.c.recipient, messages.c.bundle)
            .where(messages.c.id.in_(first).is_(True), self._available(now, wall))
            .order_by(messages.c.due_at, messages.c.id)
            .limit(bundles)
            .with_for_update(skip_locked=True)
            .cte("ours")
        )

    def _update_claimed(self, rows: Iterable[Row], by: str, **values: Any) -> None:  # noqa: ANN401 - column values
        ids = [row.id for row in rows]
        still_ours = (messages.c.id.in_(ids), messages.c.state == State.CLAIMED, messages.c.claimed_by == by)
        with self.engine.begin() as connection:
            connection.execute(
                update(messages).where(*still_ours).values(claimed_by=None, claimed_until=None, **values)
            )

    def _ours(self) -> ColumnElement[bool]:
        return messages.c.team_id == self.team_id

    def _available(self, now: datetime, wall: datetime) -> ColumnElement[bool]:
        lapsed = and_(messages.c.state == State.CLAIMED, messages.c.claimed_until <= wall)
        return and_(self._ours(), messages.c.due_at <= now, or_(messages.c.state == State.PENDING, lapsed))


def _keep_out_writers(connection: Connection) -> None:
    """Let claims end first: one under way while rows change their bundle could split it, or lock crosswise.

    SQLite has a single writer anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"LOCK TABLE {messages.name} IN SHARE ROW EXCLUSIVE MODE"))


def _moving(entry: Entry) -> Any:  # noqa: ANN401 - SQLAlchemy's Update
    movable = messages.c.state.in_([State.PENDING, State.CANCELLED, State.EXPIRED])
    return update(messages).where(_is(entry.key), movable).values(reason=None, **_values(entry))


def _sending_again(entry: Entry) -> Any:  # noqa: ANN401 - SQLAlchemy's Update
    sent_earlier = and_(messages.c.state == State.SENT, messages.c.due_at < entry.due_at)
    return update(messages).where(_is(entry.key), sent_earlier).values(attempts=0, **_values(entry))


def _is(key: Key) -> ColumnElement[bool]:
    return and_(*(messages.c[name] == getattr(key, name) for name in Key.__dataclass_fields__))


def _values(entry: Entry) -> dict[str, Any]:
    key = {name: getattr(entry.key, name) for name in Key.__dataclass_fields__}
    return {
        **key,
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
