"""`/usher`, where no other feature takes its words: a question, an order or a wish, answered to the asker alone."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.desk import Asker
from bot.services import Services
from bot.slack.client import respond_privately

Payload = dict[str, Any]


def register(app: App, services: Services) -> None:
    app.command("/usher")(partial(answer_command, services))


def answer_command(services: Services, ack: Ack, command: Payload, respond: Respond) -> None:
    ack()
    message = services.desk.answer_privately(command["text"], Asker(command["user_id"], command["channel_id"]))
    respond_privately(respond, message)
