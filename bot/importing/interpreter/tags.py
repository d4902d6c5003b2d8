"""Words that texts of pages keep without the look that they had: kinds before titles, or on lines of their own.

No line tells by itself; the entries of a page do together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.importing.interpreter.leads import is_bare_lead, is_prose
from bot.importing.interpreter.slots import Piece, Slot, labelled
from bot.importing.interpreter.times_of_lines import part_of
from bot.importing.values import clocks
from bot.importing.values.clocks import Span
from bot.importing.values.names import FAINT
from bot.importing.values.people import NOBODY_NAMED, people_in
from bot.importing.values.words import LEAD, LEADING, LINK_KINDS, ROOM, is_one_of
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind
from bot.schedule.names import fold

FEWEST, MOST_WORDS, MOSTLY, LONGEST_ROOM = 3, 3, 0.6, 5
BEHIND = re.compile(r"\s+(?=[^\W\d_a-zß-ÿ]|[\"\u201c\u201e\u00ab\d])|(?<=[a-z])(?=[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ])")
"""What parts a kind without a mark from the title or name behind it: a space, or less than that."""

ONE_WORD = frozenset(("invited", "oral", "contributed", "spotlight", "demo", "highlight"))
LABEL = re.compile(r"(?<=[\w?!] )(?:Speaker|Presenter|Panell?ist|Author|Moderator|Convener|Chair)s?(?=\s?:\s)")
IN = re.compile(r"\b(?:in|for|of|the|within|to|under|about|[^\W\d_])\s*$", re.IGNORECASE)
"""What no length stands behind that is no part of a title."""


def told(slots: Sequence[Slot]) -> None:
    """Give the kinds before titles, and what several entries say on lines of their own, roles of their own."""
    for slot in slots:
        slot.pieces = [part for piece in slot.pieces for one in _at_label(piece) for part in _at_length(one, slot.span)]
    firsts = (piece for slot in slots for piece in slot.pieces[:1] if piece.line.runs)
    linked = {id(piece) for piece in firsts if _leads_to_link(piece)}
    for slot in slots if len(linked) >= FEWEST else ():
        slot.pieces = [part for piece in slot.pieces for part in (_at_link(piece) if id(piece) in linked else [piece])]
    opened = {id(piece): place for slot in slots for piece in _first(slot) if (place := _end_of_kind(piece))}
    for slot in slots if len(opened) >= FEWEST else ():
        slot.pieces = [part for piece in slot.pieces for part in _parted(piece, opened.get(id(piece), 0))]
    _tell_kinds(slots)
    _tell_again(slots)


def _tell_again(slots: Sequence[Slot]) -> None:
    """Take what several entries say on a line, beside another that may be a title, for no title."""
    maybe = {id(piece): fold(piece.text) for slot in slots for piece in slot.pieces if _may_be_tag(piece)}
    found = Counter(text for slot in slots for text in {maybe[id(each)] for each in slot.pieces if id(each) in maybe})
    for slot in slots:
        tags = {id(piece) for piece in slot.pieces if found[maybe.get(id(piece), "")] >= FEWEST}
        if any(_says_more(piece) for piece in slot.pieces if id(piece) not in tags):
            slot.pieces = [_tagged(piece) if id(piece) in tags else piece for piece in slot.pieces]


def _at_label(piece: Piece) -> list[Piece]:
    """A line parted before a label that no mark parts from a title ("Tides of ink Speaker: Ada Byron")."""
    text = piece.text
    match = LABEL.search(text) if ":" in text and not piece.role and not labelled(text) else None
    if not match or text.count(" ", 0, match.start()) < FEWEST or is_bare_lead(text[: match.end()]):
        return [piece]
    parts = ((0, match.start()), (match.start(), len(text)))
    return [piece._replace(line=part_of(piece.line, *bounds)) for bounds in parts]


def _at_length(piece: Piece, span: Span | None) -> list[Piece]:
    """A line without the length that its entry has, which parts a title from the room behind it ("Tides 45m Foyer")."""
    lasts = (span.end.minutes - span.start.minutes) % (clocks.DAY // 2) if span and span.start and span.end else 0
    found = clocks.DURATION.finditer(piece.text) if lasts and not piece.role and len(piece.line.runs) == 1 else ()
    told = (match for match in found if match.start() and (clocks.duration_in(match[0]) or ("",))[0] == lasts)
    match = next(told, None)
    words = len(piece.text[match.end() :].split()) if match else 0
    if not match or words > LONGEST_ROOM or (not words and IN.search(piece.text, 0, match.start())):
        return [piece]
    title, room = (part_of(piece.line, *bounds) for bounds in ((0, match.start()), (match.end(), len(piece.text))))
    return [piece._replace(line=title), *([piece._replace(line=room, role="room")] if room.runs else [])]


def _leads_to_link(piece: Piece) -> bool:
    """Whether a line says of what kind something is, and then links what that is called."""
    first, *others = piece.line.runs
    text = first.text.strip()
    plain = first.href is None and not piece.role and text[-1:].isalnum() and len(text.split()) <= MOST_WORDS
    return bool(plain and others and others[0].href) and (is_bare_lead(text) or kind_of_title(text) is not Kind.TALK)


def _at_link(piece: Piece) -> Iterator[Piece]:
    """The kind, the title that it links, and what follows, which the page wrote on one line."""
    kind, title, *others = piece.line.runs
    yield piece._replace(line=piece.line.of(kind), role="kind")
    yield piece._replace(line=piece.line.of(title))
    if any(map(str.isalpha, "".join(run.text for run in others))):
        yield piece._replace(line=piece.line.of(*others), role="kind")


def _first(slot: Slot) -> Iterator[Piece]:
    """What a slot begins with, of plain text."""
    yield from (piece for piece in slot.pieces[:1] if not piece.role and len(piece.line.runs) == 1)


def _end_of_kind(piece: Piece) -> int:
    """Where the words end by which a line says of what kind the title or name is that follows without a mark."""
    text = piece.text
    if not text or labelled(text):
        return 0
    kind, match = next(_leads(text), (None, None))
    first = text.split(maxsplit=1)[0]
    end = len(match[0].rstrip()) if match else len(first) if fold(first) in ONE_WORD else 0
    behind = BEHIND.match(text, end) if end and kind is not Kind.POSTERS else None
    return _if_title(text, behind.end()) if behind else 0


def _leads(text: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    """The lead-ins that a text begins with."""
    for kind, pattern in LEAD if LEADING.match(text.lower()) else ():
        if match := pattern.match(text):
            yield kind, match


def _if_title(text: str, place: int) -> int:
    """The place, if what begins there may be a title or a name rather than words of a kind ("Panel Discussion")."""
    return 0 if is_bare_lead(text[place:]) or kind_of_title(text[place:]) is not Kind.TALK else place


def _tell_kinds(slots: Sequence[Slot]) -> None:
    """Take the first lines of entries for their kinds where most of those above titles are."""
    above = [slot for slot in slots if len(slot.pieces) > 1 and _is_above_title(*slot.pieces[:2])]
    firsts = [slot.pieces[0].text for slot in above]
    found = Counter(map(fold, firsts))
    told = sum(is_bare_lead(text) or kind_of_title(text).is_break or found[fold(text)] > 1 for text in firsts)
    for slot in above if told >= max(FEWEST, MOSTLY * len(above)) else ():
        slot.pieces[0] = slot.pieces[0]._replace(role="kind")


def _is_above_title(first: Piece, second: Piece) -> bool:
    """Whether a line is as short as kinds are, and one stands below it that may be a title of that kind."""
    short = not (first.role or labelled(first.text)) and len(first.text.split()) <= MOST_WORDS
    kinds = [kind_of_title(each.text) for each in (first, second)]
    alike = kinds[0] is kinds[1] or is_bare_lead(first.text) or kinds[0] is Kind.TALK
    named = max(people_in(each.text).score for each in (first, second)) > FAINT or fold(second.text) in NOBODY_NAMED
    return short and alike and _says_more(second) and not named


def _parted(piece: Piece, place: int) -> Iterator[Piece]:
    if place:
        yield piece._replace(line=part_of(piece.line, 0, place), role="kind")
        yield piece._replace(line=part_of(piece.line, place, len(piece.text)))
    else:
        yield piece


def _may_be_tag(piece: Piece) -> bool:
    text = piece.text
    short = not piece.role and 0 < len(text.split()) <= MOST_WORDS and any(map(str.isalnum, text))
    return (
        short
        and not labelled(text)
        and kind_of_title(text) in {Kind.TALK, Kind.KEYNOTE, Kind.PANEL}
        and (people_in(text).score <= FAINT and not (is_one_of(text, LINK_KINDS) or fold(text) in NOBODY_NAMED))
    )


def _says_more(piece: Piece) -> bool:
    """Whether a line may be a title."""
    return not piece.role and any(map(str.isalpha, piece.text)) and not is_prose(piece.text)


def _tagged(piece: Piece) -> Piece:
    return piece._replace(role="room" if ROOM.search(piece.text) else "kind")
