"""Entries of data formats → a draft: nothing to find, only to put into the zone and the day of the event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from bot.errors import Fault
from bot.files.entries import SessionEntry
from bot.importing.interpreter.about import about_of, said_of
from bot.importing.interpreter.draft import Draft, entry_of, lacking, person_entry, written
from bot.importing.interpreter.settle import Moments
from bot.importing.rows import Document, Entry
from bot.importing.values import zones


def draft_of(given: Sequence[Entry], document: Document, name: str, day: date | None, zone: ZoneInfo | None) -> Draft:
    about = about_of(document, ())
    doubts = list(document.doubts)
    zone = zone or _zone(given, document, doubts)
    sessions = tuple(_session(entry, zone, None) for entry in given)
    dated = Counter(session.date for session in sessions if session.date)
    common = dated.most_common(1)[0][0] if dated else day
    sessions = tuple(replace(session, date=None if session.date == common else session.date) for session in sessions)
    own = common if isinstance(common, date) else None
    doubts.extend(lacking(about, zone, sessions, own))
    entry = entry_of(about, name, zone, own, sessions, {})
    return Draft(entry, zone, tuple(dict.fromkeys(doubts)))


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


def _session(entry: Entry, zone: ZoneInfo | None, holder: date | None) -> SessionEntry:
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
        speakers=tuple(map(person_entry, entry.speakers)),
        abstract=entry.abstract,
        links=entry.links,
        talks=tuple(replace(_session(talk, zone, day), talks=()) for talk in entry.talks),
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
