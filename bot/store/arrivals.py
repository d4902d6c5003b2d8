"""Which Slack account a speaker has, where an organizer told so, and who has said that they are there. Queries only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, select

from bot.store.database import upsert
from bot.store.tables import arrivals, speaker_accounts


@dataclass(frozen=True, slots=True, order=True)
class Arrival:
    """Somebody has said that they are there for a session."""

    schedule_id: str
    session_id: str
    user: str


@dataclass(frozen=True, slots=True)
class Arrivals:
    engine: Engine
    team_id: str

    def note(self, arrival: Arrival, at: datetime) -> None:
        values = {"schedule_id": arrival.schedule_id, "session_id": arrival.session_id, "user_id": arrival.user}
        with self.engine.begin() as connection:
            connection.execute(upsert(connection.dialect, arrivals), [{"team_id": self.team_id, **values, "at": at}])

    def all(self) -> frozenset[Arrival]:
        ours = select(arrivals).where(arrivals.c.team_id == self.team_id)
        with self.engine.connect() as connection:
            return frozenset(Arrival(row.schedule_id, row.session_id, row.user_id) for row in connection.execute(ours))

    def forget(self, before: datetime) -> None:
        with self.engine.begin() as connection:
            connection.execute(delete(arrivals).where(arrivals.c.team_id == self.team_id, arrivals.c.at < before))

    def match(self, name: str, user: str) -> None:
        """The person of that name, folded, has this account."""
        with self.engine.begin() as connection:
            values = {"team_id": self.team_id, "name": name, "user_id": user}
            connection.execute(upsert(connection.dialect, speaker_accounts), [values])

    def accounts(self) -> dict[str, str]:
        """The users' ids by folded names."""
        ours = select(speaker_accounts).where(speaker_accounts.c.team_id == self.team_id)
        with self.engine.connect() as connection:
            return {row.name: row.user_id for row in connection.execute(ours)}
