"""How attendees want to be told: set in words or by a tap, and the zone in which they read."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.agenda.attendee import LONGEST_LEAD, Attendee
from bot.commands.command import (
    Command,
    Mute,
    SetDigest,
    SetLeads,
    SetOnSite,
    SetQuiet,
    SetZone,
    ShowSettings,
    UseProfileZone,
)
from bot.commands.zones import zones_called
from bot.concierge.instants import Instants
from bot.concierge.people import People
from bot.concierge.request import Request
from bot.questions.answer import Answer
from bot.slack.agenda import TOO_EARLY, leads_before, message
from bot.slack.render import SlackMessage, answer_message, button, private_answer
from bot.slack.settings import (
    MUTE,
    NONE,
    PROFILE_ZONE,
    UNMUTE,
    changed_message,
    digest_words,
    muted_message,
    on_own_clock,
    quiet_words,
    settings_message,
    traveller_message,
    which_zone_message,
    zone_message,
)

UNKNOWN_END = (
    "I do not know until when “{}” is, or it is past. Write for example “mute for an hour”, “mute until 14:00” or "
    "“mute until lunch”; “mute” alone is until you write “unmute”."
)


@dataclass(frozen=True, slots=True)
class PreferenceDesk:
    people: People

    def show(self, request: Request) -> SlackMessage:
        attendee = self.people.attendee(request.user)
        return settings_message(attendee, self.people.zones(attendee, request.schedule_id))

    def set(self, told: Command, request: Request) -> SlackMessage | None:
        """Set what a command tells; None where it turns out to be none."""
        user = request.user
        match told:
            case ShowSettings():
                return self.show(request)
            case Mute():
                return self._mute(told, request)
            case SetLeads(leads):
                return self._set_leads(user, leads)
            case SetQuiet(hours):
                after = self.people.change(user, lambda one: replace(one, quiet=hours))
                return changed_message(f"Quiet hours: {on_own_clock(quiet_words(hours))}.", after)
            case SetDigest(hour):
                after = self.people.change(user, lambda one: replace(one, digest=hour))
                return changed_message(f"Daily digest: {on_own_clock(digest_words(hour))}.", after)
            case SetOnSite(on):
                return self._set_on_site(user, on=on)
            case UseProfileZone():
                return self._use_profile_zone(user)
            case SetZone(words, sure):
                return self._set_zone_in_words(user, words, sure=sure)
        return None

    def set_zone(self, user: str, zone: ZoneInfo) -> SlackMessage:
        """Theirs from now on, whatever Slack says; told at once where it says something else."""
        profile = self.people.attendee(user).preferences.profile_zone
        differs = self._disagree(profile, zone)
        told = profile if differs else None
        after = self.people.change(user, lambda one: replace(one, zone=zone, on_site=False, told_zone=told))
        words = zone_message(zone, self.people.now())
        if not differs or profile is None:
            return changed_message(words, after)
        slack = f"Slack says {profile.key}; I go by what you set until you change it."
        return changed_message(f"{words} {slack}", after, button(PROFILE_ZONE, "Use Slack’s time zone"))

    def profile_changed(self, user: str, tz: str | None) -> SlackMessage | None:
        """Follow the zone of somebody's Slack profile; what to tell who goes by another clock, once while it does."""
        known, zone = self.people.kept.get(user), _zone(tz)
        if zone is None or known == Attendee(user):
            return None
        kept = known.preferences
        differs = not kept.on_site and self._disagree(zone, kept.zone)
        travelled = differs and zone != kept.told_zone and not kept.is_muted(self.people.now())
        told = zone if travelled else kept.told_zone if differs else None
        self.people.kept.save(user, replace(kept, profile_zone=zone, told_zone=told))
        self.people.planner.run_for(user)
        return traveller_message(kept.zone, zone, self.people.now()) if travelled and kept.zone else None

    def _disagree(self, profile: ZoneInfo | None, zone: ZoneInfo | None) -> bool:
        """Whether clocks there show another time."""
        now = self.people.now()
        return bool(profile and zone and now.astimezone(profile).utcoffset() != now.astimezone(zone).utcoffset())

    def _set_leads(self, user: str, leads: tuple[int, ...]) -> SlackMessage:
        if max(leads, default=0) > LONGEST_LEAD:
            return message((TOO_EARLY,))
        after = self.people.change(user, lambda one: replace(one, leads=leads))
        words = leads_before(leads, "whatever you star") if leads else NONE
        return changed_message(f"Reminders: {words}.", after)

    def _mute(self, told: Mute, request: Request) -> SlackMessage:
        if told.minutes:
            return self._mute_until(self.people.now() + timedelta(minutes=told.minutes), request)
        if told.until:
            until = Instants(self.people, request).next(told.until)
            unknown = Answer((UNKNOWN_END.format(told.until),))
            return self._mute_until(until, request) if until else private_answer(unknown, None)
        self.people.change(request.user, lambda one: replace(one, muted=told.on, muted_until=None))
        if told.on:
            return message(
                ("Muted: I send you nothing by myself any more. Ask me whatever you like.",), button(UNMUTE, "Unmute")
            )
        return message(("I remind you again of what you starred.",), button(MUTE, "Mute all"))

    def _mute_until(self, until: datetime, request: Request) -> SlackMessage:
        after = self.people.change(request.user, lambda one: replace(one, muted=False, muted_until=until))
        return muted_message(until, self.people.zones(after, request.schedule_id), self.people.now())

    def _set_on_site(self, user: str, *, on: bool) -> SlackMessage:
        after = self.people.change(user, lambda one: replace(one, on_site=on))
        if on:
            return changed_message("Welcome! I show you the workshop’s own times alone.", after)
        return changed_message(self._whose_time(after), after)

    def _use_profile_zone(self, user: str) -> SlackMessage:
        after = self.people.change(user, lambda one: replace(one, zone=None, on_site=False, told_zone=None))
        return changed_message(self._whose_time(after), after)

    def _whose_time(self, attendee: Attendee) -> str:
        zone = attendee.preferences.reader()
        return (
            zone_message(zone, self.people.now())
            if zone
            else "Slack tells no time zone of yours: I show the workshop’s."
        )

    def _set_zone_in_words(self, user: str, words: str, *, sure: bool) -> SlackMessage | None:
        zones = tuple(map(ZoneInfo, zones_called(words, self.people.now())))
        if len(zones) == 1:
            return self.set_zone(user, zones[0])
        if zones:
            return which_zone_message(words, zones, self.people.now())
        if not (sure or self._may_be_a_place(words)):
            return None
        unknown = f"I know no place “{words}”. Write a large city near you, or a name like Europe/Berlin."
        return answer_message(Answer((unknown,)), None)

    def _may_be_a_place(self, words: str) -> bool:
        """Whether it is written as a name, and no name of the programme's."""
        guide, now = self.people.programme.guide, self.people.now()
        return all(word[:1].isupper() for word in words.split()) and guide.mentioned(words, now=now) is None


def _zone(tz: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(tz) if tz else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
