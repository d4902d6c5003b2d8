"""All that the workspace knows at one moment, behind one lock: what methods and people's deeds work on."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from bot.workspace.clock import Monotonic, SimulatedClock
from bot.workspace.directory import Directory
from bot.workspace.errors import Json
from bot.workspace.events import Deliver, Events
from bot.workspace.file import File
from bot.workspace.manifest import Manifest
from bot.workspace.messages import Messages
from bot.workspace.tickets import Tickets
from bot.workspace.values import Channel, Message, Scheduled, User, View

TEAM_ID = "T0000000001"
APP_ID = "A0000000001"
BOT_ID = "B0000000001"
DOMAIN = "local-workspace"
TEAM_NAME = "Local workspace"


@dataclass(slots=True)
class AssistantThread:
    """What an assistant thread shows beside its messages."""

    status: str = ""
    title: str = ""
    prompts: tuple[Json, ...] = ()


class State:
    """`changed` is lock and signal in one: hold it while reading or changing, `touch` after a change."""

    def __init__(self, manifest: Manifest, clock: SimulatedClock, monotonic: Monotonic, deliver: Deliver) -> None:
        self.manifest = manifest
        self.clock = clock
        self.deliver = deliver
        self.closed = False
        self.installed = True
        self.changed = threading.Condition()
        self.version = 0
        self.url = ""
        self.watchers: set[Callable[[], None]] = set()
        self._numbers = count(1)
        self._last_micros = 0
        self.directory = Directory(self.new_id)
        self.bot = self.directory.add_user(manifest.bot_name, manifest.bot_name.capitalize(), "UTC", is_bot=True)
        self.events = Events(manifest, TEAM_ID, APP_ID, self.bot.id, deliver)
        self.tickets = Tickets(self.new_id, monotonic)
        self.messages = Messages()
        self.views: dict[str, View] = {}
        self.modals: dict[str, tuple[str, ...]] = {}
        self.homes: dict[str, str] = {}
        self.files: dict[str, File] = {}
        self.pins: dict[str, dict[str, int]] = {}
        self.reactions: dict[tuple[str, str], dict[str, str]] = {}
        self.scheduled: dict[str, Scheduled] = {}
        self.assistant_threads: dict[tuple[str, str], AssistantThread] = {}

    def new_id(self, prefix: str) -> str:
        return f"{prefix}{next(self._numbers):010d}"

    def new_ts(self) -> str:
        """The next message id: the simulated time in microseconds, always above the one before."""
        micros = round(self.clock.now().timestamp() * 1_000_000)
        self._last_micros = max(micros, self._last_micros + 1)
        return f"{self._last_micros // 1_000_000}.{self._last_micros % 1_000_000:06d}"

    def now_seconds(self) -> int:
        return int(self.clock.now().timestamp())

    def touch(self) -> None:
        self.version += 1
        self.changed.notify_all()
        for watcher in tuple(self.watchers):
            watcher()

    def direct(self, user: User) -> Channel:
        """The direct message of the bot with this person, opened if need be."""
        found = self.directory.direct(user.id)
        return found or self.directory.add_direct(user.id, self.bot.id, created=self.now_seconds())

    def with_block_ids(self, blocks: list[Json]) -> tuple[Json, ...]:
        """Slack gives every block without an id one of its own."""
        return tuple({**block, "block_id": block.get("block_id") or self.new_id("b")} for block in blocks)

    def message_json(self, message: Message, *, metadata: bool = False) -> Json:
        body = {**message.json(), "team": TEAM_ID}
        if message.bot_id:
            body |= {"app_id": APP_ID, "bot_profile": self.bot_json()}
        if metadata and message.metadata:
            body["metadata"] = message.metadata
        return body | self._thread_json(message) | self._reactions_json(message)

    def _thread_json(self, message: Message) -> Json:
        replies = () if message.is_reply else self.messages.replies(message.channel, message.ts)
        if not replies:
            return {}
        users = list(dict.fromkeys(reply.user for reply in replies))
        return {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users": users,
            "reply_users_count": len(users),
            "latest_reply": replies[-1].ts,
        }

    def _reactions_json(self, message: Message) -> Json:
        given = self.reactions.get((message.channel, message.ts), {})
        return (
            {"reactions": [{"name": name, "users": [user], "count": 1} for name, user in given.items()]}
            if given
            else {}
        )

    def bot_json(self) -> Json:
        return {
            "id": BOT_ID,
            "app_id": APP_ID,
            "user_id": self.bot.id,
            "name": self.bot.name,
            "deleted": False,
            "updated": 0,
            "icons": {},
            "team_id": TEAM_ID,
        }

    def view_json(self, view: View) -> Json:
        return {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "close": None,
            "submit": None,
            "clear_on_close": False,
            "notify_on_close": False,
            **view.content,
            "id": view.id,
            "team_id": TEAM_ID,
            "state": {"values": view.values},
            "hash": view.hash,
            "root_view_id": view.root_id,
            "previous_view_id": view.previous_id,
            "app_id": APP_ID,
            "app_installed_team_id": TEAM_ID,
            "bot_id": BOT_ID,
        }
