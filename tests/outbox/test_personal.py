"""What attendees are told by direct message: leads true in elapsed minutes, quiet hours quiet, a message a start."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agenda.agenda import Offer
from bot.agenda.attendee import Attendee, Preferences, QuietHours, Star
from bot.outbox.personal import personal_plan
from bot.schedule.model import Kind, Schedule, Session
from bot.store.ledger import Entry, Key
from tests.outbox.schedules import DAY, LONG_BEFORE, TEAM, ZONE, at, schedule, session

BERLIN = ZoneInfo("Europe/Berlin")
UNSET = Preferences()
TEN_MINUTES = timedelta(minutes=10)
NIGHT = QuietHours(time(18), time(18, 50))
"""In Berlin, which is nine hours ahead of the workshop."""


def lasting(one: Session, minutes: int = 30) -> Session:
    assert one.start
    return replace(one, end=one.start + timedelta(minutes=minutes))


KEYNOTE, EAST, WEST = (
    lasting(session(name, clock)) for name, clock in (("keynote", "10:00"), ("east", "11:00"), ("west", "11:00"))
)
PROGRAMME = schedule(KEYNOTE, EAST, WEST, lasting(session("after", "15:00")))


def star(session_id: str, since: datetime = LONG_BEFORE, **told: object) -> Star:
    return replace(Star("workshop", session_id, since), **told)  # type: ignore[arg-type] # a Star's fields


def planned(
    *stars: Star,
    preferences: Preferences = UNSET,
    of: Schedule = PROGRAMME,
) -> tuple[Entry, ...]:
    return personal_plan((Offer(of),), (Attendee("U1", preferences, stars),), TEAM, LONG_BEFORE)


def told(entries: tuple[Entry, ...], *kinds: str) -> list[tuple[str, int, datetime, datetime]]:
    chosen = (one for one in entries if one.key.kind in kinds)
    return [(one.key.session_id, one.key.lead, one.due_at, one.expires_at) for one in chosen]


def test_star_is_reminded_of_ten_minutes_before_and_asked_about_after_its_end() -> None:
    start = "2020-12-12T18:00Z"
    key = Key(TEAM, "U1", "workshop", "keynote", "personal", 10)
    reminder = Entry(key, f"personal/{start}", at("09:50"), at("10:00"), TEN_MINUTES)
    bundle, end = "rating/2020-12-12/morning/America/Los_Angeles", at("10:30")
    asking = replace(key, kind="rating", lead=0)
    rating = Entry(asking, bundle, end, end + timedelta(days=1))
    assert planned(star("keynote")) == (reminder, rating)


def test_leads_of_a_session_go_before_ones_own_and_each_is_of_use_until_the_next() -> None:
    entries = planned(star("keynote", leads=(5, 20)), star("east"), preferences=Preferences(leads=(15,)))
    assert told(entries, "personal") == [
        ("keynote", 20, at("09:40"), at("09:55")),
        ("keynote", 5, at("09:55"), at("10:00")),
        ("east", 15, at("10:45"), at("11:00")),
    ]


def test_parallel_starts_are_one_message() -> None:
    assert {one.bundle for one in planned(star("east"), star("west")) if one.key.kind == "personal"} == {
        "personal/2020-12-12T19:00Z"
    }


def test_what_was_due_before_it_was_starred_is_not_said() -> None:
    assert told(planned(star("keynote", at("09:51"))), "personal") == []


def test_nothing_more_is_said_of_a_start_that_they_are_on_their_way_to() -> None:
    ready = star("keynote", leads=(20, 5), settled=at("10:00"), snoozed_until=at("09:58"))
    assert told(planned(ready), "personal", "snooze") == []
    moved = schedule(lasting(session("keynote", "10:30")))
    assert len(told(planned(ready, of=moved), "personal")) == 2


def test_snoozed_reminder_is_due_when_the_person_said_and_of_use_past_the_start() -> None:
    entries = planned(star("keynote", snoozed_until=at("09:58")))
    assert told(entries, "snooze") == [("keynote", 0, at("09:58"), at("10:13"))]


def test_nobody_who_muted_is_told_anything() -> None:
    assert planned(star("keynote"), preferences=Preferences(muted=True, digest=time(8))) == ()


def test_reminder_waits_for_the_end_of_quiet_hours_or_is_not_said() -> None:
    late = Preferences(zone=BERLIN, quiet=NIGHT, leads=(20, 2))
    assert told(planned(star("keynote"), preferences=late), "personal") == [
        ("keynote", 20, at("09:50"), at("09:58")),
        ("keynote", 2, at("09:58"), at("10:00")),
    ]
    never = Preferences(zone=BERLIN, quiet=QuietHours(time(18), time(19)))
    assert told(planned(star("keynote"), preferences=never), "personal") == []


def test_reminder_after_quiet_hours_does_not_go_out_early_within_them() -> None:
    (reminder, _) = planned(star("keynote"), preferences=Preferences(zone=BERLIN, quiet=NIGHT))
    assert (reminder.opens_at, reminder.due_at) == (at("09:50"), at("09:50"))


def test_reminder_waits_until_the_person_is_not_muted_any_more_and_what_is_put_off_does_not() -> None:
    muted = Preferences(leads=(20, 2), muted_until=at("09:50"))
    entries = planned(star("keynote", snoozed_until=at("09:45")), star("after"), preferences=muted)
    assert told(entries, "personal", "snooze") == [
        ("keynote", 0, at("09:45"), at("10:00")),
        ("keynote", 20, at("09:50"), at("09:58")),
        ("keynote", 2, at("09:58"), at("10:00")),
        ("after", 20, at("14:40"), at("14:58")),
        ("after", 2, at("14:58"), at("15:00")),
    ]
    assert [one.opens_at for one in entries if one.key.kind == "personal"][:2] == [at("09:50"), at("09:58")]
    never = planned(star("keynote"), preferences=Preferences(muted_until=at("10:00")))
    assert told(never, "personal") == []


def test_digest_comes_at_ones_own_hour_of_ones_own_day() -> None:
    stars = star("keynote"), star("after")
    berlin = planned(*stars, preferences=Preferences(zone=BERLIN, digest=time(8)))
    eight = datetime(2020, 12, 12, 8, tzinfo=BERLIN).astimezone(UTC)
    assert told(berlin, "digest") == [("2020-12-12", 0, eight, eight + timedelta(hours=3))]
    tokyo = Preferences(profile_zone=ZoneInfo("Asia/Tokyo"), digest=time(7))
    (keynotes, afters) = told(planned(*stars, preferences=tokyo), "digest")
    assert (keynotes[0], afters[0]) == ("2020-12-12", "2020-12-13")


def test_digest_of_a_day_that_was_starred_after_it_is_not_said() -> None:
    stars = star("after", at("09:00"))
    assert told(planned(stars, preferences=Preferences(zone=ZONE, digest=time(8))), "digest") == []


def test_rating_is_asked_for_once_a_half_day_of_what_was_starred_in_time() -> None:
    entries = planned(star("keynote", at("10:30")), star("east"), star("west"), star("after"))
    end, last = at("11:30"), at("15:30")
    day = timedelta(days=1)
    assert told(entries, "rating") == [
        ("east", 0, end, end + day),
        ("west", 0, end, end + day),
        ("after", 0, last, last + day),
    ]
    assert [one.bundle for one in entries if one.key.kind == "rating"] == [
        "rating/2020-12-12/morning/America/Los_Angeles",
        "rating/2020-12-12/morning/America/Los_Angeles",
        "rating/2020-12-12/afternoon/America/Los_Angeles",
    ]


def test_rating_of_two_events_of_one_half_day_is_one_message() -> None:
    other = replace(schedule(lasting(session("talk", "10:00"), 15)), id="other")
    stars = (star("west"), replace(star("talk"), schedule_id="other"))
    entries = personal_plan((Offer(PROGRAMME), Offer(other)), (Attendee("U1", UNSET, stars),), TEAM, LONG_BEFORE)
    asked = [one for one in entries if one.key.kind == "rating"]
    assert {(one.bundle, one.due_at) for one in asked} == {
        ("rating/2020-12-12/morning/America/Los_Angeles", at("11:30"))
    }
    assert [one.key.schedule_id for one in asked] == ["other", "workshop"]


def test_break_is_not_rated() -> None:
    lunch = schedule(lasting(session("lunch", "12:00", Kind.LUNCH)))
    assert told(planned(star("lunch"), of=lunch), "rating") == []


# The night in which the clocks of each zone change, and the days around it.
NIGHTS = {
    "America/Los_Angeles": (date(2021, 3, 14), date(2021, 11, 7)),
    "Europe/Berlin": (date(2021, 3, 28), date(2021, 10, 31)),
    "Australia/Lord_Howe": (date(2021, 4, 4), date(2021, 10, 3)),
}
ZONES = st.sampled_from([*NIGHTS, "Asia/Kolkata"]).map(ZoneInfo)
LEADS = st.lists(st.integers(0, 180), max_size=3).map(tuple)
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


@st.composite
def across_a_change(draw: st.DrawFn) -> Schedule:
    """Sessions around the night in which the workshop's own clocks change."""
    name = draw(st.sampled_from(sorted(NIGHTS)))
    zone, night = ZoneInfo(name), draw(st.sampled_from(NIGHTS[name]))
    first = datetime.combine(night - timedelta(days=1), time(12), zone).astimezone(UTC)
    starts = draw(st.lists(st.integers(0, 36 * 60), min_size=1, max_size=8))
    sessions = (
        Session(f"s{number}", "Talk", Kind.TALK, DAY, first + timedelta(minutes=minutes))
        for number, minutes in enumerate(starts)
    )
    return schedule(*sessions, zone=zone)


def everything(of: Schedule) -> tuple[Star, ...]:
    return tuple(star(one.id) for one in of.sessions)


@settings(deadline=None, max_examples=150)
@given(across_a_change(), ZONES, LEADS)
def test_every_lead_is_true_in_elapsed_minutes(of: Schedule, reader: ZoneInfo, leads: tuple[int, ...]) -> None:
    entries = planned(*everything(of), preferences=Preferences(zone=reader, leads=leads), of=of)
    starts = {one.id: one.start for one in of.sessions if one.start}
    reminders = [one for one in entries if one.key.kind == "personal"]
    assert {(one.key.session_id, one.key.lead) for one in reminders} == {
        (name, lead) for name in starts for lead in leads
    }
    for one in reminders:
        assert (starts[one.key.session_id] - one.due_at).total_seconds() == 60 * one.key.lead


@settings(deadline=None, max_examples=150)
@given(across_a_change(), ZONES, LEADS, CLOCKS, CLOCKS)
def test_nothing_is_due_in_quiet_hours(
    of: Schedule, reader: ZoneInfo, leads: tuple[int, ...], since: time, until: time
) -> None:
    quiet = QuietHours(since, until)
    preferences = Preferences(zone=reader, leads=leads, quiet=quiet, digest=time(8))
    for one in planned(*everything(of), preferences=preferences, of=of):
        assert not quiet.hold(one.due_at, reader)
        assert not quiet.hold(one.opens_at, reader)
        assert one.opens_at <= one.due_at < one.expires_at


@settings(deadline=None, max_examples=100)
@given(across_a_change(), ZONES, CLOCKS)
def test_digest_comes_at_its_hour_on_the_wall(of: Schedule, reader: ZoneInfo, hour: time) -> None:
    entries = planned(*everything(of), preferences=Preferences(zone=reader, digest=hour), of=of)
    digests = [one for one in entries if one.key.kind == "digest"]
    for one in digests:
        day = date.fromisoformat(one.key.session_id)
        assert one.due_at == datetime.combine(day, hour, reader).astimezone(UTC)
    assert len({one.key for one in digests}) == len(digests)
