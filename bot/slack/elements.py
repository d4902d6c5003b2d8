"""Elements that messages, forms and Home share, as Block Kit has them. Pure."""

from typing import Any

Block = dict[str, Any]


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
