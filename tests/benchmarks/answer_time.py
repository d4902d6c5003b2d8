"""From a question to its visible answer, over Socket Mode on the local workspace: Usher, and a bare Bolt bot.

The bare bot answers every direct message with a fixed text. Usher and the bare bot are processes of their own, each
on a workspace in this one; they are asked in turn, so that a machine that slows down slows down both.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from bot.workspace import UNLIMITED, Workspace, serve

ROUNDS = 300
WARM_UP = 30
QUESTIONS = ("what's next", "when is jef deen", "today", "anything about compilers", "now")
NAMES = ("Jeff Dean", "Song Han", "Kim Hazelwood", "Matei Zaharia", "Tianqi Chen")
TOPICS = ("Compilers", "Placement", "Caches", "Schedulers", "Quantization")
BARE = """
import logging, os
logging.disable(logging.CRITICAL)
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
app = App(client=WebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["USHER_SLACK_API_URL"]))
app.event("message")(lambda event, say: say("It is at 14:25."))
SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start()
"""
GOALS = {"median": 1.3, "p99": 2.0}


def report() -> None:
    bare, usher = measured()
    print(f"from question to visible answer, {ROUNDS} direct messages to each, in turn, milliseconds:")
    for name, times in (("bare Bolt bot", bare), ("Usher", usher)):
        print(f"  {name:14} median {median(times) * 1e3:7.2f}   p99 {_p99(times) * 1e3:7.2f}")
    print(f"  ratio          median {median(usher) / median(bare):7.2f}   p99 {_p99(usher) / _p99(bare):7.2f}")
    print(f"  goal: at most  median {GOALS['median']:7.2f}   p99 {GOALS['p99']:7.2f}")


def measured() -> tuple[list[float], list[float]]:
    """The seconds of each answer of the bare bot, and of Usher."""
    with running("-c", BARE) as bare, running("-m", "bot.cli", "serve") as usher:
        times = [(ask(bare, turn), ask(usher, turn)) for turn in range(WARM_UP + ROUNDS)]
    counted = times[WARM_UP:]
    return [bare for bare, _ in counted], [usher for _, usher in counted]


@contextmanager
def running(
    *arguments: str, workspace: Workspace | None = None, prepare: Callable[[Path], Path] | None = None
) -> Iterator[Workspace]:
    """A workspace, of its own if none is given, with a bot that runs on it; `prepare` writes the schedule's file."""
    workspace = workspace or Workspace(("general",), rates=UNLIMITED)
    with serve(workspace) as address, tempfile.TemporaryDirectory() as place:
        environment = {
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_APP_TOKEN": workspace.app_token,
            "USHER_SLACK_API_URL": f"{address}/api/",
            "USHER_SCHEDULES": str((prepare or _schedule)(Path(place))),
            "USHER_DATABASE_URL": f"sqlite:///{Path(place) / 'usher.db'}",
            "USHER_LOG_LEVEL": "ERROR",
        }
        bot = subprocess.Popen([sys.executable, *arguments], env={**os.environ, **environment})
        try:
            workspace.wait_connected(timeout=30)
            yield workspace
        finally:
            bot.terminate()
            bot.wait()


def _schedule(place: Path) -> Path:
    """A workshop of 20 sessions that is running now."""
    path = place / "benchmark.yaml"
    begun = datetime.now(UTC).replace(minute=0) - timedelta(hours=2)
    starts = (begun + timedelta(minutes=15 * number) for number in range(20))
    sessions = (
        f"  - {{title: {TOPICS[number % 5]} {number}, start: '{start:%F %H:%M}', speakers: [{NAMES[number % 5]}]}}"
        for number, start in enumerate(starts)
    )
    path.write_text("title: Benchmark\ntimezone: UTC\nsessions:\n" + "\n".join(sessions) + "\n", encoding="utf-8")
    return path


def ask(workspace: Workspace, turn: int) -> float:
    direct = workspace.direct("olivia").id
    before = len(workspace.history(direct))
    begun = time.perf_counter()
    workspace.say("olivia", direct, QUESTIONS[turn % len(QUESTIONS)])
    workspace.wait_for(lambda: len(workspace.history(direct)) == before + 2, timeout=10)
    return time.perf_counter() - begun


def _p99(times: list[float]) -> float:
    return quantiles(times, n=100)[98]
