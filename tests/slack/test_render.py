"""Messages are within Slack's limits whatever they hold; the judge is the local workspace."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files.read import read_file
from bot.outbox.plan import Message
from bot.questions.answer import Answer, Choice
from bot.schedule.model import Kind, Link, Person, Schedule, Session
from bot.slack.render import (
    MESSAGE_TEXT,
    answer_message,
    asked,
    button_value,
    cut_markup,
    phrase_message,
    reminder_message,
)
from bot.workspace.blocks import message_problems

DATA = Path(__file__).parent.parent.parent / "schedule_data"
UTC_ZONE = ZoneInfo("UTC")
START = datetime(2026, 12, 4, 9, tzinfo=UTC)

words = st.text(max_size=400) | st.text("<>&*|`_~ \n", max_size=400) | st.just("long " * 900)
people = st.builds(Person, words, words | st.none())
links = st.builds(Link, st.just("slides"), st.just("https://example.org/?a=<b>&c|d"))
sessions = st.builds(
    Session,
    id=st.just("a"),
    title=words,
    kind=st.sampled_from(Kind),
    date=st.just(START.date()),
    start=st.just(START),
    room=words | st.none(),
    section=words | st.none(),
    chairs=st.lists(people, max_size=3).map(tuple),
    speakers=st.lists(people, max_size=9).map(tuple),
    abstract=words | st.none(),
    links=st.lists(links, max_size=5).map(tuple),
)
ids = st.text(max_size=100) | st.none()
choices = st.builds(Choice, words, words, ids, st.integers(0, 10_000))


def schedule_of(*held: Session) -> Schedule:
    return Schedule("s", "S", UTC_ZONE, held)


@given(words, st.lists(sessions, max_size=30).map(tuple), st.lists(choices, max_size=30).map(tuple), st.booleans())
def test_answer_is_within_slacks_limits(
    headline: str,
    held: tuple[Session, ...],
    offered: tuple[Choice, ...],
    detailed: bool,  # noqa: FBT001 - hypothesis passes it by place
) -> None:
    answer = Answer((headline,), held, ((headline,),), offered, schedule_of(*held), detailed)
    message = answer_message(answer, UTC_ZONE)
    assert list(message_problems(list(message.blocks))) == []
    assert len(message.text) <= 3500


@given(st.sampled_from(Message), st.lists(sessions, min_size=1, max_size=30).map(tuple))
def test_reminder_is_within_slacks_limits(kind: Message, held: tuple[Session, ...]) -> None:
    message = reminder_message(kind, held, schedule_of(*held), START - timedelta(minutes=10))
    assert list(message_problems(list(message.blocks))) == []
    assert len(message.text) <= 3500


@given(choices)
def test_button_asks_what_its_choice_says(choice: Choice) -> None:
    value = button_value(choice)
    assert len(value) <= 2000
    told = asked(value)
    assert (told.schedule_id, told.skip) == (choice.schedule_id, choice.skip)
    assert told.question == choice.question or (len(value) > 900 and choice.question.startswith(told.question))


@pytest.mark.parametrize("value", ["", "null", "{}", '["a"]', '["a", 3, 0]', "[" * 50, "[" * 5000])
def test_button_that_is_not_ours_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"a button's value is not ours"):
        asked(value)


def test_reminder_of_parallel_sessions_is_one_message() -> None:
    held = tuple(Session(name, name, start=START, end=START, end_stated=True, room=f"Room {name}") for name in "AB")
    message = reminder_message(Message.REMINDER, held, schedule_of(*held), START - timedelta(minutes=9, seconds=30))
    token = "<!date^1796374800^{time}|09:00 UTC>"
    assert message.text == (
        "Start in 10 min:\n"
        f"09:00–09:00 UTC ({token} for you) *A* · Room A\n"
        f"09:00–09:00 UTC ({token} for you) *B* · Room B"
    )


def test_reminder_of_a_showcase_lists_its_talks() -> None:
    schedule = read_file(DATA / "mlsys-2018.yaml").schedule
    showcase = next(session for session in schedule.sessions if session.kind is Kind.SHOWCASE)
    assert showcase.start is not None
    message = reminder_message(Message.REMINDER, (showcase,), schedule, showcase.start - timedelta(minutes=10))
    shown = message.blocks[1]["text"]["text"].splitlines()
    assert (len(message.blocks), len(shown)) == (2, 12)
    assert shown[1] == "Chair: Dan Crankshaw"


@pytest.mark.parametrize("tail", ["&amp;", "<https://example.org|slides>", "<!date^1^{time}|09:00 EST>"])
def test_markup_is_cut_before_what_would_not_fit_whole(tail: str) -> None:
    text = f"{'x' * 10}{tail}"
    assert {cut_markup(text, length) for length in range(12, len(text))} == {f"{'x' * 10}…"}
    assert cut_markup(text, len(text)) == text


def test_long_sentence_is_cut_to_what_slack_takes() -> None:
    message = phrase_message(("&" * 20_000,))
    assert len(message.text) <= MESSAGE_TEXT
    assert message.text.endswith("&amp;…")
