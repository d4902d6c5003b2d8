"""Rich text as people write it in a form: its plain text, its times on every reader's clock, whom it notifies. Pure.

A rich_text block is structure, not markup: what stands in its texts is never taken for a link or a mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.slack.elements import Block
from bot.slack.markup import escape

CLOCK = re.compile(
    r"(?:(?<![\d:.,/-])|(?<=[:.]\d\d-))"
    r"(?:(\d{1,2})[:.](\d{2})(?:\s?([ap]\.?m\.?))?|(\d{1,2})\s?([ap]\.?m\.?))"
    r"(?![\d:/]|-(?!\d{1,2}[:.]\d\d)|\.\d)",
    re.IGNORECASE,
)
NOON_HOUR = 12
CODE = "rich_text_preformatted"


def rich_text(words: str) -> Block:
    """A block of plain words."""
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}],
    }


def spoken(block: Block) -> str:
    """The words as the mrkdwn that notifications and screen readers use: escaped, mentions as mentions."""
    return "\n".join("".join(_spoken(element)) for element in block["elements"]).strip()


def is_blank(block: Block) -> bool:
    return not spoken(block)


def notifies(block: Block) -> tuple[str, ...]:
    """Whom it notifies beyond those that are named: "here", "channel", "everyone"."""
    return tuple(dict.fromkeys(leaf["range"] for leaf in _leaves(block) if leaf["type"] == "broadcast"))


def times_in(block: Block) -> tuple[str, ...]:
    """The times of day that are written in it, as they are written."""
    texts = (leaf["text"] for leaf in _told(block))
    return tuple(dict.fromkeys(match[0] for text in texts for match in CLOCK.finditer(text) if _time(match)))


def with_own_times(block: Block, day: date, zone: ZoneInfo) -> Block:
    """With each time of day, taken for that day's in the zone, on the reader's own clock too."""
    return {**block, "elements": [_with_times(element, day, zone) for element in block["elements"]]}


def _with_times(element: Block, day: date, zone: ZoneInfo) -> Block:
    if "elements" not in element or element["type"] == CODE:
        return element
    parts: list[Block] = []
    for each in element["elements"]:
        parts.extend(_split(each, day, zone) if _is_told(each) else [_with_times(each, day, zone)])
    return {**element, "elements": parts}


def _told(element: Block) -> Iterator[Block]:
    """The texts but for code, which is shown as it was written."""
    for each in element["elements"] if element["type"] != CODE else ():
        if "elements" in each:
            yield from _told(each)
        elif _is_told(each):
            yield each


def _is_told(leaf: Block) -> bool:
    return bool(leaf["type"] == "text" and not leaf.get("style", {}).get("code"))


def _split(leaf: Block, day: date, zone: ZoneInfo) -> Iterator[Block]:
    text, place = leaf["text"], 0
    for match in CLOCK.finditer(text):
        if (clock := _time(match)) is None:
            continue
        at = datetime.combine(day, clock, zone)
        yield {**leaf, "text": f"{text[place : match.end()]} {at.tzname()} ("}
        shown = {"type": "date", "timestamp": int(at.astimezone(UTC).timestamp()), "format": "{time}"}
        yield {**shown, "fallback": f"{at:%H:%M} {at.tzname()}"}
        yield {**leaf, "text": " for you)"}
        place = match.end()
    if text[place:]:
        yield {**leaf, "text": text[place:]}


def _time(match: re.Match[str]) -> time | None:
    hour, minute = int(match[1] or match[4]), int(match[2] or 0)
    half = (match[3] or match[5] or "").lower()[:1]
    if half and not 1 <= hour <= NOON_HOUR:
        return None
    if half:
        hour = hour % NOON_HOUR + (NOON_HOUR if half == "p" else 0)
    return time(hour, minute) if hour <= 23 and minute <= 59 else None  # noqa: PLR2004 - the hours and minutes of a clock


def _leaves(block: Block) -> Iterator[Block]:
    for element in block["elements"]:
        if "elements" in element:
            yield from _leaves(element)
        else:
            yield element


def _spoken(element: Block) -> Iterator[str]:
    sort = element["type"]
    if sort == "rich_text_list":
        for number, item in enumerate(element["elements"], 1):
            mark = f"{number}." if element["style"] == "ordered" else "•"
            yield f"{mark} {''.join(_spoken(item))}\n"
    elif sort in LEAVES:
        yield LEAVES[sort](element)
    else:
        yield from (piece for part in element.get("elements", ()) for piece in _spoken(part))


def _link(leaf: Block) -> str:
    address = escape(leaf["url"])
    return f"{escape(leaf['text'])} ({address})" if leaf.get("text") else address


LEAVES: dict[str, Callable[[Block], str]] = {
    "text": lambda leaf: escape(leaf["text"]),
    "link": _link,
    "emoji": lambda leaf: f":{leaf['name']}:",
    "user": lambda leaf: f"<@{leaf['user_id']}>",
    "usergroup": lambda leaf: f"<!subteam^{leaf['usergroup_id']}>",
    "channel": lambda leaf: f"<#{leaf['channel_id']}>",
    "broadcast": lambda leaf: f"@{leaf['range']}",
    "date": lambda leaf: escape(leaf.get("fallback", "")),
    "color": lambda leaf: escape(leaf["value"]),
}


def _plain(leaf: Block) -> str:
    """Its words, unescaped; none of what is but an id."""
    match leaf["type"]:
        case "broadcast":
            return f"@{leaf['range']}"
        case "emoji":
            return f":{leaf['name']}:"
        case "link":
            return str(leaf.get("text") or leaf["url"])
    return str(leaf.get("text", ""))


def one_line(block: Block, length: int) -> str:
    """Its beginning, to tell it from others; unescaped."""
    words = " ".join("".join(map(_plain, _leaves(block))).split())
    return words if len(words) <= length else f"{words[: length - 1]}…"
