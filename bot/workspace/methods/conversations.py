"""conversations.*: finding, opening, joining and reading conversations."""

import sys
from collections.abc import Callable, Iterable
from itertools import takewhile

from bot.workspace.arguments import Arguments, page
from bot.workspace.errors import Json, RefusedError
from bot.workspace.permissions import FAMILY, TYPES, readable_channel, require_scope, required_user, visible_channel
from bot.workspace.posting import joined
from bot.workspace.registry import method
from bot.workspace.state import State
from bot.workspace.values import Channel, Kind, Message

PAGES = "cursor limit"
WINDOW = "oldest latest inclusive include_all_metadata"


@method("conversations.list", tier=2, optional=f"{PAGES} exclude_archived types")
def list_conversations(state: State, arguments: Arguments) -> Json:
    return _listed(state, arguments, state.directory.channels)


@method("users.conversations", tier=3, optional=f"{PAGES} exclude_archived types user")
def user_conversations(state: State, arguments: Arguments) -> Json:
    """Those of the bot itself, or of a person as far as the bot sees them."""
    user = arguments.text("user") or state.bot.id
    required_user(state, user)
    return _listed(
        state, arguments, (each for each in state.directory.channels if state.directory.is_member(each.id, user))
    )


@method("conversations.info", tier=3, required="channel", optional="include_locale include_num_members")
def info(state: State, arguments: Arguments) -> Json:
    return {"channel": _json(state, visible_channel(state, arguments.text("channel"), "read"))}


@method("conversations.members", tier=4, required="channel", optional=PAGES)
def members(state: State, arguments: Arguments) -> Json:
    channel = visible_channel(state, arguments.text("channel"), "read")
    part, metadata = page(state.directory.members(channel.id), str, arguments, default=100, most=1000)
    return {"members": list(part), "response_metadata": metadata}


@method("conversations.open", tier=3, optional="channel prevent_creation return_im users")
def open_conversation(state: State, arguments: Arguments) -> Json:
    """A direct message with one person, or with several at once."""
    if "channel" in arguments:
        return {"channel": {"id": visible_channel(state, arguments.text("channel"), "read").id}}
    people = [required_user(state, user_id) for user_id in arguments.words("users")]
    if not people:
        raise RefusedError("users_list_not_supplied")
    if any(user.is_bot for user in people):
        raise RefusedError("cannot_dm_bot")
    if any(user.deleted for user in people):
        raise RefusedError("user_disabled")
    require_scope(state, "im:write" if len(people) == 1 else "mpim:write")
    known = len(state.directory.channels)
    channel = state.direct(people[0]) if len(people) == 1 else _group_direct(state, [user.id for user in people])
    state.touch()
    existed = len(state.directory.channels) == known
    return {"channel": {"id": channel.id}} | ({"no_op": True, "already_open": True} if existed else {})


@method("conversations.join", tier=3, scope="channels:join", required="channel")
def join(state: State, arguments: Arguments) -> Json:
    channel = visible_channel(state, arguments.text("channel"), "read")
    if channel.archived:
        raise RefusedError("is_archived")
    if channel.kind != "channel":
        raise RefusedError("method_not_supported_for_channel_type")
    if state.directory.is_member(channel.id, state.bot.id):
        return {"channel": _json(state, channel), "warning": "already_in_channel"}
    joined(state, channel, state.bot)
    return {"channel": _json(state, channel)}


@method("conversations.history", tier=3, required="channel", optional=f"{PAGES} {WINDOW}")
def history(state: State, arguments: Arguments) -> Json:
    """Newest first; replies within threads and ephemeral messages are no part of it."""
    channel = readable_channel(state, arguments.text("channel"))
    oldest, inside = _moment(arguments, "oldest", 0), _window(arguments)
    recent = takewhile(lambda message: _micros(message.ts) >= oldest, state.messages.newest_first(channel.id))
    within = (
        message
        for message in recent
        if not message.ephemeral and (message.broadcast or not message.is_reply) and inside(message)
    )
    body = _messages(state, within, arguments, default=100, most=999)
    return {**body, "pin_count": len(state.pins.get(channel.id, ()))}


@method("conversations.replies", tier=3, required="channel ts", optional=f"{PAGES} {WINDOW}")
def replies(state: State, arguments: Arguments) -> Json:
    """The whole thread, its parent first."""
    channel = readable_channel(state, arguments.text("channel"))
    message = state.messages.get(channel.id, arguments.text("ts"))
    parent = state.messages.get(channel.id, message.thread_ts or message.ts) if message else None
    if parent is None or parent.ephemeral:
        raise RefusedError("thread_not_found")
    within = filter(_window(arguments), state.messages.replies(channel.id, parent.ts))
    return _messages(state, [parent, *within], arguments, default=1000, most=1000)


def _messages(state: State, messages: Iterable[Message], arguments: Arguments, *, default: int, most: int) -> Json:
    part, metadata = page(messages, lambda message: message.ts, arguments, default=default, most=most)
    with_metadata = arguments.flag("include_all_metadata")
    body: Json = {"messages": [state.message_json(message, metadata=with_metadata) for message in part]}
    more = bool(metadata["next_cursor"])
    return {**body, "has_more": more} | ({"response_metadata": metadata} if more else {})


def _window(arguments: Arguments) -> Callable[[Message], bool]:
    """Whether a message lies between `oldest` and `latest`; both are excluded unless `inclusive`."""
    oldest, latest = _moment(arguments, "oldest", 0), _moment(arguments, "latest", sys.maxsize)
    if arguments.flag("inclusive"):
        return lambda message: oldest <= _micros(message.ts) <= latest
    return lambda message: oldest < _micros(message.ts) < latest


def _moment(arguments: Arguments, name: str, default: int) -> int:
    try:
        return _micros(arguments.text(name)) if arguments.maybe(name) else default
    except ValueError:
        raise RefusedError(f"invalid_ts_{name}") from None


def _micros(ts: str) -> int:
    """A ts in whole microseconds; floats would blur neighbours."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int(fraction[:6].ljust(6, "0"))


def _listed(state: State, arguments: Arguments, channels: Iterable[Channel]) -> Json:
    kinds = _kinds(state, arguments)
    hide_archived = arguments.flag("exclude_archived")
    listed = [
        channel
        for channel in channels
        if channel.kind in kinds and _sees(state, channel) and not (hide_archived and channel.archived)
    ]
    part, metadata = page(listed, lambda channel: channel.id, arguments, default=100, most=1000)
    return {"channels": [_json(state, channel) for channel in part], "response_metadata": metadata}


def _kinds(state: State, arguments: Arguments) -> frozenset[Kind]:
    types = arguments.words("types") or ("public_channel",)
    if not set(types) <= TYPES.keys():
        raise RefusedError("invalid_types")
    kinds = frozenset(TYPES[name] for name in types)
    for kind in sorted(kinds):
        require_scope(state, f"{FAMILY[kind]}:read")
    return kinds


def _sees(state: State, channel: Channel) -> bool:
    return channel.kind == "channel" or state.directory.is_member(channel.id, state.bot.id)


def _json(state: State, channel: Channel) -> Json:
    is_member = state.directory.is_member(channel.id, state.bot.id)
    return channel.json(is_member=is_member, members=state.directory.member_count(channel.id))


def _group_direct(state: State, user_ids: list[str]) -> Channel:
    name = "mpdm-" + "--".join(sorted(user_ids))
    found = state.directory.find_channel(name)
    everybody = [*user_ids, state.bot.id]
    return found or state.directory.add_channel(name, "mpim", everybody, created=state.now_seconds())
