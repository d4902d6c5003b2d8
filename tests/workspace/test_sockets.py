import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk.errors import SlackApiError
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect as dial

from bot.workspace import DispatchFailedError, Fault, Workspace
from tests.workspace.conftest import Connect, Serving, client_of

Json = dict[str, Any]


@contextmanager
def linked(workspace: Workspace) -> Iterator[ClientConnection]:
    """A bare Socket Mode connection, past its hello."""
    address = client_of(workspace, workspace.app_token).apps_connections_open(app_token=workspace.app_token)["url"]
    with dial(address) as link:
        assert received(link)["type"] == "hello"
        yield link


def received(link: ClientConnection, timeout: float = 5) -> Json:
    frame: Json = json.loads(link.recv(timeout))
    return frame


def acknowledge(link: ClientConnection, envelope: Json, **payload: object) -> None:
    link.send(json.dumps({"envelope_id": envelope["envelope_id"]} | ({"payload": payload} if payload else {})))


def test_event_has_everything_that_slack_sends(workspace: Workspace) -> None:
    with linked(workspace) as link:
        said = workspace.say("kenji", "general", "hello & welcome")
        envelope = received(link)
    channel, payload = workspace.channel("general"), envelope["payload"]
    assert (envelope["type"], envelope["accepts_response_payload"], envelope["retry_attempt"]) == (
        "events_api",
        False,
        0,
    )
    assert payload["event"] == {
        "type": "message",
        "user": workspace.user("kenji").id,
        "ts": said.ts,
        "text": "hello &amp; welcome",
        "blocks": list(said.blocks),
        "team": payload["team_id"],
        "channel": channel.id,
        "channel_type": "channel",
        "event_ts": said.ts,
    }
    assert (payload["type"], payload["event_time"]) == ("event_callback", int(float(said.ts)))
    assert [each["user_id"] for each in payload["authorizations"]] == [workspace.bot.id]


def test_mention_is_an_event_of_its_own_beside_the_message(workspace: Workspace) -> None:
    with linked(workspace) as link:
        workspace.say("kenji", "general", "@usher what is next in #random?")
        events = [received(link)["payload"] for _ in range(2)]
    text = f"<@{workspace.bot.id}> what is next in <#{workspace.channel('random').id}|random>?"
    assert [(each["event"]["type"], each["event"]["text"]) for each in events] == [
        ("message", text),
        ("app_mention", text),
    ]
    assert events[0]["event_id"] != events[1]["event_id"]


def test_event_types_not_subscribed_to_are_not_sent(serving: Serving) -> None:
    workspace = serving(scopes=("app_mentions:read", "chat:write"))
    with linked(workspace) as link:
        workspace.say("kenji", "general", "nothing")
        workspace.set_zone("kenji", "Europe/Paris")
        workspace.say("kenji", "general", "@usher hello")
        assert received(link)["payload"]["event"]["type"] == "app_mention"


def test_conversation_without_the_bot_sends_nothing(workspace: Workspace) -> None:
    workspace.add_channel("elsewhere", bot=False)
    with linked(workspace) as link:
        workspace.say("kenji", "elsewhere", "@usher hello")
        workspace.say("kenji", "general", "here")
        assert received(link)["payload"]["event"]["text"] == "here"


def test_changes_and_deletions_are_events(workspace: Workspace) -> None:
    with linked(workspace) as link:
        said = workspace.say("kenji", "@kenji", "one")
        workspace.rewrite("kenji", said, "two")
        workspace.take_back("kenji", said)
        events = [received(link)["payload"]["event"] for _ in range(3)]
    assert [(each["channel_type"], each.get("subtype")) for each in events] == [
        ("im", None),
        ("im", "message_changed"),
        ("im", "message_deleted"),
    ]
    assert (events[1]["message"]["text"], events[1]["previous_message"]["text"]) == ("two", "one")


def test_bots_own_message_comes_back_with_its_bot_id(workspace: Workspace) -> None:
    client = client_of(workspace)
    with linked(workspace) as link:
        client.chat_postMessage(channel="#general", text="x")
        assert received(link)["payload"]["event"]["bot_id"] == client.auth_test()["bot_id"]


def test_what_people_do_is_told(workspace: Workspace) -> None:
    elsewhere = workspace.add_channel("elsewhere", members=())
    with linked(workspace) as link:
        workspace.open_home("kenji")
        workspace.set_zone("kenji", "Europe/Paris")
        workspace.join("kenji", "elsewhere")
        workspace.start_assistant_thread("kenji", "general")
        events = [received(link)["payload"]["event"] for _ in range(5)]
    kenji = workspace.user("kenji").id
    assert [event["type"] for event in events] == [
        "app_home_opened",
        "user_change",
        "member_joined_channel",
        "message",
        "assistant_thread_started",
    ]
    assert (events[0]["user"], events[0]["tab"]) == (kenji, "home")
    assert (events[1]["user"]["id"], events[1]["user"]["tz"]) == (kenji, "Europe/Paris")
    assert (events[2]["user"], events[2]["channel"]) == (kenji, elsewhere.id)
    assert events[4]["assistant_thread"]["context"]["channel_id"] == workspace.channel("general").id


def test_event_not_acknowledged_is_sent_three_more_times(serving: Serving) -> None:
    workspace = serving(ack_seconds=0.02, retry_delays=(0, 0.01, 0.01))
    with linked(workspace) as link:
        workspace.say("kenji", "general", "x")
        envelopes = [received(link) for _ in range(4)]
        with pytest.raises(TimeoutError):
            received(link, 0.2)
    assert [(each["retry_attempt"], each["retry_reason"]) for each in envelopes] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
        (3, "timeout"),
    ]
    assert len({each["payload"]["event_id"] for each in envelopes}) == 1
    assert len({each["envelope_id"] for each in envelopes}) == 4


def test_event_acknowledged_is_not_sent_again(serving: Serving) -> None:
    workspace = serving(ack_seconds=0.1, retry_delays=(0,))
    with linked(workspace) as link:
        workspace.say("kenji", "general", "x")
        acknowledge(link, received(link))
        with pytest.raises(TimeoutError):
            received(link, 0.3)


def test_envelopes_are_spread_over_the_connections(workspace: Workspace) -> None:
    with linked(workspace) as one, linked(workspace) as two:
        for text in ("a", "b"):
            workspace.say("kenji", "general", text)
        assert sorted(received(link)["payload"]["event"]["text"] for link in (one, two)) == ["a", "b"]


@pytest.mark.parametrize(("fault", "same_envelope"), [("duplicate_event", False), ("duplicate_envelope", True)])
def test_event_is_delivered_twice_when_asked(workspace: Workspace, fault: str, *, same_envelope: bool) -> None:
    workspace.misbehave(Fault(fault))
    with linked(workspace) as link:
        workspace.say("kenji", "general", "x")
        first, second = received(link), received(link)
    assert first["payload"] == second["payload"]
    assert (first["envelope_id"] == second["envelope_id"]) is same_envelope


def test_eleventh_connection_is_refused(workspace: Workspace) -> None:
    address = client_of(workspace).apps_connections_open(app_token=workspace.app_token)["url"]
    links = [linked(workspace) for _ in range(10)]
    opened = [link.__enter__() for link in links]
    with dial(address) as eleventh:
        assert received(eleventh) == {
            "type": "disconnect",
            "reason": "too_many_websockets",
            "debug_info": {"host": "local"},
        }
    assert len(opened) == workspace.sockets.connections == 10
    for link in links:
        link.__exit__(None, None, None)


def test_ticket_is_good_for_one_connection(workspace: Workspace) -> None:
    address = client_of(workspace).apps_connections_open(app_token=workspace.app_token)["url"]
    with dial(address), pytest.raises(InvalidStatus):
        dial(address)


def test_warning_leaves_the_connection_open_and_a_refresh_closes_it(workspace: Workspace) -> None:
    with linked(workspace) as link:
        workspace.sockets.disconnect("warning", 1)
        assert received(link)["reason"] == "warning"
        workspace.misbehave(Fault("disconnect"))
        assert received(link)["reason"] == "refresh_requested"
        with pytest.raises(ConnectionClosed):
            received(link)
    assert workspace.wait_for(lambda: not workspace.connected)


def test_connection_hung_up_ends_without_notice(workspace: Workspace) -> None:
    with linked(workspace) as link:
        workspace.misbehave(Fault("hang_up"))
        with pytest.raises(ConnectionClosed):
            received(link)


def test_connecting_needs_the_app_token(workspace: Workspace) -> None:
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        client_of(workspace).apps_connections_open(app_token=workspace.bot_token)


def test_command_without_an_app_fails_in_slacks_words(workspace: Workspace) -> None:
    with pytest.raises(DispatchFailedError, match='/usher failed with the error "dispatch_failed"'):
        workspace.command("kenji", "general", "/usher today")


def test_command_not_acknowledged_in_time_fails(serving: Serving) -> None:
    workspace = serving(ack_seconds=0.02)
    with linked(workspace), pytest.raises(DispatchFailedError):
        workspace.command("kenji", "general", "/usher today")


def test_bolt_app_reconnects_when_asked_to(workspace: Workspace, connect: Connect) -> None:
    app = App(client=client_of(workspace))
    heard: list[str] = []
    app.event("app_mention")(lambda event: heard.append(event["text"]))
    app.event("message")(lambda ack: ack())
    connect(workspace, app)
    workspace.misbehave(Fault("disconnect"))
    workspace.wait_connected(timeout=10)
    workspace.say("kenji", "general", "@usher again")
    assert workspace.wait_for(lambda: heard) == [f"<@{workspace.bot.id}> again"]
