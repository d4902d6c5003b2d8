"""What became of sessions whose ids are gone or that are no longer whole: renamed, split, merged. Pure.

For what people keep by a session's id, their stars above all, when a schedule is told anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.schedule.difference import pairs
from bot.schedule.model import Schedule, Session
from bot.schedule.names import fold
from bot.schedule.query import end_of


@dataclass(frozen=True, slots=True)
class Succession:
    """A session as it was, and what it is now: under another id, in several parts, or as a part of something."""

    before: Session
    after: tuple[Session, ...]


def successions(before: Schedule, after: Schedule) -> tuple[Succession, ...]:
    """Only of what has another id now, or is in parts; what has simply gone has no successor."""
    same = {id(one): other for one, other in pairs(before.entries(), after.entries())}
    new = _new(after, same.values())
    found = (_succession(session, same.get(id(session)), new, after) for session in before.entries())
    return tuple(one for one in found if one)


def _new(after: Schedule, taken: Iterable[Session]) -> tuple[Session, ...]:
    """The sessions, but not the talks in them, that nothing before is one with."""
    known = {id(session) for session in taken}
    return tuple(session for session in after.sessions if id(session) not in known)


def _succession(
    session: Session, other: Session | None, new: tuple[Session, ...], after: Schedule
) -> Succession | None:
    if other is None:
        parts = tuple(one for one in new if _continues(session, one)) or tuple(_holders(session, after))
    else:
        parts = (other, *(one for one in new if _is_cut_off(session, other, one)))
    return Succession(session, parts) if parts and tuple(one.id for one in parts) != (session.id,) else None


def _is_cut_off(session: Session, rest: Session, part: Session) -> bool:
    """Whether a new session is what is left over of one that ends sooner than it did."""
    was, now = end_of(session), end_of(rest)
    shorter = bool(was and now and now < was)
    return shorter and _beside(session, part) and _starts_within(part, session) and not _starts_within(part, rest)


def _continues(session: Session, other: Session) -> bool:
    """Whether a new session is a part of one that has gone, or it is a part of the new one."""
    if not _beside(session, other):
        return False
    within = _starts_within(other, session) or _starts_within(session, other)
    return within and (_speakers(session) <= _speakers(other) or bool(_speakers(session) & _speakers(other)))


def _holders(session: Session, after: Schedule) -> Iterator[Session]:
    """What was there before and has taken in the time of a session that has gone, with its words or its speakers."""
    for other in after.sessions:
        if _beside(session, other) and _starts_within(session, other) and _tells_of(other, session):
            yield other


def _tells_of(other: Session, session: Session) -> bool:
    named = bool(_speakers(session) & _speakers(other))
    return named or fold(session.title) in fold(other.title)


def _beside(one: Session, other: Session) -> bool:
    """On one day, of one sort as to breaks, and in one room and track as far as both tell."""
    same_place = all(not mine or not theirs or mine == theirs for mine, theirs in _places(one, other))
    return one.date == other.date and one.kind.is_break == other.kind.is_break and same_place


def _places(one: Session, other: Session) -> tuple[tuple[str | None, str | None], ...]:
    return (one.room, other.room), (one.track, other.track)


def _starts_within(one: Session, other: Session) -> bool:
    end = end_of(other)
    return bool(one.start and other.start and end and other.start <= one.start < end)


def _speakers(session: Session) -> frozenset[str]:
    return frozenset(fold(person.name) for person in session.people)
