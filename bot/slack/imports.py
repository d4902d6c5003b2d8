"""A schedule that a document proposes, as organizers see it: the message, and all of it in a modal. Pure."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from bot.errors import Fault
from bot.phrases import Phrase, Strong, Zones, day_name
from bot.schedule.model import Session
from bot.slack.changes import change_lines, counted
from bot.slack.elements import OPTION_VALUE, Block, modal
from bot.slack.import_controls import UNSAID, buttons, channels_menu, target_menu
from bot.slack.offer import UNSAID_DAY, Offer
from bot.slack.render import (
    MESSAGE_TEXT,
    SlackMessage,
    cut_markup,
    marked,
    packed,
    section,
    sections,
    within_limits,
)
from bot.wording import joined, nested, summary, untold

MOST_SESSIONS = 10
MOST_CHANGES = 12
MOST_DOUBTS = 8
VIEW_BLOCKS = 100
VIEW_BYTES = 240_000
"""Slack's limits; of a view's 250 kB some are left for what is around its blocks."""


def offer_message(offer: Offer, reader: ZoneInfo | None) -> SlackMessage:
    """The proposal with all that can be done with it; for a reader in that zone, or for all of a channel (None)."""
    zones = _zones(offer, reader)
    told = tuple(_told(offer, MOST_CHANGES, MOST_SESSIONS, MOST_DOUBTS))
    lines = tuple(marked(part, zones) for part in told)
    body = (block for part in lines for block in sections(part))
    text = "\n".join(line for part in lines for line in part)
    menu = (target_menu(offer),) if offer.targets else ()
    return SlackMessage(cut_markup(text, MESSAGE_TEXT), within_limits(body, (*menu, buttons(offer))))


def settled_message(
    offer: Offer, outcome: tuple[Phrase, ...], reader: ZoneInfo | None, unheard: str | None = None
) -> SlackMessage:
    """The proposal once nothing can be done with it any more, and what became of it.

    `unheard` is the id of the schedule that it is now, where that posts to no channel: one is asked for.
    """
    lines = marked((_headline(offer), *outcome), _zones(offer, reader))
    asked = (channels_menu(unheard),) if unheard and len(unheard) <= OPTION_VALUE else ()
    return SlackMessage(cut_markup("\n".join(lines), MESSAGE_TEXT), (*sections(lines), *asked))


def everything_view(offer: Offer, reader: ZoneInfo | None) -> Block:
    """All changes, sessions and doubts, in a modal."""
    zones = _zones(offer, reader or offer.schedule.timezone)
    parts = _told(offer, *(10**6,) * 3, with_talks=True)
    blocks = (section(text) for part in parts for text in packed(marked(part, zones)))
    return modal("All that was found", _within_a_view(blocks))


def _within_a_view(blocks: Iterable[Block]) -> list[Block]:
    """As much as Slack takes in one view, with a note of a cut."""
    kept: list[Block] = []
    room = VIEW_BYTES
    for block in blocks:
        room -= len(json.dumps(block).encode())
        if room < 0 or len(kept) == VIEW_BLOCKS - 1:
            return [*kept, section("… the rest is in the downloaded file.")]
        kept.append(block)
    return kept


def waiting_view() -> Block:
    return modal("All that was found", [section("Reading it again …")])


def _told(
    offer: Offer, most_changes: int, most_sessions: int, most_doubts: int, *, with_talks: bool = False
) -> Iterator[tuple[Phrase, ...]]:
    """The parts of the message: what it is, what differs, the sessions, the doubts; each bounded."""
    looked: Phrase = ("The page that this schedule comes from says something else now.",)
    yield (*(() if offer.asked_by else (looked,)), _headline(offer), *_lacking(offer), *_faulty(offer))
    yield tuple(_changed(offer, most_changes))
    yield tuple(_found(offer, most_sessions, with_talks=with_talks))
    yield tuple(_doubted(offer, most_doubts))


def _headline(offer: Offer) -> Phrase:
    """What was found, and where."""
    count = len(offer.schedule.sessions)
    days = len([day for day in offer.schedule.dates() if day != UNSAID_DAY])
    on = f" on {_counted(days, 'day')}" if days else ""
    zone = "" if "timezone" in offer.lacks else f", {offer.schedule.timezone.key}"
    found = f": {_counted(count, 'session')}{on}{zone}, read as {offer.format} from {offer.name}"
    return (Strong(offer.schedule.title), found)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _lacking(offer: Offer) -> Iterator[Phrase]:
    if offer.lacks:
        asked = joined(UNSAID[key] for key in offer.lacks)
        yield (f"The document does not say {asked}: please fill that in before it can be used.",)


def _faulty(offer: Offer) -> Iterator[Phrase]:
    if offer.faults:
        yield ("It cannot be used as it is: download it, mend what follows, and put it among the schedule files.",)
        yield from _listed((fault.in_file("line") for fault in offer.faults), MOST_DOUBTS, "")


def _changed(offer: Offer, most: int) -> Iterator[Phrase]:
    """What would be different, before anything is."""
    if offer.before is None:
        if not offer.lacks:
            yield ("It would be a new schedule, beside those that there are.",)
    elif offer.is_live:
        yield ("Nothing would change in ", Strong(offer.before.title), ": it says all this already.")
    elif offer.change is not None:
        so_far = " (nothing has, and nobody has been told)"
        yield ("This would change in ", Strong(offer.before.title), f": {counted(offer.change)}{so_far}")
        if offer.is_amended:
            yield ("What was changed while the day runs stays in force on top of it: “changes” lists that.",)
        lines = change_lines(offer.change)
        yield from (("• ", *line) for line in lines[:most])
        yield from _more(len(lines) - most, "all changes are under Show all")


def _found(offer: Offer, most: int, *, with_talks: bool) -> Iterator[Phrase]:
    shown = offer.schedule.sessions[:most]
    for day, sessions in groupby(shown, key=attrgetter("date")):
        yield (Strong(_day(day)),)
        for session in sessions:
            yield _line(session)
            yield from (("      ", *nested(talk)) for talk in session.talks if with_talks)
    yield from _more(len(offer.schedule.sessions) - most, "all are under Show all")


def _day(day: date | None) -> str:
    if day == UNSAID_DAY:
        return "On a day that is not said"
    return day_name(day) if day else "Without a date"


def _line(session: Session) -> Phrase:
    line = summary(session) if session.start else (Strong(session.title), untold(session))
    return ("• ", *line)


def _doubted(offer: Offer, most: int) -> Iterator[Phrase]:
    if offer.doubts:
        yield (Strong(f"Please look at {_counted(len(offer.doubts), 'doubt')}, by line of {offer.name}"),)
        told = (f"line {doubt.line}: {_place(doubt)}{_in_slack(doubt.problem)}" for doubt in offer.doubts)
        yield from _listed(told, most, "all are in the downloaded file")


def _place(doubt: Fault) -> str:
    return f"{doubt.where}: " if doubt.where else ""


def _in_slack(problem: str) -> str:
    """A doubt without the options of a command that is not typed here."""
    for option in ("--timezone", "--date"):
        problem = problem.replace(f"; give one with {option}", "")
    return problem


def _listed(texts: Iterable[str], most: int, where: str) -> Iterator[Phrase]:
    lines = tuple(texts)
    yield from ((f"• {line}",) for line in lines[:most])
    yield from _more(len(lines) - most, where)


def _more(left: int, where: str) -> Iterator[Phrase]:
    if left > 0:
        yield (f"… and {left} more{': ' if where else ''}{where}",)


def _zones(offer: Offer, reader: ZoneInfo | None) -> Zones:
    """Where the zone or the day is not said yet, nobody knows what time it is for the reader."""
    zone = offer.schedule.timezone
    return Zones(zone, zone if offer.lacks else reader)
