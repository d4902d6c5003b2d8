"""What organizers drop on the bot: read beside the listeners, which end at once, and answered when it is read."""

import logging
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass
from functools import partial

from slack_sdk import WebClient

from bot.errors import UsherError, words_of
from bot.imports.documents import Documents
from bot.imports.offers import Offers
from bot.organizers import Organizers
from bot.slack.dropped import Dropped, Wanted, Written
from bot.slack.render import SlackMessage, phrase_message

PATIENCE = 1.0
"""Seconds after which it is said that a document is being read."""
HOW = (
    "Drop a file on me, or write `import` and an address: a web page, a spreadsheet as CSV, a calendar, Markdown, or "
    "an export of your conference system. I show what I find before anything changes."
)

log = logging.getLogger(__name__)
Proposed = tuple[int, SlackMessage]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an import is answered."""

    channel: str
    thread_ts: str | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """`threads` are not those of the listeners: a slow page holds up no answer."""

    offers: Offers
    documents: Documents
    organizers: Organizers
    client: WebClient
    threads: Executor

    def take(self, written: Written) -> bool:
        """Whether it is an import, which is then answered where it was written.

        A file or an address alone is one if an organizer sent it. Raises NotAllowedError where somebody else says
        in words that it is to be imported.
        """
        wanted = written.wanted
        if wanted is None:
            return False
        if wanted.in_words:
            self.organizers.require(written.user)
        elif not self.organizers.includes(written.user):
            return False
        self._import(wanted, written.user, written.channel, Place(written.channel, written.thread_ts))
        return True

    def take_command(self, user: str, channel: str, wanted: Wanted) -> SlackMessage:
        """The same of /usher, which works where the bot is no member: answered in the direct messages; what to tell.

        Raises NotAllowedError for whoever is no organizer.
        """
        self.organizers.require(user)
        self._import(wanted, user, channel, Place(user))
        return phrase_message(("You find it in our direct messages.",))

    def _import(self, wanted: Wanted, user: str, here: str, place: Place) -> None:
        if not wanted.documents:
            self._post(place, phrase_message((HOW,)))
        propose = partial(self._propose, user, here, place.channel)
        reading = [(self.threads.submit(propose, each), each) for each in wanted.documents]
        wait((future for future, _ in reading), timeout=PATIENCE)
        for future, dropped in reading:
            self._answer(place, future, dropped)

    def _propose(self, user: str, here: str, shown_in: str, dropped: Dropped) -> Proposed:
        return self.offers.propose(self.documents.read(dropped), user, here, shown_in)

    def _answer(self, place: Place, future: Future[Proposed], dropped: Dropped) -> None:
        """With what was found; with what is being read, where that takes its time, until it is found."""
        if future.done():
            self._found(future, *self._post(place, _message(future)))
        else:
            posted = self._post(place, phrase_message((f"Reading {dropped.name} …",)))
            future.add_done_callback(partial(self._replace, *posted))

    def _replace(self, channel: str, ts: str, future: Future[Proposed]) -> None:
        self._found(future, channel, ts)
        self.offers.update(channel, ts, _message(future))

    def _found(self, future: Future[Proposed], channel: str, ts: str) -> None:
        """Remember where a proposal is shown."""
        if not future.exception():
            self.offers.proposals.change(future.result()[0], channel=channel, ts=ts)

    def _post(self, place: Place, message: SlackMessage) -> tuple[str, str]:
        """Where it is then: the conversation's id, and the message's."""
        posted = self.client.chat_postMessage(
            channel=place.channel, thread_ts=place.thread_ts, **message.content, unfurl_links=False
        )
        return posted["channel"], posted["ts"]


def _message(future: Future[Proposed]) -> SlackMessage:
    """What was found, or why nothing was."""
    error = future.exception()
    if error is None:
        return future.result()[1]
    told = isinstance(error, UsherError)
    log.log(logging.INFO if told else logging.ERROR, "while importing: %s", error, exc_info=None if told else error)
    return phrase_message((words_of(error),))
