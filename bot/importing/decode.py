"""Bytes → text, whatever the encoding; broken encodings mended, binary and huge documents refused."""

import re

from bot.errors import UsherError

LARGEST = 20_000_000
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)|coding[:=]\s*([\w-]+)", re.IGNORECASE)
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
MOST_CONTROLS = 0.01
SUSPECT = re.compile(r"[\u00c2\u00c3\u00e2\u00d0\u00d1\u221a\u00ef\u0080-\u009f\u2030]")


def text_in(content: bytes, name: str) -> str:
    """The document's text, its lines ended by `\\n`; raises UsherError where it is empty, too large or no text."""
    if len(content) > LARGEST:
        raise UsherError(
            f"{name}: has {len(content):,} bytes, more than {LARGEST:,}; save the part with the schedule alone"
        )
    text = _decoded(content)
    if not text.strip():
        raise UsherError(f"{name}: is empty; name a document with a schedule in it")
    controls = sum(text.count(chr(code)) for code in (*range(9), *range(14, 32)))
    if controls > MOST_CONTROLS * len(text):
        raise UsherError(f"{name}: is no text (PDF, image or archive?); save the page as HTML, or the sheet as CSV")
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", " ")
    return "\n".join(_mended(line) if SUSPECT.search(line) else line for line in plain.split("\n"))


def _decoded(content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        named = CHARSET.search(content[:2048])
        encoding = (named[1] or named[2]).decode("ascii") if named else "cp1252"
    try:
        return content.decode(
            "cp1252" if encoding.lower() in {"utf-8", "utf8", "iso-8859-1", "latin-1"} else encoding, "replace"
        )
    except LookupError:
        return content.decode("cp1252", "replace")


def _mended(line: str) -> str:
    """A line that was read in the wrong encoding, read in the right one."""
    import ftfy

    return ftfy.fix_encoding(line)
