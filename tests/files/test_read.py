"""What reading makes of a file: people, ids, times, kinds, posting."""

from datetime import UTC, date, datetime, time

import pytest

from bot.schedule.model import Kind, Link, Person, Posting, Reminders
from tests.files.documents import HEAD, doubts, read, with_sessions

IN_ORDER = "put the sessions in order, or give it a date of its own"
SPEAKERS = "speakers: [{name: Ada, affiliation: Home, bio: Wrote the first., links: {website: https://a.b}}]\n"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def ids(*sessions: str) -> list[str]:
    return [entry.id for entry in read(with_sessions(*sessions)).schedule.entries()]


def times(session: str, head: str = HEAD) -> tuple[date | None, datetime | None, datetime | None]:
    (only,) = read(with_sessions(session, head=head)).schedule.sessions
    return only.date, only.start, only.end


def test_single_items_stand_for_lists() -> None:
    text = HEAD + (
        "posting: {channels: '#all', reminders: {default: 5}}\norganizers: Eve\n"
        "sessions: {title: A, chair: Bob, speakers: Ada, links: {slides: https://a.b}}\n"
    )
    schedule = read(text).schedule
    (session,) = schedule.sessions
    assert (session.chairs, session.speakers, session.links) == (
        (Person("Bob"),),
        (Person("Ada"),),
        (Link("slides", "https://a.b"),),
    )
    assert (schedule.organizers, schedule.posting.channels, schedule.posting.default) == (
        (Person("Eve"),),
        ("#all",),
        Reminders((5,)),
    )


def test_name_alone_is_filled_up_from_speakers() -> None:
    schedule = read(with_sessions("title: A, speakers: [Ada, Bob]", head=HEAD + SPEAKERS)).schedule
    ada = Person("Ada", "Home", "Wrote the first.", None, (Link("website", "https://a.b"),))
    assert schedule.sessions[0].speakers == (ada, Person("Bob"))
    assert schedule.people == (ada, Person("Bob"))


def test_affiliation_said_with_the_talk_stays_with_the_talk() -> None:
    text = with_sessions("title: A, speakers: {name: Ada, affiliation: Away}", head=HEAD + SPEAKERS)
    schedule = read(text).schedule
    website = (Link("website", "https://a.b"),)
    assert schedule.sessions[0].speakers == (Person("Ada", "Away", "Wrote the first.", None, website),)
    assert schedule.people == (Person("Ada", "Home", "Wrote the first.", None, website),)


def test_person_described_twice_is_doubted() -> None:
    head = HEAD + "speakers:\n  - {name: Ada, bio: First.}\n  - {name: Ada, bio: Second.}\n"
    text = with_sessions("title: A, speakers: Ada", head=head)
    assert doubts(text) == ["x.yaml:6: speakers[1]: 'Ada' is described on line 5 too; keep one of them"]
    assert read(text).schedule.people == (Person("Ada", bio="First."),)


@pytest.mark.parametrize("nothing", ["", "~", "null", "''", '"  "'])
def test_empty_value_is_no_value(nothing: str) -> None:
    (session,) = read(HEAD + f"sessions:\n  - title: A\n    room: {nothing}\n").schedule.sessions
    assert session.room is None


def test_values_are_read_as_text() -> None:
    (session,) = read(with_sessions("title: 2024, room: 0211, section: yes, abstract: 1.50")).schedule.sessions
    assert (session.title, session.room, session.section, session.abstract) == ("2024", "0211", "yes", "1.50")


def test_byte_order_mark_is_no_fault() -> None:
    assert ids("title: A") == [read("\ufeff" + with_sessions("title: A")).schedule.sessions[0].id]


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        (("title: Café & Bar!",), ["cafe-bar"]),
        (("title: one two three four five six seven eight nine ten",), ["one-two-three-four-five-six-seven-eight"]),
        (("title: '!!!'",), ["session"]),
        (("title: Break", "title: Break", "title: Break"), ["break", "break-2", "break-3"]),
        (("title: Break", "title: Break", "title: Lunch, id: break-2"), ["break", "break-3", "break-2"]),
        (("title: Break", "title: Break", "title: Break 2"), ["break", "break-3", "break-2"]),
        (("title: Break", "title: Lunch, id: break"), ["break-2", "break"]),
        (("title: A, talks: [{title: B}, {title: A}]", "title: B"), ["a", "b", "a-2", "b-2"]),
    ],
)
def test_ids(sessions: tuple[str, ...], expected: list[str]) -> None:
    assert ids(*sessions) == expected


def test_id_stays_when_an_unrelated_session_is_added() -> None:
    before = ["title: Poster Session", "title: Break", "title: Poster Session", "title: Break"]
    after = ["title: Opening", *before[:2], "title: Poster Session 1", *before[2:], "title: Break-out"]
    assert [each for each in ids(*after) if each not in {"opening", "poster-session-1", "break-out"}] == ids(*before)


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        ("title: A, start: 9:00, end: 2:25 PM", (date(2024, 5, 1), utc("2024-05-01T07:00"), utc("2024-05-01T12:25"))),
        ("title: A, start: 12:30AM", (date(2024, 5, 1), utc("2024-04-30T22:30"), None)),
        ("title: A, start: 12:30 p.m.", (date(2024, 5, 1), utc("2024-05-01T10:30"), None)),
        ("title: A, start: 22:00, end: 1:00", (date(2024, 5, 1), utc("2024-05-01T20:00"), utc("2024-05-01T23:00"))),
        ("title: A, start: 22:00, end: 0:00", (date(2024, 5, 1), utc("2024-05-01T20:00"), utc("2024-05-01T22:00"))),
        ("title: A, start: 2024-06-01T09:00", (date(2024, 6, 1), utc("2024-06-01T07:00"), None)),
        (
            "title: A, start: 2024-06-01 09:00, end: 10:00",
            (date(2024, 6, 1), utc("2024-06-01T07:00"), utc("2024-06-01T08:00")),
        ),
        ("title: A, date: 2024-12-01, start: 9:00", (date(2024, 12, 1), utc("2024-12-01T08:00"), None)),
        ("title: A", (date(2024, 5, 1), None, None)),
        ("title: A, date: none", (None, None, None)),
        ("title: A, date: None", (None, None, None)),
    ],
)
def test_times(session: str, expected: tuple[date | None, datetime | None, datetime | None]) -> None:
    assert times(session) == expected


def test_time_with_a_date_needs_no_other_date() -> None:
    expected = (date(2024, 6, 1), utc("2024-06-01T09:00"), None)
    assert times("title: A, start: 2024-06-01 9:00", "title: T\ntimezone: UTC\n") == expected


def test_session_without_any_date_is_archived() -> None:
    (session,) = read(with_sessions("title: A", head="title: T\ntimezone: UTC\n")).schedule.sessions
    assert session.is_archived


@pytest.mark.parametrize(
    ("session", "zone", "expected"),
    [
        ("start: 23:00, end: 3:30", "America/New_York", "2025-03-09T07:30"),  # the night has one hour less
        ("start: 23:00, end: 3:30", "Europe/Berlin", "2025-03-09T02:30"),
    ],
)
def test_overnight_end_on_a_night_on_which_clocks_change(session: str, zone: str, expected: str) -> None:
    head = f"title: T\ntimezone: {zone}\ndate: 2025-03-08\n"
    assert times(f"title: A, {session}", head)[2] == utc(expected)


@pytest.mark.parametrize(
    ("clock", "day", "problem"),
    [
        ("2:30", "2025-03-09", "does not exist: the clocks skip it in America/New_York; it is taken as 03:30 EDT"),
        ("1:30", "2025-11-02", "occurs twice: the clocks repeat it in America/New_York; it is taken as 01:30 EDT"),
    ],
)
def test_local_time_that_clocks_skip_or_repeat_is_doubted(clock: str, day: str, problem: str) -> None:
    text = with_sessions(f"title: A, start: {clock}", head=f"title: T\ntimezone: America/New_York\ndate: {day}\n")
    shown = f"'{day} 0{clock}' {problem}, write another time if you can"
    assert doubts(text) == [f"x.yaml:5: sessions[0].start: {shown}"]


def test_overnight_end_is_not_doubted_for_the_night_before() -> None:
    head = "title: T\ntimezone: America/New_York\ndate: 2025-11-02\n"
    assert doubts(with_sessions("title: A, start: 22:00, end: 1:30", head=head)) == []


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        (
            ("title: Posters, start: 11:30, room: Hall", "title: Lunch, start: 12:30AM"),
            ["'12:30AM' comes before the session above it (11:30); write 12:30 if the afternoon is meant"],
        ),
        (
            ("title: A, start: 12:50", "title: B, start: 2:55"),
            ["'2:55' comes before the session above it (12:50); write 14:55 if the afternoon is meant"],
        ),
        (
            ("title: A, start: 22:00", "title: B", "title: C, start: 0:30"),
            [f"'0:30' comes before the session above it (22:00); {IN_ORDER}"],
        ),
        (("title: A, start: 11:00, room: One", "title: B, start: 9:00, room: Two"), []),
        (("title: A, start: 11:00, track: One", "title: B, start: 9:00, track: Two"), []),
        (("title: A, start: 11:00", "title: B, start: 9:00, date: 2024-05-02"), []),
        (("title: A, start: 9:00", "title: B, start: 9:00"), []),
    ],
)
def test_times_that_run_backwards_are_doubted(sessions: tuple[str, ...], expected: list[str]) -> None:
    place = len(sessions) - 1
    assert doubts(with_sessions(*sessions)) == [
        f"x.yaml:{5 + place}: sessions[{place}].start: {problem}" for problem in expected
    ]


def test_nested_talk_carries_what_its_session_says() -> None:
    talks = "talks: [{title: B, start: 9:30}, {title: C, room: D}]"
    text = with_sessions(f"title: A, start: 9:00, room: Hall, track: T1, section: S, {talks}")
    (session,) = read(text).schedule.sessions
    assert [(talk.date, talk.start, talk.room, talk.track, talk.section) for talk in session.talks] == [
        (date(2024, 5, 1), utc("2024-05-01T07:30"), "Hall", "T1", "S"),
        (date(2024, 5, 1), None, "D", "T1", "S"),
    ]


def test_nested_talk_before_its_session_is_doubted() -> None:
    text = with_sessions("title: A, start: 9:00, talks: [{title: B, start: 8:00}]")
    problem = "'8:00' comes before the start of the session that it is nested in; write the time it starts"
    assert doubts(text) == [f"x.yaml:5: sessions[0].talks[0].start: {problem}"]


def test_kind_is_the_one_written_or_told_by_the_title() -> None:
    text = with_sessions("title: Coffee Break", "title: Coffee Break, kind: Other", "title: Fast coffee")
    assert [session.kind for session in read(text).schedule.sessions] == [Kind.BREAK, Kind.OTHER, Kind.TALK]


def test_posting() -> None:
    head = HEAD + (
        "posting:\n  channels: ['#all', C0123456789]\n  rooms: {Room 1: '#room-1'}\n  morning: 8:30\n"
        "  reminders: {default: [5, 15, 5], keynote: [], lunch: [half-day, 10]}\n"
    )
    assert read(with_sessions("title: A", head=head)).schedule.posting == Posting(
        channels=("#all", "C0123456789"),
        rooms=(("Room 1", "#room-1"),),
        default=Reminders((15, 5)),
        by_kind=(
            (Kind.BREAK, Reminders(half_day=True)),
            (Kind.LUNCH, Reminders((10,), half_day=True)),
            (Kind.KEYNOTE, Reminders()),
        ),
        morning=time(8, 30),
    )
