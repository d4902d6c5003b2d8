"""All parts of a rehearsal, connected: what is kept is read, and what is written goes into a database of its own."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache, partial
from uuid import uuid4

from slack_sdk import WebClient
from sqlalchemy import Engine

from bot.clock import Clock, SteppedClock, wall
from bot.composer import Composer
from bot.doctor.pace import pace_findings, peaks
from bot.errors import UsherError
from bot.live import in_force
from bot.newsroom import Newsroom
from bot.offline import chosen, files_of
from bot.outbox.delivery import Delivery
from bot.outbox.pace import Pace
from bot.outbox.planner import Planner
from bot.phrases import day_name
from bot.programme import Programme
from bot.questions.prompts import in_focus
from bot.rehearsal.day import Day, day_of, example_of, people_told
from bot.rehearsal.stage import OneChannelPace, Stage, name_of
from bot.rehearsal.words import Marks
from bot.schedule.model import Schedule
from bot.settings import Settings
from bot.slack.client import CALL_ERRORS
from bot.slack.directory import Directory
from bot.speakers import roster_of
from bot.store.amendments import Amendments
from bot.store.announcements import Announcements
from bot.store.announcements import Stage as AnnouncementStage
from bot.store.arrivals import Arrivals
from bot.store.attendees import Attendees
from bot.store.ledger import Changes, Entry, Ledger
from bot.store.limit import LearntLimit
from bot.store.notices import Notices

EXAMPLE = "UEXAMPLE"
"""The made-up person in whose words personal messages are shown."""
TO_POST, TO_DELETE = 1.0, 1.3
"""Seconds that Slack takes for each message in one channel."""
SPARE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be rehearsed, and where.

    `schedule` is an id or a file, None for the one in focus; `day` None for its next one.
    """

    channel: str
    schedule: str | None
    day: date | None
    speed: float
    kept: bool


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a rehearsal reads: `kept` is the database in use, `own` an empty one to write to.

    `outside` is the clock that Slack goes by.
    """

    settings: Settings
    client: WebClient
    directory: Directory
    team_id: str
    kept: Engine
    own: Engine
    outside: Clock


@dataclass(frozen=True, slots=True)
class Script:
    """What of a day is said: `planned` is what goes out in earnest, `shown` what of it the channel sees.

    `planner` is that of what is shown.
    """

    day: Day
    planner: Planner
    planned: tuple[Entry, ...]
    shown: tuple[Entry, ...]

    @property
    def messages(self) -> int:
        return len({(entry.key.recipient, entry.bundle) for entry in self.shown})


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """All parts of one; it `lasts` so long in real time.

    `late` tells what cannot go out in time at Slack's pace; `stranded` are the channels that the bot is not in.
    """

    script: Script
    delivery: Delivery
    clock: SteppedClock
    stage: Stage
    lasts: timedelta
    late: tuple[str, ...]
    stranded: tuple[str, ...]


def connected(wanted: Wanted, channel: str, sources: Sources, crew: Executor, say: Callable[[str], None]) -> Rehearsal:
    """Nothing is said yet; `channel` is Slack's id. Raises UsherError where there is nothing to rehearse."""
    script = _script(wanted, sources)
    ledger, lasts = script.planner.ledger, _lasts(script.shown, wanted.speed)
    ledger.apply(Changes(add=tuple(replace(entry, early=timedelta()) for entry in script.shown)))
    clock = SteppedClock(script.shown[0].due_at, wanted.speed)
    began, marks = sources.outside.now(), _marks(script, sources)
    name = name_of(began + lasts + SPARE, uuid4().hex, kept=wanted.kept)
    stage = Stage(
        sources.client, channel, name, began, marks.words, lambda rows, message: say(marks.line(rows, message))
    )
    pace, limit = OneChannelPace(channel), LearntLimit(sources.own, sources.team_id)
    delivery = Delivery(ledger, stage, pace, limit, crew, clock, wall, name, clock.now())
    stranded = _stranded(script.planned, sources.directory)
    return Rehearsal(script, delivery, clock, stage, lasts, _late(script, sources), stranded)


def _script(wanted: Wanted, sources: Sources) -> Script:
    programme, now = _programme(wanted, sources), sources.outside.now()
    day = day_of(_chosen(programme, wanted.schedule, now), wanted.day, now)
    in_earnest = _planner(programme, sources, Attendees(sources.kept, sources.team_id))
    planner = _planner(programme, sources, _example(day, sources))
    planned, shown = (day.plan(each.desired(day.begins - timedelta(days=1))) for each in (in_earnest, planner))
    if not shown:
        remedy = "name channels in the file's posting:, which is who is reminded"
        raise UsherError(f"{day.schedule.id}: nothing goes out by itself on {day_name(day.date)}; {remedy}")
    return Script(day, planner, planned, shown)


def _marks(script: Script, sources: Sources) -> Marks:
    """The words of the bot's own composer, marked."""
    planner, team_id = script.planner, sources.team_id
    composer = Composer(
        planner.programme,
        Newsroom(planner.programme, Notices(sources.own, team_id)),
        planner.attendees,
        planner.audience,
        Announcements(sources.kept, team_id),
        planner.ledger,
        planner.roster,
        sources.directory.zone,
    )
    called = lru_cache(maxsize=None)(partial(_name, sources.client))
    told = people_told(script.planned)
    return Marks(script.day, EXAMPLE, told, composer.words, sources.directory.channel_name, called)


def _programme(wanted: Wanted, sources: Sources) -> Programme:
    """The schedules as amended."""
    folder = files_of(sources.settings.schedules, wanted.schedule)
    return Programme(folder, amendments=partial(in_force, Amendments(sources.kept, sources.team_id)))


def _chosen(programme: Programme, name: str | None, now: datetime) -> Schedule:
    focus = None if name else in_focus(programme.schedules, now)
    return focus or chosen(programme, name)


def _example(day: Day, sources: Sources) -> Attendees:
    """The database's own attendees: the made-up person alone, if anybody has starred anything."""
    everybody = Attendees(sources.kept, sources.team_id).all()
    attendees, example = Attendees(sources.own, sources.team_id), example_of(everybody, day.schedule, EXAMPLE)
    if everybody:
        attendees.save(EXAMPLE, example.preferences)
        attendees.star(EXAMPLE, example.stars)
    return attendees


def _planner(programme: Programme, sources: Sources, attendees: Attendees) -> Planner:
    """Channels that the bot is not in are planned for by their names: a rehearsal shows what they would miss."""
    announcements = Announcements(sources.kept, sources.team_id)
    return Planner(
        programme=programme,
        ledger=Ledger(sources.own, sources.team_id),
        channel_id=lambda name: sources.directory.channel_id(name) or name,
        attendees=attendees,
        clock=sources.outside,
        announced=partial(announcements.in_stage, AnnouncementStage.SENT),
        roster=partial(roster_of, Arrivals(sources.kept, sources.team_id)),
        organizers_channel=sources.settings.organizers_channel,
    )


def _lasts(shown: tuple[Entry, ...], speed: float) -> timedelta:
    """How long it takes at least, until all is deleted."""
    span = max(entry.due_at for entry in shown) - shown[0].due_at
    played = max(span.total_seconds() / speed, len(shown) * TO_POST)
    return timedelta(seconds=played + len(shown) * TO_DELETE)


def _late(script: Script, sources: Sources) -> tuple[str, ...]:
    """What cannot all go out in time, at the rate that was learnt in earnest."""
    pace = Pace()
    pace.exchange(LearntLimit(sources.kept, sources.team_id).get())
    found = peaks(script.planned, pace.own_rate, script.day.begins - timedelta(days=1))
    return tuple(finding.problem for finding in pace_findings(found, (script.day.schedule,), pace.own_rate))


def _stranded(planned: tuple[Entry, ...], directory: Directory) -> tuple[str, ...]:
    channels = dict.fromkeys(entry.key.recipient for entry in planned if not entry.key.is_personal)
    return tuple(each for each in channels if directory.channel_name(each) is None)


def _name(client: WebClient, user: str) -> str:
    """What a user is called; the id where Slack does not tell."""
    try:
        told = client.users_info(user=user)["user"]
    except CALL_ERRORS:
        return user
    return str(told.get("profile", {}).get("display_name") or told.get("real_name") or user)
