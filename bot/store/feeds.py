"""The private addresses of people's calendars. Of each only a hash is kept: who reads the database opens none."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, Engine, and_, delete, select, update

from bot.store.database import insert_new
from bot.store.tables import feeds

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Feeds:
    engine: Engine
    team_id: str

    def renew(self, user: str, now: datetime) -> str:
        """A new token for the person's feed, told this once; the one before opens nothing any more."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        row = {"team_id": self.team_id, "user_id": user, "token_hash": _hash(token), "made_at": now}
        with self.engine.begin() as connection:
            connection.execute(insert_new(connection.dialect, feeds), row)
            connection.execute(update(feeds).where(self._of(user)).values(row))
        return token

    def revoke(self, user: str) -> bool:
        """Whether there was an address to revoke."""
        with self.engine.begin() as connection:
            return connection.execute(delete(feeds).where(self._of(user))).rowcount == 1

    def made_at(self, user: str) -> datetime | None:
        """When the person's address was made, if there is one."""
        with self.engine.connect() as connection:
            return connection.execute(select(feeds.c.made_at).where(self._of(user))).scalar_one_or_none()

    def user(self, token: str) -> str | None:
        """Whose feed it is; nobody's, where it was revoked or never was one."""
        known = and_(feeds.c.team_id == self.team_id, feeds.c.token_hash == _hash(token))
        with self.engine.connect() as connection:
            return connection.execute(select(feeds.c.user_id).where(known)).scalar_one_or_none()

    def _of(self, user: str) -> ColumnElement[bool]:
        return and_(feeds.c.team_id == self.team_id, feeds.c.user_id == user)


def _hash(token: str) -> str:
    """Unsalted and fast: a token is 32 random bytes, which nobody guesses."""
    return sha256(token.encode()).hexdigest()
