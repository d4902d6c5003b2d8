"""What organizers did as the log shows it, and what others are told of it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.outbox.news import items_of
from bot.phrases import Zones
from bot.schedule.amendments import Cancellation, Edit, Field, amended
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


def test_talks_of_a_session_that_is_cancelled_are_cancelled_with_it_and_come_back_with_it() -> None:
    before = schedule(session("spotlights", "12:00-13:00", talks=(session("first"),)))
    off = amended(before, (Cancellation("spotlights"),))
    assert [
        news_message(items_of(*states), *states, before.timezone).text.splitlines()[1:]
        for states in ((before, off), (off, before))
    ] == [
        ["• *Spotlights* (12:00–13:00) is cancelled.", "• *First* (12:00–13:00) is cancelled."],
        ["• Takes place after all: 12:00–13:00 *Spotlights*", "• Takes place after all: 12:00–13:00 *First*"],
    ]
