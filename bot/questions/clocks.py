"""Times of day in a question, alone or from one to another: 14:30, 2pm, half past two, between 10 and 12."""

import re
from dataclasses import dataclass
from datetime import timedelta

from bot.questions.question import Clock, When
from bot.questions.tokens import Words, listed

NUMBERS = {
    word: number
    for number, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty"
        )
    )
} | {"a": 1, "an": 1, "couple": 2, "few": 3, "thirty": 30, "forty": 40, "fortyfive": 45, "fifty": 50, "sixty": 60}
UNITS = {
    **dict.fromkeys(("minute", "minutes", "min", "mins"), timedelta(minutes=1)),
    **dict.fromkeys(("hour", "hours", "hr", "hrs", "h"), timedelta(hours=1)),
    **dict.fromkeys(("day", "days"), timedelta(days=1)),
    **dict.fromkeys(("week", "weeks"), timedelta(weeks=1)),
}
CLOCK_WORDS = {"noon": Clock(12), "midday": Clock(12), "midnight": Clock(0)}
SPOKEN_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}
LEADS = {"at", "around", "about", "after", "since", "from", "before", "by", "until", "till", "between"}
"""Words that make the number after them a time."""

JOINTS = {"to", "until", "till"}
COUNTED = {"talk", "talks", "session", "sessions", "keynotes", "posters", "people", "speakers"}
"""Words that make the number before them a count."""

DAY_HOURS = 24
HOUR_MINUTES = 60
NOON = 12


@dataclass(frozen=True, slots=True)
class Timed:
    """An expression of time found at a place: what it says, and how many words it takes."""

    length: int
    when: When


def number_of(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) < len("10000"):
        return int(word)
    return NUMBERS.get(word) if word not in {"a", "an"} else None


def clock_at(words: Words, place: int, *, bare: bool) -> tuple[int, Clock] | None:
    """A time of day and how many words it takes; with `bare`, a number alone is an hour."""
    word, after = words.word(place), words.word(place + 1)
    if word in CLOCK_WORDS:
        return 1, CLOCK_WORDS[word]
    if word in SPOKEN_MINUTES and after in {"past", "to"}:
        return _spoken_clock(words, place)
    match = re.fullmatch(r"(\d{1,2})(?:[:.h](\d\d))?(am|pm|h)?", word)
    hour = int(match[1]) if match else number_of(word)
    if hour is None or word in {"couple", "few", "zero"}:
        return None
    minute = int(match[2] or 0) if match else 0
    half = (match[3] if match else None) or (after if after in {"am", "pm"} else None)
    length = 1 + (after in {"am", "pm", "oclock"})
    told = bool(half or (match and match[2]) or after == "oclock")
    clock = _clock(hour, minute, half, sure=bool(half) or word.startswith("0")) if told or bare else None
    return (length, clock) if clock else None


def _spoken_clock(words: Words, place: int) -> tuple[int, Clock] | None:
    hour = number_of(words.word(place + 2))
    if not hour or hour > DAY_HOURS - 1:
        return None
    minutes = SPOKEN_MINUTES[words.word(place)]
    past = words.word(place + 1) == "past"
    return 3, Clock(hour if past else hour - 1, minutes if past else HOUR_MINUTES - minutes, sure=hour > NOON)


def _clock(hour: int, minute: int, half: str | None, *, sure: bool) -> Clock | None:
    if minute >= HOUR_MINUTES or hour > DAY_HOURS:
        return None
    if half in {"am", "pm"}:
        return Clock(hour % NOON + (NOON if half == "pm" else 0), minute) if 1 <= hour <= NOON else None
    return Clock(hour % DAY_HOURS, minute, sure=sure or hour > NOON or hour == 0)


def clock_reference(words: Words, place: int) -> Timed | None:
    """At 2pm, after 14:30, by 3, between 10 and 12, from 2 to 4pm, 14:30."""
    lead = words.word(place) if words.word(place) in LEADS else ""
    skip = 1 if lead else 0
    first = clock_at(words, place + skip, bare=bool(lead) or _begins_range(words, place))
    if first is None or (lead and not _stands_alone(words, place + skip, first[0])):
        return None
    taken, clock = first
    length = skip + taken
    second = _range_end(words, place + length, joined=lead in {"from", "between"})
    if second:
        clock = _same_half(clock, second[1])
        return Timed(length + second[0], When(since=clock, until=second[1]))
    if lead in {"after", "since", "from"}:
        return Timed(length, When(since=clock))
    return Timed(length, When(until=clock) if lead in {"before", "until", "till", "by"} else When(at=clock))


def _stands_alone(words: Words, place: int, length: int) -> bool:
    """Whether a number is a time: not that of "in 20 minutes" or of "after 2 talks"."""
    following = words.word(place + length)
    return following not in UNITS and not (length == 1 and following in COUNTED)


def _begins_range(words: Words, place: int) -> bool:
    """Whether two numbers alone are hours: "10 to 12", not "2 to 4 talks"."""
    end = clock_at(words, place + 2, bare=True) if words.word(place + 1) in JOINTS else None
    return bool(end and words.word(place).isdigit() and _stands_alone(words, place + 2, end[0]))


def _range_end(words: Words, place: int, *, joined: bool) -> tuple[int, Clock] | None:
    joint = words.word(place) in JOINTS or (joined and words.word(place) == "and")
    end = clock_at(words, place + joint, bare=joint or joined)
    return (end[0] + joint, end[1]) if end and (joint or joined) else None


def _same_half(clock: Clock, end: Clock) -> Clock:
    """From 2 to 4pm is from 2pm; from 10 to 2pm is not from 10pm."""
    if clock.sure or not end.sure or end.hour < NOON:
        return clock
    later = clock.hour % NOON + NOON
    return Clock(later, clock.minute) if later < end.hour and clock.hour < end.hour - NOON else clock
