"""Answers and reminders → Slack messages: plain text and Block Kit, always within Slack's limits. Pure."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.outbox.plan import Message as Kind
from bot.phrases import Phrase, Zones
from bot.questions.answer import Answer, Choice
from bot.schedule.model import Schedule, Session
from bot.slack.markup import escape, mrkdwn
from bot.wording import details, duration, summary

SECTION_TEXT = 3000
BUTTON_LABEL = 75
BUTTON_VALUE = 2000
BUTTONS = 25
BLOCKS = 50
ALL_BLOCKS_TEXT = 12_000
MESSAGE_TEXT = 3500
ASK = "ask"
"""The action of a button that asks a question; its value is `asked`."""

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """What is posted: the text that notifications and screen readers use, and the blocks that are seen."""

    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a button asks."""

    question: str
    schedule_id: str | None
    skip: int


def answer_message(answer: Answer, reader: ZoneInfo | None) -> SlackMessage:
    """The answer for a reader in that zone, or for a channel of many readers (None)."""
    zones = Zones(answer.schedule.timezone if answer.schedule else (reader or ZoneInfo("UTC")), reader)
    lines = tuple(mrkdwn(line, zones) for line in answer.lines())
    headline, *rest = lines
    told = tuple(mrkdwn(note, zones) for note in answer.notes)
    blocks = (*_sections((headline, *rest[: len(rest) - len(told)])), *_notes(told), *_buttons(answer.choices))
    return SlackMessage(_cut("\n".join(lines), MESSAGE_TEXT), _within_limits(blocks))


def reminder_message(kind: Kind, sessions: tuple[Session, ...], schedule: Schedule, now: datetime) -> SlackMessage:
    """One message for the sessions of a bundle, in the words of the moment, for all readers of a conversation."""
    zones = Zones(schedule.timezone)
    headline = mrkdwn((_reminder_headline(kind, sessions, schedule, now),), zones)
    lines = tuple(mrkdwn(summary(session), zones) for session in sessions)
    extra = tuple(mrkdwn(line, zones) for session in sessions for line in details(replace(session, abstract=None)))
    text = "\n".join((headline, *lines))
    shown = extra if kind is Kind.REMINDER and len(sessions) == 1 else ()
    return SlackMessage(_cut(text, MESSAGE_TEXT), _within_limits((*_sections((headline, *lines)), *_notes(shown))))


def _reminder_headline(kind: Kind, sessions: tuple[Session, ...], schedule: Schedule, now: datetime) -> str:
    if kind is Kind.DATE_ONLY:
        return "Today:"
    starts = tuple(session.start for session in sessions if session.start)
    if kind is Kind.BREAKS:
        half = "morning" if schedule.local(now).hour < 12 else "afternoon"  # noqa: PLR2004 - noon
        return f"{'Break' if len(sessions) == 1 else 'Breaks'} this {half}:"
    return f"{'Starts' if len(sessions) == 1 else 'Start'} in {duration(min(starts) - now)}:"


def button_value(choice: Choice) -> str:
    """The choice as a button's value; a question too long for one is cut."""
    room = BUTTON_VALUE - 200
    return json.dumps([choice.question[:room], choice.schedule_id, choice.skip], ensure_ascii=False)[:BUTTON_VALUE]


def asked(value: str) -> Asked:
    """What a button's value asks; raises ValueError where it is none of ours."""
    match json.loads(value):
        case [str() as question, (str() | None) as schedule_id, int() as skip]:
            return Asked(question, schedule_id, skip)
    raise ValueError(f"a button's value is not ours: {value!r}")


def _sections(lines: Iterable[str]) -> Iterator[Block]:
    """As few sections as hold the lines; a line longer than a section is cut."""
    held: list[str] = []
    for line in (_cut(line, SECTION_TEXT) for line in lines if line.strip()):
        if held and len("\n".join((*held, line))) > SECTION_TEXT:
            yield _section("\n".join(held))
            held = []
        held.append(line)
    if held:
        yield _section("\n".join(held))


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _notes(lines: tuple[str, ...]) -> Iterator[Block]:
    for line in lines:
        if line.strip():
            yield {"type": "context", "elements": [{"type": "mrkdwn", "text": _cut(line, SECTION_TEXT)}]}


def _buttons(choices: tuple[Choice, ...]) -> Iterator[Block]:
    elements = [
        {
            "type": "button",
            "action_id": f"{ASK}:{number}",
            "text": {"type": "plain_text", "text": _cut(choice.label, BUTTON_LABEL)},
            "value": button_value(choice),
        }
        for number, choice in enumerate(choices[:BUTTONS])
    ]
    if elements:
        yield {"type": "actions", "elements": elements}


def _within_limits(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks that Slack takes in one message; what is beyond is left off the end."""
    kept: list[Block] = []
    room = ALL_BLOCKS_TEXT
    for block in blocks:
        room -= len(json.dumps(block, ensure_ascii=False))
        if len(kept) == BLOCKS or room < 0:
            break
        kept.append(block)
    return tuple(kept)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def phrase_message(phrase: Phrase, reader: ZoneInfo | None = None) -> SlackMessage:
    """A sentence of the bot's own, about no schedule."""
    text = mrkdwn(phrase, Zones(reader or ZoneInfo("UTC"), reader))
    return SlackMessage(text, (_section(_cut(text, SECTION_TEXT)),))


def home_blocks(messages: tuple[SlackMessage, ...], reader: ZoneInfo | None) -> tuple[Block, ...]:
    """The Home tab: answers under each other, and the zone that the reader's times are in."""
    zone = (
        f"Your times are in {reader.key}, the zone of your Slack profile." if reader else "Times are the event's own."
    )
    parted = (block for message in messages for block in (*message.blocks, {"type": "divider"}))
    return (*_within_limits(parted), *_notes((escape(zone),)))
