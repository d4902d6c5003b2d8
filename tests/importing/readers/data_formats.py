"""What the tests of data formats share: a document read as its content tells, and the blocks of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.errors import Fault
from bot.importing.readers.formats import FORMATS, Format
from bot.importing.rows import Document, Entry, Row

BERLIN = ZoneInfo("Europe/Berlin")


def detected(text: str) -> Format:
    return next(each for each in FORMATS if each.recognizes(text))


def read_as(name: str, text: str) -> Document:
    """The document, read by the format of that name, as which its content must tell it."""
    found = detected(text)
    assert found.name == name
    return found.read(text)


def entries(document: Document) -> list[Entry]:
    assert all(isinstance(block, Entry) for block in document.blocks)
    return [block for block in document.blocks if isinstance(block, Entry)]


def about(document: Document) -> dict[str | None, str]:
    return {cell.name: cell.text for cell in document.about}


def cells(document: Document) -> list[dict[str | None, str]]:
    """The cells of each row by name; those that span rows with a tilde before what they say."""
    rows = [block for block in document.blocks if isinstance(block, Row)]
    return [{cell.name: f"{'~' * cell.repeated}{cell.text}" for cell in row.cells if cell.lines} for row in rows]


def doubts(document: Document) -> list[str]:
    return [fault.in_file("x") for fault in document.doubts]


def fault(line: int, problem: str, where: str = "") -> Fault:
    return Fault(line, where, problem)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)
