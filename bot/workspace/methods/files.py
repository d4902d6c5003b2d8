"""files.*: the upload in three steps (ask for an address, send the bytes there, share), reading and deleting."""

from dataclasses import replace

from bot.workspace.arguments import Arguments
from bot.workspace.errors import Json, RefusedError
from bot.workspace.file import MOST_BYTES, File
from bot.workspace.methods.chat import required_thread
from bot.workspace.permissions import joined_channel
from bot.workspace.posting import bot_message
from bot.workspace.registry import method
from bot.workspace.sharing import announced, file_json, file_json_with_shares, seen_file, share, take_away
from bot.workspace.state import State


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
    file = announced(state, state.bot.id, arguments.text("filename"), length)
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
    named = (*arguments.words("channel_id"), *arguments.words("channels"))
    channels = [joined_channel(state, channel_id) for channel_id in named]
    thread_ts = arguments.maybe("thread_ts")
    for channel in channels:
        if thread_ts:
            required_thread(state, channel, thread_ts)
    files = [_completed(state, each) for each in asked]
    for channel in channels:
        message = bot_message(state, channel, arguments.text("initial_comment"), [])
        share(state, replace(message, thread_ts=thread_ts), files)
    return {"files": [file_json(state, file) for file in files]}


@method("files.info", tier=4, scope="files:read", required="file", optional="count cursor limit page")
def info(state: State, arguments: Arguments) -> Json:
    return {"file": file_json_with_shares(state, _required(state, arguments)), "comments": []}


@method("files.delete", tier=3, scope="files:write", required="file")
def delete(state: State, arguments: Arguments) -> Json:
    file = _required(state, arguments)
    if file.user != state.bot.id:
        raise RefusedError("cant_delete_file")
    take_away(state, file)
    return {}


def _required(state: State, arguments: Arguments) -> File:
    file = seen_file(state, state.bot.id, arguments.text("file"))
    if file is None or not file.shared:
        raise RefusedError("file_not_found")
    if file.deleted:
        raise RefusedError("file_deleted")
    return file


def _completed(state: State, asked: Json) -> File:
    file = state.files.get(asked.get("id", ""))
    if file is None or file.content is None or file.shared:
        raise RefusedError("file_not_found")
    completed = state.files[file.id] = replace(file, title=asked.get("title") or file.name, shared=True)
    return completed
