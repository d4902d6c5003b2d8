"""The one client that posts to Slack by itself, and what it reads there: outcomes instead of exceptions.

The SDK's retry of connection errors is off: a post that was reset after it arrived would go out twice.
"""

import logging
import ssl
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from http import HTTPStatus
from http.client import HTTPException
from typing import Any, Protocol, TypeVar

from slack_bolt import Ack, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry import RetryHandler
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookResponse

from bot.errors import SlackRefusedError
from bot.outbox.delivery import Found, Outcome, Posted, RateLimited, Refused, Unknown
from bot.slack.connections import KeepingClient
from bot.slack.render import SlackMessage
from bot.store.ledger import Row

ANSWER_TRIES = 8
"""How often an answer that Slack's rate holds back is tried again: who types fast waits, but loses none."""
TIMEOUT = 10
"""Seconds that a call may take; a post that takes longer counts as unknown."""
EVENT_TYPE = "usher_message"
"""The metadata's event type of all that the outbox posts; its payload's `keys` are the rows' keys."""
HISTORY_PAGE = 200
HISTORY_MARGIN = timedelta(hours=1)
"""How far before its due time a message is looked for: Slack's clock and ours may differ."""
PASSING_ERRORS = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Slack's own troubles, after which nobody knows whether a call was carried out."""
CALL_ERRORS = (SlackApiError, OSError, HTTPException)
"""What a call raises that failed."""

WRITTEN = frozenset({None, "file_share", "thread_broadcast"})
"""The subtypes of messages that people write: words alone, with a file, or from a thread to the channel too."""

T = TypeVar("T")

log = logging.getLogger(__name__)


def web_client(token: str, base_url: str, *, answers: bool) -> WebClient:
    """A client of one workspace. One for answers waits where Slack's rate asks for it; the outbox's returns at once."""
    patience: list[RetryHandler] = [RateLimitErrorRetryHandler(max_retry_count=ANSWER_TRIES)] if answers else []
    return KeepingClient(token, base_url, TIMEOUT, _tls(), patience)


@cache
def _tls() -> ssl.SSLContext:
    """Made once, which takes longer than a call; the SDK would make one for every call."""
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class Identity:
    team_id: str
    team: str
    user_id: str


def identity(client: WebClient) -> Identity:
    """Who the token makes us; raises SlackRefusedError in one clear line."""
    try:
        told = client.auth_test()
    except SlackApiError as error:
        reason = error.response["error"]
        remedy = "copy the Bot User OAuth Token (xoxb-…) of your app's page, OAuth & Permissions"
        raise SlackRefusedError(f"SLACK_BOT_TOKEN: Slack refuses it ({reason}); {remedy}") from error
    except (OSError, HTTPException) as error:
        raise SlackRefusedError(f"Slack cannot be reached at {client.base_url} ({error}); check the network") from error
    return Identity(told["team_id"], told["team"], told["user_id"])


def respond_privately(respond: Respond, message: SlackMessage, thread_ts: str | None = None) -> None:
    """Answer a command or a button by its response_url. The SDK raises nothing where Slack refuses it."""
    _check(respond(**message.content, response_type="ephemeral", replace_original=False, thread_ts=thread_ts))


def _check(told: WebhookResponse) -> None:
    if told.status_code != HTTPStatus.OK:
        log.error("Slack refused an answer: %s %s", told.status_code, told.body)


def respond_to_button(client: WebClient, respond: Respond, body: dict[str, Any], message: SlackMessage) -> None:
    """For the presser alone, where the button is; in a direct message with the bot everything is, as after Home's.

    Below what only the presser sees, the bot need not be in the conversation: it may be one between others.
    """
    user, place = body["user"]["id"], body["container"]
    channel, thread_ts = body.get("channel", {}).get("id", user), place.get("thread_ts")
    if place.get("is_ephemeral"):
        respond_privately(respond, message, thread_ts)
    elif place["type"] == "view" or channel.startswith("D"):
        client.chat_postMessage(channel=channel, **message.content, thread_ts=thread_ts)
    else:
        client.chat_postEphemeral(channel=channel, user=user, **message.content, thread_ts=thread_ts)


def answering(service: Callable[[str, str], SlackMessage]) -> Callable[..., None]:
    """The listener of a button: what the service does for whoever pressed it, given its value, is said to them."""

    def press(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, respond: Respond) -> None:
        ack()
        respond_to_button(client, respond, body, service(body["user"]["id"], action["value"]))

    return press


def replacing(service: Callable[[T, str], SlackMessage], read: Callable[[str], T]) -> Callable[..., None]:
    """The listener of a button: what the service did, given its value as it is `read`, stands in its message's place.

    It is seen by those who saw that one; of a button on Home it is told by direct message.
    """

    def press(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, respond: Respond) -> None:
        ack()
        user = body["user"]["id"]
        message = service(read(action["value"]), user)
        if body["container"]["type"] == "view":
            client.chat_postMessage(channel=user, **message.content)
        else:
            _check(respond(text=message.text, blocks=list(message.blocks), replace_original=True))

    return press


@dataclass(frozen=True, slots=True)
class SentFile:
    name: str
    title: str
    text: str


def send_file(client: WebClient, user: str, file: SentFile) -> str:
    """Put a file into the person's direct message with the bot; its permalink. Raises SlackRefusedError in a line."""
    try:
        channel = client.conversations_open(users=[user])["channel"]["id"]
        sent = client.files_upload_v2(channel=channel, filename=file.name, title=file.title, content=file.text)
    except (SlackClientError, OSError, HTTPException) as error:
        reason = error.response["error"] if isinstance(error, SlackApiError) else type(error).__name__
        remedy = "try again, and see that the app has the scopes of `usher manifest`"
        raise SlackRefusedError(f"Slack does not take the file ({reason}); {remedy}") from error
    return str(sent["files"][0].get("permalink") or "")


class Words(Protocol):
    """What the outbox says, as the poster sees it."""

    def words(self, rows: tuple[Row, ...], now: datetime) -> SlackMessage | None:
        """The message of a bundle at the moment of posting; None where nothing is left to say of it."""

    def facts(self, rows: tuple[Row, ...]) -> str | None:
        """What that message tells now; None of what is never edited."""

    def edited(self, rows: tuple[Row, ...], now: datetime) -> SlackMessage | None:
        """What is to stand in place of what was posted; None where it is to be taken away."""


@dataclass(frozen=True, slots=True)
class OutboxPoster:
    """Posts the outbox's bundles, and finds in a conversation's history what it may have posted before.

    `note` keeps what a message told, by its channel and time stamp, where it is to be kept up to date.
    """

    client: WebClient
    words: Words
    note: Callable[[str, str, str], None]

    def post(self, recipient: str, rows: tuple[Row, ...], now: datetime) -> Outcome | None:
        facts = self.words.facts(rows)  # before the words: what changes in between is edited later
        message = self.words.words(rows, now)
        if message is None:
            return None
        outcome = post_with_keys(self.client, recipient, message, tuple(str(row.entry.key) for row in rows))
        if isinstance(outcome, Posted) and facts is not None:
            self.note(outcome.channel, outcome.ts, facts)
        return outcome

    def edit(
        self, channel: str, ts: str, rows: tuple[Row, ...], now: datetime
    ) -> RateLimited | Unknown | Refused | None:
        """Put the rows' words of now in place of a message, or take it away where there are none any more."""
        message = self.words.edited(rows, now)
        if message is None:
            return delete(self.client, channel, ts)
        editing = partial(self.client.chat_update, channel=channel, ts=ts, text=message.text)
        return _attempted(partial(editing, blocks=list(message.blocks)))

    def find(self, recipient: str, rows: tuple[Row, ...]) -> tuple[Found, ...] | RateLimited | Unknown:
        since = min(row.entry.opens_at for row in rows) - HISTORY_MARGIN
        try:
            channel = self._conversation(recipient, direct=rows[0].entry.key.is_personal)
            return found_in(posted_with_keys(self.client, channel, since), {str(row.entry.key): row for row in rows})
        except CALL_ERRORS as error:
            failure = failure_of(error)
            return failure if isinstance(failure, RateLimited) else Unknown(f"history of {recipient}: {failure}")

    def _conversation(self, recipient: str, *, direct: bool) -> str:
        """Where what is posted to a recipient is found: posting alone takes a person's own id."""
        return str(self.client.conversations_open(users=recipient)["channel"]["id"]) if direct else recipient


def post_with_keys(client: WebClient, channel: str, message: SlackMessage, keys: tuple[str, ...]) -> Outcome:
    """Post a message whose keys, kept in its metadata, tell it from any other."""
    try:
        answer = client.chat_postMessage(
            channel=channel,
            **message.content,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"keys": list(keys)}},
            unfurl_links=False,
            unfurl_media=False,
        )
    except CALL_ERRORS as error:
        return failure_of(error)
    return Posted(answer["channel"], answer["ts"])


def posted_with_keys(client: WebClient, channel: str, since: datetime) -> Iterator[tuple[Posted, frozenset[str]]]:
    """What was posted with keys since an instant of Slack's clock, the latest first; raises `CALL_ERRORS`."""
    pages: SlackResponse = client.conversations_history(
        channel=channel, oldest=f"{since.timestamp():.6f}", limit=HISTORY_PAGE, include_all_metadata=True
    )
    for page in pages:
        for message in page["messages"]:
            if keys := _keys_of(message):
                yield Posted(channel, message["ts"]), keys


def delete(client: WebClient, channel: str, ts: str) -> RateLimited | Unknown | Refused | None:
    """Take a message away; None where that was done."""
    return _attempted(partial(client.chat_delete, channel=channel, ts=ts))


def found_in(history: Iterable[tuple[Posted, frozenset[str]]], untold: dict[str, Row]) -> tuple[Found, ...]:
    """The messages that tell the rows, which are given by key; no further back than to the last of these."""
    return tuple(_found_in(history, dict(untold)))


def _found_in(history: Iterable[tuple[Posted, frozenset[str]]], untold: dict[str, Row]) -> Iterator[Found]:
    for posted, keys in history:
        told = tuple(untold.pop(key) for key in keys & untold.keys())
        if told:
            yield Found(posted, told)
        if not untold:
            return


def _keys_of(message: dict[str, Any]) -> frozenset[str]:
    metadata = message.get("metadata", {})
    ours = metadata.get("event_type") == EVENT_TYPE
    return frozenset(metadata["event_payload"].get("keys", ())) if ours else frozenset()


def _attempted(call: Callable[[], object]) -> RateLimited | Unknown | Refused | None:
    try:
        call()
    except CALL_ERRORS as error:
        return failure_of(error)
    return None


def failure_of(error: Exception) -> RateLimited | Unknown | Refused:
    """What a failed call tells: whether Slack said no, asked to wait, or left us not knowing."""
    if not isinstance(error, SlackApiError):
        return Unknown(f"{type(error).__name__}: {error}")
    answer = error.response
    if answer.status_code == 429:  # noqa: PLR2004 - Too Many Requests
        return RateLimited(float(answer.headers.get("Retry-After", 1)))
    reason = str(answer.get("error") or answer.status_code)
    if answer.status_code >= 500 or reason in PASSING_ERRORS:  # noqa: PLR2004 - server errors
        return Unknown(reason)
    return Refused(reason)
