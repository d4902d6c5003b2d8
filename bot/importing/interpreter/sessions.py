"""Talks and their moments → the entries of sessions: nested where one holds others, with what holds for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from itertools import accumulate

from bot.errors import Fault
from bot.files.entries import PersonEntry, SessionEntry
from bot.importing.interpreter.about import About
from bot.importing.interpreter.draft import person_entry, speaker_entry, written
from bot.importing.interpreter.leads import moderated
from bot.importing.interpreter.settle import Moments, of_minutes
from bot.importing.interpreter.slots import Slot
from bot.importing.interpreter.talk import Talk, absorb
from bot.importing.values import clocks
from bot.importing.values.headings import NOT_HELD
from bot.importing.values.names import LIKELY
from bot.importing.values.people import people_in
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Person
from bot.schedule.names import fold

FEWEST_INNER = 2
NOON = 12


def joined_of(slots: Sequence[Slot], read: Sequence[list[Talk]]) -> frozenset[int]:
    """The slots that only go on with the one above, whose cell of the time spans them: talks nested in a container.

    Or the title of what names its speaker alone.
    """
    taken: set[int] = set()
    holder: Talk | None = None
    holds = False
    for place, (slot, talks) in enumerate(zip(slots, read, strict=True)):
        if slot.shared and holder and (holds or holder.is_container or slot.context.section == holder.title):
            for talk in talks:
                talk.span = None
            if panelists := _panelists(holder, talks):
                holder.speakers.extend(panelists)
                holder.chairs.extend(person for talk in talks for person in talk.chairs)
            else:
                holder.talks.extend(talks)
            taken.add(place)
        elif slot.shared and holder and not (holder.said_title or any(map(_stands_alone, talks))):
            holder.talks.extend(replace(talk, span=None) for talk in talks if talk.said_title)
            taken.add(place)
        elif talks:
            holder, holds = talks[0], slot.holds
    for talk in (talk for talks in read for talk in talks):
        absorb(talk)
    return frozenset(taken)


def told_again(read: Sequence[list[Talk]], moments: Sequence[Moments]) -> frozenset[int]:
    """The slots that only name who speaks, where another one of that time has the title of the same person's talk.

    That one learns where its speakers are from.
    """
    taken: set[int] = set()
    if all(talk.said_title for talks in read for talk in talks):
        return frozenset()
    own = [(place, at, talk) for place, (talks, at) in enumerate(zip(read, moments, strict=True)) for talk in talks]
    titled = {(at, key): talk for _, at, talk in own if talk.said_title and at.start for key in _names(talk)}
    for place, at, talk in own:
        other = titled.get((at, _names(talk)[0])) if talk.speakers and not (talk.said_title or talk.talks) else None
        if other and len(read[place]) == 1 and _names(talk) == _names(other):
            pairs = zip(other.speakers, talk.speakers, strict=True)
            other.speakers = [replace(one, affiliation=one.affiliation or two.affiliation) for one, two in pairs]
            taken.add(place)
    return frozenset(taken)


def _panelists(holder: Talk, talks: Sequence[Talk]) -> list[Person]:
    """Whom the rows of a panel name, where they tell nothing else."""
    if Kind.PANEL not in {holder.kind, kind_of_title(holder.title)}:
        return []
    found = [people_in(talk.title) for talk in talks]
    named = [
        talk.speakers
        if not talk.said_title
        else people.persons
        if people.score >= LIKELY and len(people.persons) > 1
        else ()
        for talk, people in zip(talks, found, strict=True)
    ]
    return [person for persons in named for person in persons] if all(named) else []


def _names(talk: Talk) -> list[str]:
    return [fold(person.name) for person in talk.speakers]


def _stands_alone(talk: Talk) -> bool:
    return bool(talk.speakers) or kind_of_title(talk.title).is_break


def sessions_of(
    slots: Sequence[Slot],
    read: Sequence[list[Talk]],
    moments: Sequence[Moments],
    joined: frozenset[int],
    people: Mapping[str, Person],
) -> tuple[tuple[SessionEntry, ...], list[Fault]]:
    sessions: list[SessionEntry] = []
    doubts: list[Fault] = []
    chairs = _section_chairs(slots)
    for place, (slot, talks, at) in enumerate(zip(slots, read, moments, strict=True)):
        if place in joined:
            continue
        if len(talks) == 1 and not talks[0].speakers and NOT_HELD.fullmatch(talks[0].title):
            doubts.append(Fault(slot.line, "title", f"says {talks[0].title!r} and nothing else; left out"))
            continue
        titled = [talk for talk in talks if talk.title]
        if len(titled) < len(talks) or (not talks and (slot.span or slot.moment)):
            doubts.append(Fault(slot.line, "title", "has a time and nothing else; left out"))
        if len(talks) > 1:
            doubts.append(Fault(slot.line, "start", f"{len(talks)} talks share one time; write each one's own"))
        section, chair = chairs[place]
        for talk in titled:
            doubts.extend(_add_up(talk, at))
            session = _session(talk, at, section, people)
            sessions.append(session if session.chair or not chair else replace(session, chair=chair))
    return tuple(sessions), doubts


def nested(sessions: Sequence[SessionEntry]) -> tuple[SessionEntry, ...]:
    """With the rows that fall into the time of a row above nested in it, if that names no speaker."""
    found: list[SessionEntry] = []
    place = 0
    while place < len(sessions):
        holder, place = sessions[place], place + 1
        if found and _is_same_break(found[-1], holder):
            continue
        inner: list[SessionEntry] = []
        while place < len(sessions) and _holds(holder, sessions[place]):
            inner.append(sessions[place])
            place += 1
        if len(inner) < FEWEST_INNER:
            found.extend((holder, *inner))
            continue
        talks = tuple(replace(each, date=None, talks=()) for each in inner)
        found.append(replace(holder, talks=(*holder.talks, *talks)))
    return tuple(found)


def _is_same_break(one: SessionEntry, other: SessionEntry) -> bool:
    """Whether a page tells a break twice: above the programme of a part, and in it."""
    return (
        kind_of_title(one.title).is_break
        and kind_of_title(other.title).is_break
        and (one.date, one.start, one.speakers, one.track) == (other.date, other.start, other.speakers, other.track)
    )


def _holds(holder: SessionEntry, inner: SessionEntry) -> bool:
    if (
        holder.speakers
        or inner.talks
        or holder.room != inner.room
        or holder.track != inner.track
        or holder.date != inner.date
    ):
        return False
    moments = [at.value if at else None for at in (holder.start, holder.end, inner.start, inner.end)]
    if not all(isinstance(at, time) for at in moments) or kind_of_title(holder.title).is_break:
        return False
    starts, ends, begins, stops = (at for at in moments if isinstance(at, time))
    return starts <= begins and stops <= ends and (begins, stops) != (starts, ends)


def in_whole(sessions: tuple[SessionEntry, ...], about: About) -> tuple[SessionEntry, ...]:
    """With what is told of all at once: the room, but for breaks, and the hour at which the last session ends."""
    if about.room and not any(session.room for session in sessions):
        kinds = {Kind.BREAK, Kind.LUNCH, Kind.SOCIAL}
        sessions = tuple(
            session if kind_of_title(session.title) in kinds else replace(session, room=about.room)
            for session in sessions
        )
    hours = clocks.settled([about.hours])[0] if about.hours else None
    if (
        hours is None
        or hours.end is None
        or not sessions
        or any(session.date != sessions[0].date for session in sessions)
    ):
        return sessions
    first, last = sessions[0].start, sessions[-1]
    begins, ends = time(hours.start // 60, hours.start % 60), time(hours.end // 60 % 24, hours.end % 60)
    fits = (
        first
        and first.value == begins
        and last.start
        and last.end is None
        and isinstance(last.start.value, time)
        and last.start.value < ends
    )
    return (*sessions[:-1], replace(last, end=written(ends))) if fits else sessions


def _section_chairs(slots: Sequence[Slot]) -> list[tuple[str | None, tuple[PersonEntry, ...]]]:
    found: list[tuple[str | None, tuple[PersonEntry, ...]]] = []
    for slot in slots:
        section, chairs = moderated(slot.context.section or "")
        if slot.context.chair:
            chairs = (*chairs, *people_in(slot.context.chair).persons)
        found.append((section.strip(" :") or None, tuple(person_entry(person) for person in chairs)))
    return found


def _add_up(talk: Talk, at: Moments) -> list[Fault]:
    """Let the talks begin one after the other that have lengths alone, where these fill their session exactly."""
    lengths = [each.duration or 0 for each in talk.talks if not each.span]
    if len(lengths) < max(len(talk.talks), FEWEST_INNER) or not all(lengths):
        return []
    if not (isinstance(at.start, time) and isinstance(at.end, time)):
        return []
    begins, ends = (moment.hour * 60 + moment.minute for moment in (at.start, at.end))
    if begins + sum(lengths) != ends:
        return []
    for each, minutes in zip(talk.talks, accumulate(lengths, initial=begins), strict=False):
        each.span = clocks.Span(_clock(time(*divmod(minutes, 60))))
    return [Fault(talk.talks[0].line, "start", f"only lengths are given; added up from {at.start:%H:%M}")]


def _clock(at: time) -> clocks.Clock:
    return clocks.Clock(at.hour, at.minute, "pm" if at.hour >= NOON else "am", "")


def _session(talk: Talk, at: Moments, section: str | None, people: Mapping[str, Person]) -> SessionEntry:
    end = at.end
    if end is None and talk.duration and isinstance(at.start, time):
        minutes = at.start.hour * 60 + at.start.minute + talk.duration
        end = time(minutes % (24 * 60) // 60, minutes % 60)
    return SessionEntry(
        line=talk.line,
        title=talk.title,
        kind=_kind(talk),
        date=at.day,
        start=written(at.start),
        end=written(end) if at.start else None,
        room=talk.room,
        track=talk.track,
        section=section,
        chair=tuple(map(person_entry, talk.chairs)),
        speakers=tuple(speaker_entry(person, people) for person in talk.speakers),
        abstract=talk.abstract,
        links=tuple(talk.links),
        talks=_nested(talk, at, people),
    )


def _nested(talk: Talk, at: Moments, people: Mapping[str, Person]) -> tuple[SessionEntry, ...]:
    if not talk.talks:
        return ()
    timed = [each for each in talk.talks if each.span and each.span.start]
    ahead = [clocks.Span(_clock(at.start))] if isinstance(at.start, time) else []
    fixed = clocks.settled([*ahead, *(each.span for each in timed if each.span)])[len(ahead) :] if timed else ()
    moments = {id(each): when for each, when in zip(timed, fixed, strict=True)}
    return tuple(_nested_talk(each, moments.get(id(each)), people) for each in talk.talks)


def _nested_talk(talk: Talk, at: clocks.Settled | None, people: Mapping[str, Person]) -> SessionEntry:
    own = of_minutes(at, None) if at and at.start < clocks.DAY else Moments()
    return replace(_session(talk, own, None, people), talks=())


def _kind(talk: Talk) -> str | None:
    return talk.kind.value if talk.kind and talk.kind is not kind_of_title(talk.title) else None
