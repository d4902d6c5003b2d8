from datetime import date, datetime, timedelta, timezone

import pytest

from bot.errors import ScheduleFileError
from bot.importing.rows import Document, Entry
from bot.schedule.model import Kind, Link, Person
from tests.importing.readers.data_formats import about, doubts, entries, read_as

CEST = timezone(timedelta(hours=2))
EVENT = """<event guid="b" id="2">
<date>2026-06-01T09:30:00+02:00</date><start>09:30</start><duration>00:45</duration>
<room>Hall 2</room><title>Joins &amp; sorts</title><subtitle>A tale</subtitle><track>Databases</track>
<type>lecture</type><abstract></abstract><description>How &lt;b&gt;joins&lt;/b&gt; work.</description>
<persons><person id="7">Ada Example</person><person id="8"> Bo  Sample </person></persons>
<url>https://example.org/joins</url>
<links><link href="https://example.org/joins.pdf">Slides</link><link href="joins.html">here</link></links>
<attachments><attachment href="https://example.org/p">Paper</attachment></attachments>
</event>"""


def schedule(days: str, head: str = "<title>Joins Day</title>") -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>\n<schedule><conference>{head}</conference>\n{days}</schedule>'


def day(*events: str, attributes: str = 'date="2026-06-01"') -> str:
    return f'<day index="1" {attributes}><room name="Hall 1">{"".join(events)}</room></day>'


def read(days: str, head: str = "<title>Joins Day</title>") -> Document:
    return read_as("frab", schedule(days, head))


def test_event_is_an_entry_with_all_that_it_says() -> None:
    document = read(
        day(EVENT), "<title>Joins Day</title><time_zone_name>Europe/Berlin</time_zone_name><city>Bonn</city>"
    )
    assert entries(document) == [
        Entry(
            3,
            "Joins & sorts: A tale",
            start=datetime(2026, 6, 1, 9, 30, tzinfo=CEST),
            duration=timedelta(minutes=45),
            kind=Kind.TALK,
            room="Hall 2",
            track="Databases",
            speakers=(Person("Ada Example"), Person("Bo Sample")),
            abstract="How joins work.",
            links=(
                Link("website", "https://example.org/joins"),
                Link("slides", "https://example.org/joins.pdf"),
                Link("paper", "https://example.org/p"),
            ),
        )
    ]
    assert about(document) == {"title": "Joins Day", "timezone": "Europe/Berlin", "venue": "Bonn"}


@pytest.mark.parametrize(
    ("attributes", "head", "expected", "doubt"),
    [
        ('date="2026-06-01"', "<day_change>04:00:00</day_change>", datetime(2026, 6, 2, 1, 0), []),  # noqa: DTZ001
        ('date="2026-06-01" start="2026-06-01T05:00:00+02:00"', "", datetime(2026, 6, 2, 1, 0), []),  # noqa: DTZ001
        (
            'date="2026-06-01"',
            "",
            datetime(2026, 6, 1, 1, 0),  # noqa: DTZ001
            ["x:3: start: '1:00' on 2026-06-01 may be the night after; give the event a date with its time"],
        ),
    ],
    ids=["day change", "day's start", "neither"],
)
def test_night_belongs_to_the_day_before(attributes: str, head: str, expected: datetime, doubt: list[str]) -> None:
    document = read(day("<event><start>1:00</start><title>Late</title></event>", attributes=attributes), head)
    assert entries(document) == [Entry(3, "Late", start=expected, room="Hall 1")]
    assert doubts(document) == doubt


def test_event_without_a_time_has_its_day() -> None:
    document = read(day("<event><title>Posters</title><duration>99</duration></event>"))
    assert entries(document) == [
        Entry(3, "Posters", date=date(2026, 6, 1), duration=timedelta(minutes=99), room="Hall 1")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<schedule><day>", ":1: is not XML: Premature end of data in tag day line 1; export it again"),
        (
            '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<schedule>&b;</schedule>',
            ":1: declares XML entities, which can stand for anything; take its DOCTYPE out",
        ),
        (
            '<!DOCTYPE s [\n<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<schedule><day>&a;</day></schedule>',
            ":2: declares XML entities, which can stand for anything; take its DOCTYPE out",
        ),
        (
            "<schedule>" + "<day>" * 300 + "</day>" * 300 + "</schedule>",
            ":1: is not XML: Excessive depth in document: 256, use XML_PARSE_HUGE option; export it again",
        ),
    ],
    ids=["broken", "entities", "external entity", "deep"],
)  # fmt: skip
def test_hostile_document_is_refused(text: str, expected: str) -> None:
    with pytest.raises(ScheduleFileError) as raised:
        read_as("frab", text)
    assert str(raised.value) == expected


def test_external_document_type_is_not_fetched() -> None:
    text = '<!DOCTYPE schedule SYSTEM "http://127.0.0.1:9/x.dtd"><schedule><day><event><title>A</title></event></day></schedule>'
    assert entries(read_as("frab", text)) == [Entry(1, "A")]
