"""Blocks → slots: from the tables or from the lines of a page, whichever are its schedule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.importing.interpreter import lines, tables
from bot.importing.interpreter.slots import Context, Slot, begun, on_day
from bot.importing.interpreter.units import Unit, is_past, may_head
from bot.importing.rows import Document, Row
from bot.importing.values.words import DATES_HEADING
from bot.schedule.names import fold

FEWEST_TIMED = 2
TERM = re.compile(
    r"\W*(?:(?:spring|summer|fall|autumn|winter)(?: (?:term|semester|quarter|session))?\W*)?(?P<year>(?:19|20)\d\d)\W*",
    re.IGNORECASE,
)


def slots_of(document: Document, units: Sequence[Unit]) -> list[Slot]:
    """The slots of the tables, else of the lines; whichever is the schedule."""
    tabled = _table_slots(document, units)
    timed = sum(1 for slot in tabled if slot.span or slot.moment)
    if timed >= FEWEST_TIMED:
        return _once(_in_years(tabled, units))
    lined = lines.slots_of(units, Context())
    lined_timed = sum(1 for slot in lined if slot.span or slot.moment)
    if tabled and len(tabled) >= len(lined) and lined_timed < FEWEST_TIMED:
        return _once(_in_years(tabled, units))
    return _once(_in_years(lined or tabled, units))


def _in_years(slots: list[Slot], units: Sequence[Unit]) -> list[Slot]:
    """With the year or term that the heading above names ("2024", "Spring 2024") for days that name none."""
    terms = [
        (unit.block.line, int(term["year"]))
        for unit in units
        if unit.level and (term := TERM.fullmatch(unit.line.text))
    ]
    for slot in slots:
        year = next((year for line, year in reversed(terms) if line <= slot.line), None)
        if year and slot.context.day and not slot.context.day.year:
            slot.context.day = replace(slot.context.day, year=year)
    return slots


def _table_slots(document: Document, units: Sequence[Unit]) -> list[Slot]:
    found: list[Slot] = []
    by_table = tables.tables_of(block for block in document.blocks if isinstance(block, Row))
    context, place, barred = Context(), 0, False
    for rows in by_table.values():
        section = None
        while place < len(units) and units[place].block.line <= rows[0].line and _precedes(units[place], rows[0]):
            unit = units[place]
            place += 1
            if unit.level:
                barred = DATES_HEADING.search(unit.line.text) is not None
            barred = barred or is_past(unit)
            context = begun(context, unit.line, unit.when)
            if unit.when and unit.when.says_day and may_head(unit):
                context = on_day(Context(day=context.day, start=context.start), unit.when)
            elif unit.level:
                section = unit.line.text
        above = tables.with_section(replace(context), section) if section and len(by_table) > 1 else replace(context)
        found.extend([] if barred else map(_sectioned, tables.slots_of(rows, above)))
    return found


def _sectioned(slot: Slot) -> Slot:
    """With the section that a cell of the row itself names."""
    named = [piece.text for piece in slot.pieces if piece.role == "section"]
    if named:
        slot.context = tables.with_section(slot.context, named[0])
        slot.pieces = [piece for piece in slot.pieces if piece.role != "section"]
    return slot


def _precedes(unit: Unit, row: Row) -> bool:
    return unit.block.line < row.line or bool(unit.path and unit.path[-1] <= row.table + 1)


def _once(slots: Iterable[Slot]) -> list[Slot]:
    """Without what a page shows twice, for wide and narrow screens: the same times, texts and places."""
    found: dict[object, Slot] = {}
    for number, slot in enumerate(slots):
        text = " ".join(fold(piece.text) for piece in slot.pieces)
        when = slot.span.text if slot.span else slot.moment
        day = slot.context.day.text if slot.context.day else (slot.context.number, slot.context.weekday)
        key = (when, text, day, slot.context.room, slot.context.track) if when and len(text) > 12 else number
        found.setdefault(key, slot)
    return list(found.values())


def elsewhere(units: Sequence[Unit], slots: Sequence[Slot]) -> list[Unit]:
    """The lines that no slot has."""
    used = {id(line) for slot in slots for line in slot.taken}
    return [unit for unit in units if id(unit.line) not in used]
