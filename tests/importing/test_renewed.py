from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.files.read import read_text, schedule_of
from bot.files.write import text_of
from bot.importing.importer import import_document, over
from bot.importing.renewed import renewed
from bot.schedule.difference import difference
from bot.schedule.model import Link, Session

FILE = """title: Joins Day
timezone: Europe/Berlin
date: 2026-06-01
venue: Old Hall
links:
  website: "https://joins.example"
organizers: [Olga Host]
speakers:
  - name: Ada Example
    bio: Joins tables for a living.
  - name: Gus Guest
    role: Photographer
posting:
  channels: ["#joins"]
  reminders:
    default: [15]
faq:
  - question: ["Where do I park?", parking]
    answer: Behind the hall.
sessions:
  - title: Opening
    start: 9:00
  - title: TBA
    id: first-keynote
    kind: keynote
    start: 9:30
    end: 10:15
    room: Hall 1
    chair: [Cleo Chair]
    speakers: [Ada Example]
    links:
      slides: "https://joins.example/slides"
  - title: Merging
    start: 11:00
    speakers: [Bo Sample]
    abstract: How to merge.
    cancelled: true
  - title: Forgotten
    start: 12:00
"""


def imported(sheet: str) -> str:
    """The text of the file above, renewed by what a spreadsheet says now."""
    head = "Title,Date,Start,End,Speaker\n"
    found = import_document((head + sheet).encode(), "joins.csv", timezone=read_text(FILE, "x", "x").entry.timezone)
    return text_of(renewed(read_text(FILE, "x", "x").entry, replace(found.draft.entry, title="Joins Day")))


def test_only_what_the_document_says_otherwise_changes() -> None:
    text = imported(
        "Opening,2026-06-01,9:00,,\n"
        "Joins at last,2026-06-01,9:30,,Ada Example\n"
        "Merging,2026-06-02,14:00,14:30,Bo Sample\n"
        "Dinner,2026-06-01,19:00,,\n"
    )
    expected = (
        FILE.replace("title: Joins Day", "# yaml-language-server: $schema=schedule.schema.json\n\ntitle: Joins Day")
        .replace("sessions:", "\nsessions:")
        .replace("\n  - title: TBA", "\n\n  - title: Joins at last")
        .replace("\n  - title: Merging", "\n\n  - title: Merging")
        .replace("    start: 11:00", "    date: 2026-06-02\n    start: 14:00\n    end: 14:30")
        .replace("\n  - title: Forgotten\n    start: 12:00", "\n\n  - title: Dinner\n    start: 19:00")
    )
    assert text == expected


def test_unchanged_document_changes_nothing() -> None:
    text = imported(
        "Opening,2026-06-01,9:00,,\n"
        "TBA,2026-06-01,9:30,,Ada Example\n"
        "Merging,2026-06-01,11:00,,Bo Sample\n"
        "Forgotten,2026-06-01,12:00,,\n"
    )
    before, after = read_text(FILE, "x", "x").schedule, read_text(text, "x", "x").schedule
    assert not difference(before, after)
    assert [session.id for session in after.sessions] == [session.id for session in before.sessions]
    assert after == before


PAGE = "# Seminar\n\n| | |\n|-|-|\n| 10:00 | Bo Sample: Merging |\n| 11:00 | Ada Example: Joins |\n"


def over_file(page: str, file: str) -> tuple[str, list[str]]:
    """The text that a page gives over a file, and what was doubtful in it."""
    found = over(import_document(page.encode(), "seminar.md"), read_text(file, "x", "x").entry)
    return found.text, [doubt.problem for doubt in found.doubts]


def test_day_and_zone_that_were_filled_in_by_hand_stay() -> None:
    first = import_document(PAGE.encode(), "seminar.md")
    assert first.lacks == ("timezone", "date")
    lines = first.text.splitlines()
    filled = [line if not line.startswith("timezone:") else "timezone: Asia/Tokyo" for line in lines]
    filled = [line if not line.startswith("date:") else "date: 2026-06-03" for line in filled]
    text, doubts = over_file(PAGE, "\n".join(filled))
    assert text.splitlines() == [line for line in filled if not line.startswith("# line")]
    assert doubts == []


def test_zone_that_is_only_guessed_does_not_replace_the_files() -> None:
    page = PAGE.replace("# Seminar", "# Seminar, 3 June 2026\n\nLocation: Vienna, Austria")
    first = import_document(page.encode(), "seminar.md")
    assert (first.draft.entry.timezone.key, first.lacks) == ("Europe/Vienna", ())
    text, doubts = over_file(page, first.text.replace("Europe/Vienna", "America/Toronto"))
    assert "\ntimezone: America/Toronto\n" in text
    assert doubts == ["Europe/Vienna is only a guess; the file's America/Toronto is kept"]
    stated = page.replace("Austria", "Austria. All times are in Europe/Vienna")
    assert "\ntimezone: Europe/Vienna\n" in over_file(stated, text)[0]


def test_title_of_the_file_stays_where_the_document_has_none() -> None:
    page = "- 10:00 Bo Sample: Merging\n- 11:00 Ada Example: Joins\n"
    file = import_document(page.encode(), "seminar.md", timezone=ZoneInfo("Asia/Tokyo"), date=date(2026, 6, 3)).text
    text, doubts = over_file(page, file.replace("title: seminar", "title: Monday Talks"))
    assert (text.splitlines()[2], doubts) == ("title: Monday Talks", [])


def test_time_that_was_filled_in_by_hand_stays_until_the_document_says_one() -> None:
    zone = read_text(FILE, "x", "x").entry.timezone
    file = "title: A\ntimezone: UTC\nsessions: [{title: Joins, date: 2026-06-02, start: 9:00, end: 9:30}]\n"

    def sessions(sheet: str) -> tuple[Session, ...]:
        found = import_document(f"Title,Date,Start\n{sheet}".encode(), "a.csv", timezone=zone)
        entry = renewed(read_text(file, "x", "x").entry, found.draft.entry)
        return schedule_of(entry).sessions

    other = "Merging,2026-06-01,10:00\nSorting,2026-06-01,11:00\n"
    assert [at.start for at in sessions(other + "Joins,2026-06-02,\n")][-1] == datetime(2026, 6, 2, 7, tzinfo=UTC)
    assert [at.start for at in sessions(other + "Joins,2026-06-03,\n")][-1] is None
    later = sessions(other + "Joins,2026-06-02,14:00\n")[-1]
    assert (later.start, later.end_stated) == (datetime(2026, 6, 2, 12, tzinfo=UTC), False)
    same = sessions(other + "Joins,2026-06-02,9:00\n")[-1]
    assert (same.end, same.end_stated) == (datetime(2026, 6, 2, 7, 30, tzinfo=UTC), True)


def test_nested_talk_keeps_its_id_when_it_becomes_a_session() -> None:
    file = """title: A
timezone: UTC
date: 2026-06-01
sessions:
  - title: Spotlights
    start: 9:00
    talks:
      - {title: Joins, id: j-1, speakers: [Ada Example], links: {slides: "https://x.example/j"}}
"""
    found = import_document(
        b"Title,Date,Start,Speaker\nSpotlights,2026-06-01,9:00,\nJoins,2026-06-01,9:30,Ada Example\n", "a.csv"
    )
    entry = renewed(read_text(file, "x", "x").entry, found.draft.entry)
    assert [(session.id, session.links) for session in schedule_of(entry).entries()] == [
        ("spotlights", ()),
        ("j-1", (Link("slides", "https://x.example/j"),)),
    ]
