"""The log of what organizers did: who, when, what, and how it was before and after. Lines are added, never changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, insert, select

from bot.store.tables import audit


@dataclass(frozen=True, slots=True)
class Act:
    """`by` is a user's id; `before` and `after` are words, empty where there was or is nothing."""

    by: str
    at: datetime
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    engine: Engine
    team_id: str

    def note(self, act: Act) -> None:
        values = {name: getattr(act, name) for name in Act.__dataclass_fields__}
        with self.engine.begin() as connection:
            connection.execute(insert(audit).values(team_id=self.team_id, **values))

    def latest(self, most: int) -> tuple[Act, ...]:
        """So many at most, the last first."""
        columns = (audit.c[name] for name in Act.__dataclass_fields__)
        latest = select(*columns).where(audit.c.team_id == self.team_id).order_by(audit.c.id.desc()).limit(most)
        with self.engine.connect() as connection:
            return tuple(Act(**row) for row in connection.execute(latest).mappings())
