"""The text of slots → sessions: who speaks, what about, and what only links, labels or describes. No times here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.importing.interpreter import classes, lists_of_people, tags, unmarked
from bot.importing.interpreter.lists_of_people import Follower
from bot.importing.interpreter.making import talks_in
from bot.importing.interpreter.page import Page
from bot.importing.interpreter.parting import (
    ends_of_titles,
)
from bot.importing.interpreter.prepared import BRACKETED_WORD, Prepared, are_links
from bot.importing.interpreter.slots import Piece, Slot
from bot.importing.interpreter.talk import Talk, once
from bot.importing.values.all_people import turned
from bot.importing.values.names import is_affiliation
from bot.importing.values.people import people_in
from bot.importing.values.words import LINK_KINDS, is_unknown
from bot.schedule.model import Person
from bot.schedule.names import fold

FEWEST = 2


def talks_of(slots: Sequence[Slot], people: Iterable[Person] = (), texts: Sequence[str] = ()) -> list[list[Talk]]:
    """The sessions of each slot, read with the habits of the whole page, which names `people` elsewhere.

    And may name more in the `texts` beside the slots.
    """
    people = tuple(people)
    classes.named(slots)
    if not any(_has_look(piece) for slot in slots for piece in slot.pieces):
        tags.told(slots)
        unmarked.told(slots, people)
    _drop_repeated_links(slots)
    prepared = _prepared(slots)
    told = tuple(text for each in prepared for text in each.sure["speaker"])
    people = (*people, *(person for text in told for person in people_in(text).persons))
    free = tuple(line.text for each in prepared for line in each.free)
    inner = tuple(free.text for each in prepared for nested in each.nested for free in nested.everything())
    origins = _origins(slots, prepared, inner)
    for each in prepared:
        each.part_origins(origins)
    names = frozenset(fold(person.name) for person in people)
    page = Page([one for each in prepared for one in each.everything()], names, people, texts)
    found = [talks_in(each, page) for each in prepared]
    _part_all(found, (*told, *free, *inner), origins)
    for talk in (talk for talks in found for talk in talks):
        _name_in_full(talk, page)
    return found


def _prepared(slots: Sequence[Slot]) -> list[Prepared]:
    """The slots sorted, people with given names first."""
    ends = ends_of_titles(piece for slot in slots for piece in slot.pieces)
    prepared = [Prepared(slot, ends) for slot in slots]
    given_first = turned(text for each in prepared for text in each.named())
    for each in prepared if given_first else ():
        each.turn(given_first)
    return prepared


def _origins(slots: Sequence[Slot], prepared: Sequence[Prepared], inner: Sequence[str]) -> frozenset[Follower]:
    """What tells where people are from, of all beside, below and behind names; `inner` texts are of nested talks."""
    beside = (follower for each in prepared for follower in each.beside())
    below = (follower for each in prepared for follower in each.followers())
    whole = (piece.text for slot in slots for piece in slot.pieces if len(piece.line.runs) > 1)
    parted = (each for each in lists_of_people.followers_in(whole) if is_affiliation(each.text))
    return lists_of_people.origins((*beside, *lists_of_people.followers_in(inner, inner=True), *parted, *below))


def _part_all(found: Sequence[Sequence[Talk]], told: Sequence[str], origins: Iterable[Follower]) -> None:
    """Part the people of all talks by the words that are people and those that are places, as the page tells them."""
    known = frozenset(person.name for talks in found for talk in talks for person in talk.speakers)
    elsewhere = frozenset(person.name for text in told for person in people_in(text).persons if person.affiliation)
    places = frozenset(each.place for each in origins if each.joint in {None, lists_of_people.IN_BRACKETS}) - elsewhere
    words = lists_of_people.one_more(tuple(lists_of_people.lists_in(told)), known - places) - places
    for talk in (talk for talks in found for talk in talks) if words or places else ():
        _part_people(talk, words, places)


def _drop_repeated_links(slots: Sequence[Slot]) -> None:
    """Drop the lines of nothing but words in brackets that several entries end with: what was linked there."""
    told = {id(piece): _linked(piece.text) for slot in slots for piece in slot.pieces[1:] if "[" in piece.text}
    counts = Counter(word for words in told.values() for word in words)
    linked = {word for word, count in counts.items() if count > FEWEST and not is_unknown(word)}
    dropped = {piece for piece, words in told.items() if words and all(map(linked.__contains__, words))}
    for slot in slots if dropped else ():
        slot.pieces = [piece for piece in slot.pieces if id(piece) not in dropped]


def _linked(text: str) -> tuple[str, ...]:
    """The words in brackets of a text that has no others but the names of links."""
    names, others = BRACKETED_WORD.findall(text), BRACKETED_WORD.sub(" ", text).split()
    return tuple(each for each in names if fold(each) not in LINK_KINDS) if are_links(others) else ()


def _has_look(piece: Piece) -> bool:
    """Whether a line tells anything by how it looks, as no line of plain text does."""
    return piece.line.level > 0 or any(run.role or run.strong or run.italic for run in piece.line.runs)


def _name_in_full(talk: Talk, page: Page) -> None:
    """Whom a page calls by the surname here, and a title that is nothing but surnames."""
    if not talk.speakers and (named := page.by_family(talk.title)):
        talk.speakers, talk.said_title = list(named), False
    talk.chairs = [_in_full(person, page) for person in talk.chairs]
    talk.speakers = [_in_full(person, page) for person in talk.speakers]
    for nested in talk.talks:
        _name_in_full(nested, page)


def _in_full(person: Person, page: Page) -> Person:
    return person if " " in person.name else next(iter(page.by_family(person.name)), person)


def _part_people(talk: Talk, words: frozenset[str], places: frozenset[str]) -> None:
    talk.speakers = once(lists_of_people.parted(talk.speakers, words, places))
    for nested in talk.talks:
        _part_people(nested, words, places)
