"""The schedules' files → the ledger: planned at the start, moved and cancelled as files change, and else left alone."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.files.folder import ScheduleFolder
from bot.outbox.delivery import Delivery
from bot.outbox.plan import Listener
from bot.outbox.planner import Planner
from bot.programme import Programme
from bot.schedule.model import Posting
from bot.store.attendees import Attendees
from bot.store.ledger import Changes, Key, Ledger, State
from tests.outbox.bots import Bots
from tests.outbox.schedules import TEAM, at, entry
from tests.outbox.slack import RecordingPoster, Time

CHANNELS = {"#workshop": "C1", "#east": "CE", "#west": "CW"}
FILE = """\
title: Workshop
timezone: America/Los_Angeles
date: 2020-12-12
posting:
  channels: ["#workshop"]
sessions:
"""
TEN = entry("keynote", "reminder", "2020-12-12T18:00Z", at("09:50"), at("10:00"), lead=10)
ELEVEN = entry("keynote", "reminder", "2020-12-12T19:00Z", at("10:50"), at("11:00"), lead=10)
NOTHING = Changes()


@dataclass(frozen=True, slots=True)
class Desk:
    """A planner and a bot over a folder of schedule files, in a time of the test's own."""

    folder: Path
    time: Time
    programme: Programme
    planner: Planner
    poster: RecordingPoster
    bot: Delivery

    def write(self, *sessions: tuple[str, str]) -> None:
        """Change the file to sessions at those times, and have it taken up."""
        _write(self.folder, *sessions)
        self.programme.refresh()

    def ledger(self) -> dict[str, tuple[State, datetime]]:
        return {row.entry.key.session_id: (row.state, row.entry.due_at) for row in self.planner.ledger.rows()}


def _write(folder: Path, *sessions: tuple[str, str]) -> None:
    lines = (f"  - title: {name.capitalize()}\n    start: '{clock}'\n    kind: talk\n" for name, clock in sessions)
    (folder / "workshop.yaml").write_text(FILE + "".join(lines), encoding="utf-8")


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    _write(tmp_path, ("keynote", "10:00"))
    time = Time(event=at("09:00"))
    programme = Programme(ScheduleFolder(tmp_path))
    planner = Planner(programme, Ledger(engine, TEAM), CHANNELS.get, Attendees(engine, TEAM), time)
    poster = RecordingPoster(time)
    bot = Bots(planner.ledger, time, poster).bot()
    return Desk(tmp_path, time, programme, planner, poster, bot)


def test_run_plans_and_again_does_nothing(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot.outbox")
    assert [desk.planner.run(), desk.planner.run()] == [Changes(add=(TEN,)), NOTHING]
    assert tuple(row.entry for row in desk.planner.ledger.rows()) == (TEN,)
    assert [record.getMessage() for record in caplog.records] == ["reminders: 1 planned anew, 0 moved, 0 cancelled"]


def test_run_every_minute_of_the_day_changes_nothing(desk: Desk) -> None:
    desk.planner.run()
    told = []
    for _ in range(120):
        desk.bot.run()
        told.append(desk.planner.run())
        desk.time.event += timedelta(minutes=1)
    assert told == [NOTHING] * 120
    assert [said.now for said in desk.poster.said] == [at("09:50")]


def test_run_moves_what_is_pending(desk: Desk) -> None:
    desk.planner.run()
    desk.write(("keynote", "11:00"))
    assert desk.planner.run() == Changes(move=(ELEVEN,))
    assert desk.ledger() == {"keynote": (State.PENDING, at("10:50"))}


def test_run_cancels_and_revives_a_session_that_comes_back(desk: Desk) -> None:
    desk.planner.run()
    desk.write(("panel", "12:00"))
    desk.planner.run()
    assert desk.ledger() == {"keynote": (State.CANCELLED, at("09:50")), "panel": (State.PENDING, at("11:50"))}
    desk.write(("keynote", "11:00"), ("panel", "12:00"))
    assert desk.planner.run() == Changes(move=(ELEVEN,))
    assert desk.ledger() == {"keynote": (State.PENDING, at("10:50")), "panel": (State.PENDING, at("11:50"))}


def test_run_after_a_session_was_reminded_reminds_again_when_it_is_put_off(desk: Desk) -> None:
    desk.planner.run()
    desk.time.event = at("09:55")
    desk.bot.run()
    desk.write(("keynote", "11:00"))
    assert desk.planner.run() == Changes(again=(ELEVEN,))
    assert desk.ledger() == {"keynote": (State.PENDING, at("10:50"))}
    desk.time.sleep(1)
    desk.time.event = at("10:50")
    desk.bot.run()
    desk.write(("keynote", "10:55"))
    assert desk.planner.run() == NOTHING
    assert [desk.ledger(), len(desk.poster.said)] == [{"keynote": (State.SENT, at("10:50"))}, 2]


def test_run_when_a_session_moves_ahead_of_now_says_it_at_once(desk: Desk) -> None:
    desk.planner.run()
    desk.write(("keynote", "09:05"))
    desk.planner.run()
    desk.bot.run()
    assert [said.now for said in desk.poster.said] == [at("09:00")]


def test_run_when_a_session_moves_into_the_past_cancels_it(desk: Desk) -> None:
    desk.planner.run()
    desk.write(("keynote", "08:00"))
    assert desk.planner.run() == Changes(cancel=(TEN.key,))
    assert desk.bot.run() == 0


def test_run_leaves_what_the_bot_has_in_hand_and_takes_it_up_afterwards(desk: Desk) -> None:
    """The session moves when the bot is about to post, which then finds nothing to say."""
    desk.planner.run()
    desk.time.event = at("09:52")
    told = []

    def move_meanwhile() -> None:
        desk.write(("keynote", "11:00"))
        told.append(desk.planner.run())

    desk.poster.lost.append(move_meanwhile)
    desk.bot.run()
    assert (told, desk.ledger()) == ([NOTHING], {"keynote": (State.CANCELLED, at("09:50"))})
    assert desk.planner.run() == Changes(move=(ELEVEN,))


def test_run_when_the_clock_jumps_leaves_what_ran_out_to_the_bot(desk: Desk) -> None:
    desk.planner.run()
    desk.time.event = at("10:00")
    assert desk.planner.run() == NOTHING
    desk.bot.run()
    assert desk.ledger() == {"keynote": (State.EXPIRED, at("09:50"))}
    assert desk.planner.run() == NOTHING
    desk.time.event = at("09:55")
    assert desk.planner.run() == Changes(move=(TEN,))


def test_run_of_two_planners_plans_once(desk: Desk) -> None:
    other = Planner(
        desk.programme, Ledger(desk.planner.ledger.engine, TEAM), CHANNELS.get, desk.planner.attendees, desk.time
    )
    assert [desk.planner.run(), other.run()] == [Changes(add=(TEN,)), NOTHING]


def test_run_of_a_process_with_other_files_leaves_what_is_not_its_own(desk: Desk, tmp_path: Path) -> None:
    desk.planner.run()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "other.yaml").write_text(
        "title: Other\ntimezone: UTC\ndate: 2020-12-12\nsessions: [{title: A, start: '10:00'}]\n"
    )
    stranger = replace(desk.planner, programme=Programme(ScheduleFolder(elsewhere)), seen=set())
    assert (stranger.run(), stranger.minds(), desk.planner.minds()) == (NOTHING, {"", "other"}, {"", "workshop"})


def test_run_that_began_before_a_change_does_not_undo_it(desk: Desk) -> None:
    """The file changes, and is planned, while an earlier run still asks Slack for the channels."""
    second = threading.Thread(target=desk.planner.run)

    def slow(name: str) -> str | None:
        if not second.ident:
            desk.write(("keynote", "11:00"))
            second.start()
            second.join(0.1)  # it would end meanwhile if it did not wait
        return CHANNELS.get(name)

    replace(desk.planner, channel_id=slow).run()
    second.join()
    assert desk.ledger() == {"keynote": (State.PENDING, at("10:50"))}


def test_run_with_a_bad_change_keeps_the_last_plan(desk: Desk) -> None:
    desk.planner.run()
    desk.write(("keynote", "25:00"))
    assert desk.planner.run() == NOTHING


def test_run_without_the_file_cancels_its_reminders(desk: Desk) -> None:
    desk.planner.run()
    _write(desk.folder, ("keynote", "10:00"))
    (desk.folder / "workshop.yaml").rename(desk.folder / "renamed.yaml")
    desk.programme.refresh()
    renamed = Key(TEAM, "C1", "renamed", "keynote", "reminder", 10)
    told = desk.planner.run()
    assert (tuple(one.key for one in told.add), told.cancel) == ((renamed,), (TEN.key,))


@pytest.mark.parametrize(
    ("posting", "expected"),
    [
        (Posting(), ()),
        (Posting(("#workshop", "#nowhere")), (Listener("C1"),)),
        (
            Posting(("#workshop",), (("East", "#east"), ("West", "#west"), ("Attic", "#attic"))),
            (Listener("C1"), Listener("CE", "East"), Listener("CW", "West")),
        ),
        (Posting(("#workshop",), (("East", "#workshop"),)), (Listener("C1"),)),
        (Posting((), (("East", "#east"), ("West", "#east"))), (Listener("CE", "East"), Listener("CE", "West"))),
    ],
    ids=["none", "a channel the bot is not in", "rooms", "a room in the channel of all", "two rooms in one"],
)
def test_audience(desk: Desk, posting: Posting, expected: tuple[Listener, ...]) -> None:
    assert desk.planner.audience(posting) == expected


@pytest.mark.parametrize("missing", ["#workshop", "#elsewhere"])
def test_missing_channels(desk: Desk, missing: str) -> None:
    known: Callable[[str], str | None] = {name: channel for name, channel in CHANNELS.items() if name != missing}.get
    planner = Planner(desk.programme, desk.planner.ledger, known, desk.planner.attendees, desk.time)
    assert planner.missing_channels() == (("#workshop",) if missing == "#workshop" else ())
    assert planner.run() == (NOTHING if missing == "#workshop" else Changes(add=(TEN,)))
