import json

import pytest

from bot.errors import ScheduleFileError
from bot.importing.importer import import_document
from bot.importing.readers.mapping import read
from bot.importing.rows import Row, Run
from tests.importing.readers.data_formats import about, cells, detected, read_as

SITE = """title: Joins Day
timezone: Europe/Berlin
location: {name: Institute, city: Bonn}
organizers:
  - {name: Ada Example, affiliation: Institute}
days:
  - date: 2026-06-01
    sessions:
      - {start: "9:00", title: Opening, speakers: [{name: Ada Example, affiliation: Institute}, Bo Sample], color: red}
      - start: 10:00
        end: 11:00
        title: Session 1
        links: [{title: Slides, url: "https://example.org/s.pdf"}]
        talks:
          - {title: Joins, speaker: Cy}
          - {title: Sorts, speaker: Di, time: "10:30"}
      - {start: "12:00", title: Lunch}
"""


def test_site_s_data_are_rows_with_what_holds_for_them() -> None:
    document = read_as("yaml", SITE)
    day = {"date": "~2026-06-01"}
    assert cells(document) == [
        {**day, "start": "9:00", "title": "Opening", "speakers": "Ada Example (Institute) Bo Sample"},
        {**day, "start": "10:00", "end": "11:00", "title": "Session 1", "links": "Slides"},
        {**day, "start": "~10:00", "end": "~11:00", "block": "~Session 1", "title": "Joins", "speaker": "Cy"},
        {**day, "time": "10:30", "block": "~Session 1", "title": "Sorts", "speaker": "Di"},
        {**day, "start": "12:00", "title": "Lunch"},
    ]
    assert [block.line for block in document.blocks] == [9, 10, 15, 16, 17]
    assert about(document) == {
        "title": "Joins Day",
        "timezone": "Europe/Berlin",
        "venue": "Institute",
        "organizers": "Ada Example (Institute)",
    }


def test_json_of_the_same_says_the_same() -> None:
    import yaml

    value = yaml.load(SITE, Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    assert cells(read_as("json", json.dumps(value))) == cells(read_as("yaml", SITE))


def test_columns_keep_their_place_in_every_row() -> None:
    rows = [block for block in read(SITE).blocks if isinstance(block, Row)]
    places = {(cell.name, cell.column) for row in rows for cell in row.cells}
    assert len(places) == len({name for name, _ in places}) == len({column for _, column in places})
    assert all([cell.column for cell in row.cells] == sorted(cell.column for cell in row.cells) for row in rows)


def test_link_leads_where_its_mapping_says() -> None:
    rows = [block for block in read(SITE).blocks if isinstance(block, Row)]
    (links,) = [cell for cell in rows[1].cells if cell.name == "links"]
    assert links.lines[0].runs == (Run("Slides", href="https://example.org/s.pdf"),)


def test_keys_that_are_days_and_times_are_cells() -> None:
    text = """2026-06-01:
  "9:00": Opening
  "9:30": {title: Joins, speaker: Ada Example}
  "9:30": {title: Sorts, speaker: Bo Sample}
Tuesday:
  - {time: 9:00 - 10:00, title: Scans}
  - Excursion
"""
    assert cells(read_as("yaml", text)) == [
        {"day": "2026-06-01", "time": "9:00", "event": "Opening"},
        {"day": "2026-06-01", "time": "9:30", "title": "Joins", "speaker": "Ada Example"},
        {"day": "2026-06-01", "time": "9:30", "title": "Sorts", "speaker": "Bo Sample"},
        {"day": "Tuesday", "time": "9:00 - 10:00", "title": "Scans"},
        {"day": "Tuesday", "event": "Excursion"},
    ]


def test_sessions_by_their_ids_are_rows() -> None:
    sessions = {"k1": {"title": "A", "time": "9:00"}, "k2": {"title": "B", "time": "9:30"}}
    text = json.dumps({"sessions": sessions, "people": {"x": {"name": "C", "room": "1"}}})
    assert cells(read_as("json", text)) == [{"title": "A", "time": "9:00"}, {"title": "B", "time": "9:30"}]


def test_values_are_as_written() -> None:
    """YAML 1.1 would have 9:30 be 570, 1.10 be 1.1, and no be false."""
    document = read_as("yaml", "- {title: no, time: 9:30, room: 1.10}\n- {title: 2026-06-01, time: 010, room: ~}\n")
    assert cells(document) == [
        {"title": "no", "time": "9:30", "room": "1.10"},
        {"title": "2026-06-01", "time": "010"},
    ]


def test_merged_mappings_are_written_out() -> None:
    text = "- &base {title: A, time: 9:00, room: Hall}\n- {<<: *base, title: B}\n"
    assert cells(read_as("yaml", text))[1] == {"title": "B", "time": "9:00", "room": "Hall"}


@pytest.mark.parametrize(
    "text",
    ["# Joins\n\n- Speaker: Ada\n- Time: 9\n", "Time: 9:00\nTitle: Joins\n", "Joins Day: all of it\n", "a: [1, 2]\n"],
    ids=["markdown", "labels", "prose", "no sessions"],
)  # fmt: skip
def test_text_that_yaml_allows_too_is_no_data(text: str) -> None:
    assert detected(text).name in {"markdown", "text"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1,\n "b": }', ":2: is not JSON: Expecting value; export it again"),
        ("[" * 100_000, ":1: nests deeper than 60 levels; a schedule does not: export it again"),
        ("[" * 70 + "1" + "]" * 70, ":1: nests deeper than 60 levels; a schedule does not: export it again"),
        ('[{"a": ' + "1" * 5000 + "}]", ":1: holds a number of thousands of digits; export it again"),
    ],
    ids=["broken", "deep", "less deep", "number"],
)
def test_hostile_json_is_refused(text: str, expected: str) -> None:
    with pytest.raises(ScheduleFileError) as raised:
        read(text)
    assert str(raised.value) == expected


def test_aliases_that_nest_are_refused() -> None:
    chain = "".join(f"a{n}: &a{n} [{f'*a{n - 1}' if n else 1}]\n" for n in range(100))
    with pytest.raises(ScheduleFileError, match="nests deeper than 60 levels"):
        read(chain)


def test_half_a_character_is_replaced() -> None:
    document = read('[{"title": "A\\ud83d", "time": "9:00 \\ud83d\\ude00"}]')
    assert cells(document) == [{"title": "A\ufffd", "time": "9:00 😀"}]


def test_talks_of_a_session_are_nested_in_it_without_a_time_that_nobody_wrote() -> None:
    sessions = import_document(SITE.encode(), "site.yaml").draft.entry.sessions
    assert [
        (each.title, f"{each.start.value:%H:%M}" if each.start else "", [talk.title for talk in each.talks])
        for each in sessions
    ] == [
        ("Opening", "09:00", []),
        ("Session 1", "10:00", ["Joins"]),
        ("Sorts", "10:30", []),
        ("Lunch", "12:00", []),
    ]
    assert [(talk.start, talk.end) for each in sessions for talk in each.talks] == [(None, None)]
    assert [each.section for each in sessions] == [None, None, "Session 1", None]


def test_event_beside_its_deadlines_is_no_session() -> None:
    event = '{"name": "Graph Forum", "startDate": "2019-11-07", "deadlines": [{"what": "Talks", "date": "2019-08-30"}]}'
    slots = '[{"from": "9:00", "title": "Doors"}, {"from": "9:30", "title": "Paths"}]'
    text = f'{{"conference": {event}, "slots": {slots}}}'
    assert cells(read(text)) == [{"from": "9:00", "title": "Doors"}, {"from": "9:30", "title": "Paths"}]
