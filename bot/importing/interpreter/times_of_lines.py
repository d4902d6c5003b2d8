"""What a line says of time: the moments that it begins or ends with, and the line without them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.importing.interpreter.leads import moderated
from bot.importing.rows import Line, Run
from bot.importing.values import clocks, days
from bot.importing.values.clocks import Span
from bot.importing.values.days import DIGIT, Day
from bot.importing.values.names import LIKELY, likeness
from bot.importing.values.words import COLUMN, LABEL, PICTURES, ROOM
from bot.schedule.kinds import kind_of_title

LONGEST_TRAILING, FEW_WORDS = 250, 4
DAY_ALONE = re.compile(r"\d{4}-\d\d-\d\d")
HOUR_NAMED = re.compile(
    r"\W*(?:noon|midday|midnight)\s*(?:$|(?P<mark>[:,;|\u2502\u2010-\u2015-])|(?=[a-z]))", re.IGNORECASE
)
LONGEST_TIME = 40
FARTHEST = 300
"""How many characters the moments that a text begins with can take."""
OPEN, BRACKETED = re.compile(r"[(\[]"), re.compile(r"(?:\([^()]+\)|\[[^\[\]]+\])(?=\s*[\w\u2010-\u2015,;:-])")
GLUE = re.compile(
    rf"[\s,;:!|\u2502•·()\[\]@*\u3001\uff08-\uff0c\uff1a\u2010-\u2015\u2192~{PICTURES}-]*"
    r"(?:(?P<word>at|on|from|um|kl\.?|starting|approx\.?|ca\.?|"
    rf"(?:del?|du|das|à|a las|dalle(?: ore)?|dal|ore|alle|von|ab|van|om|des|desde|le|el|il|am|op|den|dia|nel|em|na|"
    rf"no)(?=\s+(?:\d|(?:{days.WEEKDAY_WORDS})\b)))\s+)?[(\[]?",
    re.IGNORECASE,
)
ZONE_WORDS = re.compile(
    rf"\(?\b{clocks.ZONE}(?:\s*[+-]\s*\d{{1,2}}(?::\d\d)?)?\)?|\(?(?:local|(?:eastern|pacific|"
    r"central|mountain)(?: (?:standard|daylight))?) time\)?",
    re.IGNORECASE,
)
AGAIN = re.compile(r"\s*[/|=(\[\u2502·,;]\s*")
"""What parts a time from the same for another zone, whose name follows it."""
DATE_LABEL = re.compile(
    r"\W*(?:(?:date|time|when|date (?:and|&) time|day|hour|start)s?\s*:\s*|"
    r"(?:week|wk|woche|kw|semaine|semana|settimana|vecka|uke|uge|lecture|meeting|class|seminar)\.?\s*#?\d+\s*(?:[:,|(]|\s[\u2010-\u2015-]+\s|"
    r"[\u2010-\u2015-]+\s*(?=\D))\s*|\d{1,2}[.)]\s+(?=\d{1,2}[:.h]\d\d))",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\W*(?:talk|session|colloquium|episode|event|no\.?|nr\.?|vortrag|sitzung|séance|exposé)\s*#?\d+\s*(?:[:,|(]|[\u2010-\u2015-]+\s)\s*",
    re.IGNORECASE,
)
"""The number of a talk, before its day."""
LENGTH = re.compile(
    r"\s*[(\[]\s*(?:\d(?:\.5)?\s*h\w*)?\s*(?:\d+\s*[m'′’]\w*)?\.?\s*[)\]]|\s*,\s*\d{1,3}\s*(?:min\w*|m|['′’])\.?\s*[)\]]?(?!\w)"
)
OPEN_END = re.compile(r"\s*(?:till?|until|to|[\u2010-\u2015-])\s*(?:late|open end)\b", re.IGNORECASE)
OTHER_DAY = re.compile(
    r"\s*(?:\([+\u2212-]\s?1(?:\s?d(?:ays?)?)?\)|[+\u2212-]1\s?d(?:ay)?\b|\((?:next|prev(?:ious)?\.?) day\))",
    re.IGNORECASE,
)
"""What tells that a time of another zone is of the day before or after."""
FIRST_IN_BRACKETS = re.compile(r"\s*[,;|\u2010-\u2015]\s*(?=[^\W\d_][^()\[\]]{3,}[)\]])")
"""What parts a time from the people with whom it stands in brackets ("Part 1 (2:00 – 2:20 PM, Jane Doe)")."""
BEHIND = re.compile(r"\s*\([^()]+\)\s*")
"""A remark behind a day with which a line ends ("Extra seminar – 12 December (joint with physics)")."""
DAY_OF_MONTH = re.compile(r"\s+(?P<number>[12]?[1-9]|[123]0|31)(?:st|nd|rd|th|\.)?\s*$")
PARTED = re.compile(r"\s*(?:[^\w\s]|\d|$)")
NAME_END = re.compile(r"\s*[,:;(\[|\u2502\u2013\u2014]|\s+(?:-|and)\s")


class When(NamedTuple):
    """What a line says of time, and the line without it. `leads` where the time stands first, or alone."""

    rest: Line
    span: Span | None = None
    day: Day | None = None
    weekday: int | None = None
    number: int | None = None
    zone: str | None = None
    leads: bool = True

    @property
    def says_day(self) -> bool:
        return self.day is not None or self.weekday is not None or self.number is not None


UNTOLD = When(Line(()))


def when_of(line: Line, *, dots: bool = True) -> When | None:
    """The time or day that a line begins or ends with; None where it has neither."""
    text = line.text
    told = DIGIT.search(text) or _may_name_day(text) or _names_hour(line)
    said = _said_in(line, text, dots=dots) if told else None
    if line.moment and DAY_ALONE.fullmatch(line.moment):
        return _on_stated_day(said, replace(line, moment=None, moment_end=None), line.moment)
    return said or (When(line) if line.moment else None)


def _on_stated_day(said: When | None, line: Line, stated: str) -> When | None:
    """What a line says without the day that the format attaches to it, which is no moment; or that day alone."""
    if said:
        return said._replace(rest=replace(said.rest, moment=None, moment_end=None))
    day = next(days.days_in(stated), None)
    return When(line, day=day) if day and len(line.text.split()) <= FEW_WORDS else None


def begins_with_time(line: Line) -> bool:
    when = when_of(line)
    return bool(when and when.leads and when.span and when.rest.text)


def _said_in(line: Line, text: str, *, dots: bool) -> When | None:
    label = DATE_LABEL.match(text)
    numbered = None if label else NUMBERED.match(text)
    begin = label.end() if label else 0
    found = _leading(text, begin, dots=dots) or (_behind(text, begin, dots=dots) if label else None)
    if numbered and (behind := _leading(text, numbered.end(), dots=dots)) and behind[1].day:
        found = behind
    if found:
        end, when = found
        begin = _after_glue(text, end)
        return when._replace(rest=part_of(line, begin, len(text) - _is_left_open(text, end, begin)))
    first = line.runs[0].text if len(line.runs) > 1 else ""
    if first.strip().isdigit() and (span := next(clocks.spans(first.strip()), None)):
        return When(part_of(line, len(first), len(text)), span)
    if len(text) <= LONGEST_TRAILING:
        return _trailing(line, text, dots=dots)
    return None


def _behind(text: str, begin: int, *, dots: bool) -> tuple[int, When] | None:
    """What stands behind a label, where its number would be taken for the first day of a range ("Wk 1 - 18 Sep")."""
    found = _leading(text[begin:], 0, dots=dots)
    return (begin + found[0], found[1]) if found else None


def _after_glue(text: str, place: int) -> int:
    """Where what a time is told of begins, with the bracket that it may be in, or a first word like "On"."""
    place += text.startswith(". ", place)
    glue = GLUE.match(text, place)
    end = glue.end() if glue else place
    if glue and glue["word"] and glue["word"][0].isupper():
        return glue.start("word")
    bracket = OPEN.search(text, place, end)
    return bracket.start() if bracket and BRACKETED.match(text, bracket.start()) else end


def _is_left_open(text: str, begin: int, end: int) -> bool:
    """Whether a text closes a bracket that was opened from one place to another, behind which it is read."""
    opened, closed = ("[", "]") if text.endswith("]") else ("(", ")")
    return (
        text.endswith(closed)
        and text.count(opened, begin, end) > 0
        and text.count(opened, end) < text.count(closed, end)
    )


def _names_hour(line: Line) -> bool:
    """Whether a line begins with an hour that has a name, with something that parts it from what is then."""
    match = HOUR_NAMED.match(line.runs[0].text) if line.runs else None
    return bool(
        match
        and (match["mark"] or match.end() == len(line.runs[0].text) or kind_of_title(line.text[match.end() :]).is_break)
    )


def _may_name_day(text: str) -> bool:
    return len(text) < 40 and (days.weekday_alone(text) is not None or days.NUMBERED.match(text) is not None)


def _leading(text: str, place: int, *, dots: bool) -> tuple[int, When] | None:
    """Where the moments that a text begins with end, and what they say."""
    return (_leading_again if len(text) <= LONGEST_TIME else _leading_once)(text, place, dots=dots)


def _leading_once(text: str, place: int, *, dots: bool) -> tuple[int, When] | None:
    near = text[: place + FARTHEST]
    spans = tuple(span for span in clocks.spans(near) if dots or not clocks.uses_dots(text[span.begin : span.stop]))
    named = tuple(days.days_in(near))
    when = UNTOLD
    moved = True
    if numbered := days.NUMBERED.match(text, place):
        when, place = when._replace(number=days.numbered_day(text[place:])), numbered.end()
    while moved:
        moved = False
        glue = GLUE.match(text, place)
        at = glue.end() if glue else place
        for day in named:
            if when.day is None and day.begin <= at < day.stop and text[day.begin : at].strip(" (,") == "":
                when, place, moved = when._replace(day=day), day.stop, True
        for span in spans:
            if when.span is None and place <= at == span.begin:
                when, place, moved = *_with_length(text, span, when), True
        if not moved and (further := _zone_or_weekday(text, at, when)):
            when, place = further
            moved = True
    if when.span is None and not when.says_day:
        return None
    if when.weekday is not None and when.span is None and when.day is None and text[place:].strip(" :,.()-–—"):
        return None
    return _past_other_zones(text, place, spans) if when.span else place, when


def _past_other_zones(text: str, place: int, spans: Sequence[Span]) -> int:
    """Where what follows begins behind the same time told again for other zones ("09:00 JST (00:00 UTC)")."""
    first: Span | None = None
    for span in spans:
        again = AGAIN.match(text, place)
        if again and again.end() == span.begin:
            zone = ZONE_WORDS.search(text, span.begin, span.stop + 4)
            if zone or (first and "(" in again[0] and may_be_zones_apart(first, span)):
                place = max(span.stop, zone.end() if zone else 0)
        elif span.stop <= place:
            first = span
    return place


def may_be_zones_apart(one: Span, other: Span) -> bool:
    """Whether two times may be the same of two zones: whole hours or halves apart, and their ends as well."""
    pairs = [(one.start, other.start), (one.end, other.end)]
    told = [(first.minutes - second.minutes) % (clocks.DAY // 2) for first, second in pairs if first and second]
    alike = all(bool(first) == bool(second) for first, second in pairs)
    return alike and len(set(told)) == 1 and told[0] % (clocks.HOUR // 2) == 0


_leading_again = lru_cache(maxsize=2048)(_leading_once)
"""For what holds a time and little else, which stands on a page several times and is asked several times."""


def _with_length(text: str, span: Span, when: When) -> tuple[When, int]:
    """What a time says with the length that may follow it in brackets, and where both end."""
    if further := OPEN_END.match(text, span.stop) or OTHER_DAY.match(text, span.stop):
        return when._replace(span=span), further.end()
    length = LENGTH.match(text, span.stop)
    minutes = clocks.duration_in(length[0]) if length else None
    if not length or not minutes:
        return when._replace(span=span), span.stop
    return when._replace(span=replace(span, duration=minutes[0])), length.end()


def _zone_or_weekday(text: str, place: int, when: When) -> tuple[When, int] | None:
    """What stands at a place after a time or before a day, added to what was said so far."""
    if when.span and (zone := ZONE_WORDS.match(text, place)):
        return when._replace(zone=when.zone or zone[0]), zone.end()
    if when.day and when.day.weekday is None and not when.span and (beside := _weekday_at(text, place)):
        parted = PARTED.match(text, beside[1])
        return (when._replace(day=replace(when.day, weekday=beside[0])), beside[1]) if parted else None
    name = _weekday_at(text, place) if when.day is None and when.weekday is None else None
    if name and not (when.span and likeness(NAME_END.split(text[place:], maxsplit=1)[0]) >= LIKELY):
        of_month = DAY_OF_MONTH.match(text, name[1]) if when == UNTOLD else None
        number = int(of_month["number"]) if of_month else when.number
        return when._replace(weekday=name[0], number=number), of_month.end() if of_month else name[1]
    return None


def _weekday_at(text: str, place: int) -> tuple[int, int] | None:
    match = days.WEEKDAY.match(text, place)
    if not match:
        return None
    found = days.weekday_alone(match["weekday"])
    return (found, match.end("weekday")) if found is not None else None


def _trailing(line: Line, text: str, *, dots: bool) -> When | None:
    """A time or day that a short line ends with: "Opening (9:00-9:30)", "Title, Monday 4 December, 9:00 EST".

    Who chairs may be said behind it.
    """
    told = moderated(text)[0]
    label = LABEL.match(text.lower())
    begins = _begins(told) if not label or label.lastgroup != "room" else ()
    for begin in begins:
        found = _leading(told, begin, dots=dots and not ROOM.search(told, 0, begin))
        behind = FIRST_IN_BRACKETS.match(told, found[0]) if found and found[1].span else None
        if found and behind and told[begin - 1] in "([" and not ROOM.search(told, behind.end()):
            rest = line.of(*part_of(line, 0, begin).runs, *part_of(line, behind.end(), len(text)).runs)
            return found[1]._replace(rest=rest, leads=False)
        remark = BEHIND.fullmatch(told, found[0]) if found and not found[1].span else None
        last = found and (remark or not ZONE_WORDS.sub("", told[found[0] :]).strip(" .)]:,;!*-–—"))
        if found and last and (_is_parted(told, begin) or _begins_look(line, begin)):
            rest = _trimmed(part_of(line, 0, begin))
            chair = part_of(line, found[0] if remark else len(told), len(text))
            return found[1]._replace(rest=rest.of(*rest.runs, *chair.runs) if chair.runs else rest, leads=False)
    return None


@lru_cache(maxsize=2048)
def _begins(text: str) -> tuple[int, ...]:
    """Where the times and days of a text begin."""
    return tuple(sorted((*(span.begin for span in clocks.spans(text)), *(day.begin for day in days.days_in(text)))))


def _is_parted(text: str, begin: int) -> bool:
    """Whether something parts what ends a line from the text before it, so that it is no part of a sentence."""
    before = text[:begin].rstrip()
    return before.endswith(
        ("(", "[", ",", "-", "–", "—", "|", COLUMN, ":", "·", "@", "/", " on", " at", "day", " le", " am")
    )


def _begins_look(line: Line, begin: int) -> bool:
    """Whether a place begins what has a look of its own."""
    place = 0
    for run, after in pairwise(line.runs):
        place += len(run.text)
        bare = len(after.text) - len(after.text.lstrip())
        if place + bare == begin:
            return (run.strong, run.italic, run.role) != (after.strong, after.italic, after.role)
    return False


def _trimmed(line: Line) -> Line:
    if not line.runs:
        return line
    last = line.runs[-1]
    trimmed = re.sub(
        rf"[\s,;:|\u2502·@(\[/\u2010-\u2015{PICTURES}-]+(?:(?:starts?|starting|begin(?:s|ning)?|from)\s*)?(?:on|at)?\s*$|"
        r"\s+(?:on|at)\s*$",
        "",
        last.text,
    )
    return line.of(*(run for run in (*line.runs[:-1], last.saying(trimmed)) if run.text))


def part_of(line: Line, begin: int, end: int) -> Line:
    """The line's text from one place to another, with its looks and links."""
    if begin <= 0 and end >= len(line.text) == sum(len(run.text) for run in line.runs):
        return line
    place = 0
    runs: list[Run] = []
    for run in line.runs:
        text = run.text[max(begin - place, 0) : max(end - place, 0)]
        place += len(run.text)
        text = text if runs else text.lstrip()
        if text:
            runs.append(run if text == run.text else run.saying(text))
    return line.of(*runs)
