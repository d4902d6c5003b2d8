"""The files of schedules as stars were last brought to them: a change is noticed once, through restarts too."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Table, and_, delete, select, update

from bot.store.database import insert_new
from bot.store.tables import known_schedules, ratings, stars

Moves = Mapping[str, tuple[str, ...]]
"""For ids of sessions those that they have become."""


@dataclass(frozen=True, slots=True)
class KnownSchedules:
    engine: Engine
    team_id: str

    def document(self, schedule_id: str) -> str | None:
        ours = (known_schedules.c.team_id == self.team_id, known_schedules.c.schedule_id == schedule_id)
        with self.engine.connect() as connection:
            return connection.scalar(select(known_schedules.c.document).where(*ours))

    def add(self, schedule_id: str, document: str) -> None:
        """A schedule that was not known; another process that got there first is a normal outcome."""
        row = {"team_id": self.team_id, "schedule_id": schedule_id, "digest": _digest(document), "document": document}
        with self.engine.begin() as connection:
            connection.execute(insert_new(connection.dialect, known_schedules), row)

    def replace(self, schedule_id: str, before: str, after: str, moves: Moves) -> bool:
        """Know the new state, with people's stars brought to it; False where another process was first."""
        was = (
            known_schedules.c.team_id == self.team_id,
            known_schedules.c.schedule_id == schedule_id,
            known_schedules.c.digest == _digest(before),
        )
        with self.engine.begin() as connection:
            knowing = update(known_schedules).where(*was).values(digest=_digest(after), document=after)
            if connection.execute(knowing).rowcount != 1:
                return False
            if moves:
                self._carry(connection, stars, schedule_id, moves, {"snoozed_until": None, "settled": None})
                whole = {old: new for old, new in moves.items() if len(new) == 1}
                self._carry(connection, ratings, schedule_id, whole, {})
            return True

    def _carry(
        self, connection: Connection, table: Table, schedule_id: str, moves: Moves, anew: dict[str, Any]
    ) -> None:
        """All are taken out before any is put in: an id may have become another's."""
        ours = and_(table.c.team_id == self.team_id, table.c.schedule_id == schedule_id, table.c.session_id.in_(moves))
        kept = connection.execute(delete(table).where(ours).returning(table)).mappings().all()
        moved = [{**row, **anew, "session_id": new} for row in kept for new in moves[row["session_id"]]]
        if moved:
            connection.execute(insert_new(connection.dialect, table), moved)


def _digest(document: str) -> str:
    return sha256(document.encode()).hexdigest()
