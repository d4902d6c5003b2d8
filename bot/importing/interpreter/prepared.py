"""A slot's pieces sorted: what is sure of them, the lines that are left, and the talks that these make."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

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
from bot.importing.interpreter.page import Free
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
    Talk,
    kind_of_address,
    unadorned,
)
from bot.importing.rows import Line, Run
from bot.importing.values import clocks
from bot.importing.values.days import has_digit
from bot.importing.values.names import FAINT, LIKELY, is_affiliation
from bot.importing.values.people import people_in
from bot.importing.values.words import AUTHOR, BYS, CITED, LINK_KINDS, NAMED_ROOM, abstract_lead, is_one_of, is_unknown
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Link
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
    return "[" in text and LINK_LABELS.fullmatch(text) is not None and are_links(BRACKETED_WORD.findall(text))


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
        if not cited:
            return
        others = [free for free in self.free if id(free) not in cited]
        if not (self.sure["speaker"] or any(people_in(free.text).score >= LIKELY for free in others)):
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
