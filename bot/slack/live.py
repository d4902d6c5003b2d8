"""Live changes as organizers see them: the preview with what to do about it, and what was done. Pure."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.outbox.announcing import Rescheduled
from bot.outbox.news import News, items_of
from bot.phrases import Hyperlink, Moment, Phrase, Strong, Zones
from bot.schedule.difference import Difference, difference
from bot.schedule.model import Schedule
from bot.slack.announcing import OPEN as ANNOUNCE
from bot.slack.changes import change_lines, counted
from bot.slack.elements import Block, plain_text
from bot.slack.markup import mrkdwn
from bot.slack.news import item_lines
from bot.slack.order_form import OPEN
from bot.slack.render import (
    BUTTON_LABEL,
    MESSAGE_TEXT,
    SlackMessage,
    cut,
    cut_markup,
    marked,
    notes,
    phrase_message,
    section,
    sections,
    within_limits,
)
from bot.slack.rich_text import one_line
from bot.store.amendments import Amendment, Stage
from bot.store.audit import Act
from bot.wording import joined

EXPORT, DOCTOR = "live:export", "live:doctor"
APPLY, APPLY_NOW, DROP, OTHER, UNDO, TELL = (f"live:{act}" for act in ("apply", "now", "drop", "other", "undo", "tell"))
"""The actions of buttons, whose value is `ids`."""
TELL_CHANNELS = "live:channels"
"""The action of the button below what a file has changed, whose value is the number of the news."""


LONGEST_NAMED = 40
SUMMARY_SEAM = re.compile(r"[,;:] (?![^“]*”)")
"""Between the parts of a summary, and in no title."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A change of a schedule, before it is made or after; whom it concerns, and the other way to make it, if any.

    `is_anew`: the schedule has changed since it was shown first.
    """

    amendment: Amendment
    before: Schedule
    after: Schedule
    found: Difference
    clashes: tuple[str, ...]
    channels: tuple[str, ...]
    people: int
    edits: int
    announced: tuple[Rescheduled, ...] = ()
    other: Amendment | None = None
    at_once: bool = False
    is_anew: bool = False


@dataclass(frozen=True, slots=True)
class Ids:
    """What a button is about: a proposal, and the other way to make the same change."""

    amendment: int
    other: int | None


def ids_of(value: str) -> Ids:
    """What a button's value says; raises ValueError where it is none of ours."""
    match json.loads(value):
        case [int() as amendment, (int() | None) as other]:
            return Ids(amendment, other)
    raise ValueError(f"a button's value is not ours: {value!r}")


def preview_message(preview: Preview, reader: ZoneInfo | None) -> SlackMessage:
    """For one organizer: what is changed, what clashes by it, who is told, and what to do about it."""
    zones = Zones(preview.after.timezone, reader)
    lines = marked((_headline(preview), *_lines(preview)), zones)
    audience = _audience(preview)
    text = cut_markup("\n".join((*lines, audience)), MESSAGE_TEXT)
    return SlackMessage(text, within_limits((*sections(lines), *notes((audience,))), tuple(_buttons(preview))))


def _headline(preview: Preview) -> Phrase:
    summary = Strong(preview.amendment.summary)
    match preview.amendment.stage:
        case Stage.PROPOSED if preview.is_anew:
            return (summary, " – the schedule has changed since; is this what you mean? Nothing is changed yet.")
        case Stage.PROPOSED:
            return (summary, " – is that what you mean? Nothing is changed yet.")
        case Stage.APPLIED:
            return ("Done: ", summary, ".")
        case Stage.UNDONE:
            return ("Taken back: ", summary, ". The schedule is as it would be without it.")
    return ("Dropped: ", summary, ". Nothing was changed.")


def _lines(preview: Preview) -> Iterator[Phrase]:
    if preview.amendment.stage is Stage.DROPPED:
        return
    yield from item_lines(items_of(preview.before, preview.after), preview.before, preview.after)
    for change in preview.found.changed:
        if [field.field for field in change.fields] == ["end"] and change.after.end not in {None, change.before.end}:
            yield ("• ", Strong(change.after.title), " lasts until ", Moment(change.after.end), ".")
    yield from map(_announced, preview.announced)
    for clash in preview.clashes:
        yield (f"⚠ New clash: {clash}.",)


def _announced(found: Rescheduled) -> Phrase:
    words = one_line(json.loads(found.announcement.text), LONGEST_NAMED)
    if found.due_at is None:
        return (f"⚠ The announcement “{words}” is not sent any more: its session does not take place.",)
    return (f"• The announcement “{words}” is sent at ", Moment(found.due_at), ".")


def _audience(preview: Preview) -> str:
    """Who is told of it, as mrkdwn, and what is edited."""
    told = _told(preview)
    if not told or not preview.edits:
        return told
    will = {Stage.PROPOSED: "will be edited at once", Stage.APPLIED: "edited", Stage.UNDONE: "edited back"}
    count = f"{preview.edits} posted {'reminder' if preview.edits == 1 else 'reminders'}"
    return f"{told} {count} {will[preview.amendment.stage]}."


def _told(preview: Preview) -> str:
    channels = tuple(f"<#{channel}>" for channel in preview.channels)
    people = (
        f"{preview.people} {'person' if preview.people == 1 else 'people'} by direct message" if preview.people else ""
    )
    told = joined(filter(None, (*channels, people)))
    if preview.amendment.stage is Stage.DROPPED:
        return ""
    if not told:
        return "Nobody is told: nobody has starred what changes or speaks there, and no channel hears of it."
    if preview.amendment.stage is Stage.PROPOSED:
        return f"Told of it, two minutes after you apply it, with whatever else you change meanwhile: {told}."
    if preview.at_once:
        return f"Told of it now: {told}."
    return f"Told of it in two minutes, with whatever else changes meanwhile: {told}."


def _buttons(preview: Preview) -> Iterator[Block]:
    ids = json.dumps([preview.amendment.id, preview.other.id if preview.other else None])
    labels: dict[str, str] = {}
    if preview.amendment.stage is Stage.PROPOSED:
        labels = {APPLY: "Apply", APPLY_NOW: "Apply and tell now", DROP: "Drop"}
        if preview.other:
            labels[OTHER] = _way(preview.amendment, preview.other)
    elif preview.amendment.stage is Stage.APPLIED:
        is_waiting = not preview.at_once and bool(preview.channels or preview.people)
        labels = {UNDO: "Undo"} | ({TELL: "Tell now"} if is_waiting else {})
    elements = [
        {"type": "button", "action_id": action, "text": plain_text(label), "value": ids}
        | ({"style": "primary"} if action == APPLY else {})
        for action, label in labels.items()
    ]
    if elements:
        yield {"type": "actions", "elements": elements}


def _way(amendment: Amendment, other: Amendment) -> str:
    """How another way differs from the one shown: the parts of its summary that this one has not."""
    shown = SUMMARY_SEAM.split(amendment.summary)
    way = ", ".join(part for part in SUMMARY_SEAM.split(other.summary) if part not in shown)
    return cut(f"{way[:1].upper()}{way[1:]}", BUTTON_LABEL)


def organizers_panel() -> SlackMessage:
    """What organizers can do, to be pressed, and how it is said in words."""
    text = "What would you like to do? You can also tell me in words: “we run 15 minutes late”, “cancel the tea break”."
    labels = {
        OPEN: "Change the schedule…",
        ANNOUNCE: "Announce…",
        EXPORT: "Export the schedule",
        DOCTOR: "Check everything",
    }
    elements = [
        {"type": "button", "action_id": action, "text": plain_text(label), "value": action}
        for action, label in labels.items()
    ]
    return SlackMessage(text, (section(text), {"type": "actions", "elements": elements}))


def reload_message(before: Schedule, after: Schedule, news: News | None) -> SlackMessage:
    """What a file has changed of what was live, for the organizers' channel; with a button to tell the channels.

    `news` is what will be told of it as it stands.
    """
    found = difference(before, after)
    zones = Zones(after.timezone)
    headline = mrkdwn((Strong(after.title), f": its file was read again – {counted(found)}."), zones)
    lines = marked(change_lines(found), zones)
    kept = ("What you changed while the day runs stays in force.",) if after.cancelled or before.cancelled else ()
    text = cut_markup("\n".join((headline, *lines)), MESSAGE_TEXT)
    label = plain_text("Tell the channels too")
    button = {"type": "button", "action_id": TELL_CHANNELS, "text": label, "value": str(news.number if news else "")}
    buttons: tuple[Block, ...] = ({"type": "actions", "elements": [button]},) if news and not news.to_channels else ()
    told = notes((*_who_is_told(news), *kept))
    return SlackMessage(text, within_limits((*sections((headline, *lines)), *told), buttons))


def _who_is_told(news: News | None) -> tuple[str, ...]:
    if news is None:
        return ()
    channels = "so are the channels." if news.to_channels else "the channels are not, unless you want it."
    return (f"Those who starred what has changed are told; {channels}",)


def exported_message(schedule: Schedule, permalink: str) -> SlackMessage:
    """Where the schedule file as amended is."""
    name = f"{schedule.id}.yaml"
    where = Hyperlink(name, permalink) if permalink else name
    told = ("With all that is changed: ", where, ", in our direct message. Changes stay in force beside it, too.")
    return phrase_message(told)


def changes_message(applied: tuple[Amendment, ...], zones: Zones) -> SlackMessage:
    """What is changed and not taken back, each with a button to take it back."""
    if not applied:
        return phrase_message(("The schedule is as its file says: nothing was changed.",))
    body = [section(mrkdwn(_done(one), zones)) | {"accessory": _undo(one)} for one in applied]
    count = f"{len(applied)} {'change is' if len(applied) == 1 else 'changes are'} in force."
    return SlackMessage(count, within_limits(body))


def _done(amendment: Amendment) -> Phrase:
    return (Strong(amendment.summary), " – ", Moment(amendment.at, with_day=True))


def _undo(amendment: Amendment) -> Block:
    value = json.dumps([amendment.id, None])
    return {"type": "button", "action_id": UNDO, "text": plain_text("Undo"), "value": value}


def log_message(acts: tuple[Act, ...], zones: Zones) -> SlackMessage:
    """Who did what when, and how it was before and after."""
    if not acts:
        return phrase_message(("The log is empty: no organizer has changed anything yet.",))
    lines = tuple(line for act in acts for line in _act(act, zones))
    return SlackMessage(cut_markup("\n".join(lines), MESSAGE_TEXT), within_limits(sections(lines)))


def _act(act: Act, zones: Zones) -> Iterator[str]:
    by = f"<@{act.by}>" if act.by else "an organizer"
    yield f"{mrkdwn((Moment(act.at, with_day=True),), zones)} {by} {mrkdwn((act.what,), zones)}"
    for word, told in (("before", act.before), ("after", act.after)):
        yield from (f"      {word}: {mrkdwn((line,), zones)}" for line in told.splitlines())
