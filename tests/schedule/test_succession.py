"""What became of sessions that a schedule told anew knows under other ids, in parts, or as one."""

from dataclasses import replace
from datetime import timedelta

from bot.schedule.model import Kind, Person, Session
from bot.schedule.succession import successions
from tests.outbox.schedules import schedule, session

ANA, BO = Person("Ana Ng"), Person("Bo Li")


def lasting(
    name: str, clock: str, minutes: int, *speakers: Person, title: str = "", room: str | None = None
) -> Session:
    one = session(name, clock, room=room)
    assert one.start
    return replace(one, end=one.start + timedelta(minutes=minutes), speakers=speakers, title=title or one.title)


def became(before: list[Session], after: list[Session]) -> dict[str, tuple[str, ...]]:
    found = successions(schedule(*before), schedule(*after))
    return {one.before.id: tuple(session.id for session in one.after) for one in found}


def test_session_that_moves_or_is_told_otherwise_under_its_id_has_no_successor() -> None:
    before = lasting("keynote", "10:00", 60, ANA)
    assert became([before], [lasting("keynote", "11:00", 60, ANA, title="Opening Keynote")]) == {}


def test_renamed_session_goes_on_under_its_new_id() -> None:
    assert became([lasting("tba", "10:00", 60, ANA)], [lasting("chips", "10:00", 60, ANA)]) == {"tba": ("chips",)}


def test_numbered_ids_that_shift_follow_their_sessions() -> None:
    before = [lasting("talk", "10:00", 30, ANA), lasting("talk-2", "11:00", 30, BO)]
    after = [lasting("talk-2", "10:00", 30, ANA, title="Talk"), lasting("talk-3", "11:00", 30, BO, title="Talk-2")]
    assert became(before, after) == {"talk": ("talk-2",), "talk-2": ("talk-3",)}


def test_split_session_goes_on_in_its_parts() -> None:
    after = [lasting("first", "10:00", 30, ANA), lasting("second", "10:30", 30, BO)]
    assert became([lasting("talks", "10:00", 60, ANA, BO)], after) == {"talks": ("first", "second")}


def test_session_that_gives_up_its_end_goes_on_in_both() -> None:
    after = [lasting("talks", "10:00", 30), lasting("more", "10:30", 30)]
    assert became([lasting("talks", "10:00", 60)], after) == {"talks": ("talks", "more")}


def test_merged_sessions_go_on_as_one() -> None:
    before = [lasting("first", "10:00", 30, ANA), lasting("second", "10:30", 30, BO)]
    assert became(before, [lasting("both", "10:00", 60, ANA, BO)]) == {"first": ("both",), "second": ("both",)}


def test_session_that_is_taken_into_another_goes_on_there() -> None:
    before = [lasting("first", "10:00", 30, ANA), lasting("second", "10:30", 30, BO)]
    assert became(before, [lasting("first", "10:00", 60, ANA, BO)]) == {"second": ("first",)}


def test_session_that_is_taken_out_has_no_successor() -> None:
    lunch = replace(lasting("lunch", "10:00", 60), kind=Kind.LUNCH)
    other = lasting("other", "10:00", 60, BO)
    assert became([lasting("gone", "10:00", 60, ANA), lunch], [other, lunch]) == {}


def test_session_in_another_room_at_the_same_time_is_no_successor() -> None:
    after = [lasting("one", "10:00", 60, room="East"), lasting("new", "10:30", 30, room="West")]
    assert became([lasting("one", "10:00", 90, room="East")], after) == {}
