"""Entries of data formats → a draft: put into the zone and the day of the event.

Calendars have no field for speakers: who speaks is read in the titles and descriptions, with the habits of all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from bot import zones
from bot.errors import Fault
from bot.files.entries import SessionEntry
from bot.importing.interpreter.about import about_of, said_of
from bot.importing.interpreter.draft import Draft, entry_of, lacking, people_once, person_entry, speaker_entry, written
from bot.importing.interpreter.habits import FEWEST_ALIKE, Habits, best_reading, habits
from bot.importing.interpreter.settle import Moments
from bot.importing.interpreter.slots import labelled
from bot.importing.rows import Document, Entry
from bot.importing.values.all_people import all_people
from bot.schedule.model import Person
from bot.schedule.names import fold

SHARED = re.compile(r"\s*(?::|\s[-\u2013\u2014|])\s+")


def draft_of(given: Sequence[Entry], document: Document, name: str, day: date | None, zone: ZoneInfo | None) -> Draft:
    about = about_of(document, (), ())
    shared, given = _without_shared(given)
    about.title = about.title or shared
    given = given if any(entry.speakers for entry in given) else _with_speakers(given)
    doubts = list(document.doubts)
    zone = zone or _zone(given, document, doubts)
    people = people_once(given, {})
    sessions = tuple(_session(entry, zone, None, people) for entry in given)
    sessions = tuple(sorted(sessions, key=_moment)) if all(session.start for session in sessions) else sessions
    dated = Counter(session.date for session in sessions if session.date)
    common = dated.most_common(1)[0][0] if dated else day
    sessions = tuple(replace(session, date=None if session.date == common else session.date) for session in sessions)
    own = common if isinstance(common, date) else None
    doubts.extend(lacking(about, zone, sessions, own))
    entry = entry_of(about, name, zone, own, sessions, people.values())
    return Draft(entry, zone, tuple(dict.fromkeys(doubts)))


def _without_shared(given: Sequence[Entry]) -> tuple[str | None, Sequence[Entry]]:
    """What the titles of all begin with ("Colloquium: …"), which names the event, and the entries without it."""
    heads = {SHARED.split(entry.title, maxsplit=1)[0] for entry in given}
    parts = [SHARED.split(entry.title, maxsplit=1) for entry in given]
    if len(given) < FEWEST_ALIKE or len(heads) != 1 or not all(len(part) == 2 for part in parts):
        return None, given
    return heads.pop(), [replace(entry, title=part[1]) for entry, part in zip(given, parts, strict=True)]


def _with_speakers(given: Sequence[Entry]) -> list[Entry]:
    described = [_described(entry) for entry in given]
    names = frozenset(fold(person.name) for entry in described for person in entry.speakers)
    page = habits([entry.title for entry in described if not entry.speakers], names)
    return [entry if entry.speakers else _titled(entry, page) for entry in described]


def _described(entry: Entry) -> Entry:
    """With the people that lines of its description name by a label ("Speaker: …")."""
    speakers, chairs, rest = list(entry.speakers), list(entry.chairs), []
    for text in (entry.abstract or "").split("\n"):
        label = labelled(text.strip())
        if label and label[0] in {"speaker", "chair"}:
            (speakers if label[0] == "speaker" else chairs).extend(all_people(label[1]))
        else:
            rest.append(label[1] if label and label[0] == "abstract" else text)
    return replace(entry, speakers=tuple(speakers), chairs=tuple(chairs), abstract="\n".join(rest).strip() or None)


def _titled(entry: Entry, page: Habits) -> Entry:
    reading = best_reading(entry.title, page)
    if not reading.persons or not reading.title:
        return entry
    return replace(entry, title=reading.title, speakers=reading.persons, kind=entry.kind or reading.kind)


def _moment(session: SessionEntry) -> tuple[str, str]:
    return str(session.date or ""), str(session.start.value) if session.start else ""


def _zone(given: Sequence[Entry], document: Document, doubts: list[Fault]) -> ZoneInfo | None:
    said = said_of(document, (), (), 0)
    starts = [entry.start for entry in given if isinstance(entry.start, datetime)]
    offsets = Counter(start.utcoffset() for start in starts if start.utcoffset() is not None)
    keys = {getattr(start.tzinfo, "key", None) for start in starts if start.tzinfo and start.tzinfo is not UTC} - {
        None,
        "UTC",
    }
    if said.zone and said.zone.sureness > 1:
        return ZoneInfo(said.zone.zone)
    if len(keys) == 1:
        return ZoneInfo(str(keys.pop()))
    if not offsets:
        return ZoneInfo(said.zone.zone) if said.zone else None
    offset = offsets.most_common(1)[0][0] or timedelta()
    first = starts[0].replace(tzinfo=None)
    if said.zone and (zones.agrees(said.zone.zone, offset, first) or not offset):
        return ZoneInfo(said.zone.zone)
    taken = zones.of_offset(offset, first) if offset else "UTC"
    doubts.append(
        Fault(
            1,
            "timezone",
            f"the times are at UTC{first.replace(tzinfo=timezone(offset)):%z}, which names no zone; {taken} is taken",
        )
    )
    return ZoneInfo(taken) if taken else None


def _session(entry: Entry, zone: ZoneInfo | None, holder: date | None, people: Mapping[str, Person]) -> SessionEntry:
    start = _local(entry.start, zone)
    end = _local(entry.end, zone) or (_after(start, entry.duration) if start and entry.duration else None)
    day = start.date() if isinstance(start, datetime) else entry.date or holder
    if isinstance(end, datetime) and isinstance(start, datetime):
        end = None if end <= start else end.time() if end.date() == start.date() else end
    at = Moments(None if day == holder else day, start.time() if isinstance(start, datetime) else start, end)
    return SessionEntry(
        line=entry.line,
        title=" ".join(entry.title.split()) or "Untitled",
        kind=entry.kind.value if entry.kind else None,
        date=at.day,
        start=written(at.start),
        end=written(at.end) if at.start else None,
        room=entry.room,
        track=entry.track,
        section=entry.section,
        chair=tuple(map(person_entry, entry.chairs)),
        speakers=tuple(speaker_entry(person, people) for person in entry.speakers),
        abstract=entry.abstract,
        links=entry.links,
        talks=tuple(replace(_session(talk, zone, day, people), talks=()) for talk in entry.talks),
    )


def _local(moment: datetime | time | None, zone: ZoneInfo | None) -> datetime | time | None:
    if isinstance(moment, datetime):
        local = moment.astimezone(zone) if moment.tzinfo and zone else moment
        return local.replace(tzinfo=None, second=0, microsecond=0)
    return moment.replace(second=0, microsecond=0, tzinfo=None) if moment else None


def _after(start: datetime | time, duration: timedelta) -> datetime | time:
    if isinstance(start, datetime):
        return start + duration
    return (datetime.combine(date(2000, 1, 1), start) + duration).time()
