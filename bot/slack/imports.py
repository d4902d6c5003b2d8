"""A schedule that a document proposes, as organizers see it: the message with its buttons, and its forms. Pure."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from bot.errors import Fault
from bot.phrases import Phrase, Strong, Zones, day_name
from bot.schedule.difference import Difference
from bot.schedule.model import Schedule, Session
from bot.slack.changes import change_lines, counted
from bot.slack.elements import Block, plain_text
from bot.slack.render import (
    BUTTON_LABEL,
    MESSAGE_TEXT,
    SlackMessage,
    cut,
    cut_markup,
    marked,
    packed,
    section,
    sections,
    within_limits,
)
from bot.wording import joined, nested, summary, untold

USE, USE_AND_TELL, DROP, DOWNLOAD, SHOW_ALL, FILL, TARGET, CHANNEL = (
    "import_use",
    "import_tell",
    "import_drop",
    "import_download",
    "import_all",
    "import_fill",
    "import_target",
    "import_channel",
)
"""The actions of the message; the value of each button is the proposal's id. FILL is the form's callback too."""
DAY, ZONE = "day", "zone"
"""The blocks and the fields of the form."""
NEW = "new:"
"""Chosen for no schedule that there is; no file's name can be that."""
MOST_SESSIONS = 10
MOST_CHANGES = 12
MOST_DOUBTS = 8
VIEW_BLOCKS = 100
VIEW_BYTES = 240_000
OPTIONS = 100
OPTION_VALUE = 150
"""Slack's limits; of a view's 250 kB some are left for what is around its blocks."""
UNSAID = {"timezone": "the time zone", "date": "the day"}
UNSAID_DAY = date(1900, 1, 1)
"""Stands for the day that a document does not say."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A schedule as a document proposes it.

    `asked_by` is a user's id, empty where the bot looked by itself. `lacks` names the keys that nobody has said yet:
    the times of `schedule` are then as written, in UTC where no zone is known. `before` is the schedule to be
    replaced, None for a new one, and `change` what would differ then; `is_news` where somebody might be told of that,
    `is_amended` where organizers have changed it since. `faults` tell why it cannot be used. `targets` are the
    schedules that it can replace.
    """

    id: int
    name: str
    format: str
    asked_by: str
    schedule: Schedule
    lacks: tuple[str, ...]
    doubts: tuple[Fault, ...]
    faults: tuple[Fault, ...]
    before: Schedule | None
    change: Difference | None
    is_news: bool
    is_amended: bool
    targets: tuple[Schedule, ...]

    @property
    def can_be_used(self) -> bool:
        """Whether it is a whole schedule, and another than what is there."""
        return not (self.lacks or self.faults or self.is_live)

    @property
    def is_live(self) -> bool:
        return self.change is not None and not self.change


@dataclass(frozen=True, slots=True)
class Said:
    """What was put into the form, as it was; None for what it did not ask."""

    day: str | None
    zone: str | None


def offer_message(offer: Offer, reader: ZoneInfo | None) -> SlackMessage:
    """The proposal with all that can be done with it; for a reader in that zone, or for all of a channel (None)."""
    zones = _zones(offer, reader)
    told = tuple(_told(offer, MOST_CHANGES, MOST_SESSIONS, MOST_DOUBTS))
    lines = tuple(marked(part, zones) for part in told)
    body = (block for part in lines for block in sections(part))
    text = "\n".join(line for part in lines for line in part)
    menu = (_targets(offer),) if offer.targets else ()
    return SlackMessage(cut_markup(text, MESSAGE_TEXT), within_limits(body, (*menu, _buttons(offer))))


def settled_message(
    offer: Offer, outcome: tuple[Phrase, ...], reader: ZoneInfo | None, unheard: str | None = None
) -> SlackMessage:
    """The proposal once nothing can be done with it any more, and what became of it.

    `unheard` is the id of the schedule that it is now, where that posts to no channel: one is asked for.
    """
    lines = marked((_headline(offer), *outcome), _zones(offer, reader))
    asked = (_channels(unheard),) if unheard and len(unheard) <= OPTION_VALUE else ()
    return SlackMessage(cut_markup("\n".join(lines), MESSAGE_TEXT), (*sections(lines), *asked))


def _channels(schedule_id: str) -> Block:
    """Asks where the schedule is to post."""
    kinds = {"include": ["public", "private"], "exclude_bot_users": True}
    menu = {"type": "conversations_select", "action_id": CHANNEL, "filter": kinds}
    return {**section("Where should its reminders go?"), "block_id": f"{CHANNEL}:{schedule_id}", "accessory": menu}


def channel_of(action: Block) -> tuple[str, str]:
    """The schedule's id, and the id of the channel that was chosen for it."""
    return action["block_id"].partition(":")[2], action["selected_conversation"]


def everything_view(offer: Offer, reader: ZoneInfo | None) -> Block:
    """All changes, sessions and doubts, in a modal."""
    zones = _zones(offer, reader or offer.schedule.timezone)
    parts = _told(offer, *(10**6,) * 3, with_talks=True)
    blocks = (section(text) for part in parts for text in packed(marked(part, zones)))
    return _modal("All that was found", _within_a_view(blocks))


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
    return _modal("All that was found", [section("Reading it again …")])


def fill_form(offer: Offer, reader: ZoneInfo | None) -> Block:
    """Asks for what the document does not say; `private_metadata` is the proposal's id."""
    theirs = f"; yours is {reader.key}" if reader else ""
    zone: Block = {
        "type": "input",
        "block_id": ZONE,
        "label": plain_text("Time zone"),
        "hint": plain_text(f"As in Europe/Berlin or America/Toronto{theirs}."),
        "element": {"type": "plain_text_input", "action_id": ZONE, "max_length": 64},
    }
    day: Block = {
        "type": "input",
        "block_id": DAY,
        "label": plain_text("First day"),
        "hint": plain_text("The day of the sessions for which the document names none."),
        "element": {"type": "datepicker", "action_id": DAY},
    }
    asked = {"timezone": zone, "date": day}
    blocks = [asked[key] for key in offer.lacks]
    form = {"callback_id": FILL, "private_metadata": str(offer.id), "submit": plain_text("Go on")}
    return {**_modal("What is not said", blocks), **form}


def said_in(view: Block) -> Said:
    values = view["state"]["values"]
    zone = values.get(ZONE, {}).get(ZONE, {}).get("value")
    return Said(values.get(DAY, {}).get(DAY, {}).get("selected_date"), zone and zone.strip())


def target_of(action: Block) -> tuple[str, str]:
    """The proposal's id, and the id of the schedule that was chosen for it: empty for a new one."""
    chosen = action["selected_option"]["value"]
    return action["block_id"].partition(":")[2], "" if chosen == NEW else chosen


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


def _targets(offer: Offer) -> Block:
    """The menu of what it replaces."""
    new = {"text": plain_text("A new schedule"), "value": NEW}
    known = [
        {"text": plain_text(cut(each.title, BUTTON_LABEL)), "value": each.id}
        for each in offer.targets
        if len(each.id) <= OPTION_VALUE
    ]
    shown = next((each for each in known if offer.before and each["value"] == offer.before.id), new)
    menu = {"type": "static_select", "action_id": TARGET, "options": [*known[: OPTIONS - 1], new]}
    accessory = {**menu, "initial_option": shown} if shown in menu["options"] else menu
    return {**section("It replaces:"), "block_id": f"{TARGET}:{offer.id}", "accessory": accessory}


def _buttons(offer: Offer) -> Block:
    tells = offer.can_be_used and offer.is_news
    fill = _button(FILL, f"Fill in {joined(UNSAID[key] for key in offer.lacks)}", offer, "primary")
    elements = [
        *([_button(USE, "Use it", offer, "primary")] if offer.can_be_used else []),
        *([_button(USE_AND_TELL, "Use it, and tell who it concerns", offer)] if tells else []),
        *([fill] if offer.lacks else []),
        _button(SHOW_ALL, "Show all", offer),
        _button(DOWNLOAD, "Download the YAML", offer),
        _button(DROP, "Drop it", offer, "danger"),
    ]
    return {"type": "actions", "elements": elements}


def _button(action: str, label: str, offer: Offer, style: str | None = None) -> Block:
    button = {"type": "button", "action_id": action, "text": plain_text(label), "value": str(offer.id)}
    return {**button, "style": style} if style else button


def _modal(title: str, blocks: list[Block]) -> Block:
    return {"type": "modal", "title": plain_text(title), "close": plain_text("Close"), "blocks": blocks}
