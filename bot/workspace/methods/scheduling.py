"""chat.scheduleMessage and its siblings: what Slack is to post by itself, up to 120 days ahead."""

from dataclasses import replace

from bot.workspace.arguments import Arguments, page
from bot.workspace.content import content
from bot.workspace.errors import Json, RefusedError
from bot.workspace.methods.chat import CONTENT, LOOK
from bot.workspace.permissions import writable_channel
from bot.workspace.registry import method
from bot.workspace.state import State
from bot.workspace.values import Scheduled

AHEAD_SECONDS = 120 * 86_400
WINDOW_SECONDS = 300
PER_WINDOW = 30


@method(
    "chat.scheduleMessage",
    tier=3,
    scope="chat:write",
    required="channel post_at",
    optional=f"{CONTENT} {LOOK} thread_ts reply_broadcast",
)
def schedule_message(state: State, arguments: Arguments) -> Json:
    """At most 30 messages in any 5 minutes of one channel; with metadata it is accepted and never posted."""
    channel = writable_channel(state, arguments.text("channel"))
    post_at, now = arguments.number("post_at", 0), state.now_seconds()
    if post_at <= now:
        raise RefusedError("time_in_past")
    if post_at > now + AHEAD_SECONDS:
        raise RefusedError("time_too_far")
    near = [
        each
        for each in state.scheduled.values()
        if each.channel == channel.id and abs(each.post_at - post_at) < WINDOW_SECONDS
    ]
    if len(near) >= PER_WINDOW:
        raise RefusedError("restricted_too_many")
    message = content(state, channel, arguments)
    scheduled = Scheduled(state.new_id("Q"), post_at, now, replace(message, ts=""))
    state.scheduled[scheduled.id] = scheduled
    return {"channel": channel.id, "scheduled_message_id": scheduled.id, "post_at": post_at, "message": message.json()}


@method("chat.scheduledMessages.list", tier=3, optional="channel cursor latest limit oldest")
def list_scheduled(state: State, arguments: Arguments) -> Json:
    wanted = arguments.maybe("channel")
    listed = sorted(
        (each for each in state.scheduled.values() if wanted in (None, each.channel)),
        key=lambda each: (each.post_at, each.id),
    )
    part, metadata = page(listed, lambda each: each.id, arguments, default=100, most=1000)
    return {"scheduled_messages": [each.json() for each in part], "response_metadata": metadata}


@method(
    "chat.deleteScheduledMessage",
    tier=3,
    scope="chat:write",
    required="channel scheduled_message_id",
    optional="as_user",
)
def delete_scheduled(state: State, arguments: Arguments) -> Json:
    scheduled = state.scheduled.get(arguments.text("scheduled_message_id"))
    if scheduled is None or scheduled.channel != arguments.text("channel"):
        raise RefusedError("invalid_scheduled_message_id")
    del state.scheduled[scheduled.id]
    return {}
