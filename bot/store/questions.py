"""The questions that the bot could not answer, those who wait for an answer, and what the organizers answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Row, and_, delete, or_, select, update

from bot.store.database import insert_new
from bot.store.tables import askers, questions

POSTING = timedelta(minutes=1)
"""So long one process may take to post a question; then another may."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """`schedule_id` is empty where no schedule was meant; `channel` and `ts`, of its post, until it is posted."""

    id: int
    schedule_id: str
    text: str
    channel: str
    ts: str
    answer: str | None


@dataclass(frozen=True, slots=True)
class Questions:
    engine: Engine
    team_id: str

    def note(self, schedule_id: str, key: str, text: str, user: str, now: datetime) -> OpenQuestion:
        """Remember that somebody waits for an answer; the question that has these words, whoever asked it first."""
        values = {"team_id": self.team_id, "schedule_id": schedule_id, "key": key[:255], "text": text, "asked_at": now}
        with self.engine.begin() as connection:
            connection.execute(insert_new(connection.dialect, questions), values)
            found = self._where(questions.c.schedule_id == schedule_id, questions.c.key == key[:255])
            # Locked until the asker is down: an answer kept in between would tell those who wait, but not this one.
            question = _question(connection.execute(found.with_for_update()).one())
            waiting = {"team_id": self.team_id, "question_id": question.id, "user_id": user}
            connection.execute(insert_new(connection.dialect, askers), waiting)
            return question

    def claim_posting(self, question_id: int, now: datetime) -> bool:
        """Whether the caller is to post it: nobody has, and nobody is at it."""
        free = or_(questions.c.posting_until.is_(None), questions.c.posting_until < now)
        mine = and_(self._is(question_id), questions.c.ts.is_(None), free)
        with self.engine.begin() as connection:
            return connection.execute(update(questions).where(mine).values(posting_until=now + POSTING)).rowcount == 1

    def mark_posted(self, question_id: int, channel: str, ts: str) -> None:
        with self.engine.begin() as connection:
            connection.execute(update(questions).where(self._is(question_id)).values(channel=channel, ts=ts))

    def get(self, question_id: int) -> OpenQuestion | None:
        with self.engine.connect() as connection:
            found = connection.execute(self._where(self._is(question_id))).one_or_none()
            return _question(found) if found else None

    def answer(self, question_id: int, words: str) -> None:
        """Keep the answer."""
        with self.engine.begin() as connection:
            connection.execute(update(questions).where(self._is(question_id)).values(answer=words))

    def take_waiting(self, question_id: int) -> tuple[str, ...]:
        """The users who wait for the answer, and now wait no more."""
        waiting = and_(askers.c.team_id == self.team_id, askers.c.question_id == question_id)
        with self.engine.begin() as connection:
            return tuple(connection.scalars(delete(askers).where(waiting).returning(askers.c.user_id)))

    def answered(self) -> tuple[OpenQuestion, ...]:
        """All that have an answer, in the order in which they were asked."""
        with self.engine.connect() as connection:
            found = connection.execute(self._where(questions.c.answer.is_not(None)).order_by(questions.c.id))
            return tuple(map(_question, found))

    def _is(self, question_id: int) -> Any:  # noqa: ANN401 - a condition
        return and_(questions.c.team_id == self.team_id, questions.c.id == question_id)

    def _where(self, *conditions: Any) -> Any:  # noqa: ANN401 - a select
        columns = (questions.c[name] for name in ("id", "schedule_id", "text", "channel", "ts", "answer"))
        return select(*columns).where(questions.c.team_id == self.team_id, *conditions)


def _question(row: Row[Any]) -> OpenQuestion:
    return OpenQuestion(row.id, row.schedule_id, row.text, row.channel or "", row.ts or "", row.answer)
