"""Rows of a table → slots: which column is what, which rows are headings, which columns are rooms, tracks or days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile, zip_longest

from bot.importing.interpreter.columns import (
    MOSTLY,
    WHEN_ROLES,
    Columns,
    columns_of,
    is_day,
    is_header,
    parts_of,
    roles_by_content,
    with_whole_names,
)
from bot.importing.interpreter.leads import is_prose, moderated
from bot.importing.interpreter.slots import Context, Piece, Slot, begun, below_day, labelled, on_day, states_start
from bot.importing.interpreter.times_inside import tell_time_inside
from bot.importing.interpreter.times_of_cells import merged, said_in
from bot.importing.interpreter.times_of_lines import When, when_of
from bot.importing.rows import Cell, Line, Row, Run
from bot.importing.values import clocks
from bot.importing.values.headings import GENERIC_HEADING, NOT_HELD, SECTION, heads_dates, is_no_session
from bot.importing.values.names import FAINT, LIKELY
from bot.importing.values.people import people_in
from bot.importing.values.words import LINK_KINDS, ROOM, is_one_of, is_unknown
from bot.schedule.kinds import kind_of_title


def slots_of(rows: Sequence[Row], above: Context) -> list[Slot]:
    """The slots of one table, in order; none where it is no schedule (deadlines, papers, addresses)."""
    reader: _TableReader | None = None
    for given in parts_of(rows):
        columns = columns_of(given)
        part = with_whole_names(given, columns)
        if any(map(columns.of, ("time", "start", "date", "duration"))):
            reader = reader or _TableReader(columns, replace(above), rows[0].table)
            reader.columns, reader.headed = columns, _has_sections(part, columns)
            for row, below in zip_longest(part, part[1:]):
                reader.take(row, below)
    found = _whole(reader.slots) if reader else []
    for slot in found:
        if slot.is_silent and slot.context.day:
            tell_time_inside(slot)
    unfit = [is_no_session(" ".join(piece.text for piece in slot.pieces)) for slot in found if slot.is_silent]
    held = [slot for slot in found if not (slot.is_silent and is_not_held(slot))]
    return [] if len(unfit) == len(found) and sum(unfit) > MOSTLY * len(held) else held


def _whole(slots: Sequence[Slot]) -> list[Slot]:
    """With the rows that only name the people of the title in the row above, whose time they share, as one with it."""
    found: list[Slot] = []
    for slot, below in zip_longest(slots, slots[1:]):
        goes_on = slot.shared and found and _names_people(slot) and not _names_people(found[-1])
        if goes_on and not (below and below.shared and _names_people(below)):
            found[-1].pieces.extend(slot.pieces)
        else:
            found.append(slot)
    return found


def _names_people(slot: Slot) -> bool:
    """Whether a slot names people and says nothing else of them but where they are from."""
    first = slot.pieces[0] if slot.pieces else None
    return bool(first and (first.role == "speaker" or people_in(first.text).score > FAINT))


def _has_sections(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether more than half of the rows that have one cell, and no time, are worded as headings of sections."""
    filled = ([cell for cell in row.cells if cell.lines] for row in rows if not is_header(row))
    alone = [cells[0] for cells in filled if len(cells) == 1 and columns.roles.get(cells[0].column) not in WHEN_ROLES]
    return sum(SECTION.match(cell.text) is not None for cell in alone) > MOSTLY * len(alone)


def talks_of(rows: Sequence[Row]) -> list[Slot]:
    """The talks of a table without times, which stands below the time of all; none where it lists no talks."""
    columns = columns_of(rows)
    if not columns.heads:
        columns.roles |= roles_by_content(rows)
    if not columns.of("speaker") or not (columns.of("title") or columns.of("event")):
        return []
    reader = _TableReader(columns, Context(), rows[0].table)
    for row in with_whole_names(rows, columns):
        if not is_header(row):
            reader.add_part(row)
    return reader.slots


def is_not_held(slot: Slot) -> bool:
    return bool(slot.pieces) and all(NOT_HELD.fullmatch(piece.text) for piece in slot.pieces)


class _TableReader:
    """Takes rows one by one, knowing what the rows above said."""

    def __init__(self, columns: Columns, context: Context, table: int) -> None:
        self.columns = columns
        self.context, self.room = context, None if context.day_has_room else context.room
        self.table = table
        self.slots: list[Slot] = []
        self.when: When | None = None
        self.headed = False
        """Whether what stands alone in a row without a time is a heading, as most such rows say."""
        self.above: list[tuple[Line, ...]] | None = None
        """What the row above says of time that those below it repeat, where it has a length of its own."""
        self.held: frozenset[int] = frozenset()
        """The columns of the cell that heads the rows beside it."""

    def take(self, row: Row, below: Row | None) -> None:
        if is_header(row):
            self._note_day_heads(row)
            return
        if self.held and not any(cell.repeated and cell.column in self.held for cell in row.cells):
            self.context, self.held = replace(self.context, section=None), frozenset()
        filled = [cell for cell in row.cells if cell.lines]
        when, spent = self._when(row)
        if (self._is_banner(row, filled) or (len(filled) == 1 and is_day(filled[0]))) and not (
            when and (when.span or spent)
        ):
            if self.slots and not when and is_prose(filled[0].text):
                self.slots[-1].pieces.extend(_pieces(filled[0], None))
            else:
                self._banner(filled[0])
            return
        if when is None and not any(cell.lines[0].moment for cell in filled):
            self._untimed(row, filled)
            return
        self._timed(row, when, below)

    def _holding(self, row: Row, below: Row | None) -> list[Cell]:
        """The first cells beside the time that reach into the row below, as those of a part of the programme do."""
        again = {cell.column for cell in below.cells if cell.repeated} if below else set()
        own = [cell for cell in row.cells if cell.lines and self.columns.roles.get(cell.column) not in WHEN_ROLES]
        held = list(takewhile(lambda cell: cell.column in again and not cell.repeated, own))
        told = all(self.columns.roles.get(cell.column) in {None, "event", "title"} for cell in held)
        return held if told and len(held) < len(own) else []

    def add_part(self, row: Row) -> None:
        """A talk in the time of what stands above the table."""
        if pieces := self._pieces(row):
            self._add(row.line, None, pieces, shared=True, anchors=row.anchors)

    def _note_day_heads(self, row: Row) -> None:
        for cell in row.cells:
            if cell.lines:
                self.columns.heads[cell.column] = cell.text

    def _is_banner(self, row: Row, filled: Sequence[Cell]) -> bool:
        """A row of one cell that reaches over the table: a heading, a day, or a break for all."""
        fresh = [cell for cell in filled if not cell.repeated]
        return len(fresh) == 1 == len(filled) and (fresh[0].columns > 1 or fresh[0].header or len(row.cells) == 1)

    def _banner(self, cell: Cell) -> None:
        line = cell.lines[0]
        when = when_of(line)
        if when and when.span and (when.leads or not states_start(line.text)):
            self._add(cell.line, when, [Piece(when.rest), *_pieces(replace(cell, lines=cell.lines[1:]), None)])
            self.context = replace(self.context, section=None, chair=None, start=when.span.start)
            self.when = when
        elif when and when.says_day:
            told = labelled(when.rest.text.strip(" ()[]"))
            context = below_day(self.context, when)
            usual = context.room if context.day_has_room else self.room
            room = told[1] if told and told[0] == "room" else usual
            self.context = replace(context, section=None, room=room)
        elif not is_unknown(cell.text):
            self.context = begun(with_section(self.context, cell.text), line, when)

    def _when(self, row: Row) -> tuple[When | None, bool]:
        """What the row's own columns say of time, and whether they say anything that is not repeated from above."""
        found: When | None = None
        fresh = False
        started = self._started(row)
        alone = sum(1 for cell in row.cells if cell.lines) == 1
        for cell in sorted(row.cells, key=lambda each: self.columns.roles.get(each.column) == "end"):
            role = self.columns.roles.get(cell.column)
            if role not in WHEN_ROLES or not cell.lines or (cell.columns > 1 and alone) or cell is started:
                continue
            said = said_in(cell, role)
            if said:
                fresh |= not cell.repeated
                found = said if found is None else merged(found, said, role)
        return found, fresh

    def _started(self, row: Row) -> Cell | None:
        """The start that a row repeats from the one above, where it has a length of its own that follows that one's."""
        again = [cell for cell in row.cells if cell.repeated and self.columns.roles.get(cell.column) in WHEN_ROLES]
        lasts = any(not cell.repeated and cell.lines for cell in row.cells if self._is("duration", cell))
        lines = [cell.lines for cell in again] if lasts else None
        above, self.above = self.above, lines
        return next((cell for cell in again if self._is("start", cell)), None) if lines and lines == above else None

    def _is(self, role: str, cell: Cell) -> bool:
        return self.columns.roles.get(cell.column) == role

    def _untimed(self, row: Row, filled: Sequence[Cell]) -> None:
        """A row without a time of its own: a heading, an entry not yet timed, or more of the row above."""
        text = " ".join(cell.text for cell in filled)
        own = [cell for cell in filled if self.columns.roles.get(cell.column) not in WHEN_ROLES]
        announced = any(is_unknown(cell.text) for cell in filled if cell not in own)
        heads = self.headed or SECTION.match(text) or moderated(text)[1] or not self.slots
        people = bool(self.slots) and people_in(filled[0].lines[0].text).score >= LIKELY
        if len(filled) == 1 and (heads or filled[0] not in own) and not people:
            self._banner(filled[0])
        elif own and (announced or (self.when is None and len(own) > 1)):
            without = replace(self.context, day=None, weekday=None, number=None) if self.columns.of("date") else None
            self._add(row.line, None, self._pieces(row), context=without)
            self.slots[-1].undated = announced and without is not None
        elif own and self.slots:
            self._add(row.line, self.when, self._pieces(row), shared=True)

    def _timed(self, row: Row, when: When | None, below: Row | None) -> None:
        shared = bool(self.when and when and self.slots and self._repeats_time(row) and not self.above)
        if when and when.says_day:
            self.context = on_day(self.context, when)
        parallel = self._parallel(row)
        common = [cell for cell in row.cells if cell not in parallel]
        holding = [] if parallel else self._holding(row, below)
        rest = [cell for cell in row.cells if cell not in holding]
        if holding and self._repeats_time(below):
            self._add(row.line, when, self._of_cells(holding))
            self.slots[-1].holds = True
            self._add(row.line, when, self._of_cells(rest), shared=True, anchors=row.anchors)
        elif holding:
            self.context = with_section(self.context, " ".join(cell.text for cell in holding))
            self.held = frozenset(cell.column for cell in holding)
            self._add(row.line, when, self._of_cells(rest), anchors=row.anchors)
        elif parallel:
            for_all = len(parallel) == 1 and kind_of_title(parallel[0].text).is_break
            for cell in parallel:
                pieces = [*self._of_cells(common), *_pieces(cell, None)]
                for context in self._contexts_of(cell, for_all=for_all):
                    self._add(row.line, when, pieces, context=context)
        else:
            self._add(row.line, when, self._pieces(row), shared=shared, anchors=row.anchors)
        self.when = when

    def _repeats_time(self, row: Row | None) -> bool:
        """Whether the time's cell was given in a row above already."""
        cells = (
            [cell for cell in row.cells if self.columns.roles.get(cell.column) in {"time", "start"} and cell.lines]
            if row
            else []
        )
        return bool(cells) and all(cell.repeated for cell in cells)

    def _parallel(self, row: Row) -> list[Cell]:
        """The cells under headings that name no role: one programme each, side by side."""
        free = [column for column, name in self.columns.heads.items() if column not in self.columns.roles and name]
        if len(free) < 2 or self.columns.of("title") or self.columns.of("event"):
            return []
        cells = [cell for cell in row.cells if cell.column in free and cell.lines and not _is_nothing(cell)]
        return [cell for cell in cells if not cell.repeated]

    def _contexts_of(self, cell: Cell, *, for_all: bool) -> list[Context]:
        """Where a cell belongs: to each of the days that it spans; to no room or track where it is for several."""
        names = [self.columns.heads.get(column, "") for column in range(cell.column, cell.column + cell.columns)]
        whens = [when_of(Line((Run(name),))) for name in names]
        if all(when and when.says_day for when in whens):
            days = [when for when in whens if when]
            return [replace(self.context, day=each.day, weekday=each.weekday, number=each.number) for each in days]
        return [self._context_of(names[0]) if cell.columns == 1 and not for_all else self.context]

    def _context_of(self, name: str) -> Context:
        inside = re.search(r"\s*[(\[]([^()\[\]]+)[)\]]\s*$", name)
        if inside and ROOM.search(inside[1]):
            return replace(self.context, track=name[: inside.start()].strip(), room=inside[1].strip())
        return replace(self.context, room=name) if ROOM.search(name) else replace(self.context, track=name)

    def _pieces(self, row: Row) -> list[Piece]:
        return self._of_cells(row.cells)

    def _of_cells(self, cells: Sequence[Cell]) -> list[Piece]:
        pieces: list[Piece] = []
        for cell in cells:
            role = self.columns.roles.get(cell.column)
            if cell.columns > 1 and role not in WHEN_ROLES and not self._is_one_column(cell):
                role = None
            if (
                cell.lines
                and role not in WHEN_ROLES
                and role != "ignored"
                and not (cell.repeated and role in {"event", None})
            ):
                pieces.extend(_pieces(cell, role, self.columns.heads.get(cell.column)))
        return pieces

    def _is_one_column(self, cell: Cell) -> bool:
        """Whether a spanning cell stands under one heading that spans as far."""
        names = {self.columns.heads.get(column) for column in range(cell.column, cell.column + cell.columns)}
        return len(names) == 1 and bool(self.columns.heads)

    def _add(
        self, line: int, when: When | None, pieces: list[Piece], *, context: Context | None = None,
        shared: bool = False, anchors: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        context = context or self.context
        if when and when.rest.text and when.rest not in [piece.line for piece in pieces]:
            rest = clocks.duration_in(when.rest.text)
            if len((rest[1] if rest else when.rest.text).strip(" ()[]")) > 3:
                pieces = [Piece(when.rest, None, ("when",)), *pieces]
        if shared and self.slots and _names_speaker(pieces):
            self.slots[-1].holds |= not _names_speaker(self.slots[-1].pieces)
        slot = Slot(line, self.table, context=context, pieces=pieces, shared=shared, anchors=anchors)
        if when:
            slot.span = when.span
            slot.moment, slot.moment_end = when.rest.moment, when.rest.moment_end
        self.slots.append(slot)


def _names_speaker(pieces: Sequence[Piece]) -> bool:
    return any(piece.role == "speaker" for piece in pieces)


def _pieces(cell: Cell, role: str | None, label: str | None = None) -> list[Piece]:
    """A cell's lines; of several lines under "Talk", not all are the title."""
    role = None if role == "event" or (role == "title" and len(cell.lines) > 1) else role
    return [
        Piece(
            line,
            role,
            look_of(line, cell.column, place),
            label,
        )
        for place, line in enumerate(cell.lines)
    ]


def look_of(line: Line, column: int, place: int) -> tuple[object, ...]:
    """How a line looks and where it stands; lines alike in this are taken to mean alike."""
    words = [run for run in line.runs if run.text.strip()]
    strong, italic = all(run.strong for run in words), all(run.italic for run in words)
    return (column, min(place, 3), strong, italic, line.level, line.runs[0].role if line.runs else None, line.depth)


def with_section(context: Context, text: str) -> Context:
    """Under a heading: its text is the section, but for what it says of a chair or that says nothing."""
    if GENERIC_HEADING.fullmatch(text) or heads_dates(text) or is_one_of(text, LINK_KINDS):
        return replace(context, section=None, chair=None)
    return replace(context, section=text.strip(" :"), chair=None)


def _is_nothing(cell: Cell) -> bool:
    return is_unknown(cell.text)


def tables_of(rows: Iterator[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.table, []).append(row)
    return found
