"""The index of a timeline finds what reading through all sessions finds."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.model import Session
from bot.schedule.query import NEVER, Timeline, end_of

FIRST = datetime(2026, 6, 1, tzinfo=UTC)
moments = st.integers(-10, 110).map(lambda hours: FIRST + timedelta(hours=hours))
days = st.integers(-1, 6).map(lambda number: date(2026, 6, 1) + timedelta(days=number))


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Sessions of four days: from minutes to days long, without an end, without a time, without a date."""
    return Timeline((draw(sessions(number)) for number in range(draw(st.integers(0, 12)))), ZoneInfo("UTC"))


@st.composite
def sessions(draw: st.DrawFn, number: int) -> Session:
    start = FIRST + timedelta(hours=draw(st.integers(0, 95)))
    end = draw(st.none() | st.sampled_from((0.5, 1, 3, 5, 30)).map(lambda hours: start + timedelta(hours=hours)))
    return draw(
        st.sampled_from(
            (
                Session(f"timed-{number}", "timed", date=start.date(), start=start, end=end),
                Session(f"dated-{number}", "dated", date=start.date()),
                Session(f"old-{number}", "old"),
            )
        )
    )


@given(timelines(), moments, st.integers(1, 50))
def test_what_runs_is_what_has_begun_and_not_ended(timeline: Timeline, since: datetime, hours: int) -> None:
    until = since + timedelta(hours=hours)
    running = tuple(one for one in timeline.timed if (one.start or NEVER) < until and (end_of(one) or NEVER) > since)
    assert timeline.running_between(since, until) == running


@given(timelines(), moments)
def test_every_session_with_a_time_is_over_on_or_still_to_start(timeline: Timeline, now: datetime) -> None:
    parts = (timeline.earlier(now), timeline.running(now), timeline.later(now))
    timed = [one for part in parts for one in part if one.start]
    assert sorted(timed, key=timeline.timed.index) == list(timeline.timed)


@given(timelines(), moments)
def test_what_is_left_of_a_day_is_what_is_left_on_that_day(timeline: Timeline, now: datetime) -> None:
    today = timeline.day_of(now)
    for of_day, of_all in (
        (timeline.of_day(today).later(now), timeline.later(now)),
        (timeline.of_day(today).earlier(now), timeline.earlier(now)),
    ):
        assert of_day == tuple(one for one in of_all if one.date == today)


@given(timelines(), days, days)
def test_between_holds_the_sessions_of_its_days(timeline: Timeline, first: date, last: date) -> None:
    expected = tuple(one for day in timeline.days if first <= day <= last for one in timeline.on(day))
    assert timeline.between(first, last) == expected
