"""The composition root: connects every part into a running bot. The only module of bot/ that imports handlers/."""

import logging
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from socket import gethostname
from uuid import uuid4

from slack_bolt import App
from slack_sdk import WebClient
from sqlalchemy import Engine

from bot.announcer import Announcer
from bot.calendar_desk import CalendarDesk
from bot.calendars import Calendars
from bot.checkup import checked
from bot.clock import clock_of, wall
from bot.composer import Composer
from bot.concierge.concierge import Concierge
from bot.concierge.people import People
from bot.control import Control
from bot.data_desk import DataDesk
from bot.desk import Desk
from bot.files.folder import ScheduleFolder
from bot.health import Health
from bot.helpdesk import HelpDesk, learned
from bot.home import HomeTabs
from bot.imports.documents import Documents
from bot.imports.intake import Intake
from bot.imports.offers import Offers
from bot.imports.pages import Pages
from bot.listening import hang_up, listen, slack_app
from bot.live import LiveChanges, in_force
from bot.newsroom import Newsroom
from bot.organizers import Organizers
from bot.outbox.crew import Crew
from bot.outbox.delivery import Delivery
from bot.outbox.editing import Editing
from bot.outbox.pace import Pace
from bot.outbox.planner import Planner
from bot.outbox.wake import DELIVER_EVERY, REFRESH_EVERY, Wakers, start
from bot.programme import Programme
from bot.services import Services
from bot.settings import Settings, Web
from bot.slack.client import Identity, OutboxPoster, identity, web_client
from bot.slack.directory import Directory
from bot.speakers import Speakers, roster_of
from bot.store.amendments import Amendments
from bot.store.announcements import Announcements
from bot.store.announcements import Stage as AnnouncementStage
from bot.store.answered import AnsweredEvents
from bot.store.arrivals import Arrivals
from bot.store.attendees import Attendees
from bot.store.audit import Audit
from bot.store.database import open_database
from bot.store.feeds import Feeds
from bot.store.known import KnownSchedules
from bot.store.ledger import Ledger
from bot.store.limit import LearntLimit
from bot.store.notices import Notices
from bot.store.personal import PersonalData
from bot.store.posted import Posted
from bot.store.proposals import Proposals, Watches
from bot.store.questions import Questions
from bot.store.ratings import Ratings
from bot.store.revisions import Revisions
from bot.succession import SuccessionKeeper
from handlers import (
    agenda,
    announcing,
    assistant,
    calendar,
    checking_in,
    commands,
    data,
    home,
    imports,
    live,
    people,
    questions,
    reminders,
    unanswered,
)

LISTENER_THREADS = 32
"""Bolt's default of 5 acknowledges too late when a hall full of people asks at once."""
READING_THREADS = 4
"""So many documents are read at a time."""
EVENTS_KEPT = timedelta(days=1)
MESSAGES_KEPT = timedelta(days=60)
PROPOSALS_KEPT = timedelta(days=30)
SIMULATED_DELIVER_EVERY = 0.1
SIMULATED_REFRESH_EVERY = 0.2
"""Seconds between deliveries, and between looks at what has changed, where the event's clock runs faster."""
FEED_LIMIT = (30, 20.0)
"""A calendar may be asked for so many times at once, and then once in so many seconds; so may what is none."""

FEATURES = (
    assistant,
    questions,
    home,
    imports,
    live,
    announcing,
    people,
    unanswered,
    calendar,
    data,
    agenda,
    reminders,
    checking_in,
    commands,
)
"""In the order in which Bolt asks them: messages first, as most are; of `/usher`, the last takes what others do not."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bot:
    """Every part of a running bot, connected."""

    app: App
    planner: Planner
    delivery: Delivery
    answered: AnsweredEvents
    helpdesk: HelpDesk
    programme: Programme
    live: LiveChanges
    announcer: Announcer
    editing: Editing
    succession: SuccessionKeeper
    home_tabs: HomeTabs
    calendars: Calendars
    feeds: Feeds
    data: DataDesk
    pages: Pages
    proposals: Proposals
    simulated: bool

    def wakers(self) -> Wakers:
        return Wakers(
            self.delivery.run,
            self.planner.run,
            self.refresh,
            self.tidy,
            self.pages.look,
            deliver_every=SIMULATED_DELIVER_EVERY if self.simulated else DELIVER_EVERY,
            refresh_every=SIMULATED_REFRESH_EVERY if self.simulated else REFRESH_EVERY,
            look_every=self.pages.every.total_seconds(),
        )

    def refresh(self) -> None:
        changed, carried = self.programme.refresh(), self.succession.run()
        if changed or carried:
            log.info("schedules changed: %s", ", ".join(schedule.id for schedule in self.programme.schedules))
            self.planner.run()
        self.calendars.revise()
        self.live.due()
        self.announcer.settle()
        self.editing.run()
        self.home_tabs.refresh()

    def tidy(self) -> None:
        self.editing.posted.forget(f"{(self.planner.clock.now() - MESSAGES_KEPT).timestamp():.6f}")
        self.answered.forget(wall() - EVENTS_KEPT)
        self.announcer.forget(self.planner.clock.now() - MESSAGES_KEPT)
        self.live.forget(self.planner.clock.now() - MESSAGES_KEPT)
        self.planner.ledger.forget(self.planner.clock.now() - MESSAGES_KEPT)
        self.proposals.forget(self.planner.clock.now() - PROPOSALS_KEPT)
        self.data.forget_who_left()


def serve(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM; raises UsherError where it cannot begin."""
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    with connected(settings) as who:
        log.info("answering in %s; Ctrl-C ends it", who.team)
        stop.wait()


@contextmanager
def connected(settings: Settings) -> Iterator[Identity]:
    """A bot that answers and reminds for as long as the context lasts."""
    folder = ScheduleFolder(settings.schedules, may_be_empty=True)
    client = web_client(settings.bot_token, settings.slack_api_url, answers=True)
    who = identity(client)
    with ExitStack() as stack:
        engine = open_database(settings.database_url)
        stack.callback(engine.dispose)
        threads = stack.enter_context(ThreadPoolExecutor(LISTENER_THREADS, "listener"))
        readers = stack.enter_context(ThreadPoolExecutor(READING_THREADS, "reader"))
        crew = stack.enter_context(Crew())
        bot = assemble(settings, folder, client, who, engine, threads, readers, crew)
        socket_mode = listen(bot.app, settings.app_token)
        stack.callback(hang_up, socket_mode)
        bot.succession.run()
        bot.planner.run()
        bot.calendars.revise()
        if settings.web:
            stack.enter_context(_on_the_web(settings.web, bot, Health(engine, socket_mode.client)))
        for channel in bot.planner.missing_channels():
            log.warning("%s: not reminded there; create it if need be, and /invite the bot", channel)
        if not bot.helpdesk.is_heard():
            name = settings.organizers_channel
            log.warning("%s: no question reaches the organizers there; /invite the bot, and write #name", name)
        stack.callback(start(bot.wakers()).shutdown)
        stack.callback(bot.delivery.pace.close)
        yield who


@contextmanager
def _on_the_web(web: Web, bot: Bot, health: Health) -> Iterator[None]:
    """The web side, for as long as the context lasts."""
    from bot.web.limit import Limit
    from bot.web.server import serving
    from bot.web.site import Feed, Site

    def feed(token: str) -> Feed | None:
        user = bot.feeds.user(token)
        return Feed(user, lambda: bot.calendars.mine(user).text) if user else None

    site = Site(feed, health.troubles, readers=Limit(*FEED_LIMIT), strangers=Limit(*FEED_LIMIT))
    with serving(site.application(), web.host, web.port) as (host, port):
        log.info("serving /health and calendars on %s:%s", host, port)
        yield


def assemble(
    settings: Settings,
    folder: ScheduleFolder,
    client: WebClient,
    who: Identity,
    engine: Engine,
    threads: Executor,
    readers: Executor,
    crew: Executor,
) -> Bot:
    """Connect the parts; nothing runs yet."""
    clock = clock_of(settings.clock_url)
    directory = Directory(client)
    asked = Questions(engine, who.team_id)
    amendments = Amendments(engine, who.team_id)
    programme = Programme(folder, partial(learned, asked), partial(in_force, amendments))
    audit = Audit(engine, who.team_id)
    helpdesk = HelpDesk(programme, directory, clock, asked, client, settings.organizers_channel, audit)
    ledger = Ledger(engine, who.team_id)
    answered = AnsweredEvents(engine, who.team_id)
    attendees = Attendees(engine, who.team_id)
    newsroom = Newsroom(programme, Notices(engine, who.team_id))
    announcements = Announcements(engine, who.team_id)
    announced = partial(announcements.in_stage, AnnouncementStage.SENT, AnnouncementStage.DELIVERED)
    arrivals = Arrivals(engine, who.team_id)
    roster = partial(roster_of, arrivals)
    planner = Planner(
        programme=programme,
        ledger=ledger,
        channel_id=directory.channel_id,
        attendees=attendees,
        clock=clock,
        news=newsroom.news,
        announced=announced,
        roster=roster,
        organizers_channel=settings.organizers_channel,
    )
    people = People(programme, directory, clock, attendees, planner)
    organizers = Organizers(client, who.team_id, settings.organizers)
    calendars = Calendars(programme, attendees, Revisions(engine, who.team_id), clock)
    feeds = Feeds(engine, who.team_id)
    web_url = settings.web.url if settings.web else None
    calendar_desk = CalendarDesk(calendars, programme, feeds, client, clock, web_url)
    kept = PersonalData(engine, who.team_id)
    data_desk = DataDesk(kept, client, clock, planner.lock, directory.forget_zone)
    concierge = Concierge(people, Ratings(engine, who.team_id), organizers, calendar_desk, data_desk)
    hasty = web_client(settings.bot_token, settings.slack_api_url, answers=False)
    composer = Composer(
        programme, newsroom, attendees, planner.audience, announcements, ledger, roster, concierge.reader
    )
    pace, limit = Pace(), LearntLimit(engine, who.team_id)
    posted = Posted(engine, who.team_id)
    poster = OutboxPoster(hasty, composer, posted.note)
    editing = Editing(ledger, posted, poster, composer.facts, clock)
    live_changes = LiveChanges(
        programme, planner, amendments, newsroom, attendees, editing, announcements, audit, organizers, clock
    )
    announcer = Announcer(
        programme=programme,
        announcements=announcements,
        attendees=attendees,
        planner=planner,
        editing=editing,
        audit=audit,
        organizers=organizers,
        client=client,
        clock=clock,
        reader=concierge.reader,
        rate=lambda: pace.own_rate,
    )
    speakers = Speakers(programme, arrivals, planner, organizers, audit, client, clock)
    control = Control(
        live_changes, announcer, speakers, concierge.reader, client, helpdesk.channel_id, partial(checked, settings)
    )
    desk = Desk(programme, directory, clock, helpdesk, concierge, control.carry_out)
    home_tabs = HomeTabs(desk, client, hasty, organizers.surely_includes)
    proposals = Proposals(engine, who.team_id)
    succession = SuccessionKeeper(programme, KnownSchedules(engine, who.team_id), newsroom, clock, control.reloaded)
    offers = Offers(desk, folder, planner, organizers, proposals, newsroom, succession, audit, client)
    documents = Documents(client, settings.allow_private)
    intake = Intake(offers, documents, organizers, client, readers)
    watches, every = Watches(engine, who.team_id), timedelta(minutes=settings.source_minutes)
    services = Services(
        desk=desk,
        helpdesk=helpdesk,
        directory=directory,
        home_tabs=home_tabs,
        control=control,
        announcer=announcer,
        speakers=speakers,
        organizers=organizers,
        calendars=calendar_desk,
        intake=intake,
        offers=offers,
        data=data_desk,
        concierge=concierge,
    )
    name = f"{gethostname()}:{uuid4().hex}"
    return Bot(
        app=slack_app(FEATURES, services, client, answered, pace, threads),
        planner=planner,
        delivery=Delivery(ledger, poster, pace, limit, crew, clock, wall, name, clock.now(), planner.minds),
        answered=answered,
        helpdesk=helpdesk,
        programme=programme,
        live=live_changes,
        announcer=announcer,
        editing=editing,
        succession=succession,
        home_tabs=home_tabs,
        calendars=calendars,
        feeds=feeds,
        data=data_desk,
        pages=Pages(offers, documents, watches, settings.organizers_channel, every, wall),
        proposals=proposals,
        simulated=settings.clock_url is not None,
    )
