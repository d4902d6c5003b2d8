"""What people do that the app must acknowledge: commands, buttons, modals, shortcuts; and what the ack does.

Each waits, outside the lock, until the app has acknowledged; DispatchFailedError says that it did not.
"""

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass

from bot.workspace.blocks import require_view
from bot.workspace.errors import DispatchFailedError, Json, PersonError, RefusedError
from bot.workspace.inputs import initial_values, unanswered
from bot.workspace.people import escaped, typed
from bot.workspace.responses import answer
from bot.workspace.stack import closed, filled, pushed, replaced
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
        response_id, trigger_id = state.tickets.response(user.id, channel.id), state.tickets.trigger(user.id)
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
            "response_url": _response_url(state, response_id),
            "trigger_id": trigger_id,
        }
        waiting = state.deliver("slash_commands", payload)
    acknowledged = _acknowledged(waiting, name)
    _answer_with_ack(state, response_id, acknowledged)
    return Interaction(trigger_id, response_id, acknowledged)


def act_on_message(state: State, user: User, message: Message, action: Json, values: Json) -> Interaction:
    with state.changed:
        channel = state.directory.channel(message.channel)
        response_id = state.tickets.response(user.id, channel.id, message.ts)
        trigger_id = state.tickets.trigger(user.id)
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.ephemeral,
        }
        container |= {"thread_ts": message.thread_ts} if message.is_reply else {}
        known = initial_values(list(message.blocks))
        payload: Json = {
            **_interactive("block_actions", user, trigger_id),
            "container": container,
            "channel": _channel_json(channel),
            "response_url": _response_url(state, response_id),
            "state": {"values": {block: {**actions, **values.get(block, {})} for block, actions in known.items()}},
            "actions": [{**action, "action_ts": state.new_ts()}],
        }
        # Ephemeral messages are not stored, so Slack cannot send them along.
        payload |= {} if message.ephemeral else {"message": state.message_json(message, metadata=True)}
        waiting = _interact(state, payload)
    acknowledged = _acknowledged(waiting, str(action["action_id"]))
    return Interaction(trigger_id, response_id, acknowledged)


def act_on_view(state: State, user: User, view: View, action: Json, values: Json) -> Interaction:
    with state.changed:
        view = filled(state, view, values)
        trigger_id = state.tickets.trigger(user.id, view.id)
        payload: Json = {
            **_interactive("block_actions", user, trigger_id),
            "container": {"type": "view", "view_id": view.id},
            "view": state.view_json(view),
            "actions": [{**action, "action_ts": state.new_ts()}],
        }
        waiting = _interact(state, payload)
    return Interaction(trigger_id, None, _acknowledged(waiting, str(action["action_id"])))


def submit(state: State, user: User, view: View, values: Json) -> Json:
    """Submit a modal; returns the words beneath its inputs by block_id, {} where all is well."""
    with state.changed:
        view = filled(state, view, values)
        missing = unanswered(list(view.blocks), view.values)
        if missing:
            return missing
        trigger_id = state.tickets.trigger(user.id, view.id)
        payload = {
            **_interactive("view_submission", user, trigger_id),
            "view": state.view_json(view),
            "response_urls": [],
        }
        waiting = _interact(state, payload)
    acknowledged = _acknowledged(waiting, view.callback_id)
    with state.changed:
        return _submitted(state, view, acknowledged)


def close(state: State, user: User, view: View) -> None:
    """Close a modal; the app hears of it where the view asked for that (`notify_on_close`)."""
    with state.changed:
        payload = {**_interactive("view_closed", user, None), "view": state.view_json(view), "is_cleared": False}
        closed(state, view)
        waiting = _interact(state, payload) if view.content.get("notify_on_close") else None
    if waiting is not None:
        _acknowledged(waiting, view.callback_id)


def shortcut(state: State, user: User, callback_id: str, message: Message | None = None) -> Interaction:
    """A global shortcut, or one upon a message."""
    kind = "global" if message is None else "message"
    with state.changed:
        if not any((each.callback_id, each.kind) == (callback_id, kind) for each in state.manifest.shortcuts):
            raise PersonError(f"the app has no {kind} shortcut {callback_id!r}")
        trigger_id = state.tickets.trigger(user.id)
        common = {
            **_interactive("shortcut", user, trigger_id),
            "callback_id": callback_id,
            "action_ts": state.new_ts(),
        }
        response_id = None
        if message is not None:
            # Without the message's ts: what the app answers can replace no message of a person's.
            response_id = state.tickets.response(user.id, message.channel)
            common |= _about_message(state, message, response_id)
        waiting = _interact(state, common)
    return Interaction(trigger_id, response_id, _acknowledged(waiting, callback_id))


def _about_message(state: State, message: Message, response_id: str) -> Json:
    channel = state.directory.channel(message.channel)
    about = {"type": "message_action", "channel": _channel_json(channel), "message_ts": message.ts}
    return {**about, "message": state.message_json(message), "response_url": _response_url(state, response_id)}


def _interact(state: State, payload: Json) -> "Future[Json]":
    if not state.manifest.interactive:
        raise PersonError("This app is not configured to handle interactive responses.")
    return state.deliver("interactive", payload)


def _interactive(kind: str, user: User, trigger_id: str | None) -> Json:
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


def _response_url(state: State, response_id: str) -> str:
    return f"{state.url}/response/{response_id}"


def _acknowledged(waiting: "Future[Json]", what: str) -> Json:
    try:
        return waiting.result()
    except TimeoutError:
        raise DispatchFailedError(what) from None


def _answer_with_ack(state: State, response_id: str, acknowledged: Json) -> None:
    if acknowledged:
        with state.changed:
            try:
                answer(state, response_id, acknowledged)
            except RefusedError as refused:
                raise PersonError(
                    f"the app acknowledged with a message that Slack refuses: {refused.code}"
                ) from refused


def _submitted(state: State, view: View, acknowledged: Json) -> Json:
    """Carry out the response_action; without one, this view closes."""
    action = acknowledged.get("response_action")
    if action == "errors":
        return _errors(view, acknowledged.get("errors", {}))
    if action in ("update", "push"):
        _require_modal(acknowledged.get("view"))
        if action == "update":
            replaced(state, view, acknowledged["view"])
        else:
            pushed(state, view.user, acknowledged["view"])
        return {}
    if action not in (None, "clear"):
        raise PersonError(f"the app acknowledged with the unknown response_action {action!r}")
    # The app may have closed or replaced it in the meantime.
    if view.id in state.views:
        closed(state, view, whole_stack=action == "clear")
    return {}


def _require_modal(view: object) -> None:
    try:
        require_view(view, "modal")
    except RefusedError as refused:
        raise PersonError(
            f"the app acknowledged with a view that Slack refuses: {'; '.join(refused.messages)}"
        ) from refused


def _errors(view: View, errors: Mapping[str, str]) -> Json:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not errors or not errors.keys() <= inputs:
        raise PersonError(
            f"the app acknowledged with errors for {sorted(errors)}; the view's inputs are {sorted(inputs)}"
        )
    return dict(errors)
