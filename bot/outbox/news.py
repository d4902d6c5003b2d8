"""What those concerned are told of a schedule's changes: two states of it × audience → entries. Pure.

News is what an attendee acts on: when, where, what, who, and whether at all. An end, an abstract or a link is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TypeAlias

from bot.agenda.agenda import Offer
from bot.agenda.attendee import Attendee
from bot.outbox.check_in import Roster
from bot.outbox.plan import Listener, Message
from bot.schedule.difference import Difference, SessionChange, difference
from bot.schedule.model import Person, Schedule, Session
from bot.schedule.query import end_of, entries
from bot.schedule.succession import successions
from bot.store.ledger import Entry, Key

USE = timedelta(hours=6)
"""So long after it is due somebody may still be told."""
NEWS_ID = "change-"
"""Before the number of the news, what stands in a ledger key in place of a session."""
TOLD = frozenset({"title", "date", "start", "room", "speakers"})


@dataclass(frozen=True, slots=True)
class Item:
    """A session that is told otherwise: how it was (None: new) and how it is (None: it does not take place).

    `held_by` is the session that it is nested in; `into` what it has become where it was split or merged.
    """

    before: Session | None
    after: Session | None
    held_by: str | None = None
    into: tuple[Session, ...] = ()

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(session for session in (self.before, self.after, *self.into) if session)

    @property
    def people(self) -> tuple[Person, ...]:
        return tuple(person for session in self.sessions for person in session.people)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(session.id for session in self.sessions)


Parts: TypeAlias = Mapping[str, AbstractSet[str | None]]
"""Of users, by their ids, the ids of the sessions in which they have a part."""


class News:
    """What is told of one schedule from an instant on; `number` tells it from other news."""

    def __init__(
        self, number: int, before: Schedule, after: Schedule, due_at: datetime, *, to_channels: bool = True
    ) -> None:
        self.to_channels = to_channels
        self.number = number
        self.before = before
        self.after = after
        self.due_at = due_at

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What is not over; in the order of the programme as it is now, what was cancelled last."""
        return tuple(item for item in items_of(self.before, self.after) if not self._is_over(item))

    @cached_property
    def _offers(self) -> tuple[Offer, Offer]:
        return Offer(self.before), Offer(self.after)

    def _is_over(self, item: Item) -> bool:
        ends = [end for session in item.sessions if (end := end_of(session))]
        return bool(ends) and max(ends) <= self.due_at

    def for_listener(self, listener: Listener) -> tuple[Item, ...]:
        """What a channel is told: of its room, if it has one; of talks what they do not share with their session."""
        if not self.to_channels:
            return ()
        holders = {name: item for item in self.items if item.held_by is None for name in item.ids}
        apart = (item for item in self.items if not _goes_along(item, holders.get(item.held_by or "")))
        return tuple(item for item in apart if any(_hears(listener, session) for session in item.sessions))

    def for_person(self, attendee: Attendee, parts: Parts) -> tuple[Item, ...]:
        """What is told to a person: of what they starred or follow, of the session that holds it, of their own."""
        theirs = {
            name
            for offer in self._offers
            for item in offer.items(attendee)
            for name in (item.ref.session_id, item.held_by)
        } | parts.get(attendee.user, set())
        return tuple(item for item in self.items if theirs & item.ids)

    def parts(self, roster: Roster) -> Parts:
        """Who speaks in what is told or chairs it, as far as their accounts are known."""
        found: defaultdict[str, set[str | None]] = defaultdict(set)
        for item in self.items:
            for user in sorted(roster.users(item.people)):
                found[user] |= item.ids
        return found


def _goes_along(talk: Item, holder: Item | None) -> bool:
    """Whether a talk is told otherwise just as the session that holds it: new, gone, moved or elsewhere with it."""
    if holder is None:
        return False
    match talk.before, talk.after, holder.before, holder.after:
        case Session() as was, Session() as now, Session() as held, Session() as holds:
            is_same = (was.title, was.speakers) == (now.title, now.speakers)
            is_moved_so = was.start is None or _moved_by(was, now) == _moved_by(held, holds)
            return is_same and is_moved_so and now.room in {was.room, holds.room}
    is_alike = (talk.before is None, talk.after is None) == (holder.before is None, holder.after is None)
    return is_alike or bool(holder.into)


def _moved_by(before: Session, after: Session) -> timedelta | None:
    return after.start - before.start if before.start and after.start else None


def _hears(listener: Listener, session: Session) -> bool:
    return listener.room is None or listener.room == session.room


def items_of(before: Schedule, after: Schedule) -> tuple[Item, ...]:
    """What is news between two states of a schedule."""
    found = difference(before, after)
    held = {session.id: holder.id for state in (before, after) for session, holder in entries(state) if holder}
    was, now = ({session.id: session for session, _ in entries(state)} for state in (before, after))
    changed = {change.after.id: change for change in found.changed if _is_news(change)}
    became = {id(one.before): one.after for one in successions(before, after)}
    parts = {session.id for item in _parted(found, became) for session in item.into}
    new = {session.id for session in found.added} - parts
    items = [
        Item(changed[session.id].before, session, held.get(session.id))
        if session.id in changed
        else Item(None, now[session.id], held.get(session.id))
        for session in after.entries()
        if (session.id in changed or session.id in new) and session.id not in parts
    ]
    gone = (session for session in found.removed if id(session) not in became)
    return (*items, *_parted(found, became), *(Item(was[session.id], None, held.get(session.id)) for session in gone))


def _is_news(change: SessionChange) -> bool:
    """Of speakers who they are is told, not what is known of them."""
    fields = {each.field for each in change.fields}
    if [person.name for person in change.before.speakers] == [person.name for person in change.after.speakers]:
        fields.discard("speakers")
    return bool(fields & TOLD)


def _parted(found: Difference, became: Mapping[int, tuple[Session, ...]]) -> tuple[Item, ...]:
    """What was split or merged: it has gone into others, or is in several parts now."""
    removed = tuple(session for session in found.removed if id(session) in became)
    cut = tuple(one.before for one in found.changed if len(became.get(id(one.before), ())) > 1)
    return tuple(Item(session, None, None, became[id(session)]) for session in (*cut, *removed))


def news_plan(
    news: Iterable[News],
    listeners: Iterable[Listener],
    attendees: Iterable[Attendee],
    team_id: str,
    now: datetime,
    roster: Roster = Roster(),  # noqa: B008 - frozen
) -> tuple[Entry, ...]:
    """What is to be said of news, once they are due; one message to each conversation and person concerned."""
    heard, known = tuple(listeners), tuple(attendees)
    told = (each for each in news if now < each.due_at + USE and each.items)
    return tuple(entry for each in told for entry in _entries(each, heard, known, team_id, roster))


def _entries(
    news: News, listeners: tuple[Listener, ...], attendees: tuple[Attendee, ...], team_id: str, roster: Roster
) -> Iterator[Entry]:
    for listener in listeners:
        if news.for_listener(listener):
            yield _entry(news, listener.recipient, news.due_at, team_id)
    parts = news.parts(roster)
    for attendee in concerned(attendees, parts):
        if due_at := due_for(news, attendee, parts):
            yield _entry(news, attendee.user, due_at, team_id)


def concerned(attendees: Iterable[Attendee], parts: Parts) -> tuple[Attendee, ...]:
    """All whom news may concern: the attendees, and whoever has a part and has told nothing yet."""
    known = {attendee.user: attendee for attendee in attendees}
    return (*known.values(), *(Attendee(user) for user in parts if user not in known))


def due_for(news: News, attendee: Attendee, parts: Parts) -> datetime | None:
    """When a person is told, as they may hear it; None where they are not: they may have muted the bot."""
    preferences = attendee.preferences
    due_at = preferences.may_hear(news.due_at, news.after.timezone)
    is_told = not preferences.muted and due_at < news.due_at + USE and news.for_person(attendee, parts)
    return due_at if is_told else None


def _entry(news: News, recipient: str, due_at: datetime, team_id: str) -> Entry:
    key = Key(team_id, recipient, news.after.id, f"{NEWS_ID}{news.number}", Message.CHANGE, 0)
    return Entry(key, f"{news.after.id}/{Message.CHANGE}/{news.number}", due_at, news.due_at + USE)
