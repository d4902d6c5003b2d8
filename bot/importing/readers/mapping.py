"""YAML and JSON of unknown keys (the data files of site generators) → a row for each mapping that is a session.

What the mappings around a session say holds for it too, and is given again in its row as cells that span rows. So are
keys that are a day or a time (`2026-06-01: [...]`, `"9:00": {...}`), as cells named `day` and `time`, and the title of
a mapping that holds sessions, as one named `block`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.errors import ScheduleFileError
from bot.importing.readers.fields import ADDRESS, local_text, on_one_line
from bot.importing.readers.keys import MADE_KEY
from bot.importing.readers.site_data import bios_of, understood
from bot.importing.readers.tree import Node, tree_of
from bot.importing.rows import ABOUT, Cell, Document, Line, Row, Run
from bot.importing.values.column_names import column_role

TIME_KEY = re.compile(r"(?!\d\d?\.\d\d?\.\s?(?:\d\d)*$)\d{1,2}\s*(?:[:.h]\s*\d\d|[ap]\.?m\b).*", re.IGNORECASE)
DAY_KEY = re.compile(
    r"\d{4}[-/.]?\d\d[-/.]?\d\d.*|\d{1,2}[./-]\d{1,2}\b.*|day[ _-]?\d+"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b.*|(?:.*\d\W*)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W*\d.*",
    re.IGNORECASE,
)
PEOPLE_KEY = re.compile(
    r".*(organi[sz]er|speaker|presenter|author|chair|panel+ist|moderator|committee|people|person|member|sponsor|host)s?.*",
    re.IGNORECASE,
)
DEADLINES_KEY = re.compile(r".*deadlines?|(?:important|key|cfp)[ _-]?dates?|cfp", re.IGNORECASE)
EVENT_KEY = re.compile(
    r"event|conf(?:erence)?|workshop|meeting|seminar|symposium|school|meta|site|info|series", re.IGNORECASE
)
MAPPING_LINE = re.compile(
    r"^[ \t]{0,80}(?:- {1,80})?(?:&\S{1,80} +)?\{?[ \t]{0,80}[\"']?[\w./-][\w ./:-]{0,60}?[\"']?[ \t]{0,9}:(?:\s|$)",
    re.MULTILINE,
)
HEAD = 20_000
TIMES = frozenset({"time", "start"})
TITLES = frozenset({"title", "event"})
BESIDE_A_TITLE = frozenset({"time", "start", "speaker", "abstract", "room", "date", "end", "duration", "kind", "chair"})
OF_PEOPLE = frozenset({"affiliation", "bio"})
SPANNING = frozenset({"date", "time", "start", "end", "room", "track", "chair", "section"})
OF_TIME = frozenset({"time", "start", "end", "duration"})
EVENT_NAMES = {
    "name": "title", "heading": "title", "event_name": "title",
    "tz": "timezone", "time_zone": "timezone", "day": "date",
    "location": "venue", "city": "venue", "place": "venue", "website": "url",
}  # fmt: skip


def recognizes(text: str) -> bool:
    """Whether a text is a mapping or a list of mappings with sessions in it; almost any text may be YAML."""
    if MAPPING_LINE.search(text[:HEAD]) is None:
        return False
    try:
        root = _unwrapped(understood(tree_of(text)))
    except ScheduleFileError:
        return False
    inner = root.items or tuple(value for value in root.entries.values() if value.items or value.entries)
    return bool(inner) and _holds_sessions("", root)


def read(text: str) -> Document:
    root = _unwrapped(understood(tree_of(text)))
    rows = tuple(_rows_of_root(root))
    columns = {name: place for place, name in enumerate(dict.fromkeys(cell.name for row in rows for cell in row.cells))}
    placed = (
        replace(row, cells=tuple(sorted((replace(cell, column=columns[cell.name]) for cell in row.cells), key=_column)))
        for row in rows
    )
    return Document((*placed, *bios_of(root)), tuple(_about(root)))


def _unwrapped(root: Node) -> Node:
    """What an interface's answer holds beside its state (`{"success": true, "data": {…}}`)."""
    filled = [value for value in root.entries.values() if value.items or value.entries]
    return _unwrapped(filled[0]) if len(filled) == 1 and filled[0].entries and _wraps(filled[0]) else root


def _wraps(value: Node) -> bool:
    """Whether its keys name what they hold, rather than being days, times or the writer's ids."""
    keyed = any(TIME_KEY.fullmatch(key) or DAY_KEY.fullmatch(key) for key in value.entries)
    return not keyed and any(each.items for each in value.entries.values())


def _rows_of_root(root: Node) -> Iterator[Row]:
    """What the root says beside the sessions is said of the event, and of none of them."""
    nested = {name: value for name, value in root.entries.items() if _holds_sessions(name, value)}
    if not nested:
        yield from _rows(root, ())
    for name, value in nested.items():
        yield from _rows(value, _key_cell(name, value), name)


def _column(cell: Cell) -> int:
    return cell.column


def _rows(node: Node, around: tuple[Cell, ...], key: str = "", table: int = 0) -> Iterator[Row]:
    """The rows of all sessions in a node; `around` is what the mappings that it stands in say of them.

    Each of the lists that stand in no other is a table of its own, numbered by its line.
    """
    for item in node.items:
        yield from _rows(item, around, key, table or node.line)
    if node.text and around:
        yield _row(node, around, (_cell("event", node),), table)
    nested = {name: value for name, value in node.entries.items() if _holds_sessions(name, value)}
    told = [name for name in node.entries if name not in nested and not MADE_KEY.fullmatch(name)]
    own = tuple(_cell(name, node[name]) for name in told if column_role(name))
    own = tuple(cell for cell in own if cell.lines)
    roles = set(map(_role, own))
    if (own and not nested and _is_session(node, key)) or (nested and roles & TIMES and roles - SPANNING):
        yield _row(node, around, own, table)
    spanning = _over(around, tuple(_spanning(own)))
    for name, value in nested.items():
        kept = table or (node.line if _key_cell(name, value) else 0)
        yield from _rows(value, _over(spanning, _key_cell(name, value)), name, kept)


def _row(node: Node, around: tuple[Cell, ...], own: tuple[Cell, ...], table: int) -> Row:
    return Row(_over(around, own), node.line, table=table)


def _over(around: tuple[Cell, ...], own: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """What is said nearer instead of what is said around it: of the same thing, and of all of its times."""
    said = {_role(cell) for cell in own}
    said |= OF_TIME if said & TIMES else set()
    return (*(cell for cell in around if _role(cell) not in said), *own)


def _spanning(own: tuple[Cell, ...]) -> Iterator[Cell]:
    for cell in own:
        if _role(cell) in SPANNING:
            yield replace(cell, repeated=True)
        elif _role(cell) in TITLES:
            yield replace(cell, name="block", repeated=True)


def _key_cell(key: str, value: Node) -> tuple[Cell, ...]:
    """A key that says when; other keys are the writer's own names for things."""
    name = "time" if TIME_KEY.fullmatch(key) else "day" if DAY_KEY.fullmatch(key) else None
    return (Cell((Line((Run(on_one_line(key)),), value.line),), value.line, name),) if name else ()


def _role(cell: Cell) -> str | None:
    return column_role(cell.name or "")


def _holds_sessions(key: str, value: Node) -> bool:
    if PEOPLE_KEY.fullmatch(key) or column_role(key) in {"links", "speaker", "chair"} or _is_of_deadlines(key):
        return False
    if EVENT_KEY.fullmatch(key) and _is_event(value):
        return False
    if _key_cell(key, value) or _is_session(value, key):
        return bool(value)
    inner = (*((key, item) for item in value.items if item.entries), *value.entries.items())
    return any(_holds_sessions(name, each) for name, each in inner)


def _is_event(value: Node) -> bool:
    """Whether what is called an event tells of it alone, and not of its sessions."""
    nested = [name for name, each in value.entries.items() if each.items or each.entries]
    beside = (name for name in nested if not (column_role(name) == "links" or PEOPLE_KEY.fullmatch(name)))
    return bool(value.entries) and all(map(_is_of_deadlines, beside))


def _is_of_deadlines(key: str) -> bool:
    return DEADLINES_KEY.fullmatch(key) is not None


def _is_session(node: Node, key: str = "") -> bool:
    """Whether a mapping's keys are those of a session; a title alone will do in a list of talks, or one to come."""
    roles = {role for name, value in node.entries.items() if (role := column_role(name)) in TITLES or value}
    if roles & OF_PEOPLE and not roles & (TIMES | {"title"}):
        return False
    named = column_role(key) in TITLES or TIME_KEY.fullmatch(key) is not None
    return bool(roles & TITLES and (roles & BESIDE_A_TITLE or named))


def _cell(name: str, value: Node) -> Cell:
    return Cell(tuple(line for each in value.listed() for line in _lines(each)), value.line, name)


def _lines(value: Node) -> Iterator[Line]:
    """A text's lines; the name of a mapping (a person, a room, a link), with its affiliation and its address."""
    name = value.text or local_text(value.first("name", "title", "fullname", "text") or value)
    href = name if ADDRESS.fullmatch(name) else value.first("url", "href", "link", "website", "homepage").text or None
    affiliation = value.first("affiliation", "institution", "company", "organization", "from").text
    shown = f"{name} ({affiliation})" if affiliation else name
    for place, text in enumerate(filter(None, map(on_one_line, shown.splitlines()))):
        yield Line((Run(text, href=href),), value.line + place)


def _about(root: Node) -> Iterator[Cell]:
    """What the root says beside the sessions, and what mappings of it that are none say of the event."""
    for name, value in root.entries.items():
        if MADE_KEY.fullmatch(name):
            continue
        if name in ABOUT or name in EVENT_NAMES or value.text:
            yield _cell(EVENT_NAMES.get(name, name), value)
        elif value.entries and not (_holds_sessions(name, value) and _is_part(name, value)):
            yield from _about_event(value)


def _is_part(name: str, value: Node) -> bool:
    """Whether a mapping is a day or a session, rather than what holds the programme beside all else."""
    return bool(_key_cell(name, value)) or (_is_session(value, name) and _is_event(value))


def _about_event(event: Node) -> Iterator[Cell]:
    for key, value in event.entries.items():
        inner = [each.text for each in value.entries.values()]
        if value.text and not MADE_KEY.fullmatch(key):
            yield _cell(EVENT_NAMES.get(key, key), value)
        elif all(inner) and column_role(key) == "room":
            yield _cell("venue", Node(value.line, ", ".join(inner)))
