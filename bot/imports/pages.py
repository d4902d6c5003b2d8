"""The pages that schedules are kept up with (`source:`): looked at now and then, and what changed there proposed.

Nothing is used that no organizer agreed to. Each difference is shown once, and each trouble told once, by whichever
process looked.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from slack_sdk.errors import SlackApiError

from bot.errors import UsherError
from bot.files.read import ReadSchedule
from bot.files.write import text_of_schedule
from bot.importing.fetch import Version
from bot.imports.candidate import Candidate, digest
from bot.imports.documents import Document, Documents
from bot.imports.offers import Offers
from bot.phrases import Phrase, Strong
from bot.schedule.model import Schedule
from bot.slack.changes import counted
from bot.slack.dropped import Address
from bot.slack.render import SlackMessage, phrase_message
from bot.store.proposals import Proposal, State, Watch, Watches

EARLY = 0.9
"""The part of the time between two looks after which another process may look too: clocks and jobs are not exact."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pages:
    """`channel` is the organizers', as the settings name it; without one the log tells what is found."""

    offers: Offers
    documents: Documents
    watches: Watches
    channel: str | None
    every: timedelta
    wall: Callable[[], datetime]

    def look(self) -> None:
        """Look at each page, unless another process did lately."""
        for schedule in self.offers.schedules:
            watch = schedule.source and self.watches.claim(
                schedule.id, schedule.source, self.wall(), self.every * EARLY
            )
            if watch:
                self._look(schedule, watch)

    def _look(self, schedule: Schedule, watch: Watch) -> None:
        try:
            live = self.offers.live(schedule.id)
            looked = self._compared(live, watch) if live else watch
        except UsherError as error:
            looked = self._failed(schedule, watch, str(error))
        except (SlackApiError, OSError) as error:
            log.warning("what %s says now was not told: %s", watch.address, error)
            return
        self.watches.save(looked)

    def _compared(self, live: ReadSchedule, watch: Watch) -> Watch:
        """What is known of the page after a look at it."""
        file = digest(text_of_schedule(live.schedule))
        known = Version(watch.etag, watch.modified) if watch.compared == file and not watch.failure else None
        document = self.documents.look(watch.address, known)
        if document is None:
            return watch
        seen = replace(watch, etag=document.version.etag, modified=document.version.modified, compared=file, failure="")
        return self._told(self._proposal(document, live), seen)

    def _proposal(self, document: Document, live: ReadSchedule) -> tuple[Proposal, Candidate]:
        """What the page proposes; raises UsherError where that is no schedule, or not much of one any more."""
        proposal = self.offers.of_document(document, live.schedule.id, "")
        made = self.offers.candidate(proposal)
        offer = made.offer
        if offer.change is None:
            why = offer.faults[0].in_file(offer.name) if offer.faults else f"it does not say its {offer.lacks[0]}"
            raise UsherError(f"it is no whole schedule any more ({why})")
        if 2 * len(offer.change.removed) > len(live.schedule.entries()):
            gone, of = len(offer.change.removed), len(live.schedule.entries())
            raise UsherError(f"{gone} of {of} sessions are gone from it; if that is meant, send me the address")
        return replace(proposal, digest=made.digest), made

    def _told(self, proposed: tuple[Proposal, Candidate], watch: Watch) -> Watch:
        """Show a difference that was not shown yet; take back one that is none any more."""
        proposal, made = proposed
        before = self.offers.proposals.get(watch.proposal_id)
        if made.offer.is_live:
            if before:
                self.offers.settle(before, State.WITHDRAWN, ("Withdrawn: its page says again what is live.",))
            return replace(watch, shown="")
        is_unposted = before is not None and before.state is State.OPEN and not before.ts
        if watch.shown == made.digest and not is_unposted:
            return watch
        return self._show(proposal, made, before, replace(watch, shown=made.digest))

    def _show(self, proposal: Proposal, made: Candidate, before: Proposal | None, watch: Watch) -> Watch:
        """In the message of the one that it replaces, if that is still open; noted before it is posted."""
        change = counted(made.offer.change) if made.offer.change else ""
        log.info("%s: %s says something else now: %s", proposal.schedule_id, watch.address, change)
        channel = self._channel()
        if channel is None:
            return watch
        place = self._taken_over(before)
        proposal_id = self.offers.proposals.add(proposal)
        watch = replace(watch, proposal_id=proposal_id)
        self.watches.save(watch)
        message = self.offers.message(replace(made.offer, id=proposal_id), channel)
        shown = self._update(*place, message) if place else self._post(channel, message)
        self.offers.proposals.change(proposal_id, channel=shown[0], ts=shown[1])
        return watch

    def _taken_over(self, before: Proposal | None) -> tuple[str, str] | None:
        """Where the one before is shown, which is thereby replaced; None if nothing is open."""
        if before is None or not self.offers.proposals.settle(
            before.id, State.REPLACED, "", self.offers.desk.clock.now()
        ):
            return None
        return (before.channel, before.ts) if before.ts else None

    def _failed(self, schedule: Schedule, watch: Watch, problem: str) -> Watch:
        """Tell of a trouble when it begins."""
        shown = Address(watch.address).name
        level = logging.DEBUG if watch.failure else logging.WARNING
        log.log(level, "%s: %s cannot be taken up: %s", schedule.id, shown, problem)
        channel = None if watch.failure else self._channel()
        if channel:
            told: Phrase = (f"I cannot take up what {shown} says now: {problem}\nIt is the page of ",)
            stays = ". What is live stays as it is; I go on looking, and do not tell this again."
            self._post(channel, phrase_message((*told, Strong(schedule.title), stays)))
        return replace(watch, failure=problem)

    def _channel(self) -> str | None:
        return self.offers.desk.directory.channel_id(self.channel) if self.channel else None

    def _post(self, channel: str, message: SlackMessage) -> tuple[str, str]:
        posted = self.offers.client.chat_postMessage(channel=channel, **message.content, unfurl_links=False)
        return posted["channel"], posted["ts"]

    def _update(self, channel: str, ts: str, message: SlackMessage) -> tuple[str, str]:
        self.offers.update(channel, ts, message)
        return channel, ts
