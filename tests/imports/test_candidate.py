"""What would be written and would change if a document were used; and which schedule it most likely is of."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.errors import UsherError
from bot.files.read import ReadSchedule, read_text
from bot.imports.candidate import candidate, imported, likely_target
from bot.schedule.model import Schedule
from bot.store.proposals import Proposal

HEAD = "<h1>Joins Day</h1><p>Monday, June 1, 2026. All times are CEST (Europe/Berlin).</p><table>"
ROWS = "<tr><td>9:00 - 9:30</td><td>Opening</td></tr><tr><td>9:30 - 10:15</td><td>Joins That Agree</td></tr>"
NOW = datetime(2026, 5, 1, tzinfo=UTC)
LIVE = """title: Joins Day
timezone: Europe/Berlin
date: 2026-06-01
posting: {channels: ["#joins"]}
sessions:
  - {title: Opening, start: 9:00, end: 9:30}
  - {title: Joins That Agree, start: 9:30, end: 10:00}
"""


def proposal(page: str = HEAD + ROWS, **said: object) -> Proposal:
    kept = Proposal("joins.html", page.encode(), None, "https://a.example/", "", "U1", "", NOW)
    return replace(kept, **said)  # type: ignore[arg-type]


def live(text: str = LIVE) -> ReadSchedule:
    return read_text(text, "joins-day", "joins-day.yaml")


def test_document_over_a_file_keeps_what_people_added_and_tells_the_rest() -> None:
    made = candidate(proposal(), imported(proposal()), live(), ())
    read = read_text(made.text, "joins-day", "joins-day.yaml").schedule
    assert (read.posting.channels, read.source) == (("#joins",), "https://a.example/")
    assert made.offer.change is not None
    assert [change.after.title for change in made.offer.change.changed] == ["Joins That Agree"]
    assert (made.offer.can_be_used, made.offer.is_amended, made.stem) == (True, False, "joins-day")


def test_document_with_changes_made_since_says_so() -> None:
    file = live()
    in_use = replace(file.schedule, sessions=file.schedule.sessions[:1], cancelled=file.schedule.sessions[1:])
    assert candidate(proposal(), imported(proposal()), file, (in_use,)).offer.is_amended


def test_same_change_has_the_same_digest_and_another_has_another() -> None:
    longer = HEAD + ROWS.replace("10:15", "10:30")
    digests = [
        candidate(each, imported(each), live(), ()).digest for each in (proposal(), proposal(), proposal(longer))
    ]
    assert digests[0] == digests[1] != digests[2]


def test_what_is_not_said_is_lacking_until_it_is_said_or_the_file_says_it() -> None:
    page = proposal("<h1>Joins Day</h1><table>" + ROWS)
    alone = candidate(page, imported(page), None, ())
    said = replace(page, day=date(2026, 6, 2), zone="Asia/Tokyo")
    filled = candidate(said, imported(said), None, ())
    over = candidate(page, imported(page), live(), ())
    assert [made.offer.lacks for made in (alone, filled, over)] == [("timezone", "date"), (), ()]
    assert [made.offer.can_be_used for made in (alone, filled, over)] == [False, True, True]
    assert over.offer.schedule.dates() == (date(2026, 6, 1),)


def test_document_without_sessions_is_refused() -> None:
    with pytest.raises(UsherError, match=r"^joins\.html: no sessions were found"):
        imported(proposal("<p>Moved!"))


def named(schedule_id: str, title: str = "Other", source: str | None = None) -> Schedule:
    return replace(live().schedule, id=schedule_id, title=title, source=source)


@pytest.mark.parametrize(
    ("schedules", "here", "expected"),
    [
        ((named("a", source="https://a.example/"), named("b"), named("joins-day")), "b", "a"),
        ((named("b"), named("joins-day")), "b", "b"),
        ((named("b"), named("joins-day")), None, "joins-day"),
        ((named("b"), named("c", title="JOINS day!")), None, "c"),
        ((named("b"), named("joins")), None, "joins"),
        ((named("b"),), None, ""),
        ((), None, ""),
    ],
)
def test_likely_target_is_the_schedule_of_its_source_else_of_the_channel_else_a_namesake(
    schedules: tuple[Schedule, ...], here: str | None, expected: str
) -> None:
    assert likely_target(imported(proposal()), "https://a.example/", here, schedules) == expected
