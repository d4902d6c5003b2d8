"""What Slack tells a doctor of the workspace and the app, as values."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class App:
    """Whom the bot token makes us. What Slack did not tell is None.

    `ahead` is how far our clock is ahead of Slack's.
    """

    team: str
    team_id: str
    app_id: str | None
    scopes: frozenset[str] | None
    ahead: timedelta | None


@dataclass(frozen=True, slots=True)
class Channels:
    """Those that the bot is in, by `#name` and by id, and the public ones that it is not in."""

    joined: frozenset[str]
    others: frozenset[str]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the workspace; `is_present`: who still has an account, and is no bot."""

    id: str
    names: tuple[str, ...]
    is_present: bool
