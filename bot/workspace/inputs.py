"""What people put into Block Kit's elements: the field each kind answers with, and a view's state. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.workspace.blocks import elements_of
from bot.workspace.errors import Json, PersonError

FIELDS = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}
STATELESS = frozenset({"button", "overflow"})


def initial_values(blocks: list[Json], here: str | None = None) -> Json:
    """Slack's `state.values` before anybody touched anything: block_id → action_id → the element's value.

    `here` is the conversation that the person looks at, for what is to begin with that.
    """
    values: Json = {}
    for block, element in elements_of(blocks):
        if element["type"] not in STATELESS:
            value = {"type": element["type"], FIELDS[element["type"]]: _initial(element, here)}
            values.setdefault(block["block_id"], {})[element["action_id"]] = value
    return values


def _initial(element: Json, here: str | None) -> object:
    field = FIELDS[element["type"]]
    several = field.endswith("s")
    name = "initial_value" if field.endswith("value") else field.replace("selected", "initial")
    if name not in element and element.get("default_to_current_conversation") and here:
        return [here] if several else here
    return element.get(name, [] if several else None)


def answer_in(values: Json, block: Json, element: Json) -> Any:  # noqa: ANN401 - a text, an option, ids: by its kind
    """What an input's state says, None or [] where that is nothing."""
    state = values.get(block["block_id"], {}).get(element["action_id"], {})
    return state.get(FIELDS[element["type"]])


def chosen(element: Json, choice: object) -> Json:
    """The field that says `choice`: an option's value (or several), a date, a user id, a text. A button needs none.

    In an external select it is an option that the app gave; in a rich text input words without style, or the block.
    """
    if element["type"] == "button":
        return {}
    field = FIELDS[element["type"]]
    if field == "rich_text_value" and isinstance(choice, str):
        return {field: rich_text(choice)}
    if field == "selected_option":
        return {field: _option(element, choice)}
    if field == "selected_options" and isinstance(choice, Iterable):
        return {field: [_option(element, each) for each in choice]}
    return {field: choice}


def find_element(
    blocks: list[Json], action_id: str, block_id: str | None = None, value: str | None = None
) -> tuple[Json, Json]:
    """The block and element with these ids (and value); raises PersonError unless there is just one."""
    found = [
        (block, element)
        for block, element in elements_of(blocks)
        if element["action_id"] == action_id
        and block_id in (None, block.get("block_id"))
        and value in (None, element.get("value"))
    ]
    if len(found) != 1:
        there = sorted({element["action_id"] for _, element in elements_of(blocks)})
        raise PersonError(
            f"{len(found)} elements have the action_id {action_id!r} here; there are {', '.join(there) or 'none'}"
        )
    return found[0]


def answers_as_values(blocks: list[Json], answers: Mapping[str, object]) -> Json:
    """`state.values` for answers by action_id."""
    values: Json = {}
    for action_id, choice in answers.items():
        block, element = find_element(blocks, action_id)
        values.setdefault(block["block_id"], {})[action_id] = {"type": element["type"], **chosen(element, choice)}
    return values


def rich_text(words: str) -> Json:
    """What somebody types into a rich text input who uses none of its buttons."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
    return {"type": "rich_text", "elements": [section]}


def _option(element: Json, value: object) -> Json:
    if "external" in element["type"]:
        if not isinstance(value, dict):
            raise PersonError(f"{element['action_id']}: {value!r} is no option of the app's; ask for its options first")
        return value
    groups = element.get("option_groups", ())
    options = [*element.get("options", ()), *(option for group in groups for option in group["options"])]
    for option in options:
        if value in (option["value"], option["text"]["text"]):
            return dict(option)
    raise PersonError(f"{element['action_id']} does not offer {value!r}")
