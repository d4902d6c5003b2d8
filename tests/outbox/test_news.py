"""What those concerned are told of a schedule's changes."""

from dataclasses import replace
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.agenda.attendee import Attendee, Follow, Preferences, QuietHours, Sort, Star
from bot.outbox.check_in import Roster
from bot.outbox.news import Item, News, items_of, news_plan
from bot.outbox.plan import Listener
from bot.schedule.amendments import Cancellation, Change, Edit, Field, amended
from bot.schedule.model import Person, Schedule
from bot.store.ledger import Entry, Key
from tests.outbox.schedules import LONG_BEFORE, TEAM, at, schedule, session

PANEL = replace(session("panel", "10:00", room="Room 1"), end=at("11:00"), end_stated=True)
TALK = replace(session("talk", "10:10", room="Room 1"), speakers=(Person("Ada Example"),))
HELD = replace(session("spotlights", "11:00", room="Room 2"), talks=(replace(TALK, room="Room 2"),))
DEMOS = session("demos", "15:00", room="Room 2")
BEFORE = schedule(PANEL, HELD, DEMOS)
DUE = at("09:00")
EVERYWHERE, ROOM_1 = Listener("C1"), Listener("C2", "Room 1")
LATER = Edit("panel", Field.START, at("10:30"))


def news(*changes: Change, before: Schedule = BEFORE) -> News:
    return News(7, before, amended(before, changes), DUE)


def fan(*session_ids: str, preferences: Preferences = Preferences(), name: str = "U1") -> Attendee:  # noqa: B008 - frozen
    return Attendee(name, preferences, tuple(Star("workshop", each, LONG_BEFORE) for each in session_ids))


def told(found: News, *attendees: Attendee, now: str = "09:00") -> list[str]:
    return [one.key.recipient for one in news_plan((found,), (EVERYWHERE, ROOM_1), attendees, TEAM, at(now))]


def test_moved_session_is_told_to_channels_and_fans_once_it_has_settled() -> None:
    found = news(LATER)
    (moved,) = found.after.sessions[0:1]
    assert found.items == (Item(PANEL, moved),)
    assert news_plan((found,), (EVERYWHERE,), (fan("panel"), fan("demos", name="U2")), TEAM, DUE) == tuple(
        Entry(
            Key(TEAM, recipient, "workshop", "change-7", "change", 0),
            "workshop/change/7",
            DUE,
            DUE + timedelta(hours=6),
        )
        for recipient in ("C1", "U1")
    )
    assert told(found, now="15:00") == []


def test_talk_that_is_cancelled_or_new_is_told_with_the_time_of_what_holds_it() -> None:
    untimed = replace(HELD, talks=(session("untimed"), TALK))
    before = schedule(untimed)
    (gone,) = news(Cancellation("untimed"), before=before).items
    (back,) = News(7, amended(before, (Cancellation("untimed"),)), before, DUE).items
    assert [one and one.start for one in (gone.before, back.after)] == [untimed.start] * 2


def test_whoever_speaks_or_did_is_told_once_though_they_starred_nothing() -> None:
    instead = (Person("Bo Sample", slack="U8"),)
    found, roster = news(Edit("talk", Field.SPEAKERS, instead)), Roster({"ada example": "U7"})
    planned = news_plan((found,), (), (fan("talk", name="U7"), fan("demos", name="U2")), TEAM, DUE, roster)
    assert [entry.key.recipient for entry in planned] == ["U7", "U8"]
    assert news_plan((news(LATER),), (), (), TEAM, DUE, roster) == ()
    muted = Attendee("U7", Preferences(muted=True))
    assert [one.key.recipient for one in news_plan((found,), (), (muted,), TEAM, DUE, roster)] == ["U8"]


def test_what_is_known_of_speakers_is_no_news() -> None:
    """A schedule's text, read again, knows of each mention what is known of any."""
    known = (Person("Ada Example", affiliation="TU Berlin"),)
    assert news(Edit("talk", Field.SPEAKERS, known)).items == ()
    assert len(news(Edit("talk", Field.SPEAKERS, (*known, Person("Bo Sample")))).items) == 1


def test_room_that_hears_of_its_own_sessions_hears_of_those_that_come_and_go() -> None:
    assert told(news(Edit("demos", Field.START, at("16:00")))) == ["C1"]
    assert told(news(Edit("panel", Field.ROOM, "Room 2"))) == ["C1", "C2"]
    assert told(news(Edit("demos", Field.ROOM, "Room 1"))) == ["C1", "C2"]


def test_cancelled_session_is_told_to_those_who_starred_or_follow_it() -> None:
    follower = Attendee("U2", follows=(Follow(Sort.SPEAKER, "Ada Example", LONG_BEFORE),))
    assert told(news(Cancellation("talk")), fan("talk"), follower, fan("demos", name="U3")) == ["C1", "U1", "U2"]


def test_session_that_moves_is_told_to_fans_of_a_talk_in_it() -> None:
    assert told(news(Edit("spotlights", Field.START, at("12:00"))), fan("talk")) == ["C1", "U1"]


def test_talks_that_move_with_their_session_are_not_told_beside_it() -> None:
    found = news(Edit("spotlights", Field.START, at("12:00")), Edit("talk", Field.START, at("11:10")))
    assert [item.ids for item in found.for_listener(EVERYWHERE)] == [frozenset({"spotlights"})]
    assert [item.ids for item in found.for_person(fan("talk"), {})] == [
        frozenset({"spotlights"}),
        frozenset({"talk"}),
    ]


def test_channels_hear_of_talks_that_go_another_way_than_their_session() -> None:
    moved = Edit("spotlights", Field.START, at("12:00"))
    with_session = Edit("talk", Field.START, at("11:10"))
    for change in (
        Cancellation("talk"),
        Edit("talk", Field.START, at("14:00")),
        Edit("talk", Field.TITLE, "Quo vadis"),
        Edit("talk", Field.ROOM, "Room 5"),
    ):
        found = news(moved, with_session, change)
        assert [item.ids for item in found.for_listener(EVERYWHERE)] == [frozenset({"spotlights"}), frozenset({"talk"})]
    cancelled = news(Cancellation("spotlights"))
    assert [item.ids for item in cancelled.for_listener(EVERYWHERE)] == [frozenset({"spotlights"})]


def test_end_alone_is_no_news() -> None:
    assert items_of(BEFORE, amended(BEFORE, (Edit("panel", Field.END, at("12:00")),))) == ()


def test_what_is_over_is_no_news() -> None:
    late = News(7, BEFORE, amended(BEFORE, (LATER,)), at("14:00"))
    assert late.items == ()


def test_change_taken_back_before_it_was_told_is_no_news() -> None:
    assert told(news(), fan("panel")) == []


def test_muted_fan_is_not_told_and_quiet_hours_are_kept() -> None:
    zone = ZoneInfo("America/Los_Angeles")
    quiet = Preferences(zone=zone, quiet=QuietHours(time(8), time(9, 30)))
    assert told(news(LATER), fan("panel", preferences=Preferences(muted=True))) == ["C1", "C2"]
    for heard in (quiet, Preferences(muted_until=at("09:30"))):
        (entry,) = news_plan((news(LATER),), (), (fan("panel", preferences=heard),), TEAM, DUE)
        assert entry.due_at == at("09:30")
