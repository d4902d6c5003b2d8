"""What is said of a session."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.phrases import Hyperlink, Phrase, Span, Strong
from bot.schedule.model import Link, Person, Session
from bot.wording import details, duration, links, names, nested, summary, when

START = datetime(2020, 12, 12, 22, 25, tzinfo=UTC)
END = START + timedelta(minutes=50)
DAY = date(2020, 12, 12)
ADA, BOB, EVE = Person("Ada", "Home"), Person("Bob"), Person("Eve", "Away")
TIMED = Session("a", "A Talk", date=DAY, start=START, end=END, room="Hall", speakers=(ADA, BOB))


@pytest.mark.parametrize(
    ("session", "with_day", "expected"),
    [
        (TIMED, False, (Span(START, END),)),
        (TIMED, True, (Span(START, END, with_day=True),)),
        (Session("a", "A", date=DAY), False, ("Sat 12 Dec 2020, time not announced",)),
        (Session("a", "A"), True, ("from the archive, no date",)),
    ],
    ids=["timed", "with its day", "date only", "archived"],
)
def test_when(session: Session, with_day: bool, expected: Phrase) -> None:  # noqa: FBT001 - a case
    assert when(session, with_day=with_day) == expected


@pytest.mark.parametrize(
    ("people", "alone", "with_affiliation"),
    [
        ((), "", ""),
        ((ADA,), "Ada", "Ada (Home)"),
        ((ADA, BOB), "Ada and Bob", "Ada (Home) and Bob"),
        ((ADA, BOB, EVE), "Ada, Bob and Eve", "Ada (Home), Bob and Eve (Away)"),
    ],
)
def test_names(people: tuple[Person, ...], alone: str, with_affiliation: str) -> None:
    assert (names(people), names(people, with_affiliation=True)) == (alone, with_affiliation)


def test_summary() -> None:
    assert summary(TIMED) == (Span(START, END), " ", Strong("A Talk"), " – Ada and Bob", " · Hall")
    assert summary(Session("b", "B", date=DAY, start=START), with_day=True) == (
        Span(START, None, with_day=True),
        " ",
        Strong("B"),
        "",
        "",
    )


def test_details() -> None:
    talks = (Session("t", "T", start=START, end=END, speakers=(ADA,)), Session("u", "U"))
    slides = (Link("slides", "https://a.b"), Link("paper", "https://c.d"))
    session = Session("a", "A", section="S", chairs=(EVE,), abstract="About.", talks=talks, links=slides)
    assert details(session) == (
        ("S",),
        ("Chair: Eve (Away)",),
        ("About.",),
        ("• ", Span(START, END), " ", "T", " – Ada (Home)"),
        ("• ", "U", ""),
        (Hyperlink("slides", "https://a.b"), ", ", Hyperlink("paper", "https://c.d")),
    )


def test_details_of_a_bare_session() -> None:
    assert (details(Session("a", "A")), links(()), nested(Session("u", "U"))) == ((), (), ("• ", "U", ""))


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (timedelta(0), "0 min"),
        (timedelta(minutes=-5), "0 min"),
        (timedelta(seconds=1), "1 min"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(seconds=61), "2 min"),
        (timedelta(minutes=59), "59 min"),
        (timedelta(minutes=59, seconds=30), "1 h"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=2, minutes=5), "2 h 5 min"),
        (timedelta(hours=23, minutes=59), "23 h 59 min"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=3, hours=2), "3 days 2 h"),
        (timedelta(days=12, hours=2), "12 days"),
    ],
)
def test_duration(span: timedelta, expected: str) -> None:
    assert duration(span) == expected


def test_summary_leaves_out_whom_the_title_names() -> None:
    session = Session("c", "Invited Speaker 1: Ada", speakers=(Person("Ada"), Person("Bob")))
    assert summary(session) == ("from the archive, no date", " ", Strong("Invited Speaker 1: Ada"), " – Bob", "")
