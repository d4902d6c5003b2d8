"""The organizers' own answers: asked for in their words or in others, and never instead of the programme."""

from datetime import UTC, datetime

import pytest

from bot.files.read import read_text
from bot.questions.answer import Answer
from bot.questions.ask import Guide
from bot.questions.faq import key_of
from tests.questions.asking import headline, notes

FILE = """
title: A Workshop
timezone: Europe/Berlin
date: 2026-12-04
faq:
  - {question: [What is the Wi-Fi password?, How do I get online?], answer: "eduroam, or ask at the desk."}
  - {question: Where can I park?, answer: Behind the hall.}
  - {question: Where is lunch?, answer: In the canteen.}
sessions:
  - {title: Opening, start: 9:00}
  - {title: Lunch, start: 12:00, end: 13:00}
  - {title: Wireless Networks at Scale, start: 13:00, end: 14:00, speakers: [Ada Park]}
"""
GUIDE = Guide((read_text(FILE, "a", "a.yaml").schedule,))


def ask(text: str) -> Answer:
    return GUIDE.ask(text, now=datetime(2026, 12, 4, 8, tzinfo=UTC), reader=None)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("what's the wifi password", "eduroam, or ask at the desk."),
        ("How do I get online?", "eduroam, or ask at the desk."),
        ("where can I park?", "Behind the hall."),
        ("where is lunch", "In the canteen."),
    ],
)
def test_question_in_its_own_words_is_answered_so(text: str, answer: str) -> None:
    told = ask(text)
    assert (headline(told), notes(told), told.sessions) == (answer, (), ())


@pytest.mark.parametrize(
    ("text", "answer", "taken"),
    [
        ("wifi?", "eduroam, or ask at the desk.", "What is the Wi-Fi password?"),
        ("is there parking", "Behind the hall.", "Where can I park?"),
    ],
)
def test_question_in_other_words_says_what_it_is_taken_for(text: str, answer: str, taken: str) -> None:
    told = ask(text)
    assert (headline(told), notes(told)) == (answer, (f"I took it to ask “{taken}”.",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("when is lunch", "Lunch starts in 3 h, at 12:00–13:00."),
        ("ada park", "Ada Park speaks in 4 h, at 13:00–14:00: Wireless Networks at Scale."),
        ("password for registration", "There is no one of that name and nothing about “password registration” on"),
    ],
)
def test_programme_answers_what_it_knows(text: str, expected: str) -> None:
    assert headline(ask(text)).startswith(expected)


def test_key_is_the_same_for_the_same_question() -> None:
    assert key_of("What's the Wi-Fi password?") == key_of("the password of the wifi please") == "password wifi"
    assert key_of("Where is lunch?") != key_of("When is lunch?")
