"""files.*: the upload in three steps: ask for an address, send the bytes there, share."""

from dataclasses import replace

from bot.workspace.arguments import Arguments
from bot.workspace.errors import Json, RefusedError
from bot.workspace.permissions import writable_channel
from bot.workspace.posting import bot_message, post
from bot.workspace.registry import method
from bot.workspace.state import State
from bot.workspace.values import File

MOST_BYTES = 1024**3


@method(
    "files.getUploadURLExternal",
    tier=4,
    scope="files:write",
    required="filename length",
    optional="alt_txt snippet_type",
)
def get_upload_url(state: State, arguments: Arguments) -> Json:
    length = arguments.number("length", 0)
    if not 0 < length <= MOST_BYTES:
        raise RefusedError("invalid_arguments", "[ERROR] must be a file's size in bytes [json-pointer:/length]")
    file = File(state.new_id("F"), arguments.text("filename"), length)
    state.files[file.id] = file
    return {"upload_url": f"{state.url}/upload/{file.id}", "file_id": file.id}


@method(
    "files.completeUploadExternal",
    tier=4,
    scope="files:write",
    required="files",
    optional="blocks channel_id channels initial_comment thread_ts",
)
def complete_upload(state: State, arguments: Arguments) -> Json:
    asked = arguments.decoded_list("files", "invalid_arguments")
    files = [_shared(state, each) for each in asked]
    described = [file.json(state.bot.id) for file in files]
    for channel_id in (*arguments.words("channel_id"), *arguments.words("channels")):
        channel = writable_channel(state, channel_id)
        message = bot_message(state, channel, arguments.text("initial_comment"), [])
        thread_ts = arguments.maybe("thread_ts")
        post(state, replace(message, files=tuple(described), thread_ts=thread_ts, subtype="file_share"))
    return {"files": described}


def _shared(state: State, asked: Json) -> File:
    file = state.files.get(asked.get("id", ""))
    if file is None or file.content is None or file.shared:
        raise RefusedError("file_not_found")
    shared = state.files[file.id] = replace(file, title=asked.get("title") or file.name, shared=True)
    return shared
