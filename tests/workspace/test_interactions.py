import json
import urllib.error
import urllib.request
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.workspace import Manifest, PersonError, View, Workspace
from bot.workspace.manifest import EVERYTHING, Shortcut
from tests.workspace.conftest import Connect, Serving, client_of
from tests.workspace.test_rates import Ticking

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


BUTTONS = [
    {
        "type": "actions",
        "block_id": "talks",
        "elements": [
            {"type": "button", "action_id": "star", "text": plain("Star"), "value": "t1"},
            {"type": "static_select", "action_id": "day", "options": [{"text": plain("One"), "value": "1"}]},
        ],
    }
]
ZONE = {
    "type": "input",
    "block_id": "zone",
    "label": plain("Zone"),
    "element": {"type": "plain_text_input", "action_id": "name"},
}
LEADS = {
    "type": "input",
    "block_id": "leads",
    "optional": True,
    "label": plain("Minutes before"),
    "element": {
        "type": "checkboxes",
        "action_id": "minutes",
        "options": [{"text": plain(value), "value": value} for value in ("5", "10")],
        "initial_options": [{"text": plain("10"), "value": "10"}],
    },
}


def modal(title: str = "Settings", **fields: object) -> Json:
    common = {"type": "modal", "callback_id": "settings", "title": plain(title), "submit": plain("Save")}
    return {**common, "blocks": [ZONE, LEADS], **fields}


@pytest.fixture
def app(workspace: Workspace, connect: Connect) -> App:
    """A connected app that has no listeners yet."""
    app = App(client=client_of(workspace))
    connect(workspace, app)
    return app


def test_command_is_answered_in_private_through_its_response_url(workspace: Workspace, app: App) -> None:
    bodies: list[Json] = []

    @app.command("/usher")
    def answer(ack: Any, body: Json, respond: Any) -> None:  # noqa: ANN401 - Bolt's callables
        ack()
        bodies.append(body)
        respond("For you alone.")

    asked = workspace.command("kenji", "#general", "/usher when is  Q&A")
    (reply,) = workspace.wait_for(lambda: workspace.answers(asked))
    assert (reply.text, reply.visible_to) == ("For you alone.", workspace.user("kenji").id)
    assert workspace.history("general") == ()
    body = bodies[0]
    assert (body["command"], body["text"], body["user_name"], body["channel_name"]) == (
        "/usher",
        "when is  Q&amp;A",
        "kenji",
        "general",
    )


def test_acknowledgement_may_itself_be_the_answer(workspace: Workspace, app: App) -> None:
    app.command("/usher")(lambda ack: ack(text="For all.", response_type="in_channel"))
    asked = workspace.command("kenji", "general", "/usher")
    assert [message.text for message in workspace.answers(asked)] == ["For all."]
    assert [message.text for message in workspace.history("general")] == ["For all."]


def test_command_that_the_manifest_does_not_name_is_unknown(workspace: Workspace) -> None:
    with pytest.raises(PersonError, match="/other is not a valid command"):
        workspace.command("kenji", "general", "/other")


@pytest.fixture
def answered(workspace: Workspace, app: App) -> str:
    """The response_url of a command."""
    urls: list[str] = []

    @app.command("/usher")
    def keep(ack: Any, body: Json) -> None:  # noqa: ANN401 - Bolt's callable
        urls.append(body["response_url"])
        ack()

    workspace.command("kenji", "general", "/usher")
    return urls[0]


def test_response_url_is_used_up_after_five_answers(workspace: Workspace, answered: str) -> None:
    webhook = WebhookClient(answered)
    answers = [webhook.send(text=str(number)) for number in range(6)]
    assert [(each.status_code, each.body) for each in answers] == [(200, "ok")] * 5 + [(404, "used_url")]
    assert [message.text for message in workspace.visible_to("kenji", "general")] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({}, "no_text"),
        ({"text": "x", "blocks": [{"type": "nope"}]}, "invalid_blocks"),
        ({"text": "x", "colour": 1}, "invalid_payload"),
        ([], "invalid_payload"),
    ],
)
def test_response_url_refuses_what_is_no_message(answered: str, body: object, word: str) -> None:
    request = urllib.request.Request(answered, json.dumps(body).encode())  # noqa: S310 - the workspace's own address
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(request)  # noqa: S310 - the same
    with raised.value as refused:
        assert (refused.status, refused.read().decode()) == (400, word)


def test_response_url_expires_after_half_an_hour(serving: Serving, connect: Connect) -> None:
    ticking = Ticking()
    workspace = serving(monotonic=ticking)
    app = App(client=client_of(workspace))
    connect(workspace, app)
    urls: list[str] = []

    @app.command("/usher")
    def keep(ack: Any, body: Json) -> None:  # noqa: ANN401 - Bolt's callable
        urls.append(body["response_url"])
        ack()

    workspace.command("kenji", "general", "/usher")
    ticking.seconds += 30 * 60 + 1
    answer = WebhookClient(urls[0]).send(text="late")
    assert (answer.status_code, answer.body) == (404, "expired_url")


def test_click_carries_message_state_and_action(workspace: Workspace, app: App) -> None:
    bodies: list[Json] = []

    @app.action("star")
    def star(ack: Any, body: Json) -> None:  # noqa: ANN401 - Bolt's callable
        ack()
        bodies.append(body)

    posted = client_of(workspace).chat_postMessage(channel="#general", text="talks", blocks=BUTTONS)
    message = workspace.message("general", posted["ts"])
    workspace.click("kenji", message, "star", answers={"day": "1"})
    body = workspace.wait_for(lambda: bodies)[0]
    (action,) = body["actions"]
    assert action == {
        "type": "button",
        "action_id": "star",
        "block_id": "talks",
        "text": plain("Star"),
        "value": "t1",
        "action_ts": action["action_ts"],
    }
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": False,
    }
    chosen = {"type": "static_select", "selected_option": {"text": plain("One"), "value": "1"}}
    assert body["state"] == {"values": {"talks": {"day": chosen}}}
    assert (body["message"]["text"], body["user"]["name"]) == ("talks", "kenji")


def test_click_on_an_ephemeral_message_can_replace_and_delete_it(workspace: Workspace, app: App) -> None:
    app.command("/usher")(lambda ack: ack(text="old", blocks=BUTTONS))

    @app.action("star")
    def star(ack: Any, body: Json, respond: Any) -> None:  # noqa: ANN401 - Bolt's callables
        ack()
        assert "message" not in body
        respond(text="new", blocks=BUTTONS, replace_original=True)

    @app.action("day")
    def day(ack: Any, respond: Any) -> None:  # noqa: ANN401 - the same
        ack()
        respond(delete_original=True)

    (shown,) = workspace.answers(workspace.command("kenji", "general", "/usher"))
    workspace.click("kenji", shown, "star")
    workspace.wait_for(lambda: [each.text for each in workspace.visible_to("kenji", "general")] == ["new"])
    workspace.click("kenji", shown, "day", "1")
    workspace.wait_for(lambda: workspace.visible_to("kenji", "general") == ())


def test_click_on_what_is_not_there_or_not_seen_is_refused(workspace: Workspace, client: WebClient) -> None:
    kenji = workspace.user("kenji").id
    ts = client.chat_postEphemeral(channel=workspace.channel("general").id, user=kenji, text="x", blocks=BUTTONS)
    message = workspace.message("general", ts["message_ts"])
    with pytest.raises(PersonError, match="0 elements have the action_id 'moon' here; there are day, star"):
        workspace.click("kenji", message, "moon")
    with pytest.raises(PersonError, match="day does not offer '2'"):
        workspace.click("kenji", message, "day", "2")
    with pytest.raises(PersonError, match="lena does not see that"):
        workspace.click("lena", message, "star")


@pytest.fixture
def settings(workspace: Workspace, app: App) -> View:
    """A modal that /usher has opened for kenji."""

    @app.command("/usher")
    def open_settings(ack: Any, body: Json, client: WebClient) -> None:  # noqa: ANN401 - Bolt's callable
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=modal(notify_on_close=True, private_metadata="m"))

    workspace.command("kenji", "general", "/usher settings")
    return workspace.wait_for(lambda: workspace.modals("kenji"))[-1]


def test_modal_is_submitted_with_what_was_filled_in_and_closes(workspace: Workspace, app: App, settings: View) -> None:
    views: list[Json] = []

    @app.view("settings")
    def save(ack: Any, view: Json) -> None:  # noqa: ANN401 - Bolt's callable
        views.append(view)
        ack()

    assert workspace.submit("kenji", settings, {"name": "Asia/Tokyo"}) == {}
    assert workspace.modals("kenji") == ()
    ten = {"text": plain("10"), "value": "10"}
    assert (views[0]["private_metadata"], views[0]["state"]["values"]) == (
        "m",
        {
            "zone": {"name": {"type": "plain_text_input", "value": "Asia/Tokyo"}},
            "leads": {"minutes": {"type": "checkboxes", "selected_options": [ten]}},
        },
    )


def test_required_input_left_empty_never_reaches_the_app(workspace: Workspace, settings: View) -> None:
    assert workspace.submit("kenji", settings) == {"zone": "Please complete this required field."}


def test_errors_stay_beneath_their_inputs_and_the_modal_stays(workspace: Workspace, app: App, settings: View) -> None:
    app.view("settings")(lambda ack: ack(response_action="errors", errors={"zone": "No such zone."}))
    assert workspace.submit("kenji", settings, {"name": "Mars"}) == {"zone": "No such zone."}
    assert [view.id for view in workspace.modals("kenji")] == [settings.id]


def test_errors_for_inputs_that_are_not_there_are_the_apps_mistake(
    workspace: Workspace, app: App, settings: View
) -> None:
    app.view("settings")(lambda ack: ack(response_action="errors", errors={"name": "No such zone."}))
    with pytest.raises(PersonError, match=r"errors for \['name'\]; the view's inputs are \['leads', 'zone'\]"):
        workspace.submit("kenji", settings, {"name": "Mars"})


def test_update_replaces_the_modal_and_keeps_what_was_filled_in(workspace: Workspace, app: App, settings: View) -> None:
    app.view("settings")(lambda ack: ack(response_action="update", view=modal("Really?")))
    workspace.submit("kenji", settings, {"name": "Asia/Tokyo"})
    (shown,) = workspace.modals("kenji")
    assert (shown.id, shown.content["title"]["text"], shown.values["zone"]["name"]["value"]) == (
        settings.id,
        "Really?",
        "Asia/Tokyo",
    )
    assert shown.hash != settings.hash


@pytest.mark.usefixtures("settings")
def test_push_stacks_at_most_three_and_clear_closes_all(workspace: Workspace, app: App) -> None:
    answers = iter([{"response_action": "push", "view": modal()}] * 2 + [{"response_action": "clear"}])
    app.view("settings")(lambda ack: ack(**next(answers)))
    for depth in (2, 3):
        workspace.submit("kenji", workspace.modals("kenji")[-1], {"name": "x"})
        assert len(workspace.modals("kenji")) == depth
    workspace.submit("kenji", workspace.modals("kenji")[-1], {"name": "x"})
    assert workspace.modals("kenji") == ()


def test_closing_is_told_where_the_view_asked_for_it(workspace: Workspace, app: App, settings: View) -> None:
    closed: list[str] = []

    @app.view_closed("settings")
    def forget(ack: Any, view: Json) -> None:  # noqa: ANN401 - Bolt's callable
        ack()
        closed.append(view["id"])

    workspace.close("kenji", settings)
    assert workspace.wait_for(lambda: closed) == [settings.id]
    assert workspace.modals("kenji") == ()


def test_trigger_works_once_and_for_three_seconds(serving: Serving) -> None:
    ticking = Ticking()
    workspace = serving(monotonic=ticking)
    client, kenji = client_of(workspace), workspace.user("kenji").id
    first, second = (workspace.state.tickets.trigger(kenji) for _ in range(2))
    client.views_open(trigger_id=first, view=modal())
    ticking.seconds += 3.1
    for trigger_id, code in (
        (first, "exchanged_trigger_id"),
        (second, "expired_trigger_id"),
        ("x", "invalid_trigger_id"),
    ):
        with pytest.raises(SlackApiError, match=code):
            client.views_open(trigger_id=trigger_id, view=modal())


def test_fourth_modal_cannot_be_pushed(workspace: Workspace, client: WebClient) -> None:
    kenji = workspace.user("kenji").id
    trigger = workspace.state.tickets.trigger
    client.views_open(trigger_id=trigger(kenji), view=modal())
    for _ in range(2):
        client.views_push(trigger_id=trigger(kenji), view=modal())
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        client.views_push(trigger_id=trigger(kenji), view=modal())


def test_home_is_published_and_an_outdated_hash_conflicts(workspace: Workspace, client: WebClient) -> None:
    kenji, home = workspace.user("kenji").id, {"type": "home", "blocks": [{"type": "divider", "block_id": "line"}]}
    first = client.views_publish(user_id=kenji, view=home)["view"]
    second = client.views_publish(user_id=kenji, view=home, hash=first["hash"])["view"]
    assert second["id"] == first["id"]
    with pytest.raises(SlackApiError, match="hash_conflict"):
        client.views_publish(user_id=kenji, view=home, hash=first["hash"])
    shown = workspace.home("kenji")
    assert shown is not None
    assert (shown.hash, shown.blocks) == (second["hash"], ({"type": "divider", "block_id": "line"},))
    assert workspace.home("lena") is None


def test_click_in_the_home_tab_carries_the_view(workspace: Workspace, app: App, client: WebClient) -> None:
    bodies: list[Json] = []

    @app.action("star")
    def star(ack: Any, body: Json) -> None:  # noqa: ANN401 - Bolt's callable
        ack()
        bodies.append(body)

    client.views_publish(user_id=workspace.user("kenji").id, view={"type": "home", "blocks": BUTTONS})
    shown = workspace.home("kenji")
    assert shown is not None
    workspace.click("kenji", shown, "star")
    body = workspace.wait_for(lambda: bodies)[0]
    assert (body["container"], body["view"]["type"], "response_url" in body) == (
        {"type": "view", "view_id": shown.id},
        "home",
        False,
    )


def test_shortcuts_of_the_manifest_reach_the_app(serving: Serving, connect: Connect) -> None:
    shortcuts = (Shortcut("Ask", "ask", "global"), Shortcut("Remind", "remind", "message"))
    workspace = serving(manifest=Manifest(EVERYTHING.scopes, (), (), shortcuts))
    app, heard = App(client=client_of(workspace)), list[str]()

    @app.global_shortcut("ask")
    def ask(ack: Any, body: Json) -> None:  # noqa: ANN401 - Bolt's callable
        heard.append(body["type"])
        ack()

    @app.message_shortcut("remind")
    def remind(ack: Any, body: Json) -> None:  # noqa: ANN401 - Bolt's callable
        heard.append(body["message"]["text"])
        ack()

    connect(workspace, app)
    workspace.shortcut("kenji", "ask")
    workspace.shortcut("kenji", "remind", workspace.say("lena", "general", "lunch"))
    assert heard == ["shortcut", "lunch"]
    with pytest.raises(PersonError, match="the app has no message shortcut 'ask'"):
        workspace.shortcut("kenji", "ask", workspace.say("lena", "general", "x"))


def test_open_modal_is_updated_by_its_id_its_external_id_and_its_hash(workspace: Workspace, client: WebClient) -> None:
    trigger_id = workspace.state.tickets.trigger(workspace.user("kenji").id)
    first = client.views_open(trigger_id=trigger_id, view=modal(external_id="mine"))["view"]
    second = client.views_update(view_id=first["id"], hash=first["hash"], view=modal("Two", external_id="mine"))["view"]
    client.views_update(external_id="mine", view=modal("Three", external_id="mine"))
    assert [view.content["title"]["text"] for view in workspace.modals("kenji")] == ["Three"]
    for arguments, code in (
        ({"view_id": first["id"], "hash": second["hash"]}, "hash_conflict"),
        ({"view_id": "V999"}, "not_found"),
        ({"view_id": first["id"], "view": {"type": "home", "blocks": []}}, "invalid_arguments"),
    ):
        with pytest.raises(SlackApiError, match=code):
            client.views_update(**{"view": modal(), **arguments})
    trigger_id = workspace.state.tickets.trigger(workspace.user("lena").id)
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        client.views_open(trigger_id=trigger_id, view=modal(external_id="mine"))


def test_modal_is_closed_and_submitted_only_by_who_has_it_open(workspace: Workspace, client: WebClient) -> None:
    client.views_publish(user_id=workspace.user("kenji").id, view={"type": "home", "blocks": []})
    shown = workspace.home("kenji")
    assert shown is not None
    for deed in (workspace.close, workspace.submit):
        with pytest.raises(PersonError, match="kenji has no such modal open"):
            deed("kenji", shown)


def test_app_without_interactivity_and_home_gets_neither(serving: Serving) -> None:
    workspace = serving(manifest=Manifest(EVERYTHING.scopes, (), (), interactive=False, home=False, writable=False))
    client, kenji = client_of(workspace), workspace.user("kenji").id
    ts = client.chat_postMessage(channel="#general", text="x", blocks=BUTTONS)["ts"]
    with pytest.raises(PersonError, match="not configured to handle interactive responses"):
        workspace.click("kenji", workspace.message("general", ts), "star")
    with pytest.raises(PersonError, match="has no Home tab"):
        workspace.open_home("kenji")
    with pytest.raises(PersonError, match="has been turned off"):
        workspace.say("kenji", "usher", "hello")
    with pytest.raises(SlackApiError, match="not_enabled"):
        client.views_publish(user_id=kenji, view={"type": "home", "blocks": []})


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ({"response_action": "update", "view": {"type": "modal"}}, "a view that Slack refuses"),
        ({"response_action": "explode"}, "the unknown response_action 'explode'"),
    ],
)
def test_acknowledgement_that_slack_refuses_is_the_apps_mistake(
    workspace: Workspace, app: App, settings: View, payload: Json, words: str
) -> None:
    app.view("settings")(lambda ack: ack(payload))
    with pytest.raises(PersonError, match=words):
        workspace.submit("kenji", settings, {"name": "x"})


def test_command_acknowledged_with_no_message_is_the_apps_mistake(workspace: Workspace, app: App) -> None:
    app.command("/usher")(lambda ack: ack(text="x", blocks=[{"type": "nope"}]))
    with pytest.raises(PersonError, match="a message that Slack refuses: invalid_blocks"):
        workspace.command("kenji", "general", "/usher")


def test_payload_that_slack_would_not_send_reaches_the_app(workspace: Workspace, app: App) -> None:
    heard: list[Json] = []

    @app.view("settings")
    def save(ack: Any, body: Json) -> None:  # noqa: ANN401 - Bolt's callable
        heard.append(body)
        ack(response_action="clear")

    view = {
        "id": "V9",
        "type": "modal",
        "callback_id": "settings",
        "private_metadata": "forged",
        "state": {"values": {}},
    }
    assert workspace.craft("kenji", "view_submission", view=view) == {"response_action": "clear"}
    assert (heard[0]["user"]["id"], heard[0]["view"]) == (workspace.user("kenji").id, view)
