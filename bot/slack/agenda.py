"""A person's agenda, and what becomes of their stars, as messages for their eyes alone. Pure."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.agenda.agenda import Agenda, Item
from bot.agenda.attendee import LONGEST_LEAD, Attendee, Follow, Preferences, Ref, Sort
from bot.phrases import Moment, Phrase, Span, Strong, Zones, day_name
from bot.schedule.model import Schedule
from bot.schedule.query import end_of
from bot.slack.calendar import add_button
from bot.slack.elements import OPTION_LABEL, OPTION_VALUE, OPTIONS, Block, plain_text
from bot.slack.markup import mrkdwn
from bot.slack.render import MESSAGE_TEXT, SlackMessage, cut, cut_markup, sections, within_limits
from bot.slack.stars import OFF, ON, Stars, actions, refs_button, star_menu
from bot.wording import duration, joined, summary

CLASH = "⚠ "
NOTHING_STARRED = (
    "Your agenda is empty. Star what you want to see with the ☆ of any answer, or write “star the keynotes” or "
    "“follow Jeff Dean”."
)
FIRST_STAR = (
    "From now on I remind you of what you star, by direct message. Write “settings” to choose when, or “mute” for no "
    "reminders."
)
FOLLOW, UNFOLLOW = "follow", "unfollow"
"""The actions of the buttons."""
MOST_LISTED = 25
MOST_BUTTONS, BUTTON_LABEL = 25, 75
"""Slack's limits of a block and, in characters, of what stands on a button."""
AN_HOUR = 60
AT_THE_START = (0,)
ANY = Zones(ZoneInfo("UTC"))
"""For words without a time."""
TOO_EARLY = f"A reminder comes {duration(timedelta(minutes=LONGEST_LEAD))} before at the earliest."
MUTED = "You have muted me, so no reminder comes until you write “unmute”."


def zones_of(schedule: Schedule, reader: ZoneInfo | None) -> Zones:
    """For one reader; on the event's clock alone where they go by that."""
    return Zones(schedule.timezone, reader or schedule.timezone)


def spoken(phrase: Phrase, schedule: Schedule, reader: ZoneInfo | None) -> str:
    return mrkdwn(phrase, zones_of(schedule, reader))


def message(lines: Iterable[str], *elements: Block) -> SlackMessage:
    told = tuple(lines)
    body = within_limits(sections(told), actions(*elements))
    return SlackMessage(cut_markup("\n".join(told), MESSAGE_TEXT), body)


def item_line(item: Item, reader: ZoneInfo | None, *, with_day: bool = False) -> str:
    return spoken(summary(item.session, with_day=with_day), item.schedule, reader)


def starred_message(
    items: tuple[Item, ...],
    attendee: Attendee,
    agenda: Agenda,
    now: datetime,
    doubts: tuple[Phrase, ...] = (),
    *,
    is_first: bool,
) -> SlackMessage:
    """What was starred, when its reminder comes, what it clashes with; and a button to undo it.

    `doubts` tell what of the words was taken for what, or left out.
    """
    reader = attendee.preferences.reader()
    what = "Starred:" if len(items) == 1 else f"Starred {len(items)} sessions:"
    listed = (item_line(item, reader, with_day=True) for item in items[:MOST_LISTED])
    promise = _promise(items, attendee.preferences, now)
    lines = (f"★ {what}", *listed, *_left(items), promise, *_clashes(items, agenda, reader))
    lines = (*lines, *(mrkdwn(doubt, ANY) for doubt in doubts))
    first = (FIRST_STAR,) if is_first else ()
    return message((*lines, *first), *refs_button(OFF, "Undo", tuple(item.ref for item in items)))


def unstarred_message(refs: tuple[Ref, ...], titles: Iterable[str], doubts: tuple[Phrase, ...] = ()) -> SlackMessage:
    told: Phrase = (f"☆ No longer on your agenda: {_listed(titles)}.",)
    return message((mrkdwn(line, ANY) for line in (told, *doubts)), *refs_button(ON, "Undo", refs))


def not_starred_message(titles: Iterable[str], doubts: tuple[Phrase, ...]) -> SlackMessage:
    told: Phrase = (f"Not on your agenda: {_listed(titles)}.",)
    return message(mrkdwn(line, ANY) for line in (told, *doubts))


def _listed(titles: Iterable[str]) -> str:
    told = tuple(titles)
    left = (f"{len(told) - MOST_LISTED} more",) if len(told) > MOST_LISTED else ()
    return joined((*told[:MOST_LISTED], *left))


def followed_message(
    follows: tuple[Follow, ...], new: tuple[Item, ...], attendee: Attendee, now: datetime, *, is_first: bool
) -> SlackMessage:
    """What the follows put on the agenda, and that more may come."""
    told = mrkdwn(("You follow ", *_names(follows), "."), ANY)
    if not new:
        lines: tuple[str, ...] = ("Nothing new is on your agenda by that; I will tell you when something comes up.",)
    else:
        reader = attendee.preferences.reader()
        listed = (item_line(item, reader, with_day=True) for item in new[:MOST_LISTED])
        lines = ("New on your agenda, with what may come up later:", *listed, *_left(new))
        lines = (*lines, _promise(new, attendee.preferences, now))
    first = (FIRST_STAR,) if is_first else ()
    return message((told, *lines, *first), *_follow_buttons(UNFOLLOW, "Unfollow", follows))


def unfollowed_message(follows: tuple[Follow, ...]) -> SlackMessage:
    told = mrkdwn(("You no longer follow ", *_names(follows), ". What you starred yourself stays."), ANY)
    return message((told,), *_follow_buttons(FOLLOW, "Undo" if len(follows) == 1 else "Follow", follows))


def _names(follows: tuple[Follow, ...]) -> Phrase:
    between = (*(", " for _ in follows[2:]), *(" and " for _ in follows[1:2]), "")
    return tuple(part for one, after in zip(follows, between, strict=True) for part in (Strong(one.name), after))


def _follow_buttons(action: str, label: str, follows: tuple[Follow, ...]) -> Iterator[Block]:
    """A button for each, which says whose it is where there are several."""
    for number, follow in enumerate(follows[:MOST_BUTTONS]):
        named = label if len(follows) == 1 else f"{label} {follow.name}"
        yield {**_follow_button(action, cut(named, BUTTON_LABEL), follow), "action_id": f"{action}:{number}"}


def unfollow_menu(follows: tuple[Follow, ...]) -> Iterator[Block]:
    """All that somebody follows, to take one of it out; none where nothing is."""
    named = ((cut(one.name, OPTION_LABEL), _value_of(one)) for one in follows)
    options = [{"text": plain_text(label), "value": value} for label, value in named if len(value) <= OPTION_VALUE]
    if options:
        placeholder = plain_text("Unfollow…")
        made = {"type": "static_select", "action_id": f"{UNFOLLOW}:menu", "placeholder": placeholder}
        yield {**made, "options": options[:OPTIONS]}


def _value_of(follow: Follow) -> str:
    return json.dumps([follow.sort, follow.name])


def _follow_button(action: str, label: str, follow: Follow) -> Block:
    text = {"type": "plain_text", "text": label}
    return {"type": "button", "action_id": action, "text": text, "value": _value_of(follow)}


def follow_of(value: str, now: datetime) -> Follow:
    """What a button follows or no longer follows; raises ValueError where it is none of ours."""
    with suppress(ValueError, RecursionError):
        match json.loads(value):
            case [str() as sort, str() as name]:
                return Follow(Sort(sort), name, now)
    raise ValueError(f"a follow's value is not ours: {value!r}")


def _left(items: tuple[Item, ...]) -> tuple[str, ...]:
    return (f"… and {len(items) - MOST_LISTED} more.",) if len(items) > MOST_LISTED else ()


@dataclass(frozen=True, slots=True)
class _Silence:
    """How the time is called in which somebody wants to hear nothing, and what is after it."""

    within: str
    after: str


def _silence(preferences: Preferences) -> _Silence:
    if preferences.muted_until is None:
        return _Silence("in your quiet hours", "after your quiet hours")
    return _Silence("while I am muted", "as I am muted until then")


def _promise(items: tuple[Item, ...], preferences: Preferences, now: datetime) -> str:
    """When the reminder comes, or why none does."""
    if preferences.muted:
        return MUTED
    if not any(_leads(item, preferences) for item in items):
        return "No reminder comes, as you have set."
    return _promise_of(items[0], preferences, now) if len(items) == 1 else _promise_of_all(items, preferences, now)


def _promise_of_all(items: tuple[Item, ...], preferences: Preferences, now: datetime) -> str:
    """What a reminder comes for, or will once its time is announced."""
    coming = tuple(item for item in items if not item.session.start or _said(item, preferences, now))
    if not coming:
        return f"No reminder comes: they are over, start too soon or {_silence(preferences).within}."
    leads = {_leads(item, preferences) for item in coming}
    when = leads_before(leads.pop(), "each") if len(leads) == 1 else "before each starts"
    silent = len(items) - len(coming)
    but = f", but not of {silent} of them: over, too soon or {_silence(preferences).within}" if silent else ""
    return f"I will remind you {when}{but}."


def _leads(item: Item, preferences: Preferences) -> tuple[int, ...]:
    return preferences.leads if item.star.leads is None else item.star.leads


def _ahead(item: Item, preferences: Preferences, now: datetime) -> dict[int, datetime]:
    """The leads whose time is still to come, and when that is."""
    start = item.session.start
    moments = {lead: start - timedelta(minutes=lead) for lead in _leads(item, preferences)} if start else {}
    return {lead: moment for lead, moment in moments.items() if moment > now}


def _said(item: Item, preferences: Preferences, now: datetime) -> dict[int, datetime]:
    """Those of them that are not put off beyond the start, and when they are said."""
    start, coming = item.session.start, _ahead(item, preferences, now)
    said = {lead: preferences.may_hear(at, item.schedule.timezone) for lead, at in coming.items()}
    return {lead: at for lead, at in said.items() if at == coming[lead] or (start and at < start)}


def _promise_of(item: Item, preferences: Preferences, now: datetime) -> str:
    start, end = item.session.start, end_of(item.session)
    if start is None or end is None:
        return "Its time is not announced; I will remind you once it is."
    if end <= now:
        return "It is over already."
    if not _ahead(item, preferences, now):
        return "It starts too soon for a reminder."
    said = _said(item, preferences, now)
    if not said:
        return f"It starts {_silence(preferences).within}, so no reminder comes."
    is_put_off = any(at != start - timedelta(minutes=lead) for lead, at in said.items())
    parts: Phrase = (f"I will remind you {'' if is_put_off else f'{leads_text(tuple(said))}, '}at ",)
    moments = sorted(set(said.values()))
    for left, at in zip(range(len(moments) - 1, -1, -1), moments, strict=True):
        parts = (*parts, Moment(at), ", " if left > 1 else " and " if left else "")
    parts = (*parts, f", {_silence(preferences).after}") if is_put_off else parts
    return spoken((*parts, "."), item.schedule, preferences.reader())


def leads_text(leads: tuple[int, ...]) -> str:
    """As people say them: "20 and 5 min before", "1 day before and 10 min before"."""
    if leads == AT_THE_START:
        return "at the start"
    ordered = sorted(leads, reverse=True)
    if ordered[0] < AN_HOUR:
        return f"{joined(map(str, ordered))} min before"
    return joined(f"{duration(timedelta(minutes=lead))} before" for lead in ordered)


def leads_before(leads: tuple[int, ...], what: str) -> str:
    """When what is told of: "10 min before each starts"."""
    return f"{leads_text(leads)} of {what}" if leads == AT_THE_START else f"{leads_text(leads)} {what} starts"


def _clashes(items: tuple[Item, ...], agenda: Agenda, reader: ZoneInfo | None) -> Iterator[str]:
    ours = {item.ref for item in items}
    for pair in agenda.clashes():
        if any(item.ref in ours for item in pair):
            one, other = sorted(pair, key=lambda item: item.ref not in ours)
            phrase: Phrase = (CLASH, Strong(one.session.title), " clashes with ", Strong(other.session.title), ", ")
            yield spoken((*phrase, *_span(other), "."), other.schedule, reader)


def _span(item: Item) -> Phrase:
    return (Span(item.session.start, item.session.end),) if item.session.start else ()


def agenda_lines(agenda: Agenda, reader: ZoneInfo | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each day its name and its lines; what clashes is marked, and a talk within a session set in."""
    clashing = agenda.clashing()
    for day, together in groupby(agenda.items, key=lambda item: item.session.date):
        lines = tuple(f"{CLASH if item.ref in clashing else ''}{item_line(item, reader)}" for item in together)
        yield (day_name(day) if day else "Without a date"), lines


def agenda_message(agenda: Agenda, free: tuple[str, ...], reader: ZoneInfo | None, now: datetime) -> SlackMessage:
    """By day, with what clashes and when there is a free hour; a menu takes a star away again."""
    if not agenda.items:
        return message((NOTHING_STARRED,))
    lines = [line for day, told in agenda_lines(agenda, reader) for line in (mrkdwn((Strong(day),), ANY), *told)]
    clashes = (f"{CLASH}on at the same time",) if agenda.clashing() else ()
    return message(("Your agenda:", *lines, *clashes, *free), *menus(agenda, now), add_button())


def menus(agenda: Agenda, now: datetime) -> Iterator[Block]:
    """For the first schedule of the agenda: its items to take out."""
    if not agenda.items:
        return
    schedule = agenda.items[0].schedule
    ours = tuple(item for item in agenda.items if item.schedule.id == schedule.id)
    yield from star_menu(schedule, (item.session for item in ours), Stars(frozenset(item.ref for item in ours), now))


def free_line(
    spans: tuple[tuple[datetime, datetime], ...], schedule: Schedule, reader: ZoneInfo | None, label: Phrase
) -> str:
    """When nothing of one's own is on."""
    if not spans:
        return spoken((*label, ": no full hour."), schedule, reader)
    parts: Phrase = ()
    for place, (start, end) in enumerate(spans):
        parts = (*parts, ", " if place else "", Span(start, end))
    return spoken((*label, ": ", *parts, "."), schedule, reader)


def free_at_message(
    label: Phrase, items: tuple[Item, ...], schedule: Schedule, reader: ZoneInfo | None
) -> SlackMessage:
    """Whether something of one's own is on at an instant, and what."""
    if not items:
        return message((spoken(("You are free ", *label, "."), schedule, reader),))
    lines = (item_line(item, reader) for item in items)
    return message((spoken(("You are not free ", *label, ":"), schedule, reader), *lines))


def next_message(items: tuple[Item, ...], agenda: Agenda, now: datetime, reader: ZoneInfo | None) -> SlackMessage:
    """What is on and what comes next of one's own."""
    on = tuple(item for item in agenda.items if item.session.start and item.session.start <= now)
    if not (on or items):
        return message(("Nothing more is on your agenda." if agenda.items else NOTHING_STARRED,))
    lines = [*(("On now:", *(item_line(item, reader) for item in on)) if on else ())]
    if items:
        with_day = items[0].session.date != items[0].schedule.local(now).date()
        lines += ["Next:", *(item_line(item, reader, with_day=with_day) for item in items)]
    return message(lines)
