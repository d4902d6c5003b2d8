"""A session in the making, and what the habits of a page tell of the lines that it is made from."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
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
from bot.importing.values import clocks, days
from bot.importing.values.all_people import all_people
from bot.importing.values.names import FAINT, LIKELY, SURE, is_affiliation, likeness
from bot.importing.values.people import NOBODY_NAMED, People, people_in
from bot.importing.values.words import COLUMN, KIND_WORDS, LINK_KINDS, PICTURES, ROOMS, is_unknown
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Link, Person
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
PARTS, STOPPED = re.compile(r"[:,–—-]\s*"), re.compile(r".*(?:\w{3}|\b(?!al|vs)[a-z]{2}|\b[A-Z]{2}|\d)\.")
ADORNED = re.compile(rf"^[{PICTURES}\s]+|[{PICTURES}\s]+$")
OPENED = re.compile("[\u201c\u201e\u00ab]")
PAUSES = frozenset({Kind.BREAK, Kind.LUNCH, Kind.SOCIAL})
CHAIRING = re.compile(r"(?:session |panel |co-?)*(?:chair|moderat)", re.IGNORECASE)
MODERATOR = re.compile(
    r"(?P<role>(?:panel |session )?(?:moderator|chair))\s*(?:[,;|:/\u2022\u00b7]\s*|$)", re.IGNORECASE
)
"""What the line below a name opens with that says that this person asks the others."""
ROOM_AT_END = re.compile(rf"\s*\((?:in )?(?P<room>(?:{ROOMS})\s+[\w.-]*\d[\w.-]*)\)\s*$", re.IGNORECASE)
"""A room in brackets behind a title."""
LEVEL = 4
"""Where the look of a line tells of which level it is as a heading."""
NEARLY = 0.35
"""As how much like people the last lines of entries are at least that mostly name them."""
LEANING, HALF = 0.3, 0.5
"""From which share on the lines of one look are taken to be what most of them are; more than half is surer."""


ADDRESS_KINDS = (
    ("recording", r"youtu\.?be|vimeo\.com|slideslive|bilibili|videolectures"),
    ("paper", r"arxiv\.org|openreview\.net|doi\.org|\.pdf$|aclanthology|proceedings"),
    ("code", r"github\.com|gitlab\.com|huggingface"), ("livestream", r"zoom\.us|meet\.google|teams\.microsoft|webex"),
    ("slides", r"\.pptx?$|docs\.google\.com/presentation|speakerdeck|slideshare"),
)  # fmt: skip

LINKED = re.compile(
    rf"(?:\s*\[\s*(?:{'|'.join(LINK_KINDS)})(?:\s*[,|/·]\s*(?:{'|'.join(LINK_KINDS)}))*\s*\])+$", re.IGNORECASE
)
"""What stands behind a title for what is linked there."""
PLACED = r"(?:[A-Z]\S*|of|for|and|the|de|di|du)"
FROM = re.compile(rf"(?P<name>\S+(?: \S+){{1,3}}) [\u2010-\u2015-] (?P<place>{PLACED}(?: {PLACED}){{0,5}})")
"""A name and, behind a dash, where somebody may be from."""


GROUP_FIRST = re.compile(r"(?P<who>[^\W\d_][\w ]{2,30})(?:[,:]|\s[\u2010-\u2015-])\s+(?=\S)")


@dataclass(slots=True)
class Talk:
    """A session or nested talk in the making. `refs` are the anchors that its text links to."""

    line: int
    title: str = ""
    kind: Kind | None = None
    speakers: list[Person] = field(default_factory=list)
    chairs: list[Person] = field(default_factory=list)
    room: str | None = None
    track: str | None = None
    abstract: str | None = None
    bio: str | None = None
    links: list[Link] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)
    anchors: tuple[str, ...] = ()
    span: clocks.Span | None = None
    duration: int | None = None
    said_title: bool = True
    """Whether the text gives a title rather than only a lead-in such as "Invited Speaker 2: Ed Chi"."""

    @property
    def is_container(self) -> bool:
        kind = self.kind or kind_of_title(self.title)
        return (
            not self.speakers
            and kind
            in {Kind.CONTRIBUTED, Kind.POSTERS, Kind.SHOWCASE, Kind.INVITED, Kind.KEYNOTE, Kind.PANEL, Kind.TUTORIAL}
        ) or bool(self.talks)


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


def kind_of_words(text: str) -> Kind | None:
    plain = fold(text)
    told = next((kind for kind in Kind if kind.value == plain), None)
    lead = lead_of(text)
    found = told or KIND_WORDS.get(plain) or (lead[0] if lead else None) or kind_of_title(text)
    return found if found is not Kind.TALK else None


def kind_of_address(url: str) -> str:
    return next((kind for kind, pattern in ADDRESS_KINDS if re.search(pattern, url)), "website")


def replace_talk(talk: Talk, other: Talk) -> Talk:
    """The other talk, in the place of the slot's."""
    finish(other)
    other.room, other.track, other.anchors, other.line = talk.room, talk.track, talk.anchors, other.line or talk.line
    other.chairs = [*talk.chairs, *other.chairs]
    return other


def absorb(talk: Talk) -> None:
    """Take the only part of what has a kind or speakers but no title ("Keynote", and below it the talk) for that."""
    lead = lead_of(talk.title)
    unnamed = not talk.said_title or bool(lead and not lead[2])
    if len(talk.talks) != 1 or not unnamed or talk.talks[0].span or not talk.talks[0].said_title:
        return
    only = talk.talks.pop()
    talk.title, talk.said_title, talk.talks = only.title, True, only.talks
    talk.kind = talk.kind or only.kind or (lead[0] if lead else None)
    talk.speakers, talk.chairs = once([*talk.speakers, *only.speakers]), once([*talk.chairs, *only.chairs])
    talk.abstract, talk.bio = only.abstract or talk.abstract, only.bio or talk.bio
    talk.links, talk.refs = [*talk.links, *only.links], [*talk.refs, *only.refs]


def affiliate(speakers: list[Person], texts: Sequence[str]) -> None:
    """One affiliation for all who have none; as many as speakers, one each."""
    parts = [part for text in texts for part in re.split(r"\s*[;\n]\s*", text)]
    if len(parts) == 1 and len(speakers) > 1 and parts[0].count(",") == len(speakers) - 1:
        parts = re.split(r"\s*,\s*", parts[0])
    each_one = len(parts) == len(speakers)
    for place, person in enumerate(speakers):
        own = (parts[place] if each_one else ", ".join(parts)).strip(" ()")
        leads = MODERATOR.match(own)
        role, own = (leads["role"], own[leads.end() :]) if leads else (person.role, own)
        speakers[place] = replace(person, affiliation=person.affiliation or own or None, role=role)


def finish(talk: Talk) -> None:
    """Titles without the marks around them, and nobody or nothing twice."""
    talk.title = clean_title(talk.title)
    if talk.title.endswith(")") and (match := ROOM_AT_END.search(talk.title)):
        talk.room, talk.title = talk.room or match["room"], clean_title(talk.title[: match.start()])
    lead = lead_of(talk.title) if talk.title.startswith("[") else None
    if lead and lead[2]:
        talk.kind, talk.title = talk.kind or lead[0], clean_title(lead[2])
    if not talk.title and talk.speakers:
        talk.title, talk.said_title = ", ".join(person.name for person in talk.speakers), False
    talk.speakers = once(talk.speakers)
    if kind_of_title(talk.title) in PAUSES and not any(likeness(person.name) == SURE for person in talk.speakers):
        talk.speakers = []
    talk.chairs = once(talk.chairs)
    chairing = [person for person in talk.speakers if person.role and CHAIRING.match(person.role)]
    if chairing and len(talk.speakers) > len(chairing):
        talk.chairs.extend(replace(person, role=None) for person in chairing)
        talk.speakers = [person for person in talk.speakers if person not in chairing]
    if talk.talks and "open source" in fold(talk.title):
        for each in talk.talks:
            each.links = [replace(link, kind="open-source") if link.kind == "website" else link for link in each.links]
    talk.links = list(dict.fromkeys(talk.links))
    stopped = sum(each.title.endswith(".") for each in talk.talks) * 2 > len(talk.talks)
    for each in talk.talks:
        each.title = each.title.removesuffix(".") if stopped else each.title
        if talk.kind is Kind.CONTRIBUTED or kind_of_title(talk.title) is Kind.CONTRIBUTED:
            each.kind = each.kind or Kind.CONTRIBUTED
        finish(each)


def unadorned(text: str) -> str:
    """A text without the pictures around it."""
    return text.strip() if text.isascii() else ADORNED.sub("", text)


def clean_title(title: str) -> str:
    title = LINKED.sub("", title) if title.endswith("]") else title
    title = re.sub(r"\(\s*[,;]\s*", "(", title) if "(" in title else title
    title = unadorned(" ".join(title.split())).strip(f" ,;:|{COLUMN}·–—*_~-")
    if COLUMN in title:
        title = ", ".join(part for part in re.split(rf"\s*{COLUMN}\s*", title) if fold(part) not in NOBODY_NAMED)
    first = PARTS.split(title, maxsplit=1)[0]
    if title and is_unknown(first) and all(map(is_unknown, PARTS.split(title))):
        return first
    title = title.rstrip("\u201d\u00bb") if not OPENED.search(title) else title
    if len(title) > 2 and title[0] in "\"“„«'‘" and title[-1] in "\"”“»'’" and not re.search(r"[\"“”]", title[1:-1]):
        title = title[1:-1].strip(" ,;:")
    if title[:1] + title[-1:] in {"()", "[]"} and title.count(title[0]) == 1:
        title = title[1:-1]
    title = title.removesuffix(".") if title.endswith(").") else title
    return title[:-1] if title.count(".") == 1 and STOPPED.fullmatch(title) else title


def once(people: Iterable[Person]) -> list[Person]:
    found: dict[str, Person] = {}
    for person in people:
        found.setdefault(fold(person.name), person)
    return [person for key, person in found.items() if key]
