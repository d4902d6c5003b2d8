"""A question while it is read: takes in one claim after another, and becomes a Question."""

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
from bot.questions.scan import Claim, Topic
from bot.questions.tokens import Words
from bot.questions.vocabulary import PHRASES, TALKS, Mark
from bot.schedule.model import Person

PRECEDENCE = (
    Aspect.UNTIL,
    Aspect.LINK,
    Aspect.COUNT,
    Aspect.CHAIR,
    Aspect.ORGANIZERS,
    Aspect.HOSTS,
    Aspect.CLOCK,
    Aspect.DURATION,
    Aspect.END,
    Aspect.BIO,
    Aspect.WHERE,
    Aspect.START,
    Aspect.WHEN,
    Aspect.EVENTS,
    Aspect.EVENT,
    Aspect.WHO,
    Aspect.ABSTRACT,
    Aspect.EXISTS,
    Aspect.HELP,
)
"""Which aspect a question has where its words tell several: the one that says more precisely what is wanted."""

RELATIONS = (Mark.AFTER, Mark.BEFORE, Mark.UNTIL, Mark.DURING, Mark.EXCEPT)
"""Marks that make what follows tell the sessions meant by another."""

JOINTS = {"and", "or"}
OF_WHAT = {"on", "in", "at", "for", "using"}
"""Words after which it stands what a talk is on."""

FEW_WORDS = 2
"""A question of so few words is a search."""


@dataclass(slots=True)
class Draft:
    """A question while its claims are read, in order."""

    words: Words
    entities: Entities
    when: When = field(default_factory=When)
    kind: KindWord | None = None
    single: bool = False
    people: list[Mention] = field(default_factory=list)
    things: list[Mention] = field(default_factory=list)
    anchors: dict[Mark, Selection] = field(default_factory=dict)
    aspects: set[Aspect] = field(default_factory=set)
    marks: set[Mark] = field(default_factory=set)
    link: LinkWord | None = None
    talk: Talk | None = None
    pick: int | None = None
    anchor_pick: int | None = None
    count: int | None = None
    unknown: list[str] = field(default_factory=list)
    unknown_name: str | None = None
    missing: list[str] = field(default_factory=list)
    nearest: tuple[Person, ...] = ()
    relation: Mark | None = None
    anchoring: Mark | None = None
    last: object = None

    def read(self, claim: Claim) -> None:  # noqa: C901 - a line for each kind of claim
        """Take in the next claim."""
        if self.anchoring is Mark.EXCEPT and self._follows_comma(self.words.tokens[claim.start].start):
            self.relation = Mark.EXCEPT
        match claim.value:
            case Topic(words):
                self.read_topic(words, claim.start, claim.end)
            case When() as when:
                self._read_time(when)
            case Mark() as mark:
                self._read_mark(mark)
            case Aspect() as aspect:
                self.aspects.add(aspect)
            case Tense() as tense:
                self._read_tense(tense)
            case LinkWord() as link:
                self._read_link(link)
            case Talk() as talk:
                self.talk = talk
            case KindWord() as kind:
                self._read_kind(kind, single=not self.words.word(claim.end - 1).endswith("s"))
            case Mention() as mention:
                self.read_mention(mention)
            case int(number):
                self._read_number(number, claim.start)
        self.last = self.last if claim.value is Mark.ON else claim.value

    def question(self, misread: tuple[tuple[str, str], ...]) -> Question:
        """What was asked, now that all is read."""
        after, before = self._bounds()
        selection = Selection(
            when=self.when,
            kind=self.kind,
            people=tuple(self.people),
            things=self._things(),
            after=after,
            before=before,
            during=self.anchors.get(Mark.DURING),
            without=self.anchors.get(Mark.EXCEPT),
            pick=self.pick,
            count=self.count,
            every=bool(self.marks & {Mark.EVERY, Mark.SESSIONS}),
            of_event=self.pick is not None and Mark.EVENT in self.marks,
            single=self.single,
            by_length=bool(self.marks & {Mark.LONGEST, Mark.SHORTEST}),
            spoken=Aspect.WHO in self.aspects and self.pick is not None and self.kind is None,
            archived=Mark.ARCHIVE in self.marks,
        )
        return Question(
            self._completed(selection),
            self._aspect(selection),
            self.link,
            self.talk,
            tuple(self.unknown),
            self.unknown_name or self._all_missing(selection),
            tuple(self.missing),
            self.nearest,
            misread,
            speaking=Mark.SPEAKING in self.marks,
            about=Mark.ABOUT in self.marks,
        )

    def _aspect(self, selection: Selection) -> Aspect | None:
        said = next((aspect for aspect in PRECEDENCE if aspect in self.aspects), None)
        if said is None and selection.by_length:
            return Aspect.DURATION
        about = Mark.ABOUT in self.marks and selection.is_named
        return Aspect.ABSTRACT if said is None and about else said

    def _bounds(self) -> tuple[Selection | None, Selection | None]:
        """What the sessions meant come after and before; "between the breaks" is after the first, before the last."""
        after, before, until = (self.anchors.get(mark) for mark in (Mark.AFTER, Mark.BEFORE, Mark.UNTIL))
        if after and after.kind and Mark.BETWEEN in self.marks and not before:
            return replace(after, pick=1), replace(after, pick=-1)
        return after, before or until

    def _completed(self, selection: Selection) -> Selection:
        """The selection of "what's on?", "and after?" and "upcoming talks", which say less than they mean."""
        several = Mark.SESSIONS in self.marks or (self.kind and not self.single)
        if self.when.tense is Tense.NEXT and several and not self.count:
            return replace(selection, when=replace(self.when, tense=Tense.LEFT))
        if not selection.is_empty or not self.aspects <= {Aspect.WHO} or self.unknown:
            return selection
        tense = Tense.NEXT if self.relation is Mark.AFTER else Tense.NOW if Mark.ON in self.marks else None
        return replace(selection, when=When(tense=tense))

    def _all_missing(self, selection: Selection) -> str | None:
        """What nothing is found for, where it is all that the question names."""
        named = selection.mentions or (selection.kind and selection.kind.kinds != TALKS)
        return " or ".join(self.missing) if self.missing and not named else None

    def _things(self) -> tuple[Mention, ...]:
        """The things named, with topics beside each other as one: "learning to optimize" is one topic of two words."""
        topics = tuple(thing for thing in self.things if thing.sort is Sort.TOPIC)
        if len(topics) < FEW_WORDS or (any(one.alternative for one in topics) and not self._is_title(topics)):
            return tuple(self.things)
        others = tuple(thing for thing in self.things if thing.sort is not Sort.TOPIC)
        return (*others, self._together(topics))

    def _is_title(self, topics: tuple[Mention, ...]) -> bool:
        """Whether the words from the first topic to the last stand so in a title: "promise and challenges"."""
        return self.entities.text.has_in_title(self.words.text[topics[0].span[0] : topics[-1].span[1]])

    def _together(self, topics: tuple[Mention, ...]) -> Mention:
        start, end = min(one.span[0] for one in topics), max(one.span[1] for one in topics)
        said = self.words.text[start:end]
        spelt = all(one.said == one.label for one in topics)
        common = frozenset.intersection(*(topic.entries for topic in topics)) or topics[0].entries
        label = said if spelt else " ".join(one.label for one in topics)
        return Mention(Sort.TOPIC, said, label, common, span=(start, end))

    def _read_time(self, when: When) -> None:
        said = {one.name: value for one in fields(When) if (value := getattr(when, one.name))}
        self.when = replace(self.when, **said)
        self.relation = self.anchoring = None

    def _read_tense(self, tense: Tense) -> None:
        if tense is Tense.NOW and self.relation is Mark.AFTER:
            tense = Tense.NEXT
        both = {self.when.tense, tense} == {Tense.NOW, Tense.NEXT} and Mark.AND in self.marks
        self.when = replace(self.when, tense=Tense.NOW_AND_NEXT if both else tense)
        self.anchoring = self.relation = None

    def _read_mark(self, mark: Mark) -> None:
        if mark in RELATIONS:
            self.relation = mark
        if mark is Mark.BETWEEN:
            self.relation = Mark.AFTER
        if mark is Mark.AND and Mark.BETWEEN in self.marks and self.anchoring is Mark.AFTER:
            self.relation = Mark.BEFORE
        if mark is Mark.AND and self.anchoring is Mark.EXCEPT:
            self.relation = Mark.EXCEPT
        if mark in {Mark.FIRST, Mark.LAST}:
            self.choose(1 if mark is Mark.FIRST else -max(1, self.pick or 1))
        if mark is Mark.SESSIONS and isinstance(self.last, int) and not self.relation:
            self.count = self.last
        if mark in {Mark.LONGEST, Mark.SHORTEST}:
            self.pick = 1 if mark is Mark.SHORTEST else -1
        if mark is Mark.LATEST:
            self.pick, self.when = -1, replace(self.when, tense=Tense.PAST)
        self.marks.add(mark)

    def choose(self, number: int) -> None:
        """The nth of what follows, or from the end; the nth of an anchor where one is awaited."""
        if self.relation:
            self.anchor_pick = number
        else:
            self.pick = number

    def _read_link(self, link: LinkWord) -> None:
        self.link = link if self.link is None or not self.link.kinds else self.link
        self.aspects.add(Aspect.LINK)

    def _read_number(self, number: int, start: int) -> None:
        """The 2 of "next 2", of "keynote 2", of "first 2"; any other number tells nothing."""
        if self.last is Tense.NEXT or self.last in {Mark.FIRST, Mark.LAST}:
            self.count = number
        elif isinstance(self.last, KindWord) and self.anchoring:
            self.anchors[self.anchoring] = replace(self.anchors[self.anchoring], pick=number)
        elif isinstance(self.last, KindWord):
            self.pick = number
        elif self.last in {Mark.SESSION, Mark.EVENT, Aspect.WHERE}:
            self._note_nobody(f"{'room' if self.last is Aspect.WHERE else 'session'} {number}", start, start + 1)

    def _read_kind(self, kind: KindWord, *, single: bool) -> None:
        if isinstance(self.last, int) and not self.relation:
            self.count = self.last
        anchor = self.anchors.get(self.anchoring) if self.anchoring else None
        if self.relation:
            self._anchor(Selection(kind=kind, pick=self.anchor_pick))
        elif self.anchoring and anchor and anchor.kind is None:
            self.anchors[self.anchoring] = replace(anchor, kind=kind)
        elif self.kind and self.last is Mark.AND:
            self.kind = _either(self.kind, kind)
        elif self.kind is None or _tells_more(kind, self.kind, adjacent=isinstance(self.last, KindWord)):
            self.kind, self.single = kind, single

    def read_mention(self, mention: Mention) -> None:
        if mention.sort is Sort.PERSON:
            self._keep(mention, self.people)
        else:
            self._keep(mention, self.things)

    def _keep(self, mention: Mention, kept: list[Mention]) -> None:
        chosen = Selection(people=(mention,)) if mention.people else Selection(things=(mention,))
        if self.relation is Mark.DURING and mention.sort in {Sort.GROUP, Sort.TOPIC}:
            self.relation = None
        if self.relation:
            self._anchor(chosen)
        elif self.anchoring and self.last is Mark.BY:
            self.anchors[self.anchoring] = replace(chosen, kind=self.anchors[self.anchoring].kind)
        elif not any(other.entries == mention.entries and other.people == mention.people for other in kept):
            kept.append(replace(mention, alternative=self._is_alternative(mention)))

    def _is_alternative(self, mention: Mention) -> bool:
        """Whether it stands beside what was named before: after "or", "and", or a comma."""
        joined = self._follows_comma(mention.span[0]) or self.last is Mark.AND
        return bool(self.people or self.things) and joined

    def _follows_comma(self, start: int) -> bool:
        return self.words.text[:start].rstrip().endswith(",")

    def _anchor(self, anchor: Selection) -> None:
        if self.relation:
            before = self.anchors.get(Mark.EXCEPT) if self.relation is Mark.EXCEPT else None
            self.anchors[self.relation] = _both(before, anchor) if before else anchor
        self.anchoring, self.relation = self.relation, None

    def read_topic(self, words: tuple[str, ...], start: int, end: int) -> None:
        """Words that are no name: the entries that they are about, or else they are unknown."""
        text, said = self.entities.text, self.words.said(start, end)
        wide = Mark.ABOUT in self.marks
        found = text.about(words) if wide else text.titled(words)
        if not found and (wide or len(words) > 1 or self._asks_for_topic()):
            found = text.about(words) or text.titled(("".join(words),)) or text.mostly_titled(words)
        if found:
            typed = said.lower().split()
            label = said if len(typed) != len(words) or typed == list(words) else " ".join(words)
            self._keep(Mention(Sort.TOPIC, said, label, found, span=self.words.span(start, end)), self.things)
        else:
            self._note_unknown(said, start, end)

    def reject_name(self, start: int, end: int) -> None:
        """The words from place to place are a name that nobody has."""
        self._note_nobody(self.words.said(start, end), start, end)
        nearest = self.entities.names.nearest([self.words.word(place) for place in range(start, end)])
        self.nearest = (nearest,) if nearest else ()

    def _asks_for_topic(self) -> bool:
        """Whether a single word may be looked for in abstracts: such words are too common to be caught in passing."""
        return bool(self.kind or self.aspects & {Aspect.EXISTS, Aspect.COUNT}) or len(self.words.tokens) <= FEW_WORDS

    def _note_unknown(self, said: str, start: int, end: int) -> None:
        """Words that must be somebody's or something's name make the whole question one about nobody; others do not."""
        tokens = self.words.tokens[start:end]
        capital = start > 0 and tokens[0].capital and not self.words.text.isupper()
        named = capital or len(tokens) > 1 or tokens[-1].owner or self.last in {Mark.BY, Mark.ABOUT}
        if named or self.relation or self._tells_of_a_talk(start, end):
            self._note_nobody(said, start, end)
        elif self._is_joined(start, end):
            self.missing.append(said)
        if said not in self.missing:
            self.unknown.append(said)
        self.relation = None

    def _tells_of_a_talk(self, start: int, end: int) -> bool:
        """Whether the words say which talks are meant: "robotics talks", "a talk on robotics"."""
        following = PHRASES.get((self.words.word(end),))
        if isinstance(following, KindWord):
            return following.kinds == TALKS
        told = Mark.ABOUT in self.marks or self.words.word(start - 1) in OF_WHAT
        return told and self.kind is not None and self.kind.kinds <= TALKS

    def _note_nobody(self, said: str, start: int, end: int) -> None:
        """Words that name nothing: the question is about nothing, unless others stand beside them."""
        if self._is_joined(start, end):
            self.missing.append(said)
        else:
            self.unknown_name = said

    def _is_joined(self, start: int, end: int) -> bool:
        """Whether "or" or "and" puts the words beside others."""
        return bool(JOINTS & {self.words.word(start - 1), self.words.word(end)}) and not self.relation


def _tells_more(kind: KindWord, before: KindWord, *, adjacent: bool) -> bool:
    """Whether a second kind takes the place of the first: the panel of "closing panel"."""
    return len(kind.kinds) < len(before.kinds) or (adjacent and not kind.kinds & before.kinds)


def _both(one: Selection, other: Selection) -> Selection:
    """All that is left out: the lunch and the posters of "except lunch and posters"."""
    kind = _either(one.kind, other.kind) if one.kind and other.kind else one.kind or other.kind
    return Selection(kind=kind, people=(*one.people, *other.people), things=(*one.things, *other.things))


def _either(one: KindWord, other: KindWord) -> KindWord:
    either = (*one.each, *other.each)
    return KindWord(
        one.kinds | other.kinds, f"{one.one} or {other.one}", f"{one.many} and {other.many}", alternatives=either
    )
