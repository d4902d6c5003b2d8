"""Slack's rate limits as token buckets over real (monotonic) time: who must wait, and how long."""

import math
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.workspace.clock import Monotonic

Key = tuple[str, ...]
POSTING = frozenset({"chat.postMessage"})


@dataclass(frozen=True, slots=True)
class Rates:
    """The limits. Tiers are calls a minute per method; a bucket holds as many calls as `bursts` says.

    Slack grants Tier 1 "a small amount of burst" without a figure: 10 lets a client open its ten sockets at once.
    """

    enabled: bool = True
    tiers: Mapping[int, float] = field(default_factory=lambda: {1: 1, 2: 20, 3: 50, 4: 100})
    bursts: Mapping[int, int] = field(default_factory=lambda: {1: 10, 2: 20, 3: 50, 4: 100})
    channel_per_second: float = 1.0
    channel_burst: int = 4
    workspace_per_second: float = 10.0
    workspace_burst: int = 20


UNLIMITED = Rates(enabled=False)


@dataclass(slots=True)
class _Bucket:
    per_second: float
    capacity: float
    tokens: float
    filled: float

    def wait(self, now: float) -> float:
        """Seconds until one token is there; 0 when it is."""
        self.tokens = min(self.capacity, self.tokens + (now - self.filled) * self.per_second)
        self.filled = now
        return max(0.0, (1 - self.tokens) / self.per_second)


class RateLimiter:
    """Counts calls; a refused call costs nothing."""

    def __init__(self, rates: Rates, monotonic: Monotonic = time.monotonic) -> None:
        self._rates = rates
        self._monotonic = monotonic
        self._buckets: dict[Key, _Bucket] = {}

    def retry_after(self, method: str, tier: int | None, channel: str) -> int:
        """Whole seconds that the caller must wait, or 0 when the call may pass (and is counted)."""
        if not self._rates.enabled:
            return 0
        now = self._monotonic()
        buckets = tuple(self._touched(method, tier, channel, now))
        wait = max((bucket.wait(now) for bucket in buckets), default=0.0)
        if wait > 1e-9:  # noqa: PLR2004 - what is left of a second after adding floats is no wait
            return math.ceil(wait)
        for bucket in buckets:
            bucket.tokens -= 1
        return 0

    def _touched(self, method: str, tier: int | None, channel: str, now: float) -> Iterable[_Bucket]:
        rates = self._rates
        if tier is not None:
            yield self._bucket(("method", method), rates.tiers[tier] / 60, rates.bursts[tier], now)
        if method in POSTING:
            yield self._bucket(("channel", channel), rates.channel_per_second, rates.channel_burst, now)
            yield self._bucket(("workspace",), rates.workspace_per_second, rates.workspace_burst, now)

    def _bucket(self, key: Key, per_second: float, capacity: int, now: float) -> _Bucket:
        if key not in self._buckets:
            self._buckets[key] = _Bucket(per_second, capacity, capacity, now)
        return self._buckets[key]
