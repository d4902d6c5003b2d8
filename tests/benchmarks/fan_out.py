"""5,000 people starred one keynote, on a Slack that lets through 5, 10 or 20 messages a second and tells nobody.

The time, Slack and those who ask are simulated; the ledger, the pace and the delivery are the real ones, on SQLite.
Each limit is met twice: by a bot that knows nothing, and by one that has learnt from the first time.
"""

import tempfile
from pathlib import Path

from bot.store.database import open_database
from bot.store.ledger import State
from bot.store.limit import UNTRIED, Learnt
from tests.outbox.fan_out import Result, fan_out, idle_answers, p99

PEOPLE = 5_000
LIMITS = (5.0, 10.0, 20.0)
ASKED = 0.02
"""Of what the limit lets through, so much is asked for by people."""
HEAD = """\
                          on time       begun early, s     429s, %   answers\' p99, ms
  limit/s bot      lost twice  share  goal   needed  begun  (goal <1)  idle  meanwhile (goal: twice)"""


def report() -> None:
    print(
        f"{PEOPLE:,} reminders due at one instant, which may go out 600 s early and are of use 600 s after; simulated:"
    )
    print(HEAD)
    for limit in LIMITS:
        first = _run(limit, UNTRIED)
        _print("learning", first)
        _print("learnt", _run(limit, first.learnt))


def _run(limit: float, learnt: Learnt) -> Result:
    with tempfile.TemporaryDirectory() as place:
        engine = open_database(f"sqlite:///{Path(place) / 'usher.db'}")
        try:
            return fan_out(engine, PEOPLE, limit, learnt=learnt, answers_a_second=limit * ASKED)
        finally:
            engine.dispose()


def _print(bot: str, told: Result) -> None:
    lost = told.people - told.states[State.SENT]
    refused = 100 * sum(told.refused) / len(told.refused)
    print(
        f"  {told.limit:7.0f} {bot:8} {lost:4} {told.twice:5} {told.on_time:6.3f} {told.on_time_goal:5.3f}"
        f" {told.needed:8.0f} {-told.first:6.0f} {refused:10.2f} {p99(idle_answers()) * 1e3:5.0f}"
        f" {p99(told.answers) * 1e3:10.0f}   ({len(told.answers)} answers)",
        flush=True,
    )


if __name__ == "__main__":
    report()
