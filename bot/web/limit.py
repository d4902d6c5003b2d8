"""How often somebody may ask: so many times at once, and then once in so many seconds (real, monotonic)."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

MOST_KNOWN = 10_000
"""So many who asked are remembered; who asked longest ago is forgotten first."""


@dataclass(frozen=True, slots=True)
class Limit:
    at_once: int
    interval: float
    monotonic: Callable[[], float] = time.monotonic
    _paid_until: OrderedDict[str, float] = field(default_factory=OrderedDict)
    """For each who asked, the moment at which all that they asked for is paid off at the interval."""
    _lock: Lock = field(default_factory=Lock)

    def allows(self, who: str) -> bool:
        """Whether they may ask now; if so, it counts."""
        now = self.monotonic()
        with self._lock:
            paid_until = max(now, self._paid_until.pop(who, now)) + self.interval
            allowed = paid_until - now <= self.at_once * self.interval
            self._paid_until[who] = paid_until if allowed else paid_until - self.interval
            if len(self._paid_until) > MOST_KNOWN:
                self._paid_until.popitem(last=False)
        return allowed
