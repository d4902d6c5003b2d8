"""The schedule file's format: its keys, what each may hold, and the JSON Schema made from them.

The entries are the file as written (local times, names); `bot.files.read` makes the schedule from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.files.shapes import Choice, JsonSchema, ListOf, MapOf, Parsed, Record, Text, TextOr
from bot.schedule.model import Kind, Link, Person, Reminders

ARCHIVE = "none"
UTC_ZONE = ZoneInfo("UTC")
HALF_DAY = "half-day"
KINDS = tuple(kind.value for kind in Kind)
CHANNEL = r"#[^\sA-Z.,#]{1,80}|[CG][A-Z0-9]{8,}"


@dataclass(frozen=True, slots=True)
class PersonEntry:
    line: int
    name: str = ""
    affiliation: str | None = None
    bio: str | None = None
    role: str | None = None
    links: tuple[Link, ...] = ()

    def person(self) -> Person:
        return Person(self.name, self.affiliation, self.bio, self.role, self.links)


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """A session as written: `date` is ARCHIVE where the file says that there is none."""

    line: int
    title: str = ""
    kind: str | None = None
    id: str | None = None
    date: date | str | None = None
    start: time | datetime | None = None
    end: time | datetime | None = None
    room: str | None = None
    track: str | None = None
    section: str | None = None
    chair: tuple[PersonEntry, ...] = ()
    speakers: tuple[PersonEntry, ...] = ()
    abstract: str | None = None
    links: tuple[Link, ...] = ()
    talks: tuple[SessionEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class PostingEntry:
    line: int
    channels: tuple[str, ...] = ()
    rooms: tuple[tuple[str, str], ...] = ()
    reminders: tuple[tuple[str, tuple[int | str, ...]], ...] = ()
    morning: time | None = None


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    line: int
    title: str = ""
    timezone: ZoneInfo = UTC_ZONE
    sessions: tuple[SessionEntry, ...] = ()
    date: date | None = None
    venue: str | None = None
    url: str | None = None
    description: str | None = None
    links: tuple[Link, ...] = ()
    speakers: tuple[PersonEntry, ...] = ()
    organizers: tuple[PersonEntry, ...] = ()
    hosts: tuple[PersonEntry, ...] = ()
    posting: PostingEntry = PostingEntry(line=0)


def read_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a date; write year-month-day, as in 2020-12-12") from None


def read_session_date(text: str) -> date | str:
    return ARCHIVE if text.lower() == ARCHIVE else read_date(text)


def read_time(text: str) -> time | datetime:
    """A local time of day, or a local date and time; both without a zone."""
    remedy = f"{text!r} is not a time; write 14:25, 2:25 PM or 2020-12-12 14:25"
    match = re.fullmatch(r"(?:(\d{4}-\d\d-\d\d)[ T])?(\d{1,2}):(\d\d)(?::00)?\s*([AaPp]\.?[Mm]\.?)?", text)
    if not match:
        raise ValueError(remedy)
    day, hour, minute, meridiem = match.groups()
    try:
        clock = time(_hour_of_day(int(hour), meridiem), int(minute))
    except ValueError:
        raise ValueError(remedy) from None
    return datetime.combine(read_date(day), clock) if day else clock


def _hour_of_day(hour: int, meridiem: str | None) -> int:
    if meridiem is None:
        return hour
    if not 1 <= hour <= 12:  # noqa: PLR2004 - the hours of a 12-hour clock
        raise ValueError(hour)
    return hour % 12 + (12 if meridiem.lower().startswith("p") else 0)


def read_time_of_day(text: str) -> time:
    clock = read_time(text)
    if isinstance(clock, datetime):
        raise ValueError(f"{text!r} is a date and a time; write the time alone, as in 9:00")  # noqa: TRY004 - a fault
    return clock


def read_zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{text!r} is no IANA time zone; write one as in Europe/Berlin or America/Toronto") from None


def read_lead(text: str) -> int | str:
    if text == HALF_DAY:
        return text
    if not re.fullmatch(r"\d{1,5}", text):
        raise ValueError(f"{text!r} is neither a number of minutes nor {HALF_DAY!r}; write 10, [15, 5] or {HALF_DAY}")
    return int(text)


def read_address(text: str) -> str:
    if not re.fullmatch(r"(https?://|mailto:)[^\s<>|\"]+", text):
        raise ValueError(f"{text!r} is no address; write it in full, from https:// on")
    return text


TIME_PATTERN = r"^(\d{4}-\d\d-\d\d[ T])?\d{1,2}:\d\d(:00)?( ?[AaPp]\.?[Mm]\.?)?$"
TIME_EXAMPLES = ("14:25", "2:25 PM")
ADDRESS = Parsed(read_address, "An address, from https:// on.", r"^(https?://|mailto:)")
LINK_KIND = Text(pattern=r"[a-z][a-z0-9 -]*", remedy="write what the link leads to in lower case, as in slides")


def link(address: str, line: int) -> str:  # noqa: ARG001 - a TextOr gives the line too
    return address


def links_of(pairs: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Link, ...]:
    return tuple(Link(kind, url) for kind, urls in pairs for url in urls)


LINKS = MapOf(
    ListOf(ADDRESS),
    "Where to find more: slides, recording, livestream, paper, open-source, website …, each with its address.",
    key=LINK_KIND,
)


def make_person(*, links: tuple[tuple[str, tuple[str, ...]], ...] = (), **values: Any) -> PersonEntry:  # noqa: ANN401 - fields
    return PersonEntry(links=links_of(links), **values)


def make_session(*, links: tuple[tuple[str, tuple[str, ...]], ...] = (), **values: Any) -> SessionEntry:  # noqa: ANN401 - fields
    return SessionEntry(links=links_of(links), **values)


def make_schedule(*, links: tuple[tuple[str, tuple[str, ...]], ...] = (), **values: Any) -> ScheduleEntry:  # noqa: ANN401 - fields
    return ScheduleEntry(links=links_of(links), **values)


PERSON = Record(
    "person",
    make_person,
    {
        "name": Text("The name as it is to be shown."),
        "affiliation": Text("University or company."),
        "bio": Text("A sentence or two."),
        "role": Text("What the person does here, as in General Chair."),
        "links": LINKS,
    },
    frozenset({"name"}),
)
NAMED = TextOr(PERSON, lambda name, line: PersonEntry(line, name))
PEOPLE = ListOf(NAMED)

SESSION_FIELDS: dict[str, Any] = {
    "title": Text("What the programme calls it."),
    "kind": Choice(KINDS, "What sort of session; told by the title's first words where left out, else a talk."),
    "id": Text(
        "A name that stays when the title changes; made from the title where left out.",
        pattern=r"[a-z0-9][a-z0-9-]*",
        remedy="write lower-case letters, digits and hyphens",
    ),
    "date": Parsed(
        read_session_date,
        f"The day in the event's zone, year-month-day; {ARCHIVE!r} for an archive entry.",
        rf"^(\d{{4}}-\d\d-\d\d|{ARCHIVE})$",
        ("2020-12-12",),
    ),
    "start": Parsed(read_time, "Local time; left out where it is not announced.", TIME_PATTERN, TIME_EXAMPLES),
    "end": Parsed(read_time, "Local time; left out where the next start ends it.", TIME_PATTERN, TIME_EXAMPLES),
    "room": Text("Where it is."),
    "track": Text("One of several programmes that run side by side."),
    "section": Text("The heading it stands under in the programme."),
    "chair": ListOf(NAMED, "Who chairs or moderates it."),
    "speakers": ListOf(NAMED, "Who speaks, or sits on the panel."),
    "abstract": Text("What it is about."),
    "links": LINKS,
}
SESSION = Record("session", make_session, SESSION_FIELDS, frozenset({"title"}))
SESSION_FIELDS["talks"] = ListOf(SESSION, "The talks nested in it.")

CHANNEL_NAME = Text("A Slack channel.", pattern=CHANNEL, remedy='write "#name", in lower case and in quotes')
POSTING = Record(
    "posting",
    PostingEntry,
    {
        "channels": ListOf(CHANNEL_NAME, "Channels that hear of every session."),
        "rooms": MapOf(CHANNEL_NAME, "Rooms, each with the channel that hears of its sessions alone."),
        "reminders": MapOf(
            ListOf(Parsed(read_lead, "Minutes before the start, or half-day.", examples=("10", HALF_DAY))),
            "When a session is announced, by kind; `default` for the kinds not named.",
            key=Choice(("default", *KINDS)),
        ),
        "morning": Parsed(read_time_of_day, "When a session without a time is announced (9:00).", TIME_PATTERN),
    },
)

SCHEDULE = Record(
    "schedule",
    make_schedule,
    {
        "title": Text("The event's name."),
        "timezone": Parsed(read_zone, "The IANA time zone of all times of the file.", examples=("Europe/Berlin",)),
        "date": Parsed(read_date, "The day of the sessions that name none.", r"^\d{4}-\d\d-\d\d$", ("2020-12-12",)),
        "venue": Text("Where the event is."),
        "url": ADDRESS,
        "description": Text("What the event is about."),
        "links": LINKS,
        "organizers": ListOf(NAMED, "Who organizes it."),
        "hosts": ListOf(NAMED, "Who hosts it."),
        "speakers": ListOf(NAMED, "What is known of the people that sessions name: affiliation, bio, links."),
        "posting": POSTING,
        "sessions": ListOf(SESSION, "The programme, in order."),
    },
    frozenset({"title", "timezone", "sessions"}),
)


def json_schema() -> JsonSchema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Usher schedule",
        "description": "A workshop's schedule for Usher; `usher check FILE` tells what is wrong or doubtful.",
        **SCHEDULE.definition(),
        "$defs": {record.name: record.definition() for record in (PERSON, SESSION, POSTING)},
    }


def reminders_of(leads: tuple[int | str, ...]) -> Reminders:
    minutes = tuple(sorted({lead for lead in leads if isinstance(lead, int)}, reverse=True))
    return Reminders(minutes, half_day=HALF_DAY in leads)
