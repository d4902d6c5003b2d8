"""Times of day as pages write them, and what a day's times mean together where AM or PM is missing or wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from bot.importing.values import eastern
from bot.importing.values.words import has_any
from bot.zones import ABBREVIATIONS

HALF = r"(?:\s*[ap]\.?\s?m\b\.?|[ap]\b)"
NAMED = r"(?!\s+(?-i:(?:H|M|Min)\.?\s[A-ZÀ-Þ]))"
"""Before a unit, that it is none but opens a name ("9:00 M. Curie")."""
MINUTES = rf"(?:\s?[:h\uff1a]\s?|\.)[0-5]\d(?!\d|{NAMED}\s*m(?:ins?)?\b)(?::[0-5]\d(?!\d))?"
ONE = (
    rf"(?:12[:.]00\s*noon\b|\d{{1,2}}{MINUTES}(?:{HALF}|{NAMED}\s*(?:hrs?|Uhr|uur|ore|hs?)\b(?!-))?|"
    rf"[1-9]\d?\s*[ap]\.?\s?m\b\.?|\d{{1,2}}\s?(?:Uhr|uur|hs?)\b(?!\s*\d+\s*m)|"
    rf"(?:12\s*)?noon\b|midday\b|midnight\b)"
)
ZONE = rf"(?-i:{'|'.join(ABBREVIATIONS)})\b"
ZONE_NOTE = rf"(?:\s*\(?{ZONE}(?:[+\u2212-]\d{{1,2}}(?::?\d\d)?)?\)?)?"
TO = (
    r"\s*(?:(?:[-\u2010-\u2015~\u2192>]|(?<![tc] )(?<![tc])/)+|"
    r"to|til+|until|through|bis|(?:fino )?alle(?: ore)?|at[ée](?: [àa]s)?|[àa]s|à|"
    r"al?(?: las)?|hasta(?: las)?|"
    r"(?:jusqu['’])à|tot)\s*"
)
# A range's start may be a bare hour ("9-10:30 AM") and so may its end ("9:30-11").
SPAN = re.compile(
    rf"(?<![\w:.,$/-])(?:(?P<start>{ONE}|\d{{1,2}}(?={TO}{ONE})){ZONE_NOTE}(?:{TO}(?P<end>{ONE}|"
    rf"\d{{1,2}}(?![\w:.%/-])))?)"
    rf"(?![\d%]|\+\w|[:.]\d|\s*[/]\s*\d)",
    re.IGNORECASE,
)
FOUR_DIGITS = re.compile(
    rf"\W*([01]\d|2[0-3])([0-5]\d)(?:\s*(?:h|hrs?|hours))?(?:{TO}([01]\d|2[0-3])([0-5]\d)(?:\s*(?:h|hrs?|hours))?)?\W*"
)
FOUR_WITHIN = re.compile(
    rf"(?<![\w:.,$/+-])([01]\d|2[0-3])([0-5][05])(?:\s*h(?:rs?)?)?"
    rf"(?:{TO}([01]\d|2[0-3])([0-5][05])(?:\s*h(?:rs?)?)?(?![\w:./-])|(?<=^\d{{4}})(?:\s?[\u2010-\u2015-](?=\s)|(?=\s?\u2502)|$))"
)
"""A range in a text, or a time that is all of it or of its first column; other minutes are hardly any."""
HOUR_NAMES = ("noon", "midday", "midnight")
DIGITS = re.compile("[0-9\uff10-\uff19]\\d*")
DIGITS_OR_NAMES = re.compile(rf"{DIGITS.pattern}|{'|'.join(HOUR_NAMES)}", re.IGNORECASE)
"""What every time begins with, as digits do where no hour is named: much less to look for."""
YEARS = re.compile(r"(?:19[5-9]|20[0-5])\d(?:\D+(?:19[5-9]|20[0-5])\d)?\W*")
HOURS = re.compile(r"\s*(\d{1,2})\s*[\u2010-\u2015-]\s*(\d{1,2})\s*")
LAST_HOUR = 24
HOURS_LONG = re.compile(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?")
DURATION = re.compile(
    r"(?<![\w.:])(?=\d)(?:(?P<times>\d{1,2})\s*[x×]\s*(?=\d))?(?:(?P<hours>\d(?:\.5)?)\s*(?:h|hr|hrs|"
    r"hours?)\b\s*(?:and\s*)?)?(?:(?P<minutes>\d{1,3})\s*[-\u2010\u2011]?\s*(?:m|mn|min|mins|minutes?|"
    r"['\u2032\u2019](?=\W|$))(?!\w)\.?)?",
    re.IGNORECASE,
)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOUR, NOON, DAY = 60, 12 * 60, 24 * 60
FIRST, MORNING, EVENING_GAP, LATE, EARLY = 5 * 60, 7 * 60, 4 * 60, 19 * 60, 6 * 60
DOT = re.compile(r"\d\.\d")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written: `half` is "am", "pm" or None; `hour` is up to 24."""

    hour: int
    minute: int
    half: str | None
    text: str

    @property
    def minutes(self) -> int:
        """Since midnight, taken as written; a bare hour up to 12 is taken as on a 24-hour clock."""
        if self.half is None:
            return self.hour * 60 + self.minute
        return (self.hour % 12 + (12 if self.half == "pm" else 0)) * 60 + self.minute

    @property
    def is_sure(self) -> bool:
        """Whether the hour alone tells morning from afternoon."""
        return self.half is not None or self.hour == 0 or self.hour > 12


@dataclass(frozen=True, slots=True)
class Span:
    """When something is, as written. `duration` is in minutes; `begin` and `stop` are where it stands in the text."""

    start: Clock | None
    end: Clock | None = None
    duration: int | None = None
    begin: int = 0
    stop: int = 0

    @property
    def text(self) -> str:
        return "–".join(clock.text for clock in (self.start, self.end) if clock)


class Settled(NamedTuple):
    """A start and an end in minutes since the midnight of the day; `doubt` says what was not taken as written."""

    start: int
    end: int | None
    doubt: str | None = None


NUMBERED = re.compile(
    r"\b(?:room|raum|hörsaal|salle|sala|aula|zaal|lokaal|level|section|building)\W{0,2}$", re.IGNORECASE
)
"""Before the number of a room or the like, which may be written as a time is with dots."""


def spans(text: str) -> Iterator[Span]:
    """Every time or range of times in a text. What can only be a version or a decimal ("v2.10") is none."""
    return _eastern_spans(text) if eastern.is_eastern(text) and eastern.HOUR.search(text) else _spans(text)


def _eastern_spans(text: str) -> Iterator[Span]:
    written, places = eastern.with_western_hours(text)
    for span in _spans(written):
        yield replace(span, begin=places[span.begin + written[span.begin].isspace()], stop=places[span.stop])


def _spans(text: str) -> Iterator[Span]:
    place, has_four = 0, False
    may_begin = DIGITS_OR_NAMES if has_any(text.lower(), HOUR_NAMES) else DIGITS
    while begun := may_begin.search(text, place):
        match = SPAN.match(text, begun.start())
        place = match.end() if match else begun.end()
        has_four = has_four or len(begun[0]) >= len("0915")
        if not match:
            continue
        start, end = clock_of(match["start"]), clock_of(match["end"]) if match["end"] else None
        if start is None or (match["end"] and end is None and not match["end"].isdigit()):
            continue
        if "." in match[0] and NUMBERED.search(text, max(0, match.start() - 12), match.start()):
            continue
        if end is None and match["start"].isdigit():
            continue
        yield Span(start, end, None, match.start(), match.end() if end else match.end("start"))
    for match in FOUR_WITHIN.finditer(text) if has_four else ():
        if not YEARS.fullmatch(match[0]):
            yield _of_digits(match, match.start(), match.end())


def span_of_hours(text: str) -> Span | None:
    """A cell of nothing but bare hours: `9-10`, `13–17`."""
    match = HOURS.fullmatch(text)
    if not match or not 0 <= int(match[1]) < int(match[2]) <= LAST_HOUR:
        return None
    start, end = (Clock(int(hour) % LAST_HOUR, 0, None, hour) for hour in (match[1], match[2]))
    return Span(start, end, None, 0, len(text))


def span_of_digits(text: str) -> Span | None:
    """A cell of nothing but `0930` or `0930-1015`."""
    match = FOUR_DIGITS.fullmatch(text)
    if not match:
        return None
    return _of_digits(match, 0, len(text))


def _of_digits(match: re.Match[str], begin: int, stop: int) -> Span:
    start = Clock(int(match[1]), int(match[2]), None, f"{match[1]}:{match[2]}")
    end = Clock(int(match[3]), int(match[4]), None, f"{match[3]}:{match[4]}") if match[3] else None
    return Span(start, end, None, begin, stop)


@lru_cache(maxsize=4096)
def clock_of(text: str) -> Clock | None:
    """One time of day; None where the numbers are none."""
    plain = text.strip().lower()
    if plain.endswith(("noon", "midday", "midnight")):
        return Clock(12, 0, "am" if plain.endswith("midnight") else "pm", text.strip())
    match = re.match(r"(\d{1,2})(?:(?:\.|\s?[:h\uff1a]\s?)(\d\d))?", plain)
    if not match or int(match[1]) > 24 or int(match[2] or 0) > 59:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    letter = re.search(r"([ap])\.?\s?m?\.?$", plain[match.end() :])
    half = f"{letter[1]}m" if letter and 1 <= hour <= 12 else None
    return Clock(hour % 24, minute, half, text.strip())


@lru_cache(maxsize=4096)
def duration_in(text: str) -> tuple[int, str] | None:
    """The minutes that a text states ("(10mn)", "1.5 hours", "10 min"), and the text without them."""
    for match in DURATION.finditer(text):
        if match["hours"] or match["minutes"]:
            minutes = int(float(match["hours"] or 0) * 60) + int(match["minutes"] or 0)
            minutes *= int(match["times"] or 1)
            rest = text[: match.start()] + text[match.end() :]
            return (minutes, re.sub(r"\(\s*[,;]?\s*\)|\[\s*\]", "", rest)) if 0 < minutes < DAY else None
    return None


def length_of(text: str) -> int | None:
    """The minutes of a cell that says how long something is: "45", "45 min", "0:45:00"."""
    if match := HOURS_LONG.fullmatch(text.strip()):
        return int(match[1]) * HOUR + int(match[2]) or None
    found = duration_in(text) or duration_in(f"{text} min")
    return found[0] if found else None


def is_duration(text: str) -> bool:
    """Whether a text says how long something is, and nothing else."""
    found = duration_in(text)
    return found is not None and not any(map(str.isalnum, found[1]))


def settled(written: Sequence[Span], *, whole_day: bool = False) -> tuple[Settled | None, ...]:
    """The times of one day's rows in their order: rows run forward, and a workshop starts in the morning.

    A row with a length alone begins where the row above ends; where that is not known, it has no time.

    A clock without AM and PM whose hours pass 12 is a 24-hour one; else hours from 1 to 6 are of the afternoon, unless
    rows run forward from them to noon.
    """
    clocks = [clock for span in written for clock in (span.start, span.end) if clock]
    whole_day = whole_day or any(clock.half is None and (clock.hour > 12 or clock.hour == 0) for clock in clocks)
    whole_day = whole_day or _runs_to_noon([span.start for span in written if span.start])
    laters: list[Clock | None] = [None]
    for span in reversed(written[1:]):
        laters.append(span.start or laters[-1])
    found: list[Settled | None] = []
    for span, later in zip(written, reversed(laters), strict=False):
        before = found[-1] if found else None
        if span.start is None:
            found.append(_following(before, span.duration))
        else:
            found.append(_settle(span, span.start, before, later, whole_day=whole_day))
    return tuple(found)


def _runs_to_noon(starts: Sequence[Clock]) -> bool:
    """Whether rows that begin at 5 or 6 run forward to noon as they are written, so that they begin early."""
    minutes = [start.minutes for start in starts if start.half is None]
    early = len(minutes) == len(starts) > 1 and FIRST <= minutes[0] < MORNING and minutes[-1] >= NOON - HOUR
    return early and minutes == sorted(minutes)


def _following(before: Settled | None, length: int | None) -> Settled | None:
    if before is None or before.end is None or length is None:
        return None
    return Settled(before.end, before.end + length)


def _settle(span: Span, first: Clock, before: Settled | None, later: Clock | None, *, whole_day: bool) -> Settled:
    start, doubt = _start(first, span, before, later, whole_day=whole_day)
    if before and start % DAY == start and before.start >= DAY and start < EARLY:
        start += DAY
    elif before and start < EARLY and before.start % DAY >= LATE and first.is_sure:
        start, doubt = start + (before.start // DAY + 1) * DAY, f"'{first.text}' is taken as after midnight"
    if span.end is None:
        return Settled(start, start + span.duration if span.duration is not None else None, doubt)
    end = _end(start, span.end, whole_day=whole_day)
    if end is None:
        return Settled(start, None, f"the end '{span.end.text}' is not after the start; left out")
    return Settled(start, end, doubt)


def _start(
    clock: Clock, span: Span, before: Settled | None, later: Clock | None, *, whole_day: bool
) -> tuple[int, str | None]:
    if clock.half:
        return _stated(clock, before, later)
    if clock.is_sure or whole_day:
        return clock.minutes, None
    if span.end and span.end.half:
        return _by_end(clock, span.end, before)
    return _bare(clock, before)


def _stated(clock: Clock, before: Settled | None, later: Clock | None) -> tuple[int, str | None]:
    """As written, unless the rows above and below agree that the other half of the day is meant."""
    stated, other = clock.minutes, (clock.minutes + NOON) % DAY
    at_noon = clock.hour == 12 and clock.half == "am" and (not before or before.start >= EARLY)
    after = later.minutes if later and later.is_sure else None
    between = bool(before and after is not None and stated < before.start <= other <= after)
    if (at_noon and (not before or before.start <= other) and (after is None or after >= NOON)) or between:
        return other, f"'{clock.text}' is taken as {other // 60:02}:{other % 60:02}, between the rows around it"
    return stated, None


def _by_end(start: Clock, end: Clock, before: Settled | None) -> tuple[int, str | None]:
    """A range's start by the half of its end: "9-10 AM", "11:00-1:00 PM"; "11-12 AM" of the morning ends at noon."""
    same = Clock(start.hour, start.minute, end.half, start.text).minutes
    if same < end.minutes:
        return same, None
    if end.half == "am" and end.hour == 12 and (not before or before.start <= same):
        return same, f"'{end.text}' is taken as 12:{end.minute:02}, after the morning's rows"
    return (same + NOON) % DAY, None


def _bare(clock: Clock, before: Settled | None) -> tuple[int, str | None]:
    usual = clock.hour % 12 * 60 + clock.minute
    if usual < MORNING:
        usual += NOON
    if before is None or usual >= before.start:
        return usual, None
    evening = usual + NOON
    reached = before.end or before.start + HOUR
    if usual < NOON and before.start <= evening <= reached + EVENING_GAP:
        return evening, f"'{clock.text}' is taken as {evening // 60:02}:{evening % 60:02}, after the row above"
    return usual, None


def _end(start: int, clock: Clock, *, whole_day: bool) -> int | None:
    base = start // DAY * DAY
    written = base + clock.minutes
    if not clock.is_sure and not whole_day:
        hour = base + clock.hour % 12 * 60 + clock.minute
        return min((each for each in (hour, hour + NOON, hour + DAY) if each > start), default=None)
    if written > start:
        return written
    if clock.half and clock.hour == 12 and start < base + NOON:
        return base + NOON + clock.minute
    overnight = written + DAY
    return overnight if overnight - start <= 8 * 60 else None


def uses_dots(text: str) -> bool:
    return DOT.search(text) is not None
