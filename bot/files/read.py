"""A schedule file → a `Schedule`, or every fault in it by line; and what is doubtful though it can be used.

The one way in: others of this folder know one part each (document, shapes, format, times, ids).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from yaml import MappingNode

from bot.errors import Fault, ScheduleFileError
from bot.files.document import decoded, root_of
from bot.files.entries import PersonEntry, PostingEntry, ScheduleEntry, SessionEntry
from bot.files.format import SCHEDULE, reminders_of
from bot.files.ids import session_ids
from bot.files.shapes import Place, entries_of
from bot.files.times import LocalTimes
from bot.schedule.amendments import Cancellation, amended
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Person, Posting, Schedule, Session, with_ends


@dataclass(frozen=True, slots=True)
class ReadSchedule:
    """A schedule, the entries that it was made of, the line of each session by its id, and what was doubtful in it."""

    schedule: Schedule
    entry: ScheduleEntry
    lines: dict[str, int]
    doubts: tuple[Fault, ...]


def read_file(path: Path) -> ReadSchedule:
    """Read one file; raises ScheduleFileError with all that is wrong in it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        remedy = f"cannot be read ({error.strerror}); name a schedule file, as in schedule_data/my-workshop.yaml"
        raise ScheduleFileError(str(path), (Fault(1, "", remedy),)) from None
    return read_text(decoded(content, str(path)), path.stem, str(path))


def read_text(text: str, schedule_id: str, name: str) -> ReadSchedule:
    """Read a document; `name` is what faults call it. Raises ScheduleFileError with all that is wrong in it."""
    place = Place("")
    entry = SCHEDULE.read(root_of(text, name), place)
    built = _Builder(entry, place.faults).build(schedule_id) if entry else None
    if place.faults or built is None:
        raise ScheduleFileError(name, tuple(place.faults))
    return built


def read_unfinished(path: Path) -> tuple[ScheduleEntry, ZoneInfo | None]:
    """The entries of a file whose day and zone may still be left out, as an import leaves them, and the zone.

    Raises ScheduleFileError with all else that is wrong in how it is written.
    """
    place, root = Place(""), root_of(decoded(path.read_bytes(), str(path)), str(path))
    entry = SCHEDULE.read(root, place)
    has_zone = isinstance(root, MappingNode) and any(name == "timezone" for name, *_ in entries_of(root, Place("")))
    faults = tuple(fault for fault in place.faults if has_zone or fault.where or "'timezone'" not in fault.problem)
    if faults or entry is None:
        raise ScheduleFileError(str(path), faults)
    return entry, entry.timezone if has_zone else None


def schedule_of(entry: ScheduleEntry) -> Schedule:
    """The schedule of entries, without an id, what is cancelled among the rest; what is wrong stands at its default."""
    return _Builder(entry, []).schedule("")


class _Builder:
    """Makes the schedule of one file's entries, noting faults and doubts as it goes."""

    def __init__(self, entry: ScheduleEntry, faults: list[Fault]) -> None:
        self.entry = entry
        self.faults = faults
        self.times = LocalTimes(entry.timezone, entry.date, faults)
        self.ids = iter(session_ids(entry.entries()))
        self.lines: dict[str, int] = {}
        self.cancelled: list[Cancellation] = []
        self.known = self._known(entry.speakers)

    def build(self, schedule_id: str) -> ReadSchedule:
        taking_place = amended(self.schedule(schedule_id), self.cancelled)
        return ReadSchedule(taking_place, self.entry, self.lines, tuple(self.times.doubts))

    def schedule(self, schedule_id: str) -> Schedule:
        entry = self.entry
        sessions = self._sessions(entry.sessions, "sessions", None)
        return Schedule(
            id=schedule_id,
            title=entry.title,
            timezone=entry.timezone,
            sessions=with_ends(sessions),
            venue=entry.venue,
            url=entry.url,
            description=entry.description,
            links=entry.links,
            people=self._people(sessions),
            organizers=tuple(map(self._person, entry.organizers)),
            hosts=tuple(map(self._person, entry.hosts)),
            posting=posting_of(entry.posting),
            faq=tuple(each.faq() for each in entry.faq),
            source=entry.source,
        )

    def _sessions(self, entries: Sequence[SessionEntry], path: str, holder: Session | None) -> tuple[Session, ...]:
        self.times.note_backwards(entries, path)
        return tuple(self._session(entry, f"{path}[{number}]", holder) for number, entry in enumerate(entries))

    def _session(self, entry: SessionEntry, path: str, holder: Session | None) -> Session:
        day, start, end = self.times.of(entry, path, holder)
        session = Session(
            id=self._new_id(entry, path),
            title=entry.title,
            kind=Kind(entry.kind) if entry.kind else kind_of_title(entry.title),
            date=day,
            start=start,
            end=end,
            end_stated=end is not None,
            room=entry.room or (holder.room if holder else None),
            track=entry.track or (holder.track if holder else None),
            section=entry.section or (holder.section if holder else None),
            chairs=tuple(map(self._person, entry.chair)),
            speakers=tuple(map(self._person, entry.speakers)),
            abstract=entry.abstract,
            links=entry.links,
        )
        return replace(session, talks=self._sessions(entry.talks, f"{path}.talks", session))

    def _new_id(self, entry: SessionEntry, path: str) -> str:
        session_id = next(self.ids)
        if entry.id and session_id in self.lines:
            problem = f"{session_id!r} is the id of the session on line {self.lines[session_id]} too"
            self.faults.append(Fault(entry.id.line, f"{path}.id", f"{problem}; give each one of its own"))
        self.lines.setdefault(session_id, entry.line)
        if entry.cancelled:
            self.cancelled.append(Cancellation(session_id))
        return session_id

    def _known(self, entries: Sequence[PersonEntry]) -> dict[str, Person]:
        """What `speakers:` says of people, by name; a doubt where it describes somebody twice."""
        first: dict[str, PersonEntry] = {}
        for number, entry in enumerate(entries):
            if entry.name in first:
                problem = f"{entry.name!r} is described on line {first[entry.name].line} too; keep one of them"
                self.times.doubts.append(Fault(entry.line, f"speakers[{number}]", problem))
            first.setdefault(entry.name, entry)
        return {name: entry.person() for name, entry in first.items()}

    def _person(self, entry: PersonEntry) -> Person:
        """What the session says of somebody, filled up with what `speakers:` knows."""
        return merged(entry.person(), self.known.get(entry.name))

    def _people(self, sessions: tuple[Session, ...]) -> tuple[Person, ...]:
        """Everybody named by a session or in `speakers:`, once each; what `speakers:` says goes first."""
        people: dict[str, Person] = {}
        for person in (*(named for session in sessions for named in session.people), *self.known.values()):
            people[person.name] = merged(people.get(person.name) or self.known.get(person.name) or person, person)
        return tuple(people.values())


def merged(person: Person, known: Person | None) -> Person:
    """The person, with what is not said of them here taken from what is known."""
    if known is None:
        return person
    return Person(
        person.name,
        person.affiliation or known.affiliation,
        person.bio or known.bio,
        person.role or known.role,
        person.links or known.links,
        person.slack or known.slack,
    )


def posting_of(entry: PostingEntry) -> Posting:
    standard = Posting()
    written = {kind: reminders_of(leads) for kind, leads in entry.reminders}
    default = written.pop("default", standard.default)
    by_kind = {**dict(standard.by_kind), **{Kind(kind): reminders for kind, reminders in written.items()}}
    morning = entry.morning or standard.morning
    return Posting(entry.channels, entry.rooms, default, tuple(by_kind.items()), morning, entry.check_in)
