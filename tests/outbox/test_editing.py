"""Posted messages that no longer tell what is so are edited, each once for each state of things."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.outbox.delivery import RateLimited, Refused
from bot.outbox.editing import Editing
from bot.store.ledger import Changes, Ledger, Row, State
from bot.store.posted import Posted
from tests.store.entries import MINUTE, NINE, TEAM, entry

WALL = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass
class World:
    """What is so, and an editor that writes down what it was told to say; `during` happens while it edits."""

    facts: str = "at 9"
    said: list[tuple[str, str]] = field(default_factory=list)
    during: list[str] = field(default_factory=list)
    outcomes: list[RateLimited | Refused] = field(default_factory=list)

    def now(self) -> datetime:
        return NINE

    def edit(self, channel: str, ts: str, rows: tuple[Row, ...], now: datetime) -> RateLimited | Refused | None:  # noqa: ARG002 - interface
        self.said.append((ts, self.facts))
        self.facts = self.during.pop(0) if self.during else self.facts
        return self.outcomes.pop(0) if self.outcomes else None


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def editing(engine: Engine, world: World) -> Editing:
    """With the reminders of two channels, which told what is so when they were posted."""
    ledger, posted = Ledger(engine, TEAM), Posted(engine, TEAM)
    ledger.apply(Changes(add=(entry("opening"), entry("opening", "C2"))))
    for row in ledger.claim("one", NINE, NINE, WALL, WALL + 2 * MINUTE, 20):
        channel = row.entry.key.recipient
        ledger.finish((row,), "one", State.SENT, channel=channel, ts=f"{channel}.1")
        posted.note(channel, f"{channel}.1", world.facts)
    return Editing(ledger, posted, world, lambda _: world.facts, world)


def test_what_tells_what_is_so_is_left_alone(editing: Editing, world: World) -> None:
    assert (editing.run(), world.said) == (0, [])


def test_each_message_is_edited_once(editing: Editing, world: World) -> None:
    world.facts = "at 10"
    assert (editing.run(), editing.run()) == (2, 0)
    assert sorted(world.said) == [("C1.1", "at 10"), ("C2.1", "at 10")]


def test_what_changes_while_it_is_told_is_told_again(editing: Editing, world: World) -> None:
    world.facts, world.during = "at 10", ["at 11"]
    editing.run()
    editing.run()
    assert sorted(world.said[2:]) == [("C1.1", "at 11"), ("C2.1", "at 11")]
    assert editing.run() == 0


def test_editing_goes_on_later_where_slack_asks_to_wait_and_never_where_it_refuses(
    editing: Editing, world: World
) -> None:
    world.facts, world.outcomes = "at 10", [RateLimited(1), Refused("message_not_found")]
    assert (editing.run(), editing.run(), editing.run()) == (0, 2, 0)


def test_what_was_of_use_long_ago_is_left_alone(editing: Editing, world: World) -> None:
    world.facts = "at 10"
    assert editing.ledger.posted(NINE + timedelta(hours=2), ("reminder",)) == ()
    assert editing.affected("workshop", frozenset({"opening"})) == 2
    assert editing.affected("workshop", frozenset({"closing"})) == 0
