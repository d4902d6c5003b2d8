"""Somebody's document → the text of a schedule file, and what was doubtful in it by source line. The one way in.

Reads nothing but what it is given: no files, no network.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from zoneinfo import ZoneInfo

from bot.errors import Fault, ScheduleFileError, UsherError
from bot.files.entries import ScheduleEntry
from bot.files.ids import slug
from bot.files.read import schedule_of
from bot.files.write import text_of
from bot.importing.bounds import bounded
from bot.importing.decode import decoded
from bot.importing.interpreter.draft import UNTITLED, Draft
from bot.importing.interpreter.interpret import interpret
from bot.importing.readers.formats import format_of
from bot.importing.renewed import renewed
from bot.importing.rows import Document

MARKED = {
    "timezone": "the document does not say; write one as in Europe/Berlin",
    "date": "the document does not say; year-month-day",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gives. `text` is empty where no session was found.

    `document` is what was read, `date` and `timezone` what was said beside it: so it can be interpreted again.
    """

    name: str
    format: str
    document: Document
    date: date | None
    timezone: ZoneInfo | None
    draft: Draft
    text: str

    @property
    def doubts(self) -> tuple[Fault, ...]:
        return tuple(sorted(map(self.document.in_source, self.draft.doubts)))

    @property
    def lacks(self) -> tuple[str, ...]:
        """The keys that the user must still fill in."""
        return self.draft.lacks

    @property
    def sessions(self) -> int:
        return len(self.draft.entry.sessions)

    @property
    def stem(self) -> str:
        """A name for the file, made of the event's."""
        return slug(self.draft.entry.title)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No look for garbage in cycles meanwhile: of a document's hundred thousand values hardly one is garbage.

    Nor right after: frozen and thawed, all that is there is of the oldest generation.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


@_uncollected()
def import_document(
    content: bytes,
    name: str,
    format: str | None = None,  # noqa: A002 - the command's own word
    date: date | None = None,
    timezone: ZoneInfo | None = None,
    charset: str | None = None,
    source: str | None = None,
) -> Imported:
    """Read a document of any known format; `name` is the file's or the address, as doubts are to call it.

    `date` and `timezone` go before what the document says, and `charset`, which a server said, before what it is
    taken to be in; `source` is the address that the schedule is to be kept up with. Raises UsherError where the
    document is no text, too large, or of no known `format`.
    """
    try:
        text, doubts = decoded(content, charset)
        chosen = format_of(text, name, format)
        document = bounded(chosen.read(text))
    except ScheduleFileError as error:
        raise ScheduleFileError(name, error.faults) from None
    except RecursionError:
        raise UsherError(f"{name}: nests too deep to be read; save the part with the schedule alone") from None
    document = replace(document, doubts=(*doubts, *document.doubts))
    draft = _draft(document, name, date, timezone, source)
    return Imported(name, chosen.name, document, date, timezone, draft, _text(draft, document))


def completed(imported: Imported, date: date | None, timezone: ZoneInfo | None) -> Imported:
    """The import with a day and a zone, where they are given, in place of what the document says or leaves out."""
    if not (date or timezone):
        return imported
    date, timezone = date or imported.date, timezone or imported.timezone
    draft = _draft(imported.document, imported.name, date, timezone, imported.draft.entry.source)
    return replace(imported, date=date, timezone=timezone, draft=draft, text=_text(draft, imported.document))


def over(imported: Imported, before: ScheduleEntry, *, states_zone: bool = True) -> Imported:
    """The import as it is to be written over a schedule file that is there, by the entry of that file.

    Keeps what `renewed` keeps, and the file's title, zone and first day where the document does not say them. A zone
    that was only taken from a place, or from a word that names several, is not said: the file's stands, unless it is
    itself still to be filled in (`states_zone`).
    """
    days = schedule_of(before).dates()
    day = days[0] if days and "date" in imported.lacks else None
    guessed = {doubt for doubt in imported.draft.doubts if doubt.where == "timezone" and states_zone}
    found = completed(imported, day, before.timezone if guessed else None)
    entry, doubts = found.draft.entry, found.draft.doubts
    if guessed and imported.draft.zone not in {None, before.timezone}:
        kept = f"{imported.draft.zone} is only a guess; the file's {before.timezone} is kept"
        doubts = (*doubts, *(replace(doubt, problem=kept) for doubt in guessed))
    if entry.title == _stem(found.name):
        entry = replace(entry, title=before.title)
        doubts = tuple(doubt for doubt in doubts if doubt.problem != UNTITLED)
    draft = replace(found.draft, entry=renewed(before, entry), doubts=doubts)
    return replace(found, draft=draft, text=_text(draft, found.document))


def _draft(document: Document, name: str, date: date | None, timezone: ZoneInfo | None, source: str | None) -> Draft:
    draft = interpret(document, _stem(name), date, timezone)
    return replace(draft, entry=replace(draft.entry, source=source))


def _stem(name: str) -> str:
    return PurePath(name).stem or name


def _text(draft: Draft, document: Document) -> str:
    unsaid = {key: MARKED[key] for key in draft.lacks}
    beside = {session.line for session in draft.entry.entries()}
    notes = [doubt if doubt.line in beside else document.in_source(doubt) for doubt in draft.doubts]
    return text_of(draft.entry, notes, unsaid=unsaid) if draft.entry.sessions else ""
