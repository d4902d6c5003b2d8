"""Questions that the bot could not answer: organizers answer them in a form, opened by the button below each."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.services import Services
from bot.slack.organizers import ANSWER, REPLY, answer_of

Payload = dict[str, Any]


def register(app: App, services: Services) -> None:
    app.action(REPLY)(partial(open_form, services))
    app.view(REPLY)(partial(take_answer, services))


def open_form(services: Services, ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
    ack()
    form = services.helpdesk.form(action["value"], body.get("channel", {}).get("id"))
    client.views_open(trigger_id=body["trigger_id"], view=form)


def take_answer(services: Services, ack: Ack, body: Payload, view: Payload) -> None:
    words = answer_of(view)
    if not words:
        ack(response_action="errors", errors={ANSWER: "Please write an answer."})
        return
    ack()
    services.helpdesk.reply(view["private_metadata"], words, by=body["user"]["id"])
