"""What a calendar shows of a session: one event, the same whoever has it in theirs. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.phrases import Zones, plain
from bot.schedule.model import Link, Schedule, Session
from bot.schedule.query import entries
from bot.wording import names, nested

UID_SUFFIX = "schedules.usher"
"""Stands where a UID has a domain (RFC 7986, 5.3): the same in every workspace, so that one session is one event."""
TIME_NOT_ANNOUNCED = "The time is not announced yet."
END_NOT_ANNOUNCED = "Its end is not announced."


@dataclass(frozen=True, slots=True)
class Event:
    """A session as a calendar shows it. `start` and `end` are in UTC; without a start it lasts all of `day`."""

    schedule_id: str
    session_id: str
    title: str
    zone: ZoneInfo
    day: date
    start: datetime | None = None
    end: datetime | None = None
    location: str = ""
    description: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()

    @property
    def uid(self) -> str:
        return f"{self.session_id}/{self.schedule_id}@{UID_SUFFIX}"

    @property
    def fingerprint(self) -> str:
        """Differs where a calendar would show something else."""
        shown = (self.title, self.day, self.start, self.end, self.location, self.description, self.url)
        return sha256(repr((*shown, self.zone.key, self.categories)).encode()).hexdigest()


def events(schedule: Schedule) -> tuple[Event, ...]:
    """An event for each session and nested talk that has a day, in the schedule's order."""
    made = (event_of(session, schedule, holder) for session, holder in entries(schedule))
    return tuple(event for event in made if event)


def own_times(schedule: Schedule) -> frozenset[str]:
    """The ids of what a calendar of the whole programme shows: all but nested talks at the times of their session."""
    own = (talk.id for session in schedule.sessions for talk in session.talks if talk.start)
    return frozenset((*(session.id for session in schedule.sessions), *own))


def event_of(session: Session, schedule: Schedule, holder: Session | None = None) -> Event | None:
    """The event of a session, or of a talk in the `holder`; an archive entry, which has no day, is none."""
    day = session.date or (session.start and schedule.local(session.start).date())
    if day is None:
        return None
    return Event(
        schedule_id=schedule.id,
        session_id=session.id,
        title=session.title,
        zone=schedule.timezone,
        day=day,
        start=session.start,
        end=session.end,
        location=", ".join(filter(None, (session.room, schedule.venue))),
        description="\n\n".join(filter(None, map("\n".join, _paragraphs(session, holder, schedule)))),
        url=_page(session.links) or schedule.url or "",
        categories=tuple(filter(None, (session.kind.value, session.track))),
    )


def _paragraphs(session: Session, holder: Session | None, schedule: Schedule) -> Iterator[tuple[str, ...]]:
    """The description's: who and in which part, what about, its talks, its links, and what is not known yet."""
    yield tuple(_people(session, holder))
    yield (session.abstract,) if session.abstract else ()
    yield tuple(plain(nested(talk), Zones(schedule.timezone)) for talk in session.talks)
    yield tuple(f"{link.kind}: {link.url}" for link in session.links)
    if session.start is None:
        yield (TIME_NOT_ANNOUNCED,)
    elif session.end is None:
        yield (END_NOT_ANNOUNCED,)


def _people(session: Session, holder: Session | None) -> Iterator[str]:
    if holder:
        yield f"Part of: {holder.title}"
    if session.speakers:
        yield f"Speakers: {names(session.speakers, with_affiliation=True)}"
    if session.chairs:
        yield f"Chair: {names(session.chairs, with_affiliation=True)}"


def _page(links: tuple[Link, ...]) -> str | None:
    return next((link.url for link in links if link.kind == "website"), None)
