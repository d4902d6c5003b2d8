"""The formats that can be imported: how each is recognized, and the reader that turns it into blocks.

A new format is a module `bot/importing/read_<format>.py` with a function `read`, and a line in `FORMATS`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from bot.importing.rows import Document

HEAD = 4_096
"""How many characters tell what a document is."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: `module` has `read(text) -> Document`; `recognizes` looks at the text and the file's name."""

    name: str
    module: str
    suffixes: tuple[str, ...]
    recognizes: Callable[[str], bool]

    def read(self, text: str) -> Document:
        """Imports the module only now, with whatever library does its parsing."""
        document: Document = import_module(f"bot.importing.{self.module}").read(text)
        return document


def matching(pattern: str) -> Callable[[str], bool]:
    found = re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    return lambda text: found.search(text[:HEAD]) is not None


def _rst(text: str) -> bool:
    """A grid or simple table, a directive, or a title underlined as Markdown does not."""
    return re.search(r"^\s*(\+[-=]{3,}\+|={3,}( +={3,})+\s*$|\.\. [\w-]+::)", text, re.MULTILINE) is not None


def _markdown(text: str) -> bool:
    found = re.search(r"^(#{1,6} |\s*[-*+] +\S|\s*\|.+\|\s*$|---\s*$)|\*\*\w|\]\(\S+\)|^\s*:?-+:? *\|", text, re.MULTILINE)
    return found is not None


# In the order in which they are tried; the first that recognizes the text reads it.
FORMATS = (
    Format("html", "read_html", (".html", ".htm", ".xhtml"), matching(r"<(!doctype html|html|body|table|div|ul|section|h\d|dl|p)\b")),
    Format("rst", "read_rst", (".rst",), _rst),
    Format("markdown", "read_markdown", (".md", ".markdown"), _markdown),
    Format("text", "read_text", (".txt",), lambda _: True),
)
