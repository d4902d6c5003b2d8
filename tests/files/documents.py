"""Schedule files for the tests of this folder, and what reading them tells."""

from pathlib import Path

import pytest

from bot.errors import ScheduleFileError
from bot.files.read import ReadSchedule, read_text

ROOT = Path(__file__).parent.parent.parent
SCHEDULES = ROOT / "schedule_data"
REAL = tuple(sorted(SCHEDULES.glob("*.yaml")))

HEAD = "title: T\ntimezone: Europe/Berlin\ndate: 2024-05-01\n"
"""Three lines, so that `sessions:` stands on line 4 of what `with_sessions` gives, and its first session on line 5."""


def with_sessions(*sessions: str, head: str = HEAD) -> str:
    """A document with each session on a line, in YAML's flow style without its braces."""
    return f"{head}sessions:\n" + "".join(f"  - {{{session}}}\n" for session in sessions)


def read(text: str) -> ReadSchedule:
    return read_text(text, "x", "x.yaml")


def faults(text: str) -> list[str]:
    """The lines of the error that a document raises."""
    with pytest.raises(ScheduleFileError) as raised:
        read(text)
    return str(raised.value).splitlines()


def doubts(text: str) -> list[str]:
    """What was doubtful in reading a document."""
    return [doubt.in_file("x.yaml") for doubt in read(text).doubts]
