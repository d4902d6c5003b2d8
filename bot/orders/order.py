"""What organizers want changed, in their words: "room 2 runs 15 minutes late", "swap the panel and lunch". Pure.

What is named (a session, a room, a time) stays words here: `bot.orders.plan` finds what they mean in a schedule. A
session may be named by its id too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.schedule.amendments import TakenUp


@dataclass(frozen=True, slots=True)
class Delay:
    """`what` runs late: a room, a session and all after it, or everything (empty)."""

    what: str
    by: timedelta
    taken_up: TakenUp = TakenUp.BY_BREAKS


@dataclass(frozen=True, slots=True)
class Cancel:
    what: str


@dataclass(frozen=True, slots=True)
class Move:
    """To another time, by so much (less than nothing: earlier) or, where the words are no time, to another room.

    A naive time is local. Without `until` it lasts as long as before.
    """

    what: str
    to: str | datetime | timedelta
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Last:
    """`what` ends then, or so much later (less than nothing: earlier)."""

    what: str
    until: str | timedelta


@dataclass(frozen=True, slots=True)
class Swap:
    """Without `other`, `one` names both, as in "the first two talks"."""

    one: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Relocate:
    what: str
    room: str


@dataclass(frozen=True, slots=True)
class Rename:
    what: str
    title: str


@dataclass(frozen=True, slots=True)
class Replace:
    """Somebody speaks in place of somebody else."""

    speaker: str
    by: str


@dataclass(frozen=True, slots=True)
class Add:
    title: str
    start: str | datetime
    end: str | datetime | None = None
    room: str | None = None
    speaker: str | None = None


Order: TypeAlias = Delay | Cancel | Move | Last | Swap | Relocate | Rename | Replace | Add

ASKED = r"(?:can|could|would|will) you"
POLITE = rf"(?:(?:please|pls|ok|okay|hey|hi|fyi|so|let's|(?:we|i) (?:need|have|want) to|{ASKED})[ ,:]+)*"
THANKS = re.compile(r"(?:,? (?:please|pls|thanks|thank you))+$", re.IGNORECASE)
PERSONAL = re.compile(
    r"(?:i|i'm|me|my|mine|(?:what|when|where|who|whose|which|how|why|is|are|does|do|did)(?:'s)?)\b.*"
    r"|.*\b(?:my|me)\b.*",
    re.IGNORECASE,
)
"""What somebody asks, or says of themselves: nobody's order for the schedule."""

UNITS = r"(?P<unit>minutes?|mins?|min\.?|m|hours?|hrs?|h)"
NUMBERS = {"a quarter of an hour": 15, "quarter of an hour": 15, "half an hour": 30, "an hour": 60, "one hour": 60}
AMOUNT = rf"(?:about )?(?:(?P<number>\d{{1,3}}) ?{UNITS}?|(?P<words>{'|'.join(NUMBERS)}))"
LATE = r"(?:late(?:r)?|behind(?: schedule)?|delayed|over(?:time)?)"
BEING = r"(?:is|are|was|were|'s|'re|has been|have been|will be|gets)"
RUNS = rf"(?:{BEING}(?: now)?(?: running| starting)?|runs?|(?:will )?(?:run|start|begin)s?)"
UNTIL_NIGHT = r"(?P<night>,? (?:to|until|till|for) (?:the )?(?:end|rest) of (?:the )?day)?"
EVERYTHING = re.compile(
    r"(?:the )?(?:whole )?(?:everything|all|all (?:rooms|sessions|of it)|we|schedule|programme|program|workshop|day|it)"
    r"(?: (?:rooms|sessions))?",
    re.IGNORECASE,
)
ALL_IN = re.compile(r"(?:everything|all|all (?:the )?(?:sessions|talks)) in (?=\S)", re.IGNORECASE)


def order_of(text: str) -> Order | None:
    """The order that the words give; None where they give none."""
    said = " ".join(text.split()).replace("’", "'")
    is_asked_to = re.match(rf"{POLITE}(?<=you )", said, re.IGNORECASE)
    said = THANKS.sub("", said.rstrip(" .!?" if is_asked_to else " .!"))
    made = (_made(make, pattern.fullmatch(said)) for make, pattern in FORMS)
    return next((order for order in made if order), None)


def _made(make: Callable[..., Order | None], match: re.Match[str] | None) -> Order | None:
    if match is None:
        return None
    named = {name: text and text.strip(" \"'“”,") for name, text in match.groupdict().items()}
    if any(PERSONAL.fullmatch(named.get(name) or "") for name in ABOUT):
        return None
    return make(**named)


ABOUT = ("what", "one", "other", "speaker", "by")
"""The groups that name what an order is about."""


def _delay(what: str, number: str | None, unit: str | None, words: str | None, night: str | None) -> Delay | None:
    by = _span(number, unit, words)
    taken_up = TakenUp.BY_NIGHT if night else TakenUp.BY_BREAKS
    where = ALL_IN.sub("", what)
    return Delay("" if EVERYTHING.fullmatch(where) else where, by, taken_up) if by else None


def _span(number: str | None, unit: str | None, words: str | None) -> timedelta:
    minutes = NUMBERS[words.lower()] if words else int(number or 0)
    return timedelta(hours=minutes) if unit and unit.lower().startswith("h") else timedelta(minutes=minutes)


def _earlier(what: str, number: str | None, unit: str | None, words: str | None) -> Move | None:
    by = _span(number, unit, words)
    return Move(what, -by) if by else None


def _longer(what: str, number: str | None, unit: str | None, words: str | None) -> Last | None:
    by = _span(number, unit, words)
    return Last(what, by) if by else None


def _shorter(what: str, number: str | None, unit: str | None, words: str | None) -> Last | None:
    by = _span(number, unit, words)
    return Last(what, -by) if by else None


def _swap_of(one: str, other: str, noun: str) -> Swap:
    return Swap(f"{one} {noun}", f"{other} {noun}")


def _add(
    title: str,
    start: str | None,
    sure: str | None,
    end: str | None,
    day: str | None,
    then: str | None,
    room: str | None,
    speaker: str | None,
) -> Add:
    """The day may be said before the time or after it."""
    said = " ".join(filter(None, (day or then, start or sure)))
    return Add(title, said, end, room, speaker)


def _form(make: Callable[..., Order | None], pattern: str) -> tuple[Callable[..., Order | None], re.Pattern[str]]:
    return make, re.compile(rf"{POLITE}(?:{pattern})(?:,? today)?", re.IGNORECASE)


MERIDIEM = r"(?: ?[ap]\.?m\.?)"
SURE_CLOCK = rf"(?:\d{{1,2}}[:.h]\d\d{MERIDIEM}?|\d{{1,2}}{MERIDIEM}|noon)"
CLOCK = rf"(?:\d{{1,2}}(?:[:.h]\d\d)?{MERIDIEM}?|noon)"
TO = r"(?: ?(?:-|–|—|to|until|till) ?)"
RANGE = rf"(?P<to>{CLOCK}){TO}(?P<until>{CLOCK})"
DAY = r"(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
NAMED = r"(?P<what>.+?(?<! that)(?<! which))"
PUT_OFF = r"(?:delay|postpone|push|put|shift)"
IS_OFF = r"(?:is|are|was|were|has been|have been|gets) (?:now )?(?:cancell?ed|called off)"
NOT_HELD = r"(?:does not|doesn't|will not|won't) take place"
MOVE = r"(?:move|reschedule|relocate|shift)"
STARTS = r"(?:(?:is |are )?now|now starts|starts now|now begins|will (?:now )?(?:start|begin|be))"
STEPS_IN = r"(?:speaks|talks|steps in|will speak) (?:instead of|in place of|for)|(?:will )?replaces?|is replacing"
WHERE = r"(?:,? in (?P<room>(?:(?! by | with ).)+))?"
WHO = r"(?:,? (?:by|with) (?P<speaker>(?:(?! in ).)+))?"
NEW = (
    r"add (?:an? |the )?(?:(?:new )?session:?,? )?(?P<title>.+?)"
    rf"(?:,? (?:on )?(?P<day>{DAY}))?(?:,? (?:at|from) (?P<start>{CLOCK})|[,:]? (?P<sure>{SURE_CLOCK}))"
)

FORMS = (
    _form(_delay, rf"{PUT_OFF}(?P<what>)(?: back| off)? (?:by )?{AMOUNT}{UNTIL_NIGHT}"),
    _form(
        _earlier, rf"(?:move|bring|push|pull|shift|start) (?P<what>.+?) (?:forward|up|ahead|earlier)(?: by)? {AMOUNT}"
    ),
    _form(
        _earlier,
        rf"(?:move|bring|push|pull|shift|start) (?P<what>.+?) (?:by )?{AMOUNT} (?:forward|ahead|earlier|early)",
    ),
    _form(_earlier, rf"(?P<what>.+?)(?: |(?=')){RUNS} {AMOUNT} (?:earlier|early)"),
    _form(_delay, rf"(?:(?:is |are )?(?:running|starting) )?(?P<what>){AMOUNT} {LATE}{UNTIL_NIGHT}"),
    _form(_delay, rf"(?P<what>)(?:a )?{AMOUNT} delay{UNTIL_NIGHT}"),
    _form(_delay, rf"(?P<what>.+?)(?: |(?=')){RUNS} {AMOUNT} {LATE}{UNTIL_NIGHT}"),
    _form(_delay, rf"(?:(?:we(?:'re| are) )?running )?{AMOUNT} {LATE} in (?P<what>.+?){UNTIL_NIGHT}"),
    _form(_delay, rf"(?P<what>.+?)(?: |(?=')){RUNS} {LATE} (?:by )?{AMOUNT}{UNTIL_NIGHT}"),
    _form(_delay, rf"(?P<what>.+?):? {AMOUNT} (?:late|behind(?: schedule)?){UNTIL_NIGHT}"),
    _form(
        _delay,
        rf"(?P<what>.+?) (?:{BEING} )?(?:delayed|postponed|pushed(?: back)?|put off) (?:by )?{AMOUNT}{UNTIL_NIGHT}",
    ),
    _form(_delay, rf"{PUT_OFF}(?: back| off)? (?P<what>.+?)(?: back| off)? (?:by )?{AMOUNT}(?: later)?{UNTIL_NIGHT}"),
    _form(_delay, rf"move (?P<what>.+?) (?:back(?: by)?|by) {AMOUNT}{UNTIL_NIGHT}"),
    _form(_delay, rf"move (?P<what>.+?)(?: by)? {AMOUNT} (?:back|later){UNTIL_NIGHT}"),
    _form(Cancel, r"(?:cancel|call off|drop|skip|scrap|remove|delete) (?P<what>.+?)"),
    _form(Cancel, rf"(?P<what>.+?) (?:{IS_OFF}|{NOT_HELD})"),
    _form(
        _swap_of,
        r"(?:swap|switch|exchange) (?P<one>.+?'s?) (?:and|with|for) (?P<other>.+?'s?) (?P<noun>talk|slot|session)s",
    ),
    _form(Swap, r"(?:swap|switch|exchange) (?P<one>.+?) (?:and|with|for) (?P<other>.+)"),
    _form(Swap, r"(?:swap|switch|exchange) (?P<one>(?:the )?(?:first|next|last) (?:two|2) .+)"),
    _form(Rename, r"(?:rename|retitle) (?P<what>.+?) (?:to|as|into) (?P<title>.+)"),
    _form(Rename, r"(?P<what>.+?) is now (?:called|titled|named) (?P<title>.+)"),
    _form(Replace, r"replace (?P<speaker>.+?) (?:by|with) (?P<by>.+)"),
    _form(Replace, r"(?P<speaker>.+?) is replaced by (?P<by>.+)"),
    _form(Replace, rf"(?P<by>.+?) (?:{STEPS_IN}) (?P<speaker>.+)"),
    _form(_add, rf"{NEW}(?:{TO}(?P<end>{CLOCK}))?(?:,? (?:on )?(?P<then>{DAY}))?{WHERE}{WHO}"),
    _form(_add, rf"{NEW}(?:{TO}(?P<end>{CLOCK}))?(?:,? (?:on )?(?P<then>{DAY}))?{WHO}{WHERE}"),
    _form(_longer, rf"(?:extend|prolong) (?P<what>.+?) by {AMOUNT}"),
    _form(_shorter, rf"(?:shorten|cut) (?P<what>.+?) by {AMOUNT}"),
    _form(Last, rf"(?:extend|prolong|shorten) (?P<what>.+?) (?:to|until|till) (?P<until>{CLOCK})"),
    _form(Last, rf"{NAMED} (?:now ends|ends now|will (?:now )?end) at (?P<until>{CLOCK})"),
    _form(
        Last,
        rf"(?P<what>.+?) (?:is extended|now lasts|lasts now) (?:to|until|till) (?P<until>{CLOCK})",
    ),
    _form(Relocate, r"(?:change|set) the room (?:of|for) (?P<what>.+?) to (?P<room>.+)"),
    _form(Move, rf"{MOVE} (?P<what>.+?) (?:to|into|for) (?P<to>(?:.+ )?{CLOCK}){TO}(?P<until>{CLOCK})"),
    _form(Move, rf"(?P<what>.+?) (?:(?:is |are )?now (?:from )?|moves to ){RANGE}"),
    _form(Move, rf"(?:{PUT_OFF}|change)(?: back| off)? (?P<what>.+?)(?: back| off)? (?:to|until|till) (?P<to>{CLOCK})"),
    _form(Move, rf"{MOVE} (?P<what>.+?) (?:to|into|for) (?P<to>.+)"),
    _form(Move, r"(?P<what>.+?) (?:moves|has moved|was moved|is moved|is moving|goes) to (?P<to>.+)"),
    _form(Move, rf"{NAMED} {STARTS} at (?P<to>{CLOCK})"),
    _form(Move, rf"start (?P<what>.+?) at (?P<to>{CLOCK})"),
    _form(Relocate, r"(?!(?:we|you|they|he|she)\b)(?P<what>.+?) (?:is now|are now|now|will be) in (?P<room>.+)"),
    _form(Relocate, r"(?P<what>.+?) (?:is|are) in (?P<room>.+) now"),
)
"""The first that fits is taken; the groups are what makes the order."""
