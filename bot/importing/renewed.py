"""A schedule file that is there + what its document says now → the entry to write over it. Pure.

The document goes first in all that it says, and in which sessions there are; where it is silent, the file stands,
whoever filled it in. So what is to go although the document never says so (a room, a link) is taken out of the file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time

from bot.files.entries import PersonEntry, ScheduleEntry, SessionEntry
from bot.files.ids import session_ids, with_ids
from bot.files.read import merged, schedule_of
from bot.files.write import person_entry
from bot.schedule.difference import pairs
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Link, Person, Session


def renewed(before: ScheduleEntry, imported: ScheduleEntry) -> ScheduleEntry:
    """The imported entry with all that the file before had and the document does not say.

    - What no document says: `posting:`, `faq:` and every other key of the file that an import never writes.
    - The ids of sessions: one that moved or was retitled keeps its own, written out where its title would make another.
    - Of the event: venue, address, description, links of other kinds, organizers and hosts.
    - Of a session that stays: its room, track, section, chair, speakers, abstract, links of other kinds, its kind where
      no title tells it, its time where the document names none on that day, its end where the start is the same; and
      that it is cancelled.
    - Of people: affiliation, role, bio and links; and whoever the file describes though no session named them.

    Sessions that the document no longer has are gone, those added by hand too, and so are the file's comments. The
    zone and the day are those of `imported`: `bot.importing.importer.over` falls back to the file's.
    """
    olds, news = _by_id(before), _by_id(imported)
    now = {session.id: session for session in schedule_of(imported).entries()}
    same = {new.id: old for old, new in pairs(schedule_of(before).entries(), now.values())}
    found = iter(
        [
            _session(entry, olds[same[each].id], same[each], now[each]) if each in same else entry
            for each, entry in news.items()
        ]
    )
    sessions = tuple(replace(next(found), talks=tuple(next(found) for _ in each.talks)) for each in imported.sessions)
    entry = replace(
        before,
        line=imported.line,
        title=imported.title,
        timezone=imported.timezone,
        date=imported.date,
        venue=imported.venue or before.venue,
        url=imported.url or before.url,
        source=before.source or imported.source,
        description=imported.description or before.description,
        links=_links(imported.links, before.links),
        organizers=imported.organizers or before.organizers,
        hosts=imported.hosts or before.hosts,
        speakers=imported.speakers,
        sessions=sessions,
    )
    entry = replace(entry, speakers=tuple(_people(entry, before)))
    return with_ids(entry, [same[each].id if each in same else None for each in news])


def _by_id(entry: ScheduleEntry) -> dict[str, SessionEntry]:
    entries = entry.entries()
    return dict(zip(session_ids(entries), entries, strict=True))


def _session(entry: SessionEntry, before: SessionEntry, was: Session, now: Session) -> SessionEntry:
    """An imported session, with what the file said of it before; `was` and `now` are the two with their days."""
    return replace(
        _timed(entry, before, was, now),
        cancelled=entry.cancelled or before.cancelled,
        kind=entry.kind or (before.kind if kind_of_title(entry.title) is Kind.TALK else None),
        room=entry.room or before.room,
        track=entry.track or before.track,
        section=entry.section or before.section,
        chair=entry.chair or before.chair,
        speakers=entry.speakers or before.speakers,
        abstract=entry.abstract or before.abstract,
        links=_links(entry.links, before.links),
    )


def _timed(entry: SessionEntry, before: SessionEntry, was: Session, now: Session) -> SessionEntry:
    if entry.start is None and now.date in {None, was.date}:
        day = entry.date if now.date == was.date else was.date
        return replace(entry, date=day, start=before.start, end=before.end)
    if entry.end is None and _clock(entry) == _clock(before) and now.date == was.date:
        return replace(entry, end=before.end)
    return entry


def _clock(entry: SessionEntry) -> time | datetime | None:
    return entry.start.value if entry.start else None


def _links(links: tuple[Link, ...], before: tuple[Link, ...]) -> tuple[Link, ...]:
    said = {link.kind for link in links}
    return (*links, *(link for link in before if link.kind not in said))


def _people(entry: ScheduleEntry, before: ScheduleEntry) -> Iterator[PersonEntry]:
    """What `speakers:` is to say: what the document does, and what only the file knew of those still named."""
    now, was = _known(entry), _known(before)
    described = dict.fromkeys(each.name for each in entry.speakers)
    yield from (person_entry(merged(now[name], was.get(name))) for name in described)
    unnamed = {each.name for each in before.speakers} - {each.name for each in _named(before)}
    for name, person in was.items():
        known = merged(now.get(name, person), person)
        if name not in described and (name in unnamed or known != now.get(name, known)):
            yield person_entry(known)


def _known(entry: ScheduleEntry) -> Mapping[str, Person]:
    """All that a file says of each person, wherever it does; `speakers:` goes first."""
    found: dict[str, Person] = {}
    for person in (*entry.speakers, *_named(entry)):
        found[person.name] = merged(found.get(person.name, person.person()), person.person())
    return found


def _named(entry: ScheduleEntry) -> Iterator[PersonEntry]:
    yield from (person for session in entry.entries() for person in (*session.speakers, *session.chair))
    yield from (*entry.organizers, *entry.hosts)
