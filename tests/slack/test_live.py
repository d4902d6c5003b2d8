"""What organizers did as the log shows it, and what others are told of it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.outbox.news import items_of
from bot.phrases import Zones
from bot.schedule.amendments import Edit, Field, amended
from bot.slack.live import log_message
from bot.slack.news import news_message
from bot.store.audit import Act
from tests.schedule.sessions import DAY, at, schedule, session

NOON = datetime(2026, 12, 4, 12, tzinfo=UTC)


def test_log_names_who_did_it_unless_they_wanted_to_be_forgotten() -> None:
    acts = (Act("U1", NOON, "Lunch is cancelled", "12:00 Lunch"), Act("", NOON, "The panel is cancelled"))
    assert log_message(acts, Zones(ZoneInfo("UTC"), ZoneInfo("UTC"))).text.splitlines() == [
        "Fri 4 Dec 2026, 12:00 <@U1> Lunch is cancelled",
        "      before: 12:00 Lunch",
        "Fri 4 Dec 2026, 12:00 an organizer The panel is cancelled",
    ]


def test_news_of_an_event_of_several_days_tell_the_day() -> None:
    tomorrow = session("panel", "16:00-17:00", day=DAY + timedelta(days=1))
    before = schedule(session("lunch", "12:00-13:00"), tomorrow)
    after = amended(before, (Edit("panel", Field.START, at("16:30", DAY + timedelta(days=1))),))
    told = news_message(items_of(before, after), before, after, before.timezone).text
    assert told.splitlines()[1] == "• *Panel* now starts on Thu 2 May 2024, 16:30, not at 16:00."
