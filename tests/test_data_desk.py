"""Nothing is kept of those who left while the bot was not there to hear of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

import pytest
from sqlalchemy import Engine

from bot.agenda.attendee import Star
from bot.clock import RealClock
from bot.data_desk import DataDesk
from bot.slack.client import web_client
from bot.store.attendees import Attendees
from bot.store.ledger import Changes, Entry, Key, Ledger
from bot.store.personal import PersonalData
from bot.workspace import Fault, Workspace, serve

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Hall:
    workspace: Workspace
    desk: DataDesk

    def known(self) -> list[str]:
        ids = self.desk.data.people()
        return [name for name in ("kenji", "lena") if self.workspace.user(name).id in ids]


@pytest.fixture
def hall(engine: Engine) -> Iterator[Hall]:
    workspace = Workspace(())
    with serve(workspace):
        for name in ("kenji", "lena"):
            Attendees(engine, "T1").star(workspace.user(name).id, [Star("good", "clocks", NOW)])
        channel = Key("T1", "C0123456789", "good", "clocks", "reminder", 10)
        Ledger(engine, "T1").apply(Changes(add=(Entry(channel, "bundle", NOW, NOW),)))
        client = web_client(workspace.bot_token, f"{workspace.url}/api/", answers=False)
        yield Hall(workspace, DataDesk(PersonalData(engine, "T1"), client, RealClock(), Lock(), lambda _: None))


def test_those_who_left_meanwhile_are_forgotten(hall: Hall) -> None:
    hall.workspace.deactivate("lena")
    before = hall.known()
    hall.desk.forget_who_left()
    assert (before, hall.known()) == (["kenji", "lena"], ["kenji"])


def test_nobody_is_forgotten_while_slack_does_not_tell(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    hall.workspace.deactivate("lena")
    hall.workspace.misbehave(Fault("500", "users.list"))
    hall.desk.forget_who_left()
    assert hall.known() == ["kenji", "lena"]
    assert "Slack does not tell who has left the workspace" in caplog.text
    hall.workspace.behave()
    hall.desk.forget_who_left()
    assert hall.known() == ["kenji"]


def test_slack_is_not_asked_where_nobody_is_known(hall: Hall) -> None:
    hall.desk.data.erase_everybody()
    hall.desk.forget_who_left()
    assert "users.list" not in [call.method for call in hall.workspace.calls]
