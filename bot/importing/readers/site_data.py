"""What site data files leave to the site's templates: short keys told by their content, people named by an id."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.importing.readers.tree import Node
from bot.importing.rows import Block, Heading, Line, Run, Text
from bot.importing.values.words import column_role

CLOCK = re.compile(r"\d{1,2}\s*(?:[:.h]\s*\d\d|[ap]\.?m\b).*|\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*", re.IGNORECASE)
IDS = ("id", "key", "slug", "uid", "username", "handle", "short")
FEWEST = 3
"""How many mappings alike tell what their keys mean."""

LONGEST_TITLE = 140


def understood(root: Node) -> Node:
    """The tree with keys that name what they hold, and people instead of what refers to them."""
    people = {each: person for person in people_of(root) for each in _ids(person)}
    return _resolved(_named(root), {**people, **_by_key(root)})


def _by_key(root: Node) -> dict[str, Node]:
    """The people that a mapping under the root lists, each under an id of its own."""
    listed = (value for key, value in root.entries.items() if column_role(key) == "speaker")
    return {key: person for each in listed for key, person in each.entries.items() if _name(person)}


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
            yield Text(Line((Run(" ".join(bio.split())),), person.line), person.line)


def _name(person: Node) -> str:
    given = person.first("first_name", "firstname", "first", "given").text
    family = person.first("last_name", "lastname", "last", "family").text
    return f"{given} {family}".strip() or person.first("name", "fullname", "full_name").text


def named(person: Node) -> Node:
    """A person whose name is in parts, with the whole of it."""
    name = _name(person)
    return replace(person, entries={**person.entries, "name": Node(person.line, name)}) if name else person


def _ids(person: Node) -> list[str]:
    return [person[key].text for key in IDS if person[key].text]


def _resolved(node: Node, people: Mapping[str, Node]) -> Node:
    entries = {
        key: _people(value, people) if column_role(key) in {"speaker", "chair"} else _resolved(value, people)
        for key, value in node.entries.items()
    }
    return replace(node, entries=entries, items=tuple(_resolved(item, people) for item in node.items))


def _people(value: Node, people: Mapping[str, Node]) -> Node:
    if value.text:
        return named(people[value.text]) if value.text in people else value
    return replace(named(value) if value.entries else value, items=tuple(_people(item, people) for item in value.items))


def _named(node: Node) -> Node:
    entries = {key: _named(value) for key, value in node.entries.items()}
    items = tuple(_named(item) for item in node.items)
    alike = [item for item in items if item.entries]
    names = _names(alike) if len(alike) >= FEWEST else {}
    if names:
        items = tuple(_renamed(item, names) for item in items)
    return replace(node, entries=entries, items=items)


def _renamed(item: Node, names: Mapping[str, str]) -> Node:
    return replace(item, entries={names.get(key, key): value for key, value in item.entries.items()})


def _names(alike: Sequence[Node]) -> dict[str, str]:
    """The meaning of the keys of mappings alike, where none of them says when or what; empty where it is not clear."""
    keys = list(dict.fromkeys(key for item in alike for key in item.entries))
    roles = {column_role(key) for key in keys}
    if roles & {"time", "start"} and roles & {"title", "event"}:
        return {}
    values = {key: [item[key] for item in alike if item[key]] for key in keys}
    timed = [key for key in keys if column_role(key) in {"time", "start"}]
    clocks = timed or [key for key in keys if values[key] and all(CLOCK.fullmatch(value.text) for value in values[key])]
    if not clocks or len(values[clocks[0]]) < len(alike):
        return {}
    found = {} if timed else dict(zip(clocks, ("start", "end"), strict=False))
    rest = [key for key in keys if key not in found and column_role(key) is None]
    people = next((key for key in rest if any(value.items or value.entries for value in values[key])), None)
    texts = [key for key in rest if key != people and values[key] and all(value.text for value in values[key])]
    longest = {key: max(len(value.text) for value in values[key]) for key in texts}
    title = next((key for key in texts if len(values[key]) == len(alike) and longest[key] <= LONGEST_TITLE), None)
    if title is None:
        return {}
    found |= {title: "title"} | ({people: "speakers"} if people else {})
    return found | {key: "abstract" for key in texts if key != title and longest[key] > longest[title]}
