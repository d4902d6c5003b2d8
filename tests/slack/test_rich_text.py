"""Times in what people write in a form."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.slack.rich_text import one_line, rich_text, spoken, times_in, with_own_times

NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("Lunch 12:00-13:30 today", ("12:00", "13:30")),
        ("Lunch 12:00–13:30 today", ("12:00", "13:30")),
        ("on 2024-05-01 at 9:30", ("9:30",)),
        ("Versions 1.2.3, 10:00:00 and a 3:2 ratio", ()),
    ],
)
def test_times_are_found_in_ranges_and_not_in_other_figures(words: str, times: tuple[str, ...]) -> None:
    assert times_in(rich_text(words)) == times


def test_words_after_a_time_stay_apart_from_it() -> None:
    shown = with_own_times(rich_text("back at 14:00 sharp"), date(2024, 5, 1), NEW_YORK)
    assert spoken(shown) == "back at 14:00 EDT (14:00 EDT for you) sharp"


def test_code_is_shown_as_it_was_written() -> None:
    code = {"type": "text", "text": "at 9:00 ", "style": {"code": True}}
    block: dict[str, Any] = {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [code, {"type": "text", "text": "and 10:00"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "at 11:00"}]},
        ],
    }
    assert times_in(block) == ("10:00",)
    shown = with_own_times(block, date(2024, 5, 1), NEW_YORK)
    assert spoken(shown).split("\n") == ["at 9:00 and 10:00 EDT (10:00 EDT for you)", "at 11:00"]


def test_what_tells_it_from_others_has_all_that_is_seen_of_it() -> None:
    leaves = [
        {"type": "broadcast", "range": "channel"},
        {"type": "text", "text": " lunch "},
        {"type": "emoji", "name": "pizza"},
        {"type": "link", "url": "https://x.example"},
    ]
    block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": leaves}]}
    assert one_line(block, 60) == "@channel lunch :pizza:https://x.example"
    assert one_line(block, 10) == "@channel …"
