"""`usher import`: a document on this machine → a schedule file, and the lines to print about it."""

import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.errors import UsherError
from bot.files.format import read_date, read_zone
from bot.importing.decode import LARGEST
from bot.importing.importer import Imported, import_document

T = TypeVar("T")
Ask = Callable[[str], str]
QUESTIONS = {
    "timezone": "The document states no time zone. Which is it (as in Europe/Berlin; empty to leave it out)?",
    "date": "The document states no day. Which is it (as in 2026-12-04; empty to leave it out)?",
}


def import_file(
    source: Path, output: Path | None, folder: Path, form: str | None, day: date | None, zone: ZoneInfo | None,
    ask: Ask | None, *, force: bool,
) -> tuple[str, ...]:  # fmt: skip
    """Import `source` into `output` (else a file of `folder` that is named after the event); the lines to print.

    `ask` puts a question to the person at the terminal; None where nobody is there. Raises UsherError where nothing
    was found or nothing may be written.
    """
    content = content_of(source)
    imported = import_document(content, str(source), form, day, zone)
    if not imported.sessions:
        raise UsherError(f"{source}: no sessions were found; name the page that has the programme's times or days")
    answers = {key: ask(QUESTIONS[key]).strip() for key in imported.lacks} if ask else {}
    if any(answers.values()):
        imported = import_document(content, str(source), form, day or _day(answers), zone or _zone(answers))
    target = output or folder / f"{imported.stem}.yaml"
    write_whole(target, imported.text, force=force)
    return lines_of(imported, target)


def content_of(source: Path) -> bytes:
    """A file's content; raises UsherError where it cannot be read or is too large to be a page."""
    try:
        size = source.stat().st_size
        if size > LARGEST:
            raise UsherError(
                f"{source}: has {size:,} bytes, more than {LARGEST:,}; save the part with the schedule alone"
            )
        return source.read_bytes()
    except OSError as error:
        raise UsherError(f"{source}: cannot be read ({error.strerror}); name a saved page, sheet or calendar") from None


def _day(answers: dict[str, str]) -> date | None:
    return _read(read_date, answers.get("date"))


def _zone(answers: dict[str, str]) -> ZoneInfo | None:
    return _read(read_zone, answers.get("timezone"))


def _read(read: Callable[[str], T], text: str | None) -> T | None:
    try:
        return read(text) if text else None
    except ValueError as error:
        raise UsherError(str(error)) from None


def write_whole(target: Path, text: str, *, force: bool) -> None:
    """Write a file whole or not at all; raises UsherError where one is there already, unless `force`."""
    taken = UsherError(f"{target}: is there already; name another file with -o, or overwrite it with --force")
    if target.exists() and not force:
        raise taken
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(0o644)
        if force:
            Path(name).replace(target)
        else:
            os.link(name, target)
            Path(name).unlink()
    except FileExistsError:
        Path(name).unlink()
        raise taken from None
    except OSError as error:
        raise UsherError(f"{target}: cannot be written ({error.strerror}); name another file with -o") from None


def lines_of(imported: Imported, target: Path) -> tuple[str, ...]:
    """What was doubtful by source line, what is still to be said, and what was written."""
    doubts = (doubt.in_file(imported.name) for doubt in imported.doubts)
    todo = (f"{target}: fill in `{key}:` before it can be used" for key in imported.lacks)
    count = imported.sessions
    return (
        *doubts,
        *todo,
        f"{target}: {count} session{'' if count == 1 else 's'} from {imported.format}, {len(imported.doubts)} doubtful",
    )
