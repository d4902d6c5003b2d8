"""What organizers proposed to change of a schedule, applied and took back. Queries only; what is changed is JSON."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, RowMapping, and_, delete, insert, select, update

from bot.store.tables import amendments


class Stage(StrEnum):
    PROPOSED = "proposed"
    APPLIED = "applied"
    UNDONE = "undone"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Amendment:
    """`changes` is the text of `bot.files.changes`, `orders` that of `bot.orders.kept`.

    `basis` tells the schedule that it was proposed of from others. `by` is the user who brought it to its stage last,
    at `at`; but a proposal's is when it was ordered, also where it is made anew.
    """

    id: int
    schedule_id: str
    summary: str
    changes: str
    orders: str
    basis: str
    stage: Stage
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Amendments:
    engine: Engine
    team_id: str

    def propose(
        self, schedule_id: str, summary: str, changes: str, orders: str, basis: str, by: str, at: datetime
    ) -> Amendment:
        values = {
            "schedule_id": schedule_id,
            "summary": summary,
            "changes": changes,
            "orders": orders,
            "basis": basis,
            "stage": Stage.PROPOSED,
            "by": by,
            "at": at,
        }
        with self.engine.begin() as connection:
            adding = insert(amendments).values(team_id=self.team_id, **values).returning(amendments)
            return _amendment(connection.execute(adding).mappings().one())

    def get(self, amendment_id: int) -> Amendment | None:
        with self.engine.connect() as connection:
            found = connection.execute(select(amendments).where(self._is(amendment_id))).mappings().one_or_none()
            return _amendment(found) if found else None

    def bring(self, amendment_id: int, before: Stage, after: Stage, by: str, at: datetime) -> bool:
        """Bring it from one stage to another; False where somebody else got there first."""
        ours = and_(self._is(amendment_id), amendments.c.stage == before)
        with self.engine.begin() as connection:
            return connection.execute(update(amendments).where(ours).values(stage=after, by=by, at=at)).rowcount == 1

    def applied(self, schedule_id: str | None = None) -> tuple[Amendment, ...]:
        """Those in force, of a schedule or of all, in the order in which they were applied."""
        ours = and_(amendments.c.team_id == self.team_id, amendments.c.stage == Stage.APPLIED)
        if schedule_id is not None:
            ours = and_(ours, amendments.c.schedule_id == schedule_id)
        with self.engine.connect() as connection:
            found = connection.execute(select(amendments).where(ours).order_by(amendments.c.at, amendments.c.id))
            return tuple(map(_amendment, found.mappings()))

    def forget(self, before: datetime) -> None:
        """Delete what was proposed, or taken back, before an instant, and is not in force."""
        old = and_(amendments.c.stage != Stage.APPLIED, amendments.c.at < before)
        with self.engine.begin() as connection:
            connection.execute(delete(amendments).where(amendments.c.team_id == self.team_id, old))

    def _is(self, amendment_id: int) -> Any:  # noqa: ANN401 - a condition
        return and_(amendments.c.team_id == self.team_id, amendments.c.id == amendment_id)


def _amendment(row: RowMapping) -> Amendment:
    values = {name: row[name] for name in Amendment.__dataclass_fields__}
    return Amendment(**{**values, "stage": Stage(row["stage"])})
