"""Times of day as pages write them, alone and in the order of a day's rows."""

import pytest

from bot.importing.values.clocks import duration_in, is_duration, settled, span_of_digits, spans


def written(text: str) -> list[str]:
    return [span.text for span in spans(text)]


def times(*rows: str) -> list[str]:
    """The settled times of rows that each hold one span."""
    found = settled([next(spans(row)) for row in rows])
    return [
        f"{each.start // 60}:{each.start % 60:02}" + (f"-{each.end // 60}:{each.end % 60:02}" if each.end else "")
        for each in found
        if each
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9:00 AM Opening", ["9:00 AM"]),
        ("4月18日（金）16時30分〜18時", ["16:30–18:00"]),
        ("4月18日16:30～17:30", ["16:30–17:30"]),
        ("午後4時半から6時間", ["4:30pm"]),
        ("下午2:30-3:30", ["2:30pm–3:30"]),
        ("오전 10시 - 11시", ["10:00am–11:00"]),
        ("11:30AM–12", ["11:30AM–12"]),
        ("9.45 – 10.30 Coffee", ["9.45–10.30"]),
        ("2pm", ["2pm"]),
        ("9-10:30 AM", ["9–10:30 AM"]),
        ("09:00 -- 09:30", ["09:00–09:30"]),
        ("09:15 → 10:30", ["09:15–10:30"]),
        ("9:00 AM (GMT+1) → 9:20 AM", ["9:00 AM–9:20 AM"]),
        ("18.15–19.45 Uhr", ["18.15–19.45 Uhr"]),
        ("14h00 : Accueil", ["14h00"]),
        ("12 noon", ["12 noon"]),
        ("12:00 H-matrices", ["12:00"]),
        ("10:00 Ms. Jane Marple", ["10:00"]),
        ("1h 15m", []),
        ("version 2.10", ["2.10"]),
        ("v2.10", []),
        ("1. 13:30 Apologies", ["13:30"]),
        ("10/09/23", []),
        ("14:05+ish", []),
    ],
)
def test_spans_of_a_text(text: str, found: list[str]) -> None:
    assert written(text) == found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("9:00", "11:30", "2:55", "4:00"), ["9:00", "11:30", "14:55", "16:00"]),
        (("9:00 AM", "11:30 AM", "12:30 AM", "1:30 PM"), ["9:00", "11:30", "12:30", "13:30"]),
        (("8:00 - 8:30", "12:40 - 2:30"), ["8:00-8:30", "12:40-14:30"]),
        (("11-1 pm",), ["11:00-13:00"]),
        (("09:00", "13:30", "02:00"), ["9:00", "13:30", "2:00"]),
        (("22:00", "23:30", "00:15"), ["22:00", "23:30", "24:15"]),
        (("9-10:30 AM", "10:30-12"), ["9:00-10:30", "10:30-12:00"]),
        (("10-11 AM", "11-12:00 AM", "1-2 PM"), ["10:00-11:00", "11:00-12:00", "13:00-14:00"]),
        (("7-9 PM", "9-12:00 AM"), ["19:00-21:00", "21:00-24:00"]),
    ],
)
def test_rows_run_forward(rows: tuple[str, ...], found: list[str]) -> None:
    assert times(*rows) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Welcome (10mn)", (10, "Welcome ")),
        ("1.5 hours", (90, "")),
        ("1 h 15 min", (75, "")),
        ("Papers", None),
        ("30 minutes each", (30, " each")),
    ],
)
def test_durations_of_a_text(text: str, found: tuple[int, str] | None) -> None:
    assert duration_in(text) == found


def test_a_text_is_a_duration_where_it_says_nothing_else() -> None:
    assert [text for text in ("15m", "(30 min)", "1 h", "15 min talk", "9:00") if is_duration(text)] == [
        "15m", "(30 min)", "1 h",
    ]  # fmt: skip


def test_four_digits_are_a_time_only_alone() -> None:
    assert [bool(span_of_digits(text)) for text in ("0930", "0930-1015", "1400h", "2024", "0930 Opening")] == [
        True, True, True, True, False,
    ]  # fmt: skip
