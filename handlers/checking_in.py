"""Speakers and chairs: they say that they are there; organizers tell their Slack accounts with a tap."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.services import Services
from bot.slack.check_in import HERE, MATCH
from bot.slack.client import replace_message
from bot.slack.render import SlackMessage

Payload = dict[str, Any]


def register(app: App, services: Services) -> None:
    app.action(HERE)(partial(press, services.speakers.here))
    app.action(MATCH)(partial(press, services.speakers.match))


def press(
    act: Callable[[str, str], SlackMessage],
    ack: Ack,
    body: Payload,
    action: Payload,
    client: WebClient,
    respond: Respond,
) -> None:
    """What was done stands in place of the button."""
    ack()
    replace_message(client, respond, body, act(action["value"], body["user"]["id"]))
