"""How fast the bot may post by itself: about one message a second per channel, and a budget for the workspace.

Answers to people share Slack's budget, so the outbox keeps below it. Real (monotonic) time: Slack does not simulate.
"""

import math
import threading
import time
from collections.abc import Callable

CHANNEL_INTERVAL = 1.0
"""Seconds between two posts to one channel (Slack: about one a second)."""
WORKSPACE_RATE = 4.0
"""Posts a second for the workspace: four fifths of the 5/s that large fan-outs have been seen to get."""


class Pace:
    """Gives each post the moment from which it may go out, and keeps to what Slack's 429 asked for."""

    def __init__(
        self,
        rate: float = WORKSPACE_RATE,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._interval = 1 / rate
        self._monotonic = monotonic
        self._sleep = sleep
        self._lock = threading.Lock()
        self._workspace_free_at = 0.0
        self._channel_free_at: dict[str, float] = {}

    def wait(self, channel: str, at_most: float = math.inf) -> bool:
        """Sleep until a post to the channel may go out; False, at once, if that is more than so many seconds ahead."""
        at = self._reserve(channel, at_most)
        if at is None:
            return False
        self._sleep(max(0.0, at - self._monotonic()))
        return True

    def hold(self, seconds: float) -> None:
        """Let nothing out for so many seconds: Slack said so."""
        with self._lock:
            self._workspace_free_at = max(self._workspace_free_at, self._monotonic() + seconds)

    def _reserve(self, channel: str, at_most: float) -> float | None:
        with self._lock:
            now = self._monotonic()
            at = max(now, self._workspace_free_at, self._channel_free_at.get(channel, 0.0))
            if at > now + at_most:
                return None
            self._workspace_free_at = at + self._interval
            self._channel_free_at = {name: free for name, free in self._channel_free_at.items() if free > now}
            self._channel_free_at[channel] = at + CHANNEL_INTERVAL
            return at
