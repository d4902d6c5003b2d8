"""What those concerned are told of a schedule's changes: of each schedule, how it was told before, and until when.

While a notice is open, further changes join it; what it tells is then how the schedule is now.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, select, update

from bot.store.tables import notices

LONGEST_WAIT = 5
"""So many times the settling window further changes may put a notice off."""


@dataclass(frozen=True, slots=True)
class Notice:
    """`before` and `after` are schedule files' texts; `after` is None while it tells how the schedule is now.

    Unless `to_channels` only those are told who starred or follow what has changed.
    """

    id: int
    schedule_id: str
    before: str
    after: str | None
    since: datetime
    due_at: datetime
    to_channels: bool = True


@dataclass(frozen=True, slots=True)
class Notices:
    engine: Engine
    team_id: str

    def changed(
        self, schedule_id: str, before: str, now: datetime, settling: timedelta, *, to_channels: bool = True
    ) -> None:
        """A schedule that was so has just been changed: tell of it once it has settled for so long.

        A notice that was due has told how it was; one that was not yet is put off, but not again and again.
        """
        with self.engine.begin() as connection:
            open_one = self._open(connection, schedule_id)
            if open_one and open_one.due_at > now:
                due_at = min(now + settling, open_one.since + LONGEST_WAIT * settling)
                wider = to_channels or open_one.to_channels
                self._set(connection, open_one, due_at=max(due_at, open_one.due_at), to_channels=wider)
                return
            if open_one:
                self._set(connection, open_one, after=before)
            values = {"schedule_id": schedule_id, "before": before, "since": now, "due_at": now + settling}
            adding = insert(notices).values(team_id=self.team_id, to_channels=to_channels, **values)
            connection.execute(adding)

    def hasten(self, schedule_id: str, now: datetime) -> None:
        """Tell now what is settling."""
        with self.engine.begin() as connection:
            open_one = self._open(connection, schedule_id)
            if open_one and open_one.due_at > now:
                self._set(connection, open_one, due_at=now)

    def widen(self, notice_id: int) -> None:
        """Tell channels of it too."""
        with self.engine.begin() as connection:
            ours = (notices.c.team_id == self.team_id, notices.c.id == notice_id)
            connection.execute(update(notices).where(*ours).values(to_channels=True))

    def since(self, moment: datetime) -> tuple[Notice, ...]:
        """Those that are due since then, or are settling, in the order in which they began."""
        lately = select(notices).where(notices.c.team_id == self.team_id, notices.c.due_at >= moment)
        with self.engine.connect() as connection:
            return tuple(map(_notice, connection.execute(lately.order_by(notices.c.id)).mappings()))

    def forget(self, before: datetime) -> None:
        with self.engine.begin() as connection:
            connection.execute(delete(notices).where(notices.c.team_id == self.team_id, notices.c.due_at < before))

    def _open(self, connection: Connection, schedule_id: str) -> Notice | None:
        ours = (notices.c.team_id == self.team_id, notices.c.schedule_id == schedule_id, notices.c.after.is_(None))
        latest = select(notices).where(*ours).order_by(notices.c.id.desc()).limit(1).with_for_update()
        found = connection.execute(latest).mappings().one_or_none()
        return _notice(found) if found else None

    def _set(self, connection: Connection, notice: Notice, **values: Any) -> None:  # noqa: ANN401 - column values
        connection.execute(update(notices).where(notices.c.id == notice.id).values(**values))


def _notice(row: RowMapping) -> Notice:
    return Notice(**{name: row[name] for name in Notice.__dataclass_fields__})
