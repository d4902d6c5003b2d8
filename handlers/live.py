"""Live changes: ordered in a form, and previewed, applied, told and taken back by the buttons below each order."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.services import Services
from bot.slack.client import answering, replacing, respond_privately
from bot.slack.live import APPLY, APPLY_NOW, DOCTOR, DROP, EXPORT, OTHER, TELL, TELL_CHANNELS, UNDO, ids_of
from bot.slack.order_form import FORM, OPEN, SORT, order_in, subject_of

SHORTCUT = "change_schedule"
"""The global shortcut of the manifest."""

Payload = dict[str, Any]


def register(app: App, services: Services) -> None:
    control = services.control
    acts = (
        (APPLY, control.apply),
        (APPLY_NOW, control.apply_now),
        (DROP, control.drop),
        (OTHER, control.show_other),
        (UNDO, control.undo_this),
        (TELL, control.tell_now),
    )
    for action, act in acts:
        app.action(action)(replacing(act, ids_of))
    app.action(TELL_CHANNELS)(partial(tell_channels, services))
    app.action(EXPORT)(answering(lambda user, _: control.export(user)))
    app.action(DOCTOR)(answering(lambda user, _: control.doctor(user)))
    app.action(OPEN)(partial(open_form, services))
    app.action(SORT)(partial(choose_sort, services))
    app.view(FORM)(partial(take_order, services))
    app.command("/usher", matchers=[is_change])(partial(open_form, services))
    app.shortcut(SHORTCUT)(partial(open_form, services))


def is_change(command: Payload) -> bool:
    return command["text"].strip().lower() in {"change", "change the schedule"}


def open_form(services: Services, ack: Ack, body: Payload, context: BoltContext, client: WebClient) -> None:
    """For a command, a shortcut or a button alike."""
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=services.control.form(str(context.user_id)))


def choose_sort(services: Services, ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
    """What the form asks for depends on what sort of change is ordered."""
    ack()
    view = body["view"]
    schedule_id, _ = subject_of(view)
    form = services.control.form(body["user"]["id"], schedule_id, action["selected_option"]["value"])
    client.views_update(view_id=view["id"], hash=view["hash"], view=form)


def take_order(services: Services, ack: Ack, body: Payload, view: Payload, client: WebClient) -> None:
    """The preview comes by direct message."""
    ack()
    user = body["user"]["id"]
    message = services.control.order(order_in(view), user, subject_of(view)[0])
    client.chat_postMessage(channel=user, **message.content)


def tell_channels(services: Services, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
    ack()
    respond_privately(respond, services.control.tell_channels(int(action["value"]), body["user"]["id"]))
