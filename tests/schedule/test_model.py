"""The values themselves."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone, tzinfo

import pytest

from bot.schedule.model import Kind, Posting, Reminders
from tests.schedule.sessions import DAY, ZONE, at, people, schedule, session


@pytest.mark.parametrize("zone", [None, ZONE, timezone(timedelta(hours=1))])
def test_session_refuses_times_that_are_not_in_utc(zone: tzinfo | None) -> None:
    moment = datetime(2024, 5, 1, 9, tzinfo=zone)
    with pytest.raises(ValueError, match=r"^session 'a': datetime.*is not in UTC; use .astimezone\(UTC\)$"):
        replace(session("a"), start=moment)


def test_people_are_speakers_chairs_and_those_of_nested_talks() -> None:
    talk = session("t", speakers=people("Bob"))
    held = session("a", speakers=people("Ada"), chairs=people("Eve"), talks=(talk,))
    assert held.people == people("Ada", "Eve", "Bob")


def test_entries_and_dates() -> None:
    talk = session("t")
    first, second, archived = (
        session("a", "09:00", talks=(talk,)),
        session("b", day=date(2024, 5, 3)),
        session("c", day=None),
    )
    held = schedule(archived, second, first)
    assert held.entries() == (first, talk, second, archived)
    assert held.dates() == (DAY, date(2024, 5, 3))
    assert held.local(at("09:00")).isoformat() == "2024-05-01T09:00:00-04:00"


def test_posting_of_a_kind_and_all_channels() -> None:
    posting = Posting(("#a", "#b"), (("R", "#c"), ("S", "#a")), Reminders((5,)))
    assert posting.all_channels() == ("#a", "#b", "#c")
    assert (posting.reminders(Kind.TALK), posting.reminders(Kind.LUNCH)) == (Reminders((5,)), Reminders(half_day=True))
