"""The formats that can be imported: how each is recognized, and the reader that turns it into blocks.

A new format is a module `bot/importing/readers/<format>.py` with a function `read`, and a line in `FORMATS`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from bot.errors import UsherError
from bot.importing.readers import recognize
from bot.importing.readers.tree import is_json
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
        document: Document = import_module(f"bot.importing.readers.{self.module}").read(text)
        return document


def matching(pattern: str) -> Callable[[str], bool]:
    found = re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    return lambda text: found.search(text[:HEAD]) is not None


def _rst(text: str) -> bool:
    """A grid or simple table, a directive, a target, a role or a link."""
    return RST.search(text) is not None


def _markdown(text: str) -> bool:
    """A heading, a table or a link; bullets and emphasis alone are of plain text too."""
    return MARKDOWN.search(text) is not None


RST = re.compile(
    r"^[ \t]*(\+[-=]{3,}\+|(?P<edge>={3,}(?: +={3,})+)[ \t]*\n(?:[^\n]*\n)*?[ \t]*(?P=edge)[ \t]*$|"
    r"\.\. [\w|-]+::|\.\. _[^\n]+:)|:(?:ref|doc|term):`[^`\n]+`|"
    r"`[^`]+<[^`<>]+>`_",
    re.MULTILINE,
)
MARKDOWN = re.compile(r"^#{1,6} \S|^[ \t]*(?:\|[ \t]*)?:?-{2,}:?[ \t]*\||\]\((?:https?:|#|\w|/)|^\{:", re.MULTILINE)


# In the order in which they are tried; the first that recognizes the text reads it. Data formats tell themselves
# unmistakably; any text is some other format too, so that there a file's name counts before the order.
DATA_FORMATS = (
    Format("ical", "ical", (".ics", ".ical", ".ifb"), recognize.is_calendar),
    Format("frab", "frab", (".xml",), recognize.is_frab),
    Format("sessionize", "sessionize", (), recognize.is_sessionize),
    Format("indico", "indico", (), recognize.is_indico),
    Format("pretalx", "pretalx", (), recognize.is_pretalx),
    Format("jsonld", "jsonld", (".jsonld",), recognize.is_jsonld),
    Format("json", "mapping", (), is_json),
)
FORMATS = (
    *DATA_FORMATS,
    Format(
        "html",
        "html",
        (".html", ".htm", ".xhtml"),
        matching(r"<(!doctype html|html|body|table|div|ul|section|h\d|dl|p)\b"),
    ),
    Format("csv", "csv", (".csv", ".tsv"), recognize.is_csv),
    Format("yaml", "mapping", (".yaml", ".yml"), recognize.is_yaml),
    Format("rst", "rst", (".rst",), _rst),
    Format("markdown", "markdown", (".md", ".markdown"), _markdown),
    Format("text", "text", (".txt",), lambda _: True),
)


def format_of(text: str, name: str, wanted: str | None) -> Format:
    """The format that is wanted, else the first that the text looks like; raises UsherError for an unknown one."""
    if wanted:
        known = {each.name: each for each in FORMATS}
        if wanted not in known:
            raise UsherError(f"--format {wanted!r} is not known; it can be {', '.join(known)}")
        return known[wanted]
    certain = next((each for each in DATA_FORMATS if each.recognizes(text)), None)
    if certain:
        return certain
    by_name = next((each for each in FORMATS if name.lower().endswith(each.suffixes)), None)
    if by_name and by_name.name != "text" and by_name.recognizes(text):
        return by_name
    found = next(each for each in FORMATS if each.recognizes(text))
    return by_name if found.name == "text" and by_name and by_name.name in {"markdown", "rst"} else found
