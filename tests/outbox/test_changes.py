"""What brings the ledger's rows to what is planned, and that it then changes nothing more."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.outbox.plan import Listener, changes, plan
from bot.store.ledger import Changes, Entry, Row, State
from tests.outbox.schedules import TEAM, at, entry, reminding, schedule, session

NOW = at("09:30")
TEN = entry("talk", "reminder", "2020-12-12T18:00Z", at("09:50"), at("10:00"), lead=10)
ELEVEN = entry("talk", "reminder", "2020-12-12T19:00Z", at("10:50"), at("11:00"), lead=10)
OVER = replace(TEN, due_at=at("09:10"), expires_at=at("09:20"))
BREAKS = entry("lunch", "breaks", "2020-12-12T17:00Z", at("09:00"), at("12:00"))
LATER_BREAKS = replace(BREAKS, due_at=at("09:10"))
BUNDLED = replace(TEN, bundle="workshop/reminder/10/elsewhere")


def row(state: State, of: Entry = TEN) -> Row:
    return Row(1, of, state, 0, None, None, None, None)


NOTHING = Changes()
CANCEL = Changes(cancel=(TEN.key,))


@pytest.mark.parametrize(
    ("before", "desired", "expected"),
    [
        pytest.param(None, TEN, Changes(add=(TEN,)), id="new"),
        pytest.param(row(State.PENDING), TEN, NOTHING, id="as planned"),
        pytest.param(row(State.PENDING), ELEVEN, Changes(move=(ELEVEN,)), id="moved"),
        pytest.param(row(State.PENDING), BUNDLED, Changes(move=(BUNDLED,)), id="in another bundle"),
        pytest.param(row(State.PENDING, OVER), TEN, Changes(move=(TEN,)), id="moved after it ran out"),
        pytest.param(row(State.PENDING), None, CANCEL, id="gone"),
        pytest.param(row(State.PENDING, OVER), None, NOTHING, id="run out: the delivery says so"),
        pytest.param(row(State.CANCELLED), TEN, Changes(move=(TEN,)), id="back again"),
        pytest.param(row(State.CANCELLED), ELEVEN, Changes(move=(ELEVEN,)), id="back again at another time"),
        pytest.param(row(State.CANCELLED), None, NOTHING, id="gone already"),
        pytest.param(row(State.EXPIRED, OVER), TEN, Changes(move=(TEN,)), id="of use again"),
        pytest.param(row(State.EXPIRED, OVER), None, NOTHING, id="expired"),
        *(
            pytest.param(replace(row(State.FAILED), reason=reason), TEN, expected, id=f"failed: {reason}")
            for reason, expected in (
                ("not_in_channel", Changes(move=(TEN,))),
                ("channel_not_found", Changes(move=(TEN,))),
                ("is_archived", Changes(move=(TEN,))),
                ("msg_too_long", NOTHING),
            )
        ),
        *(
            pytest.param(row(state), desired, NOTHING, id=f"{state}, {what}")
            for state in (State.CLAIMED, State.SENT, State.FAILED)
            for what, desired in (("as planned", TEN), ("moved", ELEVEN), ("gone", None))
            if (state, what) != (State.SENT, "moved")
        ),
        pytest.param(row(State.SENT), ELEVEN, Changes(again=(ELEVEN,)), id="put off after it was sent"),
        pytest.param(row(State.SENT), replace(TEN, due_at=ELEVEN.due_at), NOTHING, id="held back after it was sent"),
        pytest.param(row(State.SENT, ELEVEN), TEN, NOTHING, id="brought forward after it was sent"),
        pytest.param(row(State.SENT, BREAKS), LATER_BREAKS, NOTHING, id="what is said once is not said again"),
    ],
)
def test_changes_of_a_row(before: Row | None, desired: Entry | None, expected: Changes) -> None:
    assert changes((desired,) if desired else (), (before,) if before else (), NOW) == expected


def test_changes_of_several_rows() -> None:
    gone, new = (replace(TEN, key=replace(TEN.key, session_id=name)) for name in ("gone", "new"))
    kept = replace(TEN, key=replace(TEN.key, session_id="kept"))
    rows = (row(State.PENDING, gone), row(State.PENDING, kept), row(State.PENDING))
    assert changes((new, kept, ELEVEN), rows, NOW) == Changes((new,), (ELEVEN,), (gone.key,))


class Kept:
    """What the ledger does with changes, in memory: the rule that the store's tests hold the real one to."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.rows = {row.entry.key: row for row in rows}

    def apply(self, told: Changes) -> None:
        self.rows |= {one.key: row(State.PENDING, one) for one in told.add if one.key not in self.rows}
        for one in told.move:
            if self.rows[one.key].state in {State.PENDING, State.CANCELLED, State.EXPIRED}:
                self.rows[one.key] = row(State.PENDING, one)
        self.rows |= {one.key: row(State.PENDING, one) for one in told.again}
        for key in told.cancel:
            if self.rows[key].state is State.PENDING:
                self.rows[key] = replace(self.rows[key], state=State.CANCELLED)


CLOCKS = st.sampled_from(["09:00", "09:20", "09:40", "10:00", "12:30", "15:00"])
PROGRAMMES = st.dictionaries(st.sampled_from("abcdef"), CLOCKS)
LEADS = st.lists(st.sampled_from([0, 5, 10, 60]), max_size=3, unique=True)


def planned(clocks: dict[str, str], leads: list[int]) -> tuple[Entry, ...]:
    sessions = (session(name, clock) for name, clock in clocks.items())
    return plan(schedule(*sessions, posting=reminding(*leads)), (Listener("C1"), Listener("C2")), TEAM, NOW)


@settings(deadline=None, max_examples=100)
@given(PROGRAMMES, PROGRAMMES, LEADS, LEADS, st.lists(st.sampled_from(State), min_size=40, max_size=40))
def test_changes_once_applied_are_none(
    old: dict[str, str], new: dict[str, str], old_leads: list[int], new_leads: list[int], states: list[State]
) -> None:
    rows = tuple(row(state, one) for state, one in zip(states, planned(old, old_leads), strict=False))
    kept, desired = Kept(rows), planned(new, new_leads)
    kept.apply(changes(desired, rows, NOW))
    assert changes(desired, kept.rows.values(), NOW) == NOTHING
    untouched = {State.CLAIMED, State.FAILED}
    assert [kept.rows[one.entry.key] for one in rows if one.state in untouched] == [
        one for one in rows if one.state in untouched
    ]
    pending = {one.entry for one in kept.rows.values() if one.state is State.PENDING}
    assert pending <= set(desired)


@settings(deadline=None, max_examples=30)
@given(PROGRAMMES, LEADS, st.timedeltas(timedelta(0), timedelta(hours=9)))
def test_changes_as_time_goes_by_are_none(clocks: dict[str, str], leads: list[int], later: timedelta) -> None:
    day = schedule(*(session(name, clock) for name, clock in clocks.items()), posting=reminding(*leads))
    audience = (Listener("C1"),)
    rows = tuple(row(State.PENDING, one) for one in plan(day, audience, TEAM, NOW))
    assert changes(plan(day, audience, TEAM, NOW + later), rows, NOW + later) == NOTHING
