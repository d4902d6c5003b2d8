from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.questions.question import (
    CalendarDay,
    Clock,
    DayPart,
    Month,
    NumberedDay,
    RelativeDay,
    Weekday,
    Weeks,
    When,
    Year,
)
from bot.questions.times import time_at
from bot.questions.tokens import words_of


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("tomorrow", When(day=RelativeDay(1))),
        ("day after tomorrow", When(day=RelativeDay(2))),
        ("tonight", When(day=RelativeDay(0), part=DayPart("evening", 17, 24))),
        ("this afternoon", When(day=RelativeDay(0), part=DayPart("afternoon", 12, 18))),
        ("saturday", When(day=Weekday(5))),
        ("next monday", When(day=Weekday(0, 1))),
        ("2018-12-08", When(day=CalendarDay(12, 8, 2018))),
        ("10/16", When(day=CalendarDay(10, 16, swappable=True))),
        ("16/10", When(day=CalendarDay(10, 16))),
        ("16.10.2023", When(day=CalendarDay(10, 16, 2023))),
        ("December 8th", When(day=CalendarDay(12, 8))),
        ("8th of December 2018", When(day=CalendarDay(12, 8, 2018))),
        ("november 2023", When(day=Month(11, 2023))),
        ("next month", When(day=Month(offset=1))),
        ("next week", When(day=Weeks(1))),
        ("this weekend", When(day=Weeks(0, weekend=True))),
        ("2023", When(day=Year(2023))),
        ("day 2", When(day=NumberedDay(2))),
        ("last day", When(day=NumberedDay(-1))),
        ("at 2pm", When(at=Clock(14))),
        ("at 2:30 p.m.", When(at=Clock(14, 30))),
        ("at 2.30pm", When(at=Clock(14, 30))),
        ("14h30", When(at=Clock(14, 30))),
        ("at 2", When(at=Clock(2, sure=False))),
        ("half past two", When(at=Clock(2, 30, sure=False))),
        ("noon", When(at=Clock(12))),
        ("12am", When(at=Clock(0))),
        ("between 10 and 12", When(since=Clock(10, sure=False), until=Clock(12, sure=False))),
        ("from 2 to 4pm", When(since=Clock(14), until=Clock(16))),
        ("after 15:00", When(since=Clock(15))),
        ("before 15:00", When(until=Clock(15))),
        ("in 20 minutes", When(away=timedelta(minutes=20))),
        ("in half an hour", When(away=timedelta(minutes=30))),
        ("an hour ago", When(away=timedelta(hours=-1))),
        ("20 minutes from now", When(away=timedelta(minutes=20))),
        ("in the next hour", When(within=timedelta(hours=1))),
        ("next 30 minutes", When(within=timedelta(minutes=30))),
        ("utc", When(zone=ZoneInfo("UTC"))),
        ("new york time", When(zone=ZoneInfo("America/New_York"))),
        ("workshop time", When(on_site=True)),
    ],
)
def test_expression_of_time_is_read_whole(text: str, when: When) -> None:
    words = words_of(text)
    timed = time_at(words, 0)
    assert timed is not None
    assert (timed.length, timed.when) == (len(words.tokens), when)


@pytest.mark.parametrize("text", ["may", "next two talks", "after 2 talks", "2018-13-45", "at 25:00", "13pm", "march"])
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert time_at(words_of(text), 0) is None
