"""How a person wants to be told, as a message with each setting a tap away, and what a change comes to. Pure."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.agenda.attendee import Attendee, Preferences, QuietHours
from bot.commands.command import Command, Mute, SetDigest, SetLeads, SetOnSite, SetQuiet, SetZone, UseProfileZone
from bot.commands.zones import OFFERED
from bot.phrases import Moment, Phrase, Zones
from bot.slack.agenda import ANY, MUTED, leads_text, message, unfollow_menu
from bot.slack.elements import Block, plain_text
from bot.slack.markup import escape, mrkdwn
from bot.slack.render import SlackMessage, button

SETTING = "settings:"
MUTE, MUTE_HOUR, UNMUTE, ON_SITE, OFF_SITE, ZONE, PROFILE_ZONE = (
    *("settings:mute", "settings:mute-hour", "settings:unmute", "settings:on-site", "settings:off-site"),
    *("settings:zone", "settings:profile-zone"),
)
LEADS, QUIET, DIGEST = "settings:leads", "settings:quiet", "settings:digest"
"""The actions of the buttons and menus."""
LEAD_CHOICES = ((5,), (10,), (15,), (30,), (20, 5), (30, 10), ())
QUIET_CHOICES = (None, QuietHours(time(22), time(7)), QuietHours(time(22), time(8)), QuietHours(time(20), time(8)))
DIGEST_CHOICES = (None, time(6), time(7), time(8), time(9), time(18), time(20))
NONE = "none"
T = TypeVar("T")


def settings_lines(attendee: Attendee, zones: Zones) -> tuple[str, ...]:
    """All that is set, a line each."""
    chosen = attendee.preferences
    until: Phrase = (", muted until ", Moment(chosen.muted_until, with_day=True)) if chosen.muted_until else ()
    follows = ", ".join(follow.name for follow in attendee.follows) or "nobody and nothing yet"
    return (
        mrkdwn((f"Reminders: {'muted' if chosen.muted else leads_words(chosen.leads)}", *until), zones),
        f"Quiet hours: {quiet_words(chosen.quiet)}",
        f"Daily digest: {digest_words(chosen.digest)}",
        f"Your time: {zone_words(chosen)}",
        mrkdwn((f"You follow: {follows}",), ANY),
    )


def settings_message(attendee: Attendee, zones: Zones) -> SlackMessage:
    return message(("*Your settings*", *settings_lines(attendee, zones)), *settings_elements(attendee))


def muted_message(until: datetime, zones: Zones, now: datetime) -> SlackMessage:
    with_day = until.astimezone(zones.event).date() != now.astimezone(zones.event).date()
    told: Phrase = ("Muted until ", Moment(until, with_day), ": I send you nothing by myself until then.")
    return message((mrkdwn((*told, " Ask me whatever you like."), zones),), button(UNMUTE, "Unmute"))


def changed_message(words: str, attendee: Attendee, *elements: Block) -> SlackMessage:
    """What is set now; with a word that nothing is said where all is muted."""
    muted = (MUTED,) if attendee.preferences.muted else ()
    return message((words, *muted), *elements)


def settings_elements(attendee: Attendee) -> tuple[Block, ...]:
    """A button or a menu for each setting."""
    chosen = attendee.preferences
    may_mute = button(MUTE, "Mute all"), button(MUTE_HOUR, "Mute for an hour")
    mute = (button(UNMUTE, "Unmute"),) if chosen.muted or chosen.muted_until else may_mute
    site = button(OFF_SITE, "I’m not on site") if chosen.on_site else button(ON_SITE, "I’m on site")
    profile = (button(PROFILE_ZONE, "Use Slack’s time zone"),) if chosen.zone else ()
    leads, quiet, digests = (
        _with_current(LEAD_CHOICES, chosen.leads),
        _with_current(QUIET_CHOICES, chosen.quiet),
        _with_current(DIGEST_CHOICES, chosen.digest),
    )
    hours = ((f"Digest: {digest_words(one)}", digest_value(one)) for one in digests)
    return (
        *mute,
        menu(LEADS, ((leads_words(one), leads_value(one)) for one in leads), leads_value(chosen.leads)),
        menu(QUIET, ((f"Quiet: {quiet_words(one)}", quiet_value(one)) for one in quiet), quiet_value(chosen.quiet)),
        menu(DIGEST, hours, digest_value(chosen.digest)),
        _zone_menu(chosen),
        site,
        *profile,
        *unfollow_menu(attendee.follows),
    )


def _zone_menu(chosen: Preferences) -> Block:
    zones = _with_current(OFFERED, chosen.zone.key if chosen.zone else None)
    labels = ((_place(key), key) for key in zones if key)
    return menu(ZONE, sorted(labels), chosen.zone.key if chosen.zone and not chosen.on_site else NONE, "My time zone…")


def _with_current(choices: tuple[T, ...], current: T) -> tuple[T, ...]:
    """What is offered, and what was set in words."""
    return choices if current in choices else (current, *choices)


def menu(action: str, choices: Iterable[tuple[str, str]], current: str, placeholder: str = "Choose…") -> Block:
    options = [{"text": plain_text(label), "value": value} for label, value in choices]
    shown = next((option for option in options if option["value"] == current), None)
    made = {"type": "static_select", "action_id": action, "options": options}
    return {**made, "initial_option": shown} if shown else {**made, "placeholder": plain_text(placeholder)}


def tapped(action: str, value: str) -> Command:
    """What a button or a menu sets; raises ValueError where it is none of ours."""
    match action.split(":")[1]:
        case "mute" | "unmute" as name:
            return Mute(on=name == "mute")
        case "mute-hour":
            return Mute(on=True, minutes=60)
        case "on-site" | "off-site" as name:
            return SetOnSite(on=name == "on-site")
        case "leads":
            return SetLeads(leads_of(value))
        case "quiet":
            return SetQuiet(quiet_of(value))
        case "digest":
            return SetDigest(digest_of(value))
        case "zone":
            return SetZone(value, sure=True)
        case "profile-zone":
            return UseProfileZone()
    raise ValueError(f"a setting is not ours: {action!r}")


def leads_words(leads: tuple[int, ...]) -> str:
    return leads_text(leads) if leads else "no reminders"


def quiet_words(quiet: QuietHours | None) -> str:
    return f"{quiet.since:%H:%M}–{quiet.until:%H:%M}" if quiet else NONE


def digest_words(hour: time | None) -> str:
    return f"at {hour:%H:%M}" if hour else NONE


def on_own_clock(words: str) -> str:
    return words if words == NONE else f"{words}, on your own clock"


def zone_words(preferences: Preferences) -> str:
    if preferences.on_site:
        return "that of the workshop, as you are on site"
    if preferences.zone:
        return f"{escape(preferences.zone.key)}, as you set"
    if preferences.profile_zone:
        return f"{escape(preferences.profile_zone.key)}, of your Slack profile"
    return "that of the workshop, as Slack tells none of yours"


def leads_value(leads: tuple[int, ...]) -> str:
    return ",".join(map(str, leads)) or NONE


def leads_of(value: str) -> tuple[int, ...]:
    """Raises ValueError where it is none of ours."""
    return () if value == NONE else tuple(int(lead) for lead in value.split(","))


def quiet_value(quiet: QuietHours | None) -> str:
    return f"{quiet.since.isoformat()}/{quiet.until.isoformat()}" if quiet else NONE


def quiet_of(value: str) -> QuietHours | None:
    """Raises ValueError where it is none of ours."""
    if value == NONE:
        return None
    since, until = value.split("/")
    return QuietHours(time.fromisoformat(since), time.fromisoformat(until))


def digest_value(hour: time | None) -> str:
    return hour.isoformat() if hour else NONE


def digest_of(value: str) -> time | None:
    """Raises ValueError where it is none of ours."""
    return None if value == NONE else time.fromisoformat(value)


def zone_message(zone: ZoneInfo, now: datetime) -> str:
    clock = f"{now.astimezone(zone):%H:%M}"
    return mrkdwn(
        (f"I show you the times of {zone.key}, where it is {clock} now, beside the workshop’s.",), Zones(zone)
    )


def traveller_message(chosen: ZoneInfo, profile: ZoneInfo, now: datetime) -> SlackMessage:
    """Slack says that somebody is elsewhere than they said."""
    there, here = (f"{now.astimezone(zone):%H:%M} in {zone.key}" for zone in (profile, chosen))
    asked = f"Have you travelled? Slack says that it is {there} for you; I go by {here}, as you set."
    return message((mrkdwn((asked,), ANY),), button(PROFILE_ZONE, "Use Slack’s time zone"), _keep(chosen))


def _keep(zone: ZoneInfo) -> Block:
    return button(f"{ZONE}:{zone.key}", f"Keep {zone.key}", zone.key)


def which_zone_message(words: str, zones: tuple[ZoneInfo, ...], now: datetime) -> SlackMessage:
    """“EST” and “Canada” are several: a button each."""
    asked = mrkdwn((f"“{words}” may mean several time zones. Which is yours?",), ANY)
    return message((asked,), *(button(f"{ZONE}:{one.key}", _zone_label(one, now), one.key) for one in zones))


def _zone_label(zone: ZoneInfo, now: datetime) -> str:
    return f"{_place(zone.key)} ({now.astimezone(zone):%H:%M} now)"


def _place(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")
