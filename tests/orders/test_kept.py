"""Orders that are kept mean the same when they are read again, also of another state of the schedule."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.errors import OrderError
from bot.orders import order as ordered
from bot.orders.kept import Ordered, ordered_text, read_ordered
from bot.orders.parse import orders_of
from bot.orders.plan import Planning
from bot.questions.ask import Guide
from bot.schedule.amendments import Cancellation, Edit, Field, TakenUp, amended
from bot.schedule.model import Kind, Schedule
from tests.schedule.sessions import at, schedule, session

HOUR = timedelta(hours=1)
EACH = (
    ordered.Delay("Room 2", HOUR, TakenUp.BY_NIGHT),
    ordered.Cancel("lunch"),
    ordered.Restore("lunch"),
    ordered.Move("the panel", "17:00", until="18:00", room="Hall 1"),
    ordered.Move("the panel", -HOUR),
    ordered.Move("the panel", datetime.fromisoformat("2024-05-01T17:00")),
    ordered.Beside("lunch", "the panel", is_after=True),
    ordered.Last("lunch", HOUR),
    ordered.Take("lunch", HOUR),
    ordered.Swap("lunch", "the panel"),
    ordered.Relocate("lunch", "Hall 1"),
    ordered.Rename("lunch", "“Brunch”"),
    ordered.Replace("Ed Chi", "Jane Doe", "the panel"),
    ordered.Miss("Ed Chi", otherwise=True),
    ordered.Add("Demo", "15:00", HOUR, speaker="Ed Chi"),
)
PROGRAMME = schedule(
    replace(session("one", "09:00-10:00"), title="Query engines", kind=Kind.TALK),
    replace(session("two", "10:00-11:00"), title="Storage", kind=Kind.TALK),
    replace(session("panel", "11:00-12:00"), title="Panel", kind=Kind.PANEL),
)


def test_orders_are_read_as_they_were_kept() -> None:
    kept = Ordered(EACH, {"the panel": ("panel",), "the first two talks": ("one", "two")})
    assert read_ordered(ordered_text(kept)) == kept


def replanned(words: str, after: Schedule) -> Schedule:
    """What comes of what was ordered of the programme where it is another by now."""
    first = Planning(Guide((PROGRAMME,)), PROGRAMME, at("08:50"))
    first.plan(*orders_of(words))
    kept = read_ordered(ordered_text(Ordered(orders_of(words), first.pins)))
    again = Planning(Guide((after,)), after, at("08:50"), dict(kept.pins))
    return amended(after, again.plan(*kept.orders).changes)


LATER = amended(PROGRAMME, (Edit("panel", Field.START, at("11:30")), Edit("panel", Field.END, at("12:30"))))


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("delay the panel by 15 minutes", "11:45"),
        ("move the panel to 14:00", "14:00"),
        ("delay the 11:00 session by 5 minutes", "11:35"),
    ],
)
def test_shift_is_counted_anew_and_a_time_that_was_said_stays(words: str, start: str) -> None:
    assert replanned(words, LATER).sessions[-1].start == at(start)


def test_words_name_what_they_named_when_it_was_ordered() -> None:
    swapped = amended(PROGRAMME, (Edit("one", Field.TITLE, "Panel"), Edit("panel", Field.TITLE, "Quo vadis")))
    found = {one.id: one.start for one in replanned("swap the panel and storage", swapped).sessions}
    assert found == {"one": at("09:00"), "panel": at("10:00"), "two": at("11:00")}
    with pytest.raises(OrderError, match="“Panel” is cancelled"):
        replanned("swap the panel and storage", amended(PROGRAMME, (Cancellation("panel"),)))
