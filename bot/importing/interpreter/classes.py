"""What the classes of a page hold: told by their names as a column's heading tells it, or by all that they hold."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import TypeAlias

from bot.importing.interpreter.leads import is_bare_lead
from bot.importing.interpreter.slots import Piece, Slot
from bot.importing.rows import Line, Run
from bot.importing.values import clocks
from bot.importing.values.column_names import column_role
from bot.importing.values.days import DIGIT
from bot.importing.values.names import FAINT, LIKELY, is_affiliation
from bot.importing.values.people import people_in
from bot.importing.values.words import ROOM, is_unknown
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind
from bot.zones import is_place

WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\s-]+")
FAMILY = re.compile(r"[\s_]")
PARTS = re.compile(r"\s[|\u2502\u2010-\u2015-]+\s")
Mark: TypeAlias = tuple[str | None, bool]
"""The class of a stretch, and whether it is in italics."""
BARE, BRACKETS = re.compile(r"[^\s,;:()].*[^\s,;:()]"), r"(\g<0>)"
FEWEST, MOSTLY, SOME, BESIDE = 3, 0.8, 0.3, 0.6
ENOUGH = 100
"""How many stretches of one look tell what those hold."""
ASIDE = "aside "
"""What the class of a stretch is given that stands beside a title, whatever it says."""
BADGES = frozenset(("badge", "label", "tag", "chip", "pill", "mark"))
LONGEST_KIND, LONGEST_ROOM = 3, 8


def named(slots: Sequence[Slot]) -> None:
    """Call the classes of the slots' lines by what they hold, where their own names do not say it.

    What stands above the first heading of a slot, in a word or two, says of what kind it is. What says behind names
    where these are from is put in brackets, as texts do it.
    """
    _leave_out(slots, _repeated(slots))
    _tell_kinds(slots)
    rooms = _rooms([piece for slot in slots for piece in slot.pieces[1:] if not piece.role])
    for slot in slots:
        slot.pieces = _headed(_with_rooms(slot.pieces, rooms) if rooms else slot.pieces)
    texts: defaultdict[str, list[str]] = defaultdict(list)
    behind: defaultdict[Mark, list[tuple[Run, Run]]] = defaultdict(list)
    heading: defaultdict[str, list[bool]] = defaultdict(list)
    for piece, below in (pair for slot in slots for pair in zip_longest(slot.pieces, slot.pieces[1:])):
        if _is_plain(piece.line):
            continue
        for name, text in _classed(piece.line):
            texts[name].append(text)
            heading[name].append(below is not None and people_in(below.text).score < LIKELY)
        for before, run in _classed_behind(piece.line):
            behind[_mark(run)].append((before, run))
    names = {name: role for name, held in texts.items() if (role := _role(name, held))}
    kinds = {name: "kind" for name, held in texts.items() if all(heading[name]) and _are_kinds(held)}
    kinds |= {name: "kind" for names_ in _families(texts, heading) for name in names_}
    names = {**_beside_titles(slots), **kinds, **names}
    origins = frozenset(mark for mark, held in behind.items() if _say_where_from(held))
    for slot in slots if names or origins else ():
        slot.pieces = [_renamed(_bracketed(piece, origins), names) for piece in slot.pieces]


def _families(texts: Mapping[str, Sequence[str]], heading: Mapping[str, Sequence[bool]]) -> Iterator[Sequence[str]]:
    """The classes that begin alike and together hold kinds above titles, as chips of several colours do."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in texts:
        alike[FAMILY.split(name)[0]].append(name)
    for names in alike.values():
        above = len(names) > 1 and all(all(heading[name]) for name in names)
        if above and _are_kinds([text for name in names for text in texts[name]]):
            yield names


def _rooms(pieces: Sequence[Piece]) -> frozenset[tuple[str, tuple[object, ...]]]:
    """The texts and looks of lines that name a room: in several slots and worded so, or short where such lines are."""
    texts = Counter(piece.text for piece in pieces)
    sure = [piece for piece in pieces if texts[piece.text] >= FEWEST and _are_rooms((piece.text,))]
    places = Counter(piece.look for piece in pieces) if sure else Counter()
    mostly = {look for look, count in Counter(piece.look for piece in sure).items() if count >= BESIDE * places[look]}
    alike = (piece for piece in pieces if piece.look in mostly and len(piece.text.split()) <= LONGEST_ROOM)
    return frozenset((piece.text, piece.look) for piece in (*sure, *alike))


def _with_rooms(pieces: list[Piece], rooms: frozenset[tuple[str, tuple[object, ...]]]) -> list[Piece]:
    return [
        piece._replace(role="room") if not piece.role and (piece.text, piece.look) in rooms else piece
        for piece in pieces
    ]


def _repeated(slots: Sequence[Slot]) -> frozenset[str]:
    """What stands again and again behind titles, in a look of its own, and says nothing of them ("▸ Video")."""
    found: Counter[str] = Counter()
    for slot in slots:
        found.update({text for piece in slot.pieces for text in _behind_titles(piece.line)})
    return frozenset(text for text, count in found.items() if count >= FEWEST and _says_nothing(text))


def _behind_titles(line: Line) -> Iterator[str]:
    told = [run for run in line.runs if any(map(str.isalnum, run.text))] if len(line.runs) > 1 else ()
    for before, run in pairwise(told):
        marked = run.role and (run.role, run.href) != (before.role, before.href)
        if marked and people_in(before.text.strip(" ,;:()")).score < LIKELY:
            yield run.text.strip()


def _says_nothing(text: str) -> bool:
    told = is_bare_lead(text) or kind_of_title(text) is not Kind.TALK or ROOM.search(text) or DIGIT.search(text)
    return not (told or is_affiliation(text) or is_place(text) or people_in(text).persons)


def _leave_out(slots: Sequence[Slot], texts: frozenset[str]) -> None:
    for slot in slots if texts else ():
        slot.pieces = [
            piece._replace(line=piece.line.of(*(run for run in piece.line.runs if run.text.strip() not in texts)))
            if len(piece.line.runs) > 1
            else piece
            for piece in slot.pieces
        ]


def _tell_kinds(slots: Sequence[Slot]) -> None:
    """Take what stands first in slots, in one column before titles in a look of their own, for kinds where it is."""
    before: defaultdict[object, list[Slot]] = defaultdict(list)
    for slot in slots:
        if len(slot.pieces) > 1 and _is_before_title(*slot.pieces[:2]) and _is_alone(slot.pieces, 1):
            before[slot.pieces[0].look[0]].append(slot)
    for alike in before.values():
        for slot in alike if _are_kinds([slot.pieces[0].text for slot in alike]) else ():
            slot.pieces[0] = slot.pieces[0]._replace(role="kind")


def _is_before_title(piece: Piece, title: Piece) -> bool:
    told = piece.look and piece.role in {None, "kind"} and len(piece.text.split()) <= LONGEST_KIND
    words = next((run for run in title.line.runs if run.text.strip()), None)
    return bool(told and words and (title.line.level or words.strong or words.href))


def _is_alone(pieces: Sequence[Piece], place: int) -> bool:
    """Whether no other line of a slot looks like a title, as those of the talks of a session do."""
    return [piece.appearance for piece in pieces].count(pieces[place].appearance) == 1


def _headed(pieces: list[Piece]) -> list[Piece]:
    first = next((place for place, piece in enumerate(pieces) if piece.line.level), 0)
    if not first or people_in(pieces[first].text).score >= LIKELY or not _is_alone(pieces, first):
        return pieces
    return [*map(_as_kind, pieces[:first]), *pieces[first:]]


def _as_kind(piece: Piece) -> Piece:
    text = piece.text
    if piece.role or len(text.split()) > LONGEST_KIND or clocks.is_duration(text) or people_in(text).score >= LIKELY:
        return piece
    return piece._replace(role="room" if ROOM.search(text) else "kind")


def _is_plain(line: Line) -> bool:
    """Whether a line is of one look that has neither a class nor italics, so that none tells anything."""
    return len(line.runs) == 1 and not (line.runs[0].role or line.runs[0].italic)


def _classed(line: Line) -> Iterator[tuple[str, str]]:
    """The class that a whole line has, with its text."""
    names = {run.role for run in line.runs if run.text.strip()}
    if len(names) == 1 and (name := names.pop()):
        yield name, line.text.strip(" ,;:()")


def _classed_behind(line: Line) -> Iterator[tuple[Run, Run]]:
    """The parts of a line that have a class or italics of their own, but for the first, each with the one before it."""
    told = [run for run in line.runs if any(map(str.isalnum, run.text))]
    for before, run in pairwise(told):
        mark = _mark(run)
        if any(mark) and mark != _mark(before):
            yield before, run


def _mark(run: Run) -> Mark:
    return run.role, run.italic


def _say_where_from(held: Sequence[tuple[Run, Run]]) -> bool:
    """Whether what stands behind names is where those are from: no more names, and the places of some are known."""
    some = [(PARTS.split(before.text)[-1].strip(" ,;:()"), run.text.strip(" ,;:()")) for before, run in held[:ENOUGH]]
    known = sum((is_affiliation(text) or is_place(text)) and not is_bare_lead(text) for _, text in some)
    if len(some) < FEWEST or known < SOME * len(some):
        return False
    return _share(before for before, _ in some) >= MOSTLY and _share(text for _, text in some) < SOME


def _beside_titles(slots: Sequence[Slot]) -> dict[str, str]:
    """The classes of what stands in one line with titles and mostly is people, or says of what kind each is."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    beside: Counter[str] = Counter()
    classes: set[str] = set()
    for line in (piece.line for slot in slots for piece in slot.pieces if not _is_plain(piece.line)):
        marks = _marks(line)
        for run, mark in zip(line.runs, marks, strict=True):
            classes.add(mark)
            for word in mark.split() if not run.href else ():
                texts[word].append(run.text.strip(" ,;:()"))
                beside[word] += len(set(marks)) > 1
    often = [word for word, count in beside.items() if count >= FEWEST]
    people = {word for word in often if _share(texts[word]) >= BESIDE}
    kinds = {word for word in often if _are_kinds(texts[word])}
    told = {name: ASIDE + name for name in classes if not (people | BADGES).isdisjoint(name.split())}
    return {**told, **{name: "kind" for name in classes if not kinds.isdisjoint(name.split())}}


def _marks(line: Line) -> list[str]:
    """The class of each stretch; of one without, whether it is in italics while all others without are bold."""
    contrasts = all(run.role or run.strong or run.italic for run in line.runs if run.text.strip())
    return [run.role or ("italic" if contrasts and run.italic > run.strong else "") for run in line.runs]


def _are_kinds(texts: Sequence[str]) -> bool:
    """Whether short texts are the names of kinds, or some are and they are used again and again."""
    told = list(map(is_bare_lead, texts))
    mostly = sum(told) >= BESIDE * len(told) or (any(told) and len(set(texts)) < len(texts))
    plain = not any(map(DIGIT.search, texts)) and _share(texts) < SOME
    return len(told) >= FEWEST and mostly and plain and _are_short(LONGEST_KIND)(texts)


def _role(name: str, texts: Sequence[str]) -> str | None:
    told = (column_role(word) for word in (name, *WORDS.split(name)))
    role = next((each for each in told if each in FITS), None)
    if role and FITS[role](texts):
        return role
    if len(texts) < FEWEST:
        return None
    return "room" if _are_rooms(texts) else "speaker" if _share(texts) >= MOSTLY else None


def _are_rooms(texts: Sequence[str]) -> bool:
    """Whether texts are worded as rooms are, and not as what is held there ("Coffee in the lobby")."""
    return all(
        len(text.split()) <= LONGEST_KIND and ROOM.search(text) and kind_of_title(text) is Kind.TALK for text in texts
    )


def _bracketed(piece: Piece, origins: frozenset[Mark]) -> Piece:
    """The piece with where people are from in brackets, as one with their names."""
    runs: list[Run] = []
    for run in piece.line.runs:
        if not (_mark(run) in origins and runs and "(" not in run.text and _ends_with_name(runs[-1].text)):
            runs.append(run)
            continue
        while not runs[-1].text.strip() and len(runs) > 1:
            runs.pop()
        runs[-1] = runs[-1].saying(f"{runs[-1].text.rstrip(' ,(')} {BARE.sub(BRACKETS, run.text).lstrip()}")
    return piece._replace(line=piece.line.of(*runs)) if len(runs) < len(piece.line.runs) else piece


def _ends_with_name(text: str) -> bool:
    return not text.strip() or people_in(PARTS.split(text)[-1].strip(" ,;:(&")).score > FAINT


def _renamed(piece: Piece, names: dict[str, str]) -> Piece:
    line, marks = piece.line, _marks(piece.line)
    if names.keys().isdisjoint(marks):
        return piece
    runs = (run._replace(role=names.get(mark, run.role)) for run, mark in zip(line.runs, marks, strict=True))
    return piece._replace(line=line.of(*runs))


def _share(texts: Iterable[str]) -> float:
    """How many of the texts name people and nothing else."""
    scores = [people_in(text).score for text in texts if not is_unknown(text)]
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
