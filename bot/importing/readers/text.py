"""Plain text → a block for each line; paragraphs are containers, tabs part cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from bot.errors import Fault
from bot.importing.readers import badges, day_columns, panels, times_at_ends
from bot.importing.readers.aligned import read_aligned
from bot.importing.readers.counted import uncounted
from bot.importing.readers.front_matter import split
from bot.importing.readers.linkwords import with_links
from bot.importing.readers.prose import (
    Wrap,
    beginning_with_days,
    begins_small,
    below_days,
    ends_on_purpose,
    parted,
    unglued,
    wrapping,
)
from bot.importing.readers.records import Record, Value, records_of
from bot.importing.readers.run_on import parted_inside
from bot.importing.readers.sections import Sections, sections_of
from bot.importing.readers.tabbed import Tables, TextRow, read_tabbed
from bot.importing.rows import Block, Cell, Document, Heading, Line, Row, Rule, Run, Text
from bot.importing.values.column_names import column_role
from bot.importing.values.headings import name_of_part
from bot.importing.values.words import COLUMN

RULE = re.compile(r"\s*([-=*_~#])\1{3,}\s*")
BULLET = re.compile(r"(\s*)[-*+•·‣◦]\s+")
COUNTED = re.compile(r"(\s*)\d{1,2}[.)]\s+")
ADDRESS = re.compile(r"(https?://[^\s<>\"]+[^\s<>\".,;)\]])")
EMPHASIS = re.compile(r"(?<![\w*])(?P<mark>\*{1,2}|_)(?P<inside>[\w\"\u201c][^*\n]*?[\w?!.:)\"\u201d])(?P=mark)(?!\w)")
SIGNATURE = "--"
LONGEST_HEADING, DEEPER = 80, 6
"""Characters of a heading; and how much deeper than the text of an item what is of it stands at most."""

UNSURE = "the week has more days than this row has cells; they are taken for those of its first days, compare them"
QUOTED = re.compile(r"^(?:>.*|On .{5,80} wrote:|-+ ?Original Message ?-+)$", re.MULTILINE)
"""What a mail repeats of another."""


def read(text: str) -> Document:
    about, body = split(text)
    body = unglued(QUOTED.sub("", body))
    lines, numbers = parted_inside(uncounted(body.split("\n")))
    lines, numbers = badges.gathered(lines, numbers)
    if not day_columns.are_in(lines):
        lines, numbers = panels.headed(lines, numbers)
    lines = times_at_ends.parted(lines)
    tables = Tables()
    blocks = with_links(sorted(_blocks_of(lines, tables), key=attrgetter("line")))
    return Document(blocks, about, tuple(Fault(number + 1, "date", UNSURE) for number in tables.unsure), numbers)


def _blocks_of(lines: Sequence[str], tables: Tables) -> Iterator[Block]:
    """The rows of its tables, and a text as it is without their lines."""
    sections = sections_of(lines)
    records = records_of(lines, sections.heads)
    tables.lines.update(number for record in records for number in record.numbers)
    yield from _rows_of(records)
    day_columns.read_day_columns(lines, tables)
    read_tabbed(lines, sections.heads, tables)
    read_aligned(lines, sections.heads, tables)
    yield from (_row_of(row, number + 1) for number, row in tables.rows.items())
    yield from _blocks(["" if number in tables.lines else line for number, line in enumerate(lines)], sections)


def _blocks(lines: Sequence[str], sections: Sections) -> Iterator[Block]:
    paragraph, number, table = 0, 0, 0
    wrap, dated = wrapping(lines), beginning_with_days(lines)
    begin = sections.begin | dated | below_days(lines, dated)
    items = _Items()
    while number < len(lines):
        first, number = number, number + 1
        text = lines[first].rstrip()
        if not text.strip():
            paragraph += 1
            continue
        if RULE.fullmatch(text) or text == SIGNATURE:
            yield Rule(first + 1)
            continue
        if number < len(lines) and RULE.fullmatch(lines[number]) and _heads(text, lines[number]):
            yield Heading(_line(text, first + 1), 2, first + 1)
            number += 1
            continue
        yield from (Rule(first + 1) for end in (first,) if end in sections.ends)
        if first in sections.heads:
            name, beside = name_of_part(text)
            yield Heading(_line(name, first + 1), sections.heads[first], first + 1, (paragraph,))
            yield from (Text(_line(said, first + 1), first + 1, (paragraph,)) for said in (beside,) if said)
            continue
        while number not in begin and (_goes_on(lines, number, wrap) or (first in dated and _hangs(lines, number))):
            text += " " + lines[number].strip()
            number += 1
        if "\t" in text.strip():
            table = table if first and "\t" in lines[first - 1] else first
            yield _row(text, first + 1, table)
            continue
        if COLUMN in (content := _line(text, first + 1)).text and all(map(column_role, content.text.split(COLUMN))):
            continue
        content, own = items.placed(content, lines[first], paragraph)
        yield Text(content, first + 1, (own,))


class _Item(NamedTuple):
    """An item of a list: where its text begins, and in which paragraph."""

    begin: int
    line: Line
    paragraph: int


class _Items:
    """The items that are open: what stands below the text of one is of it, also behind empty lines."""

    def __init__(self) -> None:
        self.open: list[_Item] = []

    def placed(self, content: Line, text: str, paragraph: int) -> tuple[Line, int]:
        """A line as one of its item, and the paragraph of that; else as it is."""
        bullet = BULLET.match(text) or COUNTED.match(text)
        begin = len(bullet[1]) if bullet else len(text) - len(text.lstrip())
        while self.open and not 0 <= begin - self.open[-1].begin <= DEEPER:
            self.open.pop()
        paragraph = self.open[-1].paragraph if self.open else paragraph
        if self.open and not content.item:
            item = self.open[-1].line
            content = replace(content, depth=item.depth, item=item.item)
        if bullet:
            self.open.append(_Item(bullet.end(), content, paragraph))
        return content, paragraph


def _rows_of(records: Sequence[Record]) -> Iterator[Row]:
    """Blocks of labelled lines as the rows of one table."""
    columns = tuple(dict.fromkeys(role for record in records for role in record.values))
    for record in records:
        cells = (_cell_of(record.values.get(role, ()), role, place) for place, role in enumerate(columns))
        yield Row(tuple(cells), record.numbers[0] + 1, records[0].numbers[0] + 1)


def _cell_of(values: Sequence[Value], role: str, column: int) -> Cell:
    lines = tuple(_line(value.text, value.number + 1) for value in values if value.text)
    return Cell(lines, lines[0].line if lines else 0, role or None, column=column)


def _row_of(row: TextRow, line: int) -> Row:
    return Row(tuple(_cells_of(row)), line, row.table)


def _cells_of(row: TextRow) -> Iterator[Cell]:
    for place, parts in enumerate(row.cells):
        lines = tuple(_line(part.text, part.number + 1) for part in parts)
        columns = row.columns if place + 1 == len(row.cells) else 1
        at = parts[0].number + 1 if parts else 0
        yield Cell(lines, at, header=row.heads, repeated=place < row.given, columns=columns, column=place)


def _goes_on(lines: Sequence[str], number: int, wrap: Wrap) -> bool:
    return number < len(lines) and bool(lines[number].strip()) and not ends_on_purpose(lines, number, wrap)


def _hangs(lines: Sequence[str], number: int) -> bool:
    """Whether a line below an entry goes on with it: set in, and with a small letter."""
    return number < len(lines) and lines[number][:1].isspace() and begins_small(lines[number])


def _heads(text: str, rule: str) -> bool:
    """Whether a rule below a line makes a heading of it: a short one, or one as long as the rule."""
    return len(text.strip()) <= max(LONGEST_HEADING, len(rule.strip()))


def _row(text: str, line: int, table: int) -> Row:
    parts = (part.strip() for part in text.rstrip().split("\t"))
    cells = (Cell((_line(part, line),) if part else (), line, column=place) for place, part in enumerate(parts))
    return Row(tuple(cells), line, table)


def _line(text: str, line: int) -> Line:
    bullet = BULLET.match(text)
    depth = 1 + len(bullet[1].expandtabs()) // 2 if bullet else 0
    shown = parted(text[bullet.end() :] if bullet else text)
    parts = ADDRESS.split(" ".join(shown.split()))
    runs = tuple(run for part in parts if part for run in _runs(part))
    return Line(runs, line, depth, item=line if bullet else 0)


def _runs(part: str) -> Iterator[Run]:
    if ADDRESS.fullmatch(part):
        yield Run(part, href=part)
        return
    place = 0
    for match in EMPHASIS.finditer(part) if "*" in part or "_" in part else ():
        if match.start() > place:
            yield Run(part[place : match.start()])
        yield Run(match["inside"], strong=match["mark"] == "**", italic=match["mark"] != "**")
        place = match.end()
    if place < len(part):
        yield Run(part[place:])
