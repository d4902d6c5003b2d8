"""Announcements in Slack: the message, its exact preview with what to do about it, the list and the receipt. Pure."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.outbox.announcing import Audience
from bot.phrases import Moment, Phrase, Strong, Zones
from bot.schedule.model import Schedule
from bot.slack.elements import Block, plain_text
from bot.slack.markup import mrkdwn
from bot.slack.render import MESSAGE_TEXT, SlackMessage, cut_markup, note, phrase_message, section, within_limits
from bot.slack.rich_text import notifies, one_line, spoken, times_in, with_own_times
from bot.store.announcements import Announcement, Stage
from bot.store.ledger import Row, State
from bot.wording import duration, joined

SEND, SEND_LOUD, EDIT, DROP, OWN_TIMES, WITHDRAW, OPEN = (
    f"announce:{act}" for act in ("send", "loud", "edit", "drop", "times", "withdraw", "form")
)
"""The actions of buttons, whose value is the announcement's id."""
LONGEST_SHOWN = 60
MINUTE = 60
ENDED = frozenset({State.SENT, State.FAILED, State.EXPIRED, State.CANCELLED})


@dataclass(frozen=True, slots=True)
class Shown:
    """An announcement with all that its preview tells: when it is due (None: its session is gone), whom it reaches."""

    announcement: Announcement
    schedule: Schedule
    due_at: datetime | None
    audience: Audience
    lasts: timedelta
    delivered: int = 0


def announcement_message(announcement: Announcement, schedule: Schedule, due_at: datetime) -> SlackMessage:
    """What is posted: the text as it was written, and from whom it is."""
    block = json.loads(announcement.text)
    if announcement.own_times:
        block = with_own_times(block, schedule.local(due_at).date(), schedule.timezone)
    words = cut_markup(spoken(block), MESSAGE_TEXT)
    by = f"<@{announcement.by}>" if announcement.by else "an organizer"
    return SlackMessage(words, (block, note(f"Announced by {by}")))


def preview_message(shown: Shown, reader: ZoneInfo | None, *, asks_twice: bool = False) -> SlackMessage:
    """For whoever wrote it: exactly what will be seen, whom it reaches, when, and how long that takes."""
    announcement, zones = shown.announcement, Zones(shown.schedule.timezone, reader or shown.schedule.timezone)
    told = tuple(mrkdwn(line, zones) for line in (*_when(shown), *_state(shown)))
    message = announcement_message(announcement, shown.schedule, shown.due_at or announcement.changed_at)
    lines = (_whom(shown), *told, *_offer(announcement), *_loud(announcement, asks_twice=asks_twice))
    headline = HEADLINES[announcement.stage]
    body = (
        section(headline),
        {"type": "divider"},
        *message.blocks,
        {"type": "divider"},
        *map(note, filter(None, lines)),
    )
    buttons = tuple(_actions(shown, asks_twice=asks_twice))
    return SlackMessage(
        cut_markup("\n".join((headline, message.text, *lines)), MESSAGE_TEXT), within_limits(body, buttons)
    )


HEADLINES = {
    Stage.DRAFT: "*Nothing is sent yet.* This is exactly what will be seen:",
    Stage.SENT: "*On its way.* This is what will be seen, or is:",
    Stage.DELIVERED: "*Delivered.* This is what is seen:",
    Stage.WITHDRAWN: "*Withdrawn* wherever it went. This was it:",
    Stage.DROPPED: "*Dropped.* Nobody saw this:",
}


def _whom(shown: Shown) -> str:
    """Whom it reaches, as mrkdwn."""
    channels = tuple(f"<#{channel}>" for channel in shown.audience.channels)
    count = len(shown.audience.people)
    people = f"{count} {'person' if count == 1 else 'people'} by direct message" if count else ""
    want = "wants" if shown.audience.muted == 1 else "want"
    muted = f" ({shown.audience.muted} more {want} no messages)" if shown.audience.muted else ""
    return f"To: {joined(filter(None, (*channels, people))) or 'nobody: nobody has starred it'}{muted}."


def _when(shown: Shown) -> Iterator[Phrase]:
    recipients = len(shown.audience.channels) + len(shown.audience.people)
    takes = (
        f" Delivery takes about {_span(shown.lasts)} at Slack's pace, for {recipients} messages." if recipients else ""
    )
    announcement = shown.announcement
    if shown.due_at is None:
        yield ("When: never, since its session is gone or has no time; edit it.",)
    elif announcement.beside is None and announcement.at is None:
        yield (f"When: at once.{takes}",)
    else:
        moving = ", and moves with its session" if announcement.beside else ""
        yield ("When: ", Moment(shown.due_at, with_day=True), f"{moving}.{takes}")
    if announcement.pinned:
        yield ("It is pinned in the channels.",)


def _span(lasts: timedelta) -> str:
    seconds = round(lasts.total_seconds())
    return f"{seconds} s" if seconds < MINUTE else duration(lasts)


def _state(shown: Shown) -> Iterator[Phrase]:
    if shown.announcement.stage in {Stage.SENT, Stage.DELIVERED} and shown.delivered:
        yield (f"Delivered so far: {shown.delivered}.",)


def _offer(announcement: Announcement) -> Iterator[str]:
    """The times in it, which readers may see on their own clocks."""
    times = times_in(json.loads(announcement.text))
    if times and announcement.own_times:
        yield f"{joined(times)}: each reader sees it on their own clock too."
    elif times and announcement.stage is Stage.DRAFT:
        yield f"{joined(times)}: shall each reader see it on their own clock too?"


def _loud(announcement: Announcement, *, asks_twice: bool) -> Iterator[str]:
    loud = notifies(json.loads(announcement.text))
    if loud and announcement.stage is Stage.DRAFT:
        names = joined(f"@{name}" for name in loud)
        yield f"⚠ {names} notifies everybody there.{' Really send it?' if asks_twice else ''}"


def _actions(shown: Shown, *, asks_twice: bool) -> Iterator[Block]:
    announcement = shown.announcement
    labels: dict[str, str] = {}
    if announcement.stage is Stage.DRAFT:
        later = announcement.at or announcement.beside
        labels[SEND_LOUD if asks_twice else SEND] = (
            "Yes, notify everybody" if asks_twice else "Schedule it" if later else "Send it"
        )
        if times_in(json.loads(announcement.text)):
            labels[OWN_TIMES] = "Times as written only" if announcement.own_times else "Times on every clock"
        labels |= {EDIT: "Edit", DROP: "Drop"}
    elif announcement.stage in {Stage.SENT, Stage.DELIVERED}:
        labels |= {EDIT: "Edit", WITHDRAW: "Withdraw everywhere" if shown.delivered else "Cancel it"}
    elements = [_button(action, label, announcement.id) for action, label in labels.items()]
    if elements:
        yield {"type": "actions", "elements": elements}


def _button(action: str, label: str, announcement_id: int) -> Block:
    style = {"style": "primary"} if action == SEND else {"style": "danger"} if action == SEND_LOUD else {}
    text = plain_text(label)
    return {"type": "button", "action_id": action, "text": text, "value": str(announcement_id), **style}


def announcements_message(shown: Iterable[Shown], reader: ZoneInfo | None) -> SlackMessage:
    """What is drafted, scheduled and was sent, each with a button to see it again."""
    blocks = [_listed(each, reader) for each in shown]
    if not blocks:
        return phrase_message(("Nothing has been announced yet.",))
    return SlackMessage(f"{len(blocks)} announcement{'' if len(blocks) == 1 else 's'}", within_limits(blocks))


def _listed(shown: Shown, reader: ZoneInfo | None) -> Block:
    announcement, zones = shown.announcement, Zones(shown.schedule.timezone, reader or shown.schedule.timezone)
    words = one_line(json.loads(announcement.text), LONGEST_SHOWN)
    when: Phrase = (Moment(shown.due_at, with_day=True),) if shown.due_at else ("no time",)
    stage = "scheduled" if announcement.stage is Stage.SENT and not shown.delivered else announcement.stage.value
    text = mrkdwn((Strong(words), f" – {stage}, ", *when), zones)
    return {**section(text), "accessory": _button(SHOW, "Show", announcement.id)}


SHOW = "announce:show"


def receipt_message(announcement: Announcement, rows: Iterable[Row]) -> SlackMessage:
    """How many it reached, and why not the others."""
    told = tuple(rows)
    sent = sum(1 for row in told if row.state is State.SENT)
    failed = [row for row in told if row.state in {State.FAILED, State.EXPIRED}]
    words = one_line(json.loads(announcement.text), LONGEST_SHOWN)
    lines = [
        mrkdwn(
            (f"Your announcement “{words}” was delivered {'once' if sent == 1 else f'{sent} times'}.",),
            Zones(ZoneInfo("UTC")),
        )
    ]
    lines += [f"Not delivered to {_recipient(row)}: {mrkdwn((_why(row),), Zones(ZoneInfo('UTC')))}." for row in failed]
    text = cut_markup("\n".join(lines), MESSAGE_TEXT)
    return SlackMessage(text, (section(cut_markup(text, 3000)),))


def _why(row: Row) -> str:
    reason = row.reason or row.state.value
    return f"{REFUSALS[reason]} ({reason})" if reason in REFUSALS else reason


REFUSALS = {
    "not_in_channel": "I am not in that channel; invite me and announce it there once more",
    "channel_not_found": "I cannot see that channel; invite me and announce it there once more",
    "is_archived": "that channel is archived",
    "user_not_found": "they are not in this workspace any more",
    "user_disabled": "they are not in this workspace any more",
    "account_inactive": "they are not in this workspace any more",
    "restricted_action": "only some people may post in that channel",
    "msg_too_long": "Slack takes no message that long",
}
"""What Slack's reasons mean, and what helps."""


def _recipient(row: Row) -> str:
    recipient = row.entry.key.recipient
    return f"<@{recipient}>" if recipient.startswith(("U", "W")) else f"<#{recipient}>"
