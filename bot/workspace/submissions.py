"""Modals submitted and closed by people, and what the app's acknowledgement does to them."""

from collections.abc import Mapping

from bot.workspace.blocks import elements_of, require_view
from bot.workspace.errors import Json, PersonError, RefusedError
from bot.workspace.inputs import answer_in
from bot.workspace.interactions import acknowledged, interact, interactive, response_url
from bot.workspace.objections import objections
from bot.workspace.stack import closed, filled, pushed, replaced
from bot.workspace.state import State
from bot.workspace.values import User, View


def submit(state: State, user: User, view: View, values: Json) -> Json:
    """Submit a modal; returns the words beneath its inputs by block_id, {} where all is well."""
    with state.changed:
        view = filled(state, view, values)
        objected = objections(list(view.blocks), view.values)
        if objected:
            return objected
        trigger_id = state.tickets.trigger(user.id, view.channel)
        payload = {
            **interactive("view_submission", user, trigger_id),
            "view": state.view_json(view),
            "response_urls": _response_urls(state, user, view),
        }
        waiting = interact(state, payload)
    given = acknowledged(waiting, view.callback_id)
    with state.changed:
        return _submitted(state, view, given)


def close(state: State, user: User, view: View, *, whole_stack: bool = False) -> None:
    """Close a modal, or all of them; the app hears of each that asked for it (`notify_on_close`), the topmost first."""
    with state.changed:
        whole_stack = whole_stack or bool(view.content.get("clear_on_close"))
        stack = state.modals[user.id] if whole_stack else (view.id,)
        going = [state.views[view_id] for view_id in reversed(stack)]
        closed(state, view, whole_stack=whole_stack)
        payloads = [
            {**interactive("view_closed", user, None), "view": state.view_json(each), "is_cleared": whole_stack}
            for each in going
            if each.content.get("notify_on_close")
        ]
        waiting = [interact(state, payload) for payload in payloads]
    for each in waiting:
        acknowledged(each, view.callback_id)


def _response_urls(state: State, user: User, view: View) -> list[Json]:
    """A response_url for each conversation that was chosen where the app asked for one."""
    urls = []
    for block, element in elements_of(list(view.blocks)):
        chosen = answer_in(view.values, block, element) if element.get("response_url_enabled") else None
        if chosen:
            url = response_url(state, state.tickets.response(user.id, chosen))
            ids = {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": chosen}
            urls.append({**ids, "response_url": url})
    return urls


def _submitted(state: State, view: View, given: Json) -> Json:
    """Carry out the response_action; without one, this view closes."""
    action = given.get("response_action")
    if action == "errors":
        return _errors(view, given.get("errors", {}))
    if action in ("update", "push"):
        _require_modal(given.get("view"))
        if action == "update":
            replaced(state, view, given["view"])
        else:
            pushed(state, view.user, given["view"])
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
