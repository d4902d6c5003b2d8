"""Blocks → a draft: the one interpreter of all formats. Structure first, then content, then times, then what joins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.errors import Fault
from bot.files.entries import SessionEntry
from bot.importing.interpreter import entries, joining, structure
from bot.importing.interpreter.about import about_of, said_of
from bot.importing.interpreter.content import talks_of
from bot.importing.interpreter.draft import Draft, entry_of, lacking, people_once, with_one_day
from bot.importing.interpreter.hours import with_marks
from bot.importing.interpreter.sessions import in_whole, joined_of, nested, sessions_of, told_again
from bot.importing.interpreter.settle import settle
from bot.importing.interpreter.times_of_lines import when_of
from bot.importing.interpreter.units import Unit, units_of
from bot.importing.rows import Document, Entry, Heading, Row, Rule, Text

MANY = 6


def interpret(document: Document, name: str, day: date | None = None, zone: ZoneInfo | None = None) -> Draft:
    """The draft of a document. `name` is its title where it has none; `day` and `zone` go before what it says."""
    document = replace(document, blocks=tuple(with_marks(document.blocks)))
    units = units_of([block for block in document.blocks if isinstance(block, (Heading, Text, Rule))])
    given = [block for block in document.blocks if isinstance(block, Entry)]
    if given:
        return entries.draft_of(given, document, name, day, zone)
    slots, loose, units = structure.slots_of(document, units)
    first = slots[0].line if slots else 10**9
    said = said_of(document, units, slots, first)
    said.given_date, said.given_zone = day, zone
    settled = settle(slots, said)
    described = joining.descriptions(elsewhere := structure.elsewhere(units, slots))
    cells = [cell for block in document.blocks if isinstance(block, Row) for cell in block.cells]
    texts = [*(unit.line.text for unit in elsewhere), *(cell.text for cell in cells if len(cell.lines) == 1)]
    read = talks_of(slots, joining.people_of(elsewhere), texts)
    joined = joined_of(slots, read) | told_again(read, settled.moments)
    known, doubts = joining.join([talk for talks in read for talk in talks], described)
    about = about_of(document, units, elsewhere, next((at.day.year for at in settled.moments if at.day), None))
    people = people_once((talk for talks in read for talk in talks), known)
    sessions, found = sessions_of(slots, read, settled.moments, joined, people)
    sessions = in_whole(nested(sessions), about)
    sessions, own = with_one_day(sessions, settled.day)
    doubts = [*document.doubts, *loose, *settled.doubts, *doubts, *found, *lacking(about, settled.zone, sessions, own)]
    doubts.extend(_unaccounted(document, units, sessions))
    entry = entry_of(about, name, settled.zone, own, sessions, people.values())
    return Draft(entry, settled.zone, tuple(dict.fromkeys(doubts)))


def _unaccounted(document: Document, units: Sequence[Unit], sessions: Sequence[SessionEntry]) -> list[Fault]:
    """A doubt where far more lines begin with a time than sessions were found."""
    firsts = [cell.lines[0] for row in document.blocks if isinstance(row, Row) for cell in row.cells[:1] if cell.lines]
    found = sum(1 + len(session.talks) for session in sessions)
    if len(units) + len(firsts) <= found * 2:
        return []
    told = [*(unit.when for unit in units), *map(when_of, firsts)]
    times = sum(1 for when in told if when and when.span and when.leads)
    if times < MANY or found * 2 >= times:
        return []
    return [Fault(1, "sessions", f"{times} lines begin with a time, but {found} sessions were found; compare them")]
