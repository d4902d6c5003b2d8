"""Bolt: the app with every feature registered, each event answered once, errors told in words, and Socket Mode."""

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from contextlib import suppress
from http.client import HTTPException
from socket import SHUT_RD, socket
from typing import Any, Protocol

from slack_bolt import App, BoltContext, BoltRequest, BoltResponse, Respond
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.middleware import Middleware
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin.connection import Connection

from bot.clock import wall
from bot.errors import SlackRefusedError, UsherError, words_of
from bot.outbox.pace import Pace
from bot.services import Services
from bot.slack.client import WRITTEN, respond_privately
from bot.slack.render import SlackMessage, phrase_message
from bot.store.answered import AnsweredEvents

RECEIVE_BYTES = 65_536
"""Read from the socket at once: an event with its blocks is larger than the SDK's 1,024."""
ASKING = frozenset({"message", "app_mention", "app_home_opened"})
"""The events for which somebody waits."""

log = logging.getLogger(__name__)
bolt_log = logging.getLogger("slack_bolt.App")


class Feature(Protocol):
    """A module of `handlers/`."""

    def register(self, app: App, services: Services) -> None:
        """Have the app call the module's listeners."""


def slack_app(
    features: Iterable[Feature],
    services: Services,
    client: WebClient,
    answered: AnsweredEvents,
    pace: Pace,
    threads: Executor,
) -> App:
    """The Bolt app with every feature registered."""
    bolt_log.addFilter(_is_news)
    app = App(
        client=client,
        listener_executor=threads,
        token_verification_enabled=False,  # who starts the bot has asked already
        ssl_check_enabled=False,  # this and what follows is for requests over HTTP, or of functions
        request_verification_enabled=False,
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
    )
    app.middleware(Reception(client, answered, pace))
    app.error(tell_of_error)
    for feature in features:
        feature.register(app, services)
    return app


def _is_news(record: logging.LogRecord) -> bool:
    """All but Bolt's warning that the environment's token is not used: the settings' client has it."""
    return "`token` will be unused" not in record.getMessage()


class Reception(Middleware):
    """Lets each event, command and button in once, however often Slack delivers it, and has it answered first.

    A middleware of Bolt's kind is given the request alone; for a plain function Bolt makes all that one might ask for.
    """

    def __init__(self, client: WebClient, answered: AnsweredEvents, pace: Pace) -> None:
        self._client = client
        self._answered = answered
        self._pace = pace

    def process(self, *, req: BoltRequest, resp: BoltResponse, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002, ARG002 - Bolt's names
        delivery_id = req.body.get("event_id") or req.body.get("trigger_id")
        if delivery_id and not self._answered.is_first(delivery_id, wall()):
            return BoltResponse(status=200)
        if _is_waited_for(req.body):
            self._pace.give_way()  # the outbox's next turn is the answer's
        req.context["client"] = self._client  # Bolt's own, made for this event alone, would have to connect
        return next()


def tell_of_error(
    error: Exception, body: dict[str, Any], client: WebClient, context: BoltContext, respond: Respond
) -> BoltResponse:
    """Tell whoever waits, privately, in words, and the log what is ours to mend; for Slack it is settled then."""
    told = isinstance(error, UsherError)
    log.log(logging.INFO if told else logging.ERROR, "while answering: %s", error, exc_info=None if told else error)
    if context.user_id and _is_waited_for(body):
        try:
            _tell(context.user_id, phrase_message((words_of(error),)), body, client, context, respond)
        except (SlackApiError, OSError, HTTPException) as failure:
            log.warning("%s was not told of it: %s", context.user_id, failure)
    return BoltResponse(status=200)


def _is_waited_for(body: dict[str, Any]) -> bool:
    """Commands, buttons and forms are, and what people write; not their edits, nor what changes in their profiles."""
    event = body.get("event", {"type": "message"})
    return event["type"] in ASKING and event.get("subtype") in WRITTEN


def _tell(
    user: str,
    message: SlackMessage,
    body: dict[str, Any],
    client: WebClient,
    context: BoltContext,
    respond: Respond,
) -> None:
    """By the response_url where there is one: a command works where the bot is no member."""
    if context.response_url:
        respond_privately(respond, message)
    elif context.channel_id and body.get("event", {}).get("channel_type") != "im":
        client.chat_postEphemeral(channel=context.channel_id, user=user, text=message.text)
    else:
        client.chat_postMessage(channel=context.channel_id or user, text=message.text, thread_ts=context.thread_ts)


def listen(app: App, app_token: str) -> SocketModeHandler:
    """Connect over Socket Mode; raises SlackRefusedError in one clear line."""
    handler = SocketModeHandler(app, app_token, receive_buffer_size=RECEIVE_BYTES)
    bolt_log.setLevel(logging.CRITICAL)  # a refusal is told below, in a line
    try:
        handler.connect()  # type: ignore[no-untyped-call] # Bolt's own is not annotated
    except SlackApiError as error:
        remedy = "create one with connections:write on your app's page, Basic Information, App-Level Tokens"
        reason = error.response["error"]
        raise SlackRefusedError(f"SLACK_APP_TOKEN: Slack refuses it ({reason}); {remedy}") from error
    except (OSError, HTTPException) as error:
        raise SlackRefusedError(f"Slack's Socket Mode cannot be reached ({error}); check the network") from error
    bolt_log.setLevel(logging.WARNING)
    return handler


def hang_up(handler: SocketModeHandler) -> None:
    """Close the connection; what Slack sends meanwhile is left unacknowledged, and so sent again to another process."""
    bolt_log.setLevel(logging.CRITICAL)  # what closing cuts off is no error
    handler.client.socket_mode_request_listeners.clear()
    handler.client.auto_reconnect_enabled = False
    handler.client.closed = True
    handler.client.message_queue.put(None)  # what waits for messages would otherwise notice up to a second later
    _end_reading(handler.client.current_session)
    handler.close()  # type: ignore[no-untyped-call] # Bolt's own is not annotated


def _end_reading(connection: Connection | None) -> None:
    """What reads from the socket would otherwise notice up to three seconds later that it is to end."""
    if connection and connection.sock:
        with suppress(OSError):
            socket.shutdown(connection.sock, SHUT_RD)
