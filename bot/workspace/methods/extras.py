"""pins.* and reactions.*."""

import re

from bot.workspace.arguments import Arguments
from bot.workspace.errors import Json, RefusedError
from bot.workspace.permissions import joined_channel, required_message, visible_channel
from bot.workspace.registry import method
from bot.workspace.state import State
from bot.workspace.values import Channel, Message

MOST_PINS = 100


@method("pins.add", tier=2, scope="pins:write", required="channel timestamp")
def pin(state: State, arguments: Arguments) -> Json:
    channel, message = _named(state, arguments)
    pinned = state.pins.setdefault(channel.id, {})
    if message.ts in pinned:
        raise RefusedError("already_pinned")
    if len(pinned) >= MOST_PINS:
        raise RefusedError("too_many_pins")
    pinned[message.ts] = state.now_seconds()
    state.touch()
    return {}


@method("pins.remove", tier=2, scope="pins:write", required="channel timestamp")
def unpin(state: State, arguments: Arguments) -> Json:
    channel, message = _named(state, arguments)
    if state.pins.get(channel.id, {}).pop(message.ts, None) is None:
        raise RefusedError("no_pin")
    state.touch()
    return {}


@method("pins.list", tier=2, scope="pins:read", required="channel")
def list_pins(state: State, arguments: Arguments) -> Json:
    """The newest pin first."""
    channel = visible_channel(state, arguments.text("channel"), "read")
    items = [
        {
            "type": "message",
            "channel": channel.id,
            "created": created,
            "message": state.message_json(required_message(state, channel, ts)),
        }
        for ts, created in reversed(state.pins.get(channel.id, {}).items())
    ]
    return {"items": items}


@method("reactions.add", tier=3, scope="reactions:write", required="channel timestamp name")
def react(state: State, arguments: Arguments) -> Json:
    channel, message = _named(state, arguments)
    name = arguments.text("name")
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?", name):
        raise RefusedError("invalid_name")
    given = state.reactions.setdefault((channel.id, message.ts), {})
    if name in given:
        raise RefusedError("already_reacted")
    given[name] = state.bot.id
    state.touch()
    return {}


@method("reactions.remove", tier=2, scope="reactions:write", required="channel timestamp name")
def take_reaction_back(state: State, arguments: Arguments) -> Json:
    channel, message = _named(state, arguments)
    given = state.reactions.get((channel.id, message.ts), {})
    if given.pop(arguments.text("name"), None) is None:
        raise RefusedError("no_reaction")
    state.touch()
    return {}


def _named(state: State, arguments: Arguments) -> tuple[Channel, Message]:
    channel = joined_channel(state, arguments.text("channel"))
    return channel, required_message(state, channel, arguments.text("timestamp"))
