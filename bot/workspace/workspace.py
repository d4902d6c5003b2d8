"""The workspace as tests and the page use it: what people do in it, what they see, and how it misbehaves.

Every method may be called from any thread. Users are named by name or id, channels by `#name`, name or id;
the bot's own name as a channel means the person's direct message with it.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from bot.workspace import interactions, people
from bot.workspace.api import Api
from bot.workspace.clock import Monotonic, SimulatedClock
from bot.workspace.errors import Json, PersonError
from bot.workspace.faults import Fault, Faults
from bot.workspace.inputs import answers_as_values, chosen, find_element
from bot.workspace.interactions import Interaction
from bot.workspace.manifest import EVERYTHING, Manifest
from bot.workspace.posting import joined, post_due
from bot.workspace.rates import RateLimiter, Rates
from bot.workspace.recording import Call, Recorder
from bot.workspace.sockets import Sockets
from bot.workspace.state import APP_ID, TEAM_ID, State
from bot.workspace.values import Channel, File, Message, User, UserGroup, View

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


class Workspace:
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
        return self.state.directory.channel(name)

    def direct(self, user: str) -> Channel:
        """The direct message of this person with the bot."""
        with self.state.changed:
            return self.state.direct(self.user(user))

    def add_user(self, name: str, real_name: str, tz: str, *, is_admin: bool = False) -> User:
        """A new person, a member of every channel that there is so far unless private."""
        with self.state.changed:
            user = self.state.directory.add_user(name, real_name, tz, is_admin=is_admin)
            for channel in self.state.directory.channels:
                if channel.kind == "channel":
                    self.state.directory.join(channel.id, user.id)
            self.state.touch()
            return user

    def add_channel(
        self, name: str, *, private: bool = False, members: Iterable[str] | None = None, bot: bool = True
    ) -> Channel:
        """A new channel with these members (everybody if not said), and the bot unless told otherwise."""
        with self.state.changed:
            directory = self.state.directory
            users = (
                [user for user in directory.users if not user.is_bot]
                if members is None
                else [self.user(each) for each in members]
            )
            ids = [*(user.id for user in users), *((self.bot.id,) if bot else ())]
            kind = "group" if private else "channel"
            channel = directory.add_channel(name.removeprefix("#"), kind, ids, created=self.state.now_seconds())
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
            self.state.directory.leave(self.channel(channel).id, self.user(user).id)
            self.state.touch()

    def archive(self, channel: str) -> None:
        with self.state.changed:
            self.state.directory.archive(self.channel(channel))
            self.state.touch()

    # What people do

    def say(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> Message:
        """Write as a person types: "@usher" and "#general" become mentions, `& < >` are escaped."""
        with self.state.changed:
            return people.say(self.state, self.user(user), self._place(user, channel), text, thread_ts)

    def rewrite(self, user: str, message: Message, text: str) -> Message:
        with self.state.changed:
            return people.rewrite(self.state, self.user(user), message, text)

    def take_back(self, user: str, message: Message) -> None:
        with self.state.changed:
            people.take_back(self.state, self.user(user), message)

    def open_home(self, user: str, tab: str = "home") -> None:
        with self.state.changed:
            people.open_home(self.state, self.user(user), tab)

    def set_zone(self, user: str, tz: str) -> User:
        with self.state.changed:
            return people.set_zone(self.state, self.user(user), tz)

    def start_assistant_thread(self, user: str, context: str | None = None) -> Message:
        with self.state.changed:
            about = self.channel(context) if context else None
            return people.start_assistant_thread(self.state, self.user(user), about)

    def change_assistant_context(self, user: str, root: Message, context: str) -> None:
        with self.state.changed:
            people.change_assistant_context(self.state, self.user(user), root, self.channel(context))

    def command(self, user: str, channel: str, text: str) -> Interaction:
        """Type "/usher today"; waits for the acknowledgement. What the app says: `answers`."""
        return interactions.command(self.state, self.user(user), self._place(user, channel), text)

    def click(
        self,
        user: str,
        where: Message | View,
        action_id: str,
        choice: object = None,
        *,
        block_id: str | None = None,
        value: str | None = None,
        answers: Mapping[str, object] | None = None,
    ) -> Interaction:
        """Press a button, or choose in an element: an option's value, a date, a user id…

        `block_id` and `value` (a button's) tell elements of the same action_id apart; `answers` are what else is
        filled in there, by action_id.
        """
        blocks = list(self._current(where).blocks)
        block, element = find_element(blocks, action_id, block_id, value)
        values = answers_as_values(blocks, answers or {})
        return self._act(user, where, block, element, chosen(element, choice), values)

    def act(
        self, user: str, where: Message | View, block_id: str, action_id: str, action: Json, values: Json
    ) -> Interaction:
        """A block action with its payload already made, as the page makes it."""
        block, element = find_element(list(self._current(where).blocks), action_id, block_id)
        return self._act(user, where, block, element, action, values)

    def submit(self, user: str, view: View, answers: Mapping[str, object] | None = None) -> Json:
        """Submit a modal with answers by action_id; gives the words beneath its inputs by block_id, {} if none."""
        return self.submit_values(user, view, answers_as_values(list(view.blocks), answers or {}))

    def submit_values(self, user: str, view: View, values: Json) -> Json:
        """The same with `state.values` already made."""
        return interactions.submit(self.state, self.user(user), view, values)

    def close(self, user: str, view: View) -> None:
        interactions.close(self.state, self.user(user), view)

    def shortcut(self, user: str, callback_id: str, message: Message | None = None) -> Interaction:
        return interactions.shortcut(self.state, self.user(user), callback_id, message)

    # What people see

    def history(self, channel: str) -> tuple[Message, ...]:
        """What everybody in the conversation sees, replies among it, oldest first. A direct message by its id."""
        with self.state.changed:
            post_due(self.state)
            return tuple(
                each for each in self.state.messages.oldest_first(self.channel(channel).id) if not each.ephemeral
            )

    def visible_to(self, user: str, channel: str) -> tuple[Message, ...]:
        """What this person sees there, ephemeral messages to them among it, oldest first."""
        with self.state.changed:
            post_due(self.state)
            reader = self.user(user)
            stored = self.state.messages.oldest_first(self._place(user, channel).id)
            return tuple(each for each in stored if each.visible_to in (None, reader.id))

    def answers(self, interaction: Interaction) -> tuple[Message, ...]:
        """What the app has said so far through this interaction's response_url or acknowledgement, as it is now."""
        with self.state.changed:
            if interaction.response_id is None:
                return ()
            ticket = self.state.tickets.ticket(interaction.response_id)
            found = (self.state.messages.get(ticket.channel, ts) for ts in ticket.answers)
            return tuple(message for message in found if message is not None)

    def message(self, channel: str, ts: str) -> Message:
        """The message as it is now; raises LookupError where there is none."""
        found = self.state.messages.get(self.channel(channel).id, ts)
        if found is None:
            raise LookupError(f"there is no message {ts} in {channel}")
        return found

    def view(self, view_id: str) -> View:
        """The view as it is now; raises LookupError where it is closed."""
        if view_id not in self.state.views:
            raise LookupError(f"there is no view {view_id}; it may be closed")
        return self.state.views[view_id]

    def home(self, user: str) -> View | None:
        return self.state.views.get(self.state.homes.get(self.user(user).id, ""))

    def modals(self, user: str) -> tuple[View, ...]:
        """The modals that this person has open, the topmost last."""
        with self.state.changed:
            return tuple(self.state.views[view_id] for view_id in self.state.modals.get(self.user(user).id, ()))

    def pins(self, channel: str) -> tuple[str, ...]:
        return tuple(self.state.pins.get(self.channel(channel).id, ()))

    def reactions(self, message: Message) -> tuple[str, ...]:
        return tuple(self.state.reactions.get((message.channel, message.ts), ()))

    @property
    def files(self) -> tuple[File, ...]:
        return tuple(self.state.files.values())

    # Waiting and misbehaving

    def wait_for(self, condition: Callable[[], T], timeout: float = SECONDS) -> T:
        """Wait until `condition` holds and give its value; looks again at every change, `timeout` in real seconds."""
        with self.state.changed:
            value = self.state.changed.wait_for(condition, timeout)
        if not value:
            raise TimeoutError(f"the workspace did not come to the awaited state within {timeout} s")
        return value

    def wait_connected(self, connections: int = 1, timeout: float = SECONDS) -> None:
        self.wait_for(lambda: self.sockets.connections >= connections, timeout)

    def misbehave(self, fault: Fault) -> None:
        """Plan a fault; `disconnect` happens at once, to as many connections as `times` says."""
        if fault.fault == "disconnect":
            self.sockets.disconnect("refresh_requested", fault.times)
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

    def _place(self, user: str, channel: str) -> Channel:
        with self.state.changed:
            return people.place(self.state, self.user(user), channel)

    def _current(self, where: Message | View) -> Message | View:
        return self.view(where.id) if isinstance(where, View) else self.message(where.channel, where.ts)

    def _act(
        self, user: str, where: Message | View, block: Json, element: Json, chosen: Json, values: Json
    ) -> Interaction:
        actor, current = self.user(user), self._current(where)
        shown = {name: element[name] for name in ("type", "action_id", "text", "value", "style") if name in element}
        action = {**shown, **chosen, "block_id": block["block_id"]}
        if isinstance(current, View):
            if current.user != actor.id:
                raise PersonError(f"{actor.name} does not see this view")
            return interactions.act_on_view(self.state, actor, current, action, values)
        if current.visible_to not in (None, actor.id):
            raise PersonError(f"{actor.name} does not see this message")
        return interactions.act_on_message(self.state, actor, current, action, values)


def _manifest(given: Manifest | Path | None, scopes: Iterable[str] | None) -> Manifest:
    if isinstance(given, Path):
        return Manifest.read(given)
    if given is not None:
        return given
    return EVERYTHING if scopes is None else Manifest.granting(tuple(scopes))
