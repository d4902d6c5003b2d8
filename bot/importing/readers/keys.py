"""Keys that nobody knows → keys that say what they hold, told by the values of all mappings in the same place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache

from bot.importing.readers.tree import Node
from bot.importing.values import clocks
from bot.importing.values.column_names import CAMEL, column_role
from bot.importing.values.days import days_in, weekday_alone
from bot.importing.values.names import LIKELY, is_affiliation
from bot.importing.values.people import people_in

FEWEST = 3
"""How many mappings alike tell what their keys mean."""

CLOCK = re.compile(r"\d{1,2}\s*(?:[:.h]\s*\d\d|[ap]\.?m\b|Uhr).*|\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*", re.IGNORECASE)
MADE_KEY = re.compile(r"(?:.*[_-])?(?:generat|built|build|updat|modif|creat|export|version|fetch)\w*", re.IGNORECASE)
"""What tells of the file rather than of the event."""
EPOCH = re.compile(r"1[0-9]{9}(?:\d{3})?")
"""Seconds or milliseconds since 1970, of this century."""
WHEN = frozenset({"time", "start", "end", "date"})
HOURS, MINUTES = frozenset({"start", "end"}), 60
WHAT = frozenset({"title", "event"})
CARRIED = frozenset({"speakers", "title", "abstract"})
"""What a key means everywhere, once some mappings tell."""
OF_SESSIONS = frozenset({"speaker", "abstract", "room", "track", "chair", "kind"})
MOSTLY, RARE = 0.8, 0.5
LONGEST_TITLE, PROSE = 140, 160


@dataclass(frozen=True)
class _Key:
    """A key of mappings alike with the values that it has; `share` of the mappings have one."""

    name: str
    values: tuple[Node, ...]
    share: float

    @cached_property
    def role(self) -> str | None:
        return column_role(self.name)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(value.text for value in self.values if value.text)

    @property
    def is_text(self) -> bool:
        return bool(self.texts) and len(self.texts) == len(self.values)

    @cached_property
    def is_clock(self) -> bool:
        return self.is_text and all(map(CLOCK.fullmatch, self.texts))

    @cached_property
    def is_day(self) -> bool:
        return self.is_text and not self.is_clock and all(map(_is_day, self.texts))

    @cached_property
    def is_weekday(self) -> bool:
        return self.is_text and all(weekday_alone(text) is not None for text in self.texts)

    @cached_property
    def is_people(self) -> bool:
        """Whether what it holds is mostly people: lists or mappings of texts that are no sentences, or names."""
        if not self.is_text:
            inner = [each for value in self.values for item in value.listed() for each in _texts(item)]
            return any(value.items or value.entries for value in self.values) and _are_people(inner, 0.2)
        return _are_people(self.texts, 0.5)

    @cached_property
    def is_id(self) -> bool:
        """Whether its values are only for programs: words without a space or a capital, figures, addresses."""
        return all(" " not in text and (text == text.lower() or "://" in text) for text in self.texts)

    @property
    def longest(self) -> int:
        return max(map(len, self.texts), default=0)

    @property
    def is_distinct(self) -> bool:
        return len(set(self.texts)) * 2 > len(self.texts)


def renamed(root: Node) -> Node:
    """The tree with keys that name what they hold."""
    hours = [
        value.text
        for _, node in _mappings(root, ())
        for key, value in node.entries.items()
        if column_role(key) in HOURS
    ]
    if any(text.isdecimal() and int(text[-2:]) >= MINUTES for text in hours) and all(map(_counts, hours)):
        root = _with_clocks(root)
    root = _with_keys(root)
    places: dict[tuple[str, ...], list[Node]] = {}
    for place, node in _mappings(root, ()):
        places.setdefault(place, []).append(node)
    keys = {place: _keys(alike) for place, alike in places.items()}
    names = {place: _names(keys[place], len(alike)) for place, alike in places.items()}
    told = {key: name for found in names.values() for key, name in found.items() if name in CARRIED}
    for place, found in names.items():
        names[place] = {key.name: told[key.name] for key in keys[place] if _is_as_told(key, told)} | found
    return _renamed(root, (), names) if any(names.values()) else root


def _counts(text: str) -> bool:
    """Whether a text may count the minutes since midnight."""
    return text.isdecimal() and len(text) <= len("1440") and int(text) <= 24 * MINUTES


def _with_clocks(node: Node) -> Node:
    """The tree with times of day for the minutes since midnight."""
    entries = {
        key: replace(value, text="{}:{:02}".format(*divmod(int(value.text), MINUTES)))
        if column_role(key) in HOURS and value.text
        else _with_clocks(value)
        for key, value in node.entries.items()
    }
    return replace(node, entries=entries, items=tuple(map(_with_clocks, node.items)))


def _is_as_told(key: _Key, told: Mapping[str, str]) -> bool:
    """Whether a key holds what it does where more tells of it."""
    return key.role is None and key.name in told and key.is_people == (told[key.name] == "speakers")


def _with_keys(node: Node) -> Node:
    """Lists and texts that begin with a time, in a list of such, as mappings: the keys of lists are places."""
    stamps = [key for key, value in node.entries.items() if EPOCH.fullmatch(value.text)]
    told = {key: _of_epoch(node[key]) for key in stamps if len(stamps) > 1 or column_role(key) in WHEN}
    entries = dict(_flat((_plain(key), told.get(key) or _with_keys(value)) for key, value in node.entries.items()))
    if node.items and all(item.items and CLOCK.fullmatch(item.items[0].text) for item in node.items):
        places = ({str(place): each for place, each in enumerate(item.items)} for item in node.items)
        return replace(node, items=tuple(Node(each["0"].line, entries=each) for each in places))
    if len(node.items) > 1 and all(CLOCK.fullmatch(item.text) for item in node.items):
        return replace(node, items=tuple(map(_parted, node.items)))
    return replace(node, entries=entries, items=tuple(map(_with_keys, node.items)))


@lru_cache(maxsize=4096)
def _plain(key: str) -> str:
    """`Name` as `name`, `fullName` as `full_name`: a key of known meaning, however its words are joined."""
    return key if key.islower() or column_role(key) is None else CAMEL.sub("_", key).lower()


def _of_epoch(value: Node) -> Node:
    """The moment that a number of seconds or milliseconds since 1970 is."""
    moment = datetime.fromtimestamp(int(value.text[:10]), UTC)
    return replace(value, text=f"{moment:%Y-%m-%dT%H:%M:%S}Z")


def _flat(entries: Iterable[tuple[str, Node]]) -> Iterator[tuple[str, Node]]:
    """With what mappings say of the session as all else does: those under keys of no meaning ("props"), and of time."""
    for key, value in entries:
        roles = {column_role(inner) for inner in value.entries}
        is_when = roles <= WHEN and any(CLOCK.fullmatch(inner.text) for inner in value.entries.values())
        of_session = column_role(key) is None and len(roles & OF_SESSIONS) > 1 and not roles & (WHEN | WHAT)
        if value.entries and (of_session or is_when):
            yield from value.entries.items()
        else:
            yield key, value


def _parted(item: Node) -> Node:
    """A text as a time, and what is then."""
    end = next((span.stop for span in clocks.spans(item.text)), len(item.text))
    parts = {"time": item.text[:end], "event": item.text[end:].strip(" :|,\u2010\u2011\u2012\u2013\u2014-")}
    return Node(item.line, entries={key: Node(item.line, text) for key, text in parts.items()})


def _mappings(node: Node, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    """The mappings with where they stand: the keys above them, but for keys of mappings of mappings."""
    if node.entries:
        yield place, node
    for key, value in node.entries.items():
        yield from _mappings(value, _below(node, place, key))
    for item in node.items:
        yield from _mappings(item, place)


def _below(node: Node, place: tuple[str, ...], key: str) -> tuple[str, ...]:
    """Where a value stands; the keys of a mapping of days, ids or times are no names of places."""
    listed = len(node.entries) > 1 and all(value.entries or value.items for value in node.entries.values())
    return (*place, "" if listed and place else key)


def _renamed(node: Node, place: tuple[str, ...], names: Mapping[tuple[str, ...], Mapping[str, str]]) -> Node:
    own = names.get(place, {})
    entries = {
        own.get(key, key): _renamed(value, _below(node, place, key), names)
        for key, value in node.entries.items()
        if own.get(key) != ""
    }
    return replace(node, entries=entries, items=tuple(_renamed(item, place, names) for item in node.items))


def _keys(alike: Sequence[Node]) -> list[_Key]:
    names = dict.fromkeys(key for node in alike for key in node.entries if not MADE_KEY.fullmatch(key))
    keys = []
    for name in names:
        values = tuple(node[name] for node in alike if node[name])
        if values:
            keys.append(_Key(name, values, len(values) / len(alike)))
    return keys


def _names(keys: Sequence[_Key], count: int) -> dict[str, str]:
    """What the keys of mappings alike are to be called; empty for one that says what others say better."""
    if persons := _of_persons(keys):
        return persons
    found = _of_days(keys)
    clocks_ = [key for key in keys if key.is_clock]
    if count < FEWEST or not any(key.share >= MOSTLY for key in (*clocks_, *(key for key in keys if key.is_day))):
        return found
    found |= _of_times(clocks_)
    found |= _misnamed([key for key in keys if key.name not in found])
    return found | _of_texts([key for key in keys if key.name not in found and not key.is_clock], found)


def _of_persons(keys: Sequence[_Key]) -> dict[str, str]:
    """The name of mappings that are people, and where those are from; nothing of other mappings."""
    if any(key.is_clock or key.is_day or key.role in WHAT | WHEN for key in keys):
        return {}
    told = [key for key in keys if key.is_text and key.share == 1 and key.role != "affiliation"]
    names = [key for key in told if _are_people(key.texts, MOSTLY)]
    rest = [key for key in keys if key.is_text and key not in names and not key.is_id]
    places = [key for key in rest if key.role == "affiliation" or any(map(is_affiliation, key.texts))]
    return {names[0].name: "name"} | {key.name: "affiliation" for key in places[:1]} if len(names) == 1 else {}


def _of_days(keys: Sequence[_Key]) -> dict[str, str]:
    """A key of full days is the date, and what names weekdays beside it says nothing more."""
    days = [key for key in keys if key.is_day and key.share >= MOSTLY and not (key.role and key.role not in WHEN)]
    if not days or any(key.role in {"date", "start", "time"} for key in days):
        return {}
    return {days[0].name: "date"} | {key.name: "" for key in keys if key.role == "date" and key.is_weekday}


def _of_times(keys: Sequence[_Key]) -> dict[str, str]:
    """The start and the end: as their names say, else the earlier and the later."""
    named = {key.role for key in keys}
    free = [key for key in keys if key.role not in WHEN and key.share > 1 - MOSTLY and key.role is None]
    free.sort(key=lambda key: (-round(key.share), key.texts[0]))
    wanted = [] if named & {"time", "start"} else ["start"]
    wanted += (
        []
        if "end" in named or (named & {"time"} and any("-" in text for key in keys for text in key.texts))
        else ["end"]
    )
    return dict(zip((key.name for key in free), wanted, strict=False))


def _misnamed(keys: Sequence[_Key]) -> dict[str, str]:
    """Keys called like a moment that hold none ("from": a university)."""
    wrong = [key for key in keys if key.role in WHEN and key.is_text and not any(map(_says_when, key.texts))]
    return {
        key.name: "affiliation" if any(map(is_affiliation, key.texts)) else "" for key in wrong if not key.is_people
    } | {key.name: "speakers" for key in wrong if key.is_people}


def _of_texts(keys: Sequence[_Key], found: Mapping[str, str]) -> dict[str, str]:
    """Who, what, and what it is about."""
    told: dict[str, str] = {}
    titles = [key for key in keys if key.role in WHAT and key.is_text and key.share > 1 - MOSTLY]
    unknown = [key for key in keys if key.role is None or (key.role == "section" and not titles)]
    people = [key for key in unknown if key.is_people]
    speaking = [key for key in keys if key.role == "speaker"]
    rare = bool(people) and all(key.share < people[0].share * RARE for key in speaking)
    if rare and "speakers" not in found.values():
        told |= {key.name: "chair" for key in speaking} | {people[0].name: "speakers"}
    texts = [key for key in unknown if key.is_text and not key.is_id and key.name not in told and not key.is_day]
    likely = [key for key in texts if key.share >= MOSTLY and key.is_distinct and key.longest <= LONGEST_TITLE]
    if not titles and likely:
        title = max(likely, key=lambda key: sum(map(len, key.texts)) / len(key.texts))
        told[title.name] = "title"
        titles = [title]
    if titles and not any(key.role == "abstract" for key in keys):
        longer = [key for key in texts if key.name not in told and key.longest > max(titles[0].longest, PROSE // 8)]
        told |= {key.name: "abstract" for key in longer[:1]}
    return told


def _texts(node: Node) -> Iterator[str]:
    """A text, or those of a mapping that may be a person."""
    if node.text:
        yield node.text
    yield from [value.text for value in node.entries.values() if value.text][:1]


def _are_people(texts: Sequence[str], share: float) -> bool:
    return bool(texts) and sum(people_in(text).score >= LIKELY for text in texts) > share * len(texts)


def _is_day(text: str) -> bool:
    day = next(days_in(text), None)
    return day is not None and len(text) - (day.stop - day.begin) < len("Wednesday, ")


def _says_when(text: str) -> bool:
    return any(map(str.isdigit, text)) or weekday_alone(text) is not None or next(clocks.spans(text), None) is not None
