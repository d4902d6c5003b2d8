"""Answers and reminders → Slack messages: plain text and Block Kit, always within Slack's limits. Pure."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.outbox.plan import Message as Kind
from bot.phrases import Phrase, Strong, Zones
from bot.questions.answer import Answer, Choice
from bot.schedule.model import Schedule, Session
from bot.schedule.query import placed
from bot.slack.elements import Block
from bot.slack.markup import mrkdwn
from bot.slack.stars import BUTTON_VALUE, Stars, actions, star_button, star_menu
from bot.slack.to_calendar import calendar_links, file_button
from bot.wording import details, duration, summary

UTC_ZONE = ZoneInfo("UTC")
SECTION_TEXT = 3000
BUTTON_LABEL = 75
BUTTONS = 25
BLOCKS = 50
ALL_BLOCKS_TEXT = 12_000
MESSAGE_TEXT = 3500
AS_JSON = json.JSONEncoder(ensure_ascii=False)
ASK = "ask"
"""The action of a button that asks a question; its value is `asked`."""


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """What is posted: the text that notifications and screen readers use, and the blocks that are seen."""

    text: str
    blocks: tuple[Block, ...]

    @property
    def content(self) -> dict[str, Any]:
        """The arguments that post it: its text alone where the blocks would look the same."""
        is_plain = self.blocks == (section(self.text),)
        return {"text": self.text} if is_plain else {"text": self.text, "blocks": list(self.blocks)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a button asks."""

    question: str
    schedule_id: str | None
    skip: int


def answer_message(answer: Answer, reader: ZoneInfo | None, stars: Stars | None = None) -> SlackMessage:
    """The answer for a reader in that zone, or for a channel of many readers (None); with `stars`, to be starred."""
    zones = Zones(answer.schedule.timezone if answer.schedule else (reader or UTC_ZONE), reader)
    headline = mrkdwn(answer.headline, zones)
    cards = tuple((session, marked(answer.card(session), zones)) for session in answer.sessions)
    lines = tuple(line for _, card in cards for line in card)
    told = marked((*answer.left(), *answer.notes), zones)
    links, files = _calendars(answer)
    alone = answer.sessions[0] if answer.detailed and len(answer.sessions) == 1 else None
    body = (
        *_starrable(sections((headline,)), answer, alone, stars),
        *(_cards(answer, cards, stars) if answer.detailed else sections(lines)),
        *notes((*told, mrkdwn(links, zones))),
    )
    text = "\n".join((headline, *lines, *told))
    tail = (*buttons(answer.choices, files), *_menu(answer, stars))
    return SlackMessage(cut_markup(text, MESSAGE_TEXT), within_limits(body, tail))


def _calendars(answer: Answer) -> tuple[Phrase, tuple[Block, ...]]:
    """What puts the one session that the answer is about into a calendar, while that is of use."""
    if answer.ahead is None or answer.schedule is None:
        return (), ()
    return calendar_links(answer.ahead, answer.schedule), file_button(answer.ahead, answer.schedule)


def private_answer(answer: Answer, reader: ZoneInfo | None, stars: Stars | None = None) -> SlackMessage:
    """The answer on the reader's clock, or, where that is not known or is not to be shown, on the event's alone."""
    return answer_message(answer, reader or (answer.schedule.timezone if answer.schedule else UTC_ZONE), stars)


def _cards(answer: Answer, cards: tuple[tuple[Session, tuple[str, ...]], ...], stars: Stars | None) -> Iterator[Block]:
    """What is said of each session, with its star; a single one has it beside the headline."""
    for number, (session, card) in enumerate(cards):
        yield from _starrable(sections(card), answer, session if len(cards) > 1 else None, stars, number)


def _starrable(
    blocks: Iterable[Block], answer: Answer, session: Session | None, stars: Stars | None, number: int = 0
) -> tuple[Block, ...]:
    """The blocks, the first with the session's star."""
    shown = tuple(blocks)
    star = star_button(answer.schedule, session, stars, number) if stars and session and answer.schedule else None
    return ({**shown[0], "accessory": star}, *shown[1:]) if star and shown else shown


def _menu(answer: Answer, stars: Stars | None) -> tuple[Block, ...]:
    """The stars of a list, which has no room for a button a line; below a single session, of the talks in it."""
    if stars is None or answer.schedule is None:
        return ()
    if not answer.detailed:
        return actions(*star_menu(answer.schedule, answer.sessions, stars))
    talks = (placed(talk, holder) for holder in answer.sessions[:1] for talk in holder.talks)
    return actions(*star_menu(answer.schedule, talks, stars)) if len(answer.sessions) == 1 else ()


def reminder_message(kind: Kind, sessions: tuple[Session, ...], schedule: Schedule, now: datetime) -> SlackMessage:
    """One message for the sessions of a bundle, in the words of the moment, for all readers of a conversation."""
    zones = Zones(schedule.timezone)
    headline = mrkdwn((_reminder_headline(kind, sessions, schedule, now),), zones)
    lines = marked((summary(session) for session in sessions), zones)
    detailed = kind is Kind.REMINDER and len(sessions) == 1
    shown = marked(details(replace(sessions[0], abstract=None)), zones) if detailed else ()
    text = "\n".join((headline, *lines))
    return SlackMessage(
        cut_markup(text, MESSAGE_TEXT), within_limits((*sections((headline, *lines)), *sections(shown)))
    )


def corrected_reminder(sessions: tuple[Session, ...], off: tuple[Session, ...], schedule: Schedule) -> SlackMessage:
    """A reminder whose sessions are told otherwise by now, and those of them that do not take place (`off`)."""
    lines = (
        ("Updated:",),
        *(summary(session) for session in sessions),
        *((Strong(session.title), " is cancelled") for session in off),
    )
    shown = marked(lines, Zones(schedule.timezone))
    return SlackMessage(cut_markup("\n".join(shown), MESSAGE_TEXT), within_limits(sections(shown)))


def marked(phrases: Iterable[Phrase], zones: Zones) -> tuple[str, ...]:
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
    return json_within(BUTTON_VALUE, choice.question, choice.schedule_id, choice.skip)


def json_within(room: int, question: str, *rest: str | int | None) -> str:
    """A JSON list of so many characters at most, for which the question is cut."""
    taken = len(json.dumps(["", *rest]))
    short = next(shorter for shorter in _shorter(question) if len(json.dumps(shorter)) - 2 + taken <= room)
    return json.dumps([short, *rest])


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


def sections(lines: Iterable[str]) -> Iterator[Block]:
    """As few sections as hold the lines; a line longer than a section is cut."""
    return map(section, packed(lines))


def packed(lines: Iterable[str]) -> Iterator[str]:
    """The lines joined to as few texts as fit into a section each."""
    held: list[str] = []
    for line in (cut_markup(line, SECTION_TEXT) for line in lines if line.strip()):
        if held and len("\n".join((*held, line))) > SECTION_TEXT:
            yield "\n".join(held)
            held = []
        held.append(line)
    if held:
        yield "\n".join(held)


def section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def notes(lines: tuple[str, ...]) -> Iterator[Block]:
    for line in lines:
        if line.strip():
            yield note(line)


def note(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": cut_markup(text, SECTION_TEXT)}]}


def buttons(choices: tuple[Choice, ...], others: tuple[Block, ...] = ()) -> Iterator[Block]:
    """A row of buttons that ask, and others after them."""
    elements = [
        {
            "type": "button",
            "action_id": f"{ASK}:{number}",
            "text": {"type": "plain_text", "text": cut(choice.label, BUTTON_LABEL)},
            "value": button_value(choice),
        }
        for number, choice in enumerate(choices[: BUTTONS - len(others)])
        if choice.label.strip()
    ]
    if elements or others:
        yield {"type": "actions", "elements": [*elements, *others]}


def within_limits(body: Iterable[Block], buttons: tuple[Block, ...] = ()) -> tuple[Block, ...]:
    """The blocks that Slack takes in one message: all the buttons, and of the body what fits, with a note of a cut."""
    kept: list[Block] = []
    room = ALL_BLOCKS_TEXT - sum(map(_length, buttons))
    for block in body:
        room -= _length(block)
        if len(kept) == BLOCKS - len(buttons) - 1 or room < 0:
            kept.extend(notes(("… the rest does not fit into one message.",)))
            break
        kept.append(block)
    return (*kept, *buttons)


def _length(block: Block) -> int:
    return len(AS_JSON.encode(block))


def cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def cut_markup(text: str, length: int) -> str:
    """The same of mrkdwn, where half a link, time or escaped character would be shown as it is written."""
    return text if len(text) <= length else f"{re.sub('(<[^>]*|&[a-z]*)$', '', text[: length - 1])}…"


def phrase_message(phrase: Phrase, reader: ZoneInfo | None = None, *buttons: Block) -> SlackMessage:
    """A sentence of the bot's own, about no schedule, and buttons below it."""
    text = mrkdwn(phrase, Zones(reader or UTC_ZONE, reader))
    row = ({"type": "actions", "elements": list(buttons)},) if buttons else ()
    return SlackMessage(cut_markup(text, MESSAGE_TEXT), (section(cut_markup(text, SECTION_TEXT)), *row))


def button(action: str, label: str, value: str = "-", style: str | None = None) -> Block:
    text = {"type": "plain_text", "text": cut(label, BUTTON_LABEL)}
    return {"type": "button", "action_id": action, "text": text, "value": value, **({"style": style} if style else {})}
