"""Brings the ledger to the plan of all schedules: at the start, when a file changes, and every now and then."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from bot.agenda.attendee import Attendee
from bot.clock import Clock
from bot.outbox.announcing import announcement_plan
from bot.outbox.check_in import Roster, check_in_plan
from bot.outbox.news import News, news_plan
from bot.outbox.personal import personal_plan
from bot.outbox.plan import Listener, changes, plan
from bot.programme import Programme
from bot.schedule.model import Posting
from bot.store.announcements import Announcement
from bot.store.attendees import Attendees
from bot.store.ledger import Changes, Entry, Ledger, Row

log = logging.getLogger(__name__)


def no_news(now: datetime) -> tuple[News, ...]:  # noqa: ARG001 - interface
    return ()


@dataclass(frozen=True, slots=True)
class Planner:
    """`channel_id` gives the id of a channel that the bot is in, None for any other.

    One run at a time has its `turn`: one that began with the schedules of before would undo what another made of a
    changed file. The ledger is read before people are, so that what somebody stars meanwhile is left alone; reading it
    takes longest, and they need not wait for it.
    """

    programme: Programme
    ledger: Ledger
    channel_id: Callable[[str], str | None]
    attendees: Attendees
    clock: Clock
    news: Callable[[datetime], tuple[News, ...]] = no_news
    announced: Callable[[], tuple[Announcement, ...]] = tuple
    roster: Callable[[], Roster] = Roster
    organizers_channel: str | None = None
    seen: set[str] = field(default_factory=set, repr=False, compare=False)
    turn: Lock = field(default_factory=Lock, repr=False, compare=False)
    lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def run(self) -> Changes:
        """Plan, and change the ledger where it differs; what was changed."""
        with self.turn:
            return self._run(self.ledger.rows())

    def _run(self, rows: tuple[Row, ...]) -> Changes:
        with self.lock:
            now = self.clock.now()
            return self._apply(changes(self.desired(now), rows, now))

    def desired(self, now: datetime) -> tuple[Entry, ...]:
        """All that should be said from `now` on, as far as is known."""
        people = self.attendees.all()
        return (*self._for_channels(now), *self._for_people(people, now), *self._by_organizers(people, now))

    def run_for(self, user: str) -> Changes:
        """The same for one person, who has just starred or set something."""
        with self.lock:
            now = self.clock.now()
            people = (self.attendees.get(user),)
            theirs = (entry for entry in self._by_organizers(people, now) if entry.key.recipient == user)
            desired = (*self._for_people(people, now), *theirs)
            return self._apply(changes(desired, self.ledger.rows(recipient=user), now))

    def _for_channels(self, now: datetime) -> tuple[Entry, ...]:
        return tuple(
            entry
            for schedule in self.programme.schedules
            for entry in plan(schedule, self.audience(schedule.posting), self.ledger.team_id, now)
        )

    def _for_people(self, people: tuple[Attendee, ...], now: datetime) -> tuple[Entry, ...]:
        return personal_plan(self.programme.offers, people, self.ledger.team_id, now)

    def _by_organizers(self, people: tuple[Attendee, ...], now: datetime) -> tuple[Entry, ...]:
        """What organizers changed and announce, and the check-in of speakers."""
        team_id, offers = self.ledger.team_id, {offer.schedule.id: offer for offer in self.programme.offers}
        roster, told = self.roster(), self.channel_id(self.organizers_channel) if self.organizers_channel else None
        changed = (
            news_plan((news,), self.audience(news.after.posting), people, team_id, now, roster)
            for news in self.news(now)
        )
        announced = (
            announcement_plan(each, offers.get(each.schedule_id), people, team_id, now) for each in self.announced()
        )
        checked = (check_in_plan(schedule, roster, told, team_id, now) for schedule in self.programme.schedules)
        return tuple(entry for entries in (*changed, *announced, *checked) for entry in entries)

    def _apply(self, wanted: Changes) -> Changes:
        """Schedules that this process has never known are another's, of which it cancels nothing."""
        self.seen.update(schedule.id for schedule in self.programme.schedules)
        needed = replace(wanted, cancel=tuple(key for key in wanted.cancel if key.schedule_id in self.seen))
        if needed != Changes():
            counts = len(needed.add), len(needed.move) + len(needed.again), len(needed.cancel)
            log.info("reminders: %d planned anew, %d moved, %d cancelled", *counts)
            self.ledger.apply(needed)
        return needed

    def minds(self) -> frozenset[str]:
        """The schedules whose messages are this process's to send; what is of none is everybody's."""
        return frozenset({"", *self.seen})

    def audience(self, posting: Posting) -> tuple[Listener, ...]:
        """The conversations that are reminded; a room's channel that hears of all sessions anyway is not told twice."""
        everywhere = tuple(Listener(found) for name in posting.channels if (found := self.channel_id(name)))
        reached = {listener.recipient for listener in everywhere}
        by_room = (Listener(found, room) for room, name in posting.rooms if (found := self.channel_id(name)))
        return (*everywhere, *(listener for listener in by_room if listener.recipient not in reached))

    def missing_channels(self) -> tuple[str, ...]:
        """The channels that schedules name and the bot is not in."""
        named = (name for schedule in self.programme.schedules for name in schedule.posting.all_channels())
        return tuple(dict.fromkeys(name for name in named if self.channel_id(name) is None))
