"""What somebody may tell the bot to do for them. Values only; `words` are still to be looked up in the schedule."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from bot.agenda.attendee import QuietHours


@dataclass(frozen=True, slots=True)
class Starring:
    words: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class TakeBack:
    """What one starred last, or took off one's agenda."""


@dataclass(frozen=True, slots=True)
class Following:
    words: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class ShowAgenda:
    """Of the day that the words name; all that is left where they name none."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class ShowNext:
    pass


@dataclass(frozen=True, slots=True)
class ShowFree:
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reminding:
    """So many minutes before what the words name; at one's own leads (None) or never (none).

    Or at the instant that the words `at` tell.
    """

    words: str
    leads: tuple[int, ...] | None
    at: str = ""


class Choice(StrEnum):
    """What may become of a reminder."""

    COME = "come"
    SNOOZE = "snooze"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Settle:
    """What is at hand: they are on their way, it is put off by so many minutes, or skipped."""

    choice: Choice
    minutes: int = 5


@dataclass(frozen=True, slots=True)
class SetLeads:
    leads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mute:
    """Until they say otherwise; or for so many minutes, or until the instant that the words tell."""

    on: bool
    minutes: int = 0
    until: str = ""


@dataclass(frozen=True, slots=True)
class SetQuiet:
    hours: QuietHours | None


@dataclass(frozen=True, slots=True)
class SetDigest:
    hour: time | None


@dataclass(frozen=True, slots=True)
class SetZone:
    """To that of the place, or the zone, that the words name; `sure` where they cannot be anything else."""

    words: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class SetOnSite:
    on: bool


@dataclass(frozen=True, slots=True)
class UseProfileZone:
    pass


@dataclass(frozen=True, slots=True)
class ShowSettings:
    pass


@dataclass(frozen=True, slots=True)
class ShowRatings:
    words: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """What the words name, or what is to be chosen; without a mark to be asked for it.

    Where not `sure`, the mark may be a part of the name, as in “rate poster session 2”.
    """

    words: str = ""
    score: int | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class SendCalendar:
    """What is on one's agenda, as a file; or what the words name, or all of the programme."""

    words: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class LinkCalendar:
    """A private address for one's calendar; `renew` it even where there is one."""

    renew: bool = False


@dataclass(frozen=True, slots=True)
class RevokeLink:
    pass


@dataclass(frozen=True, slots=True)
class ShowData:
    """All that is kept about whoever asks."""


@dataclass(frozen=True, slots=True)
class EraseData:
    pass


Command = (
    Starring
    | TakeBack
    | Following
    | ShowAgenda
    | ShowNext
    | ShowFree
    | Reminding
    | Settle
    | SetLeads
    | Mute
    | SetQuiet
    | SetDigest
    | SetZone
    | SetOnSite
    | UseProfileZone
    | ShowSettings
    | ShowRatings
    | Rate
    | SendCalendar
    | LinkCalendar
    | RevokeLink
    | ShowData
    | EraseData
)
