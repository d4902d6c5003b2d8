"""Everybody starred the keynote: thousands of direct messages due at one instant, on a Slack whose limit nobody told.

Simulated: the time, Slack and the people who ask. Real: the ledger in a database, the pace and the delivery.
"""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import quantiles

from sqlalchemy import Engine

from bot.outbox.delivery import Delivery, Found, Outcome, Posted, RateLimited
from bot.outbox.pace import Pace
from bot.store.ledger import Changes, Entry, Key, Ledger, Row, State
from bot.store.limit import UNTRIED, Learnt, LearntLimit
from bot.workspace.rates import RateLimiter, Rates
from tests.outbox.simulation import SimulatedCrew, Simulation
from tests.outbox.slack import START

TEAM = "T1"
EARLY = timedelta(minutes=10)
USE = timedelta(minutes=10)
"""A reminder may go out from ten minutes before it is due until its session starts, ten minutes after."""
CALL = (0.1, 0.3)
"""Seconds that Slack takes for a call, there and back."""
WAKE = 1.0


@dataclass(frozen=True, slots=True)
class Call:
    """A post of the outbox as it reached Slack."""

    at: datetime
    key: str
    refused: bool


@dataclass
class SimulatedSlack:
    """Takes posts as fast as its limit allows, and answers 429 to the others."""

    simulation: Simulation
    limiter: RateLimiter
    random: random.Random
    calls: list[Call] = field(default_factory=list)

    def post(self, recipient: str, rows: tuple[Row, ...], now: datetime) -> Outcome | None:  # noqa: ARG002 - interface
        seconds = self.random.uniform(*CALL)
        self.simulation.sleep(seconds / 2)
        wait = self.limiter.retry_after("chat.postMessage", None, recipient)
        self.calls += (Call(self.simulation.now(), f"{row.entry.key} to {recipient}", bool(wait)) for row in rows)
        self.simulation.sleep(seconds / 2)
        return RateLimited(wait) if wait else Posted(recipient, f"{len(self.calls)}.0")

    @property
    def posted(self) -> int:
        return sum(not call.refused for call in self.calls)

    def find(self, recipient: str, rows: tuple[Row, ...]) -> tuple[Found, ...]:
        raise AssertionError(f"nobody doubts {rows} of {recipient}")


@dataclass
class People:
    """Ask every now and then; an answer is posted like all else, again after as long as a 429 asks for."""

    simulation: Simulation
    limiter: RateLimiter
    random: random.Random
    per_second: float
    pace: Pace
    took: list[float] = field(default_factory=list)

    def ask(self) -> None:
        for number in range(10**9):
            self.simulation.sleep(self.random.expovariate(self.per_second))
            self.simulation.start(lambda number=number: self._answer(f"D{number}"))  # type: ignore[misc]

    def _answer(self, channel: str) -> None:
        begun = self.simulation.monotonic()
        self.pace.give_way()
        while True:
            seconds = self.random.uniform(*CALL)
            self.simulation.sleep(seconds / 2)
            wait = self.limiter.retry_after("chat.postMessage", None, channel)
            self.simulation.sleep(seconds / 2)
            if not wait:
                break
            self.pace.refused(wait)
            self.simulation.sleep(wait)
        self.took.append(self.simulation.monotonic() - begun)


@dataclass(frozen=True, slots=True)
class Result:
    """How a fan-out went; `first` and `last` count from when it was due, seconds late (early where negative)."""

    people: int
    limit: float
    states: Counter[State]
    twice: int
    on_time: float
    first: float
    last: float
    refused: tuple[bool, ...]
    answers: tuple[float, ...]
    learnt: Learnt

    @property
    def on_time_goal(self) -> float:
        return 0.95 * min(1, self.limit * EARLY.total_seconds() / self.people)

    @property
    def needed(self) -> float:
        """Seconds that it takes at the limit, or that it may be early."""
        return min(self.people / self.limit, EARLY.total_seconds())


def fan_out(
    engine: Engine,
    people: int,
    limit: float,
    *,
    seed: int = 1,
    learnt: Learnt = UNTRIED,
    answers_a_second: float = 0.0,
    lead: timedelta = EARLY + timedelta(seconds=30),
) -> Result:
    """Run it from so long before the messages are due until the last has ended; `learnt`: what the bot knew before."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    simulation = Simulation(START)
    limiter = RateLimiter(Rates(workspace_per_second=limit), simulation.monotonic)
    slack = SimulatedSlack(simulation, limiter, chance)
    ledger = Ledger(engine, TEAM)
    due = START + lead
    ledger.apply(Changes(add=tuple(_entry(number, due) for number in range(people))))
    pace = Pace(simulation.monotonic, simulation.sleep)
    kept = LearntLimit(engine, TEAM)
    kept.save(learnt)
    crew = SimulatedCrew(simulation, 16)
    bot = Delivery(ledger, slack, pace, kept, crew, simulation, simulation.now, "bot", since=START)
    asking = People(simulation, limiter, chance, answers_a_second, pace)
    ended: list[bool] = []

    def wake() -> None:
        while simulation.now() < due + USE and slack.posted < people:
            bot.run()
            simulation.sleep(WAKE)
        ended.append(True)

    simulation.start(wake)
    if answers_a_second:
        simulation.start(asking.ask)
    simulation.run(lambda: bool(ended))
    return _result(ledger, slack.calls, people, limit, due, asking.took, pace.learnt)


def _entry(number: int, due: datetime) -> Entry:
    key = Key(TEAM, f"U{number:05}", "workshop", "keynote", "personal", 10)
    return Entry(key, "keynote", due, due + USE, EARLY)


def _result(
    ledger: Ledger, calls: list[Call], people: int, limit: float, due: datetime, answers: list[float], learnt: Learnt
) -> Result:
    posted = [call for call in calls if not call.refused]
    return Result(
        people=people,
        limit=limit,
        states=Counter(row.state for row in ledger.rows()),
        twice=sum(times - 1 for times in Counter(call.key for call in posted).values()),
        on_time=sum(call.at <= due for call in posted) / people,
        first=(min(call.at for call in calls) - due).total_seconds(),
        last=(max(call.at for call in posted) - due).total_seconds(),
        refused=tuple(call.refused for call in calls),
        answers=tuple(answers),
        learnt=learnt,
    )


def idle_answers(count: int = 1000) -> tuple[float, ...]:
    """The seconds that answers take where nothing else is posted."""
    chance = random.Random(0)  # noqa: S311 - no secret
    return tuple(chance.uniform(*CALL) for _ in range(count))


def p99(times: Iterable[float]) -> float:
    return quantiles(times, n=100)[98]
