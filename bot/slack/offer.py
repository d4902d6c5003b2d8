"""A schedule that a document proposes, and what organizers do with it in Slack, as values."""

from dataclasses import dataclass
from datetime import date

from bot.errors import Fault
from bot.schedule.difference import Difference
from bot.schedule.model import Schedule

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


@dataclass(frozen=True, slots=True)
class Press:
    """What somebody did to a proposal, named by its id; and the message of the button, if it was one of a message."""

    proposal: str
    user: str
    channel: str = ""
    ts: str = ""
