"""views.*: modals and the Home tab."""

from bot.workspace.arguments import Arguments
from bot.workspace.blocks import require_view
from bot.workspace.errors import Json, RefusedError
from bot.workspace.permissions import required_user
from bot.workspace.registry import method
from bot.workspace.stack import opened, published, pushed, replaced
from bot.workspace.state import State
from bot.workspace.values import View


@method("views.open", tier=4, required="view", optional="trigger_id interactivity_pointer")
def open_view(state: State, arguments: Arguments) -> Json:
    content = _content(arguments, "modal")
    trigger = state.tickets.exchange(arguments.text("trigger_id"))
    _require_new_external_id(state, content)
    return {"view": state.view_json(opened(state, trigger.user, content, trigger.channel))}


@method("views.push", tier=4, required="view", optional="trigger_id interactivity_pointer")
def push_view(state: State, arguments: Arguments) -> Json:
    content = _content(arguments, "modal")
    trigger = state.tickets.exchange(arguments.text("trigger_id"))
    _require_new_external_id(state, content)
    return {"view": state.view_json(pushed(state, trigger.user, content))}


@method("views.update", tier=4, required="view", optional="view_id external_id hash")
def update_view(state: State, arguments: Arguments) -> Json:
    content = _content(arguments, "modal", "home")
    view = _found(state, arguments)
    if view.kind != content["type"]:
        raise RefusedError("invalid_arguments", "[ERROR] a view's type cannot change [json-pointer:/view/type]")
    _require_hash(view, arguments)
    return {"view": state.view_json(replaced(state, view, content))}


@method("views.publish", tier=4, required="view user_id", optional="hash")
def publish(state: State, arguments: Arguments) -> Json:
    if not state.manifest.home:
        raise RefusedError("not_enabled")
    content = _content(arguments, "home")
    user = required_user(state, arguments.text("user_id"))
    current = state.views.get(state.homes.get(user.id, ""))
    if current is not None:
        _require_hash(current, arguments)
    return {"view": state.view_json(published(state, user.id, content))}


def _content(arguments: Arguments, *kinds: str) -> Json:
    view = arguments.decoded("view", "invalid_arguments")
    require_view(view, *kinds)
    if not isinstance(view, dict):
        raise RefusedError("invalid_arguments")
    return view


def _found(state: State, arguments: Arguments) -> View:
    external = arguments.maybe("external_id")
    named = (view for view in state.views.values() if external and view.content.get("external_id") == external)
    view = state.views.get(arguments.text("view_id")) or next(named, None)
    if view is None:
        raise RefusedError("not_found")
    return view


def _require_hash(view: View, arguments: Arguments) -> None:
    if arguments.text("hash", view.hash) != view.hash:
        raise RefusedError("hash_conflict")


def _require_new_external_id(state: State, content: Json) -> None:
    external = content.get("external_id")
    if external and any(view.content.get("external_id") == external for view in state.views.values()):
        raise RefusedError("duplicate_external_id")
