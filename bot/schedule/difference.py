"""What changed between two states of a schedule: sessions that came, went or are told otherwise. Pure.

For whoever re-reads a schedule: a page imported again, a file that was changed, an import in Slack.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from bot.schedule.model import Kind, Link, Person, Schedule, Session
from bot.schedule.names import fold

Value: TypeAlias = str | date | datetime | Kind | tuple[Person, ...] | tuple[Link, ...] | None
"""What a field holds. Moments are in UTC; a derived end is None, as nobody stated it."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a session or of the event, by its name in a schedule file."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class SessionChange:
    """A session (or nested talk) that is told otherwise, with each field that is."""

    before: Session
    after: Session
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed; false where nothing did. `event` holds the fields of the schedule itself."""

    event: tuple[FieldChange, ...] = ()
    added: tuple[Session, ...] = ()
    removed: tuple[Session, ...] = ()
    changed: tuple[SessionChange, ...] = ()

    @property
    def touched(self) -> frozenset[str]:
        """The ids of the sessions that are gone or told otherwise."""
        return frozenset((*(one.id for one in self.removed), *(change.before.id for change in self.changed)))

    def __bool__(self) -> bool:
        return bool(self.event or self.added or self.removed or self.changed)


def difference(before: Schedule, after: Schedule) -> Difference:
    """What brings one state to the other, in the schedules' order. Nested talks count as sessions of their own."""
    same = pairs(before.entries(), after.entries())
    kept, taken = {id(one) for one, _ in same}, {id(other) for _, other in same}
    changes = (SessionChange(one, other, _changes(_fields(one), _fields(other))) for one, other in same)
    return Difference(
        _changes(_event_fields(before), _event_fields(after)),
        tuple(session for session in after.entries() if id(session) not in taken),
        tuple(session for session in before.entries() if id(session) not in kept),
        tuple(change for change in changes if change.fields),
    )


Sameness: TypeAlias = Callable[[Session], Hashable | None]
"""What two sessions that are one have in common; None where a session has nothing to go by."""


def pairs(before: Iterable[Session], after: Iterable[Session]) -> list[tuple[Session, Session]]:
    """The sessions that are one, in the order of `after`; the surest samenesses are tried first.

    Ids that are made of titles are numbered where a title recurs, so that a break put in before the others has the
    id that another had: what stands unchanged is therefore matched before ids are.
    """
    rest, left = list(before), list(after)
    found: dict[int, tuple[Session, Session]] = {}
    for sameness in (_by_all, _by_words_and_time, _by_id, _by_words, _by_speakers_and_time):
        candidates: dict[Hashable, list[Session]] = defaultdict(list)
        for session in rest:
            candidates[sameness(session)].append(session)
        for session in left:
            key = sameness(session)
            if key is not None and candidates[key]:
                found[id(session)] = (candidates[key].pop(0), session)
        matched = {id(one) for one, _ in found.values()}
        rest = [session for session in rest if id(session) not in matched]
        left = [session for session in left if id(session) not in found]
    return [found[id(session)] for session in after if id(session) in found]


def _by_all(session: Session) -> Hashable:
    return _by_words_and_time(session), session.room, session.track


def _by_words_and_time(session: Session) -> Hashable:
    return _by_words(session), session.date, session.start


def _by_id(session: Session) -> Hashable:
    return session.id


def _by_words(session: Session) -> Hashable:
    return fold(session.title), frozenset(fold(person.name) for person in session.speakers)


def _by_speakers_and_time(session: Session) -> Hashable | None:
    """Who speaks when: a talk whose title was announced later."""
    if not (session.start and session.speakers):
        return None
    return session.start, frozenset(fold(person.name) for person in session.speakers)


def _fields(session: Session) -> dict[str, Value]:
    return {
        "title": session.title,
        "kind": session.kind,
        "date": session.date,
        "start": session.start,
        "end": session.end if session.end_stated else None,
        "room": session.room,
        "track": session.track,
        "section": session.section,
        "chair": session.chairs,
        "speakers": session.speakers,
        "abstract": session.abstract,
        "links": session.links,
    }


def _event_fields(schedule: Schedule) -> dict[str, Value]:
    return {
        "title": schedule.title,
        "timezone": schedule.timezone.key,
        "venue": schedule.venue,
        "url": schedule.url,
        "description": schedule.description,
        "links": schedule.links,
        "organizers": schedule.organizers,
        "hosts": schedule.hosts,
    }


def _changes(before: dict[str, Value], after: dict[str, Value]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(name, before[name], after[name]) for name in before if before[name] != after[name])
