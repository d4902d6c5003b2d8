"""Which schedule answers, where nobody says it."""

from datetime import UTC, datetime

import pytest

from bot.questions.answer import Answer, Choice
from tests.questions.asking import REAL, guide, headline, ids, labels, notes, schedule

LATER = datetime(2026, 1, 1, 10, tzinfo=UTC)
DURING_2020 = datetime(2020, 12, 12, 18, tzinfo=UTC)


def ask(text: str, now: datetime = LATER, preferred: str | None = None) -> Answer:
    return guide(*REAL).ask(text, now=now, reader=None, preferred=preferred)


def chosen(answer: Answer) -> str | None:
    return answer.schedule.id if answer.schedule else None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2018, 12, 7, 16, tzinfo=UTC), "mlsys-2018"),
        (datetime(2018, 12, 8, 2, tzinfo=UTC), "mlforsystems-2018"),
        (DURING_2020, "mlforsystems-2020"),
        (datetime(2023, 12, 1, tzinfo=UTC), "stanford-mlsys-seminar"),
        (datetime(2023, 12, 16, 16, tzinfo=UTC), "mlforsystems-2023"),
        (datetime(2017, 1, 1, tzinfo=UTC), "mlsys-2018"),
    ],
)
def test_event_on_now_or_next_answers(now: datetime, expected: str) -> None:
    assert chosen(ask("what's next", now)) == expected


def test_preferred_schedule_comes_before_the_one_on_now() -> None:
    assert chosen(ask("lunch", DURING_2020, preferred="mlsys-2018")) == "mlsys-2018"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lunch at mlsys 2018", "mlsys-2018"),
        ("when is lunch at NeurIPS 2023", "mlforsystems-2023"),
        ("Jeff Dean", "mlforsystems-2018"),
        ("delimitru", "mlforsystems-2020"),
        ("flashattention", "stanford-mlsys-seminar"),
        ("slides for iroko", "mlforsystems-2018"),
        ("10/16", "stanford-mlsys-seminar"),
        ("december 8 2018", "mlforsystems-2018"),
        ("live stream", "mlsys-2018"),
        ("competition", "mlforsystems-2023"),
    ],
)
def test_schedule_that_alone_fits_the_words_answers(text: str, expected: str) -> None:
    assert chosen(ask(text)) == expected


def test_named_schedule_comes_before_the_preferred_one() -> None:
    assert chosen(ask("lunch at mlsys-2018", DURING_2020, preferred="mlforsystems-2020")) == "mlsys-2018"


def test_several_that_fit_are_offered() -> None:
    answer = ask("Catanzaro")
    assert (chosen(answer), answer.sessions) == (None, ())
    assert answer.choices == tuple(
        Choice(schedule(name).title, "Catanzaro", name) for name in ("mlforsystems-2020", "mlsys-2018")
    )


def test_name_that_only_another_schedule_knows_is_said_so() -> None:
    answer = ask("Jeff Dean", DURING_2020)
    title = schedule("mlforsystems-2018").title
    assert (ids(answer), labels(answer)) == ([], [title])
    assert notes(answer) == (f"Another schedule knows it: {title}.",)


@pytest.mark.parametrize("name", ["John Smith", "Marie Curie", "Quentin Tarantino"])
@pytest.mark.parametrize("preferred", [None, *REAL])
def test_name_that_nobody_has_matches_nothing_anywhere(name: str, preferred: str | None) -> None:
    for text in (name, f"when is {name}?", f"is {name.lower()} speaking", f"{name}'s keynote", f"who is {name}"):
        answer = ask(text, preferred=preferred)
        assert (ids(answer), name.lower() in headline(answer).lower()) == ([], True)


@pytest.mark.parametrize("text", ["help", "hi", "thanks", "thanks for the talk", "?", ""])
def test_small_talk_needs_no_schedule(text: str) -> None:
    answer = ask(text)
    assert (chosen(answer), ids(answer), len(answer.choices)) == (None, [], 3)


def test_schedules_are_listed() -> None:
    assert labels(ask("which workshops do you know?")) == [schedule(name).title for name in REAL]


def test_nothing_is_next_when_all_are_over() -> None:
    answer = ask("what's next")
    titles = [schedule(name).title for name in REAL]
    assert headline(answer) == (
        "Nothing is coming up: all of them are over. 5 schedules may be meant. Which one: "
        f"{', '.join(titles[:-1])} or {titles[-1]}?"
    )
