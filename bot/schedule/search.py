"""Names and topics in any spelling, found in an index made once per schedule. Pure; knows no questions.

Thresholds were tuned on misspelt names of real programmes, and on names that nobody there has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby, pairwise
from math import log
from operator import itemgetter

from bot.schedule.model import Person, Session
from bot.schedule.names import fold

SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"sch|sh|tsch", "s"),
        (r"ck|[cq]", "k"),
        (r"[zx]", "s"),
        (r"y", "i"),
        (r"w", "v"),
        (r"(?<=[a-z])h", ""),
        (r"(.)\1+", r"\1"),
    )
)
"""Letters that are taken for each other when a name is written from hearing."""

STEM = re.compile(r"(?<=\w{4})(i[sz]ations?|i[sz](e[sd]?|ing)|ations?|ings?|ed|es?|s)$|(?<=\w{3}[^us])s$")
NICKNAMES = {
    "bill": "william",
    "bob": "robert",
    "mike": "michael",
    "dick": "richard",
    "tony": "anthony",
    "geoff": "jeff",
    "kate": "katherine",
    "liz": "elizabeth",
    "peggy": "margaret",
}
SHORT_FOR = {
    "ai": "artificial intelligence",
    "cv": "computer vision",
    "db": "databases",
    "dbs": "databases",
    "dl": "deep learning",
    "gnn": "graph neural networks",
    "gnns": "graph neural networks",
    "iot": "internet of things",
    "llm": "large language models",
    "llms": "large language models",
    "ml": "machine learning",
    "nlp": "natural language processing",
    "rl": "reinforcement learning",
    "vm": "virtual machines",
    "vms": "virtual machines",
}
"""What people write shorter than programmes do."""

SHORTEST_FUZZY = 5
"""Letters below which a name on its own must be spelt (or sound) right: too many words resemble shorter ones."""

ALIKE = 78.0
"""How alike two words must sound, of 100, for one to be looked at as a misspelling of the other."""

WEAKEST = 0.78
"""The mean likeness below which words do not name somebody."""


PARTIAL_WEIGHT = 0.6
"""The share of the words' weight that a title must hold to be meant by them."""

LONG = 9
"""Letters from which on a word of a title may be two slips away."""

NEAR_ENOUGH = 74.0
"""How alike a full name must be, of 100, to be offered for one that nobody has."""

MOST_SIMILAR = 8
"""Sounds that are looked at as those of a misspelt word."""

MOST_KEPT = 1000
"""Words whose look-alikes are remembered."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without its inflection: learning, learned and learn are one."""
    return STEM.sub("", f"{word[:-3]}y" if word.endswith("ies") and len(word) > SHORTEST_FUZZY else word)


def stems(text: str) -> tuple[str, ...]:
    return tuple(map(stem, fold(text).split()))


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A rough key of how a word sounds; the vowels stay."""
    for pattern, letter in SOUNDS:
        word = pattern.sub(letter, word)
    return word


def typos(word: str) -> int:
    """How many slips of the finger a word of its length may hold."""
    return 1 if len(word) <= SHORTEST_FUZZY else 2 + (len(word) > 2 * SHORTEST_FUZZY - 2)


@dataclass(frozen=True, slots=True)
class Found:
    """The people that words name equally well, and how well: 1 where each word is spelt as in the name."""

    people: tuple[Person, ...]
    score: float


class NameIndex:
    """People by the words of their names."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = tuple(people)
        self._words = tuple(tuple(fold(person.name).split()) for person in self.people)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._joined: dict[str, int] = {}
        for number, words in enumerate(self._words):
            self._joined.setdefault("".join(words), number)
            for word in dict.fromkeys(words):
                self._by_word[word].append(number)
        self._close = lru_cache(maxsize=MOST_KEPT)(self._close_to)

    def __contains__(self, word: str) -> bool:
        return word in self._by_word or word in self._joined

    def find(self, words: Sequence[str]) -> Found | None:
        """The people whom all of the words name, each word another part of the name; None where nobody fits."""
        if len(words) == 1 and words[0] in self._joined:
            return Found((self.people[self._joined[words[0]]],), 1.0)
        near = [{number for close in self._close(word) for number in self._by_word[close]} for word in words]
        return self._best(words, set.intersection(*near)) or self._best(words, set.union(*near))

    def nearest(self, words: Sequence[str]) -> Person | None:
        """The person with the most similar full name, if it is near."""
        from rapidfuzz import fuzz, process

        typed = " ".join(words)
        found = process.extractOne(typed, self._full, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
        return self.people[found[2]] if found else None

    @cached_property
    def _full(self) -> tuple[str, ...]:
        return tuple(" ".join(name) for name in self._words)

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._by_word:
            found[sound(word)].append(word)
        return found

    @cached_property
    def _sounds_by_edge(self) -> dict[str, list[str]]:
        """The longer sounds by how they begin, and by how they end: the slip that changes one leaves the other."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in self._by_sound:
            if len(key) >= SHORTEST_FUZZY - 1:
                for edge in _edges(key):
                    found[edge].append(key)
        return found

    def _best(self, words: Sequence[str], candidates: set[int]) -> Found | None:
        """Those of the candidates whom the words fit best, if they fit well enough."""
        scored = {number: self._score(words, self._words[number]) for number in candidates}
        best = max(scored.values(), default=0.0)
        if best < WEAKEST:
            return None
        fitting = sorted(number for number, score in scored.items() if score > best - 0.02)
        return Found(tuple(self.people[number] for number in fitting), best)

    def _close_to(self, word: str) -> tuple[str, ...]:
        """The words of names that this one may stand for on its own."""
        if word in self._by_word:
            return (word,)
        key = sound(word)
        if len(word) >= SHORTEST_FUZZY - 2 and key in self._by_sound:
            return tuple(self._by_sound[key])
        return self._similar(word, key) if len(word) >= SHORTEST_FUZZY else ()

    def _similar(self, word: str, key: str) -> tuple[str, ...]:
        from rapidfuzz import fuzz, process

        near = {
            match[0]: None
            for edge in _edges(key)
            for match in process.extract(
                key, self._sounds_by_edge.get(edge, ()), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST_SIMILAR
            )
        }
        return tuple(name for like in near for name in self._by_sound[like] if _is_typo(word, name))

    def _score(self, words: Sequence[str], name: Sequence[str]) -> float:
        """The mean likeness of the words, each to a part of the name of its own; 0 where one fits none."""
        left = list(name)
        total = 0.0
        for word in sorted(words, key=len, reverse=True):
            likeness, part = max(((alike(word, part), part) for part in left), default=(0.0, ""))
            if likeness == 0:
                return 0.0
            left.remove(part)
            total += likeness
        return total / len(words)


def _edges(key: str) -> tuple[str, str]:
    return f"{key[:1]}-", f"-{key[-3:]}"


@lru_cache(maxsize=50_000)
def alike(word: str, part: str) -> float:
    """How well a word stands for a part of a name beside other parts that fit; 0 where it does not."""
    if word == part:
        return 1.0
    if sound(word) == sound(part):
        return 0.95
    if NICKNAMES.get(word) == part or NICKNAMES.get(part) == word:
        return 0.9
    if _is_typo(word, part):
        return _likeness(word, part)
    shorter, longer = sorted((word, part), key=len)
    short_form = len(shorter) == 1 or len(shorter) >= SHORTEST_FUZZY - 2
    return 0.8 if longer.startswith(shorter) and short_form else 0.0


def _likeness(word: str, part: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(word, part) / 100


def _is_typo(word: str, part: str) -> bool:
    from rapidfuzz.distance import OSA

    allowed = typos(min(word, part, key=len))
    if min(len(word), len(part)) < SHORTEST_FUZZY - 2:
        return False
    if OSA.distance(word, part, score_cutoff=allowed) <= allowed and sound(word)[:1] == sound(part)[:1]:
        return True
    return OSA.distance(word, part, score_cutoff=1) <= 1 and len(word) >= SHORTEST_FUZZY - 1


class TextIndex:
    """Entries by the words of their titles, and of all else that is said of them."""

    def __init__(self, entries: Sequence[Session]) -> None:
        self._titles: dict[str, set[int]] = defaultdict(set)
        self._anywhere: dict[str, set[int]] = defaultdict(set)
        self.pairs: set[tuple[str, str]] = set()
        self._entries = entries
        for number, entry in enumerate(entries):
            title = stems(entry.title)
            self.pairs.update(pairwise(title))
            for word in title:
                self._titles[word].add(number)
            for word in {*title, *stems(" ".join(_said_of(entry)))}:
                self._anywhere[word].add(number)

    def __contains__(self, word: str) -> bool:
        return word in SHORT_FOR or stem(word) in self._anywhere

    def in_title(self, word: str) -> bool:
        return stem(word) in self._titles

    def has_in_title(self, text: str) -> bool:
        """Whether some title holds the text, word for word."""
        said = f" {' '.join(stems(text))} "
        return any(said in f" {' '.join(stems(entry.title))} " for entry in self._entries)

    def titled(self, words: Iterable[str]) -> frozenset[int]:
        """The entries with all of the words in their titles."""
        return _common(_with(word, self._titles) for word in words)

    def about(self, words: Iterable[str]) -> frozenset[int]:
        """The entries with all of the words somewhere."""
        return _common(_with(word, self._anywhere) for word in words)

    def mostly_titled(self, words: Sequence[str]) -> frozenset[int]:
        """The entries whose titles hold the weightiest of the words, where they are most of the weight."""
        weights = {word: log(1 + len(self._entries) / len(self._titles.get(stem(word), ()) or (0,))) for word in words}
        scores: dict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            for number in self._titles.get(stem(word), ()):
                scores[number] += weight
        best = max(scores.values(), default=0.0)
        if best < PARTIAL_WEIGHT * sum(weights.values()):
            return frozenset()
        return frozenset(number for number, score in scores.items() if score == best)

    def corrected(self, word: str) -> str | None:
        """The word of a title that an unknown one is a misspelling of."""
        from rapidfuzz import fuzz, process
        from rapidfuzz.distance import OSA

        if len(word) < SHORTEST_FUZZY:
            return None
        allowed = 1 if len(word) < LONG else 2
        known = self._known.get(word[0], ())
        near = process.extract(word, known, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=5)
        return next((found for found, *_ in near if OSA.distance(word, found) <= allowed), None)

    @cached_property
    def _known(self) -> dict[str, tuple[str, ...]]:
        """The words of titles, by their first letters."""
        words = sorted({word for entry in self._entries for word in fold(entry.title).split()})
        return {letter: tuple(group) for letter, group in groupby(words, key=itemgetter(0))}


def _with(word: str, entries_with: Mapping[str, set[int]]) -> set[int]:
    """The entries with a word, or with what it is short for."""
    found = entries_with.get(stem(word), set())
    long = stems(SHORT_FOR[word]) if word in SHORT_FOR else ()
    return found | _common(entries_with.get(one, set()) for one in long) if long else found


def _said_of(entry: Session) -> Iterable[str]:
    return (text for text in (entry.abstract, entry.section, entry.track) if text)


def _common(sets: Iterable[set[int]]) -> frozenset[int]:
    """What all of the sets share, smallest first; nothing of no sets."""
    ordered = sorted(sets, key=len)
    return frozenset(set.intersection(*ordered)) if ordered else frozenset()
