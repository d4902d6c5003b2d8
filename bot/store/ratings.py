"""How people found what they starred: one mark for each, and a line where they wrote one."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select, update

from bot.agenda.attendee import Ref
from bot.store.database import insert_new
from bot.store.tables import ratings

FEWEST = 5
"""So many must have rated a session before anybody sees what came of it."""


@dataclass(frozen=True, slots=True)
class Rated:
    """The marks of a session, by no names: how many gave each of 1 to 5, and the lines in the order of the alphabet."""

    ref: Ref
    marks: tuple[int, ...]
    remarks: tuple[str, ...]

    @property
    def count(self) -> int:
        return sum(self.marks)

    @property
    def mean(self) -> float:
        return sum(mark * number for mark, number in enumerate(self.marks, 1)) / self.count


@dataclass(frozen=True, slots=True)
class Ratings:
    engine: Engine
    team_id: str

    def rate(self, user: str, ref: Ref, score: int, at: datetime) -> None:
        """Keep the mark, in place of an earlier one; the line stays."""
        key = self._key(user, ref)
        with self.engine.begin() as connection:
            connection.execute(insert_new(connection.dialect, ratings), {**key, "score": score, "at": at})
            ours = (ratings.c[name] == value for name, value in key.items())
            connection.execute(update(ratings).where(*ours).values(score=score, at=at))

    def remark(self, user: str, ref: Ref, words: str) -> None:
        """Keep a line beside the mark that was given."""
        ours = (ratings.c[name] == value for name, value in self._key(user, ref).items())
        with self.engine.begin() as connection:
            connection.execute(update(ratings).where(*ours).values(words=words or None))

    def of(self, schedule_id: str) -> tuple[Rated, ...]:
        """What enough people rated."""
        columns = (ratings.c.session_id, ratings.c.score, ratings.c.words)
        ours = select(*columns).where(ratings.c.team_id == self.team_id, ratings.c.schedule_id == schedule_id)
        given: defaultdict[str, list[tuple[int, str | None]]] = defaultdict(list)
        with self.engine.connect() as connection:
            for session_id, score, words in connection.execute(ours.order_by(ratings.c.session_id)):
                given[session_id].append((score, words))
        return tuple(_rated(Ref(schedule_id, name), marks) for name, marks in given.items() if len(marks) >= FEWEST)

    def _key(self, user: str, ref: Ref) -> dict[str, str]:
        return {
            "team_id": self.team_id,
            "user_id": user,
            "schedule_id": ref.schedule_id,
            "session_id": ref.session_id,
        }


def _rated(ref: Ref, given: list[tuple[int, str | None]]) -> Rated:
    scores = [score for score, _ in given]
    marks = tuple(scores.count(mark) for mark in range(1, 6))
    return Rated(ref, marks, tuple(sorted(words for _, words in given if words)))
