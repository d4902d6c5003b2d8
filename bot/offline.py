"""The schedules as they are in force, without Slack: the files, and what the database keeps of one workspace."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.errors import UsherError
from bot.files.folder import ScheduleFolder
from bot.files.write import text_of_schedule
from bot.live import in_force
from bot.programme import Programme
from bot.schedule.model import Schedule
from bot.store.amendments import Amendments
from bot.store.inspection import Found, current

NOBODY = ""
"""The workspace of which nothing is kept."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a database keeps of one workspace; `found` is None where it keeps nothing yet."""

    found: Found | None
    team_id: str


@contextmanager
def workspace(database_url: str, team_id: str | None) -> Iterator[Workspace]:
    """The workspace of a database: the one that is named, or the only one there is. Raises UsherError for others."""
    with current(database_url) as found:
        yield Workspace(found, _team(found.teams() if found else (), team_id))


def _team(known: tuple[str, ...], named: str | None) -> str:
    if named is not None and named not in known:
        raise UsherError(f"--team: nothing is kept of {named!r}; {_named(known)}")
    if named is None and len(known) > 1:
        raise UsherError(f"the database is of several workspaces; {_named(known)}")
    return named or (known[0] if known else NOBODY)


def _named(known: tuple[str, ...]) -> str:
    return f"name one of {', '.join(known)} with --team" if known else "leave --team out"


def exported(schedules: Path, name: str | None, database_url: str, team_id: str | None) -> str:
    """The text of a schedule's file as amended; `name` is its path or its id. Raises UsherError."""
    path = Path(name) if name and Path(name).is_file() else schedules
    with workspace(database_url, team_id) as kept:
        amendments = partial(in_force, Amendments(kept.found.engine, kept.team_id)) if kept.found else tuple
        programme = Programme(ScheduleFolder(path), amendments=amendments)
    return text_of_schedule(_chosen(programme, name and Path(name).stem))


def _chosen(programme: Programme, schedule_id: str | None) -> Schedule:
    names = ", ".join(schedule.id for schedule in programme.schedules)
    if schedule_id is None and len(programme.schedules) > 1:
        raise UsherError(f"SCHEDULE: there are several; choose one of {names}")
    chosen = programme.schedule(schedule_id) if schedule_id else programme.schedules[0]
    if chosen is None:
        raise UsherError(f"SCHEDULE: there is no schedule {schedule_id!r}; choose one of {names}")
    return chosen
