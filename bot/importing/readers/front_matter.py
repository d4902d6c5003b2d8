"""The head of a mail, or the YAML one that site generators read, taken off a document whose line numbers stay."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date

import yaml

from bot.importing.rows import Cell, plain_cell

FENCE = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
LIQUID = re.compile(
    r"\{%-?\s*(?P<held>capture|comment)\b.*?\{%-?\s*end(?P=held)\s*-?%\}|\{%.*?%\}|\{\{.*?\}\}|"
    r"^[ \t]*\{:.*?\}[ \t]*$|\{:.*?\}|(?<=[\])`])\{[.#\w][^{}\n]*\}",
    re.MULTILINE | re.DOTALL,
)
MAIL = re.compile(
    r"\A(?:(?:>?From|To|Cc|Subject|Date|Sent|Reply-To|Message-ID|List-\w+|X-[\w-]+|MIME-Version|"
    r"Content-[\w-]+|Received|Return-Path):? .*\n(?:[ \t]+\S.*\n)*){2,}",
    re.IGNORECASE,
)
"""The head of a mail, of which only the subject, when and from where it was sent tell of the event."""
TOLD = {"subject": "subject", "sent": "sent", "date": "sent", "from": "sender"}
LONGEST_HEAD = 20_000


def split(text: str) -> tuple[tuple[Cell, ...], str]:
    """The head's texts as cells under their own keys, and the rest with blank lines where the head stood.

    Template tags (`{% … %}`) and the attributes of kramdown (`{: .class}`) and Pandoc (`{#id}`) go too: they are no
    text of the page.
    """
    if mail := MAIL.match(text):
        return tuple(_told(mail[0])), "\n" * mail[0].count("\n") + _without_tags(text[mail.end() :])
    fence, toml = FENCE.match(text[:LONGEST_HEAD]), TOML.match(text[:LONGEST_HEAD])
    end = max(match.end() if match else 0 for match in (fence, toml))
    cells = _cells(fence[1]) if fence else _of_toml(toml[1]) if toml else ()
    return tuple(cells), "\n" * text[:end].count("\n") + _without_tags(text[end:])


def _told(mail: str) -> Iterator[Cell]:
    for number, line in enumerate(mail.split("\n"), 1):
        name, _, told = line.partition(": ")
        if name.lower() in TOLD:
            _, at, host = told.rpartition("@")
            text = f"{at}{host.strip('> ')}" if name.lower() == "from" else told
            yield plain_cell(text, number, TOLD[name.lower()])


def _without_tags(text: str) -> str:
    return LIQUID.sub(lambda tag: "\n" * tag[0].count("\n"), text) if "{" in text else text


def _of_toml(head: str) -> Iterator[Cell]:
    """The texts and dates before the first table; TOML's parser knows no lines, so each is looked for."""
    try:
        values = tomllib.loads(head)
    except tomllib.TOMLDecodeError:
        return
    lines = head.split("\n")
    for key, value in values.items():
        if isinstance(value, (str, date)):
            line = next((number for number, line in enumerate(lines, 2) if line.strip().startswith(key)), 1)
            yield plain_cell(str(value), line, key)


def _cells(head: str) -> tuple[Cell, ...]:
    try:
        node = yaml.compose(head, Loader=yaml.CSafeLoader) if head else None
    except (yaml.YAMLError, RecursionError):
        return ()
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return tuple(
        plain_cell(str(value.value), value.start_mark.line + 2, str(key.value))
        for key, value in pairs
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode) and str(value.value).strip()
    )
