"""Pages of many habits, each with all that is to be found in it: `pages/NAME` and `pages/NAME.expected`."""

import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.importing.importer import import_document
from tests.importing.described import described

PAGES = Path(__file__).parent / "pages"
GIVEN = {
    "two-days-in-lists.md": (None, ZoneInfo("Europe/Paris")),
    "days-as-columns.md": (None, ZoneInfo("Europe/Madrid")),
    "dates-then-weekdays.md": (None, ZoneInfo("Europe/London")),
    "last-name-first.csv": (None, ZoneInfo("Africa/Lagos")),
    "end-before-start.tsv": (None, ZoneInfo("America/Chicago")),
    "keys-of-ones-own.yml": (None, ZoneInfo("Pacific/Auckland")),
    "sheet-with-a-mode.csv": (date(2024, 6, 3), ZoneInfo("Europe/Bucharest")),
    "until-before-from.csv": (date(2024, 3, 1), ZoneInfo("Europe/Zurich")),
    "days-and-parts-in-a-sheet.tsv": (None, ZoneInfo("Europe/Berlin")),
    "stamps-and-lengths.csv": (None, ZoneInfo("Africa/Nairobi")),
    "moderation-column.csv": (None, ZoneInfo("Europe/Berlin")),
    "speakers-in-two-columns.csv": (None, ZoneInfo("Europe/Berlin")),
    "no-date-no-zone.md": (date(2024, 3, 1), ZoneInfo("Asia/Kolkata")),
}
"""What the user says of the pages that are silent."""


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.iterdir() if path.suffix != ".expected"))
def test_page_is_imported_whole(name: str) -> None:
    day, zone = GIVEN.get(name, (None, None))
    imported = import_document((PAGES / name).read_bytes(), name, date=day, timezone=zone)
    assert described(imported) == (PAGES / f"{name}.expected").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", sorted(path.name for path in PAGES.glob("*.html") if path.name != "time-attributes.html")
)
def test_page_on_one_line_says_the_same(name: str) -> None:
    day, zone = GIVEN.get(name, (None, None))
    page = (PAGES / name).read_text(encoding="utf-8")
    folded = page if "<pre" in page else re.sub(r">\s+<", "><", page)
    imported = import_document(folded.encode(), name, date=day, timezone=zone)
    whole = (PAGES / f"{name}.expected").read_text(encoding="utf-8")
    assert _sessions(described(imported)) == _sessions(whole)


def _sessions(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("!")]


def test_there_are_thirty_pages() -> None:
    assert sum(1 for path in PAGES.iterdir() if path.suffix != ".expected") >= 30
