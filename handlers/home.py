"""The App Home: published when a person opens it, and with the answer when they ask on it."""

import re
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import Ack, App

from bot.services import Services
from bot.slack.home import CHOOSE, CLEAR, SEARCH, HomeState, searched, state_of
from bot.slack.render import ASK, asked

Payload = dict[str, Any]


def register(app: App, services: Services) -> None:
    app.event("app_home_opened")(partial(show_home, services))
    app.action(SEARCH)(partial(search, services))
    app.action(CHOOSE)(partial(choose_schedule, services))
    app.action(CLEAR)(partial(clear_answer, services))
    app.action(re.compile(rf"^{ASK}:"), matchers=[is_on_home])(partial(answer_button, services))


def is_on_home(body: Payload) -> bool:
    return bool(body["container"]["type"] == "view")


def show_home(services: Services, event: Payload) -> None:
    """What was asked the last time is not shown again; the schedule chosen stays."""
    if event.get("tab") == "home":
        services.home_tabs.show(event["user"], replace(state_of(event.get("view")), asked=None))


def search(services: Services, ack: Ack, body: Payload, action: Payload) -> None:
    ack()
    services.home_tabs.show(body["user"]["id"], replace(state_of(body["view"]), asked=searched(action["value"])))


def answer_button(services: Services, ack: Ack, body: Payload, action: Payload) -> None:
    ack()
    services.home_tabs.show(body["user"]["id"], replace(state_of(body["view"]), asked=asked(action["value"])))


def choose_schedule(services: Services, ack: Ack, body: Payload, action: Payload) -> None:
    ack()
    services.home_tabs.show(body["user"]["id"], HomeState(action["selected_option"]["value"]))


def clear_answer(services: Services, ack: Ack, body: Payload) -> None:
    ack()
    services.home_tabs.show(body["user"]["id"], replace(state_of(body["view"]), asked=None))
