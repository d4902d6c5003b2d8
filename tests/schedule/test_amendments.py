from dataclasses import replace
from datetime import timedelta
from operator import attrgetter

from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.amendments import (
    Addition,
    Cancellation,
    Edit,
    Field,
    Restoration,
    TakenUp,
    amended,
    clashes,
    delayed,
    lasting,
    moved,
    moved_whole,
    relocated,
    swapped,
)
from bot.schedule.model import Kind, Schedule, Session
from bot.schedule.query import placed
from tests.schedule.drawn import changes_of, sessions_of_a_day
from tests.schedule.sessions import DAY, at, people, schedule, session

QUARTER = timedelta(minutes=15)
COFFEE = replace(session("coffee", "10:00-10:30"), kind=Kind.BREAK)
MORNING = schedule(
    session("one", "09:00-09:30"),
    session("two", "09:30-10:00"),
    COFFEE,
    session("three", "10:30-11:00"),
    session("four", "11:00-12:00"),
)


def spans(found: Schedule) -> dict[str, str]:
    """The times of each session (and nested talk), as "09:00-09:30"."""
    return {
        entry.id: "-".join(f"{found.local(at):%H:%M}" for at in (entry.start, entry.end) if at)
        for entry in found.entries()
    }


def late(found: Schedule, since: str, room: str | None = None, taken_up: TakenUp = TakenUp.BY_BREAKS) -> dict[str, str]:
    """The times of what is told otherwise when it runs a quarter of an hour late."""
    before = spans(found)
    after = spans(amended(found, lasting(found, delayed(found, QUARTER, at(since), room, taken_up))))
    return {name: span for name, span in after.items() if span != before[name]}


def test_schedule_without_changes_is_as_it_was() -> None:
    assert amended(MORNING, ()) == MORNING


def test_delay_prolongs_what_is_on_and_is_taken_up_by_the_break() -> None:
    assert late(MORNING, "09:10") == {"one": "09:00-09:45", "two": "09:45-10:15", "coffee": "10:15-10:30"}


def test_delay_goes_on_to_the_end_of_the_day_where_it_is_to() -> None:
    assert late(MORNING, "09:30", taken_up=TakenUp.BY_NIGHT) == {
        "two": "09:45-10:15",
        "coffee": "10:15-10:45",
        "three": "10:45-11:15",
        "four": "11:15-12:15",
    }


def test_short_break_takes_up_all_but_five_minutes() -> None:
    short = replace(session("coffee", "10:00-10:10"), kind=Kind.BREAK)
    found = schedule(session("one", "09:00-10:00"), short, session("two", "10:10-11:00"), session("three", "11:30"))
    assert late(found, "09:10") == {"one": "09:00-10:15", "coffee": "10:15-10:20", "two": "10:20-11:10"}


def test_session_that_is_put_off_takes_no_time_of_the_gap_before_it() -> None:
    found = schedule(session("one", "09:00-10:00"), session("two", "11:00-12:00"))
    assert late(found, "11:00") == {"two": "11:15-12:15"}


def test_gap_between_sessions_takes_a_delay_up() -> None:
    found = schedule(session("one", "09:00-10:00"), session("two", "10:05-11:00"), session("three", "11:30-12:00"))
    assert late(found, "09:10") == {"one": "09:00-10:15", "two": "10:15-11:10"}


def test_one_late_room_leaves_the_others_and_what_is_in_none_alone() -> None:
    found = schedule(
        session("one", "09:00-10:00", room="Room 1"),
        session("two", "09:00-10:00", room="Room 2"),
        COFFEE,
        session("three", "10:30-11:00", room="Room 1"),
        session("four", "10:30-11:00", room="Room 2"),
    )
    assert late(found, "09:30", room="Room 2") == {"two": "09:00-10:15"}


def test_only_room_of_a_day_delays_the_breaks_that_are_in_none() -> None:
    found = schedule(
        session("one", "09:00-10:00", room="Room 1"), COFFEE, session("three", "10:30-11:00", room="Room 1")
    )
    assert late(found, "09:30", room="Room 1") == {"one": "09:00-10:15", "coffee": "10:15-10:30"}


def test_ends_that_nobody_stated_move_along() -> None:
    found = schedule(session("one", "09:00"), session("two", "10:00"), session("three", "11:00-12:00"))
    changes = delayed(found, QUARTER, at("10:00"), None, TakenUp.BY_NIGHT)
    after = amended(found, lasting(found, changes))
    assert spans(after) == {"one": "09:00-10:00", "two": "10:15-11:15", "three": "11:15-12:15"}


def test_talks_within_a_session_move_with_it() -> None:
    talks = (session("first", "09:00-09:20"), session("second", "09:20-09:40"), session("third"))
    found = schedule(session("spotlights", "09:00-10:00", talks=talks))
    assert spans(amended(found, moved(found.sessions[0], at("14:00")))) == {
        "spotlights": "14:00-15:00",
        "first": "14:00-14:20",
        "second": "14:20-14:40",
        "third": "",
    }
    assert late(found, "09:10") == {"spotlights": "09:00-10:15", "first": "09:00-09:35", "second": "09:35-09:55"}


def test_talk_on_its_holders_time_moves_alone() -> None:
    found = schedule(session("spotlights", "09:00-10:00", talks=(session("first"),)))
    talk = placed(found.sessions[0].talks[0], found.sessions[0])
    assert spans(amended(found, moved(talk, at("09:30")))) == {"spotlights": "09:00-10:00", "first": "09:30"}


def test_session_that_moves_leaves_the_one_before_as_long_as_it_was() -> None:
    found = schedule(session("one", "09:00"), session("two", "10:00"), session("three", "11:00-12:00"))
    after = amended(found, lasting(found, moved(found.sessions[1], at("17:00"))))
    assert spans(after) == {"one": "09:00-10:00", "three": "11:00-12:00", "two": "17:00-18:00"}


def test_session_that_begins_within_another_cuts_it_only_where_it_followed_it() -> None:
    found = schedule(session("talk", "11:00"), session("lunch", "12:00"), session("next", "13:30"))
    added = amended(found, lasting(found, (Addition(session("photo", "12:30-12:40")),)))
    assert spans(added) == {
        "talk": "11:00-12:00", "lunch": "12:00-13:30", "photo": "12:30-12:40", "next": "13:30",
    }  # fmt: skip
    assert clashes(found, added) != ()
    earlier = amended(found, lasting(found, moved(found.sessions[1], at("11:50"))))
    assert spans(earlier) == {"talk": "11:00-11:50", "lunch": "11:50-13:20", "next": "13:30"}


def test_session_that_moves_whole_lasts_as_long_as_it_did_unless_it_is_a_break_until_the_next() -> None:
    lunch = replace(session("lunch", "12:00"), kind=Kind.LUNCH)
    found = schedule(lunch, session("panel", "13:30"), session("end", "14:30"))
    panel, pause = found.sessions[1], found.sessions[0]
    assert spans(amended(found, moved_whole(panel, at("13:45"), found)))["panel"] == "13:45-14:45"
    assert spans(amended(found, moved_whole(pause, at("12:20"), found)))["lunch"] == "12:20-13:30"


def test_session_moves_to_another_day() -> None:
    start = at("09:00", DAY + timedelta(days=1))
    after = amended(MORNING, moved(MORNING.sessions[0], start))
    assert (after.sessions[-1].id, after.sessions[-1].date) == ("one", DAY + timedelta(days=1))


def test_session_without_a_time_is_given_one() -> None:
    after = amended(schedule(session("demos")), moved(session("demos"), at("15:00")))
    assert spans(after) == {"demos": "15:00"}


def test_neighbours_of_different_length_swap() -> None:
    found = schedule(session("long", "09:00-10:00", room="A"), session("short", "10:00-10:20", room="B"))
    after = amended(found, swapped(*found.sessions))
    assert spans(after) == {"short": "09:00-09:20", "long": "09:20-10:20"}
    assert [entry.room for entry in after.sessions] == ["A", "B"]


def test_distant_sessions_swap_their_starts() -> None:
    after = amended(MORNING, swapped(MORNING.sessions[4], MORNING.sessions[0]))
    assert spans(after)["four"] == "09:00-10:00"
    assert spans(after)["one"] == "11:00-11:30"


def test_room_changes_for_a_session_and_the_talks_in_it() -> None:
    talks = (session("first", room="A"), session("elsewhere", room="B"))
    found = schedule(session("spotlights", "09:00-10:00", room="A", talks=talks))
    after = amended(found, relocated(found.sessions[0], "C"))
    assert [entry.room for entry in after.entries()] == ["C", "C", "B"]


def test_title_and_people_change() -> None:
    speakers = people("Bo Sample")
    after = amended(MORNING, (Edit("one", Field.TITLE, "Uno"), Edit("one", Field.SPEAKERS, speakers)))
    assert after.sessions[0] == replace(MORNING.sessions[0], title="Uno", speakers=speakers)


def test_cancelled_session_is_apart_and_stays_so_when_the_file_has_it_again() -> None:
    changes = (Cancellation("two"),)
    after = amended(MORNING, changes)
    assert [entry.id for entry in after.sessions] == ["one", "coffee", "three", "four"]
    assert after.cancelled == (MORNING.sessions[1],)
    assert amended(after, changes) == after


def test_cancelled_talk_is_apart_from_its_session() -> None:
    found = schedule(session("spotlights", "09:00-10:00", talks=(session("first"), session("second"))))
    after = amended(found, (Cancellation("first"),))
    assert [talk.id for talk in after.sessions[0].talks] == ["second"]
    assert after.cancelled == (replace(placed(session("first"), found.sessions[0]), end=None),)


def test_restored_session_or_talk_is_where_it_was_with_what_was_changed_of_it_since() -> None:
    found = schedule(
        session("spotlights", "09:00-10:00", talks=(session("first"), session("second"))), session("later", "11:00")
    )
    moved_on = Edit("later", Field.START, at("11:30"))
    off = (Cancellation("first"), Cancellation("later"), moved_on)
    assert amended(found, (*off, Restoration("first"), Restoration("later"))) == amended(found, (moved_on,))
    gone = replace(found, sessions=found.sessions[:1], cancelled=found.sessions[1:])
    assert amended(gone, (Restoration("later"),)) == found
    assert amended(found, (Restoration("first"),)) == found


def test_session_is_added_unless_the_file_has_it_by_now() -> None:
    photo = session("photo", "12:00-12:10")
    after = amended(MORNING, (Addition(photo),))
    assert after.sessions[-1] == photo
    assert amended(after, (Addition(replace(photo, title="Other")),)) == after


def test_change_of_what_the_file_no_longer_has_is_left_out() -> None:
    assert amended(MORNING, (Edit("gone", Field.TITLE, "X"), Cancellation("gone"))) == MORNING


def test_talk_that_moves_beyond_its_session_is_told() -> None:
    talks = (session("first", "09:00-09:30"), session("last", "09:30-10:00"))
    found = schedule(replace(session("held", "09:00-10:00"), talks=talks))
    within = amended(found, (Edit("last", Field.START, at("09:40")),))
    beyond = amended(found, (Edit("last", Field.START, at("10:00")),))
    assert clashes(found, within) == ()
    assert clashes(found, beyond) == ("'Last' starts while 'Held', which holds it, is not on",)


def test_new_clashes_are_told_and_old_ones_are_not() -> None:
    found = schedule(
        session("one", "09:00-10:00", room="A"),
        session("two", "09:30-10:00", room="A"),
        session("three", "11:00-12:00", room="A"),
    )
    after = amended(found, moved(found.sessions[2], at("09:45")))
    assert clashes(found, found) == ()
    assert clashes(found, after) == (
        "'Three' is in A while 'One' is still there",
        "'Three' is in A while 'Two' is still there",
    )


def by_id(found: Schedule) -> Schedule:
    """In which of two orders sessions stand that start together is of no account."""
    sort = attrgetter("id")
    return replace(
        found, sessions=tuple(sorted(found.sessions, key=sort)), cancelled=tuple(sorted(found.cancelled, key=sort))
    )


@given(st.data(), sessions_of_a_day())
def test_changes_made_twice_or_to_a_file_that_has_them_are_the_same_as_once(
    data: st.DataObject, sessions: tuple[Session, ...]
) -> None:
    found = schedule(*sessions)
    first = data.draw(changes_of(found))
    then = amended(found, first)
    second = data.draw(changes_of(then)) if then.sessions else ()
    after = by_id(amended(found, (*first, *second)))
    assert by_id(amended(then, second)) == after
    assert by_id(amended(found, (*first, *second, *first, *second))) == after
    assert by_id(amended(after, (*first, *second))) == after


@given(st.data(), sessions_of_a_day())
def test_delay_moves_nothing_earlier_and_nothing_by_more_than_itself(
    data: st.DataObject, sessions: tuple[Session, ...]
) -> None:
    found = schedule(*sessions)
    since = at("08:00") + timedelta(minutes=5 * data.draw(st.integers(0, 100)))
    room = data.draw(st.sampled_from([None, "A", "B"]))
    after = amended(found, delayed(found, QUARTER, since, room, data.draw(st.sampled_from(TakenUp))))
    starts = {entry.id: entry.start for entry in after.sessions}
    for before in found.sessions:
        start = starts[before.id]
        assert before.start is not None
        assert start is not None
        assert timedelta() <= start - before.start <= QUARTER
