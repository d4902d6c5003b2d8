"""Claimed rows → messages in Slack, each exactly once in effect, or the reason why not.

A row is claimed, then posted with its key in the message's metadata, then marked. Where an earlier claim ended without
a mark, the message may be out already: the conversation's history tells, and is read before anything is posted again.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Protocol

from bot.clock import Clock
from bot.outbox.early import begin_until
from bot.outbox.pace import Pace
from bot.store.ledger import Ledger, Row, State
from bot.store.limit import LearntLimit

LEASE = timedelta(seconds=120)
"""How long (of real time) a claim holds; a process that dies gives its rows back after this."""
POST_TIME = timedelta(seconds=30)
"""The real time that one post may take; with less of the lease left, nothing more is posted under it."""
UNKNOWN_PAUSE = 2.0
"""Seconds to leave a message alone after a call whose outcome is unknown, so that Slack's history can show it."""
IN_HAND = 3.0
"""Seconds of posting that are claimed at once; what becomes due meanwhile waits so long at most."""
FEWEST = 4
HORIZON = timedelta(hours=1)
"""How far ahead it is looked for what must be begun early."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Posted:
    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class RateLimited:
    retry_after: float


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows whether the message went out: a time-out, a reset, a server error."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    reason: str


Work = Callable[[tuple[Row, ...], datetime], None]
Outcome = Posted | RateLimited | Unknown | Refused


@dataclass(frozen=True, slots=True)
class Found:
    """A message in a conversation's history, and which of the rows it tells."""

    posted: Posted
    rows: tuple[Row, ...]


class Poster(Protocol):
    """The Slack edge, as the outbox sees it."""

    def post(self, recipient: str, rows: tuple[Row, ...], now: datetime) -> Outcome | None:
        """Say the rows' message; None where there is nothing left to say of them."""

    def find(self, recipient: str, rows: tuple[Row, ...]) -> tuple[Found, ...] | RateLimited | Unknown:
        """The messages in the conversation's history that carry some of the rows' keys."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Delivers one ledger for one process, whose own `name` is; posts are made by the `crew`, until the pace is closed.

    `wall` is the clock that leases run on; `schedules` gives those whose messages this process sends, None: all.
    What a channel was due before `since`, the event's time when the process began, may have been posted by one whose
    ledger was lost; a person's row is lost with what they starred.
    """

    ledger: Ledger
    poster: Poster
    pace: Pace
    limit: LearntLimit
    crew: Executor
    clock: Clock
    wall: Callable[[], datetime]
    name: str
    since: datetime
    schedules: Callable[[], Collection[str] | None] = lambda: None

    def run(self) -> int:
        """Deliver until nothing is left that should go out now; the number of messages taken in hand."""
        return sum(iter(self.take_in_hand, 0))

    def take_in_hand(self) -> int:
        """Claim a few messages and hand each to the crew in its turn; how many were."""
        lease = self.wall() + LEASE
        return sum([self._hand_over(bundle, lease - POST_TIME) for bundle in _bundles(self._claim(lease))])

    def _claim(self, lease: datetime) -> tuple[Row, ...]:
        if self.pace.closed:
            return ()
        now, wall = self.clock.now(), self.wall()
        self._share(wall)
        ahead = begin_until(self.ledger.waiting(now, now + HORIZON), self.pace.rate, now)
        few = max(FEWEST, ceil(self.pace.own_rate * IN_HAND))
        return self.ledger.claim(self.name, now, ahead, wall, lease, few, self.pace.resting(), self.schedules())

    def _share(self, wall: datetime) -> None:
        """Keep to what other processes leave of the workspace's limit, and to what they have learnt of it."""
        self.pace.share(len(self.ledger.claimers(wall) | {self.name}))
        kept = self.limit.get()
        learnt = self.pace.exchange(kept)
        if learnt != kept:
            self.limit.save(learnt)

    def _hand_over(self, rows: tuple[Row, ...], until: datetime) -> bool:
        """Have the rows said, or looked up first; `until` is the wall's time for the last call to Slack."""
        if self._doubtful(rows):
            self.crew.submit(self._safely, self._look_up, rows, until)
            return True
        useful = self._without_expired(rows)
        if useful and not self._has_turn(useful, until):
            return False
        if useful:
            self.crew.submit(self._safely, self._post, useful, until)
        return True

    def _safely(self, work: Work, rows: tuple[Row, ...], until: datetime) -> None:
        try:
            work(rows, until)
        except Exception:  # whatever one message fails of, the others are due
            log.exception("left until the claim runs out: %s", _keys(rows))

    def _doubtful(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """The rows that may have been posted."""
        return tuple(
            row for row in rows if row.attempts > 1 or (row.entry.due_at < self.since and not row.entry.key.is_personal)
        )

    def _look_up(self, rows: tuple[Row, ...], until: datetime) -> None:
        """Say what the conversation's history does not tell; nothing where Slack does not show it now."""
        found = self.poster.find(rows[0].entry.key.recipient, self._doubtful(rows))
        if isinstance(found, RateLimited):
            self._postpone(rows, found.retry_after)
        elif isinstance(found, Unknown):
            self._mark(self._without_expired(rows), found)
        else:
            for message in found:
                self._mark(message.rows, message.posted)
            said = {row.id for message in found for row in message.rows}
            unsaid = self._without_expired(tuple(row for row in rows if row.id not in said))
            if unsaid and self._has_turn(unsaid, until):
                self._post(unsaid, until)

    def _post(self, rows: tuple[Row, ...], until: datetime) -> None:
        if self.wall() > until:
            self.ledger.release(rows, self.name)
        elif useful := self._without_expired(rows):
            self._mark(useful, self.poster.post(useful[0].entry.key.recipient, useful, self.clock.now()))

    def _without_expired(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        now = self.clock.now()
        expired = tuple(row for row in rows if row.entry.expires_at <= now)
        if expired:
            log.warning("not sent, too late to be of use: %s", _keys(expired))
            self.ledger.finish(expired, self.name, State.EXPIRED, reason="too late to be of use")
        return tuple(row for row in rows if row not in expired)

    def _has_turn(self, rows: tuple[Row, ...], until: datetime) -> bool:
        """Wait for the pace; where the claim is too short for that, the rows are given back instead."""
        patience = (until - self.wall()).total_seconds()
        if self.pace.wait(rows[0].entry.key.recipient, patience):
            return True
        self.ledger.release(rows, self.name)
        return False

    def _mark(self, rows: tuple[Row, ...], outcome: Outcome | None) -> None:
        match outcome:
            case Posted(channel, ts):
                self.ledger.finish(rows, self.name, State.SENT, channel=channel, ts=ts)
            case RateLimited(retry_after):
                self.pace.refused(retry_after)
                self.ledger.release(rows, self.name)
            case Unknown(reason):
                log.warning("not known whether it was sent (%s): %s", reason, _keys(rows))
                self._postpone(rows, UNKNOWN_PAUSE)
            case Refused(reason):
                log.error("Slack refused %s: %s", _keys(rows), reason)
                self.ledger.finish(rows, self.name, State.FAILED, reason=reason)
            case None:
                self.ledger.finish(rows, self.name, State.CANCELLED, reason="not in the schedule any more")

    def _postpone(self, rows: tuple[Row, ...], seconds: float) -> None:
        self.ledger.postpone(rows, self.name, self.wall() + timedelta(seconds=seconds))


def _bundles(rows: Iterable[Row]) -> tuple[tuple[Row, ...], ...]:
    """The rows by message, in the order that they come in."""
    bundles: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        bundles[row.entry.key.recipient, row.entry.bundle].append(row)
    return tuple(map(tuple, bundles.values()))


def _keys(rows: Iterable[Row]) -> str:
    return ", ".join(f"{row.entry.key} to {row.entry.key.recipient}" for row in rows)
