"""Small schedules for the outbox's tests."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.schedule.model import Kind, Posting, Reminders, Schedule, Session
from bot.store.ledger import Entry, Key

TEAM = "T1"
ZONE = ZoneInfo("America/Los_Angeles")
DAY = date(2020, 12, 12)
LONG_BEFORE = datetime(2000, 1, 1, tzinfo=UTC)


def at(clock: str, day: date = DAY) -> datetime:
    """A local time of the workshop's day, in UTC."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE).astimezone(UTC)


def session(
    name: str, clock: str | None = None, kind: Kind = Kind.TALK, *, day: date | None = DAY, room: str | None = None
) -> Session:
    """A session at a local time, or without one."""
    start = at(clock, day) if clock and day else None
    return Session(name, name.capitalize(), kind, day, start, room=room)


def schedule(*sessions: Session, posting: Posting = Posting(), zone: ZoneInfo = ZONE) -> Schedule:  # noqa: B008 - frozen
    return Schedule("workshop", "Workshop", zone, sessions, posting=posting)


def reminding(*minutes: int) -> Posting:
    return Posting(default=Reminders(minutes))


def entry(
    session_id: str,
    kind: str,
    bundle: str,
    due: datetime,
    expires: datetime,
    *,
    lead: int = 0,
    recipient: str = "C1",
    schedule_id: str = "workshop",
) -> Entry:
    """A planned entry; `bundle` is the end of its name, the UTC time that its message is about."""
    name = f"{schedule_id}/{kind}/{lead}/{bundle}"
    return Entry(Key(TEAM, recipient, schedule_id, session_id, kind, lead), name, due, expires)
