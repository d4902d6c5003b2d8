"""Speakers and chairs: they say that they are there; organizers tell their Slack accounts with a tap."""

from typing import Any

from slack_bolt import App

from bot.services import Services
from bot.slack.check_in import HERE, MATCH
from bot.slack.client import replacing

Payload = dict[str, Any]


def register(app: App, services: Services) -> None:
    app.action(HERE)(replacing(services.speakers.here, str))
    app.action(MATCH)(replacing(services.speakers.match, str))
