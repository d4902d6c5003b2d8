"""The text of slots → sessions: who speaks, what about, and what only links, labels or describes. No times here."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bot.importing import clocks
from bot.importing.people import FAINT, LIKELY, People, all_people, is_affiliation, people_in
from bot.importing.readings import BELIEVED, Reading, best_reading, habits, is_prose, lead_of, moderated
from bot.importing.rows import Line, Run
from bot.importing.slots import Piece, Slot, labelled, part_of, when_of
from bot.importing.words import ABSTRACT_LEAD, KIND_WORDS, LINK_KINDS, UNKNOWN
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Link, Person
from bot.schedule.names import fold

CLASS_ROLES = (
    ("bio", r"\bbio(?:graphy)?\b"),
    ("abstract", r"\b(?:abstract|description|desc|excerpt)\b"),
    ("chair", r"\b(?:chair|moderator)s?\b"),
    ("affiliation", r"\b(?:affiliation|institution|organi[sz]ation|company|affil)\b"),
    ("speaker", r"\b(?:speaker|speakers|presenter|presenters|author|authors|lecturer)(?:[ _-]?names?)?$"),
    ("room", r"\b(?:room|location|venue)\b"),
    ("title", r"\b(?:title|heading|talk-?name|session-?name|event-?name|topic)$"),
)
CLASSES = tuple((role, re.compile(pattern)) for role, pattern in CLASS_ROLES)
WORDS_OF_CLASS = re.compile(r"(?<=[a-z])(?=[A-Z])|__|[_\s]")
EACH = re.compile(
    r"\s*[(\[][^()\[\]]*\d+\s*(?:min\w*|mn|['′])\.?\s*(?:each|talks?|per \w+|\+[^()]*)[^()]*[)\]]", re.IGNORECASE
)
BRACKETED = re.compile(r"^\W*(.*?)\W*$")
LABEL_WITHIN = re.compile(
    r"(?<=[.;|)\]])\s+(?=(?:panel+ists?|moderators?|speakers?|(?:session )?chairs?|title|abstract|bio)\s*:)",
    re.IGNORECASE,
)
SHOWN_BELOW = frozenset(
    (
        "abstract",
        "bio",
        "show abstract",
        "view abstract",
        "read abstract",
        "details",
        "read more",
        "more",
        "speaker bio",
        "abstract bio",
        "biography",
        "about the speaker",
        "talk abstract",
        "show more",
        "toggle abstract",
        "click for abstract",
        "abstract and bio",
    )
)
"""Lines that only announce the text below them."""
MOST_KIND_WORDS = 3
LEANING = 0.3
"""From which share on the lines of one look are taken to be what most of them are."""
ADDRESS_KINDS = (
    ("recording", r"youtu\.?be|vimeo\.com|slideslive|bilibili|videolectures"),
    ("paper", r"arxiv\.org|openreview\.net|doi\.org|\.pdf$|aclanthology|proceedings"),
    ("code", r"github\.com|gitlab\.com|huggingface"), ("livestream", r"zoom\.us|meet\.google|teams\.microsoft|webex"),
    ("slides", r"\.pptx?$|docs\.google\.com/presentation|speakerdeck|slideshare"),
)  # fmt: skip


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


def talks_of(slots: Sequence[Slot]) -> list[list[Talk]]:
    """The sessions of each slot, read with the habits of the whole page."""
    prepared = [_Prepared(slot) for slot in slots]
    page = _Page([one for each in prepared for one in each.everything()])
    return [each.talks(page) for each in prepared]


class _Page:
    """The habits of a page: how lines are written, and what lines of one look mostly are."""

    def __init__(self, all_lines: Sequence[_Free]) -> None:
        lines = [each for each in all_lines if not is_prose(each.text)]
        alone = [each.text for each in lines if each.alone]
        self.ways = habits(alone or [each.text for each in lines])
        looks: defaultdict[tuple[object, ...], list[float]] = defaultdict(list)
        affiliations: defaultdict[tuple[object, ...], list[float]] = defaultdict(list)
        for each in lines:
            if lead_of(each.text) is None:
                looks[each.key].append(people_in(each.text).score)
                short = len(each.text.split()) <= 6 and not people_in(each.text).persons
                affiliations[each.key].append(float(short and is_affiliation(each.text)))
        self.people = {look: sum(scores) / len(scores) for look, scores in looks.items()}
        self.affiliation = {look: sum(scores) / len(scores) for look, scores in affiliations.items()}

    def is_people(self, free: _Free) -> bool:
        found = people_in(free.text)
        if not found.persons:
            return False
        lean = self.people.get(free.key, 0.5) - 0.5
        told = (
            0.15 if free.contrasts or any(is_affiliation(person.affiliation or "") for person in found.persons) else 0.0
        )
        return found.score + 0.6 * lean + told >= BELIEVED

    def is_affiliation(self, free: _Free, *, alone: bool = False) -> bool:
        """Whether a line below a name is where that person is from; `alone` where nothing else could be the title."""
        words = len(free.text.split())
        lean = self.affiliation.get(free.key, 0.0)
        if alone and lean <= LEANING:
            return False
        return (is_affiliation(free.text) and words <= 7) or (lean > LEANING and words <= 4 and lean_fits(free.text))


def lean_fits(text: str) -> bool:
    return not text.islower() and UNKNOWN.fullmatch(text) is None


@dataclass(slots=True)
class _Free:
    """A line whose meaning nothing says but its words and its look."""

    text: str
    look: tuple[object, ...]
    line: int
    item: int = 0
    depth: int = 0
    alone: bool = True
    contrasts: bool = False
    """Whether it is the one line of its slot that may be a name."""

    @property
    def key(self) -> tuple[object, ...]:
        return (self.alone, *self.look)


class _Prepared:
    """A slot's pieces sorted: what labels, columns, classes and links say surely, and the lines that are left."""

    def __init__(self, slot: Slot) -> None:
        self.slot = slot
        self.talk = Talk(slot.line, room=slot.context.room, track=slot.context.track, anchors=slot.anchors)
        self.free: list[_Free] = []
        self.sure: defaultdict[str, list[str]] = defaultdict(list)
        self.nested: list[_Prepared] = []
        self.last: str | None = None
        own, items = _by_items(slot.pieces)
        for piece in _split(part for each in own for part in _at_labels(each)):
            self._take(piece)
        for free in self.free:
            free.alone = len(self.free) == 1
            free.contrasts = not free.alone and all(
                people_in(other.text).score <= FAINT for other in self.free if other is not free
            )
        for item in items:
            self.nested.append(
                _Prepared(Slot(item[0].line.line or slot.line, slot.group, pieces=_timeless(item), span=_span(item)))
            )

    def everything(self) -> Iterable[_Free]:
        yield from self.free
        for nested in self.nested:
            yield from nested.everything()

    def _take(self, piece: Piece) -> None:
        line = self._without_links(piece)
        text = line.text.strip()
        if not text:
            return
        role = piece.role or _class_role(line)
        label = labelled(line)
        if label and (role is None or label[0] == role):
            role, text = label[0], label[1].text
            role = None if role == "time" else role
        if fold(text) in SHOWN_BELOW:
            self.last = "bio" if "bio" in fold(text) else "abstract"
            return
        if lead := ABSTRACT_LEAD.match(text):
            role, text = ("abstract" if lead["abstract"] else "bio"), text[lead.end() :]
        if role in {"abstract", "bio"}:
            self.sure[role].append(text)
            self.last = role
        elif role is None and self.last and is_prose(text):
            self.sure[self.last].append(text)
        elif role is None or (role == "title" and not self._fits_title(text)):
            self._take_free(text, piece, line)
        elif text and not UNKNOWN.fullmatch(text):
            self.sure[role].append(text)
        elif role == "title":
            self.sure["unknown"].append(text)

    @staticmethod
    def _fits_title(text: str) -> bool:
        """Whether what stands where titles do is one alone, without a lead-in or people."""
        return lead_of(text) is None and moderated(text)[1] == ()

    def _take_free(self, text: str, piece: Piece, line: Line) -> None:
        text = EACH.sub("", text)
        text, chairs = moderated(text)
        self.talk.chairs.extend(chairs)
        stated = clocks.duration_in(text) if len(text) < 200 else None
        if stated and stated[1] != text and re.search(r"[(\[]|^\W*\d", text):
            self.talk.duration, text = stated
        text = text.strip(" \t,;|–—-")
        if text:
            self.free.append(_Free(text, piece.look, line.line, line.item, line.depth))

    def _without_links(self, piece: Piece) -> Line:
        """The line without the words that only link ("[slides]"), whose addresses are kept."""
        kept: list[Run] = []
        for run in piece.line.runs:
            word = fold(run.text)
            if run.href is None:
                kept.append(run)
                continue
            kind = LINK_KINDS.get(word) or (LINK_KINDS.get(fold(piece.label or "")) if piece.role == "links" else None)
            if run.href.startswith("#"):
                self.talk.refs.append(run.href[1:])
            elif run.href.startswith(("http://", "https://")):
                self.talk.links.append(Link(kind or kind_of_address(run.href), run.href))
            if kind is None:
                kept.append(run)
        line = replace(piece.line, runs=tuple(kept))
        text = line.text
        if len(kept) < len(piece.line.runs) or (
            fold(text) in LINK_KINDS
            and piece.role in {None, "links"}
            and fold(text) not in {"talk", "poster", "presentation", "project"}
        ):
            text = re.sub(r"[(\[]\s*[,;|/·]*\s*[)\]]|\s*[|/,·]\s*$", "", text)
            if not BRACKETED.fullmatch(text) or fold(text) in {"", *LINK_KINDS}:
                return replace(line, runs=())
            return _with_text(line, text)
        if piece.role == "links":
            self._take_addresses(text, piece)
            return replace(line, runs=())
        return line

    def _take_addresses(self, text: str, piece: Piece) -> None:
        for address in re.findall(r"https?://[^\s<>|\"]+", text):
            if address not in [link.url for link in self.talk.links]:
                self.talk.links.append(
                    Link(LINK_KINDS.get(fold(piece.label or "")) or kind_of_address(address), address)
                )

    def talks(self, page: _Page) -> list[Talk]:
        """What the slot holds: one session as a rule, more where several stand in one slot."""
        talk = self.talk
        self._sure_parts(talk)
        several = _several(self.free, page) if not self.sure["speaker"] and not self.sure["title"] else []
        if several and not self.nested:
            return [replace_talk(talk, each) for each in several]
        if self.sure["unknown"] and not talk.title:
            talk.title = self.sure["unknown"][0]
        _compose(talk, self.free, page)
        nested = [each for prepared in self.nested for each in prepared.talks(page)]
        self._nest(talk, nested)
        talk.span = self.slot.span
        talks = [talk] if talk.title or talk.speakers or talk.talks else []
        for each in talks:
            _finish(each)
        return talks

    def _nest(self, talk: Talk, nested: list[Talk]) -> None:
        if not nested:
            return
        only_people = all(not each.said_title and each.speakers for each in nested)
        if only_people and talk.title:
            talk.speakers.extend(person for each in nested for person in each.speakers)
        elif not talk.title and not talk.speakers:
            first, *rest = nested
            talk.title, talk.speakers, talk.kind, talk.abstract = (
                first.title,
                first.speakers,
                first.kind,
                first.abstract,
            )
            talk.links, talk.refs, talk.chairs = (
                [*talk.links, *first.links],
                [*talk.refs, *first.refs],
                [*talk.chairs, *first.chairs],
            )
            talk.talks = [*first.talks, *rest]
        elif talk.speakers and not any(each.speakers or each.span for each in nested):
            prose = " ".join(each.title for each in nested)
            talk.abstract = " ".join(filter(None, (talk.abstract, prose)))
        else:
            talk.talks.extend(nested)

    def _sure_parts(self, talk: Talk) -> None:
        for text in self.sure["speaker"]:
            found = people_in(text).persons
            if not found and ":" in text and not self.sure["title"] and (read := best_reading(text, Counter())).persons:
                talk.title, found = read.title or "", read.persons
            talk.speakers.extend(found or all_people(text))
        for text in self.sure["chair"]:
            talk.chairs.extend(people_in(text).persons or all_people(text))
        if self.sure["title"]:
            talk.title = self.sure["title"][0]
        if self.sure["affiliation"] and talk.speakers:
            _affiliate(talk.speakers, self.sure["affiliation"])
        talk.abstract = "\n".join(self.sure["abstract"]) or None
        talk.bio = "\n".join(self.sure["bio"]) or None
        talk.room = next(iter(self.sure["room"]), talk.room)
        talk.track = next(iter(self.sure["track"]), talk.track)
        for text in self.sure["kind"]:
            talk.kind = kind_of_words(text) or talk.kind


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
    _finish(other)
    other.room, other.track, other.anchors, other.line = talk.room, talk.track, talk.anchors, other.line or talk.line
    return other


def _timeless(item: Sequence[Piece]) -> list[Piece]:
    when = when_of(item[0].line)
    return [replace(item[0], line=when.rest), *item[1:]] if when and when.span else list(item)


def _span(item: Sequence[Piece]) -> clocks.Span | None:
    when = when_of(item[0].line)
    return when.span if when else None


def _by_items(pieces: Sequence[Piece]) -> tuple[list[Piece], list[list[Piece]]]:
    """A slot's own lines, and those of each item of a list in it; a list that only labels is the slot's own."""
    if not pieces:
        return [], []
    base = min(
        (piece.line.depth for piece in pieces if piece.look and piece.look[-1] is True),
        default=min(piece.line.depth for piece in pieces),
    )
    own: list[Piece] = []
    items: dict[int, list[Piece]] = {}
    top: dict[int, int] = {}
    for piece in pieces:
        line = piece.line
        if (
            line.depth <= base
            or line.item == 0
            or labelled(line)
            or ABSTRACT_LEAD.match(line.text)
            or piece.role not in {None, "title", "speaker"}
        ):
            own.append(piece)
        elif top and line.depth > min(top.values()) and line.item not in items:
            items[list(items)[-1]].append(piece)
        else:
            top.setdefault(line.item, line.depth)
            items.setdefault(line.item, []).append(piece)
    return own, list(items.values())


def _at_labels(piece: Piece) -> list[Piece]:
    """A line parted where a label begins within it: "Panel. Panelists: A, B. Moderator: C"."""
    text = piece.text
    places = [0, *(match.end() for match in LABEL_WITHIN.finditer(text)), len(text)]
    if len(places) == 2:
        return [piece]
    return [replace(piece, line=_bare(part_of(piece.line, begin, end))) for begin, end in pairwise(places)]


def _split(pieces: Iterable[Piece]) -> list[Piece]:
    """Lines parted where their look changes at a mark, if one part is people and another is not."""
    return [part for piece in pieces for part in _parts(piece)]


def _parts(piece: Piece) -> list[Piece]:
    if piece.role or len(piece.line.runs) < 2 or labelled(piece.line):
        return [piece]
    bounds = _bounds(piece.line)
    if not bounds:
        return [piece]
    places = [0, *bounds, len(piece.line.text)]
    lines = [part_of(piece.line, begin, end) for begin, end in pairwise(places)]
    lines = [line for line in (_bare(line) for line in lines) if line.text]
    scores = [max(people_in(_led(line.text)).score, 1.0 if _class_role(line) else 0.0) for line in lines]
    prose = [is_prose(line.text) for line in lines]
    if len(lines) < 2 or not ((max(scores) >= LIKELY and min(scores) <= FAINT) or any(prose[1:])):
        return [piece]
    return [replace(piece, line=line, look=(*piece.look, *_look(line))) for line in lines]


def _led(text: str) -> str:
    lead = lead_of(text)
    return lead[2] if lead and lead[2] else text


def _look(line: Line) -> tuple[bool, bool]:
    return all(run.strong for run in line.runs), all(run.italic for run in line.runs)


def _bounds(line: Line) -> list[int]:
    bounds, place = [], 0
    for run, after in zip(line.runs, line.runs[1:], strict=False):
        place += len(run.text)
        differs = (run.strong, run.italic, run.role) != (after.strong, after.italic, after.role)
        if differs and None in {run.href, after.href}:
            bounds.append(place)
    return bounds


def _bare(line: Line) -> Line:
    """The line without the marks that parted it from its neighbours; parentheses around all of it go too."""
    text = line.text
    begin = len(text) - len(text.lstrip(" ,;:|·•/–—-"))
    end = len(text.rstrip(" ,;:|·•/–—-("))
    if end > begin and text[begin] == "(" and text[end - 1] == ")":
        begin, end = begin + 1, end - 1
    return part_of(line, begin, max(end, begin))


def _with_text(line: Line, text: str) -> Line:
    return replace(line, runs=(replace(line.runs[0], text=text),)) if line.runs else line


def _class_role(line: Line) -> str | None:
    """What the classes of a line's runs say that it is, where they all say one thing."""
    classes = {run.role for run in line.runs if run.text.strip()}
    if len(classes) != 1 or None in classes:
        return None
    words = WORDS_OF_CLASS.sub("-", str(next(iter(classes)))).lower()
    return next(
        (role for role, pattern in CLASSES if any(pattern.search(word) for word in words.split("--") or (words,))), None
    )


def _several(free: Sequence[_Free], page: _Page) -> list[Talk]:
    """The talks of a slot that holds several: as many lines that name people beside a title, or pairs of lines."""
    read = [best_reading(each.text, page.ways) for each in free]
    both = [reading for reading in read if reading.persons and reading.title and reading.title != reading.way]
    if len(both) >= 2 and len(both) >= len(free) - 1 and not any(is_prose(each.text) for each in free):
        return _container([_of_reading(reading, each) for reading, each in zip(read, free, strict=True)])
    marks = "".join("p" if page.is_people(each) else "t" for each in free)
    if re.fullmatch(r"t?(tp){2,}|(pt){2,}", marks) and not any(is_prose(each.text) for each in free):
        skipped = len(free) % 2
        pairs = zip(free[skipped::2], free[skipped + 1 :: 2], strict=True)
        talks = [_of_pair(*pair, page) for pair in pairs]
        return _container([Talk(free[0].line, free[0].text), *talks]) if skipped else talks
    return []


def _container(talks: list[Talk]) -> list[Talk]:
    """Nested in the first where that only says what they are ("Contributed talks:"), else side by side."""
    first, *rest = talks
    if first.is_container and not first.speakers and rest:
        first.talks = rest
        return [first]
    return talks


def _of_pair(one: _Free, other: _Free, page: _Page) -> Talk:
    title, people = (other, one) if page.is_people(one) else (one, other)
    lead = lead_of(title.text)
    text = lead[2] if lead and lead[2] else title.text
    return Talk(one.line, text, lead[0] if lead else None, list(people_in(people.text).persons))


def _of_reading(reading: Reading, free: _Free) -> Talk:
    talk = Talk(free.line, reading.title or free.text, reading.kind, list(reading.persons))
    talk.said_title = reading.title is not None
    return talk


def _compose(talk: Talk, free: Sequence[_Free], page: _Page) -> None:
    """Read the lines that are left, in order, into the talk."""
    titled = bool(talk.title)
    rest: list[_Free] = []
    after_people = False
    pure = [each for each in free if page.is_people(each)]
    for each in free:
        lead = lead_of(each.text)
        if is_prose(each.text) and (titled or rest or talk.speakers):
            talk.abstract = "\n".join(filter(None, (talk.abstract, each.text)))
        elif each in pure and (titled or len(free) > 1 or talk.title):
            talk.speakers.extend(people_in(each.text).persons)
            after_people = True
            continue
        elif (
            after_people
            and talk.speakers
            and page.is_affiliation(each, alone=not titled and not _others(free, each, pure))
        ):
            _affiliate(talk.speakers, [each.text])
        elif lead and not lead[2]:
            talk.kind = lead[0]
            rest.append(each)
        elif (
            lead
            and (people := people_in(lead[2])).persons
            and people.score + (0.4 if lead[3] else 0.1 if len(free) > 1 else 0.0) >= BELIEVED
        ):
            talk.kind = lead[0]
            talk.speakers.extend(people.persons)
            rest.append(replace_free(each, lead=True))
            after_people = True
            continue
        else:
            rest.append(each)
        after_people = after_people and page.is_affiliation(each)
    _title(talk, rest, page)


def _others(free: Sequence[_Free], one: _Free, pure: Sequence[_Free]) -> bool:
    """Whether another line than this could be the title."""
    return any(
        each is not one and each not in pure and not is_prose(each.text) and not (lead_of(each.text) or ("", "", ""))[2]
        for each in free
    )


def replace_free(free: _Free, *, lead: bool) -> _Free:
    return _Free(free.text, ("lead",) if lead else free.look, free.line, free.item, free.depth)


def _title(talk: Talk, rest: Sequence[_Free], page: _Page) -> None:
    """The title among the lines that are neither people nor prose; a lead-in alone only where there is no other."""
    leads = [each for each in rest if each.look == ("lead",) or _is_bare_lead(each.text)]
    named = [each for each in rest if each not in leads and not UNKNOWN.fullmatch(each.text)]
    if talk.title:
        _describe(talk, named)
        return
    if named:
        chosen = _likeliest(named)
        reading = best_reading(chosen.text, page.ways)
        known = bool(talk.speakers)
        lead = lead_of(chosen.text)
        if not known and reading.persons and reading.score >= BELIEVED:
            talk.speakers.extend(reading.persons)
            talk.title, talk.kind = reading.title or chosen.text, talk.kind or reading.kind
            talk.said_title = reading.title is not None
        elif known and reading.title and reading.kind:
            talk.title, talk.kind = (
                (lead[2] if lead and lead[2] and lead[0] is not Kind.PANEL else chosen.text),
                talk.kind or reading.kind,
            )
        else:
            repeated = (
                known
                and reading.persons
                and {person.name for person in reading.persons} <= {person.name for person in talk.speakers}
            )
            talk.title = (reading.title if repeated or reading.kind else None) or chosen.text
            talk.kind = talk.kind or reading.kind
        _describe(talk, [each for each in named if each is not chosen])
        return
    if leads:
        lead = lead_of(leads[0].text)
        talk.title = (
            lead[1].strip(" :") if lead and lead[2] and talk.kind in {Kind.POSTERS, Kind.PANEL} else leads[0].text
        )
        talk.said_title = talk.kind in {Kind.PANEL, Kind.POSTERS}
        return
    talk.said_title = False
    unknown = next((each.text for each in rest if UNKNOWN.fullmatch(each.text)), "")
    talk.title = unknown or ", ".join(person.name for person in talk.speakers)


def _is_bare_lead(text: str) -> bool:
    lead = lead_of(text)
    return bool(lead and not lead[2])


def _likeliest(named: Sequence[_Free]) -> _Free:
    """The first line, unless it is only a remark beside a line that is worded as a title is."""
    first = named[0]
    return (
        next((each for each in named if each.look and any(mark is True for mark in each.look[2:4])), first)
        if len(first.text.split()) == 1
        else first
    )


def _describe(talk: Talk, others: Sequence[_Free]) -> None:
    """Further lines: people beside a title, else part of what it is about."""
    for each in others:
        people = people_in(each.text)
        if people.score >= BELIEVED and not talk.speakers:
            talk.speakers.extend(people.persons)
        elif (
            not talk.speakers
            and (reading := best_reading(each.text, Counter())).persons
            and reading.score > BELIEVED
            and not is_prose(each.text)
            and reading.way == "people"
        ):
            talk.speakers.extend(reading.persons)
        elif (
            talk.kind is None
            and (kind := kind_of_words(each.text))
            and len(each.text.split()) <= MOST_KIND_WORDS
            and talk.title != each.text
        ):
            talk.kind = kind
        elif not is_affiliation(each.text) or len(each.text.split()) > 6:
            talk.abstract = "\n".join(filter(None, (talk.abstract, each.text)))


def _affiliate(speakers: list[Person], texts: Sequence[str]) -> None:
    """One affiliation for all who have none; as many as speakers, one each."""
    parts = [part for text in texts for part in re.split(r"\s*[;\n]\s*", text)]
    if len(parts) == 1 and len(speakers) > 1 and parts[0].count(",") == len(speakers) - 1:
        parts = re.split(r"\s*,\s*", parts[0])
    each_one = len(parts) == len(speakers)
    for place, person in enumerate(speakers):
        own = parts[place] if each_one else ", ".join(parts)
        speakers[place] = replace(person, affiliation=person.affiliation or own.strip(" ()"))


def _finish(talk: Talk) -> None:
    """Titles without the marks around them, and nobody or nothing twice."""
    talk.title = _clean_title(talk.title)
    if not talk.title and talk.speakers:
        talk.title, talk.said_title = ", ".join(person.name for person in talk.speakers), False
    talk.speakers = _once(talk.speakers)
    talk.chairs = _once(talk.chairs)
    chairing = [
        person for person in talk.speakers if person.role and re.search(r"moderat|chair", person.role, re.IGNORECASE)
    ]
    if chairing and len(talk.speakers) > len(chairing):
        talk.chairs.extend(replace(person, role=None) for person in chairing)
        talk.speakers = [person for person in talk.speakers if person not in chairing]
    if "open source" in fold(talk.title):
        for each in talk.talks:
            each.links = [replace(link, kind="open-source") if link.kind == "website" else link for link in each.links]
    talk.links = list(dict.fromkeys(talk.links))
    for each in talk.talks:
        if talk.kind is Kind.CONTRIBUTED or kind_of_title(talk.title) is Kind.CONTRIBUTED:
            each.kind = each.kind or Kind.CONTRIBUTED
        _finish(each)


def _clean_title(title: str) -> str:
    title = " ".join(title.split()).strip(" ,;:|·–—-")
    if title and all(UNKNOWN.fullmatch(part) for part in re.split(r"[:,–—-]\s*", title)):
        return re.split(r"[:,–—-]\s*", title)[0]
    if len(title) > 2 and title[0] in "\"“„«'‘" and title[-1] in "\"”“»'’" and not re.search(r"[\"“”]", title[1:-1]):
        title = title[1:-1].strip(" ,;:")
    if title.startswith("(") and title.endswith(")") and title.count("(") == 1:
        title = title[1:-1]
    return title[:-1] if re.search(r"\w{3,}\.$", title) and title.count(".") == 1 else title


def _once(people: Iterable[Person]) -> list[Person]:
    found: dict[str, Person] = {}
    for person in people:
        found.setdefault(fold(person.name), person)
    return [person for key, person in found.items() if key]


__all__ = ["People", "Talk", "talks_of"]
