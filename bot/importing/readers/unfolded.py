"""Pages written on one line, as programs write them: parted into lines, so that it is known what stands above what."""

import re
from collections.abc import Iterator, Sequence

PARTED = re.compile(
    r"<(?:address|article|aside|body|dd|div|dl|dt|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|section|"
    r"summary|table|tbody|thead|tr|ul)\b",
    re.IGNORECASE,
)
VERBATIM = re.compile(r"<(?:pre|textarea)\b", re.IGNORECASE)
MOST = 2
"""Elements of a line, on average, beyond which nobody wrote it by hand."""


def unfolded(text: str) -> tuple[str, tuple[int, ...]]:
    """The page with a line for each element, and of which line of the source each is; as it is if that has many."""
    lines = text.split("\n")
    if len(PARTED.findall(text)) <= MOST * len(lines) or VERBATIM.search(text):
        return text, ()
    parts = [PARTED.sub(r"\n\g<0>", line) for line in _broken(lines)]
    counts = [part.count("\n") + 1 for part in parts]
    ends = zip(range(1, len(lines) + 1), counts, strict=True)
    return "\n".join(parts), tuple(number for number, count in ends for _ in range(count))


def _broken(lines: Sequence[str]) -> Iterator[str]:
    """The lines with a break before those that go on with text: only somebody who wrote it has begun a line there."""
    inside = False
    for number, line in enumerate(lines):
        goes_on = number > 0 and line[:1] not in {"", "<", " ", "\t", "\r"} and not inside
        yield f"<br>{line}" if goes_on else line
        inside = line.rfind("<") > line.rfind(">") or (inside and ">" not in line)
