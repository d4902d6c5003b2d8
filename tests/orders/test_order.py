from datetime import timedelta

import pytest

from bot.orders.order import Add, Cancel, Delay, Last, Move, Order, Relocate, Rename, Replace, Swap, order_of
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
        ("running 10 min late", Delay("", timedelta(minutes=10))),
        ("10 minutes delay", Delay("", timedelta(minutes=10))),
        ("delay by 15 minutes", Delay("", QUARTER)),
        ("10 minutes late in Hall B", Delay("Hall B", timedelta(minutes=10))),
        ("Hall B: 15 min late", Delay("Hall B", QUARTER)),
        ("delay everything in Hall B by 15 minutes", Delay("Hall B", QUARTER)),
        ("lunch is delayed by 15 min", Delay("lunch", QUARTER)),
        ("move lunch back 15 minutes", Delay("lunch", QUARTER)),
        ("push lunch to 12:20", Move("lunch", "12:20")),
        ("move the panel to 17:00–18:00", Move("the panel", "17:00", "18:00")),
        ("panel now 5pm to 6pm", Move("panel", "5pm", "6pm")),
        ("lunch will be at noon", Move("lunch", "noon")),
        ("bring lunch forward by 15 minutes", Move("lunch", -QUARTER)),
        ("move lunch 15 min earlier", Move("lunch", -QUARTER)),
        ("extend the panel by 15 minutes", Last("the panel", QUARTER)),
        ("shorten lunch by 15 minutes", Last("lunch", -QUARTER)),
        ("the panel now ends at 16:15", Last("the panel", "16:15")),
        ("move the panel to room 7", Move("the panel", "room 7")),
        ("the keynote is in Hall B now", Relocate("the keynote", "Hall B")),
        ("change the room of lunch to the Foyer", Relocate("lunch", "the Foyer")),
        ("swap the first two talks", Swap("the first two talks")),
        ("swap Ada's and Bo's talks", Swap("Ada's talk", "Bo's talk")),
        ("Jane Doe replaces Ed Chi", Replace("Ed Chi", "Jane Doe")),
        ("add a coffee break 15:00-15:30", Add("coffee break", "15:00", "15:30")),
        ("add coffee tomorrow at 15:00 till 15:30", Add("coffee", "tomorrow 15:00", "15:30")),
        ("add Demos at 2pm by Ann Lee in the Lobby", Add("Demos", "2pm", None, "the Lobby", "Ann Lee")),
        ("can you cancel lunch?", Cancel("lunch")),
        ("ok swap the panel and lunch, thanks", Swap("the panel", "lunch")),
        ("cancel lunch today", Cancel("lunch")),
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
        "drop the panel from my agenda",
        "cancel my reminders",
        "my talk is cancelled",
        "who replaces Ed Chi",
        "the talk that will start at 14:00",
        "free 14:00-15:00",
        "we will be in Berlin tomorrow",
        "switch to dark mode",
        "",
    ],
)
def test_question_is_no_order(words: str) -> None:
    assert order_of(words) is None
