"""Words → a Question about one schedule. The order of words matters only where one word qualifies the next."""

from __future__ import annotations

from bot.questions.draft import Draft
from bot.questions.entities import Entities
from bot.questions.question import Mention, Question, Sort
from bot.questions.scan import Claim, claims_of, corrected, runs_of
from bot.questions.times import ORDINALS
from bot.questions.tokens import Words
from bot.questions.vocabulary import EVERYDAY_NAMES, Mark
from bot.schedule.search import Found

LONGEST_NAME = 4
"""Words of a name."""


def understood(words: Words, entities: Entities) -> Question:
    """What is asked, as far as its words tell."""
    words, misread = corrected(words, entities)
    claims = claims_of(words, entities)
    draft = Draft(words, entities)
    parts: dict[int, Claim | int] = {
        **{claim.start: claim for claim in claims},
        **dict(runs_of(words, claims, entities)),
    }
    for start in sorted(parts):
        part = parts[start]
        if isinstance(part, Claim):
            draft.read(part)
        else:
            _read_run(draft, start, part)
    return draft.question(misread)


def _read_run(draft: Draft, start: int, end: int) -> None:
    """Words that nothing claims: somebody's name in some spelling, an ordinal, a topic, or nothing known."""
    place = start
    topic: list[int] = []
    missing = len(draft.missing)
    while place < end:
        if (taken := _read_name(draft, place, end, start)) or _read_ordinal(draft, place):
            place += taken or 1
        else:
            topic.append(place)
            place += 1
    if topic and not draft.unknown_name and len(draft.missing) == missing:
        draft.read_topic(tuple(draft.words.word(one) for one in topic), topic[0], topic[-1] + 1)


def _read_ordinal(draft: Draft, place: int) -> bool:
    if draft.words.word(place) not in ORDINALS:
        return False
    draft.choose(ORDINALS[draft.words.word(place)])
    return True


def _read_name(draft: Draft, place: int, end: int, start: int) -> int:
    """Take the longest name that begins at the place; how many words it took.

    A word beside it that means nothing at all belongs to the name, which is then nobody's: John beside Smith.
    """
    for stop in range(min(end, place + LONGEST_NAME), place, -1):
        said = [draft.words.word(one) for one in range(place, stop)]
        found = draft.entities.names.find(said)
        if found is None or (len(said) == 1 and _is_topic_word(draft, place, alone=end - start == 1)):
            continue
        beside = [near for near in (place - 1, stop) if start <= near < end and _means_nothing(draft, near)]
        if beside:
            draft.reject_name(min(place, *beside), max(stop - 1, *beside) + 1)
            return stop - place
        draft.read_mention(_person(draft, found, place, stop))
        return stop - place
    return 0


def _person(draft: Draft, found: Found, start: int, end: int) -> Mention:
    said = draft.words.said(start, end)
    label = found.people[0].name if len(found.people) == 1 else said
    entries = frozenset(number for person in found.people for number in draft.entities.numbers_of(person))
    return Mention(Sort.PERSON, said, label, entries, found.people, found.score < 1, span=draft.words.span(start, end))


def _is_topic_word(draft: Draft, place: int, *, alone: bool) -> bool:
    """Whether a word that sounds like a name is rather one of titles: after "about", or the chip of "chip design"."""
    word = draft.words.word(place)
    exact = word in draft.entities.names
    everyday = word in EVERYDAY_NAMES and not alone and not draft.words.tokens[place].capital
    return word in draft.entities.text and (not exact or everyday or Mark.ABOUT in draft.marks)


def _means_nothing(draft: Draft, place: int) -> bool:
    word = draft.words.word(place)
    return word not in draft.entities.text and word not in ORDINALS and not word.isdigit()
