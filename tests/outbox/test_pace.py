"""How fast the bot posts by itself, in a time of the test's own."""

import threading

import pytest

from bot.outbox.pace import CUT, LEAST, MARGIN, MEASURABLE, STEADY, Pace
from bot.store.limit import SEARCHING, SURE, UNTRIED, Learnt
from tests.outbox.slack import Time

FOUR = Learnt(4 / MARGIN, SURE)
"""A limit by which the outbox posts four times a second."""


def pace(time: Time, learnt: Learnt = FOUR) -> Pace:
    made = Pace(time.monotonic, time.sleep)
    made.exchange(learnt)
    return made


def moments(time: Time, pace: Pace, channels: str) -> list[float]:
    """When each of the channels, by letter, gets its turn."""
    return [round(time.monotonic(), 6) for channel in channels if pace.wait(channel)]


def post(time: Time, pace: Pace, posts: int) -> float:
    """Post at full pace, each time elsewhere; the seconds that it took."""
    begun = time.monotonic()
    for number in range(posts):
        pace.wait(f"U{number}")
    return time.monotonic() - begun


def test_pace_keeps_the_workspace_rate_over_many_channels() -> None:
    time = Time()
    assert moments(time, pace(time), "abcdef") == [0, 0, 0.25, 0.5, 0.75, 1.0]


def test_pace_keeps_a_channel_to_one_a_second() -> None:
    time = Time()
    assert moments(time, pace(time), "aaab") == [0, 1, 2, 2]


def test_pace_that_was_idle_starts_at_once_and_saves_a_single_post_up() -> None:
    time = Time()
    kept = pace(time)
    moments(time, kept, "a")
    time.sleep(60)
    assert moments(time, kept, "abcd") == [60, 60, 60.25, 60.5]


def test_pace_after_a_late_post_catches_up() -> None:
    time = Time()
    kept = pace(time)
    moments(time, kept, "ab")
    time.sleep(0.4)
    assert moments(time, kept, "cde") == [0.4, 0.5, 0.75]


def test_pace_after_a_refusal_lets_nothing_out_as_long_as_slack_asks() -> None:
    time = Time()
    kept = pace(time)
    moments(time, kept, "a")
    kept.refused(30)
    kept.refused(5)
    assert moments(time, kept, "ba") == [30, 30.3125]


def test_pace_without_patience_takes_no_turn() -> None:
    time = Time()
    kept = pace(time)
    kept.refused(30)
    assert [kept.wait("a", 29.9), time.monotonic(), kept.wait("a", 30), time.monotonic()] == [False, 0, True, 30]
    told = [kept.wait("a", 0.5), kept.wait("b", -1), kept.wait("b", 0.5), time.monotonic()]
    assert told == [False, False, True, 30.3125]


def test_pace_tells_the_channels_that_must_rest() -> None:
    time = Time()
    kept = pace(time)
    moments(time, kept, "ab")
    assert kept.resting() == {"a", "b"}
    time.sleep(1)
    assert kept.resting() == frozenset()


def test_pace_gives_way_to_an_answer() -> None:
    time = Time()
    kept = pace(time)
    moments(time, kept, "ab")
    kept.give_way()
    assert moments(time, kept, "cd") == [0.5, 0.75]


def test_pace_shared_by_two_processes_is_half_for_each() -> None:
    time = Time()
    kept = pace(time)
    kept.share(2)
    assert moments(time, kept, "abcd") == [0, 0.25, 0.75, 1.25]
    assert kept.rate == pytest.approx(4)


def test_pace_that_is_closed_lets_nothing_out_and_whoever_waits_go() -> None:
    kept = Pace()
    kept.refused(3600)
    told: list[bool] = []
    waiting = threading.Thread(target=lambda: told.append(kept.wait("a")))
    waiting.start()
    kept.close()
    waiting.join(10)
    assert (told, kept.wait("b"), kept.closed) == ([False], False, True)


def test_pace_grows_until_the_first_refusal_and_relies_on_what_it_began_with() -> None:
    time = Time()
    kept = pace(time, UNTRIED)
    assert post(time, kept, 100) > post(time, kept, 100) > post(time, kept, 100)
    assert kept.learnt == UNTRIED


def test_pace_that_is_idle_does_not_grow() -> None:
    time = Time()
    kept = pace(time, UNTRIED)
    for _ in range(100):
        kept.wait("a")
        time.sleep(10)
    assert kept.own_rate == UNTRIED.limit * MARGIN


def test_pace_after_a_refusal_out_of_the_blue_is_lower_and_searches() -> None:
    time = Time()
    kept = pace(time)
    kept.wait("a")
    kept.refused(1)
    assert kept.learnt == Learnt(FOUR.limit * CUT, SEARCHING)
    for _ in range(20):
        time.sleep(60)
        kept.wait("a")
        kept.refused(1)
    assert kept.learnt == Learnt(LEAST, SEARCHING)


def test_pace_learns_the_limit_from_what_was_let_through_between_two_refusals() -> None:
    time = Time()
    kept = pace(time)
    kept.refused(1)
    lasted = post(time, kept, MEASURABLE + 1)  # the one that was refused is not counted
    kept.refused(1)
    assert kept.learnt == Learnt(MEASURABLE / lasted, SURE)


def test_pace_counts_on_where_too_little_was_posted_to_tell() -> None:
    time = Time()
    kept = pace(time)
    kept.refused(1)
    searching = kept.learnt
    post(time, kept, MEASURABLE // 2)
    kept.refused(1)
    assert kept.learnt == searching
    post(time, kept, MEASURABLE)
    kept.refused(1)
    assert kept.learnt.growth == SURE


def test_pace_learns_the_limit_of_all_processes() -> None:
    time = Time()
    alone, one_of_two = pace(time), pace(time)
    one_of_two.share(2)
    for kept in (alone, one_of_two):
        kept.refused(1)
        lasted = post(time, kept, MEASURABLE + 1)
        kept.refused(1)
    assert one_of_two.learnt.limit == pytest.approx(2 * MEASURABLE / lasted)


def test_pace_relies_on_a_limit_that_is_sure_alone() -> None:
    rates = [pace(Time(), Learnt(limit, growth)).rate for limit in (2, 20) for growth in (SEARCHING, SURE)]
    assert rates == [LEAST, 2 * MARGIN, LEAST, 20 * MARGIN]


def test_pace_that_is_sure_stays_as_it_is_and_searches_after_a_while() -> None:
    time = Time()
    kept = pace(time)
    post(time, kept, int(4 * STEADY) - 10)
    assert kept.own_rate == pytest.approx(4)
    post(time, kept, 200)
    assert kept.own_rate > 4


def test_exchange_takes_up_what_others_have_learnt() -> None:
    time = Time()
    kept = pace(time)
    assert kept.exchange(Learnt(10, SURE)) == Learnt(10, SURE)
    assert kept.own_rate == 10 * MARGIN


def test_exchange_tells_what_was_learnt_since() -> None:
    time = Time()
    kept = pace(time)
    kept.refused(1)
    lower = Learnt(FOUR.limit * CUT, SEARCHING)
    assert kept.exchange(Learnt(10, SURE)) == lower
    assert kept.exchange(lower) == lower
    assert kept.exchange(FOUR) == FOUR


def test_pace_sleeps_in_real_time_by_default() -> None:
    assert Pace().wait("a")
