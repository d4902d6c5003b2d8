"""What the app says in answer to a command or an interaction, through the acknowledgement or the response_url."""

from dataclasses import replace

from bot.workspace.arguments import Arguments
from bot.workspace.content import content
from bot.workspace.errors import Json, RefusedError
from bot.workspace.posting import delete, edit, post
from bot.workspace.state import State
from bot.workspace.tickets import ResponseTicket
from bot.workspace.values import Message

FIELDS = frozenset(
    {
        "text",
        "blocks",
        "attachments",
        "metadata",
        "response_type",
        "replace_original",
        "delete_original",
        "thread_ts",
        "mrkdwn",
        "unfurl_links",
        "unfurl_media",
    }
)


def answer_by_url(state: State, response_id: str, body: object) -> None:
    """One use of a response_url. Raises RefusedError with Slack's word for it."""
    state.tickets.spend(response_id)
    if not isinstance(body, dict):
        raise RefusedError("invalid_payload")
    answer(state, response_id, body)


def answer(state: State, response_id: str, body: Json) -> None:
    """Ephemeral unless `in_channel`; `replace_original` and `delete_original` mean the message that was acted upon."""
    arguments = Arguments(body)
    if not arguments.names() <= FIELDS:
        raise RefusedError("invalid_payload")
    ticket = state.tickets.ticket(response_id)
    original = state.messages.get(ticket.channel, ticket.message_ts) if ticket.message_ts else None
    if arguments.flag("delete_original"):
        if original is not None:
            delete(state, original)
        return
    message = content(state, state.directory.channel(ticket.channel), arguments)
    if arguments.flag("replace_original") and original is not None:
        edit(state, original, text=message.text, blocks=message.blocks, attachments=message.attachments)
        return
    posted = post(state, _addressed(message, arguments, ticket))
    state.tickets.answered(response_id, posted.ts)


def _addressed(message: Message, arguments: Arguments, ticket: ResponseTicket) -> Message:
    public = arguments.text("response_type", "ephemeral") == "in_channel"
    return replace(message, visible_to=None if public else ticket.user)
