"""Stars as Slack shows them: values that come back, controls within Slack's limits, states shown in place."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agenda.agenda import Agenda, Item
from bot.agenda.attendee import Attendee, Ref, Star
from bot.questions.answer import Answer
from bot.schedule.model import Schedule, Session
from bot.slack.agenda import starred_message
from bot.slack.personal import rating_question, reminder
from bot.slack.render import answer_message
from bot.slack.stars import Stars, actions, refs_of, star_menu, value_of, with_stars
from bot.workspace.blocks import require_blocks

NOW = datetime(2020, 12, 12, 17, tzinfo=UTC)
ZONE = ZoneInfo("America/Los_Angeles")
UNSTARRED = Stars(frozenset(), NOW)
ids = st.text(min_size=1, max_size=80)


def sessions(number: int, title: str = "Talk") -> tuple[Session, ...]:
    starts = (NOW + timedelta(minutes=place) for place in range(number))
    return tuple(
        Session(f"s{place}-{'x' * 70}", title, date=start.date(), start=start, end=start + timedelta(hours=1))
        for place, start in enumerate(starts)
    )


def of(*entries: Session) -> Schedule:
    return Schedule("workshop", "Workshop", ZONE, entries)


@given(st.lists(st.builds(Ref, ids, ids), min_size=1, max_size=10, unique=True))
def test_value_comes_back_as_the_sessions_that_it_names(refs: list[Ref]) -> None:
    assert sorted(refs_of(value_of(refs))) == sorted(refs)


@pytest.mark.parametrize("value", ["", "x", "[]", "[[]]", '[["a"]]', "[[1, 2]]", '{"a": 1}', "[" * 5000])
def test_value_that_is_not_ours_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="not ours"):
        refs_of(value)


@pytest.mark.parametrize("number", [1, 2, 25, 300])
@pytest.mark.parametrize("detailed", [True, False])
def test_answer_with_stars_is_within_slacks_limits(number: int, *, detailed: bool) -> None:
    shown = sessions(number, "long & " * 60)
    talks = replace(shown[0], talks=sessions(40))
    schedule = of(talks, *shown[1:])
    answer = Answer(("Many:",), schedule.sessions, schedule=schedule, detailed=detailed)
    require_blocks(list(answer_message(answer, ZONE, UNSTARRED).blocks))


def test_messages_about_hundreds_of_sessions_are_within_slacks_limits() -> None:
    many = sessions(300, "long & " * 60)
    items = tuple(Item(one, of(*many), Star("workshop", one.id, NOW)) for one in many)
    told = starred_message(items, Attendee("U1"), Agenda(items), NOW, is_first=True)
    for message in (told, reminder(items, NOW, ZONE), rating_question(items)):
        require_blocks(list(message.blocks))


def test_session_that_is_over_cannot_be_starred() -> None:
    late = Stars(frozenset(), NOW + timedelta(days=1))
    assert list(star_menu(of(*sessions(3)), sessions(3), late)) == []


def test_states_are_shown_in_place_and_all_else_stays() -> None:
    schedule = of(*sessions(3))
    menu, every = star_menu(schedule, schedule.sessions, UNSTARRED)
    ref = Ref("workshop", schedule.sessions[1].id)
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Talks:"}}, *actions(menu, every)]
    (text, row) = with_stars(blocks, {ref: True})
    (starred, _) = star_menu(schedule, schedule.sessions, Stars(frozenset({ref}), NOW))
    assert text == blocks[0]
    assert row["elements"] == [starred, every]
    assert with_stars([text, row], {ref: False}) == blocks
