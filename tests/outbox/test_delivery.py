"""From the ledger to Slack: each message once in effect, in time or not at all, whatever goes wrong on the way."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.outbox.delivery import BATCH, LEASE, POST_TIME, UNKNOWN_PAUSE, Delivery, RateLimited, Refused, Unknown
from bot.outbox.pace import Pace
from bot.store.ledger import Changes, Entry, Ledger, Row, State
from tests.outbox.schedules import TEAM
from tests.outbox.slack import START, CrashError, RecordingPoster, Said, Time, raising, telling
from tests.store.entries import entry

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
TIMED_OUT = Unknown("TimeoutError: timed out")


@dataclass(frozen=True, slots=True)
class Bots:
    """Bots on one ledger and one Slack, in one time."""

    ledger: Ledger
    time: Time
    poster: RecordingPoster

    def plan(self, *entries: Entry) -> None:
        self.ledger.apply(Changes(add=entries))

    def bot(self, name: str = "one") -> Delivery:
        """A process that has just started."""
        pace = Pace(monotonic=self.time.monotonic, sleep=self.time.sleep)
        return Delivery(self.ledger, self.poster, pace, self.time, self.time.wall, name)

    def run_for(self, bot: Delivery, seconds: float) -> None:
        """Wake the bot every second, as it is woken in earnest."""
        end = self.time.passed + seconds
        while self.time.passed < end:
            bot.run()
            self.time.sleep(1)

    def ended(self) -> dict[str, tuple[State, str | None]]:
        """How each session's row ended: the message's ts, or the reason why there is none."""
        return {row.entry.key.session_id: (row.state, row.ts or row.reason) for row in self.ledger.rows()}


@pytest.fixture
def bots(engine: Engine) -> Bots:
    time = Time()
    return Bots(Ledger(engine, TEAM), time, RecordingPoster(time))


def due(session: str, recipient: str = "C1", *, at: datetime = START, bundle: str | None = None) -> Entry:
    """Due at the start, or at another time, and of use for ten minutes."""
    return entry(session, recipient, bundle=bundle, due=at, use=10 * MINUTE)


def first_said(session: str, passed: float = 0.0, recipient: str = "C1") -> Said:
    return Said(recipient, (session,), START + passed * SECOND, passed)


def logged(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.levelname, record.getMessage()) for record in caplog.records if record.name.startswith("bot.")]


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
    assert bots.bot().run() == 3
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
    short = replace(due("b"), expires_at=START + SECOND)
    bots.plan(due("a"), short)
    bots.bot().run()
    assert bots.ended() == {"a": (State.SENT, "1.0"), "b": (State.EXPIRED, "too late to be of use")}


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


def test_run_rate_limited_waits_as_long_as_slack_asks(bots: Bots) -> None:
    bots.plan(due("a", "C1"), due("b", "C2"))
    bots.poster.lost.append(telling(RateLimited(30)))
    bot = bots.bot()
    bot.run()
    assert [(said.sessions, said.passed) for said in bots.poster.said] == [(("b",), 30)]
    bot.run()
    assert [(said.sessions, said.passed) for said in bots.poster.said] == [(("b",), 30), (("a",), 30.25)]
    assert bots.poster.looked_up == []
    assert {row.attempts for row in bots.ledger.rows()} == {1}


def test_run_rate_limited_beyond_the_lease_gives_everything_back(bots: Bots) -> None:
    bots.plan(*(due(name) for name in "abc"))
    bots.poster.lost.append(telling(RateLimited(150)))
    bot = bots.bot()
    bot.run()
    assert bots.time.passed == 0
    assert {(row.state, row.attempts) for row in bots.ledger.rows()} == {(State.PENDING, 0)}
    bots.run_for(bot, 160)
    assert [said.passed for said in bots.poster.said] == [150, 151, 152]
    assert bots.poster.looked_up == []


def test_run_after_an_unknown_outcome_finds_the_message_in_history(
    bots: Bots, caplog: pytest.LogCaptureFixture
) -> None:
    bots.plan(due("opening"))
    bots.poster.answers.append(telling(TIMED_OUT))
    bot = bots.bot()
    bot.run()
    assert bots.ended() == {"opening": (State.PENDING, None)}
    bot.run()
    assert bots.time.passed == UNKNOWN_PAUSE
    assert bots.poster.looked_up == [("C1", ("opening",))]
    assert bots.poster.sessions_said() == [("opening",)]
    assert bots.ended() == {"opening": (State.SENT, "1.0")}
    told = "not known whether it was sent (TimeoutError: timed out): workshop/opening/reminder/10 to C1"
    assert logged(caplog) == [("WARNING", told)]


def test_run_after_an_unknown_outcome_posts_what_is_not_in_history(bots: Bots) -> None:
    bots.plan(due("opening"))
    bots.poster.lost.append(telling(TIMED_OUT))
    bots.run_for(bots.bot(), 10)
    assert bots.poster.looked_up == [("C1", ("opening",))]
    assert bots.poster.sessions_said() == [("opening",)]
    assert bots.ended() == {"opening": (State.SENT, "1.0")}


def test_run_does_not_post_before_history_can_be_read(bots: Bots) -> None:
    bots.plan(due("opening"))
    bots.poster.answers.append(telling(TIMED_OUT))
    bots.poster.finds.extend((Unknown("ConnectionResetError"), RateLimited(20), Unknown("internal_error")))
    bots.run_for(bots.bot(), 60)
    assert len(bots.poster.looked_up) == 4
    assert bots.poster.sessions_said() == [("opening",)]
    assert bots.ended() == {"opening": (State.SENT, "1.0")}


def test_run_too_late_after_an_unknown_outcome_looks_before_it_expires(bots: Bots) -> None:
    bots.plan(due("said"))
    bots.poster.answers.append(telling(TIMED_OUT))
    bot = bots.bot()
    bot.run()
    bots.time.sleep(600)
    bot.run()
    assert bots.ended() == {"said": (State.SENT, "1.0")}


def test_run_posts_what_joined_a_bundle_after_its_outcome_became_unknown(bots: Bots) -> None:
    bots.plan(due("a", bundle="ten"))
    bots.poster.answers.append(telling(TIMED_OUT))
    bot = bots.bot()
    bot.run()
    bots.plan(due("b", bundle="ten"))
    bots.run_for(bot, 5)
    assert bots.poster.sessions_said() == [("a",), ("b",)]
    assert bots.poster.looked_up == [("C1", ("a",))]
    assert bots.ended() == {"a": (State.SENT, "1.0"), "b": (State.SENT, "2.0")}


def test_run_refused_fails_for_good_and_says_why(bots: Bots, caplog: pytest.LogCaptureFixture) -> None:
    bots.plan(due("a"), due("b", "C2"))
    bots.poster.lost.append(telling(Refused("is_archived")))
    bots.run_for(bots.bot(), 5)
    assert bots.poster.sessions_said() == [("b",)]
    assert bots.ended() == {"a": (State.FAILED, "is_archived"), "b": (State.SENT, "1.0")}
    assert logged(caplog) == [("ERROR", "Slack refused workshop/a/reminder/10 to C1: is_archived")]


def test_run_cancels_what_is_not_in_the_schedule_any_more(bots: Bots) -> None:
    bots.plan(due("gone"))
    bots.poster.lost.append(telling(None))
    bots.run_for(bots.bot(), 3)
    assert bots.poster.said == []
    assert bots.ended() == {"gone": (State.CANCELLED, "not in the schedule any more")}


def test_run_after_a_crash_between_posting_and_marking_posts_nothing(bots: Bots) -> None:
    bots.plan(due("a", bundle="ten"), due("b", bundle="ten"))
    bots.poster.answers.append(raising(CrashError()))
    with pytest.raises(CrashError):
        bots.bot().run()
    after = bots.bot("two")
    bots.run_for(after, LEASE.total_seconds())
    assert [row.state for row in bots.ledger.rows()] == [State.CLAIMED] * 2
    after.run()
    assert bots.poster.looked_up == [("C1", ("a", "b"))]
    assert bots.poster.sessions_said() == [("a", "b")]
    assert bots.ended() == {"a": (State.SENT, "1.0"), "b": (State.SENT, "1.0")}


def test_run_after_a_crash_before_posting_posts_once(bots: Bots) -> None:
    bots.plan(due("a"), due("b", "C2"))
    bots.poster.lost.append(raising(CrashError()))
    with pytest.raises(CrashError):
        bots.bot().run()
    bots.time.sleep(LEASE.total_seconds())
    for name in ("two", "three"):
        bots.bot(name).run()
    assert sorted(bots.poster.sessions_said()) == [("a",), ("b",)]
    assert {row.state for row in bots.ledger.rows()} == {State.SENT}


def test_run_by_a_process_that_was_taken_over_marks_nothing(bots: Bots) -> None:
    """One hangs in its post for longer than its lease; two finds the message, and one's late mark changes nothing."""
    bots.plan(due("a"))

    def hang() -> Refused:
        bots.time.sleep(LEASE.total_seconds())
        bots.bot("two").run()
        return Refused("too late to matter")

    bots.poster.answers.append(hang)
    bots.bot().run()
    assert bots.poster.sessions_said() == [("a",)]
    assert bots.ended() == {"a": (State.SENT, "1.0")}


def test_run_posts_nothing_under_a_lease_that_is_nearly_over(bots: Bots) -> None:
    bots.plan(*(due(name, f"C-{name}") for name in "abcde"))
    bots.poster.takes = (LEASE - POST_TIME).total_seconds() / 2 - 0.1
    assert bots.bot().run() == 5
    assert bots.poster.sessions_said() == [("a",), ("b",), ("c",)]
    left = [(row.state, row.attempts) for row in bots.ledger.rows() if row.state is not State.SENT]
    assert left == [(State.PENDING, 0)] * 2
    bots.bot("two").run()
    assert (bots.poster.sessions_said()[3:], bots.poster.looked_up) == ([("d",), ("e",)], [])


def test_run_looks_up_nothing_under_a_lease_that_is_nearly_over(bots: Bots) -> None:
    bots.plan(due("a"), due("b", "C2"))
    bots.poster.answers.extend((telling(TIMED_OUT), telling(TIMED_OUT)))
    bot = bots.bot()
    bot.run()
    bots.poster.takes = (LEASE - POST_TIME).total_seconds()
    bot.run()
    assert bots.poster.looked_up == [("C1", ("a",))]
    bot.run()
    assert bots.poster.looked_up == [("C1", ("a",)), ("C2", ("b",))]
    assert bots.poster.sessions_said() == [("a",), ("b",)]


def test_run_leaves_a_bundle_that_raises_and_goes_on(bots: Bots, caplog: pytest.LogCaptureFixture) -> None:
    bots.plan(due("broken"), *(due(name) for name in "abc"))
    bots.poster.lost.append(raising(KeyError("title")))
    bot = bots.bot()
    bot.run()
    assert bots.poster.sessions_said() == [("a",), ("b",), ("c",)]
    assert logged(caplog) == [("ERROR", "left until the claim runs out: workshop/broken/reminder/10 to C1")]
    bots.run_for(bot, LEASE.total_seconds() + 2)
    assert bots.poster.sessions_said()[3:] == [("broken",)]


def test_run_of_what_was_moved_while_claimed_leaves_the_move_to_the_next_plan(bots: Bots) -> None:
    bots.plan(due("a"))
    moved = due("a", at=START + 60 * MINUTE)

    def move() -> RateLimited:
        bots.ledger.apply(Changes(move=(moved,)))
        return RateLimited(1)

    bots.poster.lost.append(move)
    bot = bots.bot()
    bot.run()
    assert tuple(row.entry for row in bots.ledger.rows()) == (due("a"),)
    bots.ledger.apply(Changes(move=(moved,)))
    bots.run_for(bot, 10)
    assert bots.poster.said == []
    bots.time.event += 60 * MINUTE
    bot.run()
    assert bots.poster.sessions_said() == [("a",)]


def test_run_of_500_due_at_once_over_50_channels_keeps_to_slacks_pace(engine: Engine) -> None:
    time = Time()
    bots = Bots(Ledger(engine, TEAM), time, RecordingPoster(time))
    bots.plan(*(due(f"s{start}", f"C{channel}") for start in range(10) for channel in range(50)))
    bot = bots.bot()
    runs = 0
    while bot.run():
        runs += 1
    posts = [said.passed for said in bots.poster.said]
    assert (runs, len(posts), posts[-1]) == (500 / BATCH, 500, 499 / 4)
    assert Counter(said.recipient for said in bots.poster.said) == {f"C{channel}": 10 for channel in range(50)}
    assert min(after - before for before, after in zip(posts, posts[1:], strict=False)) == 0.25
    assert _least_gap_in_a_channel(bots.poster.said) >= 1
    assert {row.state for row in bots.ledger.rows()} == {State.SENT}


def test_run_of_many_messages_to_one_channel_keeps_to_one_a_second(bots: Bots) -> None:
    bots.plan(*(due(f"s{number}") for number in range(30)))
    bots.run_for(bots.bot(), 60)
    assert len(bots.poster.said) == 30
    assert _least_gap_in_a_channel(bots.poster.said) >= 1


def test_run_by_two_bots_in_turn_posts_each_message_once(bots: Bots) -> None:
    bots.plan(*(due(f"s{number}", f"C{number % 7}") for number in range(60)))
    pair = (bots.bot("one"), bots.bot("two"))
    while any([bot.run() for bot in pair]):
        pass
    assert Counter(bots.poster.sessions_said()) == {(f"s{number}",): 1 for number in range(60)}


def test_run_through_an_outage_of_slack_posts_each_message_once(bots: Bots) -> None:
    """Some posts arrive and time out, some are lost, and the history cannot be read for a while."""
    bots.plan(*(due(f"s{number}", f"C{number % 3}") for number in range(9)))
    bots.poster.lost.extend((telling(TIMED_OUT), telling(RateLimited(3)), telling(TIMED_OUT)))
    bots.poster.answers.extend((telling(TIMED_OUT), telling(Unknown("internal_error")), telling(TIMED_OUT)))
    bots.poster.finds.extend((Unknown("ConnectionResetError"), RateLimited(5)))
    bots.run_for(bots.bot(), 120)
    assert Counter(bots.poster.sessions_said()) == {(f"s{number}",): 1 for number in range(9)}
    assert {row.state for row in bots.ledger.rows()} == {State.SENT}


def test_run_with_a_database_that_is_gone_raises(bots: Bots) -> None:
    bots.plan(due("a"))
    with bots.ledger.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE messages")
    with pytest.raises(Exception, match="messages"):
        bots.bot().run()


def _least_gap_in_a_channel(said: list[Said]) -> float:
    channels = {one.recipient for one in said}
    moments = {channel: [one.passed for one in said if one.recipient == channel] for channel in channels}
    return min(later - earlier for times in moments.values() for earlier, later in zip(times, times[1:], strict=False))


