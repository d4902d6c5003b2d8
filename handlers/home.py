"""The App Home: published anew whenever a person opens it."""

from functools import partial
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.desk import Asker
from bot.services import Services


def register(app: App, services: Services) -> None:
    app.event("app_home_opened")(partial(show_home, services))


def show_home(services: Services, event: dict[str, Any], client: WebClient) -> None:
    if event.get("tab") == "home":
        blocks = services.desk.home(Asker(event["user"]))
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": list(blocks)})
