"""How one line is taken, by itself and by the habit of its page."""

import pytest

from bot.importing.interpreter.habits import Habits, best_reading, habits


def read(text: str, page: Habits) -> tuple[str | None, list[str]]:
    reading = best_reading(text, page)
    return reading.title, [person.name for person in reading.persons]


@pytest.mark.parametrize(
    ("text", "title", "people"),
    [
        ("Invited talk – Odalys Ferrigno: Regret is not enough", "Regret is not enough", ["Odalys Ferrigno"]),
        ("Regret is not enough, by Ada Byron", "Regret is not enough", ["Ada Byron"]),
        ('Ada Byron: "Regret is not enough"', "Regret is not enough", ["Ada Byron"]),
        ("Opening (Ada Byron)", "Opening", ["Ada Byron"]),
        ("Spotlights (3 × 5 min)", "Spotlights (3 × 5 min)", []),
        ("休憩 / Break", "休憩 / Break", []),
        ("Keynote: Deep learning: a history", "Deep learning: a history", []),
        ("Odalys Ferrigno: Regret is not enough", "Odalys Ferrigno: Regret is not enough", []),
    ],
)
def test_a_line_by_itself(text: str, title: str, people: list[str]) -> None:
    assert read(text, Habits()) == (title, people)


LINES = (
    "Wiremu Tapsell: Optimism without confidence",
    "Zhaoyang Lituan: Lower bounds for exploration",
    "Csongor Szepesi: What models taught us",
    "Lunch",
)


def test_uncommon_names_are_told_by_the_habit_of_the_page() -> None:
    page = habits(LINES, frozenset())
    assert [read(line, page)[1] for line in LINES] == [
        ["Wiremu Tapsell"], ["Zhaoyang Lituan"], ["Csongor Szepesi"], [],
    ]  # fmt: skip


def test_names_that_the_page_says_elsewhere_are_names() -> None:
    page = habits(LINES[:1], frozenset({"wiremu tapsell"}))
    assert read(LINES[0], page) == ("Optimism without confidence", ["Wiremu Tapsell"])


def test_a_given_name_alone_is_told_by_the_place_where_all_others_have_theirs() -> None:
    lines = (
        "Regret is not enough (Wiremu Tapsell)",
        "Lower bounds for exploration (Zhaoyang Lituan)",
        "What models taught us (Ada Byron)",
        "Tracing all of them (Ivana)",
    )
    assert read(lines[-1], habits(lines, frozenset())) == ("Tracing all of them", ["Ivana"])
