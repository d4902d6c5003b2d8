"""What holds of every question: any words, at any time, from anywhere."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.phrases import Span, Strong, Zones, plain
from bot.questions.answer import Answer
from bot.questions.ask import Guide, as_json
from bot.questions.compose import PAGE
from bot.questions.entities import Entities
from bot.questions.naming import without_name
from bot.questions.parse import understood
from bot.questions.question import Mention, Selection
from bot.questions.tokens import listed, words_of
from bot.questions.vocabulary import FILLERS, PHRASES
from bot.schedule.model import Schedule, Session
from bot.wording import summary
from tests.questions.asking import MADE_UP, REAL, guide, schedule

ALL = (*REAL, *MADE_UP)
CLOCK = re.compile(r"\d\d:\d\d")
TIMES = listed(
    "today tomorrow saturday december 8 2018-12-08 10/16 10:30 2pm 5 20 minutes in at after before between hour"
)
NAMES = sorted({word for name in ALL for person in schedule(name).people for word in person.name.split()})
TITLES = sorted({word for name in ALL for entry in schedule(name).entries() for word in entry.title.split()})
WORDS = sorted(FILLERS | {" ".join(phrase) for phrase in PHRASES})

zones = st.sampled_from([None, "Europe/Berlin", "Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati"])
moments = st.integers(-(10**9), 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
near_moments = st.sampled_from(
    [moment for name in ALL for entry in schedule(name).entries() for moment in (entry.start, entry.end) if moment]
)
questions = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(TIMES), st.sampled_from(NAMES), st.sampled_from(TITLES)),
    max_size=8,
).map(" ".join)
whatever = st.one_of(questions, st.text(max_size=80))


@settings(max_examples=400, deadline=None)
@given(whatever, moments | near_moments, zones, st.sampled_from((None, *ALL)), st.integers(-3, 200))
def test_no_question_raises(text: str, now: datetime, zone: str | None, preferred: str | None, skip: int) -> None:
    reader = ZoneInfo(zone) if zone else None
    answer = guide(*ALL).ask(text, now=now, reader=reader, preferred=preferred, skip=skip)
    event = answer.schedule.timezone if answer.schedule else ZoneInfo("UTC")
    shown = Zones(event, reader)
    assert as_json(answer, shown)["text"] == "\n".join(plain(line, shown) for line in answer.lines())


@settings(max_examples=400, deadline=None)
@given(questions, near_moments, st.sampled_from(ALL))
def test_sessions_named_are_listed_or_asked_about(text: str, now: datetime, name: str) -> None:
    answer = guide(name).ask(text, now=now, reader=None, preferred=name)
    listed = {session.title for session in answer.sessions} | {schedule(name).title}
    assert named_in(answer) <= listed | asked_about(text, schedule(name))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="bcdfghjklmnpqrstvwxz", min_size=4, max_size=9), st.sampled_from(REAL))
def test_gibberish_names_no_session_but_a_corrected_one(word: str, name: str) -> None:
    answer = guide(name).ask(
        f"{word}{word[::-1]}", now=datetime(2018, 12, 8, 12, tzinfo=UTC), reader=None, preferred=name
    )
    assert answer.sessions == ()


@settings(max_examples=100, deadline=None)
@given(questions, near_moments, st.sampled_from(ALL))
def test_pages_hold_all_sessions_once(text: str, now: datetime, name: str) -> None:
    first = guide(name).ask(text, now=now, reader=None, preferred=name)
    total = len(first.sessions) + first.more
    starts = range(0, total, PAGE)
    pages = [guide(name).ask(text, now=now, reader=None, preferred=name, skip=skip) for skip in starts]
    whole = guide(name).ask(text, now=now, reader=None, preferred=name, page=None)
    assert [session for page in pages for session in page.sessions] == list(whole.sessions)


@settings(max_examples=100, deadline=None)
@given(questions, near_moments, near_moments, st.sampled_from(ALL))
def test_an_answer_does_not_depend_on_what_was_asked_before(
    text: str, now: datetime, before: datetime, name: str
) -> None:
    guide(name).ask(text, now=before, reader=None, preferred=name)
    again = guide(name).ask(text, now=now, reader=None, preferred=name)
    assert again == Guide((schedule(name),)).ask(text, now=now, reader=None, preferred=name)


@settings(max_examples=300, deadline=None)
@given(questions, near_moments, zones, st.sampled_from(ALL))
def test_every_time_shown_is_one_of_a_session_in_either_zone(
    text: str, now: datetime, zone: str | None, name: str
) -> None:
    reader = ZoneInfo(zone) if zone else None
    answer = guide(name).ask(text, now=now, reader=reader, preferred=name)
    event = schedule(name).timezone
    both = tuple(each for each in (event, reader) if each)
    for session in answer.sessions:
        line = plain(summary(session, with_day=answer.with_day), Zones(event, reader))
        true = {moment.astimezone(each).strftime("%H:%M") for moment in moments_of(session) for each in both}
        assert set(CLOCK.findall(line.replace(session.title, ""))) == true
    known = {moment for entry in schedule(name).entries() for moment in moments_of(entry)}
    spans = (part for phrase in answer.lines() for part in phrase if isinstance(part, Span))
    assert {moment for span in spans for moment in (span.start, span.end) if moment} <= known


def moments_of(session: Session) -> tuple[datetime, ...]:
    return tuple(moment for moment in (session.start, session.end) if moment)


def named_in(answer: Answer) -> set[str]:
    return {part.text for phrase in (answer.headline, *answer.notes) for part in phrase if isinstance(part, Strong)}


def asked_about(text: str, of: Schedule) -> set[str]:
    """The titles that may be said though they are not listed: what comes before or after is asked of them."""
    entities = indexes[of.id]
    selection = understood(without_name(words_of(text), entities), entities).selection
    anchors = tuple(anchor for anchor in (selection.after, selection.before) if anchor)
    return {entities.entries[number].title for anchor in anchors for number in entries_of(anchor, entities)}


def entries_of(anchor: Selection, entities: Entities) -> set[int]:
    if anchor.mentions:
        return {number for mention in anchor.mentions for number in numbers(mention)}
    kinds = anchor.kind.kinds if anchor.kind else frozenset()
    return {
        number
        for number, entry in enumerate(entities.entries)
        if entry.kind in kinds
        or any(talk.kind in kinds for talk in entry.talks)
        or (anchor.kind and anchor.kind.title_word)
    }


def numbers(mention: Mention) -> frozenset[int]:
    return mention.entries


indexes = {name: Entities(schedule(name)) for name in ALL}


def test_an_empty_guide_answers() -> None:
    answer = Guide(()).ask("what's next?", now=datetime(2026, 1, 1, tzinfo=UTC), reader=None)
    assert (answer.schedule, answer.sessions) == (None, ())
