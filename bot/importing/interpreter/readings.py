"""What one line of text may say: a title, people, both in one of the ways that pages write them, or something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.importing.values.names import FAINT, SURE, is_affiliation, likeness
from bot.importing.values.people import People, people_in
from bot.importing.values.words import (
    ABSTRACT_LEAD,
    BYS,
    CHAIRED,
    KIND_WORDS,
    LABEL,
    LABELS,
    LEAD,
    LEADING,
    OFS,
    UNKNOWN,
    WITHS,
    is_one_of,
)
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Person
from bot.schedule.names import fold

BELIEVED = 0.6
"""The score from which a line is taken to name people; a whole title scores as much."""
HABIT, KNOWN, DASHED, LONE, MOSTLY, TOLD = 0.3, 0.4, 0.25, 0.2, 0.6, 0.15
"""What a way of writing gains where all of the page's lines are written so, people whom the page names elsewhere, and
a name and a colon after a lead-in and a dash."""
UNSPOKEN = frozenset({Kind.BREAK, Kind.LUNCH, Kind.SOCIAL, Kind.POSTERS})
SPOKEN = frozenset({None, Kind.KEYNOTE, Kind.INVITED, Kind.CONTRIBUTED, Kind.TALK})
ONE_SORT, UNSURE, FEWEST_ALIKE = frozenset({"title", "people", "lead"}), 0.25, 3
"""The ways of a line that says one thing only; any other way, of names that nobody knows, is made sure by several
lines alike: the score from which one counts, and how many it takes."""
LONGEST_TITLE, PROSE = 260, 220

JOINTS = rf"{BYS}|{WITHS}|{OFS}|from|de"
QUOTED = re.compile(r"[\"\u201c\u201e\u00ab](?P<title>[^\"\u201d\u00bb]{4,})[\"\u201d\u201c\u00bb]")
SINGLE = re.compile(r"(?<!\w)\u2018(?P<title>[^\u2018]{4,})\u2019(?!\w)")
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
STOPPED = re.compile(r"[^\W\d_]{3,}\.\s+\S+(?:\s+\S+){2,}")
"""What is no place alone: a sentence goes on behind it."""
MANY = re.compile(r"(?:talk|presentation|paper)s(?:\s+(?:\d+|[IVX]+))?\W*$", re.IGNORECASE)
"""How a lead-in ends that says what follows is several talks, so that it is a part of their title."""
WHOLLY_BRACKETED = re.compile(r"\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)")
DASH = re.compile(r"\s+[-\u2010-\u2015|\u2502/\u2022\u00b7]+\s+|\s*[\u2014|]\s*|\s+-{2,}\s+")
COLON = re.compile(r"\s*[:\uff1a]\s+|(?<=\)):\s*")
STOP = re.compile(r"(?<!\b[^\W\d_])\.\s+(?=[A-Z])")
COMMA = re.compile(r",(?![^()]*\))")
MARK = re.compile(r"[-\u2010-\u2015|\u2502/\u2022\u00b7:\uff1a.]")
"""What all of these begin with."""
BY = re.compile(
    rf"\s(?:(?:presented|given|delivered|led) )?(?:{BYS})[\s:]+|\s(?:{WITHS}|w/|{OFS}(?! (?:der|den|dem|zu)\b))\s+",
    re.IGNORECASE,
)
LED_BY = re.compile(
    rf"\W*(?:(?:\w+e[dn]\s+)?(?:{BYS})|with|featuring|(?-i:Par|Por|Door|Con|Com|Avec)|(?-i:avec|con|com|mit|met))\s+",
    re.IGNORECASE,
)
"""What opens a line that names people and nothing else."""
MODERATED = re.compile(
    r"[\s(\[,;.|\u2010-\u2015-]*\b(?:session |panel |workshop )?(?:(?:co-?)?chair(?:person|(?:ed|s)?(?: by)?|"
    rf"\(s\))?|moderat(?:or|ors|ed by)|host(?:ed by)?|{CHAIRED})\s*"
    r"(?:[:\uff1a]|(?:(?<=by)|(?<=par)|(?<=por)|(?<=von))\s|"
    r"(?:(?<=Chair)|(?<=odera))\s)\s*(?P<people>[^()\[\]]+(?:\([^)]*\))?)[)\]]?\.?\s*$",
    re.IGNORECASE,
)  # fmt: skip
SPEAKER_REMARK = re.compile(
    rf"[(\[]\s*(?:{LABELS['speaker']}|(?:\w+e[dn]\s+)?(?:{BYS}|{OFS})|{WITHS}|[^\W\d_]+(?=\s?:))\s*:?\s+"
    r"(?P<people>[^()\[\]]+(?:\([^)]*\)[^()\[\]]*)*)[)\]]\s*$",
    re.IGNORECASE,
)
REMARK = re.compile(r"\s*[(\[](?P<people>[^()\[\]]+(?:\([^()]*\)[^()\[\]]*)*)[)\]]\s*$")
MODERATES = (
    "chair",
    "moder",
    "modér",
    "host",
    "leitung",
    "anim",
    "présid",
    "presid",
    "coord",
    "media",
    "voorzit",
    "leid",
)
"""What every text in lower case has that tells who moderates."""
BEFORE_A_NAME = re.compile(r"[\u2010-\u2015-]\s*$")
"""What parts "Contributed talk – Name: Title", where a colon after the name is still to come."""
FEWEST_WORDS = 3
SENTENCE_END = re.compile(r"[.!]\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a line. `way` names how it is written, so that a page's habit can be told."""

    way: str
    title: str | None
    people: People
    score: float
    kind: Kind | None = None

    @property
    def persons(self) -> tuple[Person, ...]:
        return self.people.persons


@lru_cache(maxsize=4096)
def moderated(text: str) -> tuple[str, tuple[Person, ...]]:
    """The text without what it says of a chair or moderator, and who that is."""
    folded = text.lower()
    match = MODERATED.search(text) if any(word in folded for word in MODERATES) else None
    found = people_in(match["people"]) if match else None
    if not match or not found or not (found.persons or UNKNOWN.fullmatch(match["people"])):
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
    if ABSTRACT_LEAD.match(text):
        return True
    ends = text.rstrip().endswith((".", "…")) and not text.rstrip().endswith(("et al.", "Inc.", "Ph.D."))
    if len(words) < 8 or not (ends or SENTENCE_END.search(text)):
        return False
    return sum(word[0].islower() for word in words) >= len(words) * 0.55


@lru_cache(maxsize=8192)
def readings(text: str) -> tuple[Reading, ...]:
    """Every way to take a line that may name people, and the line as a title."""
    lead = lead_of(text)
    kind, rest = (lead[0], lead[2]) if lead else (None, text)
    said = 0.2 if lead and lead[3] else 0.0
    found = list(_ways(rest)) if rest else []
    if lead:
        found = [replace(each, kind=kind, score=each.score + said) for each in found]
    if lead and BEFORE_A_NAME.search(text.removesuffix(rest)):
        found = [replace(each, score=each.score + DASHED * (each.way == "colon, people first")) for each in found]
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
        stopped = any(STOPPED.search(person.affiliation or "") for person in alone.persons)
        found.append(Reading("people", None, alone, alone.score + told - TOLD * 2 * stopped))
    if not lead and (by := LED_BY.match(text)) and (people := people_in(text[by.end() :])).persons:
        found.append(Reading("people", None, people, people.score + TOLD))
    whole = kind in {None, Kind.PANEL, Kind.POSTERS} or not rest or (lead and MANY.search(lead[1]))
    title = text if whole else rest
    return (*found, Reading("title", title, People((), 0.0), BELIEVED, kind))


def _ways(text: str) -> Iterator[Reading]:
    if len(text) > LONGEST_TITLE * 2:
        return
    yield from _quoted(text)
    yield from _remarked(text)
    for match in BY.finditer(text) if not LED_BY.match(text) else ():
        yield from _either("by", text[: match.start()], text[match.end() :], bonus=0.1, title_first=True)
    if MARK.search(text):
        for match in DASH.finditer(text):
            yield from _either("dash", text[: match.start()], text[match.end() :])
        for match in COLON.finditer(text):
            yield from _either(
                "colon", text[: match.start()], text[match.end() :], bonus=0.1 * (text[match.start() - 1] == ")")
            )
        for match in STOP.finditer(text):
            yield from _either("stop", text[: match.start()], text[match.end() :], bonus=-0.05)
    yield from _by_commas(text)


def quotation(text: str) -> re.Match[str] | None:
    """What stands in quotation marks, of which the single ones may be apostrophes within."""
    return QUOTED.search(text) or (SINGLE.search(text) if "\u2018" in text else None)


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
    if people.persons:
        yield Reading("quoted", match["title"].strip(" ,"), people, people.score + 0.2)


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
        if people.persons and _says_affiliation(people):
            yield _weighed("comma, people first", text[comma + 1 :].strip(), people, -0.15)


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
    if UNKNOWN.fullmatch(title):
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


def _is_worded(title: str) -> bool:
    """Whether a title has small words in it, as no name has, and tells of no break."""
    small = any(word[0].islower() for word in title.split())
    return small and not kind_of_title(title).is_break


@dataclass(frozen=True, slots=True)
class Habits:
    """What each way of writing gains from how often the page writes so, and the names that it says elsewhere."""

    gains: Mapping[str, float] = field(default_factory=dict)
    names: frozenset[str] = frozenset()


def habits(texts: Iterable[str], names: frozenset[str]) -> Habits:
    """What the lines of a page are mostly like.

    Where most of the talks would be read in one way by names that nobody knows, that is the page's way too.
    """
    read = [readings(text) for text in texts]
    found = Counter(best.way for each in read if (best := max(each, key=_score)).way != "title")
    total = max(1, found.total())
    talks = [each for each in read if each[-1].kind in SPOKEN and _may_be_talk(each[-1].title or "")]
    likely = Counter(
        max(each, key=lambda reading: (reading.way != "title") * reading.score).way
        for each in talks
        if any(reading.way not in ONE_SORT and reading.score >= UNSURE for reading in each)
    )
    for way, count in likely.items():
        if way not in ONE_SORT and count >= FEWEST_ALIKE - (way in found) and count * 2 > len(talks):
            found[way] = total
    of = {way: max(1, len(read)) if way in ONE_SORT else total for way in found}
    return Habits({way: HABIT * count / of[way] for way, count in found.items()}, names)


def _may_be_talk(text: str) -> bool:
    """Whether a line may name a talk, as one of a word or two ("Networking") hardly does."""
    return kind_of_title(text) is Kind.TALK and len(text.split()) >= FEWEST_WORDS


def best_reading(text: str, page: Habits) -> Reading:
    """The likeliest reading of a line, given how the page's lines are written and whom it names elsewhere."""
    found = readings(text)
    scores = [each.score + _gain(each, page) + known(each.persons, page.names) for each in found]
    score = max(scores)
    best = found[scores.index(score)]
    return Reading(best.way, best.title, best.people, score, best.kind)


def _gain(reading: Reading, page: Habits) -> float:
    """What the page's habit adds: more for a lone given name in the place where all others are in full."""
    gain = page.gains.get(reading.way, 0.0)
    if gain < MOSTLY * HABIT or not reading.persons or any(" " in person.name for person in reading.persons):
        return gain
    return gain + LONE


def _score(reading: Reading) -> float:
    return reading.score


def known(persons: Sequence[Person], names: frozenset[str]) -> float:
    """What it adds that the page names all of the persons elsewhere."""
    return KNOWN if persons and all(fold(person.name) in names for person in persons) else 0.0
