"""Zones as pages and people call them."""

from datetime import UTC, datetime

import pytest

from bot import zones

DAY = datetime(2025, 10, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("All times are Pacific time", "America/Los_Angeles"),
        ("Hawaii Standard Time. Click on a talk to see its abstract.", "Pacific/Honolulu"),
        ("times in Japan Standard Time", "Asia/Tokyo"),
        ("Australian Eastern Daylight Time", "Australia/Sydney"),
        ("central European time", "Europe/Berlin"),
        ("It is time for Hawaii", None),
    ],
)
def test_zone_that_a_text_states(text: str, zone: str | None) -> None:
    found = zones.stated_in(text, DAY)
    assert (found.zone if found else None) == zone
