"""Calendars: the buttons that send a file, and those that make, renew and revoke a private link."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.services import Services
from bot.slack.calendar import LINK, MINE, RENEW, REVOKE, WHOLE
from bot.slack.client import respond_to_button
from bot.slack.render import SlackMessage
from bot.slack.to_calendar import ONE, ref_of

Payload = dict[str, Any]
Service = Callable[[str, str], SlackMessage]
"""What a user's press of a button of that value brings about, and what is said of it."""


def register(app: App, services: Services) -> None:
    desk = services.calendars
    app.action(MINE)(partial(press, lambda user, _: desk.send_mine(user)))
    app.action(WHOLE)(partial(press, desk.send_whole))
    app.action(ONE)(partial(press, lambda user, value: desk.send_one(user, ref_of(value))))
    app.action(LINK)(partial(press, lambda user, _: desk.link(user)))
    app.action(RENEW)(partial(press, lambda user, _: desk.renew_link(user)))
    app.action(REVOKE)(partial(press, lambda user, _: desk.revoke_link(user)))


def press(service: Service, ack: Ack, body: Payload, action: Payload, client: WebClient, respond: Respond) -> None:
    ack()
    respond_to_button(client, respond, body, service(body["user"]["id"], action["value"]))
