"""People: a zone that changes in a profile holds from the next answer on; of those who left nothing is kept."""

from functools import partial
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.services import Services


def register(app: App, services: Services) -> None:
    app.event("user_change")(partial(take_up_profile, services))


def take_up_profile(services: Services, event: dict[str, Any], client: WebClient) -> None:
    user = event["user"]
    services.directory.forget_zone(user["id"])
    if user.get("deleted"):
        services.data.left(user["id"])
    elif told := services.concierge.preferences.profile_changed(user["id"], user.get("tz")):
        client.chat_postMessage(channel=user["id"], **told.content)
