"""Entries that run on in one paragraph, as what parted them on the page is lost: each on a line of its own.

Times tell, which follow one another through the text and are followed by the same mark; or, without a mark, times alone
where a paragraph begins with one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from bot.importing.values import clocks
from bot.importing.values.clocks import Span

HOUR = re.compile(r"\d\s?[:.h]\s?\d\d|\d\s?[ap]\.?m\b", re.IGNORECASE)
"""What a time has that may begin an entry; much less to look for than times."""
MARK = re.compile(r"(?P<colon>\s?:\s+)(?=\S)|(?P<gap>[ \t\u00a0]{3,})(?=\S)|(?P<space>\s+)(?=[\w*_\"\u201c\[])")
SAID = re.compile(
    r"(?:[(\[/,&:;=\u00b7\u2022]|\b(?:and|or|at|from|until|till|to|by|before|after|between|since|um|von|bis|ab|de|à|a))\s*$",
    re.IGNORECASE,
)
"""Before a time that a sentence tells."""
BEFORE, BULLET_BEFORE = re.compile(r"[*_]{0,3}\Z"), re.compile(r"(?:(?<=[^\s*])\*[ \t]+)?[*_]{0,3}\Z")
"""What belongs to a time that it stands behind: a mark of bold type, and in a list that of an item."""
MARKS = " \t*_+->\u2022"
WRAPPED = re.compile(r"(?<! {2})\n")
"""A break that is only one of the source, where others have two spaces before them."""
FEWEST, FEWEST_BARE, NEAR = 2, 3, 12


def parted(lines: Sequence[str]) -> tuple[list[str], tuple[int, ...]]:
    """The lines, those parted in which entries run on, and of which line of the source each is; `()` if none is."""
    found = dict(_paragraphs(lines))
    if not found:
        return list(lines), ()
    written: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(lines):
        parts = found.get(number, (line,))
        written.extend(parts)
        numbers.extend(number + 1 for _ in parts)
    return written, tuple(numbers)


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Lines of which entries run on, by number, in parts."""
    first = 0
    marked = any(line.endswith("  ") and line.strip() for line in lines)
    for place in range(len(lines) + 1):
        if place < len(lines) and lines[place].strip():
            continue
        if first < place:
            yield from _parts(lines, first, place, marked=marked)
        first = place + 1


def _parts(lines: Sequence[str], first: int, stop: int, *, marked: bool) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lines of a paragraph in which entries run on, in parts; `marked` where breaks on purpose are marked."""
    text = "\n".join(lines[first:stop])
    begins = _begins(text) if "|" not in text and len(HOUR.findall(text)) >= FEWEST else []
    heads = [text[text.rfind("\n", 0, begin) + 1 : begin].strip(MARKS) for begin in begins]
    if not any(heads):
        return
    begins = [begin for begin, head in zip(begins, heads, strict=True) if head or text[begin - 1 : begin] == "\n"]
    text = WRAPPED.sub("\0", text) if marked else text
    number = first
    parts: dict[int, list[str]] = {place: [] for place in range(first, stop)}
    for one, two in pairwise((0, *begins, len(text))):
        entry = text[one:two].replace("\0", " ").strip("\n").split("\n")
        parts[number].extend(("", *entry) if one else entry)
        number += text.count("\n", one, two) + text.count("\0", one, two)
    yield from ((place, tuple(part)) for place, part in parts.items())


def _begins(text: str) -> list[int]:
    """Where entries begin within a paragraph: at times, with the marks before them."""
    before = BULLET_BEFORE if text.lstrip().startswith("* ") else BEFORE
    spans = [span for span in clocks.spans(text) if not SAID.search(text[max(0, span.begin - NEAR) : span.begin])]
    marks = ((span, MARK.match(text, span.stop)) for span in spans)
    told = [(span, mark.lastgroup) for span, mark in marks if mark]
    kinds = Counter(kind for _, kind in told if kind != "space")
    kind, count = max(kinds.items(), key=itemgetter(1), default=("", 0))
    if count >= FEWEST:
        wrapped = "\n" if kind == "gap" else "\0"
        chosen = [span for span, own in told if own == kind or text[span.stop : span.stop + 1] == wrapped]
    else:
        leads = len(told) >= FEWEST_BARE and not text[: told[0][0].begin].strip(MARKS) and _rise(told)
        chosen = [span for span, _ in told] if leads else []
    marked = (before.search(text[max(0, span.begin - NEAR) : span.begin]) for span in chosen)
    return [span.begin - len(mark[0]) for span, mark in zip(chosen, marked, strict=True) if mark]


def _rise(told: Sequence[tuple[Span, object]]) -> bool:
    """Whether the times follow one another, but for noon."""
    starts = [span.start.minutes % clocks.NOON for span, _ in told if span.start]
    return sum(one > two for one, two in pairwise(starts)) <= 1


FOLLOWED = re.compile(r"\s*[^\W\d_a-zà-ÿ]|\s*[\"\u201c\u2018\u201e]|\s*\W\ufe0f?\s[^\W\d_a-zà-ÿ]")
"""What stands behind a time that begins an entry."""
FEWEST_INNER, FITTING, LONGEST_ENTRY = 3, 0.8, 5 * clocks.HOUR


def parted_inside(lines: Sequence[str]) -> tuple[list[str], tuple[int, ...]]:
    """The lines of a plain text, parted where entries begin within them: at times that go on with those before."""
    inner = {number: begins for number, line in enumerate(lines) if (begins := list(_inner(line)))}
    spans = [span for begins in inner.values() for span in begins]
    if len(spans) < FEWEST_INNER:
        return list(lines), ()
    fitting = dict(_fitting(lines, inner))
    if sum(map(len, fitting.values())) < FITTING * len(spans):
        return list(lines), ()
    parts = [
        (number + 1, line[one:two].strip())
        for number, line in enumerate(lines)
        for one, two in pairwise((0, *fitting.get(number, ()), len(line)))
    ]
    return [text for _, text in parts], tuple(number for number, _ in parts)


def _inner(line: str) -> Iterator[Span]:
    """The times within a line that may begin an entry, as nothing but a space parts them from the one before."""
    if "\t" in line or HOUR.search(line) is None:
        return
    end = 0
    for span in clocks.spans(line):
        before = line[end : span.begin]
        told = any(map(str.islower, before)) and before.endswith(" ") and not before.endswith("  ")
        is_open = line.count("(", 0, span.begin) > line.count(")", 0, span.begin)
        if told and not (is_open or SAID.search(before)) and FOLLOWED.match(line, span.stop):
            yield span
        end = span.stop


def _fitting(lines: Sequence[str], inner: dict[int, list[Span]]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Where those times of each line begin that come soon after the time before, first in a line or one of them."""
    last: int | None = None
    for number, line in enumerate(lines):
        first = next(clocks.spans(line), None) if HOUR.search(line) else None
        if first and first.start and not line[: first.begin].strip(MARKS):
            last = first.start.minutes
        found: list[int] = []
        for span in inner.get(number, ()):
            start = span.start.minutes if span.start else 0
            if last is not None and 0 < (start - last) % clocks.NOON <= LONGEST_ENTRY:
                found.append(span.begin)
                last = start
        if found:
            yield number, tuple(found)
