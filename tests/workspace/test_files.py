import urllib.error
import urllib.request
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace import Workspace
from tests.workspace.conftest import Serving
from tests.workspace.test_page import fetched
from tests.workspace.test_sockets import linked, received

Json = dict[str, Any]
PAGE = b"<table><tr><td>9:00<td>Opening</table>"
START = datetime(2020, 12, 12, 17, tzinfo=UTC)


def downloaded(address: str, token: str | None = None) -> tuple[str, str, bytes]:
    """Where it led to, of what type, and what was there."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - the workspace's own address
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - the same
        return answer.url, answer.headers["Content-Type"], answer.read()


def test_file_is_uploaded_and_shared_as_the_sdk_does_it(workspace: Workspace, client: WebClient) -> None:
    general = workspace.channel("general").id
    client.files_upload_v2(content="BEGIN:VCALENDAR", filename="day.ics", channel=general, initial_comment="the day")
    (file,) = workspace.files
    (message,) = workspace.history("general")
    assert (file.name, file.content, message.text) == ("day.ics", b"BEGIN:VCALENDAR", "the day")
    assert [each["id"] for each in message.files] == [file.id]
    assert file.shares == ((general, message.ts),)


def test_dropped_file_comes_with_its_message_and_an_event_of_its_own(serving: Serving) -> None:
    workspace = serving(start=START, paused=True)
    with linked(workspace) as link:
        said = workspace.say("olivia", "usher", "import this", files={"Our Day.html": PAGE})
        message, shared = (received(link)["payload"]["event"] for _ in range(2))
    (file,) = workspace.files
    olivia, direct = workspace.user("olivia").id, workspace.direct("olivia").id
    assert (message["subtype"], message["text"], message["channel_type"], message["ts"]) == (
        "file_share",
        "import this",
        "im",
        said.ts,
    )
    place = f"{workspace.url}/files-pri/{message['team']}-{file.id}"
    assert message["files"] == [
        {
            "id": file.id,
            "created": 1607792400,
            "timestamp": 1607792400,
            "name": "Our Day.html",
            "title": "Our Day.html",
            "mimetype": "text/html",
            "filetype": "html",
            "pretty_type": "HTML",
            "user": olivia,
            "user_team": message["team"],
            "editable": True,
            "size": len(PAGE),
            "mode": "snippet",
            "is_external": False,
            "external_type": "",
            "is_public": False,
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": f"{place}/our_day.html",
            "url_private_download": f"{place}/download/our_day.html",
            "permalink": f"https://local-workspace.slack.com/files/{olivia}/{file.id}/our_day.html",
            "is_starred": False,
            "has_rich_preview": False,
            "file_access": "visible",
        }
    ]
    assert shared == {
        "type": "file_shared",
        "file_id": file.id,
        "user_id": olivia,
        "file": {"id": file.id},
        "channel_id": direct,
        "event_ts": shared["event_ts"],
    }


def test_file_is_downloaded_with_the_bots_token(workspace: Workspace) -> None:
    said = workspace.say("olivia", "usher", "", files={"day.html": PAGE, "logo": b"\x89\x00"})
    assert [
        downloaded(each[url], workspace.bot_token)[1:]
        for each in said.files
        for url in ("url_private", "url_private_download")
    ] == [("text/html; charset=utf-8", PAGE)] * 2 + [("application/octet-stream", b"\x89\x00")] * 2


def test_file_without_token_or_scope_leads_to_a_page_to_sign_in(serving: Serving) -> None:
    workspace, unable = serving(), serving(scopes=("im:history", "chat:write"))
    for asked, token in ((workspace, None), (workspace, "xoxb-other"), (unable, unable.bot_token)):
        file = asked.say("olivia", "usher", "", files={"day.html": PAGE}).files[0]
        address, kind, page = downloaded(file["url_private"], token)
        assert (address, kind) == (
            f"{asked.url}/signin?redir=%2Ffiles-pri%2F{file['user_team']}-{file['id']}%2Fday.html",
            "text/html; charset=utf-8",
        )
        assert page.startswith(b"<!DOCTYPE html>")


def test_file_where_the_bot_is_not_does_not_exist_for_it(workspace: Workspace, client: WebClient) -> None:
    workspace.add_channel("elsewhere", bot=False)
    file = workspace.say("olivia", "elsewhere", "", files={"day.html": PAGE}).files[0]
    assert "signin" in downloaded(file["url_private"], workspace.bot_token)[0]
    with pytest.raises(SlackApiError, match="file_not_found"):
        client.files_info(file=file["id"])


def test_file_info_tells_where_it_is_shared(workspace: Workspace, client: WebClient) -> None:
    parent = workspace.say("olivia", "general", "files here")
    said = workspace.say("olivia", "general", "", parent.ts, files={"day.csv": b"a,b"})
    told = client.files_info(file=said.files[0]["id"])["file"]
    where = {"ts": said.ts, "channel_name": "general", "team_id": said.files[0]["user_team"]}
    where |= {"share_user_id": said.user, "thread_ts": parent.ts}
    assert (told["filetype"], told["channels"], told["ims"]) == ("csv", [said.channel], [])
    assert (told["shares"], told["is_public"]) == ({"public": {said.channel: [where]}}, True)


def test_deleted_file_leaves_a_tombstone(workspace: Workspace, client: WebClient) -> None:
    sent = client.files_upload_v2(content="x", filename="x.txt", channel=workspace.channel("general").id)["file"]
    with linked(workspace) as link:
        client.files_delete(file=sent["id"])
        events = [received(link)["payload"]["event"] for _ in range(2)]
    tombstone = {"id": sent["id"], "mode": "tombstone"}
    (left,) = workspace.history("general")
    assert (left.files, left.edited) == ((tombstone,), None)
    assert [(each["type"], each.get("subtype")) for each in events] == [
        ("message", "message_changed"),
        ("file_deleted", None),
    ]
    assert events[0]["message"]["files"] == [tombstone]
    with pytest.raises(SlackApiError, match="file_deleted"):
        client.files_delete(file=sent["id"])
    with pytest.raises(urllib.error.HTTPError, match="404"):
        downloaded(sent["url_private"], workspace.bot_token)


def test_file_of_a_person_cannot_be_deleted_by_the_app(workspace: Workspace, client: WebClient) -> None:
    said = workspace.say("olivia", "general", "", files={"day.csv": b"a,b"})
    with pytest.raises(SlackApiError, match="cant_delete_file"):
        client.files_delete(file=said.files[0]["id"])


def test_mention_with_a_file_is_no_subtype_of_app_mention(workspace: Workspace) -> None:
    with linked(workspace) as link:
        said = workspace.say("olivia", "general", "@usher import this", files={"day.csv": b"a,b"})
        events = [received(link)["payload"]["event"] for _ in range(3)]
    assert [(each["type"], each.get("subtype")) for each in events] == [
        ("message", "file_share"),
        ("app_mention", None),
        ("file_shared", None),
    ]
    assert events[1]["files"] == list(said.files)


def test_page_drops_files_and_gives_them_to_who_may_see_them(workspace: Workspace) -> None:
    workspace.add_channel("few", private=True, members=("olivia",))
    body = {"user": "olivia", "channel": "few", "text": "", "files": {"day.csv": "YSxi"}}
    assert fetched(workspace, "/ui/message", body) == (200, {"ok": True})
    (file,) = workspace.files
    assert downloaded(f"{workspace.url}/ui/file/{file.id}?user={file.user}")[2] == b"a,b"
    for stranger in (workspace.user("kenji").id, "U9", ""):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            downloaded(f"{workspace.url}/ui/file/{file.id}?user={stranger}")


def test_command_takes_no_files(workspace: Workspace) -> None:
    body = {"user": "olivia", "channel": "general", "text": "/usher today", "files": {"day.csv": "YSxi"}}
    words = "A command takes no files; send them by themselves."
    assert fetched(workspace, "/ui/message", body) == (400, {"ok": False, "error": words})


def test_hostile_file_never_runs_as_a_page_of_the_workspace(workspace: Workspace) -> None:
    file = workspace.say("olivia", "general", "", files={"x.html": b"<script>alert(1)</script>"}).files[0]
    with urllib.request.urlopen(f"{workspace.url}/ui/file/{file['id']}?user={file['user']}") as answer:  # noqa: S310 - its own
        sent = {name: answer.headers[name] for name in ("Content-Disposition", "X-Content-Type-Options")}
    assert sent == {
        "Content-Disposition": "attachment; filename*=UTF-8''x.html",
        "X-Content-Type-Options": "nosniff",
    }
