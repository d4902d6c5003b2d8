from typing import Any

import pytest

from bot.workspace.blocks import message_problems, require_view
from bot.workspace.errors import RefusedError

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: object) -> Json:
    return {"type": "mrkdwn", "text": text}


def button(**fields: object) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": "go", **fields}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def section(text: str, **fields: object) -> Json:
    return {"type": "section", "text": mrkdwn(text), **fields}


def option(value: str, text: str = "x") -> Json:
    return {"text": plain(text), "value": value}


def select(*options: Json, **fields: object) -> Json:
    return {"type": "static_select", "action_id": "s", "options": list(options), **fields}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


GOOD: tuple[Json, ...] = (
    section("x" * 3000, fields=[mrkdwn("y" * 2000)] * 10, accessory=button(value="v" * 2000, style="primary")),
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider"},
    {
        "type": "context",
        "elements": [mrkdwn("x"), {"type": "image", "image_url": "https://x.org/i.png", "alt_text": "i"}] * 5,
    },
    actions(*(button(action_id=f"b{number}") for number in range(25))),
    actions(select(*(option(f"v{number}") for number in range(100)), initial_option=option("v7"))),
    actions({"type": "overflow", "action_id": "o", "options": [option("a"), option("b")]}),
    actions({"type": "datepicker", "action_id": "d", "initial_date": "2020-12-12"}),
    {"type": "image", "image_url": "https://x.org/i.png", "alt_text": "a plan", "title": plain("Plan")},
    rich(
        {"type": "text", "text": "at "},
        {"type": "date", "timestamp": 1607796000, "format": "{time}", "fallback": "10:00"},
    ),
    rich(
        {"type": "link", "url": "https://x.org"},
        {"type": "user", "user_id": "U1"},
        {"type": "channel", "channel_id": "C1"},
    ),
    {"type": "input", "label": plain("L"), "element": {"type": "plain_text_input", "action_id": "a"}},
    {"type": "markdown", "text": "**x**"},
)


@pytest.mark.parametrize("block", GOOD, ids=[f"{number}-{block['type']}" for number, block in enumerate(GOOD)])
def test_block_within_slacks_limits_is_accepted(block: Json) -> None:
    assert list(message_problems([block])) == []


BAD: tuple[tuple[Json, str], ...] = (
    ({"type": "tabs"}, "unsupported type: tabs [json-pointer:/blocks/0/type]"),
    ({"text": plain("x")}, "missing required field: type [json-pointer:/blocks/0]"),
    (section("x" * 3001), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    (section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ({"type": "section"}, "must provide one of text, fields [json-pointer:/blocks/0]"),
    (
        {"type": "section", "fields": [mrkdwn("x")] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    (
        {"type": "section", "fields": [mrkdwn("x" * 2001)]},
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (section("x", colour="red"), "invalid additional property: colour [json-pointer:/blocks/0]"),
    (section("x", accessory={"type": "slider"}), "unsupported type: slider [json-pointer:/blocks/0/accessory/type]"),
    ({"type": "header", "text": mrkdwn("x")}, "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
    (
        {"type": "header", "text": plain("x" * 151)},
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    (actions(*[button()] * 2), '`action_id` "go" already exists [json-pointer:/blocks/0/elements/1/action_id]'),
    (actions(), "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
    (
        actions(*(button(action_id=str(number)) for number in range(26))),
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        actions(button(text=plain("x" * 76))),
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    (actions(button(text=mrkdwn("x"))), "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]"),
    (actions(button(value="x" * 2001)), "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"),
    (
        actions(button(url="https://" + "x" * 3000)),
        "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]",
    ),
    (actions(button(style="default")), "must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]"),
    (
        actions(button(action_id="x" * 256)),
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    (
        actions(button(confirm={"title": plain("x"), "text": mrkdwn("x"), "confirm": plain("x")})),
        "missing required field: deny [json-pointer:/blocks/0/elements/0/confirm]",
    ),
    (
        {"type": "context", "elements": [mrkdwn("x")] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        actions(select(*(option(str(number)) for number in range(101)))),
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        actions(select(option("a"), option("a"))),
        "option values must be unique: a [json-pointer:/blocks/0/elements/0/options/1/value]",
    ),
    (
        actions(select(option("a", "x" * 76))),
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    (
        actions(select(option("a" * 151))),
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ),
    (
        actions(select(option("a"), initial_option=option("b"))),
        "must be one of the options, exactly [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    (
        actions({"type": "static_select", "action_id": "s"}),
        "must provide exactly one of options, option_groups [json-pointer:/blocks/0/elements/0]",
    ),
    (
        actions({"type": "plain_text_input", "action_id": "a"}),
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    (
        {"type": "input", "element": {"type": "plain_text_input", "action_id": "a"}},
        "missing required field: label [json-pointer:/blocks/0]",
    ),
    (
        {"type": "image", "image_url": "https://x.org/i.png"},
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    (section("x", block_id="x" * 256), "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
    (
        rich({"type": "text", "text": ""}),
        "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
    ),
    (
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_list", "style": "bullet", "elements": [{"type": "text"}]}],
        },
        "unsupported type: text [json-pointer:/blocks/0/elements/0/elements/0/type]",
    ),
)


@pytest.mark.parametrize(("block", "problem"), BAD, ids=[row[1].split(" [")[0][:40] for row in BAD])
def test_block_beyond_slacks_limits_is_refused_with_its_place(block: Json, problem: str) -> None:
    assert list(message_problems([block])) == [f"[ERROR] {problem}"]


WRONG_KINDS: tuple[tuple[object, str], ...] = (
    ("divider", "must provide an object [json-pointer:/blocks/0]"),
    ({"type": "section", "text": "x"}, "must provide an object [json-pointer:/blocks/0/text]"),
    ({"type": "section", "text": mrkdwn(7)}, "must provide a string [json-pointer:/blocks/0/text/text]"),
    ({"type": "section", "fields": mrkdwn("x")}, "must provide an array [json-pointer:/blocks/0/fields]"),
    (section("x", expand="yes"), "must provide a boolean [json-pointer:/blocks/0/expand]"),
    (actions(button(confirm="sure?")), "must provide an object [json-pointer:/blocks/0/elements/0/confirm]"),
    (
        actions({"type": "datepicker", "action_id": "d", "initial_date": "12 Dec 20"}),
        r"does not match the pattern \d{4}-\d\d-\d\d [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    (
        rich({"type": "date", "timestamp": "soon", "format": "{time}"}),
        "must provide an integer [json-pointer:/blocks/0/elements/0/elements/0/timestamp]",
    ),
    (
        {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": [], "indent": 9}]},
        "must be between 0 and 8 [json-pointer:/blocks/0/elements/0/indent]",
    ),
    (
        {"type": "image", "alt_text": "x", "image_url": "https://x.org/i.png", "slack_file": {"id": "F1"}},
        "must provide exactly one of image_url, slack_file [json-pointer:/blocks/0]",
    ),
)


@pytest.mark.parametrize(("block", "problem"), WRONG_KINDS, ids=[row[1].split(" [")[0] for row in WRONG_KINDS])
def test_value_of_the_wrong_kind_is_refused_with_its_place(block: object, problem: str) -> None:
    assert f"[ERROR] {problem}" in list(message_problems([block]))


def test_table_is_accepted() -> None:
    cell = {"type": "raw_text", "text": "10:00"}
    table = {"type": "table", "rows": [[cell, cell]], "column_settings": [None, {"align": "right"}]}
    assert list(message_problems([table])) == []


def test_option_groups_offer_their_options() -> None:
    group = {"label": plain("Days"), "options": [option("a")]}
    element = {"type": "static_select", "action_id": "s", "option_groups": [group], "initial_option": option("a")}
    assert list(message_problems([actions(element)])) == []


def test_message_of_more_than_fifty_blocks_is_refused() -> None:
    assert list(message_problems([{"type": "divider"}] * 50)) == []
    problems = ["[ERROR] no more than 50 items allowed [json-pointer:/blocks]"]
    assert list(message_problems([{"type": "divider"}] * 51)) == problems


def test_block_id_used_twice_is_refused() -> None:
    blocks = [section("x", block_id="a"), section("y", block_id="a")]
    assert list(message_problems(blocks)) == ['[ERROR] `block_id` "a" already exists [json-pointer:/blocks/1/block_id]']


def test_view_of_more_than_250_kilobytes_is_refused() -> None:
    full = section("x" * 2900)
    require_view({"type": "home", "blocks": [full] * 84}, "home")
    with pytest.raises(RefusedError, match="view_too_large"):
        require_view({"type": "home", "blocks": [full] * 86}, "home")


def modal(**fields: object) -> Json:
    return {"type": "modal", "title": plain("Zone"), "blocks": [section("x")], **fields}


INPUT = {"type": "input", "label": plain("L"), "element": {"type": "plain_text_input", "action_id": "a"}}
BAD_VIEWS: tuple[tuple[Json, str], ...] = (
    (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
    (modal(submit=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/submit/text]"),
    (modal(close=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/close/text]"),
    (modal(private_metadata="x" * 3001), "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
    (modal(callback_id="x" * 256), "must be less than 256 characters [json-pointer:/view/callback_id]"),
    (modal(blocks=[{"type": "divider"}] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
    (modal(blocks=[INPUT]), "submit is required when an input block is within blocks [json-pointer:/view/submit]"),
    (
        modal(blocks=[{"type": "markdown", "text": "x"}]),
        "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
    ),
    ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
    ({"type": "home", "blocks": [], "title": plain("x")}, "invalid additional property: title [json-pointer:/view]"),
    ({"type": "workflow_step", "blocks": []}, "unsupported type: workflow_step [json-pointer:/view/type]"),
)


@pytest.mark.parametrize(("view", "problem"), BAD_VIEWS, ids=[row[1].split(" [")[0][:40] for row in BAD_VIEWS])
def test_view_beyond_slacks_limits_is_refused_with_its_place(view: Json, problem: str) -> None:
    with pytest.raises(RefusedError) as raised:
        require_view(view, "modal", "home")
    assert raised.value.body() == {
        "ok": False,
        "error": "invalid_arguments",
        "response_metadata": {"messages": [f"[ERROR] {problem}"]},
    }
