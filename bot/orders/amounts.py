"""How much time, in words: "15 minutes", "a quarter of an hour", "1h30"; and the words of a day. Pure."""

from __future__ import annotations

import re
from datetime import timedelta

DAY = r"(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "twenty-five": 25, "twenty five": 25, "thirty": 30,
    "forty": 40, "forty-five": 45, "forty five": 45, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
PHRASES = {"three quarters of an hour": 45, "a quarter of an hour": 15, "quarter of an hour": 15, "half an hour": 30}
COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(COUNTS, key=len, reverse=True))})"
MINUTES = r"(?:minutes?|mins?|min\.?|m)"
HOURS = r"(?:hours?|hrs?|h)"
SPAN = (
    rf"(?:{'|'.join(PHRASES)}|{COUNT}[ -]?{HOURS}(?: and a half|(?: and)? ?{COUNT}(?: ?{MINUTES})?(?![\w:]))?"
    rf"|{COUNT}[ -]?{MINUTES}|\d{{1,3}})"
)
AMOUNT = rf"(?:(?:about|around|another|at least) )?(?P<amount>{SPAN})"
PARTS = re.compile(
    rf"(?:(?P<hours>{COUNT})[ -]?{HOURS}(?P<half> and a half)?(?: and)? ?)?(?:(?P<minutes>{COUNT})[ -]?{MINUTES}?)?"
)


def span_of(text: str) -> timedelta:
    """What the words of an AMOUNT come to; a bare number counts minutes."""
    said = text.lower()
    parts = PARTS.fullmatch(said)
    if said in PHRASES or parts is None:
        return timedelta(minutes=PHRASES[said])
    half = timedelta(minutes=30) if parts["half"] else timedelta()
    return timedelta(hours=_count(parts["hours"]), minutes=_count(parts["minutes"])) + half


def _count(text: str | None) -> int:
    return COUNTS.get(text, 0) or int(text) if text else 0
