"""Lines of plain text: which of them were broken on purpose, and which only wrap."""

import re

MARGIN = 60
"""Prose that wraps fills its lines further than this; a shorter line was ended on purpose."""

STARTS_ANEW = re.compile(
    r"\s*(?:[-*+•·|]\s|\W{0,3}\d{1,2}(?:[:.h]\d\d|\s*[ap]\.?m\b)|[A-Z][a-z]+:\s|\*\*)", re.IGNORECASE
)


def ends_on_purpose(line: str, following: str) -> bool:
    """Whether the break between two source lines is one that a reader sees."""
    return len(line.rstrip()) < MARGIN or STARTS_ANEW.match(following) is not None
