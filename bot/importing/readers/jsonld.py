"""schema.org's events as JSON-LD, in a file or in a page's scripts → entries.

Source: schema.org/Event. The one event that is part of no other is the whole; its parts are sessions and theirs are
talks. `@graph` and references by `@id` are followed, and `superEvent` as well as `subEvent`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.errors import Fault, ScheduleFileError
from bot.importing.decode import unusable
from bot.importing.readers.fields import (
    about,
    iso_day,
    iso_moment,
    kind_named,
    link,
    local_text,
    on_one_line,
    person,
    plain,
    span,
)
from bot.importing.readers.tree import Node, is_json, tree_of
from bot.importing.rows import Cell, Document, Entry
from bot.schedule.model import Link, Person

SCRIPT_TYPE = re.compile(r"application/ld\+json", re.IGNORECASE)
LONGEST_TAG = 500
WRAPPED = re.compile(r"<!--|-->|(?://|/\*)?[ \t]*(?:<!\[CDATA\[|\]\]>)[ \t]*(?:\*/)?")
TYPE = re.compile(r"(?:.*[/:#])?(?:\w*Event|Festival|Hackathon)")
TYPED = re.compile(r'"@type"\s*:\s*(?:\[[^\]]{0,200})?"[\w:/.#]{0,80}(?:Event|Festival|Hackathon)"')
PARTS = ("subEvent", "subEvents")
PEOPLE = ("performer", "performers", "speaker", "actor", "presenter", "contributor")
DEEPEST = 20


def recognizes(text: str) -> bool:
    """Whether a document's scripts describe more events than the one that any page about an event describes."""
    return sum(len(TYPED.findall(script)) for script in _scripts(text)) > 1


def read(text: str) -> Document:
    events, doubts = _Events(), list[Fault]()
    for script in _scripts(text):
        try:
            events.gather(tree_of(script))
        except ScheduleFileError as error:
            if is_json(text):
                raise
            doubts.extend(error.faults)
    tops = events.tops()
    whole = tops[0] if len(tops) == 1 and events.parts[tops[0]] else None
    entries = tuple(_entry(key, events, doubts) for key in (events.parts[whole] if whole else tops))
    untold = len(events.known.keys() - events.told - {whole})
    if untold:
        doubts.append(Fault(1, "", f"{untold} events are parts of themselves, and left out; export it again"))
    about_whole = _about(events.known[whole]) if whole else ()
    return Document(tuple(filter(None, entries)), about_whole, tuple(doubts))


def _scripts(text: str) -> Iterator[str]:
    """The JSON texts of a document, after as many empty lines as stand before them."""
    if is_json(text):
        yield text
        return
    lowered, end = text.lower(), 0
    for found in SCRIPT_TYPE.finditer(text):
        tag = lowered.rfind("<script", max(end, found.start() - LONGEST_TAG), found.start())
        start = text.find(">", tag, tag + LONGEST_TAG) + 1
        if tag < 0 or start <= found.end():
            continue
        end = lowered.find("</script", start)
        if end < 0:
            return
        written = text[start:end]
        script = WRAPPED.sub("", written) if WRAPPED.match(written.lstrip()) else written
        if is_json(script):
            yield "\n" * text.count("\n", 0, start) + script


@dataclass(slots=True)
class _Events:
    """The events of a document by key (`@id`, or name, start and place), and the keys of each one's parts."""

    known: dict[str, Node] = field(default_factory=dict)
    wholes: dict[str, str] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    told: set[str] = field(default_factory=set)

    def gather(self, node: Node) -> str:
        """Take up the events in a node; the key of the node itself, if it is an event or refers to one."""
        for each in node.items:
            self.gather(each)
        is_event = any(TYPE.fullmatch(kind.text) for kind in node["@type"].listed())
        key = node["@id"].text or f"{node['name'].text}|{node['startDate'].text}|{_place(node['location'])}"
        if is_event and len(node.entries) >= len(self.known.get(key, Node(0)).entries):
            self.known[key] = node
        for name, value in node.entries.items():
            for each in value.listed():
                other = self.gather(each) if each.entries else each.text
                if is_event and name in PARTS:
                    self._note(other, key)
                elif is_event and name == "superEvent":
                    self._note(key, other)
        return key

    def _note(self, part: str, whole: str) -> None:
        """An event is a part of one other at most: the first that says so."""
        if part not in self.wholes:
            self.wholes[part] = whole
            self.parts[whole].append(part)

    def tops(self) -> list[str]:
        return [key for key in self.known if self.wholes.get(key) not in self.known]


def _entry(key: str, events: _Events, doubts: list[Fault], depth: int = 0) -> Entry | None:
    """None, with a doubt, for an event that is cancelled or told of elsewhere."""
    event = events.known.get(key)
    events.told.add(key)
    if event is None:
        return None
    if depth > DEEPEST:
        raise unusable(f"has events in events deeper than {DEEPEST} levels; export it again", line=event.line)
    title = on_one_line(local_text(event["name"]))
    if "cancelled" in event["eventStatus"].text.lower():
        doubts.append(Fault(event.line, "", f"'{title}' is cancelled, and left out"))
        return None
    start = iso_moment(event["startDate"].text)
    talks = (_entry(part, events, doubts, depth + 1) for part in events.parts[key])
    return Entry(
        event.line,
        title,
        date=None if start else iso_day(event["startDate"].text),
        start=start,
        end=iso_moment(event["endDate"].text) if start else None,
        duration=span(event["duration"].text),
        kind=kind_named(event["additionalType"].text),
        room=_place(event["location"]) or None,
        speakers=tuple(one for name in PEOPLE for each in event[name].listed() for one in _person(each)),
        chairs=tuple(one for each in event["organizer"].listed() if _is_person(each) for one in _person(each)),
        abstract=plain(local_text(event["description"])) or None,
        links=tuple(_links(event)),
        talks=tuple(filter(None, talks)),
    )


def _about(event: Node) -> tuple[Cell, ...]:
    organizers = (each["name"].text or each.text for each in event["organizer"].listed())
    return about(
        event.line,
        title=local_text(event["name"]),
        date=str(iso_day(event["startDate"].text) or ""),
        venue=_place(event["location"]),
        url=event["url"].text,
        description=local_text(event["description"]),
        organizers="\n".join(organizers),
    )


def _place(location: Node) -> str:
    """The name of the first place of bricks."""
    places = (each for each in location.listed() if "VirtualLocation" not in each["@type"].text)
    return next((on_one_line(local_text(each["name"]) or each.text) for each in places), "")


def _is_person(node: Node) -> bool:
    return node["@type"].text.endswith("Person")


def _person(node: Node) -> tuple[Person, ...]:
    affiliation = node.first("affiliation", "worksFor")
    parts = f"{node['givenName'].text} {node['familyName'].text}"
    return person(
        local_text(node["name"]) or node.text or parts,
        affiliation["name"].text or affiliation.text,
        node["description"].text,
    )


def _links(event: Node) -> Iterator[Link]:
    yield from link(event["url"].text, kind="website")
    for each in event["location"].listed():
        yield from link(each["url"].text, kind="livestream") if "Virtual" in each["@type"].text else ()
    for each in event["recordedIn"].listed():
        yield from link(each.first("contentUrl", "url").text or each.text, kind="recording")
    for each in event["workFeatured"].listed():
        yield from link(each["url"].text or each.text, local_text(each["name"]) or "paper")
