"""The Home tab is within Slack's limits whatever it holds, by the workspace's judgement, and fits the moment."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.files.read import read_file
from bot.questions.answer import Answer
from bot.schedule.model import Kind, Link, Person, Schedule, Session
from bot.slack.elements import Block
from bot.slack.home import HomeState, Tab, home_page, home_view, searched, state_of
from bot.slack.mine import OwnPage
from bot.slack.render import Asked, answer_message
from bot.workspace.blocks import require_view

DATA = Path(__file__).parent.parent.parent / "schedule_data"
ROOT_ZONE = ZoneInfo("Europe/Berlin")
TORONTO = ZoneInfo("America/Toronto")
SQL = "Learning to Optimize SQL Joins With Deep Reinforcement Learning"
DEEP = "Efficient deep learning computing: a learning-based approach"
START = datetime(2026, 12, 4, 9, tzinfo=UTC)

words = st.text(max_size=200) | st.text("<>&*|`_~ \n", max_size=200) | st.just("long " * 900)
titles = words.map(lambda text: f"T{text}")
people = st.builds(Person, words, words | st.none())
links = st.builds(Link, st.sampled_from(("recording", "slides")), st.just("https://example.org/?a=<b>&c|d"))


@st.composite
def sessions(draw: st.DrawFn, nested: bool = True) -> Session:  # noqa: FBT001, FBT002 - talks hold no talks
    start = START + timedelta(minutes=draw(st.integers(0, 3000)))
    known = draw(st.sampled_from(("time", "date", "nothing")))
    return Session(
        id=draw(st.text(max_size=9)),
        title=draw(titles),
        kind=draw(st.sampled_from(Kind)),
        date=start.date() if known != "nothing" else None,
        start=start if known == "time" else None,
        end=start + timedelta(minutes=draw(st.integers(1, 300))) if known == "time" and draw(st.booleans()) else None,
        room=draw(words | st.none()),
        speakers=draw(st.lists(people, max_size=3).map(tuple)),
        links=draw(st.lists(links, max_size=3).map(tuple)),
        talks=draw(st.lists(sessions(nested=False), max_size=9).map(tuple)) if nested else (),
    )


schedules = st.builds(
    Schedule,
    id=st.text(min_size=1, max_size=170),
    title=titles,
    timezone=st.sampled_from((ROOT_ZONE, TORONTO)),
    sessions=st.lists(sessions(), max_size=12).map(tuple),
    venue=words | st.none(),
    url=st.just("https://example.org/?a=<b>&c|d") | st.none(),
)
questions = st.builds(Asked, words.filter(bool), st.text(max_size=170) | st.none(), st.integers(0, 10_000))
states = st.builds(HomeState, st.text(max_size=170) | st.none(), questions | st.none())
moments = st.integers(-100, 100).map(lambda hours: START + timedelta(hours=hours))


@settings(max_examples=40)
@given(st.lists(schedules, max_size=4, unique_by=lambda one: one.id).map(tuple), states, moments, st.booleans())
def test_home_is_within_slacks_limits(
    known: tuple[Schedule, ...],
    state: HomeState,
    now: datetime,
    zone_known: bool,  # noqa: FBT001 - hypothesis passes it by place
) -> None:
    answer = answer_message(Answer((state.asked.question,)), ROOT_ZONE) if state.asked else None
    page = home_page(known, state.schedule_id, ROOT_ZONE if zone_known else None, now)
    require_view(home_view(Tab(page, OwnPage()), state, answer), "home")


def test_day_of_a_thousand_sessions_is_within_slacks_limits() -> None:
    starts = (START + timedelta(minutes=number % 900) for number in range(1000))
    crowd = tuple(
        Session(str(number), "long " * 500, date=start.date(), start=start) for number, start in enumerate(starts)
    )
    state = HomeState(None, Asked("all", None, 0))
    answer = answer_message(Answer(("",), crowd[:100], detailed=True), ROOT_ZONE)
    view = home_view(Tab(home_page((schedule_of(*crowd),), None, None, START), OwnPage()), state, answer)
    require_view(view, "home")
    assert "… the rest does not fit here: ask for a time, a name or a topic above." in shown(view)[-1]


@given(states)
def test_state_comes_back_from_the_view(state: HomeState) -> None:
    told = state_of(home_view(Tab(home_page((), None, None, START), OwnPage()), state, None))
    assert told.schedule_id == state.schedule_id
    assert (told.asked is None) == (state.asked is None)
    if state.asked and told.asked:
        assert (told.asked.schedule_id, told.asked.skip) == (state.asked.schedule_id, state.asked.skip)
        assert state.asked.question.startswith(told.asked.question)


@pytest.mark.parametrize("metadata", ["", "null", "{}", '["a"]', '["a", 3, null, 0]', "[" * 5000])
def test_view_that_is_not_ours_shows_nothing_in_particular(metadata: str) -> None:
    assert state_of({"private_metadata": metadata}) == HomeState()
    assert state_of(None) == HomeState()


def test_empty_search_asks_nothing() -> None:
    assert (searched(None), searched("  "), searched(" next ")) == (None, None, Asked("next", None, 0))


def schedule_of(*held: Session, name: str = "s") -> Schedule:
    return Schedule(name, "Good Timing", TORONTO, held)


def shown(view: Block) -> list[str]:
    """The texts of the view's blocks, and the labels of its buttons."""
    return [text for block in view["blocks"] for text in _texts(block)]


def _texts(block: Block) -> list[str]:
    if block["type"] in {"section", "header", "button"}:
        return [block["text"]["text"]]
    return [text for element in block.get("elements", ()) for text in _texts_of_element(element)]


def _texts_of_element(element: Block) -> list[str]:
    return [f"[{element['text']['text']}]"] if element["type"] == "button" else [element["text"]]


def page_at(moment: str, name: str = "mlforsystems-2018", zone: str | None = "Asia/Tokyo") -> list[str]:
    schedule = read_file(DATA / f"{name}.yaml").schedule
    page = home_page((schedule,), None, ZoneInfo(zone) if zone else None, datetime.fromisoformat(moment))
    return shown(home_view(Tab(page, OwnPage()), HomeState(), None))


def test_before_it_opens_the_first_day_is_shown() -> None:
    texts = page_at("2018-12-01T12:00-05:00")
    assert texts[:7] == [
        "Workshop on ML for Systems at NeurIPS 2018",
        "Palais des congrès de Montréal · Sat 8 Dec 2018",
        "Times are in America/Toronto, and for you in Asia/Tokyo.",
        "[Who is speaking?]",
        "[When is “Poster Session 1”?]",
        "*Opens in 7 days*: Sat 8 Dec 2018, 09:00 (23:00 for you)",
        "Sat 8 Dec 2018",
    ]
    assert texts[7].splitlines() == [
        "09:00–09:10 (23:00–23:10 for you) *Opening Remarks*",
        "09:10–09:35 (23:10–23:35 for you) *A Crash Course in Stochastic Program Optimization* – Eric Schkufza",
        f"09:35–10:00 (23:35–Sun 00:00 for you) *{DEEP}* – Song Han",
    ]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2018-12-07T23:30-05:00", "*Opens tomorrow*: Sat 8 Dec 2018, 09:00"),
        ("2018-12-08T05:30-05:00", "*Opens in 3 h*: Sat 8 Dec 2018, 09:00"),
        ("2018-12-08T08:30-05:00", "*Opens within the hour*: Sat 8 Dec 2018, 09:00"),
    ],
)
def test_time_until_it_opens_is_told_in_words_that_last(moment: str, words: str) -> None:
    assert words in page_at(moment, zone=None)


def test_while_it_goes_on_now_and_next_come_first_and_what_is_over_is_small() -> None:
    texts = page_at("2018-12-08T16:30-05:00", zone="America/Toronto")
    assert texts[2] == "Times are in America/Toronto, which is your time too."
    assert texts[3:7] == [
        "[Who is speaking?]",
        "*Now*\n16:25–16:50 *Machine Learning for Systems* – Jeff Dean\n<https://youtu.be/BZwDTKogS7U?t=3793|recording>",
        "*Next*\n16:50–17:50 *Panel Discussion* – Jeff Dean, Partha Ranganathan, Song Han and Ion Stoica",
        "Today, Sat 8 Dec 2018",
    ]
    assert texts[7].splitlines()[0] == "09:00–09:10 Opening Remarks"
    assert [line for text in texts[8:] for line in text.splitlines()] == [
        "16:25–16:50 *Machine Learning for Systems* – Jeff Dean",
        "16:50–17:50 *Panel Discussion* – Jeff Dean, Partha Ranganathan, Song Han and Ion Stoica",
        "17:50–18:00 *Closing Remarks*",
    ]


def test_after_its_end_there_are_the_recordings() -> None:
    *texts, recordings = page_at("2018-12-09T09:00-05:00", zone=None)
    assert texts[2:] == [
        "Times are in America/Toronto.",
        "[Slides]",
        "[Papers]",
        "[Who spoke?]",
        "[What was on the last day?]",
        "*It is over*: it ended Sat 8 Dec 2018, 18:00.",
        "Recordings",
    ]
    assert recordings.splitlines() == [
        f"*{SQL}* – Sanjay Krishnan · <https://youtu.be/BZwDTKogS7U?t=2392|recording>",
        "*Machine Learning for Systems* – Jeff Dean · <https://youtu.be/BZwDTKogS7U?t=3793|recording>",
    ]


def test_talks_are_named_below_the_session_that_holds_them_until_they_are_too_many() -> None:
    talks = tuple(Session(str(number), f"Talk {number}") for number in range(8))
    session = Session(
        "a", "Lightning", date=date(2026, 12, 4), start=START, end=START + timedelta(hours=1), talks=talks
    )
    page = home_page((schedule_of(session),), None, None, START - timedelta(hours=1))
    assert shown(home_view(Tab(page, OwnPage()), HomeState(), None))[-1].splitlines() == [
        "04:00–05:00 *Lightning*",
        *(f"      • Talk {number}" for number in range(6)),
        "      • … and 2 more talks",
    ]


def test_day_without_times_says_so() -> None:
    texts = page_at("2023-02-01T12:00-08:00", "stanford-mlsys-seminar", zone=None)
    assert texts[1:] == [
        "Wed 11 Jan 2023 – Mon 4 Dec 2023",
        "Times are in America/Los_Angeles.",
        "[Who is speaking?]",
        "Today, Wed 1 Feb 2023",
        "Time not announced: *A data-centric view on reliable generalization* – Ludwig Schmidt",
    ]


def test_evening_shows_the_next_day() -> None:
    days = tuple(
        Session(str(day), f"Day {day}", date=start.date(), start=start, end=start + timedelta(hours=1))
        for day, start in ((day, START + timedelta(days=day)) for day in range(2))
    )
    page = home_page((schedule_of(*days),), None, None, START + timedelta(hours=9))
    assert shown(home_view(Tab(page, OwnPage()), HomeState(), None))[3:] == [
        "*Now*\nNothing is on.",
        "*Next*\nSat 5 Dec 2026, 04:00–05:00 *Day 1*",
        "Tomorrow, Sat 5 Dec 2026",
        "04:00–05:00 *Day 1*",
    ]


def test_answer_stands_above_the_programme_with_a_way_to_clear_it() -> None:
    state = HomeState(None, Asked("a <b>", None, 0))
    page = home_page((schedule_of(),), None, None, START)
    view = home_view(Tab(page, OwnPage()), state, answer_message(Answer(("Because.",)), ROOT_ZONE))
    answer = [block for block in view["blocks"] if block["type"] == "section"][:2]
    assert [block["text"]["text"] for block in answer] == ["*You asked:* a &lt;b&gt;", "Because."]
    assert answer[0]["accessory"]["action_id"] == "home_clear"


def test_schedule_chosen_is_shown_until_it_is_gone() -> None:
    first, second = (schedule_of(Session("a", name), name=name) for name in ("first", "second"))
    pages = [home_page((first, second), chosen, None, START) for chosen in (None, "second", "gone")]
    assert [page.schedule_id for page in pages] == ["first", "second", "first"]
    menu = pages[1].top[1]["accessory"]
    assert [option["value"] for option in menu["options"]] == ["first", "second"]
    assert menu["initial_option"] == menu["options"][1]


def test_without_schedules_home_says_so() -> None:
    assert shown(home_view(Tab(home_page((), None, None, START), OwnPage()), HomeState(), None)) == [
        "No schedule is loaded yet."
    ]


def test_page_stays_the_same_until_something_begins_or_ends() -> None:
    schedule = read_file(DATA / "mlforsystems-2018.yaml").schedule
    moments = ("09:10", "09:34", "09:35", "09:59")
    prints = [
        home_page((schedule,), None, None, datetime.fromisoformat(f"2018-12-08T{moment}-05:00")).fingerprint
        for moment in moments
    ]
    assert prints[0] == prints[1] != prints[2] == prints[3]
