"""Whether what follows a name and a comma is one more person ("Ada Byron, Aisha") or where the one before is from.

No line tells by itself; the lists of a page do together.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from bot.importing.interpreter.leads import lead_of
from bot.importing.values.given_names import GIVEN_NAMES
from bot.importing.values.names import FAINT, LIKELY, SURE, is_affiliation, likeness
from bot.importing.values.people import people_in
from bot.schedule.model import Kind, Person
from bot.schedule.names import fold
from bot.zones import is_place

LONGEST, PAIR, SMALL, MOST_WORDS = 200, 2, 3, 6
RARE, MOST_NAMES, MOST_OTHERS, MOST_LISTED, ENOUGH = 0.1, 0.1, 0.4, 0.1, 100
"""How unlikely it is that what follows names is names too, where few of it may be; how few those are; how many may be
neither, and how many of lists; and how many tell."""
INSIDE = re.compile(r"[(\[]([^()\[\]]*,[^()\[\]]*)[)\]]")
REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
DASH = re.compile(r"\s+[\u2010-\u2015-]\s+|:\s+|\u2502")
IN_BRACKETS = "in brackets"
"""How what follows names in one pair of brackets does."""
COMMA, SEMICOLON = re.compile(r"\s*,\s*"), re.compile(r"\s*;\s*")


class Follower(NamedTuple):
    """What follows a name, and how: after a comma (`joint` is None, or brackets), or on a line below that looks so.

    `surely` where other marks part people, so that this one does not.
    """

    name: str
    text: str
    joint: Hashable = None
    surely: bool = False
    apart: bool = False
    """Whether it stands in a column of its own, as more names hardly do."""
    below_title: bool = False
    """Whether what it is about is told above both, so that this is no title."""
    lead: Kind | None = None
    """Of what kind the line says that it is before the name ("Invited speaker 2: Ada Byron, Analytica")."""
    contributed: bool = False
    """Whether its session is called a contributed talk, which authors are named beside."""
    among_names: bool = False
    """Whether a third name follows, and none with where somebody is from in brackets, so that commas part people."""

    inner: bool = False
    """Whether it is of a talk that another session holds."""
    alone: bool = False
    """Whether nothing else in its entry may be the title."""

    @property
    def place(self) -> str:
        """The text as it would be called if it were a name."""
        return _bare(self.text)

    @property
    def is_known(self) -> bool:
        """Whether it surely names somebody: by a given name, or with where that person is from."""
        persons = people_in(self.text).persons
        return not self.surely and bool(persons) and (bool(persons[0].affiliation) or _likeness(self.text) == SURE)

    @property
    def sort(self) -> str:
        """Whether it cannot be a name ("place"), surely is one ("name"), or may be; below a name it may be a title."""
        if self.surely or self.is_known:
            return "place" if self.surely else "name"
        like = _likeness(self.text)
        unlike = (self.joint is None or self._is_worded) and like == 0.0
        placed = unlike or is_affiliation(self.text) or is_place(self.text)
        return "place" if placed else "maybe" if 0.0 < like < SURE else "other"

    @property
    def _is_worded(self) -> bool:
        """Whether a line that is no title is worded as the name of something."""
        words = [word for word in self.text.split() if len(word) > SMALL]
        return self.below_title and len(words) <= MOST_WORDS and all(word[0].isupper() for word in words)

    @property
    def is_title(self) -> bool:
        """Whether nothing else may be the title, and it is told already where the person above is from."""
        return self.alone and any(person.affiliation for person in people_in(self.name).persons)

    @property
    def is_of_name(self) -> bool:
        return _likeness(self.name) >= LIKELY


def _likeness(text: str) -> float:
    """How much a text is like the name of somebody, titles left aside."""
    persons = people_in(text).persons
    return likeness(persons[-1].name) if persons else 0.0


def followers_in(texts: Iterable[str], *, inner: bool = False, contributed: bool = False) -> Iterator[Follower]:
    """What stands behind the one comma of texts, or of their parts; `inner` where they are of nested talks."""
    follower = partial(Follower, inner=inner, contributed=contributed)
    for text in texts:
        if "," in text and len(text) <= LONGEST:
            lead = found[0] if (found := lead_of(text)) else None
            parts = [COMMA.split(part) for part in SEMICOLON.split(DASH.split(REMARK.sub("", text))[-1])]
            pairs = [part for part in parts if len(part) == PAIR and all(part)]
            yield from (follower(name, after, surely=len(pairs) > 1, lead=lead) for name, after in pairs)
            bare = parts if not REMARK.search(text) else []
            longer = (part for part in bare if len(part) > PAIR and min(map(likeness, part)) >= LIKELY)
            yield from (follower(part[0], part[1], among_names=True) for part in longer)
            inside = (COMMA.split(each.strip()) for each in INSIDE.findall(text))
            yield from (follower(pair[0], pair[1], IN_BRACKETS) for pair in inside if len(pair) == PAIR and all(pair))


def one_more(found: Sequence[Sequence[str]], known: frozenset[str]) -> frozenset[str]:
    """The lone words that are people: `known` elsewhere on the page, or of a page whose commas part people alone."""
    words: set[str] = set()
    sure = frozenset(part for parts in found for part in parts if part in known)
    lists = affiliations = 0
    for parts in found:
        scores = [_likeness(part) for part in parts]
        if max(scores) < LIKELY or len(parts) == 1:
            continue
        lone = [part for part, score in zip(parts, scores, strict=True) if score == FAINT and not _is_origin(part)]
        words.update(lone)
        lists += min(scores) >= LIKELY
        affiliations += sum(score < LIKELY for score in scores) > len(lone)
    given = [word for word in words if fold(word) in GIVEN_NAMES]
    all_are = not affiliations and (lists or len(given) == len(words))
    return sure | frozenset(words if all_are else given)


def origins(followers: Iterable[Follower]) -> frozenset[Follower]:
    """Those that say where somebody is from, though they may look like names: as what follows names so mostly does.

    Of nested talks only theirs tell: authors are often listed otherwise than those who are invited.
    """
    groups: defaultdict[Hashable, list[Follower]] = defaultdict(list)
    for each in followers:
        if each.is_of_name or each.joint is not None:
            groups[each.joint, each.inner].append(each)
    return frozenset(each for alike in groups.values() for part in _alike(alike) for each in _places(part))


def _alike(group: Sequence[Follower]) -> Iterator[Sequence[Follower]]:
    """All that follow names in one way, or those on lines of one kind, where these are no names.

    But for those of contributed talks where these list their authors.
    """
    if _are_origins(group):
        authored = [each for each in group if each.contributed]
        listed = any(each.among_names or each.sort == "name" for each in authored)
        listed = listed and all(each.sort != "place" for each in authored)
        yield [each for each in group if not (listed and each.contributed)]
        return
    for lead in {each.lead for each in group if each.lead}:
        if _are_origins(part := [each for each in group if each.lead is lead]):
            yield part


def _places(alike: Sequence[Follower]) -> Iterator[Follower]:
    """Those that are places; below a place only another one is."""
    names = frozenset(_bare(each.name) for each in alike)
    alike = [each for each in alike if is_affiliation(each.text) or not is_affiliation(each.name)]
    yield from (each for each in alike if each.surely or not (each.is_known or each.place in names))


def _are_origins(alike: Sequence[Follower]) -> bool:
    """Whether they are no names: most cannot be, or none is one that is known, as many of those before them are.

    The first of many tell.
    """
    alike = alike[:ENOUGH]
    told_of = [each for each in alike if each.is_of_name and not each.among_names]
    among = sum(each.among_names for each in alike) * (not any(each.surely for each in alike))
    if among > MOST_LISTED * len(alike) or len(told_of) * 2 <= len(alike):
        return False
    sorts = Counter(each.sort for each in told_of)
    known = sum(_likeness(each.name) == SURE for each in told_of) / (len(told_of) + 1)
    few = sorts["name"] <= MOST_NAMES * len(told_of) and sorts["other"] <= MOST_OTHERS * len(told_of)
    rare = LIKELY if any(each.apart for each in told_of) else RARE
    titles = sum(each.is_title for each in told_of) * 2 > len(told_of)
    return few and (sorts["place"] > sorts["maybe"] or (not titles and (1 - known) ** sorts["maybe"] < rare))


def _bare(text: str) -> str:
    persons = people_in(text).persons
    return persons[0].name if len(persons) == 1 else text


def parted(persons: Sequence[Person], words: frozenset[str], places: frozenset[str]) -> Iterator[Person]:
    """The persons, with those who were taken for where others are from, and without places taken for persons."""
    for person, after in zip_longest(persons, persons[1:]):
        if person.name in places and not person.affiliation:
            continue
        if after and after.name in places:
            yield replace(person, affiliation=person.affiliation or after.name)
        elif person.affiliation in words:
            yield replace(person, affiliation=None)
            yield Person(str(person.affiliation))
        else:
            yield person


def lists_in(texts: Iterable[str]) -> Iterator[list[str]]:
    """What commas part in texts, and in the brackets of texts."""
    for text in texts:
        if "," in text and len(text) <= LONGEST:
            yield from (COMMA.split(inside) for inside in INSIDE.findall(text))
            yield from (COMMA.split(part.strip()) for part in DASH.split(REMARK.sub("", text)) if "," in part)


def _is_origin(word: str) -> bool:
    return is_affiliation(word) or (is_place(word) and fold(word) not in GIVEN_NAMES)
