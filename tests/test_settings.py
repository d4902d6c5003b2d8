"""The settings that are more than a word."""

import pytest

from bot.errors import SettingsError
from bot.settings import settings_of

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("", ()),
        (" , ", ()),
        ("U0123456789", ("U0123456789",)),
        ("U0123456789, S0123456789,,W0123456789,U0123456789", ("U0123456789", "S0123456789", "W0123456789")),
    ],
)
def test_organizers_are_the_ids_of_a_comma_list(written: str, ids: tuple[str, ...]) -> None:
    assert settings_of({**TOKENS, "USHER_ORGANIZERS": written}).organizers == ids


@pytest.mark.parametrize("wrong", ["@olivia", "olivia", "#organizers", "C0123456789", "U0123 456", "u0123456789"])
def test_organizer_that_is_no_id_is_told_in_a_line(wrong: str) -> None:
    with pytest.raises(SettingsError) as told:
        settings_of({**TOKENS, "USHER_ORGANIZERS": f"U0123456789,{wrong}"})
    remedy = "copy it from the member's profile (Copy member ID) or the user group's address"
    assert str(told.value) == (
        f"USHER_ORGANIZERS: {wrong!r} is no id of a member (U…) or of a user group (S…); {remedy}"
    )
