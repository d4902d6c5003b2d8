"""Slack's short-lived permissions, in real time: trigger_ids, response_urls, tickets for a socket.

A trigger_id opens one modal within 3 s; a response_url answers five times in 30 minutes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.workspace.clock import Monotonic
from bot.workspace.errors import RefusedError

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5


@dataclass(frozen=True, slots=True)
class Trigger:
    """`channel` is where the person was, if anywhere."""

    user: str
    issued: float
    channel: str | None = None
    exchanged: bool = False


@dataclass(frozen=True, slots=True)
class ResponseTicket:
    """Answers go to `user` in `channel`; `message_ts` is the message that was acted upon, `answers` what came since."""

    user: str
    channel: str
    issued: float
    message_ts: str | None = None
    answers: tuple[str, ...] = ()
    uses: int = 0


class Tickets:
    def __init__(self, new_id: Callable[[str], str], monotonic: Monotonic) -> None:
        self._new_id = new_id
        self._monotonic = monotonic
        self._links: set[str] = set()
        self._triggers: dict[str, Trigger] = {}
        self._responses: dict[str, ResponseTicket] = {}

    def link(self) -> str:
        """A ticket for one Socket Mode connection."""
        ticket = self._new_id("ticket")
        self._links.add(ticket)
        return ticket

    def redeem(self, ticket: str) -> bool:
        """True once for each ticket given out."""
        known = ticket in self._links
        self._links.discard(ticket)
        return known

    def trigger(self, user: str, channel: str | None = None) -> str:
        trigger_id = self._new_id("trigger.")
        self._triggers[trigger_id] = Trigger(user, self._monotonic(), channel)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger up. Raises `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise RefusedError("invalid_trigger_id")
        if trigger.exchanged:
            raise RefusedError("exchanged_trigger_id")
        if self._monotonic() - trigger.issued > TRIGGER_SECONDS:
            raise RefusedError("expired_trigger_id")
        self._triggers[trigger_id] = replace(trigger, exchanged=True)
        return trigger

    def response(self, user: str, channel: str, message_ts: str | None = None) -> str:
        response_id = self._new_id("response")
        self._responses[response_id] = ResponseTicket(user, channel, self._monotonic(), message_ts)
        return response_id

    def spend(self, response_id: str) -> ResponseTicket:
        """Count one use. Raises `used_url` or `expired_url`."""
        ticket = self._responses.get(response_id)
        if ticket is None or self._monotonic() - ticket.issued > RESPONSE_SECONDS:
            raise RefusedError("expired_url")
        if ticket.uses >= RESPONSE_USES:
            raise RefusedError("used_url")
        spent = self._responses[response_id] = replace(ticket, uses=ticket.uses + 1)
        return spent

    def answered(self, response_id: str, ts: str) -> None:
        ticket = self._responses[response_id]
        self._responses[response_id] = replace(ticket, answers=(*ticket.answers, ts))

    def ticket(self, response_id: str) -> ResponseTicket:
        return self._responses[response_id]
