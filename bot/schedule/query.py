"""What is on when: a schedule's sessions in order of time, found by bisection. Pure; `now` is always passed in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.schedule.model import Schedule, Session

ASSUMED_LENGTH = timedelta(hours=1)
"""How long a session counts as running where nothing tells its end."""

DAY = timedelta(days=1)
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


class Timeline:
    """Some sessions of one schedule, by time. Days are days of the event's zone."""

    def __init__(self, sessions: Iterable[Session], zone: ZoneInfo) -> None:
        self.sessions = tuple(sessions)
        self.zone = zone

    @cached_property
    def timed(self) -> tuple[Session, ...]:
        return tuple(sorted((one for one in self.sessions if one.start), key=_start))

    @cached_property
    def days(self) -> tuple[date, ...]:
        return tuple(self._by_day)

    @cached_property
    def _by_day(self) -> dict[date, tuple[Session, ...]]:
        dated = sorted((one for one in self.sessions if one.date), key=_date)
        return {day: tuple(group) for day, group in groupby(dated, key=_date)}

    @cached_property
    def _longest(self) -> timedelta:
        return max((_end(session) - _start(session) for session in self.timed), default=timedelta())

    def __bool__(self) -> bool:
        return bool(self.sessions)

    @property
    def undated(self) -> tuple[Session, ...]:
        return tuple(session for session in self.sessions if session.is_archived)

    @property
    def opens(self) -> datetime | None:
        """The first start; the first midnight where the first day has no times; None without a day."""
        if not self.days:
            return None
        first = next((session.start for session in self.on(self.days[0]) if session.start), None)
        return first or self.midnight(self.days[0])

    @property
    def closes(self) -> datetime | None:
        """The last end of the last day, or the midnight after it where it has no times; None without a day."""
        if not self.days:
            return None
        ends = tuple(_end(session) for session in self.on(self.days[-1]) if session.start)
        return max(ends, default=self.midnight(self.days[-1] + DAY))

    @property
    def last(self) -> Session | None:
        """The session of the last day that ends last, or one of those without a time; None without a day."""
        return max(self.on(self.days[-1]), key=_end, default=None) if self.days else None

    def on(self, day: date) -> tuple[Session, ...]:
        """The sessions of a day, in the order of the programme."""
        return self._by_day.get(day, ())

    def between(self, first: date, last: date) -> tuple[Session, ...]:
        """The sessions of the days from `first` to `last`, both included."""
        days = self.days[bisect_left(self.days, first) : bisect_right(self.days, last)]
        return tuple(session for day in days for session in self.on(day))

    def starting(self, since: datetime, until: datetime) -> tuple[Session, ...]:
        """Those that start at or after `since` and before `until`."""
        return self.timed[self._place(since) : self._place(until)]

    def running(self, at: datetime) -> tuple[Session, ...]:
        return self.running_between(at, at + INSTANT)

    def running_between(self, since: datetime, until: datetime) -> tuple[Session, ...]:
        """Those on at some time from `since` to `until`, their ends and `until` excluded."""
        started = self.timed[self._place(since - self._longest) : self._place(until)]
        return tuple(session for session in started if _end(session) > since)

    def next_starts(self, now: datetime) -> tuple[Session, ...]:
        """All sessions that have the next start after `now`."""
        later = self.timed[self._place(now + INSTANT) :][:1]
        return self.starting(_start(later[0]), _start(later[0]) + INSTANT) if later else ()

    def later(self, now: datetime) -> tuple[Session, ...]:
        """All that start after `now`, and those of today and later days that have no time."""
        today = self.day_of(now)
        untimed = (session for session in self.between(today, date.max) if not session.start)
        return (*self.timed[self._place(now + INSTANT) :], *untimed)

    def earlier(self, now: datetime) -> tuple[Session, ...]:
        """All that have ended."""
        started = self.timed[: self._place(now)]
        untimed = (session for session in self.between(date.min, self.day_of(now) - DAY) if not session.start)
        return (*(session for session in started if _end(session) <= now), *untimed)

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
