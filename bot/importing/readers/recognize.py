"""What tells a data format: its content, never its name. Parsers are asked only where words hint at it."""

import re

from bot.importing.readers.tree import is_json

HEAD = 4_096
CALENDAR = re.compile(r"\s*BEGIN:VCALENDAR\b", re.IGNORECASE)
FRAB = re.compile(r"(?:[\s\]>]|<[?!][^>]*>)*<schedule\b", re.IGNORECASE)
PRETALX = (
    ('"conference"', '"days"'),
    ('"submission_type"',),
    ('"event_start"', '"talks"'),
    ('"slots"', '"submission"'),
)


def is_calendar(text: str) -> bool:
    return CALENDAR.match(text[:HEAD]) is not None


def is_frab(text: str) -> bool:
    return FRAB.match(text[:HEAD]) is not None


def is_sessionize(text: str) -> bool:
    return is_json(text) and '"isServiceSession"' in text


def is_indico(text: str) -> bool:
    return is_json(text) and '"HTTPAPIResult"' in text


def is_pretalx(text: str) -> bool:
    return is_json(text) and any(all(key in text for key in keys) for keys in PRETALX)


def is_jsonld(text: str) -> bool:
    """A page may describe the event alone, and its sessions in a table; then its table is read."""
    if '"@type"' not in text or not (is_json(text) or "application/ld+json" in text):
        return False
    from bot.importing.readers.jsonld import recognizes

    return recognizes(text)


def is_csv(text: str) -> bool:
    from bot.importing.readers.csv import recognizes

    return recognizes(text)


def is_yaml(text: str) -> bool:
    from bot.importing.readers.mapping import recognizes

    return recognizes(text)
