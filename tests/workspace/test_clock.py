from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.workspace import SimulatedClock
from tests.workspace.test_rates import Ticking

START = datetime(2020, 12, 12, 9, tzinfo=timezone(timedelta(hours=-8)))


def test_clock_runs_as_fast_as_told_and_says_utc() -> None:
    ticking = Ticking()
    clock = SimulatedClock(START, speed=60, monotonic=ticking)
    ticking.seconds += 90
    assert clock.now().isoformat() == "2020-12-12T18:30:00+00:00"


def test_clock_keeps_its_time_when_its_speed_changes() -> None:
    ticking = Ticking()
    clock = SimulatedClock(START, speed=60, monotonic=ticking)
    ticking.seconds += 60
    clock.set_speed(1)
    ticking.seconds += 1
    assert clock.now() == START + timedelta(hours=1, seconds=1)


def test_paused_clock_stands_still_and_goes_on_from_there() -> None:
    ticking = Ticking()
    clock = SimulatedClock(START, monotonic=ticking)
    clock.pause()
    ticking.seconds += 100
    assert clock.now() == START
    clock.resume()
    ticking.seconds += 1
    assert clock.now() == START + timedelta(seconds=1)


def test_clock_jumps_and_advances_while_paused() -> None:
    clock = SimulatedClock(START, paused=True, monotonic=Ticking())
    clock.jump(datetime(2021, 1, 1, tzinfo=UTC))
    clock.advance(timedelta(minutes=5))
    assert (clock.now(), clock.paused) == (datetime(2021, 1, 1, 0, 5, tzinfo=UTC), True)


@pytest.mark.parametrize("moment", [datetime(2020, 12, 12)])  # noqa: DTZ001 - a naive one is the point
def test_naive_moment_is_refused(moment: datetime) -> None:
    with pytest.raises(ValueError, match="has no zone"):
        SimulatedClock(moment)
    with pytest.raises(ValueError, match="has no zone"):
        SimulatedClock(START).jump(moment)


@pytest.mark.parametrize("speed", [0, -1])
def test_speed_of_nothing_or_less_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="is not above 0"):
        SimulatedClock(START, speed=speed)
