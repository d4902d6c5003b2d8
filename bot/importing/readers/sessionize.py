"""Sessionize's JSON → entries: its views "All", "GridSmart" and "Sessions".

Source: sessionize.com's documentation of its API. Its times are the event's own unless they end in Z.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.importing.readers.fields import iso_moment, kind_named, link, on_one_line, person, plain
from bot.importing.readers.tree import Node, tree_of
from bot.importing.rows import Document, Entry
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Link, Person

GONE = frozenset({"Declined", "Decline_Queue", "Canceled", "Cancelled"})


@dataclass(frozen=True, slots=True)
class _Known:
    """What stands beside the sessions of the view "All", by id; the other views say it in each session."""

    rooms: dict[str, Node] = field(default_factory=dict)
    speakers: dict[str, Node] = field(default_factory=dict)
    categories: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The title of each category item's category, and its own name."""


def read(text: str) -> Document:
    root = tree_of(text)
    known = _Known(_by_id(root["rooms"]), _by_id(root["speakers"]), dict(_categories(root["categories"])))
    once = {session["id"].text or str(session.line): session for session in _sessions(root)}
    kept = (session for session in once.values() if session["status"].text not in GONE)
    return Document(tuple(_entry(session, known) for session in kept))


def _sessions(root: Node) -> Iterator[Node]:
    """Every session of a view: in the root, in groups, or in the rooms of days."""
    yield from root["sessions"].items
    for group in root.items:
        yield from group["sessions"].items
        for room in group["rooms"].items:
            yield from room["sessions"].items


def _by_id(listed: Node) -> dict[str, Node]:
    return {each["id"].text: each for each in listed.items}


def _categories(listed: Node) -> Iterator[tuple[str, tuple[str, str]]]:
    for category in listed.items:
        for item in category["items"].items:
            yield item["id"].text, (category["title"].text.lower(), item["name"].text)


def _entry(session: Node, known: _Known) -> Entry:
    categories = tuple(_categories_of(session, known))
    title = on_one_line(session["title"].text)
    room = session["room"].text or known.rooms.get(session["roomId"].text, Node(0))["name"].text
    return Entry(
        session.line,
        title,
        start=iso_moment(session["startsAt"].text),
        end=iso_moment(session["endsAt"].text),
        kind=_service_kind(title) if session["isServiceSession"].is_true else _kind(categories),
        room=on_one_line(room) or None,
        track=next((on_one_line(name) for category, name in categories if "track" in category), None),
        speakers=tuple(one for each in session["speakers"].items for one in _person(each, known)),
        abstract=plain(session["description"].text) or None,
        links=tuple(_links(session)),
    )


def _categories_of(session: Node, known: _Known) -> Iterator[tuple[str, str]]:
    yield from (known.categories[item.text] for item in session["categoryItems"].items if item.text in known.categories)
    for category in session["categories"].items:
        yield from ((category["name"].text.lower(), item["name"].text) for item in category["categoryItems"].items)


def _kind(categories: tuple[tuple[str, str], ...]) -> Kind | None:
    told = (kind_named(name) for category, name in categories if "track" not in category)
    return next(filter(None, told), None)


def _service_kind(title: str) -> Kind | None:
    """What is neither talk nor break, registration as a rule, would else be taken for a talk."""
    return Kind.OTHER if kind_of_title(title) is Kind.TALK else None


def _person(speaker: Node, known: _Known) -> tuple[Person, ...]:
    found = known.speakers.get(speaker["id"].text or speaker.text, speaker)
    parts = f"{found['firstName'].text} {found['lastName'].text}"
    return person(found.first("fullName", "name").text or parts, bio=found["bio"].text)


def _links(session: Node) -> Iterator[Link]:
    yield from link(session["liveUrl"].text, kind="livestream")
    yield from link(session["recordingUrl"].text, kind="recording")
