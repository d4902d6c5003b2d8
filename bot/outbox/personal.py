"""What the bot should say to each attendee by itself: their agenda × how they want to be told → entries. Pure.

Every lead is counted in elapsed minutes, in UTC; quiet hours and the digest go by the person's own clock.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import zip_longest
from operator import attrgetter
from zoneinfo import ZoneInfo

from bot.agenda.agenda import Item, Offer
from bot.agenda.attendee import Attendee, Preferences
from bot.outbox.plan import LEAST_USE, Message
from bot.schedule.query import end_of
from bot.store.ledger import Entry, Key

PERSONAL = frozenset({Message.PERSONAL, Message.SNOOZE, Message.DIGEST, Message.RATING})
"""The kinds of message that are planned here."""
EARLIEST = timedelta(minutes=10)
"""How much before its time a reminder may go out where a whole hall is to be reminded at once."""
SNOOZE_USE = timedelta(minutes=15)
"""Put off past the start, it is of use so long still."""
DIGEST_USE = timedelta(hours=3)
RATING_USE = timedelta(days=1)
Held = tuple[Offer, tuple[Item, ...]]
"""What of an offer is on a person's agenda."""


@dataclass(frozen=True, slots=True)
class _Due:
    """A message about something, before it is known whether it may be heard then; `zone` is the event's."""

    schedule_id: str
    about: str
    kind: Message
    lead: int
    group: str
    due_at: datetime
    expires_at: datetime
    zone: ZoneInfo


def personal_plan(
    offers: Iterable[Offer], attendees: Iterable[Attendee], team_id: str, now: datetime
) -> tuple[Entry, ...]:
    """All that attendees should be told by direct message, in the order that it is due."""
    known = tuple(offers)
    entries = (
        entry
        for attendee in attendees
        if not attendee.preferences.muted
        for entry in _entries(attendee, known, team_id)
        if entry.expires_at > now
    )
    return tuple(sorted(entries, key=attrgetter("due_at", "key.recipient", "bundle", "key.session_id")))


def _entries(attendee: Attendee, offers: tuple[Offer, ...], team_id: str) -> Iterator[Entry]:
    held = tuple((offer, items) for offer in offers if (items := offer.items(attendee)))
    for due in _dues(held, attendee.preferences):
        if entry := _entry(due, attendee, team_id):
            yield entry


def _entry(due: _Due, attendee: Attendee, team_id: str) -> Entry | None:
    """None where it is of use in quiet hours, or while muted, alone.

    Who puts a reminder off is awake, and asked for that minute.
    """
    preferences = attendee.preferences
    due_at = due.due_at if due.kind is Message.SNOOZE else preferences.may_hear(due.due_at, due.zone)
    if due_at >= due.expires_at:
        return None
    early = EARLIEST if due.kind is Message.PERSONAL else timedelta()
    if preferences.may_hear(due_at - early, due.zone) != due_at - early:
        early = timedelta()
    key = Key(team_id, attendee.user, due.schedule_id, due.about, due.kind, due.lead)
    return Entry(key, f"{due.kind}/{due.group}", due_at, due.expires_at, early)


def _dues(held: tuple[Held, ...], preferences: Preferences) -> Iterator[_Due]:
    for offer, items in held:
        for item in items:
            yield from _reminders(item, preferences)
            yield from _snoozed(item)
        yield from _digests(items, offer, preferences)
    yield from _ratings(held)


def _reminders(item: Item, preferences: Preferences) -> Iterator[_Due]:
    """So many minutes before the start; of use until the next reminder, or the start.

    Not what was due before it was starred, nor once they are on their way.
    """
    session, star = item.session, item.star
    if session.start is None or star.settled == session.start:
        return
    leads = sorted(set(preferences.leads if star.leads is None else star.leads), reverse=True)
    for lead, following in zip_longest(leads, leads[1:], fillvalue=0):
        due_at = session.start - timedelta(minutes=lead)
        expires_at = max(session.start - timedelta(minutes=following), due_at + LEAST_USE)
        if due_at >= star.since:
            group = f"{session.start:%Y-%m-%dT%H:%MZ}"
            zone = item.schedule.timezone
            yield _Due(star.schedule_id, session.id, Message.PERSONAL, lead, group, due_at, expires_at, zone)


def _snoozed(item: Item) -> Iterator[_Due]:
    until, start = item.star.snoozed_until, item.session.start
    if until and start and item.star.settled != start:
        expires_at = max(start, until + SNOOZE_USE)
        group = f"{until:%Y-%m-%dT%H:%M:%SZ}"
        zone = item.schedule.timezone
        yield _Due(item.star.schedule_id, item.session.id, Message.SNOOZE, 0, group, until, expires_at, zone)


def _digests(items: tuple[Item, ...], offer: Offer, preferences: Preferences) -> Iterator[_Due]:
    """One for each day of the person's own clock from which on something is on, at their hour of it."""
    if preferences.digest is None:
        return
    days: dict[date, list[Item]] = {}
    for item in items:
        if day := digest_day(item, preferences, preferences.digest):
            days.setdefault(day, []).append(item)
    zone = offer.schedule.timezone
    for day, told in days.items():
        due_at = datetime.combine(day, preferences.digest, preferences.clock(zone)).astimezone(UTC)
        starts = (item.session.start for item in told if item.session.start)
        expires_at = min(max(starts, default=due_at + DIGEST_USE), due_at + DIGEST_USE)
        if expires_at > due_at and any(item.star.since <= due_at for item in told):
            yield _Due(offer.schedule.id, day.isoformat(), Message.DIGEST, 0, day.isoformat(), due_at, expires_at, zone)


def digest_day(item: Item, preferences: Preferences, hour: time) -> date | None:
    """The day, on the person's own clock, whose digest tells of it: the last one before its start."""
    start = item.session.start
    if start is None:
        return item.session.date
    local = start.astimezone(preferences.clock(item.schedule.timezone))
    return local.date() if local.time() >= hour else local.date() - timedelta(days=1)


def _ratings(held: tuple[Held, ...]) -> Iterator[_Due]:
    """For all of a half-day when the last of it has ended; what is starred after that is asked of by itself."""
    halves: defaultdict[tuple[str, ZoneInfo], list[Item]] = defaultdict(list)
    for offer, items in held:
        for item in items:
            if _is_rated(item):
                halves[_half_day(item, offer), offer.schedule.timezone].append(item)
    for (half, zone), together in halves.items():
        due_at = max(end for item in together if (end := end_of(item.session)))
        for item in together:
            about, group = item.ref, f"{half}/{zone.key}"
            expires_at = due_at + RATING_USE
            yield _Due(about.schedule_id, about.session_id, Message.RATING, 0, group, due_at, expires_at, zone)


def _is_rated(item: Item) -> bool:
    """Whether a person is asked how it was: of what they starred before it was over, and no break."""
    end = end_of(item.session)
    return end is not None and item.star.since < end and not item.session.kind.is_break


def _half_day(item: Item, offer: Offer) -> str:
    """The half-day that it starts in: "2020-12-12/morning"."""
    start, day = item.session.start, item.session.date
    afternoon = start is not None and day is not None and start > offer.turn(day)
    return f"{day}/{'afternoon' if afternoon else 'morning'}"
