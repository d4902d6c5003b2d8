"""The Home tabs that people have opened: shown when they ask for it, and again when what they show has changed.

Who has opened one is remembered by the process that was told of it, and forgotten with it: the next opening tells anew.
"""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from itertools import islice
from threading import Lock
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.agenda.attendee import Attendee, Preferences
from bot.desk import Asker, Desk
from bot.slack.elements import Block
from bot.slack.home import HomePage, HomeState, Tab, home_page, home_view
from bot.slack.live import organizers_panel
from bot.slack.render import Asked

LATELY = 3 * 3600.0
"""Real seconds for which an opened tab is kept up to date; whoever comes back later opens it anew."""
MOST_AT_ONCE = 5
"""Tabs published anew in one run: with a run every 5 seconds 60 a minute, of the 100 that Slack allows."""
PASSING = frozenset({"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"})

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person's tab shows, as of when (monotonic) they asked for it; `hash` is Slack's name for that version."""

    state: HomeState
    profile_zone: ZoneInfo | None
    organizes: bool
    fingerprint: int
    hash: str
    since: float


class HomeTabs:
    """`patient` waits where Slack's rate asks for it, since a person waits too; `hasty` fails, and is tried again.

    `organizes` tells who is shown the tools of organizers.
    """

    def __init__(
        self,
        desk: Desk,
        patient: WebClient,
        hasty: WebClient,
        organizes: Callable[[str], bool],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._organizes = organizes
        self._desk = desk
        self._patient = patient
        self._hasty = hasty
        self._monotonic = monotonic
        self._lock = Lock()
        self._shown: dict[str, Shown] = {}

    def show(self, user: str, state: HomeState) -> None:
        """What a person asks for wins over whatever the tab shows."""
        attendee = self._desk.concierge.attendee(user)
        organizes = self._organizes(user)
        tab = self._tab(attendee, self._page(state.schedule_id, attendee.preferences.reader()), organizes=organizes)
        published = self._patient.views_publish(user_id=user, view=self._view(user, tab, state))
        profile_zone = attendee.preferences.profile_zone
        shown = Shown(state, profile_zone, organizes, tab.fingerprint, published["view"]["hash"], self._monotonic())
        with self._lock:
            self._shown.pop(user, None)
            self._shown[user] = shown

    def refresh(self) -> None:
        """Publish anew what has changed: the tabs opened last before others, and not too many in one run."""
        self._forget_old()
        if all(self._publish_again(*outdated) for outdated in islice(self._outdated(), MOST_AT_ONCE)):
            return
        log.info("Slack does not take Home tabs at present; they are tried again")

    def _page(self, schedule_id: str | None, reader: ZoneInfo | None) -> HomePage:
        return home_page(self._desk.programme.schedules, schedule_id, reader, self._desk.clock.now())

    def _tab(self, attendee: Attendee, page: HomePage, *, organizes: bool) -> Tab:
        tools = organizers_panel().blocks if organizes else ()
        return Tab(page, self._desk.concierge.own_page(attendee, page.schedule_id), tools)

    def _view(self, user: str, tab: Tab, state: HomeState) -> Block:
        """Asked of the schedule that is seen, unless the question is of another."""
        asked = state.asked
        if asked is None:
            return home_view(tab, state, None)
        about = Asked(asked.question, asked.schedule_id or tab.page.schedule_id, asked.skip)
        return home_view(tab, state, self._desk.answer_or_pass_on(about, Asker(user)))

    def _forget_old(self) -> None:
        oldest = self._monotonic() - LATELY
        with self._lock:
            self._shown = {user: shown for user, shown in self._shown.items() if shown.since >= oldest}

    def _outdated(self) -> Iterator[tuple[str, Shown, Tab]]:
        """The tabs that have changed, newest first, as they are now; an event's page is made once for all alike."""
        with self._lock:
            tabs = tuple(reversed(self._shown.items()))
        known = {one.user: one for one in self._desk.concierge.everybody()} if tabs else {}
        page_of = cache(self._page)
        for user, shown in tabs:
            attendee = known.get(user) or Attendee(user, Preferences(profile_zone=shown.profile_zone))
            page = page_of(shown.state.schedule_id, attendee.preferences.reader())
            tab = self._tab(attendee, page, organizes=shown.organizes)
            if tab.fingerprint != shown.fingerprint:
                yield user, shown, tab

    def _publish_again(self, user: str, shown: Shown, tab: Tab) -> bool:
        """Whether Slack took it, or never will: the tab shows something newer, or is no more, and is left alone."""
        view = self._view(user, tab, shown.state)
        try:
            published = self._hasty.views_publish(user_id=user, view=view, hash=shown.hash)
        except SlackApiError as error:
            passing = error.response.status_code >= 429 or error.response.get("error") in PASSING  # noqa: PLR2004
            if not passing:
                log.debug("the Home tab of %s is left alone: %s", user, error)
                self._replace(user, shown, None)
            return not passing
        except (OSError, HTTPException) as error:
            log.debug("the Home tab of %s was not published: %s", user, error)
            return False
        anew = Shown(
            shown.state, shown.profile_zone, shown.organizes, tab.fingerprint, published["view"]["hash"], shown.since
        )
        self._replace(user, shown, anew)
        return True

    def _replace(self, user: str, shown: Shown, anew: Shown | None) -> None:
        """Remember what is shown now, unless the person has asked for something else meanwhile."""
        with self._lock:
            if self._shown.get(user) is not shown:
                return
            if anew:
                self._shown[user] = anew
            else:
                del self._shown[user]
