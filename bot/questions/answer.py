"""What is answered: a headline, the sessions it is about, notes, and what to ask next.

Knows no Slack; times stay Moments and Spans, so that each reader sees their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.phrases import Phrase, Span, Strong
from bot.schedule.model import Schedule, Session
from bot.wording import details, summary, unsaid


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: asks `question` again, of that schedule, from that entry on."""

    label: str
    question: str
    schedule_id: str | None = None
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """`sessions` is the page that begins at entry `skip`; `more` are left after it.

    A nested talk is an entry of its own; without a time of its own it carries that of the session that holds it.
    `schedule` is None where it must be asked which is meant. `unanswered`: some words were not understood, so that
    somebody who knows more may have an answer. `ahead` is the one session that it is about, if that is not over.
    `doubts` are those of the notes that tell what was taken for what, or left out.
    `instead`: there is nothing of what was asked for, and the sessions are what there is in its place.
    """

    headline: Phrase
    sessions: tuple[Session, ...] = ()
    notes: tuple[Phrase, ...] = ()
    choices: tuple[Choice, ...] = ()
    schedule: Schedule | None = None
    detailed: bool = False
    with_day: bool = False
    skip: int = 0
    more: int = 0
    unanswered: bool = False
    ahead: Session | None = None
    instead: bool = False
    doubts: tuple[Phrase, ...] = ()

    @property
    def meant(self) -> tuple[Session, ...]:
        """The sessions that the words mean."""
        return () if self.instead else self.sessions

    def lines(self) -> tuple[Phrase, ...]:
        """All of it in plain reading order: the headline, the sessions, how many are left, the notes."""
        return (self.headline, *(line for card in self.cards() for line in card), *self.left(), *self.notes)

    def cards(self) -> tuple[tuple[Phrase, ...], ...]:
        """What is said of each session shown; of a single one that the headline tells, what that leaves out."""
        return tuple(card for session in self.sessions if (card := self.card(session)))

    def left(self) -> tuple[Phrase, ...]:
        return ((f"… and {self.more} more.",),) if self.more else ()

    def card(self, session: Session) -> tuple[Phrase, ...]:
        """What is said of a session; of one that the headline tells, what that leaves out."""
        line = summary(session, with_day=self.with_day)
        if not self.detailed:
            return (line,)
        return (*(unsaid(session, self.headline) if self._tells(session) else (line,)), *details(session))

    def _tells(self, session: Session) -> bool:
        """Whether the session is the only one, and the headline has its title and time."""
        times = (part for part in self.headline if isinstance(part, Span))
        told = Strong(session.title) in self.headline and any(span.start == session.start for span in times)
        return told and len(self.sessions) == 1
