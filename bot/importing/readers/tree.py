"""JSON and YAML documents as one tree of nodes that know their lines, so that readers need not know which it was.

What hangs or crashes a parser (nesting, aliases to aliases) is refused here. Knows nothing of schedules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType

import yaml

from bot.files.document import root_of
from bot.files.shapes import is_null, line_of
from bot.importing.decode import unusable

DEEPEST = 60
MOST_TOKENS = 2_000_000
"""How many values, keys and marks a JSON text may have: a programme of 10,000 talks has a tenth."""

LARGEST_YAML = 1_000_000
"""Characters. YAML takes seconds a megabyte."""

JSON_START = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*(?:[\[\]{\"]|[\d.]+\s*(?:,|\](?!\())))")
TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}\[\],:"]+|[{}\[\],:\n]')
NO_ENTRIES: Mapping[str, Node] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Node:
    """A text, a list or a mapping; what is absent, null or of another form is empty, so that asking never fails.

    `text` is as written: `9:30` and `1.0` are texts, `true` is "true".
    """

    line: int
    text: str = ""
    items: tuple[Node, ...] = ()
    entries: Mapping[str, Node] = field(default_factory=lambda: NO_ENTRIES)

    def __bool__(self) -> bool:
        return bool(self.text or self.items or self.entries)

    def __getitem__(self, key: str) -> Node:
        return self.entries.get(key) or Node(self.line)

    def first(self, *keys: str) -> Node:
        """The value of the first of the keys that has one."""
        return next((self[key] for key in keys if self[key]), Node(self.line))

    def listed(self) -> tuple[Node, ...]:
        """Its items; a single value stands for a list of one."""
        return self.items or ((self,) if self.text or self.entries else ())

    @property
    def is_true(self) -> bool:
        return self.text == "true"


def is_json(text: str) -> bool:
    """Whether a text begins as JSON does; a link of Markdown or a template's tag does not."""
    return JSON_START.match(text) is not None


def tree_of(text: str) -> Node:
    """The document's root; raises ScheduleFileError, without a name, where it cannot be read."""
    if is_json(text):
        return _json_tree(text)
    if len(text) > LARGEST_YAML:
        raise unusable(f"is longer than {LARGEST_YAML:,} characters, too long for YAML; import it as JSON")
    return _of_yaml(root_of(text, ""))


def _json_tree(text: str) -> Node:
    """Checked by the standard library first, so that its tokens can be taken one after the other."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise unusable(f"is not JSON: {error.msg}; export it again", line=error.lineno) from None
    except RecursionError:
        raise _too_deep(1) from None
    except ValueError:
        raise unusable("holds a number of thousands of digits; export it again") from None
    tokens = _Tokens(text)
    return _json_value(tokens, next(tokens), 0)


class _Tokens:
    """The tokens of a JSON text, and the line of the one that was given last."""

    def __init__(self, text: str) -> None:
        self._found = islice(TOKEN.finditer(text), MOST_TOKENS)
        self.line = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        for found in self._found:
            if found[0] != "\n":
                return found[0]
            self.line += 1
        raise unusable(f"has more than {MOST_TOKENS:,} values; import the part with the schedule alone", line=self.line)


def _json_value(tokens: _Tokens, first: str, depth: int) -> Node:
    line = tokens.line
    if depth > DEEPEST:
        raise _too_deep(line)
    if first == "[":
        values = (_json_value(tokens, each, depth + 1) for each in iter(tokens.__next__, "]") if each != ",")
        return Node(line, items=tuple(values))
    if first == "{":
        keys = (each for each in iter(tokens.__next__, "}") if each not in {",", ":"})
        pairs = ((_json_text(key), _json_value(tokens, _after_colon(tokens), depth + 1)) for key in keys)
        return Node(line, entries=_by_key(pairs))
    return Node(line, _json_text(first) if first != "null" else "")


def _after_colon(tokens: _Tokens) -> str:
    next(tokens)
    return next(tokens)


def _json_text(token: str) -> str:
    """A string without the halves of characters that no encoding can write; any other value as written."""
    if not token.startswith('"'):
        return token
    if "\\" not in token:
        return token[1:-1]
    return str(json.loads(token)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _of_yaml(node: yaml.Node, depth: int = 0) -> Node:
    """Bounded in depth here too: a chain of aliases nests where the text does not."""
    line = line_of(node)
    if depth > DEEPEST:
        raise _too_deep(line)
    if isinstance(node, yaml.SequenceNode):
        return Node(line, items=tuple(_of_yaml(item, depth + 1) for item in node.value))
    if isinstance(node, yaml.MappingNode):
        named = ((key.value, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))
        return Node(line, entries=_merged(_by_key((str(key), _of_yaml(value, depth + 1)) for key, value in named)))
    return Node(line, "" if is_null(node) else str(node.value))


def _by_key(pairs: Iterable[tuple[str, Node]]) -> dict[str, Node]:
    """The values by key; what is written under one key twice (two talks at "9:00") is a list of both."""
    found: dict[str, list[Node]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: values[0] if len(values) == 1 else _together(values) for key, values in found.items()}


def _together(values: Sequence[Node]) -> Node:
    return Node(values[0].line, items=tuple(item for value in values for item in value.listed()))


def _merged(entries: dict[str, Node]) -> dict[str, Node]:
    """YAML's merge key `<<` written out: what the mapping says itself goes first."""
    merged = entries.pop("<<", Node(0))
    return {**{key: value for each in merged.listed() for key, value in each.entries.items()}, **entries}


def _too_deep(line: int) -> Exception:
    return unusable(f"nests deeper than {DEEPEST} levels; a schedule does not: export it again", line=line)
