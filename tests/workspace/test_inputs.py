"""What forms are made of: every kind of input, what Slack's client refuses, suggestions, and stacks of modals."""

from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.workspace import PersonError, View, Workspace
from bot.workspace.blocks import message_problems, require_view
from bot.workspace.errors import RefusedError
from bot.workspace.inputs import rich_text
from bot.workspace.objections import REQUIRED, objections
from tests.workspace.conftest import Connect, client_of
from tests.workspace.test_interactions import modal, plain
from tests.workspace.test_page import fetched

Json = dict[str, Any]


def option(value: str) -> Json:
    return {"text": plain(value.upper()), "value": value}


def field(kind: str, *, optional: bool = False, block_id: str = "", **fields: object) -> Json:
    element = {"type": kind, "action_id": kind, **fields}
    return {
        "type": "input",
        "block_id": block_id or kind,
        "label": plain(kind),
        "element": element,
        "optional": optional,
    }


ONE = ("a", option("a"))
MANY = (["a", "b"], [option("a"), option("b")])
OFFERED = {"options": [option("a"), option("b")]}
GROUPED = {"option_groups": [{"label": plain("G"), "options": [option("a"), option("b")]}]}
FORM: tuple[tuple[Json, object, str, object], ...] = (
    (field("plain_text_input", multiline=True), "one\ntwo", "value", "one\ntwo"),
    (field("rich_text_input"), "back soon", "rich_text_value", rich_text("back soon")),
    (field("number_input", is_decimal_allowed=False), "15", "value", "15"),
    (field("email_text_input"), "a@example.org", "value", "a@example.org"),
    (field("url_text_input"), "https://example.org", "value", "https://example.org"),
    (field("static_select", **OFFERED), ONE[0], "selected_option", ONE[1]),
    (field("multi_static_select", **GROUPED), MANY[0], "selected_options", MANY[1]),
    (field("external_select"), ONE[1], "selected_option", ONE[1]),
    (field("multi_external_select"), MANY[1], "selected_options", MANY[1]),
    (field("users_select"), "U1", "selected_user", "U1"),
    (field("multi_users_select"), ["U1", "U2"], "selected_users", ["U1", "U2"]),
    (field("conversations_select"), "C1", "selected_conversation", "C1"),
    (field("multi_conversations_select"), ["C1"], "selected_conversations", ["C1"]),
    (field("channels_select"), "C1", "selected_channel", "C1"),
    (field("multi_channels_select"), ["C1"], "selected_channels", ["C1"]),
    (field("datepicker"), "2020-12-12", "selected_date", "2020-12-12"),
    (field("timepicker", timezone="America/Los_Angeles"), "09:45", "selected_time", "09:45"),
    (field("datetimepicker"), 1607792400, "selected_date_time", 1607792400),
    (field("checkboxes", **OFFERED), MANY[0], "selected_options", MANY[1]),
    (field("radio_buttons", **OFFERED), ONE[0], "selected_option", ONE[1]),
)


def test_form_of_every_input_is_accepted_empty_refused_and_sent(
    workspace: Workspace, client: WebClient, connect: Connect
) -> None:
    app, views = App(client=client_of(workspace)), list[Json]()

    @app.view("settings")
    def save(ack: Any, view: Json) -> None:  # noqa: ANN401 - Bolt's callable
        views.append(view)
        ack()

    connect(workspace, app)
    trigger = workspace.state.tickets.trigger(workspace.user("kenji").id)
    client.views_open(trigger_id=trigger, view=modal(blocks=[block for block, *_ in FORM]))
    (shown,) = workspace.modals("kenji")
    assert workspace.submit("kenji", shown) == {block["block_id"]: REQUIRED for block, *_ in FORM}
    answers = {block["block_id"]: choice for block, choice, *_ in FORM}
    assert workspace.submit("kenji", shown, answers) == {}
    assert views[0]["state"]["values"] == {
        block["block_id"]: {block["block_id"]: {"type": block["block_id"], name: value}}
        for block, _, name, value in FORM
    }


UNFIT: tuple[tuple[Json, str, str], ...] = (
    (field("plain_text_input", min_length=3), "ab", "Please enter at least 3 characters."),
    (field("plain_text_input", max_length=3), "abcd", "Please enter at most 3 characters."),
    (field("number_input", is_decimal_allowed=True), "ten", "Please enter a number."),
    (field("number_input", is_decimal_allowed=False), "1.5", "Please enter a whole number."),
    (field("number_input", is_decimal_allowed=True, min_value="2"), "1.5", "Please enter 2 or more."),
    (field("number_input", is_decimal_allowed=False, max_value="120"), "121", "Please enter 120 or less."),
    (field("email_text_input"), "kenji", "Please enter an email address."),
    (field("url_text_input"), "example.org", "Please enter a URL, such as https://example.org"),
)


@pytest.mark.parametrize(("block", "typed", "words"), UNFIT, ids=[row[2] for row in UNFIT])
def test_answer_that_slacks_client_refuses_never_reaches_the_app(block: Json, typed: str, words: str) -> None:
    kind = block["block_id"]
    assert objections([block], {kind: {kind: {"type": kind, "value": typed}}}) == {kind: words}


def test_optional_input_may_stay_empty_and_a_choice_has_its_most() -> None:
    many = field("multi_users_select", optional=True, max_selected_items=1)
    kind = many["block_id"]
    assert objections([many], {}) == {}
    values = {kind: {kind: {"type": kind, "selected_users": ["U1", "U2"]}}}
    assert objections([many], values) == {kind: "Please choose at most 1."}


BAD: tuple[tuple[Json, str], ...] = (
    (
        field("plain_text_input", min_length=5, max_length=3),
        "must be under max_length [json-pointer:{}/min_length]",
    ),
    (field("timepicker", timezone="Berlin"), "must be an IANA time zone [json-pointer:{}/timezone]"),
    (field("rich_text_input", initial_value="x"), "must provide an object [json-pointer:{}/initial_value]"),
    (field("number_input"), "missing required field: is_decimal_allowed [json-pointer:{}]"),
)


@pytest.mark.parametrize(("block", "problem"), BAD, ids=[row[1].split(" [")[0] for row in BAD])
def test_input_beyond_slacks_limits_is_refused(block: Json, problem: str) -> None:
    assert list(message_problems([block])) == [f"[ERROR] {problem.format('/blocks/0/element')}"]


def test_datetime_picker_is_no_accessory_of_a_section() -> None:
    section = {"type": "section", "text": plain("x"), "accessory": {"type": "datetimepicker", "action_id": "d"}}
    pointer = "[json-pointer:/blocks/0/accessory/type]"
    assert list(message_problems([section])) == [f"[ERROR] unsupported type: datetimepicker {pointer}"]


def test_one_element_at_most_has_the_focus_on_load() -> None:
    blocks = [field("plain_text_input", block_id=name, focus_on_load=True) for name in "ab"]
    with pytest.raises(RefusedError) as raised:
        require_view(modal(blocks=blocks), "modal")
    assert raised.value.messages == ("[ERROR] only one element may have focus_on_load [json-pointer:/view/blocks]",)


def test_conversation_where_the_person_is_is_chosen_from_the_start(workspace: Workspace, connect: Connect) -> None:
    app = App(client=client_of(workspace))
    blocks = [
        field("conversations_select", default_to_current_conversation=True, response_url_enabled=True),
        field("multi_conversations_select", default_to_current_conversation=True),
        field("conversations_select", block_id="c", default_to_current_conversation=True, initial_conversation="C1"),
    ]
    urls: list[Json] = []

    @app.command("/usher")
    def announce(ack: Any, body: Json, client: WebClient) -> None:  # noqa: ANN401 - Bolt's callable
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=modal(blocks=blocks))

    @app.view("settings")
    def send(ack: Any, body: Json) -> None:  # noqa: ANN401 - Bolt's callable
        urls.extend(body["response_urls"])
        ack()

    connect(workspace, app)
    workspace.command("kenji", "general", "/usher announce")
    (shown,) = workspace.wait_for(lambda: workspace.modals("kenji"))
    general = workspace.channel("general").id
    assert [answer for actions in shown.values.values() for answer in actions.values()] == [
        {"type": "conversations_select", "selected_conversation": general},
        {"type": "multi_conversations_select", "selected_conversations": [general]},
        {"type": "conversations_select", "selected_conversation": "C1"},
    ]
    assert workspace.submit("kenji", shown) == {}
    ((url, where),) = [(each.pop("response_url"), each) for each in urls]
    ids = dict.fromkeys(("block_id", "action_id"), "conversations_select")
    assert where == {**ids, "channel_id": general}
    WebhookClient(url).send(text="Announced.", response_type="in_channel")
    assert [message.text for message in workspace.history("general")] == ["Announced."]


def suggesting(workspace: Workspace, connect: Connect, **given: object) -> tuple[View, list[Json]]:
    """A modal with an external select whose options are `given`, and what the app is asked."""
    app, asked = App(client=client_of(workspace)), list[Json]()

    @app.options("external_select")
    def suggest(ack: Any, body: Json) -> None:  # noqa: ANN401 - Bolt's callable
        asked.append(body)
        ack(**given)

    connect(workspace, app)
    trigger = workspace.state.tickets.trigger(workspace.user("kenji").id)
    client_of(workspace).views_open(trigger_id=trigger, view=modal(blocks=[field("external_select")]))
    return workspace.modals("kenji")[-1], asked


def test_external_select_asks_the_app_for_what_was_typed(workspace: Workspace, connect: Connect) -> None:
    shown, asked = suggesting(workspace, connect, option_groups=GROUPED["option_groups"])
    assert workspace.options("kenji", shown, "external_select", "a") == (option("a"), option("b"))
    about = {"type": "block_suggestion", "action_id": "external_select", "block_id": "external_select", "value": "a"}
    assert {name: asked[0][name] for name in about} == about
    assert (asked[0]["container"], asked[0]["view"]["id"]) == ({"type": "view", "view_id": shown.id}, shown.id)
    body = {"user": "kenji", "container": {"type": "view", "view_id": shown.id}, "typed": "a"}
    body |= dict.fromkeys(("action_id", "block_id"), "external_select")
    assert fetched(workspace, "/ui/options", body) == (200, {"ok": True, "options": [option("a"), option("b")]})


def test_options_that_slack_refuses_are_the_apps_mistake(workspace: Workspace, connect: Connect) -> None:
    shown, _ = suggesting(workspace, connect, options=[option("a"), option("a")])
    with pytest.raises(PersonError, match=r"options that Slack refuses: .* option values must be unique: a"):
        workspace.options("kenji", shown, "external_select")
    with pytest.raises(PersonError, match="external_select: 'a' is no option of the app's"):
        workspace.submit("kenji", shown, {"external_select": "a"})


def test_stack_closed_as_a_whole_is_told_view_by_view(workspace: Workspace, connect: Connect) -> None:
    app, closed = App(client=client_of(workspace)), list[tuple[str, bool]]()

    @app.view_closed("settings")
    def forget(ack: Any, body: Json) -> None:  # noqa: ANN401 - Bolt's callable
        ack()
        closed.append((body["view"]["title"]["text"], body["is_cleared"]))

    connect(workspace, app)
    client, kenji = client_of(workspace), workspace.user("kenji").id
    trigger = workspace.state.tickets.trigger
    client.views_open(trigger_id=trigger(kenji), view=modal("One", notify_on_close=True))
    client.views_push(trigger_id=trigger(kenji), view=modal("Two", notify_on_close=True))
    client.views_push(trigger_id=trigger(kenji), view=modal("Three", notify_on_close=True))
    workspace.close("kenji", workspace.modals("kenji")[-1])
    assert [view.content["title"]["text"] for view in workspace.modals("kenji")] == ["One", "Two"]
    workspace.close("kenji", workspace.modals("kenji")[-1], whole_stack=True)
    assert workspace.wait_for(lambda: len(closed) == 3)
    assert (workspace.modals("kenji"), closed) == ((), [("Three", False), ("Two", True), ("One", True)])


def test_view_that_clears_on_close_takes_those_beneath_along(workspace: Workspace, client: WebClient) -> None:
    kenji, trigger = workspace.user("kenji").id, workspace.state.tickets.trigger
    client.views_open(trigger_id=trigger(kenji), view=modal("One"))
    client.views_push(trigger_id=trigger(kenji), view=modal("Two", clear_on_close=True))
    workspace.close("kenji", workspace.modals("kenji")[-1])
    assert workspace.modals("kenji") == ()
