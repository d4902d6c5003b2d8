"""The workspace's make-up: people, channels and app, server, clock and faults; and waiting for a change."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from bot.workspace import people
from bot.workspace.api import Api
from bot.workspace.clock import Monotonic, SimulatedClock
from bot.workspace.faults import Fault, Faults
from bot.workspace.manifest import EVERYTHING, Manifest
from bot.workspace.posting import joined, left, post_due
from bot.workspace.rates import RateLimiter, Rates
from bot.workspace.recording import Call, Recorder
from bot.workspace.sockets import HANG_UP, Sockets
from bot.workspace.state import APP_ID, TEAM_ID, State
from bot.workspace.values import Channel, User, UserGroup

T = TypeVar("T")
PEOPLE = (
    ("olivia", "Olivia Okafor", "America/Toronto"),
    ("kenji", "Kenji Tanaka", "Asia/Tokyo"),
    ("lena", "Lena Fischer", "Europe/Berlin"),
    ("priya", "Priya Raman", "Asia/Kolkata"),
    ("sam", "Sam Rivera", "America/Los_Angeles"),
)
ADMIN = "olivia"
SECONDS = 5.0
LOOK_AGAIN_SECONDS = 0.05


class Setting:
    """A team, its people and channels, and one app: `usher`, a member of every channel named here."""

    def __init__(
        self,
        channels: Iterable[str] = ("general", "random"),
        *,
        manifest: Manifest | Path | None = None,
        scopes: Iterable[str] | None = None,
        start: datetime | None = None,
        speed: float = 1.0,
        paused: bool = False,
        rates: Rates | None = None,
        record: Path | None = None,
        ack_seconds: float = 3.0,
        retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0),
        monotonic: Monotonic = time.monotonic,
    ) -> None:
        """What the app may do comes from `manifest` (a file or a value), else from `scopes`, else it may do everything.

        `start` (aware; now if not given) and `speed` set the simulated clock, which alone uses them; rate limits,
        trigger_ids and response_urls follow `monotonic`; `ack_seconds` and `retry_delays` are real time.
        """
        self.clock = SimulatedClock(start or datetime.now(UTC), speed=speed, paused=paused, monotonic=monotonic)
        self._faults = Faults()
        self.sockets = Sockets(self._faults, self._touch, ack_seconds=ack_seconds, retry_delays=retry_delays)
        self.state = State(_manifest(manifest, scopes), self.clock, monotonic, self.sockets.deliver)
        self.bot_token = f"xoxb-{TEAM_ID}-{self.state.bot.id}"
        self.app_token = f"xapp-1-{APP_ID}"
        self._recorder = Recorder(record)
        tokens = {self.bot_token: "bot", self.app_token: "app"}
        self.api = Api(self.state, RateLimiter(rates or Rates(), monotonic), self._faults, self._recorder, tokens)
        for name, real_name, tz in PEOPLE:
            self.add_user(name, real_name, tz, is_admin=name == ADMIN)
        for channel in channels:
            self.add_channel(channel)

    # Who and where

    @property
    def url(self) -> str:
        """The address while it is served, "" before."""
        return self.state.url

    @property
    def bot(self) -> User:
        return self.state.bot

    @property
    def connected(self) -> bool:
        return self.sockets.connections > 0

    @property
    def calls(self) -> tuple[Call, ...]:
        return self._recorder.calls

    def user(self, name: str) -> User:
        return self.state.directory.user(name)

    def channel(self, name: str) -> Channel:
        """The channel of that name or id, or by "@kenji" that person's direct message with the bot."""
        return self.direct(name) if name.startswith("@") else self.state.directory.channel(name)

    def direct(self, user: str) -> Channel:
        """The direct message of this person with the bot."""
        with self.state.changed:
            return self.state.direct(self.user(user))

    def add_user(
        self,
        name: str,
        real_name: str,
        tz: str,
        *,
        is_admin: bool = False,
        is_owner: bool = False,
        everywhere: bool = True,
    ) -> User:
        """Somebody who has always been there: the app hears nothing. `everywhere`: in all public channels so far."""
        with self.state.changed:
            user = self.state.directory.add_user(name, real_name, tz, is_admin=is_admin, is_owner=is_owner)
            for channel in self.state.directory.channels if everywhere else ():
                if channel.kind == "channel":
                    self.state.directory.join(channel.id, user.id)
            self.state.touch()
            return user

    def set_roles(self, user: str, *, is_admin: bool, is_owner: bool = False) -> User:
        with self.state.changed:
            return people.changed(self.state, replace(self.user(user), is_admin=is_admin, is_owner=is_owner))

    def arrive(self, name: str, real_name: str, tz: str) -> User:
        """Somebody joins the team while the app looks on, and every public channel."""
        with self.state.changed:
            user = self.state.directory.add_user(name, real_name, tz)
            people.arrived(self.state, user)
            return user

    def deactivate(self, user: str) -> User:
        with self.state.changed:
            return people.deactivated(self.state, self.user(user))

    def uninstall(self) -> None:
        """Remove the app from the workspace; from then on its bot token is refused."""
        with self.state.changed:
            people.uninstalled(self.state)

    def add_channel(
        self, name: str, *, private: bool = False, members: Iterable[str] | None = None, bot: bool = True
    ) -> Channel:
        """A new channel with these members (everybody if not said), and the bot unless told otherwise."""
        with self.state.changed:
            directory = self.state.directory
            everybody = (user for user in directory.users if not user.is_bot and not user.deleted)
            named = everybody if members is None else map(self.user, members)
            ids = [*(user.id for user in named), *((self.bot.id,) if bot else ())]
            created = self.state.now_seconds()
            channel = directory.add_channel(
                name.removeprefix("#"), "group" if private else "channel", ids, created=created
            )
            self.state.touch()
            return channel

    def add_group(self, handle: str, name: str, users: Iterable[str]) -> UserGroup:
        with self.state.changed:
            return self.state.directory.add_group(handle, name, [self.user(user).id for user in users])

    def join(self, user: str, channel: str) -> None:
        with self.state.changed:
            joined(self.state, self.channel(channel), self.user(user))

    def leave(self, user: str, channel: str) -> None:
        with self.state.changed:
            left(self.state, self.channel(channel), self.user(user))

    def archive(self, channel: str) -> None:
        with self.state.changed:
            self.state.directory.archive(self.channel(channel))
            self.state.touch()

    # Waiting and misbehaving

    def wait_for(self, condition: Callable[[], T], timeout: float = SECONDS) -> T:
        """Wait until `condition` holds and give its value; `timeout` in real seconds.

        Looks again at every change, and now and then, since a condition may also be about something outside.
        """
        deadline = time.monotonic() + timeout
        with self.state.changed:
            while not (value := condition()):
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"the workspace did not come to the awaited state within {timeout} s")
                self.state.changed.wait(min(left, LOOK_AGAIN_SECONDS))
            return value

    def wait_connected(self, connections: int = 1, timeout: float = SECONDS) -> None:
        self.wait_for(lambda: self.sockets.connections >= connections, timeout)

    def misbehave(self, fault: Fault) -> None:
        """Plan a fault; `disconnect` and `hang_up` (without notice) happen at once, to `times` connections."""
        if fault.fault == "disconnect":
            self.sockets.disconnect("refresh_requested", fault.times)
        elif fault.fault == "hang_up":
            self.sockets.disconnect(HANG_UP, fault.times)
        else:
            with self.state.changed:
                self._faults.plan(fault)

    def behave(self) -> None:
        """Forget the faults that are still planned."""
        with self.state.changed:
            self._faults.clear()

    def tick(self) -> None:
        """Do what the clock alone brings about: post scheduled messages that are due."""
        with self.state.changed:
            post_due(self.state)

    def opened(self) -> None:
        """The server runs, on the event loop of the calling thread."""
        self.state.closed = False
        self.sockets.attach()

    def closing(self) -> None:
        """The server is about to end: nobody shall wait for it any longer."""
        self.state.closed = True
        self.sockets.detach()
        self._touch()

    def _touch(self) -> None:
        with self.state.changed:
            self.state.touch()


def _manifest(given: Manifest | Path | None, scopes: Iterable[str] | None) -> Manifest:
    if isinstance(given, Path):
        return Manifest.read(given)
    if given is not None:
        return given
    return EVERYTHING if scopes is None else Manifest.granting(tuple(scopes))
