"""Which sessions are in whose calendar, as they stand now: the events of all schedules, with how they have changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from threading import Lock

from bot.agenda.agenda import agenda_of
from bot.agenda.attendee import Attendee, Ref, Star
from bot.calendar.event import events, own_times
from bot.calendar.ics import Entry, calendar_text
from bot.calendar.revision import revised, withdrawn
from bot.clock import Clock
from bot.programme import Programme
from bot.schedule.model import Schedule
from bot.store.attendees import Attendees
from bot.store.revisions import Revisions


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """`sessions` counts those that take place; of others the file only tells that they do not any more."""

    title: str
    sessions: int
    text: str


@dataclass(frozen=True, slots=True)
class _Known:
    """Every event of some schedules, those of withdrawn sessions among them."""

    schedules: tuple[Schedule, ...]
    entries: Mapping[Ref, Entry]


class Calendars:
    def __init__(self, programme: Programme, attendees: Attendees, revisions: Revisions, clock: Clock) -> None:
        self._programme = programme
        self._attendees = attendees
        self._revisions = revisions
        self._clock = clock
        self._lock = Lock()
        self._known = _Known((), {})

    def revise(self) -> None:
        """Take up what has changed since the calendars were looked at last, so that it counts as a change in them."""
        with self._lock:
            schedules = self._programme.schedules
            if schedules is not self._known.schedules:
                entries = (entry for schedule in schedules for entry in self._revised(schedule))
                self._known = _Known(
                    schedules, {Ref(one.event.schedule_id, one.event.session_id): one for one in entries}
                )

    def mine(self, user: str) -> CalendarFile:
        """What is on the person's agenda, with their alarms, and what of their stars does not take place after all."""
        known, attendee = self._now(), self._attendees.get(user)
        alarms = self._alarms(attendee)
        gone = (star.ref for star in attendee.stars if star.wanted)
        refs = dict.fromkeys((*alarms, *(ref for ref in gone if ref in known and known[ref].revision.cancelled)))
        shown = (replace(known[ref], alarms=alarms.get(ref, ())) for ref in refs if ref in known)
        alone = self._programme.schedules[0] if len(self._programme.schedules) == 1 else None
        title = f"{alone.title}: my sessions" if alone else "My workshop sessions"
        return _file(title, shown, alone)

    def whole(self, schedule: Schedule, user: str) -> CalendarFile:
        """The whole programme, with alarms for what is on the person's agenda."""
        known, alarms, own = self._now(), self._alarms(self._attendees.get(user)), own_times(schedule)
        ours = ((ref, entry) for ref, entry in known.items() if ref.schedule_id == schedule.id)
        shown = (
            replace(entry, alarms=alarms.get(ref, ()))
            for ref, entry in ours
            if entry.revision.cancelled or ref.session_id in own
        )
        return _file(schedule.title, shown, schedule)

    def some(self, refs: Iterable[Ref], user: str) -> CalendarFile:
        """Those sessions alone, as far as they are on a programme and have a day."""
        known, attendee = self._now(), self._attendees.get(user)
        found = {ref: known[ref] for ref in refs if ref in known}
        titles = tuple(entry.event.title for entry in found.values())
        shown = (replace(entry, alarms=_leads(attendee, attendee.star(ref))) for ref, entry in found.items())
        return _file(f"{titles[0]} and {len(titles) - 1} more" if len(titles) > 1 else "".join(titles), shown)

    def _now(self) -> Mapping[Ref, Entry]:
        self.revise()
        return self._known.entries

    def _revised(self, schedule: Schedule) -> tuple[Entry, ...]:
        shown = {event.session_id: event for event in events(schedule)}
        self._revisions.record(revised(shown.values(), self._revisions.of(schedule.id), self._clock.now()))
        kept = {revision.session_id: revision for revision in self._revisions.of(schedule.id)}
        gone = (one for session_id, one in kept.items() if one.cancelled and session_id not in shown)
        return (
            *(Entry(event, kept[event.session_id]) for event in shown.values()),
            *(Entry(withdrawn(revision, schedule.timezone), revision) for revision in gone),
        )

    def _alarms(self, attendee: Attendee) -> dict[Ref, tuple[int, ...]]:
        """What is on the person's agenda, with the minutes before at which they want to be told of it."""
        items = agenda_of(attendee, self._programme.offers).items
        return {item.ref: _leads(attendee, item.star) for item in items}


def _file(title: str, entries: Iterable[Entry], schedule: Schedule | None = None) -> CalendarFile:
    shown = tuple(entries)
    held = sum(1 for entry in shown if not entry.revision.cancelled)
    return CalendarFile(title, held, calendar_text(title, shown, schedule.url if schedule else None))


def _leads(attendee: Attendee, star: Star | None) -> tuple[int, ...]:
    """Of the session itself, where the person set them; whoever wants no reminders gets no alarms either."""
    if attendee.preferences.muted:
        return ()
    return attendee.preferences.leads if star is None or star.leads is None else star.leads
