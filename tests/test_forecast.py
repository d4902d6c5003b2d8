"""`usher preview`: what the planner plans, told without Slack."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.agenda.attendee import Star
from bot.files.changes import changes_text
from bot.files.folder import ScheduleFolder
from bot.forecast import Forecast, forecast, to_come, told
from bot.newsroom import Newsroom
from bot.outbox.plan import changes
from bot.programme import Programme
from bot.schedule.amendments import Cancellation
from bot.settings import Settings, settings_and_faults
from bot.slack.markup import unmarked
from bot.slack.rich_text import rich_text
from bot.store.amendments import Amendments
from bot.store.amendments import Stage as Amended
from bot.store.announcements import Announcement, Announcements, Stage
from bot.store.attendees import Attendees
from bot.store.database import open_database
from bot.store.ledger import Entry, Key, Ledger, State
from bot.store.notices import Notices
from tests.schedule.sessions import at

SCHEDULE = """\
title: Workshop on Good Timing
timezone: America/New_York
date: 2024-05-01
posting: {channels: ["#all"]}
sessions:
  - {title: Opening, start: 9:00}
  - {title: Clocks & Time, start: 9:15, end: 10:00, room: Hall}
"""
BEFORE = at("07:00")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "timing.yaml").write_text(SCHEDULE, encoding="utf-8")
    database = f"sqlite:///{tmp_path / 'usher.db'}"
    given = {"USHER_SCHEDULES": str(tmp_path / "timing.yaml"), "USHER_DATABASE_URL": database}
    return settings_and_faults(given)[0]


def lines(found: Forecast) -> list[str]:
    return [f"{one.due_at.astimezone(one.zone):%H:%M} {one.to} {one.kind}: {one.title}" for one in found.messages]


def test_preview_of_files_alone_makes_no_database(settings: Settings, tmp_path: Path) -> None:
    found = forecast(settings, None, None, BEFORE, None)
    assert lines(found) == ["08:50 #all reminder: Opening", "09:05 #all reminder: Clocks & Time"]
    assert found.messages[1].text == "Starts in 10 min:\n09:15–10:00 EDT Clocks & Time · Hall"
    assert not (tmp_path / "usher.db").exists()


def test_preview_knows_amendments_announcements_and_stars(settings: Settings) -> None:
    engine = open_database(settings.database_url)
    amendments = Amendments(engine, "T1")
    proposed = amendments.propose("timing", "", changes_text((Cancellation("opening"),)), "", "", "U1", BEFORE)
    amendments.bring(proposed.id, Amended.PROPOSED, Amended.APPLIED, "U1", BEFORE)
    Attendees(engine, "T1").star("U2", [Star("timing", "clocks-time", BEFORE - timedelta(days=1))])
    announcement = Announcement(
        id=0, schedule_id="timing", by="U1", text=json_of("Lunch is early"), channels=("C1",), fans_of=None,
        everybody=False, at=None, beside="clocks-time", minutes=-5, own_times=False, pinned=False,
        stage=Stage.SENT, changed_at=BEFORE, sent_at=BEFORE,
    )  # fmt: skip
    Announcements(engine, "T1").add(announcement)
    engine.dispose()
    assert lines(forecast(settings, None, None, BEFORE, None)) == [
        "09:05 #all reminder: Clocks & Time",
        "09:05 @U2 personal: Clocks & Time",
        "09:10 C1 announcement: announcement",
        "10:00 @U2 rating: Clocks & Time",
    ]


def test_preview_knows_what_is_told_of_changes_once_they_have_settled(settings: Settings) -> None:
    engine = open_database(settings.database_url)
    filed = ScheduleFolder(settings.schedules).schedules()[0]
    Newsroom(Programme(ScheduleFolder(settings.schedules)), Notices(engine, "T1")).changed(filed, BEFORE)
    amendments = Amendments(engine, "T1")
    proposed = amendments.propose("timing", "", changes_text((Cancellation("opening"),)), "", "", "U1", BEFORE)
    amendments.bring(proposed.id, Amended.PROPOSED, Amended.APPLIED, "U1", BEFORE)
    engine.dispose()
    told = forecast(settings, None, None, BEFORE, None)
    assert lines(told) == ["07:02 #all change: change", "09:05 #all reminder: Clocks & Time"]
    assert told.messages[0].text.splitlines()[1].endswith("is cancelled.")


def json_of(words: str) -> str:
    return json.dumps(rich_text(words))


def test_preview_is_of_what_is_still_to_come(settings: Settings) -> None:
    assert lines(forecast(settings, None, None, at("09:03"), None)) == ["09:05 #all reminder: Clocks & Time"]
    late = forecast(settings, None, None, at("09:08"), None)
    assert lines(late) == ["09:08 #all reminder: Clocks & Time"]
    assert late.messages[0].text.splitlines()[0] == "Starts in 7 min:"
    over = told(forecast(settings, None, None, at("11:00"), None), "text", None)
    assert over == ("Workshop on Good Timing, from Wed 1 May 2024, 11:00 on\n\nnothing will go out by itself\n")


def test_moment_without_an_offset_is_on_the_events_clock(settings: Settings) -> None:
    found = forecast(settings, None, None, datetime.fromisoformat("2024-05-01T09:03"), None)
    assert found.since == datetime(2024, 5, 1, 13, 3, tzinfo=UTC)


def test_what_the_ledger_says_was_sent_is_not_to_come_unless_put_off(settings: Settings) -> None:
    """The plan names channels, the ledger has their ids."""
    engine = open_database(settings.database_url)
    ledger = Ledger(engine, "T1")
    key = Key("T1", "#all", "timing", "opening", "reminder", 10)
    entry = Entry(key, "one", at("08:50"), at("09:00"))
    in_ledger = replace(entry, key=replace(key, recipient="C1"))
    ledger.apply(changes((in_ledger,), (), BEFORE))
    (row,) = ledger.rows()
    engine.dispose()
    sent = replace(row, state=State.SENT)
    assert to_come((entry,), (row,)) == (entry,)
    assert to_come((entry,), (sent,)) == ()
    put_off = replace(entry, due_at=at("09:50"))
    assert to_come((put_off,), (sent,)) == (put_off,)


def test_words_lose_slacks_markup_and_have_the_readers_time() -> None:
    text = "*Bold* 2*3 &lt;b&gt; 09:00 EDT (<!date^1714568400^{time}|09:00 EDT> for you) <https://a.org|paper> <@U1>"
    assert unmarked(text, None) == "Bold 2*3 <b> 09:00 EDT paper @U1"
    assert unmarked(text, ZoneInfo("Asia/Tokyo")) == "Bold 2*3 <b> 09:00 EDT (22:00 for you) paper @U1"
    day = "<!date^1714568400^{date_short_pretty}, {time}|Wed 1 May 2024, 09:00 EDT>"
    assert unmarked(day, ZoneInfo("Asia/Tokyo")) == "Wed 1 May 2024, 22:00"
    assert unmarked(day, None) == "Wed 1 May 2024, 09:00 EDT"
