"""What is answered: a headline, the sessions it is about, notes, and what to ask next.

Knows no Slack; times stay Moments and Spans, so that each reader sees their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.phrases import Phrase
from bot.schedule.model import Schedule, Session
from bot.wording import details, summary


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
    `schedule` is None where it must be asked which is meant.
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

    def lines(self) -> tuple[Phrase, ...]:
        """All of it in plain reading order: the headline, the sessions, the notes."""
        shown = tuple(line for session in self.sessions for line in self._session_lines(session))
        left: tuple[Phrase, ...] = ((f"… and {self.more} more.",),) if self.more else ()
        return (self.headline, *shown, *left, *self.notes)

    def _session_lines(self, session: Session) -> tuple[Phrase, ...]:
        line = summary(session, with_day=self.with_day)
        return (line, *details(session)) if self.detailed else (line,)
