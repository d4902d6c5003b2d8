"""The same over HTTP and in true time: `usher serve` on the local workspace, with fewer people, for it takes minutes.

The workspace lets through 10 posts a second and the bot does not know it. Somebody asks by direct message every second,
where nothing is due and while the hall is reminded.
"""

import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.agenda.attendee import Star
from bot.store.attendees import Attendees
from bot.store.database import open_database
from bot.workspace import Call, Rates, Workspace
from bot.workspace.state import TEAM_ID
from tests.benchmarks.answer_time import ask, running
from tests.outbox.fan_out import p99

PEOPLE = 900
LIMIT = 10.0
AHEAD = timedelta(minutes=2)
"""From the start of the bot until the reminders are due, a whole minute: at the limit they take a minute and a half."""
LEAD = timedelta(minutes=10)
IDLE = 60
"""Answers that are measured where nothing is due."""


def report() -> None:
    idle = _idle()
    workspace = Workspace(("general",), rates=Rates(workspace_per_second=LIMIT))
    people = frozenset(workspace.add_user(f"fan{number}", f"Fan {number}", "UTC").id for number in range(PEOPLE))
    due = datetime.now(UTC).replace(second=0, microsecond=0) + AHEAD + timedelta(minutes=1)
    with running("-m", "bot.cli", "serve", workspace=workspace, prepare=partial(_starred, due + LEAD, people)):
        begun, meanwhile = datetime.now(UTC), []
        while len(_reached(workspace, people)) < PEOPLE and datetime.now(UTC) < due + LEAD:
            meanwhile.append(_answer(workspace, len(meanwhile)))
    _print(tuple(_posts(workspace, people)), people, due - begun, due, idle, meanwhile)


def _idle() -> list[float]:
    workspace = Workspace(("general",), rates=Rates(workspace_per_second=LIMIT))
    with running("-m", "bot.cli", "serve", workspace=workspace) as workspace:
        return [_answer(workspace, turn) for turn in range(IDLE)]


def _answer(workspace: Workspace, turn: int) -> float:
    """The seconds of an answer; one is asked for every second."""
    begun = time.monotonic()
    took = ask(workspace, turn)
    time.sleep(max(0.0, begun + 1 - time.monotonic()))
    return took


def _starred(start: datetime, people: frozenset[str], place: Path) -> Path:
    """A workshop whose keynote everybody has starred."""
    engine = open_database(f"sqlite:///{place / 'usher.db'}")
    for person in people:
        star = Star("hall", "keynote", datetime.now(UTC) - timedelta(days=1))
        Attendees(engine, TEAM_ID).star(person, (star,))
    engine.dispose()
    path = place / "hall.yaml"
    path.write_text(f"title: Hall\ntimezone: UTC\nsessions:\n  - {{title: Keynote, start: '{start:%F %H:%M}'}}\n")
    return path


def _posts(workspace: Workspace, people: frozenset[str]) -> list[Call]:
    calls = (call for call in workspace.calls if call.method == "chat.postMessage")
    return [call for call in calls if call.arguments["channel"] in people]


def _reached(workspace: Workspace, people: frozenset[str]) -> Counter[str]:
    return Counter(str(call.arguments["channel"]) for call in _posts(workspace, people) if call.response["ok"])


def _print(
    posts: tuple[Call, ...],
    people: frozenset[str],
    window: timedelta,
    due: datetime,
    idle: list[float],
    meanwhile: list[float],
) -> None:
    said = [call for call in posts if call.response["ok"]]
    times = Counter(str(call.arguments["channel"]) for call in said)
    lost, twice = len(people) - len(times), sum(times.values()) - len(times)
    on_time = sum(call.at <= due for call in said) / len(people)
    goal = 0.95 * min(1, LIMIT * window.total_seconds() / len(people))
    refused = 100 * (len(posts) - len(said)) / len(posts)
    print(f"{PEOPLE} people over HTTP in true time, {LIMIT:.0f} posts a second, which the bot has to learn:")
    print(f"  lost {lost}, twice {twice}, on time {on_time:.3f} (goal {goal:.3f}), 429s {refused:.2f}%")
    print(
        f"  answers' p99 idle {p99(idle) * 1e3:.0f} ms, meanwhile {p99(meanwhile) * 1e3:.0f} ms (goal: at most twice)"
    )


if __name__ == "__main__":
    report()
