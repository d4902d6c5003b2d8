"""A schedule as found: the entries that the writer of schedule files takes, with what the source lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.errors import Fault
from bot.files.entries import UTC_ZONE, PersonEntry, ScheduleEntry, SessionEntry
from bot.files.shapes import Written
from bot.importing.interpreter.about import About
from bot.importing.interpreter.talk import Talk
from bot.importing.rows import Entry
from bot.importing.values.words import COLUMN
from bot.schedule.model import Person
from bot.schedule.names import fold

UNTITLED = "the document names no event; the file's name is taken"


@dataclass(frozen=True, slots=True)
class Draft:
    """A schedule as found: entries in local time, whose `line` is that of the source; the zone, if any is known."""

    entry: ScheduleEntry
    zone: ZoneInfo | None
    doubts: tuple[Fault, ...]

    @property
    def lacks_date(self) -> bool:
        return self.entry.date is None and any(
            session.date is None and session.start for session in self.entry.sessions
        )

    @property
    def lacks(self) -> tuple[str, ...]:
        """The keys of the file that the document leaves to its user."""
        missing = (("timezone", self.zone is None), ("date", self.lacks_date))
        return tuple(key for key, is_missing in missing if is_missing)


def lacking(about: About, zone: ZoneInfo | None, sessions: Sequence[SessionEntry], day: date | None) -> list[Fault]:
    found = []
    if about.title is None:
        found.append(Fault(1, "title", UNTITLED))
    if zone is None:
        found.append(Fault(1, "timezone", "the document states no time zone and no place; give one with --timezone"))
    if day is None and any(session.start and not session.date for session in sessions):
        found.append(Fault(1, "date", "the document states no day; give one with --date"))
    return found


def entry_of(
    about: About,
    name: str,
    zone: ZoneInfo | None,
    day: date | None,
    sessions: tuple[SessionEntry, ...],
    people: Iterable[Person],
) -> ScheduleEntry:
    sections = (_beside_title(session, about.title) for session in sessions)
    described = (person for person in people if person.affiliation or person.bio or person.role or person.links)
    return ScheduleEntry(
        line=about.title_line,
        title=_without_columns(about.title) or name,
        timezone=zone or UTC_ZONE,
        sessions=tuple(map(_plain, sections)),
        date=day,
        venue=_without_columns(about.venue),
        url=about.url,
        description=about.description,
        links=tuple(about.links),
        speakers=tuple(map(person_entry, described)),
        organizers=tuple(map(person_entry, about.organizers)),
        hosts=tuple(map(person_entry, about.hosts)),
    )


def _beside_title(session: SessionEntry, title: str | None) -> SessionEntry:
    """Without a section that is only the event's name again."""
    return replace(session, section=None) if title and fold(session.section or "") == fold(title) else session


def _plain(session: SessionEntry) -> SessionEntry:
    """Without what stood between the columns of its lines, where it was not told what they hold."""
    texts = (session.title, session.abstract, session.room, session.section)
    if not session.talks and not any(COLUMN in text for text in texts if text):
        return session
    title, abstract, room, section = map(_without_columns, texts)
    talks = tuple(map(_plain, session.talks))
    return replace(session, title=title or "", abstract=abstract, room=room, section=section, talks=talks)


def _without_columns(text: str | None) -> str | None:
    return " ".join(text.replace(COLUMN, " ").split()) if text and COLUMN in text else text


def people_once(held: Iterable[Talk | Entry], known: Mapping[str, Person]) -> dict[str, Person]:
    """Each speaker by name, with all that is said of them in any place and what is `known` from elsewhere."""
    people: dict[str, Person] = {}
    for person in (person for each in held for person in _speakers_in(each)):
        have = people.setdefault(person.name, person)
        affiliation, role = have.affiliation or person.affiliation, have.role or person.role
        if affiliation != have.affiliation or role != have.role:
            people[person.name] = replace(have, affiliation=affiliation, role=role)
    for name in people.keys() & known.keys():
        have, described = people[name], known[name]
        people[name] = replace(have, bio=described.bio, affiliation=have.affiliation or described.affiliation)
    return people


def _speakers_in(held: Talk | Entry) -> Iterator[Person]:
    yield from held.speakers
    for each in held.talks:
        yield from _speakers_in(each)


def speaker_entry(person: Person, people: Mapping[str, Person]) -> PersonEntry:
    """Somebody as a session names them, which says again only what it says otherwise than all `people` are told of."""
    known = people[person.name]
    as_known = person.affiliation in {None, known.affiliation} and person.role in {None, known.role}
    return PersonEntry(0, person.name) if as_known else person_entry(replace(person, bio=None))


def with_one_day(sessions: Sequence[SessionEntry], own: date | None) -> tuple[tuple[SessionEntry, ...], date | None]:
    """The day of most sessions stands once, for all; what has neither a day nor a time is an archive entry then."""
    named = [session.date for session in sessions if session.date]
    counts = Counter(named)
    day: date | str | None = max(counts, key=counts.__getitem__) if named else own
    if isinstance(day, str) or (named and day and counts[day] * 2 <= len(named) and counts[day] == 1):
        day = None
    archive = "none" if day or (named and any(session.date is None for session in sessions)) else None
    dates = (
        None if session.date == day and day else session.date or (archive if session.start is None else None)
        for session in sessions
    )
    return tuple(
        session if session.date == own_date else replace(session, date=own_date)
        for session, own_date in zip(sessions, dates, strict=True)
    ), day


def written(moment: time | datetime | None) -> Written[time | datetime] | None:
    return None if moment is None else Written(moment, str(moment), 0)


def person_entry(person: Person) -> PersonEntry:
    return PersonEntry(0, person.name, person.affiliation, person.bio, person.role, person.links)
