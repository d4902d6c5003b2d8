"""Events → the text of an iCalendar file (RFC 5545). Pure; the library takes 60 ms to import: lazily."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.calendar.event import Event
from bot.calendar.zone import zone_component
from bot.schedule.query import DAY
from bot.store.revisions import Revision

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//Usher//Workshop schedules//EN"
REFRESH = timedelta(minutes=15)
"""How often a calendar app is asked to look at a feed again; each takes that as it likes."""
MARGIN = timedelta(days=366)
"""How far around its events a calendar tells of its zone: an app may look at the dates beside them too."""
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Control characters, which no text of a calendar may hold, and halves of characters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its history, and the minutes before its start at which its reader wants to be told."""

    event: Event
    revision: Revision
    alarms: tuple[int, ...] = ()


def calendar_text(name: str, entries: Iterable[Entry], page: str | None = None) -> str:
    """The calendar of that name, with its event's page; the same text for as long as nothing in it has changed."""
    from icalendar import Calendar

    shown = tuple(entries)
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    for key in ("NAME", "X-WR-CALNAME"):
        calendar.add(key, _writable(name))
    if page:
        calendar.add("URL", _writable(page))
    calendar.add("REFRESH-INTERVAL", REFRESH, {"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT15M")
    for zone in _zones(shown):
        calendar.add_component(zone)
    for entry in shown:
        calendar.add_component(_component(entry))
    return str(calendar.to_ical().decode("utf-8"))


def _zones(entries: tuple[Entry, ...]) -> Iterator[icalendar.Timezone]:
    """The definition of each zone but UTC, which needs none, around the dates of its events."""
    days: dict[str, list[date]] = {}
    for event in (entry.event for entry in entries):
        days.setdefault(event.zone.key, []).append(event.day)
    for key in sorted(days.keys() - {"UTC"}):
        yield zone_component(ZoneInfo(key), min(days[key]) - MARGIN, max(days[key]) + MARGIN)


def _component(entry: Entry) -> icalendar.Event:
    from icalendar import Event as Component

    event, revision = entry.event, entry.revision
    component = Component()
    component.add("UID", _writable(event.uid))
    component.add("DTSTAMP", revision.changed_at)
    component.add("LAST-MODIFIED", revision.changed_at)
    component.add("SEQUENCE", revision.sequence)
    component.add("STATUS", "CANCELLED" if revision.cancelled else "CONFIRMED")
    component.add("SUMMARY", _writable(event.title))
    _add_times(component, event)
    for key, text in (("LOCATION", event.location), ("DESCRIPTION", event.description)):
        if text:
            component.add(key, _writable(text))
    if event.url:
        component.add("URL", _writable(event.url))
    if event.categories:
        component.add("CATEGORIES", list(map(_writable, event.categories)))
    if event.start and not revision.cancelled:
        for minutes in sorted(set(entry.alarms), reverse=True):
            component.add_component(_alarm(event, minutes))
    return component


def _add_times(component: icalendar.Event, event: Event) -> None:
    if event.start is None:
        component.add("DTSTART", event.day)
        component.add("DTEND", event.day + DAY)
        component.add("TRANSP", "TRANSPARENT")
        return
    component.add("DTSTART", _written(event.start, event.zone))
    if event.end and event.end > event.start:
        component.add("DTEND", _written(event.end, event.zone))


def _written(moment: datetime, zone: ZoneInfo) -> datetime:
    """On the zone's clock; in UTC where that, set back, shows a time again, which would be read as the first one's."""
    local = moment.astimezone(zone)
    return moment.astimezone(UTC) if local.fold else local


def _alarm(event: Event, minutes: int) -> icalendar.Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", _writable(event.title))
    alarm.add("TRIGGER", timedelta(minutes=-minutes))
    return alarm


def _writable(text: str) -> str:
    return UNWRITABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
