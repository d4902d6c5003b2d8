"""assistant.threads.*: what an assistant thread shows beside its messages."""

from bot.workspace.arguments import Arguments
from bot.workspace.errors import Json, RefusedError
from bot.workspace.permissions import required_message, writable_channel
from bot.workspace.registry import method
from bot.workspace.schema import array, record, string
from bot.workspace.state import AssistantThread, State

THREAD = "channel_id thread_ts"
PROMPTS = array(record({"title": string(75), "message": string(3000)}, {}), 4)


@method(
    "assistant.threads.setStatus",
    tier=4,
    scope="assistant:write",
    required=f"{THREAD} status",
    optional="loading_messages icon_emoji icon_url username",
)
def set_status(state: State, arguments: Arguments) -> Json:
    _thread(state, arguments).status = arguments.text("status")
    return {}


@method("assistant.threads.setTitle", tier=4, scope="assistant:write", required=f"{THREAD} title")
def set_title(state: State, arguments: Arguments) -> Json:
    _thread(state, arguments).title = arguments.text("title")
    return {}


@method(
    "assistant.threads.setSuggestedPrompts",
    tier=4,
    scope="assistant:write",
    required=f"{THREAD} prompts",
    optional="title",
)
def set_prompts(state: State, arguments: Arguments) -> Json:
    prompts = arguments.decoded_list("prompts", "invalid_arguments")
    problems = tuple(PROMPTS(prompts, "/prompts"))
    if problems:
        raise RefusedError("invalid_arguments", *problems)
    _thread(state, arguments).prompts = tuple(prompts)
    return {}


def _thread(state: State, arguments: Arguments) -> AssistantThread:
    channel = writable_channel(state, arguments.text("channel_id"))
    message = required_message(state, channel, arguments.text("thread_ts"))
    state.touch()
    return state.assistant_threads.setdefault((channel.id, message.ts), AssistantThread())
