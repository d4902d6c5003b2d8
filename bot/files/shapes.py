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

NULLS = frozenset({"~", "null", "Null", "NULL"})
LONGEST_TEXT = 20_000
LONGEST_SHOWN = 80
TEXT_TYPES = ["string", "number", "boolean"]
"""What an editor takes an unquoted text for: a room `211` is a number to it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document a node stands (`sessions[3].start`), and the list that faults are noted in."""

    path: str
    faults: list[Fault] = field(default_factory=list)

    def key(self, name: str) -> Place:
        name = cut(" ".join(name.split()))
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
    """Whether a node says nothing: an empty text, or an unquoted null."""
    if not isinstance(node, yaml.ScalarNode):
        return False
    return not str(node.value).strip() or (not node.style and node.value in NULLS)


def shown(node: yaml.Node) -> str:
    """How a fault names a node's value."""
    if isinstance(node, yaml.ScalarNode):
        return quoted(str(node.value))
    return "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"


def quoted(text: str) -> str:
    """A value as a fault quotes it: cut where it would bury the rest of the message."""
    return repr(cut(text))


def cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


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
        if len(value) > LONGEST_TEXT:
            place.fault(node, f"{shown(node)} has {len(value):,} characters; shorten it to {LONGEST_TEXT:,}")
            return None
        if self.pattern and not re.fullmatch(self.pattern, value):
            place.fault(node, f"{quoted(value)} is not usable here; {self.remedy}")
            return None
        return value

    def schema(self) -> JsonSchema:
        pattern = {"type": "string", "pattern": f"^({self.pattern})$"} if self.pattern else {"type": TEXT_TYPES}
        return {**pattern, "minLength": 1, "maxLength": LONGEST_TEXT, **_described(self.doc)}


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """Text that a function turns into a value; the function's ValueError is the fault. `form` says it to editors."""

    parse: Callable[[str], T]
    doc: str
    form: JsonSchema

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
        return {**self.form, **_described(self.doc)}


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """A value with its text and line, for what can be judged only beside other values."""

    value: T
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class AsWritten(Generic[T]):
    """A shape whose values keep their text and line."""

    shape: Shape[T]

    def read(self, node: yaml.Node, place: Place) -> Written[T] | None:
        value = self.shape.read(node, place)
        return None if value is None else Written(value, str(node.value).strip(), line_of(node))

    def schema(self) -> JsonSchema:
        return self.shape.schema()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]
    doc: str = ""

    def read(self, node: yaml.Node, place: Place) -> str | None:
        text = Text().read(node, place)
        if text is None or text.lower() in self.words:
            return text and text.lower()
        place.fault(node, f"{quoted(text)} is not one of {', '.join(self.words)}{_nearest(text.lower(), self.words)}")
        return None

    def schema(self) -> JsonSchema:
        return {"enum": list(self.words), **_described(self.doc)}


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list, or a single item standing for a list of one; of `least` items at least."""

    item: Shape[T]
    doc: str = ""
    least: int = 0

    def read(self, node: yaml.Node, place: Place) -> tuple[T, ...] | None:
        if not isinstance(node, yaml.SequenceNode):
            alone = self.item.read(node, place)
            return None if alone is None else (alone,)
        if len(node.value) < self.least:
            place.fault(node, f"{len(node.value)} items where {self.least} or more are expected; add one")
        values = (self._item(item, place.item(number)) for number, item in enumerate(node.value))
        return tuple(value for value in values if value is not None)

    def _item(self, node: yaml.Node, place: Place) -> T | None:
        if is_null(node):
            place.fault(node, "an empty item; fill it in, or take its line out")
            return None
        return self.item.read(node, place)

    def schema(self) -> JsonSchema:
        item = self.item.schema()
        least = {"minItems": self.least} if self.least else {}
        return {"anyOf": [{"type": "array", "items": item, **least}, item], **_described(self.doc)}


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
            "propertyNames": {key: value for key, value in names.items() if key in {"pattern", "enum", "minLength"}},
            "additionalProperties": self.value.schema(),
            **_described(self.doc),
        }


@dataclass(frozen=True, slots=True)
class TextOr(Generic[T]):
    """A plain text that stands for a longer record, or that record."""

    record: Record[T]
    of_text: Callable[[str, int], T]
    doc: str = ""

    def read(self, node: yaml.Node, place: Place) -> T | None:
        if isinstance(node, yaml.ScalarNode):
            text = Text().read(node, place)
            return self.of_text(text, line_of(node)) if text else None
        return self.record.read(node, place)

    def schema(self) -> JsonSchema:
        return {"anyOf": [{**Text().schema(), "type": "string"}, self.record.schema()], **_described(self.doc)}


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """A mapping with known keys, made into a value by `make(line=…, **values)`.

    Absent and unusable keys are not passed, required ones included: what depends on the others can still be checked.
    `remedies` says what to do about keys that are not among the fields and are often written.
    """

    name: str
    make: Callable[..., T]
    fields: Mapping[str, Shape[Any]]
    required: tuple[str, ...] = ()
    remedies: Mapping[str, str] = field(default_factory=dict)
    doc: str = ""

    def read(self, node: yaml.Node, place: Place) -> T | None:
        if not isinstance(node, yaml.MappingNode):
            keys = ", ".join(self.required or self.fields)
            place.fault(node, f"{shown(node)} where a {self.name} is expected; write it as a mapping with {keys}")
            return None
        found = {name: (key, value) for name, key, value in entries_of(node, place)}
        for name in found.keys() - self.fields.keys():
            place.key(name).fault(found[name][0], f"unknown key {quoted(name)}; {self._remedy(name)}")
        for name in (name for name in self.required if name not in found):
            place.fault(node, f"this {self.name} has no {name!r}; add `{name}: …`")
        values = {
            name: self.fields[name].read(value, place.key(name))
            for name, (_, value) in found.items()
            if name in self.fields
        }
        usable = {name: value for name, value in values.items() if value is not None}
        return self.make(line=line_of(node), **usable)

    def _remedy(self, name: str) -> str:
        if name in self.remedies:
            return self.remedies[name]
        return _nearest(name, tuple(self.fields)).removeprefix("; ") or f"a {self.name} has {', '.join(self.fields)}"

    def schema(self) -> JsonSchema:
        return {"$ref": f"#/$defs/{self.name}"}

    def definition(self) -> JsonSchema:
        return {
            "type": "object",
            "properties": {name: shape.schema() for name, shape in self.fields.items()},
            "required": list(self.required),
            "additionalProperties": False,
            **_described(self.doc),
        }


def entries_of(node: yaml.MappingNode, place: Place) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The (name, key, value) of a mapping; a key written twice is a fault, a null value the same as none."""
    seen: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            place.fault(key, f"{shown(key)} where a key is expected; write a word before the colon")
            continue
        name = str(key.value)
        if name in seen:
            problem = f"{quoted(name)} is written twice, first on line {seen[name]}; keep one of them"
            place.key(name).fault(key, problem)
        elif not is_null(value):
            yield name, key, value
        seen.setdefault(name, line_of(key))


def _nearest(word: str, words: tuple[str, ...]) -> str:
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    return f"; is {close[0]!r} meant?" if close else ""


def _described(doc: str) -> JsonSchema:
    return {"description": doc} if doc else {}
