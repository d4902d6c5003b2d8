"""What is on when: a schedule's sessions in order of time, found by bisection. Pure; `now` is always passed in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.schedule.model import Kind, Schedule, Session

ASSUMED_LENGTH = timedelta(hours=1)
"""How long a session counts as running where nothing tells its end."""

LONG = timedelta(hours=4)
"""What goes on for longer (an exhibition) is looked for by itself, so that few others need be looked at."""

DAY = timedelta(days=1)
NOON = time(12)
INSTANT = timedelta(microseconds=1)
NEVER = datetime.max.replace(tzinfo=UTC)


def end_of(session: Session) -> datetime | None:
    """Its end, or for want of one an hour after its start; None without a start."""
    return session.end or (session.start + ASSUMED_LENGTH if session.start else None)


def placed(talk: Session, holder: Session) -> Session:
    """A nested talk with the time of the session that holds it, where it has none of its own."""
    return talk if talk.start else replace(talk, start=holder.start, end=holder.end, date=talk.date or holder.date)


def entries(schedule: Schedule) -> tuple[tuple[Session, Session | None], ...]:
    """Every session in order, each followed by its talks; with each the session that holds it, if one does."""
    return tuple(
        pair
        for session in schedule.sessions
        for pair in ((session, None), *((placed(talk, session), session) for talk in session.talks))
    )


def turn_of_day(timed: Iterable[Session], day: date, zone: ZoneInfo) -> datetime:
    """What of a day's sessions starts after this is in its afternoon: after lunch, or else from noon on."""
    lunches = (session.start for session in timed if session.kind is Kind.LUNCH and session.start)
    noon = datetime.combine(day, NOON, zone).astimezone(UTC)
    return min(lunches, default=noon - INSTANT)


class Timeline:
    """Some sessions of one schedule, by time. Days are days of the event's zone."""

    def __init__(self, sessions: Iterable[Session], zone: ZoneInfo) -> None:
        self.sessions = tuple(sessions)
        self.zone = zone
        self._of_days: dict[date, Timeline] = {}

    @cached_property
    def timed(self) -> tuple[Session, ...]:
        return tuple(sorted((one for one in self.sessions if one.start), key=_start))

    @cached_property
    def days(self) -> tuple[date, ...]:
        return tuple(self._by_day)

    @cached_property
    def untimed_days(self) -> tuple[date, ...]:
        """The days on which no session has a time."""
        return tuple(day for day in self.days if not any(session.start for session in self.on(day)))

    @cached_property
    def _by_day(self) -> dict[date, tuple[Session, ...]]:
        return {day: tuple(group) for day, group in groupby(self._dated, key=_date)}

    @cached_property
    def _dated(self) -> tuple[Session, ...]:
        return tuple(sorted((one for one in self.sessions if one.date), key=_date))

    @cached_property
    def _untimed(self) -> tuple[Session, ...]:
        return tuple(one for one in self._dated if not one.start)

    @cached_property
    def _long(self) -> tuple[int, ...]:
        """The places in `timed` of what goes on for longer than most."""
        return tuple(place for place, one in enumerate(self.timed) if _end(one) - _start(one) > LONG)

    def __bool__(self) -> bool:
        return bool(self.sessions)

    @property
    def undated(self) -> tuple[Session, ...]:
        return tuple(session for session in self.sessions if session.is_archived)

    @cached_property
    def opens(self) -> datetime | None:
        """The first start; the first midnight where the first day has no times; None without a day."""
        if not self.days:
            return None
        first = next((session.start for session in self.on(self.days[0]) if session.start), None)
        return first or self.midnight(self.days[0])

    @cached_property
    def closes(self) -> datetime | None:
        """The last end of the last day, or the midnight after it where it has no times; None without a day."""
        if not self.days:
            return None
        ends = tuple(_end(session) for session in self.on(self.days[-1]) if session.start)
        return max(ends, default=self.midnight(self.days[-1] + DAY))

    @cached_property
    def last(self) -> Session | None:
        """The session of the last day that ends last, or one of those without a time; None without a day."""
        return max(self.on(self.days[-1]), key=_end, default=None) if self.days else None

    def on(self, day: date) -> tuple[Session, ...]:
        """The sessions of a day, in the order of the programme."""
        return self._by_day.get(day, ())

    def of_day(self, day: date) -> Timeline:
        """The sessions of a day by time."""
        if day not in self._by_day:
            return Timeline((), self.zone)
        if day not in self._of_days:
            self._of_days[day] = Timeline(self.on(day), self.zone)
        return self._of_days[day]

    def between(self, first: date, last: date) -> tuple[Session, ...]:
        """The sessions of the days from `first` to `last`, both included."""
        if first == last:
            return self.on(first)
        return self._dated[bisect_left(self._dated, first, key=_date) : bisect_right(self._dated, last, key=_date)]

    def starting(self, since: datetime, until: datetime) -> tuple[Session, ...]:
        """Those that start at or after `since` and before `until`."""
        return self.timed[self._place(since) : self._place(until)]

    def running(self, at: datetime) -> tuple[Session, ...]:
        return self.running_between(at, at + INSTANT)

    def running_between(self, since: datetime, until: datetime) -> tuple[Session, ...]:
        """Those on at some time from `since` to `until`, their ends and `until` excluded."""
        return tuple(self.timed[place] for place in self._running(since, until))

    def next_starts(self, now: datetime) -> tuple[Session, ...]:
        """All sessions that have the next start after `now`."""
        place = self._place(now + INSTANT)
        if place == len(self.timed):
            return ()
        return self.timed[place : self._place(_start(self.timed[place]) + INSTANT)]

    def later(self, now: datetime) -> tuple[Session, ...]:
        """All that start after `now`, and those of today and later days that have no time."""
        return (*self.timed[self._place(now + INSTANT) :], *self._untimed[self._untimed_before(now) :])

    def earlier(self, now: datetime) -> tuple[Session, ...]:
        """All that have ended."""
        ended = list(self.timed[: self._place(now)])
        for place in reversed(self._running(now, now)):
            del ended[place]
        return (*ended, *self._untimed[: self._untimed_before(now)])

    def _running(self, since: datetime, until: datetime) -> tuple[int, ...]:
        """The places in `timed` of those on: found among the long ones, and those that began a while before."""
        first, last = self._place(since - LONG), self._place(until)
        places = (*(place for place in self._long if place < min(first, last)), *range(first, last))
        return tuple(place for place in places if _end(self.timed[place]) > since)

    def _untimed_before(self, now: datetime) -> int:
        """How many of those without a time stand before today."""
        return bisect_left(self._untimed, self.day_of(now), key=_date)

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone).astimezone(UTC)

    def _place(self, moment: datetime) -> int:
        return bisect_left(self.timed, moment, key=_start)


def _start(session: Session) -> datetime:
    return session.start or NEVER


def _end(session: Session) -> datetime:
    return end_of(session) or NEVER


def _date(session: Session) -> date:
    return session.date or date.max
