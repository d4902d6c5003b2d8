"""A schedule file → a `Schedule`, or every fault in it by line; and what is doubtful though it can be used.

All local times become UTC here, and nowhere else.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import yaml

from bot.errors import Fault, ScheduleFileError
from bot.files.format import ARCHIVE, SCHEDULE, PersonEntry, PostingEntry, ScheduleEntry, SessionEntry, reminders_of
from bot.files.shapes import Place
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Person, Posting, Schedule, Session, with_ends
from bot.schedule.names import fold

LONGEST_OVERNIGHT = timedelta(hours=8)
"""An end before its start means the next morning, unless that would make the session longer than this."""


@dataclass(frozen=True, slots=True)
class ReadSchedule:
    """A schedule, the line of each session by its id, and what was doubtful in reading it."""

    schedule: Schedule
    lines: dict[str, int]
    doubts: tuple[Fault, ...]


def read_file(path: Path) -> ReadSchedule:
    """Read one file; raises ScheduleFileError with all that is wrong in it."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        remedy = f"cannot be read ({error.strerror}); name a schedule file, as in schedule_data/my-workshop.yaml"
        raise ScheduleFileError(str(path), (Fault(1, "", remedy),)) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise ScheduleFileError(str(path), (Fault(line, "", "is not UTF-8 text; save it as UTF-8"),)) from None
    return read_text(text, path.stem, str(path))


def read_text(text: str, schedule_id: str, name: str) -> ReadSchedule:
    """Read a document; `name` is what faults call it."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ScheduleFileError(name, (_syntax_fault(error),)) from None
    if node is None:
        raise ScheduleFileError(name, (Fault(1, "", "is empty; begin with title, timezone and sessions"),))
    place = Place("")
    entry = SCHEDULE.read(node, place)
    built = _Builder(entry, place.faults).build(schedule_id) if entry else None
    if place.faults or built is None:
        raise ScheduleFileError(name, tuple(place.faults))
    return built


def _syntax_fault(error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return Fault(mark.line + 1 if mark else 1, "", f"is not YAML: {problem}; check indentation and quotes here")


class _Builder:
    """Makes the schedule of one file's entries, noting faults and doubts as it goes."""

    def __init__(self, entry: ScheduleEntry, faults: list[Fault]) -> None:
        self.entry = entry
        self.faults = faults
        self.doubts: list[Fault] = []
        self.lines: dict[str, int] = {}
        self.known = {person.name: person.person() for person in entry.speakers}

    def build(self, schedule_id: str) -> ReadSchedule:
        entry = self.entry
        if not entry.sessions and not self.faults:
            self.faults.append(Fault(entry.line, "sessions", "the schedule has no sessions; add at least one"))
        for number, (before, after) in enumerate(zip(entry.sessions, entry.sessions[1:], strict=False), start=1):
            self._note_backwards(before, after, f"sessions[{number}].start")
        sessions = tuple(
            self._session(session, f"sessions[{number}]", None) for number, session in enumerate(entry.sessions)
        )
        schedule = Schedule(
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
        )
        return ReadSchedule(schedule, self.lines, tuple(self.doubts))

    def _session(self, entry: SessionEntry, path: str, holder: Session | None) -> Session:
        day = self._day(entry, holder)
        start = self._instant(entry.start, day, entry.line, f"{path}.start")
        end = self._end(entry, day, start, f"{path}.end")
        session = Session(
            id=self._new_id(entry, path),
            title=entry.title,
            kind=Kind(entry.kind) if entry.kind else kind_of_title(entry.title),
            date=self.entry.timezone.fromutc(start.replace(tzinfo=self.entry.timezone)).date() if start else day,
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
        nested = enumerate(entry.talks)
        return replace(session, talks=tuple(self._session(talk, f"{path}.talks[{n}]", session) for n, talk in nested))

    def _day(self, entry: SessionEntry, holder: Session | None) -> date | None:
        if isinstance(entry.date, date):
            return entry.date
        return None if entry.date == ARCHIVE else (holder.date if holder else self.entry.date)

    def _instant(self, clock: time | datetime | None, day: date | None, line: int, where: str) -> datetime | None:
        if clock is None:
            return None
        if isinstance(clock, time):
            if day is None:
                remedy = f"'{clock:%H:%M}' has no date; add `date:` to the session or to the file"
                self.faults.append(Fault(line, where, remedy))
                return None
            clock = datetime.combine(day, clock)
        return self._utc(clock, line, where)

    def _utc(self, local: datetime, line: int, where: str) -> datetime:
        """The instant of a local time, with a doubt where the zone's clocks skip or repeat it."""
        early = local.replace(tzinfo=self.entry.timezone)
        instant = early.astimezone(UTC)
        if early.utcoffset() != early.replace(fold=1).utcoffset():
            skipped = instant.astimezone(self.entry.timezone).replace(tzinfo=None) != local
            problem = "does not exist: the clocks skip it" if skipped else "occurs twice: the clocks repeat it"
            remedy = f"'{local:%Y-%m-%d %H:%M}' {problem} in {self.entry.timezone.key}; write another time if you can"
            self.doubts.append(Fault(line, where, remedy))
        return instant

    def _end(self, entry: SessionEntry, day: date | None, start: datetime | None, where: str) -> datetime | None:
        end = self._instant(entry.end, day, entry.line, where)
        if end is None or start is None or end > start:
            return end
        overnight = end + timedelta(days=1)
        if overnight - start <= LONGEST_OVERNIGHT and isinstance(entry.end, time) and day:
            return self._instant(entry.end, day + timedelta(days=1), entry.line, where)
        problem = f"'{entry.end:%H:%M}' does not come after the start ({entry.start:%H:%M}); write the time it ends"
        self.faults.append(Fault(entry.line, where, problem))
        return None

    def _note_backwards(self, before: SessionEntry, after: SessionEntry, where: str) -> None:
        same_place = (before.date, before.room, before.track) == (after.date, after.room, after.track)
        if not (same_place and isinstance(before.start, time) and isinstance(after.start, time)):
            return
        if after.start < before.start:
            clock = f"'{after.start:%H:%M}' comes before the session above it ({before.start:%H:%M})"
            self.doubts.append(Fault(after.line, where, f"{clock}; write the time in 24 hours, or put it in order"))

    def _new_id(self, entry: SessionEntry, path: str) -> str:
        if entry.id and entry.id in self.lines:
            problem = f"{entry.id!r} is the id of line {self.lines[entry.id]} too; give each session one of its own"
            self.faults.append(Fault(entry.line, f"{path}.id", problem))
        wanted = entry.id or slug(entry.title)
        taken = sum(1 for used in self.lines if re.fullmatch(rf"{re.escape(wanted)}(-\d+)?", used))
        session_id = wanted if wanted not in self.lines else f"{wanted}-{taken + 1}"
        self.lines[session_id] = entry.line
        return session_id

    def _person(self, entry: PersonEntry) -> Person:
        """What the session says of somebody, filled up with what `speakers:` knows."""
        return merged(entry.person(), self.known.get(entry.name))

    def _people(self, sessions: tuple[Session, ...]) -> tuple[Person, ...]:
        """Everybody named by a session or in `speakers:`, once each, in that order."""
        people: dict[str, Person] = {}
        for person in (*(named for session in sessions for named in session.people), *self.known.values()):
            people[person.name] = merged(people.get(person.name, person), person)
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
    )


def posting_of(entry: PostingEntry) -> Posting:
    standard = Posting()
    written = {kind: reminders_of(leads) for kind, leads in entry.reminders}
    default = written.pop("default", standard.default)
    by_kind = {**dict(standard.by_kind), **{Kind(kind): reminders for kind, reminders in written.items()}}
    return Posting(entry.channels, entry.rooms, default, tuple(by_kind.items()), entry.morning or standard.morning)


def slug(title: str) -> str:
    """An id made of a title's words: at most eight of them, so that it can be typed."""
    return "-".join(fold(title).split()[:8]) or "session"
