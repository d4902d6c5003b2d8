"""The people of texts that are known to name people, however unlike names these look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.importing.values.bare_names import bare_name, without_degrees, without_others
from bot.importing.values.eastern import with_western_marks
from bot.importing.values.names import is_affiliation
from bot.importing.values.people import (
    LONGEST,
    NOBODY_NAMED,
    PARENS,
    PART,
    STRONG_PARTS,
    lists_names,
    people_in,
    without_dashes,
)
from bot.importing.values.words import PARTICLES, is_unknown
from bot.schedule.model import Person
from bot.schedule.names import fold
from bot.zones import is_place

SENTENCES = re.compile(r"[A-Z][a-z]+ (?:is|are|was|were|will|can|has|have|may|must) .*[a-z]{3}\. [A-Z]")
HOW = re.compile(
    r"\s*(?:(?:via|over|on|in|at|joining)\s|by (?:video|zoom|phone)|(?:online|remote(?:ly)?|virtual(?:ly)?)\s*$)",
    re.IGNORECASE,
)
"""What tells how somebody takes part."""
AT_END = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*$")
LAST_FIRST = re.compile(
    r"(?P<last>(?:(?:[a-z]{1,3}|van|von|della?|dos) ){0,3}[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?), "
    r"(?P<first>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)?)(?P<remark>\s*[(\[].*)?"
)


def turned(texts: Iterable[str]) -> dict[str, str]:
    """The texts of people with given names first, where all have them last ("Byron, Ada; Diaz Mora, Bo")."""
    listed = {text: [LAST_FIRST.fullmatch(part.strip()) for part in text.split(";")] for text in texts if "," in text}
    found = [match for matches in listed.values() for match in matches]
    lone = sum(match is not None and sum(not word.islower() for word in match["last"].split()) == 1 for match in found)
    if not all(found) or lone * 2 < len(found) or any(_is_from(match["first"]) for match in found if match):
        return {}
    return {
        text: "; ".join(f"{match['first']} {match['last']}{match['remark'] or ''}" for match in matches if match)
        for text, matches in listed.items()
    }


def _is_from(text: str) -> bool:
    return is_affiliation(text) or is_place(text)


def all_people(text: str) -> tuple[Person, ...]:
    """The persons of a text that is known to name people (a speaker column), however unlike names they look."""
    text = with_western_marks(text)
    text = PART.sub(" ", text) if ":" in text else text
    text = without_dashes(text, surely=True)
    found = people_in(text)
    if found.persons:
        return found.persons
    plain = without_others(without_degrees(text)).strip()
    if not plain or is_unknown(plain) or len(plain) > LONGEST or SENTENCES.match(plain):
        return ()
    parts = [part for strong in STRONG_PARTS.split(plain) for part in _top_level(strong)]
    told = (part for part in parts if part.strip() and not (is_unknown(part) or HOW.match(part)))
    persons = [person for part in told for person in _persons(part)]
    named = [person for person in persons if person.name and not any(map(str.isdigit, person.name))]
    small = [person for person in named if person.name.islower() or _is_group(person.name)]
    named = [person for person in named if person not in small] or [each for each in small if each.name.islower()]
    return tuple(person for person in named if fold(person.name) not in NOBODY_NAMED)


def _is_group(name: str) -> bool:
    """Whether somebody is called what no one is ("Three students of the chair")."""
    return sum(word.islower() and word not in PARTICLES and len(word) > 1 for word in name.split()) > 1


def without_how(text: str) -> str:
    """A text without the remark at its end on how somebody takes part ("IIT Bombay (via Zoom)")."""
    remark = AT_END.search(text)
    return text[: remark.start()] if remark and HOW.match(remark["inside"]) else text


def _top_level(text: str) -> list[str]:
    """Parts at commas, "and" and "with" outside parentheses; affiliations after a comma stay with their name."""
    parts = re.split(r"\s*(?:,|\b(?:and|with)\b|&)\s*(?![^()]*\))", text)
    joined: list[str] = []
    for part in parts:
        if joined and is_affiliation(PARENS.sub("", part)):
            joined[-1] += f", {part}"
        elif part:
            joined.append(part)
    return joined


def _persons(text: str) -> Sequence[Person]:
    """Somebody, with where that person is from in parentheses; or those whom these name ("Team Owl (Ada, Bo)")."""
    match = PARENS.search(text)
    if match and lists_names(match[1].strip()):
        return people_in(match[1]).persons
    name, _, after = (text[: match.start()] if match else text).partition(",")
    affiliation = (match[1] if match else after).strip() or None
    return (Person(bare_name(name), affiliation),)
