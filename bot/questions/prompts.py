"""What one would ask of a schedule at the moment: up to four questions, for Home and the assistant's panel. Pure."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.questions.answer import Choice
from bot.schedule.model import Kind, Schedule, Session
from bot.schedule.query import DAY, NEVER, Timeline

MOST = 4
"""So many prompts an assistant thread shows."""
NAMED_KINDS = frozenset({Kind.KEYNOTE, Kind.POSTERS})
"""What people come for, and ask after by its name."""
START, FIRST_DAY, NOW, NEXT = "When does it start?", "What's on the first day?", "What's on now?", "What's next?"
LEFT, RECORDINGS = "What's left today?", "Recordings"
LINKS = (("recording", RECORDINGS), ("video", RECORDINGS), ("slides", "Slides"), ("paper", "Papers"))
"""The links that are asked for once an event is over, by their kinds."""


def in_focus(schedules: tuple[Schedule, ...], now: datetime) -> Schedule | None:
    """The event that is on; else one that opens within a day, or closed in the last; else the next; else the last."""
    times = tuple(Timeline(schedule.sessions, schedule.timezone) for schedule in schedules)
    ranked = sorted(zip(times, schedules, strict=True), key=lambda pair: _distance(pair[0], now))
    return ranked[0][1] if ranked else None


def prompts(schedule: Schedule, now: datetime, *, besides: frozenset[str] = frozenset()) -> tuple[Choice, ...]:
    """Questions that have an answer at `now`, the most likely first, `besides` those that need no asking."""
    asked = dict.fromkeys(_questions(schedule, Timeline(schedule.sessions, schedule.timezone), now))
    return tuple(Choice(question, question, schedule.id) for question in asked if question not in besides)[:MOST]


def _distance(times: Timeline, now: datetime) -> tuple[int, float]:
    """How far the event is from `now`: on before coming before over, what is a day away before what is further."""
    if times.opens is None or times.closes is None:
        return 5, 0.0
    if times.opens <= now < times.closes:
        return 0, (now - times.opens).total_seconds()
    if now < times.opens:
        until = times.opens - now
        return 1 if until < DAY else 3, until.total_seconds()
    since = now - times.closes
    return 2 if since < DAY else 4, since.total_seconds()


def _questions(schedule: Schedule, times: Timeline, now: datetime) -> Iterable[str]:
    if times.opens and now < times.opens:
        return _before(schedule, times, now)
    if times.closes and now < times.closes:
        return _during(schedule, times, now)
    return _after(schedule)


def _before(schedule: Schedule, times: Timeline, now: datetime) -> Iterator[str]:
    yield START
    yield from _of_speakers(schedule, "Who is speaking?")
    yield from _by_name(times.later(now))
    yield FIRST_DAY


def _during(schedule: Schedule, times: Timeline, now: datetime) -> Iterator[str]:
    later = times.later(now)
    today = tuple(session for session in later if session.date == times.day_of(now))
    if times.running(now):
        yield NOW
    if later:
        yield NEXT
    if any(session.kind is Kind.LUNCH for session in today):
        yield "When is lunch?"
    yield from _by_name(later)
    if today:
        yield LEFT
    yield from _of_speakers(schedule, "Who is speaking?")


def _after(schedule: Schedule) -> Iterator[str]:
    kinds = {link.kind for entry in schedule.entries() for link in entry.links}
    yield from (question for kind, question in LINKS if kind in kinds)
    yield from _of_speakers(schedule, "Who spoke?")
    if schedule.dates():
        yield "What was on the last day?"


def _of_speakers(schedule: Schedule, question: str) -> Iterator[str]:
    if any(entry.speakers for entry in schedule.entries()):
        yield question


def _by_name(coming: tuple[Session, ...]) -> Iterator[str]:
    """After the first keynote or poster session still to come."""
    named = (session for session in coming if session.kind in NAMED_KINDS)
    first = min(named, key=lambda session: session.start or NEVER, default=None)
    if first:
        yield f"When is “{first.title}”?"
