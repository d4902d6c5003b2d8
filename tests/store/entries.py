"""Entries for the ledger's tests, with what a test does not care about filled in."""

from datetime import UTC, datetime, timedelta

from bot.store.ledger import Entry, Key

TEAM = "T1"
NINE = datetime(2020, 12, 12, 17, tzinfo=UTC)
"""Nine o'clock in Los Angeles, when everything here is due."""
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


def key(session: str, recipient: str = "C1", lead: int = 10, team: str = TEAM) -> Key:
    return Key(team, recipient, "workshop", session, "reminder", lead)


def entry(
    session: str,
    recipient: str = "C1",
    *,
    bundle: str | None = None,
    due: datetime = NINE,
    use: timedelta = HOUR,
    early: timedelta = timedelta(),
) -> Entry:
    """An entry with a message of its own, unless it is in a bundle."""
    return Entry(key(session, recipient), bundle or session, due, due + use, early)
