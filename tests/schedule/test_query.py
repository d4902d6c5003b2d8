from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.schedule.model import Session
from bot.schedule.query import Timeline, entries
from tests.questions.asking import instant, schedule

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 6, 4)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 6, 4, hour, minute, tzinfo=UTC)


def session(name: str, start: datetime, end: datetime | None = None) -> Session:
    return Session(name, name, date=DAY, start=start, end=end)


LONG = session("exhibition", at(8), at(18))
TALK = session("talk", at(10), at(11))
SIDE = session("side", at(10), at(10, 30))
OPEN = session("open end", at(19))
DATED = Session("dated", "dated", date=date(2026, 6, 6))
OLD = Session("old", "old")
TIMELINE = Timeline((LONG, TALK, SIDE, OPEN, DATED, OLD), BERLIN)


def test_running_begins_with_the_start_and_ends_before_the_end() -> None:
    assert TIMELINE.running(at(10)) == (LONG, TALK, SIDE)
    assert TIMELINE.running(at(11)) == (LONG,)
    assert TIMELINE.running(at(7, 59)) == ()


def test_session_without_an_end_runs_for_an_hour() -> None:
    assert TIMELINE.running(at(19, 59)) == (OPEN,)
    assert TIMELINE.running(at(20)) == ()


def test_next_starts_are_all_that_start_together() -> None:
    assert TIMELINE.next_starts(at(9)) == (TALK, SIDE)
    assert TIMELINE.next_starts(at(10)) == (OPEN,)
    assert TIMELINE.next_starts(at(19)) == ()


def test_starting_excludes_the_end_of_the_span() -> None:
    assert TIMELINE.starting(at(8), at(10)) == (LONG,)


def test_later_and_earlier_know_sessions_without_a_time() -> None:
    assert TIMELINE.later(at(12)) == (OPEN, DATED)
    assert TIMELINE.earlier(at(12) + timedelta(days=3)) == (LONG, TALK, SIDE, OPEN, DATED)


def test_bounds_of_dates_without_times_are_midnights_of_the_zone() -> None:
    dated = Timeline((DATED, OLD), BERLIN)
    assert (dated.opens, dated.closes) == (
        datetime(2026, 6, 5, 22, tzinfo=UTC),
        datetime(2026, 6, 6, 22, tzinfo=UTC),
    )


def test_archive_has_no_bounds() -> None:
    archive = Timeline((OLD,), BERLIN)
    assert (archive.opens, archive.closes, archive.last, archive.undated) == (None, None, None, (OLD,))


def test_hour_that_comes_twice_runs_twice_as_long() -> None:
    night = Timeline(schedule("night-of-code-2026").sessions, BERLIN)
    half_past_two = instant("night-of-code-2026", "2026-10-25T02:30")
    again = half_past_two + timedelta(hours=1)
    assert [one.id for moment in (half_past_two, again) for one in night.running(moment)] == ["the-long-hour"] * 2


def test_nested_talk_takes_the_time_of_its_holder_unless_it_has_one() -> None:
    placed = {entry.id: entry for entry, holder in entries(schedule("berlin-systems-days-2026")) if holder}
    holder = next(one for one in schedule("berlin-systems-days-2026").sessions if one.talks)
    assert (placed["tiny-kernels"].start, placed["tiny-kernels"].end) == (holder.start, holder.end)
    assert placed["bits-on-ice"].start == instant("berlin-systems-days-2026", "2026-06-04T14:00")
