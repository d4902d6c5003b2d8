"""What an imported event is called."""

import pytest

from bot.importing.importer import import_document

SCHEDULE = "<h2>Schedule, May 11th, 2024</h2><ul><li>9:00 Welcome</li><li>9:10 Lunch</li></ul>"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<h1>Agents at the Bench</h1><p>ICLR 2024 Workshop, Vienna</p>", "Agents at the Bench"),
        ("<h1>Learning from Tables</h1><p>Workshop at NeurIPS 2024, Room 291</p>", "Learning from Tables"),
        ("<h1>Trust in Robots</h1><p>Full-day workshop at HRI 2024</p>", "Trust in Robots"),
        ('<meta property="og:description" content="Guests"><h1>Robots at Sea</h1><h2>Guests</h2>', "Robots at Sea"),
        ('<meta name="description" content="A workshop on how to open things."><h1>Doors</h1>', "Doors"),
        ("<h1>Slow Robots</h1><h2>IROS 2025 Full-Day Workshop</h2>", "Slow Robots"),
        ("<h1>Doors in the Wild</h1><h2>Why this workshop?</h2>", "Doors in the Wild"),
        ("<p>Systems on Old Workshop Hardware</p><h1>Aims</h1>", "Systems on Old Workshop Hardware"),
        ("<h1>ICLR 2024 Workshop</h1><p>Vienna</p>", "ICLR 2024 Workshop"),
        ("<h1>RSS 2024 Workshop on Soft Hands</h1>", "RSS 2024 Workshop on Soft Hands"),
        ("<h1>Final programme: Storage Workshop 2024</h1>", "Storage Workshop 2024"),
        ("<h1>Time and location of the 3rd Workshop on Sparsity</h1>", "3rd Workshop on Sparsity"),
    ],
)
def test_event_is_called_by_its_name_and_not_by_where_it_is(head: str, title: str) -> None:
    assert import_document(f"{head}{SCHEDULE}".encode(), "page.html").draft.entry.title == title
