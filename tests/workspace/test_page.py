import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App

from bot.workspace import Manifest, Workspace, serve
from bot.workspace.__main__ import main
from tests.workspace.conftest import Connect, Serving, client_of
from tests.workspace.test_interactions import BUTTONS, modal

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]
MANIFEST = """
features:
  app_home: {home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true}
  bot_user: {display_name: herald}
  slash_commands:
    - {command: /herald, description: Ask, usage_hint: today, should_escape: true}
oauth_config: {scopes: {bot: [commands, "chat:write", "im:history"]}}
settings:
  event_subscriptions: {bot_events: [message.im]}
  interactivity: {is_enabled: false}
"""


def fetched(workspace: Workspace, path: str, body: Json | None = None) -> tuple[int, Any]:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(workspace.url + path, data)  # noqa: S310 - the workspace's own address
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - the same
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def test_state_shows_what_one_person_sees(workspace: Workspace) -> None:
    client, kenji = client_of(workspace), workspace.user("kenji")
    general = workspace.channel("general").id
    client.chat_postEphemeral(channel=general, user=kenji.id, text="psst")
    client.views_publish(user_id=kenji.id, view={"type": "home", "blocks": []})
    _, mine = fetched(workspace, f"/ui/state?user={kenji.id}")
    _, first = fetched(workspace, "/ui/state")
    assert mine["me"] == {"id": kenji.id, "name": "kenji", "real_name": "Kenji Tanaka", "tz": "Asia/Tokyo"}
    assert [(each["name"], each["kind"]) for each in mine["channels"]] == [
        ("Usher", "im"),
        ("general", "channel"),
        ("random", "channel"),
    ]
    assert [(each["text"], each["ephemeral"]) for each in mine["messages"][general]] == [("psst", True)]
    assert (mine["home"]["type"], mine["modals"], mine["bot"]["connected"]) == ("home", [], False)
    assert (first["me"]["name"], first["messages"][general], first["home"]) == ("olivia", [], None)
    assert fetched(workspace, "/ui/state?user=U999")[0] == 400


def test_what_the_person_types_is_posted_or_run(workspace: Workspace, connect: Connect) -> None:
    app = App(client=client_of(workspace))
    app.command("/usher")(lambda ack: ack("Today: nothing."))
    app.event("message")(lambda ack: ack())
    connect(workspace, app)
    general = workspace.channel("general").id
    typed = {"user": workspace.user("kenji").id, "channel": general}
    assert fetched(workspace, "/ui/message", typed | {"text": "hello"}) == (200, {"ok": True})
    assert fetched(workspace, "/ui/message", typed | {"text": "/usher today"}) == (200, {"ok": True})
    assert [message.text for message in workspace.visible_to("kenji", "general")] == ["hello", "Today: nothing."]
    assert fetched(workspace, "/ui/message", typed | {"text": "/other"}) == (
        400,
        {"ok": False, "error": "/other is not a valid command."},
    )
    assert fetched(workspace, "/ui/message", typed) == (400, {"ok": False, "error": "text is missing"})


def test_page_clicks_fills_in_and_submits(workspace: Workspace, connect: Connect) -> None:
    app = App(client=client_of(workspace))
    answers = iter([{"response_action": "errors", "errors": {"zone": "No."}}, {}])

    @app.action("day")
    def day(ack: Any, body: Json, client: Any) -> None:  # noqa: ANN401 - Bolt's callables
        ack()
        assert body["actions"][0]["selected_option"]["value"] == "1"
        client.views_open(trigger_id=body["trigger_id"], view=modal())

    app.view("settings")(lambda ack: ack(**next(answers)))
    connect(workspace, app)
    ts = client_of(workspace).chat_postMessage(channel="#general", text="x", blocks=BUTTONS)["ts"]
    kenji, general = workspace.user("kenji").id, workspace.channel("general").id
    click = {
        "user": kenji,
        "container": {"type": "message", "channel": general, "ts": ts},
        "block_id": "talks",
        "action_id": "day",
        "action": {"selected_option": {"text": {"type": "plain_text", "text": "One"}, "value": "1"}},
        "values": {},
    }
    assert fetched(workspace, "/ui/action", click) == (200, {"ok": True})
    view = workspace.wait_for(lambda: workspace.modals("kenji"))[-1]
    values = {"zone": {"name": {"type": "plain_text_input", "value": "Mars"}}}
    submission = {"user": kenji, "view_id": view.id, "values": values}
    assert fetched(workspace, "/ui/submit", submission) == (200, {"ok": False, "errors": {"zone": "No."}})
    assert fetched(workspace, "/ui/submit", submission) == (200, {"ok": True})
    assert fetched(workspace, "/ui/close", {"user": kenji, "view_id": view.id})[0] == 400


def test_page_opens_home_moves_zones_and_plans_faults(workspace: Workspace) -> None:
    kenji = workspace.user("kenji").id
    assert fetched(workspace, "/ui/home", {"user": kenji, "tab": "home"}) == (200, {"ok": True})
    assert fetched(workspace, "/ui/user", {"user": kenji, "tz": "Europe/Paris"}) == (200, {"ok": True})
    assert workspace.user("kenji").tz == "Europe/Paris"
    assert fetched(workspace, "/ui/user", {"user": kenji, "tz": "Paris"})[0] == 400
    assert fetched(workspace, "/faults", {"method": "*", "fault": "500", "times": 1}) == (200, {"ok": True})
    assert fetched(workspace, "/api/api.test", {})[0] == 500
    assert fetched(workspace, "/faults", {"fault": "500", "colour": "red"})[0] == 400
    assert fetched(workspace, "/ui/shortcut", {"user": kenji, "callback_id": "x"})[0] == 400


def test_clock_is_read_and_set_over_http(serving: Serving) -> None:
    workspace = serving(start=datetime(2020, 12, 12, 17, tzinfo=UTC), paused=True)
    still = {"speed": 1.0, "paused": True}
    assert fetched(workspace, "/clock") == (200, {"now": "2020-12-12T17:00:00Z", **still})
    assert fetched(workspace, "/clock", {"advance": 60}) == (200, {"ok": True, "now": "2020-12-12T17:01:00Z", **still})
    set_to = {"jump_to": "2021-01-01T00:00:00+01:00", "speed": 5}
    assert fetched(workspace, "/clock", set_to)[1] == {
        "ok": True,
        "now": "2020-12-31T23:00:00Z",
        "speed": 5.0,
        "paused": True,
    }
    assert fetched(workspace, "/clock", {"paused": False})[1]["paused"] is False
    assert fetched(workspace, "/clock", {"now": "2021-01-01T00:00:00"})[0] == 400


def test_stream_tells_of_a_change_and_ends_with_the_workspace() -> None:
    workspace = Workspace()
    with serve(workspace):
        connection = http.client.HTTPConnection(workspace.url.removeprefix("http://"), timeout=5)
        connection.request("GET", "/ui/stream")
        stream = connection.getresponse()
        before = workspace.state.version
        assert stream.readline() == f'data: {{"version": {before}}}\n'.encode()
        workspace.say("kenji", "general", "x")
        assert (stream.readline(), stream.readline()) == (b"\n", f'data: {{"version": {before + 1}}}\n'.encode())
    assert stream.read().endswith(b"\n")
    connection.close()


def test_page_is_served(workspace: Workspace) -> None:
    with urllib.request.urlopen(workspace.url) as answer:  # noqa: S310 - the workspace's own address
        assert answer.status == 200


def test_workspace_can_be_served_again_and_leaves_no_thread() -> None:
    workspace = Workspace()
    for _ in range(2):
        with serve(workspace):
            client_of(workspace).chat_postMessage(channel="#general", text="x")
        assert [thread.name for thread in threading.enumerate() if thread.name == "workspace"] == []
    assert len(workspace.history("general")) == 2


@pytest.fixture
def _signals() -> Iterator[None]:
    """The program changes what signals do; put it back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_signals")
def test_taken_port_is_one_clear_line(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    port = workspace.url.rsplit(":", 1)[1]
    line = f"cannot listen on 127.0.0.1:{port} (Address already in use); choose another port, or 0 for any\n"
    assert (main(["--port", port]), capsys.readouterr()) == (1, ("", line))


@pytest.mark.usefixtures("_signals")
def test_start_without_a_zone_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    line = "start: 2020-12-12T09:00:00 has no zone; write 2020-12-12T09:00:00+00:00 if UTC is meant\n"
    assert (main(["--port", "0", "--start", "2020-12-12T09:00"]), capsys.readouterr()) == (1, ("", line))


@pytest.mark.usefixtures("_signals")
def test_program_says_where_it_is_and_ends_when_interrupted(capsys: pytest.CaptureFixture[str]) -> None:
    interrupt = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    interrupt.start()
    assert main(["--port", "0", "--no-rates"]) == 0
    interrupt.join()
    names = [line.split("=")[0] for line in capsys.readouterr().out.splitlines()[1:]]
    assert names == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "USHER_SLACK_API_URL", "USHER_CLOCK_URL"]


def test_program_serves_until_it_is_terminated(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.yaml"
    manifest.write_text(MANIFEST, encoding="utf-8")
    command = [sys.executable, "-m", "bot.workspace", "--port", "0", "--manifest", str(manifest), "--channel", "hall"]
    command += ["--start", "2020-12-12T09:00:00-08:00", "--speed", "60"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        address = program.stdout.readline().strip()
        with urllib.request.urlopen(f"{address}/ui/state") as answer:  # noqa: S310 - the program's own address
            state = json.load(answer)
        program.terminate()
        _, errors = program.communicate(timeout=10)
    assert (program.returncode, errors) == (0, "")
    assert [channel["name"] for channel in state["channels"]] == ["Herald", "hall"]
    assert state["commands"] == [{"command": "/herald", "description": "Ask", "usage_hint": "today"}]
    assert (state["clock"]["speed"], state["clock"]["now"][:13]) == (60.0, "2020-12-12T17")


def test_manifest_file_says_what_the_app_may_do(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yaml"
    path.write_text(MANIFEST, encoding="utf-8")
    manifest = Manifest.read(path)
    assert (manifest.scopes, manifest.events) == (("commands", "chat:write", "im:history"), ("message.im",))
    assert (manifest.interactive, manifest.home, manifest.writable) == (False, True, False)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("message.im]", "message.im, app_mention]"), "the event app_mention needs the scope app_mentions:read"),
        (("message.im]", "message.sms]"), "the event message.sms is unknown here"),
        (("[commands, ", "[admin, "), "the scope admin is unknown here"),
        (("[commands, ", "["), "slash commands and shortcuts need the scope commands"),
        (("oauth_config", "oauth"), "this is no app manifest"),
    ],
)
def test_manifest_that_slack_would_refuse_is_refused(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    path = tmp_path / "manifest.yaml"
    path.write_text(MANIFEST.replace(*change), encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        Workspace(manifest=path)


def test_body_that_is_no_json_object_is_refused(workspace: Workspace) -> None:
    headers = {"Content-Type": "application/json"}
    for body, word in ((b"{", "invalid_json"), (b"[]", "json_not_object")):
        request = urllib.request.Request(f"{workspace.url}/api/api.test", body, headers)  # noqa: S310 - its own address
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - the same
            assert json.load(answer)["error"] == word


def test_upload_of_another_size_than_announced_is_refused(workspace: Workspace) -> None:
    client = client_of(workspace)
    upload = client.files_getUploadURLExternal(filename="x", length=3)["upload_url"]
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(upload, b"four")  # noqa: S310 - its own address
    raised.value.close()
    assert raised.value.code == 400


def test_unread_counts_what_came_since_the_person_last_wrote(workspace: Workspace) -> None:
    general = workspace.channel("general").id
    unread = []
    for user in ("kenji", "lena", "lena", "kenji"):
        workspace.say(user, "general", "x")
        channels = fetched(workspace, "/ui/state?user=kenji")[1]["channels"]
        unread.append(next(channel["unread"] for channel in channels if channel["id"] == general))
    assert unread == [0, 1, 2, 0]


def test_command_in_a_thread_is_refused_as_slack_does(workspace: Workspace) -> None:
    said = workspace.say("kenji", "general", "x")
    typed = {"user": "kenji", "channel": "general", "text": "/usher today", "thread_ts": said.ts}
    words = "/usher is not supported in threads. Sorry!"
    assert fetched(workspace, "/ui/message", typed) == (400, {"ok": False, "error": words})


def test_page_opens_the_assistant_and_shows_what_the_app_sets(workspace: Workspace) -> None:
    kenji, general = workspace.user("kenji").id, workspace.channel("general").id
    status, root = fetched(workspace, "/ui/assistant", {"user": kenji, "context": general})
    client = client_of(workspace)
    client.assistant_threads_setTitle(channel_id=root["channel"], thread_ts=root["ts"], title="Today")
    client.assistant_threads_setSuggestedPrompts(
        channel_id=root["channel"], thread_ts=root["ts"], prompts=[{"title": "Next", "message": "what is next?"}]
    )
    seen = fetched(workspace, f"/ui/state?user={kenji}")[1]["assistant"]
    prompts = [{"title": "Next", "message": "what is next?"}]
    assert (status, seen) == (
        200,
        {"offered": True, "threads": {root["ts"]: {"status": "", "title": "Today", "prompts": prompts}}},
    )
    assert fetched(workspace, "/ui/state?user=lena")[1]["assistant"]["threads"] == {}


def test_person_who_leaves_is_no_longer_offered(workspace: Workspace) -> None:
    assert fetched(workspace, "/ui/leave", {"user": "olivia"}) == (200, {"ok": True})
    state = fetched(workspace, "/ui/state")[1]
    assert (state["me"]["name"], [user["name"] for user in state["users"] if user["deleted"]]) == ("kenji", ["olivia"])


def test_state_tells_kinds_of_conversations_groups_pins_and_reactions(workspace: Workspace) -> None:
    client, group = client_of(workspace), workspace.add_group("chairs", "Chairs", ("kenji",))
    closed = workspace.add_channel("closed", private=True)
    said = workspace.say("kenji", "general", "lunch")
    client.pins_add(channel=said.channel, timestamp=said.ts)
    client.reactions_add(channel=said.channel, timestamp=said.ts, name="wave")
    state = fetched(workspace, "/ui/state?user=kenji")[1]
    assert [each["type"] for each in state["channels"]] == ["im", "public", "public", "private"]
    assert state["channels"][3]["id"] == closed.id
    assert state["groups"] == [{"id": group.id, "handle": "chairs"}]
    assert [(each["pinned"], each["reactions"]) for each in state["messages"][said.channel]] == [(True, ["wave"])]
