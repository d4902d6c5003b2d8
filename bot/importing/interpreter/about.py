"""What a page says of its event as a whole: name, days, years, zone, venue, organizers, hosts, links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, pairwise

from bot import zones
from bot.importing.interpreter.naming import EVENT, HELD, LONGEST, TOP, title_of
from bot.importing.interpreter.settle import Said
from bot.importing.interpreter.slots import Slot
from bot.importing.interpreter.times_of_lines import ZONE_WORDS
from bot.importing.interpreter.units import Unit, is_past, scope_of
from bot.importing.rows import Block, Cell, Document, Row
from bot.importing.values import clocks, days, eastern
from bot.importing.values.days import DIGIT, Day
from bot.importing.values.headings import GENERIC_HEADING, heads_dates, is_no_session
from bot.importing.values.people import all_people, people_in
from bot.importing.values.words import LINK_KINDS, ROOM
from bot.schedule.model import Link, Person
from bot.schedule.names import fold

ADDRESS = re.compile(r"(?<=@)[\w.-]+\.[a-z]{2}\b|(?<=//)[\w.-]+\.(?:ac|edu)\.[a-z]{2}\b")
"""Where mail goes to, or a page of a university is; others' addresses tell no country for sure."""
ZONE_TALK = re.compile(r"\b(?:times?|time ?zones?|schedule|hours)\b", re.IGNORECASE)
VENUE_LABEL = re.compile(r"\W*(?:venue|location|where|place|held (?:at|in))\s*[:\uff1a]\s*(?P<venue>.+)", re.IGNORECASE)
ORGANIZERS = re.compile(
    r"\W*(?:(?:workshop|conference|local|program(?:me)?|general|seminar|event)\s+)*(?:organi[sz]ers?|"
    r"organi[sz]ing committee|organi[sz]ation|organi[sz]ed by|chairs)\W*",
    re.IGNORECASE,
)
WAY_THERE = re.compile(
    r"\b(?:getting t?here|how to (?:get|find)|directions|venue|location|anfahrt|anreise|lageplan|accès|venir|"
    r"come arrivare|c[oó]mo (?:llegar|chegar)|bereikbaarheid|hitta)\b",
    re.IGNORECASE,
)
"""What heads where the event is."""
HOST_LINE = re.compile(
    r"\W*(?P<role>(?:seminar |guest |workshop |our )*(?:hosts?|organi[sz]ers?|executive producers?|producers?|"
    r"general chairs?|program chairs?))\s*(?:\((?P<note>[^)]*)\))?\s*:\s*(?P<people>.+)",
    re.IGNORECASE,
)
OF_THE_PAGE = frozenset({"layout", "permalink", "last_modified_at", "redirect_from", "sent", "sender"})
MAIL = re.compile(r"mailto:[^\s?]+")
SHORT_WEEKLY = re.compile(
    rf"(?:^|[,;:(]\s*)(?P<weekday>{'|'.join(each.title() for each in days.LETTERS if len(each) > 1)})\.?,?\s+"
    r"(?=\d{1,2}\s?(?:[:.h\u2010-\u2015-]|uhr))(?!\d{1,2}\.\s?\d{1,2}\.)"
)
"""The same in short, before an hour ("Mi, 14-16 Uhr")."""
TAKES_PLACE = re.compile(r"\b(?:held|takes? place|will be (?:on|in|at))\b", re.IGNORECASE)
AFTER_TIME = re.compile(rf"(?:(?<!:\d\d:\d)\d|[ap]\.?m\.?)\s*(?P<zone>{ZONE_WORDS.pattern})", re.IGNORECASE)
"""A zone behind a time to the minute; what says its seconds is the page's own stamp."""
COPYRIGHT = re.compile(r"©|copyright", re.IGNORECASE)
_served = "(?:coffee|tea|lunch|pizza|snacks|cookies|refreshments|drinks|doors|reception|kaffee|tee|café|thé)"
SERVED_BEFORE = re.compile(rf"\b{_served}\b[^.,;:()\d]*(?:\d{{1,2}}:?)?$", re.IGNORECASE)
SERVED_BEHIND = re.compile(rf"\W*(?:for |with )?{_served}\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
IN_ROOM = re.compile(
    r"(?:\b(?:in|at|im|en|dans|i|em|na)\s+(?:the\s+|der\s+|la\s+)?|,\s*(?=(?:[Rr]oom|[Rr]aum|[Ss]al(?:le|a)?)\s+\w*\d))"
    r"(?P<room>(?:room|sal(?:le|a)?\b|aula|amphi|zaal|[A-ZÀ-Þ])(?:[^,.;()]|\.(?=\d))*?"
    r"(?:,\s*(?:level|floor|room)\s+\w+)?)(?=\s*(?:[,;()]|\.(?!\d)|\bunless\b|\bon\b|$))"
)
BESIDE = re.compile(r"[,;()|\u2502]|\s[\u2010-\u2015-]\s")
NAMED_PLACE = re.compile(
    r"\s*(?:(?:the|in|at|im|en|dans|em|na|no|nell|i|op)\s+)?(?:(?:the|el|la|der|het)\s+)?"
    r"(?P<room>(?:[\w.-]+\s+){0,4}[\w-]+(?:\.\w+)*)[\s.]*"
)
UNLESS = re.compile(r"\s+(?:unless|except|sauf|salvo|sofern|wenn nicht|tenzij)\b[^,;.]*", re.IGNORECASE)
MAIL_OR_PHONE = re.compile(r"@|\bx\d{3,}|\d{5,}")
"""What stands beside an hour and is no room."""
AFTER_NOON = re.compile(r"\s*(?:1[3-9]|2[0-3])[:.h]\d\d\b[^ap]*", re.IGNORECASE)
SHORT, NEAR = 40, 3
HOUR = re.compile(r"\d|noon|midnight", re.IGNORECASE)
SERIES = re.compile(
    r"\b(?:all|each|every|usual(?:ly)?|regular(?:ly)?|unless|otherwise|talks?|seminars?|lectures?|colloqui\w+|"
    r"we meet|meetings?|sessions?|time|jeweils|stets|chaque|cada|siempre|ogni)\b",
    re.IGNORECASE,
)
"""What a line may speak of that says an hour once, for all of a series."""


@dataclass(slots=True)
class About:
    title: str | None = None
    title_line: int = 1
    venue: str | None = None
    room: str | None = None
    """The one room of all sessions, where one is told for all."""
    hours: clocks.Span | None = None
    """When the whole event begins and ends."""
    url: str | None = None
    description: str | None = None
    organizers: list[Person] = field(default_factory=list)
    hosts: list[Person] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def said_of(document: Document, units: Sequence[Unit], slots: Sequence[Slot], first: int) -> Said:
    """Days, years and zones that the document names beside its slots; `first` is the line of the first slot."""
    said = Said()
    texts = tuple(_texts(document, units, first))
    headings = {unit.block.line for unit in units if unit.level}
    named = [
        (day, line, line in headings or bool(TAKES_PLACE.search(text) or (day.year and day.weekday is not None)))
        for line, text in texts
        for day in days.days_in(text)
        if day.year or any(letter.isalpha() for letter in day.text)
    ]
    for day, line, _ in sorted(named, key=lambda each: not each[2]):
        said.days.append(day)
        said.day_lines.append(line)
    if not said.days:
        _take_any_day(said, units)
    said.years = _years(document, units, slots, [text for _, text in texts])
    said.whole_day = _counts_to_24(document.blocks)
    own = next((slot.context.day for slot in slots if slot.context.day), None)
    _note_zone(said, document, units, texts, _local_day((*filter(None, (own,)), *said.days)), slots)
    if silent := sum(slot.is_silent for slot in slots):
        _note_weekly(said, (*texts, *((unit.block.line, unit.line.text) for unit in units)))
        said.weekly = said.weekly if silent * 2 >= len(slots) or (said.weekly and said.weekly[1] is not None) else None
    return said


def _years(document: Document, units: Sequence[Unit], slots: Sequence[Slot], texts: Sequence[str]) -> days.Years:
    """The years that are named for the event; else that in which a mail was sent, or any that the page names."""
    years = days.Years(Counter(chain.from_iterable(map(days.years_in, texts))))
    years.named.update(slot.context.day.year for slot in slots if slot.context.day and slot.context.day.year)
    years.academic = next(filter(None, map(days.academic_year_in, texts)), None)
    if years.named or years.academic:
        return years
    sent = (day for cell in document.about if cell.name == "sent" for day in days.days_in(cell.text))
    since = next((day.on(day.year) for day in sent if day.year), None)
    if since:
        return days.Years(Counter({since.year: 1}), since=since)
    named = (list(days.years_in(unit.line.text))[:1] for unit in units if not COPYRIGHT.search(unit.line.text))
    return days.Years(Counter(chain.from_iterable(named)))


def _counts_to_24(blocks: Sequence[Block]) -> bool:
    """Whether times behind noon stand in columns of zones, with no AM or PM."""
    cells = [(block.table, cell) for block in blocks if isinstance(block, Row) for cell in block.cells]
    headed = {
        (table, cell.column) for table, cell in cells if zones.is_zone((cell.text if cell.header else cell.name) or "")
    }
    return len(headed) > 1 and any(
        AFTER_NOON.fullmatch(cell.text) for table, cell in cells if (table, cell.column) in headed
    )


def _take_any_day(said: Said, units: Sequence[Unit]) -> None:
    """The full dates of the rest of the page, where its head names none."""
    for unit in units:
        text = unit.line.text
        if len(text) <= LONGEST and EVENT.search(text) and not is_no_session(text):
            found = [day for day in days.days_in(text) if day.year]
            said.days.extend(found)
            said.day_lines.extend(unit.block.line for _ in found)


def _note_weekly(said: Said, texts: Iterable[tuple[int, str]]) -> None:
    """The hour at which all of a series is, where the page says it once ("Wednesdays, 14:00-15:00").

    A line that speaks of a series goes before one that may tell the hour of another one.
    """
    said_texts = tuple(texts)
    found = list(_weekly(said_texts))
    if found:
        line, text, span, weekday = max(
            found, key=lambda each: each[3] is not None and SERIES.search(each[1]) is not None
        )
        said.weekly, said.weekly_line = (span, weekday), line
        said.weekly_room = _room_in(text) or _room_near(line, said_texts)


def _weekly(texts: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, clocks.Span, int | None]]:
    """The sentences that tell an hour of a day of the week, or speak of a series."""
    for line, text in ((line, sentence) for line, whole in texts for sentence in SENTENCE.split(whole)):
        if len(text) > LONGEST or not HOUR.search(text):
            continue
        weekday = _weekday_in(text) if not any(days.days_in(text)) else None
        if not (weekday or SERIES.search(text)) or is_no_session(text):
            continue
        behind = text[weekday[1] :] if weekday else ""
        told = [*_spans_of_talks(behind), *_spans_of_talks(text), *clocks.spans(text)]
        if span := next(iter(told), None):
            yield line, text, span, weekday[0] if weekday else None


def _spans_of_talks(text: str) -> Iterator[clocks.Span]:
    """The times that a text tells, without those of what is eaten or drunk before."""
    for span in clocks.spans(text):
        if not (SERVED_BEFORE.search(text, 0, span.begin) or SERVED_BEHIND.match(text, span.stop)):
            yield span


def _weekday_in(text: str) -> tuple[int | None, int] | None:
    """The first day of the week that a text names, and where its name stops."""
    match = days.WEEKLY.search(text)
    if match or not (short := SHORT_WEEKLY.search(text)):
        return (days.weekday_alone(match["weekday"]), match.end()) if match else eastern.weekday_in(text)
    return days.LETTERS[short["weekday"].lower()], short.end()


def _room_in(text: str) -> str | None:
    """The room that a sentence names with the hour of all ("Thursdays 4–5 pm in Harlow Hall 214")."""
    for span in clocks.spans(text):
        text = text[: span.begin] + "," * (span.stop - span.begin) + text[span.stop :]
    text = UNLESS.sub("", text)
    names = (match["room"].strip() for match in IN_ROOM.finditer(text))
    parts = (match["room"] for part in BESIDE.split(text) if (match := NAMED_PLACE.fullmatch(part)))
    return next(filter(_is_room, (*names, *parts)), None)


def _is_room(name: str) -> bool:
    told = ROOM.search(name) or (DIGIT.search(name) and not any(days.years_in(name)))
    return bool(told) and len(name) < SHORT and not (any(days.days_in(name)) or MAIL_OR_PHONE.search(name))


def _room_near(line: int, texts: Iterable[tuple[int, str]]) -> str | None:
    """The room that a line beside that of the hour is labelled as ("Place: Room B 12")."""
    near = (VENUE_LABEL.match(text) for other, text in texts if abs(other - line) <= NEAR)
    rooms = (match["venue"].strip(" .") for match in near if match)
    return next((room for room in rooms if ROOM.search(room) and len(room) < SHORT), None)


def _texts(document: Document, units: Sequence[Unit], first: int) -> Iterator[tuple[int, str]]:
    """Where the event's own day may be told: about it, in headings, near the top, and just above its schedule.

    The `date` at the head of a page comes last, as it is often the day on which the page was written.
    """
    heads = [cell for cell in document.about if cell.name not in OF_THE_PAGE]
    published = [cell for cell in heads if cell.name == "date" and units]
    yield from ((cell.line, cell.text) for cell in heads if cell not in published)
    barred = False
    scope: tuple[int, ...] = ()
    for place, unit in enumerate(units):
        text = unit.line.text
        barred = barred and unit.path[: len(scope)] == scope
        box = scope_of(unit, units[place + 1 : place + 2]) if unit.level or is_past(unit) else ()
        if unit.level or len(box) > 1:
            barred, scope = heads_dates(text) or not unit.level, box
        before = unit.block.line <= first
        near = unit.level or (place < TOP and before) or (before and first - unit.block.line < 30)
        if near and not (barred or unit.in_dates) and len(text) <= LONGEST:
            yield from ((unit.block.line, each) for each in _of_event(text))
    yield from ((cell.line, cell.text) for cell in published)


def _of_event(text: str) -> Sequence[str]:
    """What of a text may tell the event's day: beside deadlines and the like, only sentences that say when it is."""
    if not is_no_session(text):
        return (text,)
    return [each for each in SENTENCE.split(text) if TAKES_PLACE.search(each) and not is_no_session(each)]


def _local_day(named: Sequence[Day]) -> datetime:
    """The day on which an offset from UTC is meant, as near as it is known."""
    year = next((day.year for day in named if day.year), zones.WINTER.year)
    on = named[0].on(named[0].year or year) if named else None
    return datetime(on.year, on.month, on.day) if on else zones.WINTER  # noqa: DTZ001 - a local day


def _note_zone(
    said: Said,
    document: Document,
    units: Sequence[Unit],
    texts: Sequence[tuple[int, str]],
    day: datetime,
    slots: Sequence[Slot],
) -> None:
    """The zone that the document states, or else the one of a place that it names."""
    first, last = (slots[0].line, slots[-1].line) if slots else (0, 0)
    own = {line.text for slot in slots for line in slot.taken}
    after_times = ((line, match["zone"]) for line, text in texts for match in AFTER_TIME.finditer(text))
    for line, text in chain(_zone_texts(document, units, first, last), after_times):
        if not re.search(r"anywhere on earth|\bAoE\b", text) and (found := zones.stated_in(text, day)):
            place = zones.of_places(each for _, each in texts)
            said.zone, said.zone_line = (zones.told_apart(found, place, day) if place else found), line
            return
    for line, text in (*(each for each in texts if each[1] not in own), *_place_texts(units)):
        if not HOST_LINE.match(text) and (found := zones.of_place(text)):
            said.zone, said.zone_line = found, line
            return
    said.zone = next(filter(None, (zones.of_language(text) for _, text in texts)), None)
    if not said.zone:
        senders = ((cell.line, cell.text) for cell in document.about if cell.name == "sender")
        lines = ((unit.block.line, unit.line.text) for unit in units)
        hosts = [(line, host) for line, text in chain(senders, lines) for host in ADDRESS.findall(text)]
        said.zone = zones.of_addresses(host for _, host in hosts)
        said.zone_line = hosts[0][0] if hosts else 1


def _zone_of_time(unit: Unit, last: int) -> str | None:
    """That of a time of the event: what ends a line below the last entry is of a deadline or the page itself."""
    return unit.when.zone if unit.when and (unit.when.leads or unit.block.line <= last) else None


def _zone_texts(document: Document, units: Sequence[Unit], first: int, last: int) -> Iterator[tuple[int, str]]:
    """Where a zone may be stated, the surest first, each with its line; that of a deadline is none of the event."""
    rows = [block for block in document.blocks if isinstance(block, Row) and not _is_of_deadline(block)]
    telling = (unit for unit in units if unit.when or ZONE_TALK.search(unit.line.text))
    units = [unit for unit in telling if not is_no_session(unit.line.text[:LONGEST])]
    cells = [cell for row in rows for cell in row.cells]
    about = [cell for cell in document.about if cell.text]
    named = next((cell for cell in about if cell.name in {"timezone", "time_zone", "tz"} or _names_zone(cell)), None)
    if named:
        yield named.line, named.text
    for unit in units:
        text = unit.line.text
        said = [text] if len(text) <= LONGEST else SENTENCE.split(text) if unit.block.line <= first else []
        yield from ((unit.block.line, each) for each in said if len(each) <= LONGEST and ZONE_TALK.search(each))
    yield from ((cell.line, cell.text) for cell in cells if cell.header or cell.name)
    yield from ((cell.line, cell.name) for cell in cells if cell.name)
    yield from ((unit.block.line, unit.line.text) for unit in units if unit.when and unit.level)
    yield from ((unit.block.line, zone.upper()) for unit in units if (zone := _zone_of_time(unit, last)))
    for row in rows:
        firsts = (cell.lines[0].text for cell in row.cells[:2] if cell.lines)
        yield from ((row.line, text) for text in firsts if len(text) < SHORT)


def _is_of_deadline(row: Row) -> bool:
    return any(is_no_session(cell.text) for cell in row.cells[:2] if len(cell.text) < SHORT)


def _names_zone(cell: Cell) -> bool:
    """Whether a key that nobody knows has a zone's own name ("Europe/Berlin")."""
    return "/" in cell.text and zones.is_name(cell.text)


def _place_texts(units: Sequence[Unit]) -> Iterator[tuple[int, str]]:
    """Lines that tell where the event is, then those that name it."""
    yield from ((unit.block.line, unit.line.text) for unit in units if HELD.search(unit.line.text[:LONGEST]))
    for unit in units:
        if len(unit.line.text) < 120 and EVENT.search(unit.line.text):
            yield unit.block.line, unit.line.text
    for unit in units:
        text = unit.line.text
        if len(text) < 120 and not unit.is_dated and days.WEEKLY.search(text) and SERIES.search(text):
            yield unit.block.line, text
    for heading, below in pairwise(units):
        if len(heading.line.text) < SHORT and WAY_THERE.search(heading.line.text):
            yield below.block.line, below.line.text


def about_of(document: Document, units: Sequence[Unit], beside: Sequence[Unit], year: int | None = None) -> About:
    """What a page of these lines says of the event; those `beside` the slots tell where it is."""
    about = About()
    for cell in document.about:
        _take(about, cell)
    if about.title is None:
        about.title_line, about.title = title_of(document, units, year) or (1, None)
    for cell in document.about:
        _take_rest(about, cell.text)
    venue = next((match for unit in beside[: TOP * 2] if (match := VENUE_LABEL.match(unit.line.text))), None)
    if about.venue is None and venue and len(venue["venue"]) < LONGEST:
        about.venue = venue["venue"].strip(" .")
    _find_people(about, units)
    about.links.extend(link for link in dict.fromkeys(_event_links(units)) if link not in about.links)
    return about


def _take(about: About, cell: Cell) -> None:
    match cell.name:
        case "title" if not GENERIC_HEADING.fullmatch(cell.text):
            about.title, about.title_line = cell.text, cell.line
        case "venue" | "location" | "place":
            about.venue = cell.text
        case "url" if cell.text.startswith(("http://", "https://")):
            about.url = cell.text
        case "description":
            about.description = cell.text[:5_000]
        case "organizers" | "hosts":
            (about.organizers if cell.name == "organizers" else about.hosts).extend(all_people(cell.text))
        case _:
            pass


def _take_rest(about: About, text: str) -> None:
    """What a description says after the event's day: where, in which room, from when to when."""
    day = next(days.days_in(text), None)
    if day is None:
        return
    for part in (part.strip() for part in text[day.stop :].split(",")):
        span = next(clocks.spans(part), None)
        if span and span.end:
            about.hours = about.hours or span
        elif ROOM.search(part):
            about.room = about.room or part
        elif part[:1].isupper() and not any(letter.isdigit() for letter in part):
            about.venue = about.venue or part


def _find_people(about: About, units: Sequence[Unit]) -> None:
    under: int | None = None
    for unit in units:
        text = unit.line.text
        if unit.level:
            under = (
                unit.level
                if ORGANIZERS.fullmatch(text)
                else (under if under is not None and unit.level > under and people_in(text).persons else None)
            )
            if under is None or unit.level == under:
                continue
        if match := HOST_LINE.match(text):
            found = people_in(match["people"].strip(" ."))
            role = match["role"].strip()
            singular = re.sub(r"s$", "", role) + (f", {match['note']}" if match["note"] else "")
            host = "host" in role.lower()
            (about.hosts if host else about.organizers).extend(
                replace(person, role=person.role or singular) for person in found.persons
            )
        elif under is not None and len(text) < LONGEST and (found := people_in(re.sub(r",?\s*@\w+", "", text))).persons:
            about.organizers.extend(_with_links(found.persons, unit))
    about.organizers = list({person.name: person for person in reversed(about.organizers)}.values())[::-1]


def _with_links(persons: Sequence[Person], unit: Unit) -> Iterable[Person]:
    urls = [run.href for run in unit.line.runs if run.href and run.href.startswith("http")]
    if len(persons) != 1:
        return persons
    links = tuple(Link("twitter" if re.search(r"twitter\.com|//x\.com", url) else "website", url) for url in urls)
    return (replace(persons[0], links=links),)


def _event_links(units: Sequence[Unit]) -> Iterator[Link]:
    """Of a heading that is a link, the livestream or the like; the address to write to."""
    for unit in units:
        for run in unit.line.runs:
            if not run.href:
                continue
            if MAIL.fullmatch(run.href) and "contact" in unit.line.text.lower():
                yield Link("email", run.href)
            elif (
                (unit.level or len(unit.line.runs) == 1)
                and run.href.startswith("http")
                and LINK_KINDS.get(fold(run.text)) == "livestream"
            ):
                yield Link("livestream", run.href)
