"""A schedule file's entries as written: local times, names, lines; `bot.files.read` makes the schedule from them.

What the file leaves out, or has wrong, stands at its default.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.files.shapes import Written
from bot.schedule.model import Faq, Link, Person

UTC_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class PersonEntry:
    line: int
    name: str = ""
    affiliation: str | None = None
    bio: str | None = None
    role: str | None = None
    links: tuple[Link, ...] = ()
    slack: str | None = None

    def person(self) -> Person:
        return Person(self.name, self.affiliation, self.bio, self.role, self.links, self.slack)


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """A session as written; its `date` is a word where the file says that there is none."""

    line: int
    title: str = ""
    kind: str | None = None
    id: Written[str] | None = None
    date: date | str | None = None
    start: Written[time | datetime] | None = None
    end: Written[time | datetime] | None = None
    room: str | None = None
    track: str | None = None
    section: str | None = None
    chair: tuple[PersonEntry, ...] = ()
    speakers: tuple[PersonEntry, ...] = ()
    abstract: str | None = None
    links: tuple[Link, ...] = ()
    talks: tuple[SessionEntry, ...] = ()
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class PostingEntry:
    line: int
    channels: tuple[str, ...] = ()
    rooms: tuple[tuple[str, str], ...] = ()
    reminders: tuple[tuple[str, tuple[int | str, ...]], ...] = ()
    morning: time | None = None
    check_in: bool = False


@dataclass(frozen=True, slots=True)
class FaqEntry:
    line: int
    question: tuple[str, ...] = ()
    answer: str = ""

    def faq(self) -> Faq:
        return Faq(self.question, self.answer)


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    line: int
    title: str = ""
    timezone: ZoneInfo = UTC_ZONE
    sessions: tuple[SessionEntry, ...] = ()
    date: date | None = None
    venue: str | None = None
    url: str | None = None
    description: str | None = None
    links: tuple[Link, ...] = ()
    speakers: tuple[PersonEntry, ...] = ()
    organizers: tuple[PersonEntry, ...] = ()
    hosts: tuple[PersonEntry, ...] = ()
    posting: PostingEntry = PostingEntry(line=0)
    faq: tuple[FaqEntry, ...] = ()
    source: str | None = None

    def entries(self) -> tuple[SessionEntry, ...]:
        """Every session, each followed by the talks nested in it."""
        return tuple(entry for session in self.sessions for entry in (session, *session.talks))


def make_person(*, links: tuple[tuple[str, tuple[str, ...]], ...] = (), **values: Any) -> PersonEntry:  # noqa: ANN401 - fields
    return PersonEntry(links=links_of(links), **values)


def make_session(*, links: tuple[tuple[str, tuple[str, ...]], ...] = (), **values: Any) -> SessionEntry:  # noqa: ANN401 - fields
    return SessionEntry(links=links_of(links), **values)


def make_schedule(*, links: tuple[tuple[str, tuple[str, ...]], ...] = (), **values: Any) -> ScheduleEntry:  # noqa: ANN401 - fields
    return ScheduleEntry(links=links_of(links), **values)


def links_of(pairs: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Link, ...]:
    return tuple(Link(kind, url) for kind, urls in pairs for url in urls)
