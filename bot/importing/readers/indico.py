"""Indico's JSON → entries: `/export/event` with contributions or sessions, and `/export/timetable`.

Source: docs.getindico.io, HTTP API. Durations are minutes; each moment names its own zone.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.errors import Fault
from bot.files.format import read_zone
from bot.importing.readers.fields import about, iso_moment, kind_named, link, on_one_line, person, plain, span
from bot.importing.readers.tree import Node, tree_of
from bot.importing.rows import Cell, Document, Entry
from bot.schedule.model import Kind, Link, Person

ADDRESS_OF_ALL = "/export/event/….json?detail=sessions"


def read(text: str) -> Document:
    results = tree_of(text)["results"]
    if results.entries:
        days = (day for event in results.entries.values() for day in event.entries.values())
        return Document(tuple(_entry(each) for day in days for each in day.entries.values()))
    events = results.items
    blocks = tuple(
        _entry(each) for event in events for each in (*event["sessions"].items, *event["contributions"].items)
    )
    doubts = () if blocks else tuple(_bare(event) for event in events)
    return Document(blocks, _about(events[0]) if events else (), doubts)


def _bare(event: Node) -> Fault:
    return Fault(event.line, "", f"says nothing of the event's sessions; export it with {ADDRESS_OF_ALL}")


def _about(event: Node) -> tuple[Cell, ...]:
    place = ", ".join(filter(None, (event["room"].text, event["location"].text)))
    return about(
        event.line,
        title=event["title"].text,
        timezone=event["timezone"].text,
        date=event["startDate"]["date"].text,
        venue=place,
        url=event["url"].text,
        description=event["description"].text,
    )


def _entry(given: Node) -> Entry:
    """A session, a contribution, a break, or a part of one; a session's slot has a title beside the session's own."""
    title, slot = given["title"].text, given["slotTitle"].text
    return Entry(
        given.line,
        on_one_line(f"{title}: {slot}" if slot and slot != title else title),
        start=_moment(given["startDate"]),
        end=_moment(given["endDate"]),
        duration=span(given["duration"].text.removesuffix(".0")),
        kind=_kind(given),
        room=on_one_line(given.first("room", "roomFullname").text) or None,
        track=on_one_line(given["track"].text) or None,
        chairs=_people(given.first("conveners", "sessionConveners")),
        speakers=_people(given.first("speakers", "presenters")),
        abstract=plain(given["description"].text) or None,
        links=tuple(_links(given)),
        talks=tuple(_entry(each) for each in _parts(given)),
    )


def _parts(given: Node) -> Iterator[Node]:
    yield from given["contributions"].items
    yield from given["subContributions"].items
    yield from given["entries"].entries.values()


def _kind(given: Node) -> Kind | None:
    if given["entryType"].text == "Break":
        return Kind.BREAK
    return Kind.POSTERS if given["isPoster"].is_true else kind_named(given["type"].text)


def _moment(given: Node) -> datetime | None:
    """Aware in the zone that it names; naive, which means the event's zone, where that is none."""
    moment = iso_moment(f"{given['date'].text}T{given['time'].text}")
    try:
        return moment and moment.replace(tzinfo=read_zone(given["tz"].text))
    except ValueError:
        return moment


def _people(listed: Node) -> tuple[Person, ...]:
    return tuple(one for each in listed.items for one in person(_name(each), each["affiliation"].text))


def _name(given: Node) -> str:
    parts = f"{given.first('first_name', 'firstName').text} {given.first('last_name', 'familyName', 'lastName').text}"
    last, comma, first = given.first("fullName", "name").text.partition(",")
    return parts.strip() or (f"{first} {last}" if comma else last)


def _links(given: Node) -> Iterator[Link]:
    yield from link(given["url"].text, kind="website")
    for folder in given["folders"].items:
        for each in folder["attachments"].items:
            yield from link(each.first("link_url", "download_url").text, f"{folder['title'].text} {each['title'].text}")
