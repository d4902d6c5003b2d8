"""How the tests of this folder ask: schedules by id, moments on the event's clock, answers in plain text."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.files.read import read_file
from bot.phrases import Zones, plain
from bot.questions.answer import Answer
from bot.questions.ask import Guide
from bot.questions.compose import PAGE
from bot.schedule.model import Schedule

FOLDERS = (Path(__file__).parents[2] / "schedule_data", Path(__file__).parent / "data")
REAL = (
    "mlforsystems-2018",
    "mlforsystems-2020",
    "mlforsystems-2023",
    "mlsys-2018",
    "stanford-mlsys-seminar",
)
MADE_UP = ("berlin-systems-days-2026", "night-of-code-2026")


@cache
def schedule(name: str) -> Schedule:
    return next(read_file(path).schedule for folder in FOLDERS for path in folder.glob(f"{name}.yaml"))


@cache
def guide(*names: str) -> Guide:
    return Guide(tuple(map(schedule, names)))


def instant(name: str, local: str) -> datetime:
    """A moment on the clock of a schedule's zone, in UTC."""
    return datetime.fromisoformat(local).replace(tzinfo=schedule(name).timezone).astimezone(UTC)


def ask(name: str, local: str, text: str, tz: str | None = None, skip: int = 0, page: int | None = PAGE) -> Answer:
    """What one schedule answers at a moment on its own clock, to somebody in `tz`."""
    reader = ZoneInfo(tz) if tz else None
    now = instant(name, local)
    return guide(name).ask(text, now=now, reader=reader, preferred=name, skip=skip, page=page)


def headline(answer: Answer, tz: str | None = None) -> str:
    event = answer.schedule.timezone if answer.schedule else ZoneInfo("UTC")
    return plain(answer.headline, Zones(event, ZoneInfo(tz) if tz else None))


def notes(answer: Answer) -> tuple[str, ...]:
    event = answer.schedule.timezone if answer.schedule else ZoneInfo("UTC")
    return tuple(plain(note, Zones(event)) for note in answer.notes)


def ids(answer: Answer) -> list[str]:
    return [session.id for session in answer.sessions]


def labels(answer: Answer) -> list[str]:
    return [choice.label for choice in answer.choices]
