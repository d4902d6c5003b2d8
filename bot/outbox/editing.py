"""Posted messages that no longer tell what is so → edited in place, or taken away.

What a message told when it was posted or edited last is kept as its `facts`; desired facts are those of now.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol

from bot.clock import Clock
from bot.outbox.delivery import RateLimited, Refused, Unknown
from bot.outbox.plan import Message
from bot.store.ledger import Ledger, Row
from bot.store.posted import Posted

OF_INTEREST = timedelta(hours=1)
"""So long after it was of use a message is kept up to date: what it tells of may have been put off."""

KEPT_UP = frozenset({Message.REMINDER, Message.BREAKS, Message.DATE_ONLY})
"""What is edited where a schedule changes after it was posted; a person is told of the change instead."""

log = logging.getLogger(__name__)


class Editor(Protocol):
    """The Slack edge, as editing sees it."""

    def edit(
        self, channel: str, ts: str, rows: tuple[Row, ...], now: datetime
    ) -> RateLimited | Unknown | Refused | None:
        """Say the rows' message anew in place, or take it away; None where that was done."""


@dataclass(frozen=True, slots=True)
class Editing:
    """`facts` gives what a message about the rows would tell now; None of what is never edited."""

    ledger: Ledger
    posted: Posted
    editor: Editor
    facts: Callable[[tuple[Row, ...]], str | None]
    clock: Clock
    lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def run(self) -> int:
        """Edit what tells otherwise than it should, until Slack asks to wait; how many messages were."""
        with self.lock:
            return self._run()

    def _run(self) -> int:
        edited = 0
        for (channel, ts), (rows, facts) in self._outdated().items():
            outcome = self.editor.edit(channel, ts, rows, self.clock.now())
            if isinstance(outcome, RateLimited | Unknown):
                log.info("messages are edited later: %s", outcome)
                return edited
            if outcome:
                log.warning("Slack refused to edit a message in %s: %s", channel, outcome.reason)
            # The facts of before the edit: what has changed since is edited once more, and never missed.
            self.posted.note(channel, ts, facts)
            edited += 1
        return edited

    def affected(self, schedule_id: str, session_ids: frozenset[str]) -> int:
        """How many messages tell of those sessions, and would be edited if these were others."""
        rows = self.ledger.posted(self.clock.now() - OF_INTEREST, KEPT_UP)
        ours = (row for row in rows if row.entry.key.schedule_id == schedule_id)
        about = _messages(row for row in ours if row.entry.key.session_id in session_ids)
        return sum(1 for of in about.values() if self.facts(of) is not None)

    def _outdated(self) -> dict[tuple[str, str], tuple[tuple[Row, ...], str]]:
        """The rows of each message that tells otherwise than it should, with what it should; by channel and time."""
        told = self.posted.facts()
        rows = self.ledger.posted(self.clock.now() - OF_INTEREST, (*KEPT_UP, Message.ANNOUNCEMENT))
        desired = {place: (of, self.facts(of)) for place, of in _messages(rows).items()}
        return {
            place: (of, facts)
            for place, (of, facts) in desired.items()
            if facts is not None and told.get(place, facts) != facts
        }


def _messages(rows: Iterable[Row]) -> dict[tuple[str, str], tuple[Row, ...]]:
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.channel and row.ts:
            found[row.channel, row.ts].append(row)
    return {place: tuple(of) for place, of in found.items()}
