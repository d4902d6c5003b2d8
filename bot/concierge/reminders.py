"""What becomes of a reminder: they are on their way, it is put off, or skipped."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.agenda.agenda import Agenda, Item
from bot.agenda.attendee import Star
from bot.concierge.people import People
from bot.concierge.stars import StarDesk
from bot.slack.elements import Block
from bot.slack.personal import snoozed_words, undo_skipping
from bot.slack.stars import refs_of

SNOOZE = timedelta(minutes=5)


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

    def snooze(self, user: str, value: str) -> Settled:
        now = self.people.now()
        until = now + SNOOZE
        meant = Agenda(self.people.items(self.people.attendee(user), refs_of(value)))
        if meant.items and not meant.ahead(now).items:
            return OVER
        items = self._changed(user, value, lambda item: replace(item.star, snoozed_until=until))
        if not items:
            return GONE
        return Settled(snoozed_words(until, items[0], self.people.reader(user)))

    def skip(self, user: str, value: str) -> Settled:
        StarDesk(self.people).unstar(user, refs_of(value))
        return Settled("Skipped: it is no longer on your agenda.", undo_skipping(value))

    def _changed(self, user: str, value: str, change: Callable[[Item], Star]) -> tuple[Item, ...]:
        """The items with their stars changed; what a follow put on the agenda gets a star of its own."""
        items = self.people.items(self.people.attendee(user), refs_of(value))
        self.people.kept.star(user, map(change, items))
        self.people.plan(user)
        return items
