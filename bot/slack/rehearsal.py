"""A message as a rehearsal shows it: marked with where and when it would go, and made so that it concerns nobody. Pure.

A mention would notify people, and a button would do what it says: both are shown as text.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.phrases import Phrase, Zones
from bot.slack.elements import Block
from bot.slack.markup import escape, mrkdwn
from bot.slack.render import MESSAGE_TEXT, SlackMessage, cut_markup, note, within_limits

APART = "\u2060"
"""Between @ and a name, unseen: Slack takes no mention out of it."""
MENTION = re.compile(r"<@(\w+)(?:\|[^>]*)?>")
GROUP = re.compile(r"<!subteam\^\w+(?:\|@?([^>]*))?>")
BROADCAST = re.compile(r"<!(channel|here|everyone)(?:\|[^>]*)?>|@(channel|here|everyone)\b")

Names = Callable[[str], str]
"""What a user is called, by their id."""


def marked_message(message: SlackMessage, mark: Phrase, zones: Zones, names: Names) -> SlackMessage:
    """The message below its mark, notifying nobody and with nothing to be pressed."""
    line = mrkdwn(mark, zones)
    blocks = (each for block in message.blocks for each in _inert(block, names))
    text = f"{line}\n{_unmentioned(message.text, names)}"
    return SlackMessage(cut_markup(text, MESSAGE_TEXT), within_limits((note(line), *blocks)))


def _inert(block: Block, names: Names) -> Iterator[Block]:
    if block["type"] == "actions":
        yield note(f"Buttons, not to be pressed here: {' · '.join(map(_label, block['elements']))}")
    else:
        yield _quiet({key: value for key, value in block.items() if key != "accessory"}, names)


def _label(element: Block) -> str:
    shown = element.get("text") or element.get("placeholder") or {"text": element["type"]}
    return escape(str(shown["text"]))


def _quiet(part: Any, names: Names) -> Any:  # noqa: ANN401 - any piece of a block
    """A block's piece with its mentions as text."""
    if isinstance(part, list | tuple):
        return [_quiet(each, names) for each in part]
    if not isinstance(part, dict):
        return part
    if (name := _mentioned(part, names)) is not None:
        return {"type": "text", "text": f"@{APART}{name}"}
    if part.get("type") == "mrkdwn":
        return {**part, "text": _unmentioned(part["text"], names)}
    return {key: _quiet(value, names) for key, value in part.items()}


def _mentioned(leaf: Block, names: Names) -> str | None:
    """Whom a piece of rich text notifies."""
    match leaf:
        case {"type": "user", "user_id": user}:
            return names(user)
        case {"type": "broadcast", "range": everybody}:
            return str(everybody)
        case {"type": "usergroup"}:
            return "group"
        case _:
            return None


def _unmentioned(text: str, names: Names) -> str:
    """The same of mrkdwn."""
    text = MENTION.sub(lambda found: f"@{APART}{escape(names(found[1]))}", text)
    text = GROUP.sub(lambda found: f"@{APART}{found[1] or 'group'}", text)
    return BROADCAST.sub(lambda found: f"@{APART}{found[1] or found[2]}", text)
