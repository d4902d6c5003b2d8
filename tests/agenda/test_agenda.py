"""A person's agenda: what their stars and follows mean, what clashes, when they are free."""

from dataclasses import replace
from datetime import date, timedelta

from bot.agenda.agenda import Agenda, Offer, agenda_of
from bot.agenda.attendee import Attendee, Follow, Sort, Star
from bot.schedule.model import Kind, Person, Session
from tests.outbox.schedules import DAY, LONG_BEFORE, at, schedule, session

JEFF = Person("Jeff Dean")


def lasting(one: Session, minutes: int) -> Session:
    assert one.start
    return replace(one, end=one.start + timedelta(minutes=minutes), end_stated=True)


KEYNOTE = replace(lasting(session("keynote", "09:00"), 60), speakers=(JEFF,), title="Fair Systems")
EAST = lasting(session("east", "10:00"), 60)
WEST = lasting(session("west", "10:30"), 30)
TALK = Session("talk", "On Fairness", Kind.TALK, DAY, speakers=(Person("Ana Ng"),))
HOLDER = replace(lasting(session("holder", "13:00"), 60), talks=(TALK, replace(TALK, id="other", title="Chips")))
LATER = session("later", "09:00", day=date(2020, 12, 13))
OFFER = Offer(schedule(KEYNOTE, EAST, WEST, HOLDER, LATER))


def star(session_id: str, *, wanted: bool = True) -> Star:
    return Star("workshop", session_id, LONG_BEFORE, wanted)


def agenda(*stars: str, follows: tuple[Follow, ...] = (), without: tuple[str, ...] = ()) -> Agenda:
    kept = (*map(star, stars), *(star(one, wanted=False) for one in without))
    return agenda_of(Attendee("U1", stars=kept, follows=follows), (OFFER,))


def ids(found: Agenda) -> list[str]:
    return [item.session.id for item in found.items]


def test_agenda_holds_stars_in_order_of_time_and_none_of_what_is_gone() -> None:
    assert ids(agenda("later", "west", "keynote", "gone")) == ["keynote", "west", "later"]


def test_nested_talk_without_a_time_has_that_of_its_session() -> None:
    (item,) = agenda("talk").items
    assert (item.session.start, item.held_by) == (at("13:00"), "holder")


def test_follow_of_a_speaker_means_where_they_speak() -> None:
    assert ids(agenda(follows=(Follow(Sort.SPEAKER, "JEFF DEAN", LONG_BEFORE),))) == ["keynote"]


def test_follow_of_a_topic_means_what_is_about_it_in_any_inflection() -> None:
    assert ids(agenda(follows=(Follow(Sort.TOPIC, "chip", LONG_BEFORE),))) == ["other"]


def test_what_was_taken_out_of_a_follow_is_not_on_the_agenda() -> None:
    follow = Follow(Sort.SPEAKER, "Jeff Dean", LONG_BEFORE)
    assert ids(agenda("east", follows=(follow,), without=("keynote",))) == ["east"]
    again = replace(follow, since=LONG_BEFORE + timedelta(days=1))
    assert ids(agenda("east", follows=(again,), without=("keynote",))) == ["keynote", "east"]


def test_sessions_on_at_the_same_time_clash() -> None:
    found = agenda("keynote", "east", "west")
    assert [(one.session.id, other.session.id) for one, other in found.clashes()] == [("east", "west")]
    assert found.clashing() == {star("east").ref, star("west").ref}


def test_session_and_the_talks_in_it_do_not_clash() -> None:
    assert agenda("holder", "talk", "other").clashes() == ()


def test_days_are_the_events() -> None:
    found = agenda("keynote", "later")
    assert found.days() == (DAY, date(2020, 12, 13))
    assert ids(found.on(DAY)) == ["keynote"]


def test_next_starts_are_all_that_start_together_next() -> None:
    found = agenda("keynote", "holder", "talk")
    assert [item.session.id for item in found.next_starts(at("09:00"))] == ["holder", "talk"]
    assert found.next_starts(at("13:00")) == ()


def test_ahead_is_what_is_not_over() -> None:
    assert ids(agenda("keynote", "east", "holder").ahead(at("10:00"))) == ["east", "holder"]


def test_free_hours_of_a_time_are_those_in_which_nothing_is_on() -> None:
    found = agenda("keynote", "west", "holder", "later")
    assert found.free(at("07:00"), at("08:30")) == ((at("07:00"), at("08:30")),)
    assert found.free(at("08:30"), at("16:00")) == ((at("11:00"), at("13:00")), (at("14:00"), at("16:00")))
    assert found.free(at("09:30"), at("13:30"), timedelta(minutes=30)) == (
        (at("10:00"), at("10:30")),
        (at("11:00"), at("13:00")),
    )
    assert agenda().free(at("08:30"), at("09:00")) == ()


def test_what_has_no_time_stands_on_its_day() -> None:
    untimed = Session("untimed", "Untimed", Kind.TALK, DAY)
    offer = Offer(schedule(KEYNOTE, untimed, LATER))
    found = agenda_of(Attendee("U1", stars=(star("keynote"), star("untimed"), star("later"))), (offer,))
    assert ids(found) == ["keynote", "untimed", "later"]
