"""The events that have been answered: Slack may deliver one several times, to any of several processes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, insert
from sqlalchemy.exc import IntegrityError

from bot.store.tables import answered

_REMEMBERING = insert(answered)


@dataclass(frozen=True, slots=True)
class AnsweredEvents:
    engine: Engine
    team_id: str

    def is_first(self, event_id: str, now: datetime) -> bool:
        """Whether the event has not been seen; it is remembered from now on."""
        try:
            with self.engine.begin() as connection:
                connection.execute(_REMEMBERING, {"team_id": self.team_id, "event_id": event_id, "at": now})
        except IntegrityError:
            return False
        return True

    def forget(self, before: datetime) -> None:
        with self.engine.begin() as connection:
            connection.execute(delete(answered).where(answered.c.team_id == self.team_id, answered.c.at < before))
