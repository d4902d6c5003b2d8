"""What site data files leave to the site's templates: people and talks that are listed once and named by an id."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.importing.readers.keys import renamed
from bot.importing.readers.tree import Node
from bot.importing.rows import Block, Heading, Line, Run, Text
from bot.importing.values.column_names import column_role

IDS = ("id", "key", "slug", "uid", "username", "handle", "short")
OF_IDS = re.compile(r"(?<=\w)[_ -]?ids?$", re.IGNORECASE)
REFERS = re.compile(r".*(?:talk|session|slot|event|paper|entry|ref|presentation|item|id)s?", re.IGNORECASE)
"""The keys under which a mere number may name another mapping."""


def understood(root: Node) -> Node:
    """The tree with keys that name what they hold, and people instead of what refers to them."""
    root = renamed(_joined(root))
    people = {each: person for person in people_of(root) for each in _ids(person)}
    return _resolved(root, {**people, **_by_key(root)})


def _joined(root: Node) -> Node:
    """The tree in which what names a talk or a slot by its id says itself what that says, and no other place does."""
    known = _entries_by_id(root)
    used = frozenset(id(other) for other in _referred(root, known))
    return _with_entries(root, known, used) if used else root


def _entries_by_id(root: Node) -> dict[str, Node]:
    """The mappings that say when or what by the id that each has alone."""
    found: dict[str, list[Node]] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting.extend((*node.items, *node.entries.values()))
        names = [key for key, value in node.entries.items() if _is_entry(value)] if len(node.entries) > 1 else []
        for name, entry in (*((name, node[name]) for name in names), *((name, node) for name in _ids(node))):
            if _is_entry(entry):
                found.setdefault(name, []).append(entry)
    return {name: entries[0] for name, entries in found.items() if len({id(entry) for entry in entries}) == 1}


def _is_entry(node: Node) -> bool:
    return any(
        value.text and column_role(key) in {"title", "event", "time", "start"} for key, value in node.entries.items()
    )


def _other(key: str, value: Node, known: Mapping[str, Node]) -> Node | None:
    """What a value names under a key, if it does."""
    refers = key not in IDS and (not value.text.isdigit() or REFERS.fullmatch(key))
    return known.get(value.text) if refers and value.text else None


def _referred(node: Node, known: Mapping[str, Node], key: str = "") -> Iterator[Node]:
    for name, value in (*node.entries.items(), *((key, item) for item in node.items)):
        other = _other(name, value, known)
        if other is not None and other is not node:
            yield other
        yield from _referred(value, known, name)


def _with_entries(node: Node, known: Mapping[str, Node], used: frozenset[int], key: str = "") -> Node:
    entries: dict[str, Node] = {}
    for name, value in node.entries.items():
        other = _other(name, value, known)
        if other is not None and other is not node:
            entries.update({inner: each for inner, each in other.entries.items() if _adds(inner, name, node)})
        elif id(value) not in used:
            entries[name] = _with_entries(value, known, used, name)
    kept = (
        _other(key, item, known) or _with_entries(item, known, used, key) for item in node.items if id(item) not in used
    )
    return replace(node, entries=entries, items=tuple(kept))


def _adds(inner: str, name: str, node: Node) -> bool:
    return inner not in IDS and (inner == name or inner not in node.entries)


def _by_key(root: Node) -> dict[str, Node]:
    """The people that a mapping under the root lists, each under an id of its own."""
    listed = (
        value.entries
        for key, value in root.entries.items()
        if column_role(key) == "speaker" or (value.entries and all(map(_name, value.entries.values())))
    )
    return {key: person for each in listed for key, person in each.items() if _name(person)}


def people_of(node: Node) -> Iterator[Node]:
    """The mappings of lists that are people: with a name, and an id, a bio or an affiliation."""
    for value in (*node.items, *node.entries.values()):
        roles = {column_role(key) for key, each in value.entries.items() if each}
        if _name(value) and (roles & {"bio", "affiliation"} or _ids(value)) and not roles & {"time", "start", "date"}:
            yield value
        yield from people_of(value)


def bios_of(root: Node) -> Iterator[Block]:
    """A heading and a text for each person with a bio, as a page would have them."""
    for person in people_of(root):
        if bio := person.first("bio", "biography", "about", "description").text:
            yield Heading(Line((Run(_name(person)),), person.line), 3, person.line)
            yield Text(Line((Run(f"Bio: {' '.join(bio.split())}"),), person.line), person.line)


def _name(person: Node) -> str:
    parts = {column_role(key): value.text for key, value in person.entries.items()}
    whole = f"{parts.get('given', '')} {parts.get('family', '')}".strip()
    return whole or person.first("name", "fullname", "full_name", "fullName").text


def named(person: Node) -> Node:
    """A person whose name is in parts, with the whole of it."""
    name = _name(person)
    return replace(person, entries={**person.entries, "name": Node(person.line, name)}) if name else person


def _ids(person: Node) -> list[str]:
    return [person[key].text for key in IDS if person[key].text]


def _resolved(node: Node, people: Mapping[str, Node]) -> Node:
    entries: dict[str, Node] = {}
    for key, value in node.entries.items():
        bare = OF_IDS.sub("", key) if all(each.text in people or _name(each) for each in value.listed()) else key
        name = "speakers" if bare != key and value and column_role(bare) is None else bare
        is_people = column_role(name) in {"speaker", "chair"}
        entries[name if is_people else key] = (_people if is_people else _resolved)(value, people)
    return replace(node, entries=entries, items=tuple(_resolved(item, people) for item in node.items))


def _people(value: Node, people: Mapping[str, Node]) -> Node:
    if value.text:
        return named(people[value.text]) if value.text in people else value
    return replace(named(value) if value.entries else value, items=tuple(_people(item, people) for item in value.items))
