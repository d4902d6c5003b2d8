"""What is doubted in a schedule that can be used."""

from dataclasses import replace

import pytest

from bot.schedule.check import Doubt, doubts, overlapping
from bot.schedule.model import Kind, Posting, Reminders, Session
from tests.schedule.sessions import people, schedule, session

MEANT = "name a room or track if both are meant"


def test_schedule_without_doubts() -> None:
    sessions = (
        session("a", "09:00-10:00", room="R", track="X", speakers=people("Ada")),
        session("b", "09:00-10:00", room="S", track="Y", speakers=people("Bob")),
        session("c", "10:00", room="R", speakers=people("Ada", "Bob")),
        session("untimed", room="R", speakers=people("Ada")),
        session("archived", day=None, speakers=people("Ada")),
    )
    assert doubts(schedule(*sessions, named=("Ada", "Bob"))) == ()


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        (
            (session("a", "09:00-10:30", room="R"), session("b", "10:00-11:00", room="R")),
            [Doubt("b", "'B' is in R while 'A' is still there")],
        ),
        (
            (session("a", "09:00-10:30"), session("b", "10:00-11:00")),
            [Doubt("b", f"'B' starts before 'A' ends; {MEANT}")],
        ),
        (
            (session("a", "09:00-10:30"), session("b", "10:00-11:00", room="R")),
            [Doubt("b", f"'B' starts before 'A' ends; {MEANT}")],
        ),
        ((session("a", "09:00-10:30", room="R"), session("b", "10:00-11:00", room="S")), []),
        ((session("a", "09:00-10:30", track="X"), session("b", "10:00-11:00", track="Y")), []),
        ((session("a", "09:00-10:00", room="R"), session("b", "10:00-11:00", room="R")), []),
        ((session("a", "09:00"), session("b", "09:00-11:00")), []),
    ],
    ids=["one room", "no rooms", "one without a room", "two rooms", "two tracks", "back to back", "no end known"],
)
def test_overlaps(sessions: tuple[Session, ...], expected: list[Doubt]) -> None:
    assert list(doubts(schedule(*sessions))) == expected


def test_double_booked_speaker() -> None:
    sessions = (
        session("a", "09:00-10:30", room="R", speakers=people("Ada", "Bob")),
        session("b", "10:00-11:00", room="S", chairs=people("Ada")),
        session("c", "11:00-12:00", room="S", chairs=people("Bob")),
    )
    assert doubts(schedule(*sessions)) == (Doubt("b", "Ada is in 'A' and in 'B' at the same time"),)


def test_speaker_of_a_nested_talk_is_needed_for_that_talk() -> None:
    talks = (session("t1", "09:00-09:30", speakers=people("Ada")), session("t2", "11:00-11:30", speakers=people("Bob")))
    symposium = session("s", "09:00-12:00", room="R", chairs=people("Eve"), talks=talks)
    other = session("o", "11:00-12:00", room="S", speakers=people("Ada", "Bob", "Eve"))
    assert doubts(schedule(symposium, other)) == (
        Doubt("o", "Eve is in 'S' and in 'O' at the same time"),
        Doubt("o", "Bob is in 'S' and in 'O' at the same time"),
    )


def test_speaker_of_an_untimed_nested_talk_is_needed_throughout() -> None:
    talk = session("t", speakers=people("Ada"))
    symposium = session("s", "09:00-12:00", room="R", chairs=people("Ada"), talks=(talk, talk))
    other = session("o", "11:00-12:00", room="S", speakers=people("Ada"))
    expected = (Doubt("o", "Ada is in 'S' and in 'O' at the same time"),)
    assert doubts(schedule(symposium, other)) == expected
    assert doubts(schedule(replace(symposium, chairs=()), other)) == expected


def test_name_in_two_spellings_is_doubted_where_the_second_stands() -> None:
    sessions = (session("a", speakers=people("Ada King")), session("b", speakers=people("Eve", "Ada Kinng")))
    problem = "'Ada King' and 'Ada Kinng' may be one person; spell the name in one way"
    assert doubts(schedule(*sessions, named=("Ada King", "Eve", "Ada Kinng"))) == (Doubt("b", problem),)


def test_name_that_no_session_has_is_doubted_where_the_other_stands() -> None:
    problem = "'Ada King' and 'Ada Kinng' may be one person; spell the name in one way"
    named = ("Ada King", "Ada Kinng")
    assert doubts(schedule(session("a", speakers=people("Ada King")), named=named)) == (Doubt("a", problem),)
    assert doubts(schedule(session("a"), named=named)) == (Doubt(None, problem),)


def test_posting_for_nothing_is_doubted() -> None:
    posting = Posting(
        rooms=(("R", "#r"), ("S", "#s")),
        by_kind=((Kind.LUNCH, Reminders()), (Kind.PANEL, Reminders()), (Kind.TALK, Reminders())),
    )
    assert doubts(schedule(session("a", room="R"), posting=posting)) == (
        Doubt(None, "#s hears of the room 'S', in which no session is", "posting.rooms"),
        Doubt(None, "'panel' is named, and no session is of that kind", "posting.reminders"),
    )


def test_talk_that_is_titled_as_a_break_is_doubted() -> None:
    problem = "'Lunch' is of the kind 'talk'; write `kind: lunch` if it is"
    assert doubts(schedule(session("lunch"), session("break", kind=Kind.BREAK))) == (Doubt("lunch", problem),)


def test_overlapping_pairs_in_any_order() -> None:
    a, b, c = session("a", "09:00-12:00"), session("b", "10:00-11:00"), session("c", "11:00-13:00")
    assert list(overlapping((c, b, session("d", "11:30"), a))) == [(a, b), (a, c)]
