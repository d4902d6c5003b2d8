"""What people do that the app must acknowledge: commands, buttons, menus, shortcuts; `submissions` has the modals.

Each waits, outside the lock, until the app has acknowledged; DispatchFailedError says that it did not.
"""

from concurrent.futures import Future
from dataclasses import dataclass

from bot.workspace.blocks import require_suggested
from bot.workspace.composing import escaped, typed
from bot.workspace.errors import DispatchFailedError, Json, PersonError, RefusedError
from bot.workspace.inputs import initial_values
from bot.workspace.responses import answer
from bot.workspace.stack import filled
from bot.workspace.state import APP_ID, DOMAIN, TEAM_ID, State
from bot.workspace.values import Channel, Message, User, View


@dataclass(frozen=True, slots=True)
class Interaction:
    """A command or a click that was acknowledged; `response_id` is None where Slack gives no response_url."""

    trigger_id: str
    response_id: str | None
    acknowledged: Json


def command(state: State, user: User, channel: Channel, text: str) -> Interaction:
    name, _, rest = text.strip().partition(" ")
    with state.changed:
        known = state.manifest.command(name)
        if known is None:
            raise PersonError(f"{name} is not a valid command.")
        response_id = state.tickets.response(user.id, channel.id)
        trigger_id = state.tickets.trigger(user.id, channel.id)
        payload = {
            "token": "verification-token",
            "team_id": TEAM_ID,
            "team_domain": DOMAIN,
            "api_app_id": APP_ID,
            "channel_id": channel.id,
            "channel_name": "directmessage" if channel.kind == "im" else channel.name,
            "user_id": user.id,
            "user_name": user.name,
            "command": name,
            "is_enterprise_install": "false",
            "text": typed(state, rest.strip(), named=True) if known.should_escape else escaped(rest.strip()),
            "response_url": response_url(state, response_id),
            "trigger_id": trigger_id,
        }
        waiting = state.deliver("slash_commands", payload)
    given = acknowledged(waiting, name)
    _answer_with_ack(state, response_id, given)
    return Interaction(trigger_id, response_id, given)


def act_on_message(state: State, user: User, message: Message, action: Json, values: Json) -> Interaction:
    with state.changed:
        channel = state.directory.channel(message.channel)
        response_id = state.tickets.response(user.id, channel.id, message.ts)
        trigger_id = state.tickets.trigger(user.id, channel.id)
        known = initial_values(list(message.blocks), channel.id)
        payload: Json = {
            **interactive("block_actions", user, trigger_id),
            **_within_message(state, message),
            "response_url": response_url(state, response_id),
            "state": {"values": {block: {**actions, **values.get(block, {})} for block, actions in known.items()}},
            "actions": [{**action, "action_ts": state.new_ts()}],
        }
        waiting = interact(state, payload)
    return Interaction(trigger_id, response_id, acknowledged(waiting, str(action["action_id"])))


def act_on_view(state: State, user: User, view: View, action: Json, values: Json) -> Interaction:
    with state.changed:
        view = filled(state, view, values)
        trigger_id = state.tickets.trigger(user.id, view.channel)
        payload: Json = {
            **interactive("block_actions", user, trigger_id),
            **_within_view(state, view),
            "actions": [{**action, "action_ts": state.new_ts()}],
        }
        waiting = interact(state, payload)
    return Interaction(trigger_id, None, acknowledged(waiting, str(action["action_id"])))


def shortcut(state: State, user: User, callback_id: str, message: Message | None = None) -> Interaction:
    """A global shortcut, or one upon a message."""
    kind = "global" if message is None else "message"
    with state.changed:
        if not any((each.callback_id, each.kind) == (callback_id, kind) for each in state.manifest.shortcuts):
            raise PersonError(f"the app has no {kind} shortcut {callback_id!r}")
        trigger_id = state.tickets.trigger(user.id, message.channel if message else None)
        common = {
            **interactive("shortcut", user, trigger_id),
            "callback_id": callback_id,
            "action_ts": state.new_ts(),
        }
        response_id = None
        if message is not None:
            # Without the message's ts: what the app answers can replace no message of a person's.
            response_id = state.tickets.response(user.id, message.channel)
            common |= _about_message(state, message, response_id)
        waiting = interact(state, common)
    return Interaction(trigger_id, response_id, acknowledged(waiting, callback_id))


def crafted(state: State, user: User, kind: str, fields: Json) -> Json:
    """A payload of this kind from this person, whatever Slack would say to it; gives the acknowledgement."""
    with state.changed:
        trigger_id = state.tickets.trigger(user.id)
        waiting = interact(state, {**interactive(kind, user, trigger_id), **fields})
    return acknowledged(waiting, kind)


def suggestions(state: State, user: User, where: Message | View, block_id: str, action_id: str, typed_in: str) -> Json:
    """What an external select offers for what was typed into it: the app's `options` or `option_groups`."""
    with state.changed:
        within = _within_view(state, where) if isinstance(where, View) else _within_message(state, where)
        asked = {"action_id": action_id, "block_id": block_id, "value": typed_in}
        waiting = interact(state, {**interactive("block_suggestion", user, None), **within, **asked})
    given = acknowledged(waiting, action_id)
    try:
        require_suggested(given)
    except RefusedError as refused:
        raise PersonError(
            f"the app answered with options that Slack refuses: {'; '.join(refused.messages)}"
        ) from refused
    return given


def _within_message(state: State, message: Message) -> Json:
    """Ephemeral messages are not stored, so Slack cannot send them along."""
    channel = state.directory.channel(message.channel)
    container: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
    container |= {"is_ephemeral": message.ephemeral} | ({"thread_ts": message.thread_ts} if message.is_reply else {})
    within: Json = {"container": container, "channel": _channel_json(channel)}
    return within if message.ephemeral else {**within, "message": state.message_json(message, metadata=True)}


def _within_view(state: State, view: View) -> Json:
    return {"container": {"type": "view", "view_id": view.id}, "view": state.view_json(view)}


def _about_message(state: State, message: Message, response_id: str) -> Json:
    channel = state.directory.channel(message.channel)
    about = {"type": "message_action", "channel": _channel_json(channel), "message_ts": message.ts}
    return {**about, "message": state.message_json(message), "response_url": response_url(state, response_id)}


def interact(state: State, payload: Json) -> "Future[Json]":
    if not state.manifest.interactive:
        raise PersonError("This app is not configured to handle interactive responses.")
    return state.deliver("interactive", payload)


def interactive(kind: str, user: User, trigger_id: str | None) -> Json:
    body: Json = {
        "type": kind,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": TEAM_ID},
        "api_app_id": APP_ID,
        "token": "verification-token",
        "team": {"id": TEAM_ID, "domain": DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
    }
    return body | ({"trigger_id": trigger_id} if trigger_id else {})


def _channel_json(channel: Channel) -> Json:
    return {"id": channel.id, "name": "directmessage" if channel.kind == "im" else channel.name}


def response_url(state: State, response_id: str) -> str:
    return f"{state.url}/response/{response_id}"


def acknowledged(waiting: "Future[Json]", what: str) -> Json:
    try:
        return waiting.result()
    except TimeoutError:
        raise DispatchFailedError(what) from None


def _answer_with_ack(state: State, response_id: str, given: Json) -> None:
    if given:
        with state.changed:
            try:
                answer(state, response_id, given)
            except RefusedError as refused:
                raise PersonError(
                    f"the app acknowledged with a message that Slack refuses: {refused.code}"
                ) from refused
