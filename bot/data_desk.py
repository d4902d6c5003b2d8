"""What is kept about a person: theirs to have, and to have deleted; deleted too where they or the app leave."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from threading import Lock

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.slack.client import SentFile, send_file
from bot.slack.data import data_file, data_sent, erase_question, erased, nothing_kept
from bot.slack.render import SlackMessage
from bot.store.personal import PersonalData

MEMBERS_PAGE = 500
"""Slack takes 1,000 at most."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DataDesk:
    """`planning` keeps reminders from being planned meanwhile; `forget` drops what is remembered of a profile."""

    data: PersonalData
    client: WebClient
    clock: Clock
    planning: Lock
    forget: Callable[[str], None]

    def send(self, user: str) -> SlackMessage:
        """All of it as a file into the direct message."""
        kept = self.data.of(user)
        if not kept:
            return nothing_kept()
        text = data_file(user, kept, self.clock.now())
        permalink = send_file(self.client, user, SentFile("usher-my-data.json", "All that Usher keeps about me", text))
        return data_sent(kept, permalink)

    def ask_erase(self, user: str) -> SlackMessage:
        """Whether to delete it all: a button does."""
        kept = self.data.of(user)
        return erase_question(kept) if kept else nothing_kept()

    def erase(self, user: str) -> SlackMessage:
        with self.planning:
            self.data.erase(user)
        self.forget(user)
        return erased()

    def left(self, user: str) -> None:
        """Somebody's account was deactivated."""
        self.erase(user)
        log.info("%s left the workspace: what was kept about them is deleted", user)

    def forget_who_left(self) -> None:
        """Those too who left while nobody listened. Where Slack does not tell, the next run asks again."""
        known = self.data.people()
        try:
            gone = self._gone() if known else frozenset()
        except (SlackApiError, OSError, HTTPException) as error:
            log.warning("Slack does not tell who has left the workspace: %s", error)
            return
        for user in known & gone:
            self.left(user)

    def _gone(self) -> frozenset[str]:
        pages = self.client.users_list(limit=MEMBERS_PAGE)
        return frozenset(one["id"] for page in pages for one in page["members"] if one.get("deleted"))

    def removed(self) -> None:
        """The app was removed from the workspace."""
        with self.planning:
            self.data.erase_everybody()
        log.warning("the app was removed from the workspace: what was kept about its people is deleted")
