"""The messages that will go out, as a picture of the timeline (SVG): a panel a day, a lane a recipient. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from bot.preview.planned import Planned, counted

WIDTH, LEFT, RIGHT, MARGIN = 1280, 214, 48, 24
ROW, PADDING, AXIS = 20, 7, 40
LETTER = 6.4
"""The width of a letter, on average, at the size of labels."""
LONGEST = 44
MOST_PEOPLE = 40
"""So many people have lanes of their own on a day; the others share one."""
MOST_TICKS = 12
HOUR = timedelta(hours=1)
COLOURS = {
    "reminder": "#1f6f8b",
    "breaks": "#7a8a99",
    "date-only": "#4a5fc1",
    "personal": "#2e8b57",
    "announcement": "#c2571a",
    "change": "#b3261e",
}
OTHER = "#7b4fa3"
STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#1d2630} .head{font-size:20px;font-weight:600} "
    ".day{font-size:15px;font-weight:600} .axis{font-size:11px;fill:#5a6672} .to{font-weight:600}"
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Messages of one lane at one time about the same thing."""

    message: Planned
    count: int

    @property
    def label(self) -> str:
        at = f"{self.message.due_at.astimezone(self.message.zone):%H:%M}"
        times = f" ×{self.count:,}" if self.count > 1 else ""
        title = self.message.title
        return f"{at} {title if len(title) <= LONGEST else f'{title[: LONGEST - 1]}…'}{times}"


@dataclass(frozen=True, slots=True)
class _Axis:
    """The hours of a day: from `start` on, which is `seconds` wide."""

    start: datetime
    seconds: float

    def x(self, at: datetime) -> float:
        return LEFT + (at - self.start).total_seconds() / self.seconds * (WIDTH - LEFT - RIGHT)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mark with its label, in a row of its lane; near the right edge the label stands on the left."""

    mark: _Mark
    x: float
    row: int
    is_left: bool


def picture(messages: tuple[Planned, ...], title: str, reader: ZoneInfo | None) -> str:
    """The text of an SVG file; the hours of the reader's zone stand below those of the event's."""
    body: list[str] = []
    y = 96.0
    for _, of_day in groupby(messages, attrgetter("day")):
        y = _day(tuple(of_day), reader, y, body)
    height = y + MARGIN
    return "\n".join(
        (
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}" '
                f'viewBox="0 0 {WIDTH} {height:.0f}" role="img">'
            ),
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style>",
            f'<rect width="{WIDTH}" height="{height:.0f}" fill="#ffffff"/>',
            _text(MARGIN, 40, title, "head"),
            _text(MARGIN, 62, counted(messages), "axis"),
            *_legend(messages),
            *body,
            "</svg>\n",
        )
    )


def _legend(messages: Iterable[Planned]) -> Iterator[str]:
    x = float(MARGIN)
    for kind in dict.fromkeys(message.kind for message in messages):
        yield f'<circle cx="{x + 5:.1f}" cy="79" r="5" fill="{COLOURS.get(kind, OTHER)}"/>'
        yield _text(x + 15, 83, kind, "axis")
        x += 36 + LETTER * len(kind)


def _day(messages: tuple[Planned, ...], reader: ZoneInfo | None, y: float, body: list[str]) -> float:
    """Draw a day below `y`; where it ends."""
    axis, zone = _axis(messages), messages[0].zone
    body.append(_text(MARGIN, y + 24, messages[0].day, "day"))
    ticks = y + AXIS
    y = ticks + (32 if reader else 18)
    top = y
    lanes: list[str] = []
    for number, (name, marks) in enumerate(_lanes(messages)):
        placed = tuple(_placed(marks, axis))
        height = PADDING * 2 + ROW * (1 + max(each.row for each in placed))
        shade = "#f3f6f8" if number % 2 == 0 else "#ffffff"
        lanes.append(f'<rect x="{MARGIN}" y="{y:.1f}" width="{WIDTH - 2 * MARGIN}" height="{height}" fill="{shade}"/>')
        lanes.append(_text(MARGIN + 8, y + PADDING + 14, _cut(name, 24), "to"))
        lanes.extend(line for each in placed for line in _drawn(each, y + PADDING))
        y += height
    grid = tuple(_grid(axis, zone, reader, ticks, top, y))
    shades = [line for line in lanes if line.startswith("<rect")]
    body.extend((*shades, *grid, *(line for line in lanes if not line.startswith("<rect"))))
    return y + 12


def _axis(messages: tuple[Planned, ...]) -> _Axis:
    """Whole hours on the event's clock around all messages."""
    zone = messages[0].zone
    first, last = (end(message.due_at for message in messages) for end in (min, max))
    start = first.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    hours = int((last - start) / HOUR) + 1
    return _Axis(start, hours * HOUR.total_seconds())


def _grid(
    axis: _Axis, zone: ZoneInfo, reader: ZoneInfo | None, ticks: float, top: float, bottom: float
) -> Iterator[str]:
    hours = round(axis.seconds / HOUR.total_seconds())
    step = -(-hours // MOST_TICKS)
    yield _text(MARGIN + 8, ticks + 10, zone.key, "axis")
    if reader:
        yield _text(MARGIN + 8, ticks + 24, reader.key, "axis")
    for hour in range(0, hours + 1, step):
        at = (axis.start + hour * HOUR).astimezone(zone)
        x = axis.x(at)
        yield f'<line x1="{x:.1f}" y1="{top:.1f}" x2="{x:.1f}" y2="{bottom:.1f}" stroke="#d5dde3"/>'
        yield _text(x, ticks + 10, f"{at:%H:%M}", "axis", "middle")
        if reader:
            theirs = at.astimezone(reader)
            other = f"{theirs:%a} " if theirs.date() != at.date() else ""
            yield _text(x, ticks + 24, f"{other}{theirs:%H:%M}", "axis", "middle")


def _lanes(messages: tuple[Planned, ...]) -> Iterator[tuple[str, tuple[_Mark, ...]]]:
    """The channels, then people; too many of these share a lane."""
    channels = dict.fromkeys(message.to for message in messages if not message.is_direct)
    people = tuple(dict.fromkeys(message.to for message in messages if message.is_direct))
    for to in (*channels, *people[:MOST_PEOPLE]):
        yield to, _marks(message for message in messages if message.to == to)
    rest = frozenset(people[MOST_PEOPLE:])
    if rest:
        yield f"{len(rest):,} more people", _marks(message for message in messages if message.to in rest)


def _marks(messages: Iterable[Planned]) -> tuple[_Mark, ...]:
    told = tuple(messages)
    counts = Counter((message.due_at, message.kind, message.title) for message in told)
    firsts = {(message.due_at, message.kind, message.title): message for message in reversed(told)}
    return tuple(_Mark(firsts[key], counts[key]) for key in sorted(firsts))


def _placed(marks: Iterable[_Mark], axis: _Axis) -> Iterator[_Placed]:
    """Each in the first row where its label covers no other."""
    ends: list[float] = []
    for mark in marks:
        x, width = axis.x(mark.message.due_at), 16 + LETTER * len(mark.label)
        is_left = x + width > WIDTH - MARGIN
        begins, ends_at = (x - width, x + 8) if is_left else (x - 6, x + width)
        free = (number for number, end in enumerate(ends) if end < begins)
        row = next(free, len(ends))
        ends[row : row + 1] = [ends_at]
        yield _Placed(mark, x, row, is_left)


def _drawn(placed: _Placed, top: float) -> Iterator[str]:
    """The mark, whose words a reader sees by pointing at it, and its label."""
    y, message = top + ROW * placed.row + ROW / 2, placed.mark.message
    colour = COLOURS.get(message.kind, OTHER)
    tip = escape(f"{message.to}: {message.text}")
    yield f'<circle cx="{placed.x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"><title>{tip}</title></circle>'
    x, anchor = (placed.x - 9, "end") if placed.is_left else (placed.x + 9, "start")
    yield _text(x, y + 4, placed.mark.label, "label", anchor)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _text(x: float, y: float, text: str, style: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{style}" text-anchor="{anchor}">{escape(text)}</text>'
