"""Expressions of time in a question: days, spans, zones, and the times of day of `clocks`.

What they come to in one event is the part of `moments`.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.questions.clocks import (
    CLOCK_WORDS,
    JOINTS,
    LEADS,
    NUMBERS,
    SPOKEN_MINUTES,
    UNITS,
    Timed,
    clock_reference,
    number_of,
)
from bot.questions.question import (
    CalendarDay,
    Day,
    DayOfMonth,
    DayPart,
    Days,
    Month,
    NumberedDay,
    RelativeDay,
    Weekday,
    Weeks,
    When,
    Year,
)
from bot.questions.tokens import Words, listed

MONTHS = {
    name: number
    for number, names in enumerate(
        listed(
            "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
            "september sept sep|october oct|november nov|december dec",
            "|",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        listed(
            "monday mon mondays|"
            "tuesday tue tues|wednesday wed weds|"
            "thursday thu thur thurs|friday fri|saturday sat|sunday sun",
            "|",
        )
    )
    for name in names.split()
}
ORDINALS = {
    word: number
    for number, words in enumerate(
        listed(
            "first 1st|second 2nd|third 3rd|fourth 4th|fifth 5th|sixth 6th|seventh 7th|eighth 8th|ninth 9th|tenth 10th",
            "|",
        ),
        start=1,
    )
    for word in words.split()
} | {"last": -1, "final": -1, "penultimate": -2}
PARTS = {
    "morning": DayPart("morning", 0, 12),
    "mornings": DayPart("morning", 0, 12),
    "afternoon": DayPart("afternoon", 12, 18),
    "afternoons": DayPart("afternoon", 12, 18),
    "evening": DayPart("evening", 17, 24),
    "night": DayPart("evening", 17, 24),
}
DIRECTIONS = {"next": 1, "coming": 1, "following": 1, "last": -1, "past": -1, "previous": -1, "this": 0}
ABBREVIATIONS = {
    "utc": "UTC",
    "gmt": "UTC",
    "zulu": "UTC",
    **dict.fromkeys(("est", "edt"), "America/New_York"),
    **dict.fromkeys(("cst", "cdt"), "America/Chicago"),
    **dict.fromkeys(("mst", "mdt"), "America/Denver"),
    **dict.fromkeys(("pst", "pdt"), "America/Los_Angeles"),
    **dict.fromkeys(("cet", "cest"), "Europe/Berlin"),
    **dict.fromkeys(("eet", "eest"), "Europe/Helsinki"),
    "bst": "Europe/London",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "ist": "Asia/Kolkata",
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
}
SITES = {"workshop", "event", "venue", "local", "conference", "seminar", "site", "onsite"}
CITY_WORDS = (3, 2, 1)
"""How many words of a city's name may stand before "time"."""

DAY_WORDS = {"today": 0, "todays": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "tmr": 1, "tomorrows": 1, "yesterday": -1}

BEGINNINGS = frozenset().union(
    *(DAY_WORDS, PARTS, WEEKDAYS, MONTHS, ORDINALS, DIRECTIONS, NUMBERS, LEADS, CLOCK_WORDS, SPOKEN_MINUTES, SITES),
    *(ABBREVIATIONS, {"day", "weekend", "this", "in", "within", "the", "half", "hour", "minutes"}),
)
"""The words with which an expression of time may begin; digits and cities beside them."""


def time_at(words: Words, place: int) -> Timed | None:
    """The longest expression of time that begins at the place."""
    word = words.word(place)
    if not (word in BEGINNINGS or word[:1].isdigit() or _may_be_city(words, place)):
        return None
    found = (reader(words, place) for reader in READERS)
    return max((timed for timed in found if timed), key=lambda timed: timed.length, default=None)


def _relative_day(words: Words, place: int) -> Timed | None:
    if [words.word(place + n) for n in range(3)] == ["day", "after", "tomorrow"]:
        return Timed(3, When(day=RelativeDay(2)))
    word = words.word(place)
    if word not in DAY_WORDS:
        return None
    part = PARTS["evening"] if word == "tonight" else None
    return Timed(1, When(day=RelativeDay(DAY_WORDS[word]), part=part))


def _part(words: Words, place: int) -> Timed | None:
    """A part of the day; "this morning" is today's."""
    if words.word(place) == "this" and words.word(place + 1) in PARTS:
        return Timed(2, When(day=RelativeDay(0), part=PARTS[words.word(place + 1)]))
    return Timed(1, When(part=PARTS[words.word(place)])) if words.word(place) in PARTS else None


def _weekday(words: Words, place: int) -> Timed | None:
    directed = words.word(place) in DIRECTIONS
    number = WEEKDAYS.get(words.word(place + directed))
    if number is None:
        return None
    direction = DIRECTIONS[words.word(place)] if directed else 0
    return Timed(1 + directed, When(day=Weekday(number, direction)))


def _written_day(words: Words, place: int) -> Timed | None:
    """As in 2018-12-08, 10/16, 10/16/2023 and 16.10.2023."""
    word = words.word(place)
    if match := re.fullmatch(r"(\d{4})-(\d+)-(\d+)", word):
        year, month, day = map(int, match.groups())
        return _day(1, month, day, year)
    if match := re.fullmatch(r"(\d+)\.(\d+)\.(\d+)?", word):
        return _day(1, int(match[2]), int(match[1]), _full_year(match[3]))
    if match := re.fullmatch(r"(\d+)/(\d+)(?:/(\d+))?", word):
        month, day = int(match[1]), int(match[2])
        return _day(1, month, day, _full_year(match[3]), swappable=True) or _day(1, day, month, _full_year(match[3]))
    return None


def _full_year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) if len(digits) > len("23") else 2000 + int(digits)


def _day(length: int, month: int, day: int, year: int | None, *, swappable: bool = False) -> Timed | None:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return Timed(length, When(day=CalendarDay(month, day, year, swappable)))


def _named_day(words: Words, place: int) -> Timed | None:
    """December 8, 8th of December 2018."""
    place_of_month, place_of_day, length = place, place + 1, 2
    if words.word(place) not in MONTHS:
        gap = words.word(place + 1) == "of"
        place_of_month, place_of_day, length = place + 1 + gap, place, 2 + gap
    month, day = MONTHS.get(words.word(place_of_month)), _day_number(words.word(place_of_day))
    if month is None or day is None:
        return None
    year = _year_number(words.word(place + length))
    return _day(length + (year is not None), month, day, year)


def _day_of_month(words: Words, place: int) -> Timed | None:
    """On the 23rd, Monday the 23rd."""
    skip = words.word(place) == "the"
    match = re.fullmatch(r"(\d{1,2})(st|nd|rd|th)", words.word(place + skip))
    before = words.word(place - 1)
    following = words.word(place + skip + 1)
    led = (before in WEEKDAYS or (before == "on" and skip)) and following != "of" and following not in MONTHS
    return Timed(1 + skip, When(day=DayOfMonth(int(match[1])))) if match and led else None


def _day_range(words: Words, place: int) -> Timed | None:
    """From October 10 to October 31, between Monday and Wednesday."""
    lead = words.word(place) in {"from", "between"}
    first = _single_day(words, place + lead)
    if first is None:
        return None
    joint = place + lead + first.length
    last = (
        _single_day(words, joint + 1)
        if words.word(joint) in {*JOINTS, "through", *(("and",) if lead else ())}
        else None
    )
    if last is None or first.when.day is None or last.when.day is None:
        return None
    return Timed(joint + 1 + last.length - place, When(day=Days(first.when.day, last.when.day)))


def _single_day(words: Words, place: int) -> Timed | None:
    found = (reader(words, place) for reader in (_relative_day, _weekday, _written_day, _named_day, _month))
    return max((timed for timed in found if timed), key=lambda timed: timed.length, default=None)


def _day_number(word: str) -> int | None:
    match = re.fullmatch(r"(\d{1,2})(st|nd|rd|th)?", word)
    return int(match[1]) if match else ORDINALS.get(word)


def _year_number(word: str) -> int | None:
    return int(word) if re.fullmatch(r"(19|20)\d\d", word) else None


def _month(words: Words, place: int) -> Timed | None:
    """November, November 2023; "may" and "march" only after "in" or a word like "next"."""
    word, before = words.word(place), words.word(place - 1)
    year = _year_number(words.word(place + 1))
    doubtful = word in {"may", "march", "mar", "jan", "sep"} and before not in {"in", "during", *DIRECTIONS}
    if word not in MONTHS or (doubtful and not year):
        return None
    return Timed(1 + (year is not None), When(day=Month(MONTHS[word], year)))


def _calendar_span(words: Words, place: int) -> Timed | None:
    """As in this week, next month, last year, the weekend."""
    word, unit = words.word(place), words.word(place + 1)
    if word == "weekend":
        return Timed(1, When(day=Weeks(0, weekend=True)))
    if word not in DIRECTIONS or unit not in {"week", "weekend", "month", "year"}:
        return None
    offset = DIRECTIONS[word]
    longer: dict[str, Day] = {"month": Month(offset=offset), "year": Year(offset=offset)}
    return Timed(2, When(day=longer.get(unit) or Weeks(offset, weekend=unit == "weekend")))


def _year(words: Words, place: int) -> Timed | None:
    year = _year_number(words.word(place))
    return Timed(1, When(day=Year(year))) if year else None


def _numbered_day(words: Words, place: int) -> Timed | None:
    """Day 2, the second day, the last day."""
    first, second = words.word(place), words.word(place + 1)
    number = number_of(second) if first == "day" else ORDINALS.get(first) if second == "day" else None
    return Timed(2, When(day=NumberedDay(number))) if number else None


def _span_away(words: Words, place: int) -> Timed | None:
    """In 20 minutes, 20 minutes from now, an hour ago, the next hour, within 2 hours."""
    word = words.word(place)
    inner = place + (word in {"in", "next", "within"})
    inner += words.word(inner) == "the"
    inner += word != "next" and words.word(inner) == "next"
    span = _duration(words, inner, bare=words.word(inner - 1) in {"next", "within", "the"})
    if span is None:
        return None
    taken, length = span
    end = inner + taken - place
    if word in {"next", "within"} or (word == "in" and words.word(place + 1) == "the"):
        return Timed(end, When(within=length)) if length < timedelta(days=1) else None
    if word == "in":
        return Timed(end, When(away=length))
    if words.word(place + end) == "ago":
        return Timed(end + 1, When(away=-length))
    from_now = words.word(place + end) == "from" and words.word(place + end + 1) == "now"
    return Timed(end + 2, When(away=length)) if from_now else None


def _duration(words: Words, place: int, *, bare: bool) -> tuple[int, timedelta] | None:
    """20 minutes, half an hour, an hour and a half; with `bare`, "hour" alone is one."""
    said = [words.word(place + n) for n in range(3)]
    if said == ["half", "an", "hour"]:
        return 3, timedelta(minutes=30)
    if match := re.fullmatch(r"(\d{1,3})(min|mins|m|h|hr|hrs)", said[0]):
        return 1, int(match[1]) * (timedelta(hours=1) if match[2][0] == "h" else timedelta(minutes=1))
    number = number_of(said[0]) or {"a": 1, "an": 1}.get(said[0])
    if number and said[1] in UNITS:
        half = [words.word(place + n) for n in range(2, 5)] == ["and", "a", "half"]
        return (5, number * UNITS[said[1]] + UNITS[said[1]] / 2) if half else (2, number * UNITS[said[1]])
    if number and re.fullmatch(r"\d{1,2}", said[0]) and words.word(place - 1) == "in" and not said[1]:
        return 1, number * UNITS["minutes"]
    if number and said[1] in {"of", "more"} and said[2] in UNITS:
        return 3, number * UNITS[said[2]]
    return (1, UNITS[said[0]]) if bare and said[0] in {"hour", "minutes"} else None


def _zone(words: Words, place: int) -> Timed | None:
    """UTC, Berlin time, workshop time."""
    word, next_word = words.word(place), words.word(place + 1)
    if word in SITES and next_word == "time":
        return Timed(2, When(on_site=True))
    timed = next_word == "time" or re.search(r"\d|[ap]m$", words.word(place - 1))
    if word in ABBREVIATIONS and (timed or word not in {"eastern", "central", "mountain", "pacific"}):
        return Timed(1 + (next_word == "time"), When(zone=ZoneInfo(ABBREVIATIONS[word])))
    for length in CITY_WORDS:
        if words.word(place + length) == "time":
            city = "_".join(words.word(place + n) for n in range(length))
            if zone := _cities().get(city):
                return Timed(length + 1, When(zone=ZoneInfo(zone)))
    return None


def _may_be_city(words: Words, place: int) -> bool:
    return any(words.word(place + length) == "time" for length in CITY_WORDS)


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """The zones by the last part of their names; read from disk, so only where somebody names a city's time."""
    return {zone.rsplit("/", 1)[-1].lower(): zone for zone in sorted(available_timezones()) if "/" in zone}


READERS: tuple[Callable[[Words, int], Timed | None], ...] = (
    _relative_day,
    _part,
    _weekday,
    _written_day,
    _named_day,
    _day_of_month,
    _month,
    _day_range,
    _calendar_span,
    _year,
    _numbered_day,
    _span_away,
    clock_reference,
    _zone,
)
