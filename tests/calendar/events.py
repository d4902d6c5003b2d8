"""A schedule of a day for the tests of calendars."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.schedule.model import Kind, Link, Person, Schedule, Session, with_ends

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 12, 4)


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"{DAY}T{clock}").replace(tzinfo=BERLIN).astimezone(UTC)


ADA, GRACE = Person("Ada Lovelace", "Engines"), Person("Grace Hopper")
OPENING = Session("opening", "Opening", Kind.OPENING, DAY, at("09:00"), room="Hall 1")
KEYNOTE = Session(
    "clocks",
    "Clocks That Agree",
    Kind.KEYNOTE,
    DAY,
    at("09:15"),
    room="Hall 1",
    track="Time",
    chairs=(GRACE,),
    speakers=(ADA,),
    abstract="All about clocks.\nAnd more.",
    links=(Link("slides", "https://example.org/clocks.pdf"), Link("website", "https://example.org/clocks")),
)
TIMED_TALK = Session("late", "Late", date=DAY, start=at("10:20"), end=at("10:40"), end_stated=True, speakers=(GRACE,))
UNTIMED_TALK = Session("early", "Early", date=DAY)
TALKS = Session("talks", "Talks", date=DAY, start=at("10:00"), talks=(UNTIMED_TALK, TIMED_TALK))
POSTERS = Session("posters", "Posters", Kind.POSTERS, DAY)
ARCHIVED = Session("old", "Old")


def schedule_of(*sessions: Session) -> Schedule:
    return Schedule("good-timing", "Good Timing", BERLIN, with_ends(sessions), "Old Town", "https://example.org")


SCHEDULE = schedule_of(OPENING, KEYNOTE, TALKS, POSTERS, ARCHIVED)
