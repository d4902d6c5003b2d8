"""A Slack edge that remembers what it was told, and a time that passes when somebody sleeps."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.outbox.delivery import Found, Outcome, Posted, RateLimited, Unknown
from bot.store.ledger import Row

START = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass
class Time:
    """Real time, as the outbox is given it: sleeping moves it. The event's time may run differently beside it."""

    event: datetime = START
    passed: float = 0.0
    speed: float = 1.0

    def sleep(self, seconds: float) -> None:
        self.passed += seconds
        self.event += timedelta(seconds=seconds * self.speed)

    def monotonic(self) -> float:
        return self.passed

    def wall(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    def now(self) -> datetime:
        return self.event


class Alone(Executor):
    """A crew of nobody: what is handed over is done at once."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - interface
        done: Future[Any] = Future()
        done.set_result(work(*args, **kwargs))
        return done


class CrashError(BaseException):
    """The process ends here: nothing that it would have done afterwards happens."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it stands in a conversation: when it was posted (by both clocks), and of which sessions."""

    recipient: str
    sessions: tuple[str, ...]
    now: datetime
    passed: float


@dataclass
class RecordingPoster:
    """Slack with its conversations' histories. Posts and look-ups go well, each in `takes` seconds, but for those that
    a test says something of before: `lost` is what comes instead of a post, `answers` what is told after one.
    """

    time: Time
    lost: deque[Callable[[], Outcome | None]] = field(default_factory=deque)
    answers: deque[Callable[[], Outcome | None]] = field(default_factory=deque)
    finds: deque[RateLimited | Unknown] = field(default_factory=deque)
    said: list[Said] = field(default_factory=list)
    looked_up: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    takes: float = 0.0
    history: dict[str, list[tuple[frozenset[str], Posted]]] = field(default_factory=dict)

    def post(self, recipient: str, rows: tuple[Row, ...], now: datetime) -> Outcome | None:
        self.time.sleep(self.takes)
        if self.lost:
            return self.lost.popleft()()
        posted = Posted(recipient, f"{len(self.said) + 1}.0")
        self.said.append(Said(recipient, _sessions(rows), now, round(self.time.passed, 6)))
        self.history.setdefault(recipient, []).append((frozenset(str(row.entry.key) for row in rows), posted))
        return self.answers.popleft()() if self.answers else posted

    def find(self, recipient: str, rows: tuple[Row, ...]) -> tuple[Found, ...] | RateLimited | Unknown:
        self.time.sleep(self.takes)
        self.looked_up.append((recipient, _sessions(rows)))
        if self.finds:
            return self.finds.popleft()
        return tuple(
            Found(posted, told)
            for carried, posted in self.history.get(recipient, ())
            if (told := tuple(row for row in rows if str(row.entry.key) in carried))
        )

    def sessions_said(self) -> list[tuple[str, ...]]:
        return [said.sessions for said in self.said]


def _sessions(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(row.entry.key.session_id for row in rows)


def telling(outcome: Outcome | None) -> Callable[[], Outcome | None]:
    return lambda: outcome


def raising(error: BaseException) -> Callable[[], Outcome | None]:
    def fail() -> Outcome | None:
        raise error

    return fail
