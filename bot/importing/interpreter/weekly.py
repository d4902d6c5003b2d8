"""The hour and the room of all of a series, which a page tells once ("Wednesdays, 14:00-15:00, Room 5")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.importing.interpreter.naming import LONGEST
from bot.importing.interpreter.settle import Said
from bot.importing.values import clocks, days, eastern
from bot.importing.values.days import DIGIT
from bot.importing.values.headings import is_no_session
from bot.importing.values.words import ROOM, SENTENCE, VENUE_LABEL

SHORT, NEAR = 40, 3
SERIES = re.compile(
    r"\b(?:all|each|every|usual(?:ly)?|regular(?:ly)?|unless|otherwise|talks?|seminars?|lectures?|colloqui\w+|"
    r"we meet|meetings?|sessions?|time|jeweils|stets|chaque|cada|siempre|ogni)\b",
    re.IGNORECASE,
)
"""What a line may speak of that says an hour once, for all of a series."""
SHORT_WEEKLY = re.compile(
    rf"(?:^|[,;:(]\s*)(?P<weekday>{'|'.join(each.title() for each in days.LETTERS if len(each) > 1)})\.?,?\s+"
    r"(?=\d{1,2}\s?(?:[:.h\u2010-\u2015-]|uhr))(?!\d{1,2}\.\s?\d{1,2}\.)"
)
"""A day of the week in short, before an hour ("Mi, 14-16 Uhr")."""
_served = "(?:coffee|tea|lunch|pizza|snacks|cookies|refreshments|drinks|doors|reception|kaffee|tee|café|thé)"
SERVED_BEFORE = re.compile(rf"\b{_served}\b[^.,;:()\d]*(?:\d{{1,2}}:?)?$", re.IGNORECASE)
SERVED_BEHIND = re.compile(rf"\W*(?:for |with )?{_served}\b", re.IGNORECASE)
IN_ROOM = re.compile(
    r"(?:\b(?:in|at|im|en|dans|i|em|na)\s+(?:the\s+|der\s+|la\s+)?|,\s*(?=(?:[Rr]oom|[Rr]aum|[Ss]al(?:le|a)?)\s+\w*\d))"
    r"(?P<room>(?:room|sal(?:le|a)?\b|aula|amphi|zaal|[A-ZÀ-Þ])(?:[^,.;()]|\.(?=\d))*?"
    r"(?:,\s*(?:level|floor|room)\s+\w+)?)(?=\s*(?:[,;()]|\.(?!\d)|\bunless\b|\bon\b|$))"
)
BESIDE = re.compile(r"[,;()|\u2502]|\s[\u2010-\u2015-]\s")
NAMED_PLACE = re.compile(
    r"\s*(?:(?:the|in|at|im|en|dans|em|na|no|nell|i|op)\s+)?(?:(?:the|el|la|der|het)\s+)?"
    r"(?P<room>(?:[\w.-]+\s+){0,4}[\w-]+(?:\.\w+)*)[\s.]*"
)
UNLESS = re.compile(r"\s+(?:unless|except|sauf|salvo|sofern|wenn nicht|tenzij)\b[^,;.]*", re.IGNORECASE)
MAIL_OR_PHONE = re.compile(r"@|\bx\d{3,}|\d{5,}")
"""What stands beside an hour and is no room."""
HOUR = re.compile(r"\d|noon|midnight", re.IGNORECASE)


def note_weekly(said: Said, texts: Iterable[tuple[int, str]]) -> None:
    """The hour at which all of a series is, where the page says it once ("Wednesdays, 14:00-15:00").

    A line that speaks of a series goes before one that may tell the hour of another one.
    """
    said_texts = tuple(texts)
    found = list(_weekly(said_texts))
    if found:
        line, text, span, weekday = max(
            found, key=lambda each: each[3] is not None and SERIES.search(each[1]) is not None
        )
        said.weekly, said.weekly_line = (span, weekday), line
        said.weekly_room = _room_in(text) or _room_near(line, said_texts)


def _weekly(texts: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, clocks.Span, int | None]]:
    """The sentences that tell an hour of a day of the week, or speak of a series."""
    for line, text in ((line, sentence) for line, whole in texts for sentence in SENTENCE.split(whole)):
        if len(text) > LONGEST or not HOUR.search(text):
            continue
        weekday = _weekday_in(text) if not any(days.days_in(text)) else None
        if not (weekday or SERIES.search(text)) or is_no_session(text):
            continue
        behind = text[weekday[1] :] if weekday else ""
        told = [*_spans_of_talks(behind), *_spans_of_talks(text), *clocks.spans(text)]
        if span := next(iter(told), None):
            yield line, text, span, weekday[0] if weekday else None


def _spans_of_talks(text: str) -> Iterator[clocks.Span]:
    """The times that a text tells, without those of what is eaten or drunk before."""
    for span in clocks.spans(text):
        if not (SERVED_BEFORE.search(text, 0, span.begin) or SERVED_BEHIND.match(text, span.stop)):
            yield span


def _weekday_in(text: str) -> tuple[int | None, int] | None:
    """The first day of the week that a text names, and where its name stops."""
    match = days.WEEKLY.search(text)
    if match or not (short := SHORT_WEEKLY.search(text)):
        return (days.weekday_alone(match["weekday"]), match.end()) if match else eastern.weekday_in(text)
    return days.LETTERS[short["weekday"].lower()], short.end()


def _room_in(text: str) -> str | None:
    """The room that a sentence names with the hour of all ("Thursdays 4–5 pm in Harlow Hall 214")."""
    for span in clocks.spans(text):
        text = text[: span.begin] + "," * (span.stop - span.begin) + text[span.stop :]
    text = UNLESS.sub("", text)
    names = (match["room"].strip() for match in IN_ROOM.finditer(text))
    parts = (match["room"] for part in BESIDE.split(text) if (match := NAMED_PLACE.fullmatch(part)))
    return next(filter(_is_room, (*names, *parts)), None)


def _is_room(name: str) -> bool:
    told = ROOM.search(name) or (DIGIT.search(name) and not any(days.years_in(name)))
    return bool(told) and len(name) < SHORT and not (any(days.days_in(name)) or MAIL_OR_PHONE.search(name))


def _room_near(line: int, texts: Iterable[tuple[int, str]]) -> str | None:
    """The room that a line beside that of the hour is labelled as ("Place: Room B 12")."""
    near = (VENUE_LABEL.match(text) for other, text in texts if abs(other - line) <= NEAR)
    venues = [match["venue"].strip(" .") for match in near if match]
    rooms = (room for venue in venues for room in (venue, BESIDE.split(venue)[0].strip()))
    return next((room for room in rooms if ROOM.search(room) and len(room) < SHORT), None)
