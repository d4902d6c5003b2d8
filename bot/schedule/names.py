"""Names and words as people type them: without accents, case or punctuation."""

import re
import unicodedata

_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)
"""Letters that Unicode does not decompose into a base letter and an accent."""


def fold(text: str) -> str:
    """The text in lower case, its accents and punctuation taken off, its words parted by single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", letters.replace("'", "").replace("’", "")))
