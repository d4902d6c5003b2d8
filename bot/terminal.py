"""`usher ask`: the same answers as in Slack, in the terminal."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import RealClock
from bot.files.folder import schedule_files
from bot.files.read import read_file
from bot.phrases import Zones, plain
from bot.questions.answer import Answer
from bot.questions.ask import Guide, as_json


@dataclass(frozen=True, slots=True)
class Asked:
    answer: Answer
    zones: Zones


def ask_in_terminal(question: str, schedules: Path, at: datetime | None, reader: ZoneInfo | None) -> Asked:
    """The answer from a file's schedule, or a folder's. An `at` without an offset is on the first one's clock."""
    guide = Guide(tuple(read_file(path).schedule for path in schedule_files(schedules)))
    zone = guide.schedules[0].timezone
    now = RealClock().now() if at is None else (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    answer = guide.ask(
        question, now=now, reader=reader, preferred=guide.schedules[0].id if schedules.is_file() else None, page=None
    )
    return Asked(answer, Zones(answer.schedule.timezone if answer.schedule else zone, reader))


def answer_as_text(asked: Asked) -> str:
    lines = tuple(plain(line, asked.zones) for line in asked.answer.lines())
    choices = tuple(f"  [{choice.label}]" for choice in asked.answer.choices)
    return "\n".join((*lines, *choices))


def answer_as_json(asked: Asked) -> str:
    return json.dumps(as_json(asked.answer, asked.zones), ensure_ascii=False, indent=2)
