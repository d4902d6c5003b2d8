"""Quiet hours on the person's own clock, past midnight and across the nights in which the clocks change."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agenda.attendee import Attendee, Follow, Preferences, QuietHours, Sort, Star

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = QuietHours(time(22), time(7))
NAP = QuietHours(time(13), time(14))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "moment", "over"),
    [
        (NIGHT, "2026-11-20T20:59", "2026-11-20T20:59"),
        (NIGHT, "2026-11-20T21:00", "2026-11-21T06:00"),
        (NIGHT, "2026-11-21T05:59", "2026-11-21T06:00"),
        (NIGHT, "2026-11-21T06:00", "2026-11-21T06:00"),
        (NAP, "2026-11-20T12:30", "2026-11-20T13:00"),
        (NAP, "2026-11-20T13:00", "2026-11-20T13:00"),
        (NIGHT, "2026-03-28T23:00", "2026-03-29T05:00"),
        (NIGHT, "2026-10-24T23:00", "2026-10-25T06:00"),
        (QuietHours(time(23), time(2, 30)), "2026-10-25T00:10", "2026-10-25T00:30"),
        (QuietHours(time(23), time(2, 30)), "2026-10-25T01:10", "2026-10-25T01:30"),
        (QuietHours(time(23), time(2, 30)), "2026-03-29T00:30", "2026-03-29T01:30"),
    ],
)
def test_quiet_hours_are_over_at_the_first_instant_at_which_they_do_not_hold(
    quiet: QuietHours, moment: str, over: str
) -> None:
    assert quiet.over(utc(moment), BERLIN) == utc(over)


CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
ZONES = st.sampled_from(["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata"]).map(ZoneInfo)


@settings(deadline=None, max_examples=300)
@given(CLOCKS, CLOCKS, MOMENTS, ZONES)
def test_when_quiet_hours_are_over_they_do_not_hold(since: time, until: time, moment: datetime, zone: ZoneInfo) -> None:
    quiet = QuietHours(since, until)
    over = quiet.over(moment, zone)
    assert over >= moment
    assert (over == moment) is not quiet.hold(moment, zone)
    assert not quiet.hold(over, zone)


def test_zone_is_what_was_set_or_else_the_profiles_and_on_site_the_events() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    assert Preferences(profile_zone=tokyo).reader() == tokyo
    assert Preferences(zone=BERLIN, profile_zone=tokyo).reader() == BERLIN
    assert Preferences(zone=BERLIN, on_site=True).reader() is None
    assert Preferences(zone=BERLIN, on_site=True).clock(tokyo) == tokyo


def test_whoever_is_muted_into_the_night_hears_nothing_before_its_end() -> None:
    until = utc("2026-10-24T21:30")
    night = Preferences(zone=BERLIN, quiet=NIGHT, muted_until=until)
    assert night.may_hear(utc("2026-10-24T15:00"), BERLIN) == utc("2026-10-25T06:00")
    assert Preferences(muted_until=until).may_hear(utc("2026-10-24T15:00"), BERLIN) == until
    assert Preferences(muted_until=until).may_hear(utc("2026-10-24T22:00"), BERLIN) == utc("2026-10-24T22:00")
    assert [night.is_muted(utc(f"2026-10-24T{clock}")) for clock in ("21:29", "21:30")] == [True, False]


def test_what_was_starred_last_is_all_that_was_starred_at_once_and_nothing_that_a_follow_brought() -> None:
    times = [utc(f"2026-10-24T{clock}") for clock in ("09:00", "09:10", "09:20")]
    old, off, on, followed = (
        Star("event", "old", times[0]),
        Star("event", "off", times[1], wanted=False),
        Star("event", "on", times[1]),
        Star("event", "followed", times[2], settled=times[2]),
    )
    attendee = Attendee("U1", stars=(old, off, on, followed), follows=(Follow(Sort.TOPIC, "chips", times[2]),))
    assert attendee.starred_last(times[0]) == (off, on)
    assert attendee.starred_last(times[2]) == ()
