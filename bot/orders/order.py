"""What organizers can order of a schedule, and the other way to do it, where there is one.

What is named (a session, a room, a time) stays words here: `bot.orders.plan` finds what they mean in a schedule. A
session may be named by its id too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.schedule.amendments import TakenUp


@dataclass(frozen=True, slots=True)
class Delay:
    """`what` runs late: rooms, a day or another stretch of it, a session and all after it, or everything (empty)."""

    what: str
    by: timedelta
    taken_up: TakenUp = TakenUp.BY_BREAKS


@dataclass(frozen=True, slots=True)
class Cancel:
    what: str


@dataclass(frozen=True, slots=True)
class Restore:
    """What was cancelled takes place after all."""

    what: str


@dataclass(frozen=True, slots=True)
class Move:
    """To another time, by so much (less than nothing: earlier) or, where the words are no time, to another room.

    A naive time is local. Without `until` it lasts as long as before.
    """

    what: str
    to: str | datetime | timedelta
    until: str | None = None
    room: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """`what` begins when `other` ends, or ends when it begins."""

    what: str
    other: str
    is_after: bool


@dataclass(frozen=True, slots=True)
class Last:
    """`what` ends then, or so much later (less than nothing: earlier)."""

    what: str
    until: str | timedelta


@dataclass(frozen=True, slots=True)
class Take:
    """`what` takes so long from its start on."""

    what: str
    time: timedelta


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
    """Somebody speaks in place of somebody else, in everything or in `what`."""

    speaker: str
    by: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Miss:
    """Somebody does not speak, in everything or in `what`: it takes place without them, or not if nobody else speaks.

    `otherwise` it is the other way round.
    """

    speaker: str
    what: str = ""
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Add:
    title: str
    start: str | datetime
    end: str | datetime | timedelta | None = None
    room: str | None = None
    speaker: str | None = None


Order: TypeAlias = (
    Delay | Cancel | Restore | Move | Beside | Last | Take | Swap | Relocate | Rename | Replace | Miss | Add
)

OTHERWISE = {TakenUp.BY_BREAKS: TakenUp.BY_NIGHT, TakenUp.BY_NIGHT: TakenUp.BY_BREAKS}


def otherwise(order: Order) -> Order:
    """The other way to do it; the same order where there is none."""
    match order:
        case Delay(taken_up=taken_up):
            return replace(order, taken_up=OTHERWISE[taken_up])
        case Miss(otherwise=is_otherwise):
            return replace(order, otherwise=not is_otherwise)
    return order
