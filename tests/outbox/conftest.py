"""The bots that the tests of delivery run."""

import pytest
from sqlalchemy import Engine

from bot.store.ledger import Ledger
from tests.outbox.bots import Bots
from tests.outbox.schedules import TEAM
from tests.outbox.slack import RecordingPoster, Time


@pytest.fixture
def bots(engine: Engine) -> Bots:
    time = Time()
    return Bots(Ledger(engine, TEAM), time, RecordingPoster(time))
