"""Schedules as amended, without Slack: `usher export`, and what an exported file means beside the same amendments."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StoreError, UsherError
from bot.files.changes import changes_text
from bot.files.read import read_text
from bot.files.write import text_of_schedule
from bot.offline import exported
from bot.schedule.amendments import Cancellation, Change, Edit, Field, amended
from bot.schedule.model import Session
from bot.store.amendments import Amendments, Stage
from bot.store.database import open_database
from tests.databases import Server
from tests.schedule.drawn import changes_of, sessions_of_a_day
from tests.schedule.sessions import schedule, session
from tests.schedule.test_amendments import by_id

NOW = datetime(2024, 5, 1, 9, tzinfo=UTC)
FILE = text_of_schedule(
    schedule(session("one", "09:00-09:30"), session("two", "09:30-10:00"), session("three", "10:00"))
)
CHANGES = (Cancellation("two"), Edit("three", Field.ROOM, "Hall 5"))


@pytest.fixture
def schedules(tmp_path: Path) -> Path:
    folder = tmp_path / "schedules"
    folder.mkdir()
    (folder / "x.yaml").write_text(FILE, encoding="utf-8")
    return folder


def amend(database_url: str, changes: tuple[Change, ...], team_id: str = "T1") -> None:
    engine = open_database(database_url)
    kept = Amendments(engine, team_id)
    proposed = kept.propose("x", "Changes", changes_text(changes), "", "", "U1", NOW)
    kept.bring(proposed.id, Stage.PROPOSED, Stage.APPLIED, "U1", NOW)
    engine.dispose()


@contextmanager
def refusing(words: str) -> Iterator[None]:
    with pytest.raises(UsherError) as told:
        yield
    assert str(told.value) == words


def test_export_has_what_is_amended(schedules: Path, database_url: str) -> None:
    amend(database_url, CHANGES)
    found = read_text(exported(schedules, None, database_url, None), "x", "x")
    assert found.schedule == amended(read_text(FILE, "x", "x").schedule, CHANGES)
    assert [one.id for one in found.schedule.cancelled] == ["two"]


def test_export_without_a_database_is_the_file_and_makes_none(schedules: Path, tmp_path: Path) -> None:
    assert exported(schedules, "x", f"sqlite:///{tmp_path / 'none.db'}", None) == FILE
    assert not (tmp_path / "none.db").exists()


def test_export_of_an_empty_database_leaves_it_so(schedules: Path, empty_database_url: str) -> None:
    assert exported(schedules, str(schedules / "x.yaml"), empty_database_url, None) == FILE


def test_export_of_several_workspaces_asks_which(schedules: Path, database_url: str) -> None:
    amend(database_url, CHANGES, "T1")
    amend(database_url, (), "T2")
    with refusing("the database is of several workspaces; name one of T1, T2 with --team"):
        exported(schedules, None, database_url, None)
    with refusing("--team: nothing is kept of 'T3'; name one of T1, T2 with --team"):
        exported(schedules, None, database_url, "T3")
    assert exported(schedules, None, database_url, "T2") == FILE
    assert "cancelled: true" in exported(schedules, None, database_url, "T1")


def test_export_of_a_schedule_that_is_not_there_names_those_that_are(schedules: Path, tmp_path: Path) -> None:
    nowhere = f"sqlite:///{tmp_path / 'none.db'}"
    with refusing("SCHEDULE: there is no schedule 'z'; choose one of x"):
        exported(schedules, "z", nowhere, None)
    (schedules / "y.yaml").write_text(FILE, encoding="utf-8")
    with refusing("SCHEDULE: there are several; choose one of x, y"):
        exported(schedules, None, nowhere, None)


def test_database_of_another_version_is_not_guessed_at(schedules: Path, database_url: str) -> None:
    engine = open_database(database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(StoreError, match="is of an older version of Usher; start the bot once"):
        exported(schedules, None, database_url, None)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(StoreError, match="is of a newer version of Usher; use that one"):
        exported(schedules, None, database_url, None)


@given(st.data(), sessions_of_a_day())
def test_exported_file_beside_the_same_amendments_is_the_same_schedule(
    data: st.DataObject, sessions: tuple[Session, ...]
) -> None:
    found = schedule(*sessions)
    first = data.draw(changes_of(found))
    then = amended(found, first)
    changes = (*first, *(data.draw(changes_of(then)) if then.sessions else ()))
    live = amended(found, changes)
    again = read_text(text_of_schedule(live), found.id, "x").schedule
    assert by_id(replace(again, people=())) == by_id(replace(live, people=()))
    assert by_id(replace(amended(again, changes), people=())) == by_id(replace(live, people=()))


def test_database_whose_tables_may_not_be_read_is_told_in_a_line(schedules: Path, postgresql: Server) -> None:
    url = postgresql.migrated()
    engine = open_database(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE amendments RENAME TO others")
    engine.dispose()
    with pytest.raises(StoreError, match=r"cannot be used .*amendments.* does not exist"):
        exported(schedules, None, url, None)
