"""Plain text → a block for each line; paragraphs are containers, tabs part cells."""

import re
from collections.abc import Iterator

from bot.importing.readers.front_matter import split
from bot.importing.readers.prose import ends_on_purpose, parted, wrapping
from bot.importing.rows import Block, Cell, Document, Heading, Line, Row, Rule, Run, Text, plain_cell

RULE = re.compile(r"\s*([-=*_~#])\1{3,}\s*")
BULLET = re.compile(r"(\s*)[-*+•·‣◦]\s+")
ADDRESS = re.compile(r"(https?://[^\s<>\"]+[^\s<>\".,;)\]])")
EMPHASIS = re.compile(r"(?<![\w*])(?P<mark>\*{1,2}|_)(?P<inside>[\w\"\u201c][^*\n]*?[\w?!.:)\"\u201d])(?P=mark)(?!\w)")
LONGEST_HEADING = 80

MAIL = re.compile(
    r"\A(?:(?:>?From|To|Cc|Subject|Date|Sent|Reply-To|Message-ID|List-\w+|X-[\w-]+|MIME-Version|"
    r"Content-[\w-]+|Received|Return-Path):? .*\n(?:[ \t]+\S.*\n)*){2,}",
    re.IGNORECASE,
)
TOLD = {"subject": "subject", "sent": "sent", "date": "sent"}
QUOTED = re.compile(r"^(?:>.*|On .{5,80} wrote:|-+ ?Original Message ?-+)$", re.MULTILINE)
"""What a mail repeats of another."""
"""The head of a mail, of which only the subject tells of the event."""


def read(text: str) -> Document:
    about, body = split(text)
    if mail := MAIL.match(body):
        named = ((line.partition(": "), number) for number, line in enumerate(mail[0].split("\n"), 1))
        about = tuple(
            plain_cell(told, line, TOLD[name.lower()]) for (name, _, told), line in named if name.lower() in TOLD
        )
        body = "\n" * mail[0].count("\n") + body[mail.end() :]
    return Document(tuple(_blocks(QUOTED.sub("", body).split("\n"))), about)


def _blocks(lines: list[str]) -> Iterator[Block]:
    paragraph, number, table = 0, 0, 0
    wrap = wrapping(lines)
    while number < len(lines):
        first, number = number, number + 1
        text = lines[first].rstrip()
        if not text.strip():
            paragraph += 1
            continue
        if RULE.fullmatch(text):
            yield Rule(first + 1)
            continue
        if number < len(lines) and RULE.fullmatch(lines[number]) and len(text.strip()) <= LONGEST_HEADING:
            yield Heading(_line(text, first + 1), 2, first + 1)
            number, table = number + 1, first
            continue
        while (
            number < len(lines)
            and lines[number].strip()
            and not ends_on_purpose(lines[number - 1], lines[number], wrap)
        ):
            text += " " + lines[number].strip()
            number += 1
        if "\t" in text.strip():
            yield _row(text, first + 1, table)
            continue
        if len(text) <= LONGEST_HEADING and not "".join(lines[max(first - 1, 0) : first]).strip():
            table = first
        yield Text(_line(text, first + 1), first + 1, (paragraph,))


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
