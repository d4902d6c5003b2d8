"""HTML, however broken → blocks. Markdown and reStructuredText come this way too, as HTML of the same line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from lxml import etree

from bot.importing.readers import tabs
from bot.importing.readers.front_matter import split
from bot.importing.readers.grids import Spanning, is_layout, rows_of, span_of
from bot.importing.readers.looks import is_glued, look_of
from bot.importing.readers.prose import parted
from bot.importing.readers.unclosed import closed
from bot.importing.readers.unfolded import unfolded
from bot.importing.rows import Block, Cell, Document, Heading, Line, Row, Rule, Run, Text

SKIPPED = frozenset(
    "script style select noscript template nav svg head iframe object datalist del s strike video audio canvas".split()  # noqa: SIM905 - words, not items
)
BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header li main ol p pre section summary table tbody td tfoot th thead tr ul caption hr html
    button label""".split()  # noqa: SIM905 - words, not items
)
LISTS = frozenset(("ul", "ol"))
OPENING, CLOSING = tuple(" ([/|:-~–—→"), tuple(" )],;./|:-'’~–—→")
"""What parts words, or belongs to those beside it, at the end of a text and at its beginning."""
DEFINED = frozenset(("dt", "dd"))
VERBATIM = frozenset(("pre", "textarea"))
GLUED = frozenset(("span", "a", "small"))
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d.*|\d{4}-\d\d-\d\d")
OF_PAGE = re.compile(r"publish|modified|updated|(?:entry|post)-date", re.IGNORECASE)
"""The classes of a moment that is that of the page itself."""
START_NAME = re.compile(r"datetime|startdate|data-(.*-)?(start|begin|time|date|utc)(-.*)?|data-start.*")
END_NAME = re.compile(r"enddate|data-(.*-)?end(-.*)?")
SPACE = re.compile(r"\s{2,}|[^\S ]")
"""What is not one space already."""
DEEPEST = 200
BROKEN_TIME = re.compile(
    r"[:\u2010-\u2015-]\0\d|\d\0(?::\d|\s?[ap]\.?m)|[\dm]\0\s?[\u2010-\u2015-]\s?\d", re.IGNORECASE
)
"""The last character of a stretch, and what the next one begins with, where one time goes on."""
BULLET = re.compile(r"[•‣◦▪●○·*]\s+")


def read(text: str) -> Document:
    """A page, or a part of one; what stands in front matter before it goes into `about`."""
    front, body = split(text)
    if not body.strip():
        return Document((), front)
    body, lines = unfolded(body)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(closed(body).encode("utf-8", "replace"), parser)
    if root is None:  # nothing of it is a page
        return Document((), front)
    if "tab" in body:
        tabs.headed(root)
    walker = _Walker()
    walker.walk(root, Run(""))
    walker.end_line()
    return Document(tuple(walker.blocks), (*front, *_about(root)), lines=lines)


def _about(root: Any) -> Iterator[Cell]:
    """The page's own name and description, under names that say only where they stood."""
    for element in root.iterfind(".//head/*"):
        key = str(element.get("property") or element.get("name") or "").lower()
        if element.tag == "title" and element.text:
            yield Cell(
                (Line((Run(_folded(element.text).strip()),), element.sourceline),), element.sourceline, "page_title"
            )
        elif element.tag == "meta" and key in {"description", "og:description", "og:title"} and element.get("content"):
            content = Run(_folded(element.get("content")).strip())
            yield Cell((Line((content,), element.sourceline),), element.sourceline, key)


def _folded(text: str) -> str:
    return text if text.isprintable() and "  " not in text else SPACE.sub(" ", text)


@dataclass(slots=True)
class _Walker:
    """Walks the tree once; gathers runs into lines, and lines into blocks or, inside a table's cell, into that cell."""

    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    path: tuple[int, ...] = ()
    anchors: list[str] = field(default_factory=list)
    cell: list[Line] | None = None
    line: int = 0
    depth: int = 0
    level: int = 0
    moment: str | None = None
    moment_end: str | None = None
    item: int = 0
    last_item: int = 0
    numbered: int = 0
    term: int = 0
    verbatim: bool = False

    def walk(self, element: Any, look: Run, deep: int = 0) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in SKIPPED or deep > DEEPEST:
            return
        if tag == "br":
            self.end_line()
        elif tag == "hr":
            self._rule(element)
        elif tag == "table" and not is_layout(element):
            self._table(element, look)
        else:
            self._element(element, tag, look, deep)

    def _element(self, element: Any, tag: str, look: Run, deep: int) -> None:
        block = tag in BLOCKS
        before, term = (self.path, self.depth, self.level, self.item), self.term
        if block:
            self.end_line()
            self.numbered += 1
            self.path = (*self.path, *self._defined(element, tag), self.numbered)
            self.depth += tag in LISTS
            self.item = self.numbered if tag == "li" else self.item
            self.level = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else self.level
        elif tag in GLUED and is_glued(element):
            self._part_words()
        look = look_of(element, look)
        if element.attrib:
            self._note_attributes(element)
            self._part_glued(element, look)
        if block and look.role and not element.get("class") and _has_siblings(element):
            look = look._replace(role=None)
        self._children(element, look, deep)
        if block:
            self.end_line()
            self.path, self.depth, self.level, self.item = before
            self.term = self.term if tag in DEFINED else term

    def _defined(self, element: Any, tag: str) -> tuple[int, ...]:
        """A container that a term shares with what defines it, as no element holds both."""
        if tag == "dl" or (tag == "dt" and ((before := element.getprevious()) is None or before.tag != "dt")):
            self.term = self.numbered if tag == "dt" else 0
        return (self.term,) if self.term and tag in DEFINED else ()

    def _part_glued(self, element: Any, look: Run) -> None:
        """Neighbours of different classes without a space or a mark between them are parted by the page's style.

        Only an editor has broken a time in two.
        """
        last = self.runs[-1] if self.runs else None
        if last and last.role and look.role and last.role != look.role and not last.text.endswith(OPENING):
            begins = str(next(element.itertext(), ""))
            if not (begins.startswith(CLOSING) or BROKEN_TIME.match(f"{last.text[-1]}\0{begins[:4]}")):
                self.end_line()

    def _part_words(self) -> None:
        """What follows an element without a space between would be one word; the page's style parts them."""
        if self.runs and self.runs[-1].text[-1:].isalnum():
            self.end_line()

    def _children(self, element: Any, look: Run, deep: int) -> None:
        above, self.verbatim = self.verbatim, self.verbatim or element.tag in VERBATIM
        if element.text:
            self._add(element.text, look, element.sourceline)
        for child in element:
            self.walk(child, look, deep + 1)
            if child.tail:
                self._add(child.tail, look, child.sourceline)
        self.verbatim = above

    def _note_attributes(self, element: Any) -> None:
        of_page = OF_PAGE.search(f"{element.get('class', '')} {element.get('itemprop', '')}") is not None
        for name, value in element.attrib.items():
            if name == "id" or (name == "name" and element.tag == "a"):
                self.anchors.append(value)
            elif name == "itemprop" and element.get("content"):
                self._note_moment(value.lower(), element.get("content"))
            elif not of_page and (name == "datetime" or name.startswith("data-")):
                self._note_moment(name, value)

    def _note_moment(self, name: str, value: str) -> None:
        if not MOMENT.fullmatch(value.strip()):
            return
        if END_NAME.fullmatch(name) or (self.moment and name == "datetime"):
            self.moment_end = value.strip()
        elif START_NAME.fullmatch(name):
            self.moment = value.strip()

    def _add(self, text: str, look: Run, line: int) -> None:
        if self.verbatim and "\n" in text:
            for place, part in enumerate(text.split("\n")):
                if place:
                    self.end_line()
                if words := parted(part):
                    self._add(words, look, line + place)
            return
        if not self.runs:
            if text.isspace():
                return
            self.line = line + text[: len(text) - len(text.lstrip())].count("\n")
        self.runs.append(look.saying(_folded(text)))

    def end_line(self) -> None:
        if not self.runs:
            return
        runs, self.runs = _joined(self.runs), []
        if not runs:
            return
        line = self._as_item(Line(runs, self.line, self.depth, self.level, self.item, self.moment, self.moment_end))
        self.moment, self.moment_end, self.last_item = None, None, self.item
        if self.cell is not None:
            self.cell.append(line)
            return
        anchors, self.anchors = tuple(self.anchors), []
        if self.level:
            self.blocks.append(Heading(line, self.level, line.line, self.path, anchors))
        else:
            self.blocks.append(Text(line, line.line, self.path, anchors))

    def _as_item(self, line: Line) -> Line:
        """A line that begins with a bullet, as an item of a list; the first line of an item has it for its own."""
        first = line.runs[0]
        if line.item not in {0, self.last_item} or not (bullet := BULLET.match(first.text)):
            return line
        self.numbered += 1
        runs = (first.saying(first.text[bullet.end() :]), *line.runs[1:])
        return replace(line, runs=tuple(run for run in runs if run.text), depth=self.depth + 1, item=self.numbered)

    def _rule(self, element: Any) -> None:
        self.end_line()
        if self.cell is None:
            self.blocks.append(Rule(element.sourceline, self.path))

    def _table(self, table: Any, look: Run) -> None:
        self.end_line()
        if self.cell is not None:
            self._nested_table(table, look)
            return
        self.numbered += 1
        number, spanning = self.numbered, Spanning()
        self.anchors.extend(filter(None, (table.get("id"),)))
        for row in rows_of(table):
            if row.tag == "caption":
                self._element(row, "caption", look, 0)
                continue
            self._note_attributes(row)
            cells = tuple(
                spanning.placed((cell for cell in row if cell.tag in {"td", "th"}), partial(self._cell, look))
            )
            anchors, self.anchors = tuple(self.anchors), []
            if any(cell.lines for cell in cells):
                self.blocks.append(Row(cells, row.sourceline or 0, number, (*self.path, number), anchors))

    def _nested_table(self, table: Any, look: Run) -> None:
        """A table in a cell: each row is an item of a list, and its cells the lines of that."""
        self.depth += 1
        for row in rows_of(table):
            self.numbered += 1
            self.item = self.numbered
            for cell in row:
                self._children(cell, look, 0)
                self.end_line()
        self.depth, self.item = self.depth - 1, 0

    def _cell(self, look: Run, element: Any, column: int) -> tuple[Cell, int]:
        """The cell, and how many rows it spans."""
        self.cell, self.depth, self.item, depth = [], 0, 0, self.depth
        self._element(element, element.tag, look, 0)
        lines, self.cell, self.depth = tuple(self.cell), None, depth
        self.moment = self.moment_end = None
        header = element.tag == "th"
        columns = span_of(element.get("colspan"))
        cell = Cell(lines, element.sourceline or 0, header=header, columns=columns, column=column)
        return cell, span_of(element.get("rowspan"))


def _has_siblings(element: Any) -> bool:
    return element.getnext() is not None or element.getprevious() is not None


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbours of one look as one run, the line's outer white space gone; nothing where there is no text."""
    joined: list[Run] = []
    for run in runs:
        if joined and (run.text == " " or run[1:] == joined[-1][1:]):
            joined[-1] = joined[-1].saying(_folded(joined[-1].text + run.text))
        else:
            joined.append(run)
    while joined and not joined[0].text.strip():
        joined.pop(0)
    while joined and not joined[-1].text.strip():
        joined.pop()
    if joined and joined[0].text[0] == " ":
        joined[0] = joined[0].saying(joined[0].text.lstrip())
    if joined and joined[-1].text[-1] == " ":
        joined[-1] = joined[-1].saying(joined[-1].text.rstrip())
    return tuple(joined)
