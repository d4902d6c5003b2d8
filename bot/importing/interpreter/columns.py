"""What each column of a table holds: told by its heading, or by its cells where that says nothing or errs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from bot import zones
from bot.importing.interpreter.times_of_lines import When, when_of
from bot.importing.rows import Cell, Line, Row, Run
from bot.importing.values import clocks
from bot.importing.values.column_names import column_role
from bot.importing.values.days import DIGIT
from bot.importing.values.names import LIKELY, is_affiliation
from bot.importing.values.people import people_in
from bot.importing.values.words import ROOM, is_unknown

ISO_MOMENT = re.compile(r"\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?\s*")
HOSTED = re.compile(r"host|facilitat", re.IGNORECASE)
"""Who has a session of which no speaker is told."""
ADDRESS = re.compile(r"https?://\S+|(?:\.{0,2}/)?[\w%.-]+(?:/[\w%.-]+)+\.[a-z]{2,5}")
"""A link, or a path on the page's own site."""
WHEN_ROLES = frozenset(("time", "start", "end", "date", "duration"))
LASTING = re.compile(r"0?\d:[0-5]\d(?::00)?|[1-9]\d{0,2}(?:\s*(?:m|min|mins|minutes|'|′))?", re.IGNORECASE)
UNTOLD = re.compile(r"yes|no|true|false|[✓✔✗]|[A-Z]{0,2}\d{1,3}[a-z]?|[A-Z]{1,2}|:\w+:", re.IGNORECASE)
"""What only a list's own bookkeeping says."""
MOSTLY = 0.5
MOST_REMARKED = 4
"""Words of a remark beside a title and its speaker."""
FEWEST_HOURS, FEWEST_ROWS, LONGEST_ROOM = 2, 4, 6
ENOUGH = 60
"""How many rows tell what a column holds."""


@dataclass(slots=True)
class Columns:
    """What each column holds, by number: its role, or the room, track or day that it stands for."""

    roles: dict[int, str] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)

    def of(self, role: str) -> list[int]:
        return [column for column, each in sorted(self.roles.items()) if each == role]


def is_header(row: Row) -> bool:
    """Whether a row names columns: the format says so, or its cells are nothing but names of columns."""
    filled = [cell for cell in row.cells if cell.lines]
    if len(filled) == 1 and len(row.cells) > 1:
        role = column_role(filled[0].text)
        return role in WHEN_ROLES or (role is not None and all(cell.header for cell in row.cells))
    if len(filled) < 2:
        return False
    if all(cell.header for cell in filled):
        return not any(_has_span(cell) for cell in filled)
    if all(not cell.name and is_day(cell) for cell in filled) or _names_columns(filled):
        return True
    unknown = list(islice((cell for cell in filled if column_role(cell.text) is None), 2))
    return not unknown or (len(unknown) == 1 and len(filled) > 2 and not _has_span(unknown[0]))


def _names_columns(filled: Sequence[Cell]) -> bool:
    """Whether what stands first names the column of times, so that what stands beside it are names too."""
    first = filled[0].text if len(filled) > FEWEST_HOURS else ""
    return column_role(first) in WHEN_ROLES and not DIGIT.search(first) and not any(map(_has_span, filled))


def is_day(cell: Cell) -> bool:
    when = when_of(cell.lines[0]) if len(cell.lines) == 1 else None
    return bool(when and when.says_day and not when.span and not when.rest.text)


def _has_span(cell: Cell) -> bool:
    when = when_of(cell.lines[0]) if cell.lines else None
    return bool(when and when.span and when.leads)


def columns_of(rows: Sequence[Row]) -> Columns:
    header = next((row for row in rows[:4] if is_header(row)), None)
    columns = Columns(heads=heads_of(header) if header else {})
    for row in rows:
        columns.heads |= {cell.column: cell.name for cell in row.cells if cell.name}
    for column, name in columns.heads.items():
        role = column_role(name) or ("time" if zones.is_zone(name) else None)
        if role:
            columns.roles[column] = "speaker" if role == "given" else role
    below = [row for row in rows[:ENOUGH] if row is not header and not is_header(row)]
    rooms = columns.of("room")
    if len(rooms) > 1 or (not columns.of("title") and any(_holds_talks(below, column) for column in rooms)):
        columns.roles = {column: role for column, role in columns.roles.items() if role != "room"}
    _tell_lengths(columns, below)
    _mend_by_content(columns, below)
    _tell_links(columns, below)
    if not columns.of("speaker"):
        hosted = [column for column in columns.of("chair") if HOSTED.search(columns.heads[column])]
        columns.roles |= dict.fromkeys(hosted, "speaker")
    _tell_by_content(columns, below)
    if not columns.of("speaker"):
        columns.roles = {column: "event" if role == "title" else role for column, role in columns.roles.items()}
    return columns


def with_whole_names(rows: Sequence[Row], columns: Columns) -> Sequence[Row]:
    """The rows, family names that stand in a column of their own put behind the given names beside it."""
    family = columns.of("family")
    given = min(columns.of("speaker"), key=lambda column: abs(column - family[0]), default=None) if family else None
    if given is None:
        return rows
    return [row if is_header(row) else _with_whole_name(row, given, family[0]) for row in rows]


def _with_whole_name(row: Row, given: int, family: int) -> Row:
    lines = [line for column in (given, family) for cell in row.cells if cell.column == column for line in cell.lines]
    whole = (lines[0].of(Run(" ".join(line.text for line in lines))),) if lines else ()
    cells = (replace(cell, lines=whole) if cell.column == given else cell for cell in row.cells)
    return replace(row, cells=tuple(cell for cell in cells if cell.column != family))


def heads_of(header: Row) -> dict[int, str]:
    """What a row names each column."""
    return {column: cell.text for cell in header.cells for column in range(cell.column, cell.column + cell.columns)}


def parts_of(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows, those below a row apart that names the columns anew, and otherwise, from the column of times on."""
    begins, heads = 0, None
    for place, row in enumerate(rows):
        filled = [cell for cell in row.cells if cell.lines]
        if not (_names_columns(filled) and is_header(row)):
            continue
        if heads and heads != heads_of(row):
            yield rows[begins:place]
            begins = place
        heads = heads_of(row)
    yield rows[begins:]


def _holds_talks(rows: Sequence[Row], column: int) -> bool:
    """Whether what stands under the name of a room is mostly too long for a room, or of several lines."""
    cells = [cell for row in rows for cell in row.cells if cell.column == column and cell.lines]
    long = sum(len(cell.lines) > 1 or len(cell.text.split()) > LONGEST_ROOM for cell in cells)
    return long > MOSTLY * len(cells)


def _is_timed(cell: Cell, when: When | None) -> bool:
    stamped = cell.lines[0].moment or ISO_MOMENT.fullmatch(cell.text)
    digits = clocks.span_of_digits(cell.text) if len(cell.text) >= 4 else None
    return bool((when and when.leads and when.span) or stamped or digits)


def _tell_lengths(columns: Columns, rows: Sequence[Row]) -> None:
    """A column without a role holds lengths where each time and its length lead to the time in the row below."""
    texts = [{cell.column: cell.lines[0] for cell in row.cells if cell.lines} for row in rows]
    free = {column for row in texts[:1] for column, line in row.items() if LASTING.fullmatch(line.text)}
    for column in free - columns.roles.keys():
        told = [(_started(row), clocks.length_of(row[column].text)) for row in texts if column in row]
        ends = [(at or 0) + (length or 0) for at, length in told]
        if sum(end == after for end, (after, _) in zip(ends, told[1:], strict=False)) > MOSTLY * len(told):
            columns.roles[column] = "duration"


def _started(row: Mapping[int, Line]) -> int | None:
    """The first time that a row tells."""
    found = (when.span.start for line in row.values() if (when := when_of(line)) and when.span and when.leads)
    return next((clock.minutes for clock in found if clock), None)


def _mend_by_content(columns: Columns, rows: Sequence[Row]) -> None:
    """The column that holds times is the one that does, whatever the headings say."""
    timed, dated, filled = Counter[int](), Counter[int](), Counter[int]()
    for row in rows:
        for cell in row.cells:
            if not cell.lines or cell.columns > 1 or columns.roles.get(cell.column) == "duration":
                continue
            filled[cell.column] += 1
            when = when_of(cell.lines[0])
            if _is_timed(cell, when):
                timed[cell.column] += 1
            elif when and when.says_day and when.leads and len(when.rest.text) < 12:
                dated[cell.column] += 1
    wrong = [each for each in columns.of("time") if filled[each] and not timed[each] and not dated[each]]
    columns.roles = {column: role for column, role in columns.roles.items() if column not in wrong}
    likely = [each for each in sorted(timed) if timed[each] >= MOSTLY * filled[each]]
    _take_role(columns, "time", likely[::-1] if _run_backward(rows, likely) else likely)
    if not timed:
        _take_role(columns, "time", [column for column in sorted(filled) if _holds_hours(rows, column)])
    _take_role(columns, "date", [each for each in sorted(dated) if dated[each] >= MOSTLY * filled[each]])


def _tell_links(columns: Columns, rows: Sequence[Row]) -> None:
    """What holds addresses alone is no title, whatever its heading."""
    for column in (*columns.of("title"), *columns.of("event")):
        texts = [cell.text for row in rows for cell in row.cells if cell.column == column and cell.lines]
        if texts and all(ADDRESS.fullmatch(text) for text in texts):
            columns.roles[column] = "links"


def _run_backward(rows: Sequence[Row], columns: Sequence[int]) -> bool:
    """Whether of two columns of times the first has the later one in each row: the end, then."""
    if len(columns) != FEWEST_HOURS:
        return False
    pairs = [[_minutes(cell) for cell in row.cells if cell.column in columns and cell.lines] for row in rows]
    told = [(pair[0], pair[1]) for pair in pairs if len(pair) == FEWEST_HOURS and None not in pair]
    return bool(told) and all(one is not None and other is not None and one > other for one, other in told)


def _minutes(cell: Cell) -> int | None:
    when = when_of(cell.lines[0])
    return when.span.start.minutes if when and when.span and when.span.start else None


def _holds_hours(rows: Sequence[Row], column: int) -> bool:
    """Whether all cells of a column are ranges of bare hours ("9-10"), each after the one above."""
    cells = [cell for row in rows for cell in row.cells if cell.column == column and cell.lines]
    found = [clocks.span_of_hours(cell.text) for cell in cells]
    starts = [span.start.hour for span in found if span and span.start]
    return len(starts) == len(cells) >= FEWEST_HOURS and starts == sorted(set(starts))


def _tell_by_content(columns: Columns, rows: Sequence[Row]) -> None:
    """Of two columns whose headings are unknown, one that holds people has the speakers of the other.

    Columns of people alone, or of many people, may be rooms side by side.
    """
    texts = _texts_of(rows)
    if not columns.heads:
        columns.roles |= _roles_without_heads({each: texts[each] for each in texts if each not in columns.roles})
    free = [column for column in columns.heads if column not in columns.roles and column in texts]
    people = [column for column in free if _share(texts[column]) > MOSTLY]
    named = [column for column in free if columns.heads[column]]
    rooms = [column for column in named if _tells_rooms(texts[column]) and not ROOM.search(columns.heads[column])]
    if len(rooms) == 1 and not columns.of("room"):
        columns.roles[rooms[0]] = "room"
        free, named = ([column for column in each if column not in rooms] for each in (free, named))
    titled = columns.of("title") or columns.of("event") or len(named) == 2
    known = columns.of("speaker") and titled
    for column in (*named, *columns.of("room")):
        own = texts.get(column, [])
        if known and sum(is_affiliation(text) and not ROOM.search(text) for text in own) > MOSTLY * len(own):
            columns.roles[column] = "affiliation"
    for column in (each for each in free if each not in columns.roles):
        told = sum(1 for text in texts[column] if text.isdigit() or UNTOLD.fullmatch(text))
        short = known and all(len(text.split()) <= MOST_REMARKED for text in texts[column])
        beside = titled and column in named and column not in people and (short or _is_category(texts[column]))
        if beside or told > MOSTLY * len(texts[column]):
            columns.roles[column] = "ignored"
    if len(people) == 1 and titled and not columns.of("speaker"):
        columns.roles[people[0]] = "speaker"


def _roles_without_heads(texts: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """What columns without headings hold beside the times: rooms, and where two are left, people and what they tell."""
    rooms = [column for column, each in texts.items() if _tells_rooms(each)]
    found = dict.fromkeys(rooms[:1] if len(rooms) == 1 else (), "room")
    left = {column: each for column, each in texts.items() if column not in found}
    people = [column for column, each in left.items() if len(left) == FEWEST_HOURS and _share(each) > MOSTLY]
    return found | dict.fromkeys(people if len(people) == 1 else (), "speaker")


def roles_by_content(rows: Sequence[Row]) -> dict[int, str]:
    """Of a table of two columns without headings, of which one holds people: the speakers and the titles."""
    texts = {column: each for column, each in _texts_of(rows).items() if not all(map(UNTOLD.fullmatch, each))}
    people = [column for column in texts if _share(texts[column]) > MOSTLY]
    if len(texts) != len(people) + 1 or len(people) != 1:
        return {}
    return {column: "speaker" if column in people else "title" for column in texts}


def _texts_of(rows: Sequence[Row]) -> dict[int, list[str]]:
    """What the cells of each column say that fill one column alone and know what they say."""
    texts: dict[int, list[str]] = {}
    for row in rows:
        for cell in row.cells:
            if cell.lines and cell.columns == 1 and not cell.repeated and not is_unknown(cell.text):
                texts.setdefault(cell.column, []).append(cell.text)
    return texts


def _tells_rooms(texts: Sequence[str]) -> bool:
    """Whether a column's texts are mostly short and name rooms."""
    found = sum(len(text.split()) <= LONGEST_ROOM and ROOM.search(text) is not None for text in texts)
    return found > MOSTLY * len(texts)


def _is_category(texts: Sequence[str]) -> bool:
    """Whether a column says one of a few things in each row ("in person", "online")."""
    few = len(set(texts)) * FEWEST_HOURS <= len(texts)
    return few and len(texts) >= FEWEST_ROWS and all(len(text.split()) <= FEWEST_HOURS for text in texts)


def _share(texts: Sequence[str]) -> float:
    """How many of a column's texts name people and nothing else."""
    return sum(people_in(text).score >= LIKELY for text in texts) / len(texts)


def _take_role(columns: Columns, role: str, likely: Sequence[int]) -> None:
    """Give a role to the first column that seems to have it, and the end to the next, if none is named so."""
    named = columns.of(role) or (role == "time" and columns.of("start"))
    if named or not likely or columns.roles.get(likely[0]) not in {None, "event", "date", "section", "title"}:
        return
    columns.roles[likely[0]] = role
    if role == "time" and likely[1:] and abs(likely[1] - likely[0]) == 1 and likely[1] not in columns.roles:
        columns.roles[likely[1]] = "end"
