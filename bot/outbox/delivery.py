"""Claimed rows → messages in Slack, each exactly once in effect, or the reason why not.

A row is claimed, then posted with its key in the message's metadata, then marked. Where an earlier claim ended without
a mark, the message may be out already: the conversation's history tells, and is read before anything is posted again.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.outbox.pace import Pace
from bot.store.ledger import Ledger, Row, State

LEASE = timedelta(seconds=120)
"""How long (of real time) a claim holds; a process that dies gives its rows back after this."""
POST_TIME = timedelta(seconds=30)
"""The real time that one post may take; with less of the lease left, nothing more is posted under it."""
UNKNOWN_PAUSE = 2.0
"""Seconds to leave Slack alone after a post whose outcome is unknown, so that its history can show it."""
BATCH = 20
"""Bundles claimed at once."""

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


Outcome = Posted | RateLimited | Unknown | Refused


class Poster(Protocol):
    """The Slack edge, as the outbox sees it."""

    def post(self, recipient: str, rows: tuple[Row, ...], now: datetime) -> Outcome | None:
        """Say the rows' message; None where there is nothing left to say of them."""

    def find(self, recipient: str, rows: tuple[Row, ...]) -> Posted | RateLimited | Unknown | None:
        """The message that carries one of the rows' keys, in the conversation's history."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Delivers one ledger for one process.

    `name` is that process's own; `wall` is the clock that leases run on. What was due before `since`, the event's time
    at which the process began, may have been posted by one whose mark was lost, as in a power cut.
    """

    ledger: Ledger
    poster: Poster
    pace: Pace
    clock: Clock
    wall: Callable[[], datetime]
    name: str
    since: datetime

    def run(self) -> int:
        """Deliver what is due now; the number of bundles taken in hand."""
        lease = self.wall() + LEASE
        claimed = self.ledger.claim(self.name, self.clock.now(), self.wall(), lease, BATCH)
        bundles = _bundles(claimed)
        for bundle in bundles:
            try:
                self._deliver(bundle, lease - POST_TIME)
            except Exception:  # whatever one bundle fails of, the others are due
                log.exception("left until the claim runs out: %s", _keys(bundle))
        return len(bundles)

    def _deliver(self, rows: tuple[Row, ...], until: datetime) -> None:
        """Say what has not been said and is of use still; `until` is the wall's time for the last call to Slack."""
        useful = self._without_expired(self._without_posted(rows, until))
        if useful and self._has_turn(useful, until) and (useful := self._without_expired(useful)):
            self._mark(useful, self.poster.post(useful[0].entry.key.recipient, useful, self.clock.now()))

    def _without_posted(self, rows: tuple[Row, ...], until: datetime) -> tuple[Row, ...]:
        """The rows that surely have not been posted; none where Slack does not tell now."""
        doubtful = tuple(row for row in rows if row.attempts > 1 or row.entry.due_at < self.since)
        if not doubtful:
            return rows
        if any(row.attempts > 1 for row in doubtful) and not self._has_turn(rows, until):
            return ()
        found = self.poster.find(rows[0].entry.key.recipient, doubtful)
        if isinstance(found, RateLimited | Unknown):
            self._mark(rows, found)
            return ()
        if found:
            self._mark(doubtful, found)
        return tuple(row for row in rows if row not in doubtful) if found else rows

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
        if self.pace.wait(rows[0].entry.key.recipient, patience) and self.wall() <= until:
            return True
        self.ledger.release(rows, self.name, posted_for_sure_not=True)
        return False

    def _mark(self, rows: tuple[Row, ...], outcome: Outcome | None) -> None:
        match outcome:
            case Posted(channel, ts):
                self.ledger.finish(rows, self.name, State.SENT, channel=channel, ts=ts)
            case RateLimited(retry_after):
                self.pace.hold(retry_after)
                self.ledger.release(rows, self.name, posted_for_sure_not=True)
            case Unknown(reason):
                log.warning("not known whether it was sent (%s): %s", reason, _keys(rows))
                self.pace.hold(UNKNOWN_PAUSE)
                self.ledger.release(rows, self.name, posted_for_sure_not=False)
            case Refused(reason):
                log.error("Slack refused %s: %s", _keys(rows), reason)
                self.ledger.finish(rows, self.name, State.FAILED, reason=reason)
            case None:
                self.ledger.finish(rows, self.name, State.CANCELLED, reason="not in the schedule any more")


def _bundles(rows: Iterable[Row]) -> tuple[tuple[Row, ...], ...]:
    """The rows by message, in the order that they come in: due first, and turning from channel to channel."""
    bundles: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        bundles[row.entry.key.recipient, row.entry.bundle].append(row)
    return tuple(map(tuple, bundles.values()))


def _keys(rows: Iterable[Row]) -> str:
    return ", ".join(f"{row.entry.key} to {row.entry.key.recipient}" for row in rows)
