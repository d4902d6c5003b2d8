"""Days as pages write them, and what they are together."""

from collections import Counter
from datetime import date

import pytest

from bot.importing.values.days import Years, days_in, numbered_day, of_event, settled, weekday_alone, years_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("July 26, 2024", [(7, 26, 2024, None, None)]),
        ("Friday, Dec 15", [(12, 15, None, 4, None)]),
        ("4-5 May 2026", [(5, 4, 2026, None, 5)]),
        ("June 14–15, 2023", [(6, 14, 2023, None, 15)]),
        ("the 11th of April 2024", [(4, 11, 2024, None, None)]),
        ("Mon 10/09/23", [(10, 9, 2023, 0, None)]),
        ("Mo 15.09.2025", [(9, 15, 2025, 0, None)]),
        ("2024-06-05", [(6, 5, 2024, None, None)]),
        ("2024年11月29日(金)", [(11, 29, 2024, 4, None)]),
        ("令和7年4月18日（金曜日）16時", [(4, 18, 2025, 4, None)]),
        ("9月12日 周五, 9月19日", [(9, 12, None, 4, None), (9, 19, None, None, None)]),
        ("2025년 3월 14일 (금)", [(3, 14, 2025, 4, None)]),
        ("Dec 8 '23", [(12, 8, 2023, None, None)]),
        ("mardi 12 mars 2024", [(3, 12, 2024, 1, None)]),
        ("Mar11", [(3, 11, None, None, None)]),
        ("Mar2024", []),
        ("at 9:30 in room 12", []),
        ("3/4 of all papers", [(3, 4, None, None, None)]),
        ("about 3/4 of all papers", []),
    ],
)
def test_days_of_a_text(text: str, found: list[tuple[int, int, int | None, int | None, int | None]]) -> None:
    assert [(day.month, day.day, day.year, day.weekday, day.last) for day in days_in(text)] == found


@pytest.mark.parametrize(
    ("texts", "years", "found"),
    [
        (("Mon 10/09", "Mon 10/16"), (2023,), ["2023-10-09", "2023-10-16"]),
        (("13/05/2024", "05/06/2024"), (), ["2024-05-13", "2024-06-05"]),
        (("Nov 12", "Jan 14"), (2023,), ["2023-11-12", "2024-01-14"]),
        (("Friday, Dec 15",), (2022, 2023), ["2023-12-15"]),
        (("Dec 15",), (), [None]),
    ],
)
def test_days_settle_together(texts: tuple[str, ...], years: tuple[int, ...], found: list[str | None]) -> None:
    told = settled([next(days_in(text)) for text in texts], Years(Counter(years)))
    assert [str(on) if on else None for on in told.dates] == found


def test_a_weekday_that_disagrees_is_doubted() -> None:
    told = settled([next(days_in("Thursday, June 10, 2023"))], Years())
    assert told.doubts == ("'Thursday, June 10, 2023' does not agree: 2023-06-10 is a Saturday",)


def test_years_of_names() -> None:
    assert list(years_in("NeurIPS '23, neurips2023 and 2024")) == [2023, 2023, 2024]


def test_days_counted_from_the_first() -> None:
    first = date(2024, 7, 8)
    assert [of_event(first, 10, number=3), of_event(first, 10, weekday=1), of_event(first, 10, weekday=4)] == [
        date(2024, 7, 10), date(2024, 7, 9), None,
    ]  # fmt: skip


def test_day_labels_and_weekdays() -> None:
    assert [numbered_day("Day 2"), numbered_day("DAY TWO: talks"), weekday_alone("Tuesday"), weekday_alone("Wed.")] == [
        2, 2, 1, 2,
    ]  # fmt: skip
