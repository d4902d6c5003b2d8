"""Block Kit's interactive elements with Slack's documented limits as checks, and which block takes which."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.workspace.composition import (
    CONFIRM,
    DATE,
    ID,
    OPTION,
    OPTION_GROUP,
    PLAIN_OPTION,
    TIME,
    URL,
    WEB_URL,
    initial_is_offered,
    plain,
    unique_values,
)
from bot.workspace.richtext import RICH_TEXT
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


def iana_zone(value: object, pointer: str) -> Problems:
    try:
        ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError):
        yield problem("must be an IANA time zone", pointer)


def _lengths_in_order(value: Mapping[str, object], pointer: str) -> Problems:
    shortest, longest = value.get("min_length"), value.get("max_length")
    if isinstance(shortest, int) and isinstance(longest, int) and shortest > longest:
        yield problem("must be under max_length", f"{pointer}/min_length")


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
        {}, {**PICKER, **OFFERED, "initial_option": PLAIN_OPTION}, ONE_SOURCE, unique_values, initial_is_offered
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
        unique_values,
        initial_is_offered,
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
    "timepicker": record({}, {**PICKER, "initial_time": TIME, "timezone": iana_zone}),
}
datetimepicker = record({}, {**FOCUS, "confirm": CONFIRM, "initial_date_time": integer(10**9, 10**10 - 1)})
CHOICES: dict[str, Check] = {
    "checkboxes": record(
        {"options": array(OPTION, 10)},
        {**FOCUS, "confirm": CONFIRM, "initial_options": array(OPTION, 10)},
        unique_values,
        initial_is_offered,
    ),
    "radio_buttons": record(
        {"options": array(OPTION, 10)},
        {**FOCUS, "confirm": CONFIRM, "initial_option": OPTION},
        unique_values,
        initial_is_offered,
    ),
}
overflow = record({"options": array(PLAIN_OPTION, 5)}, {**COMMON, "confirm": CONFIRM}, unique_values)
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
        _lengths_in_order,
    ),
    "number_input": record(
        {"is_decimal_allowed": boolean},
        {**INPUT, "initial_value": string(100), "min_value": string(100), "max_value": string(100)},
    ),
    "email_text_input": record({}, {**INPUT, "initial_value": string(3000)}),
    "url_text_input": record({}, {**INPUT, "initial_value": string(3000)}),
    "rich_text_input": record(
        {},
        {
            **INPUT,
            "initial_value": tagged(rich_text=RICH_TEXT),
            "min_lines": integer(1, 100),
            "max_lines": integer(1, 100),
        },
    ),
}

ACCESSORIES = tagged(button=button, image=image, overflow=overflow, **SELECTS, **PICKERS, **CHOICES)
ACTIONS = tagged(
    button=button,
    overflow=overflow,
    datetimepicker=datetimepicker,
    rich_text_input=TYPED["rich_text_input"],
    **SELECTS,
    **PICKERS,
    **CHOICES,
)
INPUTS = tagged(datetimepicker=datetimepicker, **SELECTS, **PICKERS, **CHOICES, **TYPED)
CONTEXTS = tagged(
    image=image,
    plain_text=record({"text": string(3000)}, {"emoji": boolean}),
    mrkdwn=record({"text": string(3000)}, {"verbatim": boolean}),
)
