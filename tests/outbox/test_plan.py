"""Schedule × audience → what should be said: whole plans, and the days on which clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.files.read import read_file
from bot.outbox.plan import Listener, plan
from bot.schedule.model import Kind, Posting, Reminders, Schedule, Session
from bot.store.ledger import Entry
from tests.outbox.schedules import DAY, LONG_BEFORE, TEAM, at, entry, reminding, schedule, session

MINUTE = timedelta(minutes=1)
ALL = (Listener("C1"),)
SCHEDULES = Path(__file__).parent.parent.parent / "schedule_data"


def planned(of: Schedule, *audience: Listener, now: datetime = LONG_BEFORE) -> tuple[Entry, ...]:
    return plan(of, audience or ALL, TEAM, now)


def reminder(name: str, clock: str, *, lead: int = 10, recipient: str = "C1", expires: datetime | None = None) -> Entry:
    start = at(clock)
    due = start - lead * MINUTE
    return entry(name, "reminder", f"{start:%Y-%m-%dT%H:%MZ}", due, expires or start, lead=lead, recipient=recipient)


def breaks(name: str, opens: str, expires: str, recipient: str = "C1") -> Entry:
    start = at(opens)
    return entry(name, "breaks", f"{start:%Y-%m-%dT%H:%MZ}", start, at(expires), recipient=recipient)


def test_plan_of_a_day() -> None:
    day = schedule(
        session("opening", "09:00", Kind.OPENING),
        session("keynote", "09:10", Kind.KEYNOTE),
        session("coffee", "10:30", Kind.BREAK),
        session("lunch", "12:15", Kind.LUNCH),
        session("panel", "13:00", Kind.PANEL),
        session("tea", "15:00", Kind.BREAK),
        session("posters", day=DAY, kind=Kind.POSTERS),
        session("dessert", day=DAY, kind=Kind.BREAK),
        session("archived", day=None),
    )
    assert planned(day) == (
        reminder("opening", "09:00"),
        breaks("coffee", "09:00", "10:30"),
        breaks("lunch", "09:00", "12:15"),
        entry("posters", "date-only", "2020-12-12T17:00Z", at("09:00"), at("00:00", date(2020, 12, 13))),
        reminder("keynote", "09:10"),
        reminder("panel", "13:00"),
        breaks("tea", "13:00", "15:00"),
    )


def test_plan_of_mlforsystems_2020() -> None:
    starts = {
        "opening-remarks": "09:00",
        "invited-speaker-1-christina-delimitrou": "09:15",
        "invited-speaker-2-ed-chi": "09:50",
        "contributed-talks-1": "10:40",
        "invited-speaker-3-bryan-catanzaro": "11:30",
        "contributed-talks-2": "13:00",
        "invited-speaker-4-benoit-steiner": "13:50",
        "contributed-talks-3": "14:25",
        "invited-speaker-5-justin-gottschlich": "15:30",
        "contributed-talks-4": "16:05",
        "invited-speaker-6-kunle-olukotun": "17:05",
        "closing": "17:40",
    }
    expected = (
        *(reminder(name, clock) for name, clock in starts.items()),
        breaks("break-1", "09:00", "10:25"),
        breaks("lunch-break-live-interactions", "09:00", "12:05"),
        breaks("break-2", "13:00", "15:15"),
    )
    real = read_file(SCHEDULES / "mlforsystems-2020.yaml").schedule
    in_it = tuple(
        replace(one, key=replace(one.key, schedule_id=real.id), bundle=one.bundle.replace("workshop", real.id))
        for one in expected
    )
    assert planned(real) == tuple(sorted(in_it, key=lambda one: (one.due_at, one.bundle, one.key.session_id)))


@pytest.mark.parametrize("path", sorted(SCHEDULES.glob("*.yaml")), ids=lambda path: path.stem)
def test_plan_of_every_schedule_has_each_message_once(path: Path) -> None:
    entries = planned(read_file(path).schedule)
    assert len({one.key for one in entries}) == len(entries) > 0
    assert all(one.due_at < one.expires_at for one in entries)


def test_plan_uses_the_leads_of_each_kind() -> None:
    posting = Posting(default=Reminders((5,)), by_kind=((Kind.KEYNOTE, Reminders((30,))), (Kind.BREAK, Reminders())))
    day = schedule(
        session("keynote", "10:00", Kind.KEYNOTE), session("talk", "11:00"), session("tea", "12:00", Kind.BREAK)
    )
    assert planned(replace(day, posting=posting)) == (
        reminder("keynote", "10:00", lead=30),
        reminder("talk", "11:00", lead=5),
    )


def test_plan_of_several_leads_each_of_use_until_the_next() -> None:
    day = schedule(session("talk", "10:00"), posting=reminding(5, 60, 15, 5))
    assert planned(day) == (
        reminder("talk", "10:00", lead=60, expires=at("09:45")),
        reminder("talk", "10:00", lead=15, expires=at("09:55")),
        reminder("talk", "10:00", lead=5),
    )
    assert planned(day, now=at("09:57")) == (reminder("talk", "10:00", lead=5),)


def test_plan_of_a_reminder_at_the_start_is_of_use_for_a_minute() -> None:
    day = schedule(session("talk", "10:00"), posting=reminding(0))
    assert planned(day) == (reminder("talk", "10:00", lead=0, expires=at("10:01")),)


def test_plan_of_breaks_with_leads_too() -> None:
    posting = Posting(by_kind=((Kind.BREAK, Reminders((5,), half_day=True)),))
    day = schedule(session("talk", "10:00"), session("tea", "10:30", Kind.BREAK), posting=posting)
    assert planned(day) == (
        reminder("talk", "10:00"),
        breaks("tea", "10:00", "10:30"),
        reminder("tea", "10:30", lead=5),
    )


def test_plan_of_a_break_that_opens_its_half_day() -> None:
    day = schedule(session("tea", "09:00", Kind.BREAK))
    assert planned(day) == (breaks("tea", "09:00", "09:01"),)


@pytest.mark.parametrize(
    ("clocks", "opens"),
    [
        ({"talk": "11:59", "tea": "12:00"}, "12:00"),
        ({"talk": "11:58", "tea": "11:59"}, "11:58"),
        ({"talk": "13:00", "lunch": "13:30", "tea": "14:30"}, "14:30"),
        ({"talk": "11:00", "lunch": "11:30", "tea": "11:45"}, "11:45"),
    ],
)
def test_plan_of_breaks_when_the_day_turns(clocks: dict[str, str], opens: str) -> None:
    """At lunch, wherever it is, and at noon without one: the tea's half-day opens at that time."""
    kinds = {"tea": Kind.BREAK, "lunch": Kind.LUNCH}
    day = schedule(*(session(name, clock, kinds.get(name, Kind.TALK)) for name, clock in clocks.items()))
    assert [one.due_at for one in planned(day) if one.key.session_id == "tea"] == [at(opens)]


def test_plan_of_breaks_on_each_day() -> None:
    second = date(2020, 12, 13)
    day = schedule(session("tea", "10:00", Kind.BREAK), session("coffee", "10:00", Kind.BREAK, day=second))
    assert [(one.key.session_id, one.due_at) for one in planned(day)] == [
        ("tea", at("10:00")),
        ("coffee", at("10:00", second)),
    ]


def test_plan_of_rooms_and_channels() -> None:
    day = schedule(
        session("east", "10:00", room="East"), session("west", "10:00", room="West"), session("dinner", "18:00")
    )
    audience = (Listener("C1"), Listener("CE", "East"), Listener("CW", "West"), Listener("CX", "Attic"))
    assert planned(day, *audience) == (
        reminder("east", "10:00"),
        reminder("east", "10:00", recipient="CE"),
        reminder("west", "10:00"),
        reminder("west", "10:00", recipient="CW"),
        reminder("dinner", "18:00"),
    )


def test_plan_of_two_rooms_in_one_channel_says_each_session_once() -> None:
    day = schedule(session("east", "10:00", room="East"), session("west", "11:00", room="West"))
    twice = (Listener("C1", "East"), Listener("C1", "West"), Listener("C1", "East"))
    assert planned(day, *twice) == (reminder("east", "10:00"), reminder("west", "11:00"))


def test_plan_puts_parallel_starts_in_one_bundle() -> None:
    day = schedule(session("a", "10:00", room="East"), session("b", "10:00", Kind.KEYNOTE), session("c", "10:01"))
    assert [one.bundle for one in planned(day)] == [
        "workshop/reminder/10/2020-12-12T18:00Z",
        "workshop/reminder/10/2020-12-12T18:00Z",
        "workshop/reminder/10/2020-12-12T18:01Z",
    ]


def test_plan_keeps_schedules_in_bundles_of_their_own() -> None:
    one, two = (replace(schedule(session("a", "10:00")), id=name) for name in ("one", "two"))
    assert {entry.bundle for day in (one, two) for entry in planned(day)} == {
        "one/reminder/10/2020-12-12T18:00Z",
        "two/reminder/10/2020-12-12T18:00Z",
    }


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("09:49:59", ["talk", "lunch", "posters"]),
        ("09:59:59", ["talk", "lunch", "posters"]),
        ("10:00", ["lunch", "posters"]),
        ("12:00", ["posters"]),
        ("23:59:59", ["posters"]),
    ],
)
def test_plan_holds_what_is_of_use_still(now: str, left: list[str]) -> None:
    day = schedule(session("talk", "10:00"), session("lunch", "12:00", Kind.LUNCH), session("posters"))
    assert sorted(one.key.session_id for one in planned(day, now=at(now))) == sorted(left)


def test_plan_of_a_past_day_is_empty() -> None:
    day = schedule(session("talk", "10:00"), session("lunch", "12:00", Kind.LUNCH), session("posters"))
    assert planned(day, now=at("00:00", date(2020, 12, 13))) == ()


def test_plan_for_nobody_is_empty() -> None:
    assert plan(schedule(session("talk", "10:00")), (), TEAM, LONG_BEFORE) == ()


@pytest.mark.parametrize(
    ("day", "morning", "hours"),
    [(date(2021, 3, 14), "2021-03-14T16:00+00:00", 14), (date(2021, 11, 7), "2021-11-07T17:00+00:00", 16)],
    ids=["spring", "autumn"],
)
def test_plan_when_clocks_change_keeps_the_morning_at_nine(day: date, morning: str, hours: int) -> None:
    (posters,) = planned(schedule(session("posters", day=day)))
    nine = datetime.fromisoformat(morning)
    assert (posters.due_at, posters.expires_at) == (nine, nine + timedelta(hours=15))
    assert at("09:00", day) == nine
    assert nine - at("18:00", day - timedelta(days=1)) == timedelta(hours=hours)


@pytest.mark.parametrize("start", ["2021-03-14T10:05", "2021-11-07T09:05"], ids=["spring", "autumn"])
def test_plan_when_clocks_change_leads_by_elapsed_minutes(start: str) -> None:
    """03:05 after the hour that is left out, and 01:05 of the hour that comes twice, ten minutes later."""
    moment = datetime.fromisoformat(start).replace(tzinfo=UTC)
    early = Session("early", "Early", date=moment.date(), start=moment)
    (one,) = planned(schedule(early))
    assert (one.due_at, one.expires_at) == (moment - 10 * MINUTE, moment)


def test_plan_of_the_hour_that_comes_twice_keeps_both_apart() -> None:
    day = date(2021, 11, 7)
    first, second = (datetime(2021, 11, 7, hour, 30, tzinfo=UTC) for hour in (8, 9))
    twice = schedule(Session("a", "A", date=day, start=first), Session("b", "B", date=day, start=second))
    assert [one.bundle for one in planned(twice)] == [
        "workshop/reminder/10/2021-11-07T08:30Z",
        "workshop/reminder/10/2021-11-07T09:30Z",
    ]


def test_plan_in_a_zone_where_midnight_is_left_out() -> None:
    beirut = ZoneInfo("Asia/Beirut")
    day = replace(schedule(session("posters", day=date(2021, 3, 27))), timezone=beirut)
    (posters,) = planned(day)
    assert (posters.due_at, posters.expires_at) == (
        datetime(2021, 3, 27, 7, tzinfo=UTC),
        datetime(2021, 3, 27, 22, tzinfo=UTC),
    )
