"""The composition root: connects every part into a running bot. The only module of bot/ that imports handlers/."""

import logging
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from socket import gethostname
from uuid import uuid4

from slack_bolt import App
from slack_sdk import WebClient

from bot.calendars import Calendars
from bot.clock import wall
from bot.desk import Desk
from bot.files.folder import ScheduleFolder
from bot.health import Health
from bot.helpdesk import HelpDesk
from bot.home import HomeTabs
from bot.imports.documents import Documents
from bot.imports.intake import Intake
from bot.imports.offers import Offers
from bot.imports.pages import Pages
from bot.listening import hang_up, listen, slack_app
from bot.outbox.crew import Crew
from bot.outbox.delivery import Delivery
from bot.outbox.editing import Editing
from bot.outbox.pace import Pace
from bot.outbox.planner import Planner
from bot.outbox.wake import DELIVER_EVERY, REFRESH_EVERY, Wakers, start
from bot.parts import Ground, concierge_of, control_of, ground_of, planner_of, poster_of
from bot.services import Services
from bot.settings import Settings, Web
from bot.slack.client import Identity, identity, web_client
from bot.store.database import open_database
from bot.store.kept import Kept, kept_of
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
    ground: Ground
    planner: Planner
    delivery: Delivery
    editing: Editing
    services: Services
    succession: SuccessionKeeper
    pages: Pages

    def wakers(self) -> Wakers:
        simulated = self.ground.settings.clock_url is not None
        return Wakers(
            self.delivery.run,
            self.planner.run,
            self.refresh,
            self.tidy,
            self.pages.look,
            deliver_every=SIMULATED_DELIVER_EVERY if simulated else DELIVER_EVERY,
            refresh_every=SIMULATED_REFRESH_EVERY if simulated else REFRESH_EVERY,
            look_every=self.pages.every.total_seconds(),
        )

    @property
    def calendars(self) -> Calendars:
        return self.services.calendars.calendars

    def refresh(self) -> None:
        programme, control = self.ground.programme, self.services.control
        changed, carried = programme.refresh(), self.succession.run()
        if changed or carried:
            log.info("schedules changed: %s", ", ".join(schedule.id for schedule in programme.schedules))
            self.planner.run()
        self.calendars.revise()
        control.live.due()
        control.announcer.settle()
        self.editing.run()
        self.services.home_tabs.refresh()

    def tidy(self) -> None:
        now, kept, control = self.ground.clock.now(), self.ground.kept, self.services.control
        kept.posted.forget(f"{(now - MESSAGES_KEPT).timestamp():.6f}")
        kept.answered.forget(wall() - EVENTS_KEPT)
        control.announcer.forget(now - MESSAGES_KEPT)
        control.live.forget(now - MESSAGES_KEPT)
        kept.ledger.forget(now - MESSAGES_KEPT)
        kept.proposals.forget(now - PROPOSALS_KEPT)
        self.services.data.forget_who_left()


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
        bot = assemble(settings, folder, client, kept_of(engine, who.team_id), threads, readers, crew)
        socket_mode = listen(bot.app, settings.app_token)
        stack.callback(hang_up, socket_mode)
        bot.succession.run()
        bot.planner.run()
        bot.calendars.revise()
        if settings.web:
            stack.enter_context(_on_the_web(settings.web, bot, Health(engine, socket_mode.client)))
        for channel in bot.planner.missing_channels():
            log.warning("%s: not reminded there; create it if need be, and /invite the bot", channel)
        if not bot.services.helpdesk.is_heard():
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
        user = bot.ground.kept.feeds.user(token)
        return Feed(user, lambda: bot.calendars.mine(user).text) if user else None

    site = Site(feed, health.troubles, readers=Limit(*FEED_LIMIT), strangers=Limit(*FEED_LIMIT))
    with serving(site.application(), web.host, web.port) as (host, port):
        log.info("serving /health and calendars on %s:%s", host, port)
        yield


def assemble(
    settings: Settings,
    folder: ScheduleFolder,
    client: WebClient,
    kept: Kept,
    threads: Executor,
    readers: Executor,
    crew: Executor,
) -> Bot:
    """Connect the parts; nothing runs yet."""
    ground = ground_of(settings, folder, client, kept)
    programme, clock, directory, organizers = ground.programme, ground.clock, ground.directory, ground.organizers
    planner = planner_of(ground)
    concierge = concierge_of(ground, planner)
    poster = poster_of(ground, planner, concierge.reader)
    name, pace = f"{gethostname()}:{uuid4().hex}", Pace()
    delivery = Delivery(kept.ledger, poster, pace, kept.limit, crew, clock, wall, name, clock.now(), planner.minds)
    editing = Editing(kept.ledger, kept.posted, poster, poster.words.facts, clock)
    helpdesk = HelpDesk(programme, directory, clock, kept.questions, client, settings.organizers_channel, kept.audit)
    control = control_of(ground, planner, editing, pace, helpdesk, concierge.reader)
    desk = Desk(programme, directory, clock, helpdesk, concierge, control.carry_out)
    home_tabs = HomeTabs(desk, client, ground.hasty, organizers.surely_includes)
    succession = SuccessionKeeper(programme, kept.schedules, ground.newsroom, clock, control.reloaded)
    offers = Offers(desk, folder, planner, organizers, kept.proposals, ground.newsroom, succession, kept.audit, client)
    documents = Documents(client, settings.allow_private)
    every = timedelta(minutes=settings.source_minutes)
    services = Services(
        desk=desk,
        helpdesk=helpdesk,
        directory=directory,
        home_tabs=home_tabs,
        control=control,
        announcer=control.announcer,
        speakers=control.speakers,
        organizers=organizers,
        calendars=concierge.calendars,
        intake=Intake(offers, documents, organizers, client, readers),
        offers=offers,
        data=concierge.data,
        concierge=concierge,
    )
    return Bot(
        app=slack_app(FEATURES, services, client, kept.answered, pace, threads),
        ground=ground,
        planner=planner,
        delivery=delivery,
        editing=editing,
        services=services,
        succession=succession,
        pages=Pages(offers, documents, kept.watches, settings.organizers_channel, every, wall),
    )
