import pytest

from bot.errors import ScheduleFileError
from bot.importing.decode import decoded
from bot.importing.rows import Document, Line, Row, Run, Text
from tests.importing.readers.data_formats import cells, detected, read_as

PLAIN = "Time,Title,Speaker\n9:00,Opening,\n9:30,Joins,Ada Example\n"
ROWS = [{"Time": "9:00", "Title": "Opening"}, {"Time": "9:30", "Title": "Joins", "Speaker": "Ada Example"}]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_found(delimiter: str) -> None:
    assert cells(read_as("csv", PLAIN.replace(",", delimiter))) == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings_of_spreadsheets_are_read(encoding: str) -> None:
    mark = {"utf-16-le": "\ufeff"}.get(encoding, "")
    text = decoded((mark + PLAIN.replace("Ada", "Adé")).encode(encoding)).text
    assert cells(read_as("csv", text))[1]["Speaker"] == "Adé Example"


def test_field_may_hold_delimiters_quotes_and_lines() -> None:
    document = read_as("csv", 'When;What;Who\n9:00;"Joins; ""and"" sorts";Ada\n9:30;"Two\nlines";Bo\n10:00;End;\n')
    assert cells(document) == [
        {"When": "9:00", "What": 'Joins; "and" sorts', "Who": "Ada"},
        {"When": "9:30", "What": "Two lines", "Who": "Bo"},
        {"When": "10:00", "What": "End"},
    ]
    assert [block.line for block in document.blocks if not isinstance(block, Text)] == [2, 3, 5]


def test_title_lines_above_the_heading_are_text() -> None:
    document = read_as("csv", "Joins Day,,\n\nTime,Title,Speaker\n9:00,Opening,\n\n9:30,Joins,Ada Example\n")
    assert document.blocks[0] == Text(Line((Run("Joins Day"),), 1), 1)
    assert cells(document) == ROWS


def test_day_line_between_the_rows_is_a_row() -> None:
    document = read_as("csv", "Time,Title,Room\n9:00,A,Hall\n9:30,B,Hall\n9:45,B,Hall\nTuesday\n9:00,C,Hall\n")
    assert cells(document)[3:] == [{"Time": "Tuesday"}, {"Time": "9:00", "Title": "C", "Room": "Hall"}]


def test_sheet_without_a_heading_has_cells_without_names() -> None:
    from bot.importing.readers.csv import read

    document = read("9:00,Opening,Hall 2\n9:30,Joins,Hall 2\n")
    assert cells(document) == [{None: "Hall 2"}, {None: "Hall 2"}]
    rows = [block for block in document.blocks if isinstance(block, Row)]
    assert [[cell.column for cell in row.cells] for row in rows] == [[0, 1, 2]] * 2


@pytest.mark.parametrize(
    "text",
    [
        "9:00 Opening, Hall\n9:30 Joins, Hall\n",
        "Joins Day\n\nWe meet in Bonn, Germany, and online.\nCome, all of you, and listen.\n",
        "| Time | Title | Who |\n|---|---|---|\n| 9:00 | A | B |\n",
    ],
    ids=["lines", "prose", "markdown"],
)
def test_text_with_commas_is_no_sheet(text: str) -> None:
    assert detected(text).name in {"text", "markdown"}


def test_field_without_an_end_is_refused() -> None:
    from bot.importing.readers.csv import read

    with pytest.raises(
        ScheduleFileError, match=r"^:2: is not CSV \(field larger than field limit \(200000\)\); check the quotes here$"
    ):
        read('Time,Title,Who\n9:00,"A' + "\nx" * 200_000)


def test_empty_sheet_has_no_rows() -> None:
    from bot.importing.readers.csv import read

    assert read("\n") == Document(())
