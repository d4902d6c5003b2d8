"""What a document proposes is within Slack's limits whatever it holds, and says what can be done with it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Fault
from bot.phrases import Zones
from bot.schedule.difference import difference
from bot.schedule.model import Kind, Link, Person, Schedule, Session
from bot.slack.changes import change_lines
from bot.slack.import_controls import fill_form, target_of
from bot.slack.imports import everything_view, offer_message, settled_message
from bot.slack.markup import mrkdwn
from bot.slack.offer import UNSAID_DAY, Offer
from bot.workspace.blocks import require_blocks, require_view

BERLIN, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")
START = datetime(2026, 12, 4, 9, tzinfo=UTC)
TALK = Session("s-1", "Joins", date=START.date(), start=START, end=START + timedelta(hours=1), end_stated=True)
BEFORE = Schedule("event", "Joins Day", BERLIN, (TALK,))
OFFER = Offer(7, "page.html", "html", "U1", BEFORE, (), (), (), None, None, False, False, (BEFORE,))

words = st.text(min_size=1, max_size=200) | st.text("<>&*|`_~ \n", min_size=1, max_size=200) | st.just("long " * 900)


def lines(before: Session, after: Session, reader: ZoneInfo = TOKYO) -> list[str]:
    found = difference(replace(BEFORE, sessions=(before,)), replace(BEFORE, sessions=(after,)))
    return [mrkdwn(line, Zones(BERLIN, reader)) for line in change_lines(found)]


def test_each_field_that_differs_is_told_on_both_clocks() -> None:
    person = Person("Ada", "Univ. <of> Joins")
    after = replace(
        TALK,
        title="Joins at last",
        kind=Kind.KEYNOTE,
        start=START + timedelta(days=1),
        end=None,
        end_stated=False,
        date=(START + timedelta(days=1)).date(),
        room="Hall 1",
        abstract="More",
        speakers=(person,),
        links=(Link("slides", "https://a.example/x"),),
    )
    (line,) = lines(replace(TALK, abstract="Some"), after)
    assert line.partition(" – ")[0] == "Changed: Fri 4 Dec 2026, 10:00–11:00 (18:00–19:00 for you) *Joins*"
    assert re.split(r"(?<!&[lg]t); ", line.partition(" – ")[2]) == [
        "title: Joins → Joins at last",
        "kind: talk → keynote",
        "start: Fri 4 Dec 2026, 10:00 (18:00 for you) → Sat 5 Dec 2026, 10:00 (18:00 for you)",
        "end: 11:00 (19:00 for you) → none",
        "room: none → Hall 1",
        "speakers: none → Ada (Univ. &lt;of&gt; Joins)",
        "another abstract",
        "links: none → <https://a.example/x|slides>",
    ]


def test_details_of_people_that_are_not_shown_are_told_to_be_others() -> None:
    one, other = Person("Ada", bio="Some"), Person("Ada", bio="More")
    told = lines(replace(TALK, speakers=(one,)), replace(TALK, speakers=(other,)), BERLIN)
    assert told == ["Changed: Fri 4 Dec 2026, 10:00–11:00 *Joins* – speakers: other details"]


def test_times_without_a_day_or_a_zone_are_shown_as_they_are_written() -> None:
    unsaid = replace(BEFORE, timezone=ZoneInfo("UTC"), sessions=(replace(TALK, date=UNSAID_DAY),))
    shown = offer_message(replace(OFFER, schedule=unsaid, lacks=("timezone", "date")), TOKYO)
    assert shown.text.splitlines()[1:] == [
        "The document does not say the time zone and the day: please fill that in before it can be used.",
        "*On a day that is not said*",
        "• 09:00–10:00 *Joins*",
    ]


def test_form_asks_for_what_is_not_said_alone() -> None:
    asked = [
        [block["block_id"] for block in fill_form(replace(OFFER, lacks=lacks), BERLIN)["blocks"]]
        for lacks in (("timezone",), ("date",), ("timezone", "date"))
    ]
    assert asked == [["zone"], ["day"], ["zone", "day"]]


def test_menu_names_the_proposal_and_the_schedule() -> None:
    chosen = {"block_id": "import_target:7", "selected_option": {"value": "event"}}
    assert target_of(chosen) == ("7", "event")
    assert target_of({**chosen, "selected_option": {"value": "new:"}}) == ("7", "")


@settings(max_examples=25, deadline=None)
@given(words, st.integers(0, 120), st.integers(0, 120), st.sampled_from((None, BERLIN, TOKYO)), st.booleans())
def test_any_proposal_is_within_slacks_limits(
    text: str,
    sessions: int,
    doubts: int,
    reader: ZoneInfo | None,
    is_new: bool,  # noqa: FBT001 - drawn
) -> None:
    titled = tuple(
        replace(TALK, id=f"s-{number}", title=f"T{text}", room=text, speakers=(Person(text),), talks=(TALK,))
        for number in range(sessions)
    )
    schedule = replace(BEFORE, title=f"T{text}", sessions=titled)
    offer = replace(
        OFFER,
        name=text,
        schedule=schedule,
        doubts=tuple(Fault(number, text, text) for number in range(doubts)),
        faults=tuple(Fault(number, text, text) for number in range(doubts % 3)),
        lacks=("timezone", "date")[: doubts % 3],
        before=None if is_new else BEFORE,
        change=None if is_new else difference(BEFORE, schedule),
        is_news=True,
        is_amended=True,
        targets=tuple(replace(BEFORE, id=f"event-{number}" * 20, title=f"T{text}") for number in range(sessions)),
    )
    for message in (offer_message(offer, reader), settled_message(offer, ((text,),), reader)):
        require_blocks(list(message.blocks))
        assert 0 < len(message.text) <= 4000
    require_view(everything_view(offer, reader), "modal")
    if offer.lacks:
        require_view(fill_form(offer, reader), "modal")
