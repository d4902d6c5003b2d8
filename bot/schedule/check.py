"""What is doubtful in a schedule that can be used: clashes of rooms and people, overlaps, names in two spellings."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations

from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Schedule, Session
from bot.schedule.names import fold, may_be_one, spelling_keys


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at: the session that it is about, or the place in the file's head, where there is one."""

    session_id: str | None
    problem: str
    where: str = ""


def doubts(schedule: Schedule) -> tuple[Doubt, ...]:
    return (
        *_double_booked_rooms(schedule),
        *_overlaps(schedule),
        *_double_booked_people(schedule),
        *_spellings(schedule),
        *_unused_posting(schedule),
        *(_kind_doubt(session) for session in schedule.sessions if _is_break_by_title_only(session)),
    )


def overlapping(sessions: Iterable[Session]) -> Iterator[tuple[Session, Session]]:
    """Pairs that are on at the same time, the earlier start first; what has no end overlaps nothing."""
    running: list[Session] = []
    for session in sorted(sessions, key=lambda session: session.start.timestamp() if session.start else 0.0):
        if session.start and session.end:
            running = [other for other in running if other.end and other.end > session.start]
            yield from ((other, session) for other in running)
            running.append(session)


def _grouped(sessions: Iterable[Session], key: Callable[[Session], str | None]) -> Iterator[tuple[str, list[Session]]]:
    """The sessions by room or track; those that name none are in no group."""
    groups: defaultdict[str, list[Session]] = defaultdict(list)
    for session in sessions:
        if name := key(session):
            groups[name].append(session)
    yield from groups.items()


def _double_booked_rooms(schedule: Schedule) -> Iterator[Doubt]:
    for room, sessions in _grouped(schedule.sessions, lambda session: session.room):
        for first, second in overlapping(sessions):
            yield Doubt(second.id, f"{second.title!r} is in {room} while {first.title!r} is still there")


def _overlaps(schedule: Schedule) -> Iterator[Doubt]:
    """Sessions of one track (or of none), not both in a room, that are on at the same time."""
    trackless = [session for session in schedule.sessions if not session.track]
    tracks = _grouped(schedule.sessions, lambda session: session.track)
    for sessions in (trackless, *(group for _, group in tracks)):
        for first, second in overlapping(sessions) if any(not session.room for session in sessions) else ():
            if not (first.room and second.room):
                problem = f"{second.title!r} starts before {first.title!r} ends"
                yield Doubt(second.id, f"{problem}; name a room or track if both are meant")


def _double_booked_people(schedule: Schedule) -> Iterator[Doubt]:
    engagements: defaultdict[str, list[Session]] = defaultdict(list)
    for name, session in chain.from_iterable(map(_engagements, schedule.sessions)):
        engagements[name].append(session)
    for name, sessions in engagements.items():
        clashes = ((first, second) for first, second in overlapping(sessions) if first.id != second.id)
        problems = ((second.id, f"{name} is in {first.title!r} and in {second.title!r}") for first, second in clashes)
        for session_id, problem in dict.fromkeys(problems):
            yield Doubt(session_id, f"{problem} at the same time")


def _engagements(session: Session) -> Iterator[tuple[str, Session]]:
    """Whom a session needs and when: a nested talk's people for as long as that talk, where its times are known."""
    own = {person.name for person in (*session.speakers, *session.chairs)}
    yield from ((name, session) for name in sorted(own))
    for talk in session.talks:
        needed = replace(session, start=talk.start, end=talk.end) if talk.start and talk.end else session
        yield from ((name, needed) for name in sorted({person.name for person in talk.people} - own))


def _spellings(schedule: Schedule) -> Iterator[Doubt]:
    people = (*schedule.people, *schedule.organizers, *schedule.hosts)
    names = tuple(dict.fromkeys(person.name for person in people))
    first_sessions = {person.name: session.id for session in reversed(schedule.sessions) for person in session.people}
    for one, other in _alike(names):
        problem = f"{one!r} and {other!r} may be one person; spell the name in one way"
        yield Doubt(first_sessions.get(other) or first_sessions.get(one), problem)


def _alike(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The pairs that may be one person; only those with a key in common are compared, as thousands may be named."""
    places = {name: place for place, name in enumerate(names)}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        for key in spelling_keys(fold(name)):
            groups[key].append(name)
    pairs = {pair for group in groups.values() for pair in combinations(group, 2)}
    for one, other in sorted(pairs, key=lambda pair: (places[pair[0]], places[pair[1]])):
        if may_be_one(fold(one), fold(other)):
            yield one, other


def _unused_posting(schedule: Schedule) -> Iterator[Doubt]:
    rooms = {session.room for session in schedule.sessions}
    kinds = {session.kind for session in schedule.sessions}
    for room, channel in schedule.posting.rooms:
        if room not in rooms:
            yield Doubt(None, f"{channel} hears of the room {room!r}, in which no session is", "posting.rooms")
    standard = dict(type(schedule.posting)().by_kind)
    for kind in dict(schedule.posting.by_kind):
        if kind not in kinds and kind not in standard:
            yield Doubt(None, f"{kind.value!r} is named, and no session is of that kind", "posting.reminders")


def _is_break_by_title_only(session: Session) -> bool:
    return session.kind is Kind.TALK and kind_of_title(session.title).is_break


def _kind_doubt(session: Session) -> Doubt:
    return Doubt(
        session.id, f"{session.title!r} is of the kind 'talk'; write `kind: {kind_of_title(session.title)}` if it is"
    )
