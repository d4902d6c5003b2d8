"""`usher check`: what it prints of good, doubtful and bad files, and that a large one takes no time to speak of."""

import random
import time
from pathlib import Path

import pytest

from bot.errors import UsherError
from bot.files.check import report
from tests.files.documents import HEAD, with_sessions

AFTERNOON = "write 20:00 if the afternoon is meant"
NO_SESSIONS = "sessions: 0 items where 1 or more are expected; add one"
LIMIT = 10.0
"""Real seconds for 10,000 sessions: some five times what they take, and a hundredth of what comparing all pairs did."""


def written(folder: Path, text: str, name: str = "x.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_report_of_a_doubtful_file(tmp_path: Path) -> None:
    head = (
        "title: T\ntimezone: Europe/Berlin\ndate: 2024-05-01\norganizers: [Éva Kis, Eva Kis]\n"
        "posting:\n  channels: ['#all', '#here', C0123456789]\n  rooms: {Hall: '#hall'}\n  reminders: {panel: 5}\n"
    )
    sessions = (
        "title: A, start: 9:00, end: 10:00, room: R, speakers: J. Dean",
        "title: B, start: 9:30, end: 10:00, room: R, speakers: [Jeff Dean, J. Dean]",
        "title: Lunch, kind: talk, start: 8:00",
    )
    path = written(tmp_path, with_sessions(*sessions, head=head))
    assert report([path], frozenset({"#here"})) == (
        (
            f"{path}:1: 'Éva Kis' and 'Eva Kis' may be one person; spell the name in one way",
            f"{path}:6: posting: the bot is in no channel #all; create it, or /invite the bot",
            f"{path}:6: posting: the bot is in no channel #hall; create it, or /invite the bot",
            f"{path}:6: posting.reminders: 'panel' is named, and no session is of that kind",
            f"{path}:6: posting.rooms: #hall hears of the room 'Hall', in which no session is",
            f"{path}:11: 'B' is in R while 'A' is still there",
            f"{path}:11: 'J. Dean' and 'Jeff Dean' may be one person; spell the name in one way",
            f"{path}:11: J. Dean is in 'A' and in 'B' at the same time",
            f"{path}:12: 'Lunch' is of the kind 'talk'; write `kind: lunch` if it is",
            f"{path}:12: sessions[2].start: '8:00' comes before the session above it (9:30); {AFTERNOON}",
            f"{path}: good, 10 doubts: 3 sessions, 1 day, Europe/Berlin",
        ),
        True,
    )


def test_report_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    bad = written(tmp_path, f"{HEAD}sessions: []\nvenu: Hall\n", "bad.yaml")
    good = written(tmp_path, with_sessions("title: A, start: 9:00"), "good.yaml")
    assert report([tmp_path], None) == (
        (
            f"{bad}:4: {NO_SESSIONS}\n{bad}:5: venu: unknown key 'venu'; is 'venue' meant?",
            f"{bad}: cannot be used, 2 faults",
            f"{good}: good: 1 session, 1 day, Europe/Berlin",
            "channels not compared with Slack's: SLACK_BOT_TOKEN is not set",
        ),
        False,
    )


def test_report_of_an_empty_folder_is_refused(tmp_path: Path) -> None:
    remedy = "write one as in README.md, or name another folder in USHER_SCHEDULES"
    with pytest.raises(UsherError) as raised:
        report([tmp_path], None)
    assert str(raised.value) == f"{tmp_path}: no schedule file (*.yaml) is there; {remedy}"


@pytest.mark.parametrize(("rooms", "ends"), [(50, True), (2_000, False)])
def test_report_of_ten_thousand_sessions_is_quick(rooms: int, ends: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    path = written(tmp_path, large(rooms, ends=ends))
    began = time.process_time()
    lines, usable = report([path], None)
    assert time.process_time() - began < LIMIT
    assert usable
    assert lines[-2].endswith(": 10000 sessions, 5 days, Europe/Berlin")


def large(rooms: int, *, ends: bool) -> str:
    """10,000 sessions of 2,000 people, who share 100 first and 300 last names."""
    names = random.Random(1)  # noqa: S311 - no secret
    words = ["".join(names.choices("abcdefghiklmnoprstuvwz", k=names.randint(3, 9))).title() for _ in range(400)]
    people = [f"{names.choice(words[:100])} {names.choice(words[100:])}" for _ in range(2_000)]
    rows = (row(number, number // rooms % 40, f"Room {number % rooms}", people, ends=ends) for number in range(10_000))
    return "title: T\ntimezone: Europe/Berlin\nsessions:\n" + "".join(rows)


def row(number: int, slot: int, room: str, people: list[str], *, ends: bool) -> str:
    end = f", end: {8 + (slot + 1) // 4}:{(slot + 1) % 4 * 15:02}" if ends else ""
    when = f"date: 2024-05-0{1 + number // 2_000}, start: {8 + slot // 4}:{slot % 4 * 15:02}{end}"
    return f"  - {{title: Talk {number}, {when}, room: {room}, speakers: [{people[number % 2_000]}]}}\n"
