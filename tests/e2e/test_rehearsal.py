"""A rehearsal: the whole day in one channel of the workspace, and nothing of it anywhere else or afterwards.

The day is one on which Berlin's clocks go from 2:00 to 3:00. The bot is in #hall and #stage, not in #gone.
"""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.agenda.attendee import Star
from bot.errors import SlackRefusedError, UsherError
from bot.files.changes import changes_text
from bot.rehearsal.parts import Wanted
from bot.rehearsal.rehearse import rehearse
from bot.rehearsal.stage import name_of
from bot.schedule.amendments import Cancellation
from bot.settings import settings_of
from bot.slack.client import post_with_keys, web_client
from bot.slack.render import phrase_message
from bot.slack.rich_text import rich_text
from bot.store.amendments import Amendments
from bot.store.amendments import Stage as AmendmentStage
from bot.store.announcements import Announcement, Announcements, Stage
from bot.store.attendees import Attendees
from bot.store.database import open_database
from bot.store.limit import SURE, Learnt, LearntLimit
from bot.workspace import Fault, Workspace, serve
from bot.workspace.state import TEAM_ID
from tests.e2e.conftest import MANIFEST, Place

NIGHT = """\
title: Night of the Clocks
timezone: Europe/Berlin
date: 2026-03-29
posting: {channels: ["#hall"], rooms: {Cellar: "#gone"}}
sessions:
  - {title: Opening, start: 1:30, end: 1:45}
  - {title: After the Jump, start: 3:30, room: Cellar}
"""
SAID = [
    "01:20  #hall: Starts in 10 min: 01:30–01:45 CET *Opening*",
    "03:20  #gone (the bot is not there: /invite it): Starts in 10 min: 03:30 CEST *After the Jump* · Cellar",
    "03:20  #hall: Starts in 10 min: 03:30 CEST *After the Jump* · Cellar",
]
SUMMARY = (
    "Night of the Clocks, Sun 29 Mar 2026 (Europe/Berlin): 3 messages go out by themselves, to 2 channels; "
    "2 in the fullest minute (03:20)."
)
EXAMPLE = "2 people by direct message (as a made-up person sees it)"
RATED = "How was it? 1 to 5; the organizers see no names, and nothing before five people have told. *After t…"
LATE = ["night: 3 messages are due Sun 29 Mar 2026, 03:00; at 0.0 a second the last goes out 2 min late"]
FAST = 1e6
MINUTE = 60.0
"""Real seconds for a process on a busy machine."""


@dataclass
class Theatre:
    place: Place
    said: list[str] = field(default_factory=list)

    def rehearse(self, channel: str = "stage", speed: float = FAST, *, kept: bool = False, **changed: str) -> bool:
        settings = settings_of(self.place.environment(**changed), spare=frozenset({"app_token"}))
        return rehearse(settings, Wanted(channel, None, None, speed, kept), self.said.append)

    def process(self, *options: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "bot.cli", "rehearse", "--channel", "#stage", *options]
        environment = {**os.environ, **self.place.environment(SLACK_APP_TOKEN="")}
        return subprocess.Popen(command, cwd=self.place.folder, env=environment, stdout=subprocess.PIPE, text=True)

    def texts(self, channel: str = "stage") -> list[str]:
        return [message.text for message in self.place.posts(channel)]

    def touched(self) -> set[tuple[str, str]]:
        """The methods called that name a conversation or a person, and which."""
        known = {channel.id: channel.name for channel in map(self.place.workspace.channel, ("hall", "stage"))}
        named = ((call.method, str(call.arguments.get("channel", ""))) for call in self.place.workspace.calls)
        return {(method, known.get(channel, channel)) for method, channel in named}


@pytest.fixture
def theatre(tmp_path: Path) -> Iterator[Theatre]:
    (tmp_path / "schedules").mkdir()
    (tmp_path / "schedules" / "night.yaml").write_text(NIGHT, encoding="utf-8")
    workspace = Workspace(
        ("hall", "stage"), manifest=MANIFEST, start=datetime(2026, 3, 27, 12, tzinfo=UTC), paused=True
    )
    with serve(workspace):
        yield Theatre(Place(workspace, tmp_path))


def test_day_is_said_in_one_channel_alone_and_nothing_is_left(theatre: Theatre) -> None:
    assert theatre.rehearse()
    assert theatre.said == [
        SUMMARY,
        "At Slack's pace all of it is on time.",
        "#gone: nothing arrives there; create it if need be, and /invite the bot",
        *SAID,
        "3 of 3 messages were posted in #stage.",
        "Deleting 4 messages in #stage …",
        "Nothing is left of it in #stage.",
    ]
    assert theatre.touched() == {
        ("auth.test", ""),
        ("users.conversations", ""),
        ("conversations.history", "stage"),
        ("chat.postMessage", "stage"),
        ("chat.delete", "stage"),
    }
    assert (theatre.texts("stage"), theatre.texts("hall")) == ([], [])
    assert [path.name for path in theatre.place.folder.iterdir()] == ["schedules"]


def test_kept_messages_tell_to_whom_they_would_go_and_when(theatre: Theatre) -> None:
    assert theatre.rehearse("#stage", kept=True)
    opening, first, second, _ = theatre.texts()
    assert opening == (
        "*Rehearsal* of *Night of the Clocks*, Sun 29 Mar 2026, at 1e+06 times its speed: 3 messages in about 1 min. "
        "Nothing of it is meant in earnest. It stays here."
    )
    assert first == (
        "*Rehearsal*: to #hall at 01:20 CET (<!date^1774743600^{time}|01:20 CET> for you)\n"
        "Starts in 10 min:\n01:30–01:45 CET (<!date^1774744200^{time}|01:30 CET> for you) *Opening*"
    )
    assert second.startswith("*Rehearsal*: to #gone (the bot is not there: /invite it) at 03:20 CEST (")
    keys = [key for message in theatre.place.posts("stage") for key in message.metadata["event_payload"]["keys"]]  # type: ignore[index]
    assert all(key.startswith("kept-rehearsal/") for key in keys)


def test_day_is_rehearsed_as_amended_with_announcements_and_nobodys_own_messages(theatre: Theatre) -> None:
    url = theatre.place.environment()["USHER_DATABASE_URL"]
    fill(url, theatre)
    before = content(url)
    assert theatre.rehearse(kept=True)
    late = [line for line in theatre.said if line.startswith("night: ")]
    assert late == LATE
    lines = [line for line in theatre.said if re.match(r"\d\d:\d\d ", line)]
    assert lines == [
        "03:00  #hall: Welcome, all of @channel",
        f"03:00  {EXAMPLE}: Welcome, all of @channel",
        *SAID[1:],
        f"03:20  {EXAMPLE}: Starts in 10 min: 03:30 *After the Jump* · Cellar",
        f"04:30  {EXAMPLE}: {RATED}",
    ]
    shown = str([message.blocks for message in theatre.place.posts("stage")])
    assert '"broadcast"' not in shown.replace("'", '"')
    assert [kind for kind in ("'actions'", "'button'", "'accessory'", "<@") if kind in shown] == []
    assert "Buttons, not to be pressed here: On my way · Snooze 5 min · Skip" in shown
    assert {user for _, user in theatre.touched()} == {"", "stage"}
    assert content(url) == before


def fill(url: str, theatre: Theatre) -> None:
    """The opening is cancelled; something is announced to #hall and all; two people have starred the other session."""
    engine, now = open_database(url), datetime(2026, 3, 27, tzinfo=UTC)
    LearntLimit(engine, TEAM_ID).save(Learnt(0.02, SURE))
    amendments = Amendments(engine, TEAM_ID)
    amendment = amendments.propose("night", "cancel", changes_text((Cancellation("opening"),)), "", "", "UOLIVIA", now)
    amendments.bring(amendment.id, AmendmentStage.PROPOSED, AmendmentStage.APPLIED, "UOLIVIA", now)
    attendees = Attendees(engine, TEAM_ID)
    for user in ("kenji", "lena"):
        attendees.star(theatre.place.workspace.user(user).id, (Star("night", "after-the-jump", now),))
    leaf = {"type": "broadcast", "range": "channel"}
    block = rich_text("Welcome, all of ")
    block["elements"][0]["elements"].append(leaf)
    Announcements(engine, TEAM_ID).add(
        Announcement(
            id=0,
            schedule_id="night",
            by=theatre.place.workspace.user("olivia").id,
            text=json.dumps(block),
            channels=(theatre.place.workspace.channel("hall").id,),
            fans_of=None,
            everybody=True,
            at=datetime(2026, 3, 29, 1, tzinfo=UTC),
            beside=None,
            minutes=0,
            own_times=False,
            pinned=True,
            stage=Stage.SENT,
            changed_at=now,
            sent_at=now,
        )
    )
    engine.dispose()


def content(url: str) -> list[str]:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_rehearsal_leaves_nothing(theatre: Theatre, number: signal.Signals) -> None:
    process = theatre.process("--speed", "1")
    theatre.place.workspace.wait_for(lambda: len(theatre.texts()) == 2, MINUTE)
    process.send_signal(number)
    told, _ = process.communicate(timeout=MINUTE)
    assert process.returncode == 1
    assert told.splitlines()[-3:] == [
        "1 of 3 messages were posted in #stage.",
        "Deleting 2 messages in #stage …",
        "Nothing is left of it in #stage.",
    ]
    assert theatre.texts() == []


def test_message_that_slack_did_not_confirm_is_said_once_and_deleted(theatre: Theatre) -> None:
    theatre.place.workspace.misbehave(Fault("slow", "chat.postMessage", seconds=0.1))  # the opening
    theatre.place.workspace.misbehave(Fault("reset_after", "chat.postMessage"))
    assert theatre.rehearse()
    posts = [call for call in theatre.place.workspace.calls if call.method == "chat.postMessage"]
    assert (len(posts), theatre.texts()) == (4, [])


def test_opening_that_slack_did_not_confirm_ends_it_and_leaves_nothing(theatre: Theatre) -> None:
    theatre.place.workspace.misbehave(Fault("reset_after", "chat.postMessage"))
    with pytest.raises(SlackRefusedError, match=r"^--channel: nothing can be posted in #stage \(.+\); "):
        theatre.rehearse()
    assert theatre.texts() == []


def test_message_is_found_at_the_end_though_slack_did_not_show_it_at_first(theatre: Theatre) -> None:
    theatre.place.workspace.misbehave(Fault("slow", "conversations.history", seconds=0.1))  # what others left
    for fault in ("500", "429"):
        theatre.place.workspace.misbehave(Fault(fault, "conversations.history"))
    theatre.place.workspace.misbehave(Fault("reset_after", "chat.postMessage"))
    with pytest.raises(SlackRefusedError):
        theatre.rehearse()
    assert theatre.texts() == []


def test_messages_are_deleted_at_slacks_pace_and_after_its_troubles(theatre: Theatre) -> None:
    for fault in ("429", "500", "reset_before", "429"):
        theatre.place.workspace.misbehave(Fault(fault, "chat.delete"))
    assert theatre.rehearse()
    assert theatre.texts() == []


def test_message_that_cannot_be_deleted_is_told(theatre: Theatre) -> None:
    theatre.place.workspace.misbehave(Fault("500", "chat.delete", times=5))
    assert not theatre.rehearse()
    (left,) = theatre.place.posts("stage")
    when = f"{datetime.fromtimestamp(float(left.ts), UTC):%Y-%m-%d %H:%M:%S} UTC"
    assert theatre.said[-1].startswith(f"Still in #stage: the message of {when} (")


def test_channel_in_which_one_is_under_way_is_refused_and_what_one_left_is_deleted(theatre: Theatre) -> None:
    now = theatre.place.workspace.clock.now()
    leave(theatre, name_of(now + timedelta(minutes=4), "one", kept=False))
    with pytest.raises(SlackRefusedError, match=r"^--channel: a rehearsal is under way in #stage, until 12:04 UTC"):
        theatre.rehearse()
    theatre.place.workspace.clock.advance(timedelta(minutes=5))
    assert theatre.rehearse()
    left = "A rehearsal that was broken off has left 1 message in #stage."
    assert (left in theatre.said, theatre.texts()) == (True, [])


def leave(theatre: Theatre, name: str) -> None:
    settings = settings_of(theatre.place.environment())
    client = web_client(settings.bot_token, settings.slack_api_url, answers=False)
    post_with_keys(client, theatre.place.workspace.channel("stage").id, phrase_message(("Left.",)), (f"{name}opening",))


@pytest.mark.parametrize(
    ("channel", "schedule", "problem"),
    [
        ("nowhere", None, "--channel: the bot is in no channel #nowhere; create it if need be, and /invite the bot; "),
        ("stage", "day", "SCHEDULE: there is no schedule 'day'; choose one of night"),
    ],
)
def test_what_is_not_there_is_refused_before_anything_is_said(
    theatre: Theatre, channel: str, schedule: str | None, problem: str
) -> None:
    settings = settings_of(theatre.place.environment())
    with pytest.raises(UsherError) as refused:
        rehearse(settings, Wanted(channel, schedule, None, FAST, kept=False), theatre.said.append)
    assert str(refused.value).startswith(problem)
    assert (theatre.said, theatre.texts()) == ([], [])


def test_token_that_slack_refuses_is_told(theatre: Theatre) -> None:
    with pytest.raises(SlackRefusedError, match=r"^SLACK_BOT_TOKEN: Slack refuses it \(invalid_auth\); "):
        theatre.rehearse(SLACK_BOT_TOKEN="xoxb-wrong")
