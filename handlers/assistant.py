"""The assistant's panel: a greeting with prompts that fit the moment, and the answers of a direct message.

It takes part in a paid plan alone. Bolt takes its threads, and any other thread of a direct message, for it before
`questions` hears of them; where there is no panel, all else is answered as ever.
"""

from functools import partial
from typing import Any

from slack_bolt import App, Say, SetStatus, SetSuggestedPrompts
from slack_bolt.context.get_thread_context import GetThreadContext
from slack_bolt.context.save_thread_context import SaveThreadContext

from bot.desk import Asker
from bot.services import Services
from bot.slack.dropped import written
from bot.slack.panel import LatestContexts, Panel, prompt, show_status

Payload = dict[str, Any]


def register(app: App, services: Services) -> None:
    assistant = Panel(thread_context_store=LatestContexts())
    assistant.thread_started(partial(greet, services))
    assistant.thread_context_changed(partial(look_elsewhere, services))
    assistant.user_message(partial(answer_message, services))
    app.assistant(assistant)


def greet(
    services: Services,
    event: Payload,
    say: Say,
    save_thread_context: SaveThreadContext,
    set_suggested_prompts: SetSuggestedPrompts,
) -> None:
    asker = asker_of(event["assistant_thread"])
    message = services.desk.greeting(asker)
    save_thread_context(event["assistant_thread"]["context"])
    say(**message.content)
    set_suggested_prompts([prompt(choice) for choice in services.desk.prompts(asker)])


def look_elsewhere(
    services: Services,
    event: Payload,
    save_thread_context: SaveThreadContext,
    set_suggested_prompts: SetSuggestedPrompts,
) -> None:
    """Of the schedule that the channel is about, from the next question on."""
    save_thread_context(event["assistant_thread"]["context"])
    prompts = services.desk.prompts(asker_of(event["assistant_thread"]))
    set_suggested_prompts([prompt(choice) for choice in prompts])


def answer_message(
    services: Services, event: Payload, say: Say, set_status: SetStatus, get_thread_context: GetThreadContext
) -> None:
    show_status(set_status)
    if services.intake.take(written(event, event.get("thread_ts"))):
        return
    context = get_thread_context()
    channel = context.channel_id if context else event["channel"]
    message = services.desk.answer_privately(event.get("text", ""), Asker(event["user"], channel))
    say(**message.content)


def asker_of(thread: Payload) -> Asker:
    """Who looks at which channel beside the panel."""
    return Asker(thread["user_id"], thread["context"].get("channel_id"))
