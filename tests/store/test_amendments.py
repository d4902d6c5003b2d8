from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from bot.store.amendments import Amendment, Amendments, Stage

NOW = datetime(2024, 5, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


def proposed(found: Amendments, summary: str = "Tea is cancelled") -> Amendment:
    return found.propose("x", summary, '[{"cancel": "tea"}]', "orders", "basis", "U1", NOW)


def test_amendment_is_proposed_applied_and_taken_back(engine: Engine) -> None:
    found = Amendments(engine, "T1")
    amendment = proposed(found)
    assert amendment == Amendment(
        amendment.id,
        "x",
        "Tea is cancelled",
        '[{"cancel": "tea"}]',
        "orders",
        "basis",
        Stage.PROPOSED,
        "U1",
        NOW,
    )
    assert found.applied() == ()
    assert found.bring(amendment.id, Stage.PROPOSED, Stage.APPLIED, "U2", LATER)
    assert [(one.id, one.by, one.at) for one in found.applied("x")] == [(amendment.id, "U2", LATER)]
    assert found.applied("y") == ()
    assert found.bring(amendment.id, Stage.APPLIED, Stage.UNDONE, "U1", LATER)
    assert found.applied() == ()


def test_whoever_comes_second_changes_nothing(engine: Engine) -> None:
    found = Amendments(engine, "T1")
    amendment = proposed(found)
    assert found.bring(amendment.id, Stage.PROPOSED, Stage.DROPPED, "U1", NOW)
    assert not found.bring(amendment.id, Stage.PROPOSED, Stage.APPLIED, "U2", NOW)
    got = found.get(amendment.id)
    assert got is not None
    assert (got.stage, got.by) == (Stage.DROPPED, "U1")


def test_amendments_stand_in_the_order_in_which_they_were_applied(engine: Engine) -> None:
    found = Amendments(engine, "T1")
    first, second = proposed(found, "first"), proposed(found, "second")
    found.bring(first.id, Stage.PROPOSED, Stage.APPLIED, "U1", LATER)
    found.bring(second.id, Stage.PROPOSED, Stage.APPLIED, "U1", NOW)
    assert [one.summary for one in found.applied()] == ["second", "first"]


def test_amendments_of_another_workspace_are_not_seen(engine: Engine) -> None:
    amendment = proposed(Amendments(engine, "T1"))
    other = Amendments(engine, "T2")
    assert other.get(amendment.id) is None
    assert not other.bring(amendment.id, Stage.PROPOSED, Stage.APPLIED, "U1", NOW)


def test_what_is_not_in_force_is_forgotten(engine: Engine) -> None:
    found = Amendments(engine, "T1")
    kept, dropped = proposed(found), proposed(found)
    found.bring(kept.id, Stage.PROPOSED, Stage.APPLIED, "U1", NOW)
    found.forget(LATER)
    assert found.get(kept.id)
    assert found.get(dropped.id) is None
