"""Whether the running bot can do its work: reach its database, and hear Slack."""

from dataclasses import dataclass

from slack_sdk.socket_mode.client import BaseSocketModeClient
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError


@dataclass(frozen=True, slots=True)
class Health:
    engine: Engine
    slack: BaseSocketModeClient

    def troubles(self) -> tuple[str, ...]:
        """What is wrong, in words that tell strangers nothing; nothing where all is well."""
        database = () if self._has_database() else ("The database does not answer.",)
        return (*database, *(() if self.slack.is_connected() else ("Slack is not connected.",)))

    def _has_database(self) -> bool:
        try:
            with self.engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True
