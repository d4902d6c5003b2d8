"""People: a zone that changes in somebody's Slack profile holds from the next answer on."""

from functools import partial
from typing import Any

from slack_bolt import App

from bot.services import Services


def register(app: App, services: Services) -> None:
    app.event("user_change")(partial(forget_zone, services))


def forget_zone(services: Services, event: dict[str, Any]) -> None:
    services.directory.forget_zone(event["user"]["id"])
