"""The arguments of one API call, from form or JSON body alike, read by kind; and cursor pages over lists."""

import base64
import json
from collections.abc import Callable, Iterable
from itertools import chain, dropwhile, islice
from typing import TypeVar

from bot.workspace.errors import Json, RefusedError

T = TypeVar("T")
TRUE = frozenset({True, "1", "true", "True"})


class Arguments:
    """Read-only; a value of the wrong kind raises `invalid_arguments`."""

    def __init__(self, given: Json) -> None:
        self._given = {name: value for name, value in given.items() if value is not None}

    def __contains__(self, name: str) -> bool:
        return name in self._given

    def names(self) -> frozenset[str]:
        return frozenset(self._given)

    def text(self, name: str, default: str = "") -> str:
        value = self._given.get(name, default)
        if isinstance(value, str):
            return value
        if isinstance(value, (dict, list)):
            raise RefusedError("invalid_arguments", f"[ERROR] must be a string [json-pointer:/{name}]")
        return str(value)

    def maybe(self, name: str) -> str | None:
        """The text, or None where it is not given or empty."""
        return self.text(name) or None

    def flag(self, name: str) -> bool:
        return self._given.get(name, False) in TRUE

    def number(self, name: str, default: int) -> int:
        try:
            return int(self._given.get(name, default))
        except (TypeError, ValueError):
            raise RefusedError("invalid_arguments", f"[ERROR] must be an integer [json-pointer:/{name}]") from None

    def words(self, name: str) -> tuple[str, ...]:
        """A comma-separated list."""
        return tuple(word.strip() for word in self.text(name).split(",") if word.strip())

    def decoded(self, name: str, error: str) -> object:
        """A JSON value, whether it came as such or as text within a form; what does not parse raises `error`."""
        value: object = self._given.get(name)
        if not isinstance(value, str):
            return value
        try:
            decoded: object = json.loads(value)
        except json.JSONDecodeError:
            raise RefusedError(error) from None
        return decoded

    def decoded_list(self, name: str, error: str) -> list[Json]:
        value = self.decoded(name, error) if name in self else []
        if not isinstance(value, list):
            raise RefusedError(error)
        return value


def page(
    items: Iterable[T], key: Callable[[T], str], arguments: Arguments, *, default: int, most: int
) -> tuple[list[T], Json]:
    """One page of `items` and the `response_metadata` that leads on; a cursor names the next page's first item.

    Takes no more of `items` than it needs.
    """
    limit = arguments.number("limit", default)
    if not 1 <= limit <= most:
        raise RefusedError("invalid_limit")
    part = list(islice(_from_cursor(items, key, arguments.text("cursor")), limit + 1))
    return part[:limit], {"next_cursor": _cursor(key(part[limit])) if len(part) > limit else ""}


def _from_cursor(items: Iterable[T], key: Callable[[T], str], cursor: str) -> Iterable[T]:
    if not cursor:
        return items
    rest = dropwhile(lambda item: _cursor(key(item)) != cursor, items)
    try:
        return chain((next(rest),), rest)
    except StopIteration:
        raise RefusedError("invalid_cursor") from None


def _cursor(first: str) -> str:
    return base64.b64encode(f"next:{first}".encode()).decode()
