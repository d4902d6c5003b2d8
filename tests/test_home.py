"""Opened Home tabs are published anew when what they show has changed, and only then; races and rates are borne."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from bot.calendar_desk import CalendarDesk
from bot.calendars import Calendars
from bot.clock import FollowedClock
from bot.concierge.concierge import Concierge
from bot.concierge.people import People
from bot.data_desk import DataDesk
from bot.desk import Desk
from bot.files.folder import ScheduleFolder
from bot.helpdesk import HelpDesk
from bot.home import LATELY, MOST_AT_ONCE, HomeTabs
from bot.organizers import Organizers
from bot.outbox.planner import Planner
from bot.programme import Programme
from bot.slack.client import web_client
from bot.slack.directory import Directory
from bot.slack.home import HomeState
from bot.slack.render import Asked
from bot.store.attendees import Attendees
from bot.store.audit import Audit
from bot.store.database import open_database
from bot.store.feeds import Feeds
from bot.store.ledger import Ledger
from bot.store.personal import PersonalData
from bot.store.questions import Questions
from bot.store.ratings import Ratings
from bot.store.revisions import Revisions
from bot.workspace import UNLIMITED, Fault, View, Workspace, serve

DATA = Path(__file__).parent.parent / "schedule_data"
EVENT = "mlforsystems-2018"


@dataclass(slots=True)
class Hall:
    """A workspace, the tabs of its people, and both of their clocks in the test's hands."""

    workspace: Workspace
    tabs: HomeTabs
    seconds: list[float]
    looked: int = 0

    def open(self, *names: str) -> None:
        for name in names:
            self.tabs.show(self.workspace.user(name).id, HomeState())

    def at(self, moment: str) -> None:
        """Refresh at this time of the event's day."""
        self.workspace.clock.jump(datetime.fromisoformat(f"2018-12-08T{moment}-05:00"))
        self.tabs.refresh()

    def published(self) -> list[str]:
        """For whom the tab was published, or was to be, since the last look."""
        found = [call for call in self.workspace.calls if call.method == "views.publish"][self.looked :]
        self.looked += len(found)
        return [self.workspace.user(call.arguments["user_id"]).name for call in found]

    def home(self, name: str) -> View:
        view = self.workspace.home(name)
        assert view is not None
        return view


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    start = datetime.fromisoformat("2018-12-08T09:01-05:00")
    workspace = Workspace((EVENT,), start=start, paused=True, rates=UNLIMITED)
    seconds = [0.0]
    with serve(workspace) as address:
        patient, hasty = (web_client(workspace.bot_token, f"{address}/api/", answers=each) for each in (True, False))
        programme, directory = Programme(ScheduleFolder(DATA / f"{EVENT}.yaml")), Directory(patient)
        clock = FollowedClock(f"{address}/clock", refresh=0)
        engine = open_database(f"sqlite:///{tmp_path / 'usher.db'}")
        helpdesk = HelpDesk(programme, directory, clock, Questions(engine, "T1"), patient, None, Audit(engine, "T1"))
        kept = Attendees(engine, "T1")
        planner = Planner(programme, Ledger(engine, "T1"), directory.channel_id, kept, clock)
        people = People(programme, directory, clock, kept, planner)
        calendars = Calendars(programme, kept, Revisions(engine, "T1"), clock)
        calendar_desk = CalendarDesk(calendars, programme, Feeds(engine, "T1"), patient, clock, None)
        data_desk = DataDesk(PersonalData(engine, "T1"), patient, clock, planner.lock, directory.forget_zone)
        organizers = Organizers(patient, "T1", ())
        concierge = Concierge(people, Ratings(engine, "T1"), organizers, calendar_desk, data_desk)
        desk = Desk(programme, directory, clock, helpdesk, concierge)
        yield Hall(workspace, HomeTabs(desk, patient, hasty, organizers.surely_includes, lambda: seconds[0]), seconds)
        engine.dispose()


def test_tab_is_published_anew_once_for_each_change(hall: Hall) -> None:
    hall.open("lena")
    for moment in ("09:05", "09:11", "09:12", "09:34"):
        hall.at(moment)
    assert hall.published() == ["lena", "lena"]
    assert "*Now*\n09:10–09:35 (15:10–15:35 for you)" in str(hall.home("lena").blocks).replace("\\n", "\n")


def test_those_who_opened_it_last_come_first_and_few_at_once(hall: Hall) -> None:
    names = [f"guest{number}" for number in range(MOST_AT_ONCE + 2)]
    for name in names:
        hall.workspace.add_user(name, name, "Europe/Berlin")
    hall.open(*names, names[0])
    hall.published()
    hall.at("09:11")
    first = hall.published()
    hall.at("09:11")
    assert first == [names[0], *reversed(names[3:])]
    assert hall.published() == [names[2], names[1]]


def test_tab_opened_long_ago_is_left_alone(hall: Hall) -> None:
    hall.open("lena")
    hall.seconds[0] = LATELY - 1
    hall.open("kenji")
    hall.seconds[0] = LATELY + 1
    hall.published()
    hall.at("09:11")
    assert hall.published() == ["kenji"]


def test_tab_that_shows_something_newer_is_left_alone(hall: Hall) -> None:
    hall.open("lena")
    newer = {"type": "home", "blocks": [{"type": "divider", "block_id": "newer"}]}
    client = web_client(hall.workspace.bot_token, f"{hall.workspace.url}/api/", answers=True)
    client.views_publish(user_id=hall.workspace.user("lena").id, view=newer)
    hall.at("09:11")
    hall.at("09:36")
    assert hall.published() == ["lena"] * 3
    assert hall.home("lena").blocks == ({"type": "divider", "block_id": "newer"},)


@pytest.mark.parametrize("fault", ["429", "500", "reset_before", "reset_after"])
def test_tab_that_slack_does_not_take_is_tried_again(hall: Hall, fault: str) -> None:
    hall.open("lena")
    hall.workspace.misbehave(Fault(fault, "views.publish"))
    for _ in range(3):
        hall.at("09:11")
    assert "09:10–09:35 (15:10–15:35 for you)" in str(hall.home("lena").blocks)


def test_question_is_answered_anew_with_the_page(hall: Hall) -> None:
    user = hall.workspace.user("lena").id
    hall.tabs.show(user, HomeState(None, Asked("next", None, 0)))
    before = str(hall.home("lena").blocks)
    hall.at("09:11")
    assert "Next, in 9 min" in before
    assert "Next, in 24 min" in str(hall.home("lena").blocks)
