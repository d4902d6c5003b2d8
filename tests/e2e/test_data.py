"""My data: all of it as a file, and none of it any more, upon a button, a leaving, and the app's removal."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Engine, create_engine, select

from bot.agenda.attendee import Preferences, Star
from bot.slack.data import ASK_ERASE, ERASE, SHOW
from bot.store.attendees import Attendees
from bot.store.feeds import Feeds
from bot.store.tables import metadata
from tests.e2e.buttons import pressed
from tests.e2e.conftest import PATIENCE, Place

EVENT = "mlforsystems-2018"
MORNING = "2018-12-08T08:00-05:00"
SINCE = datetime(2018, 12, 1, tzinfo=UTC)
At = Callable[..., Place]


def database(place: Place) -> Engine:
    return create_engine(f"sqlite:///{place.folder / 'usher.db'}")


def settled(place: Place, *names: str) -> None:
    """People with stars, settings, a link and a question, before the bot begins."""
    with place.bot():
        for name in names:
            place.workspace.say(name, "usher", "what's the wifi password?")
            place.wait_for_posts(place.workspace.direct(name).id, 1)
    engine, team = database(place), place.workspace.bot_token.split("-")[1]
    for name in names:
        user = place.workspace.user(name).id
        Attendees(engine, team).save(user, Preferences(leads=(30, 5)))
        Attendees(engine, team).star(user, [Star(EVENT, "opening-remarks", SINCE)])
        Feeds(engine, team).renew(user, SINCE)
    engine.dispose()


def tables_that_tell(place: Place, name: str) -> set[str]:
    """The tables in which the person's id stands anywhere."""
    person = place.workspace.user(name).id
    with (engine := database(place)).connect() as connection:
        tables = metadata.sorted_tables
        found = {one.name for one in tables for row in connection.execute(select(one)) if person in repr(tuple(row))}
    engine.dispose()
    return found


ALL = {"askers", "attendees", "calendar_feeds", "messages", "stars"}


def test_data_comes_as_a_file_and_goes_upon_confirmation(at: At) -> None:
    place = at(MORNING, EVENT)
    organizers = {"USHER_ORGANIZERS_CHANNEL": "#general"}
    with place.bot(**organizers):
        place.workspace.say("lena", "usher", "what's the wifi password?")
        place.wait_for_posts(place.workspace.direct("lena").id, 1)
    settled(place, "lena", "kenji")
    with place.bot(**organizers):
        assert tables_that_tell(place, "lena") == ALL
        told = pressed(place, SHOW)
        (file,) = place.workspace.files
        asked = pressed(place, ASK_ERASE, channel="general")
        assert tables_that_tell(place, "lena") == ALL
        done = pressed(place, ERASE)
        assert tables_that_tell(place, "lena") == set()
        assert tables_that_tell(place, "kenji") == ALL - {"askers"}
        again = [pressed(place, action).text for action in (SHOW, ASK_ERASE)]
    with place.bot():
        assert tables_that_tell(place, "lena") == set()
    data = json.loads(file.content or b"")
    assert (data["slack_user"], data["sessions you starred"]) == (
        place.workspace.user("lena").id,
        [
            {
                "schedule_id": EVENT,
                "session_id": "opening-remarks",
                "since": "2018-12-01T00:00:00+00:00",
                "wanted": True,
            }
        ],
    )
    assert data["questions of yours that wait for an answer"][0]["text"] == "what's the wifi password?"
    assert told.text.startswith("All that I keep about you is in <")
    assert [line.rpartition(": ")[0] for line in told.text.splitlines()[1:]] == [
        "• messages to you that I planned or sent by myself",
        "• questions of yours that wait for an answer",
        "• the private link to your calendar, as a hash",
        "• how you want to be told",
        "• sessions you starred",
    ]
    assert (asked.visible_to, asked.text.partition("\n")[0]) == (
        place.workspace.user("lena").id,
        "Shall I delete all that I keep about you?",
    )
    assert done.text == "It is deleted: I keep nothing about you any more."
    assert again == ["I keep nothing about you."] * 2


def test_data_can_be_asked_for_and_deleted_in_words(at: At) -> None:
    place = at(MORNING, EVENT)
    settled(place, "lena")
    with place.bot():
        direct = place.workspace.direct("lena").id
        for count, words in ((3, "my data"), (4, "delete my data")):
            place.workspace.say("lena", "usher", words)
            place.wait_for_posts(direct, count)
        asked = place.posts(direct)[-1]
        place.workspace.click("lena", asked, ERASE)
        place.workspace.wait_for(lambda: not tables_that_tell(place, "lena"), PATIENCE)
    assert [file.name for file in place.workspace.files] == ["usher-my-data.json"]
    assert asked.text.startswith("Shall I delete all that I keep about you?")


def test_nothing_is_kept_of_whoever_leaves_the_workspace(at: At) -> None:
    place = at(MORNING, EVENT)
    settled(place, "lena", "kenji")
    with place.bot():
        assert "messages" in tables_that_tell(place, "lena")
        place.workspace.deactivate("lena")
        place.workspace.wait_for(lambda: not tables_that_tell(place, "lena"), PATIENCE)
        assert tables_that_tell(place, "kenji") == ALL - {"askers"}


def test_nothing_is_kept_of_anybody_once_the_app_is_removed(at: At) -> None:
    place = at(MORNING, EVENT)
    settled(place, "lena", "kenji")
    with place.bot():
        place.workspace.uninstall()
        place.workspace.wait_for(
            lambda: not (tables_that_tell(place, "lena") or tables_that_tell(place, "kenji")), PATIENCE
        )
