"""From the ledger to Slack when all goes well: in time, in whole bundles, at Slack's pace."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.outbox.pace import MARGIN
from bot.store.ledger import Entry, Row, State
from bot.store.limit import SURE, Learnt, LearntLimit
from tests.outbox.bots import Bots, due, logged
from tests.outbox.schedules import TEAM
from tests.outbox.slack import START, Said
from tests.store.entries import MINUTE, SECOND


def first_said(session: str, passed: float = 0.0, recipient: str = "C1") -> Said:
    return Said(recipient, (session,), START + passed * SECOND, passed)


def test_run_posts_what_is_due(bots: Bots) -> None:
    bots.plan(due("opening"), due("soon", at=START + SECOND))
    assert bots.bot().run() == 1
    assert bots.poster.said == [first_said("opening")]
    assert bots.ledger.rows() == (
        Row(1, due("opening"), State.SENT, 1, None, "C1", "1.0", None),
        Row(2, due("soon", at=START + SECOND), State.PENDING, 0, None, None, None, None),
    )


def test_run_with_nothing_due(bots: Bots) -> None:
    assert (bots.bot().run(), bots.poster.said) == (0, [])


def test_run_again_posts_nothing_more(bots: Bots) -> None:
    bots.plan(due("opening"))
    bot = bots.bot()
    assert [bot.run(), bot.run(), bots.bot("two").run()] == [1, 0, 0]
    assert bots.poster.sessions_said() == [("opening",)]


def test_run_posts_a_bundle_as_one_message(bots: Bots) -> None:
    bots.plan(due("a", bundle="ten"), due("b", "C2", bundle="ten"), due("b", bundle="ten"), due("c", "C2"))
    bots.run_for(bots.bot(), 3)
    assert bots.poster.sessions_said() == [("a", "b"), ("b",), ("c",)]
    assert [said.recipient for said in bots.poster.said] == ["C1", "C2", "C2"]


def test_run_late_posts_with_the_moment_of_the_post(bots: Bots) -> None:
    bots.plan(due("opening"))
    bots.time.sleep(420)
    bots.bot().run()
    assert bots.poster.said == [first_said("opening", 420)]


def test_run_too_late_expires_and_says_so(bots: Bots, caplog: pytest.LogCaptureFixture) -> None:
    bots.plan(due("opening"), due("keynote"))
    bots.time.sleep(600)
    bots.bot().run()
    assert bots.poster.said == []
    assert bots.ended() == {
        "opening": (State.EXPIRED, "too late to be of use"),
        "keynote": (State.EXPIRED, "too late to be of use"),
    }
    assert logged(caplog) == [
        ("WARNING", f"not sent, too late to be of use: workshop/{name}/reminder/10 to C1")
        for name in ("opening", "keynote")
    ]


def test_run_posts_of_a_bundle_what_is_of_use_still(bots: Bots) -> None:
    coffee = replace(due("coffee", bundle="morning"), expires_at=START + 5 * MINUTE)
    bots.plan(coffee, due("lunch", bundle="morning"))
    bots.time.sleep(300)
    bots.bot().run()
    assert bots.poster.sessions_said() == [("lunch",)]
    assert bots.ended() == {"coffee": (State.EXPIRED, "too late to be of use"), "lunch": (State.SENT, "1.0")}


def test_run_expires_what_runs_out_while_it_waits_its_turn(bots: Bots) -> None:
    bots.plan(due("a"), *(replace(due(name, f"C-{name}"), expires_at=START + SECOND / 10) for name in "bc"))
    bots.bot().run()
    too_late = (State.EXPIRED, "too late to be of use")
    assert bots.ended() == {"a": (State.SENT, "1.0"), "b": (State.SENT, "2.0"), "c": too_late}


def test_run_when_the_event_clock_jumps_ahead(bots: Bots) -> None:
    bots.plan(due("past"), due("now", at=START + 60 * MINUTE), due("later", at=START + 80 * MINUTE))
    bots.time.event += 65 * MINUTE
    bots.bot().run()
    assert bots.poster.sessions_said() == [("now",)]
    assert bots.ended() == {
        "past": (State.EXPIRED, "too late to be of use"),
        "now": (State.SENT, "1.0"),
        "later": (State.PENDING, None),
    }


def test_run_when_the_event_clock_jumps_back_says_nothing_twice(bots: Bots) -> None:
    bots.plan(due("opening"))
    bot = bots.bot()
    bot.run()
    for jump in (-60 * MINUTE, 60 * MINUTE):
        bots.time.event += jump
        bots.run_for(bot, 3)
    assert bots.poster.sessions_said() == [("opening",)]


def test_run_of_500_due_at_once_over_50_channels_keeps_to_slacks_pace(bots: Bots) -> None:
    LearntLimit(bots.ledger.engine, TEAM).save(Learnt(4 / MARGIN, SURE))
    bots.plan(*(due(f"s{start}", f"C{channel}") for start in range(10) for channel in range(50)))
    assert bots.bot().run() == 500
    posts = [said.passed for said in bots.poster.said]
    assert (len(posts), posts[-1]) == (500, pytest.approx(498 / 4))
    assert Counter(said.recipient for said in bots.poster.said) == {f"C{channel}": 10 for channel in range(50)}
    assert _least_gap_in_a_channel(bots.poster.said) >= 1
    assert {row.state for row in bots.ledger.rows()} == {State.SENT}


def test_run_says_what_is_for_many_before_what_is_for_one_person(bots: Bots) -> None:
    bots.plan(due("a", "U1", at=START - MINUTE), due("b", "W1", at=START - MINUTE), due("c", "C1"))
    bots.bot().run()
    assert [said.recipient for said in bots.poster.said] == ["C1", "U1", "W1"]


def test_run_says_to_each_what_is_due_in_its_order(bots: Bots) -> None:
    bots.plan(*(due(name, "U1", at=START - number * SECOND) for number, name in enumerate("dcba")))
    bots.run_for(bots.bot(), 6)
    assert bots.poster.sessions_said() == [("a",), ("b",), ("c",), ("d",)]


def test_run_says_to_others_meanwhile_what_they_are_due(bots: Bots) -> None:
    """A channel with much to hear of rests between its messages; nobody else waits for that."""
    bots.plan(*(due(f"c{number}") for number in range(3)), *(due(f"u{number}", f"U{number}") for number in range(8)))
    bots.bot().run()
    assert bots.time.passed < 2
    assert Counter(said.recipient[0] for said in bots.poster.said)["U"] == 8


def test_run_begins_early_what_could_not_all_be_said_when_it_is_due(bots: Bots) -> None:
    """Four a second: 480 people take two minutes."""
    LearntLimit(bots.ledger.engine, TEAM).save(Learnt(4 / MARGIN, SURE))
    at = START + 3 * MINUTE
    bots.plan(*(early(f"U{number}", at, 3 * MINUTE) for number in range(480)), due("keynote", at=at))
    bots.run_for(bots.bot(), 181)
    assert {row.state for row in bots.ledger.rows()} == {State.SENT}
    people = [said.now for said in bots.poster.said if said.recipient != "C1"]
    assert (at - people[0], at - people[-1]) == (
        pytest.approx(125 * SECOND, abs=SECOND),
        pytest.approx(5 * SECOND, abs=2 * SECOND),
    )
    assert [said.now >= at for said in bots.poster.said if said.recipient == "C1"] == [True]


def test_run_begins_nothing_earlier_than_it_may_go_out(bots: Bots) -> None:
    at = START + 3 * MINUTE
    bots.plan(*(early(f"U{number}", at, MINUTE) for number in range(400)))
    bots.run_for(bots.bot(), 125)
    assert min(said.now for said in bots.poster.said) >= at - MINUTE


def early(person: str, at: datetime, by: timedelta) -> Entry:
    return replace(due("keynote", person, at=at), early=by)


def test_run_of_many_messages_to_one_channel_keeps_to_one_a_second(bots: Bots) -> None:
    bots.plan(*(due(f"s{number}") for number in range(30)))
    bots.run_for(bots.bot(), 60)
    assert len(bots.poster.said) == 30
    assert _least_gap_in_a_channel(bots.poster.said) >= 1


def test_run_by_two_bots_in_turn_posts_each_message_once(bots: Bots) -> None:
    bots.plan(*(due(f"s{number}", f"C{number % 7}") for number in range(60)))
    pair = (bots.bot("one"), bots.bot("two"))
    while sum(bot.run() for bot in pair):
        pass
    assert Counter(bots.poster.sessions_said()) == {(f"s{number}",): 1 for number in range(60)}


def _least_gap_in_a_channel(said: list[Said]) -> float:
    channels = {one.recipient for one in said}
    moments = {channel: [one.passed for one in said if one.recipient == channel] for channel in channels}
    return min(later - earlier for times in moments.values() for earlier, later in pairwise(times))
