from datetime import timedelta

import pytest

from bot.orders.order import Add, Cancel, Delay, Move, Order, Relocate, Rename, Replace, Swap, order_of
from bot.schedule.amendments import TakenUp

QUARTER = timedelta(minutes=15)


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("Room 2 runs 15 minutes late", Delay("Room 2", QUARTER)),
        ("we're running 15 min behind", Delay("", QUARTER)),
        ("Everything is a quarter of an hour late.", Delay("", QUARTER)),
        ("15 min late till the end of the day", Delay("", QUARTER, TakenUp.BY_NIGHT)),
        ("delay the keynote by half an hour", Delay("the keynote", timedelta(minutes=30))),
        (
            "push back the panel 2 hours for the rest of the day",
            Delay("the panel", timedelta(hours=2), TakenUp.BY_NIGHT),
        ),
        ("please cancel the tea break", Cancel("the tea break")),
        ("The tea break won’t take place", Cancel("The tea break")),
        ("the panel has been called off", Cancel("the panel")),
        ("move the panel to 17:00", Move("the panel", "17:00")),
        ("the panel is now at 5pm", Move("the panel", "5pm")),
        ("lunch moves to tomorrow 12:30", Move("lunch", "tomorrow 12:30")),
        ("swap Ed Chi and the panel", Swap("Ed Chi", "the panel")),
        ("Ed Chi is now in room 5", Relocate("Ed Chi", "room 5")),
        ("rename the panel to “What now?”", Rename("the panel", "What now?")),
        ("replace Ed Chi with Jane Doe", Replace("Ed Chi", "Jane Doe")),
        ("Jane Doe speaks instead of Ed Chi", Replace("Ed Chi", "Jane Doe")),
        ("add a session: Group photo at 12:30", Add("Group photo", "12:30")),
        ("add Demos at 2pm to 3pm in the Lobby by Ann Lee", Add("Demos", "2pm", "3pm", "the Lobby", "Ann Lee")),
    ],
)
def test_order_in_words(words: str, order: Order) -> None:
    assert order_of(words) == order


@pytest.mark.parametrize(
    "words",
    [
        "what's next?",
        "is the panel cancelled?",
        "I am running late",
        "when does the panel start?",
        "where is Ed Chi now",
        "delay the panel by 0 minutes",
        "",
    ],
)
def test_question_is_no_order(words: str) -> None:
    assert order_of(words) is None
