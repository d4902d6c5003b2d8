"""What is exported as a calendar imports to the same sessions."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.calendar.event import events, own_times
from bot.calendar.ics import Entry, calendar_text
from bot.calendar.revision import revised
from bot.files.folder import ScheduleFolder
from bot.files.read import read_text
from bot.importing.importer import import_document
from bot.schedule.model import Schedule, Session
from tests.calendar.events import ARCHIVED, KEYNOTE, OPENING, POSTERS, TALKS, at, schedule_of

DATA = Path(__file__).parent.parent.parent / "schedule_data"
SCHEDULES = {schedule.id: schedule for schedule in ScheduleFolder(DATA).schedules()}
DAY = schedule_of(OPENING, KEYNOTE, replace(TALKS, end=at("11:00"), end_stated=True), POSTERS, ARCHIVED)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def exported(schedule: Schedule) -> str:
    own = own_times(schedule)
    shown = tuple(event for event in events(schedule) if event.session_id in own)
    kept = {revision.session_id: revision for revision in revised(shown, (), NOW)}
    return calendar_text(schedule.title, (Entry(event, kept[event.session_id]) for event in shown), schedule.url)


def imported(text: str) -> Schedule:
    found = import_document(text.encode(), "calendar.ics")
    assert (found.lacks, found.doubts) == ((), ())
    return read_text(found.text, "again", "again.yaml").schedule


def told(session: Session) -> Session:
    """A session as far as a calendar tells it: its talks are lines of its description, or sessions of their own."""
    people = {"chairs": tuple(replace(one, bio=None, role=None, links=()) for one in session.chairs)}
    people["speakers"] = tuple(replace(one, bio=None, role=None, links=()) for one in session.speakers)
    links = tuple(sorted(session.links, key=lambda link: link.url))
    return replace(session, id="", end_stated=False, abstract=None, section=None, talks=(), links=links, **people)


def in_a_calendar(schedule: Schedule) -> list[Session]:
    own = own_times(schedule)
    return sorted((told(entry) for entry in schedule.entries() if entry.id in own and entry.date), key=repr)


@pytest.mark.parametrize("name", [*SCHEDULES, "good-timing"])
def test_exported_calendar_imports_to_the_same_sessions(name: str) -> None:
    schedule = SCHEDULES.get(name, DAY)
    again = imported(exported(schedule))
    assert in_a_calendar(again) == in_a_calendar(schedule)
    event = (schedule.title, schedule.timezone, schedule.venue, schedule.url)
    assert (again.title, again.timezone, again.venue, again.url) == event


def test_abstract_is_imported_without_what_stands_around_it() -> None:
    again = {session.title: session for session in imported(exported(DAY)).sessions}
    abstracts = {title: session.abstract for title, session in again.items()}
    assert abstracts == {
        "Opening": None,
        "Clocks That Agree": "All about clocks. And more.",
        "Talks": "• Early • 10:20–10:40 Late – Grace Hopper",
        "Late": None,
        "Posters": None,
    }
    assert again["Late"].section == "Talks"
