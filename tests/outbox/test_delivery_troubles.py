"""From the ledger to Slack when something goes wrong on the way: each message once in effect, all the same."""

import os
import signal
from collections import Counter
from dataclasses import replace
from multiprocessing import get_context

import pytest

from bot.outbox.delivery import LEASE, POST_TIME, UNKNOWN_PAUSE, Posted, RateLimited, Refused, Unknown
from bot.store.database import open_database
from bot.store.ledger import Changes, Ledger, State
from tests.outbox.bots import Bots, due, logged
from tests.outbox.schedules import TEAM
from tests.outbox.slack import START, CrashError, RecordingPoster, Time, raising, telling
from tests.store.entries import MINUTE

PATIENCE = 30.0
TIMED_OUT = Unknown("TimeoutError: timed out")


def test_run_rate_limited_waits_as_long_as_slack_asks(bots: Bots) -> None:
    bots.plan(due("a", "C1"), due("b", "C2"))
    bots.poster.lost.append(telling(RateLimited(30)))
    bots.bot().run()
    assert [(said.sessions, said.passed) for said in bots.poster.said] == [(("b",), 30), (("a",), 30.317259)]
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
    assert bots.ended() == {"opening": (State.CLAIMED, None)}
    bots.time.sleep(UNKNOWN_PAUSE)
    bot.run()
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


def test_run_after_a_process_was_killed_in_its_post_finds_the_message(bots: Bots, database_url: str) -> None:
    bots.plan(due("a"))
    killed = get_context("spawn").Process(target=_deliver_until_killed, args=(database_url,))
    killed.start()
    killed.join(PATIENCE)
    assert killed.exitcode == -signal.SIGKILL
    bots.poster.history["C1"] = [(frozenset({str(due("a").key)}), Posted("C1", "9.0"))]
    assert bots.bot().run() == 0
    bots.time.sleep(LEASE.total_seconds())
    bots.bot().run()
    assert bots.poster.said == []
    assert bots.ended() == {"a": (State.SENT, "9.0")}


def _deliver_until_killed(url: str) -> None:
    time = Time()
    poster = RecordingPoster(time)
    poster.answers.append(lambda: os.kill(os.getpid(), signal.SIGKILL))
    Bots(Ledger(open_database(url), TEAM), time, poster).bot("killed").run()


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
    bots.plan(*(due(name, f"C-{name}") for name in "abcd"))
    bots.poster.takes = (LEASE - POST_TIME).total_seconds() / 2 - 0.3
    other = bots.bot("two")
    bots.bot().take_in_hand()
    assert bots.poster.sessions_said() == [("a",), ("b",), ("c",)]
    left = [(row.state, row.attempts) for row in bots.ledger.rows() if row.state is not State.SENT]
    assert left == [(State.PENDING, 0)]
    other.run()
    assert (bots.poster.sessions_said()[3:], bots.poster.looked_up) == ([("d",)], [])


def test_run_posts_nothing_after_a_look_up_that_took_the_lease(bots: Bots) -> None:
    bots.plan(due("a"))
    bots.poster.lost.append(telling(TIMED_OUT))
    bot = bots.bot()
    bot.run()
    bots.time.sleep(UNKNOWN_PAUSE)
    bots.poster.takes = (LEASE - POST_TIME).total_seconds() + 1
    bot.take_in_hand()
    assert (bots.poster.looked_up, bots.poster.said) == ([("C1", ("a",))], [])
    bots.poster.takes = 0
    bots.run_for(bot, 2)
    assert bots.poster.sessions_said() == [("a",)]


def test_run_leaves_a_bundle_that_raises_and_goes_on(bots: Bots, caplog: pytest.LogCaptureFixture) -> None:
    bots.plan(due("broken", "C0"), *(due(name, f"C-{name}") for name in "abc"))
    bots.poster.lost.append(raising(KeyError("title")))
    bot = bots.bot()
    bot.run()
    assert bots.poster.sessions_said() == [("a",), ("b",), ("c",)]
    assert logged(caplog) == [("ERROR", "left until the claim runs out: workshop/broken/reminder/10 to C0")]
    bots.run_for(bot, LEASE.total_seconds() + 2)
    assert bots.poster.sessions_said()[3:] == [("broken",)]


def test_run_looks_up_rows_that_other_messages_tell_and_says_the_rest(bots: Bots) -> None:
    """A bundle's doubtful rows may be in one message, in several, or in none."""
    bots.plan(*(due(name, bundle="ten") for name in "abcd"))
    bots.poster.lost.append(telling(TIMED_OUT))
    bot = bots.bot()
    bot.run()
    said = {"a": "7.0", "b": "7.0", "d": "8.0"}
    bots.poster.history["C1"] = [
        (frozenset(str(due(name).key) for name, ts in said.items() if ts == message), Posted("C1", message))
        for message in ("7.0", "8.0")
    ]
    bots.run_for(bot, 4)
    assert bots.poster.sessions_said() == [("c",)]
    assert bots.ended() == {name: (State.SENT, said.get(name, "1.0")) for name in "abcd"}


def test_run_of_a_new_process_does_not_doubt_what_is_for_a_person(bots: Bots) -> None:
    """A ledger that was lost has no person's row, for what they starred is lost with it; thousands may be late."""
    bots.plan(due("a", "U1"), due("a", "C1"))
    bots.time.sleep(30)
    bots.bot().run()
    assert bots.poster.looked_up == [("C1", ("a",))]
    assert Counter(said.recipient for said in bots.poster.said) == {"U1": 1, "C1": 1}


def test_run_whose_history_cannot_be_read_expires_in_the_end(bots: Bots) -> None:
    bots.plan(replace(due("a"), expires_at=START + MINUTE))
    bots.poster.lost.append(telling(TIMED_OUT))
    bots.poster.finds.extend([Unknown("missing_scope")] * 40)
    bots.run_for(bots.bot(), 65)
    assert (bots.poster.said, bots.ended()) == ([], {"a": (State.EXPIRED, "too late to be of use")})


def test_run_that_is_stopped_begins_nothing_and_gives_back_what_waits(bots: Bots) -> None:
    bots.plan(*(due(name, f"C-{name}") for name in "abc"))
    bot = bots.bot()

    def stop() -> Posted:
        bot.pace.close()
        return Posted("C-a", "1.0")

    bots.poster.answers.append(stop)
    assert bot.run() == 1
    assert bots.poster.sessions_said() == [("a",)]
    assert bots.ended() == {"a": (State.SENT, "1.0"), "b": (State.PENDING, None), "c": (State.PENDING, None)}
    assert bot.run() == 0


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


def test_run_of_a_new_process_finds_what_was_posted_before_its_mark_was_lost(bots: Bots) -> None:
    bots.plan(due("opening"))
    bots.poster.history["C1"] = [(frozenset({"workshop/opening/reminder/10"}), Posted("C1", "7.0"))]
    bots.time.sleep(30)
    bots.bot().run()
    assert (bots.poster.said, bots.ended()) == ([], {"opening": (State.SENT, "7.0")})
