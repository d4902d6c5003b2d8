"""What Slack sends besides plain questions, and failures: nobody is left without words, or told for nothing."""

from collections.abc import Callable

import pytest

from bot.errors import SlackRefusedError
from bot.store.database import open_database
from bot.workspace import Fault, Message
from bot.workspace.posting import post
from bot.workspace.values import Message as Written
from tests.e2e.conftest import PATIENCE, Place
from tests.e2e.test_answers import EVENT, MORNING, asked_directly

At = Callable[..., Place]
SORRY = "Sorry, something went wrong here. Please ask again."


def written(place: Place, user: str, channel: str, text: str, **about: object) -> None:
    """A message that is not only typed."""
    state = place.workspace.state
    with state.changed:
        post(state, Written(channel, state.new_ts(), place.workspace.user(user).id, text, **about))


def event(place: Place, **told: object) -> None:
    """Send an event as Slack words it, and wait until the bot has acknowledged it."""
    state = place.workspace.state
    number = state.new_id("Ev")
    with state.changed:
        body = {"type": "event_callback", "event_id": number, "team_id": "T1", "event": told}
        waiting = state.deliver("events_api", body)
    waiting.result(PATIENCE)


@pytest.mark.parametrize("method", ["apps.connections.open", "users.conversations"])
@pytest.mark.parametrize("fault", ["500", "reset_before"])
def test_start_that_slack_cuts_off_is_refused_in_words(at: At, fault: str, method: str) -> None:
    place = at(MORNING, EVENT)
    place.workspace.misbehave(Fault(fault, method, times=30))
    with pytest.raises(SlackRefusedError, match="Slack"), place.bot():
        pass


def break_database(place: Place) -> None:
    engine = open_database(f"sqlite:///{place.folder / 'usher.db'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE answered")
    engine.dispose()


def test_question_sent_with_a_file_is_answered(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        direct = place.workspace.direct("kenji").id
        written(place, "kenji", direct, "what's next?", subtype="file_share", files=({"id": "F1"},))
        (answer,) = place.wait_for_posts(direct, 1)
    assert "Opening Remarks" in answer.text


def test_file_without_words_is_no_failure(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        direct = place.workspace.direct("kenji").id
        event(place, type="message", subtype="file_share", channel=direct, channel_type="im", user="U1", ts="1.1")
        (answer,) = place.wait_for_posts(direct, 1)
    assert answer.text != SORRY


def test_mention_by_a_bot_is_left_alone(at: At, caplog: pytest.LogCaptureFixture) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        channel = place.workspace.channel(EVENT).id
        event(place, type="app_mention", channel=channel, bot_id="B9", text="<@U0> next", ts="1.1")
        event(place, type="app_mention", channel=channel, bot_id="B9", user="U9", text="<@U0> next", ts="1.2")
        asked_directly(place, "kenji", "next")
    assert place.posts(EVENT) == ()
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


def test_button_below_a_commands_answer_is_answered_where_the_bot_is_no_member(at: At) -> None:
    """As in a direct message between two people, whose id begins with D too."""
    place = at(MORNING, EVENT)
    with place.bot():
        direct = place.workspace.direct("lena").id
        asked = place.workspace.command("lena", direct, "/usher thanks")
        (offer,) = place.workspace.wait_for(lambda: place.workspace.answers(asked), PATIENCE)
        clicked = place.workspace.click("lena", offer, "ask:0")
        (answer,) = place.workspace.wait_for(lambda: place.workspace.answers(clicked), PATIENCE)
    assert "Opening Remarks" in answer.text
    assert place.posts(direct) == ()


def test_button_in_a_channels_thread_is_answered_to_the_asker_in_that_thread(at: At) -> None:
    place = at(MORNING, EVENT)

    def seen() -> list[Message]:
        return [each for each in place.workspace.visible_to("lena", EVENT) if each.visible_to]

    with place.bot():
        question = place.workspace.say("kenji", EVENT, "@usher thanks")
        (offer,) = place.wait_for_posts(EVENT, 1)
        place.workspace.click("lena", offer, "ask:0")
        place.workspace.wait_for(seen, PATIENCE)
    (answer,) = seen()
    assert (answer.visible_to, answer.thread_ts) == (place.workspace.user("lena").id, question.ts)


def test_failed_command_is_told_of_where_the_bot_is_no_member(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        break_database(place)
        asked = place.workspace.command("lena", place.workspace.direct("lena").id, "/usher next")
        (answer,) = place.workspace.wait_for(lambda: place.workspace.answers(asked), PATIENCE)
    assert answer.text == SORRY


def test_failure_is_told_to_nobody_who_asked_nothing(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        message = place.workspace.say("kenji", place.workspace.direct("kenji").id, "next")
        place.wait_for_posts(place.workspace.direct("kenji").id, 1)
        break_database(place)
        place.workspace.set_zone("lena", "Europe/Paris")
        place.workspace.rewrite("kenji", message, "next?")
        place.workspace.say("olivia", place.workspace.direct("olivia").id, "next")
        (told,) = place.wait_for_posts(place.workspace.direct("olivia").id, 1)
    assert told.text == SORRY
    assert place.posts(place.workspace.direct("lena").id) == ()
    assert len(place.posts(place.workspace.direct("kenji").id)) == 1


def test_answer_that_slack_does_not_take_is_logged(at: At, caplog: pytest.LogCaptureFixture) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        command = {
            "command": "/usher",
            "text": "next",
            "user_id": place.workspace.user("lena").id,
            "channel_id": "D9",
            "team_id": "T1",
            "trigger_id": "1.1",
            "response_url": f"{place.workspace.url}/response/none",
        }
        with place.workspace.state.changed:
            place.workspace.state.deliver("slash_commands", command)
        place.workspace.wait_for(lambda: "Slack refused an answer" in caplog.text, PATIENCE)
