"""What a page says of its event as a whole: name, days, years, zone, venue, organizers, hosts, links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from bot import zones
from bot.importing.interpreter.naming import EVENT, LONGEST, TOP, title_of
from bot.importing.interpreter.settle import Said
from bot.importing.interpreter.slots import Slot
from bot.importing.interpreter.units import Unit, is_past, scope_of
from bot.importing.interpreter.weekly import note_weekly
from bot.importing.interpreter.zone import local_day, note_zone
from bot.importing.rows import Block, Cell, Document, Row
from bot.importing.values import clocks, days
from bot.importing.values.all_people import all_people
from bot.importing.values.headings import GENERIC_HEADING, heads_dates, is_no_session
from bot.importing.values.names import FAINT
from bot.importing.values.people import people_in
from bot.importing.values.words import HOST_LINE, LINK_KINDS, ROOM, SENTENCE, VENUE_LABEL
from bot.schedule.model import Link, Person
from bot.schedule.names import fold

ORGANIZERS = re.compile(
    r"\W*(?:(?:workshop|conference|local|program(?:me)?|general|seminar|event)\s+)*(?:organi[sz]ers?|"
    r"organi[sz]ing committee|organi[sz]ation|organi[sz]ed by|chairs)\W*",
    re.IGNORECASE,
)
OF_THE_PAGE = frozenset({"layout", "permalink", "last_modified_at", "redirect_from", "sent", "sender"})
MAIL = re.compile(r"mailto:[^\s?]+")
TAKES_PLACE = re.compile(r"\b(?:held|takes? place|will be (?:on|in|at))\b", re.IGNORECASE)
COPYRIGHT = re.compile(r"©|copyright", re.IGNORECASE)
AFTER_NOON = re.compile(r"\s*(?:1[3-9]|2[0-3])[:.h]\d\d\b[^ap]*", re.IGNORECASE)


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
    note_zone(said, document, units, texts, local_day((*filter(None, (own,)), *said.days)), slots)
    if silent := sum(slot.is_silent for slot in slots):
        note_weekly(said, (*texts, *((unit.block.line, unit.line.text) for unit in units)))
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
        elif (
            under is not None
            and len(text) < LONGEST
            and (found := people_in(re.sub(r",?\s*@\w+", "", text))).score > FAINT
        ):
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
