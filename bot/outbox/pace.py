"""How fast the bot may post by itself: about one message a second per channel, and the workspace's limit, as learnt.

Slack tells nobody that limit, only a 429 where it was passed: then there was no room left. What was posted from one 429
to the next is therefore just what the limit let through, and gives it exactly. Until then the pace grows; afterwards it
stays below the limit for half an hour at a time, so that answers find room, before it tries whether there is more.
Answers to people share the limit and go first. Real (monotonic) time: Slack does not simulate.
"""

import math
import threading
import time
from collections.abc import Callable

from bot.store.limit import SEARCHING, SURE, UNTRIED, Learnt

CHANNEL_INTERVAL = 1.0
"""Seconds between two posts to one channel (Slack: about one a second)."""
MARGIN = 0.985
"""The part of the limit that is used: small errors of the estimate then pass no limit."""
CUT = 0.8
"""What is left of the limit after a 429 that tells no more than that it is lower."""
LEAST = 1.0
"""What Slack allows in a single channel, the workspace allows too."""
MEASURABLE = 150
"""Posts between two 429s from which the limit can be told."""
STEADY = 1800.0
"""Seconds at full pace for which a limit that was told is taken to hold."""
CATCH_UP = 0.25
"""Seconds by which a post may follow the one before too closely, where that one was late itself."""
IDLE = 1.0
"""Seconds without a post after which Slack may have more room than counting could tell."""


class Pace:
    """Gives each post the moment from which it may go out, and keeps to what Slack's 429 asked for.

    `sleep` returns after so many seconds, or sooner once the pace is closed.
    """

    def __init__(
        self, monotonic: Callable[[], float] = time.monotonic, sleep: Callable[[float], object] | None = None
    ) -> None:
        self.learnt = UNTRIED
        self._kept = UNTRIED
        self._limit = UNTRIED.limit
        self._closed = threading.Event()
        self._monotonic = monotonic
        self._sleep = sleep or self._closed.wait
        self._lock = threading.Lock()
        self._sharers = 1
        self._free_at = -math.inf
        self._held_until = -math.inf
        self._channel_free_at: dict[str, float] = {}
        self._posted = 0
        self._steady = 0.0
        self._counted_from: float | None = None

    @property
    def rate(self) -> float:
        """Posts a second in the workspace that can be relied on, over all processes."""
        learnt = self.learnt
        return learnt.limit * MARGIN if learnt.growth == SURE else LEAST

    @property
    def own_rate(self) -> float:
        """Posts a second that this process allows itself now."""
        return self._limit * MARGIN / self._sharers

    @property
    def closed(self) -> bool:
        return self._closed.is_set()

    def close(self) -> None:
        """Let nothing more out, and whoever waits go."""
        self._closed.set()

    def share(self, processes: int) -> None:
        """So many processes use the workspace's limit, each its part."""
        self._sharers = max(1, processes)

    def exchange(self, kept: Learnt) -> Learnt:
        """Take up what the processes of the workspace know, unless this one has learnt since; what they should know."""
        with self._lock:
            if self.learnt == self._kept != kept:
                self.learnt, self._limit = kept, kept.limit
            self._kept = self.learnt
            return self.learnt

    def wait(self, channel: str, at_most: float = math.inf) -> bool:
        """Sleep until a post to the channel may go out; False, at once, if that is more than so many seconds ahead."""
        until = self._monotonic() + at_most
        while not self.closed:
            seconds = self._take_turn(channel, until)
            if seconds is None:
                return False
            if seconds <= 0:
                return True
            self._sleep(seconds)
        return False

    def give_way(self) -> None:
        """Somebody is answered now, which the limit counts too."""
        with self._lock:
            self._take(self._monotonic())

    def resting(self) -> frozenset[str]:
        """The channels that must wait for what was posted there last."""
        now = self._monotonic()
        return frozenset(channel for channel, free_at in self._channel_free_at.items() if free_at > now)

    def refused(self, retry_after: float) -> None:
        """Slack's 429 to a post; those of others under way, in the time that it asked for, tell nothing new."""
        with self._lock:
            now = self._monotonic()
            if now >= self._held_until:
                self._learn(now, retry_after)
            self._posted -= 1
            self._held_until = max(self._held_until, now + retry_after)
            self._free_at = max(self._free_at, self._held_until)

    def _learn(self, now: float, retry_after: float) -> None:
        if self._counted_from is None:
            self._limit = max(LEAST, self._limit * CUT)
            self.learnt = Learnt(self._limit, SEARCHING)
        elif self._posted < MEASURABLE:
            return
        else:
            self._limit = self._posted * self._sharers / (now - self._counted_from)
            self.learnt = Learnt(self._limit, SURE)
        self._counted_from, self._posted, self._steady = now + max(0.0, retry_after - IDLE), 0, 0.0

    def _take_turn(self, channel: str, until: float) -> float | None:
        """Seconds until the channel's turn: none if it is now, and taken; None if it comes too late."""
        with self._lock:
            now = self._monotonic()
            at = max(self._free_at, self._channel_free_at.get(channel, -math.inf))
            if at <= now:
                self._take(now)
                self._channel_free_at = {name: free for name, free in self._channel_free_at.items() if free > now}
                self._channel_free_at[channel] = now + CHANNEL_INTERVAL
            return None if at > max(now, until) else at - now

    @property
    def _growth(self) -> float:
        return SEARCHING if self._steady > STEADY else self.learnt.growth

    def _take(self, now: float) -> None:
        """Count a post at full pace; idle time saves nothing up."""
        interval = 1 / self.own_rate
        if self._free_at < now - IDLE:
            self._counted_from = None
        else:
            self._steady += interval
            self._limit *= 1 + self._growth * interval
        self._free_at = max(self._free_at, now - CATCH_UP) + interval
        self._posted += 1
