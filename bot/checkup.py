"""`usher doctor`: looks at all that a bot with these settings would run on, as far as it can be seen."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from slack_sdk import WebClient

from bot.clock import Clock, clock_of
from bot.doctor.database import database_findings
from bot.doctor.finding import Area, Finding, Report, Severity, report_of, trouble
from bot.doctor.pace import pace_findings, peaks
from bot.doctor.schedules import doubt_findings, is_ahead, over_findings, people_findings, schedule_findings
from bot.doctor.slack import (
    channel_findings,
    clock_findings,
    organizer_findings,
    scope_findings,
    scopes_in,
    token_findings,
    workspace_findings,
)
from bot.doctor.told import App
from bot.errors import ScheduleFileError, SettingsError, UsherError
from bot.files.folder import ScheduleFolder, schedule_files
from bot.files.read import ReadSchedule, read_file
from bot.importing.files import Source, read_source
from bot.offline import NOBODY, Outlook, Workspace, new_workspace, outlook
from bot.outbox.pace import Pace
from bot.schedule.model import Schedule
from bot.settings import MANIFEST, Settings
from bot.slack.client import web_client
from bot.slack.examination import app_told, channels_told, groups_told, members_told, reach_socket_mode
from bot.store.arrivals import Arrivals
from bot.store.inspection import Condition, looked_into
from bot.store.limit import LearntLimit

T = TypeVar("T")


def checked(settings: Settings, faults: tuple[SettingsError, ...] = ()) -> Report:
    """All that is wrong or doubtful of a bot with these settings, and with what is wrong with them themselves."""
    return _Checkup(settings).report(faults)


@dataclass(frozen=True, slots=True)
class _Checkup:
    """One visit, and what it has found so far."""

    settings: Settings
    _findings: list[Finding] = field(default_factory=list, init=False)
    _looked_at: set[Area] = field(default_factory=set, init=False)

    def report(self, faults: tuple[SettingsError, ...]) -> Report:
        self._look(Area.SETTINGS, lambda: (trouble(Area.SETTINGS, fault) for fault in faults))
        clock = self._read(Area.SETTINGS, partial(clock_of, self.settings.clock_url)) or clock_of(None)
        client = web_client(self.settings.bot_token, self.settings.slack_api_url, answers=True)
        if self.settings.app_token:
            self._read(Area.SOCKET_MODE, partial(reach_socket_mode, client, self.settings.app_token))
        app = self._app(client, clock)
        with ExitStack() as stack:
            kept = self._kept(stack, app)
            ahead = self._ahead(kept, clock)
            matched = frozenset(Arrivals(kept.engine, kept.team_id).accounts())
        self._look(Area.SOURCES, lambda: self._sources(ahead))
        if app:
            self._look_around(client, app, ahead, matched)
        return report_of(self._findings, self._looked_at)

    def _look(self, area: Area, findings: Callable[[], Iterable[Finding]]) -> None:
        self._read(area, lambda: self._findings.extend(findings()))

    def _read(self, area: Area, read: Callable[[], T]) -> T | None:
        """What is read for an area; an error is a finding too, and None."""
        self._looked_at.add(area)
        try:
            return read()
        except UsherError as error:
            self._findings.append(trouble(area, error))
            return None

    def _app(self, client: WebClient, clock: Clock) -> App | None:
        """Whom the tokens make us, with what is wrong with them, with what they may, and with the clock."""
        if not self.settings.bot_token:
            return None
        app = self._read(Area.TOKENS, partial(app_told, client, clock.now))
        if app:
            self._look(Area.TOKENS, lambda: token_findings(app, self.settings.app_token))
        if app and app.scopes is not None:
            scopes, used = app.scopes, scopes_in(MANIFEST.read_text(encoding="utf-8"))
            self._look(Area.SCOPES, lambda: scope_findings(scopes, used, self.settings.organizers))
        if app and app.ahead is not None:
            self._look(Area.CLOCK, partial(clock_findings, app.ahead))
        return app

    def _kept(self, stack: ExitStack, app: App | None) -> Workspace:
        """What the database keeps of the workspace; nothing where it cannot be looked into."""
        found = self._read(Area.DATABASE, lambda: stack.enter_context(looked_into(self.settings.database_url)))
        if found is None:
            return stack.enter_context(new_workspace())
        self._look(Area.DATABASE, lambda: database_findings(found.condition.value, found.refusal()))
        if found.condition is not Condition.CURRENT:
            return stack.enter_context(new_workspace())
        teams = found.teams()
        if app:
            self._look(Area.TOKENS, lambda: workspace_findings(app, teams))
        return Workspace(found.engine, app.team_id if app else _only(teams))

    def _ahead(self, kept: Workspace, clock: Clock) -> tuple[Schedule, ...]:
        """The schedules of which something is still to come, looked at as they are in force."""
        read = tuple(self._read_files())
        schedules, now = tuple(each.schedule for each in read), clock.now()
        seen = self._outlook(kept, clock)
        if seen:
            schedules = seen.programme.schedules
            self._look(Area.PACE, lambda: self._peaks(seen, kept, clock))
        ahead = tuple(schedule for schedule in schedules if is_ahead(schedule, now))
        known = {schedule.id for schedule in ahead}
        over = tuple(schedule.id for schedule in schedules if schedule.id not in known)
        self._look(Area.SCHEDULES, lambda: over_findings(over))
        for each in read:
            if each.schedule.id in known:
                self._look(Area.SCHEDULES, partial(doubt_findings, each.schedule.id, each.doubts))
        for schedule in ahead:
            self._look(Area.SCHEDULES, partial(schedule_findings, schedule))
        return ahead

    def _read_files(self) -> Iterator[ReadSchedule]:
        """Those that can be read."""
        paths = self._read(Area.SCHEDULES, lambda: schedule_files(self.settings.schedules)) or ()
        for path in paths:
            try:
                yield read_file(path)
            except ScheduleFileError as error:
                self._findings.extend(
                    trouble(Area.SCHEDULES, UsherError(fault.in_file(str(path)))) for fault in error.faults
                )

    def _outlook(self, kept: Workspace, clock: Clock) -> Outlook | None:
        """None where some file keeps the bot from starting, which has been told."""
        try:
            folder = ScheduleFolder(self.settings.schedules)
        except UsherError:
            return None
        return outlook(folder, kept, clock, self.settings.organizers_channel)

    def _peaks(self, seen: Outlook, kept: Workspace, clock: Clock) -> Iterator[Finding]:
        pace = Pace()
        pace.exchange(LearntLimit(kept.engine, kept.team_id).get())
        now = clock.now()
        found = peaks(seen.planner.desired(now), pace.own_rate, now)
        yield from pace_findings(found, seen.programme.schedules, pace.own_rate)

    def _sources(self, schedules: Iterable[Schedule]) -> Iterator[Finding]:
        """Pages that cannot be read."""
        for schedule in schedules:
            try:
                if schedule.source:
                    read_source(Source(schedule.source, allow_private=self.settings.allow_private))
            except UsherError as error:
                found = trouble(Area.SOURCES, error)
                yield Finding(Severity.WARNING, Area.SOURCES, f"{schedule.id}: {found.problem}", found.remedy)

    def _look_around(self, client: WebClient, app: App, ahead: tuple[Schedule, ...], matched: frozenset[str]) -> None:
        """The channels and the people of the workspace."""
        named, channel = self.settings.organizers, self.settings.organizers_channel
        self._look(Area.CHANNELS, lambda: channel_findings(ahead, channel, channels_told(client)))
        if app.scopes is not None and "users:read" not in app.scopes:
            return
        members = self._read(Area.PEOPLE, partial(members_told, client))
        if members is None:
            return
        self._look(Area.PEOPLE, lambda: people_findings(ahead, members, matched))
        groups = self._groups(client) if any(each.startswith("S") for each in named) else None
        self._look(Area.ORGANIZERS, lambda: organizer_findings(named, members, groups))

    def _groups(self, client: WebClient) -> frozenset[str] | None:
        return self._read(Area.ORGANIZERS, partial(groups_told, client))


def _only(teams: tuple[str, ...]) -> str:
    return teams[0] if len(teams) == 1 else NOBODY
