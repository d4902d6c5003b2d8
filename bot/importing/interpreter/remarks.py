"""Remarks beside dates and titles ("note the unusual time: 3–4pm", "moved to Hall B"): an entry's own time and room.

A remark is told by its words: all but its times and the name of a room are of those that such remarks are made of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter
from statistics import median_low
from typing import NamedTuple

from bot.importing.interpreter.leads import is_prose
from bot.importing.interpreter.slots import Piece, Slot, labelled
from bot.importing.interpreter.times_of_lines import part_of
from bot.importing.rows import Line
from bot.importing.values import clocks, days
from bot.importing.values.days import DIGIT
from bot.importing.values.headings import NOT_HELD
from bot.importing.values.names import FAINT
from bot.importing.values.people import people_in
from bot.importing.values.remark_words import HINTS, LEVELS, NOTING, OF_ROOMS, OTHERS, PLACES, ROOMS, TELLING
from bot.importing.values.words import NAMED_ROOM, PICTURES, ROOM, has_any
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind

LONGEST, LONGEST_ROOM = 250, 5
WORDS = TELLING | PLACES | OTHERS | frozenset(days.WEEKDAYS)
THIS = "this"
HINTING = TELLING | {THIS}
WORD, APART = (
    re.compile(r"[^\W_][^\s:;,!()\[\]]*"),
    re.compile(rf"[(\[]|\u2502|\s[\u2010-\u2015-]+\s|[:;,!]\s|[{PICTURES}*]+\s*"),
)
TAIL = re.compile(
    r"^(?=[^(\[])|\s*(?P<open>[(\[])|\s[\u2010-\u2015-]{1,3}\s|\s*[;!*]+\s+|\s+\u2502\s|(?P<near>[,.:]\s+)"
)
"""What may stand before a remark that ends a line: of the last marks, only before one that tells an hour."""
STARRED = re.compile(r"\*+[^*]+\*+")
HOUR = re.compile(r"\d\s?[:.h]\s?\d\d|\d\s?(?:[ap]\.?m\b|h\b|uhr|uur)|noon|midi\b", re.IGNORECASE)
"""What an hour has that a range of years has not."""
PARTS, END = re.compile(r"[^,;]+"), re.compile(r"[\s.!*]*")
OF_BUILDING = re.compile(
    r"(?P<before>\W*(?:[^\W\d]+\W+)*?)(?P<room>(?P<building>[A-ZÀ-Þ][\w.-]*)(?:\s[\w.-]+){0,3}?\s[\w-]*\d[\w-]*)(?P<behind>\b.*)"
)
"""A room by its number in a building, which the head of a page names the usual one of."""
YEAR, ELIDED = re.compile(r"(?:19|20)\d\d"), re.compile(r"^[dl]['’]")
FEWEST_BELOW = 2
OPENING, MARKS = frozenset("(["), " ,;:!\u2010\u2013\u2014-"
CLOSED = re.compile(r"[)\]]")
BRACKETED, ALONE = re.compile(r"[(\[]\s*(?P<inside>[^()\[\]]+)[)\]]"), re.compile(r"(?P<inside>[^()\[\]:]+)")
JOINED, NAMED = (
    re.compile(r"[\s:.]*(?:the\s+)?", re.IGNORECASE),
    re.compile(r"(?:[^(),:;|\u2502\u2010-\u2015]|,(?=\s(?:level|floor|room)))+"),
)
UNTIL = re.compile(r"\b(?:until|till|to|bis|jusqu|hasta)\b", re.IGNORECASE)


class Remark(NamedTuple):
    """What a remark tells, and where it begins and stops in its text."""

    begin: int
    stop: int
    span: clocks.Span | None = None
    room: str | None = None


def taken(slots: Sequence[Slot], head: str) -> list[Slot]:
    """The slots, each when and where a remark in it says so, without the remark.

    One that only tells that is a remark on the slot above. `head` is what stands above all of them.
    """
    dated = Counter(slot.context.day.text for slot in slots if slot.context.day)
    kept: list[Slot] = []
    for slot in slots:
        pieces = list(_told(slot, dated, head))
        if pieces or not (kept and _is_of(kept[-1], slot)):
            _keep(slot, pieces)
            kept.append(slot)
        else:
            kept[-1].span, kept[-1].context = slot.span or kept[-1].span, slot.context
    firsts = [(slot, first) for slot in kept if (first := _beside(slot, dated))]
    below = [slot.pieces for slot in kept if slot.context.day and not _beside(slot, dated)]
    fewest = median_low(map(len, below)) if below and len(below) * 2 >= len(kept) else 0
    asides = [(slot, first, aside) for slot, first in firsts if (aside := _aside(slot, first, fewest))]
    for slot, first, aside in asides if len(asides) * 2 < len(kept) else ():
        told = Piece(part_of(first.line, *aside.span("inside")), "abstract", ("remark",))
        is_room = slot.span is not None and (DIGIT.search(told.text) or ROOM.search(told.text)) is not None
        slot.context = replace(slot.context, room=told.text) if is_room else slot.context
        says = not is_room and any(map(str.isalnum, told.text))
        _keep(slot, [*_without(first, Remark(*aside.span())), *([told] if says else ()), *slot.pieces[1:]])
    return kept


def _told(slot: Slot, dated: Mapping[str, int], head: str) -> Iterator[Piece]:
    """The pieces of a slot without the remarks in them, which it notes."""
    first = _beside(slot, dated)
    for piece in slot.pieces:
        below = piece.role is None and piece is not slot.pieces[0]
        left = [piece]
        while left:
            ending = _tail(left[0].text, head, whole=below) if slot.is_silent else None
            told = filter(None, (_remark_in(left[0], of_date=piece is first), ending))
            if not (found := min(told, key=attrgetter("begin"), default=None)):
                break
            left = _without(left[0], found)
            _note(slot, found)
        yield from left


def _is_of(above: Slot, slot: Slot) -> bool:
    """Whether a slot that is only a remark has its day from the silent one above it."""
    return above.is_silent and above.group == slot.group and above.context.day is slot.context.day is not None


def _keep(slot: Slot, pieces: list[Piece]) -> None:
    """Let a slot have no other pieces than these, each in its place among those of its column."""
    if not pieces or pieces == slot.pieces:
        return
    found: Counter[object] = Counter()
    placed: list[Piece] = []
    for piece in pieces:
        column, *rest = piece.look or (None,)
        placed.append(piece._replace(look=(column, min(found[column], 3), *rest[1:])) if rest else piece)
        found[column] += 1
    slot.pieces = placed


def _beside(slot: Slot, dated: Mapping[str, int]) -> Piece | None:
    """What stands beside the date of an entry that has a day of its own."""
    day = slot.context.day
    first = slot.pieces[0] if slot.pieces and day and dated[day.text] == 1 else None
    return first if first and (first.look == ("when",) or first.look[-1:] == (True,)) else None


def _aside(slot: Slot, first: Piece, fewest: int) -> re.Match[str] | None:
    """What stands in brackets right behind a date, or alone beside it, and begins as no title does.

    Or beside a time of its own, where most entries have nothing beside their dates and at least `fewest` lines below.
    """
    beside = len(slot.pieces) > 1 and not slot.pieces[1].line.item
    match = BRACKETED.match(first.text) or (ALONE.fullmatch(first.text) if beside else None)
    if match and slot.span and FEWEST_BELOW <= fewest < len(slot.pieces) and len(first.text.split()) <= LONGEST_ROOM:
        return match
    inside = match["inside"] if match else ""
    is_title = not inside[:1].islower() or kind_of_title(inside) is not Kind.TALK or people_in(inside).score > FAINT
    return None if is_title or NOT_HELD.match(inside) else match


def _remark_in(piece: Piece, *, of_date: bool) -> Remark | None:
    text = piece.text
    folded = text.lower()
    hinted = len(text) <= LONGEST and has_any(folded, HINTS)
    hinted = hinted and (of_date or not HINTING.isdisjoint(WORD.findall(folded)))
    bounds = _bounds(piece.line) if hinted else _beside_date(text) if of_date else ()
    return next(filter(None, (_read(text, *each, of_date=of_date) for each in bounds)), None)


def _beside_date(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of what stands beside a date that may tell a time or a room in no other words."""
    if match := BRACKETED.match(text):
        yield match.span()
    elif len(text.split()) <= LONGEST_ROOM:
        yield 0, len(text)


def _bounds(line: Line) -> Iterator[tuple[int, int]]:
    """The stretches of a line that may be a remark: all of it, in brackets, or between marks and changes of look."""
    text = line.text
    looks = tuple(accumulate(len(run.text) for run in line.runs[:-1]))
    marks = tuple(APART.finditer(text))
    begins = sorted({0, *looks, *(match.start() if match[0] in OPENING else match.end() for match in marks)})
    stops = sorted({len(text), *looks, *(match.start() for match in marks)}, reverse=True)
    for begin in begins:
        closed = CLOSED.search(text, begin) if text[begin : begin + 1] in OPENING else None
        yield from ((begin, stop) for stop in ((closed.end(),) if closed else stops) if stop > begin)


def _tail(text: str, head: str, *, whole: bool) -> Remark | None:
    """What ends a line in brackets or behind a mark, and tells an hour or a room and hardly anything else.

    So that it is that of the entry, where nothing else in it says when it is; `whole` where it may be all of a line.
    """
    label = labelled(text)
    if len(text) > LONGEST or not DIGIT.search(text) or is_prose(text) or (label and label[0] == "room"):
        return None
    for mark in TAIL.finditer(text):
        if not (mark.end() or whole):
            continue
        opened = mark["open"] is not None
        end = CLOSED.search(text, mark.end()) if opened else None
        if end and END.fullmatch(text, end.end()) is None:
            continue
        stop = end.start() if end else len(text)
        parts = [_part(text, *each.span(), head) for each in PARTS.finditer(text, mark.end(), stop)]
        told = [part for part in parts if part is not None and (part.span or part.room)]
        unread = [part for part in parts if part is None]
        timed = any(part.span for part in told)
        if opened and parts[0] and parts[0].span and people_in(text[mark.end() : stop]).score <= FAINT:
            unread = []
        apart = timed and (opened or STARRED.fullmatch(text))
        if told and (timed or mark["near"] is None) and (len(unread) <= bool(apart) or (apart and not opened)):
            span = next((part.span for part in told if part.span), None)
            return Remark(mark.start(), len(text), span, next((part.room for part in told if part.room), None))
    return None


def _part(text: str, begin: int, stop: int, head: str) -> Remark | None:
    """A part between commas as a remark: an hour, a room, or only words of remarks."""
    named = OF_BUILDING.fullmatch(text, begin, stop)
    beside = WORD.findall(f"{named['before']} {named['behind']}") if named else ()
    if named and all(map(_is_plain, beside)) and _names_number(head, named["building"]):
        return Remark(begin, stop, None, named["room"])
    if alone := NAMED_ROOM.fullmatch(text[begin:stop].strip()):
        return Remark(begin, stop, None, alone[0])
    found = _read(text, begin, stop, of_date=True)
    if found and found.span and not HOUR.search(text, begin, stop):
        return None
    if found and found.room and (YEAR.fullmatch(found.room) or not (found.span or ROOM.search(text[begin:stop]))):
        return None
    bare = all(_is_plain(word) for word in WORD.findall(text[begin:stop]))
    return found or (Remark(begin, stop) if bare else None)


def _names_number(head: str, building: str) -> bool:
    return re.search(rf"\b{re.escape(building)}(?:\s[\w-]+)?\s[\w-]*\d", head) is not None


def _is_plain(word: str) -> bool:
    return word.lower().strip(".’'") in WORDS


@lru_cache(maxsize=4096)
def _read(text: str, begin: int, stop: int, *, of_date: bool) -> Remark | None:
    """A stretch of a text as a remark, if it has no other words than those."""
    if not (of_date or begin == 0 or stop == len(text)):
        return None
    bare = text[begin:stop]
    plain = _plain(list(WORD.finditer(bare)))
    told, whole = not TELLING.isdisjoint(plain) or _is_aside(bare, plain), begin == 0 and stop == len(text)
    of_room = bool(plain) and plain[0] in ROOMS and whole
    if not plain or not (told or of_date or of_room):
        return None
    spans = [each for each in clocks.spans(bare) if each.start]
    for span in spans:
        bare = f"{bare[: span.begin]}{'|' * (span.stop - span.begin)}{bare[span.stop :]}"
    words = list(WORD.finditer(bare))
    plain = _plain(words)
    other = [place for place, word in enumerate(plain) if word not in WORDS]
    room = _room(bare, words, plain, other) if other else None
    apart = told and (of_date or text[begin] in OPENING) and len(words) > 1
    tells = spans or (room and (told or of_date or DIGIT.search(room)))
    is_one = (room or not other) and (tells or apart or not NOTING.isdisjoint(plain))
    return Remark(begin, stop, _span(text[begin:stop], spans), room) if is_one else None


def _is_aside(text: str, plain: Sequence[str]) -> bool:
    """Whether a text in brackets is of the one talk beside which it stands."""
    return text[0] in OPENING and THIS in plain


def _plain(words: Sequence[re.Match[str]]) -> list[str]:
    return [ELIDED.sub("", word[0].lower().strip(".’'")) for word in words]


def _span(text: str, spans: Sequence[clocks.Span]) -> clocks.Span | None:
    first, second = (*spans, None, None)[:2]
    ends = first and second and not first.end and UNTIL.search(text, first.stop, second.begin)
    return replace(first, end=second.start) if first and second and ends else first


def _room(text: str, words: Sequence[re.Match[str]], plain: Sequence[str], other: Sequence[int]) -> str | None:
    """The name that a remark has besides its words, if it is a room's."""
    first, last = other[0], other[-1]
    while first and words[first - 1][0][0].isupper() and plain[first - 1] in ROOMS:
        first -= 1
    place = first - 1 - (first > 1 and plain[first - 1] == "the")
    joined = place >= 0 and JOINED.fullmatch(text, words[place].end(), words[first].start())
    before = plain[place] if joined else ""
    if before in ROOMS and words[first][0][0].isdigit():
        first = place
    first -= bool(first) and plain[first] in ROOMS and plain[first - 1] in OF_ROOMS
    named = words[first : last + 1]
    name = text[named[0].start() : named[-1].end()].rstrip(".")
    proper = all(not word[0][0].islower() or _plain([word])[0] in ROOMS | LEVELS | OF_ROOMS for word in named)
    told = before in PLACES or ROOM.search(name) or (plain[first] in ROOMS and DIGIT.search(name))
    return name if told and NAMED.fullmatch(name) and proper and len(named) <= LONGEST_ROOM else None


def _without(piece: Piece, found: Remark) -> list[Piece]:
    """A piece without a remark; none where nothing else is said."""
    before, after = part_of(piece.line, 0, found.begin), part_of(piece.line, found.stop, len(piece.text))
    begin = len(after.text) - len(after.text.lstrip(MARKS)) if not before.text else 0
    line = piece.line.of(*before.runs, *part_of(after, begin, len(after.text)).runs)
    return [piece._replace(line=line)] if any(map(str.isalnum, line.text)) else []


def _note(slot: Slot, found: Remark) -> None:
    if slot.is_silent and found.span:
        slot.span = found.span
    slot.context = replace(slot.context, room=found.room or slot.context.room)
