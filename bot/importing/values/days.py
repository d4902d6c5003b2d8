"""Days as pages write them: found in a text, then settled together where a year or the order is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from bot.importing.values.eastern import DAY, day_of, is_eastern

MONTH_NAMES = (
    "january|jan|januar|jänner|janvier|janv|enero|ene|gennaio|janeiro|januari",
    "february|feb|februar|février|févr|febrero|febbraio|fevereiro|fev|februari",
    "march|mar|märz|mars|marzo|março|maart|mrt|marts", "april|apr|avril|avr|abril|abr|aprile",
    "may|mai|mayo|maggio|maio|mei|maj", "june|jun|juni|juin|junio|giugno|junho",
    "july|jul|juli|juillet|juil|julio|luglio|julho", "august|aug|août|agosto|augustus|augusti",
    "september|sept|sep|septembre|septiembre|setiembre|settembre|setembro",
    "october|oct|oktober|okt|octobre|octubre|ottobre|outubro", "november|nov|novembre|noviembre|novembro",
    "december|dec|dezember|dez|décembre|déc|diciembre|dic|dicembre|dezembro|desember",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split("|")}
WEEKDAY_NAMES = (
    "monday|mon|montag|lundi|lunes|lunedì|segunda-feira|maandag|måndag|mandag",
    "tuesday|tues|tue|dienstag|mardi|martes|martedì|terça-feira|dinsdag|tisdag|tirsdag",
    "wednesday|wed|mittwoch|mercredi|miércoles|mercoledì|quarta-feira|woensdag|onsdag",
    "thursday|thurs|thur|thu|donnerstag|jeudi|jueves|giovedì|quinta-feira|donderdag|torsdag",
    "friday|fri|freitag|vendredi|viernes|venerdì|sexta-feira|vrijdag|fredag",
    "saturday|sat|samstag|samedi|sábado|sabato|zaterdag|lördag|lørdag",
    "sunday|sun|sonntag|dimanche|domingo|domenica|zondag|söndag|søndag",
)  # fmt: skip
WEEKDAYS = {name: number for number, names in enumerate(WEEKDAY_NAMES) for name in names.split("|")}
LETTERS = {"m": 0, "t": 1, "tu": 1, "w": 2, "th": 3, "r": 3, "f": 4, "sa": 5, "su": 6}
LETTERS |= {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "so": 6}
SHORT_WEEKDAY_NAMES = (
    "lun|seg|segunda|ma", "mar|ter|terça", "mer|mié|qua|quarta|wo", "jeu|jue|gio|qui|quinta", "ven|vie|sex|sexta|vr",
    "sam|sáb|sab|za", "dim|dom|zo",
)  # fmt: skip
"""Those that are other words as well, so that they count before a day of a month alone."""
LETTERS |= {name: number for number, names in enumerate(SHORT_WEEKDAY_NAMES) for name in names.split("|")}

_month = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY_WORDS = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_short = "|".join(sorted({*"|".join(SHORT_WEEKDAY_NAMES).split("|"), "di", "do"}, key=len, reverse=True))
_th = r"(?:st|nd|rd|th|er|[º°ª])?"
_of = r"(?:(?:of|del?)\s+)?"
_year = r"(?:\s*,?\s*(?:del?\s+)?(?P<{0}>(?:19|20)\d\d(?!\d)|['\u2019]\d\d(?!\d)))?"
_hour = r"\d\d?(?:[:.h]\d\d(?!\d)|\s?uhr\b|\s?[\u2010-\u2015-]\s?\d\d?(?:[:.h]\d\d|\s?uhr\b))"
_to = r"\s*(?:[-\u2010-\u2015/&+]|to|and|und|bis|et|au|al?|y|e|en|tot)\s*"
DATE = re.compile(
    rf"(?<![\w/])(?:(?P<weekday>{WEEKDAY_WORDS}|(?:tu|th|sa|su|"
    rf"[mtwrf])(?=\.?,?\s*\d+/\d)|(?:mo|di|mi|do|fr|sa|so)(?=\.?,?\s*\d+\.)|"
    rf"(?:{_short})(?=\.?,?\s*\d\d?{_th}\s+{_of}(?:{_month})\b|\.?,?\s*\d\d?/\d))\b"
    rf"\.?\s*(?:\([^)]*\))?\s*[(,:-]?\s*(?:(?:the|de[rn]|le|el|il)\s+)?)?"
    rf"(?:(?P<iso>(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d\d?)[-/.](?P<d1>\d\d?)(?!\d))"
    rf"|(?P<m2>{_month})(?:\b\.?,?\s+|(?=\d\d?\b))(?P<d2>\d\d?){_th}(?!\d|"
    rf":\d)(?:{_to}(?:(?P<m2b>{_month})\b\.?\s+)?(?P<d2b>\d\d?){_th}(?![\d:.]|\s*[ap]m))?{_year.format('y2')}"
    rf"|(?P<d3>\d\d?)\.?{_th}(?:{_to}(?(weekday)(?:(?:{WEEKDAY_WORDS})\b\.?,?\s*)?)(?P<d3b>\d\d?)\.?{_th})?\s*{_of}"
    rf"-?(?P<m3>{_month})\b\.?(?:(?<=\w)-(?P<y3s>\d\d)(?![\d:.])|-?{_year.format('y3')})"
    rf"|(?P<a>\d\d?)(?P<mark>[/.\-])\s?(?P<b>\d\d?)(?P=mark)(?:\s(?!{_hour}))?(?P<y4>(?:19|20)?\d\d)(?!\d)"
    rf"|(?P<a5>\d\d?)(?:(?P<mark5>/)(?P<b5>\d\d?)(?![\d/])|\.(?P<c5>0?[1-9]|1[0-2])\.(?!\d)))"
    rf"(?:\s*,?\s*\(?(?P<weekday2>{WEEKDAY_WORDS})\b\)?)?",
    re.IGNORECASE,
)
NUMERIC = re.compile(r"\d(?:/\s?\d|[-.]\s?\d\d?[-.](?:\s?\d|(?!\d)))")
_initials = "".join(sorted({name[0] for name in MONTHS}))
DAY_FIRST = re.compile(rf"[0-9]\.?{_th}\s*{_of}-?(?=[{_initials}])(?:{_month})\b")
MONTH_FIRST = re.compile(rf"(?:{_month})(?:\b\.?,?\s+)?\d")
"""Of which every text in lower case has one that `DATE` finds something in: much less to look for."""
WEEKDAY = re.compile(rf"\W*(?P<weekday>{WEEKDAY_WORDS})\b\W*", re.IGNORECASE)
WEEKLY = re.compile(rf"\b(?P<weekday>{WEEKDAY_WORDS})(?:s|ar|er)?\b", re.IGNORECASE)
"""A day of the week, as many languages have it for all of the kind ("Mondays", "mittwochs", "los viernes")."""
NUMBERED = re.compile(
    r"\W*(?:day|tag|jour(?:née)?|d[ií]a|giorno|dag)\s*(\d{1,2}|one|two|three|four|five)\b(?!\s+de\b)", re.IGNORECASE
)
NUMBER_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
DIGIT, TO_LAST_DIGIT = re.compile("[0-9\uff10-\uff19]"), re.compile(r".*\d", re.DOTALL)
YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])|(?<=[a-z])(?:20)\d\d\b|(?<=[A-Za-z ])['\u2019]\d\d\b")
ACADEMIC_YEAR = re.compile(
    r"(?<![\d/.-])(?P<one>(?:19|20)\d\d)\s?(?P<mark>[/\u2010-\u2015-])\s?(?P<other>(?:(?:19|20)(?=\d))?\d\d)(?![\d/-])"
)
"""Two years that follow each other, of which one lasts from autumn to summer ("2024/25")."""
BEGINS_IN = 8
"""The month in which an academic year begins, at the earliest."""
LIKE_A_YEAR = re.compile(r"19\d\d|20\d\d|['\u2019]\d\d")
"""What every text has in which there is a year: much less to look for."""
LONGEST_EVENT = 14
HALF_YEAR = 6


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written. Of a numeric date `numbers` are the two that may be month and day; `last` ends a range."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    last: int | None = None
    numbers: tuple[int, int] | None = None
    text: str = ""
    begin: int = 0
    stop: int = 0

    def on(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def swapped(self) -> Day:
        return replace(self, month=self.day, day=self.month) if self.numbers else self


@lru_cache(maxsize=4096)
def has_digit(text: str) -> bool:
    return DIGIT.search(text) is not None


def days_in(text: str) -> Iterator[Day]:
    """Every day that a text names by month; a numeric date without a year only where it is no fraction."""
    if is_eastern(text) and (eastern := list(_eastern_days(text))):
        yield from eastern
        return
    if not _may_name_days(text.lower()):
        return
    for match in DATE.finditer(text):
        day = _day(match)
        if day:
            yield day


def _may_name_days(folded: str) -> bool:
    digits = TO_LAST_DIGIT.match(folded)
    return digits is not None and (
        NUMERIC.search(folded, 0, digits.end() + 1) is not None
        or DAY_FIRST.search(folded) is not None
        or MONTH_FIRST.search(folded, 0, digits.end()) is not None
    )


def _eastern_days(text: str) -> Iterator[Day]:
    for match in DAY.finditer(text):
        year, month, day, weekday, begin, stop = day_of(match)
        if 1 <= month <= len(MONTH_NAMES) and 1 <= day <= 31:
            yield Day(month, day, year, weekday, text=match[0], begin=begin, stop=stop)


def _day(match: re.Match[str]) -> Day | None:
    weekday = _weekday_of(match["weekday"] or match["weekday2"])
    if match["iso"]:
        found = Day(int(match["m1"]), int(match["d1"]), int(match["y1"]))
    elif match["m2"]:
        found = _by_name(match, "2")
    elif match["m3"]:
        found = _by_name(match, "3")
    elif match["a"]:
        found = _numeric(int(match["a"]), int(match["b"]), match["mark"], _year_of(match["y4"]))
    elif weekday is not None or not match.string[: match.start()].strip():
        found = _numeric(int(match["a5"]), int(match["b5"] or match["c5"]), match["mark5"] or ".", None)
    else:
        return None
    if not (1 <= found.month <= 12 and 1 <= found.day <= 31):
        return None
    return replace(found, text=match[0].strip(), begin=match.start(), stop=match.end(), weekday=weekday)


def _by_name(match: re.Match[str], form: str) -> Day:
    short = match["y3s"] if form == "3" else None
    month, year = MONTHS[match[f"m{form}"].lower()], _year_of(short or match[f"y{form}"])
    return Day(month, int(match[f"d{form}"]), year, last=_last(match, form))


def _numeric(one: int, other: int, mark: str, year: int | None) -> Day:
    """Month first with slashes unless it cannot be; day first with dots and hyphens."""
    month_first = (mark == "/" and one <= 12) or other > 12
    month, day = (one, other) if month_first else (other, one)
    both = (one, other) if max(one, other) <= 12 and one != other else None
    return Day(month, day, year, numbers=both)


def _last(match: re.Match[str], number: str) -> int | None:
    """The last day of a range within one month."""
    if number == "2" and match["m2b"]:
        return None
    return int(match[f"d{number}b"]) if match[f"d{number}b"] else None


def _weekday_of(name: str | None) -> int | None:
    if not name:
        return None
    return WEEKDAYS[name.lower()] if name.lower() in WEEKDAYS else LETTERS.get(name.lower())


def _year_of(text: str | None) -> int | None:
    if not text:
        return None
    digits = text.strip("'\u2019 ")
    return int(digits) if len(digits) > 2 else 2000 + int(digits)


def years_in(text: str) -> Iterator[int]:
    """The years that a text names: "2023", "'23", "neurips2023"."""
    for match in YEAR.finditer(text) if LIKE_A_YEAR.search(text) else ():
        year = _year_of(match[0])
        if year and 1990 <= year <= 2100:
            yield year


def academic_year_in(text: str) -> int | None:
    """The year in which the first academic year begins that a text names; "2011-12" may be a month of it as well."""
    for match in ACADEMIC_YEAR.finditer(text) if LIKE_A_YEAR.search(text) else ():
        one, other = int(match["one"]), int(match["other"])
        may_be_month = match["mark"] == "-" and other <= 12
        if other in {one + 1, (one + 1) % 100} and not may_be_month:
            return one
    return None


def numbered_day(text: str) -> int | None:
    """Which day of the event "Day 2" is."""
    match = NUMBERED.match(text)
    return (NUMBER_WORDS.get(match[1].lower()) or int(match[1])) if match else None


def weekday_alone(text: str) -> int | None:
    """The weekday of a text that says nothing else."""
    match = WEEKDAY.fullmatch(text)
    return _weekday_of(match["weekday"]) if match else None


@dataclass(slots=True)
class Years:
    """What tells the years of a page's days that name none: how often it names each."""

    named: Counter[int] = field(default_factory=Counter)
    academic: int | None = None
    """In which the academic year of all begins, where the page tells one."""
    since: date | None = None
    """The day on which it was written, where nothing else tells a year; what it tells of is later."""

    def candidates(self, day: Day) -> list[int]:
        """The years that a day may be of, the likeliest first."""
        own = [] if self.academic is None else [self.academic + (day.month < BEGINS_IN)]
        return [*own, *(year for year, _ in self.named.most_common() if year not in own)]


@dataclass(frozen=True, slots=True)
class Settling:
    """Days settled together: their dates (None where nothing tells the year), and a doubt for each that has one."""

    dates: tuple[date | None, ...]
    doubts: tuple[str | None, ...]


def settled(days: Sequence[Day], years: Years, given: date | None = None) -> Settling:
    """The dates of a page's days in their order. `given` is what the user says."""
    day_first = _day_first(days, years)
    found: list[date | None] = []
    doubts: list[str | None] = []
    for day in days:
        written = day.swapped() if day_first and day.numbers else day
        before = next((each for each in reversed(found) if each), years.since)
        settled_date, doubt = _settle(written, years, given, before)
        found.append(settled_date)
        doubts.append(doubt)
    return Settling(tuple(found), tuple(doubts))


def _day_first(days: Sequence[Day], years: Years) -> bool:
    """Whether the page's numeric dates are to be swapped: as their weekdays say, else as an unmistakable one does."""
    votes = 0
    for day in days:
        if not day.numbers or day.weekday is None:
            continue
        for year in (day.year,) if day.year else years.candidates(day)[:1]:
            votes += _fits(day.swapped(), year) - _fits(day, year)
    slashed = [day for day in days if "/" in day.text and not day.numbers and day.text[:4].isdigit() is False]
    unmistakable = any(re.match(r"\D*(1[3-9]|2\d|3[01])/", day.text) for day in slashed)
    return votes > 0 or (votes == 0 and unmistakable)


def _fits(day: Day, year: int) -> int:
    on = day.on(year)
    return int(bool(on and on.weekday() == day.weekday))


def _settle(day: Day, years: Years, given: date | None, before: date | None) -> tuple[date | None, str | None]:
    if day.year:
        return day.on(day.year), _weekday_doubt(day, day.on(day.year))
    candidates = [*([given.year] if given else ()), *years.candidates(day)]
    if not candidates:
        return None, f"'{day.text}' names no year, nor does the page"
    fitting = [year for year in candidates if day.weekday is None or _fits(day, year)]
    year = (fitting or candidates)[0]
    found = day.on(year)
    if found and before and not given and found < before and (before.month - found.month) >= HALF_YEAR:
        found = day.on(before.year + 1)
    doubt = _weekday_doubt(day, found)
    if not given and years.academic is None and len(set(candidates)) > 1 and not doubt:
        others = ", ".join(str(each) for each in sorted(set(candidates) - {year}))
        doubt = f"'{day.text}' names no year; {year} is taken, though the page speaks of {others} too"
    return found, doubt


def _weekday_doubt(day: Day, found: date | None) -> str | None:
    if found is None:
        return f"'{day.text}' is no day of the calendar"
    if day.weekday is None or found.weekday() == day.weekday:
        return None
    return f"'{day.text}' does not agree: {found} is a {found:%A}"


def of_event(first: date, last: int | None, *, number: int | None = None, weekday: int | None = None) -> date | None:
    """The event's day of a number or weekday, counted from its first; None where it has no such day."""
    if number is not None:
        return first + timedelta(days=number - 1) if 1 <= number <= LONGEST_EVENT else None
    length = (last - first.day) if last and last >= first.day else 6
    days: Iterable[date] = (first + timedelta(days=each) for each in range(length + 1))
    return next((each for each in days if each.weekday() == weekday), None)
