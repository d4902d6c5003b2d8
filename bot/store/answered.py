"""The events that have been answered: Slack may deliver one several times, to any of several processes."""

from datetime import datetime

from sqlalchemy import Engine, delete

from bot.store.database import insert_new
from bot.store.prepared import Driver, Prepared
from bot.store.tables import answered


class AnsweredEvents:
    def __init__(self, engine: Engine, team_id: str) -> None:
        self._engine = engine
        self._team_id = team_id
        self._remember = Prepared(Driver(engine), insert_new(engine.dialect, answered))

    def is_first(self, event_id: str, now: datetime) -> bool:
        """Whether the event has not been seen; it is remembered from now on."""
        return bool(self._remember.changed(team_id=self._team_id, event_id=event_id, at=_seconds(now)))

    def forget(self, before: datetime) -> None:
        old = (answered.c.team_id == self._team_id, answered.c.at < _seconds(before))
        with self._engine.begin() as connection:
            connection.execute(delete(answered).where(*old))


def _seconds(moment: datetime) -> int:
    """Seconds of Unix, as the table keeps them."""
    return int(moment.timestamp())
