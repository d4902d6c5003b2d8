from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import OrderError
from bot.orders.order import Order, otherwise
from bot.orders.parse import orders_of
from bot.orders.plan import Plan, Planning
from bot.questions.ask import Guide
from bot.schedule.amendments import Addition, Cancellation, Edit, Field, amended
from bot.schedule.model import Kind, Person, Session
from tests.schedule.sessions import DAY, at, people, schedule, session

PROGRAMME = schedule(
    replace(session("joins", "09:00-10:00", room="Room 1", speakers=people("Ada Example")), title="Joins in practice"),
    replace(session("views", "09:00-10:00", room="Room 2", speakers=people("Bo Sample")), title="Views in practice"),
    replace(session("tea", "10:00-10:30"), title="Tea break", kind=Kind.BREAK),
    replace(session("panel", "10:30-11:30", room="Room 2"), title="Panel on joins", kind=Kind.PANEL),
    replace(session("coffee", "15:00-15:30"), title="Coffee break", kind=Kind.BREAK),
    named=("Ada Example", "Bo Sample"),
)


def planned(words: str, now: str = "09:10") -> Plan:
    orders = orders_of(words)
    assert orders
    return Planning(Guide((PROGRAMME,)), PROGRAMME, at(now)).plan(*orders)


def refused(words: str, now: str = "09:10") -> str:
    with pytest.raises(OrderError) as raised:
        planned(words, now)
    return str(raised.value)


def test_late_room_is_delayed_from_now_on() -> None:
    plan = planned("room 2 runs 10 minutes late")
    assert plan.summary == "Room 2 runs 10 min late, breaks take it up"
    assert plan.changes == (Edit("views", Field.END, at("10:10")),)


def test_late_session_is_delayed_with_what_follows() -> None:
    plan = planned("delay the panel by 10 minutes")
    assert plan.summary == "“Panel on joins”, and what follows, is 10 min late, breaks take it up"
    assert plan.changes == (Edit("panel", Field.START, at("10:40")), Edit("panel", Field.END, at("11:40")))


def test_session_moves_to_a_time_or_to_a_room() -> None:
    assert planned("move the panel to 5pm") == Plan(
        PROGRAMME,
        "“Panel on joins” moves to 17:00",
        (Edit("panel", Field.START, at("17:00")), Edit("panel", Field.END, at("18:00"))),
    )
    assert planned("move the panel to room 1") == Plan(
        PROGRAMME, "“Panel on joins” is now in Room 1", (Edit("panel", Field.ROOM, "Room 1"),)
    )


def test_break_that_is_still_to_come_is_the_one_that_is_cancelled() -> None:
    assert planned("cancel the break", now="11:00").changes == (Cancellation("coffee"),)
    assert (
        refused("cancel the break")
        == "“the break” may be “Tea break” (10:00) or “Coffee break” (15:00); say which one."
    )


def test_speaker_is_replaced() -> None:
    plan = planned("replace Sample with Cy New")
    assert plan.summary == "Cy New speaks in place of Bo Sample"
    assert plan.changes == (Edit("views", Field.SPEAKERS, (Person("Cy New"),)),)
    assert refused("replace Bo Sample with Cy New", now="11:00") == "“Bo Sample” speaks in nothing that is to come."


def test_session_is_renamed() -> None:
    assert planned("rename the panel to Quo vadis").changes == (Edit("panel", Field.TITLE, "Quo vadis"),)


def test_session_is_added_on_the_day_of_the_event() -> None:
    plan = planned("add Group photo at 12:30 to 12:40 in room 1 by Ada Example")
    assert plan.summary == "“Group photo” is added at Wed 12:30"
    (addition,) = plan.changes
    assert isinstance(addition, Addition)
    assert replace(addition.session, id="") == Session(
        id="",
        title="Group photo",
        date=DAY,
        start=at("12:30"),
        end=at("12:40"),
        end_stated=True,
        room="Room 1",
        speakers=people("Ada Example"),
    )


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("cancel the gala dinner", "I do not know which session “the gala dinner” is; name it as the programme does."),
        ("swap the panel and the panel", "“the panel” and “the panel” are both “Panel on joins”; name two sessions."),
        ("move the panel to 10:30", "“Panel on joins” moves to 10:30: nothing changes by that."),
        ("add Photo at 12:30 to 12:20", "“Photo” would end before it starts."),
    ],
)  # fmt: skip
def test_order_that_means_nothing_is_refused_in_words(words: str, reason: str) -> None:
    assert refused(words) == reason


def test_delay_after_the_last_session_is_refused() -> None:
    assert refused("we run 10 minutes late", now="16:00") == "Nothing is on or still to come today on Wed 01 May."


TWO_DAYS = schedule(
    replace(session("first", "09:00-10:00", room="Hall A", speakers=people("Ada Example")), title="Keynote"),
    replace(session("query", "10:00-10:30", room="Hall A", speakers=people("Bo Sample")), title="Query engines"),
    replace(session("lunch", "12:00-13:00"), title="Lunch", kind=Kind.LUNCH),
    replace(session("second", "09:00-10:00", room="Hall A", day=DAY + timedelta(days=1)), title="Second keynote"),
    replace(session("panel", "11:00-12:00", room="Hall B", day=DAY + timedelta(days=1)), title="Panel"),
    replace(session("dinner", day=DAY + timedelta(days=1)), title="Dinner"),
    named=("Ada Example", "Bo Sample"),
)


REMEDY = "write them as in 12:30 or “Hall 2”."
OTHER_CHANGE = "To take back another change, write “changes” and press Undo beside it."


def summary_of(words: str) -> str:
    """What the order comes to, or why it comes to nothing, at 8:50 of the first day."""
    orders = orders_of(words)
    assert orders
    try:
        return Planning(Guide((TWO_DAYS,)), TWO_DAYS, at("08:50")).plan(*orders).summary
    except OrderError as error:
        return str(error)


@pytest.mark.parametrize(
    ("words", "summary"),
    [
        ("cancel the keynote", "“Keynote” is cancelled"),
        ("swap the first two talks", "“Keynote” and “Query engines” swap"),
        ("swap the last two sessions", "“Query engines” and “Lunch” swap"),
        ("move the panel to 17:00-18:30", "“Panel” moves to 17:00–18:30"),
        ("move the panel to today 17:00", "“Panel” moves to Wed 1 May, 17:00"),
        ("move the panel to tomorrow 10:00", "“Panel” moves to 10:00"),
        ("move Query engines to tomorrow", "“Query engines” moves to Thu 2 May, 10:00"),
        ("move the panel to 1 May 15:00", "“Panel” moves to Wed 1 May, 15:00"),
        ("move the panel to room 7", "“Panel” is now in room 7"),
        ("move dinner to tomorrow", "“Dinner” has no time yet; say at what time it is then."),
        ("bring lunch forward by 10 minutes", "“Lunch” moves to 11:50"),
        ("extend lunch by half an hour", "“Lunch” lasts until 13:30"),
        ("shorten lunch by 1 hour", "“Lunch” would end before it starts."),
        ("room hall b runs 5 minutes late", "Nothing is on or still to come in Hall B on Wed 01 May."),
        ("add coffee tomorrow at 15:00 till 15:30", "“coffee” is added at Thu 15:00"),
        ("tomorrow runs 10 minutes late", "Everything runs 10 min late from Thu 09:00 on, breaks take it up"),
        ("Hall A is 10 minutes late tomorrow", "Hall A runs 10 min late from Thu 09:00 on, breaks take it up"),
        ("everything after query engines is 5 late", "Everything runs 5 min late from Wed 12:00 on, breaks take it up"),
        ("Hall A and Hall B are 10 minutes late", "Hall A and Hall B run 10 min late, breaks take it up"),
        ("move the panel to 5", "“Panel” moves to 17:00"),
        ("move the panel to the afternoon", "“the afternoon” is no time of day; say at what time it is then."),
        ("move the keynote to 10:30 in Hall B", "“Keynote” moves to 10:30, in Hall B"),
        ("move query engines to after lunch", "“Query engines” moves to 13:00"),
        ("move query engines before lunch", "“Query engines” moves to 11:30"),
        ("shorten the panel to 30 minutes", "“Panel” lasts until 11:30"),
        ("cancel the keynote and move lunch to 12:15", "“Keynote” is cancelled; “Lunch” moves to 12:15"),
        ("cancel query engines, lunch and the panel", "“Query engines”, “Lunch” and “Panel” are cancelled"),
        ("everything in Hall A moves to Hall B today", "“Keynote” and “Query engines” are now in Hall B"),
        ("everything is 5 minutes early", "“Keynote”, “Query engines” and “Lunch” are 5 min earlier"),
        ("move lunch to 12:15 with tea", f"“12:15 with tea” is neither a room nor a time; {REMEDY}"),
        ("add yoga tomorrow at 8", "“yoga” is added at Thu 08:00"),
        ("bring lunch back", f"“lunch” is not cancelled. {OTHER_CHANGE}"),
        ("Ada can't make it", "Ada Example does not speak: “Keynote” is cancelled"),
        ("remove Ada from the panel", "Ada Example does not speak in “the panel”."),
        ("swap lunch and the keynote and cancel lunch", "“Lunch” and “Keynote” swap; “Lunch” is cancelled"),
    ],
)  # fmt: skip
def test_order_of_a_hurried_organizer_is_understood(words: str, summary: str) -> None:
    assert summary_of(words) == summary


def test_swap_leaves_rooms_where_one_of_the_two_is_in_none() -> None:
    orders = orders_of("swap query engines and lunch")
    assert orders
    changes = Planning(Guide((TWO_DAYS,)), TWO_DAYS, at("08:50")).plan(*orders).changes
    assert {change.field for change in changes if isinstance(change, Edit)} == {Field.START, Field.END}


def test_session_that_goes_beside_another_stays_on_its_day() -> None:
    tea = replace(session("tea-1", "10:00-10:30"), title="Tea")
    again = replace(session("tea-2", "10:00-10:30", day=DAY + timedelta(days=1)), title="Tea")
    panel = replace(session("panel", "11:00-12:00", day=DAY + timedelta(days=1)), title="Panel")
    two_days = schedule(tea, again, panel)
    order = orders_of("move the panel before tea")
    assert Planning(Guide((two_days,)), two_days, at("08:50")).plan(*order).summary == "“Panel” moves to 09:00"


def test_orders_are_planned_each_after_the_other() -> None:
    plan = planned("delay the panel by 10 minutes, then move the panel 10 minutes earlier")
    assert plan.summary.endswith("; “Panel on joins” moves to 10:30")
    assert amended(PROGRAMME, plan.changes) == PROGRAMME


PAIR = schedule(
    replace(session("duet", "09:00-10:00", speakers=people("Ada Example", "Bo Sample")), title="Duet"),
    replace(session("solo", "10:00-11:00", speakers=people("Ada Example")), title="Solo"),
    named=("Ada Example", "Bo Sample"),
)


def test_who_cannot_come_is_missed_in_company_and_what_is_theirs_alone_is_cancelled_or_the_other_way_round() -> None:
    def planned_of(order: Order) -> Plan:
        return Planning(Guide((PAIR,)), PAIR, at("08:50")).plan(order)

    (order,) = orders_of("Ada Example can't make it")
    assert planned_of(order) == Plan(
        PAIR,
        "Ada Example does not speak: “Solo” is cancelled and “Duet” takes place without them",
        (Cancellation("solo"), Edit("duet", Field.SPEAKERS, people("Bo Sample"))),
    )
    assert planned_of(otherwise(order)).changes == (Cancellation("duet"), Edit("solo", Field.SPEAKERS, ()))


def test_whoever_chairs_and_cannot_come_is_missed_and_can_be_replaced() -> None:
    chaired = schedule(replace(session("duet", "09:00-10:00", speakers=people("Bo")), chairs=people("Ada Example")))
    planning = Planning(Guide((chaired,)), replace(chaired, people=people("Ada Example", "Bo")), at("08:50"))
    (order,) = orders_of("Ada is ill")
    assert planning.plan(order).changes == planning.plan(otherwise(order)).changes
    assert planning.plan(order).changes == (Edit("duet", Field.CHAIRS, ()),)
    (order,) = orders_of("replace Ada with Cy New")
    assert planning.plan(order).changes == (Edit("duet", Field.CHAIRS, people("Cy New")),)


def test_what_was_cancelled_takes_place_after_all() -> None:
    off = amended(PROGRAMME, (Cancellation("tea"), Cancellation("views")))
    plan = Planning(Guide((off,)), off, at("08:50")).plan(*orders_of("bring back the tea break and views in practice"))
    assert plan.summary == "“Tea break” and “Views in practice” take place after all"
    assert amended(off, plan.changes) == PROGRAMME


def test_what_is_cancelled_already_is_told_to_be() -> None:
    off = amended(PROGRAMME, (Cancellation("panel"),))
    with pytest.raises(OrderError) as raised:
        Planning(Guide((off,)), off, at("08:50")).plan(*orders_of("move the panel to 17:00"))
    told = "“Panel on joins” is cancelled; write “bring back Panel on joins” if it takes place after all."
    assert str(raised.value) == told
