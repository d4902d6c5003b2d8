import json
import time
from pathlib import Path

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace import Fault, Workspace
from tests.workspace.conftest import Serving, client_of


def texts(workspace: Workspace) -> list[str]:
    return [message.text for message in workspace.history("general")]


def test_planned_429_says_how_long_to_wait_and_posts_nothing(workspace: Workspace, client: WebClient) -> None:
    workspace.misbehave(Fault("429", "chat.postMessage", retry_after=7))
    with pytest.raises(SlackApiError) as raised:
        client.chat_postMessage(channel="#general", text="x")
    answer = raised.value.response
    assert (answer.status_code, answer.headers["retry-after"], answer["error"]) == (429, "7", "ratelimited")
    assert texts(workspace) == []


def test_planned_500_posts_nothing(workspace: Workspace, client: WebClient) -> None:
    workspace.misbehave(Fault("500", times=2))
    for _ in range(2):
        with pytest.raises(SlackApiError) as raised:
            client.chat_postMessage(channel="#general", text="x")
        assert raised.value.response.status_code == 500
    client.chat_postMessage(channel="#general", text="third")
    assert texts(workspace) == ["third"]


@pytest.mark.parametrize(("fault", "posted"), [("reset_before", []), ("reset_after", ["x"])])
def test_connection_is_reset_before_or_after_the_message_was_posted(
    workspace: Workspace, client: WebClient, fault: str, posted: list[str]
) -> None:
    workspace.misbehave(Fault(fault, "chat.postMessage"))
    with pytest.raises(ConnectionResetError):
        client.chat_postMessage(channel="#general", text="x")
    assert texts(workspace) == posted
    assert client.auth_test()["ok"]


def test_sdk_with_its_own_retries_posts_twice_after_a_reset(workspace: Workspace) -> None:
    retrying = WebClient(token=workspace.bot_token, base_url=f"{workspace.url}/api/")
    workspace.misbehave(Fault("reset_after", "chat.postMessage"))
    retrying.chat_postMessage(channel="#general", text="x")
    assert texts(workspace) == ["x", "x"]


def test_slow_answer_comes_late_but_the_message_is_there_at_once(workspace: Workspace) -> None:
    hasty = WebClient(token=workspace.bot_token, base_url=f"{workspace.url}/api/", timeout=1, retry_handlers=[])
    workspace.misbehave(Fault("slow", "chat.postMessage", seconds=1.5))
    with pytest.raises(TimeoutError):
        hasty.chat_postMessage(channel="#general", text="x")
    assert texts(workspace) == ["x"]


def test_slow_answer_holds_up_no_other_call(workspace: Workspace, client: WebClient) -> None:
    workspace.misbehave(Fault("slow", "users.list", seconds=0.2))
    begin = time.monotonic()
    client.users_list()
    assert time.monotonic() - begin >= 0.2


def test_fault_of_another_method_is_not_used_up(workspace: Workspace, client: WebClient) -> None:
    workspace.misbehave(Fault("500", "chat.update"))
    client.chat_postMessage(channel="#general", text="x")
    workspace.behave()
    assert client.api_call("chat.getPermalink", params=_there(workspace))["ok"]


def _there(workspace: Workspace) -> dict[str, str]:
    (message,) = workspace.history("general")
    return {"channel": message.channel, "message_ts": message.ts}


@pytest.mark.parametrize(("fault", "times"), [("flood", 1), ("500", 0)])
def test_fault_that_makes_no_sense_is_refused(fault: str, times: int) -> None:
    with pytest.raises(ValueError, match=r"fault|times"):
        Fault(fault, times=times)


def test_every_call_is_recorded_without_its_token(serving: Serving, tmp_path: Path) -> None:
    record = tmp_path / "calls.jsonl"
    workspace = serving(record=record)
    client = client_of(workspace)
    workspace.misbehave(Fault("reset_before", "chat.postMessage"))
    with pytest.raises(ConnectionResetError):
        client.chat_postMessage(channel="#general", text="x")
    client.api_call("auth.test", params={"token": workspace.bot_token})
    lines = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    assert [(line["method"], line["arguments"], line["response"].get("ok"), line.get("fault")) for line in lines] == [
        ("chat.postMessage", {"channel": "#general", "text": "x"}, None, "reset_before"),
        ("auth.test", {}, True, None),
    ]
    assert [call.method for call in workspace.calls] == ["chat.postMessage", "auth.test"]
