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
POSTING = timedelta(minutes=1)
"""So long one process may take to post what it found; then another may."""

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
            if live:
                self._compare(live, watch)
        except UsherError as error:
            self._fail(schedule, watch, str(error))
        except (SlackApiError, OSError) as error:
            log.warning("what %s says now was not told: %s", watch.address, error)

    def _compare(self, live: ReadSchedule, known: Watch) -> None:
        """Ask the page for what is new, unless the file is, and tell what differs."""
        file = digest(text_of_schedule(live.schedule))
        version = Version(known.etag, known.modified) if known.compared == file and not known.failure else None
        document = self.documents.look(known.address, version)
        if document:
            etag, modified = document.version.etag, document.version.modified
            seen = replace(known, etag=etag, modified=modified, compared=file, failure="")
            self._tell(*self._proposal(document, live), seen, known)

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

    def _tell(self, proposal: Proposal, made: Candidate, seen: Watch, known: Watch) -> None:
        """Show a difference that was not shown yet; take back one that is none any more."""
        before = self.offers.proposals.get(known.proposal_id)
        if made.offer.is_live:
            if self.watches.save(replace(seen, shown=""), known) and before:
                self.offers.settle(before, State.WITHDRAWN, ("Withdrawn: its page says again what is live.",))
        elif known.shown == made.digest and not (before and self._is_unposted(before)):
            self.watches.save(seen, known)
        else:
            self._show(proposal, made, before, replace(seen, shown=made.digest), known)

    def _is_unposted(self, proposal: Proposal) -> bool:
        """Whether whoever was to post it has not come to it."""
        is_late = self.offers.desk.clock.now() - proposal.made_at > POSTING
        return is_late and proposal.state is State.OPEN and not proposal.ts

    def _show(self, proposal: Proposal, made: Candidate, before: Proposal | None, seen: Watch, known: Watch) -> None:
        """In the message of the one that it replaces, if that is still open; noted before it is posted."""
        channel = self._channel()
        proposal_id = self.offers.proposals.add(proposal) if channel else known.proposal_id
        if not self.watches.save(replace(seen, proposal_id=proposal_id), known):
            return
        change = counted(made.offer.change) if made.offer.change else ""
        log.info("%s: %s says something else now: %s", proposal.schedule_id, seen.address, change)
        if channel:
            place = self._taken_over(before)
            message = self.offers.message(replace(made.offer, id=proposal_id), channel)
            shown = self._update(*place, message) if place else self._post(channel, message)
            self.offers.proposals.change(proposal_id, channel=shown[0], ts=shown[1])

    def _taken_over(self, before: Proposal | None) -> tuple[str, str] | None:
        """Where the one before is shown, which is thereby replaced; None if nothing is open."""
        now = self.offers.desk.clock.now()
        if before is None or not self.offers.proposals.settle(before.id, State.REPLACED, "", now):
            return None
        return (before.channel, before.ts) if before.ts else None

    def _fail(self, schedule: Schedule, known: Watch, problem: str) -> None:
        """Tell of a trouble when it begins."""
        shown = Address(known.address).name
        is_news = self.watches.save(replace(known, failure=problem), known) and not known.failure
        log.log(
            logging.WARNING if is_news else logging.DEBUG, "%s: %s cannot be taken up: %s", schedule.id, shown, problem
        )
        channel = self._channel() if is_news else None
        if channel:
            told: Phrase = (f"I cannot take up what {shown} says now: {problem}\nIt is the page of ",)
            stays = ". What is live stays as it is; I go on looking, and do not tell this again."
            self._post(channel, phrase_message((*told, Strong(schedule.title), stays)))

    def _channel(self) -> str | None:
        return self.offers.desk.directory.channel_id(self.channel) if self.channel else None

    def _post(self, channel: str, message: SlackMessage) -> tuple[str, str]:
        posted = self.offers.client.chat_postMessage(channel=channel, **message.content, unfurl_links=False)
        return posted["channel"], posted["ts"]

    def _update(self, channel: str, ts: str, message: SlackMessage) -> tuple[str, str]:
        self.offers.update(channel, ts, message)
        return channel, ts
