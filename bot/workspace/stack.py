"""The modals that a person has open, at most three upon each other, and the Home tab."""

from dataclasses import replace

from bot.workspace.errors import Json, RefusedError
from bot.workspace.inputs import initial_values
from bot.workspace.state import State
from bot.workspace.values import View

MOST_VIEWS = 3


def opened(state: State, user: str, content: Json, channel: str | None) -> View:
    """A modal of its own; what the person had open is gone."""
    _forget(state, state.modals.get(user, ()))
    state.modals[user] = ()
    return _stacked(state, user, content, channel)


def pushed(state: State, user: str, content: Json) -> View:
    stack = state.modals.get(user, ())
    if not stack:
        raise RefusedError("not_found")
    if len(stack) >= MOST_VIEWS:
        raise RefusedError("push_limit_reached")
    return _stacked(state, user, content, state.views[stack[0]].channel)


def replaced(state: State, view: View, content: Json) -> View:
    """New content under the same id and a new hash; what was filled in stays where block and action ids stay."""
    content = {**content, "blocks": list(state.with_block_ids(content["blocks"]))}
    values = initial_values(content["blocks"], view.channel)
    for block_id, actions in values.items():
        actions.update({name: old for name, old in view.values.get(block_id, {}).items() if name in actions})
    fresh = replace(view, content=content, hash=f"{state.new_ts()}.{state.new_id('h')}", values=values)
    state.views[view.id] = fresh
    state.touch()
    return fresh


def published(state: State, user: str, content: Json) -> View:
    """The Home tab of that person, new or anew."""
    view_id = state.homes.setdefault(user, state.new_id("V"))
    current = state.views.get(view_id) or View(view_id, user, content, hash="", root_id=view_id)
    return replaced(state, current, content)


def filled(state: State, view: View, values: Json) -> View:
    """What the person has put into the view's inputs so far."""
    known = {block_id: {**actions, **values.get(block_id, {})} for block_id, actions in view.values.items()}
    fresh = state.views[view.id] = replace(view, values=known)
    return fresh


def closed(state: State, view: View, *, whole_stack: bool = False) -> None:
    """Close the modal, the person sees the one below it; or close them all."""
    stack = state.modals.get(view.user, ())
    below = stack[: stack.index(view.id)] if view.id in stack and not whole_stack else ()
    _forget(state, tuple(view_id for view_id in stack if view_id not in below))
    state.modals[view.user] = below
    state.touch()


def _stacked(state: State, user: str, content: Json, channel: str | None) -> View:
    stack = state.modals[user]
    view_id = state.new_id("V")
    root = stack[0] if stack else view_id
    state.modals[user] = (*stack, view_id)
    below = stack[-1] if stack else None
    return replaced(state, View(view_id, user, content, "", root, below, channel=channel), content)


def _forget(state: State, view_ids: tuple[str, ...]) -> None:
    for view_id in view_ids:
        state.views.pop(view_id, None)
