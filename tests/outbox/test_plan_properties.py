"""What always holds of a plan, whatever the schedule."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.outbox.plan import Listener, plan
from bot.schedule.model import Kind, Posting, Reminders, Schedule, Session
from tests.outbox.schedules import LONG_BEFORE, TEAM, at, schedule

AUDIENCE = (Listener("C1"),)
CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
ROOMS = st.sampled_from([None, "East", "West"])
KINDS = st.sampled_from([Kind.TALK, Kind.KEYNOTE, Kind.BREAK, Kind.LUNCH, Kind.SOCIAL])
MINUTES = st.lists(st.integers(0, 90), max_size=3).map(tuple)


@st.composite
def days(draw: st.DrawFn, kinds: st.SearchStrategy[Kind] = KINDS, *, timed: bool = False) -> Schedule:
    """A schedule of up to a dozen sessions on three days, some of them without a time."""
    sessions = []
    for number in range(draw(st.integers(0, 12))):
        day = date(2021, 3, 13) + timedelta(days=draw(st.integers(0, 2)))
        clock = draw(CLOCKS if timed else st.one_of(st.none(), CLOCKS))
        start = at(clock, day) if clock else None
        sessions.append(Session(f"s{number}", "Talk", draw(kinds), day, start, room=draw(ROOMS)))
    posting = Posting(default=Reminders(draw(MINUTES)), morning=draw(st.sampled_from([time(8, 30), time(9)])))
    return schedule(*sessions, posting=posting)


AUDIENCES = st.lists(st.builds(Listener, st.sampled_from(["C1", "C2", "C3"]), ROOMS), max_size=4).map(tuple)
NOWS = st.datetimes(datetime(2021, 3, 12), datetime(2021, 3, 17), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
quick = settings(deadline=None, max_examples=60)


@quick
@given(days(), AUDIENCES, NOWS, st.randoms(use_true_random=False))
def test_plan_does_not_depend_on_the_order_of_sessions_or_listeners(
    day: Schedule, audience: tuple[Listener, ...], now: datetime, chance: object
) -> None:
    shuffled = sorted(day.sessions, key=lambda _: chance.random())  # type: ignore[attr-defined] # hypothesis' Random
    expected = plan(day, audience, TEAM, now)
    assert plan(replace(day, sessions=tuple(shuffled)), audience[::-1], TEAM, now) == expected


@quick
@given(days(), AUDIENCES, NOWS)
def test_plan_later_is_what_is_left_of_the_plan(day: Schedule, audience: tuple[Listener, ...], now: datetime) -> None:
    whole = plan(day, audience, TEAM, LONG_BEFORE)
    assert plan(day, audience, TEAM, now) == tuple(one for one in whole if one.expires_at > now)


@quick
@given(days(st.sampled_from([Kind.TALK, Kind.KEYNOTE]), timed=True), st.timedeltas(timedelta(0), timedelta(days=200)))
def test_plan_of_sessions_that_all_move_moves_by_as_much(day: Schedule, by: timedelta) -> None:
    moved = replace(
        day, sessions=tuple(replace(one, start=one.start + by) for one in day.sessions if one.start is not None)
    )
    before = {one.key: (one.due_at + by, one.expires_at + by) for one in plan(day, AUDIENCE, TEAM, LONG_BEFORE)}
    assert {one.key: (one.due_at, one.expires_at) for one in plan(moved, AUDIENCE, TEAM, LONG_BEFORE)} == before
