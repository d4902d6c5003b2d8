"""Whatever somebody may give is imported or refused in words; no time is told that is not there."""

import gc
import json
import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import ScheduleFileError, UsherError
from bot.importing.decode import read_bounded
from bot.importing.importer import Imported, import_document
from bot.importing.readers.formats import FORMATS
from bot.importing.rows import Entry

PATIENT = settings(deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.too_slow], max_examples=60)
SECONDS = 60
"""What no document of ten megabytes may take. Nothing takes half of it; what hangs takes hours."""

LINES = r"""BEGIN:VCALENDAR|BEGIN:VEVENT|END:VEVENT|END:VCALENDAR|SUMMARY:A|DTSTART:20260601T090000Z|DTSTART:
DURATION:-P1W|DTEND;TZID=x:1|RRULE:FREQ=DAILY;UNTIL=2|RRULE:FREQ=WEEKLY;BYDAY=+9MO|EXDATE:|RECURRENCE-ID:1
CATEGORIES:,,|P9999999D
<schedule>|<day date="2026-13-01">|<room name="">|<event>|<start>99:99</start>|<date>x</date>|</event>|</day>
</schedule>|&x;|<![CDATA[|{|}|[|]|,|:|"title"|"start"|"time"|"9:00"|"schedule"|"conference"|"days"|"rooms"
"isServiceSession"
true|null|1e999|NaN|"startsAt"|"results"|"HTTPAPIResult"|"_type"|"startDate"|"date"|"tz"|"submission_type"|"slots"
"@type"
"Event"|"@id"|"subEvent"|"#a"|<script type="application/ld+json">|</script>|<table>|<tr>|<td>|Time,Title,Room
9:00,A,B|"|;
- title: A|  start: 9:00|&a [*a]|*a|<<: *a|!!python/object:os.system|---
%YAML 9|25:61|2026-02-30T09:00|Monday|# Day|* A
0001-01-01T00:00:00+14:00|9999-12-31T23:59:59-14:00|===|.. table::"""
WORDS = st.sampled_from([*LINES.replace("\n", "|").split("|"), "\t", "\x00", "\ufeff", "\ud83d\ude00"])


def outcome(content: bytes, name: str = "x", format: str | None = None) -> Imported | UsherError:  # noqa: A002
    """An import or what is wrong; anything else that is raised fails the test."""
    try:
        return import_document(content, name, format)
    except UsherError as error:
        return error


@PATIENT
@given(st.binary(max_size=300), st.sampled_from([None, *(each.name for each in FORMATS)]))
def test_any_bytes_are_read_or_refused(content: bytes, insisted: str | None) -> None:
    outcome(content, "x", insisted)


@PATIENT
@given(
    st.lists(st.tuples(WORDS, st.sampled_from(["", " ", "\n"])), max_size=40),
    st.sampled_from([None, *(each.name for each in FORMATS)]),
)
def test_any_words_of_the_formats_are_read_or_refused(words: list[tuple[str, str]], insisted: str | None) -> None:
    text = "".join(word + end for word, end in words)
    outcome(text.encode("utf-8", "surrogatepass"), "x", insisted)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8), WORDS.map(lambda word: word.strip('"'))),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(WORDS.map(lambda word: word.strip('"')), inner, max_size=5)
    ),
    max_leaves=20,
)


@PATIENT
@given(JSON, st.sampled_from(["sessionize", "indico", "pretalx", "jsonld", "json", "yaml"]))
def test_any_json_is_read_or_refused(value: object, insisted: str) -> None:
    outcome(json.dumps(value).encode(), "x.json", insisted)


CLOCK = re.compile(r"\d\d?:\d\d")
TIMED = st.lists(
    st.tuples(st.sampled_from(["Opening", "Joins", "Lunch"]), st.none() | st.times().map(lambda at: f"{at:%H:%M}")),
    min_size=1,
    max_size=5,
)


@PATIENT
@given(TIMED, st.sampled_from(["json", "ical", "frab", "sessionize", "indico", "pretalx", "jsonld"]))
def test_no_time_is_told_that_is_not_in_the_document(sessions: list[tuple[str, str | None]], form: str) -> None:
    text = WRITTEN[form](sessions)
    document = next(each for each in FORMATS if each.name == form).read(text)
    told = {f"{block.start:%H:%M}" for block in document.blocks if isinstance(block, Entry) and block.start}
    assert told <= {clock for _, clock in sessions if clock}
    assert len(document.blocks) == len(sessions)


def _day(clock: str | None) -> str:
    return f"2026-06-01T{clock}:00" if clock else "2026-06-01"


def _stamp(clock: str | None) -> str:
    return f":20260601T{clock.replace(':', '')}00" if clock else ";VALUE=DATE:20260601"


WRITTEN: dict[str, Callable[[list[tuple[str, str | None]]], str]] = {
    "json": lambda sessions: json.dumps([{"title": title, "time": clock, "room": "1"} for title, clock in sessions]),
    "ical": lambda sessions: (
        "BEGIN:VCALENDAR\n"
        + "".join(f"BEGIN:VEVENT\nSUMMARY:{title}\nDTSTART{_stamp(clock)}\nEND:VEVENT\n" for title, clock in sessions)
        + "END:VCALENDAR\n"
    ),
    "frab": lambda sessions: (
        '<schedule><day date="2026-06-01"><room name="1">'
        + "".join(f"<event><title>{title}</title><start>{clock or ''}</start></event>" for title, clock in sessions)
        + "</room></day></schedule>"
    ),
    "sessionize": lambda sessions: json.dumps(
        {"sessions": [{"id": n, "title": title, "startsAt": _day(clock)} for n, (title, clock) in enumerate(sessions)]}
    ),
    "indico": lambda sessions: json.dumps(
        {
            "results": [
                {
                    "contributions": [
                        {"title": title, "startDate": {"date": "2026-06-01", "time": clock, "tz": "UTC"}}
                        for title, clock in sessions
                    ]
                }
            ]
        }
    ),
    "pretalx": lambda sessions: json.dumps(
        [{"title": title, "slots": [{"start": _day(clock)}]} for title, clock in sessions]
    ),
    "jsonld": lambda sessions: json.dumps(
        [
            {"@type": "Event", "@id": str(n), "name": title, "startDate": _day(clock)}
            for n, (title, clock) in enumerate(sessions)
        ]
    ),
}


MEGA = 1_000_000
HUGE = {
    "blank lines": "\n" * MEGA,
    "deep html": "<div>" * MEGA,
    "scripts": '<html "@type" application/ld+json' + '<script type="application/ld+json">' * 100_000,
    "open scripts": '<html "@type" application/ld+json' + "<script " * MEGA,
    "json lists": "[" * MEGA,
    "json text": '{"isServiceSession": "' + "x" * 9 * MEGA + '"}',
    "json items": "[" + "1," * 4 * MEGA + "1]",
    "yaml lists": "- " * MEGA,
    "yaml lines": "- {title: A, time: 9:00}\n" * 150_000,
    "yaml keys": "a: b\n" * 300_000,
    "csv": "Time,Title,Room\n" + "9:00,A,B\n" * MEGA,
    "csv fields": "Time,Title,Room\n" + "," * 9 * MEGA,
    "calendar": "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 100_000,
    "calendar parameters": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nX" + ";A=b" * 300_000,
    "frab": "<schedule>" + "<day>" * MEGA,
    "colons": ":" * 9 * MEGA,
    "quotes": '"' * 9 * MEGA,
    "tags": "<" * 9 * MEGA,
    "digits": "9" * 9 * MEGA,
    "spaces": " " * 9 * MEGA + "x",
    "lines of digits": f"9:00 {'1' * 19_000}\n" * 60,
    "cells of commas": "<table>" + ("<tr><td>9:00<td>" + "," * 19_000) * 60,
    "lines of brackets": "# A\n\n" + ("9:00 " + "[" * 19_000 + " a\n") * 60,
}


@pytest.mark.parametrize("kind", HUGE)
def test_huge_document_is_done_with_soon(kind: str) -> None:
    before = time.process_time()
    outcome(HUGE[kind].encode())
    assert time.process_time() - before < SECONDS


def test_file_that_is_too_large_is_never_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.truncate(200 * MEGA)
    with pytest.raises(ScheduleFileError) as raised:
        read_bounded(path)
    assert str(raised.value) == (
        f"{path}:1: is larger than 10 MB; a schedule is not: import the schedule's own page or export"
    )


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScheduleFileError) as raised:
        read_bounded(tmp_path / "no.html")
    assert str(raised.value) == (
        f"{tmp_path / 'no.html'}:1: cannot be read (No such file or directory); name a file or an address"
    )


def test_fault_is_told_with_the_document_s_name() -> None:
    assert str(outcome(b'{"isServiceSession":\n}', "day.json")) == (
        "day.json:2: is not JSON: Expecting value; export it again"
    )


@pytest.mark.parametrize("content", [b"9:00 Opening\n10:00 Closing\n", b""])
def test_garbage_is_collected_again_after_an_import_and_after_a_refusal(content: bytes) -> None:
    outcome(content)
    assert gc.isenabled()
