"""Questions: a direct message, a mention (answered in its thread), /usher (answered to the asker alone), a button."""

import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App, Respond, Say

from bot.desk import Asker
from bot.services import Services
from bot.slack.render import ASK, asked

Payload = dict[str, Any]


def register(app: App, services: Services) -> None:
    app.event("message")(partial(answer_direct_message, services))
    app.event("app_mention")(partial(answer_mention, services))
    app.command("/usher")(partial(answer_command, services))
    app.action(re.compile(rf"^{ASK}:"), matchers=[is_below_message])(partial(answer_button, services))


def answer_mention(services: Services, event: Payload, say: Say) -> None:
    message = services.desk.answer_openly(event["text"], Asker(event["user"], event["channel"]))
    say(**message.content, thread_ts=event.get("thread_ts", event["ts"]))


def answer_direct_message(services: Services, event: Payload, say: Say) -> None:
    """Messages of people only: edits, joins and bots have a subtype or a bot_id, and are left alone."""
    if event.get("channel_type") != "im" or "subtype" in event or "bot_id" in event:
        return
    message = services.desk.answer_privately(event["text"], Asker(event["user"], event["channel"]))
    say(**message.content, thread_ts=event.get("thread_ts"))


def answer_command(services: Services, ack: Ack, command: Payload, respond: Respond) -> None:
    ack()
    message = services.desk.answer_privately(command["text"], Asker(command["user_id"], command["channel_id"]))
    respond(**message.content, response_type="ephemeral")


def is_below_message(body: Payload) -> bool:
    return bool(body["container"]["type"] == "message")


def answer_button(services: Services, ack: Ack, body: Payload, action: Payload, say: Say, respond: Respond) -> None:
    """In a direct message the answer is a message, in its thread if there is one; in a channel it is for the asker."""
    ack()
    user, channel = body["user"]["id"], body["channel"]["id"]
    message = services.desk.answer_again(asked(action["value"]), Asker(user, channel))
    if channel.startswith("D"):
        say(**message.content, thread_ts=body["container"].get("thread_ts"))
    else:
        respond(**message.content, response_type="ephemeral", replace_original=False)
