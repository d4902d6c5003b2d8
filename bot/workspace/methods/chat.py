"""chat.*: posting, changing and deleting messages."""

from dataclasses import replace

from bot.workspace.arguments import Arguments
from bot.workspace.content import content
from bot.workspace.errors import Json, RefusedError
from bot.workspace.permissions import required_message, required_user, seen_channel, writable_channel
from bot.workspace.posting import delete, edit, post
from bot.workspace.registry import method
from bot.workspace.state import DOMAIN, State
from bot.workspace.values import Channel, Message

CONTENT = "text blocks attachments metadata"
LOOK = "as_user icon_emoji icon_url username link_names mrkdwn parse unfurl_links unfurl_media"


@method(
    "chat.postMessage",
    tier=None,
    scope="chat:write",
    required="channel",
    optional=f"{CONTENT} {LOOK} thread_ts reply_broadcast",
)
def post_message(state: State, arguments: Arguments) -> Json:
    channel = _addressed(state, arguments.text("channel"))
    message = content(state, channel, arguments)
    if message.thread_ts and required_thread(state, channel, message.thread_ts).is_reply:
        raise RefusedError("cannot_reply_to_message")
    posted = post(state, replace(message, broadcast=arguments.flag("reply_broadcast")))
    return {"channel": channel.id, "ts": posted.ts, "message": state.message_json(posted, metadata=True)}


@method(
    "chat.postEphemeral", tier=4, scope="chat:write", required="channel user", optional=f"{CONTENT} {LOOK} thread_ts"
)
def post_ephemeral(state: State, arguments: Arguments) -> Json:
    channel = writable_channel(state, arguments.text("channel"))
    user = required_user(state, arguments.text("user"))
    if not state.directory.is_member(channel.id, user.id):
        raise RefusedError("user_not_in_channel")
    posted = post(state, replace(content(state, channel, arguments), visible_to=user.id))
    return {"message_ts": posted.ts}


@method(
    "chat.update",
    tier=3,
    scope="chat:write",
    required="channel ts",
    optional=f"{CONTENT} {LOOK} reply_broadcast file_ids",
)
def update(state: State, arguments: Arguments) -> Json:
    """What is not given stays as it was: blocks, attachments and metadata; an empty list or object removes them."""
    channel = writable_channel(state, arguments.text("channel"))
    message = _own(state, channel, arguments.text("ts"), "cant_update_message")
    fresh = content(state, channel, arguments, old=message)
    fields = {name: getattr(fresh, name) for name in ("text", "blocks", "attachments", "metadata")}
    updated = edit(state, message, **fields)
    return {
        "channel": channel.id,
        "ts": updated.ts,
        "text": updated.text,
        "message": state.message_json(updated, metadata=True),
    }


@method("chat.delete", tier=3, scope="chat:write", required="channel ts", optional="as_user")
def delete_message(state: State, arguments: Arguments) -> Json:
    channel = writable_channel(state, arguments.text("channel"))
    message = _own(state, channel, arguments.text("ts"), "cant_delete_message")
    delete(state, message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink", tier=None, required="channel message_ts")
def get_permalink(state: State, arguments: Arguments) -> Json:
    channel = seen_channel(state, arguments.text("channel"))
    message = required_message(state, channel, arguments.text("message_ts"))
    thread = f"?thread_ts={message.thread_ts}&cid={channel.id}" if message.is_reply else ""
    link = f"https://{DOMAIN}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}{thread}"
    return {"channel": channel.id, "permalink": link}


def required_thread(state: State, channel: Channel, thread_ts: str) -> Message:
    parent = state.messages.get(channel.id, thread_ts)
    if parent is None or parent.ephemeral:
        raise RefusedError("thread_not_found")
    return parent


def _addressed(state: State, channel: str) -> Channel:
    """chat.postMessage alone also takes a channel's name, and a person's id for their direct message."""
    user = state.directory.find_user(channel)
    if user is not None and user.id == channel:
        if user.is_bot:
            raise RefusedError("channel_not_found")
        return state.direct(user)
    named = state.directory.find_channel(channel)
    return writable_channel(state, named.id if named else channel)


def _own(state: State, channel: Channel, ts: str, error: str) -> Message:
    message = required_message(state, channel, ts)
    if message.user != state.bot.id:
        raise RefusedError(error)
    return message
