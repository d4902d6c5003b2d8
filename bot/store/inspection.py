"""A database as it is found: looked into, and not changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from os import W_OK, access
from pathlib import Path

from sqlalchemy import Engine, delete, false, select, union
from sqlalchemy.exc import DBAPIError

from bot.errors import StoreError
from bot.store.database import engine_of, migrations, unusable
from bot.store.tables import messages, metadata


class Condition(StrEnum):
    """Whether the tables of a database are those of this version."""

    EMPTY = "empty"
    """Nothing of ours is there yet: a bot that starts makes it."""
    OLDER = "older"
    """A bot that starts brings it up to date."""
    CURRENT = "current"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class Found:
    engine: Engine
    condition: Condition

    def teams(self) -> tuple[str, ...]:
        """The ids of the workspaces of which it keeps something."""
        tables = (table for table in metadata.sorted_tables if "team_id" in table.c)
        with self.engine.connect() as connection:
            return tuple(sorted(connection.execute(union(*(select(table.c.team_id) for table in tables))).scalars()))

    def refusal(self) -> str | None:
        """Why nothing can be written to it; None where it can be."""
        path = _file_of(self.engine)
        if path and not path.exists():
            return None if access(path.absolute().parent, W_OK) else f"nothing may be made in {path.absolute().parent}"
        if self.condition is Condition.EMPTY:
            return None
        try:
            with self.engine.begin() as connection:
                connection.execute(delete(messages).where(false()))
        except DBAPIError as error:
            return str(error.orig).strip().splitlines()[0]
        return None


@contextmanager
def looked_into(url: str) -> Iterator[Found]:
    """What is found, for as long as the context lasts; raises StoreError where it cannot be reached, or read."""
    engine = engine_of(url)
    try:
        yield Found(engine, _condition(engine))
    except DBAPIError as error:
        raise unusable(url, error) from error
    finally:
        engine.dispose()


@contextmanager
def current(url: str) -> Iterator[Found | None]:
    """The same where it is of this version, and None where nothing is there yet; raises StoreError for another one."""
    with looked_into(url) as found:
        if found.condition in {Condition.OLDER, Condition.NEWER}:
            is_older = found.condition is Condition.OLDER
            article, remedy = ("an", "start the bot once") if is_older else ("a", "use that one")
            raise StoreError(
                f"USHER_DATABASE_URL: the database is of {article} {found.condition} version of Usher; {remedy}"
            )
        yield found if found.condition is Condition.CURRENT else None


def _file_of(engine: Engine) -> Path | None:
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


def _condition(engine: Engine) -> Condition:
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    path = _file_of(engine)
    if path and not path.exists():
        return Condition.EMPTY  # connecting would make the file
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    script = ScriptDirectory.from_config(migrations())
    if revision is None:
        return Condition.EMPTY
    if revision == script.get_current_head():
        return Condition.CURRENT
    known = {each.revision for each in script.walk_revisions()}
    return Condition.OLDER if revision in known else Condition.NEWER
