"""What is woken, and how often: every job runs, none beside itself, and one that raises is woken again."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.outbox.wake import DELIVER_EVERY, LOOK_EVERY, PLAN_EVERY, REFRESH_EVERY, TIDY_EVERY, Wakers, start

PATIENCE = 10.0


class Job:
    """Counts its runs, and how many there were at most at a time; each does what it is given to do."""

    def __init__(self, work: Callable[[int], object] = lambda _: None) -> None:
        self._work = work
        self._changed = threading.Condition()
        self._running = 0
        self.runs = 0
        self.at_once = 0

    def __call__(self) -> None:
        with self._changed:
            self.runs += 1
            self._running += 1
            self.at_once = max(self.at_once, self._running)
            self._changed.notify_all()
        try:
            self._work(self.runs)
        finally:
            with self._changed:
                self._running -= 1

    def wait_for(self, runs: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self.runs >= runs, PATIENCE)


@contextmanager
def woken(deliver: Job, *others: Job, every: float = 0.01) -> Iterator[None]:
    """The jobs under way, each for the first time at once."""
    plan, refresh, tidy, look = (*others, Job(), Job(), Job(), Job())[:4]
    scheduler = start(Wakers(deliver, plan, refresh, tidy, look, every))
    try:
        for job in scheduler.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))
        yield
    finally:
        scheduler.shutdown()


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_start_wakes_each_job_as_often_as_it_should() -> None:
    scheduler = start(Wakers(Job(), Job(), Job(), Job(), Job()))
    try:
        intervals = [job.trigger.interval for job in scheduler.get_jobs()]
    finally:
        scheduler.shutdown()
    expected = (DELIVER_EVERY, REFRESH_EVERY, PLAN_EVERY, LOOK_EVERY, TIDY_EVERY)
    assert intervals == [timedelta(seconds=seconds) for seconds in expected]


def test_start_runs_every_job(caplog: pytest.LogCaptureFixture) -> None:
    jobs = tuple(Job() for _ in range(5))
    with woken(*jobs):
        for job in jobs:
            job.wait_for(1)
        jobs[0].wait_for(5)
    assert [job.runs for job in jobs[1:]] == [1, 1, 1, 1]
    assert told(caplog) == []


def test_start_does_not_run_a_job_beside_itself(caplog: pytest.LogCaptureFixture) -> None:
    others_ran = threading.Event()
    slow = Job(lambda _: others_ran.wait(PATIENCE))
    quick = Job()
    with woken(slow, quick):
        slow.wait_for(1)
        quick.wait_for(1)
        threading.Event().wait(0.1)  # ten times its interval, in which nothing should happen
        assert slow.runs == 1
        others_ran.set()
        slow.wait_for(3)
    assert slow.at_once == 1
    assert told(caplog) == []


def test_start_wakes_a_job_again_after_it_raised(caplog: pytest.LogCaptureFixture) -> None:
    def fail_at_first(run: int) -> None:
        if run == 1:
            raise OSError("no database")

    failing = Job(fail_at_first)
    with woken(failing):
        failing.wait_for(3)
    (record,) = (record for record in caplog.records if record.levelno >= logging.WARNING)
    assert (record.levelname, record.exc_info and repr(record.exc_info[1])) == ("ERROR", "OSError('no database')")


def test_shutdown_waits_for_the_run_under_way() -> None:
    ended = threading.Event()
    entered = threading.Event()

    def work(_: int) -> None:
        entered.set()
        threading.Event().wait(0.05)
        ended.set()

    with woken(Job(work), every=60):
        assert entered.wait(PATIENCE)
    assert ended.is_set()
