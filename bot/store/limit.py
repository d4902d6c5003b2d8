"""What has been learnt of Slack's limit for a workspace: kept over restarts, shared by all processes."""

from dataclasses import dataclass

from sqlalchemy import Engine, select

from bot.store.database import upsert
from bot.store.tables import limits


@dataclass(frozen=True, slots=True)
class Learnt:
    """Posts a second that Slack lets through, and by how much more to try after each second at that pace (a share)."""

    limit: float
    growth: float


UNTRIED = Learnt(4.0, 0.035)
"""Below the 5/s that large fan-outs have been seen to get."""
SEARCHING = 0.002
"""The growth after a 429 from which the limit could not be told."""
SURE = 0.0
"""No growth for a while, once it could."""


@dataclass(frozen=True, slots=True)
class LearntLimit:
    """Of one workspace."""

    engine: Engine
    team_id: str

    def get(self) -> Learnt:
        query = select(limits.c.posts_per_second, limits.c.growth).where(limits.c.team_id == self.team_id)
        with self.engine.connect() as connection:
            found = connection.execute(query).one_or_none()
        return Learnt(*found) if found else UNTRIED

    def save(self, learnt: Learnt) -> None:
        values = {"team_id": self.team_id, "posts_per_second": learnt.limit, "growth": learnt.growth}
        with self.engine.begin() as connection:
            connection.execute(upsert(connection.dialect, limits), values)
