"""Sessions in order of time, and the ends that follow from the next start."""

import time
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.schedule.model import Session, with_ends
from tests.schedule.sessions import DAY, ZONE, session

NEXT_DAY = DAY + timedelta(days=1)
LIMIT = 2.0
"""Real seconds; ten times what 10,000 sessions take."""


def ends(*sessions: Session) -> dict[str, str | None]:
    """The local end of each session, in order of time."""
    return {each.id: each.end and f"{each.end.astimezone(ZONE):%H:%M}" for each in with_ends(sessions)}


def test_order_of_time() -> None:
    sessions = (
        session("archived", day=None),
        session("untimed"),
        session("second", "10:00"),
        session("tomorrow", "08:00", NEXT_DAY),
        session("first", "09:00"),
        session("also-second", "10:00"),
    )
    ordered = ["first", "second", "also-second", "untimed", "tomorrow", "archived"]
    assert [each.id for each in with_ends(sessions)] == ordered


def test_single_track_ends_at_the_next_start() -> None:
    assert ends(session("a", "09:00"), session("b", "09:30"), session("c", "10:15")) == {
        "a": "09:30",
        "b": "10:15",
        "c": None,
    }


def test_stated_end_stays() -> None:
    assert ends(session("a", "09:00-11:00"), session("b", "09:30")) == {"a": "11:00", "b": None}


def test_sessions_that_start_together_do_not_end_each_other() -> None:
    assert ends(session("a", "09:00"), session("b", "09:00"), session("c", "10:00")) == {
        "a": "10:00",
        "b": "10:00",
        "c": None,
    }


@pytest.mark.parametrize("place", ["room", "track"])
def test_parallel_sessions_end_each_in_its_place(place: str) -> None:
    assert ends(
        session("a", "09:00", **{place: "One"}),
        session("b", "09:10", **{place: "Two"}),
        session("c", "09:30", **{place: "One"}),
        session("lunch", "12:00"),
        session("d", "13:00", **{place: "Two"}),
    ) == {"a": "09:30", "b": "12:00", "c": "12:00", "lunch": "13:00", "d": None}


def test_room_of_another_track_is_another_place() -> None:
    assert ends(
        session("a", "09:00", room="One", track="X"),
        session("b", "09:30", room="One", track="Y"),
        session("c", "10:00", track="X"),
        session("d", "11:00", room="One"),
    ) == {"a": "10:00", "b": "11:00", "c": "11:00", "d": None}


def test_last_session_of_a_day_does_not_last_until_the_next() -> None:
    assert ends(session("late", "23:30"), session("early", "00:30", NEXT_DAY)) == {"late": None, "early": None}


@pytest.mark.parametrize(("day", "hours"), [(date(2025, 3, 9), 2), (date(2025, 11, 2), 4), (DAY, 3)])
def test_ends_on_a_day_on_which_clocks_change(day: date, hours: int) -> None:
    night, _ = with_ends((session("night", "01:00", day), session("breakfast", "04:00", day)))
    assert night.start is not None
    assert night.end == night.start + timedelta(hours=hours)


def test_end_that_was_derived_is_derived_again() -> None:
    first, second = with_ends((session("a", "09:00"), session("b", "10:00")))
    assert with_ends((first,)) == (session("a", "09:00"),)
    assert with_ends((first, second)) == (first, second)


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from([None, "R", "S"]), st.sampled_from([None, "X", "Y"])), max_size=12
    )
)
def test_derived_end_is_the_first_later_start_in_a_place_in_common(
    rows: list[tuple[int, str | None, str | None]],
) -> None:
    sessions = with_ends(tuple(session(str(n), f"1{h}:00", room=r, track=t) for n, (h, r, t) in enumerate(rows)))
    for each in sessions:
        later = [other.start for other in sessions if meet(each, other) and other.start > each.start]
        assert each.end == min(later, default=None)


def meet(one: Session, other: Session) -> bool:
    places = ((one.room, other.room), (one.track, other.track))
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in places)


def test_ends_of_ten_thousand_sessions_are_quick() -> None:
    start = datetime(2024, 5, 1, 8, tzinfo=UTC)
    rooms_and_slots = product(range(5_000), range(2))
    sessions = tuple(
        Session(f"{room}-{slot}", "A", date=DAY, start=start + timedelta(hours=slot), room=f"Room {room}")
        for room, slot in rooms_and_slots
    )
    began = time.process_time()
    found = with_ends(sessions)
    assert time.process_time() - began < LIMIT
    assert {(each.id[-1], each.end) for each in found} == {("0", start + timedelta(hours=1)), ("1", None)}
