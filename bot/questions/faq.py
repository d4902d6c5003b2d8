"""The organizers' own answers: which of them a question asks for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.questions.tokens import words_of
from bot.questions.vocabulary import FILLERS
from bot.schedule.model import Faq
from bot.schedule.search import stem

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Fit:
    """An entry that a text asks for, the wording of its question that is nearest, and how near of 1 that is."""

    faq: Faq
    question: str
    score: float

    @property
    def is_sure(self) -> bool:
        return self.score == 1


def best_fit(text: str, entries: Iterable[Faq]) -> Fit | None:
    """The entry that is nearest to the text, the first of equals; None where none is near enough."""
    return max(_fits(_content(text), entries), key=lambda fit: fit.score, default=None)


def key_of(text: str) -> str:
    """What the text asks, the same for any order of its words, and without those that say nothing."""
    return " ".join(sorted(_content(text)))


def _fits(told: frozenset[str], entries: Iterable[Faq]) -> Iterator[Fit]:
    """Those that share half the words of either side, and more than half of one."""
    for faq in entries:
        for question in faq.questions:
            asked = _content(question)
            of_told, of_asked = (len(told & asked) / max(1, len(side)) for side in (told, asked))
            if min(of_told, of_asked) >= HALF and of_told + of_asked > 1:
                yield Fit(faq, question, len(told & asked) / len(told | asked))


@lru_cache(maxsize=1000)
def _content(text: str) -> frozenset[str]:
    """The stems of the words that tell what is asked; all of them where none does. "Wi-Fi" is one word."""
    stems = frozenset(stem(token.word) for token in words_of(text.replace("-", "")).tokens)
    return stems - _SAYING_NOTHING or stems


_SAYING_NOTHING = frozenset(map(stem, FILLERS)) - frozenset(map(stem, ("when", "where", "who")))
