"""The control desk: what organizers order in words or by buttons → what `LiveChanges` did, as a message."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.announcer import Announcer
from bot.commands.parse import command_of
from bot.doctor.finding import Report
from bot.live import LiveChanges
from bot.orders.order import Order
from bot.orders.parse import orders_of
from bot.outbox.news import News
from bot.phrases import Zones
from bot.schedule.difference import difference
from bot.schedule.model import Schedule
from bot.slack.client import SentFile, send_file
from bot.slack.doctor import report_message
from bot.slack.elements import Block
from bot.slack.live import (
    Ids,
    Preview,
    changes_message,
    exported_message,
    log_message,
    organizers_panel,
    preview_message,
    reload_message,
)
from bot.slack.order_form import FIRST, order_form
from bot.slack.render import UTC_ZONE, SlackMessage, phrase_message
from bot.speakers import Speakers


def _said(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})[.!]*", re.IGNORECASE)


SCHEDULE = r"(?:the )?(?:schedule|programme|program)"
FILE = r"(?: as)? (?:file|yaml)"
UNDO = _said(r"(?:undo|revert)(?: (?:it|that|this|the last(?: change)?))?|take (?:it|that) back")
UNDO_NAMED = _said(
    r"(?:please )?(?:undo|revert|take back) (?P<what>(?!.*\b(?:my|stars?|follows?)\b).+?)"
    r"(?:,? (?:but|and) (?:keep|leave|not) .+)?"
)
LOG = _said(r"(?:the |show |show me )*(?:audit )?log")
PANEL = _said(rf"change(?: {SCHEDULE})?|announce|organi[sz]ers?(?: menu)?")
SPEAKERS = _said(r"match (?:the )?speakers")
EXPORT = _said(rf"export|(?:export|download)(?: {SCHEDULE}(?:{FILE})?|{FILE})")
DOCTOR = _said(r"(?:run |call |ask )?(?:the )?doctor|(?:run (?:a )?)?check-? ?up")
ANNOUNCEMENTS = _said(r"(?:the |list |show |show me |our )*announcements")
ANNOUNCE = re.compile(r"(?:please )?announce(?: that\b|:)? (?P<what>.+)", re.IGNORECASE | re.DOTALL)
CHANGES = _said(r"(?:the |list |show |show me |our )*changes")


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Control:
    """`reader` gives the zone that a user reads beside the event's, `channel_id` the organizers' channel, if any.

    `examine` looks at all that the bot runs on.
    """

    live: LiveChanges
    announcer: Announcer
    speakers: Speakers
    reader: Callable[[str], ZoneInfo | None]
    client: WebClient
    channel_id: Callable[[], str | None]
    examine: Callable[[], Report]

    def carry_out(self, text: str, user: str, preferred: str | None) -> SlackMessage | None:
        """Do, or propose, what an organizer's words order; None where they order nothing.

        Nor do they where they are a command too and whoever gives it is no organizer: “drop lunch” is then of one's own
        agenda. `preferred` is the schedule of the conversation. Raises NotAllowedError for whoever is no organizer.
        """
        act = act_of(text.strip())
        if act is None or (command_of(text) and not self.live.organizers.includes(user)):
            return None
        return act(self, user, preferred)

    def propose(self, orders: tuple[Order, ...], user: str, preferred: str | None) -> SlackMessage:
        return self._shown(self.live.propose(orders, user, preferred), user)

    def undo(self, what: str, user: str, preferred: str | None) -> SlackMessage:
        """What was taken back, of what is named or else the last; or what may be, each with its button."""
        undone = self.live.undo_named(what, user, preferred) if what else self.live.undo_last(user, preferred)
        return self._shown(undone, user) if undone else self.changes(user, preferred)

    def changes(self, user: str, preferred: str | None) -> SlackMessage:
        return changes_message(self.live.in_force(user, preferred), self._zones(user, preferred))

    def log(self, user: str, preferred: str | None) -> SlackMessage:
        return log_message(self.live.log(user), self._zones(user, preferred))

    def panel(self, user: str) -> SlackMessage:
        """What organizers can do, to be pressed."""
        self.live.organizers.require(user)
        return organizers_panel()

    def doctor(self, user: str) -> SlackMessage:
        """What is wrong or doubtful, each with its remedy."""
        self.live.organizers.require(user)
        return report_message(self.examine())

    def export(self, user: str, preferred: str | None = None) -> SlackMessage:
        """The schedule file as amended, sent into the direct message."""
        schedule, text = self.live.exported(user, preferred)
        permalink = send_file(self.client, user, SentFile(f"{schedule.id}.yaml", schedule.title, text))
        return exported_message(schedule, permalink)

    def form(self, user: str, schedule_id: str | None = None, sort: str = FIRST) -> Block:
        """The form to order a change in, of the schedule or the one in focus."""
        return order_form(self.live.orderable(user, schedule_id), sort, self.live.clock.now())

    def order(self, order: Order, user: str, schedule_id: str) -> SlackMessage:
        """What a form orders, as a proposal."""
        return self.propose((order,), user, schedule_id)

    def apply(self, ids: Ids, user: str) -> SlackMessage:
        return self._shown(self.live.apply(ids.amendment, user), user)

    def apply_now(self, ids: Ids, user: str) -> SlackMessage:
        return self._shown(self.live.apply(ids.amendment, user, at_once=True), user)

    def drop(self, ids: Ids, user: str) -> SlackMessage:
        return self._shown(self.live.drop(ids.amendment, user), user)

    def show_other(self, ids: Ids, user: str) -> SlackMessage:
        """The other way to make the change, from which this one is the other."""
        shown = ids.other if ids.other is not None else ids.amendment
        return self._shown(self.live.show(shown, ids.amendment, user), user)

    def undo_this(self, ids: Ids, user: str) -> SlackMessage:
        return self._shown(self.live.undo(ids.amendment, user), user)

    def tell_now(self, ids: Ids, user: str) -> SlackMessage:
        return self._shown(self.live.tell_now(ids.amendment, user), user)

    def reloaded(self, before: Schedule, after: Schedule, news: News | None) -> None:
        """Show the organizers, in their channel, what a file has changed, if it is told; the log has it anyway."""
        if not difference(before, after):
            return
        channel = self.channel_id()
        message = reload_message(before, after, news)
        log.info("%s", message.text)
        if channel:
            try:
                self.client.chat_postMessage(channel=channel, **message.content)
            except (SlackApiError, OSError, HTTPException) as error:
                log.warning("the organizers were not told of a changed file: %s", error)

    def tell_channels(self, number: int, user: str) -> SlackMessage:
        self.live.tell_channels(number, user)
        return phrase_message(("The channels are told too.",))

    def _zones(self, user: str, preferred: str | None) -> Zones:
        """The zone of the event, if one is in focus, and the user's."""
        reader = self.reader(user)
        event = self.live.timezone(preferred) or reader or UTC_ZONE
        return Zones(event, reader or event)

    def _shown(self, preview: Preview, user: str) -> SlackMessage:
        return preview_message(preview, self.reader(user) or preview.after.timezone)


Act = Callable[[Control, str, str | None], SlackMessage]
"""What is done for a user in a conversation about that schedule."""

ACTS: tuple[tuple[re.Pattern[str], Callable[[Control, str, str, str | None], SlackMessage]], ...] = (
    (ANNOUNCE, lambda control, words, user, _: control.announcer.draft(words, user)),
    (PANEL, lambda control, _, user, __: control.panel(user)),
    (UNDO, lambda control, what, user, preferred: control.undo(what, user, preferred)),
    (UNDO_NAMED, lambda control, what, user, preferred: control.undo(what, user, preferred)),
    (LOG, lambda control, _, user, preferred: control.log(user, preferred)),
    (CHANGES, lambda control, _, user, preferred: control.changes(user, preferred)),
    (SPEAKERS, lambda control, _, user, __: control.speakers.unmatched(user)),
    (ANNOUNCEMENTS, lambda control, _, user, __: control.announcer.listed(user)),
    (EXPORT, lambda control, _, user, preferred: control.export(user, preferred)),
    (DOCTOR, lambda control, _, user, __: control.doctor(user)),
)
"""The words, and what is done; `what` is what they name."""


def act_of(text: str) -> Act | None:
    """What an organizer's words order."""
    for words, act in ACTS:
        if match := words.fullmatch(text):
            what = match.groupdict().get("what", "")
            return lambda control, user, preferred: act(control, what, user, preferred)
    orders = orders_of(text)
    return (lambda control, user, preferred: control.propose(orders, user, preferred)) if orders else None
