"""Somebody's document → the text of a schedule file, and what was doubtful in it by source line. The one way in.

Reads nothing but what it is given: no files, no network.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from zoneinfo import ZoneInfo

from bot.errors import Fault, ScheduleFileError, UsherError
from bot.files.ids import slug
from bot.files.write import text_of
from bot.importing.bounds import bounded
from bot.importing.decode import decoded
from bot.importing.interpreter.interpret import Draft, interpret
from bot.importing.readers.formats import format_of

MARKED = {
    "timezone": "the document does not say; write one as in Europe/Berlin",
    "date": "the document does not say; year-month-day",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gives. `text` is empty where no session was found; `lacks` names what the user must still say."""

    name: str
    format: str
    draft: Draft
    text: str
    doubts: tuple[Fault, ...]
    lacks: tuple[str, ...]

    @property
    def sessions(self) -> int:
        return len(self.draft.entry.sessions)

    @property
    def stem(self) -> str:
        """A name for the file, made of the event's."""
        return slug(self.draft.entry.title)


def import_document(
    content: bytes,
    name: str,
    format: str | None = None,  # noqa: A002 - the command's own word
    date: date | None = None,
    timezone: ZoneInfo | None = None,
    charset: str | None = None,
) -> Imported:
    """Read a document of any known format; `name` is the file's or the address, as doubts are to call it.

    `date` and `timezone` go before what the document says, and `charset`, which a server said, before what it is
    taken to be in. Raises UsherError where it is no text, too large, or of no known `format`.
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
    draft = interpret(document, PurePath(name).stem or name, date, timezone)
    lacks = tuple(
        key for key, is_lacking in (("timezone", draft.zone is None), ("date", draft.lacks_date)) if is_lacking
    )
    unsaid = {key: MARKED[key] for key in lacks}
    written = text_of(draft.entry, draft.doubts, unsaid=unsaid) if draft.entry.sessions else ""
    return Imported(name, chosen.name, draft, written, tuple(sorted(draft.doubts)), lacks)
