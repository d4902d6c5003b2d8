"""What organizers announce: drafts, what is to be sent or was, and what was withdrawn. Queries only."""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, RowMapping, and_, delete, insert, select, update

from bot.store.tables import announcements


class Stage(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    """To be sent when it is due, or sent; the ledger knows."""
    DELIVERED = "delivered"
    """All who were to get it did, or could not; whoever wrote it has the receipt."""
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Announcement:
    """`text` is a rich_text block as JSON; `channels` are Slack's ids.

    It goes to the fans of a session (`fans_of`), to `everybody` of whom something is kept, and to the channels. It is
    due `at` an instant, or so many `minutes` after the start of the session `beside` (before it, where negative), or at
    once. `own_times`: times in it are shown on each reader's own clock too.
    """

    id: int
    schedule_id: str
    by: str
    text: str
    channels: tuple[str, ...]
    fans_of: str | None
    everybody: bool
    at: datetime | None
    beside: str | None
    minutes: int
    own_times: bool
    pinned: bool
    stage: Stage
    changed_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Announcements:
    engine: Engine
    team_id: str

    def add(self, announcement: Announcement) -> Announcement:
        """Keep a draft; the same with the id that it got."""
        adding = insert(announcements).values(team_id=self.team_id, **_values(announcement)).returning(announcements)
        with self.engine.begin() as connection:
            return _announcement(connection.execute(adding).mappings().one())

    def get(self, announcement_id: int) -> Announcement | None:
        with self.engine.connect() as connection:
            found = connection.execute(select(announcements).where(self._is(announcement_id))).mappings().one_or_none()
            return _announcement(found) if found else None

    def change(self, announcement: Announcement) -> None:
        """Keep it as it is told now, in whatever stage it is."""
        values = {name: value for name, value in _values(announcement).items() if name != "stage"}
        with self.engine.begin() as connection:
            connection.execute(update(announcements).where(self._is(announcement.id)).values(**values))

    def bring(self, announcement_id: int, before: tuple[Stage, ...], after: Stage, at: datetime) -> bool:
        """Bring it from one of these stages to another; False where it is in none of them."""
        ours = and_(self._is(announcement_id), announcements.c.stage.in_(before))
        sent = {"sent_at": at} if after is Stage.SENT else {}
        with self.engine.begin() as connection:
            bringing = update(announcements).where(ours).values(stage=after, changed_at=at, **sent)
            return connection.execute(bringing).rowcount == 1

    def in_stage(self, *stages: Stage) -> tuple[Announcement, ...]:
        """Those in these stages, the latest last."""
        ours = and_(announcements.c.team_id == self.team_id, announcements.c.stage.in_(stages))
        with self.engine.connect() as connection:
            found = connection.execute(select(announcements).where(ours).order_by(announcements.c.id))
            return tuple(map(_announcement, found.mappings()))

    def announced(self) -> tuple[Announcement, ...]:
        """Those that organizers have had sent, or are to be when it is time."""
        return self.in_stage(Stage.SENT, Stage.DELIVERED)

    def beside_sessions(self, schedule_id: str) -> tuple[Announcement, ...]:
        """Those to be sent that move with a session of the schedule."""
        waiting = self.in_stage(Stage.SENT)
        return tuple(one for one in waiting if one.schedule_id == schedule_id and one.beside is not None)

    def forget(self, before: datetime) -> None:
        """Delete what was changed last before an instant, and is not waiting to be sent."""
        old = and_(announcements.c.changed_at < before, announcements.c.stage != Stage.SENT)
        with self.engine.begin() as connection:
            connection.execute(delete(announcements).where(announcements.c.team_id == self.team_id, old))

    def _is(self, announcement_id: int) -> Any:  # noqa: ANN401 - a condition
        return and_(announcements.c.team_id == self.team_id, announcements.c.id == announcement_id)


def _values(announcement: Announcement) -> dict[str, Any]:
    values = {field.name: getattr(announcement, field.name) for field in fields(announcement) if field.name != "id"}
    return {**values, "channels": ",".join(announcement.channels)}


def _announcement(row: RowMapping) -> Announcement:
    values = {field.name: row[field.name] for field in fields(Announcement)}
    channels = tuple(filter(None, row["channels"].split(",")))
    return Announcement(**{**values, "channels": channels, "stage": Stage(row["stage"])})
