"""The local times of a schedule file → instants in UTC; here and nowhere else. Notes the faults and doubts in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.errors import Fault
from bot.files.entries import SessionEntry
from bot.files.shapes import Written
from bot.schedule.model import Session

LONGEST_OVERNIGHT = timedelta(hours=8)
"""An end before its start means the next morning, unless that would make the session longer than this."""

NOON_HOUR = 12
Clock = Written[time | datetime]


@dataclass(frozen=True, slots=True)
class LocalTimes:
    """The times of a file in its zone. `day` is the file's own; faults and doubts are added to the lists."""

    zone: ZoneInfo
    day: date | None
    faults: list[Fault]
    doubts: list[Fault] = field(default_factory=list)

    def of(
        self, entry: SessionEntry, path: str, holder: Session | None
    ) -> tuple[date | None, datetime | None, datetime | None]:
        """The day of an entry in the file's zone, and its start and stated end in UTC."""
        day = self._day(entry, path, holder)
        local_start = self._local(entry.start, day, path, "start")
        local_end = self._local_end(entry, local_start, path)
        start = self._utc(entry.start, local_start, f"{path}.start")
        end = self._utc(entry.end, local_end, f"{path}.end")
        if entry.start and entry.end and start and end and end <= start:
            self._note_early_end(entry.start, entry.end, path)
        if entry.start and start and holder and holder.start and start < holder.start:
            problem = f"'{entry.start.text}' comes before the start of the session that it is nested in"
            self.doubts.append(Fault(entry.start.line, f"{path}.start", f"{problem}; write the time it starts"))
        return day, start, end

    def note_backwards(self, entries: Sequence[SessionEntry], path: str) -> None:
        """A doubt for each time of day that comes before that of the session above it, in one place."""
        timed = tuple((number, entry) for number, entry in enumerate(entries) if entry.start)
        for (_, before), (number, after) in pairwise(timed):
            if before.start and after.start and _in_one_place(before, after):
                problem = _backwards(before.start, after.start)
                self.doubts.extend([Fault(after.start.line, f"{path}[{number}].start", problem)] if problem else ())

    def _day(self, entry: SessionEntry, path: str, holder: Session | None) -> date | None:
        if entry.start and isinstance(entry.start.value, datetime):
            day = entry.start.value.date()
            if entry.date not in {None, day}:
                problem = f"'{entry.start.text}' is not on the session's date ({entry.date}); keep one of the two"
                self.faults.append(Fault(entry.start.line, f"{path}.start", problem))
            return day
        if isinstance(entry.date, date):
            return entry.date
        return None if entry.date else (holder.date if holder else self.day)

    def _local(self, clock: Clock | None, day: date | None, path: str, key: str) -> datetime | None:
        if clock is None:
            return None
        if isinstance(clock.value, datetime):
            return clock.value
        if day is None:
            if not self._is_faulty("date", f"{path}.date"):
                problem = f"'{clock.text}' has no date; add `date:` to the session or to the file"
                self.faults.append(Fault(clock.line, f"{path}.{key}", problem))
            return None
        return datetime.combine(day, clock.value)

    def _local_end(self, entry: SessionEntry, start: datetime | None, path: str) -> datetime | None:
        if entry.end is None:
            return None
        if entry.start is None or start is None:
            if entry.start is None and not self._is_faulty(f"{path}.start"):
                problem = f"'{entry.end.text}' ends a session that has no start; add `start: …`"
                self.faults.append(Fault(entry.end.line, f"{path}.end", problem))
            return None
        end = self._local(entry.end, start.date(), path, "end")
        if end is None or end > start:
            return end
        overnight = end + timedelta(days=1)
        if isinstance(entry.end.value, time) and overnight - start <= LONGEST_OVERNIGHT:
            return overnight
        self._note_early_end(entry.start, entry.end, path)
        return None

    def _note_early_end(self, start: Clock, end: Clock, path: str) -> None:
        problem = f"'{end.text}' does not come after the start ({start.text}); write the time it ends"
        self.faults.append(Fault(end.line, f"{path}.end", problem))

    def _utc(self, clock: Clock | None, local: datetime | None, where: str) -> datetime | None:
        """The instant of a local time, with a doubt where the zone's clocks skip or repeat it."""
        if clock is None or local is None:
            return None
        early = local.replace(tzinfo=self.zone)
        instant = early.astimezone(UTC)
        if early.utcoffset() != early.replace(fold=1).utcoffset():
            taken = instant.astimezone(self.zone)
            skipped = taken.replace(tzinfo=None) != local
            problem = "does not exist: the clocks skip it" if skipped else "occurs twice: the clocks repeat it"
            remedy = f"it is taken as {taken:%H:%M %Z}, write another time if you can"
            stated = f"'{local:%Y-%m-%d %H:%M}' {problem} in {self.zone.key}"
            self.doubts.append(Fault(clock.line, where, f"{stated}; {remedy}"))
        return instant

    def _is_faulty(self, *places: str) -> bool:
        """Whether a value is missing because it was unusable, which was said already."""
        return any(fault.where in places for fault in self.faults)


def _in_one_place(one: SessionEntry, other: SessionEntry) -> bool:
    return (
        one.date == other.date
        and (one.room == other.room or None in (one.room, other.room))
        and (one.track == other.track or None in (one.track, other.track))
    )


def _backwards(before: Clock, after: Clock) -> str | None:
    if isinstance(before.value, datetime) or isinstance(after.value, datetime) or after.value >= before.value:
        return None
    afternoon = after.value.replace(hour=after.value.hour % NOON_HOUR + NOON_HOUR)
    meant = f"write {afternoon:%H:%M} if the afternoon is meant"
    remedy = meant if afternoon >= before.value else "put the sessions in order, or give it a date of its own"
    return f"'{after.text}' comes before the session above it ({before.text}); {remedy}"
