"""How long before something, as people write it: “20 and 5 minutes”, “1h30”, “half an hour”."""

import re

from bot.questions.clocks import UNITS, number_of

FRACTIONS = {
    "a": 1.0, "an": 1.0, "the": 1.0, "half": 0.5, "half a": 0.5, "half an": 0.5, "quarter of an": 0.25,
    "a quarter of an": 0.25, "one and a half": 1.5, "ninety": 90.0, "forty-five": 45.0,
}  # fmt: skip
NUMBER = (
    r"(?:\d{1,4}(?:[.,]5)?|half(?: an?)?|(?:a )?quarter of an|an?|the(?= day)|one(?: and a half)?|two|three|four|five"
    r"|six|eight|ten|twelve|fifteen|twenty|thirty|forty|forty-?five|fifty|sixty|ninety)"
)
UNIT = r"(?:min(?:ute)?s?\.?|m|'|hours?|hrs?|h|days?|weeks?)"
COUNT = re.compile(rf"(?P<number>{NUMBER}) ?(?P<unit>{UNIT}(?![a-z]))?", re.IGNORECASE)
SPAN = rf"(?:{NUMBER} ?(?:hours?|hrs?|h) ?\d{{1,2}}(?: ?(?:min(?:ute)?s?|m))?|{NUMBER}(?: ?{UNIT})?)"
JOINT = r"(?:,? (?:and|&) |, ?)"
SPANS = rf"{SPAN}(?:{JOINT}{SPAN})*"
HOUR_AND_A_HALF = re.compile(r"\b(?:an?|one|1) (?:hour|h) and a half\b", re.IGNORECASE)


def minutes_in(spans: str) -> tuple[int, ...] | None:
    """The minutes of each, the most first; a number without a unit has that of the one after it. None for no time."""
    minutes: list[int] = []
    unit = "min"
    for span in reversed(re.split(JOINT, spans.lower())):
        counts = [(found["number"], found["unit"]) for found in COUNT.finditer(span)]
        units = [told or "min" for _, told in counts[:-1]] + [counts[-1][1] or ("min" if counts[1:] else unit)]
        unit = units[0]
        parts = [_minutes(number, each) for (number, _), each in zip(counts, units, strict=True)]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        minutes.append(int(sum(known)))
    return tuple(sorted(set(minutes), reverse=True))


def _minutes(number: str, unit: str) -> float | None:
    plain = unit.rstrip(".")
    length = UNITS.get("min" if plain in {"m", "'"} else plain)
    halves = re.fullmatch(r"(\d+)[.,]5", number)
    count = int(halves[1]) + 0.5 if halves else FRACTIONS.get(number, number_of(number))
    return None if length is None or count is None else count * length.total_seconds() / 60
