"""Personal reminders: on the way, put off, skipped; and how it was, a mark and a line."""

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.concierge.reminders import Settled
from bot.services import Services
from bot.slack.client import respond_privately
from bot.slack.personal import COMING, RATE, REMARK, SKIP, SNOOZE, remark_form, remark_of, settled

Payload = dict[str, Any]


def register(app: App, services: Services) -> None:
    app.action(COMING)(partial(come, services))
    app.action(SNOOZE)(partial(snooze, services))
    app.action(SKIP)(partial(skip, services))
    app.action(re.compile(rf"^{RATE}:"))(partial(rate, services))
    app.action(REMARK)(partial(open_form, services))
    app.view(REMARK)(partial(take_remark, services))


def come(services: Services, ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
    ack()
    show(body, client, services.concierge.reminders.come(body["user"]["id"], action["value"]))


def snooze(services: Services, ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
    ack()
    show(body, client, services.concierge.reminders.snooze(body["user"]["id"], action["value"]))


def skip(services: Services, ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
    ack()
    show(body, client, services.concierge.reminders.skip(body["user"]["id"], action["value"]))


def show(body: Payload, client: WebClient, chosen: Settled) -> None:
    """In place of the choice, in the reminder itself."""
    message = settled(body["message"]["text"], body["message"]["blocks"], chosen.words, *chosen.elements)
    client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], **message.content)


def rate(services: Services, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
    ack()
    thanks = services.concierge.feedback.rate(body["user"]["id"], action["selected_option"]["value"])
    respond_privately(respond, thanks)


def open_form(services: Services, ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:  # noqa: ARG001 - as all
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=remark_form(action["value"]))


def take_remark(services: Services, ack: Ack, body: Payload, view: Payload) -> None:
    ack()
    services.concierge.feedback.remark(body["user"]["id"], view["private_metadata"], remark_of(view))
