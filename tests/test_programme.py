"""The schedules in use: what changed is told to whoever looks after reminders, and to nobody else."""

from pathlib import Path

from bot.files.folder import ScheduleFolder
from bot.programme import Learned, Programme
from bot.schedule.model import Faq

WIFI = ("", Faq(("wifi?",), "eduroam"))


def write(folder: Path, title: str) -> None:
    text = (
        f"title: {title}\ntimezone: Europe/Berlin\ndate: 2026-12-04\nsessions:\n  - {{title: Opening, start: 9:00}}\n"
    )
    (folder / "event.yaml").write_text(text, encoding="utf-8")


def test_learning_an_answer_leaves_a_changed_file_to_the_refresh(tmp_path: Path) -> None:
    """Or else reminders of the file as it was would stay planned."""
    write(tmp_path, "Before")
    known: list[Learned] = [()]
    programme = Programme(ScheduleFolder(tmp_path), lambda: known[0])
    write(tmp_path, "Afterwards")
    known[0] = (WIFI,)
    programme.learn()
    (schedule,) = programme.schedules
    assert (schedule.title, schedule.faq) == ("Before", (WIFI[1],))
    assert programme.refresh()
    (schedule,) = programme.schedules
    assert (schedule.title, schedule.faq) == ("Afterwards", (WIFI[1],))
    assert not programme.refresh()
