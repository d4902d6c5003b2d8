"""Who is named in a text: `A, B (Univ)`, `A and B; C · D`, with the titles, roles and affiliations around the names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from bot.importing.values.bare_names import ABBREVIATED, TITLES, bare_name, trimmed, without_degrees, without_others
from bot.importing.values.eastern import with_western_marks
from bot.importing.values.given_names import GIVEN_NAMES
from bot.importing.values.names import FAINT, LIKELY, SURE, is_affiliation, is_role, likeness
from bot.importing.values.words import ANDS, BYS, INSTITUTION, OFS, PARTICLES, WITHS, is_unknown
from bot.schedule.model import Person
from bot.schedule.names import fold
from bot.zones import is_place

MODERATES = re.compile(r"\b(?:chair|moderator|host|moderating|organi[sz]er)\b", re.IGNORECASE)
NOBODY_NAMED = frozenset(
    (
        "all", "all authors", "all speakers", "authors", "chairs", "committee", "everyone", "moderator", "no speaker",
        "organisers", "organizers", "organizing committee", "panelists", "participants", "presenters", "see below",
        "see list", "several", "speaker", "alle", "you", "all participants", "all panelists", "all presenters",
        "all invited speakers", "all keynote speakers", "invited speakers", "keynote speakers",
        "speakers", "students", "team", "everybody", "all members", "group members", "lab members", "the group",
        "new students", "phd students", "tous", "todos", "tutti", "allen", "studierende", "étudiants",
        "the organizers", "various", "workshop chairs", "workshop organizers",
    )
)  # fmt: skip
"""What stands for people in a speaker's place and names nobody."""
GROUP, LONGEST_GROUP = (
    re.compile(r"(?:(?:PhD|[Mm]aster|[Dd]octoral) )?(?:[Ss]tudents|[Mm]embers|[Pp]articipants) of the [^:,;]+$"),
    80,
)
"""Several people whom no one names ("Students of the course"), as one."""

CHAIRS = re.compile(r"(?P<role>chair|moderator|moderated by|chaired by|host)s?:?\s+(?=(?-i:[A-ZÀ-Þ]))", re.IGNORECASE)
INITIAL = re.compile(r"\s[^\W\d_]\.-")
NO_ORIGIN = re.compile(r"(?:he|she|they)/\w+|virtual\w*|remote\w*|online|in.person", re.IGNORECASE)
PRONOUNS = re.compile(r"\s*[(\[](?:he|she|they|ze|xe|any)(?:\s?/\s?\w+)+[)\]]", re.IGNORECASE)
PARENS = re.compile(r"\s*[(\[]([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)?)[)\]]")
STRONG_PARTS = re.compile(r"\s*(?:;|\||\u2502|·|•|\n|\s/\s)\s*(?![^()]*\))")
PART = re.compile(r"(?:^|(?<=[,;|\u2502·]))\s*(?P<part>[^\W\d][\w -]{0,24}):\s+(?=[^\W\d_])")
"""What somebody does in a session, before the name ("Pro: Ada Byron; Contra: Bo Diaz")."""
AND = re.compile(rf"\s*,?\s+(?:{ANDS}|{WITHS}|&|\+)\s+|\s*&\s*", re.IGNORECASE)
COMMA = re.compile(r"\s*,\s*")
DASHED = re.compile(
    r"(?<![^,;|\u2502·•\n/])(?P<name>[^,;|\u2502·•\n()\[\]:\u2010-\u2015/]+?)\s+[-\u2010-\u2015]\s+"
    r"(?P<place>[^,;|\u2502·•\n()\[\]:\u2010-\u2015/]+)(?=[,;|\u2502·•\n/]|$)"
)
"""Somebody and a place, with a dash between them."""
DASH = re.compile(r"\s[-\u2010-\u2015]\s")
APART, FEWEST_SMALL = re.compile(r"[^\w\s'’.]"), 3
JOINING = PARTICLES | frozenset("and und et og och en e y with featuring avec con com mit met by par por door".split())  # noqa: SIM905
SMALL_WORDS = frozenset(("and", "at", "de", "des", "di", "do", "du", "for", "in", "la", "of", "the", "für", "zu"))
"""Those within the names of institutions."""
COMMA_AND = re.compile(r",\s*(?:and|und|et|&)\s+")
LEADING_AND = re.compile(
    rf"^(?:{ANDS}|&|{WITHS}|(?:\w+e[dn]\s+)?(?:{BYS})|{OFS}(?=(?: (?-i:[A-ZÀ-Þ])[^\W\d_]+(?:-\w+)*){{2}}))\s+",
    re.IGNORECASE,
)
QUOTED = re.compile(
    r"\s[\"\u201c\u201e\u00ab]\s?\w[^\"\u201c\u201d\u00bb\s]*\s[^\"\u201c\u201d\u00bb]+[\"\u201c\u201d\u00bb]|"
    r"^[\"\u201c\u201e\u00ab][^\"\u201c\u201d\u00bb]+[\"\u201c\u201d\u00bb]\s*[,:;.]|"
    r"[,:;]\s\u2018[^\u2018]{4,}\u2019(?!\w)"
)
"""Something that has a title, beside whoever is named: no list of people has that first or within."""
LONGEST = 400
NO_NAME = re.compile(
    rf"(?:[^,;|·•\n/(\[-]*(?:-\S[^,;|·•\n/(\[-]*)*\s)?(?!(?:{'|'.join(sorted(PARTICLES))}|{ANDS}|{WITHS}|{BYS}|prof|professor|"
    r"assoc|associate|asst|assistant|"
    r"adjunct|emeritus|mrs|sir|dame|hon|phil|dphil|msc|mba|esq|others|colleagues|tb[acd]|none|coming|soon|"
    r"announced|confirmed|determined|decided)\s)[a-z]{3,}\s|"
    r"(?:[A-Z][a-z]+ )?(?:[Ss]ponsored|[Ss]upported|[Ff]unded|[Oo]ffered) by\b"
)
"""What opens with words of a sentence: no list of people does, so that most texts need no closer look."""


class People(NamedTuple):
    """The persons of a text, and from 0 to 1 how much the whole text is like a list of people and nothing else."""

    persons: tuple[Person, ...]
    score: float


NOBODY = People((), 0.0)


HOW_AT_END = re.compile(
    r",\s*(?:online|remote(?:ly)?|virtual(?:ly)?|(?:via|over|on) (?:zoom|teams|video))\s*$", re.IGNORECASE
)
ENTITLED = re.compile(r"(?P<name>[^():]{3,60}?)\s\([^():]+\): (?!.*\):)")
"""Somebody and where that one is from, before a title, which is no name whatever its words are."""
OCCASIONS = ("talk", "defense", "defence", "presentation", "rehearsal", "report")
OCCASION = re.compile(rf"(?<=\))\s+[\u2010-\u2015-]\s+(?:[\w.'’-]+\s){{0,3}}(?:{'|'.join(OCCASIONS)})$")
"""What somebody gives, behind where that one is from ("Ada Byron (MIT) – PhD progress talk")."""
COUPLE = 2
"""Those who have one surname, told once ("Ada and Bo Diaz")."""


@lru_cache(maxsize=8192)
def people_in(text: str) -> People:
    """The persons that a text lists; a score of 0 where it is not a list of people."""
    text = with_western_marks(text)
    if GROUP.match(text) and len(text) <= LONGEST_GROUP:
        return People((Person(text),), LIKELY)
    if not text or len(text) > LONGEST or NO_NAME.match(text) or _is_worded(text) or QUOTED.search(text):
        return NOBODY
    if "): " in text and (entitled := ENTITLED.match(text)) and likeness(entitled["name"]) >= LIKELY:
        return NOBODY
    text = PRONOUNS.sub("", text) if "/" in text else text
    text = OCCASION.sub("", text) if text.endswith(OCCASIONS) else text
    text = without_parts(without_dashes(HOW_AT_END.sub("", text) if "," in text else text))
    plain = trimmed(without_others(without_degrees(text)))
    plain = COMMA_AND.sub(", ", plain) if "," in plain else plain
    persons: list[Person] = []
    scores: list[float] = []
    for part in STRONG_PARTS.split(plain):
        if part and not is_unknown(part):
            found = _part(part, alone=";" in plain)
            if persons and found.score <= FAINT and ("·" in plain or "•" in plain):
                persons = [each if each.affiliation else replace(each, affiliation=part.strip()) for each in persons]
                continue
            if not found.persons:
                return NOBODY
            persons.extend(found.persons)
            scores.append(found.score)
    return People(tuple(persons), sum(scores) / len(scores)) if scores else NOBODY


def _is_worded(text: str) -> bool:
    """Whether a text without marks has several small words that no names have: told at once, as most titles are so."""
    if APART.search(text):
        return False
    return sum(word.islower() and word not in JOINING for word in text.split()) >= FEWEST_SMALL


def without_parts(text: str) -> str:
    """A text without what several people are said to do, each before the name; who moderates keeps that."""
    parts = PART.findall(text) if text.count(":") > 1 else ()
    if len(parts) < 2 or any(part[-1].isdigit() for part in parts):
        return text
    return PART.sub(lambda part: part[0] if MODERATES.search(part["part"]) else " ", text)


def without_dashes(text: str, *, surely: bool = False) -> str:
    """A text with commas in place of the dashes between people and where they are from.

    `surely` where the text names people, so that nothing else follows a name.
    """
    return DASHED.sub(lambda dashed: _with_comma(dashed, surely=surely), text) if DASH.search(text) else text


def _with_comma(dashed: re.Match[str], *, surely: bool) -> str:
    """Somebody's name and where that person is from, with a comma between them; else what was there."""
    name, place = dashed["name"], dashed["place"].strip()
    named = all(not word[0].islower() or word in SMALL_WORDS for word in place.split())
    told = surely or is_affiliation(place) or _opens_with_acronym(place, [Person(name)])
    return f"{name}, {place} " if named and told and likeness(bare_name(_without_and(name))) >= LIKELY else dashed[0]


def _part(text: str, *, alone: bool) -> People:
    """A part without strong separators: names with affiliations in parentheses or after commas.

    `alone` where other marks part people, so that commas hardly do.
    """
    persons: list[Person] = []
    scores: list[float] = []
    place = 0
    for match in PARENS.finditer(text):
        before = text[place : match.start()].strip(" ,")
        named = _by_commas(_without_and(before), alone=alone)
        if named is None:
            return NOBODY
        remark = match[1].strip()
        if lists_names(remark):
            return NOBODY
        place = match.end()
        if not named.persons:
            continue
        *others, last = named.persons
        others = [_with_remark(person, remark) for person in others] if _is_of_all(remark) else others
        persons.extend((*others, _with_remark(last, remark)))
        scores.append(named.score)
    rest = _without_and(trimmed(text[place:]))
    named = _by_commas(rest, alone=alone) if rest else NOBODY
    if named is None:
        return NOBODY
    if rest and not named.persons:
        if not persons or not is_affiliation(rest):
            return NOBODY
        persons = [replace(person, affiliation=person.affiliation or rest) for person in persons]
    if named.persons:
        persons.extend(named.persons)
        scores.append(named.score)
    return People(tuple(persons), sum(scores) / len(scores)) if scores else NOBODY


@lru_cache(maxsize=2048)
def lists_names(remark: str) -> bool:
    """Whether parentheses surely name several people, so that what stands before them is nobody's name."""
    scores = [likeness(name) for part in COMMA.split(remark) for name in AND.split(part) if name]
    return len(scores) > 1 and min(scores) >= LIKELY and max(scores) == SURE


@lru_cache(maxsize=2048)
def _is_of_all(remark: str) -> bool:
    """Whether parentheses tell of all whom they follow: where they are from, but not what somebody does."""
    return not (remark.islower() or is_role(remark) or MODERATES.search(remark))


def _without_and(text: str) -> str:
    return LEADING_AND.sub("", text)


def _with_remark(person: Person, remark: str) -> Person:
    """Somebody with what parentheses say of that person, which nothing said before takes back."""
    affiliation, role = _affiliation_or_role(remark)
    return Person(person.name, person.affiliation or affiliation, role=person.role or role)


@lru_cache(maxsize=2048)
def _affiliation_or_role(remark: str) -> tuple[str | None, str | None]:
    """What parentheses say of somebody: an affiliation, or a role such as "moderator"; or neither."""
    if not remark or "@" in remark or is_unknown(remark) or NO_ORIGIN.fullmatch(remark):
        return None, None
    if MODERATES.search(remark) or (is_role(remark) and not INSTITUTION.search(remark.lower())):
        return None, remark
    return remark, None


def _by_commas(text: str, *, alone: bool) -> People | None:
    """Names, each perhaps followed by what it is of: "A and B, Stanford University"; None where there is no name."""
    text = text.strip()
    if not text:
        return NOBODY
    persons: list[Person] = []
    waiting: list[Person] = []
    affiliation: list[str] = []
    scores: list[float] = []
    for part in _with_affiliations_parted(COMMA.split(text)):
        named = None if waiting and _opens_with_acronym(part, waiting) else _names(part)
        if named and named.score == FAINT and not alone and _go_on(waiting, part):
            named = People(named.persons, LIKELY)
        enough = SURE if alone or (affiliation and is_role(affiliation[-1])) else LIKELY
        if named and not (waiting and named.score <= FAINT) and not (affiliation and named.score < enough):
            if affiliation or not persons:
                persons.extend(_of(waiting, affiliation))
                waiting, affiliation = [], []
            waiting.extend(named.persons)
            scores.append(named.score)
        elif not waiting or ": " in part:
            return None
        elif part:
            affiliation.append(part)
    persons.extend(_of(waiting, affiliation))
    told = not affiliation or is_affiliation(" ".join(affiliation)) or _is_short(affiliation)
    unsure = 0.0 if told or is_role(affiliation[0]) else 0.15
    return People(tuple(persons), sum(scores) / len(scores) - unsure)


def _with_affiliations_parted(parts: Sequence[str]) -> Iterator[str]:
    """The parts between commas, parted further where one ends an affiliation and goes on with a name ("DTU & A B")."""
    for place, part in enumerate(parts):
        one, *other = AND.split(part, maxsplit=1) if place else (part,)
        if other and likeness(bare_name(other[0])) >= LIKELY > likeness(bare_name(one)):
            yield from (one, *other)
        else:
            yield part


def _go_on(waiting: Sequence[Person], part: str) -> bool:
    """Whether a word beside names that are short ("Peter F.") is one more of them rather than where they are from."""
    short = all(" " not in person.name or _is_abbreviated(person) for person in waiting)
    return short and any(map(_is_abbreviated, waiting)) and not is_place(part)


def _is_abbreviated(person: Person) -> bool:
    """Whether a name is short for another ("Peter F."), beside which a given name alone is one too."""
    plain = person.name.rstrip(".")
    return ABBREVIATED.search(plain) is not None or INITIAL.search(plain) is not None


def _opens_with_acronym(part: str, persons: Sequence[Person]) -> bool:
    """Whether a part is where somebody is from ("CTU Prague"), beside names that write no surname in capitals."""
    first, _, rest = part.partition(" ")
    capitals = any(word.isupper() and len(word) > 2 for person in persons for word in person.name.split())
    return first.isupper() and first.isalpha() and 3 <= len(first) <= 4 and rest[:1].isupper() and not capitals


def _is_short(parts: Sequence[str]) -> bool:
    return len(parts) == 1 and len(parts[0].split()) <= 2 and parts[0][:1].isupper()


def _of(persons: Sequence[Person], parts: Sequence[str]) -> Sequence[Person]:
    if not parts:
        return persons
    role = next((part for part in parts if is_role(part)), None)
    rest = ", ".join(part for part in parts if part != role and "@" not in part) or None
    if role and not rest and (at := re.search(r"\b(?:at|of|,)\s+(?:the\s+)?([A-Z].*)", role)) and is_affiliation(at[1]):
        rest = at[1]
    return [replace(person, affiliation=person.affiliation or rest, role=person.role or role) for person in persons]


def _names(part: str) -> People | None:
    """One or more names joined by "and"; None where any of them is no name."""
    chairs = CHAIRS.match(part)
    names = [bare_name(each) for each in AND.split(part[chairs.end() :] if chairs else part)]
    names = [name for name in names if name and not is_unknown(name)]
    scores = [likeness(name) for name in names]
    if len(names) == 1 and scores[0] == FAINT and (chairs or TITLES.match(part)):
        scores = [LIKELY]
    if len(names) == COUPLE and fold(names[0]) in GIVEN_NAMES and scores[1] >= LIKELY and names[1].count(" ") == 1:
        names[0], scores[0] = f"{names[0]} {names[1].split()[-1]}", LIKELY
    if not names or min(scores) == 0.0 or (min(scores) <= FAINT and len(names) == 1 and len(part.split()) > 1):
        return None
    role = chairs["role"] if chairs else None
    return People(tuple(Person(name, role=role) for name in names), sum(scores) / len(scores))
