"""Every class of fault: the line, the place, the value and the remedy, in the whole message."""

from pathlib import Path

import pytest

from bot.errors import ScheduleFileError
from bot.files.read import read_file
from tests.files.documents import HEAD, faults, with_sessions

SESSION_KEYS = (
    "title, kind, id, date, start, end, room, track, section, chair, speakers, abstract, links, cancelled, talks"
)
PERSON_KEYS = "name, affiliation, bio, role, links, slack"
SCHEDULE_KEYS = (
    "title, timezone, date, venue, url, source, description, links, organizers, hosts, speakers, posting, faq, sessions"
)
KINDS = (
    "opening, keynote, invited talk, contributed talk, talk, panel, posters, showcase, tutorial, discussion, "
    "competition, social, break, lunch, closing, other"
)
A_TIME = "is not a time; write 14:25, 2:25 PM or 2020-12-12 14:25"
A_DATE = "is not a date; write year-month-day, as in 2020-12-12"
A_ZONE = "is no IANA time zone; write one as in Europe/Berlin or America/Toronto"
AN_ADDRESS = "is no address; write it in full, from https:// on"
A_SOURCE = "is no address of a page; write it in full, from https:// on"
A_SCHEDULE = "where a schedule is expected; write it as a mapping with title, timezone, sessions"
NOT_YAML = "check indentation and quotes here"
NO_END = "does not come after the start (9:00); write the time it ends"

SESSION_FAULTS = {
    "start: 9:00": "sessions[0]: this session has no 'title'; add `title: …`",
    "title: ''": "sessions[0]: this session has no 'title'; add `title: …`",
    "title: [a, b]": "sessions[0].title: a list where text is expected; write it on one line, in quotes",
    "title: {a: b}": "sessions[0].title: a mapping where text is expected; write it on one line, in quotes",
    "title: A, kind: Keynot": f"sessions[0].kind: 'Keynot' is not one of {KINDS}; is 'keynote' meant?",
    "title: A, kind: xyzzy": f"sessions[0].kind: 'xyzzy' is not one of {KINDS}",
    "title: A, strat: 9:00": "sessions[0].strat: unknown key 'strat'; is 'start' meant?",
    "title: A, time: 9:00": "sessions[0].time: unknown key 'time'; is 'start' meant?",
    "title: A, location: Hall": "sessions[0].location: unknown key 'location'; is 'room' meant?",
    "title: A, xyzzy: 1": f"sessions[0].xyzzy: unknown key 'xyzzy'; a session has {SESSION_KEYS}",
    "title: A, start: noon": f"sessions[0].start: 'noon' {A_TIME}",
    "title: A, start: 24:00": f"sessions[0].start: '24:00' {A_TIME}",
    "title: A, start: 13:00 PM": f"sessions[0].start: '13:00 PM' {A_TIME}",
    "title: A, start: 0:30 AM": f"sessions[0].start: '0:30 AM' {A_TIME}",
    "title: A, start: 9:75": f"sessions[0].start: '9:75' {A_TIME}",
    "title: A, start: 2024-02-30 9:00": f"sessions[0].start: '2024-02-30' {A_DATE}",
    "title: A, date: 1 May": f"sessions[0].date: '1 May' {A_DATE}",
    "title: A, date: 20240501": f"sessions[0].date: '20240501' {A_DATE}",
    "title: A, date: 0001-01-01": f"sessions[0].date: '0001-01-01' {A_DATE}",
    "title: A, date: 9999-12-31": f"sessions[0].date: '9999-12-31' {A_DATE}",
    "title: A, date: none, start: 9:00": (
        "sessions[0].start: '9:00' has no date; add `date:` to the session or to the file"
    ),
    "title: A, date: 2024-05-02, start: 2024-05-03 9:00": (
        "sessions[0].start: '2024-05-03 9:00' is not on the session's date (2024-05-02); keep one of the two"
    ),
    "title: A, start: 9:00, end: 8:30": f"sessions[0].end: '8:30' {NO_END}",
    "title: A, start: 9:00, end: 9:00": f"sessions[0].end: '9:00' {NO_END}",
    "title: A, start: 9:00, end: 2024-04-30 10:00": f"sessions[0].end: '2024-04-30 10:00' {NO_END}",
    "title: A, end: 10:00": "sessions[0].end: '10:00' ends a session that has no start; add `start: …`",
    "title: A, posting: {channels: 1}": (
        f"sessions[0].posting: unknown key 'posting'; a session has {SESSION_KEYS}"
    ),
    "title: A, links: {slides: [[https://a.b]]}": (
        "sessions[0].links.slides[0]: a list where text is expected; write it on one line, in quotes"
    ),
    "title: A, id: Big Talk": (
        "sessions[0].id: 'Big Talk' is not usable here; write lower-case letters, digits and hyphens, 80 at most"
    ),
    "title: A, links: {slides: 'javascript:alert(1)'}": (
        f"sessions[0].links.slides: 'javascript:alert(1)' {AN_ADDRESS}"
    ),
    "title: A, links: {slides: [https://a.b, example.org]}": (
        f"sessions[0].links.slides[1]: 'example.org' {AN_ADDRESS}"
    ),
    "title: A, links: {Slides!: https://a.b}": (
        "sessions[0].links: 'Slides!' is not usable here; write what the link leads to in lower case, as in slides"
    ),
    "title: A, links: https://a.b": (
        "sessions[0].links: 'https://a.b' where `name: value` lines are expected"
    ),
    "title: A, speakers: [B, ~]": "sessions[0].speakers[1]: an empty item; fill it in, or take its line out",
    "title: A, speakers: [{affiliation: B}]": (
        "sessions[0].speakers[0]: this person has no 'name'; add `name: …`"
    ),
    "title: A, speakers: [[B]]": (
        "sessions[0].speakers[0]: a list where a person is expected; write it as a mapping with name"
    ),
    "title: A, talks: [{title: B, talks: [{title: C}]}]": (
        "sessions[0].talks[0].talks: unknown key 'talks'; a nested talk holds no talks itself; put them beside it"
    ),
    "title: A, talks: B": "sessions[0].talks: 'B' where a talk is expected; write it as a mapping with title",
    "title: A, title: B": "sessions[0].title: 'title' is written twice, first on line 5; keep one of them",
    "title: A, ? [b] : c": "sessions[0]: a list where a key is expected; write a word before the colon",
}  # fmt: skip

HEAD_FAULTS = {
    "timezone: Mars/Olympus": f"timezone: 'Mars/Olympus' {A_ZONE}",
    "timezone: localtime": f"timezone: 'localtime' {A_ZONE}",
    "timezone: ../../etc/passwd": f"timezone: '../../etc/passwd' {A_ZONE}",
    "timezone: Europe": f"timezone: 'Europe' {A_ZONE}",
    "timezone: +02:00": f"timezone: '+02:00' {A_ZONE}",
    "date: tomorrow": f"date: 'tomorrow' {A_DATE}",
    "date: none": f"date: 'none' {A_DATE}",
    "url: usher.org": f"url: 'usher.org' {AN_ADDRESS}",
    "source: page.html": f"source: 'page.html' {A_SOURCE}",
    "source: 'https://me:secret@usher.org/'": f"source: 'https://me:secret@usher.org/' {A_SOURCE}",
    "tz: Europe/Berlin": "tz: unknown key 'tz'; is 'timezone' meant?",
    "xyzzy: 1": f"xyzzy: unknown key 'xyzzy'; a schedule has {SCHEDULE_KEYS}",
    "posting: {channels: [general]}": (
        "posting.channels[0]: 'general' is not usable here; write \"#name\", in lower case and in quotes"
    ),
    "posting: {rooms: {Hall: '#Hall'}}": (
        "posting.rooms.Hall: '#Hall' is not usable here; write \"#name\", in lower case and in quotes"
    ),
    "posting: {reminders: {default: soon}}": (
        "posting.reminders.default: 'soon' is neither a number of minutes nor 'half-day'; write 10, [15, 5] or half-day"
    ),
    "posting: {reminders: {lunhc: 10}}": (
        f"posting.reminders: 'lunhc' is not one of default, {KINDS}; is 'lunch' meant?"
    ),
    "posting: {morning: 2024-05-01 9:00}": (
        "posting.morning: '2024-05-01 9:00' is a date and a time; write the time alone, as in 9:00"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("session", "expected"), SESSION_FAULTS.items(), ids=SESSION_FAULTS)
def test_fault_of_a_session(session: str, expected: str) -> None:
    assert faults(with_sessions(session)) == [f"x.yaml:5: {expected}"]


@pytest.mark.parametrize(("line", "expected"), HEAD_FAULTS.items(), ids=HEAD_FAULTS)
def test_fault_of_the_head(line: str, expected: str) -> None:
    key = line.partition(":")[0]
    kept = "".join(row for row in ("title: T\n", "timezone: UTC\n") if not row.startswith(f"{key}:"))
    text = with_sessions("title: A", head=f"{kept}{line}\n")
    assert faults(text) == [f"x.yaml:{kept.count(chr(10)) + 1}: {expected}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "x.yaml:1: is empty; begin with title, timezone and sessions"),
        ("# nothing\n", "x.yaml:1: is empty; begin with title, timezone and sessions"),
        ("- a\n", f"x.yaml:1: a list {A_SCHEDULE}"),
        ("hm\n", f"x.yaml:1: 'hm' {A_SCHEDULE}"),
        (f"{HEAD}sessions: []\n", "x.yaml:4: sessions: 0 items where 1 or more are expected; add one"),
        (f"{HEAD}sessions:\n", "x.yaml:1: this schedule has no 'sessions'; add `sessions: …`"),
        (
            "sessions: [{title: A, start: 9:00}]\ntitle: T\ntimezone: UTC\n",
            "x.yaml:1: sessions[0].start: '9:00' has no date; add `date:` to the session or to the file",
        ),
        (
            f"{HEAD}sessions:\n\t- title: A\n",
            "x.yaml:5: is not YAML: found character that cannot start any token; indent with spaces, not tabs",
        ),
        (
            f"{HEAD}sessions:\n  - title: a: b\n",
            f"x.yaml:5: is not YAML: mapping values are not allowed in this context; {NOT_YAML}",
        ),
        (
            f"{HEAD}sessions: [{{title: A}}]\n---\ntitle: U\n",
            f"x.yaml:5: is not YAML: expected a single document in the stream, but found another document; {NOT_YAML}",
        ),
        (
            f"{HEAD}venue: *nowhere\n",
            f"x.yaml:4: is not YAML: found undefined alias; {NOT_YAML}",
        ),
        (f"{HEAD}venue: a\x07b\n", "x.yaml:4: holds a control character; take it out"),
        (f"{HEAD}venue: \ud800\n", "x.yaml:4: is not UTF-8 text; save it as UTF-8"),
    ],
    ids=lambda value: value[:30],
)  # fmt: skip
def test_fault_of_the_whole_document(text: str, expected: str) -> None:
    assert faults(text) == [expected]


def test_many_faults_are_told_at_once_each_with_its_line() -> None:
    text = """\
title: Many Faults
timezone: Pacific
date: 2024-13-01
posting:
  channels: [general]

sessions:
  - title: Good
    start: 9:00

  - title: Two
    start: 9 o'clock
    end: 10:00
    roon: Hall
  - kind: keynoot
    id: same
  - title: Four
    id: same
    date: 2024-05-01
    start: 14:00
    end: 13:00
    speakers:
      - name: Ada
        homepage: https://a.b
      - {}
    links:
      slides: ftp://a.b
"""
    assert faults(text) == [
        f"x.yaml:2: timezone: 'Pacific' {A_ZONE}",
        f"x.yaml:3: date: '2024-13-01' {A_DATE}",
        "x.yaml:5: posting.channels[0]: 'general' is not usable here; write \"#name\", in lower case and in quotes",
        f"x.yaml:12: sessions[1].start: '9 o'clock' {A_TIME}".replace("'9 o'clock'", '"9 o\'clock"'),
        "x.yaml:14: sessions[1].roon: unknown key 'roon'; is 'room' meant?",
        "x.yaml:15: sessions[2]: this session has no 'title'; add `title: …`",
        f"x.yaml:15: sessions[2].kind: 'keynoot' is not one of {KINDS}; is 'keynote' meant?",
        "x.yaml:18: sessions[3].id: 'same' is the id of the session on line 15 too; give each one of its own",
        "x.yaml:21: sessions[3].end: '13:00' does not come after the start (14:00); write the time it ends",
        f"x.yaml:24: sessions[3].speakers[0].homepage: unknown key 'homepage'; a person has {PERSON_KEYS}",
        "x.yaml:25: sessions[3].speakers[1]: this person has no 'name'; add `name: …`",
        "x.yaml:27: sessions[3].links.slides: 'ftp://a.b' " + AN_ADDRESS,
    ]


def test_unusable_value_is_one_fault() -> None:
    """What depends on it is not a second one: no missing start, no missing date."""
    assert faults(with_sessions("title: A, start: noon, end: 13:00")) == [
        f"x.yaml:5: sessions[0].start: 'noon' {A_TIME}"
    ]
    unknown = "title: T\ntimezone: UTC\ndate: soon\n"
    assert faults(with_sessions("title: A, start: 9:00", head=unknown)) == [f"x.yaml:3: date: 'soon' {A_DATE}"]


def test_end_before_a_start_that_the_clocks_move() -> None:
    head = "title: T\ntimezone: America/New_York\ndate: 2025-03-09\n"
    problem = "'3:15' does not come after the start (2:30); write the time it ends"
    assert faults(with_sessions("title: A, start: 2:30, end: 3:15", head=head)) == [
        f"x.yaml:5: sessions[0].end: {problem}"
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"title: T\nvenue: caf\xe9\n", "2: is not UTF-8 text; save it as UTF-8"),
        ("title: T\n".encode("utf-16"), "1: is not UTF-8 text; save it as UTF-8"),
    ],
    ids=["latin-1", "utf-16"],
)
def test_file_that_is_not_utf8(content: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    with pytest.raises(ScheduleFileError) as raised:
        read_file(path)
    assert str(raised.value) == f"{path}:{expected}"


@pytest.mark.parametrize(("name", "reason"), [("absent.yaml", "No such file or directory"), (".", "Is a directory")])
def test_path_that_cannot_be_read(name: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with pytest.raises(ScheduleFileError) as raised:
        read_file(path)
    remedy = "name a schedule file, as in schedule_data/my-workshop.yaml"
    assert str(raised.value) == f"{path}:1: cannot be read ({reason}); {remedy}"
