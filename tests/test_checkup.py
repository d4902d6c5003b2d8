"""The doctor against the local workspace: what it finds there, and what it cannot see."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.agenda.attendee import Star
from bot.checkup import checked
from bot.doctor.finding import Area, Report, Severity
from bot.settings import MANIFEST, settings_and_faults
from bot.store.attendees import Attendees
from bot.store.database import open_database
from bot.workspace import Workspace, serve
from bot.workspace.state import TEAM_ID
from tests.databases import Server

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
SCHEDULE = """\
title: Workshop on Good Timing
timezone: Europe/Berlin
date: 2026-12-04
posting: {channels: ["#good-timing"]}
sessions:
  - {title: Opening, start: 9:00, speakers: [Kenji Tanaka]}
  - {title: Clocks That Agree, start: 9:15, end: 10:00, speakers: [Ada Lovelace]}
"""
WELL = tuple(area for area in Area)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "schedules").mkdir()
    (tmp_path / "schedules" / "timing.yaml").write_text(SCHEDULE, encoding="utf-8")
    workspace = Workspace(("good-timing", "organizers"), manifest=MANIFEST, start=NOW)
    with serve(workspace):
        yield workspace


def environment(workspace: Workspace, folder: Path, **changed: str) -> dict[str, str | None]:
    return {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "USHER_SLACK_API_URL": f"{workspace.url}/api/",
        "USHER_CLOCK_URL": f"{workspace.url}/clock",
        "USHER_SCHEDULES": str(folder / "schedules"),
        "USHER_DATABASE_URL": f"sqlite:///{folder / 'usher.db'}",
        "USHER_ORGANIZERS_CHANNEL": "#organizers",
        **changed,
    }


def examined(workspace: Workspace, folder: Path, **changed: str) -> Report:
    return checked(*settings_and_faults(environment(workspace, folder, **changed)))


def told(report: Report) -> list[tuple[str, str]]:
    """The problems and warnings."""
    bad = (each for each in report.findings if each.severity is not Severity.NOTE)
    return [(each.area.value, each.problem) for each in bad]


def test_workspace_in_which_all_is_well(place: Workspace, tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path / 'usher.db'}").dispose()
    report = examined(place, tmp_path, USHER_ORGANIZERS=place.user("olivia").id)
    assert told(report) == []
    assert report.good == WELL
    assert [each.problem for each in report.findings] == [
        "timing: 1 of 2 people named have no Slack user by name: Ada Lovelace"
    ]


def test_doctor_posts_nothing_and_makes_no_database(place: Workspace, tmp_path: Path) -> None:
    report = examined(place, tmp_path)
    assert report.is_well(strict=True)
    assert not (tmp_path / "usher.db").exists()
    assert not any(call.method.startswith(("chat.", "views.", "files.")) for call in place.calls)


def test_refused_token_is_told_and_what_it_hides(place: Workspace, tmp_path: Path) -> None:
    report = examined(place, tmp_path, SLACK_BOT_TOKEN="xoxb-wrong", SLACK_APP_TOKEN="xapp-wrong")
    assert told(report) == [
        ("tokens", "SLACK_BOT_TOKEN: Slack refuses it (invalid_auth)"),
        ("Socket Mode", "SLACK_APP_TOKEN: Slack refuses it (invalid_auth)"),
    ]
    assert report.unseen == (Area.SCOPES, Area.CLOCK, Area.CHANNELS, Area.ORGANIZERS, Area.PEOPLE)


def test_settings_that_are_wrong_are_all_told(place: Workspace, tmp_path: Path) -> None:
    report = examined(place, tmp_path, SLACK_APP_TOKEN="", USHER_LOG_LEVEL="LOUD", USHER_SOURCE_MINUTES="often")
    assert told(report) == [
        ("settings", "SLACK_APP_TOKEN is not set"),
        ("settings", "USHER_LOG_LEVEL: 'LOUD' is not one of DEBUG, INFO, WARNING, ERROR"),
        ("settings", "USHER_SOURCE_MINUTES: 'often' is no number of minutes above 0 and below a day"),
    ]
    assert report.unseen == (Area.SOCKET_MODE,)


def test_channels_and_organizers_that_are_not_there_are_told(place: Workspace, tmp_path: Path) -> None:
    place.leave("usher", "good-timing")
    report = examined(place, tmp_path, USHER_ORGANIZERS_CHANNEL="#nowhere", USHER_ORGANIZERS="U0000000000,S0000000000")
    assert [
        (each.problem.split(", so that")[0], each.remedy.split(":")[0]) for each in report.of(Severity.PROBLEM)
    ] == [
        ("#good-timing: the bot is not in it", "write /invite @usher in #good-timing"),
        ("#nowhere: the bot is not in it", "no public channel is called so"),
        ("USHER_ORGANIZERS: U0000000000 is no member of the workspace, or none any more", REMEDY),
        ("USHER_ORGANIZERS: S0000000000 is no user group of the workspace, or none any more", REMEDY),
    ]


REMEDY = "take it out, or copy the right id from Slack"


def test_scopes_that_are_not_granted_are_told(tmp_path: Path) -> None:
    (tmp_path / "schedules").mkdir()
    (tmp_path / "schedules" / "timing.yaml").write_text(SCHEDULE, encoding="utf-8")
    manifest = tmp_path / "manifest.yaml"
    lines = MANIFEST.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = (line for line in lines if not line.strip().startswith(("- users:read ", "- pins:write ")))
    manifest.write_text("".join(kept).replace("      - user_change\n", ""), encoding="utf-8")
    workspace = Workspace(("good-timing", "organizers"), manifest=manifest, start=NOW)
    with serve(workspace):
        report = examined(workspace, tmp_path)
    assert [(each.severity.value, each.problem.split(":")[:2]) for each in report.findings[:2]] == [
        ("problem", ["users", "read is not granted"]),
        ("warning", ["pins", "write is not granted"]),
    ]
    assert report.unseen == (Area.ORGANIZERS, Area.PEOPLE)


def test_clock_is_compared_with_slacks(place: Workspace, tmp_path: Path) -> None:
    """The workspace's is in 2026, this machine's wherever it is."""
    place.clock.jump(datetime(2018, 1, 1, tzinfo=UTC))
    problems = dict(told(examined(place, tmp_path, USHER_CLOCK_URL="")))
    assert re.fullmatch(r"this machine's clock is \d+ days ahead of Slack's", problems["clock"])


def test_file_that_cannot_be_read_is_told_by_line_and_the_others_are_looked_at(
    place: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "schedules" / "bad.yaml").write_text(
        "title: Bad\ntimezone: Mars\nsessions: [{title: A}]\n", encoding="utf-8"
    )
    place.leave("usher", "good-timing")
    areas = [(area, problem.split(": ")[0]) for area, problem in told(examined(place, tmp_path))]
    assert areas == [("schedules", f"{tmp_path / 'schedules' / 'bad.yaml'}:2"), ("channels", "#good-timing")]


def test_source_that_fails_is_doubtful(place: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "schedules" / "timing.yaml"
    path.write_text(SCHEDULE.replace("date:", "source: http://127.0.0.1:9/page\ndate:"), encoding="utf-8")
    (found,) = examined(place, tmp_path).of(Severity.WARNING)
    assert found.area is Area.SOURCES
    assert found.problem.startswith("timing: http://127.0.0.1:9")


def test_database_that_cannot_be_used_is_told(place: Workspace, tmp_path: Path) -> None:
    (tmp_path / "usher.db").write_text("no database at all, but a text of some length", encoding="utf-8")
    (found,) = told(examined(place, tmp_path))
    assert found[0] == "database"
    assert found[1].endswith("cannot be used (file is not a database)")


@pytest.mark.parametrize(("revision", "version"), [("0001", "an older"), ("9999", "a newer")])
def test_database_of_another_version_is_told(place: Workspace, tmp_path: Path, revision: str, version: str) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'usher.db'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :number"), {"number": revision})
    engine.dispose()
    assert told(examined(place, tmp_path)) == [("database", f"the database's tables are of {version} version")]


def test_peak_of_those_who_starred_a_session_is_told(place: Workspace, tmp_path: Path) -> None:
    """The reminder of 5,000 people begins ten minutes early, and lasts twenty at four a second."""
    engine = open_database(f"sqlite:///{tmp_path / 'usher.db'}")
    kept = Attendees(engine, TEAM_ID)
    star = Star("timing", "clocks-that-agree", NOW)
    for number in range(5000):
        kept.star(f"U{number:05}", [star])
    engine.dispose()
    assert told(examined(place, tmp_path)) == [
        (
            "pace",
            (
                "timing: 5,001 messages are due Fri 4 Dec 2026, 09:05 (they may go out from Fri 4 Dec 2026, 08:55 on); "
                "at 3.9 a second the last goes out 10 min late, 272 not at all, as they are of no use any more by then"
            ),
        )
    ]


def test_database_of_either_kind_is_well(place: Workspace, tmp_path: Path, database_url: str) -> None:
    report = examined(place, tmp_path, USHER_DATABASE_URL=database_url)
    assert told(report) == []
    assert Area.DATABASE in report.good


def test_database_that_takes_no_writes_is_a_problem(place: Workspace, tmp_path: Path, postgresql: Server) -> None:
    url = postgresql.migrated()
    engine = open_database(url)
    with engine.begin() as connection:
        name = connection.execute(text("SELECT current_database()")).scalar_one()
        connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
    engine.dispose()
    refusal = "the database cannot be written to (cannot execute DELETE in a read-only transaction)"
    assert told(examined(place, tmp_path, USHER_DATABASE_URL=url)) == [("database", refusal)]


def test_database_of_another_workspace_is_doubtful(place: Workspace, tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'usher.db'}")
    Attendees(engine, "T0").star("U1", [Star("timing", "opening", NOW)])
    engine.dispose()
    (found,) = told(examined(place, tmp_path))
    assert found[0] == "tokens"
    assert found[1].endswith("the database keeps things of T0 only")
