"""What people do that the app only hears of: writing, joining, opening the Home tab, moving to another zone."""

from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.workspace.composing import rich_text, typed
from bot.workspace.errors import Json, PersonError
from bot.workspace.file import File
from bot.workspace.posting import delete, edit, joined, post
from bot.workspace.sharing import announced, share
from bot.workspace.state import TEAM_ID, AssistantThread, State
from bot.workspace.values import Channel, Message, User


def place(state: State, user: User, channel: str) -> Channel:
    """Where this person may write: the conversation named, or by the bot's name their direct message with it."""
    if user.deleted:
        raise PersonError(f"{user.name}'s account is deactivated")
    if channel.removeprefix("@") in (state.bot.name, state.bot.id):
        return state.direct(user)
    found = state.direct(user) if channel == f"@{user.name}" else state.directory.channel(channel)
    if not state.directory.is_member(found.id, user.id):
        raise PersonError(f"{user.name} is not in #{found.name}")
    if found.archived:
        raise PersonError(f"#{found.name} is archived")
    return found


def say(
    state: State,
    user: User,
    channel: Channel,
    text: str,
    thread_ts: str | None = None,
    files: Mapping[str, bytes] | None = None,
) -> Message:
    """`files` are the bytes by name that go with it."""
    if not text.strip() and not files:
        raise PersonError("there is nothing to send")
    if channel.kind == "im" and not state.manifest.writable:
        raise PersonError("Sending messages to this app has been turned off.")
    if thread_ts is not None and state.messages.get(channel.id, thread_ts) is None:
        raise PersonError(f"there is no message {thread_ts} to reply to")
    blocks = (rich_text(state, text),) if text.strip() else ()
    message = Message(channel.id, state.new_ts(), user.id, typed(state, text), blocks, thread_ts=thread_ts)
    if not files:
        return post(state, message)
    return share(state, message, [_uploaded(state, user, name, content) for name, content in files.items()])


def _uploaded(state: State, user: User, name: str, content: bytes) -> File:
    file = announced(state, user.id, name, len(content))
    uploaded = state.files[file.id] = replace(file, content=content, title=name, shared=True)
    return uploaded


def rewrite(state: State, user: User, message: Message, text: str) -> Message:
    return edit(state, _theirs(state, user, message), text=typed(state, text), blocks=(rich_text(state, text),))


def take_back(state: State, user: User, message: Message) -> None:
    delete(state, _theirs(state, user, message))


def open_home(state: State, user: User, tab: str = "home") -> None:
    if tab not in ("home", "messages"):
        raise PersonError(f"the app has the tabs home and messages, not {tab}")
    if tab == "home" and not state.manifest.home:
        raise PersonError("This app has no Home tab.")
    event: Json = {"type": "app_home_opened", "user": user.id, "channel": state.direct(user).id, "tab": tab}
    view = state.views.get(state.homes.get(user.id, ""))
    if tab == "home" and view is not None:
        event["view"] = state.view_json(view)
    state.events.emit("app_home_opened", event, state.new_ts())
    state.touch()


def set_zone(state: State, user: User, tz: str) -> User:
    try:
        ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError):
        raise PersonError(f"{tz!r} is no IANA time zone; write for example Europe/Berlin") from None
    return changed(state, replace(user, tz=tz))


def changed(state: State, user: User) -> User:
    """The account as it is from now on; the app hears of it."""
    state.directory.replace_user(user)
    _tell_of_user(state, "user_change", user)
    return user


def arrived(state: State, user: User) -> None:
    """Somebody new: the app hears of them, and of the public channels that they are in."""
    _tell_of_user(state, "team_join", user)
    for channel in state.directory.channels:
        if channel.kind == "channel":
            joined(state, channel, user)


def deactivated(state: State, user: User) -> User:
    """The account is closed and out of every channel; its direct message stays, and can still be posted to."""
    for channel in state.directory.channels:
        if channel.kind != "im":
            state.directory.leave(channel.id, user.id)
    return changed(state, replace(user, deleted=True))


def _tell_of_user(state: State, kind: str, user: User) -> None:
    event = {"type": kind, "user": user.json(TEAM_ID, state.clock.now()), "cache_ts": state.now_seconds()}
    state.events.emit(kind, event, state.new_ts())
    state.touch()


def uninstalled(state: State) -> None:
    """The app is removed from the workspace: it hears so, and its token is worth nothing any more."""
    tokens = {"oauth": [], "bot": [state.bot.id]}
    state.events.emit("tokens_revoked", {"type": "tokens_revoked", "tokens": tokens}, state.new_ts())
    state.events.emit("app_uninstalled", {"type": "app_uninstalled"}, state.new_ts())
    state.installed = False
    state.touch()


def start_assistant_thread(state: State, user: User, context: Channel | None = None) -> Message:
    """The person opens the app's assistant pane; `context` is the channel they look at meanwhile."""
    direct = state.direct(user)
    root = post(
        state, Message(direct.id, state.new_ts(), state.bot.id, "New Assistant Thread", subtype="assistant_app_thread")
    )
    state.assistant_threads[root.channel, root.ts] = AssistantThread()
    _assistant_event(state, "assistant_thread_started", root, user, context)
    return root


def change_assistant_context(state: State, user: User, root: Message, context: Channel) -> None:
    _assistant_event(state, "assistant_thread_context_changed", root, user, context)


def _assistant_event(state: State, kind: str, root: Message, user: User, context: Channel | None) -> None:
    about = {"channel_id": context.id, "team_id": TEAM_ID, "enterprise_id": None} if context else {}
    thread = {"user_id": user.id, "context": about, "channel_id": root.channel, "thread_ts": root.ts}
    state.events.emit(kind, {"type": kind, "assistant_thread": thread}, state.new_ts())


def _theirs(state: State, user: User, message: Message) -> Message:
    current = state.messages.get(message.channel, message.ts)
    if current is None or current.user != user.id:
        raise PersonError(f"{user.name} has no message {message.ts} there")
    return current
