"""What readers give and the interpreter takes: a document as an ordered sequence of blocks, each with its source line.

A reader is a function `read(text: str) -> Document` (`content: bytes` for formats that are not text), listed in
`readers/formats.py`. It says what the format says and judges nothing: no reader decides what is a session of a
page, which AM or PM is meant, or who speaks. Two sorts of source, two sorts of blocks:

Pages (HTML, Markdown, reStructuredText, plain text) give `Heading`, `Text` and `Row` blocks of raw cells:

- A `Cell` is lines of `Run`s. A new line is where the format breaks one (`<br>`, a block element, a list item), a new
  run where the look changes (bold, italics, a link). Text is as a reader sees it: entities resolved, white space
  folded, comments and scripts gone.
- `path` names the containers that a block stands in, outermost first, by numbers that are unique in the document (a
  div, a list, a list item). Blocks of one entry usually share a container that no other entry shares. `()` will do
  where the format has no containers.
- A `Row` is a line of a table, a spreadsheet or a mapping of a list of mappings: cells with the `name` that the format
  gives them (a table's column heading, a spreadsheet's first line, a mapping's key, as written). The interpreter knows
  many names for the same thing ("Time (EST)", "when", "start_time"), so a reader needs no vocabulary of its own.
  A cell that spans rows is given again in each, with `repeated` set.

Data formats with a meaning of their own (iCalendar, frab, pretalx, Sessionize, Indico, JSON-LD) give `Entry` blocks:
fields that need no interpretation. Leave out what the source does not say. Moments are `datetime`: aware where the
source gives an offset or zone, naive where it means the event's zone; a `time` alone where there is no day. Texts
are plain text. CSV, TSV and YAML or JSON of unknown keys are no data formats in this sense: they give `Row`s.

What the source says of the whole event goes into `Document.about` as cells: with the names of `ABOUT` where the
format names them itself, with its own key (`site_description`) where it only has words in which the interpreter may
find a day, a place or a zone. `Document.doubts` is for what the reader itself could not take ("a VEVENT without
DTSTART": say so, and leave the entry without a start).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

from bot.errors import Fault
from bot.schedule.model import Kind, Link, Person

ABOUT = ("title", "timezone", "date", "venue", "url", "description", "organizers", "hosts")
"""The names of `Document.about` whose meaning is sure. `timezone` is an IANA name or an offset, `date` ISO 8601."""


class Run(NamedTuple):
    """A stretch of one look. `href` is the link's target as written (`#bio`, `talks.html`, `https://…`).

    `role` is the class of the nearest element that has one, as written ("speaker", "talk-title col-md-3").
    """

    text: str
    strong: bool = False
    italic: bool = False
    href: str | None = None
    role: str | None = None

    def saying(self, text: str) -> Run:
        """Another text that looks the same."""
        return Run(text, self.strong, self.italic, self.href, self.role)


@dataclass(slots=True, unsafe_hash=True)
class Line:
    """One visual line of a cell. `depth` is the list nesting (0: in no list); `level` that of a heading in a cell.

    `item` is the number of the list item, unique in the document (0: in none).
    `moment` is a machine-readable start that the format attaches to it (`<time datetime>`, `data-start`), as written,
    and `moment_end` an end.

    No line is ever changed: only as a page makes thousands, which takes longer of frozen ones, it is not frozen itself.
    """

    runs: tuple[Run, ...]
    line: int = 0
    depth: int = 0
    level: int = 0
    item: int = 0
    moment: str | None = None
    moment_end: str | None = None
    text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        runs = self.runs
        self.text = (runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])).strip()

    def of(self, *runs: Run) -> Line:
        """The line with other runs in place of its own."""
        return Line(runs, self.line, self.depth, self.level, self.item, self.moment, self.moment_end)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place. `name` is the column's heading or the mapping's key, as written."""

    lines: tuple[Line, ...]
    line: int = 0
    name: str | None = None
    header: bool = False
    repeated: bool = False
    columns: int = 1
    """How many columns it spans."""
    column: int = 0
    """The first column that it stands in."""

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines if line.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page; `level` 1 is the highest. `anchors` are the ids that links can name it by."""

    content: Line
    level: int
    line: int
    path: tuple[int, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, list item, definition or any other line of text outside tables."""

    content: Line
    line: int
    path: tuple[int, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A line drawn across the page: what follows is no longer part of the section above."""

    line: int
    path: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table numbered `table`, with all its cells from left to right; empty ones have no lines."""

    cells: tuple[Cell, ...]
    line: int
    table: int
    path: tuple[int, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A session that the format itself describes: no guess is needed, so what it lacks is left out.

    `start` without a day takes `date`; `end` may be left out where `duration` is known. Nested talks are `talks`.
    """

    line: int
    title: str = ""
    date: date | None = None
    start: datetime | time | None = None
    end: datetime | time | None = None
    duration: timedelta | None = None
    kind: Kind | None = None
    room: str | None = None
    track: str | None = None
    section: str | None = None
    chairs: tuple[Person, ...] = ()
    speakers: tuple[Person, ...] = ()
    abstract: str | None = None
    links: tuple[Link, ...] = ()
    talks: tuple[Entry, ...] = ()


Block: TypeAlias = Heading | Text | Rule | Row | Entry


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `doubts` are the reader's own, with source lines.

    `lines` are the source's lines of those that the reader counted, where it counts more: of a page that is written on
    one line, so that what stands above something is known.
    """

    blocks: tuple[Block, ...]
    about: tuple[Cell, ...] = ()
    doubts: tuple[Fault, ...] = ()
    lines: tuple[int, ...] = ()

    def in_source(self, fault: Fault) -> Fault:
        """A doubt at the line of the source that it is about."""
        known = 0 < fault.line <= len(self.lines)
        return replace(fault, line=self.lines[fault.line - 1]) if known else fault


def plain_cell(text: str, line: int = 0, name: str | None = None) -> Cell:
    """A cell of plain text, each line of the text a line of the cell."""
    parts = (part.strip() for part in text.splitlines())
    lines = tuple(Line((Run(part),), line + place) for place, part in enumerate(parts) if part)
    return Cell(lines, line, name)
