"""Imports: `/usher import` and an address; and the buttons, the menu and the form of what a document proposes.

What people write or drop elsewhere is asked about by the modules that answer there.
"""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.services import Services
from bot.slack.client import respond_privately, respond_to_button
from bot.slack.dropped import ordered
from bot.slack.import_controls import (
    CHANNEL,
    DOWNLOAD,
    DROP,
    FILL,
    SHOW_ALL,
    TARGET,
    USE,
    USE_AND_TELL,
    ZONE,
    channel_of,
    pressed,
    said_in,
    target_of,
)
from bot.slack.offer import Press

Payload = dict[str, Any]


def register(app: App, services: Services) -> None:
    app.command("/usher", matchers=[is_import])(partial(take_command, services))
    app.action(USE)(partial(use, services))
    app.action(USE_AND_TELL)(partial(use_and_tell, services))
    app.action(DROP)(partial(drop, services))
    app.action(DOWNLOAD)(partial(download, services))
    app.action(SHOW_ALL)(partial(show_all, services))
    app.action(TARGET)(partial(choose_target, services))
    app.action(CHANNEL)(partial(choose_channel, services))
    app.action(FILL)(partial(open_form, services))
    app.view(FILL)(partial(take_form, services))


def is_import(command: Payload) -> bool:
    return ordered(command["text"]) is not None


def take_command(services: Services, ack: Ack, command: Payload, respond: Respond) -> None:
    ack()
    order = ordered(command["text"])
    if order:
        told = services.intake.take_command(command["user_id"], command["channel_id"], order)
        respond_privately(respond, told)


def use(services: Services, ack: Ack, body: Payload, action: Payload) -> None:
    ack()
    services.offers.use(pressed(body, action["value"]))


def use_and_tell(services: Services, ack: Ack, body: Payload, action: Payload) -> None:
    ack()
    services.offers.use(pressed(body, action["value"]), tell=True)


def drop(services: Services, ack: Ack, body: Payload, action: Payload) -> None:
    ack()
    services.offers.drop(pressed(body, action["value"]))


def download(services: Services, ack: Ack, body: Payload, action: Payload) -> None:
    ack()
    services.offers.download(pressed(body, action["value"]), body["container"].get("thread_ts"))


def show_all(services: Services, ack: Ack, body: Payload, action: Payload) -> None:
    ack()
    services.offers.show_all(pressed(body, action["value"]), body["trigger_id"])


def choose_target(services: Services, ack: Ack, body: Payload, action: Payload) -> None:
    ack()
    proposal_id, schedule_id = target_of(action)
    services.offers.choose(pressed(body, proposal_id), schedule_id)


def choose_channel(
    services: Services, ack: Ack, body: Payload, action: Payload, client: WebClient, respond: Respond
) -> None:
    ack()
    schedule_id, channel = channel_of(action)
    respond_to_button(client, respond, body, services.offers.post_to(schedule_id, channel, body["user"]["id"]))


def open_form(services: Services, ack: Ack, body: Payload, action: Payload) -> None:
    ack()
    services.offers.ask(pressed(body, action["value"]), body["trigger_id"])


def take_form(services: Services, ack: Ack, body: Payload, view: Payload) -> None:
    said = said_in(view)
    problem = services.offers.problem_with(said)
    if problem:
        ack(response_action="errors", errors={ZONE: problem})
        return
    ack()
    services.offers.fill(Press(view["private_metadata"], body["user"]["id"]), said)
