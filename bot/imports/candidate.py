"""A proposed document, and the schedule that it is to replace → what would be written, and what would change. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.errors import Fault, ScheduleFileError
from bot.files.read import ReadSchedule, read_text, schedule_of
from bot.importing.files import require_sessions
from bot.importing.importer import Imported, import_document, over
from bot.outbox.news import items_of
from bot.schedule.difference import difference
from bot.schedule.model import Schedule
from bot.schedule.names import fold
from bot.slack.offer import UNSAID_DAY, Offer
from bot.store.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Candidate:
    """`text` is the schedule file, `stem` a name for it, `digest` what tells this offer from another."""

    offer: Offer
    text: str
    stem: str
    digest: str


def imported(proposal: Proposal) -> Imported:
    """The document, read with what was said beside it; raises UsherError where it holds no sessions."""
    zone = ZoneInfo(proposal.zone) if proposal.zone else None
    document = proposal.content, proposal.name, None, proposal.day, zone, proposal.charset, proposal.source
    found = import_document(*document)
    require_sessions(found)
    return found


def candidate(
    proposal: Proposal, found: Imported, live: ReadSchedule | None, targets: tuple[Schedule, ...]
) -> Candidate:
    """`live` is the file to write over, as it is now; None to write a new one. `targets` are the schedules in use."""
    result = over(found, live.entry) if live else found
    schedule, faults = _read(result, live)
    change = difference(live.schedule, schedule) if live and not result.lacks and not faults else None
    offer = Offer(
        id=proposal.id,
        name=found.name,
        format=found.format,
        asked_by=proposal.asked_by,
        schedule=schedule,
        lacks=result.lacks,
        doubts=result.doubts,
        faults=faults,
        before=live.schedule if live else None,
        change=change,
        is_news=bool(live and change and items_of(live.schedule, schedule)),
        is_amended=live is not None and any(_is_amended(live.schedule, each) for each in targets),
        targets=targets,
    )
    return Candidate(offer, result.text, result.stem, digest(result.text if change is None else repr(change)))


def _is_amended(file: Schedule, in_use: Schedule) -> bool:
    """Whether the file's schedule is in use with changes that are not in the file."""
    return in_use.id == file.id and (in_use.sessions, in_use.cancelled) != (file.sessions, file.cancelled)


def _read(result: Imported, live: ReadSchedule | None) -> tuple[Schedule, tuple[Fault, ...]]:
    """The schedule as the bot would read it, or as much of it as is known, with what is wrong."""
    entry = result.draft.entry
    if result.lacks:
        return schedule_of(replace(entry, date=UNSAID_DAY) if "date" in result.lacks else entry), ()
    try:
        return read_text(result.text, live.schedule.id if live else result.stem, result.name).schedule, ()
    except ScheduleFileError as error:
        return schedule_of(entry), error.faults


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def likely_target(found: Imported, source: str | None, here: str | None, schedules: Iterable[Schedule]) -> str:
    """The schedule that a document most likely is of: that whose source it is, that which posts `here`, a namesake.

    Empty where it is none of them.
    """
    known = tuple(schedules)
    sourced = (each.id for each in known if source and each.source == source)
    posting = (each.id for each in known if each.id == here)
    names = {found.stem, found.name.partition(".")[0].lower()}
    title = fold(found.draft.entry.title)
    namesakes = (each.id for each in known if each.id in names or fold(each.title) == title)
    return next((each for group in (sourced, posting, namesakes) for each in group), "")
