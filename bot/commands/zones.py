"""Which time zones somebody may mean by what they call theirs: a name, a place, or an abbreviation of several."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.schedule.names import fold
from bot.zones import ABBREVIATIONS, BY_OFFSET, LONG_NAMES, of_place

KNOWN = (
    *dict.fromkeys((*ABBREVIATIONS.values(), *BY_OFFSET)),
    *("America/Panama", "America/Mexico_City", "America/Havana", "Europe/Dublin", "Asia/Manila", "America/Phoenix"),
    *("Africa/Algiers", "Africa/Cairo", "Africa/Abidjan"),
)
"""In the order in which a place is named for all that keep the same time."""
REGIONS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
MOST_MEANT = 5


def zones_called(words: str, now: datetime) -> tuple[str, ...]:
    """The IANA names that the words may mean, none where they mean no zone; an abbreviation as used this year."""
    plain = words.strip().strip(".")
    if named := _by_name().get(plain.casefold().replace(" ", "_")):
        return (named,)
    if zones := _abbreviated(plain.upper(), now.year):
        return zones[:MOST_MEANT]
    folded = fold(plain).removesuffix(" time").removesuffix(" standard").removesuffix(" daylight")
    if folded in LONG_NAMES:
        return (LONG_NAMES[folded],)
    found = _place(plain) or _place(folded)
    return (found,) if found else ()


def _place(words: str) -> str | None:
    """The zone of the place, where the words name nothing else but what it lies in: "berlin germany"."""
    found = of_place(words)
    if found is None:
        return None
    rest = f" {words} ".replace(f" {found.text} ", " ", 1).strip()
    beyond = of_place(rest) if rest else found
    return found.zone if beyond and (not rest or beyond.text == rest) else None


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() if name.startswith(REGIONS) or name == "UTC"}


@lru_cache(maxsize=2)
def _by_abbreviation(year: int) -> dict[str, dict[tuple[object, ...], str]]:
    """For each abbreviation in use the places that keep the same time all year, by one of them."""
    found: dict[str, dict[tuple[object, ...], str]] = {}
    known = {name: place for place, name in enumerate(KNOWN)}
    names = sorted(
        (name for name in available_timezones() if name.startswith(REGIONS)),
        key=lambda name: (known.get(name, len(known)), name),
    )
    for name in names:
        months = [datetime(year, month, 15, tzinfo=UTC).astimezone(ZoneInfo(name)) for month in (1, 4, 7, 10)]
        kept = tuple(month.utcoffset() for month in months)
        for abbreviation in {month.tzname() or "" for month in months}:
            if abbreviation.isalpha():
                found.setdefault(abbreviation, {}).setdefault(kept, name)
    return found


def _abbreviated(word: str, year: int) -> tuple[str, ...]:
    if found := _by_abbreviation(year).get(word):
        return tuple(found.values())
    return (ABBREVIATIONS[word],) if word in ABBREVIATIONS else ()
