"""A slot's pieces sorted: what is sure of them, the lines that are left, and the talks that these make."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from bot.importing.interpreter.compose import compose, several
from bot.importing.interpreter.habits import Habits, best_reading
from bot.importing.interpreter.items import (
    by_items,
    by_lines,
    by_looks,
    counted,
    placed,
    side_by_side,
    time_of,
    timeless,
)
from bot.importing.interpreter.leads import is_bare_lead, is_prose, lead_of, moderated
from bot.importing.interpreter.lists_of_people import Follower, followers_in
from bot.importing.interpreter.parting import (
    at_chair,
    at_columns,
    at_labels,
    class_role,
    parted,
    saying,
)
from bot.importing.interpreter.quotations import at_quotations
from bot.importing.interpreter.readings import quotation, readings
from bot.importing.interpreter.slots import Piece, Slot, labelled
from bot.importing.interpreter.talk import (
    PAUSES,
    Free,
    Page,
    Talk,
    absorb,
    affiliate,
    finish,
    kind_of_address,
    kind_of_words,
    replace_talk,
    unadorned,
)
from bot.importing.rows import Line, Run
from bot.importing.values import clocks
from bot.importing.values.all_people import all_people, without_how
from bot.importing.values.days import has_digit
from bot.importing.values.names import FAINT, LIKELY, is_affiliation, likeness
from bot.importing.values.people import people_in
from bot.importing.values.words import AUTHOR, BYS, CITED, LINK_KINDS, NAMED_ROOM, abstract_lead, is_one_of, is_unknown
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Link, Person
from bot.schedule.names import fold
from bot.zones import is_place

JOINT = re.compile(
    r"\W*(?:joint(?:ly)?(?: \w+){0,2} with|co-?(?:hosted|organi[sz]ed) (?:by|with)|gemeinsam mit|en commun avec)\b"
    r"(?=.{3,70}$)",
    re.IGNORECASE,
)
"""With whom a talk is given, which is no title."""
EACH = re.compile(
    r"\s*[(\[][^()\[\]]*\d+\s*(?:min\w*|mn|['′])\.?\s*(?:each|talks?|per \w+|\+[^()]*)[^()]*[)\]]", re.IGNORECASE
)
LENGTH = re.compile(
    r"\s*[(\[](?=[^()\[\]]*\d)[^\w()\[\]]*(?:ca\.?|about|approx\.?)?\s*(?:\d{1,2}\s*[x×]\s*)?(?:\d(?:\.5)?\s*h(?:r|rs|ours?)?\b)?\s*(?:\d{1,3}\s*-?\s*(?:m|mn|min|mins|minutes?|['′’])\.?)?"
    r"\s*(?:talk|total|long)?\s*[)\]]|^\W*\d{1,3}\s*-?\s*(?:mn|min|mins|minutes?|['′’])(?!\w)\.?[\s:,–—-]+|"
    r"[,–—|-]\s*\d{1,3}\s*(?:mn|min|mins|minutes?|['′’])\.?$",
    re.IGNORECASE,
)
"""How long something is, where it stands in brackets of its own, first or last."""
BRACKETED_WHOLE = re.compile(r"\([^()]+\)|\[[^\[\]]+\]")
CITED_BEHIND = re.compile(
    rf"(?:\s*[\"\u201c\u2018'][^\"\u201c\u201d]+[\"\u201d\u2019'],?\s+)?(?P<by>(?:(?:{BYS})\s+)?{CITED.pattern})"
)
WHOLLY_QUOTED = re.compile(r"(?P<mark>['\u2018])(?!.*\s(?P=mark)).{4,}(?<!\s)['\u2019]")
YEAR = re.compile(r"(?:19|20)\d\d")
LINK_LABELS, BRACKETED_WORD = re.compile(r"(?:\s*\[[^\[\]]+\][\s,;|/]*)+"), re.compile(r"\[([^\[\]]+)\]")
FEWEST_WORDS, FEWEST_TALKS = 3, 2
SHOWN_BELOW = frozenset(
    (  # noqa: SIM905 - words, not items
        "abstract|bio|show abstract|view abstract|read abstract|details|read more|more|speaker bio|abstract bio|"
        "biography|about the speaker|talk abstract|show more|toggle abstract|click for abstract|abstract and bio"
    ).split("|")
)
"""Lines that only announce the text below them."""


def _is_called(piece: Piece) -> bool:
    """Whether a line that stands where others name people says of what kind something is, and names nobody."""
    text = piece.text
    called = piece.role == "speaker" and not piece.label and people_in(text).score <= FAINT
    return called and (is_bare_lead(text) or kind_of_title(text) is not Kind.TALK)


def _listed(line: Line) -> str:
    """The text of people, parted where each of them is an element of its own."""
    marked = [run for run in line.runs if run.href or run.role]
    names = [run.text.strip(" ,;") for run in line.runs if run.text.strip(" ,;&")]
    each_one = len(marked) >= len(names) > 1 and all(people_in(name).persons for name in names)
    return "; ".join(names) if each_one else line.text.strip()


def _is_quoted(text: str) -> bool:
    """Whether quotation marks stand around all of a text, as around what is read or discussed ("Paper: …")."""
    match = quotation(text)
    return match is not None and not any(map(str.isalnum, text[: match.start()]))


def _is_read(text: str) -> bool:
    """Whether what a label for links tells is the name of something ("Paper: Long reads of short kites")."""
    worded = len(text.split()) >= FEWEST_WORDS and "://" not in text and quotation(text) is None
    return worded and not are_links(text.split())


def _is_whole(text: str) -> bool:
    match = quotation(text)
    return match is not None and match[0] == text


def _cited(text: str) -> re.Match[str] | None:
    """Who wrote what is read, where and in which year, alone or behind its title in quotation marks."""
    return CITED_BEHIND.fullmatch(text) if YEAR.search(text) else None


def _names_links(text: str) -> bool:
    """Whether a text is what is left of links in one that tells no addresses ("[slides] [video]")."""
    return bool(LINK_LABELS.fullmatch(text)) and are_links(BRACKETED_WORD.findall(text))


def are_links(words: Iterable[str]) -> bool:
    return all(fold(word) in LINK_KINDS for word in words)


def _parted_by_talks(pieces: Sequence[Piece]) -> tuple[list[Piece], list[list[Piece]]]:
    """A slot's own lines, and those of each talk in it: items of a list, looks that come again, or a line each."""
    if len(pieces) < FEWEST_TALKS:
        return list(pieces), []
    own, items = by_items(counted(pieces))
    items = side_by_side(items)
    own, items = (own, items) if items else by_looks(own)
    return (own, items) if items else by_lines(own)


def _parts_of(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The parts of lines that columns, chairs, quotations and labels in them tell apart."""
    for told in (told for piece in pieces for told in at_columns(piece)):
        yield from (part for one in at_chair(told) for talk in at_quotations(one) for part in at_labels(talk))


class Prepared:
    """A slot's pieces sorted: what labels, columns, classes and links say surely, and the lines that are left."""

    def __init__(self, slot: Slot, ends: frozenset[tuple[object, ...]]) -> None:
        self.slot = slot
        room = None if slot.context.day_has_room else slot.context.room
        self.talk = Talk(slot.line, room=room, track=slot.context.track, anchors=slot.anchors)
        self.free: list[Free] = []
        self.sure: defaultdict[str, list[str]] = defaultdict(list)
        self.nested: list[Prepared] = []
        self.below: list[Follower] = []
        self.above: tuple[str, tuple[object, ...]] = ("", ())
        self.last: str | None = None
        self.in_class = False
        own, items = _parted_by_talks(slot.pieces)
        for piece in parted(_parts_of(own), ends):
            self._take(piece)
        self._take_authors()
        self._entitle()
        self._set_aside_cited()
        self._note_titles()
        self._note_places()
        self._hold(items, ends)

    def _take_authors(self) -> None:
        """Take those who wrote something for who speaks, unless somebody else presents it."""
        wrote = self.sure.pop("author", [])
        self.sure["abstract" if self.sure["speaker"] else "speaker"].extend(wrote)

    def _note_places(self) -> None:
        """Note which lines are alone, first, last or unlike the others."""
        for free in self.free:
            free.alone, free.first = len(self.free) == 1, free is self.free[0]
            free.contrasts = (
                (not free.alone or bool(self.sure["title"]))
                and not self.sure["speaker"]
                and all(people_in(other.text).score <= FAINT for other in self.free if other is not free)
            )
        told = [free for free in self.free if not is_prose(free.text)]
        if len(told) > 1:
            told[-1].ends = told[-1].contrasts

    def _hold(self, items: Sequence[Sequence[Piece]], ends: frozenset[tuple[object, ...]]) -> None:
        """Prepare each talk that the slot holds, with its own time where most have one."""
        timed = sum(time_of(item) is not None for item in items) * 2 >= len(items)
        for item in items:
            inner = Slot(item[0].line.line or self.slot.line, self.slot.group, pieces=placed(item))
            if timed:
                inner.pieces, inner.span = timeless(inner.pieces), time_of(item)
            self.nested.append(Prepared(inner, ends))

    def _entitle(self) -> None:
        """Take the one line for the title that is wholly in quotation marks."""
        lines = self.free if len(self.free) > 1 and not self.sure["title"] else ()
        quoted = [free for free in lines if WHOLLY_QUOTED.fullmatch(free.text) or _is_whole(free.text)]
        if len(quoted) == 1:
            self.free.remove(quoted[0])
            self.sure["title"].append(quoted[0].text)

    def _set_aside_cited(self) -> None:
        """Take who wrote what is read, and where, for nobody who speaks, where another line names people."""
        cited = {id(free): match.start("by") for free in self.free if (match := _cited(free.text))}
        others = [free for free in self.free if id(free) not in cited]
        if not cited or not (self.sure["speaker"] or any(people_in(free.text).score >= LIKELY for free in others)):
            return
        for free in self.free:
            end = cited.get(id(free), len(free.text))
            self.sure["abstract"].extend(filter(None, (free.text[end:],)))
            free.text = free.text[:end].strip(" ,")
        self.free = [free for free in self.free if free.text]

    def _note_titles(self) -> None:
        """Note below whom nothing else stands that may be the title."""
        names = {each.name for each in self.below}
        titles = [free.text for free in self.free if free.text not in names and not is_prose(free.text)]
        titles = [*self.sure["title"], *titles]
        self.below = [each._replace(alone=titles == [each.text]) for each in self.below]

    def everything(self) -> Iterable[Free]:
        yield from self.free
        for nested in self.nested:
            yield from nested.everything()

    def named(self) -> Iterable[str]:
        """What surely names people, here and in what is nested."""
        yield from self.sure["speaker"]
        for nested in self.nested:
            yield from nested.named()

    def turn(self, given_first: Mapping[str, str]) -> None:
        self.sure["speaker"] = [given_first.get(text, text) for text in self.sure["speaker"]]
        for nested in self.nested:
            nested.turn(given_first)

    def beside(self) -> Iterable[Follower]:
        """What stands behind commas in its own lines, where it may be people or where these are from."""
        texts = [text for text in (*self.sure["speaker"], *(free.text for free in self.free)) if "," in text]
        said = (*self.sure["title"], *self.sure["kind"], *(free.text for free in self.free)) if texts else ()
        kinds = {lead[0] for text in said if (lead := lead_of(text))}
        return followers_in(texts, contributed=Kind.CONTRIBUTED in kinds)

    def followers(self) -> Iterable[Follower]:
        """What stands on a line of another look below people."""
        yield from self.below
        for nested in self.nested:
            yield from nested.followers()

    def _note_below(self, text: str, piece: Piece, role: str | None) -> None:
        if role not in {None, "speaker"} or is_prose(text) or (has_digit(text) and clocks.is_duration(text)):
            return
        look = (piece.look[0], *piece.look[2:]) if piece.look else ()
        above, its_look = self.above
        if above:
            told = any(not people_in(free.text).persons for free in self.free) or bool(self.sure["title"])
            apart = its_look[:1] != look[:1]
            self.below.append(Follower(above, text, (its_look, look), apart=apart, below_title=told))
        self.above = (text, look)

    def part_origins(self, origins: frozenset[Follower]) -> None:
        """Take the lines below people that say where those are from for that."""
        places = [each.text for each in self.below if each in origins]
        self.sure["speaker"] = [text for text in self.sure["speaker"] if text not in places]
        self.free = [free for free in self.free if free.text not in places]
        self.sure["affiliation"].extend(places)
        for nested in self.nested:
            nested.part_origins(origins)

    def _take(self, piece: Piece) -> None:
        line = self._without_links(piece)
        text = _listed(line) if piece.role == "speaker" else line.text.strip()
        if not text or _names_links(text):
            return
        role = class_role(line) if piece.role is None or _is_called(piece) else piece.role
        label = labelled(line.text)
        if label and self._tells_all(piece, *label):
            text, label = label[1], None
        if label and label[0] == "links" and _is_read(label[1]):
            text, label = label[1], None
        label = None if label and label[0] == "links" and _is_quoted(label[1]) else label
        if label and (role in {None, label[0]} or (role, label[0]) in {("speaker", "chair"), ("abstract", "speaker")}):
            role, text = label
            role = None if role == "time" else role
        text = unadorned(text) if role == "speaker" else text
        if role == "speaker" and AUTHOR.match(piece.label or (line.text if label else "")):
            role = "author"
        if is_one_of(text, SHOWN_BELOW):
            self.last = "bio" if "bio" in fold(text) else "abstract"
            return
        if lead := abstract_lead(text):
            role, text = ("abstract" if lead["abstract"] else "bio"), text[lead.end() :]
        if role in {"abstract", "bio"} and (label or not self._is_all(piece, line)):
            self.sure[role].append(text)
            self.last = role
        elif role is None and self.last and is_prose(text):
            self.sure[self.last].append(text)
        else:
            self._note_below(text, piece, role)
            self._take_text(text, piece, line, role)

    def _tells_all(self, piece: Piece, label: str, told: str) -> bool:
        """Whether the one line of a slot names whom it labels and a title ("Guest: Ada Byron – On kites")."""
        if label != "speaker" or len(self.slot.pieces) > 1 or piece.role:
            return False
        best = max(readings(told), key=attrgetter("score"))
        title = best.title if best.persons else None
        return title is not None and not (is_affiliation(title) or is_place(title))

    def _take_text(self, text: str, piece: Piece, line: Line, role: str | None) -> None:
        untitled = is_unknown(text)
        if role in {None, "abstract"} or (role == "title" and (untitled or not self._fits_title(text))):
            self._take_free(text, piece, line)
        elif not untitled:
            self.sure[role].append(text)

    def _is_all(self, piece: Piece, line: Line) -> bool:
        """Whether a class that means a description ("desc") holds all that a slot says, its title first."""
        self.in_class = self.in_class or not (self.free or self.sure["title"])
        return piece.role is None and self.in_class and class_role(line) == "abstract" and not is_prose(line.text)

    @staticmethod
    def _fits_title(text: str) -> bool:
        """Whether what stands where titles do is one alone, without a lead-in or people."""
        return lead_of(text) is None and moderated(text)[1] == ()

    def _take_free(self, text: str, piece: Piece, line: Line) -> None:
        if JOINT.match(text):
            self.sure["abstract"].append(text)
            return
        counts = has_digit(text)
        if counts and clocks.is_duration(text) and (stated := clocks.duration_in(text)):
            self.talk.duration = stated[0]
            return
        text, chairs = moderated(EACH.sub("", text) if counts else text)
        self.talk.chairs.extend(chairs)
        if counts and (length := LENGTH.search(text)):
            minutes = clocks.duration_in(length[0])
            self.talk.duration = minutes[0] if minutes else None
            text = text[: length.start()] + text[length.end() :]
        text = unadorned(text.strip(" \t,;|\u2502–—-").rstrip(": "))
        text = text[1:-1].strip() if BRACKETED_WHOLE.fullmatch(text) else text
        if self.free and not self.talk.room and NAMED_ROOM.fullmatch(text):
            self.talk.room = text
        elif any(map(str.isalnum, text)):
            self.free.append(Free(text, piece.look, line.line, line.item, line.depth))

    def _without_links(self, piece: Piece) -> Line:
        """The line without the words that only link ("[slides]"), whose addresses are kept."""
        kept: list[Run] = []
        for run in piece.line.runs:
            if run.href is None:
                kept.append(run)
                continue
            kind = LINK_KINDS.get(fold(run.text))
            if kind is None and piece.role == "links":
                kind = LINK_KINDS.get(fold(piece.label or ""))
            if run.href.startswith("#"):
                self.talk.refs.append(run.href[1:])
            elif run.href.startswith(("http://", "https://")):
                self.talk.links.append(Link(kind or kind_of_address(run.href), run.href))
            if kind is None and not is_one_of(run.text.strip(" ()[]"), SHOWN_BELOW):
                kept.append(run)
        line = piece.line if len(kept) == len(piece.line.runs) else piece.line.of(*kept)
        text = line.text
        if len(kept) < len(piece.line.runs) or (
            is_one_of(text, LINK_KINDS)
            and piece.role in {None, "links"}
            and fold(text) not in {"talk", "poster", "presentation", "project"}
        ):
            text = re.sub(r"[(\[]\s*[,;|/·]*\s*[)\]]|\s*[|/,·]\s*(?:with\s*)?$", "", text)
            if not fold(text) or fold(text) in LINK_KINDS:
                return line.of()
            return saying(line, text)
        if piece.role == "links":
            self._take_addresses(text, piece)
            return line.of()
        return line

    def _take_addresses(self, text: str, piece: Piece) -> None:
        for address in re.findall(r"https?://[^\s<>|\"]+", text):
            if address not in [link.url for link in self.talk.links]:
                self.talk.links.append(
                    Link(LINK_KINDS.get(fold(piece.label or "")) or kind_of_address(address), address)
                )

    def talks(self, page: Page) -> list[Talk]:
        """What the slot holds: one session as a rule, more where several stand in one slot."""
        talk = self.talk
        self._sure_parts(talk, page)
        together = several(self.free, page) if not self.sure["speaker"] and not self.sure["title"] else []
        if together and not self.nested:
            return [replace_talk(talk, each) for each in together]
        lone = self.free[0] if self.sure["affiliation"] and len(self.free) == 1 and not talk.speakers else None
        named = page.persons(lone) if lone and not talk.title else ()
        talk.speakers.extend(named)
        compose(talk, self.free if not named else (), page)
        named_only = not talk.said_title and bool(people_in(talk.title).persons)
        unnamed = not talk.title or named_only or is_unknown(talk.title)
        if self.sure["kind"] and unnamed:
            talk.title, talk.said_title = self.sure["kind"][0], False
        if self.sure["affiliation"]:
            affiliate(talk.speakers, self.sure["affiliation"])
        if people := self._listed_people():
            talk.speakers.extend(people)
            self.nested.clear()
        nested = [each for prepared in self.nested for each in prepared.talks(page)]
        self._nest(talk, nested)
        talk.span = self.slot.span
        talks = [talk] if talk.title or talk.speakers or talk.talks else []
        for each in talks:
            finish(each)
            if self.slot.context.day_has_room and kind_of_title(each.title) not in PAUSES:
                each.room = each.room or self.slot.context.room
        return talks

    def _listed_people(self) -> list[Person]:
        """Whom the items of a list name, where all may be names and say nothing else, nor when."""
        found = [
            people_in(each.free[0].text)
            for each in self.nested
            if len(each.free) == 1 and not any(each.sure.values()) and not each.slot.span
        ]
        fewest = 1 if self.free or self.sure["title"] else 2
        are_all = len(found) == len(self.nested) >= fewest and min(each.score for each in found) >= LIKELY
        return [person for each in found for person in each.persons] if are_all else []

    def _nest(self, talk: Talk, nested: list[Talk]) -> None:
        if not nested:
            return
        talk.talks, before = [*nested], talk.talks
        absorb(talk)
        if not talk.talks:
            return
        talk.talks = before
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

    def _sure_parts(self, talk: Talk, page: Page) -> None:
        for text, chairs in map(moderated, self.sure["speaker"]):
            talk.chairs.extend(chairs)
            place = without_how(text)
            if talk.speakers and (is_place(place) or (is_affiliation(place) and not people_in(text).persons)):
                affiliate(talk.speakers, [place])
                continue
            found = page.by_family(text) or (all_people(text) if people_in(text).persons else ())
            if not found and ":" in text and (read := best_reading(text, Habits())).persons:
                talk.title, found = "" if self.free else read.title or "", read.persons
            named = found or all_people(text)
            nobody = all(likeness(person.name) < LIKELY for person in named)
            if nobody and not (found or self.sure["title"] or self.free):
                talk.title = talk.title or text
                continue
            talk.speakers.extend(named)
        for text in self.sure["chair"]:
            talk.chairs.extend(people_in(text).persons or all_people(text))
        if self.sure["title"]:
            talk.title = self.sure["title"][0]
        talk.abstract = "\n".join(self.sure["abstract"]) or None
        talk.bio = "\n".join(self.sure["bio"]) or None
        talk.room = next(iter(self.sure["room"]), talk.room)
        talk.track = next(iter(self.sure["track"]), talk.track)
        for text in self.sure["kind"]:
            talk.kind = kind_of_words(text) or talk.kind
