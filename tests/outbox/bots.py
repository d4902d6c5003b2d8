"""Bots on one ledger and one Slack, in one time, for the tests of delivery."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from bot.outbox.delivery import Delivery
from bot.outbox.pace import Pace
from bot.store.ledger import Changes, Entry, Ledger, State
from bot.store.limit import LearntLimit
from tests.outbox.slack import START, Alone, RecordingPoster, Time
from tests.store.entries import MINUTE, entry


@dataclass(frozen=True, slots=True)
class Bots:
    ledger: Ledger
    time: Time
    poster: RecordingPoster

    def plan(self, *entries: Entry) -> None:
        self.ledger.apply(Changes(add=entries))

    def bot(self, name: str = "one") -> Delivery:
        """A process that has just started."""
        pace = Pace(self.time.monotonic, self.time.sleep)
        limit = LearntLimit(self.ledger.engine, self.ledger.team_id)
        return Delivery(
            self.ledger, self.poster, pace, limit, Alone(), self.time, self.time.wall, name, since=self.time.now()
        )

    def run_for(self, bot: Delivery, seconds: float) -> None:
        """Wake the bot every second, as it is woken in earnest."""
        end = self.time.passed + seconds
        while self.time.passed < end:
            bot.run()
            self.time.sleep(1)

    def ended(self) -> dict[str, tuple[State, str | None]]:
        """How each session's row ended: the message's ts, or the reason why there is none."""
        return {row.entry.key.session_id: (row.state, row.ts or row.reason) for row in self.ledger.rows()}


def due(session: str, recipient: str = "C1", *, at: datetime = START, bundle: str | None = None) -> Entry:
    """Due at the start, or at another time, and of use for ten minutes."""
    return entry(session, recipient, bundle=bundle, due=at, use=10 * MINUTE)


def logged(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.levelname, record.getMessage()) for record in caplog.records if record.name.startswith("bot.")]
