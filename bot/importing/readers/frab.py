"""The XML that frab, Pentabarf and pretalx export → entries: schedule / day / room / event.

Source: the schema that the c3voc's validator holds, and Pentabarf's older form, whose events name no date of their own.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from lxml import etree

from bot.errors import Fault
from bot.importing.decode import unusable
from bot.importing.readers.fields import (
    about,
    clock,
    iso_day,
    iso_moment,
    kind_named,
    link,
    on_one_line,
    person,
    plain,
    span,
)
from bot.importing.rows import Document, Entry
from bot.schedule.model import Link

Element: TypeAlias = Any
"""An lxml element; lxml says no types."""

NIGHT_ENDS = 5
"""Earlier hours are doubted where nothing tells at which a day of the programme begins."""

ABOUT = (
    ("title", ("conference/title",)),
    ("timezone", ("conference/time_zone_name", "conference/timezone")),
    ("date", ("conference/start",)),
    ("venue", ("conference/venue", "conference/city")),
    ("url", ("conference/url", "url")),
)


def read(text: str) -> Document:
    root = root_of(text)
    told = {name: next(filter(None, (_text(root, path) for path in paths)), "") for name, paths in ABOUT}
    read_events = tuple(_event(event, day, root) for day in root.iter("day") for event in day.iter("event"))
    doubts = tuple(doubt for _, doubt in read_events if doubt)
    return Document(tuple(entry for entry, _ in read_events), about(1, **told), doubts)


def root_of(text: str) -> Element:
    """An XML document's root; entities, external files and the network are never asked. Raises ScheduleFileError."""
    if "<!ENTITY" in text:
        line = text.count("\n", 0, text.index("<!ENTITY")) + 1
        raise unusable("declares XML entities, which can stand for anything; take its DOCTYPE out", line=line)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        problem = str(error.msg).partition(", line ")[0]
        raise unusable(f"is not XML: {problem}; export it again", line=error.lineno or 1) from None


def _event(event: Element, day: Element, root: Element) -> tuple[Entry, Fault | None]:
    start, doubt = _start(event, day, root)
    title, subtitle = (on_one_line(_text(event, name)) for name in ("title", "subtitle"))
    room = event.getparent().get("name", "") if event.getparent() is not None else ""
    entry = Entry(
        event.sourceline or 1,
        f"{title}: {subtitle}" if title and subtitle else title or subtitle,
        date=None if start else iso_day(_text(event, "date") or day.get("date", "")),
        start=start,
        duration=span(_text(event, "duration")),
        kind=kind_named(_text(event, "type")),
        room=on_one_line(_text(event, "room") or room) or None,
        track=on_one_line(_text(event, "track")) or None,
        speakers=tuple(one for each in event.iterfind("persons/person") for one in person(_content(each))),
        abstract=plain(_text(event, "abstract") or _text(event, "description")) or None,
        links=tuple(_links(event)),
    )
    return entry, doubt


def _start(event: Element, day: Element, root: Element) -> tuple[datetime | None, Fault | None]:
    """The event's own date and time; Pentabarf's, by its day, belongs to the next date before the day changes."""
    own = iso_moment(_text(event, "date"))
    started = clock(_text(event, "start"))
    on = iso_day(_text(event, "date")) or iso_day(day.get("date", ""))
    if own or not started or not on:
        return own, None
    begins = iso_moment(day.get("start", ""))
    changes = clock(_text(root, "conference/day_change")) or (begins and begins.time())
    is_dated = iso_day(_text(event, "date")) is not None
    if changes and started < changes and not is_dated:
        on += timedelta(days=1)
    doubt = f"'{_text(event, 'start')}' on {on} may be the night after; give the event a date with its time"
    doubtful = not changes and not is_dated and started.hour < NIGHT_ENDS
    return datetime.combine(on, started), Fault(event.sourceline or 1, "start", doubt) if doubtful else None


def _links(event: Element) -> Iterator[Link]:
    yield from link(_text(event, "url"), kind="website")
    yield from link(_text(event, "video_download_url"), kind="recording")
    for each in (*event.iterfind("links/link"), *event.iterfind("attachments/attachment")):
        yield from link(each.get("href", ""), _content(each))


def _text(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else _content(found)


def _content(element: Element) -> str:
    return "".join(element.itertext()).strip()
