"""The hour of an entry that tells only its day first: on a line of its own below that, or within the first line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.importing.interpreter.items import both
from bot.importing.interpreter.leads import is_prose
from bot.importing.interpreter.slots import Slot
from bot.importing.interpreter.times_of_lines import When, begins_with_time, part_of, when_of
from bot.importing.values import clocks
from bot.importing.values.names import FAINT, LIKELY
from bot.importing.values.people import people_in

LONGEST_REMARK, LONGEST_ROOM, LONGEST_GAP = 120, 6, 4 * clocks.HOUR
BEFORE_TIME = re.compile(r"(?<=,)\s*(?:at|from|à|de|um|von|alle(?: ore)?|a las|desde las|kl\.?)?\s*$", re.IGNORECASE)


def tell_time_inside(slot: Slot) -> None:
    """Give a dated entry the time that stands on a line of its own below the date, or between commas, if one does."""
    if slot.pieces and (parts := _parts_around_time(slot.pieces[0].text)):
        title, slot.span, room = parts
        slot.pieces[0] = slot.pieces[0]._replace(line=part_of(slot.pieces[0].line, 0, title))
        slot.context = replace(slot.context, room=room or slot.context.room)
        return
    if sum(begins_with_time(piece.line) for piece in slot.pieces) > 1:
        return
    for piece in slot.pieces:
        when = when_of(piece.line) if len(piece.text) < LONGEST_REMARK else None
        if when and when.span and (when.leads or not (is_prose(piece.text) or _ends_phrase(piece.text, when))):
            slot.span = when.span
            pieces = (each._replace(line=when.rest) if each is piece else each for each in slot.pieces)
            slot.pieces = [each for each in pieces if each.line.runs]
            return


def in_turn(slot: Slot) -> Iterator[Slot]:
    """A slot, and one more for each line below that begins with a time behind its own: what is on that day after it."""
    timed = [place for place, piece in enumerate(slot.pieces) if place and piece.text[:1].isdigit()]
    whens = {place: when for place in timed if (when := when_of(slot.pieces[place].line)) and _is_of_talk(when)}
    spans = [when.span for when in whens.values() if when.span]
    if not whens or not slot.span or not _follow(slot, spans, [when.rest.text for when in whens.values()]):
        yield slot
        return
    whole, bounds = slot.pieces, (*whens, len(slot.pieces))
    slot.pieces = whole[: bounds[0]]
    yield slot
    for begin, end in pairwise(bounds):
        when = whens[begin]
        first = whole[begin]._replace(line=when.rest, look=slot.pieces[0].look)
        yield replace(slot, line=when.rest.line or slot.line, span=when.span, pieces=[first, *whole[begin + 1 : end]])


def _is_of_talk(when: When) -> bool:
    return bool(when.leads and when.span and when.span.start and not when.says_day and when.rest.text)


def _tells_talk(text: str) -> bool:
    return both(text) is not None or people_in(text).score >= LIKELY


def _follow(slot: Slot, spans: Sequence[clocks.Span], texts: Sequence[str]) -> bool:
    """Whether times begin behind the end of a slot's own, one after the other; or its start, if all tell talks."""
    told = [slot.span, *spans]
    ended = slot.span is not None and slot.span.end is not None
    if not (ended or (slot.pieces[0].look[-1:] == (True,) and all(map(_tells_talk, (slot.pieces[0].text, *texts))))):
        return False
    pairs = [((ended and one.end) or one.start, two.start) for one, two in pairwise(told) if one and two]
    return all(one and two and (two.minutes - one.minutes) % clocks.NOON < LONGEST_GAP for one, two in pairs)


def _parts_around_time(text: str) -> tuple[int, clocks.Span, str] | None:
    """Where the title of a line ends that goes on with a time and at most a room ("Open day, 2pm to 5pm, Hall 2")."""
    for span in clocks.spans(text) if "," in text else ():
        title, room = BEFORE_TIME.sub("", text[: span.begin]), text[span.stop :].strip()
        parted = title.endswith(",") and room[:1] in {"", ","}
        if parted and len(room.split()) <= LONGEST_ROOM and people_in(room.strip(", ")).score <= FAINT:
            return len(title) - 1, span, room.strip(", ")
    return None


def _ends_phrase(text: str, when: When) -> bool:
    """Whether a time is the last word of what a line says ("What it does at 3am"), and no mark parts it from that."""
    return text[len(when.rest.text) :].lstrip().startswith(("at ", "on "))
