"""`usher import`: a document of this machine or the web → a schedule file, and the lines to print about it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.errors import UsherError
from bot.files.format import SOURCE_TEXT, read_date, read_zone
from bot.files.read import read_unfinished
from bot.importing.decode import read_bounded
from bot.importing.fetch import Report, Version, fetch
from bot.importing.importer import Imported, completed, import_document, over

T = TypeVar("T")
Ask = Callable[[str], str]
QUESTIONS = {
    "timezone": "The document states no time zone. Which is it (as in Europe/Berlin; empty to leave it out)?",
    "date": "The document states no day. Which is it (as in 2026-12-04; empty to leave it out)?",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file or an address, and how it is to be read: what the user says goes before what it says itself."""

    name: str
    form: str | None = None
    day: date | None = None
    zone: ZoneInfo | None = None
    allow_private: bool = False

    @property
    def is_address(self) -> bool:
        return re.match(r"[a-z][a-z0-9+.-]*://", self.name, re.IGNORECASE) is not None

    @property
    def kept(self) -> str | None:
        """The address that a running bot may look at again: none that needs a password, or another network."""
        return None if self.allow_private else public_source(self.name)


@dataclass(frozen=True, slots=True)
class Read:
    """What a source gave, the source with what the user added to it, and its version if it was fetched."""

    imported: Imported
    source: Source
    version: Version


def read_source(source: Source, report: Report | None = None, known: Version | None = None) -> Read | None:
    """Import a source; None if it is still the `known` version. Raises UsherError where it holds no sessions."""
    charset, version, name = None, Version(), source.name
    if source.is_address:
        fetched = fetch(source.name, allow_private=source.allow_private, known=known, report=report)
        if fetched is None:
            return None
        content, charset, version, name = fetched.content, fetched.charset, fetched.version, fetched.name
    else:
        content = read_bounded(Path(source.name))
    imported = import_document(content, name, source.form, source.day, source.zone, charset, source.kept)
    require_sessions(imported)
    return Read(imported, source, version)


def answered(read: Read, ask: Ask) -> Read:
    """With the day and the zone that the person at the terminal says where nothing else does."""
    answers = {key: ask(QUESTIONS[key]).strip() for key in read.imported.lacks}
    day, zone = _read(read_date, answers.get("date")), _read(read_zone, answers.get("timezone"))
    source = replace(read.source, day=day or read.source.day, zone=zone or read.source.zone)
    return replace(read, imported=completed(read.imported, day, zone), source=source)


def over_file(read: Read, target: Path) -> Read:
    """As it is to be written over a file that is there, with what only that says; raises UsherError if unreadable."""
    try:
        before, zone = read_unfinished(target)
    except FileNotFoundError:
        return read
    except OSError as error:
        raise UsherError(f"{target}: cannot be read ({error.strerror}); name another file with -o") from None
    if zone is None:
        before = replace(before, timezone=read.imported.draft.zone or before.timezone)
    return replace(read, imported=over(read.imported, before, states_zone=zone is not None))


def require_sessions(imported: Imported) -> None:
    """Raises UsherError where there are none."""
    if not imported.sessions:
        remedy = "name the page that has the programme's times or days"
        raise UsherError(f"{imported.name}: no sessions were found; {remedy}")


def public_source(address: str) -> str | None:
    """The address as `source:` of a schedule file; None where it cannot be."""
    return address if re.fullmatch(SOURCE_TEXT, address) else None


def _read(read: Callable[[str], T], text: str | None) -> T | None:
    try:
        return read(text) if text else None
    except ValueError as error:
        raise UsherError(str(error)) from None


def target_of(read: Read, output: Path | None, folder: Path) -> Path:
    """The file to write: a file of `folder` that is named after the event, where the user names none."""
    return output or folder / f"{read.imported.stem}.yaml"


def lines_of(imported: Imported, target: Path) -> tuple[str, ...]:
    """What was doubtful by source line, what is still to be said, and what was written."""
    doubts = (doubt.in_file(imported.name) for doubt in imported.doubts)
    todo = (f"{target}: fill in `{key}:` before it can be used" for key in imported.lacks)
    source = imported.draft.entry.source
    kept = (f"{target}: `source:` is {source}: a running bot looks there for changes, and asks before it uses them",)
    count = imported.sessions
    return (
        *doubts,
        *todo,
        *(kept if source else ()),
        f"{target}: {count} session{'' if count == 1 else 's'} from {imported.format}, {len(imported.doubts)} doubtful",
    )
