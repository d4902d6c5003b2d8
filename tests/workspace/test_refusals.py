from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace import UNLIMITED, Workspace, serve

Arguments = dict[str, Any]


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    workspace = Workspace(("general", "old"), rates=UNLIMITED)
    workspace.add_channel("elsewhere", bot=False)
    workspace.add_channel("secret", private=True, bot=False)
    workspace.add_channel("few", private=True, members=("olivia",))
    workspace.archive("old")
    workspace.say("olivia", "general", "something")
    with serve(workspace):
        yield workspace


def refusal(client: WebClient, method: str, arguments: Arguments) -> Arguments:
    with pytest.raises(SlackApiError) as raised:
        client.api_call(method, json=arguments)
    return {name: value for name, value in raised.value.response.data.items() if name != "ok"}


def client_with(workspace: Workspace, token: str) -> WebClient:
    return WebClient(token=token, base_url=f"{workspace.url}/api/", retry_handlers=[])


def filled(workspace: Workspace, arguments: Arguments) -> Arguments:
    """`$general` stands for the channel's id, `$kenji` for the user's."""
    directory = workspace.state.directory
    ids = {f"${user.name}": user.id for user in directory.users}
    ids["$said"] = next((message.ts for message in workspace.history("general")), "")
    ids |= {f"${channel.name}": channel.id for channel in directory.channels}
    return {name: ids.get(value, value) if isinstance(value, str) else value for name, value in arguments.items()}


REFUSALS: tuple[tuple[str, Arguments, str], ...] = (
    ("chat.postMassage", {}, "unknown_method"),
    ("chat.postMessage", {"channel": "$general"}, "no_text"),
    ("chat.postMessage", {"channel": "$general", "text": "  "}, "no_text"),
    ("chat.postMessage", {"channel": "$general", "text": "x" * 40_001}, "msg_too_long"),
    ("chat.postMessage", {"channel": "C999", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "#nowhere", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "$secret", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "$old", "text": "x"}, "is_archived"),
    ("chat.postMessage", {"channel": "$general", "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
    ("chat.postMessage", {"channel": "$general", "text": "x", "blocks": "[{"}, "invalid_blocks_format"),
    ("chat.postMessage", {"channel": "$general", "text": "x", "blocks": {"type": "divider"}}, "invalid_blocks_format"),
    ("chat.postMessage", {"channel": "$general", "text": "x", "blocks": [{"type": "nope"}]}, "invalid_blocks"),
    (
        "chat.postMessage",
        {"channel": "$general", "text": "x", "blocks": [{"type": "markdown", "text": "y" * 6_600}] * 2},
        "msg_blocks_too_long",
    ),
    (
        "chat.postMessage",
        {"channel": "$general", "text": "x", "metadata": {"event_type": "x"}},
        "invalid_metadata_format",
    ),
    ("chat.postMessage", {"channel": "$general", "text": "x", "metadata": "{"}, "invalid_metadata_format"),
    (
        "chat.postMessage",
        {"channel": "$general", "text": "x", "metadata": {"event_type": "k", "event_payload": {"key": "z" * 16_000}}},
        "metadata_too_large",
    ),
    ("chat.postMessage", {"channel": "$general", "text": {"x": 1}}, "invalid_arguments"),
    (
        "chat.postMessage",
        {"channel": "$general", "text": "x", "metadata": {"event_type": 1, "event_payload": {}}},
        "invalid_metadata_format",
    ),
    (
        "chat.postMessage",
        {"channel": "$general", "attachments": [{"blocks": [{"type": "nope"}]}]},
        "invalid_attachments",
    ),
    ("chat.postMessage", {"channel": "$usher", "text": "x"}, "channel_not_found"),
    ("chat.postEphemeral", {"channel": "$few", "user": "$kenji", "text": "x"}, "user_not_in_channel"),
    ("chat.postEphemeral", {"channel": "$general", "user": "U999", "text": "x"}, "user_not_found"),
    ("chat.postEphemeral", {"channel": "$general", "user": "kenji", "text": "x"}, "user_not_found"),
    ("chat.update", {"channel": "$general", "ts": "1.000001", "text": "x"}, "message_not_found"),
    ("chat.update", {"channel": "general", "ts": "1.000001", "text": "x"}, "channel_not_found"),
    ("chat.delete", {"channel": "$general", "ts": "1.000001"}, "message_not_found"),
    ("chat.scheduleMessage", {"channel": "$general", "post_at": 1, "text": "x"}, "time_in_past"),
    ("chat.scheduleMessage", {"channel": "$general", "post_at": 9_999_999_999, "text": "x"}, "time_too_far"),
    (
        "chat.deleteScheduledMessage",
        {"channel": "$general", "scheduled_message_id": "Q1"},
        "invalid_scheduled_message_id",
    ),
    ("conversations.info", {"channel": "C999"}, "channel_not_found"),
    ("conversations.history", {"channel": "$elsewhere"}, "not_in_channel"),
    ("conversations.history", {"channel": "$secret"}, "channel_not_found"),
    ("conversations.history", {"channel": "$general", "limit": 1000}, "invalid_limit"),
    ("conversations.history", {"channel": "$general", "limit": 0}, "invalid_limit"),
    ("conversations.history", {"channel": "$general", "cursor": "no such"}, "invalid_cursor"),
    ("conversations.history", {"channel": "$general", "oldest": "yesterday"}, "invalid_ts_oldest"),
    ("conversations.history", {"channel": "$general", "limit": "all"}, "invalid_arguments"),
    ("conversations.replies", {"channel": "$general", "ts": "1.000001"}, "thread_not_found"),
    ("conversations.list", {"types": "public"}, "invalid_types"),
    ("conversations.open", {"users": "U999"}, "user_not_found"),
    ("conversations.open", {}, "users_list_not_supplied"),
    ("conversations.open", {"users": "$usher"}, "cannot_dm_bot"),
    ("conversations.join", {"channel": "$old"}, "is_archived"),
    ("conversations.join", {"channel": "$few"}, "method_not_supported_for_channel_type"),
    ("users.info", {"user": "kenji"}, "user_not_found"),
    ("usergroups.users.list", {"usergroup": "S999"}, "no_such_subteam"),
    ("bots.info", {"bot": "B999"}, "bot_not_found"),
    ("pins.add", {"channel": "$general", "timestamp": "1.000001"}, "message_not_found"),
    ("reactions.add", {"channel": "$general", "timestamp": "1.000001", "name": "wave"}, "message_not_found"),
    ("files.getUploadURLExternal", {"filename": "x", "length": 0}, "invalid_arguments"),
    ("reactions.add", {"channel": "$general", "timestamp": "$said", "name": "No!"}, "invalid_name"),
    ("pins.add", {"channel": "$elsewhere", "timestamp": "1.000001"}, "not_in_channel"),
    ("reactions.add", {"channel": "$elsewhere", "timestamp": "1.000001", "name": "wave"}, "not_in_channel"),
    ("files.completeUploadExternal", {"files": [{"id": "F9"}], "channel_id": "$elsewhere"}, "not_in_channel"),
    ("files.completeUploadExternal", {"files": [{"id": "F9"}], "channel_id": "$kenji"}, "channel_not_found"),
    ("pins.remove", {"channel": "$general", "timestamp": "$said"}, "no_pin"),
    ("api.test", {"error": "my_own"}, "my_own"),
    ("files.completeUploadExternal", {"files": [{"id": "F999"}]}, "file_not_found"),
    ("apps.connections.open", {}, "not_allowed_token_type"),
)


@pytest.mark.parametrize(("method", "arguments", "code"), REFUSALS, ids=[f"{row[0]}-{row[2]}" for row in REFUSALS])
def test_call_that_slack_refuses_is_refused_with_its_code(
    workspace: Workspace, method: str, arguments: Arguments, code: str
) -> None:
    answer = refusal(client_with(workspace, workspace.bot_token), method, filled(workspace, arguments))
    assert answer["error"] == code


@pytest.mark.parametrize(("token", "code"), [("", "not_authed"), ("xoxb-other", "invalid_auth")])
def test_token_unknown_or_missing_is_refused(workspace: Workspace, token: str, code: str) -> None:
    assert refusal(client_with(workspace, token), "auth.test", {}) == {"error": code}


def test_app_token_for_a_bot_method_is_refused(workspace: Workspace) -> None:
    assert refusal(client_with(workspace, workspace.app_token), "auth.test", {}) == {"error": "not_allowed_token_type"}


def test_arguments_missing_and_unknown_are_all_named(workspace: Workspace) -> None:
    answer = refusal(client_with(workspace, workspace.bot_token), "chat.update", {"ts": "1", "client_msg_id": "x"})
    messages = ["[ERROR] missing required field: channel", "[ERROR] unknown argument: client_msg_id"]
    assert answer == {"error": "invalid_arguments", "response_metadata": {"messages": messages}}


SCOPED: tuple[tuple[str, Arguments, str], ...] = (
    ("chat.postMessage", {"channel": "$general", "text": "x"}, "chat:write"),
    ("conversations.list", {}, "channels:read"),
    ("conversations.list", {"types": "private_channel"}, "groups:read"),
    ("conversations.info", {"channel": "$general"}, "channels:read"),
    ("conversations.history", {"channel": "$general"}, "channels:history"),
    ("conversations.history", {"channel": "$closed"}, "groups:history"),
    ("conversations.open", {"users": "$kenji"}, "im:write"),
    ("conversations.open", {"users": "U0000000002,U0000000003"}, "mpim:write"),
    ("conversations.join", {"channel": "$general"}, "channels:join"),
    ("users.info", {"user": "$kenji"}, "users:read"),
    ("pins.add", {"channel": "$general", "timestamp": "1"}, "pins:write"),
    ("reactions.add", {"channel": "$general", "timestamp": "1", "name": "x"}, "reactions:write"),
    ("files.getUploadURLExternal", {"filename": "x", "length": 1}, "files:write"),
    ("files.info", {"file": "F1"}, "files:read"),
    ("files.delete", {"file": "F1"}, "files:write"),
    ("usergroups.list", {}, "usergroups:read"),
    ("team.info", {}, "team:read"),
    ("assistant.threads.setStatus", {"channel_id": "C1", "thread_ts": "1", "status": ""}, "assistant:write"),
)


@pytest.fixture(scope="module")
def unprivileged() -> Iterator[Workspace]:
    workspace = Workspace(("general",), scopes=("im:read",), rates=UNLIMITED)
    workspace.add_channel("closed", private=True)
    with serve(workspace):
        yield workspace


@pytest.mark.parametrize(("method", "arguments", "needed"), SCOPED, ids=[f"{row[0]}-{row[2]}" for row in SCOPED])
def test_call_without_its_scope_is_refused_naming_it(
    unprivileged: Workspace, method: str, arguments: Arguments, needed: str
) -> None:
    answer = refusal(client_with(unprivileged, unprivileged.bot_token), method, filled(unprivileged, arguments))
    assert answer == {"error": "missing_scope", "needed": needed, "provided": "im:read"}


def test_posting_where_the_bot_is_no_member_needs_chat_write_public(workspace: Workspace) -> None:
    outside = Workspace((), scopes=("chat:write",), rates=UNLIMITED)
    outside.add_channel("elsewhere", bot=False)
    with serve(outside):
        answer = refusal(
            client_with(outside, outside.bot_token), "chat.postMessage", {"channel": "#elsewhere", "text": "x"}
        )
    assert answer == {"error": "not_in_channel"}
    client_with(workspace, workspace.bot_token).chat_postMessage(channel="#elsewhere", text="with chat:write.public")


def test_message_of_a_person_cannot_be_changed_or_deleted_by_the_app(workspace: Workspace) -> None:
    said = workspace.say("kenji", "general", "mine")
    client = client_with(workspace, workspace.bot_token)
    there = {"channel": said.channel, "ts": said.ts}
    assert refusal(client, "chat.update", {**there, "text": "x"}) == {"error": "cant_update_message"}
    assert refusal(client, "chat.delete", there) == {"error": "cant_delete_message"}


def test_thirty_first_message_scheduled_within_five_minutes_is_refused(workspace: Workspace) -> None:
    client, channel = client_with(workspace, workspace.bot_token), workspace.channel("general").id
    at = int(workspace.clock.now().timestamp()) + 86_400
    for second in range(30):
        client.chat_scheduleMessage(channel=channel, post_at=at + second, text="x")
    answer = refusal(client, "chat.scheduleMessage", {"channel": channel, "post_at": at + 60, "text": "x"})
    assert answer == {"error": "restricted_too_many"}


def test_api_test_gives_back_what_it_was_given(workspace: Workspace) -> None:
    answer = client_with(workspace, "").api_call("api.test", params={"foo": "bar"})
    assert answer.data == {"ok": True, "args": {"foo": "bar"}}
