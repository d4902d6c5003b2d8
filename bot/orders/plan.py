"""An organizer's order → the changes of a schedule that it means, or in words why it means none. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from bot.errors import OrderError
from bot.orders.order import Add, Cancel, Delay, Last, Move, Order, Relocate, Rename, Replace, Swap
from bot.questions.ask import Guide
from bot.schedule.amendments import (
    Addition,
    Cancellation,
    Change,
    Edit,
    Field,
    amended,
    delayed,
    lasting,
    moved,
    relocated,
    swapped,
)
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Person, Schedule, Session
from bot.schedule.names import fold
from bot.schedule.query import end_of, entries
from bot.wording import duration, joined

MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Plan:
    """What an order comes to: the schedule as it is, the changes, and a line that says what is ordered."""

    schedule: Schedule
    summary: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Planning:
    """Finds what orders mean. `preferred` is the schedule of the conversation, `now` when it is ordered."""

    guide: Guide
    preferred: Schedule
    now: datetime

    def plan(self, order: Order) -> Plan:
        """What the order comes to; raises OrderError, with a remedy, where it is not clear or changes nothing."""
        schedule, summary, changes = self._planned(order)
        if amended(schedule, changes) == schedule:
            raise OrderError(f"{summary}: nothing changes by that.")
        return Plan(schedule, summary, lasting(schedule, changes))

    def _planned(self, order: Order) -> tuple[Schedule, str, tuple[Change, ...]]:
        match order:
            case Delay():
                return self._delay(order)
            case Cancel(what):
                session, schedule = self._session(what)
                return schedule, f"“{session.title}” is cancelled", (Cancellation(session.id),)
            case Move():
                return self._move(order)
            case Last(what, until):
                return self._last(what, until)
            case Swap(one, other):
                return self._swap(one, other)
            case Relocate(what, room):
                return self._relocate(what, room)
            case Rename(what, title):
                session, schedule = self._session(what)
                return schedule, f"“{session.title}” is now called “{title}”", (Edit(session.id, Field.TITLE, title),)
            case Replace(speaker, by):
                return self._replace(speaker, by)
            case Add():
                return self._add(order)

    def _delay(self, order: Delay) -> tuple[Schedule, str, tuple[Change, ...]]:
        late = f"{duration(order.by)} late, {order.taken_up.value}"
        room = self._room(order.what)
        if order.what and room is None:
            session, schedule = self._timed(order.what)
            changes = delayed(schedule, order.by, _start(session), session.room, order.taken_up)
            return schedule, f"“{session.title}”, and what follows, is {late}", changes
        schedule = self.preferred
        changes = delayed(schedule, order.by, self.now, room, order.taken_up)
        if not changes:
            where = f"in {room}" if room else "today"
            raise OrderError(f"Nothing is on or still to come {where} on {schedule.local(self.now):%a %d %b}.")
        return schedule, f"{room or 'Everything'} runs {late}", changes

    def _move(self, order: Move) -> tuple[Schedule, str, tuple[Change, ...]]:
        session, schedule = self._session(order.what)
        start = self._new_start(order.to, session, schedule)
        if start is None:
            return self._relocate(order.what, str(order.to))
        told, clock = f"“{session.title}” moves to", schedule.local(start)
        day = "" if clock.date() == session.date else f"{clock:%a} {clock.day} {clock:%b}, "
        if not order.until:
            return schedule, f"{told} {day}{clock:%H:%M}", moved(session, start)
        end = self._end(session, order.until, start, schedule)
        shown = f"{day}{clock:%H:%M}–{schedule.local(end):%H:%M}"
        return schedule, f"{told} {shown}", (*moved(session, start), Edit(session.id, Field.END, end))

    def _new_start(self, to: str | datetime | timedelta, session: Session, schedule: Schedule) -> datetime | None:
        """When it starts; on another day at the same time, if only the day is told. None where that is no time."""
        if isinstance(to, timedelta):
            if session.start is None:
                raise OrderError(f"“{session.title}” has no time yet; move it to one first.")
            return session.start + to
        clock = schedule.local(session.start).time() if session.start else None
        day = session.date or self._day(schedule)
        if clock is None and self._moment(to, schedule, day) is None and self._moment(to, schedule, day, time(12)):
            raise OrderError(f"“{session.title}” has no time yet; say at what time it is then.")
        return self._moment(to, schedule, day, clock)

    def _last(self, what: str, until: str | timedelta) -> tuple[Schedule, str, tuple[Change, ...]]:
        session, schedule = self._timed(what)
        end = self._end(session, until, _start(session), schedule)
        told = f"“{session.title}” lasts until {schedule.local(end):%H:%M}"
        return schedule, told, (Edit(session.id, Field.END, end),)

    def _end(self, session: Session, until: str | timedelta, start: datetime, schedule: Schedule) -> datetime:
        if isinstance(until, timedelta):
            if session.end is None:
                raise OrderError(f"It is not known when “{session.title}” ends; say until when it lasts.")
            end = session.end + until
        else:
            end = self._clock(until, schedule, schedule.local(start).date())
        if end <= start:
            raise OrderError(f"“{session.title}” would end before it starts.")
        return end

    def _swap(self, one: str, other: str) -> tuple[Schedule, str, tuple[Change, ...]]:
        (first, schedule), (second, of_other) = self._pair(one) if not other else map(self._timed, (one, other))
        if schedule.id != of_other.id:
            raise OrderError(f"“{first.title}” and “{second.title}” are of two events; move each by itself.")
        if first.id == second.id:
            raise OrderError(f"“{one}” and “{other}” are both “{first.title}”; name two sessions.")
        if (first.start, first.room) == (second.start, second.room):
            raise OrderError(f"“{first.title}” and “{second.title}” are at the same time already.")
        return schedule, f"“{first.title}” and “{second.title}” swap", swapped(first, second)

    def _pair(self, what: str) -> tuple[tuple[Session, Schedule], tuple[Session, Schedule]]:
        """The two timed sessions that are named together."""
        meant, schedule = self._named(what)
        timed = tuple(session for session in meant if session.start)
        if len(timed) != 2:  # noqa: PLR2004 - the two that swap
            raise OrderError(f"“{what}” does not name two sessions; say which one swaps with which.")
        return (timed[0], schedule), (timed[1], schedule)

    def _relocate(self, what: str, room: str) -> tuple[Schedule, str, tuple[Change, ...]]:
        session, schedule = self._session(what)
        known = self._room(room) or room
        return schedule, f"“{session.title}” is now in {known}", relocated(session, known)

    def _replace(self, speaker: str, by: str) -> tuple[Schedule, str, tuple[Change, ...]]:
        """In all that is not over and that somebody of that name speaks in."""
        schedule, said = self.preferred, frozenset(fold(speaker).split())
        named = [person for person in schedule.people if said and said <= frozenset(fold(person.name).split())]
        spoken = [one for one, _ in entries(schedule) if set(one.speakers) & set(named) and not self._is_over(one)]
        gone = dict.fromkeys(person.name for one in spoken for person in one.speakers if person in named)
        if len(gone) != 1:
            known = f"may be {joined(gone, 'or')}; name one in full" if gone else "speaks in nothing that is to come"
            raise OrderError(f"“{speaker}” {known}.")
        instead = next((person for person in schedule.people if fold(person.name) == fold(by)), Person(by))
        edits = (Edit(one.id, Field.SPEAKERS, _with_instead(one, next(iter(gone)), instead)) for one in spoken)
        return schedule, f"{instead.name} speaks in place of {next(iter(gone))}", tuple(edits)

    def _add(self, order: Add) -> tuple[Schedule, str, tuple[Change, ...]]:
        schedule = self.preferred
        day = self._day(schedule)
        start = self._clock(order.start, schedule, day)
        end = self._clock(order.end, schedule, schedule.local(start).date()) if order.end else None
        if end and end <= start:
            raise OrderError(f"“{order.title}” would end before it starts.")
        session = Session(
            id=f"added-{uuid5(NAMESPACE_URL, f'{schedule.id}/{order.title}/{start}').hex[:12]}",
            title=order.title,
            kind=kind_of_title(order.title),
            date=schedule.local(start).date(),
            start=start,
            end=end,
            end_stated=end is not None,
            room=(self._room(order.room) or order.room) if order.room else None,
            speakers=(Person(order.speaker),) if order.speaker else (),
        )
        return schedule, f"“{order.title}” is added at {schedule.local(start):%a %H:%M}", (Addition(session),)

    def _clock(self, said: str | datetime, schedule: Schedule, day: date) -> datetime:
        moment = self._moment(said, schedule, day)
        if moment is None:
            raise OrderError(f"“{said}” is not a time; write it as in 12:30 or 2pm.")
        return moment

    def _moment(
        self, said: str | datetime, schedule: Schedule, day: date, clock: time | None = None
    ) -> datetime | None:
        if isinstance(said, datetime):
            return said.replace(tzinfo=schedule.timezone).astimezone(UTC)
        today = schedule.local(self.now).date()
        return self.guide.moment(said, schedule.id, today=today, day=day, clock=clock)

    def _day(self, schedule: Schedule) -> date:
        """Today, if it is a day of the event, else the event's next day or its last."""
        today = schedule.local(self.now).date()
        ahead = (day for day in schedule.dates() if day >= today)
        return next(ahead, schedule.dates()[-1] if schedule.dates() else today)

    def _room(self, words: str) -> str | None:
        """The room that is called so."""
        rooms = {fold(session.room): session.room for session in self.preferred.entries() if session.room}
        said = fold(words).removeprefix("the ")
        return rooms.get(said) or rooms.get(f"room {said}") or rooms.get(said.removeprefix("room "))

    def _timed(self, what: str) -> tuple[Session, Schedule]:
        session, schedule = self._session(what)
        if session.start is None:
            raise OrderError(f"“{session.title}” has no time yet; move it to one first.")
        return session, schedule

    def _session(self, what: str) -> tuple[Session, Schedule]:
        """The one session that is meant: of several the only one that is not over, or the only one of those today."""
        meant, schedule = self._named(what)
        ahead = tuple(session for session in meant if not self._is_over(session))
        today = tuple(session for session in ahead if session.date == schedule.local(self.now).date())
        only = next((some for some in (meant, ahead, today) if len(some) == 1), ())
        if not only:
            raise OrderError(f"“{what}” may be {_listed(meant, schedule)}; say which one.")
        return only[0], schedule

    def _named(self, what: str) -> tuple[tuple[Session, ...], Schedule]:
        """The sessions of that id, else of just that title, else those that the words mean."""
        known = {session.id: session for session, _ in entries(self.preferred)}
        said = fold(what).removeprefix("the ")
        titled = tuple(session for session in known.values() if fold(session.title).removeprefix("the ") == said)
        if what in known or titled:
            return (known[what],) if what in known else titled, self.preferred
        answer = self.guide.ask(what, now=self.now, reader=None, preferred=self.preferred.id, page=None)
        if not answer.sessions or answer.schedule is None:
            raise OrderError(f"I do not know which session “{what}” is; name it as the programme does.")
        return answer.sessions, answer.schedule

    def _is_over(self, session: Session) -> bool:
        end = end_of(session)
        return end is not None and end <= self.now


def _start(session: Session) -> datetime:
    if session.start is None:
        raise ValueError(session.id)
    return session.start


def _with_instead(session: Session, gone: str, instead: Person) -> tuple[Person, ...]:
    """The speakers, each once, with one in place of another."""
    speakers = (instead if person.name == gone else person for person in session.speakers)
    return tuple({person.name: person for person in speakers}.values())


def _listed(sessions: tuple[Session, ...], schedule: Schedule) -> str:
    named = [f"“{session.title}”{_at(session, schedule)}" for session in sessions[:MOST_NAMED]]
    more = [f"{len(sessions) - MOST_NAMED} more"] if len(sessions) > MOST_NAMED else []
    return joined([*named, *more], "or")


def _at(session: Session, schedule: Schedule) -> str:
    day = "%a " if len(schedule.dates()) > 1 else ""
    return f" ({schedule.local(session.start):{day}%H:%M})" if session.start else ""
