"""Attendees as they are now: what they told, and the zone that their Slack profile tells."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.agenda.agenda import Agenda, Item, agenda_of
from bot.agenda.attendee import Attendee, Preferences, Ref
from bot.clock import Clock
from bot.outbox.planner import Planner
from bot.phrases import Zones
from bot.programme import Programme
from bot.questions.prompts import in_focus
from bot.schedule.model import Schedule
from bot.slack.directory import Directory
from bot.slack.render import UTC_ZONE
from bot.store.attendees import Attendees


@dataclass(frozen=True, slots=True)
class People:
    programme: Programme
    directory: Directory
    clock: Clock
    kept: Attendees
    planner: Planner

    def attendee(self, user: str) -> Attendee:
        return self._with_profile(self._as_they_are_now(self.kept.get(user)))

    def reader(self, user: str) -> ZoneInfo | None:
        """The zone in which they read; None where they are on site, or Slack tells none."""
        preferences = self.kept.preferences(user)
        if preferences.on_site or preferences.zone:
            return preferences.reader()
        return self.directory.zone(user) or preferences.profile_zone

    def agenda(self, attendee: Attendee) -> Agenda:
        return agenda_of(attendee, self.programme.offers)

    def items(self, attendee: Attendee, refs: Iterable[Ref]) -> tuple[Item, ...]:
        """What of it is on their agenda, in order of time."""
        wanted = frozenset(refs)
        return tuple(item for item in self.agenda(attendee).items if item.ref in wanted)

    def schedule(self, asked: str | None) -> Schedule | None:
        """The one that is asked about, else the one in focus."""
        found = self.programme.schedule(asked) if asked else None
        return found or in_focus(self.programme.schedules, self.now())

    def zones(self, attendee: Attendee, asked: str | None = None) -> Zones:
        """The clock of the schedule that is asked about or in focus, and theirs."""
        schedule, reader = self.schedule(asked), attendee.preferences.reader()
        event = schedule.timezone if schedule else reader or UTC_ZONE
        return Zones(event, reader or event)

    def on_programme(self, refs: Iterable[Ref]) -> tuple[Ref, ...]:
        """Those of the sessions that there are: a button may be older than the programme."""
        offers = {offer.schedule.id: offer for offer in self.programme.offers}
        return tuple(
            ref for ref in refs if ref.schedule_id in offers and offers[ref.schedule_id].session(ref.session_id)
        )

    def starred(self, attendee: Attendee) -> frozenset[Ref]:
        return frozenset(item.ref for item in self.agenda(attendee).items)

    def change(self, user: str, change: Callable[[Preferences], Preferences]) -> Attendee:
        """Change how they want to be told, and plan anew."""
        self.kept.save(user, change(self.attendee(user).preferences))
        return self.plan(user)

    def plan(self, user: str) -> Attendee:
        """Plan anew for somebody whose stars or preferences have changed; the person as they are now."""
        attendee = self.attendee(user)
        if self.kept.preferences(user).profile_zone != attendee.preferences.profile_zone:
            self.kept.save(user, attendee.preferences)
        self.planner.run_for(user)
        return attendee

    def now(self) -> datetime:
        return self.clock.now()

    def everybody(self) -> tuple[Attendee, ...]:
        """All of whom something is kept."""
        return tuple(map(self._as_they_are_now, self.kept.all()))

    def _as_they_are_now(self, attendee: Attendee) -> Attendee:
        """Not muted any more, where that is over."""
        kept = attendee.preferences
        if kept.muted_until is None or kept.is_muted(self.now()):
            return attendee
        return replace(attendee, preferences=replace(kept, muted_until=None))

    def _with_profile(self, attendee: Attendee) -> Attendee:
        zone = self.directory.zone(attendee.user) or attendee.preferences.profile_zone
        return replace(attendee, preferences=replace(attendee.preferences, profile_zone=zone))
