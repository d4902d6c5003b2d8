"""Calendars as people ask for them in Slack: a file into their direct message, a private link, its end."""

from collections.abc import Iterable
from dataclasses import dataclass

from slack_sdk import WebClient

from bot.agenda.attendee import Ref
from bot.calendars import CalendarFile, Calendars
from bot.clock import Clock
from bot.errors import NotAllowedError
from bot.files.ids import slug
from bot.programme import Programme
from bot.questions.prompts import in_focus
from bot.schedule.model import Schedule
from bot.slack.calendar import (
    file_sent,
    link_known,
    link_made,
    link_revoked,
    link_sent,
    no_links,
    nothing_starred,
    whole_button,
)
from bot.slack.client import SentFile, send_file
from bot.slack.elements import Block
from bot.slack.render import SlackMessage
from bot.store.feeds import Feeds


@dataclass(frozen=True, slots=True)
class CalendarDesk:
    """`web_url` is the address of the web side, None where it is switched off. Every answer is for the person alone."""

    calendars: Calendars
    programme: Programme
    feeds: Feeds
    client: WebClient
    clock: Clock
    web_url: str | None

    @property
    def has_links(self) -> bool:
        return self.web_url is not None

    def send_mine(self, user: str) -> SlackMessage:
        calendar = self.calendars.mine(user)
        schedule = self._in_focus()
        if not calendar.sessions:
            return nothing_starred(schedule)
        return self._send(user, calendar, "my-sessions.ics", *((whole_button(schedule),) if schedule else ()))

    def send_whole(self, user: str, schedule_id: str | None) -> SlackMessage:
        """All of that schedule; without an id, of the one that is on, or next."""
        schedule = self.programme.schedule(schedule_id) if schedule_id else self._in_focus()
        if schedule is None:
            raise NotAllowedError("That programme is not loaded any more.")
        return self._send(user, self.calendars.whole(schedule, user), f"{schedule.id}.ics")

    def send_some(self, user: str, refs: Iterable[Ref]) -> SlackMessage:
        calendar = self.calendars.some(refs, user)
        if not calendar.title:
            raise NotAllowedError("That session is not on the programme, or has no date.")
        return self._send(user, calendar, f"{slug(calendar.title)}.ics")

    def link(self, user: str) -> SlackMessage:
        """A private link, unless the person has one."""
        if self.web_url is None:
            return no_links()
        made = self.feeds.made_at(user)
        return self.renew_link(user) if made is None else link_known(made.date())

    def renew_link(self, user: str) -> SlackMessage:
        """A new link, into the direct message alone; nobody fetches a preview of it."""
        if self.web_url is None:
            return no_links()
        url = f"{self.web_url}/calendar/{self.feeds.renew(user, self.clock.now())}.ics"
        message = link_made(url)
        self.client.chat_postMessage(channel=user, **message.content, unfurl_links=False, unfurl_media=False)
        return link_sent()

    def revoke_link(self, user: str) -> SlackMessage:
        return link_revoked(was_there=self.feeds.revoke(user))

    def _in_focus(self) -> Schedule | None:
        return in_focus(self.programme.schedules, self.clock.now())

    def _send(self, user: str, calendar: CalendarFile, name: str, *others: Block) -> SlackMessage:
        permalink = send_file(self.client, user, SentFile(name, calendar.title, calendar.text))
        return file_sent(calendar.title, calendar.sessions, permalink, others, feeds=self.has_links)
