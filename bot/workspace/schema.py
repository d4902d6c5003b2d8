"""Small checks that combine into the description of a JSON value; each yields what is wrong and where."""

import re
from collections.abc import Callable, Iterator, Mapping

Problems = Iterator[str]
Check = Callable[[object, str], Problems]
Rule = Callable[[Mapping[str, object], str], Problems]


def problem(words: str, pointer: str) -> str:
    return f"[ERROR] {words} [json-pointer:{pointer}]"


def string(longest: int, *, shortest: int = 1, pattern: str | None = None) -> Check:
    """A string of so many characters, both ends included."""

    def check(value: object, pointer: str) -> Problems:
        if not isinstance(value, str):
            yield problem("must provide a string", pointer)
        elif len(value) < shortest:
            yield problem(f"must be more than {shortest - 1} characters", pointer)
        elif len(value) > longest:
            yield problem(f"must be less than {longest + 1} characters", pointer)
        elif pattern is not None and not re.fullmatch(pattern, value, re.DOTALL):
            yield problem(f"does not match the pattern {pattern}", pointer)

    return check


def boolean(value: object, pointer: str) -> Problems:
    if not isinstance(value, bool):
        yield problem("must provide a boolean", pointer)


def integer(low: int, high: int) -> Check:
    def check(value: object, pointer: str) -> Problems:
        if not isinstance(value, int) or isinstance(value, bool):
            yield problem("must provide an integer", pointer)
        elif not low <= value <= high:
            yield problem(f"must be between {low} and {high}", pointer)

    return check


def choice(*allowed: object) -> Check:
    def check(value: object, pointer: str) -> Problems:
        if value not in allowed:
            yield problem(f"must be one of {', '.join(map(str, allowed))}", pointer)

    return check


def array(of: Check, most: int, *, least: int = 1) -> Check:
    def check(value: object, pointer: str) -> Problems:
        if not isinstance(value, list):
            yield problem("must provide an array", pointer)
            return
        if len(value) > most:
            yield problem(f"no more than {most} items allowed", pointer)
        if len(value) < least:
            yield problem(f"no fewer than {least} items allowed", pointer)
        for index, item in enumerate(value):
            yield from of(item, f"{pointer}/{index}")

    return check


def record(required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Rule) -> Check:
    """An object with these fields and no others, then `rules` over the whole of it. `type` is the caller's to check."""
    fields = {**required, **optional}

    def check(value: object, pointer: str) -> Problems:
        if not isinstance(value, dict):
            yield problem("must provide an object", pointer)
            return
        for name in required.keys() - value.keys():
            yield problem(f"missing required field: {name}", pointer)
        for name, item in value.items():
            if name in fields:
                yield from fields[name](item, f"{pointer}/{name}")
            elif name != "type":
                yield problem(f"invalid additional property: {name}", pointer)
        for rule in rules:
            yield from rule(value, pointer)

    return check


def tagged(**shapes: Check) -> Check:
    """An object whose `type` says which shape it has."""

    def check(value: object, pointer: str) -> Problems:
        if not isinstance(value, dict):
            yield problem("must provide an object", pointer)
        elif not isinstance(value.get("type"), str):
            yield problem("missing required field: type", pointer)
        elif value["type"] not in shapes:
            yield problem(f"unsupported type: {value['type']}", f"{pointer}/type")
        else:
            yield from shapes[value["type"]](value, pointer)

    return check


def exactly_one(*names: str) -> Rule:
    def rule(value: Mapping[str, object], pointer: str) -> Problems:
        if sum(name in value for name in names) != 1:
            yield problem(f"must provide exactly one of {', '.join(names)}", pointer)

    return rule


def at_least_one(*names: str) -> Rule:
    def rule(value: Mapping[str, object], pointer: str) -> Problems:
        if not any(name in value for name in names):
            yield problem(f"must provide one of {', '.join(names)}", pointer)

    return rule
