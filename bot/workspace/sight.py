"""The workspace as one person sees it: conversations, messages, Home tab and modals, as the page reads it."""

from collections.abc import Iterable

from bot.workspace.errors import Json
from bot.workspace.manifest import Manifest
from bot.workspace.state import State
from bot.workspace.values import Channel, Message, User
from bot.workspace.workspace import Workspace


def seen_by(workspace: Workspace, name: str | None) -> Json:
    """All but the clock. Raises LookupError for somebody unknown; without a name, the first person."""
    state = workspace.state
    with state.changed:
        people = [user for user in state.directory.users if not user.is_bot and not user.deleted]
        me = state.directory.user(name) if name else people[0]
        channels = [state.direct(me), *_joined(state, me)]
        return {
            "me": _person(me),
            "users": [
                {**_person(user), "is_bot": user.is_bot, "is_admin": user.is_admin, "deleted": user.deleted}
                for user in state.directory.users
            ],
            "groups": [{"id": group.id, "handle": group.handle} for group in state.directory.groups.values()],
            "channels": [_conversation(state, me, channel) for channel in channels],
            "messages": {
                channel.id: [_message(state, message) for message in visible(state, me, channel)]
                for channel in channels
            },
            "home": _home(state, me),
            "assistant": _assistant(state, channels[0]),
            "modals": [state.view_json(state.views[view_id]) for view_id in state.modals.get(me.id, ())],
            "bot": {"id": state.bot.id, "name": state.bot.name, "connected": workspace.connected},
            **_offered(state.manifest),
        }


def _offered(manifest: Manifest) -> Json:
    """What the app can be called by."""
    return {
        "commands": [
            {"command": each.name, "description": each.description, "usage_hint": each.usage_hint}
            for each in manifest.commands
        ],
        "shortcuts": [
            {"name": each.name, "callback_id": each.callback_id, "type": each.kind} for each in manifest.shortcuts
        ],
    }


def _assistant(state: State, direct: Channel) -> Json:
    """Whether the app has an assistant, and its threads with this person."""
    threads = {
        ts: {"status": thread.status, "title": thread.title, "prompts": list(thread.prompts)}
        for (channel, ts), thread in state.assistant_threads.items()
        if channel == direct.id
    }
    return {"offered": "assistant_thread_started" in state.manifest.events, "threads": threads}


def visible(state: State, user: User, channel: Channel) -> Iterable[Message]:
    """Everything in the conversation, with this person's ephemeral messages and nobody else's."""
    return (message for message in state.messages.oldest_first(channel.id) if message.visible_to in (None, user.id))


def _joined(state: State, user: User) -> Iterable[Channel]:
    return (
        channel
        for channel in state.directory.channels
        if channel.kind != "im" and state.directory.is_member(channel.id, user.id)
    )


def _person(user: User) -> Json:
    return {"id": user.id, "name": user.name, "real_name": user.real_name, "tz": user.tz}


def _conversation(state: State, me: User, channel: Channel) -> Json:
    direct = channel.kind == "im"
    return {
        "id": channel.id,
        "name": state.bot.real_name if direct else channel.name,
        "kind": "im" if direct else "channel",
        "type": {"channel": "public", "group": "private"}.get(channel.kind, channel.kind),
        "user": state.bot.id if direct else None,
        "topic": channel.topic,
        "unread": _unread(state, me, channel),
    }


def _unread(state: State, me: User, channel: Channel) -> int:
    """What came since this person last wrote there: the page tells nobody what was looked at."""
    count = 0
    for message in state.messages.newest_first(channel.id):
        if message.user == me.id:
            break
        count += message.visible_to in (None, me.id)
    return count


def _message(state: State, message: Message) -> Json:
    return {
        "ts": message.ts,
        "user": message.user,
        "bot": message.bot_id is not None,
        "text": message.text,
        "blocks": list(message.blocks),
        "thread_ts": message.thread_ts,
        "ephemeral": message.ephemeral,
        "edited": message.edited is not None,
        "metadata": message.metadata,
        "files": list(message.files),
        "pinned": message.ts in state.pins.get(message.channel, {}),
        "reactions": list(state.reactions.get((message.channel, message.ts), {})),
    }


def _home(state: State, me: User) -> Json | None:
    view = state.views.get(state.homes.get(me.id, ""))
    return state.view_json(view) if view else None
