"""What is in whose calendar: stars and follows, the whole programme, one session, and what has changed of them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from sqlalchemy import Engine

from bot.agenda.attendee import Follow, Preferences, Ref, Sort, Star
from bot.calendars import CalendarFile, Calendars
from bot.files.folder import ScheduleFolder
from bot.programme import Programme
from bot.store.attendees import Attendees
from bot.store.revisions import Revisions

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FILE = """
title: Good Timing
timezone: Europe/Berlin
date: 2026-12-04
sessions:
  - {title: Opening, start: 9:00}
  - title: Clocks
    start: 9:15
    end: 10:00
    speakers: [Ada Lovelace]
  - title: Talks
    start: 10:00
    end: 11:00
    talks:
      - {title: Early, speakers: [Grace Hopper]}
      - {title: Late, start: "10:30", speakers: [Ada Lovelace]}
  - {title: Posters}
"""


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class Hall:
    """Calendars of a schedule file on a real database, which a test changes."""

    path: Path
    engine: Engine
    clock: Clock
    programme: Programme
    attendees: Attendees

    def calendars(self) -> Calendars:
        """As a process that starts now sees them."""
        return Calendars(self.programme, self.attendees, Revisions(self.engine, "T1"), self.clock)

    def star(self, *session_ids: str, leads: tuple[int, ...] | None = None) -> None:
        self.attendees.star("U1", [Star("good", one, NOW, leads=leads) for one in session_ids])

    def change(self, before: str, after: str) -> None:
        """An hour later, in the file."""
        self.clock.at += timedelta(hours=1)
        self.path.write_text(self.path.read_text().replace(before, after))
        assert self.programme.refresh()


@pytest.fixture
def hall(engine: Engine, tmp_path: Path) -> Hall:
    folder = tmp_path / "schedules"
    folder.mkdir()
    path = folder / "good.yaml"
    path.write_text(FILE)
    return Hall(path, engine, Clock(), Programme(ScheduleFolder(folder)), Attendees(engine, "T1"))


def shown(file: CalendarFile) -> list[tuple[str, int, str]]:
    """The title, sequence and status of each event."""
    read = Calendar.from_ical(file.text).walk("VEVENT")
    return [(str(event["SUMMARY"]), event["SEQUENCE"], str(event["STATUS"])) for event in read]


def alarms(file: CalendarFile) -> dict[str, list[int]]:
    """The minutes before each event at which there is an alarm."""
    read = Calendar.from_ical(file.text).walk("VEVENT")
    return {
        str(event["SUMMARY"]): [-round(alarm["TRIGGER"].dt.total_seconds() / 60) for alarm in event.walk("VALARM")]
        for event in read
    }


def titles(file: CalendarFile) -> list[str]:
    return [title for title, _, _ in shown(file)]


def test_my_calendar_has_what_is_on_my_agenda(hall: Hall) -> None:
    hall.star("clocks", "posters")
    hall.attendees.follow("U1", Follow(Sort.SPEAKER, "Grace Hopper", NOW))
    mine = hall.calendars().mine("U1")
    assert (mine.title, mine.sessions, titles(mine)) == (
        "Good Timing: my sessions",
        3,
        ["Clocks", "Early", "Posters"],
    )
    assert hall.calendars().mine("U2").sessions == 0


def test_whole_calendar_has_talks_at_their_own_times_only(hall: Hall) -> None:
    whole = hall.calendars().whole(hall.programme.schedules[0], "U1")
    assert (whole.title, whole.sessions, titles(whole)) == (
        "Good Timing",
        5,
        ["Opening", "Clocks", "Talks", "Late", "Posters"],
    )


def test_session_or_several_are_a_calendar_of_their_own(hall: Hall) -> None:
    calendars = hall.calendars()
    early, late, gone = (Ref("good", name) for name in ("early", "late", "gone"))
    one, some = calendars.some([early], "U1"), calendars.some([late, gone, early], "U1")
    assert (one.title, shown(one)) == ("Early", [("Early", 0, "CONFIRMED")])
    assert (some.title, titles(some)) == ("Late and 1 more", ["Late", "Early"])
    nothing = calendars.some([gone, Ref("other", "early")], "U1")
    assert (nothing.title, nothing.sessions) == ("", 0)


def test_alarms_are_at_the_persons_leads_and_the_sessions_own(hall: Hall) -> None:
    hall.attendees.save("U1", Preferences(leads=(30, 5)))
    hall.star("clocks")
    hall.star("late", leads=(15,))
    calendars = hall.calendars()
    assert alarms(calendars.mine("U1")) == {"Clocks": [30, 5], "Late": [15]}
    whole = calendars.whole(hall.programme.schedules[0], "U1")
    assert alarms(whole) == {"Opening": [], "Clocks": [30, 5], "Talks": [], "Late": [15], "Posters": []}
    one = calendars.some([Ref("good", "opening")], "U1")
    assert alarms(one) == {"Opening": [30, 5]}


def test_whoever_muted_reminders_gets_no_alarms(hall: Hall) -> None:
    hall.attendees.save("U1", Preferences(muted=True))
    hall.star("clocks")
    assert alarms(hall.calendars().mine("U1")) == {"Clocks": []}


def test_moved_session_counts_on_and_others_do_not(hall: Hall) -> None:
    calendars = hall.calendars()
    hall.star("clocks", "posters")
    calendars.revise()
    hall.change("start: 9:15", "start: 9:20")
    assert shown(calendars.mine("U1")) == [("Clocks", 1, "CONFIRMED"), ("Posters", 0, "CONFIRMED")]


def test_change_while_no_process_ran_counts_too(hall: Hall) -> None:
    hall.star("clocks")
    hall.calendars().revise()
    hall.change("start: 9:15", "start: 9:20")
    assert shown(hall.calendars().mine("U1")) == [("Clocks", 1, "CONFIRMED")]


def test_withdrawn_session_is_cancelled_for_those_who_starred_it(hall: Hall) -> None:
    calendars = hall.calendars()
    hall.star("clocks", "posters")
    calendars.revise()
    hall.change("  - {title: Posters}\n", "")
    mine = calendars.mine("U1")
    assert (mine.sessions, shown(mine)) == (1, [("Clocks", 0, "CONFIRMED"), ("Posters", 1, "CANCELLED")])
    whole = calendars.whole(hall.programme.schedules[0], "U2")
    assert (whole.sessions, shown(whole)[-1]) == (4, ("Posters", 1, "CANCELLED"))


def test_session_that_the_file_cancels_is_cancelled_and_comes_back(hall: Hall) -> None:
    calendars = hall.calendars()
    hall.star("posters")
    calendars.revise()
    hall.change("{title: Posters}", "{title: Posters, cancelled: true}")
    assert shown(calendars.mine("U1")) == [("Posters", 1, "CANCELLED")]
    hall.change("{title: Posters, cancelled: true}", "{title: Posters}")
    assert shown(calendars.mine("U1")) == [("Posters", 2, "CONFIRMED")]


def test_calendar_is_the_same_text_until_something_changes(hall: Hall) -> None:
    calendars = hall.calendars()
    hall.star("clocks")
    before = calendars.mine("U1").text
    hall.clock.at += timedelta(days=1)
    assert calendars.mine("U1").text == hall.calendars().mine("U1").text == before
    hall.star("posters")
    assert calendars.mine("U1").text != before


def test_two_processes_count_a_change_once(hall: Hall) -> None:
    one, other = hall.calendars(), hall.calendars()
    hall.star("clocks")
    for calendars in (one, other):
        calendars.revise()
    hall.change("start: 9:15", "start: 9:20")
    assert shown(one.mine("U1")) == shown(other.mine("U1")) == [("Clocks", 1, "CONFIRMED")]
