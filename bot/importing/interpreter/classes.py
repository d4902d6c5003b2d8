"""What the classes of a page hold: told by their names as a column's heading tells it, or by all that they hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.importing.interpreter.slots import Piece, Slot
from bot.importing.rows import Line
from bot.importing.values import clocks
from bot.importing.values.people import LIKELY, people_in
from bot.importing.values.words import ROOM, UNKNOWN, column_role

WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\s-]+")
FEWEST, MOSTLY, SOME = 3, 0.8, 0.3
LONGEST_KIND, LONGEST_ROOM = 3, 8


def named(slots: Sequence[Slot]) -> None:
    """Call the classes of the slots' lines by what they hold, where their own names do not say it.

    What stands above the one heading of a slot, in a word or two, says of what kind it is.
    """
    for slot in slots:
        slot.pieces = _headed(slot.pieces)
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for slot in slots:
        for name, text in (each for piece in slot.pieces for each in _classed(piece.line)):
            texts[name].append(text)
    names = {name: role for name, held in texts.items() if (role := _role(name, held))}
    for slot in slots if names else ():
        slot.pieces = [_renamed(piece, names) for piece in slot.pieces]


def _headed(pieces: list[Piece]) -> list[Piece]:
    places = [place for place, piece in enumerate(pieces) if piece.line.level]
    if len(places) != 1 or not places[0] or people_in(pieces[places[0]].text).score >= LIKELY:
        return pieces
    return [*map(_as_kind, pieces[: places[0]]), *pieces[places[0] :]]


def _as_kind(piece: Piece) -> Piece:
    text = piece.text
    if piece.role or len(text.split()) > LONGEST_KIND or clocks.is_duration(text) or people_in(text).score >= LIKELY:
        return piece
    return piece._replace(role="room" if ROOM.search(text) else "kind")


def _classed(line: Line) -> Iterator[tuple[str, str]]:
    """The class that a whole line has, with its text."""
    names = {run.role for run in line.runs if run.text.strip()}
    if len(names) == 1 and (name := names.pop()):
        yield name, line.text.strip(" ,;:()")


def _role(name: str, texts: Sequence[str]) -> str | None:
    told = (column_role(word) for word in (name, *WORDS.split(name)))
    role = next((each for each in told if each in FITS), None)
    if role and FITS[role](texts):
        return role
    return "speaker" if len(texts) >= FEWEST and _share(texts) >= MOSTLY else None


def _renamed(piece: Piece, names: dict[str, str]) -> Piece:
    line = piece.line
    if not any(run.role in names for run in line.runs):
        return piece
    runs = (run._replace(role=names.get(run.role or "", run.role)) for run in line.runs)
    return piece._replace(line=line.of(*runs))


def _share(texts: Iterable[str]) -> float:
    """How many of the texts name people and nothing else."""
    scores = [people_in(text).score for text in texts if not UNKNOWN.fullmatch(text)]
    return sum(score >= LIKELY for score in scores) / max(1, len(scores))


def _name_people(texts: Sequence[str]) -> bool:
    return _share(texts) >= SOME


def _are_short(most: int) -> Callable[[Sequence[str]], bool]:
    return lambda texts: all(len(text.split()) <= most for text in texts)


FITS = {
    "speaker": _name_people,
    "chair": _name_people,
    "room": _are_short(LONGEST_ROOM),
    "kind": _are_short(LONGEST_KIND),
}
"""What a class may hold by its name, if all that it holds can be that."""
