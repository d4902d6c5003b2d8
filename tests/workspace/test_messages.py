from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace import Workspace
from tests.workspace.conftest import Serving, client_of

START = datetime(2020, 12, 12, 17, tzinfo=UTC)
METADATA = {"event_type": "usher_message", "event_payload": {"key": "k1"}}


def texts(answer: Any) -> list[str]:  # noqa: ANN401 - the SDK's own answers are untyped
    return [message["text"] for message in answer["messages"]]


def test_posted_message_is_in_history_under_an_id_from_the_simulated_clock(serving: Serving) -> None:
    workspace = serving(start=START, paused=True)
    client, channel = client_of(workspace), workspace.channel("general").id
    first = client.chat_postMessage(channel="#general", text="one")
    second = client.chat_postMessage(channel=channel, text="two")
    assert (first["channel"], first["ts"], second["ts"]) == (channel, "1607792400.000000", "1607792400.000001")
    assert texts(client.conversations_history(channel=channel)) == ["two", "one"]


def test_block_without_an_id_gets_one(client: WebClient) -> None:
    posted = client.chat_postMessage(channel="#general", text="x", blocks=[{"type": "divider"}] * 2)
    assert len({block["block_id"] for block in posted["message"]["blocks"]}) == 2


def test_update_keeps_the_blocks_and_metadata_that_it_does_not_name(workspace: Workspace, client: WebClient) -> None:
    blocks = [{"type": "divider", "block_id": "line"}]
    posted = client.chat_postMessage(channel="#general", text="x", blocks=blocks, metadata=METADATA)
    there = {"channel": posted["channel"], "ts": posted["ts"]}
    client.chat_update(**there, text="y")
    kept = workspace.message("general", posted["ts"])
    assert (kept.text, kept.blocks, kept.metadata, kept.edited is None) == ("y", tuple(blocks), METADATA, False)
    client.chat_update(**there, text="z", blocks=[], metadata={})
    bare = workspace.message("general", posted["ts"])
    assert (bare.text, bare.blocks, bare.metadata) == ("z", (), None)


def test_deleted_message_is_gone(workspace: Workspace, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="#general", text="x")
    client.chat_delete(channel=posted["channel"], ts=posted["ts"])
    assert workspace.history("general") == ()


def test_history_gives_metadata_only_when_asked(workspace: Workspace, client: WebClient) -> None:
    channel = workspace.channel("general").id
    client.chat_postMessage(channel=channel, text="x", metadata=METADATA)
    (bare,) = client.conversations_history(channel=channel)["messages"]
    (full,) = client.conversations_history(channel=channel, include_all_metadata=True)["messages"]
    assert "metadata" not in bare
    assert full["metadata"] == METADATA


def test_history_window_excludes_its_ends_unless_inclusive(workspace: Workspace, client: WebClient) -> None:
    channel = workspace.channel("general").id
    a, _, c = (client.chat_postMessage(channel=channel, text=text)["ts"] for text in "abc")
    window = {"channel": channel, "oldest": a, "latest": c}
    assert texts(client.conversations_history(**window)) == ["b"]
    assert texts(client.conversations_history(**window, inclusive=True)) == ["c", "b", "a"]


def test_history_pages_lead_through_every_message_once(workspace: Workspace, client: WebClient) -> None:
    channel = workspace.channel("general").id
    for number in range(7):
        client.chat_postMessage(channel=channel, text=str(number))
    pages = [texts(page) for page in client.conversations_history(channel=channel, limit=3)]
    assert pages == [["6", "5", "4"], ["3", "2", "1"], ["0"]]


def test_lists_are_paged(workspace: Workspace, client: WebClient) -> None:
    people = [user.id for user in workspace.state.directory.users]
    assert [user["id"] for page in client.users_list(limit=4) for user in page["members"]] == people
    general = workspace.channel("general").id
    members = [user for page in client.conversations_members(channel=general, limit=4) for user in page["members"]]
    assert sorted(members) == sorted(people)
    channels = [channel["name"] for page in client.conversations_list(limit=1) for channel in page["channels"]]
    assert channels == ["general", "random"]


def test_lists_hide_private_conversations_without_the_bot(workspace: Workspace, client: WebClient) -> None:
    workspace.add_channel("secret", private=True, bot=False)
    workspace.add_channel("closed", private=True)
    workspace.add_channel("elsewhere", bot=False)
    types = "public_channel,private_channel"
    listed = [channel["name"] for channel in client.conversations_list(types=types)["channels"]]
    joined = [channel["name"] for channel in client.users_conversations(types=types)["channels"]]
    assert (listed, joined) == (["general", "random", "closed", "elsewhere"], ["general", "random", "closed"])


def test_thread_is_read_with_its_parent_first_and_stays_out_of_history(workspace: Workspace, client: WebClient) -> None:
    parent = workspace.say("kenji", "general", "where is lunch?")
    client.chat_postMessage(channel=parent.channel, text="upstairs", thread_ts=parent.ts)
    client.chat_postMessage(channel=parent.channel, text="all: upstairs", thread_ts=parent.ts, reply_broadcast=True)
    replies = client.conversations_replies(channel=parent.channel, ts=parent.ts)
    assert texts(replies) == ["where is lunch?", "upstairs", "all: upstairs"]
    assert replies["messages"][0]["reply_count"] == 2
    assert texts(client.conversations_history(channel=parent.channel)) == ["all: upstairs", "where is lunch?"]


def test_ephemeral_message_is_seen_by_one_person_and_is_no_part_of_history(
    workspace: Workspace, client: WebClient
) -> None:
    general = workspace.channel("general").id
    posted = client.chat_postEphemeral(channel=general, user=workspace.user("kenji").id, text="psst")
    assert [message.text for message in workspace.visible_to("kenji", "general")] == ["psst"]
    assert (workspace.visible_to("lena", "general"), workspace.history("general")) == ((), ())
    with pytest.raises(SlackApiError, match="message_not_found"):
        client.chat_update(channel=general, ts=posted["message_ts"], text="x")


def test_message_to_a_person_opens_their_direct_message(workspace: Workspace, client: WebClient) -> None:
    kenji = workspace.user("kenji").id
    posted = client.chat_postMessage(channel=kenji, text="hello")
    opened = client.conversations_open(users=[kenji])
    assert opened["channel"]["id"] == posted["channel"] == workspace.direct("kenji").id
    assert [message.text for message in workspace.history("@kenji")] == ["hello"]


def test_scheduled_message_is_posted_when_the_clock_gets_there(serving: Serving) -> None:
    workspace = serving(start=START, paused=True)
    client, channel = client_of(workspace), workspace.channel("general").id
    at = int((START + timedelta(days=100)).timestamp())
    client.chat_scheduleMessage(channel=channel, post_at=at, text="soon")
    client.chat_scheduleMessage(channel=channel, post_at=at, text="never", metadata=METADATA)
    revoked = client.chat_scheduleMessage(channel=channel, post_at=at, text="revoked")
    client.chat_deleteScheduledMessage(channel=channel, scheduled_message_id=revoked["scheduled_message_id"])
    listed = client.chat_scheduledMessages_list(channel=channel)["scheduled_messages"]
    assert [each["text"] for each in listed] == ["soon", "never"]
    workspace.clock.advance(timedelta(days=100))
    assert [message.text for message in workspace.history("general")] == ["soon"]
    assert client.chat_scheduledMessages_list(channel=channel)["scheduled_messages"] == []


def test_permalink_names_channel_and_message(workspace: Workspace, client: WebClient) -> None:
    said = workspace.say("kenji", "general", "x")
    link = client.chat_getPermalink(channel=said.channel, message_ts=said.ts)["permalink"]
    assert link == f"https://local-workspace.slack.com/archives/{said.channel}/p{said.ts.replace('.', '')}"


def test_pins_and_reactions_are_kept(workspace: Workspace, client: WebClient) -> None:
    said = workspace.say("kenji", "general", "x")
    there = {"channel": said.channel, "timestamp": said.ts}
    client.pins_add(**there)
    client.reactions_add(**there, name="wave")
    assert (workspace.pins("general"), workspace.reactions(said)) == ((said.ts,), ("wave",))
    assert [item["message"]["text"] for item in client.pins_list(channel=said.channel)["items"]] == ["x"]
    for again, code in (("pins.add", "already_pinned"), ("reactions.add", "already_reacted")):
        with pytest.raises(SlackApiError, match=code):
            client.api_call(again, params=there | ({"name": "wave"} if again == "reactions.add" else {}))
    client.pins_remove(**there)
    assert workspace.pins("general") == ()


def test_user_has_a_zone_whose_offset_follows_the_simulated_date(serving: Serving) -> None:
    workspace = serving(start=START, paused=True)
    client, lena = client_of(workspace), workspace.user("lena").id
    winter = client.users_info(user=lena)["user"]
    workspace.clock.jump(datetime(2021, 7, 1, tzinfo=UTC))
    summer = client.users_info(user=lena)["user"]
    assert (winter["tz"], winter["tz_offset"], summer["tz_offset"]) == ("Europe/Berlin", 3600, 7200)
    assert (client.users_info(user=workspace.user("olivia").id)["user"]["is_admin"], winter["is_admin"]) == (
        True,
        False,
    )


def test_person_is_found_by_their_address_while_the_account_is_open(workspace: Workspace, client: WebClient) -> None:
    lena = client.users_lookupByEmail(email="Lena@example.org")["user"]
    assert (lena["id"], lena["profile"]["email"]) == (workspace.user("lena").id, "lena@example.org")
    workspace.deactivate("lena")
    with pytest.raises(SlackApiError, match="users_not_found"):
        client.users_lookupByEmail(email="lena@example.org")


def test_answers_are_dated_by_the_simulated_clock(serving: Serving) -> None:
    client = client_of(serving(start=START, paused=True))
    assert client.api_test().headers["date"] == "Sat, 12 Dec 2020 17:00:00 GMT"


def test_workspace_tells_about_itself(workspace: Workspace, client: WebClient) -> None:
    group = workspace.add_group("chairs", "Chairs", ("olivia", "kenji"))
    assert client.usergroups_list()["usergroups"][0]["handle"] == "chairs"
    assert client.usergroups_users_list(usergroup=group.id)["users"] == [
        workspace.user(n).id for n in ("olivia", "kenji")
    ]
    assert client.team_info()["team"]["id"] == client.auth_test()["team_id"]
    assert client.bots_info(bot=client.auth_test()["bot_id"])["bot"]["user_id"] == workspace.bot.id


def test_channel_is_joined_by_the_bot_itself(workspace: Workspace, client: WebClient) -> None:
    elsewhere = workspace.add_channel("elsewhere", bot=False)
    assert client.conversations_info(channel=elsewhere.id)["channel"]["is_member"] is False
    client.conversations_join(channel=elsewhere.id)
    assert client.conversations_info(channel=elsewhere.id)["channel"]["is_member"] is True


def test_assistant_thread_shows_what_the_app_sets(workspace: Workspace, client: WebClient) -> None:
    root = workspace.start_assistant_thread("kenji")
    there: dict[str, Any] = {"channel_id": root.channel, "thread_ts": root.ts}
    prompt = {"title": "Next", "message": "what is next?"}
    client.assistant_threads_setStatus(**there, status="is looking")
    client.assistant_threads_setTitle(**there, title="The day")
    client.assistant_threads_setSuggestedPrompts(**there, prompts=[prompt] * 4)
    thread = workspace.assistant_thread(root)
    assert (thread.status, thread.title, thread.prompts) == ("is looking", "The day", (prompt,) * 4)
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        client.assistant_threads_setSuggestedPrompts(**there, prompts=[prompt] * 5)


def test_status_of_an_assistant_thread_ends_with_the_apps_next_message(workspace: Workspace, client: WebClient) -> None:
    root = workspace.start_assistant_thread("kenji")
    client.assistant_threads_setStatus(channel_id=root.channel, thread_ts=root.ts, status="is looking")
    workspace.say("kenji", root.channel, "hurry", root.ts)
    before = workspace.assistant_thread(root).status
    client.chat_postMessage(channel=root.channel, thread_ts=root.ts, text="here")
    assert (before, workspace.assistant_thread(root).status) == ("is looking", "")


def test_reply_to_a_reply_is_refused(workspace: Workspace, client: WebClient) -> None:
    parent = workspace.say("kenji", "general", "where is lunch?")
    reply = workspace.say("lena", "general", "upstairs", parent.ts)
    with pytest.raises(SlackApiError, match="cannot_reply_to_message"):
        client.chat_postMessage(channel=parent.channel, text="x", thread_ts=reply.ts)
    link = client.chat_getPermalink(channel=reply.channel, message_ts=reply.ts)["permalink"]
    assert link.endswith(f"?thread_ts={parent.ts}&cid={parent.channel}")


def test_several_people_share_one_direct_message(workspace: Workspace, client: WebClient) -> None:
    people = [workspace.user(name).id for name in ("kenji", "lena")]
    first = client.conversations_open(users=people)
    again = client.conversations_open(users=people[::-1])
    assert (again["channel"]["id"], again["already_open"]) == (first["channel"]["id"], True)
    assert client.conversations_open(channel=first["channel"]["id"])["channel"] == first["channel"]
    assert client.conversations_info(channel=first["channel"]["id"])["channel"]["is_mpim"] is True
    client.chat_postMessage(channel=first["channel"]["id"], text="both of you")
    assert [message.text for message in workspace.visible_to("lena", first["channel"]["id"])] == ["both of you"]


def test_more_than_a_thousand_users_are_listed_in_pages_only(workspace: Workspace, client: WebClient) -> None:
    for number in range(1000):
        workspace.add_user(f"guest{number}", f"Guest {number}", "UTC")
    with pytest.raises(SlackApiError, match="limit_required"):
        client.users_list()
    assert sum(len(page["members"]) for page in client.users_list(limit=1000)) == 1006


def test_bot_joining_twice_is_warned(workspace: Workspace, client: WebClient) -> None:
    assert client.conversations_join(channel=workspace.channel("general").id)["warning"] == "already_in_channel"


def test_form_and_multipart_bodies_are_read_like_json(workspace: Workspace, client: WebClient) -> None:
    blocks = '[{"type": "divider", "block_id": "line"}]'
    client.api_call("chat.postMessage", params={"channel": "#general", "text": "form", "blocks": blocks})
    client.api_call("chat.postMessage", files={"unused": b"x"}, data={"channel": "#general", "text": "multipart"})
    assert [(message.text, message.blocks) for message in workspace.history("general")] == [
        ("form", ({"type": "divider", "block_id": "line"},)),
        ("multipart", ()),
    ]
