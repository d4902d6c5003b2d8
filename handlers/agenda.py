"""A person's agenda: stars, follows and settings by buttons and menus, wherever they stand."""

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.agenda.attendee import Ref
from bot.concierge.request import Request
from bot.services import Services
from bot.slack.agenda import FOLLOW, UNFOLLOW
from bot.slack.client import respond_privately
from bot.slack.home import state_of
from bot.slack.render import SlackMessage
from bot.slack.settings import SETTING, tapped
from bot.slack.stars import OFF, ON, TOGGLE, refs_of, with_stars

Payload = dict[str, Any]


def register(app: App, services: Services) -> None:
    app.action(re.compile(rf"^{TOGGLE}:"))(partial(toggle_star, services))
    app.action(re.compile(rf"^({ON}|{OFF})$"))(partial(set_stars, services))
    app.action(re.compile(rf"^({FOLLOW}|{UNFOLLOW}):"))(partial(set_follow, services))
    app.action(re.compile(rf"^{SETTING}"))(partial(change_setting, services))


def toggle_star(
    services: Services, ack: Ack, body: Payload, action: Payload, respond: Respond, client: WebClient
) -> None:
    ack()
    (ref,) = refs_of(chosen(action))
    message, is_on = services.concierge.stars.toggle(body["user"]["id"], ref)
    tell(services, body, respond, message)
    show_star(body, client, ref, is_on=is_on)


def set_stars(services: Services, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
    ack()
    change = services.concierge.stars.star if action["action_id"] == ON else services.concierge.stars.unstar
    tell(services, body, respond, change(body["user"]["id"], refs_of(action["value"])))


def set_follow(services: Services, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
    ack()
    is_on = action["action_id"].startswith(f"{FOLLOW}:")
    message = services.concierge.follows.by_button(body["user"]["id"], chosen(action), on=is_on)
    tell(services, body, respond, message)


def change_setting(services: Services, ack: Ack, body: Payload, action: Payload, respond: Respond) -> None:
    ack()
    told, request = tapped(action["action_id"], chosen(action)), Request(body["user"]["id"], None)
    message = services.concierge.preferences.set(told, request)
    if message:
        tell(services, body, respond, message)


def chosen(action: Payload) -> str:
    """The value of a button, or of what was chosen in a menu."""
    return str((action.get("selected_option") or action).get("value", ""))


def tell(services: Services, body: Payload, respond: Respond, message: SlackMessage) -> None:
    """On Home the tab shows what has become of it; anywhere else it is said, privately."""
    if body["container"]["type"] == "view":
        services.home_tabs.show(body["user"]["id"], state_of(body["view"]))
    else:
        respond_privately(respond, message, body["container"].get("thread_ts"))


def show_star(body: Payload, client: WebClient, ref: Ref, *, is_on: bool) -> None:
    """In place, where the person alone reads the message; one that is gone upon reload tells no blocks."""
    place, message = body["container"], body.get("message")
    if message and not place.get("is_ephemeral") and body["channel"]["id"].startswith("D"):
        blocks = with_stars(message["blocks"], {ref: is_on})
        client.chat_update(channel=body["channel"]["id"], ts=message["ts"], text=message["text"], blocks=blocks)
