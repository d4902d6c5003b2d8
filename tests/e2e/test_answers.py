"""Answers as people see them: in a direct message, in a mention's thread, to /usher, to a button."""

from collections.abc import Callable

from bot.workspace import Fault, Message
from tests.e2e.conftest import PATIENCE, Place

EVENT = "mlforsystems-2018"
MORNING = "2018-12-08T08:50-05:00"
At = Callable[..., Place]


def answers(place: Place, channel: str) -> tuple[Message, ...]:
    place.workspace.wait_for(lambda: place.posts(channel), PATIENCE)
    return place.posts(channel)


def asked_directly(place: Place, user: str, text: str) -> str:
    direct = place.workspace.direct(user).id
    before = len(place.posts(direct))
    place.workspace.say(user, direct, text)
    return place.wait_for_posts(direct, before + 1)[-1].text


def test_direct_message_is_answered_in_both_zones(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        tokyo = asked_directly(place, "kenji", "when is jef deen")
        berlin = asked_directly(place, "lena", "when is jef deen")
    assert "16:25–16:50 (Sun 06:25–06:50 for you) Machine Learning for Systems" in tokyo.replace("*", "")
    assert "16:25–16:50 (22:25–22:50 for you) Machine Learning for Systems" in berlin.replace("*", "")


def test_mention_is_answered_in_its_thread_for_all_who_read_it(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        question = place.workspace.say("kenji", EVENT, "@usher what's next?")
        (answer,) = (message for message in answers(place, EVENT) if message.thread_ts)
    assert answer.thread_ts == question.ts
    assert "09:00–09:10 EST (<!date^1544277600^{time}|09:00 EST> for you)" in answer.text


def test_command_is_answered_to_the_asker_alone(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        asked = place.workspace.command("lena", EVENT, "/usher today")
        place.workspace.wait_for(lambda: place.workspace.answers(asked), PATIENCE)
        (answer,) = place.workspace.answers(asked)
    assert answer.visible_to == place.workspace.user("lena").id
    assert "Opening Remarks" in answer.text
    assert "(15:00–15:10 for you)" in answer.text


def test_question_without_an_event_is_asked_back_with_buttons(at: At) -> None:
    place = at("2026-01-01T00:00+00:00", EVENT, "mlsys-2018")
    with place.bot():
        asked_directly(place, "kenji", "what's the first talk?")
        direct = place.workspace.direct("kenji").id
        (which,) = place.posts(direct)
        buttons = [element for block in which.blocks if block["type"] == "actions" for element in block["elements"]]
        place.workspace.click("kenji", which, buttons[0]["action_id"])
        place.wait_for_posts(direct, 2)
    assert len(buttons) == 2
    assert "Eric Schkufza" in place.posts(direct)[1].text


def test_event_delivered_twice_is_answered_once(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        for fault in ("duplicate_event", "duplicate_envelope"):
            place.workspace.misbehave(Fault(fault))
            asked_directly(place, "kenji", "next")
        asked_directly(place, "kenji", "today")
        assert len(place.posts(place.workspace.direct("kenji").id)) == 3


def test_zone_changed_in_slack_holds_from_the_next_answer_on(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        before = asked_directly(place, "kenji", "next")
        place.workspace.set_zone("kenji", "Europe/Berlin")
        place.workspace.wait_for(lambda: "15:00–15:10 for you" in asked_directly(place, "kenji", "next"), PATIENCE)
    assert "23:00–23:10 for you" in before


def test_reconnects_after_slack_disconnects(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        place.workspace.misbehave(Fault("disconnect"))
        place.workspace.wait_for(lambda: place.workspace.connected, PATIENCE)
        assert "Opening Remarks" in asked_directly(place, "kenji", "next")


def test_answer_waits_out_a_rate_limit(at: At) -> None:
    place = at(MORNING, EVENT)
    place.workspace.misbehave(Fault("429", "chat.postMessage"))
    with place.bot():
        assert "Opening Remarks" in asked_directly(place, "kenji", "next")


def test_markup_in_a_question_comes_back_escaped(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        answer = asked_directly(place, "kenji", "when is <!channel> & <@U1> *Xyzzy*")
    assert "<!" not in answer
    assert "<@" not in answer


def test_people_talking_are_left_alone(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        place.workspace.say("kenji", EVENT, "what's next?")
        message = place.workspace.say("kenji", place.workspace.direct("kenji").id, "next")
        place.wait_for_posts(place.workspace.direct("kenji").id, 1)
        place.workspace.rewrite("kenji", message, "next?")
        asked_directly(place, "kenji", "today")
    assert [post for post in place.posts(EVENT) if "Starts in" not in post.text] == []
    assert len(place.posts(place.workspace.direct("kenji").id)) == 2


def test_button_below_a_commands_answer_answers_the_asker_alone(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        asked = place.workspace.command("lena", EVENT, "/usher thanks")
        (offer,) = place.workspace.wait_for(lambda: place.workspace.answers(asked), PATIENCE)
        clicked = place.workspace.click("lena", offer, "ask:0")
        (answer,) = place.workspace.wait_for(lambda: place.workspace.answers(clicked), PATIENCE)
    assert answer.visible_to == place.workspace.user("lena").id
    assert "09:00–09:10 (15:00–15:10 for you)" in answer.text
    assert answer.text not in [message.text for message in place.posts(EVENT)]
