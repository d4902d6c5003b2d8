"""Sessions that do not take place after all: told to whoever asks for them, or what was cancelled."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.phrases import Phrase, Strong
from bot.questions.answer import Answer
from bot.questions.compose import Asked
from bot.questions.entities import Entities
from bot.questions.select import pool_of
from bot.schedule.model import Schedule, Session
from bot.wording import joined, untold, when

SAID = re.compile(r"\b(?:been |being )?(?:cancell?ed|called off)\b", re.IGNORECASE)


def without_word(text: str) -> str:
    """The question without the word that asks whether something was cancelled."""
    return SAID.sub(" ", text)


def cancelled_of(schedule: Schedule) -> Entities:
    """What the words of a question may name among the sessions that were cancelled."""
    return Entities(replace(schedule, sessions=schedule.cancelled, cancelled=()))


def with_cancelled(found: Answer, text: str, live: Asked, gone: Asked) -> Answer:
    """The answer to a question put to what takes place (`live`) and to what was cancelled (`gone`).

    What only a cancelled session answers is told so; where both do, the cancelled ones stand in a note.
    """
    sessions, others = _meant(gone), _meant(live)
    if SAID.search(text):
        return _whether_cancelled(found, sessions, others, gone)
    if not sessions or any(mention.corrected for mention in gone.question.selection.mentions):
        return found
    if others and _named_length(gone) <= _named_length(live):
        return replace(found, notes=(*found.notes, ("Cancelled: ", *_listed(sessions), ".")))
    return _told(sessions, gone)


def _meant(asked: Asked) -> tuple[Session, ...]:
    """The sessions that the question names, whenever they are; none where it names nothing."""
    selection = asked.question.selection
    return pool_of(selection, asked.entities).sessions if selection.is_named else ()


def _named_length(asked: Asked) -> int:
    """How much of the question names something: what knows more of its words is meant."""
    return sum(mention.span[1] - mention.span[0] for mention in asked.question.selection.mentions)


def _whether_cancelled(
    found: Answer, sessions: tuple[Session, ...], others: tuple[Session, ...], gone: Asked
) -> Answer:
    every = gone.schedule.sessions
    if sessions:
        return _told(sessions, gone)
    if gone.question.selection.is_named:
        return replace(found, headline=("Not cancelled. ", *found.headline)) if others else found
    return _told(every, gone) if every else Answer(("Nothing was cancelled.",), schedule=found.schedule)


def _told(sessions: tuple[Session, ...], gone: Asked) -> Answer:
    verb = "does not take place: it was" if len(sessions) == 1 else "do not take place: they were"
    return Answer((*_listed(sessions), f" {verb} cancelled."), schedule=gone.schedule)


def _listed(sessions: tuple[Session, ...]) -> Phrase:
    parts = tuple(_named(session) for session in sessions)
    seams = joined(("\0",) * len(parts)).split("\0")[1:]
    return tuple(piece for part, seam in zip(parts, seams, strict=True) for piece in (*part, seam) if piece)


def _named(session: Session) -> Phrase:
    return (Strong(session.title), untold(session), " (", *when(session, with_day=True), ")")
