"""A time that passes only when everybody sleeps: threads that take turns, the same at every run.

Whoever sleeps here is woken when all that comes before has happened. One thread alone runs at any moment, so what runs
in it may be the real thing: the real pace, delivery and ledger.
"""

import heapq
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import datetime, timedelta
from itertools import count
from typing import Any


class Simulation:
    """Simulated seconds since a start, and those who live in them."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._passed = 0.0
        self._order = count()
        self._waiting: list[tuple[float, int, threading.Semaphore]] = []
        self._idle = threading.Semaphore(0)
        self._errors: list[BaseException] = []

    def monotonic(self) -> float:
        return self._passed

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def start(self, work: Callable[[], object]) -> None:
        """Have a thread do the work, from now on."""
        turn = threading.Semaphore(0)
        threading.Thread(target=self._live, args=(work, turn), daemon=True).start()
        self._wake(turn, 0.0)

    def sleep(self, seconds: float) -> None:
        """To be called by those who live here."""
        turn = threading.Semaphore(0)
        self._wake(turn, seconds)
        self._idle.release()
        turn.acquire()

    def run(self, until: Callable[[], bool]) -> None:
        """Let time pass; raises what went wrong in it."""
        while self._waiting and not until() and not self._errors:
            self._passed, _, turn = heapq.heappop(self._waiting)
            turn.release()
            self._idle.acquire()
        if self._errors:
            raise self._errors[0]

    def _wake(self, turn: threading.Semaphore, seconds: float) -> None:
        heapq.heappush(self._waiting, (self._passed + max(0.0, seconds), next(self._order), turn))

    def _live(self, work: Callable[[], object], turn: threading.Semaphore) -> None:
        turn.acquire()
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised by run
            self._errors.append(error)
        finally:
            self._idle.release()


class SimulatedCrew(Executor):
    """So many hands; who hands over work waits, in simulated time, until one is free."""

    def __init__(self, simulation: Simulation, hands: int) -> None:
        self._simulation = simulation
        self._free = hands

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - interface
        while not self._free:
            self._simulation.sleep(0.01)
        self._free -= 1
        done: Future[Any] = Future()

        def do() -> None:
            done.set_result(work(*args, **kwargs))
            self._free += 1

        self._simulation.start(do)
        return done
