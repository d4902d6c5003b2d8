"""A folder of schedule files, read again when they change; a bad change keeps the last good schedule."""

import logging
from itertools import pairwise
from pathlib import Path

from bot.errors import ScheduleFileError, UsherError
from bot.files.read import read_file
from bot.schedule.model import Schedule

log = logging.getLogger(__name__)


def schedule_files(folder: Path) -> tuple[Path, ...]:
    """The folder's schedule files, or the file itself; raises UsherError where there is none, or two of one name."""
    found = (folder,) if folder.is_file() else _files_in(folder)
    if not found:
        remedy = "write one as in README.md, or name another folder in USHER_SCHEDULES"
        raise UsherError(f"{folder}: no schedule file (*.yaml) is there; {remedy}")
    for one, other in pairwise(found):
        if one.stem == other.stem:
            raise UsherError(f"{other}: {one.name} is there too, and both would be the schedule {one.stem}; keep one")
    return found


def _files_in(folder: Path) -> tuple[Path, ...]:
    named = (*folder.glob("*.yaml"), *folder.glob("*.yml"))
    # An editor's lock file (.#x.yaml) is hidden, and a link to nowhere.
    return tuple(sorted(path for path in named if not path.name.startswith(".")))


class ScheduleFolder:
    """The schedules of a folder, by file name. Raises UsherError, with every fault, if one is bad at first.

    A folder that `may_be_empty` is waited for: the first schedule may be imported.
    """

    def __init__(self, folder: Path, *, may_be_empty: bool = False) -> None:
        self._folder = folder
        self._stamps: dict[Path, _Stamp] = {}
        self._good: dict[Path, Schedule] = {}
        self._folder_fault: str | None = None
        faults = self._take_up()
        if faults and may_be_empty and folder.is_dir() and not _files_in(folder):
            log.warning("%s: no schedule is there yet; write one, or have an organizer import one in Slack", folder)
        elif faults:
            raise UsherError("\n".join(faults))

    def schedules(self) -> tuple[Schedule, ...]:
        return tuple(self._good[path] for path in sorted(self._good))

    def path_of(self, schedule_id: str) -> Path | None:
        """The file of a schedule."""
        return next((path for path in self._good if path.stem == schedule_id), None)

    def new_path(self, stem: str) -> Path:
        """Where to write another schedule; raises UsherError where there is room for one alone."""
        if self._folder.is_file():
            raise UsherError(f"{self._folder}: USHER_SCHEDULES names this one file; name a folder there for several")
        taken = {path.stem for path in self._folder.glob("*")}
        names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
        return self._folder / f"{next(name for name in names if name not in taken)}.yaml"

    def refresh(self) -> bool:
        """Read what has changed; whether the schedules are others now. Each fault is logged once."""
        before = self._good
        for fault in self._take_up():
            log.error("the last good schedule stays in use: %s", fault)
        return self._good != before

    def _take_up(self) -> tuple[str, ...]:
        """Read new and changed files and drop those that are gone; the new faults of those that cannot be used."""
        try:
            stamps = {path: _stamp(path) for path in schedule_files(self._folder)}
        except (UsherError, OSError) as error:
            told, self._folder_fault = self._folder_fault, str(error)
            return (str(error),) if str(error) != told else ()
        read = {path: _read(path) for path, stamp in stamps.items() if stamp != self._stamps.get(path)}
        kept = {path: schedule for path, schedule in self._good.items() if path in stamps}
        self._good = kept | {path: found for path, found in read.items() if isinstance(found, Schedule)}
        self._stamps, self._folder_fault = stamps, None
        return tuple(str(found) for found in read.values() if isinstance(found, ScheduleFileError))


_Stamp = tuple[int, int, int]


def _stamp(path: Path) -> _Stamp:
    """What is another after a change; the change time tells of new permissions too, and of a copy with an old date."""
    told = path.stat()
    return told.st_mtime_ns, told.st_ctime_ns, told.st_size


def _read(path: Path) -> Schedule | ScheduleFileError:
    try:
        return read_file(path).schedule
    except ScheduleFileError as error:
        return error
