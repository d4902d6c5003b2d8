"""What the store's tests run in processes of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from multiprocessing import get_context
from threading import Barrier
from typing import TypeVar

from sqlalchemy import inspect

from bot.store.answered import AnsweredEvents
from bot.store.database import open_database
from bot.store.ledger import Changes, Ledger, Row, State
from tests.store.entries import MINUTE, NINE, TEAM

WALL = datetime(2026, 11, 20, 12, tzinfo=UTC)
PATIENCE = 60.0
Given = TypeVar("Given")
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A bundle as one claim got it."""

    recipient: str
    bundle: str
    sessions: tuple[str, ...]
    attempts: int


def together(count: int, work: Callable[[Given, str, Barrier], Told], given: Given) -> list[Told]:
    """What so many processes tell that begin to work on the same at the same moment."""
    spawn = get_context("spawn")
    with spawn.Manager() as manager, ProcessPoolExecutor(count, spawn) as pool:
        barrier = manager.Barrier(count, timeout=PATIENCE)
        working = [pool.submit(work, given, f"process {number}", barrier) for number in range(count)]
        return [one.result(timeout=PATIENCE) for one in working]


def tables_when_opened(urls: tuple[str, ...], name: str, barrier: Barrier) -> tuple[frozenset[str], ...]:  # noqa: ARG001 - as the others
    """What is in each database when it has been opened, one after the other."""
    told = []
    for url in urls:
        barrier.wait()
        engine = open_database(url)
        told.append(frozenset(inspect(engine).get_table_names()))
        engine.dispose()
    return tuple(told)


def claim_all(url: str, name: str, barrier: Barrier) -> tuple[Claimed, ...]:
    """Claim until nothing waits: a bundle's first claim is given up, its second ends well.

    Nobody claims twice before all have claimed once, so that no process finds everything done.
    """
    engine = open_database(url)
    ledger = Ledger(engine, TEAM)

    def claim() -> Sequence[object]:
        return ledger.claim(name, NINE, NINE, WALL, WALL + MINUTE, 5) or ledger.waiting(NINE, NINE)

    claimed: list[Claimed] = []
    barrier.wait()
    rows = claim()
    barrier.wait()
    while rows:
        mine = tuple(row for row in rows if isinstance(row, Row))
        claimed += bundles(mine)
        ledger.postpone([row for row in mine if row.attempts == 1], name, WALL)
        ledger.finish([row for row in mine if row.attempts == 2], name, State.SENT)
        rows = claim()
    engine.dispose()
    return tuple(claimed)


def claim_or_move(url: str, name: str, barrier: Barrier) -> tuple[Claimed, ...]:
    """The first process moves all that is pending to bundles of another name, over and over; the others claim it."""
    engine = open_database(url)
    ledger = Ledger(engine, TEAM)
    barrier.wait()
    claimed = () if name == "process 0" and _move(ledger) else _claim(ledger, name)
    engine.dispose()
    return claimed


def _move(ledger: Ledger) -> bool:
    for version in range(25):
        moving = sorted((row.entry for row in ledger.rows()), key=lambda entry: entry.key.session_id, reverse=True)
        ledger.apply(
            Changes(move=tuple(replace(entry, bundle=f"{entry.bundle.split()[0]} {version}") for entry in moving))
        )
    return True


def _claim(ledger: Ledger, name: str) -> tuple[Claimed, ...]:
    claimed: list[Claimed] = []
    for _ in range(100):
        rows = ledger.claim(name, NINE, NINE, WALL, WALL + MINUTE, 5)
        claimed += bundles(rows)
        ledger.release(rows, name)
    return tuple(claimed)


def bundles(rows: tuple[Row, ...]) -> tuple[Claimed, ...]:
    ordered = sorted(rows, key=_bundle)
    return tuple(
        Claimed(recipient, bundle, tuple(sorted(row.entry.key.session_id for row in group)), attempts)
        for (recipient, bundle, attempts), group in groupby(ordered, key=_bundle)
    )


def _bundle(row: Row) -> tuple[str, str, int]:
    return row.entry.key.recipient, row.entry.bundle, row.attempts


def first_of_many(url: str, name: str, barrier: Barrier) -> tuple[str, ...]:  # noqa: ARG001 - as the others
    """The events of which this process was the first to hear."""
    engine = open_database(url)
    events = AnsweredEvents(engine, TEAM)
    barrier.wait()
    first = tuple(event for event in map(str, range(200)) if events.is_first(event, WALL))
    engine.dispose()
    return first
