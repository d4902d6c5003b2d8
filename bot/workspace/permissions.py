"""May the app do this here? Scopes, and the conversations its bot can see, read and write; Slack's codes."""

from bot.workspace.errors import RefusedError
from bot.workspace.state import State
from bot.workspace.values import Channel, Kind, Message, User

FAMILY: dict[Kind, str] = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}
TYPES: dict[str, Kind] = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def require_scope(state: State, needed: str) -> None:
    if needed and needed not in state.manifest.scopes:
        raise RefusedError("missing_scope", needed=needed, provided=",".join(state.manifest.scopes))


def required_user(state: State, user_id: str) -> User:
    user = state.directory.find_user(user_id)
    if user is None or user.id != user_id:
        raise RefusedError("user_not_found")
    return user


def visible_channel(state: State, channel_id: str, doing: str) -> Channel:
    """A conversation that the bot can see, if it has the scope for `doing` ("read", "history") in that kind."""
    channel = seen_channel(state, channel_id)
    require_scope(state, f"{FAMILY[channel.kind]}:{doing}")
    return channel


def readable_channel(state: State, channel_id: str) -> Channel:
    channel = visible_channel(state, channel_id, "history")
    if not state.directory.is_member(channel.id, state.bot.id):
        raise RefusedError("not_in_channel")
    return channel


def writable_channel(state: State, channel_id: str) -> Channel:
    """Where the bot may post: a member, or any public channel with chat:write.public."""
    channel = seen_channel(state, channel_id)
    if channel.archived:
        raise RefusedError("is_archived")
    if not state.directory.is_member(channel.id, state.bot.id) and "chat:write.public" not in state.manifest.scopes:
        raise RefusedError("not_in_channel")
    return channel


def joined_channel(state: State, channel_id: str) -> Channel:
    """Where the bot may do more than post: chat:write.public stands for no membership here."""
    channel = writable_channel(state, channel_id)
    if not state.directory.is_member(channel.id, state.bot.id):
        raise RefusedError("not_in_channel")
    return channel


def required_message(state: State, channel: Channel, ts: str) -> Message:
    """A message that is part of the conversation; ephemeral ones are not."""
    message = state.messages.get(channel.id, ts)
    if message is None or message.ephemeral:
        raise RefusedError("message_not_found")
    return message


def seen_channel(state: State, channel_id: str) -> Channel:
    """Private conversations without the bot do not exist for it."""
    channel = state.directory.find_channel(channel_id)
    if channel is None or channel.id != channel_id:
        raise RefusedError("channel_not_found")
    if channel.kind != "channel" and not state.directory.is_member(channel.id, state.bot.id):
        raise RefusedError("channel_not_found")
    return channel
