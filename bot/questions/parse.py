"""Words → a Question about one schedule. The order of words matters only where one word qualifies the next."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

from bot.questions.entities import Entities
from bot.questions.question import (
    Aspect,
    KindWord,
    LinkWord,
    Mention,
    Question,
    Selection,
    Sort,
    Talk,
    Tense,
    When,
)
from bot.questions.scan import Claim, Topic, claims_of, corrected, runs_of
from bot.questions.times import ORDINALS
from bot.questions.tokens import Words
from bot.questions.vocabulary import Mark
from bot.schedule.model import Person

PRECEDENCE = (
    Aspect.UNTIL,
    Aspect.COUNT,
    Aspect.LINK,
    Aspect.CHAIR,
    Aspect.ORGANIZERS,
    Aspect.HOSTS,
    Aspect.CLOCK,
    Aspect.DURATION,
    Aspect.END,
    Aspect.BIO,
    Aspect.WHERE,
    Aspect.WHEN,
    Aspect.WHO,
    Aspect.ABSTRACT,
    Aspect.EXISTS,
    Aspect.EVENT,
    Aspect.HELP,
)
"""Which aspect a question has where its words tell several: the one that says more precisely what is wanted."""


@dataclass(slots=True)
class Draft:
    """A question while its claims are read, in order."""

    words: Words
    entities: Entities
    when: When = When()
    kind: KindWord | None = None
    people: list[Mention] = field(default_factory=list)
    things: list[Mention] = field(default_factory=list)
    anchors: dict[Mark, Selection] = field(default_factory=dict)
    aspects: set[Aspect] = field(default_factory=set)
    marks: set[Mark] = field(default_factory=set)
    link: LinkWord | None = None
    talk: Talk | None = None
    pick: int | None = None
    count: int | None = None
    unknown: list[str] = field(default_factory=list)
    unknown_name: str | None = None
    nearest: tuple[Person, ...] = ()
    relation: Mark | None = None
    last: object = None

    def read(self, claim: Claim) -> None:
        """Take in the next claim."""
        match claim.value:
            case When():
                self._read_time(claim.value)
            case Mark():
                self._read_mark(claim.value)
            case Aspect():
                self.aspects.add(claim.value)
            case Tense():
                self.when = replace(self.when, tense=claim.value)
            case LinkWord():
                self._read_link(claim.value)
            case Talk():
                self.talk = claim.value
            case int():
                self._read_number(claim.value)
            case KindWord():
                self._read_kind(claim.value)
            case Mention():
                self._read_mention(claim.value)
            case Topic():
                self._read_topic(claim)
        self.last = claim.value

    def _read_time(self, when: When) -> None:
        said = {one.name: value for one in fields(When) if (value := getattr(when, one.name))}
        self.when = replace(self.when, **said)
        self.relation = None

    def _read_mark(self, mark: Mark) -> None:
        if mark in {Mark.AFTER, Mark.BEFORE, Mark.UNTIL}:
            self.relation = mark
        if mark in {Mark.FIRST, Mark.LAST}:
            self.pick = 1 if mark is Mark.FIRST else -1
        self.marks.add(mark)

    def _read_link(self, link: LinkWord) -> None:
        self.link = link if self.link is None or not self.link.kinds else self.link
        self.aspects.add(Aspect.LINK)

    def _read_number(self, number: int) -> None:
        """The 2 of "next 2", of "keynote 2", of "first 2"; any other number tells nothing."""
        if self.last is Tense.NEXT or self.last in {Mark.FIRST, Mark.LAST}:
            self.count = number
        elif isinstance(self.last, KindWord):
            self.pick = number
        elif self.last in {Mark.SESSION, Mark.EVENT}:
            self.unknown_name = f"session {number}"

    def _read_kind(self, kind: KindWord) -> None:
        if self.relation:
            self._anchor(Selection(kind=kind))
        elif self.kind is None or len(kind.kinds) < len(self.kind.kinds):
            self.kind = kind

    def _read_mention(self, mention: Mention) -> None:
        if mention.sort is Sort.PERSON:
            self._keep(mention, self.people)
        else:
            self._keep(mention, self.things)

    def _keep(self, mention: Mention, kept: list[Mention]) -> None:
        if self.relation:
            chosen = Selection(people=(mention,)) if mention.people else Selection(things=(mention,))
            self._anchor(chosen)
        elif not any(other.entries == mention.entries and other.people == mention.people for other in kept):
            kept.append(mention)

    def _anchor(self, anchor: Selection) -> None:
        if self.relation:
            self.anchors[self.relation] = anchor
        self.relation = None

    def _read_topic(self, claim: Claim) -> None:
        if isinstance(claim.value, Topic):
            self.read_topic(claim.value.words, claim.start, claim.end)

    def read_topic(self, words: tuple[str, ...], start: int, end: int) -> None:
        """Words that are no name: the entries that they are about, or else they are unknown."""
        text, said = self.entities.text, self.words.said(start, end)
        wide = Mark.ABOUT in self.marks
        found = text.about(words) if wide else text.titled(words) or text.about(words) or text.mostly_titled(words)
        if found:
            span = (self.words.tokens[start].start, self.words.tokens[end - 1].end)
            self._keep(Mention(Sort.TOPIC, said, " ".join(words), found, span=span), self.things)
        else:
            self._note_unknown(said, start, end)

    def _note_unknown(self, said: str, start: int, end: int) -> None:
        """Words that must be somebody's or something's name make the whole question one about nobody; others do not."""
        tokens = self.words.tokens[start:end]
        capital = start > 0 and tokens[0].capital and not self.words.text.isupper()
        if capital or len(tokens) > 1 or tokens[-1].owner or self.relation or self.last in {Mark.BY, Mark.ABOUT}:
            self.unknown_name = said
        self.unknown.append(said)
        self.relation = None


def understood(words: Words, entities: Entities) -> Question:
    """What is asked, as far as its words tell."""
    words, misread = corrected(words, entities)
    claims = claims_of(words, entities)
    draft = Draft(words, entities)
    parts = sorted((*((claim.start, claim) for claim in claims), *((run[0], run) for run in runs_of(words, claims))), key=lambda part: part[0])
    for _, part in parts:
        if isinstance(part, Claim):
            draft.read(part)
        else:
            _read_run(draft, *part)
    return _question(draft, misread)


def _read_run(draft: Draft, start: int, end: int) -> None:
    """Words that nothing claims: somebody's name in some spelling, an ordinal, a topic, or nothing known."""
    place = start
    topic: list[int] = []
    while place < end:
        if (taken := _read_name(draft, place, end, start)) or _read_ordinal(draft, place):
            place += taken or 1
        else:
            topic.append(place)
            place += 1
    if topic and not draft.unknown_name:
        draft.read_topic(tuple(draft.words.word(one) for one in topic), topic[0], topic[-1] + 1)


def _read_ordinal(draft: Draft, place: int) -> bool:
    if draft.words.word(place) not in ORDINALS:
        return False
    draft.pick = ORDINALS[draft.words.word(place)]
    return True


def _read_name(draft: Draft, place: int, end: int, start: int) -> int:
    """Take the longest name that begins at the place; how many words it took.

    A word beside it that means nothing at all belongs to the name, which is then nobody's: John beside Smith.
    """
    for stop in range(min(end, place + 4), place, -1):
        said = [draft.words.word(one) for one in range(place, stop)]
        found = draft.entities.names.find(said)
        if found is None or (len(said) == 1 and _is_topic_word(draft, place)):
            continue
        beside = [near for near in (place - 1, stop) if start <= near < end and _means_nothing(draft, near)]
        if beside:
            _reject_name(draft, min(place, *beside), max(stop - 1, *beside) + 1)
            return stop - place
        span = (draft.words.tokens[place].start, draft.words.tokens[stop - 1].end)
        label = found.people[0].name if len(found.people) == 1 else draft.words.said(place, stop)
        entries = frozenset().union(*map(draft.entities.numbers_of, found.people))
        draft._keep(Mention(Sort.PERSON, draft.words.said(place, stop), label, entries, found.people, found.score < 1, span), draft.people)
        return stop - place
    return 0


def _is_topic_word(draft: Draft, place: int) -> bool:
    """Whether a word that sounds like a name is rather a word of titles: typed small, or after "about"."""
    word = draft.words.word(place)
    exact = word in draft.entities.names
    return word in draft.entities.text and (not exact or Mark.ABOUT in draft.marks)


def _means_nothing(draft: Draft, place: int) -> bool:
    word = draft.words.word(place)
    return word not in draft.entities.text and word not in ORDINALS and not word.isdigit()


def _reject_name(draft: Draft, start: int, end: int) -> None:
    draft.unknown_name = draft.words.said(start, end)
    nearest = draft.entities.names.nearest([draft.words.word(place) for place in range(start, end)])
    draft.nearest = (nearest,) if nearest else ()


def _question(draft: Draft, misread: tuple[tuple[str, str], ...]) -> Question:
    selection = Selection(
        when=draft.when,
        kind=draft.kind,
        people=tuple(draft.people),
        things=tuple(draft.things),
        after=draft.anchors.get(Mark.AFTER),
        before=draft.anchors.get(Mark.BEFORE) or draft.anchors.get(Mark.UNTIL),
        pick=draft.pick,
        count=draft.count,
        every=bool(draft.marks & {Mark.EVERY, Mark.SESSIONS}),
        archived=Mark.ARCHIVE in draft.marks,
    )
    aspect = next((aspect for aspect in PRECEDENCE if aspect in draft.aspects), None)
    if aspect is None and Mark.ABOUT in draft.marks and selection.is_named:
        aspect = Aspect.ABSTRACT
    return Question(
        selection,
        aspect,
        draft.link,
        draft.talk,
        tuple(draft.unknown),
        draft.unknown_name,
        draft.nearest,
        misread,
        Mark.SPEAKING in draft.marks,
    )
