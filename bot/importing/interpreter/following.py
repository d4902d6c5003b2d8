"""What follows an entry without a day of its own ("for members only, followed at 7.30pm by"): one more entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.importing.interpreter.slots import Slot, labelled
from bot.importing.values import clocks
from bot.importing.values.words import has_any

LONGEST = 80
FOLLOWED = re.compile(r"\b(?:followed|gefolgt|suivie?s?|seguit[oa]|seguid[oa])\b", re.IGNORECASE)
FOLLOWING = ("followed", "gefolgt", "suivi", "seguit", "seguid")
"""Of which every text in lower case has one in which it stands."""
BY = re.compile(r"\W*(?:by|von|de|par|da|por)?\W*", re.IGNORECASE)


def with_followers(slots: Sequence[Slot]) -> Iterator[Slot]:
    """The slots, each parted below a line that ends with the hour of what follows; labels hold for both parts."""
    for slot in slots:
        found = ((place, span) for place, piece in enumerate(slot.pieces) if (span := _hour_of_next(piece.text)))
        place, span = next(found, (0, None))
        below = [piece for piece in slot.pieces[place + 1 :] if not labelled(piece.text)]
        if span is None or not place or not below:
            yield slot
            continue
        own, after = slot.pieces[:place], slot.pieces[place + 1 :]
        follower = replace(slot, line=slot.pieces[place].line.line or slot.line, span=span, pieces=after, taken=())
        slot.pieces = [*own, *(piece for piece in after if labelled(piece.text))]
        yield from (slot, follower)


def _hour_of_next(text: str) -> clocks.Span | None:
    """The hour at which a line says that something follows, which stands below it."""
    told = len(text) <= LONGEST and has_any(text.lower(), FOLLOWING)
    match = FOLLOWED.search(text) if told else None
    span = next((each for each in clocks.spans(text) if each.begin >= match.end()), None) if match else None
    return span if span and BY.fullmatch(text, span.stop) else None
