"""What is doubtful in a schedule that can be used: clashes of rooms and people, overlaps, names in two spellings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Schedule, Session
from bot.schedule.names import fold

SAME_NAME = 0.86
"""How alike two folded names must be to be doubted: a letter or an initial apart, as in Katanzaro, Catanzaro."""


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Something to look at; `session_id` is the session it is about, where there is one."""

    session_id: str | None
    problem: str


def doubts(schedule: Schedule) -> tuple[Doubt, ...]:
    return (
        *_clashes(schedule),
        *_spellings(schedule),
        *_unused_posting(schedule),
        *(_kind_doubt(session) for session in schedule.sessions if _is_break_by_title_only(session)),
    )


def overlapping(sessions: Iterable[Session]) -> Iterator[tuple[Session, Session]]:
    """Pairs that are on at the same time; a derived end never overlaps."""
    running: list[Session] = []
    for session in (session for session in sessions if session.start and session.end):
        running = [other for other in running if other.end and session.start and other.end > session.start]
        yield from ((other, session) for other in running)
        running.append(session)


def _clashes(schedule: Schedule) -> Iterator[Doubt]:
    for first, second in overlapping(schedule.sessions):
        if first.room and first.room == second.room:
            yield Doubt(second.id, f"{second.title!r} is in {second.room} while {first.title!r} is still there")
        elif first.track == second.track and not (first.room and second.room):
            yield Doubt(
                second.id,
                f"{second.title!r} starts before {first.title!r} ends; name a room or track if both are meant",
            )
        for name in sorted(_names(first) & _names(second)):
            yield Doubt(second.id, f"{name} is in {first.title!r} and in {second.title!r} at the same time")


def _names(session: Session) -> set[str]:
    return {person.name for person in session.people}


def _spellings(schedule: Schedule) -> Iterator[Doubt]:
    named = {person.name: fold(person.name) for person in (*schedule.people, *schedule.organizers, *schedule.hosts)}
    for one, other in combinations(named, 2):
        if _alike(named[one], named[other]):
            yield Doubt(
                _first_naming(schedule, other), f"{one!r} and {other!r} may be one person; spell the name in one way"
            )


def _alike(one: str, other: str) -> bool:
    """Whether two folded names may be one: nearly the same letters, or the same words beside initials."""
    full_one, full_other = ({word for word in name.split() if len(word) > 1} for name in (one, other))
    if len(full_one) > 1 and full_one == full_other:
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() > SAME_NAME and matcher.quick_ratio() > SAME_NAME and matcher.ratio() > SAME_NAME


def _first_naming(schedule: Schedule, name: str) -> str | None:
    return next((session.id for session in schedule.sessions if name in _names(session)), None)


def _unused_posting(schedule: Schedule) -> Iterator[Doubt]:
    rooms = {session.room for session in schedule.sessions}
    kinds = {session.kind for session in schedule.sessions}
    for room, channel in schedule.posting.rooms:
        if room not in rooms:
            yield Doubt(None, f"posting.rooms gives {channel} the room {room!r}, in which no session is")
    standard = dict(type(schedule.posting)().by_kind)
    for kind in dict(schedule.posting.by_kind):
        if kind not in kinds and kind not in standard:
            yield Doubt(None, f"posting.reminders names {kind.value!r}, and no session is of that kind")


def _is_break_by_title_only(session: Session) -> bool:
    return session.kind is Kind.TALK and kind_of_title(session.title).is_break


def _kind_doubt(session: Session) -> Doubt:
    return Doubt(
        session.id, f"{session.title!r} is of the kind 'talk'; write `kind: {kind_of_title(session.title)}` if it is"
    )
