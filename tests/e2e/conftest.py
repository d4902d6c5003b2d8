"""A local workspace whose clock stands still until a test moves it, and the real bot on it."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.app import connected
from bot.settings import settings_of
from bot.workspace import Message, Rates, Workspace, serve

ROOT = Path(__file__).parent.parent.parent
MANIFEST = ROOT / "deploy" / "manifest.yaml"
PATIENCE = 40.0
"""Real seconds that a test waits for what should come at once: two cores may be busy."""
QUICK = Rates(channel_burst=100)
"""Slack's limits, but for a conversation in which people write quicker than anybody types."""


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace at a moment of an event, and where its bots keep things."""

    workspace: Workspace
    folder: Path

    def environment(self, **changed: str) -> dict[str, str]:
        return {
            "SLACK_BOT_TOKEN": self.workspace.bot_token,
            "SLACK_APP_TOKEN": self.workspace.app_token,
            "USHER_SLACK_API_URL": f"{self.workspace.url}/api/",
            "USHER_CLOCK_URL": f"{self.workspace.url}/clock",
            "USHER_SCHEDULES": str(self.folder / "schedules"),
            "USHER_DATABASE_URL": f"sqlite:///{self.folder / 'usher.db'}",
            **changed,
        }

    def bot(self, **changed: str) -> AbstractContextManager[Any]:
        """A bot in this process, for as long as the context lasts."""
        return connected(settings_of(self.environment(**changed)))

    @contextmanager
    def bot_process(self, **changed: str) -> Iterator[subprocess.Popen[bytes]]:
        """`usher serve` in a process of its own."""
        before = self.workspace.sockets.connections
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "serve"],
            cwd=self.folder,
            env={**os.environ, **self.environment(**changed)},
        )
        try:
            self.workspace.wait_connected(before + 1, timeout=PATIENCE)
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)
            self.workspace.wait_for(lambda: self.workspace.sockets.connections <= before, PATIENCE)

    def jump(self, moment: str) -> None:
        """Set the workspace's clock, to ISO 8601 with an offset."""
        self.workspace.clock.jump(datetime.fromisoformat(moment))

    def posts(self, channel: str) -> tuple[Message, ...]:
        """What the bot has posted in a channel."""
        return tuple(message for message in self.workspace.history(channel) if message.user == self.workspace.bot.id)

    def wait_for_posts(self, channel: str, count: int) -> tuple[Message, ...]:
        self.workspace.wait_for(lambda: len(self.posts(channel)) >= count, PATIENCE)
        return self.posts(channel)

    def wait_until_noted(self) -> None:
        """Until the bot knows of all that it has posted."""
        with closing(sqlite3.connect(self.folder / "usher.db")) as database:
            claimed = partial(database.execute, "SELECT 1 FROM messages WHERE state = 'claimed'")
            self.workspace.wait_for(lambda: not claimed().fetchall(), PATIENCE)


@pytest.fixture
def at(tmp_path: Path, migrated_file: Path) -> Iterator[Callable[..., Place]]:
    """`at("2020-12-12T08:45-08:00", "mlforsystems-2020")`: the workspace at that moment, with copies of those files."""
    shutil.copy(migrated_file, tmp_path / "usher.db")
    with ExitStack() as stack:

        def place(moment: str, *schedules: str) -> Place:
            (tmp_path / "schedules").mkdir()
            for name in schedules:
                source = ROOT / "schedule_data" / f"{name}.yaml"
                (tmp_path / "schedules" / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
            workspace = Workspace(
                ("general", *schedules),
                manifest=MANIFEST,
                start=datetime.fromisoformat(moment),
                paused=True,
                rates=QUICK,
            )
            stack.enter_context(serve(workspace))
            return Place(workspace, tmp_path)

        yield place
