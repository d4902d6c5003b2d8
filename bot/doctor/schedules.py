"""What is doubtful in schedules still to take place, and which of the people named have no Slack user. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.doctor.finding import Area, Finding, Severity
from bot.doctor.told import Member
from bot.errors import Fault
from bot.schedule.check import doubts
from bot.schedule.model import Schedule
from bot.schedule.names import fold, may_be_one, spelling_keys
from bot.schedule.query import end_of
from bot.wording import joined

MOST_NAMED = 20


def is_ahead(schedule: Schedule, now: datetime) -> bool:
    """Whether something of it is still to be reminded of."""
    ends = (end_of(session) for session in schedule.sessions)
    day = schedule.local(now).date()
    return any(end > now for end in ends if end) or any(each >= day for each in schedule.dates())


def schedule_findings(schedule: Schedule) -> Iterator[Finding]:
    """What is booked twice or otherwise doubtful, and rooms whose channel nobody named."""
    for doubt in doubts(schedule):
        remedy = "correct it in the file, or change it live if the day is on"
        yield Finding(Severity.WARNING, Area.SCHEDULES, f"{schedule.id}: {doubt.problem}", remedy)
    if not schedule.posting.channels and not schedule.posting.rooms:
        problem = f"{schedule.id}: no channel is reminded of its sessions"
        remedy = "name one in the file: posting: {channels: ['#…']}"
        yield Finding(Severity.WARNING, Area.SCHEDULES, problem, remedy)
    yield from _unmapped(schedule)


def _unmapped(schedule: Schedule) -> Iterator[Finding]:
    """The rooms without a channel, where others have one."""
    mapped = {room for room, _ in schedule.posting.rooms}
    rooms = dict.fromkeys(session.room for session in schedule.sessions if session.room)
    missing = [room for room in rooms if room not in mapped]
    if not mapped or not missing:
        return
    everywhere = schedule.posting.channels
    heard = f"only {joined(everywhere)} hears of them" if everywhere else "no channel hears of what is on there"
    problem = f"{schedule.id}: posting.rooms names no channel of {joined(missing)}: {heard}"
    severity = Severity.NOTE if everywhere else Severity.WARNING
    yield Finding(severity, Area.SCHEDULES, problem, "add them to posting.rooms, or name a channel in posting.channels")


def people_findings(
    schedules: Iterable[Schedule], members: Iterable[Member], matched: frozenset[str]
) -> Iterator[Finding]:
    """Whom no member of the workspace seems to be, by name; `matched` are folded names whose account is known."""
    known = _Known(name for member in members if member.is_present for name in member.names)
    for schedule in schedules:
        people = dict.fromkeys(person.name for person in schedule.people if not person.slack)
        strangers = [name for name in people if fold(name) not in matched and not known.has(name)]
        if strangers:
            shown = joined((*strangers[:MOST_NAMED], *_rest(len(strangers) - MOST_NAMED)))
            problem = (
                f"{schedule.id}: {len(strangers)} of {len(people)} people named have no Slack user by name: {shown}"
            )
            remedy = "if they are to hear from the bot: invite them, or write “match speakers”; all else works"
            yield Finding(Severity.NOTE, Area.PEOPLE, problem, remedy)


def _rest(number: int) -> tuple[str, ...]:
    return (f"{number} more",) if number > 0 else ()


class _Known:
    """The names of the workspace, found in whatever spelling."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        for name in {fold(name) for name in names}:
            for key in spelling_keys(name):
                self._by_key[key].add(name)

    def has(self, name: str) -> bool:
        folded = fold(name)
        alike = {each for key in spelling_keys(folded) for each in self._by_key.get(key, ())}
        return any(may_be_one(folded, each) for each in alike)


def doubt_findings(schedule_id: str, doubts_of_file: Iterable[Fault]) -> Iterator[Finding]:
    """What was doubtful in reading a file: times that the clocks skip or repeat, sessions out of order."""
    for fault in doubts_of_file:
        problem, _, remedy = fault.problem.rpartition("; ")
        told = f"{schedule_id}, line {fault.line}: {problem or remedy}"
        yield Finding(Severity.WARNING, Area.SCHEDULES, told, remedy if problem else "look at it, and correct it")


def over_findings(schedule_ids: tuple[str, ...]) -> Iterator[Finding]:
    if schedule_ids:
        problem = f"over, and therefore not looked at further: {joined(schedule_ids)}"
        yield Finding(Severity.NOTE, Area.SCHEDULES, problem, "nothing; their answers are given as before")
