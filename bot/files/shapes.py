"""The shapes that a YAML document is read against: each reads a node and gives the JSON Schema of what it reads.

Reading never stops at the first fault: each is noted with its line, and the value left out.
Knows YAML nodes and nothing of schedules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Generic, Protocol, TypeVar

import yaml

from bot.errors import Fault

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
JsonSchema = dict[str, Any]

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document a node stands (`sessions[3].start`), and the list that faults are noted in."""

    path: str
    faults: list[Fault] = field(default_factory=list)

    def key(self, name: str) -> Place:
        return Place(f"{self.path}.{name}" if self.path else name, self.faults)

    def item(self, number: int) -> Place:
        return Place(f"{self.path}[{number}]", self.faults)

    def fault(self, node: yaml.Node, problem: str) -> None:
        self.faults.append(Fault(line_of(node), self.path, problem))


class Shape(Protocol[T_co]):
    def read(self, node: yaml.Node, place: Place) -> T_co | None:
        """The value of a node; None, with a fault noted at the place, where it is unusable."""

    def schema(self) -> JsonSchema:
        """The JSON Schema of what is read."""


def line_of(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style is None and node.value in NULLS


def shown(node: yaml.Node) -> str:
    """How a fault names a node's value."""
    if isinstance(node, yaml.ScalarNode):
        return repr(str(node.value))
    return "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"


@dataclass(frozen=True, slots=True)
class Text:
    """One line or paragraph of text, its white space folded."""

    doc: str = ""
    pattern: str | None = None
    remedy: str = ""

    def read(self, node: yaml.Node, place: Place) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            place.fault(node, f"{shown(node)} where text is expected; write it on one line, in quotes")
            return None
        value = " ".join(str(node.value).split())
        if self.pattern and not re.fullmatch(self.pattern, value):
            place.fault(node, f"{value!r} is not usable here; {self.remedy}")
            return None
        return value

    def schema(self) -> JsonSchema:
        pattern = {"pattern": f"^({self.pattern})$"} if self.pattern else {}
        return {"type": ["string", "number", "boolean"], **pattern, **_described(self.doc)}


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """Text that a function turns into a value; the function's ValueError is the fault."""

    parse: Callable[[str], T]
    doc: str
    pattern: str | None = None
    examples: tuple[str, ...] = ()

    def read(self, node: yaml.Node, place: Place) -> T | None:
        text = Text().read(node, place)
        if text is None:
            return None
        try:
            return self.parse(text)
        except ValueError as error:
            place.fault(node, str(error))
            return None

    def schema(self) -> JsonSchema:
        pattern = {"pattern": self.pattern} if self.pattern else {}
        examples = {"examples": list(self.examples)} if self.examples else {}
        return {"type": ["string", "integer"], **pattern, **examples, **_described(self.doc)}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]
    doc: str = ""

    def read(self, node: yaml.Node, place: Place) -> str | None:
        text = Text().read(node, place)
        if text is None or text.lower() in self.words:
            return text and text.lower()
        place.fault(node, f"{text!r} is not one of {', '.join(self.words)}{_nearest(text.lower(), self.words)}")
        return None

    def schema(self) -> JsonSchema:
        return {"enum": list(self.words), **_described(self.doc)}


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list, or a single item standing for a list of one."""

    item: Shape[T]
    doc: str = ""

    def read(self, node: yaml.Node, place: Place) -> tuple[T, ...] | None:
        if not isinstance(node, yaml.SequenceNode):
            alone = self.item.read(node, place)
            return None if alone is None else (alone,)
        values = (self.item.read(item, place.item(number)) for number, item in enumerate(node.value))
        return tuple(value for value in values if value is not None)

    def schema(self) -> JsonSchema:
        item = self.item.schema()
        return {"anyOf": [{"type": "array", "items": item}, item], **_described(self.doc)}


@dataclass(frozen=True, slots=True)
class MapOf(Generic[T]):
    """A mapping whose keys are the writer's own words, read as pairs in their order."""

    value: Shape[T]
    doc: str = ""
    key: Shape[str] = field(default_factory=Text)

    def read(self, node: yaml.Node, place: Place) -> tuple[tuple[str, T], ...] | None:
        if not isinstance(node, yaml.MappingNode):
            place.fault(node, f"{shown(node)} where `name: value` lines are expected")
            return None
        pairs = (
            (self.key.read(key, place), self.value.read(value, place.key(name)))
            for name, key, value in entries_of(node, place)
        )
        return tuple((name, value) for name, value in pairs if name is not None and value is not None)

    def schema(self) -> JsonSchema:
        names = self.key.schema()
        return {
            "type": "object",
            "propertyNames": {key: value for key, value in names.items() if key in {"pattern", "enum"}},
            "additionalProperties": self.value.schema(),
            **_described(self.doc),
        }


@dataclass(frozen=True, slots=True)
class TextOr(Generic[T]):
    """A plain text that stands for a longer record, or that record."""

    record: Record[T]
    of_text: Callable[[str, int], T]

    def read(self, node: yaml.Node, place: Place) -> T | None:
        if isinstance(node, yaml.ScalarNode):
            text = Text().read(node, place)
            return self.of_text(text, line_of(node)) if text else None
        return self.record.read(node, place)

    def schema(self) -> JsonSchema:
        return {"anyOf": [{"type": "string"}, self.record.schema()]}


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """A mapping with known keys, made into a value by `make(line=…, **values)`.

    Absent and unusable keys are not passed, required ones included: what depends on the others can still be checked.
    """

    name: str
    make: Callable[..., T]
    fields: Mapping[str, Shape[Any]]
    required: frozenset[str] = frozenset()

    def read(self, node: yaml.Node, place: Place) -> T | None:
        if not isinstance(node, yaml.MappingNode):
            keys = ", ".join(sorted(self.required) or self.fields)
            place.fault(node, f"{shown(node)} where a {self.name} is expected; write it as a mapping with {keys}")
            return None
        found = {name: (key, value) for name, key, value in entries_of(node, place)}
        for name in found.keys() - self.fields.keys():
            remedy = _nearest(name, tuple(self.fields)) or f"; a {self.name} has {', '.join(self.fields)}"
            place.key(name).fault(found[name][0], f"unknown key {name!r}{remedy}")
        for name in sorted(self.required - found.keys()):
            place.fault(node, f"this {self.name} has no {name!r}; add `{name}: …`")
        values = {
            name: self.fields[name].read(value, place.key(name))
            for name, (_, value) in found.items()
            if name in self.fields
        }
        usable = {name: value for name, value in values.items() if value is not None}
        return self.make(line=line_of(node), **usable)

    def schema(self) -> JsonSchema:
        return {"$ref": f"#/$defs/{self.name}"}

    def definition(self) -> JsonSchema:
        return {
            "type": "object",
            "properties": {name: shape.schema() for name, shape in self.fields.items()},
            "required": sorted(self.required),
            "additionalProperties": False,
        }


def entries_of(node: yaml.MappingNode, place: Place) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The (name, key, value) of a mapping; a key written twice is a fault, a null value the same as none."""
    seen: dict[str, int] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in seen:
            place.key(name).fault(key, f"{name!r} is written twice, first on line {seen[name]}; keep one of them")
        elif not is_null(value):
            yield name, key, value
        seen.setdefault(name, line_of(key))


def _nearest(word: str, words: tuple[str, ...]) -> str:
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    return f"; is {close[0]!r} meant?" if close else ""


def _described(doc: str) -> JsonSchema:
    return {"description": doc} if doc else {}
