"""Whether Slack's pace can carry what is planned: peaks whose last message would go out too late. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush
from zoneinfo import ZoneInfo

from bot.doctor.finding import Area, Finding, Severity
from bot.outbox.plan import Message
from bot.phrases import Moment, Zones, plain
from bot.schedule.model import Schedule
from bot.store.ledger import Entry
from bot.wording import duration

UTC_ZONE = ZoneInfo("UTC")
UNHURRIED = frozenset({Message.RATING, Message.RECEIPT})
"""What is as good an hour later."""
TOLERATED = timedelta(minutes=1)
REMEDY = (
    "let the sessions start a few minutes apart, or have those who are in a channel anyway reminded there alone; "
    "for an announcement, choose a channel: one message reaches all of it"
)


@dataclass(frozen=True, slots=True, order=True)
class _Message:
    due_at: datetime
    expires_at: datetime
    opens_at: datetime
    schedule_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Peak:
    """What is due at an instant and cannot all go out in time; `late` is by how much the last does, `lost` too late."""

    schedule_id: str
    due_at: datetime
    opens_at: datetime
    messages: int
    late: timedelta
    lost: int


def peaks(entries: Iterable[Entry], rate: float, now: datetime) -> tuple[Peak, ...]:
    """At so many messages a second, what is due first going out first, and nothing before it may."""
    sent: defaultdict[datetime, list[tuple[_Message, datetime]]] = defaultdict(list)
    for message, at in _sent(_messages(entries), rate, now):
        if message.kind not in UNHURRIED:
            sent[message.due_at].append((message, at))
    return tuple(peak for due_at, of_instant in sorted(sent.items()) if (peak := _peak(due_at, of_instant)))


def _peak(due_at: datetime, sent: list[tuple[_Message, datetime]]) -> Peak | None:
    late = max(at for _, at in sent) - due_at
    lost = sum(1 for message, at in sent if at >= message.expires_at)
    if late <= TOLERATED and not lost:
        return None
    first = min(message.opens_at for message, _ in sent)
    return Peak(sent[0][0].schedule_id, due_at, first, len(sent), late, lost)


def _messages(entries: Iterable[Entry]) -> list[_Message]:
    """The entries of one bundle are one message."""
    bundles: dict[tuple[str, str], _Message] = {}
    for entry in entries:
        found = _Message(entry.due_at, entry.expires_at, entry.opens_at, entry.key.schedule_id, entry.key.kind)
        bundles.setdefault((entry.key.recipient, entry.bundle), found)
    return sorted(bundles.values(), key=lambda message: message.opens_at)


def _sent(messages: list[_Message], rate: float, now: datetime) -> Iterator[tuple[_Message, datetime]]:
    """When each would go out."""
    free_at, waiting, coming = now, list[_Message](), messages[::-1]
    while coming or waiting:
        if not waiting:
            free_at = max(free_at, coming[-1].opens_at)
        while coming and coming[-1].opens_at <= free_at:
            heappush(waiting, coming.pop())
        message = heappop(waiting)
        yield message, free_at
        if free_at < message.expires_at:
            free_at += timedelta(seconds=1 / rate)


def pace_findings(found: Iterable[Peak], schedules: Iterable[Schedule], rate: float) -> Iterator[Finding]:
    zones = {schedule.id: schedule.timezone for schedule in schedules}
    for peak in found:
        zone = Zones(zones[peak.schedule_id]) if peak.schedule_id in zones else Zones(UTC_ZONE)
        due, opens = (plain((Moment(at, with_day=True),), zone) for at in (peak.due_at, peak.opens_at))
        earlier = f" (they may go out from {opens} on)" if peak.opens_at < peak.due_at else ""
        late = f"the last goes out {duration(peak.late)} late"
        lost = f", {peak.lost:,} not at all, as they are of no use any more by then" if peak.lost else ""
        problem = f"{peak.schedule_id}: {peak.messages:,} messages are due {due}{earlier}"
        severity = Severity.PROBLEM if peak.lost else Severity.WARNING
        yield Finding(severity, Area.PACE, f"{problem}; at {rate:.1f} a second {late}{lost}", REMEDY)
