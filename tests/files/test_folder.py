"""A folder of schedule files that change while the bot runs."""

import logging
import os
from pathlib import Path

import pytest

from bot.errors import UsherError
from bot.files.folder import ScheduleFolder
from tests.files.documents import HEAD, with_sessions

BAD = f"{HEAD}sessions: []\n"
NO_SESSIONS = "4: sessions: 0 items where 1 or more are expected; add one"
KEPT = "the last good schedule stays in use: "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "a.yaml", "A")
    write(tmp_path / "b.yml", "B")
    return tmp_path


def write(path: Path, *titles: str) -> None:
    path.write_text(with_sessions(*(f"title: {title}" for title in titles)), encoding="utf-8")


def held(folder: ScheduleFolder) -> dict[str, list[str]]:
    return {schedule.id: [session.title for session in schedule.sessions] for schedule in folder.schedules()}


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    messages = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    caplog.clear()
    return messages


def test_unchanged_files_are_not_taken_up_again(folder: Path) -> None:
    schedules = ScheduleFolder(folder)
    assert (schedules.refresh(), held(schedules)) == (False, {"a": ["A"], "b": ["B"]})


def test_changed_new_and_deleted_files_are_taken_up(folder: Path) -> None:
    schedules = ScheduleFolder(folder)
    write(folder / "a.yaml", "A", "A2")
    write(folder / "c.yaml", "C")
    (folder / "b.yml").unlink()
    assert (schedules.refresh(), held(schedules)) == (True, {"a": ["A", "A2"], "c": ["C"]})


def test_file_that_turns_bad_keeps_its_last_good_schedule(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    schedules = ScheduleFolder(folder)
    (folder / "a.yaml").write_text(BAD, encoding="utf-8")
    write(folder / "b.yml", "B", "B2")
    assert (schedules.refresh(), held(schedules)) == (True, {"a": ["A"], "b": ["B", "B2"]})
    assert logged(caplog) == [f"{KEPT}{folder / 'a.yaml'}:{NO_SESSIONS}"]
    assert (schedules.refresh(), logged(caplog)) == (False, [])
    write(folder / "a.yaml", "Mended")
    assert (schedules.refresh(), held(schedules)) == (True, {"a": ["Mended"], "b": ["B", "B2"]})


def test_bad_new_file_is_left_out(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    schedules = ScheduleFolder(folder)
    (folder / "c.yaml").write_text(BAD, encoding="utf-8")
    assert (schedules.refresh(), held(schedules)) == (False, {"a": ["A"], "b": ["B"]})
    assert logged(caplog) == [f"{KEPT}{folder / 'c.yaml'}:{NO_SESSIONS}"]


def test_copy_with_an_old_date_and_the_same_size_is_taken_up(folder: Path) -> None:
    schedules = ScheduleFolder(folder)
    before = (folder / "a.yaml").stat()
    write(folder / "a.yaml", "X")
    os.utime(folder / "a.yaml", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (schedules.refresh(), held(schedules)) == (True, {"a": ["X"], "b": ["B"]})


def test_folder_that_is_emptied_keeps_all_and_says_so_once(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    schedules = ScheduleFolder(folder)
    for path in folder.iterdir():
        path.unlink()
    assert (schedules.refresh(), schedules.refresh(), held(schedules)) == (False, False, {"a": ["A"], "b": ["B"]})
    remedy = "write one as in README.md, or name another folder in USHER_SCHEDULES"
    assert logged(caplog) == [f"{KEPT}{folder}: no schedule file (*.yaml) is there; {remedy}"]
    write(folder / "c.yaml", "C")
    assert (schedules.refresh(), held(schedules)) == (True, {"c": ["C"]})


def test_hidden_files_are_not_read(folder: Path) -> None:
    (folder / ".#a.yaml").symlink_to("somebody@elsewhere")
    assert held(ScheduleFolder(folder)) == {"a": ["A"], "b": ["B"]}


def test_single_file_stands_for_a_folder(folder: Path) -> None:
    assert held(ScheduleFolder(folder / "a.yaml")) == {"a": ["A"]}


def test_first_start_tells_the_faults_of_every_file(folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD, encoding="utf-8")
    (folder / "c.yaml").write_text("", encoding="utf-8")
    with pytest.raises(UsherError) as raised:
        ScheduleFolder(folder)
    assert str(raised.value).splitlines() == [
        f"{folder / 'a.yaml'}:{NO_SESSIONS}",
        f"{folder / 'c.yaml'}:1: is empty; begin with title, timezone and sessions",
    ]


def test_two_files_of_one_name_are_refused(folder: Path) -> None:
    write(folder / "a.yml", "Other")
    with pytest.raises(UsherError) as raised:
        ScheduleFolder(folder)
    problem = "a.yaml is there too, and both would be the schedule a; keep one"
    assert str(raised.value) == f"{folder / 'a.yml'}: {problem}"


def test_empty_folder_that_may_be_waits_for_its_first_schedule(tmp_path: Path) -> None:
    schedules = ScheduleFolder(tmp_path, may_be_empty=True)
    assert (schedules.refresh(), held(schedules)) == (False, {})
    write(tmp_path / "a.yaml", "A")
    assert (schedules.refresh(), held(schedules)) == (True, {"a": ["A"]})
    with pytest.raises(UsherError, match="no schedule file"):
        ScheduleFolder(tmp_path / "elsewhere", may_be_empty=True)
