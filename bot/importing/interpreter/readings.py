"""What one line of text may say: a title, people, both in one of the ways that pages write them, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.importing.interpreter.leads import TO_COME, UNTOLD, lead_of
from bot.importing.values.days import DIGIT
from bot.importing.values.names import FAINT, LIKELY, SURE, is_affiliation, is_role, likeness
from bot.importing.values.people import NOBODY, SMALL_WORDS, People, people_in
from bot.importing.values.words import (
    BYS,
    LABEL,
    LABELS,
    OFS,
    WITHS,
    is_unknown,
)
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Person
from bot.zones import is_place

BELIEVED = 0.6
"""The score from which a line is taken to name people; a whole title scores as much."""
DASHED, TOLD, PRESENTED, HARDLY = 0.25, 0.15, 0.4, 0.5
"""What is added for a name and a colon after a lead-in and a dash, where it is told where people are from, and who
presents."""
NAMED_FIRST = "comma, named first"
UNSPOKEN = frozenset({Kind.BREAK, Kind.LUNCH, Kind.SOCIAL, Kind.POSTERS})
SPOKEN = frozenset({None, Kind.KEYNOTE, Kind.INVITED, Kind.CONTRIBUTED, Kind.TALK})

LONGEST_TITLE, FEWEST_SMALL = 260, 2
QUOTED = re.compile(r"[\"\u201c\u201e\u00ab](?P<title>[^\"\u201d\u00bb]{4,})[\"\u201d\u201c\u00bb]")
SINGLE = re.compile(r"(?<!\w)['\u2018](?P<title>(?:[^'\u2018]|(?<=\w)'(?=\w)){4,})['\u2019](?!\w)")
STOPPED = re.compile(r"[^\W\d_]{3,}\.\s+\S+(?:\s+\S+){2,}")
"""What is no place alone: a sentence goes on behind it."""
MANY = re.compile(r"(?:talk|presentation|paper)s(?:\s+(?:\d+|[IVX]+))?\W*$", re.IGNORECASE)
"""How a lead-in ends that says what follows is several talks, so that it is a part of their title."""
WHOLLY_BRACKETED = re.compile(r"\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)")
DASH = re.compile(r"\s+[-\u2010-\u2015|\u2502/\u2022\u00b7]+\s+|\s*[\u2014|]\s*|\s+-{2,}\s+")
COLON = re.compile(r"\s*[:\uff1a]\s+|(?<=\)):\s*")
STOP = re.compile(r"(?<!\b[^\W\d_])\.\s+(?=[A-Z])")
COMMA = re.compile(r",(?![^()]*\))")
PARTED = re.compile(r"[,:;.!]\s+|\s[\u2010-\u2015|-]\s+")
MARK = re.compile(r"[-\u2010-\u2015|\u2502/\u2022\u00b7:\uff1a.]")
"""What all of these begin with."""
BY = re.compile(
    rf"\s(?:(?P<presented>presented|given|delivered|led) )?(?:{BYS})[\s:]+|"
    rf"\s(?:{WITHS}|w/|{OFS}(?! (?:der|den|dem|zu)\b))\s+",
    re.IGNORECASE,
)
LED_BY = re.compile(
    rf"\W*(?!sponsored|supported|funded|offered)(?:(?:\w+e[dn]\s+)?(?:{BYS})|with|featuring|(?-i:Par|Por|Door|Con|Com|Avec|Mit|Met)|(?-i:avec|con|com|mit|met))\s+",
    re.IGNORECASE,
)
"""What opens a line that names people and nothing else."""
led_by = lru_cache(maxsize=4096)(LED_BY.match)
JOINT = re.compile(
    r"(?<=\S)(?:\s*[(\[,;]|\s[\u2010-\u2015-]|(?<=[.,;\"\u201d)]))\s*(?:this is )?joint(?:ly)?(?: work| paper)?"
    r"(?: with\b|:).{3,}$"
)
"""Who else wrote what somebody speaks about."""
SPEAKER_REMARK = re.compile(
    rf"[(\[]\s*(?:{LABELS['speaker']}|(?:\w+e[dn]\s+)?(?:{BYS}|{OFS})|{WITHS}|[^\W\d_]+(?=\s?:))\s*:?\s+"
    r"(?P<people>[^()\[\]]+(?:\([^)]*\)[^()\[\]]*)*)[)\]]\s*$",
    re.IGNORECASE,
)
REMARK = re.compile(r"\s*[(\[](?P<people>[^()\[\]]+(?:\([^()]*\)[^()\[\]]*)*)[)\]]\s*$")
BEFORE_A_NAME = re.compile(r"[\u2010-\u2015-]\s*$")
"""What parts "Contributed talk – Name: Title", where a colon after the name is still to come."""


class Reading(NamedTuple):
    """One way to take a line. `way` names how it is written, so that a page's habit can be told."""

    way: str
    title: str | None
    people: People
    score: float
    kind: Kind | None = None

    @property
    def persons(self) -> tuple[Person, ...]:
        return self.people.persons


@lru_cache(maxsize=8192)
def readings(text: str) -> tuple[Reading, ...]:
    """Every way to take a line that may name people, and the line as a title."""
    text = JOINT.sub("", text) if "joint" in text else text
    lead = lead_of(text)
    kind, rest = (lead[0], lead[2]) if lead else (None, text)
    said = 0.2 if lead and lead[3] else 0.0
    led = led_by(rest) is not None
    found = list(_ways(rest, led=led)) if rest else []
    if lead:
        found = [each._replace(kind=kind, score=each.score + said) for each in found]
    if lead and BEFORE_A_NAME.search(text.removesuffix(rest)):
        found = [each._replace(score=each.score + DASHED * (each.way == "colon, people first")) for each in found]
    if lead and (inside := re.match(r"[(\[]([^()\[\]]+(?:\([^)]*\)[^()\[\]]*)*)[)\]]\s*[:\u2010-\u2015-]?\s*", rest)):
        people, after = people_in(inside[1]), rest[inside.end() :].strip()
        if people.persons:
            found.append(Reading("lead, remark", after or lead[1], people, people.score + 0.3, kind))
    unknown = TO_COME.search(rest) if not lead and rest.lower().endswith(UNTOLD) else None
    if unknown and (people := people_in(rest[: unknown.start()])).persons:
        found.append(Reading("unknown", unknown["title"], people, people.score + TOLD * 2))
    alone = people_in(rest)
    if lead and alone.persons:
        found.append(Reading("lead", None, alone, alone.score + said + 0.15, kind))
    elif not lead and alone.persons:
        told = _told(alone) if all(person.affiliation for person in alone.persons) else 0.0
        stopped = any(
            STOPPED.search(told) or _is_sentence(told) for told in (each.affiliation or "" for each in alone.persons)
        )
        found.append(Reading("people", None, alone, alone.score + told - TOLD * 2 * stopped))
    if not lead and led and (by := led_by(text)) and (people := people_in(text[by.end() :])).persons:
        found.append(Reading("people", None, people, people.score + TOLD))
    whole = kind in {None, Kind.PANEL, Kind.POSTERS} or not rest or (lead and MANY.search(lead[1]))
    title = text if whole else rest
    return (*found, Reading("title", title, People((), 0.0), BELIEVED, kind))


def _ways(text: str, *, led: bool) -> Iterator[Reading]:
    if len(text) > LONGEST_TITLE * 2:
        return
    yield from _quoted(text)
    yield from _remarked(text)
    for match in BY.finditer(text) if not led else ():
        bonus = 0.1 + PRESENTED * (match["presented"] is not None)
        yield from _either("by", text[: match.start()], text[match.end() :], bonus=bonus, title_first=True)
    if MARK.search(text.rstrip(".")):
        for match in DASH.finditer(text):
            yield from _either("dash", text[: match.start()], text[match.end() :])
        for match in COLON.finditer(text):
            yield from _either(
                "colon", text[: match.start()], text[match.end() :], bonus=0.1 * (text[match.start() - 1] == ")")
            )
        for match in STOP.finditer(text):
            yield from _either("stop", text[: match.start()], text[match.end() :], bonus=-0.05)
    yield from _by_commas(text)
    yield from _named_first(text)


def quotation(text: str) -> re.Match[str] | None:
    """What stands in quotation marks, of which the single ones may be apostrophes within."""
    if text.isascii() and '"' not in text and "'" not in text:
        return None
    return QUOTED.search(text) or (SINGLE.search(text) if "'" in text or "\u2018" in text else None)


def _quoted(text: str) -> Iterator[Reading]:
    match = quotation(text)
    if not match:
        return
    before, after = text[: match.start()].strip(" ,:;-–—|("), text[match.end() :].strip(" ,:;-–—|")
    inside = WHOLLY_BRACKETED.fullmatch(after)
    around = (before, inside[1] if inside else after.lstrip(") ,"))
    outside = ", ".join(
        re.sub(rf"^(?:{BYS}|{WITHS}|{OFS}|on|title)\s+|\s+(?:on|speaks on|title)$", "", part) for part in around if part
    )
    people = people_in(outside)
    if not people.persons and not (after[:1].isupper() or DIGIT.search(after)):
        people = _named_last(before)
    if people.persons:
        yield Reading("quoted", match["title"].strip(" ,"), people, people.score + 0.2)


def _named_last(text: str) -> People:
    """The people that a text ends with, behind a mark where it says more; nobody where these are not surely people."""
    places = (0, *(match.end() for match in PARTED.finditer(text)))
    found = (people_in(text[place:]) for place in places)
    return next((people for people in found if people.score >= LIKELY), NOBODY)


def _remarked(text: str) -> Iterator[Reading]:
    """People in parentheses at the end: "Opening (Sarah Bird)"."""
    if not text.rstrip().endswith((")", "]")):
        return
    match = SPEAKER_REMARK.search(text)
    label = LABEL.match(match[0].lower()) if match else None
    if match and (not label or label.lastgroup == "speaker") and (people := people_in(match["people"])).persons:
        yield Reading("remark", text[: match.start()].strip(), people, people.score + 0.2)
        return
    match = REMARK.search(text)
    if (
        match
        and match.start()
        and (people := people_in(match["people"])).persons
        and (likeness(match["people"]) == SURE or not is_affiliation(match["people"].split(",")[0]))
    ):
        title = text[: match.start()].strip()
        if likeness(title) < people.score or len(people.persons) > 1:
            yield _weighed("remark", title, people, 0.05)


def _either(way: str, one: str, other: str, *, bonus: float = 0.0, title_first: bool = False) -> Iterator[Reading]:
    """Two parts, of which one may be people and the other the title."""
    one, other = one.strip(" ,;"), other.strip(" ,;")
    if not one or not other:
        return
    first, second = people_in(one), people_in(other)
    if first.persons and not title_first:
        yield _weighed(f"{way}, people first", other, first, bonus - (0.3 if second.score >= first.score else 0.0))
    if second.persons:
        yield _weighed(f"{way}, title first", one, second, bonus - (0.3 if first.score > second.score else 0.0))


def _by_commas(text: str) -> Iterator[Reading]:
    """People from some comma on, and nothing else: "Title, A and B, Stanford University"."""
    commas = [match.start() for match in COMMA.finditer(text)] if "," in text else []
    for comma in commas:
        people = people_in(text[comma + 1 :].strip())
        title = text[:comma].strip()
        named = people_in(title)
        is_list = named.score > FAINT and _says_affiliation(named)
        if people.persons and not is_list and people_in(_first_name_part(text[comma + 1 :])).persons:
            yield _weighed("comma", title, people, -0.05 if not _says_affiliation(people) else 0.05)
            return
    for comma in reversed(commas):
        people = people_in(text[:comma].strip())
        title = text[comma + 1 :].strip()
        if not people.persons:
            continue
        places = [person.affiliation for person in people.persons if person.affiliation]
        told = all((is_affiliation(place) or is_place(place)) and not STOP.search(place) for place in places)
        if places or (people.score >= LIKELY and _is_sentence(title)):
            yield _weighed("comma, people first", title, people, -0.04 if told else -0.15)
        elif people.score >= LIKELY and _small_in(title) and not is_affiliation(title):
            yield _weighed("comma, people first", title, people, -0.34)


def _named_first(text: str) -> Iterator[Reading]:
    """People before the first comma behind which no more of them stand, nor where they are from, and a title.

    Hardly ever, but where all lines of a page are so.
    """
    for match in COMMA.finditer(text) if "," in text else ():
        named, title = people_in(text[: match.start()]), text[match.end() :].strip()
        behind = COMMA.split(title, maxsplit=1)[0].strip()
        if named.score < LIKELY or _says_affiliation(named) or is_affiliation(behind) or is_place(behind):
            return
        if likeness(behind) < LIKELY and not is_role(behind):
            yield Reading(NAMED_FIRST, title, named, named.score - HARDLY)
            return


def tells_title(reading: Reading) -> bool:
    """Whether what stands behind people and a comma is worded as a title rather than as a place."""
    title = reading.title or ""
    return reading.way == NAMED_FIRST and (title.endswith("?") or bool(_small_in(title)))


def _first_name_part(text: str) -> str:
    return re.split(r",|\band\b|&|\(", text.strip())[0].strip()


def _says_affiliation(people: People) -> bool:
    return any(person.affiliation for person in people.persons)


def _weighed(way: str, title: str, people: People, bonus: float) -> Reading:
    """Less sure where the title could itself be a name or no title at all; surer where an affiliation is told."""
    score = people.score + bonus
    named = (way != "remark" or len(people.persons) == 1) and _names_as_well(title, people.score)
    if kind_of_title(title) in UNSPOKEN or (named and kind_of_title(title) is Kind.TALK):
        score -= 0.3
    if is_unknown(title):
        title = title.strip()
    elif title.isdigit() or len(title) < 3:
        score -= 0.5
    if told := _told(people):
        score += told
    elif way == "colon, title first" and all(_is_place(person.affiliation or "") for person in people.persons):
        score += 0.1
    if (
        people_in(re.split(r"[.:?!]\s|\s[-\u2010-\u2015|\u2502/]+\s", title)[-1]).score > FAINT
        and kind_of_title(title) is Kind.TALK
    ):
        score -= 0.3
    if way in {"dash, title first", "dash, people first", "comma", "by, title first"} and _is_worded(title):
        score += 0.1
    if (
        way.endswith("people first")
        and way != "dash, people first"
        and not _says_affiliation(people)
        and people.score < 1
    ):
        score -= 0.2
    return Reading(way, title.strip(" ,;:–—-|") or title, people, score)


def _names_as_well(title: str, score: float) -> bool:
    """Whether a title is as much like people as the people beside it."""
    return max(likeness(title), people_in(title).score) >= score


def _told(people: People) -> float:
    """What it adds that somebody is said to be from where people are."""
    return TOLD if any(is_affiliation(person.affiliation or "") for person in people.persons) else 0.0


def _is_place(text: str) -> bool:
    """Whether a remark may name where somebody is from, as an affiliation that nobody knows does."""
    return bool(text) and len(text.split()) <= 4 and text[0].isupper() and not any(map(str.isdigit, text))


def _is_sentence(text: str) -> bool:
    """Whether a text is worded as titles are and the names of places are not: several of its words are small.

    Or the first of several, which is no role.
    """
    if text.count(" ") < FEWEST_SMALL:
        return text[:1].islower() and " " in text and not (is_role(text) or is_affiliation(text))
    return len(_small_in(text)) >= FEWEST_SMALL * (2 if is_affiliation(text) else 1)


def _small_in(text: str) -> list[str]:
    """The small words of a text but those that names of institutions have as well."""
    return [word for word in text.split() if word.isalpha() and word.islower() and word not in SMALL_WORDS]


def _is_worded(title: str) -> bool:
    """Whether a title has small words in it, as no name has, and tells of no break."""
    small = any(word[0].islower() for word in title.split())
    return small and not kind_of_title(title).is_break
