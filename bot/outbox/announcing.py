"""What organizers announce: an announcement × those it is for → entries, and the receipt to whoever wrote it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.agenda.agenda import Offer
from bot.agenda.attendee import Attendee
from bot.outbox.plan import Message
from bot.schedule.model import Schedule
from bot.schedule.query import entries
from bot.store.announcements import Announcement, Stage
from bot.store.ledger import Entry, Key

ANNOUNCEMENT_ID = "announcement-"
"""Before the announcement's own id, what stands in a ledger key in place of a session."""
USE = timedelta(hours=12)
"""So long after it is due an announcement may still go out, and a receipt."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom an announcement reaches: ids of channels and of users. `muted` are those who want no messages."""

    channels: tuple[str, ...]
    people: tuple[str, ...]
    muted: int = 0


def counted(audience: Audience) -> str:
    """How many it reaches: "2 channels and 50 people"."""
    counts = ((len(audience.channels), "channel", "channels"), (len(audience.people), "person", "people"))
    return " and ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n) or "nobody yet"


def audience_of(announcement: Announcement, offer: Offer | None, attendees: Iterable[Attendee]) -> Audience:
    """The channels named, and the fans of a session or everybody; whoever has muted all is left out."""
    meant = tuple(attendee for attendee in attendees if _is_meant(announcement, offer, attendee))
    people = tuple(attendee.user for attendee in meant if not attendee.preferences.muted)
    return Audience(announcement.channels, people, len(meant) - len(people))


def _is_meant(announcement: Announcement, offer: Offer | None, attendee: Attendee) -> bool:
    if announcement.everybody:
        return True
    if announcement.fans_of is None or offer is None:
        return False
    return any(announcement.fans_of in {item.ref.session_id, item.held_by} for item in offer.items(attendee))


def stays(announcement: Announcement, key: Key) -> bool:
    """Whether what was posted of it is to be seen there still."""
    is_meant = key.is_personal or key.recipient in announcement.channels
    return is_meant and announcement.stage is not Stage.WITHDRAWN


def due_of(announcement: Announcement, schedule: Schedule | None) -> datetime | None:
    """When it is due: beside its session, wherever that is now; None where the session is gone or has no time."""
    if announcement.beside is None:
        return announcement.at or announcement.sent_at or announcement.changed_at
    starts = {session.id: session.start for session, _ in entries(schedule)} if schedule else {}
    start = starts.get(announcement.beside)
    return start + timedelta(minutes=announcement.minutes) if start else None


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """An announcement that moves with its session, and when it is due then; None where it is not sent any more."""

    announcement: Announcement
    due_at: datetime | None


def rescheduled(announcements: Iterable[Announcement], before: Schedule, after: Schedule) -> tuple[Rescheduled, ...]:
    """What a change of the schedule does to announcements."""
    dues = ((one, due_of(one, before), due_of(one, after)) for one in announcements)
    return tuple(Rescheduled(one, now) for one, was, now in dues if was != now)


def announcement_plan(
    announcement: Announcement, offer: Offer | None, attendees: Iterable[Attendee], team_id: str, now: datetime
) -> tuple[Entry, ...]:
    """All that should be said of one announcement by itself."""
    if announcement.stage is Stage.DELIVERED:
        told_at, sent_at = announcement.changed_at, announcement.sent_at
        receipt = _entry(announcement, announcement.by, Message.RECEIPT, told_at, told_at + USE, team_id)
        return (replace(receipt, key=replace(receipt.key, lead=int(sent_at.timestamp()) if sent_at else 0)),)
    due_at = due_of(announcement, offer.schedule if offer else None)
    if announcement.stage is not Stage.SENT or due_at is None or due_at + USE <= now:
        return ()
    known = {attendee.user: attendee for attendee in attendees}
    reached = audience_of(announcement, offer, known.values())
    dues = dict.fromkeys(reached.channels, due_at)
    dues |= {user: _heard_from(known[user], due_at, offer) for user in reached.people}
    return tuple(
        _entry(announcement, recipient, Message.ANNOUNCEMENT, due, due_at + USE, team_id)
        for recipient, due in dues.items()
        if due < due_at + USE
    )


def _heard_from(attendee: Attendee, due_at: datetime, offer: Offer | None) -> datetime:
    return attendee.preferences.may_hear(due_at, offer.schedule.timezone) if offer else due_at


def _entry(
    announcement: Announcement, recipient: str, kind: Message, due_at: datetime, expires_at: datetime, team_id: str
) -> Entry:
    key = Key(team_id, recipient, announcement.schedule_id, f"{ANNOUNCEMENT_ID}{announcement.id}", kind, 0)
    return Entry(key, f"{kind}/{announcement.id}", due_at, expires_at)


def announcement_id(key: Key) -> int:
    return int(key.session_id.removeprefix(ANNOUNCEMENT_ID))
