"""What is wrong with the app, its scopes, its channels and its clock, by what Slack told of them. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.doctor.finding import Area, Finding, Severity
from bot.doctor.told import App, Channels, Member
from bot.schedule.model import Schedule
from bot.wording import duration, joined

APP_PAGE = "on your app's page (https://api.slack.com/apps)"
REINSTALL = f"add it {APP_PAGE}, OAuth & Permissions, and install the app to the workspace again"
MOST_AHEAD = timedelta(seconds=30)
OPTIONAL = frozenset({"assistant:write", "files:read", "files:write", "pins:write"})
"""Without these all else works, reminders too."""
GROUPS = "usergroups:read"
SCOPE = re.compile(r"\s+- ([a-z_.]+(?::[a-z_.]+)*) +# (.*)")


@dataclass(frozen=True, slots=True)
class Scope:
    """A scope of the app's manifest, and what it is used for there."""

    name: str
    use: str


def scopes_in(manifest: str) -> tuple[Scope, ...]:
    """The scopes that a manifest asks for, each with the comment beside it."""
    _, _, scopes = manifest.partition("\n    bot:")
    lines = (SCOPE.fullmatch(line) for line in scopes.partition("\nsettings:")[0].splitlines())
    return tuple(Scope(found[1], found[2]) for found in lines if found)


def token_findings(app: App, app_token: str) -> Iterator[Finding]:
    """Whether both tokens are of one app: the app token tells its own."""
    named = re.match(r"xapp-\d+-(A[A-Z0-9]+)", app_token)
    if named and app.app_id and named[1] != app.app_id:
        problem = f"the two tokens are of two apps: SLACK_APP_TOKEN of {named[1]}, SLACK_BOT_TOKEN of {app.app_id}"
        yield Finding(Severity.PROBLEM, Area.TOKENS, problem, "copy both from the page of one app")


def workspace_findings(app: App, kept_of: tuple[str, ...]) -> Iterator[Finding]:
    """Whether the bot token is of a workspace of which the database keeps something, if it does of any."""
    if kept_of and app.team_id not in kept_of:
        problem = f"the bot token is of {app.team} ({app.team_id}), the database keeps things of {joined(kept_of)} only"
        remedy = "see that the token is of the right workspace; if it is, all begins anew there"
        yield Finding(Severity.WARNING, Area.TOKENS, problem, remedy)


def scope_findings(granted: frozenset[str], used: Iterable[Scope], organizers: tuple[str, ...]) -> Iterator[Finding]:
    """What is used and not granted, by what would not work; and what is granted and not used."""
    used = tuple(used)
    needs_groups = any(each.startswith("S") for each in organizers)
    for scope in used:
        spare = scope.name in OPTIONAL or (scope.name == GROUPS and not needs_groups)
        if scope.name not in granted:
            severity = Severity.WARNING if spare else Severity.PROBLEM
            yield Finding(severity, Area.SCOPES, f"{scope.name} is not granted: {scope.use}", REINSTALL)
    spare_ones = sorted(granted - {scope.name for scope in used})
    if spare_ones:
        problem = f"granted, and not used by the bot: {joined(spare_ones)}"
        yield Finding(Severity.NOTE, Area.SCOPES, problem, f"take away what nothing else needs {APP_PAGE}")


def clock_findings(ahead: timedelta) -> Iterator[Finding]:
    """A clock that is wrong makes every reminder late, or early."""
    if abs(ahead) > MOST_AHEAD:
        way = "ahead of" if ahead > timedelta() else "behind"
        problem = f"this machine's clock is {_seconds(abs(ahead))} {way} Slack's"
        yield Finding(Severity.PROBLEM, Area.CLOCK, problem, "have it set by NTP, as in timedatectl set-ntp true")


def _seconds(span: timedelta) -> str:
    seconds = round(span.total_seconds())
    return f"{seconds} s" if seconds < 120 else duration(span)  # noqa: PLR2004 - two minutes


def channel_findings(
    schedules: Iterable[Schedule], organizers_channel: str | None, channels: Channels
) -> Iterator[Finding]:
    """The channels that are named and that the bot is not in."""
    named: dict[str, list[str]] = {}
    schedules = tuple(schedules)
    asking = [schedule.id for schedule in schedules if schedule.posting.check_in]
    for schedule in schedules:
        for name in schedule.posting.all_channels():
            named.setdefault(name, []).append(f"the reminders of {schedule.id}")
    if organizers_channel:
        named.setdefault(organizers_channel, []).append("questions without an answer and receipts")
    for schedule_id in () if organizers_channel else asking:
        problem = f"{schedule_id}: speakers are asked whether they are there, and nobody hears of those who are silent"
        yield Finding(Severity.WARNING, Area.CHANNELS, problem, "name a channel in USHER_ORGANIZERS_CHANNEL")
    for name, uses in named.items():
        if name not in channels.joined:
            yield _missing_channel(name, joined(uses), channels)


def _missing_channel(name: str, used_for: str, channels: Channels) -> Finding:
    problem = f"{name}: the bot is not in it, so that {used_for} do not come there"
    if name in channels.others:
        return Finding(Severity.PROBLEM, Area.CHANNELS, problem, f"write /invite @usher in {name}")
    remedy = f"no public channel is called so: create {name}, or correct the name, or /invite the bot if it is private"
    return Finding(Severity.PROBLEM, Area.CHANNELS, problem, remedy)


def organizer_findings(
    named: tuple[str, ...], members: tuple[Member, ...], groups: frozenset[str] | None
) -> Iterator[Finding]:
    """Those that `USHER_ORGANIZERS` names and the workspace does not have; a problem if nobody is left."""
    present = {member.id for member in members if member.is_present}
    missing = tuple(each for each in named if not _is_there(each, present, groups))
    severity = Severity.PROBLEM if missing == named else Severity.WARNING
    for each in missing:
        what = "user group" if each.startswith("S") else "member"
        problem = f"USHER_ORGANIZERS: {each} is no {what} of the workspace, or none any more"
        yield Finding(severity, Area.ORGANIZERS, problem, "take it out, or copy the right id from Slack")


def _is_there(named: str, present: set[str], groups: frozenset[str] | None) -> bool:
    if named.startswith("S"):
        return groups is None or named in groups
    return named in present
