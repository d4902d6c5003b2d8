"""The day that is rehearsed: which, what of a plan goes out on it, and how much that is. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.agenda.agenda import Offer
from bot.agenda.attendee import Attendee, Preferences, Star
from bot.errors import UsherError
from bot.phrases import day_name
from bot.schedule.model import Schedule
from bot.schedule.query import entries
from bot.store.ledger import Entry

EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a schedule, on the event's clock."""

    schedule: Schedule
    date: date

    @property
    def begins(self) -> datetime:
        return _midnight(self.date, self.schedule)

    def plan(self, planned: Iterable[Entry]) -> tuple[Entry, ...]:
        """What is about its sessions, and what else of the schedule is due on it, in the order that it is due."""
        days = {session.id: session.date for session, _ in entries(self.schedule)}
        ends = _midnight(self.date + timedelta(days=1), self.schedule)

        def is_of_it(entry: Entry) -> bool:
            if entry.key.session_id in days:
                return days[entry.key.session_id] == self.date
            return self.begins <= entry.due_at < ends

        ours = (entry for entry in planned if entry.key.schedule_id == self.schedule.id and is_of_it(entry))
        return tuple(sorted(ours, key=lambda entry: (entry.due_at, entry.key.is_personal)))


def _midnight(day: date, schedule: Schedule) -> datetime:
    return datetime.combine(day, time(), schedule.timezone).astimezone(UTC)


def day_of(schedule: Schedule, wanted: date | None, now: datetime) -> Day:
    """The day that is wanted, else the next of the event, else its first; raises UsherError where there is none."""
    dates = schedule.dates()
    if not dates:
        raise UsherError(f"{schedule.id}: no session has a date, so there is no day to rehearse")
    if wanted is not None and wanted not in dates:
        known = ", ".join(each.isoformat() for each in dates)
        raise UsherError(f"--day: nothing of {schedule.id} is on {day_name(wanted)}; choose one of {known}")
    ahead = (each for each in dates if each >= schedule.local(now).date())
    return Day(schedule, wanted or next(ahead, dates[0]))


def example_of(attendees: Iterable[Attendee], schedule: Schedule, user: str) -> Attendee:
    """A made-up person who starred all that anybody did, and has the usual settings, and the earliest digest."""
    heard = tuple(attendee for attendee in attendees if not attendee.preferences.muted)
    offer = Offer(schedule)
    starred = dict.fromkeys(item.session.id for attendee in heard for item in offer.items(attendee))
    digests = (attendee.preferences.digest for attendee in heard if attendee.preferences.digest is not None)
    preferences = Preferences(digest=min(digests, default=None))
    return Attendee(user, preferences, tuple(Star(schedule.id, each, EVER) for each in starred))


@dataclass(frozen=True, slots=True)
class Load:
    """How much goes out: messages, the channels and people that get some, and the fullest minute."""

    messages: int
    channels: int
    people: int
    peak: int
    peak_at: datetime


def load_of(planned: Iterable[Entry]) -> Load:
    """Of what a day holds, which must be something."""
    messages = {(entry.key.recipient, entry.bundle): entry for entry in planned}.values()
    minutes = Counter(message.due_at.replace(second=0, microsecond=0) for message in messages)
    recipients = {message.key.recipient: message.key.is_personal for message in messages}
    people = sum(recipients.values())
    peak_at, peak = minutes.most_common(1)[0]
    return Load(len(messages), len(recipients) - people, people, peak, peak_at)


def people_told(planned: Iterable[Entry]) -> dict[str, int]:
    """How many people each bundle reaches by direct message."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entry in planned:
        if entry.key.is_personal:
            found[entry.bundle].add(entry.key.recipient)
    return {bundle: len(people) for bundle, people in found.items()}
