"""Who is an organizer, as the settings and Slack say; nobody where Slack says nothing."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.errors import NotAllowedError
from bot.organizers import KEPT, Organizers
from bot.slack.client import web_client
from bot.workspace import Fault, Workspace, serve

TEAM = "T0000000001"
PEOPLE = ("olivia", "kenji", "lena", "priya", "sam")


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    workspace = Workspace(())
    with serve(workspace):
        yield workspace


def organizers(workspace: Workspace, *named: str, seconds: list[float] | None = None, team: str = TEAM) -> Organizers:
    client = web_client(workspace.bot_token, f"{workspace.url}/api/", answers=False)
    return Organizers(client, team, named, lambda: (seconds or [0.0])[0])


def included(workspace: Workspace, found: Organizers) -> list[str]:
    return [name for name in PEOPLE if found.includes(workspace.user(name).id)]


def test_admins_organize_where_the_settings_name_nobody(workspace: Workspace) -> None:
    assert included(workspace, organizers(workspace)) == ["olivia"]


def test_admins_of_another_workspace_do_not(workspace: Workspace) -> None:
    assert included(workspace, organizers(workspace, team="T0000000002")) == []


def test_those_that_the_settings_name_organize_and_no_admin_beside_them(workspace: Workspace) -> None:
    group = workspace.add_group("chairs", "Chairs", ("lena", "sam"))
    assert included(workspace, organizers(workspace, workspace.user("kenji").id)) == ["kenji"]
    both = organizers(workspace, workspace.user("kenji").id, group.id)
    assert included(workspace, both) == ["kenji", "lena", "sam"]


def test_neither_who_has_left_nor_a_bot_organizes_even_if_named(workspace: Workspace) -> None:
    kenji = workspace.state.directory.replace_user(replace(workspace.user("kenji"), deleted=True))
    named = organizers(workspace, kenji.id, workspace.bot.id)
    assert (named.includes(kenji.id), named.includes(workspace.bot.id)) == (False, False)


def test_whoever_is_none_is_told_who_is(workspace: Workspace) -> None:
    lena = workspace.user("lena").id
    group = workspace.add_group("chairs", "Chairs", ("sam",))
    for named, who in (
        ((), "this workspace's admins and owners"),
        ((workspace.user("kenji").id,), "kenji"),
        ((group.id, workspace.user("kenji").id), "kenji and the members of @chairs"),
    ):
        with pytest.raises(NotAllowedError) as refused:
            organizers(workspace, *named).require(lena)
        assert str(refused.value) == f"Sorry, that is for the organizers alone: {who}. Please ask one of them."


def test_what_slack_says_holds_for_a_minute(workspace: Workspace) -> None:
    seconds = [0.0]
    found = organizers(workspace, seconds=seconds)
    olivia = workspace.user("olivia")
    before = found.includes(olivia.id)
    workspace.state.directory.replace_user(replace(olivia, is_admin=False))
    kept = found.includes(olivia.id)
    seconds[0] = KEPT
    assert (before, kept, found.includes(olivia.id)) == (True, True, False)


@pytest.mark.parametrize("method", ["users.info", "usergroups.users.list"])
def test_nobody_organizes_where_slack_does_not_tell(workspace: Workspace, method: str) -> None:
    group = workspace.add_group("chairs", "Chairs", ("sam",))
    workspace.misbehave(Fault("500", method))
    with pytest.raises(NotAllowedError, match=r"^Slack does not tell just now .* \(internal_error\), so nothing was"):
        organizers(workspace, group.id).require(workspace.user("sam").id)


def test_group_that_is_gone_keeps_no_member_of_another_out(workspace: Workspace) -> None:
    group = workspace.add_group("chairs", "Chairs", ("sam",))
    found = organizers(workspace, "S0GONE", group.id)
    assert found.includes(workspace.user("sam").id)
    with pytest.raises(NotAllowedError, match="no_such_subteam"):
        found.includes(workspace.user("lena").id)
