"""What is offered to be asked: it fits the moment, and has an answer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.files.read import read_file
from bot.questions.ask import Guide
from bot.questions.prompts import NEXT, NOW, in_focus, prompts
from bot.schedule.model import Kind, Link, Person, Schedule, Session

DATA = Path(__file__).parent.parent.parent / "schedule_data"
MORNING = datetime(2026, 12, 4, 8, tzinfo=UTC)


def session(title: str, hours: float, kind: Kind = Kind.TALK, **more: object) -> Session:
    """An hour that begins so many hours after the morning."""
    start = MORNING + timedelta(hours=hours)
    given = {"date": start.date(), "start": start, "end": start + timedelta(hours=1), **more}
    return Session(title, title, kind, **given)  # type: ignore[arg-type] # fields by name


def schedule(*sessions: Session, name: str = "s") -> Schedule:
    return Schedule(name, name.upper(), ZoneInfo("UTC"), sessions)


DAY = schedule(
    session("Opening", 1, speakers=(Person("Ada"),), links=(Link("slides", "https://x.org"),)),
    session("Clocks That Agree", 2, Kind.KEYNOTE),
    session("Lunch", 4, Kind.LUNCH),
    session("Posters", 6, Kind.POSTERS),
    session("More Posters", 30, Kind.POSTERS),
)


def asked(hours: float) -> tuple[str, ...]:
    return tuple(choice.question for choice in prompts(DAY, MORNING + timedelta(hours=hours)))


def test_before_the_event_its_start_and_people_are_asked_after() -> None:
    assert asked(0) == (
        "When does it start?",
        "Who is speaking?",
        "When is “Clocks That Agree”?",
        "What's on the first day?",
    )


def test_during_the_event_what_is_on_and_to_come_is_asked_after() -> None:
    assert asked(1.5) == ("What's on now?", "What's next?", "When is lunch?", "When is “Clocks That Agree”?")


def test_lunch_that_has_begun_is_not_asked_after() -> None:
    assert asked(4.5) == ("What's on now?", "What's next?", "When is “Posters”?", "What's left today?")


def test_overnight_nothing_is_on_and_nothing_left_today() -> None:
    assert asked(14) == ("What's next?", "When is “More Posters”?", "Who is speaking?")


def test_at_the_end_there_is_no_next() -> None:
    assert asked(30.5) == ("What's on now?", "Who is speaking?")


def test_after_the_event_its_links_are_asked_after() -> None:
    assert asked(50) == ("Slides", "Who spoke?", "What was on the last day?")


def test_what_is_seen_already_makes_room_for_others() -> None:
    offered = prompts(DAY, MORNING + timedelta(hours=1.5), besides=frozenset({NOW, NEXT}))
    assert tuple(choice.question for choice in offered) == (
        "When is lunch?",
        "When is “Clocks That Agree”?",
        "What's left today?",
        "Who is speaking?",
    )


def test_archive_without_dates_offers_its_speakers() -> None:
    archive = schedule(Session("a", "A", speakers=(Person("Ada"),)))
    assert tuple(choice.question for choice in prompts(archive, MORNING)) == ("Who spoke?",)


def test_focus_is_what_is_on_then_what_comes_then_what_was() -> None:
    first, second = schedule(session("A", 0), name="first"), schedule(session("B", 10), name="second")
    archive = schedule(Session("c", "C"), name="archive")
    both = (archive, second, first)
    moments = (-5, 0.5, 5, 10.5, 20)
    focus = tuple(in_focus(both, MORNING + timedelta(hours=hours)) for hours in moments)
    assert focus == (first, first, second, second, second)
    assert in_focus((archive,), MORNING) == archive
    assert in_focus((), MORNING) is None


def test_focus_stays_for_a_day_on_what_is_over_while_the_next_is_far() -> None:
    first, second = schedule(session("A", 0), name="first"), schedule(session("B", 100), name="second")
    focus = tuple(in_focus((first, second), MORNING + timedelta(hours=hours)) for hours in (5, 30, 80))
    assert focus == (first, second, second)


@pytest.mark.parametrize("path", sorted(DATA.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("hours", [-70, 1, 3, 7, 500])
def test_each_prompt_has_an_answer(path: Path, hours: float) -> None:
    real = read_file(path).schedule
    guide = Guide((real,))
    opens = datetime.combine(real.dates()[0], datetime.min.time(), real.timezone) + timedelta(hours=9)
    now = opens + timedelta(hours=hours)
    for choice in prompts(real, now):
        answer = guide.ask(choice.question, now=now, reader=None, preferred=choice.schedule_id)
        said = str(answer.headline)
        assert not said.startswith(("('I am happy", "('Nobody", "('No", "('I do not")), (choice.question, said)
        assert not any("did not understand" in str(note) for note in answer.notes), choice.question
