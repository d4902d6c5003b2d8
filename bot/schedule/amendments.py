"""What organizers change while the day runs: edits on top of a schedule file, and the plans that make them. Pure.

An edit says what something is now, never by how much it changed. So a file that has taken an edit up, is read again,
or is read before the edit was made ends in the same schedule, and leaving an edit out takes it back.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import TypeAlias

from bot.schedule.check import doubts
from bot.schedule.model import Person, Schedule, Session, ordered, with_ends
from bot.schedule.query import end_of, placed

LEAST_BREAK = timedelta(minutes=5)
"""What a delay leaves of a break that takes it up."""


class Field(StrEnum):
    """What of a session can be changed; the value is the name of `Session`'s field."""

    TITLE = "title"
    START = "start"
    END = "end"
    ROOM = "room"
    SPEAKERS = "speakers"
    CHAIRS = "chairs"


Value: TypeAlias = str | datetime | tuple[Person, ...] | None


@dataclass(frozen=True, slots=True)
class Edit:
    """A field of a session or nested talk is this now; moments are in UTC. An end of None is the next start."""

    session_id: str
    field: Field
    value: Value


@dataclass(frozen=True, slots=True)
class Cancellation:
    """A session, with the talks nested in it, or one nested talk does not take place."""

    session_id: str


@dataclass(frozen=True, slots=True)
class Restoration:
    """What was cancelled, while the day runs or in the file, takes place after all."""

    session_id: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A session that the file does not have; where the file has its id by now, the file's is taken."""

    session: Session


Change: TypeAlias = Edit | Cancellation | Restoration | Addition


class TakenUp(StrEnum):
    """What ends a delay's ripple through a room."""

    BY_BREAKS = "breaks take it up"
    BY_NIGHT = "to the end of the day"


def amended(schedule: Schedule, changes: Iterable[Change]) -> Schedule:
    """The schedule with the changes made, the later ones last; a change of what the file no longer has is left out."""
    held = _Held({session.id: session for session in (*schedule.sessions, *schedule.cancelled)})
    off = {session.id for session in schedule.cancelled}
    for change in changes:
        match change:
            case Addition(session):
                held.add(session)
            case Cancellation(session_id):
                off.add(session_id)
            case Restoration(session_id):
                off.discard(session_id)
            case Edit():
                held.edit(change, schedule)
    apart = tuple(held.apart(off))
    taking_place = tuple(session for session in apart if session.id not in off)
    cancelled = (_as_stated(session) for session in apart if session.id in off)
    return replace(schedule, sessions=with_ends(taking_place), cancelled=ordered(cancelled))


def _as_stated(session: Session) -> Session:
    """Without an end that was the next start: what does not take place ends nowhere."""
    return session if session.end_stated else replace(session, end=None)


class _Held:
    """The sessions by id while changes are made, each with its nested talks."""

    def __init__(self, sessions: dict[str, Session]) -> None:
        self.sessions = sessions

    def add(self, session: Session) -> None:
        if self._holder_of(session.id) is None:
            self.sessions.setdefault(session.id, session)

    def edit(self, edit: Edit, schedule: Schedule) -> None:
        if edit.session_id in self.sessions:
            self.sessions[edit.session_id] = _edited(self.sessions[edit.session_id], edit, schedule)
        elif holder := self._holder_of(edit.session_id):
            talks = (_edited(talk, edit, schedule) if talk.id == edit.session_id else talk for talk in holder.talks)
            self.sessions[holder.id] = replace(holder, talks=tuple(talks))

    def apart(self, off: Collection[str]) -> Iterator[Session]:
        """The sessions, and each nested talk that is `off` as one of its own, on the time of what held it."""
        for session in self.sessions.values():
            yield replace(session, talks=tuple(talk for talk in session.talks if talk.id not in off))
            yield from (placed(talk, session) for talk in session.talks if talk.id in off)

    def _holder_of(self, talk_id: str) -> Session | None:
        talks = ((session, talk) for session in self.sessions.values() for talk in session.talks)
        return next((session for session, talk in talks if talk.id == talk_id), None)


def _edited(session: Session, edit: Edit, schedule: Schedule) -> Session:
    match edit:
        case Edit(_, Field.START, datetime() as start):
            return replace(session, start=start, date=schedule.local(start).date())
        case Edit(_, Field.END, datetime() as end):
            return replace(session, end=end, end_stated=True)
        case Edit(_, Field.TITLE, str() as title):
            return replace(session, title=title)
        case Edit(_, Field.ROOM, str() | None as room):
            return replace(session, room=room)
        case Edit(_, Field.SPEAKERS, tuple() as speakers):
            return replace(session, speakers=speakers)
        case Edit(_, Field.CHAIRS, tuple() as chairs):
            return replace(session, chairs=chairs)
    raise ValueError(f"{edit.field.value} of {edit.session_id!r} cannot be {edit.value!r}")


def moved(session: Session, start: datetime) -> tuple[Edit, ...]:
    """What makes a session start then, with its talks, and end as much later if its end is stated.

    Or a nested talk on its holder's time.
    """
    return _shifted(session, start - session.start) if session.start else (Edit(session.id, Field.START, start),)


def moved_whole(session: Session, start: datetime, schedule: Schedule) -> tuple[Edit, ...]:
    """The same, lasting as long as before; but a break that goes on until the next session begins still does."""
    is_pinned = session in schedule.sessions and not session.end_stated and not session.kind.is_break
    end = start + (session.end - session.start) if is_pinned and session.start and session.end else None
    return (*moved(session, start), *((Edit(session.id, Field.END, end),) if end else ()))


def swapped(one: Session, other: Session) -> tuple[Edit, ...]:
    """What makes two timed sessions take each other's time and, where both are in one, room.

    Where one follows the other at once they stay so, however long they are: the second begins when the first did.
    """
    first, second = sorted((one, other), key=_starts)
    at, then = _starts(first), _starts(second)
    if first.end == second.start and second.end:
        then = second.end - (then - at)
    is_elsewhere = first.room and second.room and first.room != second.room
    rooms = () if not is_elsewhere else (*relocated(first, second.room), *relocated(second, first.room))
    return (*moved(second, at), *moved(first, then), *rooms)


def _starts(session: Session) -> datetime:
    if session.start is None:
        raise ValueError(f"{session.id!r} has no time to swap")
    return session.start


def relocated(session: Session, room: str | None) -> tuple[Edit, ...]:
    """What puts a session into another room, with those of its talks that were in its own."""
    together = (session, *(talk for talk in session.talks if talk.room == session.room))
    return tuple(Edit(each.id, Field.ROOM, room) for each in together)


def delayed(
    schedule: Schedule, by: timedelta, since: datetime, room: str | None, taken_up: TakenUp
) -> tuple[Edit, ...]:
    """What makes a room (None: all) run late from a moment of a day on: what is on lasts longer, the rest starts later.

    What is in no room in particular stays as it is when one room of several is late. Breaks, and the gaps between
    sessions, take up what they can if they are to.
    """
    day = schedule.local(since).date()
    timed = tuple(session for session in schedule.sessions if session.date == day and session.start)
    is_all = {session.room for session in timed if session.room} <= {room}
    lane = tuple(session for session in timed if room is None or is_all or session.room == room)
    running = tuple(session for session in lane if _is_on(session, since))
    return (
        *(edit for session in running for edit in _longer(session, by, since)),
        *_rippled(lane, since, by, taken_up, follows=bool(running)),
    )


def _is_on(session: Session, moment: datetime) -> bool:
    end = end_of(session)
    return session.start is not None and end is not None and session.start < moment < end


def _longer(session: Session, by: timedelta, since: datetime) -> Iterator[Edit]:
    """A session, or a talk in it, that is on ends later; its talks that have not begun start later."""
    if session.end:
        yield Edit(session.id, Field.END, session.end + by)
    for talk in session.talks:
        if talk.start and talk.start >= since:
            yield from _shifted(talk, by)
        elif talk.end and _is_on(talk, since):
            yield Edit(talk.id, Field.END, talk.end + by)


def _rippled(
    lane: tuple[Session, ...], since: datetime, by: timedelta, taken_up: TakenUp, *, follows: bool
) -> Iterator[Edit]:
    """The sessions from then on, each pushed by what is left of the delay; the first by all, unless it `follows`."""
    left = by
    for start, group in groupby(lane, key=_starts):
        if start < since:
            continue
        together = tuple(group)
        taken = timedelta()
        if taken_up is TakenUp.BY_BREAKS:
            left -= min(left, _gap_before(start, lane)) if follows else timedelta()
            taken = min(_room_in_break(session, left) for session in together)
        for session in together if left else ():
            yield from _shifted(session, left, end_by=left - taken)
        left, follows = left - taken, True


def _gap_before(start: datetime, lane: tuple[Session, ...]) -> timedelta:
    """How long nothing is on before a start; nothing where it opens the day or an end is not known."""
    ends = [session.end for session in lane if _starts(session) < start]
    known = [end for end in ends if end]
    return max(start - max(known), timedelta()) if known and len(known) == len(ends) else timedelta()


def _room_in_break(session: Session, left: timedelta) -> timedelta:
    """How much of a delay a session takes up: all but the least of a break, nothing of others."""
    if not session.kind.is_break or session.end is None:
        return timedelta()
    return min(left, max(session.end - _starts(session) - LEAST_BREAK, timedelta()))


def lasting(schedule: Schedule, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes, and what keeps sessions without a stated end as long as they are, now that another one follows.

    But one that goes on until the next begins ends earlier if this begins earlier.
    """
    known = {session.id: session for session in schedule.sessions}
    after = tuple(session for session in amended(schedule, changes).sessions if session.id in known)
    moves = {(known[session.id].start, session.start) for session in after}
    pins = (pin for session in after for pin in _pinned(known[session.id], session, moves))
    return (*changes, *pins)


def _pinned(
    before: Session, after: Session, moves: Container[tuple[datetime | None, datetime | None]]
) -> Iterator[Edit]:
    """`moves` are the starts of sessions before and after."""
    if after.end_stated or not (before.start and before.end and after.start):
        return
    end = after.start + (before.end - before.start)
    is_longer = after.end is None or after.end > end
    is_cut = before.start == after.start and after.end != end and (before.end, after.end) not in moves
    if is_longer or is_cut:
        yield Edit(after.id, Field.END, end)


def _shifted(session: Session, by: timedelta, end_by: timedelta | None = None) -> tuple[Edit, ...]:
    """A session with its talks' own times moved; its stated end by as much, or by `end_by`."""
    start = (Edit(session.id, Field.START, session.start + by),) if session.start else ()
    end_by = by if end_by is None else end_by
    end = (Edit(session.id, Field.END, session.end + end_by),) if session.end and session.end_stated else ()
    return (*start, *end, *(edit for talk in session.talks for edit in _shifted(talk, by)))


def clashes(before: Schedule, after: Schedule) -> tuple[str, ...]:
    """What is doubtful of the changed schedule (booked twice, overlaps, talks beyond their session) and was not."""
    known = {*(doubt.problem for doubt in doubts(before)), *_beyond(before)}
    found = (*(doubt.problem for doubt in doubts(after)), *_beyond(after))
    return tuple(problem for problem in found if problem not in known)


def _beyond(schedule: Schedule) -> Iterator[str]:
    """The talks that start when the session that holds them is not on."""
    for session in schedule.sessions:
        for talk in session.talks:
            if session.start and talk.start and not session.start <= talk.start < (end_of(session) or talk.start):
                yield f"{talk.title!r} starts while {session.title!r}, which holds it, is not on"
