"""How a page's lines are mostly written, and the likeliest way to read each of them by that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.importing.interpreter.readings import NAMED_FIRST, SPOKEN, Reading, readings, tells_title
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Person
from bot.schedule.names import fold

ONE_SORT, UNSURE, FEWEST_ALIKE = frozenset({"title", "people", "lead"}), 0.25, 3
"""The ways of a line that says one thing only; any other way, of names that nobody knows, is made sure by several
lines alike: the score from which one counts, and how many it takes."""
FEWEST_WORDS = 3
HABIT, KNOWN, LONE, MOSTLY = 0.3, 0.4, 0.2, 0.6
"""What a way of writing gains where all of the page's lines are written so, what people do whom the page names
elsewhere, and a lone given name where a share of `MOSTLY` is written in its way."""


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
    both = ([reading for reading in each if reading.way not in ONE_SORT] for each in talks)
    likely = Counter(best.way for each in both if each and (best := max(each, key=_score)).score >= UNSURE)
    for way, count in likely.items():
        if count >= FEWEST_ALIKE - (way in found) and count * 2 > len(talks):
            found[way] = total
    found.pop(NAMED_FIRST, None)
    of = {way: max(1, len(read)) if way in ONE_SORT else total for way in found}
    return Habits({way: HABIT * count / of[way] for way, count in found.items()}, names)


def named_first(texts: Iterable[str]) -> bool:
    """Whether lines that say all of an entry have people before a comma and a title behind it, as most of them tell."""
    read = [readings(text) for text in texts]
    first = [reading for each in read for reading in each if reading.way == NAMED_FIRST]
    told = sum(map(tells_title, first))
    placed = sum(_says_only_where(each) for each in read)
    return told >= FEWEST_ALIKE and told * 2 > len(first) + placed


def _says_only_where(read: Sequence[Reading]) -> bool:
    """Whether a line may name people and where they are from, and no title."""
    return any(each.way == "people" and each.persons[0].affiliation for each in read) and not any(
        each.way == NAMED_FIRST or (each.title and each.persons) for each in read
    )


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
