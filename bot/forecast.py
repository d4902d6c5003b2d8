"""`usher preview`: what the planner plans, in the words that the composer makes of it, without Slack."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from bot.clock import StoppedClock, clock_of, on_clock
from bot.offline import Outlook, chosen, files_of, outlook, workspace
from bot.outbox.plan import BEFORE_START
from bot.phrases import Moment, Zones, plain
from bot.preview.picture import picture
from bot.preview.planned import Planned, as_json, lines_of
from bot.schedule.model import Schedule
from bot.settings import Settings
from bot.slack.markup import unmarked
from bot.slack.render import UTC_ZONE
from bot.store.ledger import Entry, Key, Row, State

OVER = frozenset({State.SENT, State.FAILED})


@dataclass(frozen=True, slots=True)
class Forecast:
    """What will go out of some schedules from an instant on."""

    schedules: tuple[Schedule, ...]
    since: datetime
    messages: tuple[Planned, ...]


def forecast(
    settings: Settings, name: str | None, team_id: str | None, at: datetime | None, reader: ZoneInfo | None
) -> Forecast:
    """From `at`, on the first schedule's clock if it has no offset, or from now on. Raises UsherError."""
    with workspace(settings.database_url, team_id) as kept:
        folder = files_of(settings.schedules, name)
        first = folder.schedules()[0]
        since = on_clock(at, first.timezone) if at else clock_of(settings.clock_url).now()
        seen = outlook(folder, kept, StoppedClock(since), settings.organizers_channel)
        schedules = (chosen(seen.programme, name),) if name else seen.programme.schedules
        wanted = {schedule.id for schedule in schedules}
        entries = to_come(seen.planner.desired(since), seen.planner.ledger.rows())
        told = (entry for entry in entries if entry.key.schedule_id in wanted)
        return Forecast(schedules, since, tuple(_messages(seen, told, since, reader)))


def told(found: Forecast, form: str, reader: ZoneInfo | None) -> str:
    """As "text", "json" or "svg"."""
    title = found.schedules[0].title if len(found.schedules) == 1 else f"{len(found.schedules)} schedules"
    match form:
        case "json":
            return as_json(found.messages, reader) + "\n"
        case "svg":
            return picture(found.messages, title, reader)
    since = plain((Moment(found.since, with_day=True),), Zones(found.schedules[0].timezone, reader))
    return "\n".join((f"{title}, from {since} on", "", *lines_of(found.messages, reader))) + "\n"


def to_come(desired: Iterable[Entry], rows: Iterable[Row]) -> tuple[Entry, ...]:
    """What has not been said, or is to be said once more as it was put off.

    The ledger knows channels by their ids, which have no names here: what one channel was told, all were.
    """
    said = {_sense(row.entry.key): row.entry.due_at for row in rows if row.state in OVER}
    return tuple(each for each in desired if _is_to_come(each, said.get(_sense(each.key))))


def _sense(key: Key) -> tuple[str, str, str, int, str]:
    whom = key.recipient if key.is_personal else ""
    return key.schedule_id, key.session_id, key.kind, key.lead, whom


def _is_to_come(entry: Entry, said_at: datetime | None) -> bool:
    return said_at is None or (entry.key.kind in BEFORE_START and said_at < entry.due_at)


def _messages(seen: Outlook, entries: Iterable[Entry], now: datetime, reader: ZoneInfo | None) -> Iterator[Planned]:
    """The entries of one recipient's bundle as one message; nothing where there is nothing to say."""
    bundled = sorted(entries, key=attrgetter("key.schedule_id", "due_at", "key.recipient", "bundle", "key.session_id"))
    for _, together in groupby(bundled, key=attrgetter("key.schedule_id", "due_at", "key.recipient", "bundle")):
        if message := _message(seen, tuple(together), now, reader):
            yield message


def _message(seen: Outlook, entries: tuple[Entry, ...], now: datetime, reader: ZoneInfo | None) -> Planned | None:
    first = entries[0]
    due_at = max(first.due_at, now)
    words = seen.composer.words(tuple(map(_row, entries)), due_at)
    schedule = seen.programme.schedule(first.key.schedule_id)
    if words is None:
        return None
    return Planned(
        due_at=due_at,
        earliest=max(first.opens_at, now),
        recipient=first.key.recipient,
        is_direct=first.key.is_personal,
        schedule_id=first.key.schedule_id,
        kind=first.key.kind,
        session_ids=tuple(entry.key.session_id for entry in entries),
        title=_title(entries, schedule),
        text=unmarked(words.text, reader),
        zone=schedule.timezone if schedule else UTC_ZONE,
    )


def _row(entry: Entry) -> Row:
    return Row(0, entry, State.PENDING, 0, None, None, None, None)


def _title(entries: tuple[Entry, ...], schedule: Schedule | None) -> str:
    """What it is about: its sessions, else what sort of message it is."""
    titles = {session.id: session.title for session in schedule.entries()} if schedule else {}
    named = tuple(titles[entry.key.session_id] for entry in entries if entry.key.session_id in titles)
    return " · ".join(named) or entries[0].key.kind
