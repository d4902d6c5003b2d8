"""Elements that messages, forms and Home share, as Block Kit has them. Pure."""

from typing import Any

Block = dict[str, Any]

OPTIONS = 100
OPTION_LABEL = 75
OPTION_VALUE = 150
"""Slack's limits of a menu: so many options, and so many characters in the label and the value of each."""


def plain_text(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def input_block(name: str, label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """A field of a form; `name` is both its block and its action."""
    return {
        "type": "input",
        "block_id": name,
        "label": plain_text(label),
        "element": {**element, "action_id": name},
        "optional": optional,
        **({"hint": plain_text(hint)} if hint else {}),
    }


def modal(title: str, blocks: list[Block]) -> Block:
    """A view to be read."""
    return {"type": "modal", "title": plain_text(title), "close": plain_text("Close"), "blocks": blocks}


def form(name: str, subject: str, title: str, submit: str, blocks: list[Block]) -> Block:
    """A view to be filled in; `name` is its callback, `subject` comes back with it as `private_metadata`."""
    return {
        "type": "modal",
        "callback_id": name,
        "private_metadata": subject,
        "title": plain_text(title),
        "submit": plain_text(submit),
        "blocks": blocks,
    }
