"""Questions: a direct message, a mention (answered in its thread), /usher (answered to the asker alone), a button."""

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, Respond, Say
from slack_sdk import WebClient

from bot.desk import Asker
from bot.services import Services
from bot.slack.client import WRITTEN, respond_to_button
from bot.slack.dropped import written
from bot.slack.render import ASK, asked

Payload = dict[str, Any]


def register(app: App, services: Services) -> None:
    app.event("message")(partial(answer_direct_message, services))
    app.event("app_mention")(partial(answer_mention, services))
    app.action(re.compile(rf"^{ASK}:"), matchers=[is_below_message])(partial(answer_button, services))


def answer_mention(services: Services, event: Payload, say: Say, client: WebClient) -> None:
    """Of people only: two bots that mention each other would never end. A command is answered to who gave it alone."""
    if "bot_id" in event:
        return
    thread_ts = event.get("thread_ts", event["ts"])
    if services.intake.take(written(event, thread_ts)):
        return
    asker = Asker(event["user"], event["channel"])
    if done := services.desk.carry_out(event["text"], asker):
        told = {**done.content, "thread_ts": event.get("thread_ts")}
        client.chat_postEphemeral(channel=event["channel"], user=asker.user, **told)
    else:
        say(**services.desk.answer_openly(event["text"], asker).content, thread_ts=thread_ts)


def answer_direct_message(services: Services, event: Payload, say: Say) -> None:
    """Messages of people only: edits, joins and bots have another subtype or a bot_id, and are left alone."""
    if event.get("channel_type") != "im" or event.get("subtype") not in WRITTEN or "bot_id" in event:
        return
    if services.intake.take(written(event, event.get("thread_ts"))):
        return
    message = services.desk.answer_privately(event.get("text", ""), Asker(event["user"], event["channel"]))
    say(**message.content, thread_ts=event.get("thread_ts"))


def is_below_message(body: Payload) -> bool:
    return bool(body["container"]["type"] == "message")


def answer_button(
    services: Services, ack: Ack, body: Payload, action: Payload, client: WebClient, respond: Respond
) -> None:
    ack()
    asker = Asker(body["user"]["id"], body["channel"]["id"])
    respond_to_button(client, respond, body, services.desk.answer_again(asked(action["value"]), asker))
