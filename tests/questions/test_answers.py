"""What comes beside the headline: notes, choices, pages, lines and JSON."""

from zoneinfo import ZoneInfo

import pytest

from bot.phrases import Zones, plain
from bot.questions.answer import Choice
from bot.questions.ask import as_json
from tests.questions.asking import ask, headline, ids, labels, notes, schedule

BERLIN, STANFORD, FIRST = "berlin-systems-days-2026", "stanford-mlsys-seminar", "mlforsystems-2018"


@pytest.mark.parametrize(
    ("name", "text", "note"),
    [
        ("mlforsystems-2020", "Katanzaro", "I looked for “Katanzaro” and found Bryan Catanzaro."),
        ("mlsys-2018", "before kim hazelwod", "I looked for “kim hazelwod” and found Kim Hazelwood."),
        (FIRST, "tomorow", "I read “tomorow” as “tomorrow”."),
        (FIRST, "lunch zorp", "I did not understand “zorp”, and left it out."),
    ],
)
def test_what_was_read_otherwise_is_said(name: str, text: str, note: str) -> None:
    assert notes(ask(name, "2018-12-08T11:20", text)) == (note,)


def test_two_people_that_fit_are_both_offered() -> None:
    answer = ask(STANFORD, "2023-10-11T10:00", "when is chris speaking?")
    assert headline(answer) == "“chris” fits 2 people: Chris Kedzie and Chris Ré."
    assert answer.choices == (
        Choice("Chris Kedzie", "when is Chris Kedzie speaking?", STANFORD),
        Choice("Chris Ré", "when is Chris Ré speaking?", STANFORD),
    )


def test_two_sessions_that_fit_are_both_offered() -> None:
    answer = ask(FIRST, "2018-12-08T11:20", "where is learning to optimize")
    assert labels(answer) == [
        "Learning to Optimize Tensor Programs",
        "Learning to Optimize SQL Joins With Deep Reinforcement Learning",
    ]
    again = ask(FIRST, "2018-12-08T11:20", answer.choices[0].question)
    assert ids(again) == ["learning-to-optimize-tensor-programs"]


def test_nearest_name_is_offered() -> None:
    answer = ask("mlsys-2018", "2018-12-07T12:00", "Tiancho Chen")
    assert (notes(answer), labels(answer), ids(answer)) == (("The nearest name is Tianqi Chen.",), ["Tianqi Chen"], [])


def test_pages_follow_each_other() -> None:
    first = ask(FIRST, "2018-12-08T11:20", "today", page=10)
    assert (len(first.sessions), first.more) == (10, 8)
    assert first.choices == (Choice("Show 8 more", "today", FIRST, 10),)
    rest = ask(FIRST, "2018-12-08T11:20", "today", skip=10, page=10)
    assert ids(first) + ids(rest) == [session.id for session in schedule(FIRST).sessions]
    assert (rest.skip, rest.more, rest.choices) == (10, 0, ())


def test_lines_are_headline_sessions_and_notes_in_order() -> None:
    answer = ask(BERLIN, "2026-06-04T10:50", "keynotes")
    assert [plain(line, Zones(schedule(BERLIN).timezone)) for line in answer.lines()] == [
        "2 keynotes:",
        "Thu 4 Jun 2026, 09:15–10:15 Keynote: Databases That Forget – Łukasz Wiśniewski · Hall A",
        "slides: https://example.org/forget.pdf",
        "Fri 5 Jun 2026, 09:00–10:00 Keynote: Slow Networks – Marguerite Okafor · Hall A",
    ]


def test_unannounced_end_is_said() -> None:
    assert notes(ask(BERLIN, "2026-06-04T19:30", "now")) == ("No end is announced for what is on now.",)


def test_end_of_the_event_is_not_guessed() -> None:
    answer = ask("mlforsystems-2020", "2020-12-13T10:00", "now")
    assert headline(answer) == (
        "Nothing is on now. Workshop on ML for Systems at NeurIPS 2020 is over: "
        "its last session began Sat 12 Dec 2020, 17:40, and no end is announced."
    )


def test_recordings_are_offered_afterwards() -> None:
    assert labels(ask(FIRST, "2018-12-09T10:00", "what's next")) == ["Recordings"]


def test_json_has_the_events_offset_and_null_for_the_unknown() -> None:
    zones = Zones(schedule(BERLIN).timezone, ZoneInfo("Asia/Tokyo"))
    told = as_json(ask(BERLIN, "2026-06-04T10:50", "dinner", "Asia/Tokyo"), zones)
    assert told["sessions"] == [
        {
            "id": "conference-dinner",
            "title": "Conference Dinner",
            "start": "2026-06-04T19:00:00+02:00",
            "end": None,
            "date": "2026-06-04",
            "room": "Boathouse",
            "speakers": [],
        }
    ]


def test_json_of_a_nested_talk_has_the_time_of_its_holder() -> None:
    told = as_json(ask(BERLIN, "2026-06-04T10:50", "tiny kernels"), Zones(schedule(BERLIN).timezone))
    assert told["sessions"] == [
        {
            "id": "tiny-kernels",
            "title": "Tiny Kernels",
            "start": "2026-06-04T13:30:00+02:00",
            "end": "2026-06-04T14:30:00+02:00",
            "date": "2026-06-04",
            "room": "Hall B",
            "speakers": ["Will Summers"],
        }
    ]


def test_json_of_an_archive_entry_has_neither_time_nor_date() -> None:
    told = as_json(ask(STANFORD, "2023-10-11T10:00", "the hardware lottery"), Zones(schedule(STANFORD).timezone))
    assert told["sessions"] == [
        {
            "id": "the-hardware-lottery",
            "title": "The Hardware Lottery",
            "start": None,
            "end": None,
            "date": None,
            "room": None,
            "speakers": ["Sara Hooker"],
        }
    ]


def test_question_cannot_choose_markup() -> None:
    answer = ask(FIRST, "2018-12-08T11:20", "<script> & *bold* zorp")
    assert all(isinstance(part, str) for part in answer.headline)
