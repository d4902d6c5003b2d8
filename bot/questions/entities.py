"""What the words of a question may name in one schedule: people, titles, groups of sessions, kinds and topics."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TypeVar

from bot.questions.question import KindWord, Mention, Sort
from bot.questions.tokens import Words, listed
from bot.questions.vocabulary import FILLERS, PHRASES
from bot.schedule.model import Kind, Person, Schedule, Session
from bot.schedule.names import fold
from bot.schedule.query import Timeline, entries
from bot.schedule.search import NameIndex, TextIndex, stem, stems

ORDINARY = frozenset(map(stem, FILLERS)) | {stem(word) for phrase in PHRASES for word in phrase}
"""Stems that mean something else before they name a session."""

GENERIC = frozenset(
    map(stem, listed("university research institute college lab labs group school department ai inc computing science"))
)
"""Words of an affiliation that tell nobody's apart."""

OFTEN_UNSAID = frozenset({stem("limited")})
"""Words of a section's name that people leave out."""

MOST_TIMELINES = 100
"""Sets of entries, and phrases that name some, of which it is remembered what they come to."""

Phrase = tuple[str, ...]
T = TypeVar("T")


class Entities:
    """One schedule, each index made when it is first needed. Entries are numbered in order, nested talks included."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.whole = Timeline(schedule.sessions, schedule.timezone)
        self.timeline = lru_cache(maxsize=MOST_TIMELINES)(self._timeline)
        self._joined = lru_cache(maxsize=MOST_TIMELINES)(self._joined_mention)
        self._kinds: dict[tuple[KindWord, bool], Timeline] = {}

    @cached_property
    def _placed(self) -> tuple[tuple[Session, Session | None], ...]:
        return entries(self.schedule)

    @cached_property
    def entries(self) -> tuple[Session, ...]:
        return tuple(entry for entry, _ in self._placed)

    @cached_property
    def is_nested(self) -> tuple[bool, ...]:
        return tuple(holder is not None for _, holder in self._placed)

    @cached_property
    def untimed_talks(self) -> frozenset[str]:
        return frozenset(talk.id for one in self.schedule.sessions for talk in one.talks if not talk.start)

    @cached_property
    def text(self) -> TextIndex:
        return TextIndex(self.entries)

    @cached_property
    def names(self) -> NameIndex:
        return NameIndex(reversed(self.people.values()))

    @cached_property
    def people(self) -> dict[str, Person]:
        known = (*self.schedule.people, *self.schedule.organizers, *self.schedule.hosts)
        return {person.name: person for person in reversed(known)}

    @cached_property
    def speaks(self) -> Mapping[str, list[int]]:
        """The entries where somebody speaks, by name."""
        return _numbers((person.name, number) for number, one in enumerate(self.entries) for person in one.speakers)

    @cached_property
    def chairs(self) -> Mapping[str, list[int]]:
        """The sessions that somebody chairs, by name."""
        return _numbers(
            (person.name, number)
            for number, one in enumerate(self.entries)
            for person in (() if self.is_nested[number] else one.chairs)
        )

    @cached_property
    def linked(self) -> Mapping[str, list[int]]:
        """The entries that have a link, by its kind."""
        return _numbers((link.kind, number) for number, one in enumerate(self.entries) for link in one.links)

    @cached_property
    def speakers(self) -> tuple[Person, ...]:
        """All who speak, as their last entry has them, in the order of their first."""
        return tuple({person.name: person for entry in self.entries for person in entry.speakers}.values())

    @cached_property
    def title_stems(self) -> Phrase:
        return stems(self.schedule.title)

    @cached_property
    def id_stems(self) -> Phrase:
        return stems(self.schedule.id)

    @cached_property
    def _of_kinds(self) -> Mapping[Kind, list[int]]:
        return _numbers((entry.kind, number) for number, entry in enumerate(self.entries))

    @property
    def kinds(self) -> Collection[Kind]:
        return self._of_kinds.keys()

    def numbers_of(self, person: Person) -> frozenset[int]:
        """The entries where somebody speaks or chairs."""
        return frozenset((*self.speaks.get(person.name, ()), *self.chairs.get(person.name, ())))

    def numbers_of_kind(self, word: KindWord) -> frozenset[int]:
        return frozenset().union(*(self._of_kinds.get(kind, ()) for kind in word.kinds))

    def of_kind(self, word: KindWord, *, nested: bool) -> Timeline:
        """The sessions of a kind: with `nested`, talks in place of the session that holds them."""
        key = (word, nested)
        if key not in self._kinds:
            self._kinds[key] = self._timeline(frozenset(self._chosen_of_kind(word, nested=nested)))
        return self._kinds[key]

    def _timeline(self, numbers: frozenset[int]) -> Timeline:
        return Timeline((self.entries[number] for number in sorted(numbers)), self.schedule.timezone)

    def phrase_at(self, words: Words, place: int) -> tuple[int, Mention] | None:
        """The longest name, title, section, room or affiliation that begins at the place, and its words."""
        said = tuple(stem(token.word) for token in words.tokens[place : place + self._longest])
        phrases = (said[:length] for length in range(len(said), 0, -1))
        if known := next((phrase for phrase in phrases if phrase in self._phrases), None):
            return len(known), self._mention(known, words, place, len(known))
        in_two = (stem(words.word(place) + words.word(place + 1)),)
        return (2, self._mention(in_two, words, place, 2)) if len(said) > 1 and in_two in self._phrases else None

    def _mention(self, phrase: Phrase, words: Words, place: int, length: int) -> Mention:
        said, span = words.said(place, place + length), words.span(place, place + length)
        return replace(self._joined(phrase), said=said, span=span)

    def _chosen_of_kind(self, word: KindWord, *, nested: bool) -> Iterable[int]:
        """Those of the kind with the word in their titles; else others with it; else any of the kind."""
        if word.alternatives:
            return {one for each in word.alternatives for one in self._chosen_of_kind(each, nested=nested)}
        found = tuple(self._of_kind(word, nested=nested))
        if word.title_word is None:
            return found
        titled = {one for one in self.text.titled((word.title_word,)) if nested or not self.is_nested[one]}
        return titled.intersection(found) or titled or (() if word.strict else found)

    def _of_kind(self, word: KindWord, *, nested: bool) -> Iterator[int]:
        for number, entry in enumerate(self.entries):
            holds = any(talk.kind in word.kinds for talk in entry.talks)
            listed = nested or not self.is_nested[number]
            if (holds and not nested) or (entry.kind in word.kinds and listed and not holds):
                yield number

    def _joined_mention(self, phrase: Phrase) -> Mention:
        """One mention of all that the same words name; a person before a title, a title before a group."""
        mentions = self._phrases[phrase]
        first = min(mentions, key=lambda mention: mention.sort.value)
        same = tuple(mention for mention in mentions if mention.sort is first.sort)
        everything = frozenset().union(*(mention.entries for mention in same))
        people = tuple(dict.fromkeys(person for mention in same for person in mention.people))
        return Mention(first.sort, first.said, first.label, everything, people)

    @cached_property
    def _phrases(self) -> dict[Phrase, list[Mention]]:
        found: dict[Phrase, list[Mention]] = defaultdict(list)
        for phrase, mention in (*self._people_phrases(), *self._title_phrases(), *self._group_phrases()):
            if phrase:
                found[phrase].append(mention)
        return found

    def is_group(self, stemmed: str) -> bool:
        """Whether the one word names a room, section or affiliation."""
        return any(mention.sort is Sort.GROUP for mention in self._phrases.get((stemmed,), ()))

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._phrases), default=0)

    def _people_phrases(self) -> Iterator[tuple[Phrase, Mention]]:
        for person in self.people.values():
            mention = Mention(Sort.PERSON, person.name, person.name, self.numbers_of(person), (person,))
            words = stems(person.name)
            short = tuple(word for word in words if len(word) > 1)
            for phrase in {words, short}:
                if len(phrase) > 1 or len(words) == 1:
                    yield phrase, mention

    def _title_phrases(self) -> Iterator[tuple[Phrase, Mention]]:
        for number, entry in enumerate(self.entries):
            mention = Mention(Sort.TITLE, entry.title, entry.title, frozenset({number}))
            if not _is_vocabulary(entry.title):
                yield stems(entry.title), mention
            for part in re.split(r":\s| [-–—]+ ", entry.title):
                if part != entry.title and not _is_ordinary(stems(part)):
                    yield stems(part), mention

    def _group_phrases(self) -> Iterator[tuple[Phrase, Mention]]:
        groups: dict[tuple[str, Phrase], set[int]] = defaultdict(set)
        for number, entry in enumerate(self.entries):
            places = () if self.is_nested[number] else self._places(entry)
            for label, phrase in (*places, *self._affiliations(entry)):
                groups[label, phrase].add(number)
        for (label, phrase), numbers in groups.items():
            yield phrase, Mention(Sort.GROUP, label, label, frozenset(numbers))

    def _places(self, entry: Session) -> Iterator[tuple[str, Phrase]]:
        """The room, and the track and section in whole and in parts: "Session 3" of "Session 3: Large-scale ML"."""
        for section in filter(None, (entry.room, entry.section, entry.track)):
            parts = tuple(stems(part) for part in (section, *re.split(r":\s|-(?=\d)", section)))
            short = (tuple(word for word in part if word not in OFTEN_UNSAID) for part in parts)
            for part in dict.fromkeys((*parts, *short)):
                if len(part) > 1 or not _is_ordinary(part):
                    yield section, part

    def _affiliations(self, entry: Session) -> Iterator[tuple[str, Phrase]]:
        """The affiliations of its speakers, their parts, and the words that tell them apart."""
        for affiliation in {person.affiliation for person in entry.speakers if person.affiliation}:
            yield affiliation, stems(affiliation)
            for part in re.split(r",|/| and ", affiliation):
                words = stems(part)
                yield part.strip(), words
                yield from (
                    (word.capitalize(), (stem(fold(word)),)) for word in fold(part).split() if self._tells(word)
                )

    def _tells(self, word: str) -> bool:
        told = stem(word) not in GENERIC and stem(word) not in ORDINARY
        return told and (word in self._companies or not self.text.in_title(word))

    @cached_property
    def _companies(self) -> frozenset[str]:
        """The affiliations, folded."""
        return frozenset(fold(person.affiliation or "") for person in self.speakers)


def _numbers(pairs: Iterable[tuple[T, int]]) -> Mapping[T, list[int]]:
    found: dict[T, list[int]] = defaultdict(list)
    for key, number in pairs:
        found[key].append(number)
    return found


def _is_vocabulary(title: str) -> bool:
    """Whether a title is a word for a kind of session, as in Lunch or Coffee Break."""
    words = tuple(fold(title).split())
    return words in PHRASES or (len(words) == 1 and _is_ordinary(stems(title)))


def _is_ordinary(phrase: Phrase) -> bool:
    return all(word in ORDINARY for word in phrase)
