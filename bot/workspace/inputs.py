"""What people put into Block Kit's elements: the field each kind answers with, and a view's state. Pure."""

from collections.abc import Iterable, Mapping

from bot.workspace.blocks import elements_of
from bot.workspace.errors import Json, PersonError

FIELDS = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
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


def initial_values(blocks: list[Json]) -> Json:
    """Slack's `state.values` before anybody touched anything: block_id → action_id → the element's value."""
    values: Json = {}
    for block, element in elements_of(blocks):
        if element["type"] not in STATELESS:
            field = FIELDS[element["type"]]
            empty: list[Json] | None = [] if field.endswith("s") else None
            initial = element.get(field.replace("selected", "initial").replace("value", "initial_value"), empty)
            values.setdefault(block["block_id"], {})[element["action_id"]] = {"type": element["type"], field: initial}
    return values


def chosen(element: Json, choice: object) -> Json:
    """The field that says `choice`: an option's value (or several), a date, a user id, a text. A button needs none."""
    if element["type"] == "button":
        return {}
    field = FIELDS[element["type"]]
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


def unanswered(blocks: list[Json], values: Json) -> Json:
    """What Slack's client says beneath required inputs that are empty, by block_id."""
    missing: Json = {}
    for block, element in elements_of(blocks):
        if block["type"] == "input" and not block.get("optional"):
            answer = values.get(block["block_id"], {}).get(element["action_id"], {})
            if not answer.get(FIELDS[element["type"]]):
                missing[block["block_id"]] = "Please complete this required field."
    return missing


def _option(element: Json, value: object) -> Json:
    groups = element.get("option_groups", ())
    options = [*element.get("options", ()), *(option for group in groups for option in group["options"])]
    for option in options:
        if value in (option["value"], option["text"]["text"]):
            return dict(option)
    raise PersonError(f"{element['action_id']} does not offer {value!r}")
