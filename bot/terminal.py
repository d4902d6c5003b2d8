"""`usher ask`: the same answers as in Slack, in the terminal; one, or a conversation."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import RealClock, on_clock
from bot.files.folder import schedule_files
from bot.files.read import read_file
from bot.phrases import Zones, plain
from bot.questions.answer import Answer, Choice
from bot.questions.ask import Guide, as_json

ENDINGS = frozenset({"exit", "quit", "q", "bye"})


@dataclass(frozen=True, slots=True)
class Reply:
    answer: Answer
    zones: Zones


@dataclass(frozen=True, slots=True)
class Terminal:
    """Who asks here, of which schedules, and when: at `at`, in UTC, or, where that is None, at the time of asking."""

    guide: Guide
    preferred: str | None
    at: datetime | None
    reader: ZoneInfo | None

    def ask(self, question: str, schedule_id: str | None = None) -> Reply:
        """The whole answer: a terminal scrolls, so nothing is left for a next page."""
        now = self.at or RealClock().now()
        preferred = schedule_id or self.preferred
        answer = self.guide.ask(question, now=now, reader=self.reader, preferred=preferred, page=None)
        zone = answer.schedule.timezone if answer.schedule else self.guide.schedules[0].timezone
        return Reply(answer, Zones(zone, self.reader))

    def converse(self, lines: Iterable[str]) -> Iterator[Reply]:
        """A reply to each line that is not empty, until one of `ENDINGS`; a number takes the choice offered before."""
        choices: tuple[Choice, ...] = ()
        for line in filter(None, map(str.strip, lines)):
            if line.lower() in ENDINGS:
                return
            chosen = _chosen(line, choices)
            reply = self.ask(chosen.question, chosen.schedule_id) if chosen else self.ask(line)
            choices = reply.answer.choices
            yield reply


def terminal(schedules: Path, at: datetime | None, reader: ZoneInfo | None) -> Terminal:
    """Ask of a file's schedule, or a folder's. An `at` without an offset is on the first one's clock."""
    guide = Guide(tuple(read_file(path).schedule for path in schedule_files(schedules)))
    first = guide.schedules[0]
    moment = at and on_clock(at, first.timezone)
    return Terminal(guide, first.id if schedules.is_file() else None, moment, reader)


def _chosen(line: str, choices: tuple[Choice, ...]) -> Choice | None:
    number = int(line) if line.isascii() and line.isdecimal() and len(line) < len("100") else 0
    return choices[number - 1] if 1 <= number <= len(choices) else None


def as_text(reply: Reply) -> str:
    lines = tuple(plain(line, reply.zones) for line in reply.answer.lines())
    choices = tuple(f"  {number}  {choice.label}" for number, choice in enumerate(reply.answer.choices, start=1))
    return "\n".join((*lines, *choices))


def as_json_text(reply: Reply) -> str:
    return json.dumps(as_json(reply.answer, reply.zones), ensure_ascii=False, indent=2)
