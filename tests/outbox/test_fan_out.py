"""A hall full of people reminded at one instant, at limits of Slack's that the bot does not know. Time is simulated."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.store.ledger import State
from bot.store.limit import SURE, Learnt
from tests.outbox.fan_out import EARLY, Result, fan_out, idle_answers, p99


def assert_all_were_told_once(told: Result) -> None:
    assert (dict(told.states), told.twice) == ({State.SENT: told.people}, 0)


def test_fan_out_of_a_bot_that_knows_nothing_tells_everybody_once_and_learns_the_limit(engine: Engine) -> None:
    told = fan_out(engine, 800, 4.0)
    assert_all_were_told_once(told)
    assert told.on_time >= told.on_time_goal
    assert not any(told.refused[300:])
    assert -told.first <= EARLY.total_seconds()
    assert (told.learnt.growth, told.learnt.limit) == (SURE, pytest.approx(4.0, rel=0.02))


def test_fan_out_at_a_limit_that_was_learnt_begins_no_earlier_than_need_be(engine: Engine) -> None:
    told = fan_out(engine, 500, 10.0, learnt=Learnt(10.0, SURE), answers_a_second=0.5, lead=timedelta(seconds=90))
    assert_all_were_told_once(told)
    assert told.on_time >= told.on_time_goal
    assert told.needed <= -told.first <= told.needed * 1.05 + 6
    assert not any(told.refused)
    assert p99(told.answers) <= 2 * p99(idle_answers())
