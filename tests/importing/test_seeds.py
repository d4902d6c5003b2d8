"""The five documents that the files of schedule_data/ were made from import to the same sessions."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.files.read import read_file, read_text
from bot.importing.importer import Imported, import_document
from bot.schedule.model import Schedule, Session
from bot.schedule.names import fold

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
SILENT = {
    "mlforsystems-2018": ("000_*", date(2018, 12, 8), ZoneInfo("America/Toronto")),
    "mlforsystems-2020": ("001_*", None, None),
    "mlsys-2018": ("002_*", date(2018, 12, 7), ZoneInfo("America/Toronto")),
    "stanford-mlsys-seminar": ("003_*", None, ZoneInfo("America/Los_Angeles")),
    "mlforsystems-2023": ("004_*", None, None),
}
"""The document of each schedule, and the day and zone that it does not say."""

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the documents are not in this repository: ../shared/seeds")


def imported(name: str) -> Imported:
    pattern, day, zone = SILENT[name]
    path = next(SEEDS.glob(pattern))
    return import_document(path.read_bytes(), path.name, date=day, timezone=zone)


def both(name: str) -> tuple[Schedule, Schedule]:
    """What is imported, and what was transcribed by hand."""
    return read_text(imported(name).text, name, name).schedule, read_file(
        ROOT / "schedule_data" / f"{name}.yaml"
    ).schedule


def told(session: Session) -> tuple[object, ...]:
    end = session.end if session.end_stated else None
    people = tuple(person.name for person in session.speakers), tuple(person.name for person in session.chairs)
    links = tuple((link.kind, link.url) for link in session.links)
    talks = tuple(told(talk) for talk in session.talks)
    return session.date, session.start, end, session.title, people, links, session.section, session.room, talks


@pytest.mark.parametrize("name", SILENT)
def test_seed_imports_to_the_sessions_of_its_schedule(name: str) -> None:
    found, meant = both(name)
    assert [told(session) for session in found.sessions] == [told(session) for session in meant.sessions]
    assert found.timezone == meant.timezone


@pytest.mark.parametrize("name", SILENT)
def test_seed_names_the_same_organizers_hosts_and_links(name: str) -> None:
    found, meant = both(name)
    assert found.organizers == meant.organizers
    assert [person.name for person in found.hosts] == [person.name for person in meant.hosts]
    assert found.links == meant.links


@pytest.mark.parametrize("name", SILENT)
def test_seed_abstracts_and_bios_land_where_they_belong(name: str) -> None:
    found, meant = both(name)
    abstracts = {session.title for session in meant.sessions if session.abstract and session.speakers}
    assert {session.title for session in found.sessions if session.abstract and session.speakers} == abstracts
    bios = {person.name: person.bio for person in found.people if person.bio}
    assert set(bios) == {person.name for person in meant.people if person.bio}
    strangers = {name for name, bio in bios.items() if not set(fold(name).split()) & set(fold(bio or "").split())}
    assert strangers <= {"Rob Reich", "Ludwig Schmidt"}


def test_seed_doubts_are_told_with_their_lines() -> None:
    assert [(doubt.line, doubt.where) for doubt in imported("mlforsystems-2023").doubts] == [
        (4, "date"),
        (4, "timezone"),
        (52, "start"),
    ]
    assert [(doubt.line, doubt.where) for doubt in imported("mlforsystems-2018").doubts] == [(1, "title")]
