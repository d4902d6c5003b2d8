"""What people call their time zone: names, places, and abbreviations that several places use."""

from datetime import UTC, datetime

import pytest

from bot.commands.zones import zones_called

NOW = datetime(2026, 11, 20, tzinfo=UTC)
WESTWARD = ("Australia/Brisbane", "Australia/Darwin", "Australia/Perth", "Australia/Eucla")
FARTHER = ("America/Los_Angeles", "America/Anchorage", "America/Adak", "Pacific/Honolulu")


@pytest.mark.parametrize(
    ("words", "zones"),
    [
        ("Berlin", ("Europe/Berlin",)),
        ("berlin, Germany", ("Europe/Berlin",)),
        ("São Paulo", ("America/Sao_Paulo",)),
        ("new york", ("America/New_York",)),
        ("Boston, MA", ("America/New_York",)),
        ("europe/berlin", ("Europe/Berlin",)),
        ("America/New York", ("America/New_York",)),
        ("Pacific time", ("America/Los_Angeles",)),
        ("JST", ("Asia/Tokyo",)),
        ("PT", ("America/Los_Angeles",)),
        ("EST", ("America/New_York", "America/Panama")),
        ("ist", ("Asia/Jerusalem", "Asia/Kolkata", "Europe/Dublin")),
        ("EDT", ("America/New_York",)),
        ("the EST time zone", ("America/New_York", "America/Panama")),
        ("UTC", ("UTC",)),
        ("love", ()),
        ("room 5", ()),
        ("a meeting in Berlin", ()),
        ("UTC+2", ("Europe/Helsinki", "Africa/Maputo", "Africa/Cairo")),
        ("GMT-4", ("America/Halifax", "America/Anguilla")),
        ("+05:30", ("Asia/Kolkata",)),
        ("UTC+99", ()),
        ("US/Pacific", ("US/Pacific",)),
        ("Etc/GMT+5", ("Etc/GMT+5",)),
        ("Sydney, Australia", ("Australia/Sydney",)),
        ("toronto canada", ("America/Toronto",)),
        ("New York, USA", ("America/New_York",)),
        ("London, Ontario", ("America/Toronto",)),
        ("Paris, Texas", ("America/Chicago",)),
        ("Springfield, Illinois", ("America/Chicago",)),
        ("Portland, Maine", ("America/New_York",)),
        ("Portland", ("America/Los_Angeles", "America/New_York")),
        ("Cambridge", ("Europe/London", "America/New_York")),
        ("Cambridge, UK", ("Europe/London",)),
        ("San Jose, Costa Rica", ("America/Costa_Rica",)),
        ("Ho Chi Minh City", ("Asia/Ho_Chi_Minh",)),
        ("the Netherlands", ("Europe/Amsterdam",)),
        ("Australia", ("Australia/Lord_Howe", "Australia/Sydney", "Australia/Adelaide", *WESTWARD)),
        ("the US", ("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", *FARTHER)),
        ("", ()),
    ],
)
def test_zones_of_what_people_call_theirs(words: str, zones: tuple[str, ...]) -> None:
    assert zones_called(words, NOW) == zones
