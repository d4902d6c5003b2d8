"""What posted messages tell, so that those that no longer do are brought up to date."""

from dataclasses import dataclass

from sqlalchemy import Engine, delete, select

from bot.store.database import upsert
from bot.store.tables import posted


@dataclass(frozen=True, slots=True)
class Posted:
    engine: Engine
    team_id: str

    def note(self, channel: str, ts: str, facts: str) -> None:
        """The message tells this from now on."""
        values = {"team_id": self.team_id, "channel": channel, "ts": ts, "facts": facts}
        with self.engine.begin() as connection:
            connection.execute(upsert(connection.dialect, posted), [values])

    def facts(self) -> dict[tuple[str, str], str]:
        """What each message tells, by its channel and time stamp."""
        ours = select(posted.c.channel, posted.c.ts, posted.c.facts).where(posted.c.team_id == self.team_id)
        with self.engine.connect() as connection:
            return {(row.channel, row.ts): row.facts for row in connection.execute(ours)}

    def forget(self, before: str) -> None:
        """Forget the messages that were posted before a time stamp."""
        with self.engine.begin() as connection:
            connection.execute(delete(posted).where(posted.c.team_id == self.team_id, posted.c.ts < before))
