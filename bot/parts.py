"""The parts of a bot, each of what it needs: data flows from the ground up, one way."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot.announcer import Announcer
from bot.calendar_desk import CalendarDesk
from bot.calendars import Calendars
from bot.checkup import checked
from bot.clock import Clock, clock_of
from bot.composer import Composer
from bot.concierge.concierge import Concierge
from bot.concierge.people import People
from bot.control import Control
from bot.data_desk import DataDesk
from bot.files.folder import ScheduleFolder
from bot.helpdesk import HelpDesk, learned
from bot.live import LiveChanges, in_force
from bot.newsroom import Newsroom
from bot.organizers import Organizers
from bot.outbox.editing import Editing
from bot.outbox.pace import Pace
from bot.outbox.planner import Planner
from bot.programme import Programme
from bot.settings import Settings
from bot.slack.client import OutboxPoster, web_client
from bot.slack.directory import Directory
from bot.speakers import Speakers, roster_of
from bot.store.kept import Kept

Reader = Callable[[str], ZoneInfo | None]
"""The zone that a user reads beside the event's."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What all parts stand on: a workspace's Slack, its database and its schedules, and the event's time.

    `hasty` returns at once where `client` waits for Slack's rate.
    """

    settings: Settings
    client: WebClient
    hasty: WebClient
    clock: Clock
    kept: Kept
    directory: Directory
    organizers: Organizers
    programme: Programme
    newsroom: Newsroom


def ground_of(settings: Settings, folder: ScheduleFolder, client: WebClient, kept: Kept) -> Ground:
    programme = Programme(folder, partial(learned, kept.questions), partial(in_force, kept.amendments))
    return Ground(
        settings=settings,
        client=client,
        hasty=web_client(settings.bot_token, settings.slack_api_url, answers=False),
        clock=clock_of(settings.clock_url),
        kept=kept,
        directory=Directory(client),
        organizers=Organizers(client, kept.ledger.team_id, settings.organizers),
        programme=programme,
        newsroom=Newsroom(programme, kept.notices),
    )


def planner_of(ground: Ground) -> Planner:
    """What the bot is to say by itself."""
    return Planner(
        programme=ground.programme,
        ledger=ground.kept.ledger,
        channel_id=ground.directory.channel_id,
        attendees=ground.kept.attendees,
        clock=ground.clock,
        news=ground.newsroom.news,
        announced=ground.kept.announcements.announced,
        roster=partial(roster_of, ground.kept.arrivals),
        organizers_channel=ground.settings.organizers_channel,
    )


def poster_of(ground: Ground, planner: Planner, reader: Reader) -> OutboxPoster:
    """How it is said."""
    kept = ground.kept
    words = Composer(
        ground.programme,
        ground.newsroom,
        kept.attendees,
        planner.audience,
        kept.announcements,
        kept.ledger,
        planner.roster,
        reader,
    )
    return OutboxPoster(ground.hasty, words, kept.posted.note)


def concierge_of(ground: Ground, planner: Planner) -> Concierge:
    """What attendees have done for them."""
    programme, client, clock, kept = ground.programme, ground.client, ground.clock, ground.kept
    calendars = Calendars(programme, kept.attendees, kept.revisions, clock)
    web_url = ground.settings.web.url if ground.settings.web else None
    return Concierge(
        People(programme, ground.directory, clock, kept.attendees, planner),
        kept.ratings,
        ground.organizers,
        CalendarDesk(calendars, programme, kept.feeds, client, clock, web_url),
        DataDesk(kept.personal, client, clock, planner.lock, ground.directory.forget_zone),
    )


def control_of(
    ground: Ground, planner: Planner, editing: Editing, pace: Pace, helpdesk: HelpDesk, reader: Reader
) -> Control:
    """What organizers order and announce."""
    programme, client, clock, kept = ground.programme, ground.client, ground.clock, ground.kept
    live = LiveChanges(
        programme,
        planner,
        kept.amendments,
        ground.newsroom,
        kept.attendees,
        editing,
        kept.announcements,
        kept.audit,
        ground.organizers,
        clock,
    )
    announcer = Announcer(
        programme=programme,
        announcements=kept.announcements,
        attendees=kept.attendees,
        planner=planner,
        editing=editing,
        audit=kept.audit,
        organizers=ground.organizers,
        client=client,
        clock=clock,
        reader=reader,
        rate=lambda: pace.own_rate,
    )
    speakers = Speakers(programme, kept.arrivals, planner, ground.organizers, kept.audit, client, clock)
    return Control(live, announcer, speakers, reader, client, helpdesk.channel_id, partial(checked, ground.settings))
