"""The log of what organizers did, as they read it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.slack.live import log_message
from bot.store.audit import Act

NOON = datetime(2026, 12, 4, 12, tzinfo=UTC)


def test_log_names_who_did_it_unless_they_wanted_to_be_forgotten() -> None:
    acts = (Act("U1", NOON, "Lunch is cancelled", "12:00 Lunch"), Act("", NOON, "The panel is cancelled"))
    assert log_message(acts, ZoneInfo("UTC")).text.splitlines() == [
        "Fri 4 Dec 2026, 12:00 <@U1> Lunch is cancelled",
        "      before: 12:00 Lunch",
        "Fri 4 Dec 2026, 12:00 an organizer The panel is cancelled",
    ]
