"""The lines of a slot → its own, and those of each talk that it holds: items of a list, or looks that come again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from bot.importing.interpreter.leads import is_prose, moderated
from bot.importing.interpreter.parting import class_role, saying
from bot.importing.interpreter.readings import Reading, readings
from bot.importing.interpreter.slots import Piece, labelled
from bot.importing.interpreter.times_of_lines import begins_with_time, part_of, when_of
from bot.importing.values import clocks
from bot.importing.values.names import LIKELY, is_affiliation
from bot.importing.values.people import people_in
from bot.importing.values.words import LINK_KINDS, abstract_lead, is_unknown
from bot.schedule.names import fold

COUNT, FEWEST_COUNTED = re.compile(r"(?P<number>\d{1,2})[.)]\s+(?=\S)"), 2
FEWEST_TIMED, FEWEST = 2, 2
SHORTEST_TITLE, PEOPLE_FIRST = 3, re.compile(r"(?:pt){2,}")
Look: TypeAlias = tuple[object, ...]
BOTH = frozenset({"dash, title first", "quoted", "colon, people first"})
"""The ways in which lines of a list give a title and whose it is."""
MOST = 2 / 3
"""Of the talks, who name people at least; and of the lines of one look, that are alike."""


def timeless(item: Sequence[Piece]) -> list[Piece]:
    when = when_of(item[0].line)
    return [item[0]._replace(line=when.rest), *item[1:]] if when and when.span else list(item)


def placed(item: Sequence[Piece]) -> list[Piece]:
    """The pieces with looks that say the how many-th of its own item each is, so that items compare."""
    return [
        piece._replace(look=(piece.look[0], min(place, 3), *piece.look[2:])) if piece.look else piece
        for place, piece in enumerate(item)
    ]


def time_of(item: Sequence[Piece]) -> clocks.Span | None:
    when = when_of(item[0].line)
    return when.span if when else None


def by_items(pieces: Sequence[Piece]) -> tuple[list[Piece], list[list[Piece]]]:
    """A slot's own lines, and those of each item of a list in it; a list that only labels is the slot's own."""
    if not pieces:
        return [], []
    timed = [place for place, piece in enumerate(pieces) if not piece.line.item and begins_with_time(piece.line)]
    if len(timed) >= FEWEST_TIMED and timed[0] > 0:
        return list(pieces[: timed[0]]), [list(pieces[one:two]) for one, two in pairwise((*timed, len(pieces)))]
    base = min(
        (piece.line.depth for piece in pieces if piece.look and piece.look[-1] is True),
        default=min(piece.line.depth for piece in pieces),
    )
    own: list[Piece] = []
    items: dict[int, list[Piece]] = {}
    top: dict[int, int] = {}
    for piece in pieces:
        line = piece.line
        beside = labelled(line.text) or abstract_lead(line.text) or piece.role not in {None, "title", "speaker"}
        if line.depth <= base or line.item == 0 or (beside and line.item not in items):
            own.append(piece)
        elif top and line.depth > min(top.values()) and line.item not in items:
            items[list(items)[-1]].append(piece)
        else:
            top.setdefault(line.item, line.depth)
            items.setdefault(line.item, []).append(piece)
    return own, list(items.values())


def side_by_side(items: list[list[Piece]]) -> list[list[Piece]]:
    """The items, those of a list of titles each with its people, which as many items of a second column name."""
    columns = [item[0].look[0] if len(item) == 1 and item[0].look else None for item in items]
    half = len(items) // 2
    if half < FEWEST or len(items) % 2 or None in columns or len({*columns}) != 2 or len({*columns[:half]}) != 1:
        return items
    people = [item[0] for item in items[half:]]
    named = all(piece.role == "speaker" or people_in(piece.text).score >= LIKELY for piece in people)
    if not named or columns[0] == columns[-1]:
        return items
    return [[*title, piece._replace(role="speaker")] for title, piece in zip(items, people, strict=False)]


def counted(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces with lines that count ("1. …", "2. …") as the items of a list."""
    found = {place: match for place, piece in enumerate(pieces) if (match := COUNT.match(piece.text))}
    if len(found) < FEWEST_COUNTED or [int(match["number"]) for match in found.values()] != [*range(1, len(found) + 1)]:
        return pieces
    if any(pieces[place].role or pieces[place].line.item != pieces[0].line.item for place in found):
        return pieces
    told: list[Piece] = []
    item, last = 0, max(found)
    for place, piece in enumerate(pieces):
        line = piece.line
        if match := found.get(place):
            item = -place - 1
            line = part_of(line, match.end(), len(line.text))
        inside = item and (place <= last or not piece.role)
        told.append(piece._replace(line=replace(line, item=item, depth=line.depth + 1)) if inside else piece)
    return told


def by_looks(pieces: list[Piece]) -> tuple[list[Piece], list[list[Piece]]]:
    """A slot's own lines, and those of each talk below: a title and whose it is, again and again in the same looks."""
    if len(pieces) <= 2 * FEWEST:
        return pieces, []
    looks = [_look_of_first(piece) for piece in pieces]
    told = "x" + "".join(map(_mark, pieces[1:]))
    if _are_people_first(told, pieces):
        return pieces[:1], [pieces[place : place + 2] for place in range(1, len(pieces), 2)]
    marks = _alike(told, looks)
    people = marks.find("p")
    first = marks.rfind("t", 0, max(people, 0))
    starts = [place for place in range(first, len(pieces)) if marks[place] == "t" and looks[place] == looks[first]]
    parts = [range(*bounds) for bounds in pairwise((*starts, len(pieces)))]
    named = sum("p" in marks[part.start : part.stop] for part in parts)
    if first < 1 or named < max(FEWEST, MOST * len(parts)):
        return pieces, []
    return pieces[:first], [pieces[part.start : part.stop] for part in parts]


def by_lines(pieces: list[Piece]) -> tuple[list[Piece], list[list[Piece]]]:
    """A slot's first line, and each line below it where all of these are a title and whose it is."""
    below = pieces[1:]
    read = [both(piece.text) if not piece.role else None for piece in below] if len(below) >= FEWEST else []
    if not read or not all(read) or both(pieces[0].text):
        return pieces, []
    return pieces[:1], [_of_both(piece, reading) for piece, reading in zip(below, read, strict=True) if reading]


def both(text: str) -> Reading | None:
    """How a line reads that gives a title and whose it is."""
    found = () if labelled(text) or is_prose(text) else readings(text)
    both = [each for each in found if each.way in BOTH and each.title and each.people.score >= LIKELY]
    return max(both, key=lambda each: each.score, default=None)


def _of_both(piece: Piece, reading: Reading) -> list[Piece]:
    people = "; ".join(
        f"{each.name} ({each.affiliation})" if each.affiliation else each.name for each in reading.persons
    )
    title = piece._replace(line=saying(piece.line, reading.title or ""), role="title")
    return [title, piece._replace(line=saying(piece.line, people), role="speaker")]


def _look_of_first(piece: Piece) -> Look:
    """How a line looks by its first words: a remark behind a title ("(short paper)") has another look."""
    column, *_ = appearance = piece.appearance or (None,)
    words = next((run for run in piece.line.runs if run.text.strip()), None)
    return (column, words and words.strong, words and words.italic, *appearance[3:])


def _are_people_first(marks: str, pieces: Sequence[Piece]) -> bool:
    """Whether below a line people and titles stand in turn, the people above: titles of more words than names have."""
    titles = pieces[2::2]
    worded = sum(len(piece.text.split()) >= SHORTEST_TITLE for piece in titles)
    return PEOPLE_FIRST.fullmatch(marks, 1) is not None and worded > MOST * len(titles)


def _mark(piece: Piece) -> str:
    """Whether a line may be people (p), a title (t), either of them (?), or neither (x)."""
    text = "".join(run.text for run in piece.line.runs if not (run.href and fold(run.text) in LINK_KINDS)).strip(" []|")
    label = labelled(text)
    role = label[0] if label else piece.role or class_role(piece.line)
    if role == "speaker" or (role is None and people_in(text).score >= LIKELY and not moderated(text)[1]):
        return "p"
    if not text or role not in {None, "title"} or is_prose(text) or is_unknown(text) or clocks.is_duration(text):
        return "x"
    return "?" if is_affiliation(text) else "t"


def _alike(marks: str, looks: Sequence[Look]) -> str:
    """The marks of lines, those of one look alike or in turn; beside those of the other sort alone, half are enough."""
    places: defaultdict[Look, list[int]] = defaultdict(list)
    for place, look in enumerate(looks):
        if marks[place] != "x":
            places[look].append(place)
    told = {look: _settled("".join(marks[place] for place in of)) for look, of in places.items()}
    sure = {own[0] for own in told.values() if len(own) >= FEWEST and len(set(own)) == 1}
    found = dict(enumerate(marks))
    for look, own in told.items():
        half = next((one for one, other in ("tp", "pt") if other in sure and 2 * own.count(one) >= len(own)), None)
        found.update(zip(places[look], half * len(own) if half else own, strict=True))
    return "".join(found.values())


def _settled(marks: str) -> str:
    """The marks of one look: all the same where most are, or titles and people in turn where most are so."""
    odd = len(marks) % 2
    if len(marks) >= 2 * FEWEST and _are(marks[odd::2], "t") and _are(marks[odd + 1 :: 2], "p"):
        return marks[:odd] + "tp" * (len(marks) // 2)
    return next((one * len(marks) for one in "tp" if _are(marks, one)), marks)


def _are(marks: str, one: str) -> bool:
    """Whether most of the lines that are surely something are this."""
    return marks.count(one) > MOST * (len(marks) - marks.count("?"))
