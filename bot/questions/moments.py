"""Expressions of time → instants and days of one event, as its programme makes them most likely."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.phrases import Moment, Phrase, day_name
from bot.questions.question import (
    CalendarDay,
    Clock,
    Day,
    DayOfMonth,
    DayPart,
    Days,
    Month,
    NumberedDay,
    RelativeDay,
    Weekday,
    Weeks,
    When,
    Year,
)
from bot.schedule.query import DAY, Timeline

HALF_DAY = 12
WEEK = 7
NO_DAY = date.min
MORNING = 7
"""The hour at which it begins for people."""
RELATIVE = {-1: "yesterday", 0: "today", 1: "tomorrow"}


@dataclass(frozen=True, slots=True)
class Present:
    """When and on which clock it is asked: `reader` is the asker's zone, or the event's where none is known."""

    now: datetime
    reader: ZoneInfo


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch of time in words, and as days of the event's zone, as a span or as an instant: one of the three.

    `overlapping`: what is on at any time of the span is meant, rather than what starts in it.
    """

    label: Phrase
    days: tuple[date, date] | None = None
    span: tuple[datetime, datetime] | None = None
    at: datetime | None = None
    overlapping: bool = False


def scope_of(when: When, whole: Timeline, present: Present) -> Scope | None:
    """What a question says of time, the tense left out; None where it says nothing."""
    zone = when.zone or (whole.zone if when.on_site else present.reader)
    if when.away and not when.away % DAY:
        return _day_scope(RelativeDay(when.away.days), whole, present)
    if when.away is not None:
        return _instant(present.now + when.away, whole, present)
    if when.within is not None:
        until = present.now + when.within
        return Scope(("until ", Moment(until)), span=(present.now, until), overlapping=True)
    if when.clocks:
        return _clock_scope(when, whole, present, zone)
    if when.part:
        return _part_scope(when.part, when.day, whole, present, zone)
    return _day_scope(when.day, whole, present) if when.day else None


def _instant(at: datetime, whole: Timeline, present: Present) -> Scope:
    moment = _moment(at, whole, present)
    return Scope(("on " if moment.with_day else "at ", moment), at=at)


def _moment(at: datetime, whole: Timeline, present: Present) -> Moment:
    """The instant, with its day unless that is today."""
    return Moment(at, with_day=whole.day_of(at) != whole.day_of(present.now))


def _clock_scope(when: When, whole: Timeline, present: Present, zone: ZoneInfo) -> Scope:
    day = _days(when.day, whole, present)[0] if when.day else None
    zones = (zone,) if when.zone or when.on_site else (zone, whole.zone)
    placed = {clock: _placed(clock, day, whole, present, zones) for clock in when.clocks}
    if when.at:
        return _instant(placed[when.at], whole, present)
    if when.since and when.until:
        since, until = placed[when.since], placed[when.until]
        until += DAY if until <= since else timedelta()
        return Scope(
            ("between ", _moment(since, whole, present), " and ", Moment(until)), span=(since, until), overlapping=True
        )
    if when.since:
        since = placed[when.since]
        return Scope(("from ", _moment(since, whole, present), " on"), span=(since, _day_end(since, whole)))
    until = placed[when.until or when.clocks[0]]
    start = whole.midnight(whole.day_of(until))
    return Scope(("before ", _moment(until, whole, present)), span=(start, until))


def _day_end(moment: datetime, whole: Timeline) -> datetime:
    return whole.midnight(whole.day_of(moment) + DAY)


def _placed(clock: Clock, day: date | None, whole: Timeline, present: Present, zones: Iterable[ZoneInfo]) -> datetime:
    """The instant at which the clock shows that time: during the programme, on the first of the clocks that can be."""
    event_day = near_day(whole, present)
    days = (day,) if day is not None else (event_day, event_day - DAY, event_day + DAY)
    found = [min(_readings(clock, days, zone), key=lambda moment: _distance(moment, whole)) for zone in zones]
    return next((moment for moment in found if not _distance(moment, whole)), found[0])


def _readings(clock: Clock, days: Iterable[date], zone: ZoneInfo) -> Iterator[datetime]:
    """The instants that may be meant, the likeliest first; an unsure 2 is 14:00 as well."""
    hours = (clock.hour,) if clock.sure else (clock.hour, (clock.hour + HALF_DAY) % (2 * HALF_DAY))
    for day in days:
        for hour in hours:
            yield datetime.combine(day, time(hour, clock.minute), zone).astimezone(UTC)


def instants_of(when: When, day: date, begins: time, present: Present, event: ZoneInfo) -> tuple[datetime, ...]:
    """The instants that may be meant, on that day where none is told; of a part of a day its beginning."""
    if when.away is not None:
        return (present.now + when.away,)
    zone = when.zone or (event if when.on_site else present.reader)
    told = _days(when.day, Timeline((), zone), present)[0] if when.day else day
    part = Clock(when.part.since or MORNING) if when.part else None
    clock = when.at or when.until or part or (Clock(begins.hour, begins.minute) if when.day else None)
    return tuple(_readings(clock, (told,), zone)) if clock and told != NO_DAY else ()


def _distance(moment: datetime, whole: Timeline) -> timedelta:
    """How far it is from the programme of its day: nothing between the first start and the last end."""
    day = whole.of_day(whole.day_of(moment))
    if not (day.opens and day.closes):
        return DAY
    return max(day.opens - moment, moment - day.closes, timedelta())


def near_day(whole: Timeline, present: Present) -> date:
    """Today if something is on, else the next day of the event, else its last."""
    today = whole.day_of(present.now)
    if not whole.days:
        return today
    return whole.days[min(bisect_left(whole.days, today), len(whole.days) - 1)]


def _part_scope(part: DayPart, said: Day | None, whole: Timeline, present: Present, zone: ZoneInfo) -> Scope:
    """A part of the day on the clock meant; on the event's, where nothing starts in it on that one."""
    day = _days(said, whole, present)[0] if said else near_day(whole, present)
    spans = tuple(_part_span(day, part, clock) for clock in (zone, whole.zone))
    span = next((span for span in spans if whole.starting(*span)), spans[0])
    return Scope((f"in the {part.name} of {day_name(day)}",), span=span)


def _part_span(day: date, part: DayPart, zone: ZoneInfo) -> tuple[datetime, datetime]:
    last = day + DAY if part.until == 2 * HALF_DAY else day
    ends = datetime.combine(last, time(part.until % (2 * HALF_DAY)), zone)
    return datetime.combine(day, time(part.since), zone).astimezone(UTC), ends.astimezone(UTC)


def _day_scope(day: Day, whole: Timeline, present: Present) -> Scope:
    first, last = _days(day, whole, present)
    if isinstance(day, NumberedDay | DayOfMonth) and first == NO_DAY:
        return Scope((f"on day {day.number}",), days=(first, last))
    if isinstance(day, Month | Year):
        return Scope((f"in {first:%B %Y}" if isinstance(day, Month) else f"in {first.year}",), days=(first, last))
    if first != last:
        return Scope((f"from {day_name(first)} to {day_name(last)}",), days=(first, last))
    readers_today = present.now.astimezone(present.reader).date()
    same = readers_today == whole.day_of(present.now)
    away = (first - readers_today).days
    word = RELATIVE.get(away) if same or day == RelativeDay(away) else None
    return Scope((f"{word}, {day_name(first)}" if word else f"on {day_name(first)}",), days=(first, first))


def _days(day: Day, whole: Timeline, present: Present) -> tuple[date, date]:
    """The first and the last day meant, in the event's zone."""
    today = whole.day_of(present.now)
    match day:
        case Days(earlier, later):
            return _days(earlier, whole, present)[0], _days(later, whole, present)[1]
        case RelativeDay(days):
            return _relative(days, whole, present)
        case CalendarDay():
            return _single(_calendar_day(day, whole, today))
        case DayOfMonth(number):
            fitting = tuple(one for one in whole.days if one.day == number)
            return _single(next((one for one in fitting if one >= today), fitting[-1] if fitting else NO_DAY))
        case Weekday():
            return _single(_weekday(day, whole, today))
        case NumberedDay(number):
            index = number - 1 if number > 0 else number
            return _single(whole.days[index] if -len(whole.days) <= index < len(whole.days) else NO_DAY)
        case Weeks(offset, weekend):
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=offset)
            return monday + timedelta(days=5 if weekend else 0), monday + timedelta(days=6)
        case Month():
            return _month(day, whole, today)
        case Year(number, offset):
            year = number or today.year + offset
            return date(year, 1, 1), date(year, 12, 31)


def _single(day: date) -> tuple[date, date]:
    return day, day


def _relative(days: int, whole: Timeline, present: Present) -> tuple[date, date]:
    """So many days from the event's today; from the reader's where only that day has sessions."""
    event = whole.day_of(present.now) + timedelta(days=days)
    reader = present.now.astimezone(present.reader).date() + timedelta(days=days)
    over = days == 0 and present.now >= (whole.of_day(event).closes or present.now)
    return _single(reader if whole.on(reader) and (over or not whole.on(event)) else event)


def _calendar_day(day: CalendarDay, whole: Timeline, today: date) -> date:
    """The day in the year said, or in the one that makes it a day of the event, or else the nearest."""
    pairs = [(day.month, day.day), *([(day.day, day.month)] if day.swappable else [])]
    years = (day.year,) if day.year else tuple(dict.fromkeys((*(one.year for one in whole.days), today.year)))
    found = [one for year in years for pair in pairs if (one := _date(year, *pair))]
    return next((one for one in found if whole.on(one)), found[-1] if found else today)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(day: Weekday, whole: Timeline, today: date) -> date:
    """The event's next such day, or its last one if all are past; without any, the calendar's."""
    ahead = (day.number - today.weekday()) % WEEK
    if day.direction < 0:
        return today - timedelta(days=(today.weekday() - day.number) % WEEK or WEEK)
    fitting = tuple(one for one in whole.days if one.weekday() == day.number)
    wanted = next((one for one in fitting if one >= today + timedelta(days=day.direction)), None)
    return wanted or (fitting[-1] if fitting else today + timedelta(days=ahead or WEEK * day.direction))


def _month(month: Month, whole: Timeline, today: date) -> tuple[date, date]:
    if month.number is None:
        count = today.year * 12 + today.month - 1 + month.offset
        return _whole_month(count // 12, count % 12 + 1)
    if month.year:
        return _whole_month(month.year, month.number)
    fitting = tuple(day.year for day in whole.days if day.month == month.number)
    ahead = (year for year in fitting if date(year, month.number, 28) >= today)
    return _whole_month(next(ahead, fitting[-1] if fitting else today.year), month.number)


def _whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
