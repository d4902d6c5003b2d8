import threading

from bot.outbox.crew import Crew


def test_all_threads_are_there_before_there_is_work() -> None:
    """So that an interrupt can meet none while it starts, which would not be waited for."""
    before = set(threading.enumerate())
    with Crew(3):
        assert len(set(threading.enumerate()) - before) == 3
    assert set(threading.enumerate()) <= before
