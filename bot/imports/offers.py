"""The schedules that documents propose: shown, changed, used or dropped by organizers, and told what became of them."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.desk import Desk
from bot.errors import NotAllowedError
from bot.files.check import contents
from bot.files.folder import ScheduleFolder
from bot.files.format import read_date, read_zone
from bot.files.read import ReadSchedule, read_file, read_text
from bot.files.whole import write_whole
from bot.files.write import text_of
from bot.imports.candidate import Candidate, candidate, imported, likely_target
from bot.imports.documents import Document
from bot.live import told_of
from bot.newsroom import Newsroom
from bot.organizers import Organizers
from bot.outbox.planner import Planner
from bot.phrases import Moment, Phrase, Zones, plain
from bot.schedule.model import Schedule
from bot.slack.import_controls import fill_form
from bot.slack.imports import everything_view, offer_message, settled_message, waiting_view
from bot.slack.offer import Offer, Press, Said
from bot.slack.render import UTC_ZONE, SlackMessage, phrase_message
from bot.store.audit import Act, Audit
from bot.store.proposals import Proposal, Proposals, State
from bot.succession import SuccessionKeeper
from bot.wording import joined

UNCHANGED = "nothing has changed: write the channel into the schedule file yourself"
REMEDY = "nothing has changed: download the YAML, and put it among the schedule files yourself"
TOLD = "Whoever it concerns is told in two minutes, together with what else changes until then."
FANS_TOLD = "Those who starred what has changed are told in two minutes; the channels are not."
LOOK_AGAIN = "What is live has changed since this was shown. It shows now what would change: please look again."
FORGOTTEN = "I do not know that import any more; please drop the document on me again."
SETTLED = {
    State.USED: "It is in use already, since ",
    State.DROPPED: "It was dropped already, at ",
    State.WITHDRAWN: "Its page says again what is live, since ",
    State.REPLACED: "Its page says something newer, since ",
}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Offers:
    desk: Desk
    folder: ScheduleFolder
    planner: Planner
    organizers: Organizers
    proposals: Proposals
    newsroom: Newsroom
    succession: SuccessionKeeper
    audit: Audit
    client: WebClient

    def propose(self, document: Document, user: str, here: str, shown_in: str) -> tuple[int, SlackMessage]:
        """Keep what somebody dropped in the conversation `here`; its id, and the message that shows it."""
        proposal = self.of_document(document, "", user)
        found = imported(proposal)
        schedule_id = likely_target(found, document.source, self.desk.schedule_of(here), self.schedules)
        proposal = replace(proposal, schedule_id=schedule_id)
        made = candidate(proposal, found, self.live(schedule_id), self.schedules)
        proposal_id = self.proposals.add(replace(proposal, digest=made.digest))
        return proposal_id, self.message(replace(made.offer, id=proposal_id), shown_in)

    def of_document(self, document: Document, schedule_id: str, user: str) -> Proposal:
        """What proposes to use a document, before anything is known of it."""
        name, content, charset, source = document.name, document.content, document.charset, document.source
        return Proposal(name, content, charset, source, schedule_id, user, "", self.desk.clock.now())

    def use(self, press: Press, *, tell: bool = False) -> None:
        """Write the schedule file and take it up, if it still is what was shown; `tell` those whom it concerns."""
        proposal, user = self._open(press), press.user
        made = self.candidate(proposal)
        if made.digest != proposal.digest:
            self._change(proposal)
            raise NotAllowedError(LOOK_AGAIN)
        if not made.offer.can_be_used:
            raise NotAllowedError("It cannot be used as it is.")
        path, now = self.folder.path_of(proposal.schedule_id), self.desk.clock.now()
        target = path or self.folder.new_path(made.stem)
        before = self.desk.programme.schedule(proposal.schedule_id)
        with self.succession.turn:
            with self.proposals.settling(proposal.id, State.USED, user, now) as mine:
                if mine:
                    write_whole(target, made.text, force=path is not None, remedy=REMEDY)
            self._require_mine(press, mine=mine)
            if before and tell:
                self.newsroom.changed(before, now)
            self._take_up(f"imported {proposal.name} as {target.stem}", before, target.stem, user)
        told = ((TOLD if tell else FANS_TOLD,),) if made.offer.is_news else ()
        outcome = (("In use since ", *self._now_by(user)), *self._live(target), *told)
        self._close(proposal, made.offer, outcome, self._unheard(target.stem))

    def post_to(self, schedule_id: str, channel: str, user: str) -> SlackMessage:
        """Have a schedule post its reminders to one channel, by its id; raises ScheduleFileError for what is none."""
        self.organizers.require(user)
        path, file = self.folder.path_of(schedule_id), self.live(schedule_id)
        if path is None or file is None:
            raise NotAllowedError(f"The schedule {schedule_id} is not in use any more.")
        before, name = self.desk.programme.schedule(schedule_id), self.desk.directory.channel_name(channel)
        posting = replace(file.entry.posting, channels=(name or channel,))
        text = text_of(replace(file.entry, posting=posting))
        read_text(text, schedule_id, path.name)
        with self.succession.turn:
            write_whole(path, text, force=True, remedy=UNCHANGED)
            self._take_up(f"had {schedule_id} post to {name or channel}", before, schedule_id, user)
        goes = (f"Reminders of {file.schedule.title} go to {name}.",)
        return phrase_message(goes if name else ("Reminders go there once I am in that channel: /invite me.",))

    def _take_up(self, act: str, before: Schedule | None, schedule_id: str, user: str) -> None:
        """Put what was written into use, and note it in the log of what organizers did."""
        programme = self.desk.programme
        programme.refresh()
        self.succession.run(show=False)
        self.planner.run()
        after = programme.schedule(schedule_id)
        was, became = told_of(before, after) if before and after else ("", contents(after) if after else "")
        self.audit.note(Act(user, self.desk.clock.now(), act, was, became))

    def _unheard(self, schedule_id: str) -> str | None:
        """The schedule's id, if it is in use and posts to no channel."""
        schedule = self.desk.programme.schedule(schedule_id)
        return schedule_id if schedule and not schedule.posting.all_channels() else None

    def drop(self, press: Press) -> None:
        proposal = self._open(press)
        mine = self.proposals.settle(proposal.id, State.DROPPED, press.user, self.desk.clock.now())
        self._require_mine(press, mine=mine)
        self._close(proposal, self.candidate(proposal).offer, (("Dropped ", *self._now_by(press.user)),))

    def choose(self, press: Press, schedule_id: str) -> None:
        """Show what would change if it replaced that schedule; none for a new one."""
        self._change(replace(self._open(press), schedule_id=schedule_id))

    def fill(self, press: Press, said: Said) -> None:
        """Add what the document does not say; `problem_with` has found nothing wrong with it."""
        proposal = self._open(press)
        day = read_date(said.day) if said.day else proposal.day
        self._change(replace(proposal, day=day, zone=said.zone or proposal.zone))

    def problem_with(self, said: Said) -> str | None:
        """What is wrong with the zone that was written into the form."""
        try:
            read_zone(said.zone or UTC_ZONE.key)
        except ValueError as error:
            return str(error)
        return None

    def download(self, press: Press, thread_ts: str | None) -> None:
        """Upload the schedule file to where it is proposed."""
        proposal = self._get(press)
        made = self.candidate(proposal)
        name = f"{proposal.schedule_id or made.stem}.yaml"
        self.client.files_upload_v2(
            channel=proposal.channel, thread_ts=thread_ts, filename=name, title=name, content=made.text
        )

    def show_all(self, press: Press, trigger_id: str) -> None:
        """Opened before it is read again, which may take longer than Slack waits."""
        proposal = self._get(press)
        opened = self.client.views_open(trigger_id=trigger_id, view=waiting_view())
        view = everything_view(self.candidate(proposal).offer, self.desk.directory.zone(press.user))
        self.client.views_update(view_id=opened["view"]["id"], view=view)

    def ask(self, press: Press, trigger_id: str) -> None:
        """Open the form for what the document does not say."""
        proposal = self._open(press)
        opened = self.client.views_open(trigger_id=trigger_id, view=waiting_view())
        form = fill_form(self.candidate(proposal).offer, self.desk.directory.zone(press.user))
        self.client.views_update(view_id=opened["view"]["id"], view=form)

    @property
    def schedules(self) -> tuple[Schedule, ...]:
        return self.desk.programme.schedules

    def live(self, schedule_id: str) -> ReadSchedule | None:
        """A schedule's file as it is now; raises ScheduleFileError where somebody has just broken it."""
        path = self.folder.path_of(schedule_id)
        return read_file(path) if path else None

    def candidate(self, proposal: Proposal) -> Candidate:
        return candidate(proposal, imported(proposal), self.live(proposal.schedule_id), self.schedules)

    def message(self, offer: Offer, channel: str) -> SlackMessage:
        return offer_message(offer, self._reader(offer.asked_by, channel))

    def settle(self, proposal: Proposal, state: State, outcome: Phrase) -> None:
        """End it without anybody's doing, if it is open."""
        if self.proposals.settle(proposal.id, state, "", self.desk.clock.now()):
            self._close(proposal, self.candidate(proposal).offer, (outcome,))

    def update(self, channel: str, ts: str, message: SlackMessage) -> None:
        try:
            self.client.chat_update(channel=channel, ts=ts, text=message.text, blocks=list(message.blocks))
        except (SlackApiError, OSError) as error:
            log.warning("an import is not shown in %s: %s", channel, error)

    def _change(self, proposal: Proposal) -> None:
        """Keep and show it as it is now."""
        made = self.candidate(proposal)
        self.proposals.change(
            proposal.id,
            schedule_id=made.offer.before.id if made.offer.before else "",
            day=proposal.day,
            zone=proposal.zone,
            digest=made.digest,
        )
        self._show(proposal, lambda channel: self.message(made.offer, channel))

    def _close(self, proposal: Proposal, offer: Offer, outcome: tuple[Phrase, ...], unheard: str | None = None) -> None:
        def message(channel: str) -> SlackMessage:
            return settled_message(offer, outcome, self._reader(proposal.asked_by, channel), unheard)

        self._show(proposal, message)

    def _show(self, proposal: Proposal, message: Callable[[str], SlackMessage]) -> None:
        self.update(proposal.channel, proposal.ts, message(proposal.channel))

    def _live(self, path: Path) -> tuple[Phrase, ...]:
        """What is live now, and which channels hear of it."""
        schedule = self.desk.programme.schedule(path.stem)
        if schedule is None:
            return ((f"{path.name} is written, and not taken up yet: `usher check` tells why.",),)
        channels = schedule.posting.all_channels()
        away = tuple(name for name in channels if self.desk.directory.channel_id(name) is None)
        posts = f"Reminders go to {joined(channels)}." if channels else "Its reminders go to no channel yet."
        invite = f"I am not in {joined(away)} yet: /invite me there."
        look = f"I look at {schedule.source} for changes, and ask before I use them."
        told = (f"Live now: {contents(schedule)}.", posts, *((invite,) if away else ()))
        return tuple((line,) for line in (*told, *((look,) if schedule.source else ())))

    def _get(self, press: Press) -> Proposal:
        """A proposal, for organizers; raises NotAllowedError for others, and for what is none.

        It is shown where its button is, which may be quicker than the note of where it was posted.
        """
        self.organizers.require(press.user)
        is_id = re.fullmatch(r"\d{1,9}", press.proposal, re.ASCII)
        proposal = self.proposals.get(int(press.proposal)) if is_id else None
        if proposal is None:
            raise NotAllowedError(FORGOTTEN)
        return proposal if proposal.ts else replace(proposal, channel=press.channel, ts=press.ts)

    def _open(self, press: Press) -> Proposal:
        """One that nothing became of yet; raises NotAllowedError with what did."""
        proposal = self._get(press)
        if proposal.state is not State.OPEN:
            raise NotAllowedError(self._became(proposal, press.user))
        return proposal

    def _require_mine(self, press: Press, *, mine: bool) -> None:
        """Raises NotAllowedError where somebody else was quicker."""
        if not mine:
            self._open(press)

    def _became(self, proposal: Proposal, user: str) -> str:
        by = f", by {self.organizers.name(proposal.settled_by)}" if proposal.settled_by else ""
        reader = self.desk.directory.zone(user)
        schedule = self.desk.programme.schedule(proposal.schedule_id)
        zone = schedule.timezone if schedule else reader or UTC_ZONE
        at: Phrase = (Moment(proposal.settled_at, with_day=True),) if proposal.settled_at else ()
        return plain((SETTLED[proposal.state], *at, f"{by}."), Zones(zone, reader))

    def _now_by(self, user: str) -> Phrase:
        return (Moment(self.desk.clock.now(), with_day=True), f", by {self.organizers.name(user)}.")

    def _reader(self, user: str, channel: str) -> ZoneInfo | None:
        """The zone of the one who reads it in a direct message; None for a channel of many."""
        return self.desk.directory.zone(user) if channel.startswith(("D", "U", "W")) and user else None
