"""Is this Block Kit? Blocks, messages' block lists, modals and Home tabs against Slack's documented limits. Pure."""

import json
from collections.abc import Iterator, Mapping

from bot.workspace.composition import ID, OPTION_GROUP, PLAIN_OPTION, URL, WEB_URL, plain, text, unique_values
from bot.workspace.elements import ACCESSORIES, ACTIONS, CONTEXTS, INPUTS
from bot.workspace.errors import Json, RefusedError
from bot.workspace.richtext import RICH_TEXT, TABLE
from bot.workspace.schema import (
    Check,
    Problems,
    array,
    at_least_one,
    boolean,
    choice,
    exactly_one,
    problem,
    record,
    string,
    tagged,
)

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
# From users' reports (slackapi/bolt-js issues 2509 and 2867): the containers count too, hence the blocks' JSON.
MESSAGE_CHARACTERS = 13_200


def _unique_action_ids(value: Mapping[str, object], pointer: str) -> Problems:
    elements = value.get("elements")
    seen: set[str] = set()
    for index, element in enumerate(elements if isinstance(elements, list) else ()):
        action_id = element.get("action_id") if isinstance(element, dict) else None
        if isinstance(action_id, str) and action_id in seen:
            yield problem(f'`action_id` "{action_id}" already exists', f"{pointer}/elements/{index}/action_id")
        seen.add(action_id or "")


BLOCK: dict[str, Check] = {"block_id": ID}
COMMON: dict[str, Check] = {
    "section": record(
        {},
        {**BLOCK, "text": text(3000), "fields": array(text(2000), 10), "accessory": ACCESSORIES, "expand": boolean},
        at_least_one("text", "fields"),
    ),
    "header": record({"text": plain(150)}, BLOCK),
    "divider": record({}, BLOCK),
    "image": record(
        {"alt_text": string(2000)},
        {**BLOCK, "title": plain(2000), "image_url": WEB_URL, "slack_file": record({}, {"id": ID, "url": URL})},
        exactly_one("image_url", "slack_file"),
    ),
    "actions": record({"elements": array(ACTIONS, 25)}, BLOCK, _unique_action_ids),
    "context": record({"elements": array(CONTEXTS, 10)}, BLOCK),
    "input": record(
        {"label": plain(2000), "element": INPUTS},
        {**BLOCK, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
}
IN_MESSAGE = tagged(
    **COMMON,
    markdown=record({"text": string(12_000)}, BLOCK),
    table=TABLE,
    file=record({"external_id": ID, "source": choice("remote")}, BLOCK),
)
IN_VIEW = tagged(**COMMON)


def _unique_block_ids(blocks: object, pointer: str) -> Problems:
    seen: set[str] = set()
    for index, block in enumerate(blocks if isinstance(blocks, list) else ()):
        block_id = block.get("block_id") if isinstance(block, dict) else None
        if isinstance(block_id, str) and block_id in seen:
            yield problem(f'`block_id` "{block_id}" already exists', f"{pointer}/{index}/block_id")
        seen.add(block_id or "")


def message_problems(blocks: object, pointer: str = "/blocks") -> Problems:
    yield from array(IN_MESSAGE, MESSAGE_BLOCKS, least=0)(blocks, pointer)
    yield from _unique_block_ids(blocks, pointer)


def _inputs_need_submit(view: Mapping[str, object], pointer: str) -> Problems:
    blocks = view.get("blocks")
    holds_input = isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )
    if holds_input and "submit" not in view:
        yield problem("submit is required when an input block is within blocks", f"{pointer}/submit")


def _ids_in_view(view: Mapping[str, object], pointer: str) -> Problems:
    return _unique_block_ids(view.get("blocks"), f"{pointer}/blocks")


def _one_focus(view: Mapping[str, object], pointer: str) -> Problems:
    blocks = view.get("blocks")
    inputs = [block for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []
    if sum(element.get("focus_on_load") is True for _, element in elements_of(inputs)) > 1:
        yield problem("only one element may have focus_on_load", f"{pointer}/blocks")


IN_ANY_VIEW: dict[str, Check] = {"private_metadata": string(3000, shortest=0), "callback_id": string(255, shortest=0)}
VIEW: dict[str, Check] = {"blocks": array(IN_VIEW, VIEW_BLOCKS, least=0)}
EXTERNAL: dict[str, Check] = {"external_id": string(255, shortest=0)}
MODAL = record(
    {**VIEW, "title": plain(24)},
    {
        **IN_ANY_VIEW,
        **EXTERNAL,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
    _inputs_need_submit,
    _ids_in_view,
    _one_focus,
)
HOME = record(VIEW, {**IN_ANY_VIEW, **EXTERNAL}, _ids_in_view, _one_focus)
SUGGESTED = record(
    {},
    {"options": array(PLAIN_OPTION, 100, least=0), "option_groups": array(OPTION_GROUP, 100, least=0)},
    exactly_one("options", "option_groups"),
    unique_values,
)


def require_blocks(blocks: object) -> None:
    """Raise `invalid_blocks` with every problem and its place, or `msg_blocks_too_long`."""
    problems = tuple(message_problems(blocks))
    if problems:
        raise RefusedError("invalid_blocks", *problems, errors=[words.removeprefix("[ERROR] ") for words in problems])
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > MESSAGE_CHARACTERS:
        raise RefusedError("msg_blocks_too_long")


def require_view(view: object, *kinds: str) -> None:
    """Raise `invalid_arguments` with every problem of a view that must be one of these kinds ("modal", "home")."""
    shapes = {"modal": MODAL, "home": HOME}
    problems = tuple(tagged(**{kind: shapes[kind] for kind in kinds})(view, "/view"))
    if problems:
        raise RefusedError("invalid_arguments", *problems)
    if len(json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()) > VIEW_BYTES:
        raise RefusedError("view_too_large")


def require_suggested(answer: object) -> None:
    """Raise `invalid_options` with every problem of what an app answers to the request for an element's options."""
    problems = tuple(SUGGESTED(answer, ""))
    if problems:
        raise RefusedError("invalid_options", *problems)


def elements_of(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block that holds it."""
    for block in blocks:
        elements = block.get("elements", ())
        held = (*(elements if isinstance(elements, list) else ()), block.get("accessory"), block.get("element"))
        yield from ((block, element) for element in held if isinstance(element, dict) and "action_id" in element)
