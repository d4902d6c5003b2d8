from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from bot.store.audit import Act, Audit
from bot.store.notices import Notice, Notices

NOW = datetime(2024, 5, 1, 9, tzinfo=UTC)
SETTLING = timedelta(minutes=2)


def minutes(count: float) -> datetime:
    return NOW + timedelta(minutes=count)


def told(found: Notices) -> list[tuple[str, str | None, datetime]]:
    return [(one.before, one.after, one.due_at) for one in found.since(NOW)]


def test_change_is_told_once_it_has_settled(engine: Engine) -> None:
    found = Notices(engine, "T1")
    found.changed("x", "first", NOW, SETTLING)
    (notice,) = found.since(NOW)
    assert notice == Notice(notice.id, "x", "first", None, NOW, minutes(2))
    assert found.since(minutes(3)) == ()
    assert Notices(engine, "T2").since(NOW) == ()


def test_changes_while_it_settles_join(engine: Engine) -> None:
    found = Notices(engine, "T1")
    found.changed("x", "first", NOW, SETTLING)
    found.changed("x", "second", minutes(1), SETTLING)
    assert told(found) == [("first", None, minutes(3))]


def test_changes_again_and_again_put_it_off_only_so_long(engine: Engine) -> None:
    found = Notices(engine, "T1")
    for minute in range(12):
        found.changed("x", str(minute), minutes(minute), SETTLING)
    assert told(found) == [("0", "10", minutes(10)), ("10", None, minutes(13))]


def test_change_after_it_was_told_is_told_by_itself(engine: Engine) -> None:
    found = Notices(engine, "T1")
    found.changed("x", "first", NOW, SETTLING)
    found.changed("x", "second", minutes(2), SETTLING)
    assert told(found) == [("first", "second", minutes(2)), ("second", None, minutes(4))]


def test_notice_is_told_at_once_where_that_is_wanted(engine: Engine) -> None:
    found = Notices(engine, "T1")
    found.changed("x", "first", NOW, SETTLING)
    found.hasten("x", minutes(1))
    assert told(found) == [("first", None, minutes(1))]


def test_old_notices_are_forgotten(engine: Engine) -> None:
    found = Notices(engine, "T1")
    found.changed("x", "first", NOW, SETTLING)
    found.forget(minutes(3))
    assert told(found) == []


def test_acts_are_logged_and_the_last_comes_first(engine: Engine) -> None:
    log = Audit(engine, "T1")
    first, second = Act("U1", NOW, "cancelled tea", "10:00 Tea"), Act("U2", NOW, "undid it", after="10:00 Tea")
    log.note(first)
    log.note(second)
    assert log.latest(5) == (second, first)
    assert log.latest(1) == (second,)
    assert Audit(engine, "T2").latest(5) == ()
