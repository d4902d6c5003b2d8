"""The threads that post: a post takes Slack a fraction of a second, in which others can be under way."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier, BoundedSemaphore
from typing import ParamSpec, TypeVar

THREADS = 16
"""At 0.3 s a post this allows some 50 a second, more than Slack does."""

P = ParamSpec("P")
T = TypeVar("T")


class Crew(ThreadPoolExecutor):
    """So many threads and no queue: who hands over work waits until one of them is free.

    All of them are there from the beginning: one that an interrupt meets while it starts is not waited for at the end.
    """

    def __init__(self, threads: int = THREADS) -> None:
        super().__init__(threads, "outbox")
        self._free = BoundedSemaphore(threads)
        all_there = Barrier(threads + 1)
        for _ in range(threads):
            super().submit(all_there.wait)
        all_there.wait()

    def submit(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        self._free.acquire()
        under_way = super().submit(work, *args, **kwargs)
        under_way.add_done_callback(lambda _: self._free.release())
        return under_way
