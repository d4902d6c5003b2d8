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
    """To another time or, where the words are none, to another room; a naive time is local."""

    what: str
    to: str | datetime


@dataclass(frozen=True, slots=True)
class Swap:
    one: str
    other: str


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


Order: TypeAlias = Delay | Cancel | Move | Swap | Relocate | Rename | Replace | Add

UNITS = r"(?P<unit>minutes?|mins?|min\.?|m|hours?|hrs?|h)"
NUMBERS = {"a quarter of an hour": 15, "quarter of an hour": 15, "half an hour": 30, "an hour": 60, "one hour": 60}
AMOUNT = rf"(?:about )?(?:(?P<number>\d{{1,3}}) ?{UNITS}?|(?P<words>{'|'.join(NUMBERS)}))"
LATE = r"(?:late(?:r)?|behind(?: schedule)?|delayed|over(?:time)?)"
RUNS = r"(?:(?:is|are|was|were|'s|'re)(?: now)?(?: running)?|runs?|will run|will be|starts?|begins?)"
UNTIL_NIGHT = r"(?P<night>,? (?:to|until|till|for) (?:the )?(?:end|rest) of (?:the )?day)?"
EVERYTHING = re.compile(
    r"(?:the )?(?:whole )?(?:everything|all|all (?:rooms|sessions|of it)|we|schedule|programme|program|workshop|day|it)"
    r"(?: (?:rooms|sessions))?",
    re.IGNORECASE,
)


def order_of(text: str) -> Order | None:
    """The order that the words give; None where they give none."""
    said = " ".join(text.split()).rstrip(" .!").replace("’", "'")
    made = (_made(make, pattern.fullmatch(said)) for make, pattern in FORMS)
    return next((order for order in made if order), None)


def _made(make: Callable[..., Order | None], match: re.Match[str] | None) -> Order | None:
    if match is None:
        return None
    return make(**{name: text and text.strip(" \"'“”") for name, text in match.groupdict().items()})


def _delay(what: str, number: str | None, unit: str | None, words: str | None, night: str | None) -> Delay | None:
    minutes = NUMBERS[words.lower()] if words else int(number or 0)
    by = timedelta(hours=minutes) if unit and unit.lower().startswith("h") else timedelta(minutes=minutes)
    taken_up = TakenUp.BY_NIGHT if night else TakenUp.BY_BREAKS
    return Delay("" if EVERYTHING.fullmatch(what) else what, by, taken_up) if by else None


def _form(make: Callable[..., Order | None], pattern: str) -> tuple[Callable[..., Order | None], re.Pattern[str]]:
    return make, re.compile(rf"(?:please |pls )?(?:{pattern})(?: please)?", re.IGNORECASE)


CLOCK = r"\d{1,2}(?:[:.h]\d\d)?(?: ?[ap]\.?m\.?)?"
PUT_OFF = r"(?:delay|postpone|push|put|shift)"
IS_OFF = r"(?:is|are|was|were|has been|have been|gets) (?:cancell?ed|called off)"
NOT_HELD = r"(?:does not|doesn't|will not|won't) take place"
STEPS_IN = r"(?:speaks|talks|steps in|will speak) (?:instead of|in place of|for)"
AND_ROOM_AND_SPEAKER = r"(?:,? in (?P<room>.+?))?(?:,? (?:by|with) (?P<speaker>.+))?"

FORMS = (
    _form(_delay, rf"(?P<what>.+?)(?: |(?=')){RUNS} {AMOUNT} {LATE}{UNTIL_NIGHT}"),
    _form(_delay, rf"{PUT_OFF}(?: back| off)? (?P<what>.+?)(?: back| off)? (?:by )?{AMOUNT}{UNTIL_NIGHT}"),
    _form(_delay, rf"(?P<what>){AMOUNT} {LATE}{UNTIL_NIGHT}"),
    _form(Cancel, r"(?:cancel|call off|drop) (?P<what>.+?)"),
    _form(Cancel, rf"(?P<what>.+?) (?:{IS_OFF}|{NOT_HELD})"),
    _form(Swap, r"(?:swap|switch|exchange) (?P<one>.+?) (?:and|with|for) (?P<other>.+)"),
    _form(Rename, r"(?:rename|retitle) (?P<what>.+?) (?:to|as|into) (?P<title>.+)"),
    _form(Rename, r"(?P<what>.+?) is now (?:called|titled|named) (?P<title>.+)"),
    _form(Replace, r"replace (?P<speaker>.+?) (?:by|with) (?P<by>.+)"),
    _form(Replace, r"(?P<speaker>.+?) is replaced by (?P<by>.+)"),
    _form(Replace, rf"(?P<by>.+?) {STEPS_IN} (?P<speaker>.+)"),
    _form(
        Add,
        rf"add (?:a |the )?(?:(?:new )?session:?,? )?(?P<title>.+?),? (?:at|from) (?P<start>{CLOCK})"
        rf"(?: ?(?:to|until|till|-|–) ?(?P<end>{CLOCK}))?{AND_ROOM_AND_SPEAKER}",
    ),
    _form(Move, r"(?:move|reschedule|relocate|shift) (?P<what>.+?) (?:to|into|for) (?P<to>.+)"),
    _form(Move, r"(?P<what>.+?) (?:moves|has moved|was moved|is moved|is moving|goes) to (?P<to>.+)"),
    _form(Move, rf"(?P<what>.+?) (?:is now|now starts|starts now|now begins) at (?P<to>{CLOCK})"),
    _form(Relocate, r"(?P<what>.+?) (?:is|are) now in (?P<room>.+)"),
)
"""The first that fits is taken; the groups are what makes the order."""
