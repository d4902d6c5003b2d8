"""Schedules as stars were brought to them: each change once, whoever notices it, and each star to what it is now."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Engine

from bot.agenda.attendee import Attendee, Ref, Star
from bot.store.attendees import Attendees
from bot.store.known import KnownSchedules
from bot.store.ratings import Ratings

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def star(session_id: str, schedule_id: str = "day") -> Star:
    return Star(schedule_id, session_id, NOW)


def stars(engine: Engine, user: str) -> set[str]:
    return {one.session_id for one in Attendees(engine, "T1").get(user).stars if one.schedule_id == "day"}


def test_first_state_is_known_and_replaced_by_who_saw_it_alone(engine: Engine) -> None:
    known = KnownSchedules(engine, "T1")
    assert known.document("day") is None
    known.add("day", "one")
    known.add("day", "other")
    assert known.document("day") == "one"
    assert [known.replace("day", "one", "two", {}), known.replace("day", "one", "two", {})] == [True, False]
    assert (known.document("day"), KnownSchedules(engine, "T2").document("day")) == ("two", None)


def test_stars_go_on_where_ids_shift_split_and_merge(engine: Engine) -> None:
    kept, known = Attendees(engine, "T1"), KnownSchedules(engine, "T1")
    known.add("day", "one")
    kept.star("U1", (star("talk"), star("talk-2"), star("whole"), star("elsewhere")))
    kept.star("U2", (star("first"), star("second"), star("whole", "other")))
    Attendees(engine, "T2").star("U1", (star("talk"),))
    moves = {
        "talk": ("talk-2",),
        "talk-2": ("talk-3",),
        "whole": ("a", "b"),
        "first": ("both",),
        "second": ("both",),
    }
    assert known.replace("day", "one", "two", moves)
    assert stars(engine, "U1") == {"talk-2", "talk-3", "a", "b", "elsewhere"}
    assert stars(engine, "U2") == {"both"}
    assert Attendees(engine, "T2").all() == (Attendee("U1", stars=(star("talk"),)),)


def test_star_keeps_its_leads_but_not_what_was_said_of_its_start(engine: Engine) -> None:
    kept, known = Attendees(engine, "T1"), KnownSchedules(engine, "T1")
    known.add("day", "one")
    told = replace(star("talk"), leads=(20, 5), wanted=False)
    kept.star("U1", (replace(told, snoozed_until=NOW, settled=NOW),))
    known.replace("day", "one", "two", {"talk": ("other",)})
    assert kept.get("U1").stars == (replace(told, session_id="other"),)


def test_ratings_go_on_with_a_renamed_session_and_not_with_a_split_one(engine: Engine) -> None:
    ratings, known = Ratings(engine, "T1"), KnownSchedules(engine, "T1")
    known.add("day", "one")
    for number in range(5):
        for name in ("talk", "whole"):
            ratings.rate(f"U{number}", Ref("day", name), 4, NOW)
    known.replace("day", "one", "two", {"talk": ("other",), "whole": ("a", "b")})
    assert [one.ref.session_id for one in ratings.of("day")] == ["other", "whole"]
