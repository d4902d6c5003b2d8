"""The values of data formats: texts, moments, durations, people, links and kinds as such formats write them."""

import re
from datetime import date, datetime, time, timedelta

from bot.importing.readers.tree import Node
from bot.importing.rows import Cell, plain_cell
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Link, Person

FIRST_YEAR, LAST_YEAR = 1900, 2199
ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?![\d])")
ISO_MOMENT = re.compile(r"\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d.*")
CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?")
SPAN = re.compile(r"(\d{1,3}):(\d\d)(?::\d\d)?")
ISO_SPAN = re.compile(r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d+S)?)?")
LONGEST_SPAN = timedelta(days=14)
MARKUP = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|center|code|dd|div|dl|dt|em|font|h[1-6]|hr|html|body|i|img|li|ol|p|pre|s|small|span|strong|sub|sup|"
    r"table|tbody|td|th|tr|tt|u|ul|script|style|iframe|svg|object|form|input|button|link|meta)\b[^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);"
)
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
ADDRESS = re.compile(r"https?://[^\s<>\"|]+")
TALKS = frozenset({"talk", "lecture", "presentation", "paper", "oral", "contribution"})
TUTORIALS = frozenset({"workshop", "tutorial", "hands-on"})
LINK_KINDS = (
    ("slides", re.compile(r"slides?|presentation|\.pptx?$|\.odp$", re.IGNORECASE)),
    ("livestream", re.compile(r"live|stream|zoom|webinar", re.IGNORECASE)),
    ("recording", re.compile(r"video|recording|youtu\.?be|vimeo|media", re.IGNORECASE)),
    ("paper", re.compile(r"paper|arxiv|preprint|openreview|doi\.org", re.IGNORECASE)),
)


def plain(text: str) -> str:
    """Text as a reader sees it: without tags and control characters, entities resolved, its paragraphs on lines."""
    seen = _without_markup(text) if MARKUP.search(text) else text
    lines = (" ".join(line.split()) for line in UNSEEN.sub(" ", seen).splitlines())
    return "\n".join(line for line in lines if line)


def on_one_line(text: str) -> str:
    return " ".join(plain(text).split())


def _without_markup(text: str) -> str:
    from bot.importing.readers.html import read
    from bot.importing.rows import Heading, Row, Text

    lines = (
        block.content.text if isinstance(block, Heading | Text) else " ".join(cell.text for cell in block.cells)
        for block in read(text).blocks
        if isinstance(block, Heading | Text | Row)
    )
    return "\n".join(lines)


def local_text(node: Node) -> str:
    """The text of a value that may be given in several languages (`{"en": …, "de": …}`): English, else the first."""
    return (node["en"] or next(filter(None, node.entries.values()), node)).text


def iso_day(text: str) -> date | None:
    """The day that ISO 8601 text begins with."""
    found = ISO_DAY.match(text.strip())
    try:
        return _sensible(date.fromisoformat(found[1])) if found else None
    except ValueError:
        return None


def iso_moment(text: str) -> datetime | None:
    """A date with a time of day, aware where it says an offset; a date alone is no moment."""
    if not ISO_MOMENT.fullmatch(text.strip()):
        return None
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if _sensible(found.date()) else None


def _sensible(day: date) -> date | None:
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def clock(text: str) -> time | None:
    """A time of a 24-hour clock."""
    found = CLOCK.fullmatch(text.strip())
    try:
        return time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def span(text: str) -> timedelta | None:
    """A duration as `1:30`, `01:30:00` or `PT1H30M`; a mere number is minutes."""
    plain_text = text.strip()
    if plain_text.isdecimal() and len(plain_text) <= len("99999"):
        return _sensible_span(timedelta(minutes=int(plain_text)))
    found, iso = SPAN.fullmatch(plain_text), ISO_SPAN.fullmatch(plain_text)
    if found:
        return _sensible_span(timedelta(hours=int(found[1]), minutes=int(found[2])))
    if iso:
        days, hours, minutes = (int(number or 0) for number in iso.groups())
        return _sensible_span(timedelta(days=days, hours=hours, minutes=minutes))
    return None


def _sensible_span(length: timedelta) -> timedelta | None:
    return length if timedelta(0) < length <= LONGEST_SPAN else None


def person(name: str, affiliation: str = "", bio: str = "") -> tuple[Person, ...]:
    """Somebody, or nobody where there is no name."""
    shown = on_one_line(name)
    return (Person(shown, on_one_line(affiliation) or None, on_one_line(bio) or None),) if shown else ()


def link(url: str, words: str = "", kind: str | None = None) -> tuple[Link, ...]:
    """A link of that kind, else of the kind that its words or its address tell; none where it is no web address."""
    if not ADDRESS.fullmatch(url.strip()):
        return ()
    told = (name for text in (words, url) for name, pattern in LINK_KINDS if pattern.search(text))
    return (Link(kind or next(told, "website"), url.strip()),)


def kind_named(text: str) -> Kind | None:
    """The kind that a format's own word for it ("Keynote", "lightning talk", "Workshop") means, if it is known."""
    word = text.strip().lower()
    if word in {kind.value for kind in Kind}:
        return Kind(word)
    if word in TALKS | TUTORIALS:
        return Kind.TALK if word in TALKS else Kind.TUTORIAL
    told = kind_of_title(text)
    return None if told is Kind.TALK else told


def about(line: int, **values: str) -> tuple[Cell, ...]:
    """Cells of what is said of the whole event, for those of the values that say something."""
    texts = ((name, plain(value)) for name, value in values.items())
    return tuple(plain_cell(text, line, name) for name, text in texts if text)
