"""How the events of calendars have changed: what each showed last, how often that has changed, and when."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from sqlalchemy import ColumnElement, Engine, and_, select, update

from bot.store.database import insert_new
from bot.store.tables import revisions


@dataclass(frozen=True, slots=True)
class Revision:
    """The state of an event: `fingerprint` stands for all that it shows; what a cancellation must tell is kept."""

    schedule_id: str
    session_id: str
    fingerprint: str
    sequence: int
    changed_at: datetime
    cancelled: bool
    title: str
    location: str
    day: date
    start_at: datetime | None
    end_at: datetime | None


@dataclass(frozen=True, slots=True)
class Revisions:
    engine: Engine
    team_id: str

    def of(self, schedule_id: str) -> tuple[Revision, ...]:
        """The events of a schedule, withdrawn ones among them, by day."""
        columns = (revisions.c[field.name] for field in fields(Revision))
        ours = (revisions.c.team_id == self.team_id, revisions.c.schedule_id == schedule_id)
        found = select(*columns).where(*ours).order_by(revisions.c.day, revisions.c.session_id)
        with self.engine.connect() as connection:
            return tuple(Revision(**row) for row in connection.execute(found).mappings())

    def record(self, changed: Iterable[Revision]) -> None:
        """Keep new states. Another process that got there first is a normal outcome: it saw the same change."""
        changes = tuple(changed)
        new = [{"team_id": self.team_id, **asdict(revision)} for revision in changes if revision.sequence == 0]
        with self.engine.begin() as connection:
            if new:
                connection.execute(insert_new(connection.dialect, revisions), new)
            for revision in (each for each in changes if each.sequence):
                connection.execute(update(revisions).where(self._follows(revision)).values(asdict(revision)))

    def _follows(self, revision: Revision) -> ColumnElement[bool]:
        """The row of the state before it; none for a first state."""
        return and_(
            revisions.c.team_id == self.team_id,
            revisions.c.schedule_id == revision.schedule_id,
            revisions.c.session_id == revision.session_id,
            revisions.c.sequence == revision.sequence - 1,
        )
