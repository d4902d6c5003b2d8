"""Planned messages as text, as JSON and as a picture."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from defusedxml.ElementTree import fromstring

from bot.preview.picture import MOST_PEOPLE, picture
from bot.preview.planned import Planned, as_json, counted, lines_of
from tests.schedule.sessions import ZONE, at

TOKYO = ZoneInfo("Asia/Tokyo")
FIRST = Planned(
    due_at=at("08:50"),
    earliest=at("08:50"),
    recipient="#all",
    is_direct=False,
    schedule_id="x",
    kind="reminder",
    session_ids=("one",),
    title="One & only",
    text="Starts in 10 min:\n09:00 One & only",
    zone=ZONE,
)
DIRECT = replace(FIRST, recipient="U1", is_direct=True, kind="personal", earliest=at("08:40"))
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in fromstring(svg).iter(f"{SVG}text")]


def test_text_tells_when_in_both_zones_to_whom_and_in_which_words() -> None:
    assert list(lines_of((FIRST, DIRECT), TOKYO)) == [
        "Wed 1 May 2024 · x",
        "",
        "  08:50 (21:50 for you)  #all  reminder",
        "      Starts in 10 min:",
        "      09:00 One & only",
        "",
        "  08:50 (21:50 for you)  @U1  personal",
        "      Starts in 10 min:",
        "      09:00 One & only",
        "",
        "2 messages to 1 channel and 1 person",
    ]
    assert next(line for line in lines_of((FIRST,), None) if "#all" in line) == "  08:50  #all  reminder"


def test_nothing_to_come_is_said() -> None:
    assert list(lines_of((), None)) == ["nothing will go out by itself"]
    assert counted((FIRST, replace(FIRST, recipient="#b"))) == "2 messages to 2 channels"


def test_json_has_both_zones() -> None:
    assert json.loads(as_json((DIRECT,), TOKYO)) == [
        {
            "due": "2024-05-01T08:50:00-04:00",
            "due_for_reader": "2024-05-01T21:50:00+09:00",
            "earliest": "2024-05-01T08:40:00-04:00",
            "to": "U1",
            "kind": "personal",
            "schedule": "x",
            "sessions": ["one"],
            "text": "Starts in 10 min:\n09:00 One & only",
        }
    ]
    assert "due_for_reader" not in as_json((DIRECT,), None)


def test_picture_has_a_lane_a_recipient_and_a_labelled_mark_a_message() -> None:
    svg = picture((FIRST, DIRECT), "The <workshop>", TOKYO)
    assert texts(svg) == [
        "The <workshop>",
        "2 messages to 1 channel and 1 person",
        "reminder",
        "personal",
        "Wed 1 May 2024 · x",
        "America/New_York",
        "Asia/Tokyo",
        "08:00",
        "21:00",
        "09:00",
        "22:00",
        "#all",
        "08:50 One & only",
        "@U1",
        "08:50 One & only",
    ]
    tips = [element.text for element in fromstring(svg).iter(f"{SVG}title")]
    assert tips == ["The <workshop>", f"#all: {FIRST.text}", f"@U1: {DIRECT.text}"]


def test_labels_of_one_lane_cover_none_of_each_other() -> None:
    messages = tuple(
        replace(FIRST, due_at=FIRST.due_at + timedelta(minutes=5 * number), title="A long title of something")
        for number in range(100)
    )
    placed = [
        (float(element.get("x") or 0), float(element.get("y") or 0), element.get("text-anchor"), element.text or "")
        for element in fromstring(picture(messages, "X", None)).iter(f"{SVG}text")
        if element.get("class") == "label"
    ]
    assert len(placed) == len(messages)
    rows: dict[float, list[tuple[float, float]]] = {}
    for x, y, anchor, text in placed:
        width = 6.4 * len(text)
        rows.setdefault(y, []).append((x - width, x) if anchor == "end" else (x, x + width))
    for spans in rows.values():
        for (_, end), (begin, _) in zip(sorted(spans), sorted(spans)[1:], strict=False):
            assert end < begin


def test_many_people_share_a_lane_and_are_counted() -> None:
    messages = tuple(replace(DIRECT, recipient=f"U{number:05}") for number in range(1000))
    found = texts(picture(messages, "X", None))
    assert sum(1 for text in found if text.startswith("@")) == MOST_PEOPLE
    assert found[-2:] == ["960 more people", "08:50 One & only ×960"]


def test_day_without_much_on_is_drawn_too() -> None:
    assert re.search(r'height="\d+"', picture((FIRST,), "X", None))
    assert texts(picture((), "X", None)) == ["X", "nothing will go out by itself"]
