"""A schedule written as a file reads as the same schedule."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Fault
from bot.files.entries import ScheduleEntry, SessionEntry
from bot.files.read import read_file, read_text
from bot.files.shapes import Written
from bot.files.write import entry_of, person_entry, text_of, text_of_schedule
from bot.schedule.amendments import Cancellation, amended
from bot.schedule.model import Faq, Kind, Link, Person, Posting, Reminders, Schedule, Session, with_ends

ROOT = Path(__file__).parents[2]
SCHEDULES = sorted((*(ROOT / "schedule_data").glob("*.yaml"), *(ROOT / "tests/questions/data").glob("*.yaml")))
ZONE = ZoneInfo("America/New_York")

texts = st.text(min_size=1, max_size=120).map(lambda text: " ".join(text.split())).filter(bool)
texts |= st.sampled_from(
    (
        "yes",
        "null",
        "~",
        "1:30",
        "2025-05-05",
        "- item",
        "a: b",
        "#hash",
        "'q'",
        '"q"',
        "[x]",
        "{",
        "&a",
        "*b",
        "!t",
        "%",
        "@",
        "0x1F",
        "1e3",
        "x" * 200,
    )
)
links = st.lists(
    st.builds(
        Link,
        st.sampled_from(("slides", "paper")),
        st.sampled_from(("https://a.example/x?y=1&z#k", "mailto:a@b.example")),
    ),
    max_size=3,
    unique=True,
).map(lambda found: tuple(sorted(found, key=lambda link: link.kind)))
faqs = st.lists(st.builds(Faq, st.lists(texts, min_size=1, max_size=2).map(tuple), texts), max_size=2).map(tuple)
names = st.sampled_from(("Ada Lovelace", "Åsa Öberg", "O'Neil, Jr.", "null", "李 雷"))
KNOWN = {name: Person(name, "Somewhere: else") for name in ("Ada Lovelace", "null")} | {
    "李 雷": Person("李 雷", slack="U012AB3CD")
}
people = st.lists(names.map(lambda name: KNOWN.get(name, Person(name))), max_size=3, unique=True).map(tuple)


@st.composite
def sessions(draw: st.DrawFn) -> tuple[Session, ...]:
    found = []
    for number in range(draw(st.integers(1, 5))):
        day = draw(st.sampled_from((date(2025, 6, 3), date(2025, 6, 4), None)))
        start = draw(st.none() | st.integers(0, 23 * 60)) if day else None
        moment = (
            datetime.combine(day, time(), ZONE).astimezone(UTC) + timedelta(minutes=start)
            if day and start is not None
            else None
        )
        end = draw(st.none() | st.integers(1, 30 * 60)) if moment else None
        own = {"section": draw(st.none() | texts), "room": draw(st.none() | texts), "track": draw(st.none() | texts)}
        session = Session(
            f"s-{number}", draw(texts), draw(st.sampled_from(Kind)), day, moment,
            moment + timedelta(minutes=end) if moment and end else None, end is not None,
            chairs=draw(people), speakers=draw(people), abstract=draw(st.none() | texts), links=draw(links), **own,
        )  # fmt: skip
        nested = [
            Session(f"s-{number}-{place}", draw(texts), date=day, speakers=draw(people), **own)
            for place in range(draw(st.integers(0, 2)))
        ]
        found.append(replace(session, talks=tuple(nested)))
    return with_ends(tuple(found))


def by_name(schedule: Schedule) -> Schedule:
    return replace(schedule, people=tuple(sorted(schedule.people, key=lambda person: person.name)))


def read_back(schedule: Schedule) -> Schedule:
    return read_text(text_of_schedule(schedule), schedule.id, "written").schedule


@pytest.mark.parametrize("path", SCHEDULES, ids=lambda path: path.stem)
def test_schedule_file_written_reads_as_the_same(path: Path) -> None:
    schedule = read_file(path).schedule
    assert by_name(read_back(schedule)) == by_name(schedule)


def test_what_one_session_alone_says_of_somebody_is_said_there_alone() -> None:
    ada = Person("Ada", bio="Writes.")
    speaker, chair = replace(ada, affiliation="TU Berlin"), replace(ada, role="chair")
    noon = datetime(2026, 6, 4, 12, tzinfo=UTC)
    sessions = with_ends(
        tuple(
            Session(name, name, date=noon.date(), start=noon + timedelta(hours=hours), speakers=(person,))
            for hours, (name, person) in enumerate({"keynote": speaker, "panel": chair}.items())
        )
    )
    whole = Schedule("written", "Day", ZONE, sessions, people=(replace(speaker, role="chair"),))
    assert read_back(whole) == whole
    assert [person_entry(ada)] == list(entry_of(whole).speakers)


@settings(max_examples=200, deadline=None)
@given(sessions(), texts, st.none() | texts, links, faqs, st.sets(st.sampled_from(("s-0", "s-1", "s-1-0")), max_size=2))
def test_any_schedule_written_reads_as_the_same(
    found: tuple[Session, ...],
    title: str,
    venue: str | None,
    own: tuple[Link, ...],
    faq: tuple[Faq, ...],
    cancelled: set[str],
) -> None:
    named = {person.name: person for session in found for person in session.people}
    whole = Schedule("written", title, ZONE, found, venue, links=own, people=tuple(named.values()), faq=faq)
    schedule = amended(whole, tuple(Cancellation(session_id) for session_id in cancelled))
    assert by_name(read_back(schedule)) == by_name(schedule)


def test_page_that_it_came_from_is_written() -> None:
    source = "https://a.example/@me/x?y=1#z"
    schedule = Schedule("s", "T", ZONE, (Session("s", "S", date=date(2025, 6, 3)),), source=source)
    assert read_back(schedule).source == source


def test_posting_is_written_where_it_is_not_the_usual() -> None:
    by_kind = ((Kind.BREAK, Reminders(half_day=True)), (Kind.LUNCH, Reminders((5,))))
    posting = Posting(("#a",), (("Room 1: big", "#b"),), Reminders((15, 5)), by_kind, time(8), check_in=True)
    schedule = Schedule("s", "T", ZONE, (Session("s", "S", date=date(2025, 6, 3)),), posting=posting)
    assert read_back(schedule).posting == posting


def test_notes_stand_above_their_session_and_else_at_the_top() -> None:
    entry = ScheduleEntry(1, "T", ZONE, (SessionEntry(7, "S", start=Written(time(9), "9:00", 7)),), date(2025, 6, 3))
    notes = (Fault(7, "start", "is a\nguess"), Fault(3, "title", "is doubtful"))
    assert text_of(entry, notes, unsaid={"timezone": "write one"}).splitlines() == [
        "# yaml-language-server: $schema=schedule.schema.json",
        "# line 3: is doubtful",
        "",
        "title: T",
        "timezone:  # write one",
        "date: 2025-06-03",
        "",
        "sessions:",
        "  # is a guess",
        "  - title: S",
        "    start: 9:00",
    ]
