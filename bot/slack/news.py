"""What is told of a schedule's changes, to a channel or to a person, and what is shown of them before. Pure."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from bot.outbox.news import Item
from bot.phrases import Moment, Phrase, Strong, Zones
from bot.schedule.model import Schedule, Session
from bot.slack.render import MESSAGE_TEXT, SlackMessage, cut_markup, marked, sections
from bot.wording import names, summary, when

MOST = 20


def news_message(items: tuple[Item, ...], before: Schedule, after: Schedule, reader: ZoneInfo | None) -> SlackMessage:
    """For one reader in that zone, or for a conversation of many (None)."""
    lines = marked((("Schedule change:",), *item_lines(items, before, after)), Zones(after.timezone, reader))
    return SlackMessage(cut_markup("\n".join(lines), MESSAGE_TEXT), tuple(sections(lines)))


def item_lines(items: tuple[Item, ...], before: Schedule, after: Schedule) -> Iterator[Phrase]:
    """A line for each item; what is too much for a message is counted."""
    for item in items[:MOST]:
        yield ("• ", *_told(item, before, after))
    if len(items) > MOST:
        yield (f"… and {len(items) - MOST} more changes.",)


def _told(item: Item, before: Schedule, after: Schedule) -> Phrase:
    with_day = len(after.dates()) > 1
    match item.before, item.after:
        case Session() as was, None if item.into:
            return (Strong(was.title), " is now ", *_several(item.into, with_day=with_day))
        case Session() as was, None:
            off = "is cancelled" if was.id in _ids(after.cancelled) else "is no longer on the programme"
            return (Strong(was.title), " (", *when(was, with_day=with_day), f") {off}.")
        case None, Session() as now:
            told = "Takes place after all: " if now.id in _ids(before.cancelled) else "New: "
            return (told, *summary(now, with_day=with_day))
        case Session() as was, Session() as now:
            return (*_named(was, now), *_joined(_changes(was, now, with_day=with_day)), ".")
    return ()


def _several(sessions: tuple[Session, ...], *, with_day: bool) -> Phrase:
    parts = ((" and " if place else "", *summary(one, with_day=with_day)) for place, one in enumerate(sessions))
    return tuple(part for phrase in parts for part in phrase if part)


def _ids(sessions: Iterable[Session]) -> frozenset[str]:
    """Of the sessions and of the talks in them."""
    return frozenset(one.id for session in sessions for one in (session, *session.talks))


def _named(was: Session, now: Session) -> Phrase:
    return (Strong(was.title), f" is now called “{now.title}”") if was.title != now.title else (Strong(now.title),)


def _changes(was: Session, now: Session, *, with_day: bool) -> Iterator[Phrase]:
    if was.title != now.title:
        yield ()
    if (was.start, was.date) != (now.start, now.date):
        yield _moved(was, now, with_day=with_day)
    if was.room != now.room:
        instead = f", not in {was.room}" if was.room else ""
        yield (f" is now in {now.room}{instead}" if now.room else " has no room any more",)
    if names(was.speakers) != names(now.speakers):
        yield (" is now by ", names(now.speakers)) if now.speakers else (" has no speaker any more",)


def _moved(was: Session, now: Session, *, with_day: bool) -> Phrase:
    """The day is told in an event of several days, and of what moves to another one."""
    if now.start is None:
        return (" has no time any more",)
    if was.start is None:
        return (" starts on ", Moment(now.start, with_day=True))
    is_elsewhen = was.date != now.date
    starts = " now starts on " if with_day or is_elsewhen else " now starts at "
    told = Moment(now.start, with_day=with_day or is_elsewhen)
    return starts, told, f", not {'on' if is_elsewhen else 'at'} ", Moment(was.start, with_day=is_elsewhen)


def _joined(changes: Iterator[Phrase]) -> Phrase:
    told = tuple(changes)
    return tuple(part for number, each in enumerate(told) for part in ((",", *each) if number and each else each))
