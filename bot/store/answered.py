"""The events that have been answered: Slack may deliver one several times, to any of several processes."""

from datetime import datetime

from sqlalchemy import Engine, delete

from bot.store.database import insert_new
from bot.store.tables import answered


class AnsweredEvents:
    """Asked before every answer, so the driver is: SQLAlchemy's own execution would cost a tenth of the answer."""

    def __init__(self, engine: Engine, team_id: str) -> None:
        self._engine = engine
        self._team_id = team_id
        self._remembering = insert_new(engine.dialect, answered).compile(dialect=engine.dialect)
        self._statement = str(self._remembering)

    def is_first(self, event_id: str, now: datetime) -> bool:
        """Whether the event has not been seen; it is remembered from now on."""
        values = {"team_id": self._team_id, "event_id": event_id, "at": _seconds(now)}
        order = self._remembering.positiontup
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(self._statement, tuple(values[name] for name in order) if order else values)
            connection.commit()
            return bool(cursor.rowcount)
        finally:
            connection.close()

    def forget(self, before: datetime) -> None:
        old = (answered.c.team_id == self._team_id, answered.c.at < _seconds(before))
        with self._engine.begin() as connection:
            connection.execute(delete(answered).where(*old))


def _seconds(moment: datetime) -> int:
    """Seconds of Unix, as the table keeps them."""
    return int(moment.timestamp())
