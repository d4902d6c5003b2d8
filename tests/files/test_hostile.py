"""Documents made to hang or crash a reader, and whatever else somebody may save under our name."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import ScheduleFileError
from bot.files.read import ReadSchedule, read_text
from tests.files.documents import HEAD, REAL, faults, read, with_sessions

LAUGHS = "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9) if n else 'lol'}]\n" for n in range(12))
TOO_DEEP = "nests deeper than 40 levels; check brackets and indentation here"
WORDS = st.sampled_from(
    [f"{key}: " for key in ("title", "sessions", "talks", "speakers", "links", "id", "?", "&a", "*a", "a")]
    + [
        f"    {line}\n"
        for line in ("start: 9:00", "end: 8:00", "date: none", "timezone: UTC", "title: A", "posting: 1")
    ]
    + ["  - ", "&a ", "*a", "[", "]", "{", "}", "\n", "\t", "|\n", ">-\n", "!!int ", "'", '"', "~", "#", "---\n", ","]
)


def outcome(text: str) -> ReadSchedule | ScheduleFileError:
    """A schedule or the faults; anything else that is raised fails the test."""
    try:
        return read_text(text, "x", "x.yaml")
    except ScheduleFileError as error:
        return error


def test_alias_stands_for_what_it_names() -> None:
    text = with_sessions("title: A, speakers: &all [B, C]", "title: D, speakers: *all")
    assert [[person.name for person in session.speakers] for session in read(text).schedule.sessions] == [
        ["B", "C"]
    ] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LAUGHS}sessions: *x11\n", "x.yaml:6: aliases stand for more than 100,000 values; write fewer of them"),
        (f"{HEAD}sessions: &a [*a]\n", "x.yaml:4: the alias *a stands inside what it stands for; write it out"),
        ("[" * 100_000, f"x.yaml:1: {TOO_DEEP}"),
        ("{a: " * 100_000, f"x.yaml:1: {TOO_DEEP}"),
        ("- " * 100_000, f"x.yaml:1: {TOO_DEEP}"),
        ("".join(f"{' ' * depth}a:\n" for depth in range(500)), f"x.yaml:41: {TOO_DEEP}"),
        (
            with_sessions(f"title: {'a' * 5_000_000}"),
            f"x.yaml:5: sessions[0].title: '{'a' * 80}…' has 5,000,000 characters; shorten it to 20,000",
        ),
    ],
    ids=["billion laughs", "alias in itself", "lists", "mappings", "blocks", "block mappings", "huge scalar"],
)  # fmt: skip
def test_bomb_is_refused(text: str, expected: str) -> None:
    assert faults(text) == [expected]


def test_tag_makes_nothing_but_text() -> None:
    text = with_sessions("title: !!python/object/apply:os.getcwd A")
    assert [session.title for session in read(text).schedule.sessions] == ["A"]


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    outcome(text)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=40).map("".join))
def test_any_yaml_is_read_or_refused(text: str) -> None:
    outcome(f"{HEAD}{text}")
    outcome(text)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(REAL), st.integers(0, 2**32), st.floats(0, 1))
def test_cut_or_shuffled_schedule_is_read_or_refused(path, seed, share) -> None:  # noqa: ANN001 - given above
    text = path.read_text(encoding="utf-8")[:20_000]
    lines = text.splitlines(keepends=True)
    outcome(text[: int(len(text) * share)])
    outcome(text[int(len(text) * share) :])
    random.Random(seed).shuffle(lines)  # noqa: S311 - no secret
    outcome("".join(lines))
