"""The one channel of a rehearsal: where all is said, whomever it is meant for, and taken away at the end."""

import logging
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from slack_sdk import WebClient

from bot.errors import SlackRefusedError
from bot.outbox.delivery import Found, Outcome, Posted, RateLimited, Refused, Unknown
from bot.outbox.pace import Pace
from bot.slack.client import CALL_ERRORS, delete, failure_of, found_in, post_with_keys, posted_with_keys
from bot.slack.render import SlackMessage
from bot.store.ledger import Row

MARGIN = timedelta(hours=1)
"""Slack's clock and ours may differ by so much."""
REMEMBERED = timedelta(days=2)
"""So far back it is looked for what another rehearsal left."""
NAME = re.compile(r"rehearsal/(\d+)/")
"""How the keys of a rehearsal's messages begin, unless they are kept: with the second of Unix by which it is over."""
PATIENCE = 5
"""So often a message is tried to be taken away where Slack's answer is none."""
UNKNOWN_PAUSE = 2.0

log = logging.getLogger(__name__)


def name_of(ends: datetime, by: str, *, kept: bool) -> str:
    """What the keys of a rehearsal's messages begin with, so that no reminder in earnest is taken for one of them."""
    return f"{'kept-' if kept else ''}rehearsal/{int(ends.timestamp())}/{by}/"


class OneChannelPace(Pace):
    """The pace where all is said in one channel, whomever it is meant for."""

    def __init__(self, channel: str) -> None:
        super().__init__()
        self._channel = channel

    def wait(self, channel: str, at_most: float = float("inf")) -> bool:  # noqa: ARG002 - interface
        return super().wait(self._channel, at_most)


@dataclass(frozen=True, slots=True)
class Stage:
    """A poster for which every conversation is the one channel.

    `name` begins its keys; it `began` at that time of Slack's. `said` is told of each message that was posted.
    """

    client: WebClient
    channel: str
    name: str
    began: datetime
    words: Callable[[tuple[Row, ...], datetime], SlackMessage | None]
    said: Callable[[tuple[Row, ...], SlackMessage], None]
    sleep: Callable[[float], object] = time.sleep
    posted: list[Posted] = field(default_factory=list)

    def post(self, recipient: str, rows: tuple[Row, ...], now: datetime) -> Outcome | None:  # noqa: ARG002 - interface
        message = self.words(rows, now)
        if message is None:
            return None
        outcome = post_with_keys(self.client, self.channel, message, tuple(map(self._key, rows)))
        if isinstance(outcome, Posted):
            self.posted.append(outcome)
            self.said(rows, message)
        return outcome

    def find(self, recipient: str, rows: tuple[Row, ...]) -> tuple[Found, ...] | RateLimited | Unknown:  # noqa: ARG002
        try:
            history = posted_with_keys(self.client, self.channel, self.began - MARGIN)
            found = found_in(history, {self._key(row): row for row in rows})
        except CALL_ERRORS as error:
            failure = failure_of(error)
            return failure if isinstance(failure, RateLimited) else Unknown(f"history of {self.channel}: {failure}")
        self.posted.extend(message.posted for message in found)
        return found

    def leftovers(self, place: str) -> tuple[Posted, ...]:
        """What rehearsals that were broken off have left here.

        Raises SlackRefusedError where one is under way, or Slack does not tell; `place` is what the channel is called.
        """
        others = tuple(self._others(place))
        ends = max((ends for _, ends in others), default=self.began)
        if ends > self.began:
            raise SlackRefusedError(
                f"--channel: a rehearsal is under way in {place}, until {ends:%H:%M} UTC at the latest; "
                "wait for its end (what one that was broken off has left is deleted then), or name another channel"
            )
        return tuple(posted for posted, _ in others)

    def open(self, message: SlackMessage, place: str) -> None:
        """Tell the channel what begins; raises SlackRefusedError where nothing can be posted."""
        outcome: Outcome | None = None
        while outcome is None or isinstance(outcome, RateLimited):
            outcome = post_with_keys(self.client, self.channel, message, (f"{self.name}opening",))
            if isinstance(outcome, RateLimited):
                self.sleep(outcome.retry_after)
        if isinstance(outcome, Refused | Unknown):
            remedy = "see that the bot may post there"
            raise SlackRefusedError(f"--channel: nothing can be posted in {place} ({outcome.reason}); {remedy}")
        self.posted.append(outcome)

    def standing(self) -> tuple[Posted, ...]:
        """All that was posted, also what Slack did not confirm; the last first."""
        known = {posted.ts: posted for posted in (*self.posted, *self._found_at_last())}
        return tuple(known[ts] for ts in sorted(known, reverse=True))

    def _found_at_last(self) -> tuple[Posted, ...]:
        """What the channel's history shows of it, tried again where Slack does not answer."""
        failure: RateLimited | Unknown | Refused | None = None
        for _ in range(PATIENCE):
            try:
                history = posted_with_keys(self.client, self.channel, self.began - MARGIN)
                return tuple(posted for posted, keys in history if self._is_ours(keys))
            except CALL_ERRORS as error:
                failure = failure_of(error)
                self.sleep(failure.retry_after if isinstance(failure, RateLimited) else UNKNOWN_PAUSE)
        log.warning("what Slack has not confirmed is not looked for: %s", failure)
        return ()

    def take_away(self, posted: Posted) -> str | None:
        """Delete a message, at Slack's pace; why it is still there, None where it is gone."""
        tries, reason = 0, ""
        while tries < PATIENCE:
            match delete(self.client, posted.channel, posted.ts):
                case None | Refused("message_not_found"):
                    return None
                case RateLimited(retry_after):
                    self.sleep(retry_after)
                case Unknown(reason):
                    tries += 1
                    self.sleep(UNKNOWN_PAUSE)
                case Refused(reason):
                    return reason
        return reason

    def _is_ours(self, keys: frozenset[str]) -> bool:
        return any(key.startswith(self.name) for key in keys)

    def _others(self, place: str) -> Iterator[tuple[Posted, datetime]]:
        """The messages of other rehearsals, and by when each is over."""
        try:
            for posted, keys in posted_with_keys(self.client, self.channel, self.began - REMEMBERED):
                if found := next(filter(None, map(NAME.match, keys)), None):
                    yield posted, datetime.fromtimestamp(int(found[1]), UTC)
        except CALL_ERRORS as error:
            reason = f"Slack does not tell what is in {place} ({failure_of(error)})"
            remedy = "try again, and see that the app has the scopes of `usher manifest`"
            raise SlackRefusedError(f"--channel: {reason}; {remedy}") from error

    def _key(self, row: Row) -> str:
        return f"{self.name}{row.entry.key.recipient}/{row.entry.key}"
