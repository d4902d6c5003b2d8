"""The databases that tests run on: a file of SQLite, and PostgreSQL on a server that this session starts."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from bot.store.database import open_database
from tests.databases import Server, server

# A busy machine is slow, which says nothing of what is tested.
PATIENT = {"deadline": None, "suppress_health_check": (HealthCheck.too_slow,)}
settings.register_profile("same", derandomize=True, **PATIENT)
settings.register_profile("new", **PATIENT)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    with server() as started:
        yield started


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    open_database(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of the test's own, up to date and without rows; the test runs once on each kind."""
    if request.param == "postgresql":
        started: Server = request.getfixturevalue("postgresql")
        yield (url := started.migrated())
        started.drop(url)
    else:
        copy = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "usher.db")
        yield f"sqlite:///{copy}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database in which nothing is yet."""
    if request.param == "postgresql":
        started: Server = request.getfixturevalue("postgresql")
        yield (url := started.empty())
        started.drop(url)
    else:
        yield f"sqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_database(database_url)
    yield opened
    opened.dispose()
