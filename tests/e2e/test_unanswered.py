"""A question that the bot cannot answer: to the organizers once, back to all who asked, and known from then on."""

import pytest
from slack_sdk import WebClient

from bot.store.database import open_database
from bot.store.questions import Questions
from bot.workspace import View
from bot.workspace.posting import delete
from tests.e2e.conftest import PATIENCE, Place
from tests.e2e.test_answers import EVENT, MORNING, At, asked_directly

ORGANIZERS = "general"
PASSED_ON = "I have passed your question on to the organizers; you will hear from me."


def directs(place: Place, user: str) -> list[str]:
    return [message.text for message in place.posts(place.workspace.direct(user).id)]


def opened_form(place: Place) -> View:
    """The form to answer a question of kenji's, as olivia has opened it."""
    asked_directly(place, "kenji", "what's the wifi password?")
    place.workspace.click("olivia", place.posts(ORGANIZERS)[0], "reply")
    (form,) = place.workspace.wait_for(lambda: place.workspace.modals("olivia"), PATIENCE)
    return form


def test_unanswered_question_is_passed_on_once_and_its_answer_reaches_all_who_asked(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot(USHER_ORGANIZERS_CHANNEL=f"#{ORGANIZERS}"):
        for user, question in (("kenji", "what's the <wifi> password?"), ("lena", "wifi password")):
            assert asked_directly(place, user, question).endswith(PASSED_ON)
        (passed_on,) = place.posts(ORGANIZERS)
        assert passed_on.text == (
            "I was asked about Workshop on ML for Systems at NeurIPS 2018, and did not know: "
            "*what's the &lt;wifi&gt; password?*"
        )

        place.workspace.click("olivia", passed_on, "reply")
        (form,) = place.workspace.wait_for(lambda: place.workspace.modals("olivia"), PATIENCE)
        assert place.workspace.submit("olivia", form, {"answer": "eduroam & co"}) == {}
        place.workspace.wait_for(lambda: len(directs(place, "lena")) == 2, PATIENCE)
        answer = "You asked: what's the &lt;wifi&gt; password?\nThe organizers answer: eduroam &amp; co"
        assert (directs(place, "kenji")[1:], directs(place, "lena")[1:]) == ([answer], [answer])
        place.workspace.wait_for(lambda: "The answer is" in place.posts(ORGANIZERS)[0].text, PATIENCE)
        olivia = place.workspace.user("olivia").id
        assert place.posts(ORGANIZERS)[0].text.endswith(f"\nThe answer is: eduroam &amp; co (<@{olivia}>)")

        assert asked_directly(place, "sam", "wifi password?") == "eduroam &amp; co"
        log = asked_directly(place, "olivia", "log")
        assert f"<@{olivia}> answered: what's the &lt;wifi&gt; password?\n      after: eduroam &amp; co" in log
    with place.bot(USHER_ORGANIZERS_CHANNEL=f"#{ORGANIZERS}"):
        assert asked_directly(place, "priya", "what is the password of the wifi") == "eduroam &amp; co"
    assert len(place.posts(ORGANIZERS)) == 1


def test_answer_given_by_way_of_another_process_reaches_whoever_asks_next(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot(USHER_ORGANIZERS_CHANNEL=f"#{ORGANIZERS}") as who:
        asked_directly(place, "lena", "what's the wifi password?")
        engine = open_database(f"sqlite:///{place.folder / 'usher.db'}")
        Questions(engine, who.team_id).answer(1, "eduroam")
        engine.dispose()
        asked_directly(place, "kenji", "wifi password?")
        place.workspace.wait_for(lambda: "eduroam" in str(directs(place, "kenji")), PATIENCE)


def test_answer_reaches_whoever_asked_though_the_question_was_deleted_in_the_channel(
    at: At, caplog: pytest.LogCaptureFixture
) -> None:
    place = at(MORNING, EVENT)
    with place.bot(USHER_ORGANIZERS_CHANNEL=f"#{ORGANIZERS}"):
        form = opened_form(place)
        with place.workspace.state.changed:
            delete(place.workspace.state, place.posts(ORGANIZERS)[0])
        place.workspace.submit("olivia", form, {"answer": "eduroam"})
        place.workspace.wait_for(lambda: "an answer is not shown in #general" in caplog.text, PATIENCE)
    assert directs(place, "kenji")[1:] == ["You asked: what's the wifi password?\nThe organizers answer: eduroam"]
    assert directs(place, "olivia") == []


def test_blank_answer_is_asked_for_again(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot(USHER_ORGANIZERS_CHANNEL=f"#{ORGANIZERS}"):
        form = opened_form(place)
        assert place.workspace.submit("olivia", form, {"answer": " \n "}) == {"answer": "Please write an answer."}
    assert len(directs(place, "kenji")) == 1


def test_organizers_channel_that_the_bot_is_not_in_is_told_of_at_the_start(
    at: At, caplog: pytest.LogCaptureFixture
) -> None:
    place = at(MORNING, EVENT)
    with place.bot(USHER_ORGANIZERS_CHANNEL="#nowhere"):
        pass
    assert "#nowhere: no question reaches the organizers there" in caplog.text


def test_nothing_is_passed_on_without_an_organizers_channel(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        assert PASSED_ON not in asked_directly(place, "kenji", "what's the wifi password?")
    assert place.posts(ORGANIZERS) == ()


def test_answers_names_and_slips_are_not_passed_on(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot(USHER_ORGANIZERS_CHANNEL=f"#{ORGANIZERS}"):
        for text in ("what's next", "thank you", "who is Marie Curie", "asdfgh"):
            asked_directly(place, "kenji", text)
    assert place.posts(ORGANIZERS) == ()


@pytest.mark.parametrize("value", ["1", "2", "no number", "9" * 30])
def test_form_opens_for_organizers_alone(at: At, value: str) -> None:
    place = at(MORNING, EVENT)
    direct = place.workspace.direct("kenji").id
    button = {"type": "button", "action_id": "reply", "value": value, "text": {"type": "plain_text", "text": "Answer"}}
    with place.bot(USHER_ORGANIZERS_CHANNEL=f"#{ORGANIZERS}"):
        asked_directly(place, "kenji", "what's the wifi password?")
        slack = WebClient(place.workspace.bot_token, base_url=f"{place.workspace.url}/api/")
        slack.chat_postMessage(channel=direct, text="copied", blocks=[{"type": "actions", "elements": [button]}])
        place.workspace.click("kenji", place.posts(direct)[-1], "reply")
        place.workspace.wait_for(lambda: len(place.workspace.visible_to("kenji", direct)) == 4, PATIENCE)
        told = place.workspace.visible_to("kenji", direct)[-1]
    refused = "Only organizers can answer this, in their own channel."
    assert told.text == (refused if value == "1" else "I do not know that question any more.")
    assert place.workspace.modals("kenji") == ()
