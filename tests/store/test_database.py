"""Opening a database: its migrations, two processes at once, and what is said where it cannot be used."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from bot.errors import StoreError
from bot.store.database import open_database
from bot.store.ledger import Changes, Ledger
from bot.store.tables import metadata
from tests.databases import Server
from tests.store.entries import TEAM, entry
from tests.store.processes import tables_when_opened, together

REMEDY = "write sqlite:///usher.db or postgresql://user:password@host/database, and see that it can be reached"
TABLES = frozenset(
    {
        *("alembic_version", "answered", "askers", "messages", "limits", "questions"),
        *("attendees", "stars", "follows", "ratings", "calendar_feeds", "known_schedules", "calendar_revisions"),
        *(
            "proposals",
            "watched",
            "amendments",
            "audit",
            "notices",
            "posted",
            "announcements",
            "arrivals",
            "speaker_accounts",
        ),
    }
)


def differences(connection: Connection) -> list[object]:
    options = {"compare_type": True, "compare_server_default": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def config(connection: Connection) -> Config:
    made = Config()
    made.set_main_option("script_location", "bot.store:migrations")
    made.attributes["connection"] = connection
    return made


def refusal(url: str) -> str:
    with pytest.raises(StoreError) as raised:
        open_database(url)
    return str(raised.value)


def test_migrations_equal_the_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        assert differences(connection) == []


def test_migrations_go_down_and_up_again(engine: Engine) -> None:
    with engine.begin() as connection:
        command.downgrade(config(connection), "base")
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
        command.upgrade(config(connection), "head")
        assert differences(connection) == []


def test_migration_keeps_what_was_planned_before_anything_might_go_early(engine: Engine) -> None:
    planned = entry("opening")
    Ledger(engine, TEAM).apply(Changes(add=(planned,)))
    with engine.begin() as connection:
        command.downgrade(config(connection), "0002")
        command.upgrade(config(connection), "head")
    assert tuple(row.entry for row in Ledger(engine, TEAM).rows()) == (planned,)


def test_open_database_again_changes_nothing(database_url: str) -> None:
    for _ in range(2):
        opened = open_database(database_url)
        assert set(inspect(opened).get_table_names()) == TABLES
        opened.dispose()


def test_open_database_waits_for_no_disk_at_each_commit_of_a_file(tmp_path: Path) -> None:
    opened = open_database(f"sqlite:///{tmp_path / 'usher.db'}")
    with opened.connect() as connection:
        told = [connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in ("journal_mode", "synchronous")]
        assert told == ["wal", 1]
    opened.dispose()


def test_open_database_in_several_processes_at_once(tmp_path: Path, postgresql: Server) -> None:
    files = (f"sqlite:///{tmp_path / f'{number}.db'}" for number in range(30))
    fresh = (*files, *(postgresql.empty() for _ in range(5)))
    assert together(4, tables_when_opened, fresh) == [(TABLES,) * 35] * 4


def test_store_error_of_a_missing_folder(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/nowhere/usher.db"
    told = f"USHER_DATABASE_URL: {url!r} cannot be used (unable to open database file); {REMEDY}"
    assert refusal(url) == told


def test_store_error_of_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Opening remarks at nine.\n" * 100)
    url = f"sqlite:///{tmp_path / 'notes.txt'}"
    assert refusal(url) == f"USHER_DATABASE_URL: {url!r} cannot be used (file is not a database); {REMEDY}"


def test_store_error_of_a_database_of_somebody_else(empty_database_url: str) -> None:
    driver = empty_database_url.replace("postgresql://", "postgresql+psycopg://")
    other = create_engine(driver)
    with other.begin() as connection:
        connection.execute(text("CREATE TABLE messages (subject TEXT)"))
    other.dispose()
    reason = {
        "sqlite": "table messages already exists",
        "postgresql": 'relation "messages" already exists',
    }[other.dialect.name]
    told = f"USHER_DATABASE_URL: {empty_database_url!r} cannot be used ({reason}); {REMEDY}"
    assert refusal(empty_database_url) == told


def test_store_error_of_a_later_version(engine: Engine, database_url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    reason = "Can't locate revision identified by '9999'"
    assert refusal(database_url) == f"USHER_DATABASE_URL: {database_url!r} cannot be used ({reason}); {REMEDY}"


@pytest.mark.parametrize(
    ("url", "shown", "reason"),
    [
        ("sqlite://", "sqlite://", "a database in memory forgets what was sent; name a file"),
        ("sqlite:///:memory:", "sqlite:///:memory:", "a database in memory forgets what was sent; name a file"),
        ("usher.db", "usher.db", "Could not parse SQLAlchemy URL from given URL string"),
        ("mysql://u:secret@h/db", "mysql://u:***@h/db", "mysql is neither SQLite nor PostgreSQL"),
        ("oracle+x://h/db", "oracle+x://h/db", "oracle is neither SQLite nor PostgreSQL"),
        ("sqlite+none:///usher.db", "sqlite+none:///usher.db", "Can't load plugin: sqlalchemy.dialects:sqlite.none"),
        (
            "postgresql://u:s3cr@t:x/y@host/db",
            "postgresql://u:***@host/db",
            "its port is no number; in a password, write %3A %2F %40 for : / @",
        ),
    ],
)
def test_store_error_of_a_url(url: str, shown: str, reason: str) -> None:
    assert refusal(url) == f"USHER_DATABASE_URL: {shown!r} cannot be used ({reason}); {REMEDY}"


@pytest.mark.parametrize(
    "url", ["postgresql://u:secret@/db?host={}", "postgresql:///db?host={}&user=u&password=secret"]
)
def test_store_error_of_a_server_that_is_not_there(url: str, tmp_path: Path) -> None:
    told = refusal(url.format(tmp_path))
    shown = url.format(tmp_path).replace("secret", "***")
    socket = tmp_path / ".s.PGSQL.5432"
    reason = f'connection is bad: connection to server on socket "{socket}" failed: No such file or directory'
    assert told == f"USHER_DATABASE_URL: {shown!r} cannot be used ({reason}); {REMEDY}"
