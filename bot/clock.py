"""What time it is: the real clock, or one that a demo, a rehearsal or a test runs at its own pace.

Nothing else in Usher asks for the time; below the edges, `now` is passed in.
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.errors import SettingsError


class Clock(Protocol):
    """`now` is the event's time, aware and in UTC."""

    def now(self) -> datetime: ...


class RealClock:
    def now(self) -> datetime:
        return wall()


def clock_of(url: str | None) -> Clock:
    """The clock to follow, else the real one; raises SettingsError where it gives no time."""
    if url is None:
        return RealClock()
    try:
        return FollowedClock(url)
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"USHER_CLOCK_URL: {url!r} gives no time ({error}); unset it to use the real time"
        ) from error


def wall() -> datetime:
    """The machine's own time, which leases between processes run on even when the event's time is simulated."""
    return datetime.now(UTC)


class SteppedClock:
    """A clock that stands still but for being brought on, so many times as fast as real time: a rehearsal's."""

    def __init__(
        self,
        start: datetime,
        speed: float,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._start = self._now = start
        self._speed = speed
        self._monotonic = monotonic
        self._sleep = sleep
        self._began: float | None = None

    def now(self) -> datetime:
        return self._now

    def bring_on(self, to: datetime) -> None:
        """Wait for the sped-up instant, counted from the first one, and stand there; at once where it is past."""
        if self._began is None:
            self._began = self._monotonic()
        at = self._began + (to - self._start).total_seconds() / self._speed
        self._sleep(max(0.0, at - self._monotonic()))
        self._now = to


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """At which it is always the same time."""

    at: datetime

    def now(self) -> datetime:
        return self.at


def on_clock(at: datetime, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, of a time that, without an offset of its own, is on the clock of the zone."""
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class _Reading:
    now: datetime
    speed: float
    taken: float


class FollowedClock:
    """A clock that another program keeps, read over HTTP: `{"now": ISO 8601, "speed": 60, "paused": false}`.

    It is asked again when its last answer is older than `refresh` real seconds, and run on at its speed in between;
    where it does not answer, the last answer holds. Raises OSError or ValueError if the first reading fails.
    """

    def __init__(self, url: str, refresh: float = 0.1, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._url = url
        self._refresh = refresh
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._reading = self._read()

    def now(self) -> datetime:
        with self._lock:
            if self._monotonic() - self._reading.taken > self._refresh:
                self._reading = self._read_or_keep()
            reading = self._reading
        return reading.now + timedelta(seconds=(self._monotonic() - reading.taken) * reading.speed)

    def _read_or_keep(self) -> _Reading:
        try:
            return self._read()
        except (OSError, ValueError):
            kept = self._reading
            passed = self._monotonic() - kept.taken
            return _Reading(kept.now + timedelta(seconds=passed * kept.speed), kept.speed, self._monotonic())

    def _read(self) -> _Reading:
        from http.client import HTTPException
        from urllib.request import urlopen

        try:
            with urlopen(self._url, timeout=5) as answer:  # noqa: S310 - the address is the operator's own setting
                told = json.load(answer)
            now, speed = datetime.fromisoformat(told["now"]), 0.0 if told["paused"] else float(told["speed"])
        except (HTTPException, LookupError, TypeError) as error:
            raise ValueError(f"it does not tell now, speed and paused: {error!r}") from error
        if now.tzinfo is None:
            raise ValueError(f"now: {told['now']!r} has no offset from UTC")
        return _Reading(now.astimezone(UTC), speed, self._monotonic())
