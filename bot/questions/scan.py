"""A question's words → the meanings that claim them, left to right, the longest first; and the words left over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.questions.clocks import number_of
from bot.questions.entities import ORDINARY, Entities
from bot.questions.question import Mention, Sort, When
from bot.questions.times import MONTHS, WEEKDAYS, time_at
from bot.questions.tokens import Token, Words, listed
from bot.questions.vocabulary import FILLERS, LONGEST_PHRASE, PHRASES, SINGLE_WORDS, VOCABULARY, Meaning
from bot.schedule.search import stem

FIRM = 6
"""Letters from which on a wrong letter in a word of the vocabulary is forgiven; swapped or missing ones always are."""

SHORTEST = 4
"""Letters of the shortest word whose spelling is corrected."""

TYPABLE = (
    *SINGLE_WORDS,
    *WEEKDAYS,
    *MONTHS,
    *listed("today tomorrow yesterday tonight morning afternoon evening minutes weekend"),
)
"""The words of the vocabulary that a misspelt word may be."""

MOST_CORRECTED = 6
"""Words of a question whose spelling is looked into."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Words that stand together in some title."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A meaning and the tokens that carry it."""

    start: int
    end: int
    value: Meaning | When | Mention | Topic | int


def corrected(words: Words, entities: Entities) -> tuple[Words, tuple[tuple[str, str], ...]]:
    """The words with the vocabulary's and the titles' words spelt right, and what was put for what."""
    strange = [place for place in range(len(words.tokens)) if _is_strange(words, place, entities)]
    better = {place: _correction(words.tokens[place], entities) for place in strange[:MOST_CORRECTED]}
    swaps = {
        words.word(place): known
        for place, known in better.items()
        if known and all(better.get(near, known) for near in (place - 1, place + 1))
    }
    if not swaps:
        return words, ()
    tokens = tuple(replace(token, word=swaps.get(token.word, token.word)) for token in words.tokens)
    return Words(words.text, tokens), tuple(swaps.items())


def claims_of(words: Words, entities: Entities) -> tuple[Claim, ...]:
    """The claims in order; no two share a token."""
    found: list[Claim] = []
    place = 0
    while place < len(words.tokens):
        claim = max(_claims_at(words, place, entities), key=lambda one: one.end, default=None)
        if claim:
            found.append(claim)
        place = claim.end if claim else place + 1
    return tuple(found)


def runs_of(words: Words, claims: tuple[Claim, ...], entities: Entities) -> tuple[tuple[int, int], ...]:
    """The stretches of unclaimed words that may name something, from place to place; pauses part them."""
    taken = {place for claim in claims for place in range(claim.start, claim.end)}
    runs: list[tuple[int, int]] = []
    for place in range(len(words.tokens)):
        if place in taken or not _tells(words, place, taken, entities):
            continue
        if runs and runs[-1][1] == place and not words.tokens[place].parted:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return tuple(runs)


def _claims_at(words: Words, place: int, entities: Entities) -> Iterator[Claim]:
    """Claims that begin here, the one to prefer of equal length first."""
    if timed := time_at(words, place):
        yield Claim(place, place + timed.length, timed.when)
    for length in range(min(LONGEST_PHRASE, len(words.tokens) - place), 0, -1):
        phrase = tuple(token.word for token in words.tokens[place : place + length])
        if phrase in PHRASES:
            yield Claim(place, place + length, PHRASES[phrase])
            break
    if named := entities.phrase_at(words, place):
        length, mention = named
        if not _is_common(words, place, length, mention):
            yield Claim(place, place + length, mention)
    if (end := _pairs_end(words, place, entities)) > place + 1:
        yield Claim(place, end, Topic(tuple(token.word for token in words.tokens[place:end])))
    if (number := number_of(words.word(place))) is not None:
        yield Claim(place, place + 1, number)


def _is_common(words: Words, place: int, length: int, mention: Mention) -> bool:
    """Whether a single word is an everyday one, which names nobody and no company by itself."""
    return length == 1 and mention.sort is not Sort.TITLE and words.word(place) in FILLERS


def _pairs_end(words: Words, place: int, entities: Entities) -> int:
    """Where the words stop that stand in pairs in some title, one word of each pair telling something."""
    end = place + 1
    while end < len(words.tokens) and _is_pair(words.word(end - 1), words.word(end), entities):
        end += 1
    return end


def _is_pair(first: str, second: str, entities: Entities) -> bool:
    if first in FILLERS or second in FILLERS or (first in entities.names and second in entities.names):
        return False
    pair = (stem(first), stem(second))
    return pair in entities.text.pairs and not (pair[0] in ORDINARY and pair[1] in ORDINARY)


def _is_capital_name(words: Words, place: int, entities: Entities) -> bool:
    """Whether an everyday word is written as the name that it is as well: "when is May", or "Will" alone."""
    token = words.tokens[place]
    mixed = len(words.tokens) == 1 or (place > 0 and not all(one.capital for one in words.tokens))
    return token.capital and mixed and token.word in entities.names


def _tells(words: Words, place: int, taken: set[int], entities: Entities) -> bool:
    """Whether an unclaimed word may name something: an everyday word only as in "Will Smith"."""
    token = words.tokens[place]
    if token.word not in FILLERS or _is_capital_name(words, place, entities):
        return True
    beside = (
        words.tokens[near] for near in (place - 1, place + 1) if 0 <= near < len(words.tokens) and near not in taken
    )
    named = any(other.capital and other.word not in FILLERS for other in beside)
    return place > 0 and token.capital and named and len(token.word) > 1 and not words.text.isupper()


def _is_strange(words: Words, place: int, entities: Entities) -> bool:
    word = words.word(place)
    return not (
        word in VOCABULARY
        or (stem(word) in ORDINARY and stem(word) != word)
        or word in WEEKDAYS
        or word in MONTHS
        or word in entities.names
        or word in entities.text
        or not word.isalpha()
        or number_of(word) is not None
        or time_at(words, place)
        or entities.phrase_at(words, place)
    )


def _correction(token: Token, entities: Entities) -> str | None:
    """What an unknown word is a misspelling of, unless it may rather be a name."""
    if entities.names.find([token.word]):
        return None
    may_be_name = token.start > 0 and token.capital
    if may_be_name and len(token.word) <= FIRM:
        return None
    known = None if may_be_name else _vocabulary_word(token.word)
    spelt = known or entities.text.corrected(token.word)
    return spelt if spelt not in FILLERS else None


def _vocabulary_word(word: str) -> str | None:
    """The word of the vocabulary that it is a slip away from.

    Swapped letters, one too many or too few; a wrong letter only in a word that is long enough.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extractOne(word, TYPABLE, scorer=OSA.distance, score_cutoff=2)
    if near is None:
        return None
    known, slips, _ = near
    swapped = len(known) == len(word) and sorted(known) == sorted(word)
    if swapped and slips == 1 and len(word) > SHORTEST - 2:
        return known
    if known[0] != word[0] or slips > (2 if len(known) > FIRM + 1 else 1) or min(len(known), len(word)) < SHORTEST:
        return None
    return known if len(known) >= FIRM or len(known) != len(word) else None
