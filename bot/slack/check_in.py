"""The question to speakers and chairs whether they are there, their answer, and what organizers are told. Pure."""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.phrases import Phrase, Span, Strong, Zones
from bot.schedule.model import Person, Schedule, Session
from bot.slack.elements import Block, plain_text
from bot.slack.markup import mrkdwn
from bot.slack.render import (
    MESSAGE_TEXT,
    SlackMessage,
    cut_markup,
    marked,
    phrase_message,
    section,
    sections,
    within_limits,
)
from bot.wording import duration, joined, names

HERE, MATCH = "check_in:here", "check_in:match"
"""The actions of buttons: somebody is there; somebody is that user."""


def question_message(session: Session, schedule: Schedule, reader: ZoneInfo | None, now: datetime) -> SlackMessage:
    """What a speaker or chair is asked, with where they have to be and who chairs."""
    zones = Zones(schedule.timezone, reader or schedule.timezone)
    lines = marked(_question(session, now), zones)
    value = json.dumps([schedule.id, session.id])
    button = {
        "type": "button",
        "action_id": HERE,
        "text": plain_text("I'm here"),
        "value": value,
        "style": "primary",
    }
    text = cut_markup("\n".join(lines), MESSAGE_TEXT)
    return SlackMessage(text, within_limits(sections(lines), ({"type": "actions", "elements": [button]},)))


def _question(session: Session, now: datetime) -> Iterable[Phrase]:
    if session.start:
        yield (
            Strong(session.title),
            f" starts in {duration(session.start - now)}, at ",
            Span(session.start, session.end),
            ".",
        )
    if session.room:
        yield (f"It is in {session.room}.",)
    if session.chairs:
        yield (f"Chair: {names(session.chairs)}.",)
    yield ("Please tell the organizers that you are there:",)


def thanks_message(session: Session) -> SlackMessage:
    return phrase_message(("Thank you! The organizers know that you are there for ", Strong(session.title), "."))


def missing_message(
    session: Session, schedule: Schedule, silent: tuple[tuple[Person, str], ...], now: datetime
) -> SlackMessage:
    """What the organizers are told of those of whom nothing was heard."""
    zones = Zones(schedule.timezone)
    room = f" in {session.room}" if session.room else ""
    starts = f" starts in {duration(session.start - now)}" if session.start and session.start > now else " has started"
    who = joined(f"{mrkdwn((person.name,), zones)} (<@{user}>)" for person, user in silent)
    text = f"Not heard from: {who}. {mrkdwn((Strong(session.title), f'{starts}{room}.'), zones)}"
    return SlackMessage(text, (section(text),))


def pair_of(value: str) -> tuple[str, str]:
    """What a button's value names: a schedule and a session, or a person and a user.

    Raises ValueError where it is none of ours.
    """
    with suppress(ValueError, RecursionError):
        match json.loads(value):
            case [str() as one, str() as other]:
                return one, other
    raise ValueError(f"a button's value is not ours: {value!r}")


def match_message(candidates: Iterable[tuple[Person, str]], unmatched: Iterable[Person]) -> SlackMessage:
    """Who may be which user, to be told with one tap; and those whom nobody in Slack is called like."""
    lines = [_candidate(person, user) for person, user in candidates]
    left = names(tuple(unmatched))
    rest = (
        [section(cut_markup(mrkdwn((f"Nobody in Slack is called like: {left}.",), Zones(ZoneInfo("UTC"))), 3000))]
        if left
        else []
    )
    blocks = [*lines, *rest] or [section("The Slack account of every speaker and chair is known.")]
    return SlackMessage("Speakers and their Slack accounts", within_limits(blocks))


def _candidate(person: Person, user: str) -> Block:
    value = json.dumps([person.name, user])
    button = {
        "type": "button",
        "action_id": MATCH,
        "text": plain_text("Yes, the same"),
        "value": value[:2000],
    }
    return {**section(f"{mrkdwn((Strong(person.name),), Zones(ZoneInfo('UTC')))} is <@{user}>?"), "accessory": button}
