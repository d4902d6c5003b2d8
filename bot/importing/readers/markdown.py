"""Markdown → HTML on the same lines, which the HTML reader takes: pages mix both as they like."""

import re
from collections.abc import Sequence
from functools import reduce
from operator import attrgetter

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from bot.importing.readers import flattened, run_on, times_at_ends
from bot.importing.readers import html as read_html
from bot.importing.readers.broken_rows import Table, tables_in
from bot.importing.readers.framed_rows import framed_in
from bot.importing.readers.front_matter import split
from bot.importing.readers.linkwords import with_links
from bot.importing.readers.moments import names_columns
from bot.importing.readers.prose import Wrap, ends_on_purpose, unglued, wrapping
from bot.importing.rows import Document
from bot.importing.values.days import MONTHS

SYMBOL = re.compile(r"(?<![\w:]):[a-z][a-z_]+\d?:(?![\w:])")
"""The name of a picture that stands for a word (":coffee:")."""
BOX = re.compile(r"(?:!!!|\?\?\?\+?|===)\s+(?:\w+\s*)?(?:\"(?P<title>[^\"]*)\")?\s*$")
FENCE = re.compile(r":{3,}\s*(?:\{[^}]*\}|[\w-]+)?\s*(?P<title>.*)")
"""What opens or closes a box of its own (`:::warning`, `::: {.note}`)."""
BREAK = re.compile(r"\\\\(?=[ \t]*$)", re.MULTILINE)
"""A line's end that kramdown shows as one."""
DAY = re.compile(
    rf"^(\s*(?:[-*+]\s+)?(?:0?[1-9]|[12]\d|3[01]))\.(?=\s+(?:{'|'.join(MONTHS)})\b(?:\s+(?:19|20)\d\d|\W*$|\s*[,:(\u2010-\u2015-]))",
    re.MULTILINE | re.IGNORECASE,
)
"""A day and its month ("4. März 2024"), which opens no list."""
ATTRIBUTES = re.compile(r"[ \t]*\{[#.][\w\s#.=\"'-]*\}[ \t]*$", re.MULTILINE)
"""What names a heading for links, or its class (`{#talks}`)."""
IMAGE = re.compile(r"!\[[^\]]{0,2000}\]\([^)]*\)")
DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s")
"""A line that says where a link leads that is only named in the text."""
LEFT = re.compile(r"(?<!\w)_{1,2}|_{1,2}(?!\w)")
"""A mark of italics without another, as of those that are broken or hold nothing."""
MOST_LINKS = 300
"""In one line; where there are more brackets, none is a link, as the parser looks for the end of each."""


def read(text: str) -> Document:
    about, body = split(text)
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(deflist_plugin)
    body = DAY.sub(r"\1\\.", BREAK.sub(r"\\", _unboxed(body)))
    body = unglued(SYMBOL.sub("", ATTRIBUTES.sub("", IMAGE.sub("", body))))
    lines, numbers = flattened.parted(times_at_ends.parted(list(map(_bounded, body.split("\n")))))
    lines, entries = run_on.parted(lines)
    page = read_html.read(_page(parser, lines))
    numbers = reduce(_of_source, (numbers, entries, page.lines))
    return Document(with_links(page.blocks), (*about, *page.about), lines=numbers)


def _of_source(numbers: tuple[int, ...], further: tuple[int, ...]) -> tuple[int, ...]:
    """Of which line of the source each is, after one more step; `()` where a step changes none."""
    return (
        tuple(numbers[each - 1] for each in further if each <= len(numbers))
        if numbers and further
        else numbers or further
    )


def _page(parser: MarkdownIt, lines: Sequence[str]) -> str:
    """The page as HTML on the same lines."""
    written: list[str] = []
    known: dict[str, object] = {}
    framed = list(framed_in(lines))
    within = {at for table in framed for at in range(table.first, table.stop)}
    others = tables_in(["" if at in within else line for at, line in enumerate(lines)] if within else lines)
    tables = sorted((*framed, *others), key=attrgetter("first"))
    if tables:
        parser.parse("\n".join(line for line in lines if DEFINITION.match(line)), known)
    place = 0
    for table in tables:
        written.append(_section(parser, lines[place : table.first], known))
        written.append(_table(parser, table, known))
        place = table.stop
    written.append(_section(parser, lines[place:], known))
    return "".join(written)


def _section(parser: MarkdownIt, lines: Sequence[str], known: dict[str, object]) -> str:
    html = _html(parser, parser.parse("\n".join(lines), known), lines, wrapping(lines))
    return html + "\n" * (len(lines) - html.count("\n"))


def _table(parser: MarkdownIt, table: Table, known: dict[str, object]) -> str:
    before = _html(parser, parser.parse(table.before, known), [table.before], None)
    whole, row, other = ("table", "tr", "td") if max(map(len, table.rows)) > 1 else ("div", "div", "div")
    written, line = [before, f"<{whole}>"], table.first
    for cells in table.rows:
        each = "th" if row == "tr" and names_columns([cell[0].text for cell in cells]) else other
        written.append(f"<{row}>")
        for cell in cells:
            number = next((part.number for part in cell if part.text.strip()), line)
            texts = [cell[0].text.lstrip(), *(part.text for part in cell[1:])]
            html = _html(parser, parser.parse("\n".join(texts), known), texts, None)
            span = f' colspan="{cell[0].columns}"' if cell[0].columns > 1 else ""
            written.append("\n" * (number - line) + f"<{each}{span}>{html}</{each}>")
            line = number + html.count("\n")
        written.append(f"</{row}>")
    return "".join((*written, f"</{whole}>", "\n" * (table.stop - line)))


def _unboxed(body: str) -> str:
    """The page with the indented blocks of boxes and tabs (`!!! note`, `=== "Morning"`) as text of its own."""
    lines, inside = body.split("\n"), False
    for number, line in enumerate(lines):
        if fence := FENCE.fullmatch(line.strip()):
            lines[number] = fence["title"]
        elif box := BOX.match(line):
            inside, lines[number] = True, box["title"] or ""
        elif inside and line.strip() and not line.startswith("    "):
            inside = False
        elif inside:
            lines[number] = line[4:]
    return "\n".join(lines)


def _bounded(line: str) -> str:
    return line if line.count("[") <= MOST_LINKS else line.replace("[", "\\[")


def _html(parser: MarkdownIt, tokens: Sequence[Token], source: Sequence[str], wrap: Wrap | None) -> str:
    """The rendered text, each element on the line of its source."""
    renderer = RendererHTML(parser)
    written: list[str] = []
    line = 0
    for place, token in enumerate(tokens):
        if token.map and token.nesting >= 0 and token.map[0] > line:
            written.append("\n" * (token.map[0] - line))
            line = token.map[0]
        if token.type in {"code_block", "fence"}:
            piece = _verbatim(parser, token)
        elif token.type == "inline":
            children = _broken(token, source, wrap)
            piece = renderer.renderInline(children, parser.options, {})
        elif token.type in renderer.rules:
            piece = renderer.rules[token.type](tokens, place, parser.options, {})
        else:
            piece = renderer.renderToken(tokens, place, parser.options, {})
        verbatim = token.type in {"html_block", "fence", "code_block"}
        piece = piece if verbatim else piece.replace("\n", " ")
        line += piece.count("\n")
        written.append(piece)
    return "".join(written)


def _verbatim(parser: MarkdownIt, block: Token) -> str:
    """A text whose lines are as they stand; in those that converters leave so, the marks of looks and links are too."""
    lines = "\n".join(map(parser.renderInline, block.content.split("\n")))
    return f"<pre>{lines}</pre>"


def _parting(mark: re.Match[str]) -> str:
    """What stands for a mark of italics that marks nothing: a space where only it parts two words."""
    before, after = mark.string[: mark.start()][-1:], mark.string[mark.end() :][:1]
    return " " if before.strip() and after.strip() else ""


def _broken(inline: Token, source: Sequence[str], wrap: Wrap | None) -> list[Token]:
    """The paragraph's tokens, a break of its source lines shown as one where it is no mere wrapping.

    Without `wrap`, each that is no hard one is mere wrapping.
    """
    line = inline.map[0] if inline.map else 0
    children = []
    for token in inline.children or ():
        if token.type in {"softbreak", "hardbreak"}:
            line += 1
            if wrap and 0 < line < len(source) and token.type == "softbreak" and ends_on_purpose(source, line, wrap):
                children.append(Token("hardbreak", "br", 0))
                continue
        elif token.type == "text" and "_" in token.content:
            token.content = LEFT.sub(_parting, token.content)
        children.append(token)
    return children
