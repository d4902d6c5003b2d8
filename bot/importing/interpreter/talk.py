"""A session in the making, and how its title, people and links are put in order at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.importing.interpreter.leads import lead_of
from bot.importing.values import clocks
from bot.importing.values.names import SURE, likeness
from bot.importing.values.people import NOBODY_NAMED
from bot.importing.values.words import COLUMN, KIND_WORDS, LINK_KINDS, PICTURES, ROOMS, is_unknown
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Link, Person
from bot.schedule.names import fold

PARTS, STOPPED = re.compile(r"[:,–—-]\s*"), re.compile(r".*(?:\w{3}|\b(?!al|vs)[a-z]{2}|\b[A-Z]{2}|\d)\.")
ADORNED = re.compile(rf"^[{PICTURES}\s]+|[{PICTURES}\s]+$")
OPENED = re.compile("[\u201c\u201e\u00ab]")
PAUSES = frozenset({Kind.BREAK, Kind.LUNCH, Kind.SOCIAL})
CHAIRING = re.compile(r"(?:session |panel |co-?)*(?:chair|moderat)", re.IGNORECASE)
MODERATOR = re.compile(
    r"(?P<role>(?:panel |session )?(?:moderator|chair))\s*(?:[,;|:/\u2022\u00b7]\s*|$)", re.IGNORECASE
)
"""What the line below a name opens with that says that this person asks the others."""
ROOM_AT_END = re.compile(
    rf"\s*\((?:in )?(?P<room>(?:{ROOMS})\s+[\w.-]*\d[\w.-]*|room\s+[\w.-]+(?:\s[\w.-]+)?)(?:,[^()]*)?\)\s*$",
    re.IGNORECASE,
)
"""A room in brackets behind a title."""


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
