"""What Slack tells of people and channels, and what holds where it does not."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.errors import SlackRefusedError
from bot.slack.client import web_client
from bot.slack.directory import CHANNELS_KEPT, Directory
from bot.workspace import Fault, Workspace, serve


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    workspace = Workspace(())
    with serve(workspace):
        yield workspace


def directory(workspace: Workspace, seconds: list[float]) -> Directory:
    client = web_client(workspace.bot_token, f"{workspace.url}/api/", answers=False)
    return Directory(client, lambda: seconds[0])


def test_person_whose_zone_slack_leaves_empty_has_none(workspace: Workspace) -> None:
    lena = workspace.user("lena")
    workspace.state.directory.replace_user(replace(lena, tz=None))  # type: ignore[arg-type]
    assert directory(workspace, [0.0]).zone(lena.id) is None


def test_channels_known_before_hold_where_slack_fails_even_if_there_were_none(workspace: Workspace) -> None:
    seconds = [0.0]
    known = directory(workspace, seconds)
    before = known.channel_id("#nowhere")
    seconds[0] = CHANNELS_KEPT + 1
    workspace.misbehave(Fault("500", "users.conversations"))
    assert (before, known.channel_id("#nowhere")) == (None, None)


@pytest.mark.parametrize(("fault", "why"), [("500", "internal_error"), ("reset_before", "ConnectionResetError")])
def test_channels_that_slack_never_told_are_a_failure_in_words(workspace: Workspace, fault: str, why: str) -> None:
    workspace.misbehave(Fault(fault, "users.conversations"))
    words = (
        f"Slack does not tell which channels the bot is in \\({why}\\); try again, and see that the app has the scopes"
    )
    with pytest.raises(SlackRefusedError, match=words):
        directory(workspace, [0.0]).channel_id("#general")
