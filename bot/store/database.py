"""Opening the database: SQLite in one file (WAL) by default, PostgreSQL by URL; brought up to date by Alembic."""

import re
import sqlite3
from time import monotonic, sleep
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Dialect, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from bot.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATION_LOCK = 0x75736865
"""The PostgreSQL advisory lock that keeps two starting bots from migrating at once."""

SQLITE_PATIENCE = 30.0
"""Seconds to wait for another process that writes to the file."""


def open_database(url: str) -> Engine:
    """The engine of an up-to-date database; raises StoreError where it cannot be reached or used."""
    from alembic.util import CommandError

    engine = engine_of(url)
    try:
        _migrate(engine)
    except (DBAPIError, CommandError) as error:
        engine.dispose()
        raise unusable(url, error) from error
    return engine


def engine_of(url: str) -> Engine:
    """An engine that has connected to nothing yet; raises StoreError where the address is none of ours."""
    try:
        return _engine(url)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise unusable(url, error) from error


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ValueError:  # it quotes what it takes for the port, which may be a piece of the password
        raise ArgumentError("its port is no number; in a password, write %3A %2F %40 for : / @") from None
    match parsed.get_backend_name():
        case "sqlite" if parsed.database in {None, "", ":memory:"}:
            raise ArgumentError("a database in memory forgets what was sent; name a file")
        case "sqlite":
            engine = create_engine(parsed, connect_args={"timeout": SQLITE_PATIENCE})
            event.listen(engine, "connect", _use_wal)
            return engine
        case "postgresql" | "postgres":
            return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        case other:
            raise ArgumentError(f"{other} is neither SQLite nor PostgreSQL")


def _use_wal(connection: PoolProxiedConnection, entry: ConnectionPoolEntry) -> None:  # noqa: ARG001 - interface
    """No wait for the disk at each commit: what a power cut takes, the next process finds in Slack's history."""
    connection.cursor().execute("PRAGMA synchronous = NORMAL")
    until = monotonic() + SQLITE_PATIENCE
    while not _is_wal(connection, last_try=monotonic() > until):
        sleep(0.01)


def _is_wal(connection: PoolProxiedConnection, *, last_try: bool) -> bool:
    """Whether the file is in WAL mode now; SQLite does not wait by itself while another process changes the mode."""
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if last_try or not error.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise
        return False
    return True


def migrations() -> "Config":
    """Where Alembic finds the migrations."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    return config


def _migrate(engine: Engine) -> None:
    from alembic import command

    config = migrations()
    with engine.connect() as connection:
        _wait_for_others(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


def _wait_for_others(connection: Connection) -> None:
    """Hold the database's one migration lock until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def insert_new(dialect: Dialect, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT into the table that leaves out what is there already."""
    insert = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing()


def upsert(dialect: Dialect, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT into the table that takes the place of the row with the same primary key."""
    insert = (postgresql.insert if dialect.name == "postgresql" else sqlite.insert)(table)
    values = {column.name: insert.excluded[column.name] for column in table.columns if not column.primary_key}
    return insert.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=values)


def unusable(url: str, error: Exception) -> StoreError:
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    remedy = "write sqlite:///usher.db or postgresql://user:password@host/database, and see that it can be reached"
    return StoreError(f"USHER_DATABASE_URL: {_without_password(url)!r} cannot be used ({reason}); {remedy}")


def _without_password(url: str) -> str:
    """The address with stars for its password, even where it is too malformed to be taken apart."""
    return re.sub(r"(?<=password=)[^&]*", "***", re.sub(r"(://[^:@/]*):.*@", r"\1:***@", url))
