"""Addresses that add an event to Google Calendar and to Outlook."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendar.event import Event, events
from bot.calendar.links import google_link, outlook_link
from tests.calendar.events import KEYNOTE, POSTERS, TALKS, schedule_of

EVENT = events(schedule_of(KEYNOTE, TALKS))[0]
UNTIMED = events(schedule_of(POSTERS))[0]


def test_google_link_holds_the_session_in_utc() -> None:
    assert google_link(EVENT) == (
        "https://calendar.google.com/calendar/render?action=TEMPLATE&dates=20261204T081500Z%2F20261204T090000Z"
        "&text=Clocks%20That%20Agree&location=Hall%201%2C%20Old%20Town&details=https%3A%2F%2Fexample.org%2Fclocks"
    )


def test_outlook_link_holds_the_session_in_utc() -> None:
    assert outlook_link(EVENT) == (
        "https://outlook.office.com/calendar/0/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent"
        "&startdt=2026-12-04T08%3A15%3A00Z&enddt=2026-12-04T09%3A00%3A00Z"
        "&subject=Clocks%20That%20Agree&location=Hall%201%2C%20Old%20Town&body=https%3A%2F%2Fexample.org%2Fclocks"
    )


def asked(link: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}


def test_session_without_a_time_takes_the_day() -> None:
    assert asked(google_link(UNTIMED))["dates"] == "20261204/20261205"
    wanted = {"startdt": "2026-12-04", "enddt": "2026-12-05", "allday": "true"}
    assert wanted.items() <= asked(outlook_link(UNTIMED)).items()


def test_session_without_an_end_takes_an_hour() -> None:
    link = google_link(replace(EVENT, end=None))
    assert asked(link)["dates"] == "20261204T081500Z/20261204T091500Z"


def test_description_stands_in_for_a_missing_page() -> None:
    assert asked(google_link(replace(EVENT, url="", description="Clocks & more")))["details"] == "Clocks & more"


@settings(deadline=None)  # two cores may be busy
@given(st.text(max_size=1200), st.text(max_size=400), st.text(max_size=400), st.text(max_size=400))
def test_two_links_fit_into_one_text_of_slack(title: str, place: str, description: str, url: str) -> None:
    shown: Event = replace(EVENT, title=title, location=place, description=description, url=url)
    links = (google_link(shown), outlook_link(shown))
    assert sum(map(len, links)) + 10 * sum(link.count("&") for link in links) < 2900
    assert title.startswith(asked(links[0]).get("text", ""))


def test_very_long_title_is_cut_between_characters() -> None:
    assert asked(google_link(replace(EVENT, title="😀" * 1000)))["text"] == "😀" * 33
    assert asked(google_link(replace(EVENT, end=EVENT.start and EVENT.start + timedelta(days=2))))["dates"][17:] == (
        "20261206T081500Z"
    )
