"""The assistant's panel: greeted, prompted and answered once, in its thread."""

from collections.abc import Callable

from bot.workspace import Fault, Message
from tests.e2e.conftest import PATIENCE, Place

EVENT = "mlforsystems-2018"
OTHER = "mlsys-2018"
MORNING = "2018-12-08T10:10-05:00"
At = Callable[..., Place]


def greeted(place: Place, user: str, context: str | None = None) -> Message:
    """A thread of the panel whose prompts are shown."""
    root = place.workspace.start_assistant_thread(user, context)
    place.workspace.wait_for(lambda: place.workspace.assistant_thread(root).prompts, PATIENCE)
    return root


def answers(place: Place, root: Message) -> list[str]:
    return [message.text for message in place.posts(root.channel) if message.thread_ts == root.ts]


def asked(place: Place, root: Message, user: str, text: str) -> str:
    before = len(answers(place, root))
    place.workspace.say(user, root.channel, text, root.ts)
    place.workspace.wait_for(lambda: len(answers(place, root)) > before, PATIENCE)
    return answers(place, root)[-1]


def prompts(place: Place, root: Message) -> list[str]:
    return [shown["message"] for shown in place.workspace.assistant_thread(root).prompts]


def methods(place: Place, count: int) -> list[str]:
    """The last methods called."""
    return [call.method for call in place.workspace.calls][-count:]


def test_panel_greets_with_prompts_of_the_moment(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        root = greeted(place, "kenji")
    title = "*Workshop on ML for Systems at NeurIPS 2018*"
    greeting = f"Hello! Ask me about the schedule of {title} in your own words, or try one of these:"
    assert answers(place, root) == [greeting]
    assert prompts(place, root) == [
        "What's on now?",
        "What's next?",
        "When is lunch?",
        "When is “Poster Session 2”?",
    ]


def test_question_in_the_panel_is_answered_once_as_in_a_direct_message(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        direct = place.workspace.direct("kenji").id
        place.workspace.say("kenji", direct, "when is jef deen")
        (plain,) = place.wait_for_posts(direct, 1)
        root = greeted(place, "kenji")
        place.workspace.misbehave(Fault("duplicate_event"))
        answer = asked(place, root, "kenji", "when is jef deen")
        called = methods(place, 2)
        asked(place, root, "kenji", "next")
    assert answer == plain.text
    assert called == ["assistant.threads.setStatus", "chat.postMessage"]
    assert len(answers(place, root)) == 3
    assert place.workspace.assistant_thread(root).status == ""


def test_panel_beside_a_channel_is_about_its_schedule(at: At) -> None:
    place = at("2018-11-01T00:00-05:00", EVENT, OTHER)
    with place.bot():
        root = greeted(place, "kenji", EVENT)
        first = asked(place, root, "kenji", "when does it start?")
        place.workspace.change_assistant_context("kenji", root, OTHER)
        place.workspace.wait_for(lambda: "When is “Accelerated Computing for AI”?" in prompts(place, root), PATIENCE)
        second = asked(place, root, "kenji", "when does it start?")
    assert "Sat 8 Dec 2018, 09:00" in first
    assert "Fri 7 Dec 2018, 09:00" in second


def test_question_is_answered_where_there_is_no_status(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        root = greeted(place, "kenji")
        place.workspace.misbehave(Fault("500", "assistant.threads.setStatus"))
        assert "Caroline Lemieux" in asked(place, root, "kenji", "next")


def test_reply_below_an_answer_is_answered_in_its_thread(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        direct = place.workspace.direct("kenji").id
        place.workspace.say("kenji", direct, "next")
        (first,) = place.wait_for_posts(direct, 1)
        answer = asked(place, first, "kenji", "when is lunch")
    assert "Lunch Break" in answer


def test_button_in_the_panel_is_answered_in_its_thread(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        root = greeted(place, "kenji")
        asked(place, root, "kenji", "thanks")
        offer = place.posts(root.channel)[-1]
        place.workspace.click("kenji", offer, "ask:0")
        place.workspace.wait_for(lambda: len(answers(place, root)) == 3, PATIENCE)
    assert "Caroline Lemieux" in answers(place, root)[-1]


def test_message_changed_in_the_panel_is_left_alone(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        root = greeted(place, "kenji")
        message = place.workspace.say("kenji", root.channel, "next", root.ts)
        place.workspace.wait_for(lambda: len(answers(place, root)) == 2, PATIENCE)
        place.workspace.rewrite("kenji", message, "next?")
        asked(place, root, "kenji", "today")
    assert len(answers(place, root)) == 3
