"""How fast the bot posts by itself, in a time of the test's own."""

from bot.outbox.pace import Pace
from tests.outbox.slack import Time


def pace(time: Time, rate: float = 4.0) -> Pace:
    return Pace(rate, time.monotonic, time.sleep)


def moments(time: Time, pace: Pace, channels: str) -> list[float]:
    """When each of the channels, by letter, gets its turn."""
    return [round(time.monotonic(), 6) for channel in channels if pace.wait(channel)]


def test_pace_keeps_the_workspace_rate_over_many_channels() -> None:
    time = Time()
    assert moments(time, pace(time), "abcdef") == [0, 0.25, 0.5, 0.75, 1.0, 1.25]


def test_pace_keeps_a_channel_to_one_a_second() -> None:
    time = Time()
    assert moments(time, pace(time), "aaab") == [0, 1, 2, 2.25]


def test_pace_that_was_idle_starts_at_once_and_saves_nothing_up() -> None:
    time = Time()
    kept = pace(time)
    moments(time, kept, "a")
    time.sleep(60)
    assert moments(time, kept, "abc") == [60, 60.25, 60.5]


def test_pace_after_a_slow_call_waits_for_what_is_left() -> None:
    time = Time()
    kept = pace(time)
    moments(time, kept, "a")
    time.sleep(0.9)
    assert moments(time, kept, "ba") == [0.9, 1.15]


def test_pace_on_hold_lets_nothing_out() -> None:
    time = Time()
    kept = pace(time)
    moments(time, kept, "a")
    kept.hold(30)
    kept.hold(5)
    assert moments(time, kept, "ba") == [30, 30.25]


def test_pace_without_patience_reserves_nothing() -> None:
    time = Time()
    kept = pace(time)
    kept.hold(30)
    assert [kept.wait("a", 29.9), time.monotonic(), kept.wait("a", 30), time.monotonic()] == [False, 0, True, 30]
    assert [kept.wait("a", 0.5), kept.wait("b", -1), kept.wait("b", 0.5), time.monotonic()] == [
        False,
        False,
        True,
        30.25,
    ]


def test_pace_of_another_rate() -> None:
    time = Time()
    assert moments(time, pace(time, rate=1), "abc") == [0, 1, 2]


def test_pace_sleeps_in_real_time_by_default() -> None:
    assert Pace().wait("a")
