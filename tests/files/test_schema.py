"""The JSON Schema that editors use: generated, valid, and of one mind with the reader wherever a schema can be."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.errors import ScheduleFileError
from bot.files.format import json_schema
from bot.files.read import read_text
from tests.files.documents import REAL, SCHEDULES, with_sessions
from tests.files.test_faults import HEAD_FAULTS, SESSION_FAULTS

COMMITTED = SCHEDULES / "schedule.schema.json"
BEYOND_A_SCHEMA = frozenset(
    {
        "title: A, start: 2024-02-30 9:00",
        "title: A, date: 0001-01-01",
        "title: A, date: 9999-12-31",
        "title: A, start: 13:00 PM",
        "title: A, start: 0:30 AM",
        "title: A, date: none, start: 9:00",
        "title: A, date: 2024-05-02, start: 2024-05-03 9:00",
        "title: A, start: 9:00, end: 8:30",
        "title: A, start: 9:00, end: 9:00",
        "title: A, start: 9:00, end: 2024-04-30 10:00",
        "title: A, end: 10:00",
        "title: A, title: B",
        "title: A, ? [b] : c",
        "timezone: Mars/Olympus",
        "timezone: Europe",
    }
)
"""Faults in what values mean together, and in YAML itself: an editor's user meets them in `usher check`."""


class Yaml12Loader(yaml.SafeLoader):
    """YAML as editors read it: neither dates nor times of day are anything but text."""


PLAIN_TAGS = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int", "tag:yaml.org,2002:bool"}
Yaml12Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in PLAIN_TAGS]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for tag, pattern, first in (("int", r"[-+]?\d+$", "-+0123456789"), ("bool", r"(?i:true|false)$", "tTfF")):
    Yaml12Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def complaints(text: str) -> list[str]:
    document = yaml.load(text, Loader=Yaml12Loader)  # noqa: S506 - a SafeLoader
    return [error.message for error in Draft202012Validator(json_schema()).iter_errors(document)]


def document(session_or_line: str) -> str:
    """A file with a case of `test_faults` in it, alone at fault."""
    if session_or_line in SESSION_FAULTS:
        return with_sessions(session_or_line)
    key = session_or_line.partition(":")[0]
    head = {"title": "title: T", "timezone": "timezone: UTC"} | {key: session_or_line}
    return with_sessions("title: A", head="".join(f"{line}\n" for line in head.values()))


def test_committed_schema_is_the_generated_one() -> None:
    generated = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    assert COMMITTED.read_text(encoding="utf-8") == generated, "run: usher schema > schedule_data/schedule.schema.json"


def test_schema_is_valid() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_file_is_valid(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=schedule.schema.json\n")
    assert complaints(text) == []


@pytest.mark.parametrize("case", sorted({*SESSION_FAULTS, *HEAD_FAULTS} - BEYOND_A_SCHEMA))
def test_faulty_file_is_invalid(case: str) -> None:
    assert complaints(document(case)) != []


@pytest.mark.parametrize(
    "session",
    [
        "title: 2024, room: 211, start: 9:00, end: 2:25 PM",
        "title: A, start: 2024-05-01 09:00, date: 2024-05-01",
        "title: A, date: none, chair: B, speakers: [C, {name: D, role: E}]",
        "title: A, kind: invited talk, id: a-1, links: {slides: https://a.b, open-source: [https://c.d, mailto:e@f]}",
        "title: A, talks: [{title: B, start: 9:00}], abstract: true",
    ],
)
def test_what_the_reader_takes_is_valid(session: str) -> None:
    read_text(with_sessions(session), "x", "x.yaml")
    assert complaints(with_sessions(session)) == []


@pytest.mark.parametrize("case", sorted(BEYOND_A_SCHEMA))
def test_reader_refuses_what_the_schema_cannot(case: str) -> None:
    with pytest.raises(ScheduleFileError):
        read_text(document(case), "x", "x.yaml")


def test_every_key_has_a_description() -> None:
    schema = json_schema()
    records: dict[str, dict[str, Any]] = {"schedule": schema, **schema["$defs"]}
    assert set(records) == {"schedule", "session", "talk", "person", "posting", "faq"}
    assert [
        (name, key)
        for name, record in records.items()
        for key, told in record["properties"].items()
        if not {"description", "$ref"} & told.keys()
    ] == []
