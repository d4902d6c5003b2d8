"""Names in plain text that nothing parts from what stood beside them on a page: titles, and where people are from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.importing.interpreter.leads import is_prose
from bot.importing.interpreter.parting import saying
from bot.importing.interpreter.slots import Piece, Slot, labelled
from bot.importing.interpreter.times_of_lines import part_of
from bot.importing.values.names import LIKELY, is_affiliation, likeness
from bot.importing.values.people import people_in
from bot.importing.values.words import BYS, OFS, WITHS
from bot.schedule.model import Person

FEWEST, LONGEST, LONGEST_NAME = 2, 300, 4
COMMA = re.compile(r"\s*[,;]\s*(?![^()]*\))")
GLUED = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ])")
NAMED = re.compile(r"(?:speaker )?bio\w*\W+(?P<name>(?:[A-ZÀ-Þ][\w'’-]+ ){1,3}[A-ZÀ-Þ][\w'’-]+)", re.IGNORECASE)
JOINED = re.compile(
    rf"(?:[.\u2010-\u2015,;:|/&(\[-]|\b(?:prof|dr|mr|ms|and|und|et|{BYS}|{WITHS}|{OFS}|of|for|from|on|the|a|to|in|at|vs))\s*$",
    re.IGNORECASE,
)
"""Before a name, what parts it from a title already, or makes it a part of that."""
WORD = re.compile(r"[^\s,;()]+")
ITEM = re.compile(r"\s*[•▪◦]\s*")


def told(slots: Sequence[Slot], people: Iterable[Person]) -> None:
    """Put where people are from in brackets, and names that the page knows on lines of their own."""
    for slot in slots:
        slot.pieces = [part for piece in slot.pieces for part in _items(piece)]
    names = _known(slots, people)
    placed = {id(piece): text for slot in slots for piece in slot.pieces if (text := _placed(piece, names))}
    for slot in slots if len(placed) >= FEWEST else ():
        slot.pieces = [
            piece._replace(line=saying(piece.line, placed[id(piece)])) if id(piece) in placed else piece
            for piece in slot.pieces
        ]
    firsts = frozenset(name.split()[0] for name in names)
    for slot in slots if names else ():
        slot.pieces = [part for piece in slot.pieces for part in _before_names(piece, names, firsts)]


def _items(piece: Piece) -> Iterator[Piece]:
    """The items that bullets part in one line, each as a line."""
    found = list(ITEM.finditer(piece.text)) if piece.text.count("•") + piece.text.count("▪") >= FEWEST else []
    bounds = [0, *(match.end() for match in found)], [*(match.start() for match in found), len(piece.text)]
    for begin, end in zip(*bounds, strict=True):
        if begin < end:
            yield piece._replace(line=part_of(piece.line, begin, end)) if found else piece


def _known(slots: Sequence[Slot], people: Iterable[Person]) -> frozenset[str]:
    """The full names of whom the page names on lines of their own, or tells of."""
    texts = [piece.text for slot in slots for piece in slot.pieces]
    found = [people_in(text) for text in texts if len(text) <= LONGEST]
    sure = (person for each in found if each.score >= LIKELY for person in each.persons)
    told = (match["name"] for text in texts if (match := NAMED.match(text)))
    names = {*(person.name for person in (*people, *sure)), *told}
    return frozenset(name for name in names if FEWEST <= len(name.split()) <= LONGEST_NAME and not is_affiliation(name))


def _placed(piece: Piece, names: Collection[str]) -> str | None:
    """A line of names with where people are from in brackets, if it says that behind a space alone."""
    text = piece.text
    if piece.role or len(text) > LONGEST or labelled(text) or is_prose(text) or "(" in text:
        return None
    parts = [_part(part, names) for part in COMMA.split(GLUED.sub(" ", text) if is_affiliation(text) else text)]
    told = bool(parts[0][1])
    all_named = all(place or likeness(name) >= LIKELY for name, place in parts)
    return ", ".join(f"{name} ({place})" if place else name for name, place in parts) if told and all_named else None


def _part(text: str, names: Collection[str]) -> tuple[str, str]:
    """A name and where that person is from, which may be nowhere."""
    words = text.split()
    for count in range(LONGEST_NAME, 1, -1):
        name, place = " ".join(words[:count]), " ".join(words[count:])
        if place[:1].isupper() and name in names:
            return name, place
    name, place = " ".join(words[:FEWEST]), " ".join(words[FEWEST:])
    worded = place[:1].isupper() and is_affiliation(place) and not is_affiliation(name)
    return (name, place) if worded and likeness(name) >= LIKELY else (text, "")


def _before_names(piece: Piece, names: Collection[str], firsts: Collection[str]) -> list[Piece]:
    """A line parted before the names that it ends with, if all behind the first are people."""
    text = piece.text
    place = 0 if piece.role or len(text) > LONGEST or labelled(text) else _named_at(text, names, firsts)
    title = text[:place].rstrip()
    apart = title and not JOINED.search(title) and people_in(title).score < LIKELY and people_in(text).score < LIKELY
    if not apart or people_in(text[place:]).score < LIKELY:
        return [piece]
    bounds = ((0, len(title)), (place, len(text)))
    return [piece._replace(line=part_of(piece.line, *each)) for each in bounds]


def _named_at(text: str, names: Collection[str], firsts: Collection[str]) -> int:
    """Where the first of the names stands in a text behind other words; 0 where none does."""
    words = list(WORD.finditer(text))
    for place, word in enumerate(words[1:], 1):
        if word[0] in firsts:
            ends = (other.end() for other in words[place + 1 : place + LONGEST_NAME])
            if any(text[word.start() : end] in names for end in ends):
                return word.start()
    return 0
