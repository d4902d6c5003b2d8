"""What the doctor says of schedules, of the people in them, and of the pace that they ask for."""

from datetime import timedelta

from bot.doctor.finding import Area, Finding, Report, Severity, report_of
from bot.doctor.pace import Peak, pace_findings, peaks
from bot.doctor.schedules import doubt_findings, is_ahead, over_findings, people_findings, schedule_findings
from bot.doctor.text import lines_of
from bot.doctor.told import Member
from bot.files.read import read_text
from bot.schedule.model import Person, Posting
from bot.store.ledger import Entry, Key
from tests.schedule.sessions import at, people, schedule, session

POSTING = Posting(channels=("#all",))


def problems(findings: object) -> list[tuple[str, str]]:
    return [(each.severity.value, each.problem) for each in findings]  # type: ignore[attr-defined]


def test_schedule_is_ahead_until_its_last_session_has_ended() -> None:
    found = schedule(session("one", "09:00-09:30"))
    assert is_ahead(found, at("09:29"))
    assert is_ahead(found, at("09:30"))
    assert not is_ahead(found, at("09:30") + timedelta(days=1))


def test_people_and_rooms_booked_twice_are_doubtful() -> None:
    found = schedule(
        session("one", "09:00-10:00", room="Hall", speakers=people("Ada")),
        session("two", "09:30-10:00", room="Hall", speakers=people("Ada")),
        posting=POSTING,
    )
    assert problems(schedule_findings(found)) == [
        ("warning", "x: 'Two' is in Hall while 'One' is still there"),
        ("warning", "x: Ada is in 'One' and in 'Two' at the same time"),
    ]


def test_rooms_are_missed_only_where_some_have_a_channel() -> None:
    sessions = (session("one", "09:00-10:00", room="A"), session("two", "10:00-11:00", room="B"))
    assert list(schedule_findings(schedule(*sessions, posting=POSTING))) == []
    rooms = (("A", "#a"),)
    assert problems(schedule_findings(schedule(*sessions, posting=Posting(rooms=rooms)))) == [
        ("warning", "x: posting.rooms names no channel of B: no channel hears of what is on there")
    ]
    assert problems(schedule_findings(schedule(*sessions, posting=Posting(("#all",), rooms)))) == [
        ("note", "x: posting.rooms names no channel of B: only #all hears of them")
    ]


def test_schedule_that_no_channel_hears_of_is_doubtful() -> None:
    assert problems(schedule_findings(schedule(session("one", "09:00")))) == [
        ("warning", "x: no channel is reminded of its sessions")
    ]


def test_times_that_the_clocks_skip_or_repeat_are_told_by_line() -> None:
    text = (
        "title: X\ntimezone: Europe/Berlin\nsessions:\n"
        "  - {title: A, date: 2026-03-29, start: 2:30}\n  - {title: B, date: 2026-10-25, start: 2:30}\n"
    )
    found = list(doubt_findings("x", read_text(text, "x", "x").doubts))
    assert [(each.problem, each.remedy) for each in found] == [
        (
            "x, line 4: '2026-03-29 02:30' does not exist: the clocks skip it in Europe/Berlin",
            "it is taken as 03:30 CEST, write another time if you can",
        ),
        (
            "x, line 5: '2026-10-25 02:30' occurs twice: the clocks repeat it in Europe/Berlin",
            "it is taken as 02:30 CEST, write another time if you can",
        ),
    ]


def test_people_without_an_account_are_noted_by_name() -> None:
    found = schedule(session("one", "09:00"), named=("José Núñez", "A. Lovelace", "Grace Hopper", "Alan Turing"))
    with_account = Person("Edsger Dijkstra", slack="U9")
    found = schedule(session("one", "09:00", speakers=(with_account,)), named=tuple(one.name for one in found.people))
    members = (
        Member("U1", ("jose nunez",), is_present=True),
        Member("U2", ("ada", "Ada Lovelace"), is_present=True),
        Member("U3", ("Grace Hopper",), is_present=False),
    )
    assert problems(people_findings([found], members, frozenset({"alan turing"}))) == [
        ("note", "x: 1 of 4 people named have no Slack user by name: Grace Hopper")
    ]


def entries(count: int, early: int = 0, use: int = 10) -> list[Entry]:
    """Reminders of one session, due at 9:00, to so many people; minutes."""
    return [
        Entry(
            Key("T1", f"U{number}", "x", "one", "personal", 10),
            "one",
            at("09:00"),
            at("09:00") + timedelta(minutes=use),
            timedelta(minutes=early),
        )
        for number in range(count)
    ]


def test_what_the_pace_can_carry_is_no_peak() -> None:
    assert peaks(entries(240), 4.0, at("08:00")) == ()
    assert peaks(entries(2400, early=10), 4.0, at("08:00")) == ()
    assert peaks([*entries(1), *entries(1)] * 500, 4.0, at("08:00")) == ()


def test_peak_is_told_by_how_late_its_last_message_is() -> None:
    (peak,) = peaks(entries(3000, early=10), 4.0, at("08:00"))
    assert peak == Peak("x", at("09:00"), at("08:50"), 3000, timedelta(seconds=149.75), 0)
    begun = peaks(entries(3000, early=10), 4.0, at("08:55"))
    assert [one.late for one in begun] == [timedelta(seconds=449.75)]
    ((severity, problem),) = problems(pace_findings((peak,), [schedule(session("one", "09:10"))], 4.0))
    assert severity == "warning"
    assert problem == (
        "x: 3,000 messages are due Wed 1 May 2024, 09:00 (they may go out from Wed 1 May 2024, 08:50 on); "
        "at 4.0 a second the last goes out 3 min late"
    )


def test_messages_that_would_never_go_out_are_a_problem() -> None:
    (peak,) = peaks(entries(3000), 4.0, at("08:00"))
    assert (peak.lost, peak.late) == (600, timedelta(minutes=10))
    ((severity, problem),) = problems(pace_findings((peak,), (), 4.0))
    assert severity == "problem"
    assert problem.endswith("10 min late, 600 not at all, as they are of no use any more by then")


def test_report_tells_the_worst_first_and_what_could_not_be_seen() -> None:
    note = Finding(Severity.NOTE, Area.SCHEDULES, "an event is over", "nothing")
    warning = Finding(Severity.WARNING, Area.TOKENS, "odd", "look")
    problem = Finding(Severity.PROBLEM, Area.CLOCK, "late", "set it")
    report = report_of((note, warning, problem, note), set(Area) - {Area.PEOPLE, Area.PACE})
    assert list(lines_of(report)) == [
        "problem  clock: late",
        "         → set it",
        "warning  tokens: odd",
        "         → look",
        "note     schedules: an event is over",
        "         → nothing",
        "good: settings, schedules, sources, database, scopes, Socket Mode, channels, organizers",
        "could not be looked at: pace, people",
        "1 problem, 1 warning, 1 note",
    ]
    assert [Report(each, frozenset()).is_well(strict=False) for each in ((problem,), (warning,), (note,), ())] == [
        False,
        True,
        True,
        True,
    ]
    assert not Report((warning,), frozenset()).is_well(strict=True)


def test_events_that_are_over_are_named() -> None:
    assert problems(over_findings(("a", "b"))) == [("note", "over, and therefore not looked at further: a and b")]
    assert list(over_findings(())) == []
