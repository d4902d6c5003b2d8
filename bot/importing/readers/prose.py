"""Lines of plain text: which of them were broken on purpose, and which only wrap."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile
from operator import itemgetter
from typing import NamedTuple

from bot.importing.values.days import MONTHS, days_in
from bot.importing.values.names import LIKELY
from bot.importing.values.people import people_in
from bot.importing.values.words import CITED, COLUMN, LABEL

MARGIN, WIDEST, DEEPER, FEWEST = 60, 130, 4, 2
"""Prose that wraps fills its lines further than the one, and not further than the other; other lines end on purpose."""

HALF = 45
"""How long a line is at least that the next one goes on with, wherever the margin is."""
STARTS_ANEW = re.compile(
    r"\s*(?:[-*+•·|]\s|\W{0,3}\d{1,3}(?:\d\d\s?[-\u2013]+\s?\d{4}|[:.h/]\d\d|\s*[ap]\.?m\b|\s*min)|(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+\d|Abstract\b|Bio\b|\*\*)",
    re.IGNORECASE,
)


ABSTRACT = re.compile(r"\s*(?:abstract|bio)\s*[:.]\s", re.IGNORECASE)
BRACKETS = (("(", ")"), ("[", "]"))
REMARK = re.compile(r"\s*\([^\W\d_a-z][^()]*\)\s*")
LABELLED = re.compile(r"\s*[a-z]{2,} ?:\s", re.IGNORECASE)
TERM = re.compile(r"[a-z]-\w")
GAP = re.compile(
    r"(?<=[^\s.:!?|\u2010-\u2015-]) {2,}(?=[\w\[\"\u201c*])(?!(?:to|until|till|bis)\b)|(?<=[.:!?]) {3,}(?=\S)|"
    r"(?:(?<=[^\s._\u2026\u00b7])| )[._\u2026\u00b7]{3,} ?(?=[\w(\[\"\u201c*-])"
)


def parted(line: str) -> str:
    """A line with marks where white space parts its columns."""
    return GAP.sub(f" {COLUMN} ", line.strip())


GLUED = re.compile(
    r"(?<![\w.:])(?P<time>\d{1,2}[:.h][0-5]\d(?:\s?(?:[AaPp]\.?[Mm]\.?|h(?=[A-ZÀ-Þ])))?)(?=\*{0,2}\d{1,3}\s?(?:h|m|min|mins|minutes)\b|"
    r"[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]|[A-ZÀ-Þ]{2}[^\W\d_A-ZÀ-Þ]|[\"\u201c\u201e])|"
    r"^[#\d:. \u2013APM-]*\d\s?[AP]M(?=[*_]{1,2}[A-ZÀ-Þ])|"
    r"^(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})(?=\d{1,2}$)",
    re.MULTILINE,
)


SET_RIGHT = re.compile(
    r"^(?P<before>\W*(?:[A-Z][a-z]{2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
    r"(?P<gap> {2,3})(?P<day>\d)(?=\D)",
    re.MULTILINE,
)
"""A day of one figure that stands below those of two."""
TORN = re.compile(
    r"(?<=\d) (?=(?:st|nd|rd|th)\b)|(?<=\w) (?=,\s)|"
    r"(?<=\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [1-3]) (?=\d(?:st|nd|rd|th)\b)"
)
"""A space that stands where a page sets letters above the line, or links a word."""


def unglued(text: str) -> str:
    """The text with a space behind the moments to which what stood beside them on a page was joined without one.

    And without those that only stand where looks change.
    """
    text = SET_RIGHT.sub(lambda match: f"{match['before']} {match['day']}{match['gap'][1:]}", text)
    return GLUED.sub(r"\g<0> ", TORN.sub("", text))


TIMED = re.compile(r"\s*\d{1,2}[:.h]\d\d")
WITHIN_SENTENCE = re.compile(r"[a-z]\s(?:and|or|of|the|a|an|for|in|on|at|with|to|from|by|until|before|after)\s*$")
"""How a line ends that a date or a time on the next one goes on with."""
LONGEST_DAY, FARTHEST = 40, 12
LETTERS, FIGURES = re.compile(r"[^\W\d_]+"), re.compile(r"\d+")
DAY_OF_MONTH = re.compile(r"(?<![\d:.])\d{1,2}(?:st|nd|rd|th|\.)?$")
MONTH = re.compile(rf"\s*(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
DAY_AND_MONTH = re.compile(rf"\s*\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
"""The number of a day at the end of a line, and the month at the beginning of the next; and both there."""
GOES_ON = re.compile(r"(?:[:,&/–—-]|\b(?:and|or|of|the|a|an|for|in|on|with|to|from|by))\s*$", re.IGNORECASE)


def _hangs(line: str, following: str) -> bool:
    """Whether a line stands below part of another ("9:00  Title" above its speaker) rather than going on with it."""
    return (
        _set_in(following) >= _set_in(line) + DEEPER
        and following.lstrip(' \t["\u201c*')[:1].isupper()
        and GOES_ON.search(line) is None
    )


class Wrap(NamedTuple):
    """How a text wraps: how far those lines are set in that go on, how wide it is, and what stands below a line."""

    places: frozenset[int] = frozenset()
    width: int = 0
    """The most characters of a line; 0 where nothing tells, 1 where none wraps."""
    hanging: int = WIDEST
    """How many lines mostly stand set in below another one, which had room for them: parts of their own."""
    longest: int = 0
    """The most characters of a line where hardly one goes on for sure: those that had room for more end on purpose."""


def wrapping(lines: Sequence[str]) -> Wrap:
    """How the lines of a text wrap: those tell that go on with a small letter."""
    pairs = [(line.rstrip(), below) for line, below in pairwise(lines) if line.strip() and below.strip()]
    long = [pair for pair in pairs if MARGIN <= len(pair[0]) <= WIDEST]
    going = [pair for pair in long if begins_small(pair[1])]
    fitting = Counter(width for line, below in going for width in range(len(line), _with_word(line, below)))
    width, told = max(fitting.items(), key=itemgetter(1), default=(0, 0))
    width = width if told >= FEWEST and told * 2 > len(going) else int(len(long) > FEWEST and not going)
    width = 1 if sum(map(_is_paragraph, lines)) >= FEWEST else width
    hanging = _hanging(lines, width) if width else WIDEST
    longest = max((len(line) for line, _ in long), default=0)
    return Wrap(frozenset(_set_in(below) for _, below in going), width, hanging, longest * (len(going) < FEWEST))


def beginning_with_days(lines: Sequence[str]) -> frozenset[int]:
    """The lines that begin with a day as others do, written alike: entries, whatever the line above ends with."""
    forms: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        near = line.lstrip()[:LONGEST_DAY]
        day = next(days_in(near), None) if near else None
        if day and day.begin <= FARTHEST:
            before = FIGURES.sub("0", near[: day.begin])
            forms.setdefault(before + FIGURES.sub("0", LETTERS.sub("a", day.text)), []).append(number)
    begin = (number for alike in forms.values() if len(alike) > FEWEST for number in alike)
    return frozenset(number for number in begin if not (number and _dates_within(lines[number - 1], lines[number])))


def _dates_within(line: str, following: str) -> bool:
    """Whether a long line goes on with the day that begins the next one ("the talk by K. Oduya on", "16 October")."""
    long = len(line.rstrip()) >= MARGIN and WITHIN_SENTENCE.search(line) is not None
    return long and DAY_AND_MONTH.match(following) is not None


def below_days(lines: Sequence[str], dated: frozenset[int]) -> frozenset[int]:
    """The lines below those that begin with days, where most of these are short: lines of their own, however long."""
    below = [number for number in dated if lines[number + 1 : number + 2] and lines[number + 1].strip()]
    short = [number for number in below if len(lines[number].rstrip()) < MARGIN]
    mostly = len(short) * 2 > len(below)
    own = (number + 1 for number in below if not _is_open(lines[number], lines[number + 1]))
    return frozenset(each for each in own if lines[each].lstrip()[:1].isupper()) if mostly else frozenset()


def _is_paragraph(line: str) -> bool:
    """Whether a line holds more sentences than text that wraps has room for."""
    return len(line) > WIDEST and len(line.strip()) > WIDEST and ". " in line and "\t" not in line


def _hanging(lines: Sequence[str], width: int) -> int:
    places = [
        place for place, pair in enumerate(pairwise(lines), 1) if _hangs(*pair) and not STARTS_ANEW.match(pair[1])
    ]
    roomy = Counter(_below(lines, place) for place in places if _with_word(lines[place - 1], lines[place]) <= width)
    return max(roomy, key=roomy.__getitem__) if roomy.total() * 4 > len(places) else 0


def _with_word(line: str, following: str) -> int:
    """How long a line would be with the first word of the next one."""
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0])


def _is_open(line: str, following: str) -> bool:
    """Whether a bracket or a quotation is opened on a line that only the next one closes, or all of that is in one."""
    quoted = '"' in following and line.count('"') % 2 == 1
    remarked = _set_in(following) > _set_in(line) and REMARK.fullmatch(following) is not None
    return (
        quoted
        or remarked
        or any(
            line.rfind(one) > line.rfind(other) and 0 <= following.find(other) < (following + one).find(one)
            for one, other in BRACKETS
        )
    )


def _goes_on(line: str, following: str) -> bool:
    """Whether a line ends within a list; or has some length and no end, and the next begins with a small letter."""
    if line.rstrip().endswith((",", " and", " &")):
        return True
    small = begins_small(following) and line.rstrip()[-1:].isalnum()
    return small and _set_in(line) == _set_in(following) and len(line.rstrip()) >= HALF


WITHIN_TITLE = re.compile(r"(?:\([^()]*\)[,;:]?\s+)?[^\W\dA-ZÀ-Þ_]")
"""How a line begins that goes on with the one above: with a small letter, or with that behind brackets."""


def wraps(line: str, following: str, width: int) -> bool:
    """Whether a line of a cell goes on in the one below it, where the cell is so wide that some lines fill it."""
    goes_on = WITHIN_TITLE.match(following) is not None and line[-1:] not in {".", "!", "?", ")"}
    return (
        _is_open(line, following)
        or line.endswith((",", " and", " &", " +"))
        or (goes_on and _with_word(line, following) > width)
    )


def _below(lines: Sequence[str], number: int) -> int:
    """How many lines from one on are set in as far as that, up to one that a label or a time begins."""
    below = (lines[place] for place in range(number, len(lines)))
    alike = takewhile(lambda line: line.strip() and _set_in(line) == _set_in(lines[number]), below)
    return sum(1 for _ in takewhile(lambda line: not (STARTS_ANEW.match(line) or LABELLED.match(line)), alike))


def _set_in(line: str) -> int:
    return len(line) - len(line.lstrip())


def _ends_sentence(line: str) -> bool:
    return line.rstrip().endswith((".", "!", "?"))


def _names_people(line: str, following: str) -> bool:
    """Whether a line is people, the last with where that one is from, and another begins below it."""
    below = following.strip()
    apart = line.rstrip().endswith(")") and below[:1].isupper() and LABEL.match(below.lower()) is None
    return apart and people_in(line.strip()).score >= LIKELY


def begins_small(line: str) -> bool:
    """Whether a line begins with a small letter, but for that of a term ("p-adic")."""
    text = line.lstrip()
    return text[:1].islower() and TERM.match(text) is None


def _is_beside(line: str, following: str) -> bool:
    """Whether a line stands right below a time that is set in, with columns beside it: it is another row."""
    return _set_in(line) == _set_in(following) >= DEEPER and TIMED.match(line) is not None


def ends_on_purpose(lines: Sequence[str], number: int, wrap: Wrap) -> bool:
    """Whether the break above a source line is one that a reader sees."""
    line, following = lines[number - 1], lines[number]
    length = len(line.rstrip())
    if length > WIDEST or len(following.rstrip()) > WIDEST:
        return True
    below = lines[number + 1] if number + 1 < len(lines) else ""
    if _ends_sentence(line) and STARTS_ANEW.match(below):
        return True
    if _ends_sentence(line) and _set_in(following) > _set_in(line) and not STARTS_ANEW.match(line):
        return True
    if ABSTRACT.match(following) or CITED.fullmatch(following) or _names_people(line, following):
        return True
    if _is_beside(line, following) and GAP.search(line.strip()):
        return True
    if _dates_within(line, following):
        return False
    if STARTS_ANEW.match(following):
        breaks_date = DAY_OF_MONTH.search(line.rstrip()) and MONTH.match(following)
        return not breaks_date and WITHIN_SENTENCE.search(line) is None
    if _is_open(line, following) or _goes_on(line, following):
        return False
    if wrap.width and not (length >= MARGIN and begins_small(following)):
        fits = length > wrap.width or _with_word(line, following) <= wrap.width
        hangs = wrap.hanging and _hangs(line, following) and _below(lines, number) <= wrap.hanging
        return fits or hangs or LABEL.match(following.lower()) is not None
    return (
        length < MARGIN
        or (_with_word(line, following) <= wrap.longest and _set_in(following) <= _set_in(line))
        or _hangs(line, following)
        or LABELLED.match(following) is not None
        or (_set_in(following) >= DEEPER and _set_in(following) not in wrap.places and GOES_ON.search(line) is None)
    )
