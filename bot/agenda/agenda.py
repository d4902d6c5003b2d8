"""A person's agenda: what they starred and what their follows mean, in order of time; what clashes, when they are free.

Pure: `now` is passed in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache

from bot.agenda.attendee import Attendee, Follow, Ref, Sort, Star
from bot.schedule.check import overlapping
from bot.schedule.model import Schedule, Session
from bot.schedule.names import fold
from bot.schedule.query import end_of, entries, turn_of_day
from bot.schedule.search import TextIndex

MOST_FOLLOWED = 5000
FREE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Item:
    """Something on a person's agenda. A nested talk without a time of its own has that of the session it is in."""

    session: Session
    schedule: Schedule
    star: Star
    held_by: str | None = None

    @property
    def ref(self) -> Ref:
        return self.star.ref


class Offer:
    """What a schedule offers to agendas: its sessions and nested talks by id, and by who and what they are about."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self._entries = entries(schedule)
        self._places = {entry.id: place for place, (entry, _) in enumerate(self._entries)}
        self._turns: dict[date, datetime] = {}
        self._meant = lru_cache(maxsize=MOST_FOLLOWED)(self._meant_by)

    @cached_property
    def _text(self) -> TextIndex:
        return TextIndex(tuple(entry for entry, _ in self._entries))

    def turn(self, day: date) -> datetime:
        """What of the day starts after this is in its afternoon."""
        if day not in self._turns:
            timed = (session for session in self.schedule.sessions if session.date == day)
            self._turns[day] = turn_of_day(timed, day, self.schedule.timezone)
        return self._turns[day]

    def session(self, session_id: str) -> Session | None:
        place = self._places.get(session_id)
        return None if place is None else self._entries[place][0]

    def items(self, attendee: Attendee) -> tuple[Item, ...]:
        """What is on the person's agenda, in the order of the programme.

        What they took off it is on it again by what they followed after that.
        """
        followed = {
            place: Star(self.schedule.id, self._entries[place][0].id, follow.since)
            for follow in sorted(attendee.follows, key=_since)
            for place in self._meant(follow.sort, follow.name)
        }
        ours = (star for star in attendee.stars if star.schedule_id == self.schedule.id)
        starred = ((self._places[star.session_id], star) for star in ours if star.session_id in self._places)
        chosen = followed | {place: star for place, star in starred if not _is_outdone(star, followed.get(place))}
        return tuple(self._item(place, star) for place, star in sorted(chosen.items(), key=_place) if star.wanted)

    def _item(self, place: int, star: Star) -> Item:
        session, holder = self._entries[place]
        return Item(session, self.schedule, star, holder.id if holder else None)

    def _meant_by(self, sort: Sort, name: str) -> tuple[int, ...]:
        words = fold(name)
        if sort is Sort.TOPIC:
            return tuple(sorted(self._text.about(words.split())))
        return tuple(place for place, (entry, _) in enumerate(self._entries) if _has(entry, words))


def _place(pair: tuple[int, Star]) -> int:
    return pair[0]


def _since(follow: Follow) -> datetime:
    return follow.since


def _is_outdone(star: Star, followed: Star | None) -> bool:
    """Whether what was taken off has been followed since."""
    return not star.wanted and followed is not None and star.since < followed.since


def _has(entry: Session, name: str) -> bool:
    return any(fold(person.name) == name for person in (*entry.speakers, *entry.chairs))


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items of all schedules by day, of each day those with a time first, in order of time."""

    items: tuple[Item, ...]

    def clashes(self) -> tuple[tuple[Item, Item], ...]:
        """Those on at the same time, but for a session and the talks in it."""
        by_session = {id(item.session): item for item in self.items}
        pairs = overlapping(item.session for item in self.items)
        found = ((by_session[id(one)], by_session[id(other)]) for one, other in pairs)
        return tuple((one, other) for one, other in found if not _nested(one, other))

    def clashing(self) -> frozenset[Ref]:
        return frozenset(item.ref for pair in self.clashes() for item in pair)

    def on(self, day: date) -> Agenda:
        """Those of a day of their own schedule's zone."""
        return Agenda(tuple(item for item in self.items if item.session.date == day))

    def days(self) -> tuple[date, ...]:
        return tuple(sorted({item.session.date for item in self.items if item.session.date}))

    def ahead(self, now: datetime) -> Agenda:
        """What is not over; what has no time is over with its day."""
        return Agenda(tuple(item for item in self.items if not _is_over(item, now)))

    def next_starts(self, now: datetime) -> tuple[Item, ...]:
        """All that have the next start after `now`."""
        coming = tuple(item for item in self.items if item.session.start and item.session.start > now)
        first = min((item.session.start for item in coming if item.session.start), default=None)
        return tuple(item for item in coming if item.session.start == first)

    def at(self, moment: datetime) -> tuple[Item, ...]:
        """What is on at the moment."""
        return tuple(
            item
            for item in self.items
            if item.session.start and item.session.start <= moment < (end_of(item.session) or moment)
        )

    def started(self, since: datetime, until: datetime) -> tuple[Item, ...]:
        """What has started after `since`, until then."""
        return tuple(item for item in self.items if item.session.start and since < item.session.start <= until)

    def free(self, since: datetime, until: datetime, least: timedelta = FREE) -> tuple[tuple[datetime, datetime], ...]:
        """The spans of at least so long, of a time, in which nothing of it is on."""
        gaps: list[tuple[datetime, datetime]] = []
        for start, end in (*self._busy(since), (until, until)):
            if min(start, until) - since >= least:
                gaps.append((since, min(start, until)))
            since = max(since, end)
        return tuple(gaps)

    def _busy(self, now: datetime) -> tuple[tuple[datetime, datetime], ...]:
        spans = ((item.session.start, end_of(item.session)) for item in self.items)
        return tuple(sorted((start, end) for start, end in spans if start and end and end > now))


def _nested(one: Item, other: Item) -> bool:
    """Whether one holds the other, or one session holds both and tells no time of one of them."""
    if one.schedule.id != other.schedule.id:
        return False
    together = one.held_by is not None and one.held_by == other.held_by and _spans(one, other)
    return together or one.ref.session_id == other.held_by or other.ref.session_id == one.held_by


def _spans(one: Item, other: Item) -> bool:
    """Whether one lasts all the time of the other, as a talk does that has its time from its session."""
    (since, until), (start, end) = ((item.session.start, item.session.end) for item in (one, other))
    if not (since and until and start and end):
        return since == start
    return (since <= start and end <= until) or (start <= since and until <= end)


def _is_over(item: Item, now: datetime) -> bool:
    end = end_of(item.session)
    if end:
        return end <= now
    return item.session.date is None or item.session.date < item.schedule.local(now).date()


def agenda_of(attendee: Attendee, offers: Iterable[Offer]) -> Agenda:
    """The person's agenda over all schedules."""
    return Agenda(tuple(sorted((item for offer in offers for item in offer.items(attendee)), key=_by_time)))


def _by_time(item: Item) -> tuple[date, bool, float]:
    start = item.session.start
    return item.session.date or date.max, start is None, start.timestamp() if start else 0.0
