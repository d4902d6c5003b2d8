"""The clocks: the machine's own, and one that another program keeps."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.clock import FollowedClock, RealClock, SteppedClock, wall

NINE = datetime(2020, 12, 12, 17, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@dataclass
class Monotonic:
    passed: float = 0.0

    def __call__(self) -> float:
        return self.passed


@dataclass
class ClockServer:
    """Tells over HTTP what it is given to tell; `asked` counts."""

    told: bytes = b""
    status: int = 200
    asked: int = 0
    server: ThreadingHTTPServer = field(init=False)

    def __post_init__(self) -> None:
        keeper = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                keeper.asked += 1
                self.send_response(keeper.status)
                self.send_header("Content-Length", str(len(keeper.told)))
                self.end_headers()
                self.wfile.write(keeper.told)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/clock"

    def tell(self, now: str, speed: object = 1, paused: object = False) -> None:  # noqa: FBT002 - JSON's own
        self.told = json.dumps({"now": now, "speed": speed, "paused": paused}).encode()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def keeper() -> Iterator[ClockServer]:
    server = ClockServer()
    server.tell("2020-12-12T09:00:00-08:00", speed=60)
    yield server
    server.close()


def test_real_clock_tells_the_time_in_utc() -> None:
    before, told, after = wall(), RealClock().now(), wall()
    assert before <= told <= after
    assert told.tzinfo is UTC


def test_followed_clock_runs_on_at_its_speed_between_readings(keeper: ClockServer) -> None:
    time = Monotonic()
    clock = FollowedClock(keeper.url, refresh=0.5, monotonic=time)
    told = [clock.now()]
    time.passed = 0.5
    told.append(clock.now())
    assert told == [NINE, NINE + 30 * SECOND]
    assert (keeper.asked, told[0].tzinfo) == (1, UTC)


def test_followed_clock_asks_again_when_its_reading_is_old(keeper: ClockServer) -> None:
    time = Monotonic()
    clock = FollowedClock(keeper.url, refresh=0.5, monotonic=time)
    keeper.tell("2020-12-12T18:00:00+00:00", speed=1)
    time.passed = 0.6
    assert clock.now() == NINE + 3600 * SECOND
    time.passed = 1.0
    assert clock.now() == NINE + 3600.4 * SECOND
    assert keeper.asked == 2


def test_followed_clock_that_is_paused_stands_still(keeper: ClockServer) -> None:
    time = Monotonic()
    keeper.tell("2020-12-12T17:00:00Z", speed=60, paused=True)
    clock = FollowedClock(keeper.url, refresh=0.5, monotonic=time)
    time.passed = 0.4
    assert clock.now() == NINE


def test_followed_clock_may_jump_back(keeper: ClockServer) -> None:
    time = Monotonic()
    clock = FollowedClock(keeper.url, refresh=0.5, monotonic=time)
    keeper.tell("2020-12-12T16:00:00Z")
    time.passed = 1.0
    assert clock.now() == NINE - 3600 * SECOND


def test_followed_clock_that_does_not_answer_any_more_runs_on(keeper: ClockServer) -> None:
    time = Monotonic()
    clock = FollowedClock(keeper.url, refresh=0.5, monotonic=time)
    keeper.status = 500
    for passed in (1.0, 1.2, 2.0):
        time.passed = passed
        assert clock.now() == NINE + passed * 60 * SECOND
    assert keeper.asked == 3
    keeper.status = 200
    time.passed = 3.0
    assert clock.now() == NINE


@pytest.mark.parametrize(
    "told",
    [b"", b"nine", b"[]", b"null", b"{}", b'{"now": 9, "speed": 1, "paused": false}'],
)
def test_followed_clock_that_tells_nonsense_runs_on(keeper: ClockServer, told: bytes) -> None:
    time = Monotonic()
    clock = FollowedClock(keeper.url, refresh=0.5, monotonic=time)
    keeper.told = told
    time.passed = 1.0
    assert clock.now() == NINE + 60 * SECOND
    with pytest.raises(ValueError, match=r".+"):
        FollowedClock(keeper.url)


def test_followed_clock_without_an_offset_is_refused(keeper: ClockServer) -> None:
    keeper.tell("2020-12-12T09:00:00")
    with pytest.raises(ValueError, match=r"^now: '2020-12-12T09:00:00' has no offset from UTC$"):
        FollowedClock(keeper.url)


def test_followed_clock_without_a_speed_is_refused(keeper: ClockServer) -> None:
    keeper.tell("2020-12-12T17:00:00Z", speed=None)
    with pytest.raises(ValueError, match=r"^it does not tell now, speed and paused: TypeError"):
        FollowedClock(keeper.url)


def test_followed_clock_that_is_not_there_at_first_is_an_error() -> None:
    server = ClockServer()
    server.close()
    with pytest.raises(OSError, match="refused"):
        FollowedClock(server.url)


def test_followed_clock_of_something_else_is_an_error(keeper: ClockServer) -> None:
    keeper.status = 404
    with pytest.raises(OSError, match="404"):
        FollowedClock(keeper.url)


def test_followed_clock_read_by_many_threads_asks_once(keeper: ClockServer) -> None:
    time = Monotonic()
    clock = FollowedClock(keeper.url, refresh=0.5, monotonic=time)
    time.passed = 0.6
    told: list[datetime] = []
    threads = [threading.Thread(target=lambda: told.append(clock.now())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (told, keeper.asked) == ([NINE] * 8, 2)


def test_stepped_clock_stands_still_but_for_being_brought_on_at_its_speed() -> None:
    time, slept = Monotonic(), list[float]()
    clock = SteppedClock(NINE, 60, time, slept.append)
    time.passed = 100.0
    told = [clock.now()]
    for passed, to in ((100.0, NINE), (100.5, NINE + 60 * SECOND), (130.0, NINE + 90 * SECOND)):
        time.passed = passed
        clock.bring_on(to)
        told.append(clock.now())
    assert told == [NINE, NINE, NINE + 60 * SECOND, NINE + 90 * SECOND]
    assert slept == [0.0, 0.5, 0.0]
