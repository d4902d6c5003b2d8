"""A question's text → its words, each with its place in the text. Knows nothing of what they mean."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.schedule.names import fold

LONGEST = 400
"""Characters of a question that are read; nobody asks about a session at greater length."""
MOST_READ = 500
"""Texts of which it is remembered what they say: people ask the same again and again."""

_TOKEN = re.compile(
    r"(?P<exact>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)?(?!\d)|\d{1,2}:\d\d(?!\d)|\d{1,2}\.\d\d(?![\d.%]))"
    r"|(?P<meridiem>\b[ap]\.m\.?)"
    r"|(?P<word>[^\W_]+(?:['’][^\W_]+)*)"
    r"|(?P<pause>[,;.!?]+(?=\s|$))",
    re.IGNORECASE,
)
_TIME = r"\d{1,2}(?:[:.]\d\d)?(?:\s*[ap]\.?m\b\.?)?"
_TIME_RANGE = re.compile(rf"(?<![\w./-])({_TIME})\s*[-–—]\s*(?={_TIME}(?![\w/-]))", re.IGNORECASE)
_NOISE = re.compile(r"<[@!#][^>]*>|```|:[a-z_+-]+:")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, folded; a date or a time of day as it was typed. `parted`: a comma or full stop stands before it."""

    word: str
    start: int
    end: int
    capital: bool = False
    parted: bool = False
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A text and its tokens; places are places in `text`."""

    text: str
    tokens: tuple[Token, ...]

    def said(self, start: int, end: int) -> str:
        """The text from token `start` up to token `end`, as it was typed."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if end > start else ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text the tokens from `start` up to `end` stand."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def word(self, place: int) -> str:
        """The word at a place; empty beyond either end."""
        return self.tokens[place].word if 0 <= place < len(self.tokens) else ""


def listed(table: str, mark: str | None = None) -> tuple[str, ...]:
    """The entries of a table that is written as one text, parted by spaces or by `mark`."""
    return tuple(table.split(mark))


@lru_cache(maxsize=500)
def words_of(text: str) -> Words:
    """Read a text: mentions and emoji of Slack left out, possessive 's taken off, "9–11" as "9 to 11"."""
    plain = _TIME_RANGE.sub(r"\1 to ", _NOISE.sub(" ", unicodedata.normalize("NFC", text[:LONGEST])))
    found: list[Token] = []
    parted = False
    for match in _TOKEN.finditer(plain):
        if match["pause"]:
            parted = True
            continue
        found.extend(_tokens(match, parted=parted))
        parted = False
    return Words(plain, tuple(found))


def _tokens(match: re.Match[str], *, parted: bool) -> tuple[Token, ...]:
    start, end = match.span()
    if match["exact"]:
        return (Token(match["exact"], start, end, parted=parted),)
    if match["meridiem"]:
        return (Token(match[0][0].lower() + "m", start, end),)
    typed = match[0].replace("’", "'")
    owner = typed.lower().endswith("'s")
    end -= 2 if owner else 0
    folded = fold(typed.removesuffix("'s").removesuffix("'S"))
    return tuple(Token(word, start, end, typed[:1].isupper(), parted, owner) for word in folded.split())
