"""The driver's own connection: values as SQLAlchemy gives them, troubles told as it tells them."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, bindparam, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import DropTable

from bot.agenda.attendee import Star
from bot.store.attendees import Attendees
from bot.store.database import open_database
from bot.store.prepared import Driver, Prepared
from bot.store.tables import follows, stars
from tests.databases import Server

STAR = Star("event", "keynote", datetime(2026, 11, 20, 12, tzinfo=UTC), settled=datetime(2026, 11, 20, 13, tzinfo=UTC))
ALL = select(stars).where(stars.c.user_id == bindparam("user"))


def test_rows_are_those_of_sqlalchemy(engine: Engine) -> None:
    Attendees(engine, "T1").star("U1", (STAR,))
    with engine.connect() as connection:
        expected = tuple(dict(row) for row in connection.execute(ALL, {"user": "U1"}).mappings())
    assert Prepared(Driver(engine), ALL).rows(user="U1") == expected
    assert Prepared(Driver(engine), ALL).rows(user="U2") == ()


def test_statement_that_fails_is_told_as_such_and_others_go_on(engine: Engine) -> None:
    driver = Driver(engine)
    with engine.begin() as connection:
        connection.execute(DropTable(follows))
    with pytest.raises(DBAPIError, match="follows"):
        Prepared(driver, select(follows)).rows()
    assert Prepared(driver, ALL).rows(user="U1") == ()


def test_connection_that_the_server_ended_is_made_anew(postgresql: Server) -> None:
    engine = open_database(postgresql.migrated())
    found = Prepared(Driver(engine), ALL)
    assert found.rows(user="U1") == ()
    with engine.begin() as connection:
        others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        ended = connection.execute(text(f"SELECT pg_terminate_backend(pid) {others}")).scalars().all()
    assert (ended, found.rows(user="U1")) == ([True], ())
    engine.dispose()


def test_engine_that_is_disposed_of_takes_the_connection_along(postgresql: Server) -> None:
    engine = open_database(postgresql.migrated())
    Prepared(Driver(engine), ALL).rows(user="U1")
    engine.dispose()
    with engine.connect() as connection:
        counted = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        assert connection.execute(text(counted)).scalar() == 1
    engine.dispose()
