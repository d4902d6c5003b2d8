"""Blocks → a draft: the one interpreter of all formats. Structure first, then content, then times, then what joins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.errors import Fault
from bot.files.entries import UTC_ZONE, PersonEntry, ScheduleEntry, SessionEntry
from bot.files.shapes import Written
from bot.importing.interpreter import entries, joining, lines, tables
from bot.importing.interpreter.about import About, about_of, said_of
from bot.importing.interpreter.content import talks_of
from bot.importing.interpreter.settle import Moments, settle
from bot.importing.interpreter.slots import Context, Slot, begun, on_day
from bot.importing.interpreter.talk import Talk
from bot.importing.rows import Document, Entry, Heading, Row, Rule, Text
from bot.importing.values import clocks
from bot.importing.values.words import DATES_HEADING
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Person
from bot.schedule.names import fold

FEWEST_TIMED = 2
UNTITLED = "the document names no event; the file's name is taken"


@dataclass(frozen=True, slots=True)
class Draft:
    """A schedule as found: entries in local time, whose `line` is that of the source; the zone, if any is known."""

    entry: ScheduleEntry
    zone: ZoneInfo | None
    doubts: tuple[Fault, ...]

    @property
    def lacks_date(self) -> bool:
        return self.entry.date is None and any(
            session.date is None and session.start for session in self.entry.sessions
        )

    @property
    def lacks(self) -> tuple[str, ...]:
        """The keys of the file that the document leaves to its user."""
        missing = (("timezone", self.zone is None), ("date", self.lacks_date))
        return tuple(key for key, is_missing in missing if is_missing)


def interpret(document: Document, name: str, day: date | None = None, zone: ZoneInfo | None = None) -> Draft:
    """The draft of a document. `name` is its title where it has none; `day` and `zone` go before what it says."""
    units = lines.units_of([block for block in document.blocks if isinstance(block, (Heading, Text, Rule))])
    given = [block for block in document.blocks if isinstance(block, Entry)]
    if given:
        return entries.draft_of(given, document, name, day, zone)
    slots = _slots(document, units)
    first = slots[0].line if slots else 10**9
    said = said_of(document, units, slots, first)
    said.given_date, said.given_zone = day, zone
    settled = settle(slots, said)
    described = joining.descriptions(elsewhere := _elsewhere(units, slots))
    read = talks_of(slots, joining.people_of(elsewhere))
    joined = _joined(slots, read)
    known, doubts = joining.join([talk for talks in read for talk in talks], described)
    about = about_of(document, units, next((at.day.year for at in settled.moments if at.day), None))
    sessions, found = _sessions(slots, read, settled.moments, joined)
    sessions = _in_whole(_within(sessions), about)
    own = settled.day if any(session.date is None for session in sessions) or settled.day else None
    sessions, own = _with_one_day(sessions, own)
    doubts = [*document.doubts, *settled.doubts, *doubts, *found, *lacking(about, settled.zone, sessions, own)]
    entry = entry_of(about, name, settled.zone, own, sessions, known)
    return Draft(entry, settled.zone, tuple(dict.fromkeys(doubts)))


def _slots(document: Document, units: Sequence[lines.Unit]) -> list[Slot]:
    """The slots of the tables, else of the lines; whichever is the schedule."""
    tabled = _table_slots(document, units)
    timed = sum(1 for slot in tabled if slot.span or slot.moment)
    if timed >= FEWEST_TIMED:
        return _once(tabled)
    lined = lines.slots_of(units, Context())
    lined_timed = sum(1 for slot in lined if slot.span or slot.moment)
    if tabled and len(tabled) >= len(lined) and lined_timed < FEWEST_TIMED:
        return _once(tabled)
    return _once(lined or tabled)


def _table_slots(document: Document, units: Sequence[lines.Unit]) -> list[Slot]:
    found: list[Slot] = []
    by_table = tables.tables_of(block for block in document.blocks if isinstance(block, Row))
    context, place, barred = Context(), 0, False
    for rows in by_table.values():
        section = None
        while place < len(units) and units[place].block.line <= rows[0].line and _precedes(units[place], rows[0]):
            unit = units[place]
            place += 1
            if unit.level:
                barred = DATES_HEADING.search(unit.line.text) is not None
            barred = barred or lines.is_past(unit)
            context = begun(context, unit.line, unit.when)
            if unit.when and unit.when.says_day and lines.may_head(unit):
                context = on_day(Context(day=context.day, start=context.start), unit.when)
            elif unit.level:
                section = unit.line.text
        above = tables.with_section(replace(context), section) if section and len(by_table) > 1 else replace(context)
        found.extend([] if barred else map(_sectioned, tables.slots_of(rows, above)))
    return found


def _sectioned(slot: Slot) -> Slot:
    """With the section that a cell of the row itself names."""
    named = [piece.text for piece in slot.pieces if piece.role == "section"]
    if named:
        slot.context = tables.with_section(slot.context, named[0])
        slot.pieces = [piece for piece in slot.pieces if piece.role != "section"]
    return slot


def _precedes(unit: lines.Unit, row: Row) -> bool:
    return unit.block.line < row.line or unit.path <= row.path


def _once(slots: Iterable[Slot]) -> list[Slot]:
    """Without what a page shows twice, for wide and narrow screens: the same times, texts and places."""
    found: dict[object, Slot] = {}
    for number, slot in enumerate(slots):
        text = " ".join(fold(piece.text) for piece in slot.pieces)
        when = slot.span.text if slot.span else slot.moment
        day = slot.context.day.text if slot.context.day else (slot.context.number, slot.context.weekday)
        key = (when, text, day, slot.context.room, slot.context.track) if when and len(text) > 12 else number
        found.setdefault(key, slot)
    return list(found.values())


def _elsewhere(units: Sequence[lines.Unit], slots: Sequence[Slot]) -> list[lines.Unit]:
    """The lines that no slot has."""
    used = {id(line) for slot in slots for line in slot.taken}
    return [unit for unit in units if id(unit.line) not in used]


def _joined(slots: Sequence[Slot], read: Sequence[list[Talk]]) -> frozenset[int]:
    """The slots that only go on with the one above, whose cell of the time spans them: talks nested in a container."""
    taken: set[int] = set()
    holder: Talk | None = None
    for place, (slot, talks) in enumerate(zip(slots, read, strict=True)):
        if slot.shared and holder and (holder.is_container or slot.context.section == holder.title):
            for talk in talks:
                talk.span = None
            holder.talks.extend(talks)
            taken.add(place)
        elif talks:
            holder = talks[0]
    return frozenset(taken)


def _sessions(
    slots: Sequence[Slot], read: Sequence[list[Talk]], moments: Sequence[Moments], joined: frozenset[int]
) -> tuple[tuple[SessionEntry, ...], list[Fault]]:
    sessions: list[SessionEntry] = []
    doubts: list[Fault] = []
    chairs = _section_chairs(slots)
    for place, (slot, talks, at) in enumerate(zip(slots, read, moments, strict=True)):
        if place in joined:
            continue
        titled = [talk for talk in talks if talk.title]
        if len(titled) < len(talks) or (not talks and (slot.span or slot.moment)):
            doubts.append(Fault(slot.line, "title", "has a time and nothing else; left out"))
        if len(talks) > 1:
            doubts.append(Fault(slot.line, "start", f"{len(talks)} talks share one time; write each one's own"))
        section, chair = chairs[place]
        for talk in titled:
            session = _session(talk, at, section)
            sessions.append(session if session.chair or not chair else replace(session, chair=chair))
    return tuple(sessions), doubts


def _within(sessions: Sequence[SessionEntry]) -> tuple[SessionEntry, ...]:
    """With the rows that fall into the time of a row above nested in it, if that names no speaker."""
    found: list[SessionEntry] = []
    place = 0
    while place < len(sessions):
        holder, place = sessions[place], place + 1
        inner: list[SessionEntry] = []
        while place < len(sessions) and _holds(holder, sessions[place]):
            inner.append(sessions[place])
            place += 1
        if len(inner) < FEWEST_TIMED:
            found.extend((holder, *inner))
            continue
        talks = tuple(replace(each, date=None, talks=()) for each in inner)
        found.append(replace(holder, talks=(*holder.talks, *talks)))
    return tuple(found)


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


def _in_whole(sessions: tuple[SessionEntry, ...], about: About) -> tuple[SessionEntry, ...]:
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
    from bot.importing.interpreter.readings import moderated
    from bot.importing.values.people import people_in

    found: list[tuple[str | None, tuple[PersonEntry, ...]]] = []
    for slot in slots:
        section, chairs = moderated(slot.context.section or "")
        if slot.context.chair:
            chairs = (*chairs, *people_in(slot.context.chair).persons)
        found.append((section.strip(" :") or None, tuple(person_entry(person) for person in chairs)))
    return found


def _session(talk: Talk, at: Moments, section: str | None) -> SessionEntry:
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
        speakers=tuple(map(person_entry, talk.speakers)),
        abstract=talk.abstract,
        links=tuple(talk.links),
        talks=_nested(talk, at),
    )


def _nested(talk: Talk, at: Moments) -> tuple[SessionEntry, ...]:
    timed = [each for each in talk.talks if each.span and each.span.start]
    start = at.start if isinstance(at.start, time) else None
    ahead = (
        [clocks.Span(clocks.Clock(start.hour, start.minute, "pm" if start.hour >= 12 else "am", ""))] if start else []
    )
    fixed = clocks.settled([*ahead, *(each.span for each in timed if each.span)])[len(ahead) :] if timed else ()
    moments = {id(each): when for each, when in zip(timed, fixed, strict=True)}
    return tuple(_nested_talk(each, moments.get(id(each))) for each in talk.talks)


def _nested_talk(talk: Talk, at: object) -> SessionEntry:
    from bot.importing.values.clocks import DAY, Settled

    found = at if isinstance(at, Settled) and at.start < DAY else None
    own = (
        Moments(
            None,
            time(found.start // 60, found.start % 60),
            time(found.end % DAY // 60, found.end % 60) if found.end else None,
        )
        if found
        else Moments()
    )
    entry = _session(talk, own, None)
    return replace(entry, talks=())


def _kind(talk: Talk) -> str | None:
    return talk.kind.value if talk.kind and talk.kind is not kind_of_title(talk.title) else None


def written(moment: time | datetime | None) -> Written[time | datetime] | None:
    return None if moment is None else Written(moment, str(moment), 0)


def person_entry(person: Person) -> PersonEntry:
    return PersonEntry(0, person.name, person.affiliation, person.bio, person.role, person.links)


def _with_one_day(sessions: Sequence[SessionEntry], own: date | None) -> tuple[tuple[SessionEntry, ...], date | None]:
    """The day of most sessions stands once, for all; what has neither a day nor a time is an archive entry then."""
    named = [session.date for session in sessions if session.date]
    day: date | str | None = max(dict.fromkeys(named), key=named.count) if named else own
    if isinstance(day, str) or (named and day and named.count(day) * 2 <= len(named) and named.count(day) == 1):
        day = None
    archive = "none" if day or (named and any(session.date is None for session in sessions)) else None
    return tuple(
        replace(
            session,
            date=None if session.date == day and day else session.date or (archive if session.start is None else None),
        )
        for session in sessions
    ), day


def lacking(about: About, zone: ZoneInfo | None, sessions: Sequence[SessionEntry], day: date | None) -> list[Fault]:
    found = []
    if about.title is None:
        found.append(Fault(1, "title", UNTITLED))
    if zone is None:
        found.append(Fault(1, "timezone", "the document states no time zone and no place; give one with --timezone"))
    if day is None and any(session.start and not session.date for session in sessions):
        found.append(Fault(1, "date", "the document states no day; give one with --date"))
    return found


def entry_of(
    about: About,
    name: str,
    zone: ZoneInfo | None,
    day: date | None,
    sessions: tuple[SessionEntry, ...],
    known: dict[str, Person],
) -> ScheduleEntry:
    sessions, people = _people_once(sessions, known)
    return ScheduleEntry(
        line=about.title_line,
        title=about.title or name,
        timezone=zone or UTC_ZONE,
        sessions=sessions,
        date=day,
        venue=about.venue,
        url=about.url,
        description=about.description,
        links=tuple(about.links),
        speakers=people,
        organizers=tuple(map(person_entry, about.organizers)),
        hosts=tuple(map(person_entry, about.hosts)),
    )


def _people_once(
    sessions: tuple[SessionEntry, ...], known: dict[str, Person]
) -> tuple[tuple[SessionEntry, ...], tuple[PersonEntry, ...]]:
    """What is known of each person stands once; a session repeats only what it says otherwise."""
    people: dict[str, PersonEntry] = {}
    named = (person for session in sessions for each in (session, *session.talks) for person in each.speakers)
    for person in named:
        have = people.setdefault(person.name, person)
        people[person.name] = replace(
            have, affiliation=have.affiliation or person.affiliation, role=have.role or person.role
        )
    for person_name, person_known in known.items():
        if person_name in people:
            have = people[person_name]
            people[person_name] = replace(
                have, bio=person_known.bio, affiliation=have.affiliation or person_known.affiliation
            )

    def shortened(session: SessionEntry) -> SessionEntry:
        speakers = tuple(_shortened(person, people[person.name]) for person in session.speakers)
        return replace(session, speakers=speakers, talks=tuple(map(shortened, session.talks)))

    described = tuple(
        person for person in people.values() if person.affiliation or person.bio or person.role or person.links
    )
    return tuple(map(shortened, sessions)), described


def _shortened(person: PersonEntry, known: PersonEntry) -> PersonEntry:
    same = person.affiliation in {None, known.affiliation} and person.role in {None, known.role}
    return PersonEntry(0, person.name) if same else replace(person, bio=None)
