"""The zone that a page states, or that of where it says that the event is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain, pairwise

from bot import zones
from bot.importing.interpreter.naming import EVENT, HELD, LONGEST
from bot.importing.interpreter.settle import Said
from bot.importing.interpreter.slots import Slot
from bot.importing.interpreter.times_of_lines import ZONE_WORDS
from bot.importing.interpreter.units import Unit
from bot.importing.interpreter.weekly import SERIES
from bot.importing.rows import Cell, Document, Row
from bot.importing.values import days
from bot.importing.values.days import Day
from bot.importing.values.headings import is_no_session
from bot.importing.values.words import HOST_LINE, SENTENCE, has_any

SHORT = 40
ADDRESS = re.compile(r"(?<=@)[\w.-]+\.[a-z]{2}\b|(?<=//)[\w.-]+\.(?:ac|edu)\.[a-z]{2}\b")
"""Where mail goes to, or a page of a university is; others' addresses tell no country for sure."""
ZONE_TALK = re.compile(r"\b(?:times?|time ?zones?|schedule|hours)\b", re.IGNORECASE)
OF_TIME = ("time", "schedule", "hours")
"""Of which every text in lower case has one in which there is such."""
WAY_THERE = re.compile(
    r"\b(?:getting t?here|how to (?:get|find)|directions|venue|location|anfahrt|anreise|lageplan|accès|venir|"
    r"come arrivare|c[oó]mo (?:llegar|chegar)|bereikbaarheid|hitta)\b",
    re.IGNORECASE,
)
"""What heads where the event is."""
AFTER_TIME = re.compile(rf"(?:(?<!:\d\d:\d)\d|[ap]\.?m\.?)\s*(?P<zone>{ZONE_WORDS.pattern})", re.IGNORECASE)
"""A zone behind a time to the minute; what says its seconds is the page's own stamp."""


def local_day(named: Sequence[Day]) -> datetime:
    """The day on which an offset from UTC is meant, as near as it is known."""
    year = next((day.year for day in named if day.year), zones.WINTER.year)
    on = named[0].on(named[0].year or year) if named else None
    return datetime(on.year, on.month, on.day) if on else zones.WINTER  # noqa: DTZ001 - a local day


def note_zone(
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


def _names_time(unit: Unit) -> bool:
    """Whether a heading tells a time, or any line a zone with its own."""
    return unit.when is not None and (unit.level > 0 or unit.when.zone is not None)


def _speaks_of_time(text: str) -> bool:
    return has_any(text.lower(), OF_TIME) and ZONE_TALK.search(text) is not None


def _zone_texts(document: Document, units: Sequence[Unit], first: int, last: int) -> Iterator[tuple[int, str]]:
    """Where a zone may be stated, the surest first, each with its line; that of a deadline is none of the event."""
    rows = [block for block in document.blocks if isinstance(block, Row) and not _is_of_deadline(block)]
    telling = (unit for unit in units if _names_time(unit) or _speaks_of_time(unit.line.text))
    units = [unit for unit in telling if not is_no_session(unit.line.text[:LONGEST])]
    cells = [cell for row in rows for cell in row.cells]
    about = [cell for cell in document.about if cell.text]
    named = next((cell for cell in about if cell.name in {"timezone", "time_zone", "tz"} or _names_zone(cell)), None)
    if named:
        yield named.line, named.text
    for unit in units:
        text = unit.line.text
        said = [text] if len(text) <= LONGEST else SENTENCE.split(text) if unit.block.line <= first else []
        yield from ((unit.block.line, each) for each in said if len(each) <= LONGEST and _speaks_of_time(each))
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
