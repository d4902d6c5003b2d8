"""The settings that are more than a word."""

import pytest

from bot.errors import SettingsError
from bot.settings import Web, settings_of

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


@pytest.mark.parametrize(
    ("listen", "url", "web"),
    [
        ("", "", None),
        ("127.0.0.1:8080", "https://usher.example.org/", Web("127.0.0.1", 8080, "https://usher.example.org")),
        ("[::1]:80", "https://example.org:8443/usher", Web("::1", 80, "https://example.org:8443/usher")),
        ("localhost:0", "http://localhost:8080", Web("localhost", 0, "http://localhost:8080")),
    ],
)
def test_web_side_is_where_it_listens_and_what_it_is_called(listen: str, url: str, web: Web | None) -> None:
    assert settings_of({**TOKENS, "USHER_WEB_ADDRESS": listen, "USHER_WEB_URL": url}).web == web


@pytest.mark.parametrize(
    ("listen", "url", "words"),
    [
        ("", "https://a.org", "USHER_WEB_ADDRESS is not set, but USHER_WEB_URL is; the web side needs both"),
        (":8080", "", "USHER_WEB_URL is not set, but USHER_WEB_ADDRESS is; the web side needs both"),
        ("8080", "https://a.org", "USHER_WEB_ADDRESS: '8080' is no host and port; write it as in 127.0.0.1:8080"),
        ("a:70000", "https://a.org", "USHER_WEB_ADDRESS: 'a:70000' is no host and port;"),
        ("a:80", "http://a.org", "USHER_WEB_URL: 'http://a.org' is no https address; write the address at which"),
        ("a:80", "https://u:p@a.org", "USHER_WEB_URL: 'https://u:p@a.org' is no https address;"),
        ("a:80", "https://a.org?x", "USHER_WEB_URL: 'https://a.org?x' is no https address;"),
    ],
)
def test_web_side_that_is_set_wrong_is_told_in_a_line(listen: str, url: str, words: str) -> None:
    with pytest.raises(SettingsError) as told:
        settings_of({**TOKENS, "USHER_WEB_ADDRESS": listen, "USHER_WEB_URL": url})
    assert str(told.value).startswith(words)
