"""Which time zones somebody may mean by what they call theirs: a name, a place, or an abbreviation of several."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.schedule.names import fold
from bot.zones import ABBREVIATIONS, BY_OFFSET, LONG_NAMES, STATE, of_city, of_countries, of_place

KNOWN = (
    *dict.fromkeys((*ABBREVIATIONS.values(), *BY_OFFSET)),
    *("America/Panama", "America/Mexico_City", "America/Havana", "Europe/Dublin", "Asia/Manila", "America/Phoenix"),
    *("Africa/Algiers", "Africa/Cairo", "Africa/Abidjan"),
)
"""In the order in which a place is named for all that keep the same time."""
OFFERED = BY_OFFSET
"""What a menu offers."""
REGIONS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
MOST_MEANT = 12
OFFSET = re.compile(r"(?:utc|gmt)? ?([+\-\u2212\u2013]) ?(\d{1,2})(?:[:.]?(\d\d))?", re.IGNORECASE)

NAMESAKES = {
    "cambridge": ("Europe/London", "America/New_York"),
    "birmingham": ("Europe/London", "America/Chicago"),
    "portland": ("America/Los_Angeles", "America/New_York"),
    "washington": ("America/New_York", "America/Los_Angeles"),
    "georgia": ("Asia/Tbilisi", "America/New_York"),
    "san jose": ("America/Los_Angeles", "America/Costa_Rica"),
    "victoria": ("Australia/Melbourne", "America/Vancouver"),
    "columbus": ("America/New_York",),
}
"""Places of one name, none of which is meant more often by far; and what is better known than a zone of the name."""

WITHIN = {
    "America/New_York": "connecticut,delaware,florida,georgia,indiana,maine,maryland,massachusetts,michigan,"
    "new hampshire,new jersey,new york,north carolina,ohio,pennsylvania,rhode island,south carolina,vermont,virginia,"
    "west virginia,east coast,us east coast,new england",
    "America/Chicago": "alabama,arkansas,illinois,iowa,kansas,louisiana,minnesota,mississippi,missouri,nebraska,"
    "north dakota,oklahoma,south dakota,tennessee,texas,wisconsin,midwest",
    "America/Denver": "colorado,idaho,montana,new mexico,utah,wyoming",
    "America/Los_Angeles": "california,nevada,oregon,washington,west coast,us west coast,silicon valley,bay area",
    "America/Anchorage": "alaska",
    "America/Phoenix": "arizona",
    "Pacific/Honolulu": "hawaii",
    "America/Toronto": "ontario,quebec",
    "America/Vancouver": "british columbia",
    "America/Edmonton": "alberta",
    "America/Winnipeg": "manitoba",
    "America/Regina": "saskatchewan",
    "America/Halifax": "nova scotia,new brunswick",
    "Europe/London": "uk,united kingdom,great britain,england,scotland,wales",
    "Asia/Seoul": "south korea",
}
"""What a city lies in, beyond countries, by their clocks."""
UNITED_STATES = frozenset(("us", "usa", "u s", "u s a", "america", "united states of america"))


def zones_called(words: str, now: datetime) -> tuple[str, ...]:
    """The IANA names that the words may mean, none where they mean no zone; what is abbreviated as it is used now."""
    plain = re.sub(r"^the | (?:time ?zone|tz)$", "", words.strip().strip("."), flags=re.IGNORECASE)
    if named := _by_name().get(plain.casefold().replace(" ", "_")):
        return (named,)
    if match := OFFSET.fullmatch(plain):
        return _of_offset(match, now)[:MOST_MEANT]
    if zones := _abbreviated(plain.upper(), now.year):
        return zones[:MOST_MEANT]
    folded = re.sub(r"^the | (?:standard|daylight)?(?: ?time)$", "", fold(plain))
    if folded in LONG_NAMES:
        return (LONG_NAMES[folded],)
    if STATE.fullmatch(plain) and (found := of_place(plain)):
        return (found.zone,)
    beyond = _of_region(fold(plain.rpartition(",")[2])) if "," in plain else ()
    return _differing(_placed(folded) or beyond, now.year)[:MOST_MEANT]


def _of_offset(match: re.Match[str], now: datetime) -> tuple[str, ...]:
    """Those whose clocks are so far from UTC now, however they are at other times of the year."""
    away = timedelta(hours=int(match[2]), minutes=int(match[3] or 0)) * (1 if match[1] == "+" else -1)
    return _differing((name for name in _by_renown() if now.astimezone(ZoneInfo(name)).utcoffset() == away), now.year)


def _placed(words: str) -> tuple[str, ...]:
    """The zones of the place; where the words tell what it lies in, those of that: "london ontario"."""
    if found := _of_city(words) or _of_region(words):
        return found
    said = words.split()
    for size in range(len(said) - 1, 0, -1):
        cities, region = _of_city(" ".join(said[:size])), _of_region(" ".join(said[size:]))
        if cities and region:
            return tuple(zone for zone in cities if zone in region) or region
    return _placed(words.removesuffix(" city")) if words.endswith(" city") else ()


def _of_city(name: str) -> tuple[str, ...]:
    zone = of_city(name)
    return NAMESAKES.get(name) or ((zone,) if zone else ())


def _of_region(name: str) -> tuple[str, ...]:
    """The zones of a country, or of a part of one."""
    country = of_countries().get("united states" if name in UNITED_STATES else name, ())
    zone = of_city(name)
    return tuple(dict.fromkeys((*country, *_within().get(name, ()), *((zone,) if zone else ()))))


@lru_cache(maxsize=1)
def _within() -> dict[str, tuple[str, ...]]:
    return {name: (zone,) for zone, names in WITHIN.items() for name in names.split(",")}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    """Names that are nothing else: "CET" and "Japan" are abbreviations and places as well."""
    told = (name for name in available_timezones() if "/" in name or re.search(r"\d", name) or name == "UTC")
    return {name.casefold(): name for name in told}


@lru_cache(maxsize=1)
def _by_renown() -> tuple[str, ...]:
    return tuple(sorted(sorted(name for name in available_timezones() if name.startswith(REGIONS)), key=_renown))


def _renown(name: str) -> int:
    """Its place among those that are known; after them all where it is not."""
    return KNOWN.index(name) if name in KNOWN else len(KNOWN)


def _kept(name: str, year: int) -> tuple[timedelta | None, ...]:
    """How far its clocks are from UTC throughout the year."""
    return tuple(month.utcoffset() for month in _months(name, year))


def _months(name: str, year: int) -> Iterator[datetime]:
    return (datetime(year, month, 15, tzinfo=UTC).astimezone(ZoneInfo(name)) for month in (1, 4, 7, 10))


def _differing(names: Iterable[str], year: int) -> tuple[str, ...]:
    """The best known, or the first, of all that keep the same time all year."""
    found: defaultdict[tuple[timedelta | None, ...], list[str]] = defaultdict(list)
    for name in names:
        found[_kept(name, year)].append(name)
    return tuple(min(alike, key=_renown) for alike in found.values())


@lru_cache(maxsize=2)
def _by_abbreviation(year: int) -> dict[str, dict[tuple[timedelta | None, ...], str]]:
    """For each abbreviation in use the places that keep the same time all year, by one of them."""
    found: dict[str, dict[tuple[timedelta | None, ...], str]] = {}
    for name in _by_renown():
        for abbreviation in {month.tzname() or "" for month in _months(name, year)}:
            if abbreviation.isalpha():
                found.setdefault(abbreviation, {}).setdefault(_kept(name, year), name)
    return found


def _abbreviated(word: str, year: int) -> tuple[str, ...]:
    if found := _by_abbreviation(year).get(word):
        return tuple(found.values())
    return (ABBREVIATIONS[word],) if word in ABBREVIATIONS else ()
