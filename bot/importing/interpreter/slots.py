"""What structure finds before content is read: slots, each a time or a day with the text that belongs to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import dropwhile
from typing import NamedTuple

from bot.importing.interpreter.times_of_lines import When
from bot.importing.rows import Line
from bot.importing.values import clocks
from bot.importing.values.clocks import Span
from bot.importing.values.days import DIGIT, LIKE_A_YEAR, Day
from bot.importing.values.names import is_affiliation
from bot.importing.values.people import people_in
from bot.importing.values.remark_words import NOTING
from bot.importing.values.words import LABEL, LABEL_END, ROOM, has_any
from bot.zones import is_place

NEAR = 15
STARTS = re.compile(r"\b(?:start(?:s|ing)?|begin(?:s|ning)?)\b", re.IGNORECASE)
STARTING = ("start", "begin")
LONGEST_ROOM, WHOLE_BUILDING = 5, re.compile(r"building$", re.IGNORECASE)
PARTED = re.compile(r",|\s[|\u00b7\u2502\u2010-\u2015-]\s")


SIDES = "for|against|pro|con|contra|yes|no"
"""Before those who debate."""
BESIDE = re.compile(
    rf"\W*(?:(?P<speaker>{SIDES})|"
    r"(?P<chair>(?:comment(?:s|ary|ator)?|respon(?:se|dent|dant)|kommentar|commentaire|korreferat)(?: by)?))\s*:\s+",
    re.IGNORECASE,
)
"""Before those who debate, and before whoever answers a talk."""


class Piece(NamedTuple):
    """A line of a slot's text. `role` is what a label, column or class surely says that it is, `look` how it looks."""

    line: Line
    role: str | None = None
    look: tuple[object, ...] = ()
    label: str | None = None

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def appearance(self) -> tuple[object, ...]:
        """Its column, letters, level and class: how it looks, however many lines stand above it."""
        return (*self.look[:1], *self.look[2:6])


@dataclass(frozen=True, slots=True)
class Context:
    """What stands above: the day that a heading names, the section with its chair, the room and the track."""

    day: Day | None = None
    weekday: int | None = None
    number: int | None = None
    """Of the event's days ("Day 2"); beside a weekday it may be that of the month ("Mon 5")."""
    section: str | None = None
    chair: str | None = None
    room: str | None = None
    track: str | None = None
    start: clocks.Clock | None = None
    """When the first begins, where only lengths are given of what follows."""
    day_has_room: bool = False
    """Whether the room is told beside the day, and is none of the next day."""


@dataclass(slots=True)
class Slot:
    """One entry as found. `group` numbers the table or list whose rows run forward in time together."""

    line: int
    group: int
    span: Span | None = None
    moment: str | None = None
    moment_end: str | None = None
    context: Context = field(default_factory=Context)
    pieces: list[Piece] = field(default_factory=list)
    undated: bool = False
    """Whether it has no day although others of its kind have: an archive entry, or one not announced yet."""
    shared: bool = False
    """Whether its time is that of the row above, whose cell spans this one."""
    holds: bool = False
    """Whether the slots that share its time are parts of it."""
    anchors: tuple[str, ...] = ()
    taken: tuple[Line, ...] = ()
    """The page's own lines that it is made of, as they stood."""

    @property
    def is_silent(self) -> bool:
        """Whether nothing says when it is."""
        return not self.span and not self.moment


def states_start(text: str) -> re.Match[str] | None:
    """Where a text says that something begins."""
    return STARTS.search(text) if has_any(text.lower(), STARTING) else None


def begun(context: Context, line: Line, when: When | None) -> Context:
    """With the start that a line states for all that follows ("Morning session (starts at 9:00)")."""
    said = states_start(line.text)
    after = next((span for span in clocks.spans(line.text) if said and 0 <= span.begin - said.end() <= NEAR), None)
    stated = after or (when.span if when and not when.leads else None)
    return replace(context, start=stated.start) if stated and stated.start else context


def on_day(context: Context, when: When) -> Context:
    """Under a line that names a day; a start that was stated for the day before it is none of this one."""
    start = context.start if context.day is None else None
    return replace(context, day=when.day, weekday=when.weekday, number=when.number, start=start)


def below_day(context: Context, when: When) -> Context:
    """Below a heading that names a day, and perhaps the room of its talks ("Friday, 10 October (Hall 2)")."""
    text = when.rest.text.strip(" ,;()[]")
    label = labelled(text)
    parts = [part.strip(" ;:()[]\u2010-\u2015@") for part in PARTED.split(label[1] if label else text)]
    own = [
        part for part in parts if part and not (is_place(part) or is_affiliation(part) or LIKE_A_YEAR.fullmatch(part))
    ]
    beside = ", ".join(dropwhile(lambda part: not ROOM.search(part), own)) or ", ".join(own)
    short = len(beside.split()) <= LONGEST_ROOM and NOTING.isdisjoint(beside.lower().split())
    called = ROOM.search(beside) is not None and not WHOLE_BUILDING.search(beside)
    named = short and (called or (context.day_has_room and DIGIT.search(beside) is not None))
    room = beside if named else None if context.day_has_room else context.room
    return replace(on_day(context, when), room=room, day_has_room=named)


@lru_cache(maxsize=4096)
def labelled(text: str) -> tuple[str, str] | None:
    """What a line says that it is ("Speaker: X"), and its text without the label."""
    if not LABEL_END.search(text):
        return None
    if match := LABEL.match(text.lower()):
        return str(match.lastgroup), text[match.end() :]
    beside = BESIDE.match(text)
    named = people_in(text[beside.end() :]).persons if beside else ()
    return (str(beside.lastgroup), text[beside.end() :]) if beside and named else None
