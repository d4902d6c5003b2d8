"""Sessions for the tests of this folder, at local times of one day."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.schedule.model import Person, Posting, Schedule, Session, with_ends

ZONE = ZoneInfo("America/New_York")
DAY = date(2024, 5, 1)


def at(clock: str, day: date = DAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE).astimezone(UTC)


def session(name: str, span: str = "", day: date | None = DAY, **fields: Any) -> Session:  # noqa: ANN401 - fields
    """A session of the span `09:00` or `09:00-10:00`."""
    start, _, end = span.partition("-")
    return Session(
        name,
        name.capitalize(),
        date=day,
        start=at(start, day) if start and day else None,
        end=at(end, day) if end and day else None,
        end_stated=bool(end),
        **fields,
    )


def people(*names: str) -> tuple[Person, ...]:
    return tuple(map(Person, names))


def schedule(*sessions: Session, posting: Posting = Posting(), named: tuple[str, ...] = ()) -> Schedule:  # noqa: B008 - frozen
    return Schedule("x", "X", ZONE, with_ends(sessions), people=people(*named), posting=posting)
