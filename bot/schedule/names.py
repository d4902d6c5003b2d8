"""Names and words as people type them: without accents, case or punctuation; and which names may be one person's."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

SHORTEST_MISTYPED = 4
"""Shorter words differ by a letter too often to be doubted: Fu and Li, Re and Rae."""

MOST_FOLDED = 8192
"""Texts whose folded form is remembered: the same names are compared again and again."""

_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)
"""Letters that Unicode does not decompose into a base letter and an accent."""


_WORD = re.compile(r"[^\W_]+")
_PLAIN = {ord(letter): letter.lower() if letter.isalnum() else " " for letter in map(chr, range(128))} | {ord("'"): ""}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@lru_cache(maxsize=MOST_FOLDED)
def fold(text: str) -> str:
    """The text in lower case, its accents and punctuation taken off, its words parted by single spaces."""
    if text.isascii():
        return text.lower() if text.isalpha() else " ".join(text.translate(_PLAIN).split())
    return " ".join(_WORD.findall(_without_accents(text).replace("'", "").replace("’", "")))


def _without_accents(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    return _NOT_ASCII.sub(lambda letter: "" if unicodedata.combining(letter[0]) else letter[0], plain)


def spelling_keys(name: str) -> frozenset[str]:
    """What two folded names have in common if `may_be_one` holds for them; so few of thousands need comparing."""
    words = name.split()
    if not words:
        return frozenset()
    same_words, abbreviated = " ".join(sorted(_full(words))), f"{words[0][0]}. {words[-1]}"
    return frozenset({same_words, abbreviated, *_with_a_letter_less(words)}) - {""}


def may_be_one(one: str, other: str) -> bool:
    """Whether two folded names may be one person's.

    They may if the words are the same but for order and initials; if the first name is an initial or a middle name
    is left out; or if they become the same when at most one letter is left out of a longer word of each.
    """
    words, others = one.split(), other.split()
    return (
        _same_words(words, others)
        or _abbreviated(words, others)
        or not set(_with_a_letter_less(words)).isdisjoint(_with_a_letter_less(others))
    )


def _full(words: list[str]) -> list[str]:
    return [word for word in words if len(word) > 1]


def _same_words(words: list[str], others: list[str]) -> bool:
    full = sorted(_full(words))
    return words == others or (len(full) > 1 and full == sorted(_full(others)))


def _abbreviated(words: list[str], others: list[str]) -> bool:
    if min(len(words), len(others)) < 2 or words[-1] != others[-1]:  # noqa: PLR2004 - a first and a last name
        return False
    shorter, longer = sorted((words[:-1], others[:-1]), key=len)
    if shorter[0] != longer[0]:
        return 1 in {len(shorter[0]), len(longer[0])} and shorter[0][0] == longer[0][0]
    return set(_full(shorter)) <= set(_full(longer))


def _with_a_letter_less(words: list[str]) -> Iterator[str]:
    """The name, and the name without each letter of its longer words; what has digits is a number, not a word."""
    name, begin = " ".join(words), 0
    yield name
    for word in words:
        end = begin + len(word)
        if len(word) >= SHORTEST_MISTYPED and word.isalpha():
            yield from (name[:place] + name[place + 1 :] for place in range(begin, end))
        begin = end + 1
