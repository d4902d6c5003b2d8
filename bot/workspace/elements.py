"""Block Kit's composition objects and interactive elements, with Slack's documented limits, as a table of checks."""

from collections.abc import Mapping

from bot.workspace.schema import (
    Check,
    Problems,
    array,
    at_least_one,
    boolean,
    choice,
    exactly_one,
    integer,
    problem,
    record,
    string,
    tagged,
)

ID = string(255)
URL = string(3000, pattern=r"[a-z][a-z0-9+.-]*:.+")
WEB_URL = string(3000, pattern=r"https?://.+")
DATE = string(10, pattern=r"\d{4}-\d\d-\d\d")
TIME = string(5, pattern=r"([01]\d|2[0-3]):[0-5]\d")


def plain(longest: int) -> Check:
    return tagged(plain_text=record({"text": string(longest)}, {"emoji": boolean}))


def text(longest: int) -> Check:
    return tagged(
        plain_text=record({"text": string(longest)}, {"emoji": boolean}),
        mrkdwn=record({"text": string(longest)}, {"verbatim": boolean}),
    )


CONFIRM = record(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": choice("primary", "danger")},
)


def _unique_values(value: Mapping[str, object], pointer: str) -> Problems:
    seen: set[object] = set()
    options = value.get("options")
    for index, option in enumerate(options if isinstance(options, list) else ()):
        chosen = option.get("value") if isinstance(option, dict) else None
        if chosen in seen:
            yield problem(f"option values must be unique: {chosen}", f"{pointer}/options/{index}/value")
        seen.add(chosen)


def _initial_is_offered(value: Mapping[str, object], pointer: str) -> Problems:
    offered = [*_list(value, "options")]
    for group in _list(value, "option_groups"):
        offered += _list(group, "options") if isinstance(group, dict) else []
    for name in ("initial_option", "initial_options"):
        chosen = value.get(name, [])
        for option in chosen if isinstance(chosen, list) else [chosen]:
            if option not in offered:
                yield problem("must be one of the options, exactly", f"{pointer}/{name}")


def _list(value: Mapping[str, object], name: str) -> list[object]:
    items = value.get(name)
    return items if isinstance(items, list) else []


PLAIN_OPTION = record({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": URL})
OPTION = record({"text": text(75), "value": string(150)}, {"description": text(75)})
OPTION_GROUP = record({"label": plain(75), "options": array(PLAIN_OPTION, 100)}, {}, _unique_values)

COMMON: dict[str, Check] = {"action_id": ID}
FOCUS: dict[str, Check] = {**COMMON, "focus_on_load": boolean}
PICKER: dict[str, Check] = {**FOCUS, "confirm": CONFIRM, "placeholder": plain(150)}
OFFERED: dict[str, Check] = {"options": array(PLAIN_OPTION, 100), "option_groups": array(OPTION_GROUP, 100)}
MANY: dict[str, Check] = {"max_selected_items": integer(1, 100)}
CONVERSATIONS: dict[str, Check] = {
    "default_to_current_conversation": boolean,
    "filter": record(
        {},
        {
            "include": array(choice("im", "mpim", "private", "public"), 4),
            "exclude_external_shared_channels": boolean,
            "exclude_bot_users": boolean,
        },
        at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),
    ),
}
IDS = array(ID, 100)
DISPATCH = record(
    {},
    {"trigger_actions_on": array(choice("on_enter_pressed", "on_character_entered"), 2)},
    at_least_one("trigger_actions_on"),
)
ONE_SOURCE = exactly_one("options", "option_groups")
INPUT: dict[str, Check] = {**FOCUS, "placeholder": plain(150), "dispatch_action_config": DISPATCH}

button = record(
    {"text": plain(75)},
    {
        **COMMON,
        "value": string(2000, shortest=0),
        "url": URL,
        "style": choice("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
image = record(
    {"alt_text": string(2000)},
    {"image_url": WEB_URL, "slack_file": record({}, {"id": ID, "url": URL})},
    exactly_one("image_url", "slack_file"),
)

SELECTS: dict[str, Check] = {
    "static_select": record(
        {}, {**PICKER, **OFFERED, "initial_option": PLAIN_OPTION}, ONE_SOURCE, _unique_values, _initial_is_offered
    ),
    "external_select": record({}, {**PICKER, "initial_option": PLAIN_OPTION, "min_query_length": integer(0, 1000)}),
    "users_select": record({}, {**PICKER, "initial_user": ID}),
    "conversations_select": record(
        {}, {**PICKER, **CONVERSATIONS, "initial_conversation": ID, "response_url_enabled": boolean}
    ),
    "channels_select": record({}, {**PICKER, "initial_channel": ID, "response_url_enabled": boolean}),
    "multi_static_select": record(
        {},
        {**PICKER, **OFFERED, **MANY, "initial_options": array(PLAIN_OPTION, 100)},
        ONE_SOURCE,
        _unique_values,
        _initial_is_offered,
    ),
    "multi_external_select": record(
        {}, {**PICKER, **MANY, "initial_options": array(PLAIN_OPTION, 100), "min_query_length": integer(0, 1000)}
    ),
    "multi_users_select": record({}, {**PICKER, **MANY, "initial_users": IDS}),
    "multi_conversations_select": record({}, {**PICKER, **MANY, **CONVERSATIONS, "initial_conversations": IDS}),
    "multi_channels_select": record({}, {**PICKER, **MANY, "initial_channels": IDS}),
}
PICKERS: dict[str, Check] = {
    "datepicker": record({}, {**PICKER, "initial_date": DATE}),
    "timepicker": record({}, {**PICKER, "initial_time": TIME, "timezone": string(100)}),
    "datetimepicker": record({}, {**FOCUS, "confirm": CONFIRM, "initial_date_time": integer(10**9, 10**10 - 1)}),
}
CHOICES: dict[str, Check] = {
    "checkboxes": record(
        {"options": array(OPTION, 10)},
        {**FOCUS, "confirm": CONFIRM, "initial_options": array(OPTION, 10)},
        _unique_values,
        _initial_is_offered,
    ),
    "radio_buttons": record(
        {"options": array(OPTION, 10)},
        {**FOCUS, "confirm": CONFIRM, "initial_option": OPTION},
        _unique_values,
        _initial_is_offered,
    ),
}
overflow = record({"options": array(PLAIN_OPTION, 5)}, {**COMMON, "confirm": CONFIRM}, _unique_values)
TYPED: dict[str, Check] = {
    "plain_text_input": record(
        {},
        {
            **INPUT,
            "initial_value": string(3000, shortest=0),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
    ),
    "number_input": record(
        {"is_decimal_allowed": boolean},
        {**INPUT, "initial_value": string(100), "min_value": string(100), "max_value": string(100)},
    ),
    "email_text_input": record({}, {**INPUT, "initial_value": string(3000)}),
    "url_text_input": record({}, {**INPUT, "initial_value": string(3000)}),
}

ACCESSORIES = tagged(button=button, image=image, overflow=overflow, **SELECTS, **PICKERS, **CHOICES)
ACTIONS = tagged(button=button, overflow=overflow, **SELECTS, **PICKERS, **CHOICES)
INPUTS = tagged(**SELECTS, **PICKERS, **CHOICES, **TYPED)
CONTEXTS = tagged(
    image=image,
    plain_text=record({"text": string(3000)}, {"emoji": boolean}),
    mrkdwn=record({"text": string(3000)}, {"verbatim": boolean}),
)
