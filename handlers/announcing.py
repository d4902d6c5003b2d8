"""Announcements: written in a form, previewed, sent, listed, edited and withdrawn by buttons; for organizers alone."""

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.services import Services
from bot.slack.announcement_form import FORM, WHEN, errors_in, filled_in, subject_of
from bot.slack.announcing import DROP, EDIT, OPEN, OWN_TIMES, SEND, SEND_LOUD, SHOW, WITHDRAW
from bot.slack.client import replacing
from bot.slack.markup import heard

SHORTCUT, MESSAGE_SHORTCUT = "announce", "announce_this"
"""The shortcuts of the manifest."""

ANNOUNCE = re.compile(r"\s*announce(?::?\s+(?P<words>.+))?\s*", re.IGNORECASE | re.DOTALL)

Payload = dict[str, Any]


def register(app: App, services: Services) -> None:
    announcer = services.announcer
    acts = (
        (SEND, announcer.send),
        (SEND_LOUD, partial(announcer.send, is_sure=True)),
        (OWN_TIMES, announcer.own_times),
        (DROP, announcer.drop),
        (WITHDRAW, announcer.withdraw),
        (SHOW, announcer.show),
    )
    for action, act in acts:
        app.action(action)(replacing(act, int))
    app.action(EDIT)(partial(edit, services))
    app.action(OPEN)(partial(open_form, services))
    app.command("/usher", matchers=[is_announce])(partial(open_form, services))
    app.shortcut(SHORTCUT)(partial(open_form, services))
    app.shortcut(MESSAGE_SHORTCUT)(partial(announce_message, services))
    app.action(WHEN)(partial(choose_when, services))
    app.view(FORM)(partial(take_form, services))


def is_announce(command: Payload) -> bool:
    return ANNOUNCE.fullmatch(command["text"]) is not None


def open_form(services: Services, ack: Ack, body: Payload, context: BoltContext, client: WebClient) -> None:
    """For a command, with what it is to say, a shortcut or a button alike."""
    ack()
    said = ANNOUNCE.fullmatch(body.get("text", ""))
    words = heard(said["words"] or "") if said else ""
    form = services.announcer.form(str(context.user_id), words=words)
    client.views_open(trigger_id=body["trigger_id"], view=form)


def announce_message(services: Services, ack: Ack, body: Payload, client: WebClient) -> None:
    """The form, with what the message says."""
    ack()
    words = heard(body["message"].get("text", ""))
    client.views_open(trigger_id=body["trigger_id"], view=services.announcer.form(body["user"]["id"], words=words))


def edit(services: Services, ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
    ack()
    form = services.announcer.form(body["user"]["id"], int(action["value"]))
    client.views_open(trigger_id=body["trigger_id"], view=form)


def choose_when(services: Services, ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
    """What the form asks for depends on when it is to be sent."""
    ack()
    view = body["view"]
    chosen = action["selected_option"]["value"]
    form = services.announcer.form(body["user"]["id"], subject_of(view).announcement_id, chosen)
    client.views_update(view_id=view["id"], hash=view["hash"], view=form)


def take_form(services: Services, ack: Ack, body: Payload, view: Payload, client: WebClient) -> None:
    """The preview comes by direct message."""
    user = body["user"]["id"]
    announcement = filled_in(*services.announcer.start_of(subject_of(view), user), view)
    if errors := errors_in(announcement):
        ack(response_action="errors", errors=errors)
        return
    ack()
    client.chat_postMessage(channel=user, **services.announcer.keep(announcement, user).content)
