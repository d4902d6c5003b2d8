"""The ids of a file's sessions: as written, else made of their titles, each given once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.files.entries import ScheduleEntry, SessionEntry
from bot.files.shapes import Written
from bot.schedule.names import fold

MOST_WORDS = 8
LONGEST = 80
"""So that an id can be typed, and fits where Slack and the database carry it."""


def slug(title: str) -> str:
    """An id made of a title's first words."""
    return "-".join(fold(title).split()[:MOST_WORDS])[:LONGEST].rstrip("-") or "session"


def session_ids(entries: Sequence[SessionEntry]) -> tuple[str, ...]:
    """An id for each; sessions of one title are numbered in their order, whatever other sessions there are."""
    taken = {entry.id.value for entry in entries if entry.id}
    free = {slug(entry.title) for entry in entries if not entry.id} - taken
    taken |= free
    counted: Counter[str] = Counter()
    return tuple(
        entry.id.value if entry.id else _numbered(slug(entry.title), free, taken, counted) for entry in entries
    )


def with_ids(entry: ScheduleEntry, wanted: Sequence[str | None]) -> ScheduleEntry:
    """With the ids that reading would not make of the titles; None where whichever is made will do.

    `wanted` has one for each session and nested talk, in order.
    """
    entries = list(entry.entries())
    # An id that is written may change what is made of others.
    while any(own not in {None, made} for own, made in zip(wanted, session_ids(entries), strict=True)):
        entries = [
            each if own in {None, made} else replace(each, id=Written(str(own), str(own), 0))
            for each, own, made in zip(entries, wanted, session_ids(entries), strict=True)
        ]
    ids = iter([each.id for each in entries])
    sessions = (
        replace(session, id=next(ids), talks=tuple(replace(talk, id=next(ids)) for talk in session.talks))
        for session in entry.sessions
    )
    return replace(entry, sessions=tuple(sessions))


def _numbered(wanted: str, free: set[str], taken: set[str], counted: Counter[str]) -> str:
    counted[wanted] += 1
    if counted[wanted] == 1 and wanted in free:
        return wanted
    counted[wanted] = max(counted[wanted], 2)
    while f"{wanted}-{counted[wanted]}" in taken:
        counted[wanted] += 1
    taken.add(f"{wanted}-{counted[wanted]}")
    return f"{wanted}-{counted[wanted]}"
