from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.difference import Difference, FieldChange, SessionChange, difference
from bot.schedule.model import Kind, Schedule, Session
from tests.schedule.sessions import DAY, at, people, schedule, session

JOINS = session("joins", "09:00-10:00", speakers=people("Ada Example"), room="Hall")
BREAK = replace(session("break", "10:00-10:15"), title="Break", kind=Kind.BREAK)


def changed(before: Session, after: Session) -> tuple[SessionChange, ...]:
    found = difference(schedule(before), schedule(after))
    assert (found.event, found.added, found.removed) == ((), (), ())
    return found.changed


def test_same_schedule_differs_in_nothing() -> None:
    assert difference(schedule(JOINS, BREAK), schedule(JOINS, BREAK)) == Difference()
    assert not Difference()


def test_session_that_came_or_went_is_told() -> None:
    assert difference(schedule(JOINS), schedule(JOINS, BREAK)) == Difference(added=(BREAK,))
    assert difference(schedule(JOINS, BREAK), schedule(JOINS)) == Difference(removed=(BREAK,))


def test_every_field_that_changed_is_told_from_what_to_what() -> None:
    later = replace(
        JOINS,
        title="Joins, again",
        start=at("11:00"),
        end=at("12:00"),
        room="Aula",
        speakers=people("Ada Example", "Bo Sample"),
    )
    assert changed(JOINS, later) == (
        SessionChange(
            JOINS,
            later,
            (
                FieldChange("title", "Joins", "Joins, again"),
                FieldChange("start", at("09:00"), at("11:00")),
                FieldChange("end", at("10:00"), at("12:00")),
                FieldChange("room", "Hall", "Aula"),
                FieldChange("speakers", people("Ada Example"), people("Ada Example", "Bo Sample")),
            ),
        ),
    )


def test_derived_end_is_no_change_of_the_session() -> None:
    first, second = session("a", "09:00"), session("b", "10:00")
    earlier = replace(second, start=at("09:45"))
    found = difference(schedule(first, second), schedule(first, earlier))
    assert [change.after.id for change in found.changed] == ["b"]


def test_session_is_known_by_title_and_speakers_where_its_id_is_another() -> None:
    moved = replace(JOINS, id="joins-talk", title="JOINS", start=at("11:00"), end=at("12:00"))
    assert [field.field for field in changed(JOINS, moved)[0].fields] == ["title", "start", "end"]


def test_title_announced_later_is_a_change_of_the_title() -> None:
    unknown = replace(JOINS, id="tba", title="TBA")
    assert changed(unknown, JOINS)[0].fields == (FieldChange("title", "TBA", "Joins"),)


def test_break_put_in_before_another_is_the_one_added() -> None:
    """Though the break that stood has the id `break-2` from then on, and the new one its old id."""
    early = replace(BREAK, start=at("08:00"), end=at("08:15"))
    renumbered = replace(BREAK, id="break-2")
    assert difference(schedule(BREAK, JOINS), schedule(early, JOINS, renumbered)) == Difference(added=(early,))


def test_nested_talk_is_a_session_of_its_own() -> None:
    talk = Session("t", "Talk", date=DAY, speakers=people("Cy Sample"))
    holder = replace(JOINS, talks=(talk,))
    found = difference(schedule(holder), schedule(replace(JOINS, talks=(replace(talk, room="Aula"),))))
    assert [(change.after.id, change.fields) for change in found.changed] == [
        ("t", (FieldChange("room", None, "Aula"),))
    ]


def test_what_is_said_of_the_event_is_told_too() -> None:
    before = schedule(JOINS)
    after = replace(before, timezone=ZoneInfo("Europe/Berlin"), venue="Bonn")
    assert difference(before, after) == Difference(
        event=(FieldChange("timezone", "America/New_York", "Europe/Berlin"), FieldChange("venue", None, "Bonn"))
    )


NAMES = st.sampled_from(["break", "break-2", "joins", "sorts"])
SESSIONS = st.builds(
    lambda name, title, hour: replace(session(name, f"{hour:02}:00"), title=title),
    NAMES,
    st.sampled_from(["Break", "Joins", "TBA"]),
    st.integers(8, 12),
)
SCHEDULES = st.lists(SESSIONS, max_size=6, unique_by=lambda each: each.id).map(lambda each: schedule(*each))


@given(SCHEDULES, SCHEDULES)
def test_each_session_is_told_of_once(before: Schedule, after: Schedule) -> None:
    found = difference(before, after)
    stayed = len(after.sessions) - len(found.added)
    assert stayed == len(before.sessions) - len(found.removed)
    assert {change.after.id for change in found.changed}.isdisjoint(each.id for each in found.added)


@given(SCHEDULES)
def test_every_session_of_a_later_schedule_is_moved(before: Schedule) -> None:
    later = [replace(each, start=each.start + timedelta(hours=6)) for each in before.sessions if each.start]
    found = difference(before, schedule(*later))
    assert (found.added, found.removed) == ((), ())
    assert {change.after.id for change in found.changed} == {each.id for each in later}
