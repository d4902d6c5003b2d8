"""What people call their time zone: names, places, and abbreviations that several places use."""

from datetime import UTC, datetime

import pytest

from bot.commands.zones import zones_called

NOW = datetime(2026, 11, 20, tzinfo=UTC)


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
        ("UTC", ("UTC",)),
        ("love", ()),
        ("room 5", ()),
        ("a meeting in Berlin", ()),
        ("UTC+2", ()),
        ("", ()),
    ],
)
def test_zones_of_what_people_call_theirs(words: str, zones: tuple[str, ...]) -> None:
    assert zones_called(words, NOW) == zones
