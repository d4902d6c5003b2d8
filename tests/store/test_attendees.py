"""What attendees starred, follow and set: each workspace's own, each thing once."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bot.agenda.attendee import Attendee, Follow, Preferences, QuietHours, Sort, Star
from bot.store.attendees import Attendees

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
KEYNOTE, LUNCH = Star("event", "keynote", NOW), Star("event", "lunch", NOW)
JEFF = Follow(Sort.SPEAKER, "Jeff Dean", NOW)
ALL_SET = Preferences(
    zone=ZoneInfo("Europe/Berlin"),
    profile_zone=ZoneInfo("Asia/Tokyo"),
    told_zone=ZoneInfo("Asia/Tokyo"),
    on_site=True,
    leads=(20, 5),
    quiet=QuietHours(time(22), time(7, 30)),
    digest=time(8),
    muted=True,
    muted_until=NOW,
)


def test_person_of_whom_nothing_is_kept_has_the_first_preferences(engine: Engine) -> None:
    kept = Attendees(engine, "T1")
    assert kept.get("U1") == Attendee("U1", Preferences(), (), ())
    assert kept.all() == ()


def test_preferences_are_kept_as_they_were_set_last(engine: Engine) -> None:
    kept = Attendees(engine, "T1")
    kept.save("U1", Preferences(leads=()))
    kept.save("U1", ALL_SET)
    assert kept.get("U1") == Attendee("U1", ALL_SET)


def test_star_is_kept_once_with_what_was_set_last(engine: Engine) -> None:
    kept = Attendees(engine, "T1")
    later = Star("event", "keynote", NOW, leads=(30, 5), snoozed_until=NOW + timedelta(minutes=5), settled=NOW)
    without = Star("event", "lunch", NOW, wanted=False, leads=())
    kept.star("U1", (KEYNOTE, LUNCH))
    kept.star("U1", (later, without))
    kept.star("U2", (LUNCH,))
    assert kept.all() == (Attendee("U1", stars=(later, without)), Attendee("U2", stars=(LUNCH,)))


def test_follow_is_kept_once_until_it_is_taken_back(engine: Engine) -> None:
    kept = Attendees(engine, "T1")
    kept.follow("U1", JEFF)
    kept.follow("U1", JEFF)
    kept.follow("U1", Follow(Sort.TOPIC, "fairness", NOW))
    assert kept.get("U1").follows == (JEFF, Follow(Sort.TOPIC, "fairness", NOW))
    kept.unfollow("U1", JEFF)
    assert kept.get("U1").follows == (Follow(Sort.TOPIC, "fairness", NOW),)


def test_workspaces_know_nothing_of_each_other(engine: Engine) -> None:
    Attendees(engine, "T1").save("U1", ALL_SET)
    Attendees(engine, "T1").star("U1", (KEYNOTE,))
    assert Attendees(engine, "T2").all() == ()
