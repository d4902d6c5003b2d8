"""A Selection → the sessions that it means, at a given time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.phrases import Phrase
from bot.questions.entities import Entities
from bot.questions.moments import Present, Scope, near_day, scope_of
from bot.questions.question import KindWord, Mention, Selection, Sort, Tense
from bot.questions.vocabulary import TALKS
from bot.schedule.model import Session
from bot.schedule.names import fold
from bot.schedule.query import Timeline, end_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sessions meant, in order; and in words what time they were chosen by."""

    sessions: tuple[Session, ...]
    scope: Scope | None = None
    anchors: tuple[Session, ...] = ()
    on_other_days: int = 0

    @property
    def label(self) -> Phrase:
        return (" ", *self.scope.label) if self.scope else ()


def chosen(selection: Selection, entities: Entities, present: Present) -> Chosen:
    """The sessions that fit all that is said. Without a word of time, those of the whole event."""
    scope = scope_of(selection.when, entities.whole, present)
    pool = pool_of(selection, entities)
    if selection.archived:
        return Chosen(pool.undated, scope)
    if selection.during:
        return _during(selection, pool, entities, present)
    if selection.after or selection.before:
        return _beside(selection, pool, entities, present)
    sessions = _in_scope(pool, scope) if scope else pool.sessions
    found = _by_tense(selection, pool, sessions, scope, present)
    topics = tuple(thing for thing in selection.things if thing.sort is Sort.TOPIC)
    if not topics or scope or selection.when.tense or selection.pick:
        return found
    return replace(found, sessions=_titled_first(topics, found.sessions, entities))


def _titled_first(
    topics: tuple[Mention, ...], sessions: tuple[Session, ...], entities: Entities
) -> tuple[Session, ...]:
    """Those whose titles hold a topic before those that only tell of it, in order of time each."""
    titled = frozenset().union(*(entities.text.titled(fold(topic.label).split()) for topic in topics))
    if all(topic.entries <= titled for topic in topics):
        return sessions
    ids = {entities.entries[number].id for number in titled}
    return tuple(sorted(sessions, key=lambda session: session.id not in ids))


def pool_of(selection: Selection, entities: Entities) -> Timeline:
    """The sessions that fit in all but time: of the people, things and kinds named, or all top-level ones."""
    pool = _named(selection, entities)
    if selection.without is None:
        return pool
    left_out = {session.id for session in _left_out(selection.without, entities)}
    return Timeline((session for session in pool.sessions if session.id not in left_out), pool.zone)


def _left_out(selection: Selection, entities: Entities) -> Iterator[Session]:
    """What "except lunch and Jeff Dean" leaves out: all of the kind, and all of the people and things."""
    numbers = numbers_of(replace(selection, kind=None), entities) or ()
    yield from entities.timeline(numbers).sessions
    if selection.kind:
        for nested in (False, True):
            yield from entities.of_kind(selection.kind, nested=nested).sessions


def _named(selection: Selection, entities: Entities) -> Timeline:
    if not selection.is_named:
        return entities.whole
    numbers = numbers_of(selection, entities)
    if numbers is None and selection.kind:
        return entities.of_kind(selection.kind, nested=_lists(selection))
    return entities.timeline(numbers or ())


def numbers_of(selection: Selection, entities: Entities) -> frozenset[int] | None:
    """The entries of what is named; None where nothing but a kind is. A kind that fits none of them is dropped."""
    if not selection.mentions:
        return None
    numbers: frozenset[int] = frozenset()
    for more in _narrowing(selection, entities):
        numbers = numbers & more or numbers or more
    return _of_kind(numbers, selection.kind, entities)


def _narrowing(selection: Selection, entities: Entities) -> tuple[frozenset[int], ...]:
    """Sets of entries that each must be in: all people are one, as are all titles, and what "or" joins."""
    sets: dict[object, frozenset[int]] = {}
    key: object = None
    for mention in sorted(selection.mentions, key=lambda one: one.span):
        alone = mention.sort if mention.sort in {Sort.PERSON, Sort.TITLE} else mention
        key = key if mention.alternative and key else alone
        sets[key] = sets.get(key, frozenset()) | _entries(mention, selection, entities)
    return tuple(sets.values())


def _entries(mention: Mention, selection: Selection, entities: Entities) -> frozenset[int]:
    """Where the mention is; people only where they speak, if talks are asked for, rather than where they chair."""
    spoken = frozenset(number for person in mention.people for number in entities.speaks.get(person.name, ()))
    return spoken if selection.kind and spoken else mention.entries


def _of_kind(numbers: frozenset[int], kind: KindWord | None, entities: Entities) -> frozenset[int]:
    if kind is None:
        return numbers
    fitting = numbers & entities.numbers_of_kind(kind)
    return fitting or (numbers if kind.kinds == TALKS else fitting)


def _lists(selection: Selection) -> bool:
    """Whether nested talks are listed by themselves: not where one time is asked for, which only their holder has."""
    return selection.when.tense in {None, Tense.LEFT, Tense.PAST} and selection.pick is None and not selection.when.at


def _in_scope(pool: Timeline, scope: Scope) -> tuple[Session, ...]:
    if scope.days:
        return pool.between(*scope.days)
    if scope.at:
        return pool.running(scope.at)
    if scope.span is None:
        return ()
    return pool.running_between(*scope.span) if scope.overlapping else pool.starting(*scope.span)


def _by_tense(
    selection: Selection, pool: Timeline, sessions: tuple[Session, ...], scope: Scope | None, present: Present
) -> Chosen:
    tense = selection.when.tense
    if scope and tense is Tense.NOW:
        tense = None
    inside = Timeline(sessions, pool.zone) if scope else pool
    if tense is Tense.PAST and (selection.pick or 0) > 0:
        inside = Timeline(_picked(selection, inside, scope, present).sessions, pool.zone)
    match tense:
        case Tense.NOW:
            return Chosen(inside.running(present.now))
        case Tense.NOW_AND_NEXT:
            return Chosen((*inside.running(present.now), *next_of(inside, present)))
        case Tense.NEXT:
            return Chosen(next_of(inside, present, selection.count), scope)
        case Tense.LEFT:
            return _left(inside, present, scope)
        case Tense.PAST:
            return _past(inside, present, scope, selection)
    if selection.pick is not None:
        return _picked(selection, inside, scope, present)
    return Chosen(sessions, scope)


def next_of(pool: Timeline, present: Present, count: int | None = None) -> tuple[Session, ...]:
    """The next start, or so many of the next; sessions without a time come up until their day is over."""
    if count:
        return pool.later(present.now)[:count]
    today = pool.day_of(present.now)
    starts = pool.next_starts(present.now)
    untimed = next((day for day in pool.untimed_days if day >= today), None)
    if untimed and not (starts and starts[0].date and starts[0].date <= untimed):
        return pool.on(untimed)
    return starts


def _left(pool: Timeline, present: Present, scope: Scope | None) -> Chosen:
    """What is still to start: today if anything is, or else of the whole event."""
    today = pool.of_day(pool.day_of(present.now))
    return _today_first(today.later(present.now), pool.later(present.now), scope)


def _past(pool: Timeline, present: Present, scope: Scope | None, selection: Selection) -> Chosen:
    """What has ended: today if anything has, or else of the whole event; or the last of it."""
    earlier = pool.earlier(present.now)
    if selection.pick == -1:
        return Chosen(earlier[-1:], scope)
    today = pool.of_day(pool.day_of(present.now))
    return _today_first(today.earlier(present.now), earlier, scope)


def _today_first(today: tuple[Session, ...], every: tuple[Session, ...], scope: Scope | None) -> Chosen:
    return Chosen(today, scope, on_other_days=len(every) - len(today)) if today else Chosen(every, scope)


def _picked(selection: Selection, pool: Timeline, scope: Scope | None, present: Present) -> Chosen:
    """The first, the last or the nth: of the day that is near, unless something else is named, or the event."""
    sessions = pool.sessions
    if not (scope or selection.is_named or selection.of_event):
        sessions = pool.on(near_day(pool, present)) or sessions
    if selection.spoken:
        sessions = tuple(one for one in sessions if one.speakers) or sessions
    if selection.by_length:
        return Chosen(_of_extreme_length(selection, sessions), scope)
    pick, count = selection.pick or (1 if selection.after or not selection.before else -1), selection.count or 1
    dated = tuple(session for session in sessions if session.date) or sessions
    start = pick - 1 if pick > 0 else max(0, len(dated) + pick + 1 - count)
    return Chosen(dated[start : start + count], scope)


def _of_extreme_length(selection: Selection, sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    """The shortest or the longest; what merely holds talks is no talk."""
    timed = tuple(one for one in sessions if one.start and one.end and not (selection.kind and one.talks))
    lengths = sorted({_length(one) for one in timed})
    return tuple(one for one in timed if _length(one) == lengths[0 if selection.pick == 1 else -1])


def _length(session: Session) -> timedelta:
    return session.end - session.start if session.start and session.end else timedelta()


def _beside(selection: Selection, pool: Timeline, entities: Entities, present: Present) -> Chosen:
    """What comes right after or before something; all of that day where several sessions are asked for."""
    after = _anchor(selection.after, entities, present, after=True)
    before = _anchor(selection.before, entities, present, after=False)
    anchors = tuple(anchor for anchor in (after, before) if anchor)
    timed = tuple(anchor for anchor in anchors if anchor.start)
    if not timed or not timed[0].date:
        return Chosen(_on_other_days(anchors, pool, after=bool(after)), anchors=anchors)
    day = Timeline((one for one in pool.on(timed[0].date) if one not in anchors), pool.zone)
    found = tuple(one for one in day.timed if _comes_after(one, after) and _comes_before(one, before))
    if selection.when.tense is Tense.LEFT:
        found = tuple(one for one in found if one.start and one.start > present.now)
    if selection.pick is not None or selection.count:
        found = _picked(selection, Timeline(found, pool.zone), None, present).sessions
    elif not (selection.every or _several_meant(selection) or len(anchors) > 1):
        closest = found[0 if after else -1].start if found else None
        found = tuple(one for one in found if one.start == closest)
    return Chosen(found, anchors=anchors)


def _on_other_days(anchors: tuple[Session, ...], pool: Timeline, *, after: bool) -> tuple[Session, ...]:
    """What is on the next day of the programme, or on the one before, where a day is all that is known."""
    date = anchors[0].date if len(anchors) == 1 else None
    days = tuple(day for day in pool.days if date and (day > date if after else day < date))
    return pool.on(days[0 if after else -1]) if days else ()


def _several_meant(selection: Selection) -> bool:
    """Whether all are meant rather than the closest: the talks before lunch, what is left before lunch."""
    return selection.when.tense is Tense.LEFT or (selection.kind is not None and not selection.single)


def _during(selection: Selection, pool: Timeline, entities: Entities, present: Present) -> Chosen:
    """What is on beside something."""
    anchor = _anchor(selection.during, entities, present, after=True)
    if anchor is None or anchor.start is None:
        return Chosen((), anchors=(anchor,) if anchor else ())
    beside = pool.running_between(anchor.start, end_of(anchor) or anchor.start)
    return Chosen(tuple(one for one in beside if one.id != anchor.id), anchors=(anchor,))


def _anchor(selection: Selection | None, entities: Entities, present: Present, *, after: bool) -> Session | None:
    """The session that something comes after or before."""
    sessions = chosen(selection, entities, present).sessions if selection else ()
    timed = tuple(session for session in sessions if session.start)
    return _near(timed, present, after=after) if timed else next(iter(sessions), None)


def _comes_after(session: Session, anchor: Session | None) -> bool:
    end = end_of(anchor) if anchor else None
    return end is None or (session.start is not None and session.start >= end)


def _comes_before(session: Session, anchor: Session | None) -> bool:
    return anchor is None or anchor.start is None or (session.start is not None and session.start < anchor.start)


def _near(sessions: tuple[Session, ...], present: Present, *, after: bool) -> Session:
    """Of several the one that is still to end; of past ones the last, or the first where what follows is asked."""
    ahead = (session for session in sessions if (end_of(session) or present.now) > present.now)
    return next(ahead, sessions[0] if after else sessions[-1])
