"""What a file has changed is shown to the organizers once, whoever notices it first."""

from pathlib import Path
from threading import Thread

from sqlalchemy import Engine

from bot.clock import StoppedClock
from bot.files.folder import ScheduleFolder
from bot.newsroom import Newsroom
from bot.programme import Programme
from bot.store.known import KnownSchedules
from bot.store.notices import Notices
from bot.succession import SuccessionKeeper
from tests.store.entries import NINE, TEAM
from tests.test_programme import write


def test_change_that_is_shown_by_who_wrote_it_is_shown_by_no_run_meanwhile(engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "schedules"
    folder.mkdir()
    write(folder, "Before")
    programme = Programme(ScheduleFolder(folder))
    told: list[tuple[object, ...]] = []
    keeper = SuccessionKeeper(
        programme,
        KnownSchedules(engine, TEAM),
        Newsroom(programme, Notices(engine, TEAM)),
        StoppedClock(NINE),
        lambda *change: told.append(change),
    )
    assert not keeper.run()
    meanwhile = Thread(target=keeper.run)
    with keeper.turn:
        write(folder, "Afterwards")
        programme.refresh()
        meanwhile.start()
        assert keeper.run(show=False)
    meanwhile.join()
    assert told == []
    write(folder, "At Last")
    programme.refresh()
    assert keeper.run()
    assert [(before.title, after.title) for before, after, _ in told] == [("Afterwards", "At Last")]
