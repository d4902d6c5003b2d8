"""What a message says: text, blocks, attachments and metadata out of arguments, checked as Slack checks them."""

import json
from dataclasses import replace

from bot.workspace.arguments import Arguments
from bot.workspace.blocks import message_problems, require_blocks
from bot.workspace.errors import Json, RefusedError
from bot.workspace.posting import bot_message
from bot.workspace.state import State
from bot.workspace.values import Channel, Message

TEXT_CHARACTERS = 40_000
METADATA_BYTES = 16_000


def content(state: State, channel: Channel, arguments: Arguments, old: Message | None = None) -> Message:
    """The message that these arguments describe, checked; what they leave out comes from `old`."""
    text = arguments.text("text")
    blocks = arguments.decoded_list("blocks", "invalid_blocks_format")
    attachments = arguments.decoded_list("attachments", "invalid_attachments")
    metadata = _metadata(arguments)
    kept = old is not None and bool(old.blocks) and "blocks" not in arguments
    if not text.strip() and not blocks and not attachments and not kept:
        raise RefusedError("no_text")
    if len(text) > TEXT_CHARACTERS:
        raise RefusedError("msg_too_long")
    require_blocks(blocks)
    _require_attachments(attachments)
    message = bot_message(state, channel, text, blocks)
    message = replace(
        message,
        attachments=tuple(attachments),
        metadata=metadata,
        thread_ts=arguments.maybe("thread_ts"),
        username=arguments.maybe("username"),
    )
    return message if old is None else _keeping(message, old, arguments)


def _keeping(message: Message, old: Message, arguments: Arguments) -> Message:
    kept = {name: getattr(old, name) for name in ("blocks", "attachments", "metadata") if name not in arguments}
    return replace(message, **kept)


def _metadata(arguments: Arguments) -> Json | None:
    metadata = arguments.decoded("metadata", "invalid_metadata_format")
    if metadata is None or metadata == {}:
        return None
    if not isinstance(metadata, dict) or metadata.keys() != {"event_type", "event_payload"}:
        raise RefusedError("invalid_metadata_format")
    if not isinstance(metadata["event_type"], str) or not isinstance(metadata["event_payload"], dict):
        raise RefusedError("invalid_metadata_format")
    if len(json.dumps(metadata).encode()) > METADATA_BYTES:
        raise RefusedError("metadata_too_large")
    return metadata


def _require_attachments(attachments: list[Json]) -> None:
    for index, attachment in enumerate(attachments):
        problems = tuple(message_problems(attachment.get("blocks", []), f"/attachments/{index}/blocks"))
        if problems:
            raise RefusedError("invalid_attachments", *problems)
