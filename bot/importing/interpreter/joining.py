"""Abstracts and bios that stand elsewhere on a page → the sessions and people that they are about, joined by name.

An anchor is trusted only where the name under it agrees: pages link to the wrong person, and to nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.errors import Fault
from bot.importing.interpreter.leads import is_prose, lead_of
from bot.importing.interpreter.slots import labelled
from bot.importing.interpreter.talk import Talk, kind_of_address
from bot.importing.interpreter.units import Unit
from bot.importing.values.names import FAINT, LIKELY, is_affiliation
from bot.importing.values.people import People, people_in
from bot.importing.values.words import ABSTRACT_LEAD, LINK_KINDS, is_one_of
from bot.schedule.model import Link, Person
from bot.schedule.names import fold, may_be_one, spelling_keys

ABOUT_PERSON = re.compile(
    r"\b(?:is|was) (?:a|an|the|currently|one|now)\b|\b(?:her|his|their) (?:research|work|interests)\b|\breceived "
    r"(?:his|her|their|a|an|the)\b|\bph\.?d\b|\bprofessor\b"
)
REMARK = re.compile(r"\s*[(\[](?:slides|video|recording|pdf|link)[)\]]\s*", re.IGNORECASE)
LONGEST_NAME, FEWEST_WORDS = 160, 3
NOBODY = People((), 0.0)
SHORTEST_TEXT = 60
LONGEST_TEXT = 19_000


@dataclass(slots=True)
class Described:
    """A person or talk of another part of the page: its name lines, and the text below them."""

    line: int
    names: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    """The lines before people that are neither those nor a lead-in."""
    people: list[Person] = field(default_factory=list)
    abstract: list[str] = field(default_factory=list)
    bio: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    behind: list[str] = field(default_factory=list)
    """Such lines behind people."""

    @property
    def has_text(self) -> bool:
        return bool(self.abstract or self.bio or self.prose)

    @property
    def title(self) -> str | None:
        told = (*self.behind, *self.titles)
        return next((text for text in told if len(text.split()) >= FEWEST_WORDS), next(iter(told), None))


def descriptions(units: Sequence[Unit]) -> list[Described]:
    """The parts of a page that name somebody or something and then speak of it."""
    found: list[Described] = []
    current: Described | None = None
    for unit, kind, text in _parts(units):
        if kind == "name":
            if current is None or _is_whole(current, text) or (unit.level and unit.level <= 2 and current.names):
                current = Described(unit.block.line)
                found.append(current)
            if unit.level and not current.people:
                current.titles.clear()
            _take_name(current, text)
        elif current is not None:
            (current.abstract if kind == "abstract" else current.bio if kind == "bio" else current.prose).append(text)
        if current is not None:
            current.anchors.extend(getattr(unit.block, "anchors", ()))
            current.links.extend(_links(unit) if kind != "name" else ())
    of_people = [each for each in found if each.people]
    if sum(each.title is not None for each in of_people) * 2 < len(of_people):
        for each in of_people:
            each.titles.clear()
    return [each for each in found if each.has_text or len(each.names) > 1]


def _parts(units: Sequence[Unit]) -> Iterator[tuple[Unit, str, str]]:
    """The lines that tell something, each with what of a description it is."""
    for unit in units:
        kind, text = _part(unit, unit.line.text) if unit.line.text else ("", "")
        if text and kind != "organizer":
            yield unit, kind, text


def _is_whole(described: Described, text: str) -> bool:
    """Whether somebody or something else begins with a name: there is text, or a person with a title already."""
    return described.has_text or bool(described.behind and people_in(text).score >= LIKELY)


def people_of(units: Sequence[Unit]) -> Iterator[Person]:
    """Everybody whom lines that are nothing but a name, or begin as a list of names, seem to name.

    A heading above people is the title of what they speak of.
    """
    named = [_named(unit) for unit in units]
    for unit, found, below in zip(units, named, (*named[1:], NOBODY), strict=False):
        if not (unit.level and below.score >= found.score):
            yield from found.persons


def _named(unit: Unit) -> People:
    text = unit.line.text
    found = people_in(text) if len(text) <= LONGEST_NAME and not is_prose(text) else NOBODY
    return found if found.score >= LIKELY else NOBODY


def _part(unit: Unit, text: str) -> tuple[str, str]:
    label = labelled(text)
    if lead := ABSTRACT_LEAD.match(text):
        return ("abstract" if lead["abstract"] else "bio"), text[lead.end() :]
    if label and label[0] in {"abstract", "bio"}:
        return label
    if label and label[0] in {"speaker", "title"}:
        return "name", label[1]
    if label and label[0] == "organizer":
        return label
    if unit.level or (len(text) <= LONGEST_NAME and not is_prose(text)):
        return "name", text
    return "prose", text


def _take_name(described: Described, text: str) -> None:
    text = REMARK.sub("", text)
    if fold(text) in {"abstract", "bio", "biography", "speaker bio", "talk abstract"} or is_one_of(text, LINK_KINDS):
        return
    lead = lead_of(text)
    described.names.append(fold(text))
    if lead and lead[2]:
        described.names.append(fold(lead[2]))
    for separator in (": ", " - ", " – ", " — ", ", ", " by "):
        one, found, other = text.partition(separator)
        if found:
            described.names.extend((fold(one), fold(other)))
    named = people_in(lead[2] if lead and lead[2] else text)
    people = named.persons if named.score > FAINT else ()
    if not people and lead is None and not is_affiliation(text) and not text.endswith("."):
        (described.behind if described.people else described.titles).append(text)
    described.people.extend(people)


def _links(unit: Unit) -> list[Link]:
    return [
        Link(kind_of_address(run.href), run.href)
        for run in unit.line.runs
        if run.href and run.href.startswith(("http://", "https://")) and fold(run.text) != "here"
    ]


def join(talks: Sequence[Talk], described: Sequence[Described]) -> tuple[dict[str, Person], list[Fault]]:
    """Put texts where they belong; what becomes known of people by name, and doubts about anchors that mislead."""
    doubts: list[Fault] = []
    known: dict[str, Person] = {}
    every = [each for talk in talks for each in (talk, *talk.talks)]
    index = _Index(described)
    for talk in every:
        _name_by_family(talk, index)
    spoken = [[each for person in talk.speakers for each in index.of_person(person)] for talk in every]
    talks_of = Counter(key for found in spoken for key in {id(each) for each in found})
    for talk, people in zip(every, spoken, strict=True):
        _note_own_bios(talk, known)
        titled = index.by_name.get(fold(talk.title), [])
        for ref in talk.refs:
            _note_anchor(talk, index.by_anchor.get(ref), doubts)
        for one in {id(found): found for found in (*titled, *people)}.values():
            by_title = any(found is one for found in titled)
            _apply(talk, one, known, by_title=by_title, alone=talks_of[id(one)] == 1)
    return known, doubts


def _name_by_family(talk: Talk, index: _Index) -> None:
    """A talk that a grid of the week calls by a surname is that person's, with the title that stands elsewhere."""
    described = index.by_family.get(fold(talk.title), []) if not talk.said_title or not talk.speakers else []
    if len(described) == 1 and described[0].title:
        talk.speakers, talk.title, talk.said_title = described[0].people[:1], described[0].title, True


def _note_own_bios(talk: Talk, known: dict[str, Person]) -> None:
    if talk.bio and len(talk.speakers) == 1:
        known[talk.speakers[0].name] = replace(talk.speakers[0], bio=talk.bio[:LONGEST_TEXT])
    elif talk.bio:
        known.update((person.name, replace(person, bio=bio)) for person, bio in _bios(talk.speakers, talk.bio))


class _Index:
    """Descriptions by the names that they begin with, by other spellings of people's names, and by anchor."""

    def __init__(self, described: Sequence[Described]) -> None:
        self.by_name: dict[str, list[Described]] = {}
        self.by_anchor: dict[str, Described] = {}
        self.described = described
        for each in described:
            people = [fold(person.name) for person in each.people]
            for name in dict.fromkeys((*filter(None, each.names), *people)):
                self.by_name.setdefault(name, []).append(each)
            for anchor in each.anchors:
                self.by_anchor.setdefault(anchor, each)

    @cached_property
    def by_spelling(self) -> dict[str, list[tuple[str, Described]]]:
        """Made only where somebody is not found under the very name."""
        found: dict[str, list[tuple[str, Described]]] = {}
        for each in self.described:
            for name in (fold(person.name) for person in each.people):
                for key in spelling_keys(name) if len(name.split()) > 1 else ():
                    found.setdefault(key, []).append((name, each))
        return found

    @cached_property
    def by_family(self) -> dict[str, list[Described]]:
        """Those of one person alone, by the last word of the name."""
        found: dict[str, list[Described]] = {}
        for each in self.described:
            if len(each.people) == 1:
                found.setdefault(fold(each.people[0].name.split()[-1]), []).append(each)
        return found

    def of_person(self, person: Person) -> list[Described]:
        name = fold(person.name)
        if name in self.by_name or not self.by_name:
            return self.by_name.get(name, [])
        likely = (pair for key in spelling_keys(name) for pair in self.by_spelling.get(key, ()))
        return list({id(each): each for other, each in likely if may_be_one(name, other)}.values())


def _note_anchor(talk: Talk, described: Described | None, doubts: list[Fault]) -> None:
    """An anchor that leads to somebody else is told of, and not followed."""
    if described is None or not described.people or not talk.speakers:
        return
    names = {fold(person.name) for person in described.people}
    if not any(may_be_one(fold(person.name), name) for person in talk.speakers for name in names):
        problem = f"{talk.title!r} links to what is said of {described.people[0].name}; not followed"
        doubts.append(Fault(talk.line, "speakers", problem))


def _apply(talk: Talk, described: Described, known: dict[str, Person], *, by_title: bool, alone: bool) -> None:
    if not talk.said_title and described.title and alone and not by_title:
        talk.title, talk.said_title = described.title, True
    about_person = bool(described.people) and (described.bio or not described.abstract)
    prose = " ".join(described.prose)
    is_bio = _is_about(described.people, prose, by_title=by_title)
    abstract = " ".join(described.abstract) or ("" if is_bio else prose)
    if abstract and (by_title or alone) and not talk.abstract and len(abstract) >= SHORTEST_TEXT:
        talk.abstract = abstract[:LONGEST_TEXT]
        talk.links.extend(link for link in described.links if link not in talk.links)
    bio = " ".join(described.bio) or (prose if is_bio else "")
    if not about_person and not described.bio:
        return
    for person in described.people:
        speaker = next((each for each in talk.speakers if may_be_one(fold(each.name), fold(person.name))), None)
        if speaker and bio:
            known.setdefault(
                speaker.name,
                replace(speaker, bio=bio[:LONGEST_TEXT], affiliation=speaker.affiliation or person.affiliation),
            )


def _is_about(people: Sequence[Person], prose: str, *, by_title: bool) -> bool:
    """Whether a text is of the person rather than of the talk: it soon says the name, or speaks of a life."""
    opening = fold(prose[:200]).split()
    if any(fold(person.name).split()[-1] in opening for person in people):
        return True
    return bool(people) and not by_title and ABOUT_PERSON.search(prose[:400].lower()) is not None


def _bios(speakers: Sequence[Person], text: str) -> list[tuple[Person, str]]:
    """Whose bio each paragraph or sentence is, told by the names that they begin with."""
    found = []
    starts = sorted((text.find(person.name), place) for place, person in enumerate(speakers) if person.name in text)
    for number, (start, place) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(text)
        found.append((speakers[place], text[start:end].strip()))
    return found
