"""reStructuredText → HTML on the same lines, which the HTML reader takes; grid and simple tables among the rest."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree
from docutils.utils import unescape

from bot.importing.readers import html as read_html
from bot.importing.readers import text as read_text
from bot.importing.readers.front_matter import split
from bot.importing.readers.prose import Wrap, ends_on_purpose, wrapping
from bot.importing.rows import Cell, Document, plain_cell

SETTINGS = {
    "report_level": 5,
    "halt_level": 5,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "doctitle_xform": False,
    "line_length_limit": 100_000,
}
TAGS: dict[type[Any], str] = {
    nodes.paragraph: "p", nodes.bullet_list: "ul", nodes.enumerated_list: "ol", nodes.list_item: "li",
    nodes.definition_list: "dl", nodes.term: "dt", nodes.definition: "dd", nodes.table: "table", nodes.row: "tr",
    nodes.strong: "b", nodes.emphasis: "i", nodes.line: "p", nodes.field: "p", nodes.literal_block: "pre",
    nodes.block_quote: "div",
}  # fmt: skip
ROLE = re.compile(r":[\w:+.-]+:`(?P<text>[^`<]*?)(?:\s*<[^<>]*>)?`")
"""What docutils alone does not know: a role of Sphinx."""
BORDER = re.compile(r"\s*\+(?:-+\+)+\s*")
TIMED = re.compile(r"\s*\|\s*\d{1,2}(?:[:.h]?\d\d|\s?[ap]m)", re.IGNORECASE)
GOES_ON = re.compile(r"\s*\|[^|]*[-\u2013]\s*\|")
"""A line of a grid whose first cell goes on below, as a range of times may."""
UNDERLINED = re.compile(r"\s*(?P<title>\S.*)\n\s*([^\w\s])\2{2,}\s*")
SKIPPED = (
    nodes.system_message,
    nodes.comment,
    nodes.footnote_reference,
    nodes.image,
    nodes.target,
    nodes.substitution_definition,
    nodes.raw,
    nodes.topic,
)


def read(text: str) -> Document:
    about, body = split(text)
    body, numbers = _ruled(read_text.QUOTED.sub("", body))
    try:
        tree = publish_doctree(body, settings_overrides=SETTINGS)
    except (AssertionError, IndexError, ValueError):  # docutils, of a table with broken lines
        return read_text.read(text)
    about = (*about, *_fields_taken(tree))
    writer = _Writer(wrapping(body.split("\n")))
    writer.write(tree, level=0)
    page = read_html.read("".join(writer.written))
    return Document(page.blocks, (*about, *page.about), lines=numbers)


def _ruled(body: str) -> tuple[str, tuple[int, ...]]:
    """The text with a border above each line of a grid that begins with a time; of which line of the source each is."""
    lines: list[str] = []
    numbers: list[int] = []
    border = ""
    for number, line in enumerate(body.split("\n"), 1):
        border = line if BORDER.fullmatch(line) else border if line.lstrip().startswith("|") else ""
        if border and TIMED.match(line) and lines[-1] is not border and not GOES_ON.match(lines[-1]):
            lines.append(border)
            numbers.append(number)
        lines.append(line)
        numbers.append(number)
    return "\n".join(lines), tuple(numbers)


def _fields_taken(tree: Any) -> Iterator[Cell]:
    """What stands in fields at the top (":Date: …"), as front matter does; taken out of the text."""
    for listed in [each for each in tree.findall(nodes.field_list) if each.parent.index(each) <= 1]:
        for name, value in (each.children for each in listed.children):
            yield plain_cell(value.astext(), listed.line or 1, name.astext().lower())
        listed.parent.remove(listed)


class _Writer:
    """Writes elements, each on the line of its source where docutils tells it."""

    def __init__(self, wrap: Wrap) -> None:
        self.written: list[str] = []
        self.line = 1
        self.wrap = wrap
        self.paragraph: list[str] = []
        self.broken = 0
        """How many of the paragraph's lines are written."""

    def write(self, node: Any, level: int) -> None:
        if isinstance(node, SKIPPED):
            self._write_refused(node, level)
            return
        if isinstance(node, nodes.problematic):
            self.written.append(escape(ROLE.sub(r"\g<text>", node.astext())))
            return
        if isinstance(node, nodes.Text):
            if isinstance(node.parent, nodes.literal_block):
                self._write_verbatim(str(node))
            else:
                self._write_lines(*unescape(str(node)).split("\n"))
            return
        self._advance(node)
        if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
            in_cell = isinstance(node.parent, nodes.entry)
            self.paragraph, self.broken = [] if in_cell else node.rawsource.split("\n"), 0
        tag, attributes = _tag(node, level)
        self.written.append(f"<{tag}{attributes}>" if tag else "")
        for child in node.children:
            self.write(child, level + isinstance(node, nodes.section))
        if isinstance(node, nodes.field_name):
            self.written.append(": ")
        self.written.append(f"</{tag}>" if tag else "")

    def _write_refused(self, node: Any, level: int) -> None:
        """The title that docutils takes for none, as its underline is not that of the next level."""
        if isinstance(node, nodes.system_message):
            found = (UNDERLINED.fullmatch(each.astext()) for each in node.findall(nodes.literal_block))
            for match in filter(None, found):
                title, tag = ROLE.sub(r"\g<text>", match["title"]), f"h{min(level + 1, 6)}"
                self.written.append(f"<{tag}>{escape(title)}</{tag}>")

    def _write_lines(self, first: str, *others: str) -> None:
        self.written.append(escape(first))
        for line in others:
            self.broken += 1
            within = self.broken < len(self.paragraph)
            purpose = within and ends_on_purpose(self.paragraph, self.broken, self.wrap)
            self.written.append(f"<br>{escape(line)}" if purpose else f" {escape(line)}")

    def _write_verbatim(self, text: str) -> None:
        self.written.append(escape(text))
        self.line += text.count("\n")

    def _advance(self, node: Any) -> None:
        at = node.line or 0
        if at > self.line and isinstance(node, (nodes.paragraph, nodes.title, nodes.row, nodes.entry, nodes.term)):
            self.written.append("\n" * (at - self.line))
            self.line = at


def _tag(node: Any, level: int) -> tuple[str, str]:
    if isinstance(node, nodes.title):
        return ("caption", "") if isinstance(node.parent, nodes.table) else (f"h{min(max(level, 1), 6)}", "")
    if isinstance(node, nodes.entry):
        spans = "".join(
            f' {name}="{node.get(key, 0) + 1}"' for name, key in (("colspan", "morecols"), ("rowspan", "morerows"))
        )
        return ("th" if isinstance(node.parent.parent, nodes.thead) else "td"), spans
    if isinstance(node, nodes.reference):
        return "a", f' href="{escape(node.get("refuri", ""), quote=True)}"'
    if isinstance(node, nodes.transition):
        return "hr", ""
    return next((tag for kind, tag in TAGS.items() if isinstance(node, kind)), ""), ""
