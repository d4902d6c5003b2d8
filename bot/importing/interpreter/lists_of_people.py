"""Whether what follows a name and a comma is one more person ("Ada Byron, Aisha") or where the one before is from.

No line tells by itself; the lists of a page do together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.importing.values.given_names import GIVEN_NAMES
from bot.importing.values.people import FAINT, LIKELY, SURE, is_affiliation, likeness
from bot.schedule.model import Person
from bot.schedule.names import fold
from bot.zones import is_place

LONGEST, PAIR = 200, 2
INSIDE = re.compile(r"[(\[]([^()\[\]]*,[^()\[\]]*)[)\]]")
REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
DASH = re.compile(r"\s+[\u2010-\u2015-]\s+|:\s+|\u2502")
COMMA = re.compile(r"\s*,\s*")


def one_more(found: Sequence[Sequence[str]], known: frozenset[str]) -> frozenset[str]:
    """The lone words that are people: `known` elsewhere on the page, or of a page whose commas part people alone."""
    words: set[str] = set()
    sure = frozenset(part for parts in found for part in parts if part in known)
    lists = affiliations = 0
    for parts in found:
        scores = [likeness(part) for part in parts]
        if max(scores) < LIKELY or len(parts) == 1:
            continue
        lone = [part for part, score in zip(parts, scores, strict=True) if score == FAINT and not _is_origin(part)]
        words.update(lone)
        lists += min(scores) >= LIKELY
        affiliations += sum(score < LIKELY for score in scores) > len(lone)
    given = [word for word in words if fold(word) in GIVEN_NAMES]
    all_are = not affiliations and (lists or len(given) == len(words))
    return sure | frozenset(words if all_are else given)


def origins(found: Sequence[Sequence[str]]) -> frozenset[str]:
    """What may be a name too, and is where somebody is from, as all say that after a comma ("Ada Byron, MIT")."""
    pairs = [parts for parts in found if len(parts) == PAIR and likeness(parts[0]) >= LIKELY]
    doubtful = [place for _, place in pairs if likeness(place) >= LIKELY]
    known = [name for name in doubtful if likeness(name) == SURE]
    return frozenset() if known or len(pairs) <= PAIR * len(doubtful) else frozenset(doubtful)


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
