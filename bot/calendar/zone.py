"""A zone's clock changes between two dates, as calendars tell them (VTIMEZONE). Pure.

The library's own `Timezone.from_tzinfo` puts the beginning of summer time an hour late.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    import icalendar

STEP = timedelta(days=1)
"""No zone changes its clocks twice within it."""
SECOND = timedelta(seconds=1)


def zone_component(zone: ZoneInfo, first: date, last: date) -> icalendar.Timezone:
    """What the zone's clocks show from one day to another, both included."""
    from icalendar import Timezone

    component = Timezone()
    component.add("TZID", zone.key)
    since = datetime.combine(first, time(), UTC) - STEP
    component.add_component(_observance(zone, since, since))
    for before, after in _changes(zone, since, datetime.combine(last, time(), UTC) + 2 * STEP):
        component.add_component(_observance(zone, before, after))
    return component


def _changes(zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The last second before each change and the first after it, in UTC."""
    start = since
    while start < until:
        before, after = start, start + STEP
        if _clock(zone, before) != _clock(zone, after):
            while after - before > SECOND:
                middle = before + (after - before) // 2 // SECOND * SECOND
                before, after = (middle, after) if _clock(zone, middle) == _clock(zone, start) else (before, middle)
            yield before, after
        start += STEP


def _clock(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, str | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname()


def _observance(
    zone: ZoneInfo, before: datetime, after: datetime
) -> icalendar.TimezoneStandard | icalendar.TimezoneDaylight:
    """What holds from `after` on; its beginning is told on the clock that went before (RFC 5545, 3.6.5)."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    local, offset = after.astimezone(zone), before.astimezone(zone).utcoffset() or timedelta()
    component = TimezoneDaylight() if local.dst() else TimezoneStandard()
    component.add("DTSTART", (after + offset).replace(tzinfo=None))
    component.add("TZOFFSETFROM", offset)
    component.add("TZOFFSETTO", local.utcoffset())
    component.add("TZNAME", local.tzname())
    return component
