"""What becomes of a reminder: they are on their way, it is put off, or skipped."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.agenda.agenda import Agenda, Item
from bot.agenda.attendee import Preferences, Star
from bot.commands.command import Choice, Settle
from bot.concierge.people import People
from bot.concierge.stars import StarDesk
from bot.slack.agenda import MUTED, item_line, message
from bot.slack.elements import Block
from bot.slack.personal import snoozed_words, undo_skipping
from bot.slack.render import SlackMessage
from bot.slack.stars import refs_of, value_of

SNOOZE = timedelta(minutes=5)
LATE = timedelta(minutes=15)
"""So long after its start somebody may still be on the way to a session."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What stands below a reminder from now on."""

    words: str
    elements: tuple[Block, ...] = ()


GONE = Settled("It is no longer on your agenda.")
OVER = Settled("It is over already.")


@dataclass(frozen=True, slots=True)
class ReminderDesk:
    people: People

    def come(self, user: str, value: str) -> Settled:
        """They are on their way: nothing more is said of that start."""
        items = self._changed(user, value, lambda item: replace(item.star, settled=item.session.start))
        return Settled("✓ You are on your way.") if items else GONE

    def snooze(self, user: str, value: str, wait: timedelta = SNOOZE) -> Settled:
        now = self.people.now()
        until = now + wait
        attendee = self.people.attendee(user)
        if attendee.preferences.muted:
            return Settled(MUTED)
        meant = Agenda(self.people.items(attendee, refs_of(value)))
        if meant.items and not meant.ahead(now).items:
            return OVER
        items = self._changed(user, value, lambda item: replace(item.star, snoozed_until=until))
        if not items:
            return GONE
        return Settled(snoozed_words(until, items[0], self.people.reader(user)))

    def skip(self, user: str, value: str) -> Settled:
        StarDesk(self.people).unstar(user, refs_of(value))
        return Settled("Skipped: it is no longer on your agenda.", undo_skipping(value))

    def in_words(self, told: Settle, user: str) -> SlackMessage | None:
        """The same of what is at hand; None where nothing is."""
        items = self._at_hand(user)
        if not items:
            return None
        value = value_of(item.ref for item in items)
        match told.choice:
            case Choice.COME:
                done = self.come(user, value)
            case Choice.SNOOZE:
                done = self.snooze(user, value, timedelta(minutes=told.minutes))
            case Choice.SKIP:
                done = self.skip(user, value)
        reader = self.people.reader(user)
        return message((*(item_line(item, reader) for item in items), done.words), *done.elements)

    def _at_hand(self, user: str) -> tuple[Item, ...]:
        """What starts next of their agenda and may have been reminded of, else what has just started."""
        attendee, now = self.people.attendee(user), self.people.now()
        agenda = self.people.agenda(attendee)
        soon = tuple(item for item in agenda.next_starts(now) if _is_near(item, attendee.preferences, now))
        return soon or agenda.started(now - LATE, now)

    def _changed(self, user: str, value: str, change: Callable[[Item], Star]) -> tuple[Item, ...]:
        """The items with their stars changed; what a follow put on the agenda gets a star of its own."""
        items = self.people.items(self.people.attendee(user), refs_of(value))
        self.people.kept.star(user, map(change, items))
        self.people.plan(user)
        return items


def _is_near(item: Item, preferences: Preferences, now: datetime) -> bool:
    """Whether the first of its reminders is due."""
    leads = preferences.leads if item.star.leads is None else item.star.leads
    return bool(item.session.start and item.session.start - now <= timedelta(minutes=max(leads, default=0)))
