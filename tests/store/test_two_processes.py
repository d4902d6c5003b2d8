"""Several bots on one database: each thing happens once, and what belongs together stays together."""

from sqlalchemy import Engine

from bot.store.ledger import Changes, Ledger, State
from tests.store.entries import TEAM, entry
from tests.store.processes import Claimed, claim_all, claim_or_move, first_of_many, together

PARALLEL = ("a", "b", "c", "d")


def planned(ledger: Ledger, channels: int, starts: int) -> None:
    """Parallel sessions at each start, which each channel hears of in one message."""
    ledger.apply(
        Changes(
            add=tuple(
                entry(f"{start}-{name}", f"C{channel}", bundle=str(start))
                for start in range(starts)
                for name in PARALLEL
                for channel in range(channels)
            )
        )
    )


def whole(channel: int, start: int, attempts: int) -> Claimed:
    return Claimed(f"C{channel}", str(start), tuple(f"{start}-{name}" for name in PARALLEL), attempts)


def in_order(claimed: Claimed) -> tuple[str, int, int]:
    return claimed.recipient, int(claimed.bundle), claimed.attempts


def test_every_bundle_is_claimed_by_one_process_and_whole(engine: Engine, database_url: str) -> None:
    ledger = Ledger(engine, TEAM)
    planned(ledger, channels=60, starts=10)
    claimed = together(3, claim_all, database_url)
    expected = [whole(channel, start, attempt) for channel in range(60) for start in range(10) for attempt in (1, 2)]
    assert sorted((one for process in claimed for one in process), key=in_order) == sorted(expected, key=in_order)
    assert all(claimed)
    assert {(row.state, row.attempts) for row in ledger.rows()} == {(State.SENT, 2)}


def test_bundles_stay_whole_while_they_are_moved(engine: Engine, database_url: str) -> None:
    planned(Ledger(engine, TEAM), channels=30, starts=1)
    claimed = [one for process in together(3, claim_or_move, database_url) for one in process]
    torn = [one for one in claimed if one.sessions != whole(1, int(one.bundle.split()[0]), 1).sessions]
    assert torn == []
    assert claimed


def test_every_event_is_answered_by_one_process(database_url: str) -> None:
    first = [event for process in together(3, first_of_many, database_url) for event in process]
    assert sorted(map(int, first)) == list(range(200))
