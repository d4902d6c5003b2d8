"""Slots → days and local times: the page's zone, its year, its clock, each settled once and noted where doubtful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot import zones
from bot.errors import Fault
from bot.importing.interpreter.slots import Slot
from bot.importing.values import clocks, days
from bot.importing.values.days import Day, Years

FARTHEST_EAST = 14 * clocks.HOUR


@dataclass(slots=True)
class Said:
    """What the page, or the person who imports it, says of days and zones beside its slots."""

    days: list[Day] = field(default_factory=list)
    """Days that the whole event may be on, the likeliest first."""
    day_lines: list[int] = field(default_factory=list)
    years: Years = field(default_factory=Years)
    zone: zones.Found | None = None
    zone_line: int = 1
    weekly: tuple[clocks.Span, int | None] | None = None
    weekly_line: int = 1
    weekly_room: str | None = None
    whole_day: bool = False
    """Whether the times of other zones tell that hours are counted to 24."""
    given_date: date | None = None
    given_zone: ZoneInfo | None = None


class Moments(NamedTuple):
    """A slot's day, and its start and end as local times; an end after midnight is a moment with its own day."""

    day: date | None = None
    start: datetime | time | None = None
    end: datetime | time | None = None


@dataclass(slots=True)
class Settled:
    """The settled moments of each slot, the event's own day and zone, and what is doubtful."""

    moments: list[Moments]
    day: date | None
    zone: ZoneInfo | None
    doubts: list[Fault] = field(default_factory=list)


def settle(slots: Sequence[Slot], said: Said) -> Settled:
    doubts: list[Fault] = []
    stamps = [_stamp(slot.moment) for slot in slots]
    event_day, last = _event_day(slots, said, doubts)
    dates = _dates(slots, said, event_day, last, doubts)
    _take_weekly(slots, dates, said, doubts)
    zone = _zone(stamps, [slot.span for slot in slots], said, doubts)
    moments: list[Moments] = [Moments(day) for day in dates]
    for group in _groups(slots, dates):
        _settle_clocks(group, slots, dates, moments, doubts, whole_day=said.whole_day)
    for place, stamp in enumerate(stamps):
        if stamp and not (moments[place].start and _is_shown_otherwise(stamp, zone, slots[place].span)):
            end = _stamp(slots[place].moment_end) or _after(stamp, slots[place].span)
            shown, moments[place] = moments[place], _of_stamp(stamp, end, zone, dates[place])
            if shown.end and not moments[place].end and shown.start == moments[place].start:
                moments[place] = moments[place]._replace(end=shown.end)
    return Settled(moments, event_day, zone, doubts)


def _after(stamp: datetime | time, span: clocks.Span | None) -> datetime | None:
    """When what begins then ends, where only its length is told."""
    told = isinstance(stamp, datetime) and span and not span.start and span.duration
    return stamp + timedelta(minutes=told) if told and isinstance(stamp, datetime) else None


def _take_weekly(slots: Sequence[Slot], dates: Sequence[date | None], said: Said, doubts: list[Fault]) -> None:
    """The hour of all, given once, for each slot on that weekday, or on every day, that says none.

    And, with a doubt, for one that names another weekday itself.
    """
    if said.weekly is None:
        return
    span, weekday = said.weekly
    for slot in slots:
        slot.context = replace(slot.context, room=slot.context.room or said.weekly_room)
    odd: list[Slot] = []
    silent = [(slot, on) for slot, on in zip(slots, dates, strict=True) if slot.is_silent and on]
    for slot, on in silent:
        usual = weekday in {None, on.weekday()}
        named = slot.context.day is not None and slot.context.day.weekday is not None
        slot.span = span if usual or named else None
        odd.extend([slot] if named and not usual else ())
    which = "day" if weekday is None else clocks.WEEKDAY_NAMES[weekday]
    if any(slot.span for slot, _ in silent):
        doubts.append(Fault(said.weekly_line, "start", f"'{span.text}' is said once, and taken for every {which}"))
    problem = f"tells another day of the week and no hour; '{span.text}', which is said of every {which}, is taken"
    doubts.extend(Fault(slot.line, "start", problem) for slot in odd)


def _stamp(written: str | None) -> datetime | time | None:
    """A machine-readable moment, naive where it names no offset."""
    if not written or ":" not in written:
        return None
    try:
        return (
            datetime.fromisoformat(written.replace(" UTC", "+00:00"))
            if "-" in written[:5]
            else time.fromisoformat(written.zfill(5))
        )
    except ValueError:
        return None


def _event_day(slots: Sequence[Slot], said: Said, doubts: list[Fault]) -> tuple[date | None, int | None]:
    """The event's (first) day, and the day of the month that it ends on where that is told."""
    if said.given_date:
        last = next(
            (
                day.last
                for day in said.days
                if day.last and (day.month, day.day) == (said.given_date.month, said.given_date.day)
            ),
            None,
        )
        return said.given_date, last
    if slots and all(slot.context.day or slot.undated for slot in slots):
        return None, None
    found = days.settled(said.days, said.years)
    settled = [
        (day, on, line, doubt)
        for day, on, line, doubt in zip(said.days, found.dates, said.day_lines, found.doubts, strict=True)
        if on
    ]
    if not settled:
        return None, None
    ranged = next((each for each in settled if each[0].last), None)
    day, on, line, doubt = ranged or settled[0]
    if doubt:
        doubts.append(Fault(line, "date", doubt))
    others = {
        other
        for _, other, _, _ in settled
        if other != on
        and not (day.last and on and other and other.month == on.month and on.day <= other.day <= day.last)
    }
    if others:
        named = ", ".join(sorted(str(other) for other in others))
        doubts.append(Fault(line, "date", f"'{day.text}' is taken as the day; the page names {named} too"))
    return on, day.last


def _dates(
    slots: Sequence[Slot], said: Said, event_day: date | None, last: int | None, doubts: list[Fault]
) -> list[date | None]:
    named = [(place, slot.context.day) for place, slot in enumerate(slots) if slot.context.day]
    years = said.years
    if event_day and not (years.named or years.academic):
        years = Years(Counter({event_day.year: 1}))
    found = days.settled([day for _, day in named if day], years, said.given_date)
    dates: list[date | None] = [None] * len(slots)
    told: set[str] = set()
    for (place, _), on, doubt in zip(named, found.dates, found.doubts, strict=True):
        dates[place] = on
        problem = doubt.partition("' ")[2] if doubt else ""
        if doubt and problem not in told:
            told.add(problem)
            doubts.append(Fault(slots[place].line, "date", doubt))
    for place, slot in enumerate(slots):
        if slot.context.day is None and not slot.undated:
            dates[place] = _relative(slot, event_day, last)
    return dates


def _relative(slot: Slot, event_day: date | None, last: int | None) -> date | None:
    """Of "Day 2" or "Tuesday", counted from the event's first day; else the event's day."""
    context = slot.context
    if event_day is None:
        return None
    if context.number is not None and context.weekday is not None:
        ahead = [event_day + timedelta(days=place) for place in range(days.LONGEST_EVENT)]
        named = (each for place, each in enumerate(ahead) if context.number in {each.day, place + 1})
        if found := next((each for each in named if each.weekday() == context.weekday), None):
            return found
    elif context.number is not None:
        return days.of_event(event_day, last, number=context.number)
    if context.weekday is not None:
        return days.of_event(event_day, last, weekday=context.weekday)
    return event_day


def _is_shown_otherwise(stamp: datetime | time, zone: ZoneInfo | None, span: clocks.Span | None) -> bool:
    """Whether a page shows another time than that which stands behind it for programs."""
    local = _local(stamp, zone).time() if isinstance(stamp, datetime) else stamp
    clock = span.start if span else None
    return clock is not None and _minutes_apart(local, clock) != 0


def _minutes_apart(stamp: time, shown: clocks.Clock) -> int:
    """By how much a time is shown later than it is, as far as the clock tells where neither AM nor PM is said."""
    apart = shown.minutes - stamp.hour * 60 - stamp.minute
    return apart % (clocks.DAY if _is_whole(shown) else clocks.DAY // 2)


def _is_whole(shown: clocks.Clock) -> bool:
    """Whether a clock tells the half of the day."""
    return shown.half is not None or shown.hour > clocks.NOON // clocks.HOUR


def _offset(stamp: datetime, span: clocks.Span | None) -> timedelta:
    """How far a moment's clock is from UTC: as far as it is written, or shown where it is written in UTC."""
    written = stamp.utcoffset() or timedelta()
    clock = span.start if span else None
    if written or clock is None or not _is_whole(clock):
        return written
    shown = _minutes_apart(stamp.time(), clock)
    return timedelta(minutes=shown - clocks.DAY * (shown > FARTHEST_EAST))


def _zone(
    stamps: Sequence[datetime | time | None], spans: Sequence[clocks.Span | None], said: Said, doubts: list[Fault]
) -> ZoneInfo | None:
    if said.given_zone:
        return said.given_zone
    aware = [
        (stamp, _offset(stamp, span))
        for stamp, span in zip(stamps, spans, strict=True)
        if isinstance(stamp, datetime) and stamp.utcoffset() is not None
    ]
    found = said.zone
    on, offset = (aware[0][0].replace(tzinfo=None), aware[0][1]) if aware else (zones.WINTER, timedelta())
    if aware and (found is None or found.sureness < 2 or not zones.agrees(found.zone, offset, on)):
        if found and zones.agrees(found.zone, offset, on):
            return ZoneInfo(found.zone)
        zone = zones.of_offset(offset, on)
        if zone and offset:
            told = f"UTC{on.replace(tzinfo=timezone(offset)):%z}"
            doubts.append(Fault(1, "timezone", f"the times are at {told}, which names no zone; {zone} is taken"))
            return ZoneInfo(zone)
        if zone and found is None:
            return ZoneInfo(zone)
    if found is None:
        return None
    if found.sureness == 0:
        told = f"no zone is stated and no place; {found.zone} is taken from the language of '{found.text}'"
        doubts.append(Fault(said.zone_line, "timezone", told))
    elif found.sureness == 1:
        doubts.append(
            Fault(said.zone_line, "timezone", f"no zone is stated; {found.zone} is taken from the place '{found.text}'")
        )
    elif found.sureness == 2:
        doubts.append(Fault(said.zone_line, "timezone", f"'{found.text}' names no zone; {found.zone} is taken"))
    return ZoneInfo(found.zone)


def _groups(slots: Sequence[Slot], dates: Sequence[date | None]) -> Iterable[list[int]]:
    """The places of slots whose times run forward together: of one table or list, day, room and track."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for place, slot in enumerate(slots):
        if slot.span:
            key = (slot.group, dates[place])
            groups.setdefault(key, []).append(place)
    return groups.values()


def _settle_clocks(
    group: Sequence[int],
    slots: Sequence[Slot],
    dates: Sequence[date | None],
    moments: list[Moments],
    doubts: list[Fault],
    *,
    whole_day: bool,
) -> None:
    fresh: list[int] = []
    spans: list[clocks.Span] = []
    begun: clocks.Clock | None = None
    for place in group:
        span, start = slots[place].span, slots[place].context.start
        if span and not span.start and start and start is not begun:
            begun = start
            spans.append(clocks.Span(start, duration=0))
            doubts.append(Fault(slots[place].line, "start", f"only lengths are given; added up from '{start.text}'"))
        if span and (not spans or span is not spans[-1]):
            spans.append(span)
        fresh.append(len(spans) - 1)
    found = clocks.settled(spans, whole_day=whole_day)
    told: set[int] = set()
    for place, number in zip(group, fresh, strict=True):
        settled = found[number]
        if settled is None:
            continue
        if settled.doubt and number not in told:
            told.add(number)
            doubts.append(Fault(slots[place].line, "start", settled.doubt))
        moments[place] = of_minutes(settled, dates[place])


def of_minutes(settled: clocks.Settled, day: date | None) -> Moments:
    later, start = divmod(settled.start, clocks.DAY)
    on = day + timedelta(days=later) if day else None
    begins = time(start // 60, start % 60)
    if settled.end is None:
        return Moments(on, begins)
    end = settled.end - later * clocks.DAY
    ends = time(end % clocks.DAY // 60, end % 60)
    if end < clocks.DAY or end - start <= 8 * 60:
        return Moments(on, begins, ends)
    return Moments(on, begins, datetime.combine(on + timedelta(days=1), ends) if on else None)


def _of_stamp(stamp: datetime | time, end: datetime | time | None, zone: ZoneInfo | None, day: date | None) -> Moments:
    if isinstance(stamp, time):
        return Moments(day, stamp.replace(second=0), end if isinstance(end, time) and end > stamp else None)
    begins, ends = _local(stamp, zone), _local(end, zone) if isinstance(end, datetime) else None
    if ends and ends <= begins:
        ends = None
    if ends and ends.date() == begins.date():
        return Moments(
            begins.date(), begins.time().replace(second=0, microsecond=0), ends.time().replace(second=0, microsecond=0)
        )
    return Moments(
        begins.date(), begins.time().replace(second=0, microsecond=0), ends and ends.replace(second=0, microsecond=0)
    )


def _local(moment: datetime, zone: ZoneInfo | None) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None) if zone and moment.tzinfo else moment.replace(tzinfo=None)
