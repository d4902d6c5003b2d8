"""The messages that will go out by themselves, as values, as text and as JSON. Pure."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from bot.phrases import Span, Zones, day_name, spoken_time
from bot.wording import joined


@dataclass(frozen=True, slots=True)
class Planned:
    """A message: due at an instant, or from `earliest` on where many are; `title` tells what it is about.

    `recipient` is a channel's name (or id), or a user's id where it `is_direct`; `zone` is the event's.
    """

    due_at: datetime
    earliest: datetime
    recipient: str
    is_direct: bool
    schedule_id: str
    kind: str
    session_ids: tuple[str, ...]
    title: str
    text: str
    zone: ZoneInfo

    @property
    def to(self) -> str:
        return f"@{self.recipient}" if self.is_direct else self.recipient

    @property
    def day(self) -> str:
        """That of the event's clock, and which event."""
        return f"{day_name(self.due_at.astimezone(self.zone).date())} · {self.schedule_id}"

    def time(self, reader: ZoneInfo | None) -> str:
        """On the event's clock, and on the reader's where that is another."""
        return spoken_time(Span(self.due_at), Zones(self.zone, reader))


def lines_of(messages: tuple[Planned, ...], reader: ZoneInfo | None) -> Iterator[str]:
    """By day, each with when and to whom it goes, and its words below."""
    for day, of_day in groupby(messages, attrgetter("day")):
        yield from (day, "")
        for message in of_day:
            yield f"  {message.time(reader)}  {message.to}  {message.kind}"
            yield from (f"      {line}" for line in message.text.splitlines())
            yield ""
    yield counted(messages)


def counted(messages: tuple[Planned, ...]) -> str:
    channels = {message.recipient for message in messages if not message.is_direct}
    people = {message.recipient for message in messages if message.is_direct}
    told = (_count(len(channels), "channel", "channels"), _count(len(people), "person", "people"))
    whom = joined(each for each in told if each)
    return f"{_count(len(messages), 'message', 'messages')} to {whom}" if whom else "nothing will go out by itself"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""


def as_json(messages: Iterable[Planned], reader: ZoneInfo | None) -> str:
    """Moments in ISO 8601, with the offset of the event's zone; `due_for_reader` with that of the reader's."""
    return json.dumps([_json(message, reader) for message in messages], indent=2, ensure_ascii=False)


def _json(message: Planned, reader: ZoneInfo | None) -> dict[str, Any]:
    theirs = {"due_for_reader": message.due_at.astimezone(reader).isoformat()} if reader else {}
    return {
        "due": message.due_at.astimezone(message.zone).isoformat(),
        **theirs,
        "earliest": message.earliest.astimezone(message.zone).isoformat(),
        "to": message.recipient,
        "kind": message.kind,
        "schedule": message.schedule_id,
        "sessions": list(message.session_ids),
        "text": message.text,
    }
