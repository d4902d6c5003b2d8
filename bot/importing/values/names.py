"""What is like one person's name, and what like where somebody is from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.importing.values.common_words import COMMON, NAMES_AS_WELL
from bot.importing.values.eastern import INSTITUTION as EASTERN_INSTITUTION
from bot.importing.values.eastern import is_eastern
from bot.importing.values.given_names import GIVEN_NAMES
from bot.importing.values.words import INSTITUTION, PARTICLES, is_unknown
from bot.schedule.names import fold
from bot.zones import is_place

SURE, LIKELY, FAINT = 1.0, 0.55, 0.2
"""How much like a name: with a known given name; of the shape of one; one word."""
DOUBLE, DOUBLE_NAME = 0.1, re.compile(r"[^\W\d_]{3,}-[^\W\d_]{2,}")
"""How much more like a name a double surname ("Lennon-Bertin") makes one."""

MOST_WORDS, MOST_CAPITALS = 5, 8
_ROLE = re.compile(
    r"^(?:(?:senior|principal|vice|deputy|research|staff|lead|chief|head|vice|associate|assistant|executive|general|managing|"
    r"distinguished|research|full|workshop|conference|program(?:me)?|session|"
    r"postdoctoral|graduate|co-)[\s-]*)*(?:professor|prof\.?|chancellor|minister|dean(?!\s+[^\W\d_]+$)|provost|rector|lead|secretary|"
    r"partner|advis[eo]r|consultant|curator|editor|instructor|coordinator|ceo|cto|coo|cso|president|director|founder|"
    r"co-?founder|engineer|scientist|"
    r"researcher|fellow|student|postdoc|lecturer|(?:co-?)?chairs?|organi[sz]ers?|manager|vp|svp|head|officer|architect|analyst|developer|"
    r"chief)\b.*"
)
"""Of a text in lower case."""
SHAPE = re.compile(
    r"['’](?:[ts]|dem)|(?:[^\W\d_]\.-?)+[^\W\d_]*(?:-[^\W\d_]+)*\.?|[^\W\d_][^\W\d_]*(?:['’\u2010-][^\W\d_]+)*\.?"
)
WORDY = re.compile(
    r"(?:(?<=[^\W\d_]{2})(?:tion|sion|ment|ness)|ability|ology|istic|izing|(?<=[^\W\d_]{3})ating|able|ics|ware|ical|ities|ially|ized|ously|izer)s?$"
)
"""How words end that are no names."""
ENDINGS = tuple(
    f"{end}{plural}"
    for plural in ("", "s")
    for end in (
        "tion", "sion", "ment", "ness", "ability", "ology", "istic", "izing", "ating", "able", "ics", "ware", "ical",
        "ities", "ially", "ized", "ously", "izer",
    )
)  # fmt: skip
"""Of which every `WORDY` has one."""
SURNAMES = frozenset(("bell", "bosch", "brown", "cornell", "duke", "lawrence", "rice", "siemens"))
"""Those of institutions' names that stand behind given names as well."""
ONLY_COMMON = COMMON - NAMES_AS_WELL
ROMAN = re.compile(r"I{1,3}|IV|VI{0,3}|IX")
CAMEL = re.compile(r"[a-z][A-Z]")
CAMEL_NAME = re.compile(r"^(?:Mc|Mac|Nic|Ni|De|Di|La|Le|Du|Van|Fitz|O|D|DeL|Al)[A-Z]")
ATTACHED = re.compile(rf"(?:[dl]['’]|(?:{'|'.join(sorted(each for each in PARTICLES if len(each) > 1))})['’-])[A-ZÀ-Þ]")
"""A particle that is one word with its name ("d'Arcy", "al-Rashidi")."""
KATAKANA = re.compile(r"[\u30a0-\u30ff]+")
"""What words of other languages are written in, as well as given names alone."""
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,5}")


@lru_cache(maxsize=8192)
def likeness(text: str) -> float:
    """How much a text is like one person's name: SURE, LIKELY, FAINT, or 0 where it cannot be one."""
    words = text.split()
    if not 1 <= len(words) <= MOST_WORDS or len(text) > 50:
        return SURE if CJK.fullmatch(text.replace("·", "")) else 0.0
    if CJK.fullmatch(joined := "".join(words)):
        return FAINT if KATAKANA.fullmatch(joined) else LIKELY
    own = [word for word in words if word.lower().strip(".'’") not in PARTICLES]
    plain = text.istitle() and joined.isalpha() and min(map(len, words)) > 1
    if words[0] == "The" or not own or INSTITUTION.fullmatch(text.lower()) or is_role(text):
        return 0.0
    return _by_words(words, own) if plain or _may_be_names(words, own, text) else 0.0


def _may_be_names(words: Sequence[str], own: Sequence[str], text: str) -> bool:
    """Whether the words of a text have the shapes that those of names have, beside letters behind a capital one."""
    if not all(map(SHAPE.fullmatch, words)):
        return False
    return not (
        any(ROMAN.fullmatch(word) for word in words[1:] if len(word) > 1 or word is words[-1])
        or any(word[0].islower() and not ATTACHED.match(word) for word in own)
        or (words[0].isupper() and len(words) > 1 and is_affiliation(text))
        or any(CAMEL.search(word) and not CAMEL_NAME.match(word) for word in own)
    )


def _by_words(words: Sequence[str], own: Sequence[str]) -> float:
    full = [word for word in own if len(word.rstrip(".")) > 1]
    folded = list(map(fold, full))
    given = bool(folded) and (folded[0] in GIVEN_NAMES or (folded[0].split() or [""])[0] in GIVEN_NAMES)
    worded = [word for word in folded if word in COMMON or (word.endswith(ENDINGS) and WORDY.search(word))]
    hyphened = [word for word in full if "-" in word]
    if any(part in ONLY_COMMON for word in hyphened for part in word.split("-")[1:]):
        return 0.0
    common = 0 if len(worded) == 1 < len(own) and worded[0] in NAMES_AS_WELL else len(worded)
    initials = sum(len(word) > len(word.rstrip(".")) == 1 for word in own) if len(full) < len(own) else 0
    if len(words) == 1:
        return FAINT if not common and len(folded) == 1 and not words[0].isupper() else 0.0
    if (
        not full
        or common > (1 if given or initials else 0)
        or (common == len(full) and not given)
        or (common and folded[-1] in worded and not initials)
    ):
        return 0.0
    if full[0].isupper() and all(map(str.isupper, full)) and min(map(len, full)) < 3:
        return LIKELY / 2 if given else 0.0
    if len(words[-1]) > 5 and INSTITUTION.search(words[-1].lower()):
        return 0.0
    told = words[:-1] if folded[-1] in SURNAMES else words
    if not given and INSTITUTION.search(" ".join(told).lower()):
        return 0.0
    if given or (initials and len(full) < 3):
        return SURE
    double = any(DOUBLE_NAME.fullmatch(word) and word.istitle() for word in hyphened if word is not full[0])
    return LIKELY + DOUBLE * double


def is_role(text: str) -> bool:
    """Whether a text is what somebody does ("Professor of Physics")."""
    return _ROLE.fullmatch(text.lower()) is not None


@lru_cache(maxsize=4096)
def is_affiliation(text: str) -> bool:
    first, _, rest = text.partition(" ")
    if first in {"A", "An"} or text.endswith("?"):
        return False
    short = first.isupper() and first.isalpha() and 1 < len(first) <= MOST_CAPITALS
    acronym = short and (is_place(rest) and not rest.isupper() if rest else not is_unknown(text))
    behind_label = text.rpartition(": ")[2].replace(" mit ", " ")
    eastern = is_eastern(text) and EASTERN_INSTITUTION.search(text) is not None
    return acronym or eastern or INSTITUTION.search(behind_label.lower()) is not None
