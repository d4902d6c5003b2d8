from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace import PersonError, Workspace
from tests.workspace.test_sockets import linked, received

Json = dict[str, Any]


def test_account_that_is_deactivated_is_told_of_and_tells_little(workspace: Workspace, client: WebClient) -> None:
    kenji = workspace.user("kenji").id
    with linked(workspace) as link:
        workspace.deactivate("kenji")
        event = received(link)["payload"]["event"]
    assert (event["type"], event["user"]["id"], event["user"]["deleted"]) == ("user_change", kenji, True)
    assert "tz" not in event["user"]
    assert client.users_info(user=kenji)["user"]["deleted"] is True
    assert kenji in [user["id"] for user in client.users_list()["members"]]
    assert kenji not in client.conversations_members(channel=workspace.channel("general").id)["members"]
    with pytest.raises(SlackApiError, match="user_disabled"):
        client.conversations_open(users=[kenji])
    with pytest.raises(PersonError, match="kenji's account is deactivated"):
        workspace.say("kenji", "usher", "still here")


def test_message_to_a_deactivated_account_is_still_posted(workspace: Workspace, client: WebClient) -> None:
    workspace.deactivate("kenji")
    client.chat_postMessage(channel=workspace.user("kenji").id, text="anybody there?")
    assert [message.text for message in workspace.history("@kenji")] == ["anybody there?"]


def test_newcomer_is_told_of_with_the_channels_joined(workspace: Workspace) -> None:
    workspace.add_channel("closed", private=True)
    with linked(workspace) as link:
        maria = workspace.arrive("maria", "Maria Rossi", "Europe/Rome")
        events = [received(link)["payload"]["event"] for _ in range(3)]
    assert events[0]["user"]["tz"] == "Europe/Rome"
    assert [(each["type"], each.get("channel")) for each in events] == [
        ("team_join", None),
        ("member_joined_channel", workspace.channel("general").id),
        ("member_joined_channel", workspace.channel("random").id),
    ]
    assert [message.user for message in (workspace.say("maria", "general", "hello"),)] == [maria.id]


def test_leaving_a_channel_is_told(workspace: Workspace) -> None:
    general = workspace.channel("general").id
    with linked(workspace) as link:
        workspace.leave("kenji", "general")
        workspace.leave("usher", "general")
        events = [received(link)["payload"]["event"] for _ in range(2)]
    assert [(each["type"], each.get("user"), each["channel"]) for each in events] == [
        ("member_left_channel", workspace.user("kenji").id, general),
        ("channel_left", None, general),
    ]


def test_app_removed_hears_so_and_its_token_is_worth_nothing(workspace: Workspace, client: WebClient) -> None:
    with linked(workspace) as link:
        workspace.uninstall()
        events = [received(link)["payload"]["event"] for _ in range(2)]
    assert [each["type"] for each in events] == ["tokens_revoked", "app_uninstalled"]
    assert events[0]["tokens"] == {"oauth": [], "bot": [workspace.bot.id]}
    with pytest.raises(SlackApiError, match="account_inactive"):
        client.auth_test()


def test_roles_are_told_and_shown(workspace: Workspace, client: WebClient) -> None:
    with linked(workspace) as link:
        lena = workspace.set_roles("lena", is_admin=True)
        kenji = workspace.set_roles("kenji", is_admin=False, is_owner=True)
        told = [received(link)["payload"]["event"]["user"] for _ in range(2)]
    shown = [client.users_info(user=user.id)["user"] for user in (lena, kenji)]
    for people in (told, shown):
        assert [(each["is_admin"], each["is_owner"]) for each in people] == [(True, False), (True, True)]


def test_reaction_is_taken_back(workspace: Workspace, client: WebClient) -> None:
    said = workspace.say("kenji", "general", "x")
    wave = {"channel": said.channel, "timestamp": said.ts, "name": "wave"}
    client.reactions_add(**wave)
    client.reactions_remove(**wave)
    assert workspace.reactions(said) == ()
    with pytest.raises(SlackApiError, match="no_reaction"):
        client.reactions_remove(**wave)
