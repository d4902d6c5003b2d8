"""What the bot should say by itself: schedule × audience → entries, and what brings the ledger to them. Pure.

The ledger holds when and to whom; the words are made when a message goes out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import zip_longest
from operator import attrgetter

from bot.schedule.model import Schedule, Session
from bot.schedule.query import turn_of_day
from bot.store.ledger import Changes, Entry, Key, Row, State

PASSING_REFUSALS = frozenset({"not_in_channel", "channel_not_found", "is_archived"})
"""What Slack says of a channel that the bot is not in: it may be invited while the message is of use still."""
LEAST_USE = timedelta(minutes=1)
"""What is due when its session starts is of use so long still."""


class Message(StrEnum):
    """The kinds of message that a plan holds."""

    REMINDER = "reminder"
    BREAKS = "breaks"
    DATE_ONLY = "date-only"
    PERSONAL = "personal"
    SNOOZE = "snooze"
    DIGEST = "digest"
    RATING = "rating"
    CHANGE = "change"
    ANNOUNCEMENT = "announcement"
    RECEIPT = "receipt"
    CHECK_IN = "check-in"
    MISSING = "missing"


BEFORE_START = frozenset({Message.REMINDER, Message.PERSONAL, Message.SNOOZE, Message.CHECK_IN, Message.MISSING})
"""What is said again where it is due once more, later than it was said: its session has been put off."""


@dataclass(frozen=True, slots=True)
class Listener:
    """A conversation that is reminded: of all sessions, or of those in one room."""

    recipient: str
    room: str | None = None


@dataclass(frozen=True, slots=True)
class _Due:
    """When a message about a session is due; those of one `group` (an instant) go out together."""

    session: Session
    kind: Message
    lead: int
    group: datetime
    due_at: datetime
    expires_at: datetime


def plan(schedule: Schedule, audience: Iterable[Listener], team_id: str, now: datetime) -> tuple[Entry, ...]:
    """All that should be said of a schedule, in the order that it is due; nothing that is of no use at `now`."""
    dues = tuple(due for due in (*_timed(schedule), *_breaks(schedule), *_date_only(schedule)) if due.expires_at > now)
    entries = {
        entry.key: entry
        for listener in audience
        for entry in (_entry(due, listener, schedule, team_id) for due in dues if _hears(listener, due.session))
    }
    return tuple(sorted(entries.values(), key=attrgetter("due_at", "bundle", "key.session_id", "key.recipient")))


def changes(desired: Iterable[Entry], rows: Iterable[Row], now: datetime) -> Changes:
    """What makes the ledger's rows what is desired.

    Rows that are being sent, were sent or failed stay as they are; but where a session was put off after a reminder was
    sent, it is sent again, and where Slack refused a channel, it is tried again: the bot may have been invited since.
    """
    wanted = {entry.key: entry for entry in desired}
    known = {row.entry.key: row for row in rows}
    return Changes(
        add=tuple(entry for key, entry in wanted.items() if key not in known),
        move=tuple(entry for key, entry in wanted.items() if key in known and _moves(known[key], entry)),
        again=tuple(entry for key, entry in wanted.items() if key in known and _is_put_off(known[key], entry)),
        cancel=tuple(key for key, row in known.items() if key not in wanted and _is_dropped(row, now)),
    )


def _moves(row: Row, entry: Entry) -> bool:
    if row.state in {State.CANCELLED, State.EXPIRED} or _may_pass_now(row):
        return True
    return row.state is State.PENDING and row.entry != entry


def _may_pass_now(row: Row) -> bool:
    return row.state is State.FAILED and row.reason in PASSING_REFUSALS and not row.entry.key.is_personal


def _is_put_off(row: Row, entry: Entry) -> bool:
    """Not where it is but held back, by quiet hours or while muted: then it is of use no longer than before."""
    said_before_start = row.state is State.SENT and entry.key.kind in BEFORE_START
    is_later = entry.key.kind is Message.SNOOZE or row.entry.expires_at < entry.expires_at
    return said_before_start and is_later and row.entry.due_at < entry.due_at


def _is_dropped(row: Row, now: datetime) -> bool:
    """Pending and not planned any more; what merely ran out of time is left for the delivery to expire."""
    return row.state is State.PENDING and row.entry.expires_at > now


def _hears(listener: Listener, session: Session) -> bool:
    return listener.room is None or listener.room == session.room


def _entry(due: _Due, listener: Listener, schedule: Schedule, team_id: str) -> Entry:
    key = Key(team_id, listener.recipient, schedule.id, due.session.id, due.kind, due.lead)
    bundle = f"{schedule.id}/{due.kind}/{due.lead}/{due.group.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    return Entry(key, bundle, due.due_at, due.expires_at)


def _timed(schedule: Schedule) -> Iterator[_Due]:
    """So many minutes before a session's start, as its kind is reminded of; of use until the next one, or the start."""
    for session in schedule.sessions:
        if session.start is None:
            continue
        leads = sorted(set(schedule.posting.reminders(session.kind).minutes), reverse=True)
        for lead, following in zip_longest(leads, leads[1:], fillvalue=0):
            due_at = session.start - timedelta(minutes=lead)
            expires_at = max(session.start - timedelta(minutes=following), due_at + LEAST_USE)
            yield _Due(session, Message.REMINDER, lead, session.start, due_at, expires_at)


def _breaks(schedule: Schedule) -> Iterator[_Due]:
    """The breaks of a half-day, when its first session starts; each of use until it starts itself."""
    for half in _half_days(schedule):
        opens = min(start for session in half if (start := session.start))
        for session in half:
            if session.start and schedule.posting.reminders(session.kind).half_day:
                yield _Due(session, Message.BREAKS, 0, opens, opens, max(session.start, opens + LEAST_USE))


def _half_days(schedule: Schedule) -> tuple[tuple[Session, ...], ...]:
    """The timed sessions of each morning and each afternoon; a lunch ends the morning, noon where there is none."""
    halves: defaultdict[tuple[date, bool], list[Session]] = defaultdict(list)
    for day in schedule.dates():
        timed = tuple(session for session in schedule.sessions if session.date == day and session.start)
        turn = turn_of_day(timed, day, schedule.timezone)
        for session in timed:
            halves[day, session.start is not None and session.start > turn].append(session)
    return tuple(map(tuple, halves.values()))


def _date_only(schedule: Schedule) -> Iterator[_Due]:
    """In the morning of its day, where a session's time is not announced; of use until the day is over."""
    for session in schedule.sessions:
        if session.date and session.start is None and not session.kind.is_break:
            morning = datetime.combine(session.date, schedule.posting.morning, schedule.timezone).astimezone(UTC)
            midnight = datetime.combine(session.date + timedelta(days=1), time(), schedule.timezone).astimezone(UTC)
            yield _Due(session, Message.DATE_ONLY, 0, morning, morning, midnight)
