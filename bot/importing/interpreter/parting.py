"""The pieces of a slot → the parts that each say one thing: at labels, at changes of look, at the items of a list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, groupby, pairwise

from bot.importing.interpreter.classes import ASIDE
from bot.importing.interpreter.leads import is_bare_lead, is_prose, lead_of, moderated
from bot.importing.interpreter.readings import SPOKEN, quotation, readings
from bot.importing.interpreter.slots import SIDES, Piece, labelled
from bot.importing.interpreter.talk import kind_of_words
from bot.importing.interpreter.times_of_lines import part_of
from bot.importing.rows import Line, Run
from bot.importing.values import clocks
from bot.importing.values.bare_names import ET_AL
from bot.importing.values.given_names import GIVEN_NAMES
from bot.importing.values.names import FAINT, LIKELY, is_affiliation
from bot.importing.values.people import AND, people_in, without_parts
from bot.importing.values.words import COLUMN, LABELS, NAMED_ROOM, ROOM
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind
from bot.schedule.names import fold

CLASS_ROLES = (
    ("bio", r"\bbio(?:graphy)?\b"),
    ("abstract", r"\b(?:abstract|description|desc|excerpt)\b"),
    ("chair", r"\b(?:chair|moderator)s?\b"),
    ("affiliation", r"\b(?:affiliation|institution|organi[sz]ation|company|affil)\b"),
    ("speaker", r"\b(?:speaker|speakers|presenter|presenters|author|authors|lecturer)(?:[ _-]?names?)?$"),
    ("room", r"\b(?:room|location|venue)\b"),
    ("kind", r"^kind$"),
    ("title", r"\b(?:title|heading|talk-?name|session-?name|event-?name|topic)$"),
)


CLASSES = tuple((role, re.compile(pattern)) for role, pattern in CLASS_ROLES)


JOINT = re.compile(r"\s(?:and|und|et|y|e|en|&)\s*$")
OPEN_PHRASE = re.compile(r"\b(?:at|in|on|im|am|zum|zur|à|au|chez)\s*$", re.IGNORECASE)
"""How a text ends that goes on in another look ("Dinner at <i>De Waag</i>")."""
MARKS = " ,;:|\u2502·•/–—-"
REMARK = re.compile(r"\s*\([^()]{2,60}\)")
CODE = re.compile(r"[A-Z]{1,3}-?\d{1,2}[a-z]?")
"""What a programme counts its talks by, in a column of its own ("C1")."""
FEWEST_ALIKE, LONGEST_ROOM, LONGEST_LABEL, SHORT_LABEL = 2, 4, 5, 2
LIKENESS_OF_CLASS = {"speaker": 1.0, "affiliation": 1.0, "chair": 1.0, "title": 0.0, "abstract": 0.0, "room": 0.0}
WORDS_OF_CLASS = re.compile(r"(?<=[a-z])(?=[A-Z])|__|[_\s]")


LABEL_WITHIN = re.compile(
    r"(?<=[.,;|)\]?!\"\u201d\u2019\u2010-\u2015-])\s+"
    rf"(?=(?:{LABELS['speaker']}|{LABELS['chair']}|{LABELS['abstract']}|title|bio|{SIDES})\s*:)",
    re.IGNORECASE,
)


def at_labels(piece: Piece) -> list[Piece]:
    """A line parted where a label begins within it: "Panel. Panelists: A, B. Moderator: C"."""
    text = piece.text
    found = list(LABEL_WITHIN.finditer(text, 0, text.rfind(":") + 1))
    if not found:
        return [piece]
    begins, ends = (0, *(match.end() for match in found)), (*(match.start() for match in found), len(text))
    stopped = (
        end - (place < len(found) and text[end - 1] == "." and text.count(".", begin, end) == 1)
        for place, (begin, end) in enumerate(zip(begins, ends, strict=True))
    )
    return [piece._replace(line=unmarked(piece.line, *bounds)) for bounds in zip(begins, stopped, strict=True)]


def at_columns(piece: Piece) -> list[Piece]:
    """A line of columns without the first or the last of them, if that names a room; or one that ends with a room."""
    text = piece.text
    if piece.role or COLUMN not in text:
        return _at_room(piece) if not piece.role and len(piece.line.runs) > 1 else [piece]
    first, last = text.index(COLUMN), text.rindex(COLUMN)
    for begin, end, rest in ((0, first, (first + 1, len(text))), (last + 1, len(text), (0, last))):
        if ROOM.search(text[begin:end].strip()) and len(text[begin:end].split()) <= LONGEST_ROOM:
            room = Piece(unmarked(piece.line, begin, end), "room", piece.look)
            return [Piece(unmarked(piece.line, *rest), None, piece.look, piece.label), room]
    if CODE.fullmatch(text[:first].strip()):
        return [piece._replace(line=unmarked(piece.line, first + 1, len(text)))]
    return [piece]


def _at_room(piece: Piece) -> list[Piece]:
    """A line that ends with a mark and, in a look of its own, the name of a room; and that room."""
    *others, last = piece.line.runs
    end = len(piece.text.rstrip()) - len(last.text.strip())
    marked = piece.text[:end].rstrip()[-1:] in MARKS.replace(" ", "") and _look(last) != _look(others[-1])
    if not marked or not NAMED_ROOM.fullmatch(last.text.strip()):
        return [piece]
    rest = unmarked(piece.line, 0, end)
    return [piece._replace(line=rest), Piece(piece.line.of(last), "room", piece.look)] if rest.text else [piece]


def at_chair(piece: Piece) -> list[Piece]:
    """A line of several looks that ends with its chair, and the chair."""
    told, people = moderated(piece.text) if len(piece.line.runs) > 1 else ("", ())
    if not people or not told or piece.role:
        return [piece]
    chair = saying(piece.line, "; ".join(person.name for person in people))
    return [Piece(part_of(piece.line, 0, len(told)), None, piece.look, piece.label), Piece(chair, "chair", piece.look)]


def ends_of_titles(pieces: Iterable[Piece]) -> frozenset[tuple[object, ...]]:
    """The changes of look, with a mark, at which titles end and people begin: several lines tell and none denies it."""
    found: defaultdict[tuple[object, ...], list[bool]] = defaultdict(list)
    for piece in pieces:
        runs = piece.line.runs
        for place, (one, two) in enumerate(pairwise(runs)) if not piece.role else ():
            texts = [run.text.strip(f"{MARKS}.") for run in (one, two)] if _change(one, two) else []
            scores = [people_in(text).score for text in texts] or [0.0]
            if any(is_affiliation(text) for text, score in zip(texts, scores, strict=False) if score <= FAINT):
                continue
            title_first = scores[0] <= FAINT
            if min(scores) <= FAINT < LIKELY <= max(scores) and not (
                title_first and texts[0] and _names_people(runs[:place])
            ):
                found[_change(one, two)].append(title_first)
    return frozenset(change for change, told in found.items() if len(told) >= FEWEST_ALIKE and all(told))


def _names_people(runs: Sequence[Run]) -> bool:
    return any(people_in(run.text.strip(f"{MARKS}.")).score >= LIKELY for run in runs)


def parted(pieces: Iterable[Piece], ends: frozenset[tuple[object, ...]] = frozenset()) -> list[Piece]:
    """Lines parted where their look changes at a mark, if one part is people and another is not.

    Or where it changes as it does at the `ends` of the page's titles, of which a slot has one.
    """
    whole = list(pieces)
    parts = [parts_of(piece, ends) for piece in whole]
    ended = sum(len(some) > 1 and some[0].role == "title" for some in parts) if ends else 0
    if ended > 1:
        parts = [[part._replace(role=None if len(some) > 1 else part.role) for part in some] for some in parts]
    return [part for some in parts for part in some]


def parts_of(piece: Piece, ends: frozenset[tuple[object, ...]] = frozenset()) -> list[Piece]:
    if piece.role not in {None, "title"} or len(piece.line.runs) < 2 or labelled(piece.text):
        return [piece]
    text, bounds = piece.text, places_of_change(piece.line)
    if piece.role or _is_quoted(text):
        return _after_kind(piece, bounds) or [piece]
    titles_end = _ends_of_title(piece.line, ends) if ends else []
    listed = text != without_parts(text) or any(JOINT.search(text, 0, bound) for bound in bounds)
    if not bounds or (listed and not titles_end and people_in(text).score >= LIKELY):
        return [piece]
    if kind := _after_kind(piece, bounds):
        return [kind[0], *parts_of(kind[1], ends)]
    joints = _joints(piece.line)
    places = _parting(text, [bound for bound in bounds if bound not in joints])
    bare = [unmarked(piece.line, begin, end) for begin, end in pairwise(places)]
    lines = [line for line in bare if any(map(str.isalnum, line.text)) and not ET_AL.fullmatch(line.text)]
    whole = [text[begin:end].strip() for begin, end in pairwise(places)]
    marked = any(len(line.text) < len(text) for line, text in zip(bare, whole, strict=True))
    if len(lines) < 2 or not (titles_end or _say_several_things(lines, marked=marked)):
        return _beside(piece)
    looks = [(*piece.look, *bold_and_italic(line), line.runs[0].role) for line in lines]
    roles = [None, *("room" if _is_room(line) else None for line in lines[1:])]
    if len(titles_end) == 1 and len(lines) == len(places) - 1 and titles_end[0] in places:
        before = places.index(titles_end[0]) - 1
        told = any(person.affiliation for person in people_in(lines[before].text).persons)
        roles[before] = None if told else "title"
    return [Piece(line, role, look, piece.label) for line, look, role in zip(lines, looks, roles, strict=True)]


def _ends_of_title(line: Line, ends: frozenset[tuple[object, ...]]) -> list[int]:
    """Where the look of a line changes as it does at the ends of titles."""
    changes = zip(accumulate(len(run.text) for run in line.runs), pairwise(line.runs), strict=False)
    return [place for place, (one, two) in changes if _change(one, two) in ends]


def _parting(text: str, bounds: Sequence[int]) -> list[int]:
    """Where the parts of a text begin, and its end: at changes of look, but for those within what belongs together."""
    whole = (place for place in bounds if not OPEN_PHRASE.search(text, 0, place))
    places = [place for place in (0, *whole, len(text)) if not _opens_remark(text, place)]
    labels = {one for one, two in pairwise(places[1:-1]) if _ends_label(text, one, two)}
    places = [place for place in places if place not in labels]
    joints = {place for each in pairwise(places) if AND.fullmatch(text[slice(*each)]) for place in each}
    return [place for place in places if place not in joints]


def _joints(line: Line) -> frozenset[int]:
    """Where a comma alone stands between two stretches of one look: they are of one list."""
    ends = list(accumulate(len(run.text) for run in line.runs))
    threes = zip(line.runs, line.runs[1:], line.runs[2:], ends, ends[1:], strict=False)
    joined = ((one, two) for a, comma, b, one, two in threes if comma.text.strip() == "," and _look(a) == _look(b))
    return frozenset(place for pair in joined for place in pair)


def _after_kind(piece: Piece, bounds: Sequence[int]) -> list[Piece]:
    """What a line opens with in a look of its own that says of what kind the rest is, and that; else nothing."""
    text, end = piece.text, bounds[0] if bounds else 0
    first = text[:end].strip()
    if not first or first[-1] in MARKS or not _is_kind(first, text[end:].strip()):
        return []
    bare = unmarked(piece.line, 0, end)
    behind = piece._replace(line=unmarked(piece.line, end, len(text)))
    return [Piece(bare, "kind", piece.look), behind] if bare.text == first else []


def _beside(piece: Piece) -> list[Piece]:
    """A title and what stands beside titles on this page, whatever it says here."""
    told = [run.role if run.role and run.role.startswith((ASIDE, "kind")) else None for run in piece.line.runs]
    ends = accumulate(len(run.text) for run in piece.line.runs)
    places = [end for end, (one, two) in zip(ends, pairwise(told), strict=False) if one != two]
    lines = [unmarked(piece.line, begin, end) for begin, end in pairwise((0, *places, len(piece.line.text)))]
    marks = [mark for mark, _ in groupby(told)]
    if marks.count(None) != 1 or len(set(marks)) < len(marks):
        return [piece]
    return [Piece(line, None, (*piece.look, mark), piece.label) for line, mark in zip(lines, marks, strict=True)]


def _is_kind(text: str, title: str = "") -> bool:
    """Whether a part only says of what kind the title behind it is ("<b>Demo</b> Title")."""
    worded = title[:1].isupper() and kind_of_title(title) is Kind.TALK
    return is_bare_lead(text) and worded and (kind_of_words(text) in SPOKEN or people_in(title).score < LIKELY)


def _is_quoted(text: str) -> bool:
    """Whether quotation marks part the title from people, so that looks need not."""
    return quotation(text) is not None and any(reading.way == "quoted" for reading in readings(text))


def _opens_remark(text: str, place: int) -> bool:
    """Whether what stands in brackets from a place on belongs to the name before it, as where somebody is from."""
    remark = REMARK.match(text, place)
    if not remark or people_in(re.split(r"[|\u2502;:–—]", text[:place])[-1].strip()).score < LIKELY:
        return False
    inside = remark[0].strip(" ()")
    lone = people_in(inside).score <= FAINT and fold(inside) not in GIVEN_NAMES
    return lone or remark.end() < len(text.rstrip())


def _ends_label(text: str, place: int, end: int) -> bool:
    """Whether a text up to a place is a few words that belong to the title behind it ("Lab 1:"), and no name."""
    plain, behind = text[:place].strip(), text[place:end].strip()
    marked = plain.endswith(":") or behind.startswith(":")
    told = is_bare_lead(plain) or not people_in(plain).persons
    longest = SHORT_LABEL if people_in(behind.strip(MARKS)).persons else LONGEST_LABEL
    return marked and len(plain.split()) <= longest and told


def _say_several_things(lines: Sequence[Line], *, marked: bool) -> bool:
    """Whether one of the parts is people and another is not, or a later one is a room or sentences.

    `marked` where more than their looks parts them: a lone word may be a name then.
    """
    scores = [LIKENESS_OF_CLASS.get(class_role(line) or "", people_in(after_lead(line.text)).score) for line in lines]
    lone = marked and scores == [0.0, FAINT]
    return (
        lone
        or (max(scores) >= LIKELY and min(scores) <= FAINT)
        or any(_is_room(line) or is_prose(line.text) or clocks.is_duration(line.text) for line in lines[1:])
    )


def _is_room(line: Line) -> bool:
    """Whether a part with a class of its own names a room."""
    classed = all(run.role and not run.strong and not run.italic for run in line.runs)
    short = classed and len(line.text.split()) <= LONGEST_ROOM and not clocks.is_duration(line.text)
    return short and ROOM.search(line.text) is not None


def after_lead(text: str) -> str:
    lead = lead_of(text)
    return lead[2] if lead and lead[2] else text


def bold_and_italic(line: Line) -> tuple[bool, bool]:
    return all(run.strong for run in line.runs), all(run.italic for run in line.runs)


def _look(run: Run) -> tuple[bool, bool, str | None]:
    return run.strong, run.italic, run.role


def _change(one: Run, two: Run) -> tuple[object, ...]:
    """How the look changes from one run to the next, and the mark between them; nothing without these.

    A colon ends lead-ins and labels, and tells nothing.
    """
    marks = [text for text in (two.text.strip()[:1], one.text.strip()[-1:]) if text and text in f"{MARKS}."]
    mark = marks[0] if marks and ":" not in marks else ""
    return (_look(one), _look(two), mark) if mark and _look(one) != _look(two) else ()


def places_of_change(line: Line) -> list[int]:
    bounds, place = [], 0
    for run, after in zip(line.runs, line.runs[1:], strict=False):
        place += len(run.text)
        if _look(run) != _look(after) and (
            None in {run.href, after.href} or (run.href == after.href and run.role != after.role)
        ):
            bounds.append(place)
    return bounds


def unmarked(line: Line, begin: int, end: int) -> Line:
    """A part of a line without the marks that parted it from its neighbours, or parentheses around all of it."""
    text = line.text[:end]
    begin = len(text) - len(text[begin:].lstrip(MARKS))
    end = len(text.rstrip(f"{MARKS}("))
    if end > begin and text[begin] == "(" and (closed := text.find(")", begin, end)) in {-1, end - 1}:
        begin, end = begin + 1, end - (closed > 0)
    return part_of(line, begin, max(end, begin))


def saying(line: Line, text: str) -> Line:
    return line.of(line.runs[0].saying(text)) if line.runs else line


def class_role(line: Line) -> str | None:
    """What the classes of a line's runs say that it is, where they all say one thing."""
    if len(line.runs) == 1:
        role = line.runs[0].role
        return _role_of(role) if role and line.text else None
    classes = {run.role for run in line.runs if run.text.strip()}
    if len(classes) != 1 or None in classes:
        return None
    return _role_of(str(next(iter(classes))))


@lru_cache(maxsize=512)
def _role_of(classes: str) -> str | None:
    words = WORDS_OF_CLASS.sub("-", classes).lower()
    return next(
        (role for role, pattern in CLASSES if any(pattern.search(word) for word in words.split("--") or (words,))), None
    )
