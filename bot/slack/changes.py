"""What differs between two states of a schedule, as phrases: a line for each thing. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.phrases import Moment, Part, Phrase, Strong, day_name
from bot.schedule.difference import Difference, FieldChange, SessionChange, Value
from bot.schedule.model import Link, Person, Session
from bot.wording import joined, links, summary, when

TOLD_APART = frozenset({"abstract", "description"})
"""Fields too long to be told: only that they are others."""
NONE = ("none",)
HALF_A_DAY = timedelta(hours=12)


def change_lines(found: Difference) -> tuple[Phrase, ...]:
    """The event's fields first, then what is new, what is gone, and what is told otherwise, by time."""
    return (
        *(("Changed: ", *_said(change)) for change in found.event),
        *(("New: ", *summary(session, with_day=True)) for session in found.added),
        *(("Gone: ", *summary(session, with_day=True)) for session in found.removed),
        *(("Changed: ", *_session(change)) for change in found.changed),
    )


def counted(found: Difference) -> str:
    """How much there is of each: "1 new, 2 changed"."""
    changed = len(found.event) + len(found.changed)
    counts = ((len(found.added), "new"), (len(found.removed), "gone"), (changed, "changed"))
    return ", ".join(f"{number} {word}" for number, word in counts if number)


def _session(change: SessionChange) -> Phrase:
    told = tuple(_said(field) for field in change.fields if not _is_told_by_start(field, change))
    parts = tuple(part for each in told for part in ("; ", *each))[1:]
    return (*_when(change.before), Strong(change.before.title), " – ", *parts)


def _when(session: Session) -> Phrase:
    return (*when(session, with_day=True), " ") if session.date else ()


def _is_told_by_start(field: FieldChange, change: SessionChange) -> bool:
    """The day, where the start says it."""
    return field.field == "date" and bool(change.before.start and change.after.start)


def _said(change: FieldChange) -> Phrase:
    if change.field in TOLD_APART and change.before and change.after:
        return (f"another {change.field}",)
    with_day = _is_of_another_day(change)
    before, after = _shown(change.before, with_day=with_day), _shown(change.after, with_day=with_day)
    if before == after:
        return (f"{change.field}: other details",)
    return (f"{change.field}: ", *before, " → ", *after)


def _is_of_another_day(change: FieldChange) -> bool:
    """Whether a moment's day is to be told: there was none before, or it is half a day off."""
    match change.before, change.after:
        case datetime() as before, datetime() as after:
            return abs(after - before) >= HALF_A_DAY
    return change.before is None


def _shown(value: Value, *, with_day: bool) -> Phrase:
    match value:
        case datetime():
            return (Moment(value, with_day),)
        case date():
            return (day_name(value),)
        case tuple():
            return tuple(_items(value)) or NONE
        case None:
            return NONE
    return (str(value),)


def _items(value: tuple[Person, ...] | tuple[Link, ...]) -> Iterator[Part]:
    people = [each for each in value if isinstance(each, Person)]
    if people:
        yield joined(f"{one.name} ({one.affiliation})" if one.affiliation else one.name for one in people)
    yield from links(tuple(each for each in value if isinstance(each, Link)))
