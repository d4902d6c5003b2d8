"""What asks for an import, and what is a question though an address or a file stands in it."""

import pytest

from bot.slack.dropped import MOST, Address, SlackFile, Wanted, ordered, wanted, written

PAGE = Address("https://example.org/page.html")
FILE = SlackFile("F1", "page.html")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import <https://example.org/page.html>", Wanted((PAGE,), in_words=True)),
        ("Import this: <https://example.org/page.html|example.org/page.html>", Wanted((PAGE,), in_words=True)),
        ("please import https://example.org/page.html", Wanted((PAGE,), in_words=True)),
        ("re-import https://example.org/page.html please", Wanted((PAGE,), in_words=True)),
        ("<@U1> import <https://example.org/page.html>", Wanted((PAGE,), in_words=True)),
        ("<https://example.org/page.html>", Wanted((PAGE,), in_words=False)),
        ("<@U1> <https://example.org/page.html>", Wanted((PAGE,), in_words=False)),
        ("import <https://a.org/?x=1&amp;y=2>", Wanted((Address("https://a.org/?x=1&y=2"),), in_words=True)),
        ("import", Wanted((), in_words=True)),
        ("import this", Wanted((), in_words=True)),
        ("import our programme from here", Wanted((), in_words=True)),
        ("is <https://example.org/page.html> the right page?", None),
        ("who talks about import tax?", None),
        ("import torch: when is that tutorial?", None),
        ("important things first", None),
        ("when is lunch?", None),
        ("import <ftp://example.org/x>", None),
        ("", None),
    ],
)
def test_text_is_an_import_or_a_question(text: str, expected: Wanted | None) -> None:
    assert wanted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Wanted((FILE,), in_words=False)),
        ("here is our new page", Wanted((FILE,), in_words=False)),
        ("import this", Wanted((FILE,), in_words=True)),
        ("import https://example.org/page.html", Wanted((FILE, PAGE), in_words=True)),
        ("what does this mean?", None),
    ],
)
def test_file_is_an_import_unless_a_question_is_asked_with_it(text: str, expected: Wanted | None) -> None:
    assert wanted(text, (FILE,)) == expected


def test_command_needs_the_word() -> None:
    assert ordered("https://example.org/page.html") is None
    assert ordered("import https://example.org/page.html") == Wanted((PAGE,), in_words=True)


def test_so_many_documents_are_taken_at_a_time() -> None:
    found = wanted("import " + " ".join(f"https://example.org/{number}" for number in range(MOST + 5)))
    assert found is not None
    assert len(found.documents) == MOST


def test_event_tells_what_was_written() -> None:
    event = {"user": "U1", "channel": "D1", "text": "", "files": [{"id": "F1", "name": "page.html"}, {"id": "F2"}]}
    said = written(event, "1.2")
    assert (said.files, said.thread_ts) == ((FILE, SlackFile("F2", "F2")), "1.2")


def test_address_is_shown_without_what_may_be_secret() -> None:
    assert Address("https://me:secret@example.org/page?token=1#x").name == "https://example.org/page"
