from datetime import timedelta

import pytest

from bot.orders.order import (
    Add,
    Beside,
    Cancel,
    Delay,
    Last,
    Miss,
    Move,
    Order,
    Relocate,
    Rename,
    Replace,
    Restore,
    Swap,
    Take,
)
from bot.orders.parse import orders_of
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
        ("we are ten minutes late", Delay("", timedelta(minutes=10))),
        ("everything is 1h30 late", Delay("", timedelta(minutes=90))),
        ("tomorrow runs 10 minutes late", Delay("tomorrow", timedelta(minutes=10))),
        ("Hall A +15", Delay("Hall A", QUARTER)),
        ("lunch is 15 min late because of the caterer", Delay("lunch", QUARTER)),
        ("start the panel at 5 instead", Move("the panel", "5")),
        ("lunch is at 12:30 instead", Move("lunch", "12:30")),
        ("the panel is postponed to 11:00", Move("the panel", "11:00")),
        ("move the keynote to 9:30 in Hall B", Move("the keynote", "9:30", room="Hall B")),
        ("the keynote is now in Hall B at 9:30", Move("the keynote", "9:30", room="Hall B")),
        ("move the panel to tomorrow at 9:30", Move("the panel", "tomorrow at 9:30")),
        ("the keynote is in Hall B, not Hall A", Relocate("the keynote", "Hall B")),
        ("move lunch to after the panel", Beside("lunch", "the panel", is_after=True)),
        ("put lunch before the panel", Beside("lunch", "the panel", is_after=False)),
        ("shorten the panel to 30 minutes", Take("the panel", timedelta(minutes=30))),
        ("make the panel half an hour long", Take("the panel", timedelta(minutes=30))),
        ("make lunch 15 minutes shorter", Last("lunch", -QUARTER)),
        ("end lunch at 13:15", Last("lunch", "13:15")),
        ("lunch and the panel swap places", Swap("lunch", "the panel")),
        ("uncancel the tea break", Restore("the tea break")),
        ("bring lunch back", Restore("lunch")),
        ("lunch takes place after all", Restore("lunch")),
        ("Ed Chi can't make it", Miss("Ed Chi")),
        ("Ed Chi is ill today", Miss("Ed Chi", "everything today")),
        ("remove Ed Chi from the panel", Miss("Ed Chi", "the panel")),
        ("the panel goes ahead without Ed Chi", Miss("Ed Chi", "the panel")),
        ("remove lunch from the schedule", Cancel("lunch")),
        ("there will be no lunch", Cancel("lunch")),
        ("add a demo at 3pm for 30 minutes", Add("demo", "3pm", timedelta(minutes=30))),
        ("add a 15 minute demo at 3pm", Add("demo", "3pm", QUARTER)),
        ("add a talk by Ann Lee at 3pm titled Fast things", Add("Fast things", "3pm", speaker="Ann Lee")),
        ("cancel lunch today", Cancel("lunch today")),
    ],
)
def test_order_in_words(words: str, order: Order) -> None:
    assert orders_of(words) == (order,)


@pytest.mark.parametrize(
    ("words", "orders"),
    [
        ("cancel lunch and move the panel to 17:00", (Cancel("lunch"), Move("the panel", "17:00"))),
        ("Room 2 is 15 late, then swap tea and lunch.", (Delay("Room 2", QUARTER), Swap("tea", "lunch"))),
        ("- cancel lunch\n- uncancel the tea break", (Cancel("lunch"), Restore("the tea break"))),
        ("cancel lunch and the panel", (Cancel("lunch and the panel"),)),
        ('rename lunch to "Eat and cancel tea"', (Rename("lunch", "Eat and cancel tea"),)),
    ],
)  # fmt: skip
def test_several_orders_are_taken_in_turn(words: str, orders: tuple[Order, ...]) -> None:
    assert orders_of(words) == orders


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
        "remove the star from lunch",
        "cancel all reminders",
        "delete the reminder for the panel",
        "remove quiet hours",
        "cancel the daily digest",
        "I can't make it",
        "we can't make it",
        "the wifi is down",
        "when is lunch back?",
        "",
    ],
)
def test_question_is_no_order(words: str) -> None:
    assert orders_of(words) == ()
