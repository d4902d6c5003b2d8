import gzip

import pytest

from bot.errors import ScheduleFileError, UsherError
from bot.importing.decode import Decoded, decoded
from bot.importing.readers.formats import format_of
from tests.importing.readers.data_formats import fault

GUESSED = "names no encoding and is not UTF-8; it is read as Windows-1252: check its accents, or save it as UTF-8"
HTML = "<!doctype html><html><body><table><tr><td>9:00</td></tr></table></body></html>"
LD_JSON = '[{"@type": "Event", "name": "A"}, {"@type": "Event", "name": "B"}]'


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("\n BEGIN:VCALENDAR\nEND:VCALENDAR", "x.txt", "ical"),
        ('<?xml version="1.0"?>\n<!-- hi -->\n<schedule generator="x">', "x.html", "frab"),
        ("<!DOCTYPE schedule [<!ELEMENT a ANY>]>\n<schedule/>", "x", "frab"),
        ('[{"groupId": 1, "sessions": [{"isServiceSession": false}]}]', "x.json", "sessionize"),
        ('{"_type": "x", "results": [], "a": "HTTPAPIResult"}', "x.json", "indico"),
        ('{"schedule": {"conference": {"days": []}}}', "x.json", "pretalx"),
        ('{"results": [{"submission_type": "Talk"}]}', "x.json", "pretalx"),
        ('{"talks": [], "event_start": "2026-06-01"}', "x.json", "pretalx"),
        (LD_JSON, "x.json", "jsonld"),
        (f'<html><script type="application/ld+json">{LD_JSON}</script></html>', "x.html", "jsonld"),
        ('{"sessions": [{"title": "A", "time": "9:00"}]}', "x.yaml", "json"),
        ("- {title: A, time: 9:00}\n", "x.md", "yaml"),
        (HTML, "x.json", "html"),
        ("Time\tTitle\n9:00\tA\n", "x", "csv"),
        ("# Day\n\n- 9:00 Opening\n", "x", "markdown"),
        ("[Joins](https://example.org)\n", "x", "markdown"),
        ("[7th Workshop on Joins](https://example.org)\n", "x", "markdown"),
        ("[2024](https://example.org)\n", "x", "markdown"),
        ("{% include nav.html %}\n\n9:00 Opening\n", "x.txt", "text"),
        ("9:00 Opening\n", "x.html", "text"),
    ],
)
def test_content_tells_the_format_whatever_the_name(text: str, name: str, expected: str) -> None:
    assert format_of(text, name, None).name == expected


def test_format_that_is_insisted_on_is_taken() -> None:
    assert format_of(HTML, "x.html", "csv").name == "csv"


def test_unknown_format_is_refused_with_those_known() -> None:
    with pytest.raises(UsherError, match=r"^--format 'doc' is not known; it can be ical, frab, "):
        format_of(HTML, "x.html", "doc")


@pytest.mark.parametrize(
    ("content", "charset", "expected"),
    [
        ("Zoë".encode(), None, Decoded("Zoë")),
        ("Zoë".encode("utf-8-sig"), None, Decoded("Zoë")),
        ("Zoë".encode("utf-16"), None, Decoded("Zoë")),
        ("Zoë".encode("utf-32"), None, Decoded("Zoë")),
        ("Жук".encode("cp1251"), "windows-1251", Decoded("Жук")),
        ("Жук".encode(), "windows-1251", Decoded("Жук")),
        ("会議".encode("shift_jis"), "Shift_JIS", Decoded("会議")),
        ("Zoë".encode("cp1252"), "utf-8", Decoded("Zoë", (fault(1, GUESSED),))),
        ("Zoë".encode("cp1252"), "no-such", Decoded("Zoë", (fault(1, GUESSED),))),
        ("Zoë".encode("cp1252"), "unicode_escape", Decoded("Zoë", (fault(1, GUESSED),))),
        ("Zoë".encode("cp1252"), "hex", Decoded("Zoë", (fault(1, GUESSED),))),
        (b"a\nb\n\x93Zo\xeb\x94", None, Decoded("a\nb\n“Zoë”", (fault(3, GUESSED),))),
        (b"\x93Zo\xeb\x94", "iso-8859-1", Decoded("“Zoë”")),
        (b'<meta charset="koi8-r">\xd6\xd5\xcb', None, Decoded('<meta charset="koi8-r">жук')),
        (b'<?xml version="1.0" encoding="koi8-r"?>\xd6', None, Decoded('<?xml version="1.0" encoding="koi8-r"?>ж')),
        (b"a\r\nb\rc\n", None, Decoded("a\nb\nc\n")),
        (gzip.compress("Zoë".encode(), mtime=0), None, Decoded("Zoë")),
        ("ZoÃ«".encode(), None, Decoded("Zoë")),
    ],
)
def test_encoding_is_told_by_mark_then_word_then_content(
    content: bytes, charset: str | None, expected: Decoded
) -> None:
    assert decoded(content, charset) == expected


ZIP = (
    "is a ZIP archive or an office document; unpack it and import what is in it, or save the sheet as CSV, and import"
    " that"
)
AS_TEXT = "copy its text into a .txt file, or export it as HTML, and import that"
TOO_LARGE = "is larger than 10 MB; a schedule is not: import the schedule's own page or export"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is empty; name a document with a schedule in it"),
        (b" \r\n\t", "is empty; name a document with a schedule in it"),
        (b"\xef\xbb\xbf\n", "is empty; name a document with a schedule in it"),
        (b"PK\x03\x04....", ZIP),
        (b"%PDF-1.7 ...", f"is a PDF; {AS_TEXT}"),
        (b"\x89PNG\r\n", f"is an image; {AS_TEXT}"),
        (bytes(range(256)), f"is not text (of 256 characters, 27 are control characters); {AS_TEXT}"),
        (b"x" * 10_000_001, TOO_LARGE),
        (gzip.compress(b"x" * 20_000_000, 1, mtime=0), TOO_LARGE),
        (gzip.compress(b"PK\x03\x04", mtime=0), ZIP),
        (
            b"\x1f\x8b\x07" + b"x" * 20,
            "is a broken gzip file (Error -3 while decompressing data: unknown compression method); fetch it again",
        ),
    ],
    ids=["nothing", "blank", "mark", "zip", "pdf", "image", "binary", "large", "gzip bomb", "zip in gz", "broken gzip"],
)
def test_what_is_no_text_is_refused_in_words(content: bytes, expected: str) -> None:
    with pytest.raises(ScheduleFileError) as raised:
        decoded(content)
    assert str(raised.value) == f":1: {expected}"
