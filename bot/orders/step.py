"""One order of an organizer → the changes of a schedule that it means, or in words why it means none. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from bot.errors import OrderError
from bot.orders import order as ordered
from bot.orders.amounts import DAY
from bot.orders.naming import Naming, is_several
from bot.orders.part import instead, speaks
from bot.schedule.amendments import (
    Addition,
    Cancellation,
    Change,
    Edit,
    Field,
    Restoration,
    delayed,
    moved_whole,
    relocated,
    swapped,
)
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Person, Schedule, Session
from bot.wording import duration, joined

OF_DAY = re.compile(rf"(?P<room>.+?),? (?:on )?(?P<day>{DAY})", re.IGNORECASE)
HAS_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
MOST_TITLES = 5
Planned = tuple[Schedule, str, tuple[Change, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """What is planned of an order where its words name this."""

    naming: Naming

    def planned(self, order: ordered.Order) -> Planned:  # noqa: C901, PLR0912 - one case an order
        match order:
            case ordered.Delay():
                return self._delay(order)
            case ordered.Cancel(what):
                return self._cancel(what)
            case ordered.Restore(what):
                return self._restore(what)
            case ordered.Move():
                return self._move(order)
            case ordered.Beside():
                return self._beside(order)
            case ordered.Last(what, until):
                return self._last(what, until)
            case ordered.Take(what, span):
                session, schedule = self.naming.timed(what)
                return _lasting_until(session, _start(session) + span, schedule)
            case ordered.Swap(one, other):
                return self._swap(one, other)
            case ordered.Relocate(what, room):
                return self._relocate(what, room)
            case ordered.Rename(what, title):
                session, schedule = self.naming.session(what)
                return schedule, f"“{session.title}” is now called “{title}”", (Edit(session.id, Field.TITLE, title),)
            case ordered.Replace():
                return self._replace(order)
            case ordered.Miss():
                return self._miss(order)
            case ordered.Add():
                return self._add(order)

    def _delay(self, order: ordered.Delay) -> Planned:
        late = f"{duration(order.by)} late, {order.taken_up.value}"
        schedule = self.naming.preferred
        rooms = self.naming.rooms(order.what)
        if rooms or not order.what:
            changes = self._late(order, self.naming.now, rooms or (None,))
            if not changes:
                where = f"in {joined(rooms)}" if rooms else "today"
                day = schedule.local(self.naming.now)
                raise OrderError(f"Nothing is on or still to come {where} on {day:%a %d %b}.")
            return schedule, f"{joined(rooms) or 'Everything'} {'run' if len(rooms) > 1 else 'runs'} {late}", changes
        if stretch := self.naming.stretch(order.what):
            return self._delay_stretch(order, stretch, late)
        session, schedule = self.naming.timed(order.what)
        changes = delayed(schedule, order.by, _start(session), session.room, order.taken_up)
        return schedule, f"“{session.title}”, and what follows, is {late}", changes

    def _delay_stretch(self, order: ordered.Delay, stretch: tuple[Session, ...], late: str) -> Planned:
        """From the first of it on, or from now."""
        schedule, room = self.naming.preferred, self.naming.room_in(order.what)
        if len({session.date for session in stretch}) > 1:
            raise OrderError(f"“{order.what}” is on several days; say of which one.")
        since = max(min(map(_start, stretch)), self.naming.now)
        local = schedule.local(since)
        where = f"{room} runs" if room else "Everything runs"
        told = f"{where} {late.replace(',', f' from {local:%a %H:%M} on,', 1)}"
        return schedule, told, self._late(order, since, (room,))

    def _late(self, order: ordered.Delay, since: datetime, rooms: tuple[str | None, ...]) -> tuple[Change, ...]:
        schedule = self.naming.preferred
        return tuple(edit for room in rooms for edit in delayed(schedule, order.by, since, room, order.taken_up))

    def _cancel(self, what: str) -> Planned:
        sessions, schedule = self.naming.sessions(what)
        return schedule, f"{_titles(sessions)} cancelled", tuple(Cancellation(session.id) for session in sessions)

    def _restore(self, what: str) -> Planned:
        schedule = self.naming.preferred
        try:
            sessions, _ = self.naming.of_cancelled().sessions(what)
        except OrderError as error:
            remedy = "To take back another change, write “changes” and press Undo beside it."
            raise OrderError(f"“{what}” is not cancelled. {remedy}") from error
        told = (
            f"{joined(f'“{session.title}”' for session in sessions)} {'take' if len(sessions) > 1 else 'takes'} place"
        )
        return schedule, f"{told} after all", tuple(Restoration(session.id) for session in sessions)

    def _move(self, order: ordered.Move) -> Planned:
        if isinstance(order.to, timedelta):
            return self._shift(order.what, order.to)
        if isinstance(order.to, str) and self._is_place(order.to):
            return self._relocate(order.what, order.to)
        session, schedule = self.naming.session(order.what)
        start = self._new_start(order.to, session, schedule)
        end = self._end(session, order.until, start, schedule) if order.until else None
        edits = (*moved_whole(session, start, schedule), *((Edit(session.id, Field.END, end),) if end else ()))
        if not order.room:
            return schedule, _moves(session, start, end, schedule), edits
        room = self.naming.room(order.room) or order.room
        return schedule, f"{_moves(session, start, end, schedule)}, in {room}", (*edits, *relocated(session, room))

    def _is_place(self, to: str) -> bool:
        """Whether that is a room, or at least no time."""
        schedule = self.naming.preferred
        is_time = is_several(to) or self.naming.moment(to, schedule, self.naming.day(schedule), time(12))
        return bool(self.naming.room(to)) or not is_time

    def _shift(self, what: str, by: timedelta) -> Planned:
        """What has a time and has not begun."""
        meant, schedule = self.naming.sessions(what)
        ahead = tuple(one for one in meant if one.start and (len(meant) == 1 or one.start > self.naming.now))
        if not ahead:
            raise OrderError(f"“{what}” has begun, or has no time yet; move it to one first.")
        edits = tuple(edit for session in ahead for edit in moved_whole(session, _start(session) + by, schedule))
        if len(ahead) == 1:
            return schedule, _moves(ahead[0], _start(ahead[0]) + by, None, schedule), edits
        sooner = f"{duration(abs(by))} {'earlier' if by < timedelta() else 'later'}"
        return schedule, f"{_titles(ahead)} {sooner}", edits

    def _new_start(self, to: str | datetime, session: Session, schedule: Schedule) -> datetime:
        """When it starts; on another day at the same time, if only the day is told."""
        clock = schedule.local(session.start).time() if session.start else None
        start = self.naming.moment(to, schedule, session.date or self.naming.day(schedule), clock)
        if start is None:
            unknown = f"“{to}” is no time of day" if session.start else f"“{session.title}” has no time yet"
            raise OrderError(f"{unknown}; say at what time it is then.")
        return start

    def _beside(self, order: ordered.Beside) -> Planned:
        session, schedule = self.naming.timed(order.what)
        other, of_other = self.naming.timed(order.other, near=session.date)
        if schedule.id != of_other.id or session.id == other.id:
            raise OrderError(f"“{order.what}” and “{order.other}” are not two sessions of one event; name two.")
        if (other if order.is_after else session).end is None:
            raise OrderError("It is not known when that ends; say to what time it moves.")
        start = other.end if order.is_after else _start(other) - ((session.end or _start(session)) - _start(session))
        start = start or _start(session)
        return schedule, _moves(session, start, None, schedule), moved_whole(session, start, schedule)

    def _last(self, what: str, until: str | timedelta) -> Planned:
        session, schedule = self.naming.timed(what)
        return _lasting_until(session, self._end(session, until, _start(session), schedule), schedule)

    def _end(self, session: Session, until: str | timedelta, start: datetime, schedule: Schedule) -> datetime:
        if isinstance(until, timedelta):
            if session.end is None:
                raise OrderError(f"It is not known when “{session.title}” ends; say until when it lasts.")
            end = session.end + until
        else:
            end = self.naming.clock(until, schedule, schedule.local(start).date())
        if end <= start:
            raise OrderError(f"“{session.title}” would end before it starts.")
        return end

    def _swap(self, one: str, other: str) -> Planned:
        naming = self.naming
        (first, schedule), (second, of_other) = naming.pair(one) if not other else map(naming.timed, (one, other))
        if schedule.id != of_other.id:
            raise OrderError(f"“{first.title}” and “{second.title}” are of two events; move each by itself.")
        if first.id == second.id:
            raise OrderError(f"“{one}” and “{other}” are both “{first.title}”; name two sessions.")
        if (first.start, first.room) == (second.start, second.room):
            raise OrderError(f"“{first.title}” and “{second.title}” are at the same time already.")
        return schedule, f"“{first.title}” and “{second.title}” swap", swapped(first, second)

    def _relocate(self, what: str, room: str) -> Planned:
        """What is meant of a day, if the day is told after the room."""
        told = OF_DAY.fullmatch(room)
        where, of_day = (told["room"], f"{what} {told['day']}") if told else (room, what)
        sessions, schedule = self.naming.sessions(of_day)
        known = self.naming.room(where) or where
        if HAS_CLOCK.search(known):
            raise OrderError(f"“{room}” is neither a room nor a time; write them as in 12:30 or “Hall 2”.")
        edits = tuple(edit for session in sessions for edit in relocated(session, known))
        return schedule, f"{_titles(sessions)} now in {known}", edits

    def _replace(self, order: ordered.Replace) -> Planned:
        gone, spoken = self._spoken(order)
        by = self.naming.person(order.by)
        edits = (edit for one in spoken for edit in instead(one, gone, by))
        return self.naming.preferred, f"{by.name} speaks in place of {gone.name}", tuple(edits)

    def _spoken(self, order: ordered.Replace | ordered.Miss) -> tuple[Person, tuple[Session, ...]]:
        """Who it is about, and what they speak in of what is meant, as far as it is not over."""
        person, spoken = self.naming.spoken_by(order.speaker)
        meant = {session.id for session in self.naming.sessions(order.what)[0]} if order.what else None
        found = tuple(session for session in spoken if meant is None or session.id in meant)
        if not found:
            raise OrderError(f"{person.name} does not speak in “{order.what}”.")
        return person, found

    def _miss(self, order: ordered.Miss) -> Planned:
        """What they speak in alone is cancelled, or all else that they speak in; of chairs they are but missed."""
        gone, missed = self._spoken(order)
        lost = tuple(one for one in missed if speaks(gone, one) and (len(one.speakers) == 1) is not order.otherwise)
        kept = tuple(one for one in missed if one not in lost)
        told = (f"{_titles(lost)} cancelled" if lost else "", f"{_place(kept)} without them" if kept else "")
        off = tuple(Cancellation(one.id) for one in lost)
        changes: tuple[Change, ...] = (*off, *(edit for one in kept for edit in instead(one, gone)))
        return self.naming.preferred, f"{gone.name} does not speak: {joined(filter(None, told))}", changes

    def _add(self, order: ordered.Add) -> Planned:
        naming, schedule = self.naming, self.naming.preferred
        start = naming.clock(order.start, schedule, naming.day(schedule))
        end = self._end_of_added(order, start)
        session = Session(
            id=f"added-{uuid5(NAMESPACE_URL, f'{schedule.id}/{order.title}/{start}').hex[:12]}",
            title=order.title,
            kind=kind_of_title(order.title),
            date=schedule.local(start).date(),
            start=start,
            end=end,
            end_stated=end is not None,
            room=(naming.room(order.room) or order.room) if order.room else None,
            speakers=(naming.person(order.speaker),) if order.speaker else (),
        )
        return schedule, f"“{order.title}” is added at {schedule.local(start):%a %H:%M}", (Addition(session),)

    def _end_of_added(self, order: ordered.Add, start: datetime) -> datetime | None:
        if order.end is None or isinstance(order.end, timedelta):
            return start + order.end if order.end else None
        schedule = self.naming.preferred
        end = self.naming.clock(order.end, schedule, schedule.local(start).date())
        if end <= start:
            raise OrderError(f"“{order.title}” would end before it starts.")
        return end


def _start(session: Session) -> datetime:
    if session.start is None:
        raise ValueError(session.id)
    return session.start


def _titles(sessions: tuple[Session, ...]) -> str:
    return f"{_listed(sessions)} {'are' if len(sessions) > 1 else 'is'}"


def _listed(sessions: tuple[Session, ...]) -> str:
    titles = [f"“{session.title}”" for session in sessions]
    more = [f"{len(titles) - MOST_TITLES} more"] if len(titles) > MOST_TITLES + 1 else []
    return joined([*titles[:MOST_TITLES], *more] if more else titles)


def _place(sessions: tuple[Session, ...]) -> str:
    return f"{_listed(sessions)} {'take' if len(sessions) > 1 else 'takes'} place"


def _moves(session: Session, start: datetime, end: datetime | None, schedule: Schedule) -> str:
    clock = schedule.local(start)
    day = "" if clock.date() == session.date else f"{clock:%a} {clock.day} {clock:%b}, "
    until = f"–{schedule.local(end):%H:%M}" if end else ""
    return f"“{session.title}” moves to {day}{clock:%H:%M}{until}"


def _lasting_until(session: Session, end: datetime, schedule: Schedule) -> Planned:
    told = f"“{session.title}” lasts until {schedule.local(end):%H:%M}"
    return schedule, told, (Edit(session.id, Field.END, end),)
