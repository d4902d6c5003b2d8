from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.files.changes import changes_text, read_changes
from bot.schedule.amendments import Addition, Cancellation, Change, Edit, Field, Restoration
from bot.schedule.model import Link, Person, Session
from tests.files.test_write import sessions, texts

people = st.lists(
    st.builds(
        Person, texts, st.none() | texts, st.none() | texts, st.none(), st.just((Link("web", "https://a.example"),))
    ),
    max_size=2,
).map(tuple)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
edits = (
    st.builds(Edit, texts, st.sampled_from((Field.START, Field.END)), moments)
    | st.builds(Edit, texts, st.sampled_from((Field.TITLE, Field.ROOM)), texts)
    | st.builds(Edit, texts, st.sampled_from((Field.SPEAKERS, Field.CHAIRS)), people)
    | st.builds(Edit, texts, st.just(Field.ROOM), st.none())
)


@given(st.lists(edits | st.builds(Cancellation, texts) | st.builds(Restoration, texts), max_size=4).map(tuple))
def test_changes_kept_as_text_are_read_as_they_were(changes: tuple[Change, ...]) -> None:
    assert read_changes(changes_text(changes)) == changes


@given(sessions())
def test_added_session_is_read_as_it_was_but_for_an_end_that_nobody_stated(found: tuple[Session, ...]) -> None:
    added = tuple(Addition(one) for one in found if one.end is None or one.end_stated)
    assert read_changes(changes_text(added)) == added
