"""The workspace's own simulated time: it may run faster than the world's, stand still, or jump.

Imports nothing of the bot: this clock belongs to the workspace, the bot's follows it over HTTP.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

Monotonic = Callable[[], float]


@dataclass(frozen=True, slots=True)
class _Run:
    """From `anchor` (monotonic seconds) on, time is `at` plus what has passed since, `speed` times as fast."""

    anchor: float
    at: datetime
    speed: float
    paused: bool


class SimulatedClock:
    """A clock that starts at an aware datetime and runs `speed` simulated seconds for each real one."""

    def __init__(
        self, start: datetime, *, speed: float = 1.0, paused: bool = False, monotonic: Monotonic = time.monotonic
    ) -> None:
        if start.tzinfo is None:
            raise ValueError(f"start: {start.isoformat()} has no zone; write {start.isoformat()}+00:00 if UTC is meant")
        self._monotonic = monotonic
        self._run = _Run(monotonic(), start.astimezone(UTC), _positive(speed), paused)

    def now(self) -> datetime:
        """The simulated time, in UTC."""
        return self._at(self._run, self._monotonic())

    @property
    def speed(self) -> float:
        return self._run.speed

    @property
    def paused(self) -> bool:
        return self._run.paused

    def jump(self, to: datetime) -> None:
        """Set the time; backwards is allowed, message ids rise nevertheless."""
        if to.tzinfo is None:
            raise ValueError(f"{to.isoformat()} has no zone; append Z or an offset")
        self._restart(at=to.astimezone(UTC))

    def advance(self, by: timedelta) -> None:
        self._restart(at=self.now() + by)

    def set_speed(self, speed: float) -> None:
        self._restart(speed=_positive(speed))

    def pause(self) -> None:
        self._restart(paused=True)

    def resume(self) -> None:
        self._restart(paused=False)

    def _restart(self, *, at: datetime | None = None, speed: float | None = None, paused: bool | None = None) -> None:
        run, anchor = self._run, self._monotonic()
        self._run = replace(
            run,
            anchor=anchor,
            at=self._at(run, anchor) if at is None else at,
            speed=run.speed if speed is None else speed,
            paused=run.paused if paused is None else paused,
        )

    @staticmethod
    def _at(run: _Run, instant: float) -> datetime:
        return run.at if run.paused else run.at + timedelta(seconds=(instant - run.anchor) * run.speed)


def _positive(speed: float) -> float:
    if speed <= 0:
        raise ValueError(f"speed: {speed} is not above 0; pause the clock to make it stand still")
    return speed
