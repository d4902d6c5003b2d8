"""Calendars as people use them: files by buttons, a private link over HTTP that follows stars and changes, its end."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection

import pytest
from icalendar import Calendar
from sqlalchemy import Engine

from bot.agenda.attendee import Ref, Star
from bot.slack.calendar import LINK, MINE, RENEW, REVOKE, WHOLE
from bot.slack.stars import value_of
from bot.slack.to_calendar import ONE
from bot.store.attendees import Attendees
from bot.store.database import open_database
from bot.store.revisions import Revision, Revisions
from bot.workspace import Message
from tests.e2e.buttons import pressed
from tests.e2e.conftest import PATIENCE, Place
from tests.e2e.test_answers import asked_directly

EVENT = "mlforsystems-2018"
MORNING = "2018-12-08T08:50-05:00"
OPENING = "opening-remarks"
SINCE = datetime(2018, 12, 1, tzinfo=UTC)
At = Callable[..., Place]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def database(place: Place) -> Iterator[tuple[Engine, str]]:
    """That of the running bot, and its workspace's id."""
    engine = open_database(f"sqlite:///{place.folder / 'usher.db'}")
    yield engine, place.workspace.bot_token.split("-")[1]
    engine.dispose()


def starred(place: Place, *session_ids: str) -> None:
    with database(place) as kept:
        Attendees(*kept).star(place.workspace.user("lena").id, [Star(EVENT, one, SINCE) for one in session_ids])


def is_withdrawn(place: Place, session_id: str) -> bool:
    with database(place) as kept:
        return any(one.session_id == session_id and one.cancelled for one in Revisions(*kept).of(EVENT))


@pytest.mark.parametrize(
    ("action", "value", "name", "first"),
    [
        (MINE, "-", "my-sessions.ics", "Opening Remarks"),
        (WHOLE, EVENT, f"{EVENT}.ics", "Opening Remarks"),
        (ONE, value_of((Ref(EVENT, OPENING),)), "opening-remarks.ics", "Opening Remarks"),
    ],
)
def test_button_sends_a_file_into_the_direct_message(at: At, action: str, value: str, name: str, first: str) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        starred(place, OPENING)
        told = pressed(place, action, value, channel="general")
    (file,) = place.workspace.files
    assert (file.name, told.visible_to) == (name, place.workspace.user("lena").id)
    assert [message.files[0]["id"] for message in place.posts(place.workspace.direct("lena").id)] == [file.id]
    assert str(Calendar.from_ical(file.content or b"").walk("VEVENT")[0]["SUMMARY"]) == first


def test_three_people_in_three_zones_export_the_same_instants(at: At) -> None:
    place = at(MORNING, EVENT)
    people = ("kenji", "lena", "priya")

    def told(name: str, words: str) -> None:
        command = place.workspace.command(name, "general", f"/usher {words}")
        place.workspace.wait_for(lambda: place.workspace.answers(command), PATIENCE)

    with place.bot():
        for name in people:
            for words in ("star the panel", "remind me 20 and 5 minutes before each session", "export my calendar"):
                told(name, words)
    calendars = [Calendar.from_ical(file.content or b"") for file in place.workspace.files]
    panels = [calendar.walk("VEVENT")[0] for calendar in calendars]
    assert [panel["DTSTART"].dt for panel in panels] == [datetime(2018, 12, 8, 21, 50, tzinfo=UTC)] * 3
    assert {panel["DTSTART"].params["TZID"] for panel in panels} == {"America/Toronto"}
    assert len({place.workspace.user(name).tz for name in people}) == 3
    minutes = [[alarm["TRIGGER"].dt.total_seconds() // 60 for alarm in panel.walk("VALARM")] for panel in panels]
    assert minutes == [[-20, -5]] * 3


def test_calendar_follows_what_organizers_change_while_the_day_runs(at: At) -> None:
    place = at(MORNING, EVENT)

    def ordered(words: str) -> None:
        asked_directly(place, "olivia", words)
        if words != "undo":
            place.workspace.click("olivia", place.posts(place.workspace.direct("olivia").id)[-1], "live:apply")

    def panel(sequence: int) -> tuple[str, str]:
        """Its status and start, once it has changed so often."""
        with database(place) as kept:

            def found() -> Revision | None:
                return next((one for one in Revisions(*kept).of(EVENT) if one.sequence == sequence), None)

            one = place.workspace.wait_for(found, PATIENCE)
        assert one is not None
        return "CANCELLED" if one.cancelled else "CONFIRMED", f"{one.start_at:%H:%M}"

    with place.bot():
        ordered("cancel the panel")
        cancelled = panel(1)
        ordered("undo")
        back = panel(2)
        ordered("move the panel to 17:00")
        moved = panel(3)
    assert (cancelled, back, moved) == (("CANCELLED", "21:50"), ("CONFIRMED", "21:50"), ("CONFIRMED", "22:00"))


def test_private_link_follows_stars_and_changes_until_it_is_revoked(at: At) -> None:
    place, port = at(MORNING, EVENT), free_port()

    def fetched(path: str) -> tuple[int, list[tuple[str, int, str]]]:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        events = Calendar.from_ical(body).walk("VEVENT") if answer.status == 200 and path.endswith(".ics") else []
        return answer.status, [(str(one["SUMMARY"]), one["SEQUENCE"], str(one["STATUS"])) for one in events]

    def path_in(message: Message) -> str:
        return message.text.partition("<http://localhost")[2].partition("|")[0].partition(".ics")[0] + ".ics"

    with place.bot(USHER_WEB_ADDRESS=f"127.0.0.1:{port}", USHER_WEB_URL="http://localhost"):
        pressed(place, LINK)
        path = path_in(place.posts(place.workspace.direct("lena").id)[-2])
        empty = fetched(path)
        starred(place, OPENING, "lunch-break")
        both = fetched(path)
        file = place.folder / "schedules" / f"{EVENT}.yaml"
        changed = file.read_text(encoding="utf-8").replace(
            "title: Opening Remarks", "title: Opening Remarks\n    cancelled: true"
        )
        file.write_text(changed, encoding="utf-8")
        place.workspace.wait_for(lambda: is_withdrawn(place, OPENING), PATIENCE)
        withdrawn = fetched(path)
        pressed(place, RENEW)
        renewed = path_in(place.posts(place.workspace.direct("lena").id)[-2])
        before, after = fetched(path)[0], fetched(renewed)[0]
        pressed(place, REVOKE)
        assert (before, after, fetched(renewed)[0], fetched("/health")[0]) == (404, 200, 404, 200)
    assert empty == (200, [])
    assert both == (200, [("Opening Remarks", 0, "CONFIRMED"), ("Lunch Break", 0, "CONFIRMED")])
    assert withdrawn == (200, [("Lunch Break", 0, "CONFIRMED"), ("Opening Remarks", 1, "CANCELLED")])
    with pytest.raises(OSError, match="refused"):
        fetched("/health")


@pytest.mark.parametrize(
    ("words", "name", "sessions"),
    [
        ("export my calendar", "my-sessions.ics", 1),
        ("calendar all", f"{EVENT}.ics", 18),
        ("add the panel to my calendar", "panel-discussion.ics", 1),
    ],
)
def test_words_in_a_channel_send_a_file_into_the_direct_message(at: At, words: str, name: str, sessions: int) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        starred(place, OPENING)
        command = place.workspace.command("lena", "general", f"/usher {words}")
        (told,) = place.workspace.wait_for(lambda: place.workspace.answers(command), PATIENCE)
        place.workspace.say("lena", "general", f"@usher {words}")
        place.workspace.wait_for(lambda: len(place.workspace.visible_to("lena", "general")) == 3, PATIENCE)
    assert told.text.startswith("In our direct message is <")
    assert [file.name for file in place.workspace.files] == [name] * 2
    assert len(Calendar.from_ical(place.workspace.files[0].content or b"").walk("VEVENT")) == sessions
    assert place.posts("general") == ()


def test_words_that_name_no_session_are_answered_as_the_question_is(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        place.workspace.say("lena", "usher", "add the swimming pool to my calendar")
        (told,) = place.wait_for_posts(place.workspace.direct("lena").id, 1)
    assert "swimming" in told.text
    assert place.workspace.files == ()


def test_link_asked_for_in_a_channel_is_told_in_the_direct_message_alone(at: At) -> None:
    place, port = at(MORNING, EVENT), free_port()
    with place.bot(USHER_WEB_ADDRESS=f"127.0.0.1:{port}", USHER_WEB_URL="http://localhost"):
        place.workspace.say("lena", "general", "@usher subscribe")
        place.workspace.wait_for(lambda: len(place.workspace.visible_to("lena", "general")) == 2, PATIENCE)
        (link,) = place.posts(place.workspace.direct("lena").id)
    assert "webcal://localhost/calendar/" in link.text
    assert "calendar/" not in place.workspace.visible_to("lena", "general")[1].text
    assert place.posts("general") == ()


def test_card_of_a_session_to_come_adds_it_to_calendars(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        place.workspace.say("lena", "usher", "when are the opening remarks?")
        (answer,) = place.wait_for_posts(place.workspace.direct("lena").id, 1)
    place.jump("2018-12-10T09:00-05:00")
    with place.bot():
        place.workspace.say("lena", "usher", "when are the opening remarks?")
        later = place.wait_for_posts(place.workspace.direct("lena").id, 2)[1]
    assert answer.blocks[-2]["elements"][0]["text"].startswith(
        "Add to <https://calendar.google.com/calendar/render?action=TEMPLATE&amp;dates=20181208T140000Z%2F20181208T141000Z"
    )
    assert answer.blocks[-1]["elements"][-1]["action_id"] == ONE
    assert "alendar" not in str(later.blocks)
