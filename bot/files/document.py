"""A file's text → its YAML nodes, or the fault that keeps it from being read; hostile and broken documents end here.

Knows YAML and nothing of schedules.
"""

import yaml

from bot.errors import Fault, ScheduleFileError

DEEPEST = 40
"""How far a document may nest. A schedule needs ten; composing recurses in C, where too deep is a crash."""

MOST_ALIASED = 100_000
"""How many nodes aliases may stand for in all: a few lines of aliases to aliases can stand for billions."""


def root_of(text: str, name: str) -> yaml.Node:
    """The document's root node; raises ScheduleFileError, `name` being what it calls the file."""
    try:
        fault = _bound_fault(text)
        node = None if fault else yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ScheduleFileError(name, (_syntax_fault(error, text),)) from None
    except UnicodeEncodeError as error:
        raise ScheduleFileError(name, (_not_text(text.count("\n", 0, error.start) + 1),)) from None
    if node is None:
        raise ScheduleFileError(name, (fault or Fault(1, "", "is empty; begin with title, timezone and sessions"),))
    return node


def decoded(content: bytes, name: str) -> str:
    """A file's content as text; raises ScheduleFileError with the line of what is not UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ScheduleFileError(name, (_not_text(content.count(b"\n", 0, error.start) + 1),)) from None


def _not_text(line: int) -> Fault:
    return Fault(line, "", "is not UTF-8 text; save it as UTF-8")


def _bound_fault(text: str) -> Fault | None:
    """What makes the document unsafe to compose; found from its events, which come one by one."""
    bounds = _Bounds()
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        problem = bounds.problem_after(event)
        if problem:
            return Fault(event.start_mark.line + 1 if event.start_mark else 1, "", problem)
    return None


class _Bounds:
    """How deep a document nests, and how many nodes it stands for with its aliases written out."""

    def __init__(self) -> None:
        self._nodes = 0
        self._aliased = 0
        self._sizes: dict[str | None, int] = {}
        self._open: list[tuple[str | None, int]] = []

    def problem_after(self, event: yaml.Event) -> str | None:
        match event:
            case yaml.AliasEvent(anchor=anchor):
                return self._after_alias(anchor)
            case yaml.CollectionStartEvent(anchor=anchor):
                self._open.append((anchor, self._nodes))
                self._nodes += 1
            case yaml.CollectionEndEvent():
                anchor, before = self._open.pop()
                self._sizes[anchor] = self._nodes - before
            case _:
                self._nodes += 1
        too_deep = len(self._open) > DEEPEST
        return f"nests deeper than {DEEPEST} levels; check brackets and indentation here" if too_deep else None

    def _after_alias(self, anchor: str | None) -> str | None:
        if any(anchor == open_anchor for open_anchor, _ in self._open):
            return f"the alias *{anchor} stands inside what it stands for; write it out"
        size = self._sizes.get(anchor, 1)
        self._nodes += size
        self._aliased += size
        too_many = self._aliased > MOST_ALIASED
        return f"aliases stand for more than {MOST_ALIASED:,} values; write fewer of them" if too_many else None


def _syntax_fault(error: yaml.YAMLError, text: str) -> Fault:
    if isinstance(error, yaml.reader.ReaderError):
        line = text.encode().count(b"\n", 0, error.position) + 1
        return Fault(line, "", "holds a control character; take it out")
    if isinstance(error, yaml.composer.ComposerError) and error.context:
        error.problem = f"{error.context}, {error.problem}"
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    line = mark.line + 1 if mark else 1
    return Fault(line, "", f"is not YAML: {problem}; {_syntax_remedy(text, line)}")


def _syntax_remedy(text: str, line: int) -> str:
    written = text.split("\n")[line - 1 : line]
    indent = "".join(row[: len(row) - len(row.lstrip())] for row in written)
    return "indent with spaces, not tabs" if "\t" in indent else "check indentation and quotes here"
