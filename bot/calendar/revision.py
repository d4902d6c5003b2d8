"""How a calendar's events have changed: what makes SEQUENCE, LAST-MODIFIED and CANCELLED. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.calendar.event import Event
from bot.store.revisions import Revision


def revised(events: Iterable[Event], known: Iterable[Revision], now: datetime) -> tuple[Revision, ...]:
    """What is new of one schedule's events since the revisions known of it: shown first, otherwise, or not any more."""
    before = {revision.session_id: revision for revision in known}
    shown = {event.session_id: _shown(event, before.get(event.session_id), now) for event in events}
    changed = (revision for session_id, revision in shown.items() if revision != before.get(session_id))
    gone = (one for one in before.values() if one.session_id not in shown and not one.cancelled)
    return (*changed, *(replace(one, cancelled=True, sequence=one.sequence + 1, changed_at=now) for one in gone))


def withdrawn(revision: Revision, zone: ZoneInfo) -> Event:
    """The event of a session that is no more, as far as calendars must be told to cross it out."""
    return Event(
        revision.schedule_id,
        revision.session_id,
        revision.title,
        zone,
        revision.day,
        revision.start_at,
        revision.end_at,
        revision.location,
    )


def _shown(event: Event, before: Revision | None, now: datetime) -> Revision:
    if before and before.fingerprint == event.fingerprint and not before.cancelled:
        return before
    return Revision(
        schedule_id=event.schedule_id,
        session_id=event.session_id,
        fingerprint=event.fingerprint,
        sequence=before.sequence + 1 if before else 0,
        changed_at=now,
        cancelled=False,
        title=event.title,
        location=event.location,
        day=event.day,
        start_at=event.start,
        end_at=event.end,
    )
