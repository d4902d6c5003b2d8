"""Sessions that were cancelled: who asks for them is told."""

from dataclasses import replace

import pytest

from bot.phrases import Zones, plain
from bot.questions.ask import Guide
from bot.schedule.amendments import Cancellation, amended
from bot.schedule.model import Kind, Schedule
from tests.schedule.sessions import at, people, schedule, session

WHOLE = schedule(
    replace(session("joins", "09:00-10:00", speakers=people("Ada Example")), title="Joins in practice"),
    replace(session("tea", "10:00-10:30"), title="Tea break", kind=Kind.BREAK),
    replace(session("views", "10:30-11:00", speakers=people("Bo Sample", "Ada Example")), title="Views in practice"),
    replace(session("lunch", "12:00-13:00"), title="Lunch", kind=Kind.LUNCH),
    named=("Ada Example", "Bo Sample"),
)


def told(question: str, *cancelled: str) -> list[str]:
    found: Schedule = amended(WHOLE, tuple(map(Cancellation, cancelled)))
    answer = Guide((found,)).ask(question, now=at("08:50"), reader=None)
    assert not answer.unanswered
    return [plain(line, Zones(found.timezone)) for line in answer.lines()]


TEA = "Tea break (Wed 1 May 2024, 10:00–10:30) does not take place: it was cancelled."
VIEWS = "Views in practice – Bo Sample and Ada Example (Wed 1 May 2024, 10:30–11:00)"


@pytest.mark.parametrize(
    "question", ["when is the tea break?", "is tea cancelled?", "what was cancelled?", "anything canceled?"]
)
def test_cancelled_session_is_told_to_who_asks_for_it(question: str) -> None:
    assert told(question, "tea") == [TEA]


def test_speaker_whose_only_session_was_cancelled_is_told_so() -> None:
    assert told("when is Bo Sample?", "views") == [f"{VIEWS} does not take place: it was cancelled."]


def test_speaker_of_another_session_is_told_of_both() -> None:
    assert told("when is Ada Example?", "views") == [
        "Ada Example speaks in 10 min, at 09:00–10:00: Joins in practice.",
        f"Cancelled: {VIEWS}.",
    ]


def test_title_of_a_cancelled_session_is_not_taken_for_what_only_resembles_it() -> None:
    assert told("when is views in practice?", "views") == [f"{VIEWS} does not take place: it was cancelled."]


def test_cancelled_session_is_not_next() -> None:
    assert "Views" in "\n".join(told("what comes after joins in practice?", "tea"))


def test_several_cancelled_sessions_are_told_together() -> None:
    assert told("what is cancelled?", "tea", "views") == [
        f"Tea break (Wed 1 May 2024, 10:00–10:30) and {VIEWS} do not take place: they were cancelled."
    ]


def test_what_takes_place_is_not_cancelled() -> None:
    assert told("is lunch cancelled?", "tea")[0] == "Not cancelled. Lunch starts in 3 h 10 min, at 12:00–13:00."
    assert told("what was cancelled?") == ["Nothing was cancelled."]
