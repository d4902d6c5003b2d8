"""What is dropped is fetched within bounds, and the bot's token goes to Slack alone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from slack_sdk import WebClient

from bot.errors import UsherError
from bot.imports.documents import Document, Documents, may_have_token
from bot.slack.dropped import Address, SlackFile
from bot.workspace import Workspace, serve
from tests.importing.servers import Answer, web

LOCAL = "http://localhost:8765/api/"


@pytest.fixture
def slack() -> Iterator[Workspace]:
    workspace = Workspace(())
    with serve(workspace):
        yield workspace


def documents(slack: Workspace) -> Documents:
    return Documents(WebClient(slack.bot_token, base_url=f"{slack.url}/api/"), allow_private=False)


def dropped(slack: Workspace) -> SlackFile:
    message = slack.say("olivia", "usher", "", files={"page.html": b"<p>hello"})
    return SlackFile(message.files[0]["id"], "page.html")


@pytest.mark.parametrize(
    ("url", "base_url", "may"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/page.html", "https://slack.com/api/", True),
        ("https://slack.com/page.html", LOCAL, True),
        ("http://localhost:8765/files-pri/T1-F1/page.html", LOCAL, True),
        ("http://localhost:8766/page.html", LOCAL, False),
        ("https://localhost:8765/page.html", LOCAL, False),
        ("http://files.slack.com/page.html", "https://slack.com/api/", False),
        ("https://evil.example/page.html", "https://slack.com/api/", False),
        ("https://slack.com.evil.example/page.html", "https://slack.com/api/", False),
        ("https://evilslack.com/page.html", "https://slack.com/api/", False),
        ("https://files.slack.com@evil.example/page.html", "https://slack.com/api/", False),
        ("", "https://slack.com/api/", False),
    ],
)
def test_token_is_for_slack_alone(url: str, base_url: str, *, may: bool) -> None:
    assert may_have_token(url, base_url) == may


def test_file_is_read_from_slack(slack: Workspace) -> None:
    assert documents(slack).read(dropped(slack)) == Document("page.html", b"<p>hello")


def test_file_of_200_megabytes_is_refused_before_it_is_read(slack: Workspace) -> None:
    file = dropped(slack)
    slack.state.files[file.id] = replace(slack.state.files[file.id], length=200_000_000)
    with pytest.raises(UsherError, match=r"^page\.html: is larger than 10 MB; a schedule is not"):
        documents(slack).read(file)


def test_file_that_is_gone_is_told_of_in_words(slack: Workspace) -> None:
    with pytest.raises(UsherError, match=r"^gone\.html: Slack does not tell of it \(file_not_found\)"):
        documents(slack).read(SlackFile("F404", "gone.html"))


def test_file_without_the_scope_is_told_with_its_remedy() -> None:
    workspace = Workspace((), scopes=("chat:write", "im:history"))
    with serve(workspace), pytest.raises(UsherError, match=r"\(missing_scope\); see that the app has the scope files:"):
        documents(workspace).read(dropped(workspace))


def test_address_keeps_its_source_but_for_passwords() -> None:
    with web({"/a.html": Answer(body=b"<p>hello")}) as server:
        found = Documents(WebClient("xoxb-secret"), allow_private=True)
        read = found.read(Address(f"{server.address}/a.html"))
        secret = found.read(Address(f"{server.address.replace('://', '://me:secret@')}/a.html"))
    assert (read.name, read.content, read.source) == ("a.html", b"<p>hello", f"{server.address}/a.html")
    assert secret.source is None
    assert "xoxb-secret" not in str(server.asked)
