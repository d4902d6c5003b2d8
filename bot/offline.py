"""What is in force and will be said, without Slack: schedule files, and what a database keeps of one workspace.

Channels are known by their names alone. Nothing is written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bot.clock import Clock
from bot.composer import Composer
from bot.errors import UsherError
from bot.files.folder import ScheduleFolder
from bot.files.write import text_of_schedule
from bot.live import in_force
from bot.newsroom import Newsroom
from bot.outbox.planner import Planner
from bot.programme import Programme
from bot.schedule.model import Schedule
from bot.speakers import roster_of
from bot.store.amendments import Amendments
from bot.store.attendees import Attendees
from bot.store.database import open_database
from bot.store.inspection import current
from bot.store.kept import kept_of

NOBODY = ""
"""The workspace of which nothing is kept."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a database keeps of one workspace."""

    engine: Engine
    team_id: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """The schedules in force, what is planned of them, and its words."""

    programme: Programme
    planner: Planner
    composer: Composer


@contextmanager
def workspace(database_url: str, team_id: str | None) -> Iterator[Workspace]:
    """The workspace of a database: the one that is named, or the only one there is. Raises UsherError for others."""
    with current(database_url) as found:
        if found:
            yield Workspace(found.engine, _team(found.teams(), team_id))
            return
    with new_workspace(_team((), team_id)) as kept:
        yield kept


@contextmanager
def new_workspace(team_id: str = NOBODY) -> Iterator[Workspace]:
    """A workspace of which nothing is kept yet."""
    with TemporaryDirectory(prefix="usher-") as folder:
        engine = open_database(f"sqlite:///{folder}/empty.db")
        try:
            yield Workspace(engine, team_id)
        finally:
            engine.dispose()


def _team(known: tuple[str, ...], named: str | None) -> str:
    if named is not None and named not in known:
        raise UsherError(f"--team: nothing is kept of {named!r}; {_named(known)}")
    if named is None and len(known) > 1:
        raise UsherError(f"the database is of several workspaces; {_named(known)}")
    return named or (known[0] if known else NOBODY)


def _named(known: tuple[str, ...]) -> str:
    return f"name one of {', '.join(known)} with --team" if known else "leave --team out"


def outlook(folder: ScheduleFolder, workspace: Workspace, clock: Clock, organizers_channel: str | None) -> Outlook:
    kept = kept_of(workspace.engine, workspace.team_id)
    programme = Programme(folder, amendments=partial(in_force, kept.amendments))
    newsroom = Newsroom(programme, kept.notices)
    planner = Planner(
        programme=programme,
        ledger=kept.ledger,
        channel_id=by_name,
        attendees=kept.attendees,
        clock=clock,
        news=newsroom.to_come,
        announced=kept.announcements.announced,
        roster=partial(roster_of, kept.arrivals),
        organizers_channel=organizers_channel,
    )
    reader = partial(_reader, kept.attendees)
    spoken = programme, newsroom, kept.attendees, planner.audience, kept.announcements, kept.ledger
    return Outlook(programme, planner, Composer(*spoken, planner.roster, reader))


def by_name(channel: str) -> str:
    return channel


def _reader(attendees: Attendees, user: str) -> ZoneInfo | None:
    """The zone that the person has told; Slack would know more."""
    return attendees.preferences(user).reader()


def files_of(schedules: Path, name: str | None) -> ScheduleFolder:
    """The schedules of a folder, or the one file that is named by its path."""
    return ScheduleFolder(Path(name) if name and Path(name).is_file() else schedules)


def exported(schedules: Path, name: str | None, database_url: str, team_id: str | None) -> str:
    """The text of a schedule's file as amended; `name` is its path or its id. Raises UsherError."""
    with workspace(database_url, team_id) as kept:
        amendments = partial(in_force, Amendments(kept.engine, kept.team_id))
        programme = Programme(files_of(schedules, name), amendments=amendments)
    return text_of_schedule(chosen(programme, name))


def chosen(programme: Programme, name: str | None) -> Schedule:
    """The schedule of that path or id, or the only one; raises UsherError for others."""
    names = ", ".join(schedule.id for schedule in programme.schedules)
    if name is None and len(programme.schedules) > 1:
        raise UsherError(f"SCHEDULE: there are several; choose one of {names}")
    found = programme.schedule(Path(name).stem) if name else programme.schedules[0]
    if found is None:
        raise UsherError(f"SCHEDULE: there is no schedule {name!r}; choose one of {names}")
    return found
