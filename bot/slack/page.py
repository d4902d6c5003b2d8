"""An event's page on one reader's clock, as blocks: before it opens, while it goes on, after its end. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice
from zoneinfo import ZoneInfo

from bot.phrases import Hyperlink, Moment, Phrase, Span, Strong, Zones, day_name, reader_time
from bot.questions.prompts import FIRST_DAY, LEFT, NEXT, NOW, RECORDINGS, START, prompts
from bot.schedule.model import Schedule, Session
from bot.schedule.query import DAY, Timeline, end_of
from bot.slack.elements import Block
from bot.slack.markup import escape
from bot.slack.render import buttons, cut, marked, note, packed, sections
from bot.wording import links, nested, summary, untold

HEADER_TEXT = 150
"""Slack's limit, in characters."""
MOST_BLOCKS = 34
"""Of the 100 of a view; an answer above it may take 50, and what is a person's own a dozen."""
MOST_TOGETHER = 12
"""So many sessions of one hour are listed, or such as are on at once."""
MOST_TALKS = 6
MOST_RECORDINGS = 20
RECORDED = frozenset({"recording", "video"})
SHOWN = frozenset({START, FIRST_DAY, NOW, NEXT, LEFT, RECORDINGS})
"""What the page tells without being asked."""
NOT_ALL = "… the rest does not fit here: ask for a time, a name or a topic above."
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Event:
    """A schedule at a moment, on a reader's clock."""

    schedule: Schedule
    times: Timeline
    zones: Zones
    now: datetime

    @property
    def today(self) -> date:
        return self.times.day_of(self.now)

    def lines(self, phrases: Iterable[Phrase]) -> tuple[str, ...]:
        return marked(phrases, self.zones)

    def is_over(self, session: Session) -> bool:
        """Without a time it is over when its day is."""
        end = end_of(session)
        return end <= self.now if end else bool(session.date and session.date < self.today)


def event_page(schedule: Schedule, reader: ZoneInfo | None, now: datetime) -> tuple[Block, ...]:
    """What can be asked just now, and the programme; for a reader whose zone is unknown on the event's clock."""
    zones = Zones(schedule.timezone, reader or schedule.timezone)
    event = Event(schedule, Timeline(schedule.sessions, schedule.timezone), zones, now)
    page = (*buttons(prompts(schedule, now, besides=SHOWN)), *_programme(event))
    return page if len(page) <= MOST_BLOCKS else (*page[: MOST_BLOCKS - 1], note(NOT_ALL))


def where_and_when(schedule: Schedule) -> Phrase:
    """The venue, the days and the website, as far as there are any."""
    days = schedule.dates()
    span = day_name(days[0]) if days else ""
    if len(days) > 1:
        span = f"{span} – {day_name(days[-1])}"
    told = (schedule.venue, span, Hyperlink("website", schedule.url) if schedule.url else None)
    return tuple(part for thing in told if thing for part in (" · ", thing))[1:]


def header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": cut(text, HEADER_TEXT)}}


def clocks(schedule: Schedule, reader: ZoneInfo | None, now: datetime) -> str:
    """Whose times the page shows, as mrkdwn."""
    theirs = escape(schedule.timezone.key)
    if reader is None:
        return f"Times are in {theirs}."
    opens = min((session.start for session in schedule.sessions if session.start), default=now)
    if reader_time(Span(opens), Zones(schedule.timezone, reader)) is None:
        return f"Times are in {theirs}, which is your time too."
    return f"Times are in {theirs}, and for you in {escape(reader.key)}."


def _programme(event: Event) -> Iterator[Block]:
    opens, closes = event.times.opens, event.times.closes
    if opens is None or closes is None:
        yield from sections(("This is an archive: its sessions have no dates.",))
    elif event.now < opens:
        yield from sections(event.lines((_opening(event, opens),)))
        yield from _day(event, event.times.days[0])
    elif event.now < closes:
        yield from _present(event)
        yield from _day(event, _day_to_show(event))
    else:
        yield from sections(event.lines((_ending(event, closes),)))
        yield from _recordings(event)


def _opening(event: Event, opens: datetime) -> Phrase:
    day = event.times.days[0]
    timed = any(session.start for session in event.times.on(day))
    when: Phrase = (Moment(opens, with_day=True),) if timed else (day_name(day),)
    return (Strong(f"Opens {_until(event, opens)}"), ": ", *when)


def _until(event: Event, moment: datetime) -> str:
    """How long until then, in words that hold for an hour, or for the day."""
    days = (event.times.day_of(moment) - event.today).days
    if days:
        return "tomorrow" if days == 1 else f"in {days} days"
    hours = int((moment - event.now).total_seconds()) // HOUR
    return f"in {hours} h" if hours else "within the hour"


def _ending(event: Event, closes: datetime) -> Phrase:
    """When it ended; where no end was announced, the day."""
    last = event.times.last
    stated = last is not None and last.end is not None
    when: Phrase = (Moment(closes, with_day=True),) if stated else (day_name(event.times.days[-1]),)
    return (Strong("It is over"), ": it ended ", *when, ".")


def _recordings(event: Event) -> Iterator[Block]:
    """What can be seen again."""
    recorded = tuple(entry for entry in event.schedule.entries() if any(link.kind in RECORDED for link in entry.links))
    if recorded:
        yield header(RECORDINGS)
        shown = (_with_recordings(entry) for entry in recorded[:MOST_RECORDINGS])
        yield from sections(event.lines((*shown, *_more(len(recorded) - MOST_RECORDINGS))))


def _with_recordings(entry: Session) -> Phrase:
    found = tuple(link for link in entry.links if link.kind in RECORDED)
    return (Strong(entry.title), untold(entry), " · ", *links(found))


def _present(event: Event) -> Iterator[Block]:
    """Now and next; on a day whose sessions have no times nobody can say what is on."""
    running, following = event.times.running(event.now), event.times.next_starts(event.now)
    if running:
        yield from _titled("Now", event, _cards(event, running))
    elif any(session.start for session in event.times.on(event.today)) or following:
        yield from _titled("Now", event, (("Nothing is on.",),))
    if following:
        elsewhen = following[0].date != event.today
        yield from _titled("Next", event, _listed(following, with_day=elsewhen))


def _titled(title: str, event: Event, lines: Iterable[Phrase]) -> Iterator[Block]:
    yield from sections(event.lines(((Strong(title),), *lines)))


def _cards(event: Event, running: tuple[Session, ...]) -> Iterator[Phrase]:
    """What is on, with the talks that are not over and the links."""
    for session in running[:MOST_TOGETHER]:
        yield summary(session)
        yield from _talks(tuple(talk for talk in session.talks if not event.is_over(talk)))
        if session.links:
            yield links(session.links)
    yield from _more(len(running) - MOST_TOGETHER)


def _listed(sessions: tuple[Session, ...], *, with_day: bool = False) -> Iterator[Phrase]:
    for session in sessions[:MOST_TOGETHER]:
        yield summary(session, with_day=with_day) if session.start else _untimed(session)
        yield from _talks(session.talks)
    yield from _more(len(sessions) - MOST_TOGETHER)


def _untimed(session: Session) -> Phrase:
    return ("Time not announced: ", Strong(session.title), untold(session))


def _talks(talks: tuple[Session, ...]) -> Iterator[Phrase]:
    for talk in talks[:MOST_TALKS]:
        yield ("      ", *nested(talk))
    if len(talks) > MOST_TALKS:
        yield (f"      • … and {len(talks) - MOST_TALKS} more talks",)


def _more(left: int) -> tuple[Phrase, ...]:
    return ((f"… and {left} more",),) if left > 0 else ()


def _day_to_show(event: Event) -> date:
    """Today while anything of it is left; then the next day that has a programme."""
    days = (day for day in event.times.days if day >= event.today)
    left = (day for day in days if not all(map(event.is_over, event.times.on(day))))
    return next(left, event.times.days[-1])


def _day(event: Event, day: date) -> Iterator[Block]:
    """A day by the hour: what is over in small print, then the rest."""
    sessions = event.times.on(day)
    over = tuple(session for session in sessions if event.is_over(session))
    coming = tuple(session for session in sessions if not event.is_over(session))
    yield header(f"{_called(event, day)}{day_name(day)}")
    for text in islice(packed(event.lines(_brief(session) for session in over)), 2):
        yield note(text)
    for _, together in groupby(coming, key=lambda session: _hour(session, event)):
        yield from sections(event.lines(_listed(tuple(together))))


def _called(event: Event, day: date) -> str:
    names = {event.today: "Today, ", event.today + DAY: "Tomorrow, "}
    return names.get(day, "")


def _hour(session: Session, event: Event) -> int | None:
    return event.schedule.local(session.start).hour if session.start else None


def _brief(session: Session) -> Phrase:
    return (*((Span(session.start, session.end), " ") if session.start else ()), session.title)
