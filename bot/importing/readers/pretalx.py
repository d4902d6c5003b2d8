"""pretalx's JSON → entries: its schedule export (which frab's is too), its schedule widget and its REST API.

Source: docs.pretalx.org, and the schema of the schedule export that the c3voc's validator holds.
"""

from collections.abc import Iterator

from bot.errors import Fault
from bot.importing.readers.fields import (
    about,
    iso_moment,
    kind_named,
    link,
    local_text,
    on_one_line,
    person,
    plain,
    span,
)
from bot.importing.readers.tree import Node, tree_of
from bot.importing.rows import Document, Entry
from bot.schedule.model import Kind, Link, Person

GONE = frozenset({"canceled", "cancelled", "rejected", "withdrawn", "deleted"})


def read(text: str) -> Document:
    root = tree_of(text)
    conference = root["schedule"]["conference"] or root["conference"]
    if conference:
        return _export(root["schedule"] or root, conference)
    if root["talks"]:
        return _widget(root)
    return _api(root)


def _export(schedule: Node, conference: Node) -> Document:
    events = (
        (event, day, room)
        for day in conference["days"].items
        for room, listed in day["rooms"].entries.items()
        for event in listed.items
    )
    told = about(
        conference.line,
        title=local_text(conference["title"]),
        timezone=conference["time_zone_name"].text,
        date=conference["start"].text,
        url=conference["url"].text or schedule["url"].text or schedule["base_url"].text,
    )
    return Document(tuple(_event(event, day, room) for event, day, room in events), told)


def _event(event: Node, day: Node, room: str) -> Entry:
    title, subtitle = local_text(event["title"]), local_text(event["subtitle"])
    start = iso_moment(event["date"].text) or iso_moment(f"{day['date'].text}T{event['start'].text}")
    return Entry(
        event.line,
        on_one_line(f"{title}: {subtitle}" if title and subtitle else title or subtitle),
        start=start,
        duration=span(event["duration"].text),
        kind=kind_named(local_text(event["type"])),
        room=on_one_line(local_text(event["room"]) or room) or None,
        track=on_one_line(local_text(event["track"])) or None,
        speakers=_people(event["persons"], {}),
        abstract=_abstract(event),
        links=tuple(_links(event)),
    )


def _widget(root: Node) -> Document:
    """What pretalx's schedule widget asks for: rooms, tracks and speakers stand beside the talks, by id or code."""
    known = {
        key: {each.first("id", "code").text: each for each in root[key].items}
        for key in ("rooms", "tracks", "speakers")
    }
    told = about(root.line, timezone=root["timezone"].text, date=root["event_start"].text)
    talks = (talk for talk in root["talks"].items if talk["state"].text not in GONE)
    return Document(tuple(_entry(talk, talk, known) for talk in talks), told)


def _api(root: Node) -> Document:
    """Submissions with their slots, or slots with their submissions, as a page of results, a list, or one alone."""
    listed = (root["results"] or root["slots"] or root).listed()
    read_items = tuple(pair for item in listed for pair in _of_item(item))
    doubts = tuple(doubt for _, doubt in read_items if doubt)
    if root["next"]:
        count = f"{len(listed)} of {root['count'].text}"
        problem = f"holds {count} results; ask for all of them with ?limit={root['count'].text}, and import that"
        doubts = (Fault(root["next"].line, "next", problem), *doubts)
    return Document(tuple(entry for entry, _ in read_items if entry), doubts=doubts)


def _of_item(item: Node) -> Iterator[tuple[Entry | None, Fault | None]]:
    if item["submission"].entries or (item["description"] and not item["title"]):
        yield _entry(item["submission"] or item, item, {}), None
        return
    title = local_text(item["title"])
    if item["state"].text in GONE:
        yield None, Fault(item.line, "", f"'{title}' is {item['state'].text}, and left out")
        return
    slots = item["slots"].items or item["slot"].listed()
    for slot in slots or (Node(item.line),):
        unexpanded = f"'{title}' has a slot without its time; ask for it with ?expand=slots,slots.room,speakers,track"
        yield _entry(item, slot, {}), Fault(item.line, "slots", unexpanded) if slot.text else None


def _entry(talk: Node, slot: Node, known: dict[str, dict[str, Node]]) -> Entry:
    """A talk at its slot; a slot without a talk is a break, whose words are its description."""
    room, track = (
        _named(node, known.get(name, {})) for node, name in ((slot["room"], "rooms"), (talk["track"], "tracks"))
    )
    kind = kind_named(local_text(talk["submission_type"]["name"] or talk["submission_type"]))
    is_break = not talk["title"]
    return Entry(
        talk.line,
        on_one_line(local_text(talk["title"] or slot["description"])),
        start=iso_moment(slot["start"].text),
        end=iso_moment(slot["end"].text),
        duration=span(slot["duration"].text or talk["duration"].text),
        kind=kind or (Kind.BREAK if is_break else None),
        room=room,
        track=track,
        speakers=_people(talk["speakers"], known.get("speakers", {})),
        abstract=None if is_break else _abstract(talk),
        links=tuple(_links(talk)),
    )


def _named(node: Node, known: dict[str, Node]) -> str | None:
    """A name, an object that has one, or the number of something that stands elsewhere, which alone says nothing."""
    found = known.get(node.text, node)
    name = local_text(found["name"] or found)
    return None if not name or name.isdecimal() else on_one_line(name)


def _people(listed: Node, known: dict[str, Node]) -> tuple[Person, ...]:
    found = (known.get(each.text, each) for each in listed.items)
    return tuple(
        one
        for each in found
        for one in person(each.first("public_name", "name", "full_public_name").text, bio=each["biography"].text)
    )


def _abstract(talk: Node) -> str | None:
    return plain(local_text(talk["abstract"]) or local_text(talk["description"])) or None


def _links(talk: Node) -> Iterator[Link]:
    yield from link(talk["url"].text, kind="website")
    for each in (*talk["links"].items, *talk["attachments"].items, *talk["resources"].items):
        words = local_text(each.first("title", "description"))
        yield from link(each.first("url", "link", "resource").text, words)
