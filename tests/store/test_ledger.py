"""The ledger's queries, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError, StatementError

from bot.store.ledger import Changes, Key, Ledger, Row, State, Waiting
from bot.store.tables import messages
from tests.store.entries import HOUR, MINUTE, NINE, SECOND, TEAM, entry, key

WALL = datetime(2026, 11, 20, 12, tzinfo=UTC)
LEASE = 2 * MINUTE


@pytest.fixture
def ledger(engine: Engine) -> Ledger:
    return Ledger(engine, TEAM)


def claim(
    ledger: Ledger,
    by: str = "one",
    *,
    now: datetime = NINE,
    ahead: datetime | None = None,
    wall: datetime = WALL,
    bundles: int = 20,
    without: tuple[str, ...] = (),
) -> tuple[Row, ...]:
    return ledger.claim(by, now, ahead or now, wall, wall + LEASE, bundles, without)


def sessions(rows: tuple[Row, ...]) -> tuple[str, ...]:
    return tuple(row.entry.key.session_id for row in rows)


def states(ledger: Ledger) -> dict[str, tuple[State, int]]:
    return {row.entry.key.session_id: (row.state, row.attempts) for row in ledger.rows()}


def test_key_as_a_word() -> None:
    assert str(Key("T1", "C1", "workshop", "opening", "reminder", 10)) == "workshop/opening/reminder/10"


def test_apply_adds_rows_in_the_order_that_they_are_due(ledger: Ledger) -> None:
    late, early = entry("closing", due=NINE + HOUR), entry("opening")
    ledger.apply(Changes(add=(late, early)))
    assert ledger.rows() == (
        Row(2, early, State.PENDING, 0, None, None, None, None),
        Row(1, late, State.PENDING, 0, None, None, None, None),
    )


def test_apply_adding_twice_keeps_the_first(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("opening"),)))
    ledger.apply(Changes(add=(entry("opening", due=NINE + HOUR), entry("closing"))))
    assert tuple(row.entry for row in ledger.rows()) == (entry("opening"), entry("closing"))


def test_keys_are_unique_in_the_database(ledger: Ledger, engine: Engine) -> None:
    ledger.apply(Changes(add=(entry("opening"),)))
    copied = [column.name for column in messages.columns if column.name != "id"]
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(messages.insert().from_select(copied, select(*(messages.c[name] for name in copied))))


@pytest.mark.parametrize(
    "other",
    [
        replace(key("opening"), team_id="T2"),
        replace(key("opening"), recipient="C2"),
        replace(key("opening"), schedule_id="other"),
        replace(key("opening"), session_id="other"),
        replace(key("opening"), kind="breaks"),
        replace(key("opening"), lead=5),
    ],
    ids=Key.__dataclass_fields__.keys(),
)
def test_keys_that_differ_in_one_part_are_two(ledger: Ledger, engine: Engine, other: Key) -> None:
    ledger.apply(Changes(add=(entry("opening"), replace(entry("opening"), key=other))))
    with engine.connect() as connection:
        assert len(connection.execute(select(messages.c.id)).all()) == 2


def test_apply_keeps_how_early_each_may_go_out(ledger: Ledger) -> None:
    personal, moved = entry("opening", "U1", early=10 * MINUTE), entry("closing", "U1", early=2 * MINUTE)
    ledger.apply(Changes(add=(personal, replace(moved, early=timedelta()))))
    ledger.apply(Changes(move=(moved,)))
    assert tuple(row.entry for row in ledger.rows()) == (personal, moved)


def test_apply_moves_what_is_pending(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("opening"), entry("closing"))))
    moved = entry("opening", bundle="later", due=NINE + HOUR)
    ledger.apply(Changes(move=(moved,)))
    assert tuple((row.entry, row.state) for row in ledger.rows()) == (
        (entry("closing"), State.PENDING),
        (moved, State.PENDING),
    )


def test_apply_cancels_what_is_pending(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("opening"), entry("closing"))))
    ledger.apply(Changes(cancel=(key("opening"), key("never planned"))))
    assert states(ledger) == {"opening": (State.CANCELLED, 0), "closing": (State.PENDING, 0)}
    assert sessions(claim(ledger)) == ("closing",)


@pytest.mark.parametrize("ended", [State.CANCELLED, State.EXPIRED, State.FAILED])
def test_apply_revives_what_ended_without_being_sent(ledger: Ledger, ended: State) -> None:
    ledger.apply(Changes(add=(entry("opening"),)))
    ledger.finish(claim(ledger), "one", ended, reason="gone")
    moved = entry("opening", due=NINE + HOUR)
    ledger.apply(Changes(move=(moved,)))
    assert ledger.rows() == (Row(1, moved, State.PENDING, 1, None, None, None, None),)


def test_apply_leaves_what_was_sent(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("opening"),)))
    ledger.finish(claim(ledger), "one", State.SENT)
    before = ledger.rows()
    ledger.apply(Changes((entry("opening"),), (entry("opening", due=NINE + HOUR),), (key("opening"),)))
    assert ledger.rows() == before


def test_apply_leaves_what_is_claimed(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("opening"),)))
    claimed = claim(ledger)
    ledger.apply(Changes(move=(entry("opening", due=NINE + HOUR),), cancel=(key("opening"),)))
    assert ledger.rows() == claimed


def test_apply_of_nothing(ledger: Ledger) -> None:
    ledger.apply(Changes())
    assert ledger.rows() == ()


def test_rows_of_one_schedule(ledger: Ledger) -> None:
    other = replace(entry("opening"), key=replace(key("opening"), schedule_id="other"))
    ledger.apply(Changes(add=(entry("opening"), other)))
    assert tuple(row.entry for row in ledger.rows("other")) == (other,)


def test_ledgers_of_two_workspaces_do_not_see_each_other(ledger: Ledger, engine: Engine) -> None:
    other = Ledger(engine, "T2")
    theirs = replace(entry("opening"), key=key("opening", team="T2"))
    other.apply(Changes(add=(theirs,)))
    assert (ledger.rows(), claim(ledger)) == ((), ())
    ledger.forget(NINE + 9 * HOUR)
    assert tuple(row.entry for row in claim(other)) == (theirs,)


def test_claim_takes_what_is_due(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("opening"), entry("soon", due=NINE + SECOND))))
    expected = (Row(1, entry("opening"), State.CLAIMED, 1, WALL + LEASE, None, None, None),)
    assert claim(ledger) == expected
    assert claim(ledger, "two") == ()
    assert ledger.rows()[:1] == expected


def test_claim_takes_whole_bundles_of_each_recipient(ledger: Ledger) -> None:
    parallel = ("a", "b", "c")
    rooms = tuple(entry(name, channel, bundle="ten") for channel in ("C1", "C2") for name in parallel)
    ledger.apply(Changes(add=rooms))
    assert tuple(row.entry for row in claim(ledger, bundles=1)) == rooms[:3]
    assert tuple(row.entry for row in claim(ledger, bundles=1)) == rooms[3:]


def test_claim_takes_so_many_bundles_the_longest_due_first(ledger: Ledger) -> None:
    due = tuple(entry(f"s{number}", f"C{number}", due=NINE - number * SECOND) for number in range(5))
    ledger.apply(Changes(add=due))
    assert [sessions(claim(ledger, bundles=2)) for _ in range(4)] == [("s4", "s3"), ("s2", "s1"), ("s0",), ()]


def test_claim_takes_the_next_of_a_recipient_once_the_first_has_ended(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("second"), entry("first", due=NINE - SECOND))))
    first = claim(ledger)
    assert (sessions(first), claim(ledger, "two"), claim(ledger)) == (("first",), (), ())
    ledger.finish(first, "one", State.SENT)
    assert sessions(claim(ledger, "two")) == ("second",)


def test_claim_takes_what_is_for_many_before_what_is_for_one_person(ledger: Ledger) -> None:
    people = (entry("a", "U1", due=NINE - HOUR), entry("a", "W1", due=NINE - MINUTE))
    ledger.apply(Changes(add=(*people, entry("a", "G1"), entry("a", "C1", due=NINE - SECOND))))
    assert [row.entry.key.recipient for row in claim(ledger)] == ["C1", "G1", "U1", "W1"]


def test_claim_takes_nothing_for_whom_it_is_told_to_leave(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("a", "C1"), entry("a", "C2"))))
    assert [row.entry.key.recipient for row in claim(ledger, without=("C1", "C3"))] == ["C2"]


def test_claim_of_some_schedules_leaves_the_others(ledger: Ledger) -> None:
    other = replace(entry("opening", "C2"), key=replace(key("opening", "C2"), schedule_id="other"))
    ledger.apply(Changes(add=(entry("opening"), other)))
    claimed = ledger.claim("one", NINE, NINE, WALL, WALL + LEASE, 20, schedules=("other", "third"))
    assert tuple(row.entry for row in claimed) == (other,)


def test_claim_ahead_takes_what_may_go_out_already(ledger: Ledger) -> None:
    soon, later = NINE + MINUTE, NINE + 2 * MINUTE
    early = (entry("a", "U1", due=soon, early=MINUTE), entry("b", "U2", due=later, early=2 * MINUTE))
    on_time = (entry("c", "U3", due=soon, early=59 * SECOND), entry("d", "C1", due=soon))
    ledger.apply(Changes(add=(*early, *on_time)))
    assert sessions(claim(ledger)) == ()
    assert sessions(claim(ledger, ahead=soon)) == ("a",)
    assert sessions(claim(ledger, now=soon, ahead=later)) == ("d", "c", "b")


def test_claimers_are_those_whose_claims_hold(ledger: Ledger) -> None:
    ledger.apply(Changes(add=tuple(entry(name, f"C-{name}") for name in "abc")))
    assert ledger.claimers(WALL) == frozenset()
    claim(ledger, "one", bundles=1)
    ledger.finish(claim(ledger, "two", bundles=1), "two", State.SENT)
    claim(ledger, "three", wall=WALL + SECOND)
    assert ledger.claimers(WALL + SECOND) == {"one", "three"}
    assert ledger.claimers(WALL + LEASE) == {"three"}


def test_waiting_counts_messages_by_when_they_are_due_and_may_go_out(ledger: Ledger) -> None:
    soon = NINE + MINUTE
    people = (entry(name, person, bundle="ten", due=soon, early=MINUTE) for person in ("U1", "U2") for name in "ab")
    over, far = entry("over", use=timedelta()), entry("far", due=NINE + HOUR)
    ledger.apply(Changes(add=(*people, entry("a", due=soon), over, far)))
    assert ledger.waiting(NINE, soon) == (Waiting(soon, NINE, 2), Waiting(soon, soon, 1))


def test_claim_takes_a_session_of_two_recipients_as_two_bundles(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("opening"), entry("opening", "C2"))))
    assert [row.entry.key.recipient for row in claim(ledger, bundles=1)] == ["C1"]
    assert [row.entry.key.recipient for row in claim(ledger, bundles=1)] == ["C2"]


def test_claim_that_has_run_out_is_taken_again(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("a", bundle="ten"), entry("b", bundle="ten"))))
    claim(ledger)
    assert claim(ledger, "two", wall=WALL + LEASE - SECOND) == ()
    again = claim(ledger, "two", wall=WALL + LEASE)
    assert tuple((row.state, row.attempts, row.claimed_until) for row in again) == (
        (State.CLAIMED, 2, WALL + 2 * LEASE),
        (State.CLAIMED, 2, WALL + 2 * LEASE),
    )


def test_claim_runs_on_the_real_clock_whatever_the_event_does(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("opening"),)))
    claim(ledger)
    assert claim(ledger, "two", now=NINE + 24 * HOUR) == ()


def test_finish_writes_down_how_it_ended(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("opening"), entry("closing", "C2"))))
    opening, closing = claim(ledger)
    ledger.finish((opening,), "one", State.SENT, channel="C1", ts="1607792400.000100")
    ledger.finish((closing,), "one", State.FAILED, reason="is_archived")
    assert ledger.rows() == (
        Row(1, entry("opening"), State.SENT, 1, None, "C1", "1607792400.000100", None),
        Row(2, entry("closing", "C2"), State.FAILED, 1, None, None, None, "is_archived"),
    )
    assert claim(ledger, wall=WALL + LEASE) == ()


def test_finish_by_another_is_without_effect(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("opening"),)))
    claimed = claim(ledger)
    ledger.finish(claimed, "two", State.SENT)
    ledger.release(claimed, "two")
    assert ledger.rows() == claimed


def test_finish_after_another_has_taken_over_is_without_effect(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("opening"),)))
    late = claim(ledger)
    taken = claim(ledger, "two", wall=WALL + LEASE)
    ledger.finish(late, "one", State.FAILED, reason="late")
    assert ledger.rows() == taken


def test_finish_twice_keeps_the_first(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("opening"),)))
    claimed = claim(ledger)
    ledger.finish(claimed, "one", State.SENT, channel="C1", ts="1.0")
    ledger.finish(claimed, "one", State.FAILED, reason="late")
    assert states(ledger) == {"opening": (State.SENT, 1)}


def test_release_gives_back_what_was_not_posted(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("opening"),)))
    ledger.release(claim(ledger), "one")
    assert ledger.rows() == (Row(1, entry("opening"), State.PENDING, 0, None, None, None, None),)
    assert tuple(row.attempts for row in claim(ledger, "two")) == (1,)


def test_postpone_keeps_what_may_have_been_posted_for_a_while(ledger: Ledger) -> None:
    ledger.apply(Changes(add=(entry("opening"),)))
    ledger.postpone(claim(ledger), "one", WALL + SECOND)
    assert claim(ledger, "two") == ()
    assert tuple(row.attempts for row in claim(ledger, "two", wall=WALL + SECOND)) == (2,)


def test_forget_deletes_what_ended_and_is_old(ledger: Ledger) -> None:
    names = ("sent", "failed", "expired", "claimed")
    each = (entry(name, f"C-{name}") for name in (*names, "pending"))
    ledger.apply(Changes(add=(*each, entry("cancelled"), entry("new", use=2 * HOUR))))
    ledger.apply(Changes(cancel=(key("cancelled"),)))
    rows = {row.entry.key.session_id: row for row in claim(ledger)}
    for name in ("sent", "failed", "expired"):
        ledger.finish((rows[name],), "one", State(name))
    ledger.finish((rows["new"],), "one", State.SENT)
    ledger.release((rows["pending"],), "one")
    ledger.forget(NINE + HOUR)
    assert len(ledger.rows()) == 7
    ledger.forget(NINE + HOUR + SECOND)
    assert states(ledger) == {"new": (State.SENT, 1), "pending": (State.PENDING, 0), "claimed": (State.CLAIMED, 1)}


def test_instants_come_back_in_utc(ledger: Ledger) -> None:
    here = timezone(timedelta(hours=-8))
    exact = NINE.replace(microsecond=123456)
    ledger.apply(Changes(add=(entry("opening", due=exact.astimezone(here)),)))
    found = ledger.rows()[0].entry
    assert (found, found.due_at.tzinfo, found.expires_at.tzinfo) == (entry("opening", due=exact), UTC, UTC)
    assert claim(ledger, now=(exact - timedelta(microseconds=1)).astimezone(here)) == ()
    assert sessions(claim(ledger, now=exact.astimezone(here))) == ("opening",)


def test_naive_instants_are_refused(ledger: Ledger) -> None:
    naive = NINE.replace(tzinfo=None)
    told = rf"{naive!r} has no zone; pass an aware datetime".replace("(", r"\(").replace(")", r"\)")
    with pytest.raises(StatementError, match=told):
        ledger.apply(Changes(add=(entry("opening", due=naive),)))
    with pytest.raises(StatementError, match=told):
        claim(ledger, now=naive)
    with pytest.raises(StatementError, match=told):
        ledger.forget(naive)
    assert ledger.rows() == ()
