"""The page that a schedule came from is looked at: what changed there is proposed once, and used by nobody else."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from bot.workspace import Message
from tests.e2e.conftest import PATIENCE, Place
from tests.e2e.test_answers import EVENT, MORNING, At
from tests.e2e.test_imports import (
    ADMIN,
    DINNER,
    HEAD,
    LATER,
    OPENING,
    OTHER,
    PAGE,
    REFUSED,
    buttons,
    copied,
    files,
    shown_again,
    told_privately,
)
from tests.importing.servers import Answer, Web, web

CHANNEL = "general"
CHANGED = HEAD + OPENING + LATER
NEWER = HEAD + OPENING + LATER + DINNER
LOOKS = 2
"""So often a page is looked at before it is said that nothing comes of it."""


@pytest.fixture
def server() -> Iterator[Web]:
    with web({"/page.html": Answer(body=PAGE.encode())}) as started:
        yield started


def at_work(at: At, server: Web) -> Place:
    """A workspace with a schedule that has been imported from the page."""
    place = at(MORNING, EVENT)
    schedule = (
        f'title: Joins Day\ntimezone: Europe/Berlin\ndate: 2026-06-01\nsource: "{server.address}/page.html"\n'
        "sessions:\n  - {title: Opening, start: 9:00, end: 9:30}\n"
        "  - title: Joins That Agree\n    start: 9:30\n    end: 10:15\n"
        "    speakers: [{name: Ada Example, affiliation: Univ. of Examples}]\n"
    )
    (place.folder / "schedules" / "joins-day.yaml").write_text(schedule, encoding="utf-8")
    return place


def looking(place: Place, **changed: str) -> AbstractContextManager[Any]:
    settings = {
        "USHER_ORGANIZERS_CHANNEL": f"#{CHANNEL}",
        "USHER_ALLOW_PRIVATE": "yes",
        "USHER_SOURCE_MINUTES": "0.002",
    }
    return place.bot(**{**settings, **changed})


def says(place: Place, server: Web, page: str | Answer) -> None:
    """The page says this from now on; waits until it has been looked at a few times."""
    server.answers["/page.html"] = page if isinstance(page, Answer) else Answer(body=page.encode())
    before = len(server.asked)
    place.workspace.wait_for(lambda: len(server.asked) >= before + LOOKS, PATIENCE)


def proposed(place: Place) -> Message:
    (message,) = place.wait_for_posts(CHANNEL, 1)
    return message


def test_change_of_a_page_is_proposed_once_and_used_by_a_button(at: At, server: Web) -> None:
    place = at_work(at, server)
    before = files(place)
    with looking(place):
        says(place, server, PAGE)
        assert place.posts(CHANNEL) == ()
        says(place, server, CHANGED)
        shown = proposed(place)
        assert files(place) == before
        place.workspace.click(OTHER, shown, "import_use")
        place.workspace.wait_for(lambda: told_privately(place, OTHER, CHANNEL) == REFUSED, PATIENCE)
        place.workspace.click(ADMIN, shown, "import_use")
        after = shown_again(place, shown, "In use since")
        says(place, server, CHANGED)
    start = "start: 09:30 CEST (<!date^1780299000^{time}|09:30 CEST> for you) → 10:00 CEST"
    assert shown.text.splitlines()[:3] == [
        "The page that this schedule comes from says something else now.",
        "*Joins Day*: 2 sessions on 1 day, Europe/Berlin, read as html from page.html",
        "This would change in *Joins Day*: 1 changed (nothing has, and nobody has been told)",
    ]
    assert start in shown.text
    assert buttons(shown)[:2] == ["Use it", "Use it, and tell who it concerns"]
    assert "by olivia" in after.text
    assert len(place.posts(CHANNEL)) == 1
    assert "start: 10:00" in files(place)["joins-day.yaml"]
    assert f'source: "{server.address}/page.html"' in files(place)["joins-day.yaml"]


def test_change_is_shown_once_by_two_bots_and_after_a_restart(at: At, server: Web) -> None:
    place = at_work(at, server)
    with looking(place), looking(place):
        says(place, server, CHANGED)
        proposed(place)
        says(place, server, CHANGED)
    with looking(place):
        says(place, server, CHANGED)
    assert len(place.posts(CHANNEL)) == 1


def test_newer_change_takes_the_place_of_the_one_before(at: At, server: Web) -> None:
    place = at_work(at, server)
    with looking(place):
        says(place, server, CHANGED)
        shown = proposed(place)
        says(place, server, NEWER)
        again = shown_again(place, shown, "Dinner")
        copy = copied(place, shown, EVENT)
        place.workspace.click(ADMIN, copy, "import_use")
        place.workspace.wait_for(lambda: told_privately(place, ADMIN, EVENT), PATIENCE)
        place.workspace.click(ADMIN, again, "import_use")
        shown_again(place, shown, "In use since")
    assert told_privately(place, ADMIN, EVENT).startswith("Its page says something newer, since Sat 8 Dec 2018, 14:50")
    assert len(place.posts(CHANNEL)) == 1
    assert "Dinner" in files(place)["joins-day.yaml"]


def test_change_that_the_page_takes_back_is_withdrawn(at: At, server: Web) -> None:
    place = at_work(at, server)
    with looking(place):
        says(place, server, CHANGED)
        shown = proposed(place)
        says(place, server, PAGE)
        after = shown_again(place, shown, "Withdrawn")
    assert after.text.splitlines()[-1] == "Withdrawn: its page says again what is live."
    assert buttons(after) == []


def test_change_that_was_dropped_is_not_shown_again_until_it_is_another(at: At, server: Web) -> None:
    place = at_work(at, server)
    with looking(place):
        says(place, server, CHANGED)
        shown = proposed(place)
        place.workspace.click(ADMIN, shown, "import_drop")
        shown_again(place, shown, "Dropped")
        says(place, server, CHANGED)
        assert len(place.posts(CHANNEL)) == 1
        says(place, server, NEWER)
        place.wait_for_posts(CHANNEL, 2)


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (Answer(404), "page.html: answers 404 Not Found; check the address"),
        (
            Answer(body=b"<p>Moved!"),
            "page.html: no sessions were found; name the page that has the programme's times or",
        ),
        (
            Answer(body=(HEAD + DINNER).encode()),
            "2 of 2 sessions are gone from it; if that is meant, send me the address",
        ),
    ],
)
def test_page_that_gives_no_schedule_any_more_is_told_once_and_changes_nothing(
    at: At, server: Web, page: Answer, why: str
) -> None:
    place = at_work(at, server)
    before = files(place)
    with looking(place):
        says(place, server, page)
        told = proposed(place)
        says(place, server, page)
    with looking(place):
        says(place, server, page)
        assert [message.ts for message in place.posts(CHANNEL)] == [told.ts]
        says(place, server, CHANGED)
        place.wait_for_posts(CHANNEL, 2)
    assert why in told.text
    assert told.text.endswith("*Joins Day*. What is live stays as it is; I go on looking, and do not tell this again.")
    assert files(place) == before


def test_log_tells_it_once_without_an_organizers_channel(at: At, server: Web, caplog: pytest.LogCaptureFixture) -> None:
    place = at_work(at, server)
    caplog.set_level("INFO")
    with looking(place, USHER_ORGANIZERS_CHANNEL=""):
        says(place, server, CHANGED)
        says(place, server, CHANGED)
    told = [record.getMessage() for record in caplog.records if record.name == "bot.imports.pages"]
    assert told == [f"joins-day: {server.address}/page.html says something else now: 1 changed"]
    assert place.posts(CHANNEL) == ()


def test_page_is_asked_only_for_what_is_new(at: At, server: Web) -> None:
    place = at_work(at, server)
    tagged = Answer(headers={"ETag": '"1"'}, body=PAGE.encode())
    with looking(place):
        says(place, server, tagged)
        says(place, server, tagged)
    assert server.asked[-1][1]["If-None-Match"] == '"1"'
