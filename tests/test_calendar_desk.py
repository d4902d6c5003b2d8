"""Calendars in Slack: files in direct messages, private links and their end, on the local workspace."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.agenda.attendee import Ref, Star
from bot.calendar_desk import CalendarDesk
from bot.calendars import Calendars
from bot.clock import FollowedClock
from bot.errors import NotAllowedError, SlackRefusedError
from bot.files.folder import ScheduleFolder
from bot.programme import Programme
from bot.slack.client import web_client
from bot.slack.render import SlackMessage
from bot.store.attendees import Attendees
from bot.store.database import open_database
from bot.store.feeds import Feeds
from bot.store.revisions import Revisions
from bot.workspace import Manifest, Message, Workspace, serve

MANIFEST = Path(__file__).parent.parent / "deploy" / "manifest.yaml"
FILE = """
title: Good & <Timing>
timezone: Europe/Berlin
date: 2026-12-04
sessions:
  - {title: Clocks, start: 9:15, end: 10:00}
  - {title: Posters}
  - {title: Old, date: none}
"""
URL = "https://usher.example.org"


@dataclass(frozen=True)
class Office:
    workspace: Workspace
    desk: CalendarDesk
    attendees: Attendees
    user: str

    def without_links(self) -> CalendarDesk:
        desk = self.desk
        return CalendarDesk(desk.calendars, desk.programme, desk.feeds, desk.client, desk.clock, None)

    def star(self, *session_ids: str) -> None:
        self.attendees.star(self.user, [Star("good", one, self.desk.clock.now()) for one in session_ids])

    def direct(self) -> tuple[Message, ...]:
        return self.workspace.history(self.workspace.direct("lena").id)


@pytest.fixture
def office(tmp_path: Path, migrated_file: Path) -> Iterator[Office]:
    (tmp_path / "good.yaml").write_text(FILE)
    (tmp_path / "usher.db").write_bytes(migrated_file.read_bytes())
    engine = open_database(f"sqlite:///{tmp_path / 'usher.db'}")
    workspace = Workspace(("general",), manifest=MANIFEST)
    with serve(workspace):
        programme, attendees = Programme(ScheduleFolder(tmp_path / "good.yaml")), Attendees(engine, "T1")
        clock = FollowedClock(f"{workspace.url}/clock")
        client = web_client(workspace.bot_token, f"{workspace.url}/api/", answers=True)
        calendars = Calendars(programme, attendees, Revisions(engine, "T1"), clock)
        desk = CalendarDesk(calendars, programme, Feeds(engine, "T1"), client, clock, URL)
        yield Office(workspace, desk, attendees, workspace.user("lena").id)
    engine.dispose()


def actions(message: SlackMessage) -> list[tuple[str, str, str]]:
    """The buttons' actions, labels and values."""
    elements = [element for block in message.blocks if block["type"] == "actions" for element in block["elements"]]
    return [(element["action_id"], element["text"]["text"], element["value"]) for element in elements]


def test_starred_sessions_come_as_a_file_into_the_direct_message(office: Office) -> None:
    office.star("clocks", "posters")
    told = office.desk.send_mine(office.user)
    (message,) = office.direct()
    (file,) = office.workspace.files
    assert (file.name, file.title) == ("my-sessions.ics", "Good & <Timing>: my sessions")
    assert file.content is not None
    assert file.content.decode() == office.desk.calendars.mine(office.user).text
    assert [shared["id"] for shared in message.files] == [file.id]
    assert told.text == (
        f"In our direct message is <{message.files[0]['permalink']}|the calendar file> of "
        "*Good &amp; &lt;Timing&gt;: my sessions* with 2 sessions: open it to add them. It shows them as they are now; "
        "a private link follows what changes."
    )
    assert actions(told) == [
        ("calendar_whole", "All of Good & <Timing>", "good"),
        ("calendar_link", "Get a private link", "-"),
    ]


def test_whoever_starred_nothing_is_offered_the_programme(office: Office) -> None:
    told = office.desk.send_mine(office.user)
    assert told.text == "You have starred nothing yet, so your calendar is empty."
    assert actions(told) == [("calendar_whole", "All of Good & <Timing>", "good")]
    assert office.workspace.files == ()


def test_whole_programme_and_one_session_come_as_files(office: Office) -> None:
    office.desk.send_whole(office.user, None)
    office.desk.send_whole(office.user, "good")
    told = office.desk.send_some(office.user, [Ref("good", "clocks")])
    assert [file.name for file in office.workspace.files] == ["good.ics", "good.ics", "clocks.ics"]
    assert "with 1 session:" in told.text


def test_what_is_not_on_the_programme_is_refused_in_words(office: Office) -> None:
    with pytest.raises(NotAllowedError, match=r"^That programme is not loaded any more\.$"):
        office.desk.send_whole(office.user, "other")
    for session_id in ("old", "gone"):
        with pytest.raises(NotAllowedError, match=r"^That session is not on the programme, or has no date\.$"):
            office.desk.send_some(office.user, [Ref("good", session_id)])


def test_link_is_told_once_and_in_the_direct_message_alone(office: Office) -> None:
    told = office.desk.link(office.user)
    (message,) = office.direct()
    assert told.text == "The private link to your calendar is in our direct message."
    token = token_in(message)
    assert message.text.startswith(
        f"Your private calendar: <webcal://usher.example.org/calendar/{token}.ics|subscribe in your calendar app>, or"
    )
    assert office.desk.feeds.user(token) == office.user
    again = office.desk.link(office.user)
    assert again.text.startswith("You got a private link on ")
    assert actions(again) == [("calendar_renew", "New link", "-"), ("calendar_revoke", "Revoke", "-")]
    assert len(office.direct()) == 1


def token_in(message: Message) -> str:
    return message.text.partition(f"<{URL}/calendar/")[2].partition(".ics")[0]


def test_preview_of_a_link_is_fetched_by_nobody(office: Office) -> None:
    office.desk.link(office.user)
    (post,) = [call for call in office.workspace.calls if call.method == "chat.postMessage"]
    asked: dict[str, Any] = dict(post.arguments)
    assert [str(asked[name]).lower() for name in ("unfurl_links", "unfurl_media")] in (["false"] * 2, ["0"] * 2)


def test_new_link_ends_the_one_before_and_revoking_ends_all(office: Office) -> None:
    office.desk.link(office.user)
    office.desk.renew_link(office.user)
    first, second = map(token_in, office.direct())
    assert [office.desk.feeds.user(token) for token in (first, second)] == [None, office.user]
    told = [office.desk.revoke_link(office.user).text for _ in range(2)]
    assert told == ["The link to your calendar opens nothing any more.", "You have no link to your calendar."]
    assert office.desk.feeds.user(second) is None


def test_where_the_web_side_is_off_files_are_offered_instead(office: Office) -> None:
    office.star("clocks")
    desk = office.without_links()
    assert [actions(message) for message in (desk.send_mine(office.user), desk.link(office.user))] == [
        [("calendar_whole", "All of Good & <Timing>", "good")],
        [("calendar_mine", "Add to my calendar", "-")],
    ]
    assert desk.renew_link(office.user).text.startswith("Links to calendars are not switched on here.")


def test_file_that_slack_refuses_is_told_with_the_remedy(office: Office) -> None:
    office.star("clocks")
    granted = Manifest.granting(("chat:write", "im:write"))
    workspace = Workspace(("general",), manifest=granted)
    with serve(workspace):
        client = web_client(workspace.bot_token, f"{workspace.url}/api/", answers=True)
        desk = office.desk
        refused = CalendarDesk(desk.calendars, desk.programme, desk.feeds, client, desk.clock, None)
        with pytest.raises(SlackRefusedError) as told:
            refused.send_mine(office.user)
    remedy = "try again, and see that the app has the scopes of `usher manifest`"
    assert str(told.value) == f"Slack does not take the file (missing_scope); {remedy}"
