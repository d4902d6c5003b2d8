"""Answers and reminders → Slack messages: plain text and Block Kit, always within Slack's limits. Pure."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
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
    cards = tuple(_marked(card, zones) for card in answer.cards())
    lists = cards if answer.detailed else (tuple(line for card in cards for line in card),)
    body = (
        *_sections((mrkdwn(answer.headline, zones),)),
        *(block for lines in lists for block in _sections(lines)),
        *_notes(_marked((*answer.left(), *answer.notes), zones)),
    )
    text = "\n".join(_marked(answer.lines(), zones))
    return SlackMessage(_cut(text, MESSAGE_TEXT), _within_limits(body, tuple(_buttons(answer.choices))))


def reminder_message(kind: Kind, sessions: tuple[Session, ...], schedule: Schedule, now: datetime) -> SlackMessage:
    """One message for the sessions of a bundle, in the words of the moment, for all readers of a conversation."""
    zones = Zones(schedule.timezone)
    headline = mrkdwn((_reminder_headline(kind, sessions, schedule, now),), zones)
    lines = _marked((summary(session) for session in sessions), zones)
    detailed = kind is Kind.REMINDER and len(sessions) == 1
    shown = _marked(details(replace(sessions[0], abstract=None)), zones) if detailed else ()
    text = "\n".join((headline, *lines))
    return SlackMessage(_cut(text, MESSAGE_TEXT), _within_limits((*_sections((headline, *lines)), *_sections(shown))))


def _marked(phrases: Iterable[Phrase], zones: Zones) -> tuple[str, ...]:
    return tuple(mrkdwn(phrase, zones) for phrase in phrases)


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
    room = BUTTON_VALUE - len(json.dumps(["", choice.schedule_id, choice.skip]))
    question = next(cut for cut in _shorter(choice.question) if len(json.dumps(cut)) <= room)
    return json.dumps([question, choice.schedule_id, choice.skip])


def _shorter(text: str) -> Iterator[str]:
    """The text, its first half, quarter, … and nothing."""
    yield text
    while text:
        text = text[: len(text) // 2]
        yield text


def asked(value: str) -> Asked:
    """What a button's value asks; raises ValueError where it is none of ours."""
    with suppress(ValueError, RecursionError):
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
        if choice.label.strip()
    ]
    if elements:
        yield {"type": "actions", "elements": elements}


def _within_limits(body: Iterable[Block], buttons: tuple[Block, ...] = ()) -> tuple[Block, ...]:
    """The blocks that Slack takes in one message: all the buttons, and of the body what fits, with a note of a cut."""
    kept: list[Block] = []
    room = ALL_BLOCKS_TEXT - sum(map(_length, buttons))
    for block in body:
        room -= _length(block)
        if len(kept) == BLOCKS - len(buttons) - 1 or room < 0:
            kept.extend(_notes(("… the rest does not fit into one message.",)))
            break
        kept.append(block)
    return (*kept, *buttons)


def _length(block: Block) -> int:
    return len(json.dumps(block, ensure_ascii=False))


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
