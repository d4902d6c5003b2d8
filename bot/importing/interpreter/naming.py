"""What an event is called: by its page's top heading, its head, or its first lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import TypeAlias

from bot import zones
from bot.importing.interpreter.units import Unit
from bot.importing.rows import Document
from bot.importing.values import days
from bot.importing.values.headings import (
    GENERIC_HEADING,
    OTHER_HEADING,
    PART_OF_DAY,
    PAST_HEADING,
    TERM,
    names_part_of_page,
)
from bot.importing.values.words import LINK_KINDS
from bot.schedule.names import fold

EVENT = re.compile(
    r"\b(?:workshop|conference|symposium|(?:ober|forschungs|gruppen|arbeitsgruppen)?seminar|[ck]olloqu\w+|"
    r"s[eé]minaire|school|meetup|tutorial|summit|day|hackathon|congress|"
    r"forum|retreat|meeting|con|reading group|journal club|series)s?\b",
    re.IGNORECASE,
)
_KIND = (
    rf"(?:{EVENT.pattern}|tagung|jornadas?|"
    r"(?:journées? d['’]études?|colloque|convegno|congreso)(?: interna[ctz]+ionale?)?)"
)
_SORT = (
    r"(?:international|interdisciplinary|national|annual|joint|virtual|online|hybrid|internationale[rs]?|"
    r"wissenschaftliche[rs]?) "
)
ONLY_KIND = re.compile(rf"(?:an? )?(?:{_SORT}){{0,2}}{_KIND}", re.IGNORECASE)
"""Says what an event is ("International workshop"), and not what it is called."""
ONLY_WHERE = re.compile(
    r"(?:an? )?(?:(?:full|half|one|two|\d)[- ]day |(?:[A-Z][\w&.-]*(?:[ -][A-Z]\w*){0,2}[ -]?['’]?\d{2,4} )|"
    rf"(?-i:[A-Z]{{3,7}}) |{_SORT}){{0,2}}{_KIND}"
    r"(?:, .*|,? (?:at|@|held (?:at|with)|with|in conjunction with|co-?located with) .*)?",
    re.IGNORECASE,
)
"""Says what or at which conference an event is, not what it is called ("ICLR 2024 Workshop", "Workshop at ICML")."""
NO_NAME = re.compile(
    rf"an? (?:[\w-]+ ){{0,4}}?{EVENT.pattern}|skip to\b|the day (?:before|after)\b|"
    r".*\?$|.*\broom \w*\d|"
    r"(?:aims?(?: of .*)?|goals?|motivation|scope|description|introduction|background|summary|topics.*)$",
    re.IGNORECASE,
)
"""What says what an event is ("A workshop on kites"), where or why, or greets whom it is for."""
BEFORE_NAME = re.compile(
    r"(?:skip|jump) to (?:main |the )?(?:content|main|navigation)\b|"
    r".+\s(?:>|>>|\u203a|\u00bb)\s.+\s(?:>|>>|\u203a|\u00bb)\s|"
    r"(?:dear|hello|hi|hallo|liebe|chère?s?|querid[oa]s)\b",
    re.IGNORECASE,
)
"""What leads past a page's menu, or to the page through those above it, or greets whom a mail is for."""
HELD = re.compile(
    r"^\W*(?:venue|location|where|place)\b|\b(?:held|hosted|located|talks are|takes? place|meets?)\b.*\b(?:in|at)\b",
    re.IGNORECASE,
)
IN_A_SENTENCE = re.compile(
    r"(?:(?:welcome to|join us (?:for|at)) )?"
    r"(?:(?-i:The|the|Our|our|This) (?:(?P<kind>workshop|conference|symposium|school|seminar|meeting) )?)?"
    r"(?P<name>(?!(?:the|our|this) )(?-i:[A-ZÀ-Þ0-9]).{4,110}?)"
    r"(?:(?<=\)),|,? (?:is|was|will be|will take|takes|took)\b|,? (?:held|co-?located|at which)\b)",
    re.IGNORECASE,
)
"""The name with which a sentence begins that tells where or when the event is."""
OF_THE_PAGE = re.compile(
    r"^(?:(?:final|full|preliminary|provisional|tentative|detailed|easychair smart)\s+)?"
    r"(?:program(?:me)?|schedule|agenda|timetable|"
    r"times?(?:\s+and\s+(?:location|place|venue))?)\s*(?::|\b(?:of|for)\b)\s*(?:the\s+)?",
    re.IGNORECASE,
)
"""What a page calls itself before it names the event."""
TOP, OPENING, LONGEST_NAME, LONGEST_PART, FEWEST, SHORTEST, PAIR = 40, 8, 120, 2, 3, 10, 2
LONGEST = 300


Told: TypeAlias = tuple[int, str]
"""A line, and what it may call the event."""


def title_of(document: Document, units: Sequence[Unit], year: int | None) -> Told | None:
    """The top heading if worded as an event's name, or with a year; else what head and text name; else the first so."""
    heads = [
        (cell.line, cell.text)
        for cell in document.about
        if re.search(r"title|subject|name|workshop|conference", cell.name or "") or _is_worded(cell.text)
    ]
    headings = _headings(units)
    top, *lower = [(unit.block.line, unit.line.text) for unit in headings] or [(1, "")]
    opening, sentences = _opening(units)
    highest = (top[0], _name_of(top[1]))
    usable = _usable([(line, _name_of(text)) for line, text in (top, *heads, *lower, *opening, *sentences)], top[0])
    if headings and headings[0].level == 1 and highest in usable:
        below = {(line, _name_of(text)) for line, text in lower} - {highest}
        usable = [each for each in usable if each not in below]
    sure = {unit.block.line for unit in _below_kind(units)}
    events = [
        each
        for each in usable
        if each[0] in sure or EVENT.search(each[1]) or (each[0] == top[0] and _is_of_year(each[1]))
    ]
    fitting = [
        each for each in events if year is None or year in days.years_in(each[1]) or not any(days.years_in(each[1]))
    ]
    if fitting[:1] != [highest]:
        shown = [fold(text) for _, text in (top, *lower, *opening)]
        named = {line for line, _ in heads}
        told = [each for each in usable if each[0] in named and any(fold(each[1]) in text for text in shown)]
        fitting = told or fitting
    return next(iter(fitting or events or usable), None)


def _headings(units: Sequence[Unit]) -> list[Unit]:
    """The headings near the top, the highest first; one of many alike only if it is worded as an event's name."""
    headings = sorted((unit for unit in units[:TOP] if unit.level in {1, 2}), key=attrgetter("level"))
    if headings and headings[0].level > 1 and _is_one_of_parts(headings[0], units):
        return [unit for unit in headings if EVENT.search(unit.line.text)]
    return headings


def _opening(units: Sequence[Unit]) -> tuple[list[Told], list[Told]]:
    """The first line and those near it that may be names, and the names with which sentences near it begin."""
    told = [unit for unit in units[:OPENING] if not BEFORE_NAME.match(unit.line.text)]
    near = [unit for unit in told if EVENT.search(unit.line.text) and not _is_dated(unit)]
    first = [unit for unit in told[:1] if len(unit.line.text) < LONGEST_NAME]
    lines = [*first, *_below_kind(units), *(unit for unit in near if _may_be_name(unit.line.text))]
    names = ((unit.block.line, _name_in(unit.line.text)) for unit in told)
    return (
        [(unit.block.line, unit.line.text) for unit in lines if not unit.line.text.endswith(".")],
        [(line, name) for line, name in names if name],
    )


def _below_kind(units: Sequence[Unit]) -> list[Unit]:
    """The line below a first one that only says what the event is ("International workshop")."""
    kind, name = units[:PAIR] if len(units) >= PAIR else (None, None)
    if not kind or not name or kind.level > name.level or not ONLY_KIND.fullmatch(kind.line.text):
        return []
    text = name.line.text
    elsewhere = days.has_digit(text) or HELD.search(text) or zones.is_place(text)
    return [] if elsewhere or len(text) >= LONGEST_NAME else [name]


def _usable(named: Sequence[Told], top: int) -> list[Told]:
    """What may be an event's name, without what the parts of a page and links are called."""
    usable = [
        (line, text)
        for line, text in named
        if text
        and not (GENERIC_HEADING.fullmatch(text) or PART_OF_DAY.fullmatch(text))
        and fold(text) not in LINK_KINDS
        and not _is_other(text, is_top=line == top)
    ]
    return [each for each in usable if not (ONLY_WHERE.fullmatch(each[1]) or NO_NAME.match(each[1]))] or usable


def _is_dated(unit: Unit) -> bool:
    """Whether a line opens with a day or a time, as entries do and names hardly."""
    return unit.when is not None and unit.when.leads


def _name_in(text: str) -> str | None:
    """The event's name in a sentence that begins with it."""
    match = IN_A_SENTENCE.match(text)
    called = match is not None and (match["kind"] or EVENT.search(match["name"]))
    return match["name"] if match and called and not EVENT.fullmatch(match["name"]) else None


def _is_one_of_parts(heading: Unit, units: Sequence[Unit]) -> bool:
    """Whether others of its level follow, as below a title that is no heading."""
    return sum(unit.level == heading.level for unit in units) > LONGEST_PART


def _is_of_year(text: str) -> bool:
    """Whether a text names a year without a day, as the names of events do."""
    return any(days.years_in(text)) and not any(days.days_in(text))


def _is_worded(text: str) -> bool:
    """Whether a text under a key that nobody knows is worded as an event's name."""
    day = next(days.days_in(text), None)
    dated = day is not None and day.begin == 0
    return EVENT.search(text) is not None and not dated and _may_be_name(text) and len(text.split()) >= FEWEST


def _is_other(text: str, *, is_top: bool) -> bool:
    """Whether a text names a part of the site ("Accepted papers"); the top heading does so in two words at most."""
    other = OTHER_HEADING.search(text) and (not is_top or len(text.split()) <= LONGEST_PART)
    past = PAST_HEADING.match(text) or re.fullmatch(r"\w+\d{4}", text)
    return bool(other or past) or names_part_of_page(text) or _is_of_part(text)


def _is_of_part(text: str) -> bool:
    """Whether a text names a part of a day or a term."""
    return PART_OF_DAY.fullmatch(text) is not None or TERM.fullmatch(text) is not None


def _may_be_name(text: str) -> bool:
    return len(text) < LONGEST_NAME and ":" not in text[:15] and not text.endswith(".") and not HELD.search(text)


def _name_of(text: str) -> str:
    """The event's name without the page's ("Schedule | Workshop on X") and without what follows its date or place."""
    if days.numbered_day(text) is not None:
        return ""
    text = re.sub(r"\s*\([^)]*\btimes?\b[^)]*\)", "", text)
    text = re.sub(r"^(?:(?:subject|re|fwd?|cf[ap]|cfpart)\s*:\s*|\[[^\]]*\]\s*)+", "", text, flags=re.IGNORECASE)
    text = OF_THE_PAGE.sub("", text)
    text = re.sub(r"(\s[—–-]\s.*) documentation$", r"\1", text)
    name = _own_part(text, r"\s+[|·•]\s+")
    day = next(days.days_in(name), None)
    if day and day.stop - day.begin == len(name):
        return ""
    if day and (day.begin > SHORTEST or GENERIC_HEADING.fullmatch(name[: day.begin].strip(" ,(–—-"))):
        name = name[: day.begin]
    name = _own_part(name, r"\s+[–—]\s+|\s-\s", only_if_generic=True)
    return name.strip("*_#= ").strip(" ,;:(–—-")[:LONGEST]


def _own_part(text: str, mark: str, *, only_if_generic: bool = False) -> str:
    """The first of the parts of a text that is no page's name, as "Schedule" is."""
    parts = [part.strip() for part in re.split(mark, text)]
    own = [part for part in parts if part and not zones.is_place(part.strip(" ,"))]
    own = [part for part in own if not GENERIC_HEADING.fullmatch(part)]
    return text if not own or (only_if_generic and len(own) == len(parts)) else own[0]
