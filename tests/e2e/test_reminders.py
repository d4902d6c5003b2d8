"""Reminders as channels see them: through the real bot, the real SDK, and a workspace that misbehaves."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.workspace import Fault
from tests.e2e.conftest import PATIENCE, Place

EVENT = "mlforsystems-2020"
OPENING = "Starts in 10 min:\n09:00–09:15 PST (<!date^1607792400^{time}|09:00 PST> for you) *Opening Remarks*"
At = Callable[..., Place]


def texts(place: Place, channel: str = EVENT) -> tuple[str, ...]:
    return tuple(message.text for message in place.posts(channel))


def test_reminder_comes_when_it_is_due_and_not_before(at: At) -> None:
    place = at("2020-12-12T08:49-08:00", EVENT)
    with place.bot():
        place.jump("2020-12-12T08:49:59-08:00")
        assert texts(place) == ()
        place.jump("2020-12-12T08:50-08:00")
        place.wait_for_posts(EVENT, 1)
        assert texts(place) == (OPENING,)


def test_reminder_carries_its_keys(at: At) -> None:
    place = at("2020-12-12T08:50-08:00", EVENT)
    with place.bot():
        (posted,) = place.wait_for_posts(EVENT, 1)
    keys = ["mlforsystems-2020/opening-remarks/reminder/10"]
    assert posted.metadata == {"event_type": "usher_message", "event_payload": {"keys": keys}}


def test_late_reminder_says_what_is_true_now(at: At) -> None:
    place = at("2020-12-12T08:57:30-08:00", EVENT)
    with place.bot():
        place.wait_for_posts(EVENT, 1)
    assert texts(place)[0].startswith("Starts in 3 min:")


def test_reminder_of_what_has_begun_is_not_sent(at: At) -> None:
    place = at("2020-12-12T09:20-08:00", EVENT)
    with place.bot():
        place.jump("2020-12-12T09:40-08:00")
        place.wait_for_posts(EVENT, 2)
    assert [text.splitlines()[0] for text in texts(place)] == ["Breaks this morning:", "Starts in 10 min:"]


def test_restart_sends_nothing_twice(at: At) -> None:
    place = at("2020-12-12T09:00-08:00", EVENT)
    with place.bot():
        place.wait_for_posts(EVENT, 1)
    before = texts(place)
    with place.bot():
        place.jump("2020-12-12T09:05-08:00")
        place.wait_for_posts(EVENT, 2)
    assert texts(place)[:1] == before
    assert texts(place)[1].startswith("Starts in 10 min:\n09:15")


def test_lost_database_sends_nothing_twice(at: At) -> None:
    place = at("2020-12-12T08:55-08:00", EVENT)
    with place.bot():
        place.wait_for_posts(EVENT, 1)
    for path in place.folder.glob("usher.db*"):
        path.unlink()
    with place.bot():
        place.workspace.wait_for(lambda: "conversations.history" in methods(place), PATIENCE)
        place.jump("2020-12-12T09:00-08:00")
        place.wait_for_posts(EVENT, 2)
    assert [text.splitlines()[0] for text in texts(place)] == ["Starts in 5 min:", "Breaks this morning:"]


def test_killed_bot_misses_nothing_that_is_still_of_use(at: At) -> None:
    place = at("2020-12-12T08:49-08:00", EVENT)
    with place.bot_process() as process:
        process.kill()
        process.wait()
    place.jump("2020-12-12T08:55-08:00")
    with place.bot_process():
        place.wait_for_posts(EVENT, 1)
    assert texts(place)[0].startswith("Starts in 5 min:\n09:00")


def test_post_that_was_reset_after_it_arrived_is_not_doubled(at: At) -> None:
    place = at("2020-12-12T08:49-08:00", EVENT)
    place.workspace.misbehave(Fault("reset_after", "chat.postMessage"))
    with place.bot():
        place.jump("2020-12-12T08:50-08:00")
        place.wait_for_posts(EVENT, 1)
        place.workspace.wait_for(lambda: "conversations.history" in methods(place), 15)
        place.jump("2020-12-12T09:05-08:00")
        place.wait_for_posts(EVENT, 3)
    assert [text.splitlines()[0] for text in texts(place)] == [
        "Starts in 10 min:",
        "Breaks this morning:",
        "Starts in 10 min:",
    ]


def test_post_that_was_reset_before_it_arrived_is_posted_again(at: At) -> None:
    place = at("2020-12-12T08:50-08:00", EVENT)
    place.workspace.misbehave(Fault("reset_before", "chat.postMessage"))
    with place.bot():
        place.wait_for_posts(EVENT, 1)
    assert texts(place) == (OPENING,)


def test_server_error_and_rate_limit_delay_a_post(at: At) -> None:
    place = at("2020-12-12T08:50-08:00", EVENT)
    place.workspace.misbehave(Fault("500", "chat.postMessage"))
    place.workspace.misbehave(Fault("429", "chat.postMessage"))
    with place.bot():
        place.wait_for_posts(EVENT, 1)
    assert texts(place) == (OPENING,)


def test_two_bots_on_one_database_say_it_once(at: At) -> None:
    place = at("2020-12-12T08:49-08:00", EVENT)
    with place.bot_process(), place.bot_process():
        place.jump("2020-12-12T08:50-08:00")
        place.wait_for_posts(EVENT, 1)
        place.jump("2020-12-12T09:05-08:00")
        place.wait_for_posts(EVENT, 3)
    heads = [text.splitlines()[0] for text in texts(place)]
    assert heads == ["Starts in 10 min:", "Breaks this morning:", "Starts in 10 min:"]


def test_changed_file_moves_what_is_pending(at: At) -> None:
    place = at("2020-12-12T08:30-08:00", EVENT)
    with place.bot():
        edit(place.folder / "schedules" / f"{EVENT}.yaml", "start: 9:00", "start: 8:45")
        place.jump("2020-12-12T08:36-08:00")
        place.wait_for_posts(EVENT, 1)
    assert texts(place)[0].startswith("Starts in 9 min:\n08:45–09:15 PST")


def test_bad_file_keeps_the_last_good_schedule(at: At, caplog: pytest.LogCaptureFixture) -> None:
    place = at("2020-12-12T08:30-08:00", EVENT)
    with place.bot():
        edit(place.folder / "schedules" / f"{EVENT}.yaml", "start: 9:00", "start: nine")
        place.workspace.wait_for(lambda: "the last good schedule stays in use" in caplog.text, PATIENCE)
        place.jump("2020-12-12T08:50-08:00")
        place.wait_for_posts(EVENT, 1)
    assert texts(place) == (OPENING,)


def test_talk_without_a_time_is_announced_in_the_morning_of_its_day(at: At) -> None:
    place = at("2023-10-09T08:59-07:00", "stanford-mlsys-seminar")
    with place.bot():
        place.jump("2023-10-09T09:00-07:00")
        place.wait_for_posts("stanford-mlsys-seminar", 1)
    assert texts(place, "stanford-mlsys-seminar") == (
        "Today:\nMon 9 Oct 2023, time not announced *ML for ML Compilers* – Mangpo Phothilimthana",
    )


def methods(place: Place) -> set[str]:
    return {call.method for call in place.workspace.calls}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
