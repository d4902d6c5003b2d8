"""Which schedules a question calls by name or year: "lunch at mlsys 2018"."""

from __future__ import annotations

from bot.questions.entities import ORDINARY, Entities
from bot.questions.times import WEEKDAYS
from bot.questions.tokens import Words
from bot.schedule.search import stem

DAYS = frozenset(map(stem, WEEKDAYS))


def named_schedules(words: Words, entities: tuple[Entities, ...], *, sure: bool) -> tuple[Entities, ...]:
    """The schedules that the words name best; if `sure`, only one whose whole id or title is there."""
    scores = tuple(_score(words, one, sure=sure) for one in entities)
    best = max(scores, default=0)
    return tuple(one for one, score in zip(entities, scores, strict=True) if score == best > 0)


def without_name(words: Words, entities: Entities) -> Words:
    """The words but those that name this schedule."""
    places = _places(words, entities)
    return Words(words.text, tuple(token for place, token in enumerate(words.tokens) if place not in places))


def _score(words: Words, entities: Entities, *, sure: bool) -> int:
    places = _places(words, entities)
    return len(places) if not sure or _names_wholly(words, entities) else 0


def _places(words: Words, entities: Entities) -> frozenset[int]:
    """Where words of the schedule's id or title stand that name nothing in it."""
    said = tuple(stem(token.word) for token in words.tokens)
    title = entities.title_stems
    for start in range(len(said) - len(title) + 1):
        if said[start : start + len(title)] == title:
            return frozenset(range(start, start + len(title)))
    named = {place for place, word in enumerate(said) if word in entities.id_stems or word in title}
    return frozenset(
        place for place in named if _names(said[place], entities, beside=bool(named & {place - 1, place + 1}))
    )


def _names(stemmed: str, entities: Entities, *, beside: bool) -> bool:
    """Whether a word of the name means the schedule: not where it means more in it, as a company does, or a day."""
    told = stemmed in ORDINARY or stemmed in DAYS or stemmed in entities.text
    return not told and (beside or not entities.is_group(stemmed))


def _names_wholly(words: Words, entities: Entities) -> bool:
    said = {stem(token.word) for token in words.tokens}
    return said.issuperset(entities.id_stems) or said.issuperset(entities.title_stems)
