"""`usher demo`: the local workspace and the real bot on it, shortly before an event opens."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from bot.errors import UsherError
from bot.files.folder import ScheduleFolder
from bot.schedule.model import Schedule
from bot.workspace import Workspace, serve

ORGANIZERS = "organizers"
BEFORE_REMINDER = timedelta(minutes=3)
"""How long before the first reminder the clock stands: a few seconds at the demo's speed."""


def run(schedules: Path, manifest: Path, event: str, speed: float, port: int, record: Path | None) -> None:
    """Run until Ctrl-C, or until the bot ends; raises UsherError where it cannot begin."""
    folder = ScheduleFolder(schedules)
    schedule = _schedule(folder, event)
    if record:
        _create(record)
    channels = (name for each in folder.schedules() for name in each.posting.all_channels())
    workspace = Workspace(
        tuple(dict.fromkeys(("general", ORGANIZERS, *(name.removeprefix("#") for name in channels)))),
        manifest=manifest,
        start=first_reminder(schedule) - BEFORE_REMINDER,
        speed=speed,
        record=record,
    )
    try:
        with serve(workspace, port=port) as address, tempfile.TemporaryDirectory(prefix="usher-demo-") as place:
            environment = {
                "SLACK_BOT_TOKEN": workspace.bot_token,
                "SLACK_APP_TOKEN": workspace.app_token,
                "USHER_SLACK_API_URL": f"{address}/api/",
                "USHER_CLOCK_URL": f"{address}/clock",
                "USHER_SCHEDULES": str(_copied(folder, Path(place) / "schedules")),
                "USHER_ORGANIZERS_CHANNEL": f"#{ORGANIZERS}",
                "USHER_DATABASE_URL": f"sqlite:///{place}/usher.db",
            }
            click.echo(f"\n  {schedule.title}\n  at {speed:g} times its speed on {address}/")
            click.echo(
                "  Olivia is an organizer: as her, drop a page or a spreadsheet on the bot.\n\n  Ctrl-C ends it.\n"
            )
            _run_bot(environment)
    except OSError as error:
        raise UsherError(f"{error}; make demo PORT={port + 1}") from error


def _create(record: Path) -> None:
    try:
        record.touch()
    except OSError as error:
        raise UsherError(f"--record: {record} cannot be written ({error.strerror}); name another file") from error


def _copied(folder: ScheduleFolder, place: Path) -> Path:
    """The schedule files where an import may write over them."""
    place.mkdir()
    for schedule in folder.schedules():
        path = folder.path_of(schedule.id)
        if path:
            shutil.copy(path, place)
    return place


def first_reminder(schedule: Schedule) -> datetime:
    """When the channels first hear of an event: before its first session, or in the morning of its first day."""
    starts = [session.start for session in schedule.sessions if session.start]
    leads = schedule.posting.default.minutes or (0,)
    if starts:
        return min(starts) - timedelta(minutes=max(leads))
    if not schedule.dates():
        raise UsherError(f"{schedule.id}: no session has a date, so there is nothing to wait for; choose another EVENT")
    return datetime.combine(schedule.dates()[0], schedule.posting.morning, schedule.timezone).astimezone(UTC)


def _schedule(folder: ScheduleFolder, event: str) -> Schedule:
    known = {schedule.id: schedule for schedule in folder.schedules()}
    if event not in known:
        raise UsherError(f"EVENT: there is no schedule {event!r}; choose one of {', '.join(known)}")
    return known[event]


def _run_bot(environment: Mapping[str, str]) -> None:
    """Run the bot in a process of its own, as on a real Slack, and end it where this one is told to end."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    bot = subprocess.Popen([sys.executable, "-m", "bot.cli", "serve"], env={**os.environ, **environment})
    try:
        status = bot.wait()
    except KeyboardInterrupt:
        bot.terminate()
        bot.wait()
    else:
        raise UsherError(f"the bot has ended by itself (exit status {status}); what it said is above")
