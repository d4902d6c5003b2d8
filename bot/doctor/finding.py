"""What a doctor finds: what is wrong or doubtful, each with its remedy; what is good, and what could not be seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import UsherError


class Severity(StrEnum):
    PROBLEM = "problem"
    """It keeps the bot from working, or reminders from being right."""
    WARNING = "warning"
    NOTE = "note"


class Area(StrEnum):
    """What is looked at, in this order."""

    SETTINGS = "settings"
    SCHEDULES = "schedules"
    SOURCES = "sources"
    DATABASE = "database"
    PACE = "pace"
    TOKENS = "tokens"
    SCOPES = "scopes"
    SOCKET_MODE = "Socket Mode"
    CLOCK = "clock"
    CHANNELS = "channels"
    ORGANIZERS = "organizers"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Finding:
    severity: Severity
    area: Area
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Report:
    """`looked_at` are the areas that could be looked at; in the others nothing is known."""

    findings: tuple[Finding, ...]
    looked_at: frozenset[Area]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is severity)

    @property
    def good(self) -> tuple[Area, ...]:
        troubled = {finding.area for finding in self.findings if finding.severity is not Severity.NOTE}
        return tuple(area for area in Area if area in self.looked_at - troubled)

    @property
    def unseen(self) -> tuple[Area, ...]:
        return tuple(area for area in Area if area not in self.looked_at)

    def is_well(self, *, strict: bool) -> bool:
        """Whether nothing is wrong or, if `strict`, doubtful either."""
        return not self.of(Severity.PROBLEM) and not (strict and self.of(Severity.WARNING))


def report_of(findings: Iterable[Finding], looked_at: Iterable[Area]) -> Report:
    """The worst first, by area."""
    rank = {each: place for place, each in enumerate((*Severity, *Area))}
    in_order = sorted(dict.fromkeys(findings), key=lambda found: (rank[found.severity], rank[found.area]))
    return Report(tuple(in_order), frozenset(looked_at))


def trouble(area: Area, error: UsherError) -> Finding:
    """An error as a finding: its last words are the remedy."""
    problem, _, remedy = str(error).rpartition("; ")
    return Finding(Severity.PROBLEM, area, problem or remedy, remedy if problem else "mend it, and look again")
