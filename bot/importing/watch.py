"""`usher import --watch`: a source, read again and again; what changed is told, and written only if that is wanted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.errors import UsherError
from bot.files.read import read_file, read_text
from bot.files.whole import write_whole
from bot.importing.files import Read, over_file, read_source
from bot.schedule.difference import Difference, FieldChange, Value, difference
from bot.schedule.model import Link, Person, Session

QUESTION = "Write {}? What only the file says is kept, but for sessions and comments."
LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Terminal:
    """How the watcher speaks: `say` prints, `agrees` asks whether to write (None where nobody is there to answer)."""

    say: Callable[[str], None]
    agrees: Callable[[str], bool] | None


def watch(read: Read, target: Path, terminal: Terminal, wait: Callable[[], bool]) -> None:
    """Tell how what was read differs from the file, and look again each time that `wait` returns True.

    What fails is told, and tried again; the same news is told once.
    """
    told = ""
    again: Read | UsherError | None = read
    while True:
        news = _news(again, target) if isinstance(again, Read) else str(again or "")
        if news and news != told:
            terminal.say(news)
            told = news
            if isinstance(again, Read) and terminal.agrees and terminal.agrees(QUESTION.format(target)):
                write_whole(target, over_file(again, target).imported.text, force=True)
                terminal.say(f"{target}: written")
        if not wait():
            return
        again = _again(read)
        read = again if isinstance(again, Read) else read


def _again(read: Read) -> Read | UsherError | None:
    """What the source gives now; None if that is what was read."""
    try:
        return read_source(read.source, known=read.version)
    except UsherError as error:
        return error


def _news(read: Read, target: Path) -> str:
    """How what was fetched differs from the file, or why either cannot be used."""
    try:
        before = read_file(target).schedule
        after = read_text(over_file(read, target).imported.text, before.id, read.imported.name).schedule
    except UsherError as error:
        return str(error)
    return "\n".join(lines_of(difference(before, after), after.timezone))


def lines_of(found: Difference, zone: ZoneInfo) -> Iterator[str]:
    """A difference in lines, its times on the event's clocks."""
    yield from (f"~ {_said(change, zone)}" for change in found.event)
    yield from (f"+ {_named(session, zone)}" for session in found.added)
    yield from (f"- {_named(session, zone)}" for session in found.removed)
    for change in found.changed:
        yield f"~ {_named(change.before, zone)}"
        yield from (f"    {_said(field, zone)}" for field in change.fields)


def _named(session: Session, zone: ZoneInfo) -> str:
    when = session.start or session.date
    return f"{_shown(when, zone)}: {session.title}" if when else session.title


def _said(change: FieldChange, zone: ZoneInfo) -> str:
    return f"{change.field}: {_shown(change.before, zone)} → {_shown(change.after, zone)}"


def _shown(value: Value, zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
    if isinstance(value, tuple):
        return ", ".join(_shown_item(item) for item in value) or "none"
    text = str(value) if value is not None else "none"
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _shown_item(item: Person | Link) -> str:
    if isinstance(item, Link):
        return f"{item.kind} {item.url}"
    return f"{item.name} ({item.affiliation})" if item.affiliation else item.name
