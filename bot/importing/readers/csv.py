"""CSV and TSV, with whatever delimiter → rows whose cells have the names of the first line.

What stands above the heading ("Workshop X, Monday") is text of its own, as a spreadsheet's title lines are.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import dropwhile, islice, takewhile

from bot.errors import ScheduleFileError
from bot.importing.decode import unusable
from bot.importing.rows import Block, Document, Line, Row, Run, Text, plain_cell
from bot.importing.values.column_names import column_role
from bot.importing.values.days import days_in
from bot.importing.values.headings import is_no_session

DELIMITERS = "\t;,|"
OF_PROSE = ",|"
"""What texts have too, so that more is asked of a heading that they part."""

"""What no heading but a day's has: figures, but for one that numbers it ("Speaker 2")."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[:.]\d\d")
SERIAL = re.compile(r"(?P<day>3[789]\d{3}|[45]\d{4})(?:[.,]\d+)?|0(?:[.,]\d+)?")
"""How spreadsheets keep a day, counted from 1900 on, and a time, as a part of a day."""

FRACTION = re.compile(r"0[.,]\d{3,}")
SUM = re.compile(r"(?:grand |sub-?)?totals?\W*", re.IGNORECASE)
START_OF_COUNT, MINUTES_A_DAY = datetime(1899, 12, 30), 24 * 60  # noqa: DTZ001 - of no zone
HEAD = 50_000
"""How many characters tell whether it is a sheet, and of which delimiter."""

LOOKED_AT = 40
MOST_RECORDS = 20_000
MOST_FIELDS = 500
LONGEST_NAME = 40
LONGEST_FIELD = 200_000
MOST_ABOVE = 8
"""How many lines of title may stand above the heading."""


@dataclass(frozen=True, slots=True)
class _Record:
    """A line of the sheet; where it began in the file, as a quoted field may run over several."""

    line: int
    fields: tuple[str, ...]

    @property
    def filled(self) -> int:
        return sum(1 for field in self.fields if field)


def recognizes(text: str) -> bool:
    """Whether some lines begin with one that can only be a heading, and have as many fields as it."""
    text = text[:HEAD]
    delimiter = _delimiter(text)
    try:
        records = [record for record in islice(_records(text, delimiter), LOOKED_AT) if record.filled]
    except ScheduleFileError:
        return False
    place = _heading(records)
    if place is not None and _are_labelled(records[place:]):
        return False
    if _hold_moments(list(dropwhile(_is_title, records)) if place is None else records[place + 1 :]):
        return True
    if place is None or (delimiter == "|" and text.lstrip().startswith("|")):
        return False
    names, below = records[place], records[place + 1 :]
    if delimiter in OF_PROSE and (names.filled == 2 or not any(map(column_role, names.fields))):
        return False
    as_wide = sum(1 for record in below if len(record.fields) == len(names.fields))
    return as_wide * 5 >= len(below) * 4 > 0


def _are_labelled(records: Sequence[_Record]) -> bool:
    """Whether the first field names what stands beside it, and is told again of something else: blocks of labels."""
    first = records[0].fields
    return len(first) == len(("label", "value")) and any(
        record.fields[:1] == first[:1] and record.fields != first for record in records
    )


def read(text: str) -> Document:
    records = list(islice(_records(text, _delimiter(text[:HEAD])), MOST_RECORDS + 1))
    if len(records) > MOST_RECORDS:
        raise unusable(f"has more than {MOST_RECORDS:,} lines; a schedule has not: save its sheet alone")
    place = _heading(records)
    names = records[place].fields if place is not None else ()
    above = records[:place] if place is not None else list(takewhile(_is_title, records))
    below = _written_out(records[len(above) + (place is not None) :])
    rows = (_row(record, names) for record in below if record.filled and not _sums_up(record))
    return Document((*(_title(each) for each in above if each.filled), *rows))


def _records(text: str, delimiter: str) -> Iterator[_Record]:
    csv.field_size_limit(LONGEST_FIELD)
    reader, line = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, skipinitialspace=True), 1
    try:
        for fields in reader:
            if len(fields) > MOST_FIELDS:
                raise unusable(f"has {len(fields):,} fields; a session has not: check the delimiter", line=line)
            yield _Record(line, tuple(field.strip() for field in fields))
            line = reader.line_num + 1
    except csv.Error as error:
        raise unusable(f"is not CSV ({error}); check the quotes here", line=line) from None


def _delimiter(text: str) -> str:
    """The one that most of the first lines agree on having, and having most of."""
    lines = [line for line in islice(text.splitlines(), LOOKED_AT) if line.strip()]

    def agreement(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines if delimiter in line]
        return len(counts), min(counts, default=0)

    return max(DELIMITERS, key=agreement)


def _heading(records: Sequence[_Record]) -> int | None:
    """Where the heading is: the line of most known names near the top, else the first of several fields if of names."""
    several = [place for place, record in enumerate(records[:MOST_ABOVE]) if record.filled > 1]
    known = {place: len(set(map(column_role, records[place].fields)) - {None}) for place in several}
    best = max(
        several, key=lambda place: (known[place] > 1 and _are_names(records[place])) * known[place], default=None
    )
    return best if best is not None and _are_names(records[best]) else None


def _are_names(record: _Record) -> bool:
    """Whether fields are short, of letters, and no two alike."""
    names = [field for field in record.fields if field]
    return len(set(names)) == len(names) and all(
        len(name) <= LONGEST_NAME and (not re.search(r"\d(?!\d*$|\s)|^\d", name) or _is_day(name)) for name in names
    )


def _hold_moments(records: Sequence[_Record]) -> bool:
    """Whether lines without a heading are a sheet: as wide as each other, with a column of dates or times."""
    widths = {len(record.fields) for record in records}
    if len(records) <= 1 or len(widths) != 1 or max(widths) <= 2:
        return False
    columns = zip(*(record.fields for record in records), strict=True)
    return any(all(MOMENT.match(each) or _is_day(each) for each in column) for column in columns)


def _written_out(records: Sequence[_Record]) -> Sequence[_Record]:
    """With days and times where whole columns hold the numbers that spreadsheets keep them as."""
    kept: set[int] = set()
    for column in range(max((len(record.fields) for record in records), default=0)):
        values = list(filter(None, (record.fields[column] for record in records if column < len(record.fields))))
        found = [match for match in map(SERIAL.fullmatch, values[:LOOKED_AT]) if match]
        are_times = any(map(FRACTION.fullmatch, values))
        if len(found) == len(values[:LOOKED_AT]) > 1 and all(match["day"] or are_times for match in found):
            kept.add(column)
    if not kept:
        return records
    fields = ((_moment(text) if place in kept else text for place, text in enumerate(each.fields)) for each in records)
    return [replace(record, fields=tuple(each)) for record, each in zip(records, fields, strict=True)]


def _moment(serial: str) -> str:
    if not SERIAL.fullmatch(serial):
        return serial
    number = float(serial.replace(",", "."))
    at = START_OF_COUNT + timedelta(minutes=round(number * MINUTES_A_DAY))
    shown = f"{at:%Y-%m-%d}" if number >= 1 else ""
    return f"{shown} {at:%H:%M}".strip() if number % 1 or not shown else shown


def _sums_up(record: _Record) -> bool:
    """Whether a line counts what stands above it, as the last of many sheets does, or only tells of the sheet."""
    first = next(filter(None, record.fields), "")
    return SUM.fullmatch(first) is not None or (record.filled == 1 and is_no_session(first))


def _is_day(name: str) -> bool:
    """Whether a heading is a day, below which that day's programme stands."""
    return next(days_in(name), None) is not None and ":" not in name


def _is_title(record: _Record) -> bool:
    """Whether a line says one thing alone, which is more than a day."""
    text = "".join(record.fields)
    day = next(days_in(text), None)
    return record.filled <= 1 and not (day and re.fullmatch(r"\W*", text[: day.begin] + text[day.stop :]))


def _title(record: _Record) -> Block:
    return Text(Line((Run(" ".join(filter(None, record.fields))),), record.line), record.line)


def _row(record: _Record, names: Sequence[str]) -> Row:
    cells = (
        replace(plain_cell(field, record.line, names[column] or None if column < len(names) else None), column=column)
        for column, field in enumerate(record.fields)
    )
    return Row(tuple(cells), record.line, table=1)
