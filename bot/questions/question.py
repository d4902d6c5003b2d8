"""What a question asks: which part of the schedule (a Selection), and what about it (an Aspect). Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, StrEnum, auto
from zoneinfo import ZoneInfo

from bot.schedule.model import Kind, Person


class Aspect(Enum):
    """What is asked of the selection."""

    WHEN = auto()
    START = auto()
    END = auto()
    UNTIL = auto()
    DURATION = auto()
    WHERE = auto()
    WHO = auto()
    CHAIR = auto()
    BIO = auto()
    ABSTRACT = auto()
    LINK = auto()
    COUNT = auto()
    EXISTS = auto()
    ORGANIZERS = auto()
    HOSTS = auto()
    CLOCK = auto()
    EVENT = auto()
    EVENTS = auto()
    HELP = auto()


class Tense(StrEnum):
    """Which part of the programme, as seen from now."""

    NOW = "now"
    NEXT = "next"
    NOW_AND_NEXT = "now and next"
    LEFT = "left"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was said; where `sure` is False, 2 may be 14:00."""

    hour: int
    minute: int = 0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the year. Where month and day may be swapped (10/11), `swappable` is True."""

    month: int
    day: int
    year: int | None = None
    swappable: bool = False


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The 23rd, of whichever month the event has one in."""

    number: int


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """So many days from today."""

    days: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """0 is Monday. `direction`: -1 is the one before today, 1 the one of next week, 0 whichever the event has."""

    number: int
    direction: int = 0


@dataclass(frozen=True, slots=True)
class NumberedDay:
    """The nth day of the event, from 1; -1 is the last."""

    number: int


@dataclass(frozen=True, slots=True)
class Weeks:
    """The week so many weeks from this one; its Saturday and Sunday alone if `weekend`."""

    offset: int
    weekend: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year by `number`, or the one `offset` months from this one."""

    number: int | None = None
    year: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Year:
    """A year by its number, or the one `offset` years from this one."""

    number: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Days:
    """From a day to another, both included."""

    first: Day
    last: Day


Day = Days | CalendarDay | DayOfMonth | RelativeDay | Weekday | NumberedDay | Weeks | Month | Year


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day, by the hours of the event's clock from which and up to which sessions start."""

    name: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class When:
    """All that a question says of time. Clocks are on the asker's clock unless `zone` or `on_site` says another."""

    tense: Tense | None = None
    day: Day | None = None
    part: DayPart | None = None
    at: Clock | None = None
    since: Clock | None = None
    until: Clock | None = None
    away: timedelta | None = None
    within: timedelta | None = None
    zone: ZoneInfo | None = None
    on_site: bool = False

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return tuple(clock for clock in (self.at, self.since, self.until) if clock)


@dataclass(frozen=True, slots=True)
class KindWord:
    """A word for some kinds of session.

    `title_word`: sessions with it in their titles come before others of the kinds; where `strict`, others are not
    meant at all (dinner is not just any social event). `alternatives`: the words that "lunch or coffee" is made of.
    """

    kinds: frozenset[Kind]
    one: str
    many: str
    title_word: str | None = None
    strict: bool = False
    alternatives: tuple[KindWord, ...] = ()

    @property
    def each(self) -> tuple[KindWord, ...]:
        return self.alternatives or (self,)

    def counted(self, number: int) -> str:
        return f"{number} {self.one if number == 1 else self.many}"


@dataclass(frozen=True, slots=True)
class LinkWord:
    """A word for links of some kinds."""

    kinds: tuple[str, ...]
    name: str


class Sort(Enum):
    """What sort of thing a mention names."""

    PERSON = auto()
    TITLE = auto()
    GROUP = auto()
    TOPIC = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name something of the schedule: `people`, or entries by their place in it.

    `label` is what they were taken for; it differs from `said` where spelling was corrected. A GROUP is a room,
    track, section or affiliation. `alternative`: it stands beside the one before ("A or B") rather than narrows it.
    """

    sort: Sort
    said: str
    label: str
    entries: frozenset[int] = frozenset()
    people: tuple[Person, ...] = ()
    corrected: bool = False
    alternative: bool = False
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which sessions are meant: those that fit all that is said.

    `single`: the kind was said in the singular. `by_length`: `pick` counts from the shortest.
    `spoken`: `pick` counts only what somebody is named for.
    """

    when: When = When()
    kind: KindWord | None = None
    people: tuple[Mention, ...] = ()
    things: tuple[Mention, ...] = ()
    after: Selection | None = None
    before: Selection | None = None
    during: Selection | None = None
    without: Selection | None = None
    pick: int | None = None
    count: int | None = None
    every: bool = False
    single: bool = False
    by_length: bool = False
    spoken: bool = False
    of_event: bool = False
    archived: bool = False

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return (*self.people, *self.things)

    @property
    def is_named(self) -> bool:
        """Whether it names something of the schedule, rather than a time alone."""
        return bool(self.people or self.things or self.kind)

    @property
    def others(self) -> tuple[Selection, ...]:
        """What it is told by: that which stands before or after it, or is left out."""
        return tuple(one for one in (self.after, self.before, self.during, self.without) if one)

    @property
    def is_empty(self) -> bool:
        return self == Selection()


class Talk(Enum):
    """Words that ask nothing."""

    GREETING = auto()
    THANKS = auto()
    FAREWELL = auto()


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    `unknown` are the words that mean nothing here; `unknown_name` those that make it a question about nobody;
    `missing` those that nothing is found for, beside something that is.
    `speaking`, `about`: it says that somebody speaks, or what something is about.
    """

    selection: Selection = Selection()
    aspect: Aspect | None = None
    link: LinkWord | None = None
    talk: Talk | None = None
    unknown: tuple[str, ...] = ()
    unknown_name: str | None = None
    missing: tuple[str, ...] = ()
    nearest: tuple[Person, ...] = ()
    misread: tuple[tuple[str, str], ...] = ()
    speaking: bool = False
    about: bool = False
