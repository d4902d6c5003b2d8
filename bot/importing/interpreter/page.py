"""The habits of a page: how its lines are written, and what the lines whose meaning nothing says mostly are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from bot.importing.interpreter.habits import (
    FEWEST_ALIKE,
    HABIT,
    ONE_SORT,
    Habits,
    best_reading,
    habits,
    known,
    named_first,
)
from bot.importing.interpreter.leads import is_bare_lead, is_prose, lead_of
from bot.importing.interpreter.readings import BELIEVED, NAMED_FIRST, Reading, led_by
from bot.importing.values import days
from bot.importing.values.all_people import all_people
from bot.importing.values.names import FAINT, LIKELY, SURE, is_affiliation, likeness
from bot.importing.values.people import NOBODY_NAMED, People, people_in
from bot.importing.values.words import is_unknown
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Person
from bot.schedule.names import fold

MOSTLY, LONE_SHARE, FEWEST_LONE, FEWEST_LISTED = 0.7, 0.5, 2, 2
ALWAYS = 1.0
"""What a way of writing gains that is that of all lines, however unlikely it is elsewhere."""
UNSURE = 2
"""As how many lines it weighs that few lines tell little."""
NAME_FIRST = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*(?: |(?=[,(]|$))){2,5}(?:[,(][^:.]{2,40})?$")
"""A line that may be a name and where somebody is from, and nothing else."""
NAMES_APART, LONGEST_OF_NAMES = re.compile(r"\s*[,;/]\s*(?:and\s+)?|\s+(?:and|&|und|et|y|e|en)\s+"), 200
FULL_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ][\w'’-]+")
SURNAMES_BESIDE = re.compile(
    r"(?P<first>[^:()]{3,80}):\s+(?P<behind>\S.+)|(?P<title>\S.+?)\s+[(\[](?P<last>[^()\[\]:]{3,80})[)\]]"
)
LEVEL = 4
"""Where the look of a line tells of which level it is as a heading."""
NEARLY = 0.35
"""As how much like people the last lines of entries are at least that mostly name them."""
LEANING, HALF = 0.3, 0.5
"""From which share on the lines of one look are taken to be what most of them are; more than half is surer."""
PLACED = r"(?:[A-Z]\S*|of|for|and|the|de|di|du)"
FROM = re.compile(rf"(?P<name>\S+(?: \S+){{1,3}}) [\u2010-\u2015-] (?P<place>{PLACED}(?: {PLACED}){{0,5}})")
"""A name and, behind a dash, where somebody may be from."""
GROUP_FIRST = re.compile(r"(?P<who>[^\W\d_][\w ]{2,30})(?:[,:]|\s[\u2010-\u2015-])\s+(?=\S)")


def _listed(lines: Sequence[Free]) -> Iterator[str]:
    """The lines of entries that list talks: most of those below the first would be read in one way."""
    begins = [place for place, each in enumerate(lines) if each.first]
    for begin, end in pairwise((*begins, len(lines))):
        below = [each.text for each in lines[begin + 1 : end]]
        if len(below) < FEWEST_LISTED:
            continue
        ways = Counter(best_reading(text, Habits()).way for text in below)
        if any(count * 2 > len(below) for way, count in ways.items() if way not in ONE_SORT):
            yield from below


def _titles(read: Sequence[tuple[Free, People]]) -> Iterator[tuple[object, ...]]:
    """The looks of the lines that alone may be the titles of their entries."""
    begins = [place for place, (each, _) in enumerate(read) if each.first]
    for begin, end in pairwise((*begins, len(read))):
        may_be = [
            each
            for each, found in read[begin:end]
            if found.score < LIKELY and not is_affiliation(each.text) and lead_of(each.text) is None
        ]
        if len(may_be) == 1 and end - begin > 1:
            yield may_be[0].key


class Page:
    """The habits of a page: how lines are written, and what lines of one look mostly are."""

    def __init__(
        self, all_lines: Sequence[Free], names: frozenset[str] = frozenset(), people: Iterable[Person] = (),
        texts: Sequence[str] = (),
    ) -> None:  # fmt: skip
        lines = [each for each in all_lines if not is_prose(each.text)]
        alone = [each.text for each in lines if each.alone]
        first = [each.text for each in lines if each.first]
        read = [(each, people_in(each.text)) for each in lines]
        named = (person for _, found in read if found.score >= LIKELY for person in found.persons)
        self.texts = texts
        self.families = families_of(person.name for person in (*people, *named))
        self.habits = habits((*(alone if len(alone) * 2 > len(first) else first), *_listed(lines)), names)
        if named_first((*alone, *_listed(lines))):
            self.habits = replace(self.habits, gains={**self.habits.gains, NAMED_FIRST: ALWAYS})
        self.read: dict[str, Reading] = {}
        believed = [best for each in lines if each.alone and (best := best_reading(each.text, self.habits)).title]
        full = (person.name for best in believed if best.score >= BELIEVED for person in best.persons)
        self.habits = replace(self.habits, names=names.union(fold(name) for name in full if " " in name))
        looks: defaultdict[tuple[object, ...], list[float]] = defaultdict(list)
        affiliations: defaultdict[tuple[object, ...], list[float]] = defaultdict(list)
        for each, found in read:
            if lead_of(each.text) is None:
                key = each.key
                looks[key].append(found.score)
                short = not found.persons and len(each.text.split()) <= 6
                affiliations[key].append(float(short and is_affiliation(each.text)))
        self.named = {look: sum(score >= LIKELY for score in scores) for look, scores in looks.items()}
        self.counts = {look: len(scores) for look, scores in looks.items()}
        self.people = {look: sum(scores) / len(scores) for look, scores in looks.items()}
        self.affiliation = {look: sum(scores) / (len(scores) + 1) for look, scores in affiliations.items()}
        self.titles = Counter(_titles(read))
        ends = [found.score for each, found in read if each.ends and lead_of(each.text) is None]
        self.named_last = sum(score >= NEARLY for score in ends) >= max(FEWEST_ALIKE, MOSTLY * len(ends))

    def reading(self, text: str) -> Reading:
        """The likeliest reading of a line, among lines as this page has them."""
        if text not in self.read:
            best = best_reading(text, self.habits)
            self.read[text] = best if best.persons else self._with_surnames(text) or best
        return self.read[text]

    def without_group(self, title: str) -> str:
        """A title without those whom no one names ("Students: …"), where the page has people before titles so."""
        match = GROUP_FIRST.match(title)
        if not match or fold(match["who"]) not in NOBODY_NAMED:
            return title
        gain = max(gain for way, gain in [*self.habits.gains.items(), ("", 0.0)] if not way.endswith("title first"))
        return title[match.end() :] if gain >= MOSTLY * HABIT else title

    def _with_surnames(self, text: str) -> Reading | None:
        """A line of a title and surnames, before a colon or last in brackets."""
        match = SURNAMES_BESIDE.fullmatch(text) if ":" in text or text.endswith((")", "]")) else None
        found = self.by_family(match["first"] or match["last"]) if match else ()
        return (
            Reading("family", match["title"] or match["behind"], People(found, SURE), SURE) if match and found else None
        )

    def persons(self, free: Free) -> tuple[Person, ...]:
        """Whom a line names: where most lines in its place are people it is too, however unlike names its words are."""
        if (free.contrasts or not free.alone) and (found := self.by_family(free.text)):
            return found
        if self.is_people(free) or (free.ends and self.named_last and people_in(free.text).score >= NEARLY):
            return people_in(free.text).persons
        if free.contrasts and (told := FROM.fullmatch(free.text)) and likeness(told["name"]) >= LIKELY:
            return (Person(told["name"], told["place"]),)
        alike, count = self.named.get(free.key, 0), self.counts.get(free.key, 0)
        lone = alike >= max(FEWEST_LONE, LONE_SHARE * count) and likeness(free.text) > 0
        mostly = alike >= max(FEWEST_ALIKE, MOSTLY * count)
        fits = lone or (mostly and NAME_FIRST.match(free.text) is not None)
        worded = kind_of_title(free.text) is Kind.TALK and not is_bare_lead(free.text)
        return all_people(free.text) if fits and worded else ()

    def by_family(self, text: str) -> tuple[Person, ...]:
        """Whom a text calls by nothing but the surnames of people whom the page names in full elsewhere."""
        if len(text) > LONGEST_OF_NAMES:
            return ()
        by = led_by(text)
        told = text[by.end() :] if by else text
        may_be = (told[:1].isupper() or told[:1] == "(") and told.find("(") < 1
        listed = told.strip(" ()")
        if not (may_be and self._of_family(NAMES_APART.split(listed, maxsplit=1)[0])):
            return ()
        found = tuple(map(self._of_family, NAMES_APART.split(listed)))
        return tuple(filter(None, found)) if all(found) else ()

    def _of_family(self, name: str) -> Person | None:
        key = fold(name)
        if key not in self.families and likeness(name) != FAINT:
            return None
        full = self.families.get(key) or self.families_beside.get(key)
        return Person(full) if full else None

    @cached_property
    def families_beside(self) -> dict[str, str]:
        """Of the sentences of a page; looked for only where a lone word may be a surname."""
        pairs = {pair[0] for text in self.texts for pair in FULL_NAME.finditer(text)}
        named = (pair for pair in sorted(pairs) if pair.split()[0].lower() not in days.MONTHS)
        return families_of(pair for pair in named if likeness(pair) >= LIKELY)

    def is_people(self, free: Free) -> bool:
        found = people_in(free.text)
        if not found.persons or ("," in free.text and self.reading(free.text).way == NAMED_FIRST):
            return False
        key = free.key
        count = self.counts.get(key, 0)
        lean = (self.people.get(key, 0.5) - 0.5) * count / (count + UNSURE)
        told = (
            0.15 if free.contrasts or any(is_affiliation(person.affiliation or "") for person in found.persons) else 0.0
        ) + (0.15 if free.contrasts and free.alone else 0.0)
        return found.score + 0.6 * lean + told + known(found.persons, self.habits.names) >= BELIEVED

    def is_affiliation(self, free: Free, *, alone: bool = False) -> bool:
        """Whether a line below a name is where that person is from; `alone` where nothing else could be the title."""
        words = len(free.text.split())
        lean = self.affiliation.get(free.key, 0.0)
        if alone and lean <= HALF:
            return False
        return (is_affiliation(free.text) and words <= 7) or (lean > LEANING and words <= 4 and lean_fits(free.text))


def families_of(names: Iterable[str]) -> dict[str, str]:
    """The full names of people by the last word of them; that alone where several have it."""
    found: dict[str, str] = {}
    for name in names:
        *given, family = name.split()
        if given:
            other = found.setdefault(key := fold(family), name)
            found[key] = name if other == name else family
    return found


def lean_fits(text: str) -> bool:
    return not (text.islower() or text.endswith("?")) and not is_unknown(text)


@dataclass(slots=True)
class Free:
    """A line whose meaning nothing says but its words and its look."""

    text: str
    look: tuple[object, ...]
    line: int
    item: int = 0
    depth: int = 0
    alone: bool = True
    first: bool = False
    contrasts: bool = False
    """Whether it is the one line of its slot that may be a name."""
    ends: bool = False
    """Whether it is the last of several lines of its slot, but for sentences, and the one that may be a name."""

    @property
    def key(self) -> tuple[object, ...]:
        return (self.alone, *self.look)

    @property
    def level(self) -> int:
        """That of a heading, 0 of other lines."""
        told = self.look[LEVEL] if len(self.look) > LEVEL else 0
        return told if isinstance(told, int) else 0
