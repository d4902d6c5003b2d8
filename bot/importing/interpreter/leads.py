"""What a line says beside its title and people: its kind, its chair, what is still to come; or whether it is prose."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.importing.values.names import LIKELY
from bot.importing.values.people import people_in
from bot.importing.values.words import (
    BYS,
    CHAIRED,
    KIND_WORDS,
    LEAD,
    LEADING,
    OFS,
    UNKNOWN,
    WITHS,
    abstract_lead,
    has_any,
    is_one_of,
    is_unknown,
)
from bot.schedule.model import Kind, Person

PROSE = 220
JOINTS = rf"{BYS}|{WITHS}|{OFS}|from|de"
UNTITLED = re.compile(rf"\W*(?:title\W+)?{UNKNOWN.pattern}|[\"\u201d\u2019']", re.IGNORECASE)
"""What stands behind a lead-in alone, or for a title that is still to come."""
TO_COME = re.compile(rf"\s*[,:;|\u2502(\[\u2010-\u2015]\s*(?P<title>(?:title\W+)?{UNKNOWN.pattern})$", re.IGNORECASE)
"""What stands behind people whose title is still to come."""
UNTOLD = tuple(
    f"{word}{end}"
    for word in ("tba", "tbd", "tbc", "b.a", "b.d", "b.c", "announced", "confirmed", "?", "-")
    for end in ("", ".", ")")
)
"""How a text ends in which it is worth to look for that."""
MODERATED = re.compile(
    r"[\s(\[,;.|\u2010-\u2015-]*\b(?:session |panel |workshop )?(?:(?:co-?)?chair(?:person|(?:ed|s)?(?: by)?|"
    rf"\(s\))?|moderat(?:or|ors|ed by)|host(?:ed by)?|{CHAIRED})\s*"
    r"(?:[:\uff1a]|(?:(?<=by)|(?<=par)|(?<=por)|(?<=von))\s|"
    r"(?:(?<=Chair)|(?<=odera))\s)\s*(?P<people>[^()\[\]]+(?:\([^)]*\))?)[)\]]?\.?\s*$",
    re.IGNORECASE,
)  # fmt: skip
MODERATING = (
    "chair", "moder", "modér", "host", "leitung", "anim", "presid", "présid", "coord", "media", "voorzit", "leid",
)  # fmt: skip
"""Of which every text in lower case has one that tells who moderates."""
LED_IN = frozenset({Kind.KEYNOTE, Kind.INVITED, Kind.CONTRIBUTED, Kind.TALK})
APART = re.compile(r"\s[\u2010-\u2015|\u2502-]\s|[:\uff1a]\s")
"""What parts people from a title behind a lead-in without a mark of its own ("Invited talk Jane Doe – On kites")."""
SENTENCE_END = re.compile(r"[.!]\s+[A-Z]")


@lru_cache(maxsize=4096)
def moderated(text: str) -> tuple[str, tuple[Person, ...]]:
    """The text without what it says of a chair or moderator, and who that is."""
    match = MODERATED.search(text) if has_any(text.lower(), MODERATING) else None
    found = people_in(match["people"]) if match else None
    if not match or not found or not (found.persons or is_unknown(match["people"])):
        return text, ()
    told = text[: match.start()].rstrip(" (,;-–—|")
    return told + ")" * (told.count("(") > told.count(")")), found.persons


@lru_cache(maxsize=8192)
def lead_of(text: str) -> tuple[Kind, str, str, bool] | None:
    """The kind that a text opens with ("Keynote 2: …"), the lead, the rest, and whether somebody is said to follow."""
    folded = text.lower()
    text = TO_COME.sub("", text) if folded.endswith(UNTOLD) else text
    for kind, pattern in LEAD if LEADING.match(folded) else ():
        match = pattern.match(text)
        if not match:
            continue
        rest = "" if UNTITLED.fullmatch(text, match.end()) else text[match.end() :]
        parted = re.match(rf"(?:[:.\uff1a|\])]+|[-\u2010-\u2015]+\s|\s+(?:{JOINTS})(?:\s|$))\s*", rest) or re.match(
            rf"(?:{JOINTS})(?:\s+|$)", rest
        )
        if parted or not rest.strip():
            joined = bool(parted and re.search(r"\w", parted[0]))
            if joined and parted and rest[parted.end() :][:1].islower():
                return None
            follows = joined or "speaker" in match["lead"].lower()
            return kind, text[: match.end()].strip(), rest[parted.end() if parted else 0 :].strip(), follows
        if rest.startswith(('"', "“", "„", "«")) or (rest.startswith(("(", "[")) and _names_people(rest)):
            return kind, text[: match.end()].strip(), rest.strip(), "speaker" in match["lead"].lower()
        if kind in LED_IN and text[: match.end()].endswith(" ") and people_in(APART.split(rest)[0]).score >= LIKELY:
            return kind, text[: match.end()].strip(), rest.strip(), True
    return None


def is_bare_lead(text: str) -> bool:
    """Whether a text says of what kind something is, and nothing else."""
    lead = lead_of(text)
    return bool(lead and not lead[2]) or is_one_of(text, KIND_WORDS)


def _names_people(rest: str) -> bool:
    """Whether the brackets that a text opens with hold people."""
    inside = re.match(r"[(\[]([^()\[\]]+(?:\([^)]*\)[^()\[\]]*)*)[)\]]", rest)
    return bool(inside and people_in(inside[1]).persons)


def is_prose(text: str) -> bool:
    """Whether a text is sentences rather than a name for something."""
    return len(text) > PROSE or _is_prose(text)


@lru_cache(maxsize=4096)
def _is_prose(text: str) -> bool:
    words = text.split()
    if abstract_lead(text):
        return True
    ends = text.rstrip().endswith((".", "…")) and not text.rstrip().endswith(("et al.", "Inc.", "Ph.D."))
    if len(words) < 8 or not (ends or SENTENCE_END.search(text)):
        return False
    return sum(word[0].islower() for word in words) >= len(words) * 0.55
