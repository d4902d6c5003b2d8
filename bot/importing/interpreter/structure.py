"""Blocks → slots: from the tables or from the lines of a page, whichever are its schedule."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.errors import Fault
from bot.importing.interpreter import lines, remarks, tables
from bot.importing.interpreter.following import with_followers
from bot.importing.interpreter.laid_out import upright
from bot.importing.interpreter.slots import Context, Slot, begun, below_day
from bot.importing.interpreter.units import Unit, is_past, may_head, not_elsewhere, units_of
from bot.importing.rows import Block, Document, Heading, Row, Rule, Text
from bot.importing.values.headings import NOTHING, TERM, heads_dates, is_no_session
from bot.importing.values.people import people_in

FEWEST_TIMED, FEWEST_TOLD = 2, 4
NO = re.compile(
    rf"\W*(?:{NOTHING}) (?P<what>[^\W\d_]{{3,}})"
    r"(?:\s*[,;:.!(\u2010-\u2015-].*|\s+(?:due|because|wegen|on|in|this|for)\b.*)?\W*",
    re.IGNORECASE,
)
"""What says that something is not held, and perhaps why."""


def slots_of(document: Document, units: list[Unit]) -> tuple[list[Slot], list[Fault], list[Unit]]:
    """The slots by the page's structure, or line by line where that explains less than half of the times told.

    With the lines that the page was taken to have: those in tables too where these are only its layout.
    """
    found, doubts, lines_ = _slots_of(document, units)
    first = found[0].line if found else 0
    head = "\n".join(unit.line.text for unit in lines_ if unit.block.line < first)
    found = [slot for slot in found if not (slot.is_silent and _says_no(slot, head))]
    return remarks.taken([*with_followers(found)], head), doubts, lines_


def _says_no(slot: Slot, head: str) -> bool:
    """Whether an entry only says that nothing of what the head of the page speaks of is held ("No lunch – retreat")."""
    match = NO.fullmatch(slot.pieces[0].text) if len(slot.pieces) == 1 else None
    return match is not None and re.search(rf"\b{match['what']}", head, re.IGNORECASE) is not None


def _slots_of(document: Document, units: list[Unit]) -> tuple[list[Slot], list[Fault], list[Unit]]:
    found = _by_structure(document, units)
    explained = _explained(found)
    rows = sum(isinstance(block, Row) for block in document.blocks)
    if explained * 2 >= rows + len(units) or explained * 2 >= rows + sum(map(_tells_time, units)):
        return found, [], units
    flat = units_of([block for whole in document.blocks for block in _flat(whole)])
    told = sum(map(_tells_time, flat))
    if found and (told < FEWEST_TOLD or explained * 2 >= told):
        return found, [], units
    loose = _once(_in_years(lines.slots_of(flat, Context(), not_elsewhere(flat, lenient=True)), flat))
    if not loose or (found and _explained(loose) < max(explained * 2, FEWEST_TOLD)):
        return found, [], units
    problem = "nothing but its times tells how the page is built; each is read with the lines below it: compare them"
    return loose, [Fault(loose[0].line, "sessions", problem)], flat


def _tells_time(unit: Unit) -> bool:
    when = unit.when
    return bool(when and when.leads and when.span and not is_no_session(unit.line.text))


def _explained(slots: Sequence[Slot]) -> int:
    """How many slots have a time and words of their own: where all say the same, none does."""
    texts = {" ".join(piece.text.lower() for piece in slot.pieces) for slot in slots if slot.span or slot.moment}
    return sum(any(map(str.isalpha, text)) for text in texts)


def _flat(block: Block) -> Iterator[Heading | Text | Rule]:
    """A row as lines, each cell a container."""
    if isinstance(block, (Heading, Text, Rule)):
        yield block
    elif isinstance(block, Row):
        for cell in block.cells:
            path = (*block.path, -block.line, cell.column)
            for line in cell.lines if not cell.repeated else ():
                place = line.line or block.line
                yield Heading(line, line.level, place, path) if line.level else Text(line, place, path)


def _by_structure(document: Document, units: Sequence[Unit]) -> list[Slot]:
    """The slots of the tables, else of the lines; whichever is the schedule."""
    tabled = _table_slots(document, units)
    timed = sum(1 for slot in tabled if slot.span or slot.moment)
    lined = lines.slots_of(units, Context(), not_elsewhere(units))
    if timed >= FEWEST_TIMED:
        return _once(_in_years(_with_breaks(tabled, lined), units))
    lined_timed = sum(1 for slot in lined if slot.span or slot.moment)
    dated = sum(slot.context.day is not None for slot in tabled)
    if tabled and len(tabled) >= len(lined) and lined_timed < max(FEWEST_TIMED, dated):
        return _once(_in_years(tabled, units))
    return _once(_in_years(_with_parts(lined, document, units) if lined else tabled, units))


def _with_breaks(tabled: Sequence[Slot], lined: Sequence[Slot]) -> list[Slot]:
    """With the lines between tables that tell a time as those do that head a table, and head none: breaks."""
    starts = [slot.line for slot in tabled]
    bounds = (*(slot.line for slot in lined[1:]), starts[-1] + 1)
    heading = [
        bisect_left(starts, end) > bisect_right(starts, slot.line) for slot, end in zip(lined, bounds, strict=False)
    ]
    alone = [slot for slot, heads in zip(lined, heading, strict=True) if not heads and slot.span and slot.span.end]
    if sum(heading) < FEWEST_TIMED:
        return list(tabled)
    return sorted((*tabled, *alone), key=_line)


def _line(slot: Slot) -> int:
    return slot.line


def _with_parts(slots: Sequence[Slot], document: Document, units: Sequence[Unit]) -> list[Slot]:
    """With the talks of the tables that stand below a time, under no other heading, as its parts."""
    found = list(slots)
    headings = [unit.block.line for unit in units if unit.level]
    for rows in upright(tables.tables_of(block for block in document.blocks if isinstance(block, Row))).values():
        place = bisect_right([slot.line for slot in found], rows[0].line) - 1
        near = place >= 0 and not any(found[place].line < line <= rows[0].line for line in headings)
        if near and found[place].span and (parts := tables.talks_of(rows)):
            found[place].holds = True
            for part in parts:
                part.context = found[place].context
            found[place + 1 : place + 1] = parts
    return found


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
            slot.context = replace(slot.context, day=replace(slot.context.day, year=year))
    return slots


def _table_slots(document: Document, units: Sequence[Unit]) -> list[Slot]:
    found: list[list[Slot]] = []
    by_table = upright(tables.tables_of(block for block in document.blocks if isinstance(block, Row)))
    context, place, barred = Context(), 0, False
    for rows in by_table.values():
        section = None
        while place < len(units) and units[place].block.line <= rows[0].line and _precedes(units[place], rows[0]):
            unit = units[place]
            place += 1
            if unit.level or isinstance(unit.block, Rule):
                barred = heads_dates(unit.line.text)
            barred = barred or is_past(unit)
            context = begun(context, unit.line, unit.when)
            if unit.when and unit.when.says_day and may_head(unit) and not barred:
                context = below_day(Context(day=context.day, start=context.start), unit.when)
            elif unit.level:
                section = unit.line.text
        above = tables.with_section(context, section) if section and len(by_table) > 1 else context
        found.append([] if barred else [_sectioned(slot) for slot in tables.slots_of(rows, above)])
    timed = any(not _are_dates(each) for each in found if each)
    return [slot for each in found if not (timed and _are_dates(each)) for slot in each]


def _are_dates(slots: Sequence[Slot]) -> bool:
    """Whether a table tells days, hardly any hour and nobody: dates to keep, beside another one that is a programme."""
    silent = sum(slot.is_silent for slot in slots)
    named = any(piece.role == "speaker" or people_in(piece.text).persons for slot in slots for piece in slot.pieces)
    return silent * 2 > len(slots) and not named


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
        text = " ".join(piece.text.lower() for piece in slot.pieces)
        when = slot.span.text if slot.span else slot.moment
        day = slot.context.day.text if slot.context.day else (slot.context.number, slot.context.weekday)
        key = (when, text, day, slot.context.room, slot.context.track) if when and len(text) > 12 else number
        found.setdefault(key, slot)
    return list(found.values())


def elsewhere(units: Sequence[Unit], slots: Sequence[Slot]) -> list[Unit]:
    """The lines that no slot has."""
    used = {id(line) for slot in slots for line in slot.taken}
    return [unit for unit in units if id(unit.line) not in used]
