"""The schedule file's format: its keys, what each may hold, and the JSON Schema made from them.

What is read are the entries of `bot.files.entries`; `bot.files.read` makes the schedule from them.
"""

import re
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.files.entries import FaqEntry, PersonEntry, PostingEntry, make_person, make_schedule, make_session
from bot.files.shapes import AsWritten, Choice, JsonSchema, ListOf, MapOf, Parsed, Record, Text, TextOr, quoted
from bot.schedule.model import Kind, Reminders

ARCHIVE = "none"
HALF_DAY = "half-day"
KINDS = tuple(kind.value for kind in Kind)
DATE = r"\d{4}-\d\d-\d\d"
CLOCK = r"([01]?\d|2[0-3]):([0-5]\d)(?::00)?\s*([AaPp]\.?[Mm]\.?)?"
ZONE = r"[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*"
"""Neither `localtime` nor `posixrules`, which mean the zone of whatever machine reads them."""
ADDRESS_TEXT = r"(https?://|mailto:)[^\s<>|\"]+"
SOURCE_TEXT = r"https?://[^\s<>|\"@/?#]+([/?#][^\s<>|\"]*)?"
"""Without a name and a password, which have no place in a file that is passed around."""
ID = r"[a-z0-9][a-z0-9-]{0,79}"
FIRST_YEAR, LAST_YEAR = 1900, 2199
CHANNEL = r"#[^\sA-Z.,#]{1,80}|[CG][A-Z0-9]{8,}"


def read_date(text: str) -> date:
    try:
        day = date.fromisoformat(text) if re.fullmatch(DATE, text, re.ASCII) else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{quoted(text)} is not a date; write year-month-day, as in 2020-12-12")
    return day


def read_session_date(text: str) -> date | str:
    return ARCHIVE if text.lower() == ARCHIVE else read_date(text)


def read_time(text: str) -> time | datetime:
    """A local time of day, or a local date and time; both without a zone."""
    remedy = f"{quoted(text)} is not a time; write 14:25, 2:25 PM or 2020-12-12 14:25"
    match = re.fullmatch(rf"(?:({DATE})[ T])?{CLOCK}", text, re.ASCII)
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
        raise ValueError(f"{quoted(text)} is a date and a time; write the time alone, as in 9:00")  # noqa: TRY004 - a fault
    return clock


def read_zone(text: str) -> ZoneInfo:
    try:
        zone = ZoneInfo(text) if re.fullmatch(ZONE, text) else None
    except (KeyError, ValueError, OSError):
        zone = None
    if zone is None:
        raise ValueError(f"{quoted(text)} is no IANA time zone; write one as in Europe/Berlin or America/Toronto")
    return zone


def read_lead(text: str) -> int | str:
    if text == HALF_DAY:
        return text
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII):
        problem = f"{quoted(text)} is neither a number of minutes nor {HALF_DAY!r}"
        raise ValueError(f"{problem}; write 10, [15, 5] or {HALF_DAY}")
    return int(text)


def read_flag(text: str) -> bool:
    if text.lower() not in {"true", "false", "yes", "no"}:
        raise ValueError(f"{quoted(text)} is neither true nor false; write one of them")
    return text.lower() in {"true", "yes"}


def read_address(text: str) -> str:
    if not re.fullmatch(ADDRESS_TEXT, text):
        raise ValueError(f"{quoted(text)} is no address; write it in full, from https:// on")
    return text


def read_source(text: str) -> str:
    if not re.fullmatch(SOURCE_TEXT, text):
        raise ValueError(f"{quoted(text)} is no address of a page; write it in full, from https:// on")
    return text


def form(pattern: str, *examples: str) -> JsonSchema:
    """What an editor is told of a text that is parsed."""
    return {"type": "string", "pattern": f"^({pattern})$", "examples": list(examples)}


DAY_FORM = form(DATE, "2020-12-12")
SESSION_DAY_FORM = form(f"{DATE}|{ARCHIVE}", "2020-12-12", ARCHIVE)
TIME_OF_DAY_FORM = form(CLOCK, "9:00", "14:25", "2:25 PM")
TIME_FORM = form(rf"({DATE}[ T])?{CLOCK}", "9:00", "14:25", "2:25 PM", "2020-12-12 14:25")
ZONE_FORM = form(
    ZONE,
    *("America/Los_Angeles", "America/Chicago", "America/New_York", "America/Toronto", "America/Vancouver"),
    *("America/Sao_Paulo", "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Vienna", "Africa/Kigali"),
    *("Asia/Kolkata", "Asia/Singapore", "Asia/Shanghai", "Asia/Seoul", "Asia/Tokyo", "Australia/Sydney", "UTC"),
)
LEAD_FORM: JsonSchema = {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 99_999}, {"const": HALF_DAY}]}
FLAG_FORM: JsonSchema = {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}]}

SOURCE = Parsed(
    read_source,
    "The address of the page that it was imported from; the bot looks there for changes, and asks before using them.",
    form(SOURCE_TEXT, "https://example.org/workshop.html"),
)
ADDRESS = Parsed(read_address, "An address, from https:// on.", form(ADDRESS_TEXT, "https://example.org/slides.pdf"))
LINK_KIND = Text(pattern=r"[a-z][a-z0-9 -]*", remedy="write what the link leads to in lower case, as in slides")


LINKS = MapOf(
    ListOf(ADDRESS),
    "Where to find more: slides, recording, livestream, paper, open-source, website …, each with its address.",
    key=LINK_KIND,
)


PERSON = Record(
    "person",
    make_person,
    {
        "name": Text("The name as it is to be shown."),
        "affiliation": Text("University or company."),
        "bio": Text("A sentence or two."),
        "role": Text("What the person does here, as in General Chair."),
        "links": LINKS,
        "slack": Text(
            "The id of their Slack account (their profile, ⋮, Copy member ID).",
            pattern=r"[UW][A-Z0-9]{2,}",
            remedy="copy the member ID of their Slack profile, as in U012AB3CD",
        ),
    },
    required=("name",),
    doc="Somebody, with what is known of them.",
)
NAMED = TextOr(PERSON, lambda name, line: PersonEntry(line, name), "A name alone, or a name with what is known.")

TALK_FIELDS: dict[str, Any] = {
    "title": Text("What the programme calls it."),
    "kind": Choice(KINDS, "What sort of session; told by the title's first words where left out, else a talk."),
    "id": AsWritten(
        Text(
            "A name that stays when the title changes; made from the title where left out.",
            pattern=ID,
            remedy="write lower-case letters, digits and hyphens, 80 at most",
        )
    ),
    "date": Parsed(
        read_session_date,
        f"The day in the event's zone, year-month-day; {ARCHIVE!r} for an archive entry.",
        SESSION_DAY_FORM,
    ),
    "start": AsWritten(Parsed(read_time, "Local time; left out where it is not announced.", TIME_FORM)),
    "end": AsWritten(Parsed(read_time, "Local time; left out where the next start ends it.", TIME_FORM)),
    "room": Text("Where it is."),
    "track": Text("One of several programmes that run side by side."),
    "section": Text("The heading it stands under in the programme."),
    "chair": ListOf(NAMED, "Who chairs or moderates it."),
    "speakers": ListOf(NAMED, "Who speaks, or sits on the panel."),
    "abstract": Text("What it is about."),
    "links": LINKS,
    "cancelled": Parsed(read_flag, "Whether it does not take place after all.", FLAG_FORM),
}
SESSION_REMEDIES = {"time": "is 'start' meant?", "location": "is 'room' meant?", "type": "is 'kind' meant?"}
TALK = Record(
    "talk",
    make_session,
    TALK_FIELDS,
    required=("title",),
    remedies={**SESSION_REMEDIES, "talks": "a nested talk holds no talks itself; put them beside it"},
    doc="A talk nested in a session; its date, room, track and section are the session's unless it says them.",
)
SESSION = Record(
    "session",
    make_session,
    {**TALK_FIELDS, "talks": ListOf(TALK, "The talks nested in it.")},
    required=("title",),
    remedies=SESSION_REMEDIES,
    doc="One entry of the programme.",
)

CHANNEL_NAME = Text("A Slack channel.", pattern=CHANNEL, remedy='write "#name", in lower case and in quotes')
POSTING = Record(
    "posting",
    PostingEntry,
    {
        "channels": ListOf(CHANNEL_NAME, "Channels that hear of every session."),
        "rooms": MapOf(CHANNEL_NAME, "Rooms, each with the channel that hears of its sessions alone."),
        "reminders": MapOf(
            ListOf(Parsed(read_lead, f"Minutes before the start, or {HALF_DAY}.", LEAD_FORM)),
            "When a session is announced, by kind; `default` for the kinds not named.",
            key=Choice(("default", *KINDS)),
        ),
        "morning": Parsed(
            read_time_of_day, "When a session without a time is announced (9:00 where left out).", TIME_OF_DAY_FORM
        ),
        "check_in": Parsed(
            read_flag,
            "Whether speakers and chairs with a Slack account are asked, 30 minutes before, whether they are there.",
            FLAG_FORM,
        ),
    },
    doc="Where and when channels are told.",
)

FAQ = Record(
    "faq",
    FaqEntry,
    {
        "question": ListOf(Text("As people ask it."), "The question, in one way of asking it or several.", least=1),
        "answer": Text("What they are told."),
    },
    required=("question", "answer"),
    doc="Something that people ask, beside the programme, and its answer.",
)

SCHEDULE = Record(
    "schedule",
    make_schedule,
    {
        "title": Text("The event's name."),
        "timezone": Parsed(read_zone, "The IANA time zone of all times of the file.", ZONE_FORM),
        "date": Parsed(read_date, "The day of the sessions that name none.", DAY_FORM),
        "venue": Text("Where the event is."),
        "url": ADDRESS,
        "source": SOURCE,
        "description": Text("What the event is about."),
        "links": LINKS,
        "organizers": ListOf(NAMED, "Who organizes it."),
        "hosts": ListOf(NAMED, "Who hosts it."),
        "speakers": ListOf(NAMED, "What is known of the people that sessions name: affiliation, bio, links."),
        "posting": POSTING,
        "faq": ListOf(FAQ, "What people ask beside the programme: where to park, how to get online."),
        "sessions": ListOf(SESSION, "The programme, in order.", least=1),
    },
    required=("title", "timezone", "sessions"),
    remedies={"tz": "is 'timezone' meant?", "name": "is 'title' meant?", "location": "is 'venue' meant?"},
    doc="A workshop's schedule for Usher; `usher check FILE` tells what is wrong or doubtful.",
)


def json_schema() -> JsonSchema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Usher schedule",
        **SCHEDULE.definition(),
        "$defs": {record.name: record.definition() for record in (PERSON, SESSION, TALK, POSTING, FAQ)},
    }


def reminders_of(leads: tuple[int | str, ...]) -> Reminders:
    minutes = tuple(sorted({lead for lead in leads if isinstance(lead, int)}, reverse=True))
    return Reminders(minutes, half_day=HALF_DAY in leads)
