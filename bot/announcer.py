"""The announcer: what organizers write → previewed, sent through the outbox, edited and withdrawn everywhere."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http.client import HTTPException
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.errors import NotAllowedError, OrderError
from bot.organizers import Organizers
from bot.outbox.announcing import ANNOUNCEMENT_ID, Audience, audience_of, counted, due_of
from bot.outbox.editing import Editing
from bot.outbox.plan import Message
from bot.outbox.planner import Planner
from bot.phrases import Moment, Zones, plain
from bot.programme import Programme
from bot.questions.prompts import in_focus
from bot.schedule.model import Schedule
from bot.slack.announcement_form import Subject, announcement_form, when_of
from bot.slack.announcing import ENDED, Shown, announcements_message, preview_message
from bot.slack.elements import Block
from bot.slack.render import SlackMessage
from bot.slack.rich_text import notifies, one_line, rich_text
from bot.store.announcements import Announcement, Announcements, Stage
from bot.store.attendees import Attendees
from bot.store.audit import Act, Audit
from bot.store.ledger import Row, State

MOST_LISTED = 15
LONGEST_LOGGED = 300

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Announcer:
    """`reader` gives the zone that a user reads beside the event's; `rate` how many messages Slack takes a second."""

    programme: Programme
    announcements: Announcements
    attendees: Attendees
    planner: Planner
    editing: Editing
    audit: Audit
    organizers: Organizers
    client: WebClient
    clock: Clock
    reader: Callable[[str], ZoneInfo | None]
    rate: Callable[[], float]

    def form(self, user: str, announcement_id: int | None = None, when: str | None = None, words: str = "") -> Block:
        """The form to write an announcement in, or to change one; `words` are what a new one begins with."""
        self.organizers.require(user)
        announcement = self._get(announcement_id) if announcement_id else self._new(user, words)
        schedule = self._schedule(announcement.schedule_id)
        return announcement_form(announcement, schedule, when or when_of(announcement), self.clock.now())

    def start_of(self, subject: Subject, user: str) -> tuple[Announcement, Schedule]:
        """What a form fills in: a new announcement, or the one that is changed."""
        self.organizers.require(user)
        announcement = self._get(subject.announcement_id) if subject.announcement_id else self._new(user, "")
        return replace(announcement, schedule_id=subject.schedule_id), self._schedule(subject.schedule_id)

    def keep(self, announcement: Announcement, user: str) -> SlackMessage:
        """A draft, to be previewed; what was sent is edited wherever it went, and goes to whom else it is for now."""
        self.organizers.require(user)
        now = self.clock.now()
        if not announcement.id:
            return self._preview(self.announcements.add(replace(announcement, changed_at=now)), user)
        before = self._get(announcement.id)
        self.announcements.change(replace(announcement, changed_at=now))
        if before.stage in {Stage.SENT, Stage.DELIVERED}:
            if _targets(before) != _targets(announcement):
                self.announcements.bring(before.id, (Stage.DELIVERED,), Stage.SENT, now)
            self._carry_out()
            self._note(user, "edited an announcement", before, announcement)
        return self._preview(self._get(announcement.id), user)

    def draft(self, words: str, user: str) -> SlackMessage:
        """A draft of just these words, for the channels of the schedule in focus."""
        self.organizers.require(user)
        return self.keep(self._new(user, words), user)

    def show(self, announcement_id: int, user: str) -> SlackMessage:
        self.organizers.require(user)
        return self._preview(self._get(announcement_id), user)

    def send(self, announcement_id: int, user: str, *, is_sure: bool = False) -> SlackMessage:
        """Send it, or have it sent when it is due; what notifies everybody is asked about once more."""
        self.organizers.require(user)
        announcement = self._get(announcement_id)
        if announcement.stage is Stage.DRAFT and notifies(json.loads(announcement.text)) and not is_sure:
            return self._preview(announcement, user, asks_twice=True)
        due_at = self._due(announcement)
        if due_at is None:
            raise OrderError("Its session is gone or has no time; edit when it is to be sent.")
        audience = self._audience(announcement)
        if due_at <= self.clock.now() and not (audience.channels or audience.people):
            raise OrderError("It would reach nobody; edit whom it is for.")
        self._bring(announcement, (Stage.DRAFT,), Stage.SENT)
        self._carry_out()
        self._note(user, f"announced to {counted(audience)}", None, announcement)
        return self._preview(self._get(announcement_id), user)

    def own_times(self, announcement_id: int, user: str) -> SlackMessage:
        """Show its times on each reader's own clock too, or no longer."""
        self.organizers.require(user)
        announcement = self._get(announcement_id)
        return self.keep(replace(announcement, own_times=not announcement.own_times), user)

    def drop(self, announcement_id: int, user: str) -> SlackMessage:
        self.organizers.require(user)
        self._bring(self._get(announcement_id), (Stage.DRAFT,), Stage.DROPPED)
        return self._preview(self._get(announcement_id), user)

    def withdraw(self, announcement_id: int, user: str) -> SlackMessage:
        """Take it away wherever it went, and send it nowhere else."""
        self.organizers.require(user)
        announcement = self._get(announcement_id)
        self._bring(announcement, (Stage.SENT, Stage.DELIVERED), Stage.WITHDRAWN)
        self._carry_out()
        self._note(user, "withdrew an announcement", announcement, None)
        return self._preview(self._get(announcement_id), user)

    def listed(self, user: str) -> SlackMessage:
        """What is drafted, scheduled and was sent lately, the latest first."""
        self.organizers.require(user)
        kept = self.announcements.in_stage(Stage.DRAFT, Stage.SENT, Stage.DELIVERED)
        latest = tuple(reversed(kept))[:MOST_LISTED]
        return announcements_message(map(self._shown, latest), self.reader(user))

    def settle(self) -> None:
        """See which have been delivered to all: pin those that are to be pinned, and have the receipt sent."""
        for announcement in self.announcements.in_stage(Stage.SENT):
            rows = self._rows(announcement)
            if rows and all(row.state in ENDED for row in rows):
                self._pin(announcement, rows)
                now = self.clock.now()
                if self.announcements.bring(announcement.id, (Stage.SENT,), Stage.DELIVERED, now):
                    self.planner.run()

    def rows(self, announcement: Announcement) -> tuple[Row, ...]:
        """What became of it, by recipient."""
        return self._rows(announcement)

    def forget(self, before: datetime) -> None:
        self.announcements.forget(before)

    def _carry_out(self) -> None:
        self.planner.run()
        self.editing.run()

    def _pin(self, announcement: Announcement, rows: tuple[Row, ...]) -> None:
        places = ((row.channel, row.ts) for row in rows if row.entry.key.recipient in announcement.channels)
        for channel, ts in places if announcement.pinned else ():
            if channel is None or ts is None:
                continue
            try:
                self.client.pins_add(channel=channel, timestamp=ts)
            except (SlackApiError, OSError, HTTPException) as error:
                log.warning("an announcement is not pinned in %s: %s", channel, error)

    def _rows(self, announcement: Announcement) -> tuple[Row, ...]:
        name = f"{ANNOUNCEMENT_ID}{announcement.id}"
        rows = self.planner.ledger.rows(announcement.schedule_id)
        keys = ((row, row.entry.key) for row in rows)
        return tuple(row for row, key in keys if key.session_id == name and key.kind == Message.ANNOUNCEMENT)

    def _preview(self, announcement: Announcement, user: str, *, asks_twice: bool = False) -> SlackMessage:
        return preview_message(self._shown(announcement), self.reader(user), asks_twice=asks_twice)

    def _shown(self, announcement: Announcement) -> Shown:
        audience = self._audience(announcement)
        takes = timedelta(seconds=max(1, round((len(audience.people) + len(audience.channels)) / self.rate())))
        delivered = sum(1 for row in self._rows(announcement) if row.state is State.SENT)
        schedule = self._schedule(announcement.schedule_id)
        return Shown(announcement, schedule, self._due(announcement), audience, takes, delivered)

    def _audience(self, announcement: Announcement) -> Audience:
        offers = {offer.schedule.id: offer for offer in self.programme.offers}
        return audience_of(announcement, offers.get(announcement.schedule_id), self.attendees.all())

    def _due(self, announcement: Announcement) -> datetime | None:
        return due_of(announcement, self.programme.schedule(announcement.schedule_id))

    def _new(self, user: str, words: str) -> Announcement:
        schedule = in_focus(self.programme.schedules, self.clock.now()) or next(iter(self.programme.schedules), None)
        if schedule is None:
            raise OrderError("There is no schedule yet; import one first.")
        posting = (self.planner.channel_id(name) for name in schedule.posting.channels)
        return Announcement(
            id=0,
            schedule_id=schedule.id,
            by=user,
            text=json.dumps(rich_text(words)),
            channels=tuple(channel for channel in posting if channel),
            fans_of=None,
            everybody=False,
            at=None,
            beside=None,
            minutes=-10,
            own_times=False,
            pinned=False,
            stage=Stage.DRAFT,
            changed_at=self.clock.now(),
            sent_at=None,
        )

    def _get(self, announcement_id: int) -> Announcement:
        announcement = self.announcements.get(announcement_id)
        if announcement is None:
            raise NotAllowedError("I do not know that announcement any more.")
        return announcement

    def _schedule(self, schedule_id: str) -> Schedule:
        schedule = self.programme.schedule(schedule_id)
        if schedule is None:
            raise NotAllowedError(f"The schedule {schedule_id} is not in use any more.")
        return schedule

    def _bring(self, announcement: Announcement, before: tuple[Stage, ...], after: Stage) -> None:
        """Raises NotAllowedError where somebody else was faster."""
        if not self.announcements.bring(announcement.id, before, after, self.clock.now()):
            stage = self._get(announcement.id).stage.value
            raise NotAllowedError(f"That cannot be done any more: the announcement is {stage} by now.")

    def _note(self, user: str, what: str, before: Announcement | None, after: Announcement | None) -> None:
        told = [one_line(json.loads(each.text), LONGEST_LOGGED) if each else "" for each in (before, after)]
        due_at = self._due(after) if after else None
        when = (
            f", {plain((Moment(due_at, with_day=True),), Zones(self._schedule(after.schedule_id).timezone))}"
            if after and due_at
            else ""
        )
        self.audit.note(Act(user, self.clock.now(), f"{what}{when}", *told))


def _targets(announcement: Announcement) -> tuple[frozenset[str], str | None, bool]:
    return frozenset(announcement.channels), announcement.fans_of, announcement.everybody
