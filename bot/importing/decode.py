"""A document's bytes → its text: bounded, unpacked, decoded and mended; what is no text is refused in words.

The one gate of everything foreign, whether read from a file or fetched. Knows no format of schedules.
"""

import codecs
import re
import zlib
from pathlib import Path
from typing import NamedTuple

from bot.errors import Fault, ScheduleFileError

UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Characters without width, and those that turn the direction of text."""
LARGEST = 10_000_000
"""Bytes, packed or not. A programme of 10,000 talks with abstracts needs five million."""

TOO_LARGE = f"is larger than {LARGEST // 1_000_000} MB; a schedule is not: import the schedule's own page or export"

GZIP = b"\x1f\x8b"
SPREADSHEET = "save the sheet as CSV, and import that"
TEXT_OF_IT = "copy its text into a .txt file, or export it as HTML, and import that"
# The first bytes that tell what is no text, what that is called, and what to do instead.
MAGIC = (
    (b"PK\x03\x04", "a ZIP archive or an office document", f"unpack it and import what is in it, or {SPREADSHEET}"),
    (b"%PDF-", "a PDF", TEXT_OF_IT),
    (b"\xd0\xcf\x11\xe0", "an old office document", f"{SPREADSHEET}, or {TEXT_OF_IT}"),
    (b"{\\rtf", "a rich-text document", TEXT_OF_IT),
    (b"\x89PNG", "an image", TEXT_OF_IT),
    (b"\xff\xd8\xff", "an image", TEXT_OF_IT),
    (b"GIF8", "an image", TEXT_OF_IT),
    (b"BZh", "a bzip2 archive", "unpack it, and import what is in it"),
    (b"\xfd7zXZ", "an xz archive", "unpack it, and import what is in it"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it, and import what is in it"),
    (b"Rar!", "a RAR archive", "unpack it, and import what is in it"),
)
# UTF-32's mark begins with UTF-16's, so that it is looked for first.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?\bencoding|<meta[^>]{0,200}?\bcharset)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
HEAD = 4_096
ALPHABETS = re.compile(r"utf|iso|cp\d|mac|koi8|gb|big5|euc|shift_jis|hz|tis|ascii")
"""How the encodings that a document may be in begin; the others that Python has (idna, unicode_escape) are none."""

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
MOST_CONTROLS = 0.01
"""The part of a text that may be control characters; a stray one is a space, many are no text."""

SUSPECT = re.compile(r"[\u00c2\u00c3\u00e2\u00d0\u00d1\u221a\u00ef\u0080-\u009f\u2030]")


class Decoded(NamedTuple):
    """A document's text, its lines ending as Unix has them, and what is doubtful in how it was decoded."""

    text: str
    doubts: tuple[Fault, ...] = ()


def read_bounded(path: Path) -> bytes:
    """A file's bytes; raises ScheduleFileError where it cannot be read, or is too large to be read whole."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise unusable(f"cannot be read ({error.strerror}); name a file or an address", str(path)) from None
    if len(content) > LARGEST:
        raise unusable(TOO_LARGE, str(path))
    return content


def decoded(content: bytes, charset: str | None = None) -> Decoded:
    """The text of a document; `charset` is what its sender said. Raises ScheduleFileError without a name."""
    plain = unpacked(content)
    for magic, what, remedy in MAGIC:
        if plain.startswith(magic):
            raise unusable(f"is {what}; {remedy}")
    text, doubts = _text(plain, charset)
    if not text.strip():
        raise unusable("is empty; name a document with a schedule in it")
    controls = sum(1 for _ in CONTROLS.finditer(text))
    if controls > MOST_CONTROLS * len(text):
        raise unusable(f"is not text (of {len(text):,} characters, {controls:,} are control characters); {TEXT_OF_IT}")
    text = (CONTROLS.sub(" ", text) if controls else text).replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text if text.isascii() else _mended(UNSEEN.sub("", text)), doubts)


def _mended(text: str) -> str:
    """With the lines that were once read in the wrong encoding read in the right one."""
    if not SUSPECT.search(text):
        return text
    import ftfy

    return "\n".join(ftfy.fix_encoding(line) if SUSPECT.search(line) else line for line in text.split("\n"))


def unpacked(content: bytes) -> bytes:
    """The content of a gzip stream, other content as it is; raises ScheduleFileError at the bound or where broken."""
    if content.startswith(GZIP):
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            content = unpacker.decompress(content, LARGEST + 1)
        except zlib.error as error:
            raise unusable(f"is a broken gzip file ({error}); fetch it again") from None
    if len(content) > LARGEST:
        raise unusable(TOO_LARGE)
    return content


def _text(content: bytes, charset: str | None) -> tuple[str, tuple[Fault, ...]]:
    marked = next((name for mark, name in MARKS if content.startswith(mark)), None)
    declared = DECLARED.search(content[:HEAD])
    # What is UTF-8 is hardly ever anything else, whatever a server that sends all files alike says.
    for name in filter(None, (marked, "utf-8", charset, declared and declared[1].decode("ascii", "replace"))):
        text = _decoded_as(content, name)
        if text is not None:
            return text, ()
    problem = "names no encoding and is not UTF-8; it is read as Windows-1252: check its accents, or save it as UTF-8"
    return content.decode("cp1252", "replace"), (Fault(_first_foreign_line(content), "", problem),)


def _decoded_as(content: bytes, name: str) -> str | None:
    """None where the encoding is unknown or the content is not of it. Latin-1 is Windows-1252, as browsers have it."""
    try:
        known = codecs.lookup(name).name
        if not ALPHABETS.match(known):
            return None
        return content.decode("cp1252" if known in {"iso8859-1", "ascii"} else known)
    except (LookupError, ValueError):
        return None


def _first_foreign_line(content: bytes) -> int:
    foreign = re.search(rb"[\x80-\xff]", content)
    return content.count(b"\n", 0, foreign.start()) + 1 if foreign else 1


def unusable(problem: str, name: str = "", line: int = 1, where: str = "") -> ScheduleFileError:
    """The one fault that keeps a document from being read; whoever knows the document's name gives it."""
    return ScheduleFileError(name, (Fault(line, where, problem),))
