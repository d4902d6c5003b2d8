"""My data: the buttons that show and delete it, and the app's removal."""

from functools import partial
from typing import Any

from slack_bolt import App

from bot.services import Services
from bot.slack.client import answering
from bot.slack.data import ASK_ERASE, ERASE, SHOW


def register(app: App, services: Services) -> None:
    desk = services.data
    app.action(SHOW)(answering(lambda user, _: desk.send(user)))
    app.action(ASK_ERASE)(answering(lambda user, _: desk.ask_erase(user)))
    app.action(ERASE)(answering(lambda user, _: desk.erase(user)))
    app.event("app_uninstalled")(partial(erase_everybody, services))
    app.event("tokens_revoked")(partial(erase_where_revoked, services))


def erase_everybody(services: Services) -> None:
    services.data.removed()


def erase_where_revoked(services: Services, event: dict[str, Any]) -> None:
    """The bot's token, that is; somebody's own does not concern us."""
    if event["tokens"].get("bot"):
        services.data.removed()
