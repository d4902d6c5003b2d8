"""Live changes: previewed, applied, told and taken back by the buttons below what an organizer ordered in words."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.services import Services
from bot.slack.client import replace_message
from bot.slack.live import APPLY, APPLY_NOW, DROP, OTHER, TELL, UNDO, Ids, ids_of
from bot.slack.render import SlackMessage

Payload = dict[str, Any]


def register(app: App, services: Services) -> None:
    control = services.control
    acts = (
        (APPLY, control.apply),
        (APPLY_NOW, control.apply_now),
        (DROP, control.drop),
        (OTHER, control.show_other),
        (UNDO, control.undo),
        (TELL, control.tell_now),
    )
    for action, act in acts:
        app.action(action)(partial(press, act))


def press(act: Callable[[Ids, str], SlackMessage], ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
    """What was done stands in place of the buttons that did it."""
    ack()
    replace_message(respond, act(ids_of(action["value"]), body["user"]["id"]))
