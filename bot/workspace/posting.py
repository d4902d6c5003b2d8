"""Posting, changing and deleting a message, with the events that Slack sends for it; whoever does it, app or person."""

import re
from dataclasses import replace

from bot.workspace.errors import Json
from bot.workspace.events import MESSAGE_EVENTS
from bot.workspace.state import BOT_ID, TEAM_ID, State
from bot.workspace.values import Channel, Message, User


def post(state: State, message: Message) -> Message:
    """Store a new message; its ts must come from `state.new_ts`. The app's words in a thread end its status there."""
    state.messages.put(message)
    thread = state.assistant_threads.get((message.channel, message.thread_ts or ""))
    if thread and message.user == state.bot.id:
        thread.status = ""
    if not message.ephemeral:
        _announce(state, message)
    state.touch()
    return message


def edit(state: State, message: Message, **changes: object) -> Message:
    return change(state, message, edited=state.new_ts(), **changes)


def change(state: State, message: Message, **changes: object) -> Message:
    """An edit that nobody is said to have made."""
    after = state.messages.put(replace(message, **changes))  # type: ignore[arg-type]  # fields by name
    if not after.ephemeral:
        changed = {"message": state.message_json(after, metadata=True), "previous_message": state.message_json(message)}
        _emit(
            state,
            after,
            {"type": "message", "subtype": "message_changed", "hidden": True, "ts": state.new_ts(), **changed},
        )
    state.touch()
    return after


def delete(state: State, message: Message) -> None:
    state.messages.remove(message)
    state.pins.get(message.channel, {}).pop(message.ts, None)
    if not message.ephemeral:
        deleted = {"deleted_ts": message.ts, "previous_message": state.message_json(message)}
        _emit(
            state,
            message,
            {"type": "message", "subtype": "message_deleted", "hidden": True, "ts": state.new_ts(), **deleted},
        )
    state.touch()


def post_due(state: State) -> None:
    """Post what was scheduled and is due. Slack never posts what was scheduled with metadata; neither is it kept."""
    if not state.scheduled:
        return
    now = state.clock.now().timestamp()
    for scheduled in sorted(state.scheduled.values(), key=lambda each: each.post_at):
        if scheduled.post_at <= now:
            del state.scheduled[scheduled.id]
            if scheduled.message.metadata is None:
                post(state, replace(scheduled.message, ts=state.new_ts()))


def bot_message(state: State, channel: Channel, text: str, blocks: list[Json]) -> Message:
    """A message of the app's, not yet posted."""
    return Message(channel.id, state.new_ts(), state.bot.id, text, state.with_block_ids(blocks), bot_id=BOT_ID)


def joined(state: State, channel: Channel, user: User) -> None:
    """Make somebody a member; the app hears of it where its bot is a member too."""
    state.directory.join(channel.id, user.id)
    _tell_of_member(state, "member_joined_channel", channel, user)


def left(state: State, channel: Channel, user: User) -> None:
    """Take somebody out; the bot itself hears of it by another event."""
    state.directory.leave(channel.id, user.id)
    _tell_of_member(state, "member_left_channel", channel, user)
    if user.id == state.bot.id:
        kind = "channel_left" if channel.kind == "channel" else "group_left"
        state.events.emit(kind, {"type": kind, "channel": channel.id}, state.new_ts())


def _tell_of_member(state: State, kind: str, channel: Channel, user: User) -> None:
    if state.directory.is_member(channel.id, state.bot.id):
        where = {"channel": channel.id, "channel_type": "C" if channel.kind == "channel" else "G", "team": TEAM_ID}
        state.events.emit(kind, {"type": kind, "user": user.id, **where}, state.new_ts())
    state.touch()


def _announce(state: State, message: Message) -> None:
    _emit(state, message, state.message_json(message, metadata=True))
    channel = state.directory.channel(message.channel)
    mentioned = re.search(rf"<@{state.bot.id}(\|[^>]*)?>", message.text)
    if (
        mentioned
        and message.bot_id is None
        and channel.kind != "im"
        and state.directory.is_member(channel.id, state.bot.id)
    ):
        said = {name: value for name, value in state.message_json(message).items() if name != "subtype"}
        mention = {**said, "type": "app_mention", "channel": channel.id}
        state.events.emit("app_mention", mention, message.ts)


def _emit(state: State, message: Message, event: Json) -> None:
    """Message events reach the app only in conversations of which its bot is a member."""
    channel = state.directory.channel(message.channel)
    if state.directory.is_member(channel.id, state.bot.id):
        where = {"channel": channel.id, "channel_type": channel.kind}
        state.events.emit(MESSAGE_EVENTS[channel.kind], {**event, **where}, str(event["ts"]))
