"""`usher check`: all that is wrong or doubtful in schedule files, as lines to print."""

from collections.abc import Iterable
from pathlib import Path

from bot.errors import Fault, ScheduleFileError
from bot.files.folder import schedule_files
from bot.files.read import ReadSchedule, read_file
from bot.schedule.check import Doubt, doubts
from bot.schedule.model import Schedule


def report(paths: Iterable[Path], channels: frozenset[str] | None) -> tuple[tuple[str, ...], bool]:
    """The lines to print, and whether every file can be used.

    `channels` are those that the bot is in (`#name`); None where nobody told, and channels are then not checked.
    """
    reports = tuple(_file_report(path, channels) for given in paths for path in schedule_files(given))
    untold = () if channels is not None else ("channels not compared with Slack's: SLACK_BOT_TOKEN is not set",)
    return (*(line for lines, _ in reports for line in lines), *untold), all(usable for _, usable in reports)


def _file_report(path: Path, channels: frozenset[str] | None) -> tuple[tuple[str, ...], bool]:
    try:
        read = read_file(path)
    except ScheduleFileError as error:
        return (str(error), f"{path}: cannot be used, {_count(len(error.faults), 'fault')}"), False
    found = sorted((*read.doubts, *_doubts(read), *_unknown_channels(read, channels)))
    doubtful = f", {_count(len(found), 'doubt')}" if found else ""
    return (*(fault.in_file(str(path)) for fault in found), f"{path}: good{doubtful}: {contents(read.schedule)}"), True


def contents(schedule: Schedule) -> str:
    """What a schedule holds, counted: "18 sessions on 1 day, America/Toronto"."""
    counted = (
        (len(schedule.sessions), "session", ""),
        (sum(len(session.talks) for session in schedule.sessions), "nested talk", ""),
        (len({session.section for session in schedule.sessions if session.section}), "section", ""),
        (len({person.name for session in schedule.sessions for person in session.chairs}), "chair", ""),
        (len(schedule.dates()), "day", ""),
        (sum(1 for session in schedule.sessions if session.date and not session.start), "session", " without a time"),
        (sum(1 for session in schedule.sessions if session.is_archived), "archive entr", ""),
    )
    shown = (f"{_count(number, word)}{rest}" for number, word, rest in counted if number)
    return ", ".join((*shown, schedule.timezone.key))


def _count(number: int, word: str) -> str:
    if word.endswith("entr"):
        return f"{number} {word}{'y' if number == 1 else 'ies'}"
    return f"{number} {word}{'' if number == 1 else 's'}"


def _doubts(read: ReadSchedule) -> Iterable[Fault]:
    return (Fault(_line(read, doubt), doubt.where, doubt.problem) for doubt in doubts(read.schedule))


def _line(read: ReadSchedule, doubt: Doubt) -> int:
    if doubt.session_id:
        return read.lines[doubt.session_id]
    return read.entry.posting.line if doubt.where else 1


def _unknown_channels(read: ReadSchedule, channels: frozenset[str] | None) -> Iterable[Fault]:
    named = read.schedule.posting.all_channels() if channels is not None else ()
    missing = (name for name in named if name.startswith("#") and name not in (channels or ()))
    remedy = "create it, or /invite the bot"
    return (Fault(read.entry.posting.line, "posting", f"the bot is in no channel {name}; {remedy}") for name in missing)
