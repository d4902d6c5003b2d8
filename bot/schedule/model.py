"""What happens when: a workshop's schedule as frozen values.

Imports the standard library only: no files, no clock, no database, no Slack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby, product
from operator import attrgetter
from zoneinfo import ZoneInfo


class Kind(StrEnum):
    """What sort of session it is; the value is the word that a schedule file uses."""

    OPENING = "opening"
    KEYNOTE = "keynote"
    INVITED = "invited talk"
    CONTRIBUTED = "contributed talk"
    TALK = "talk"
    PANEL = "panel"
    POSTERS = "posters"
    SHOWCASE = "showcase"
    TUTORIAL = "tutorial"
    DISCUSSION = "discussion"
    COMPETITION = "competition"
    SOCIAL = "social"
    BREAK = "break"
    LUNCH = "lunch"
    CLOSING = "closing"
    OTHER = "other"

    @property
    def is_break(self) -> bool:
        return self in {Kind.BREAK, Kind.LUNCH}


@dataclass(frozen=True, slots=True)
class Link:
    """An address and what it leads to, in one lower-case word: slides, recording, livestream or paper."""

    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody that the schedule names; two persons are the same where their names are. `slack` is a user's id."""

    name: str
    affiliation: str | None = None
    bio: str | None = None
    role: str | None = None
    links: tuple[Link, ...] = ()
    slack: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One entry of the schedule, or a talk nested in one.

    `start` and `end` are aware and in UTC; `date` is the day in the workshop's zone. Without `start` the time is not
    announced; without `date` too it is an archive entry. `end` may be derived (`end_stated` is then False): see
    `with_ends`. A nested talk carries the date, room, track and section of the session that holds it, and a `start`
    of its own only where the document says one.
    """

    id: str
    title: str
    kind: Kind = Kind.TALK
    date: date | None = None
    start: datetime | None = None
    end: datetime | None = None
    end_stated: bool = False
    room: str | None = None
    track: str | None = None
    section: str | None = None
    chairs: tuple[Person, ...] = ()
    speakers: tuple[Person, ...] = ()
    abstract: str | None = None
    links: tuple[Link, ...] = ()
    talks: tuple[Session, ...] = ()

    def __post_init__(self) -> None:
        for moment in (self.start, self.end):
            if moment is not None and moment.utcoffset() != timedelta(0):
                raise ValueError(f"session {self.id!r}: {moment!r} is not in UTC; use .astimezone(UTC)")

    @property
    def is_archived(self) -> bool:
        return self.date is None

    @property
    def people(self) -> tuple[Person, ...]:
        """Its speakers and chairs, and those of its nested talks."""
        return (*self.speakers, *self.chairs, *(person for talk in self.talks for person in talk.people))


@dataclass(frozen=True, slots=True)
class Reminders:
    """When a kind of session is announced in channels: minutes before its start, and whether by half-day as well."""

    minutes: tuple[int, ...] = ()
    half_day: bool = False


@dataclass(frozen=True, slots=True)
class Posting:
    """Where and when channels are told. `channels` hear of all sessions, a channel of `rooms` of that room's.

    `check_in`: whether speakers and chairs are asked before their sessions whether they are there.
    """

    channels: tuple[str, ...] = ()
    rooms: tuple[tuple[str, str], ...] = ()
    default: Reminders = Reminders(minutes=(10,))
    by_kind: tuple[tuple[Kind, Reminders], ...] = (
        (Kind.BREAK, Reminders(half_day=True)),
        (Kind.LUNCH, Reminders(half_day=True)),
    )
    morning: time = time(9)
    check_in: bool = False

    def reminders(self, kind: Kind) -> Reminders:
        return dict(self.by_kind).get(kind, self.default)

    def all_channels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.channels, *(channel for _, channel in self.rooms))))


@dataclass(frozen=True, slots=True)
class Faq:
    """An answer of the organizers to a question about the event, which may be asked in several ways."""

    questions: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """One event. `sessions` stand in order of time: timed, then date-only by day, archive entries last.

    Those that do not take place after all are `cancelled` and in no other list.
    `source` is the address of the document that the schedule is kept up with.
    """

    id: str
    title: str
    timezone: ZoneInfo
    sessions: tuple[Session, ...]
    venue: str | None = None
    url: str | None = None
    description: str | None = None
    links: tuple[Link, ...] = ()
    people: tuple[Person, ...] = ()
    organizers: tuple[Person, ...] = ()
    hosts: tuple[Person, ...] = ()
    posting: Posting = Posting()
    faq: tuple[Faq, ...] = ()
    cancelled: tuple[Session, ...] = ()
    source: str | None = None

    def entries(self) -> tuple[Session, ...]:
        """Every session, each followed by the talks nested in it."""
        return tuple(entry for session in self.sessions for entry in (session, *session.talks))

    def dates(self) -> tuple[date, ...]:
        """The days on which something happens, in order."""
        return tuple(sorted({session.date for session in self.sessions if session.date}))

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.timezone)


def with_ends(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    """The sessions in order of time; one that states no end gets the next start of its day, room and track.

    A session without a room or track goes on in all of them, so that its start ends what goes on in any.
    """
    days = (tuple(day) for _, day in groupby(ordered(sessions), key=attrgetter("date")))
    return tuple(session for day in days for session in _with_ends_of_day(day))


def ordered(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """The sessions in order of time; of those that start together, the first stays first."""
    return tuple(sorted(sessions, key=_by_time))


def _by_time(session: Session) -> tuple[bool, date, bool, float]:
    return (
        session.date is None,
        session.date or date.min,
        session.start is None,
        session.start.timestamp() if session.start else 0.0,
    )


def _with_ends_of_day(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    """Read backwards, so that `next_starts` holds the next start seen from each place, however many there are."""
    next_starts: dict[_Place, datetime] = {}
    ended: list[Session] = []
    for start, group in groupby(reversed(sessions), key=attrgetter("start")):
        together = tuple(group)
        ended.extend(_ended(session, next_starts) for session in together)
        if start:
            next_starts |= {place: start for session in together for place in _seen_from(session)}
    return tuple(reversed(ended))


def _ended(session: Session, next_starts: Mapping[_Place, datetime]) -> Session:
    if session.end_stated:
        return session
    found = (next_starts[place] for place in _sees(session) if session.start and place in next_starts)
    return replace(session, end=min(found, default=None))


_Place = tuple[str | None, str | None]
"""A room and a track."""

_ANY = ""
"""In place of a room or a track: whichever it is. None has an empty name."""


def _seen_from(session: Session) -> Iterator[_Place]:
    """The places where its start counts: its own, and any."""
    return product((session.room, _ANY), (session.track, _ANY))


def _sees(session: Session) -> Iterator[_Place]:
    """The places whose next start ends it: its own and none in particular; any, where it has none itself."""
    return product(_sees_name(session.room), _sees_name(session.track))


def _sees_name(name: str | None) -> tuple[str | None, ...]:
    return (_ANY,) if name is None else (name, None)
