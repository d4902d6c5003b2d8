"""iCalendar (RFC 5545) → entries. An event that repeats is written out, within bounds."""

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar
from icalendar.prop import vBroken

from bot.errors import Fault
from bot.files.shapes import quoted
from bot.importing.decode import unusable
from bot.importing.readers.fields import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_SPAN,
    about,
    kind_named,
    link,
    on_one_line,
    plain,
)
from bot.importing.rows import Cell, Document, Entry
from bot.schedule.model import Link

Event: TypeAlias = Any
"""A component of the library, whose values are of as many types as there are properties."""

EVENT = re.compile(r"BEGIN:VEVENT[ \t]*", re.IGNORECASE)
MOST_EVENTS = 20_000
MOST_TIMES = 400
"""How often one event is written out at most: eight years of a weekly seminar."""

ENDLESS = timedelta(days=366)
"""How much of a repetition without an end is written out, from its first time on."""

LONGEST = timedelta(days=3660)
"""How far a repetition with an end is followed."""

MOST_SERIES = 100
"""How many events of a file may repeat: a rule that never matches is followed to the year 9999, for half a second."""

PLAIN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH"})
ADDRESSED = re.compile(r"(?:(?P<label>[^\W\d_][\w ]{1,30}): ?)?(?P<url>https?://\S+)")
PART_OF = re.compile(r"Part of: (.+)")
NOT_ANNOUNCED = re.compile(r"(?:the |its )?(?:time|end)(?: is)? (?:not announced|tba|tbd)(?: yet)?\.?", re.IGNORECASE)
RULES = {
    "DAILY": PLAIN,
    "WEEKLY": PLAIN,
    "MONTHLY": PLAIN | {"BYMONTHDAY", "BYSETPOS"},
    "YEARLY": PLAIN | {"BYMONTHDAY", "BYSETPOS"},
}
"""The rules that are followed, by frequency; others repeat within a day, or take seconds to match nothing."""

Doubts: TypeAlias = list[Fault]
_Key: TypeAlias = tuple[str, date | None]


def read(text: str) -> Document:
    calendars = _calendars(text)
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if len(events) > MOST_EVENTS:
        raise unusable(f"holds {len(events):,} events; a schedule has {MOST_EVENTS:,} at most: export its days apart")
    places = [number for number, line in enumerate(text.split("\n"), 1) if EVENT.fullmatch(line)]
    lines = places if len(places) == len(events) else [1] * len(events)
    doubts: Doubts = [*_simplified(event for event in events if "RRULE" in event)]
    replaced = {_key(event, _moment(event, "RECURRENCE-ID")) for event in events if "RECURRENCE-ID" in event}
    entries = tuple(
        entry for event, line in zip(events, lines, strict=True) for entry in _entries(event, line, replaced, doubts)
    )
    venue, page = _venue(entries), next((str(calendar["URL"]) for calendar in calendars if "URL" in calendar), "")
    about_all = _about(calendars, entries, venue, page)
    return Document(tuple(_without(entry, venue, page) for entry in entries), about_all, tuple(doubts))


def _calendars(text: str) -> list[Calendar]:
    """Tells zones that the library guesses ("W. Europe Standard Time") as it does: without a warning."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return list(Calendar.from_ical(text, multiple=True))
    except (ValueError, AttributeError, KeyError, IndexError) as error:  # of components that are none
        raise unusable(f"is not an iCalendar file ({error}); export it again") from None


def _simplified(series: Iterable[Event]) -> Iterator[Fault]:
    """Takes the rules off the series that are too many, and says so."""
    too_many = list(series)[MOST_SERIES:]
    for event in too_many:
        del event["RRULE"]
    if too_many:
        yield Fault(1, "RRULE", f"more than {MOST_SERIES} events repeat; of the others the first time is taken")


def _about(calendars: list[Calendar], entries: tuple[Entry, ...], venue: str, page: str) -> tuple[Cell, ...]:
    first = calendars[0] if calendars else {}
    return about(
        1,
        title=str(first.get("X-WR-CALNAME", first.get("NAME", ""))).replace("\\,", ","),
        timezone=_zone(entries) or str(first.get("X-WR-TIMEZONE", "")),
        venue=venue,
        url=page,
        description=str(first.get("X-WR-CALDESC", first.get("DESCRIPTION", ""))),
    )


def _venue(entries: tuple[Entry, ...]) -> str:
    """What the places of all end with, after a comma ("Room 2, Old Town"), or the one place in which all are."""
    places = sorted({entry.room for entry in entries if entry.room}, key=len)
    is_everywhere = len(places) > 1 or (len(entries) > 1 and all(entry.room for entry in entries))
    parts = places[0].split(", ") if is_everywhere else []
    ends = (", ".join(parts[start:]) for start in range(len(parts)))
    return next((end for end in ends if all(place == end or place.endswith(f", {end}") for place in places)), "")


def _without(entry: Entry, venue: str, page: str) -> Entry:
    """Without what is of the whole event."""
    room = entry.room.removesuffix(venue).removesuffix(", ") if venue and entry.room else entry.room
    links = tuple(link for link in entry.links if (link.kind, link.url) != ("website", page))
    return replace(entry, room=room or None, links=links)


def _zone(entries: tuple[Entry, ...]) -> str:
    """The zone that most events name. UTC is what exporters write who keep no zone, so that it tells none."""
    zones = (entry.start.tzinfo for entry in entries if isinstance(entry.start, datetime))
    named = Counter(zone.key for zone in zones if isinstance(zone, ZoneInfo) and zone.key != "UTC")
    return next((name for name, _ in named.most_common(1)), "")


def _entries(event: Event, line: int, replaced: set[_Key], doubts: Doubts) -> Iterator[Entry]:
    """The event at each of its times but those that another event of the file replaces."""
    title = on_one_line(_text(event, "SUMMARY"))
    if _text(event, "STATUS").upper() == "CANCELLED":
        doubts.append(Fault(line, "STATUS", f"'{title}' is cancelled, and left out"))
        return
    start, end = _moment(event, "DTSTART"), _moment(event, "DTEND")
    doubts.extend(Fault(line, name, f"'{title}': {problem}") for name, problem in _problems(event, start, end))
    told = _told(plain(_text(event, "DESCRIPTION")))
    entry = Entry(
        line,
        title,
        duration=_length(event),
        kind=next(filter(None, map(kind_named, _categories(event))), None),
        room=on_one_line(_text(event, "LOCATION")) or None,
        track=next((on_one_line(word) for word in _categories(event) if not kind_named(word)), None),
        section=told.section,
        abstract=told.abstract,
        links=tuple(dict.fromkeys((*told.links, *_links(event, told.links)))),
    )
    if not isinstance(start, datetime):
        yield replace(entry, date=start)
        return
    length = end - start if isinstance(end, datetime) and _same_sort(start, end) else None
    for moment in _times(event, start, line, doubts):
        if "RECURRENCE-ID" in event or _key(event, moment) not in replaced:
            yield replace(entry, start=moment, end=moment + length if length else None)


def _times(event: Event, start: datetime, line: int, doubts: Doubts) -> list[datetime]:
    """When the event is: its start, what its rule and RDATE add to it, less EXDATE; MOST_TIMES at most."""
    if "RECURRENCE-ID" in event:
        return [start]
    without = {_plain(moment, start) for moment in _dates(event, "EXDATE")}
    found = {start.replace(tzinfo=None), *(_plain(moment, start) for moment in _dates(event, "RDATE"))}
    for rule in _listed(event, "RRULE"):
        times, problem = _repeated(rule, start)
        found.update(times)
        if problem:
            doubts.append(Fault(line, "RRULE", f"'{on_one_line(_text(event, 'SUMMARY'))}' {problem}"))
    return [moment.replace(tzinfo=start.tzinfo) for moment in sorted(found - without)]


def _repeated(rule: Any, start: datetime) -> tuple[list[datetime], str | None]:  # noqa: ANN401 - the library's
    """The local times that a rule gives, and what was not taken of it. Bounded in time first, as it may never match."""
    known = RULES.get(next(iter(rule.get("FREQ", ())), ""), frozenset())
    if not known.issuperset(rule) or 0 in rule.get("INTERVAL", ()):
        return [], "repeats by an unusual rule; only its first time is taken: write the others as sessions"
    until = next(iter(rule.get("UNTIL", ())), None)
    is_endless = until is None and "COUNT" not in rule
    horizon = start.replace(tzinfo=None) + (ENDLESS if is_endless else LONGEST)
    last = min(_plain(until, start), horizon) if until else horizon
    bounded = type(rule)({**rule, "UNTIL": [last]})
    try:
        with warnings.catch_warnings(action="ignore"):
            told = rrulestr(bounded.to_ical().decode(), dtstart=start.replace(tzinfo=None))
        times = list(islice(told, MOST_TIMES + 1))
    except (ValueError, TypeError, OverflowError) as error:
        return [], f"repeats by a rule that cannot be read ({error}); only its first time is taken"
    if is_endless:
        return times[:MOST_TIMES], "repeats without an end; a year of it is taken: give its rule an UNTIL"
    too_many = len(times) > MOST_TIMES or (until and last == horizon)
    return times[:MOST_TIMES], f"repeats often; {len(times[:MOST_TIMES])} times are taken" if too_many else None


def _problems(event: Event, start: date | None, end: date | None) -> Iterator[tuple[str, str]]:
    """What is doubtful in an event's times, by the property's name."""
    given = event.get("DTSTART")
    if given is None:
        yield "DTSTART", "has no start; it is left without a time"
    elif start is None:
        yield "DTSTART", f"{quoted(_written(given))} is no date; it is left without a time"
    elif isinstance(start, datetime) and start.tzinfo is None and "TZID" in getattr(given, "params", ()):
        yield "DTSTART", f"its zone {given.params['TZID']} is not known; its time is taken as the event's own"
    if start and end and not isinstance(start, datetime) and (end - start).days > 1:
        yield "DTEND", f"lasts {(end - start).days} days; it is taken as a session of the first, without a time"


def _written(value: Any) -> str:  # noqa: ANN401 - the library's
    return str(value) if isinstance(value, str | list) else value.to_ical().decode()


def _moment(event: Event, name: str) -> date | None:
    """A property's date, or date and time; None where it has none that can be."""
    value = next(iter(_listed(event, name)), None)
    found = getattr(value, "dt", None)
    return found if isinstance(found, date) and FIRST_YEAR <= found.year <= LAST_YEAR else None


def _dates(event: Event, name: str) -> Iterator[date]:
    for listed in _listed(event, name):
        for each in getattr(listed, "dts", ()):
            found = each.dt[0] if isinstance(each.dt, tuple) else each.dt
            if isinstance(found, date) and FIRST_YEAR <= found.year <= LAST_YEAR:
                yield found


def _plain(moment: date, start: datetime) -> datetime:
    """A moment on the clocks of the zone of `start`, without a zone; a day stands for its time of `start`."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, start.time())
    local = moment.astimezone(start.tzinfo) if moment.tzinfo and start.tzinfo else moment
    return local.replace(tzinfo=None)


def _key(event: Event, moment: date | None) -> _Key:
    """What an event and the one that replaces it have in common."""
    if isinstance(moment, datetime) and moment.tzinfo:
        moment = moment.astimezone(UTC)
    return _text(event, "UID"), moment


def _length(event: Event) -> timedelta | None:
    found = next((value.dt for value in _listed(event, "DURATION")), None)
    return found if isinstance(found, timedelta) and timedelta(0) < found <= LONGEST_SPAN else None


def _same_sort(start: datetime, end: datetime) -> bool:
    return (start.tzinfo is None) == (end.tzinfo is None) and start < end


def _categories(event: Event) -> tuple[str, ...]:
    return tuple(str(word) for listed in _listed(event, "CATEGORIES") for word in getattr(listed, "cats", ()))


def _links(event: Event, told: tuple[Link, ...]) -> Iterator[Link]:
    """Those that its description does not tell already, and the calendar's own page neither."""
    known = {link.url for link in told}
    for name, kind in (("URL", "website"), ("CONFERENCE", "livestream"), ("ATTACH", None)):
        for each in _listed(event, name):
            yield from (found for found in link(str(each), kind=kind) if found.url not in known)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the lines of a description tell: an abstract, and beside it addresses and what the session is part of."""

    abstract: str | None
    links: tuple[Link, ...]
    section: str | None


def _told(description: str) -> _Told:
    lines = description.split("\n")
    addressed = {line: found for line in lines if (found := ADDRESSED.fullmatch(line))}
    held = {line: found for line in lines if (found := PART_OF.fullmatch(line))}
    rest = (line for line in lines if line not in addressed and line not in held and not NOT_ANNOUNCED.fullmatch(line))
    links = (each for found in addressed.values() for each in _link_in(found))
    return _Told("\n".join(rest).strip() or None, tuple(links), next((found[1] for found in held.values()), None))


def _link_in(found: re.Match[str]) -> Iterable[Link]:
    """Of the kind that a lower-case word before it says, as in "slides: https://…"."""
    label = found["label"] or ""
    return link(found["url"], label, label if re.fullmatch("[a-z]+", label) else None)


def _text(event: Event, name: str) -> str:
    return str(next(iter(_listed(event, name)), ""))


def _listed(event: Event, name: str) -> list[Any]:
    """A property's values that can be read, however often it is written."""
    value = event.get(name, [])
    return [each for each in (value if isinstance(value, list) else [value]) if not isinstance(each, vBroken)]
