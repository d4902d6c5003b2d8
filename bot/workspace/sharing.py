"""Files within conversations: uploading, sharing with a message, taking away; whoever does it, app or person."""

from dataclasses import replace

from bot.workspace.errors import Json
from bot.workspace.file import File
from bot.workspace.posting import change, post
from bot.workspace.state import DOMAIN, TEAM_ID, State
from bot.workspace.values import Message


def announced(state: State, user: str, name: str, length: int) -> File:
    """A file whose bytes are still to come."""
    file = File(state.new_id("F"), user, name, length, created=state.now_seconds())
    state.files[file.id] = file
    return file


def share(state: State, message: Message, files: list[File]) -> Message:
    """Post the message with these files, the bytes of which are there."""
    described = tuple(file_json(state, file) for file in files)
    posted = post(state, replace(message, subtype="file_share", files=described))
    for file in files:
        state.files[file.id] = replace(file, shares=(*state.files[file.id].shares, (posted.channel, posted.ts)))
        if state.directory.is_member(posted.channel, state.bot.id):
            about = {"file_id": file.id, "user_id": file.user, "file": {"id": file.id}, "channel_id": posted.channel}
            state.events.emit("file_shared", {"type": "file_shared", **about}, state.new_ts())
    return posted


def take_away(state: State, file: File) -> None:
    """Delete a file; the messages that showed it keep a tombstone in its place."""
    state.files[file.id] = replace(file, content=None, deleted=True)
    for message in _showing(state, file):
        kept = tuple({"id": file.id, "mode": "tombstone"} if each["id"] == file.id else each for each in message.files)
        change(state, message, files=kept)
    state.events.emit("file_deleted", {"type": "file_deleted", "file_id": file.id}, state.new_ts())
    state.touch()


def seen_file(state: State, user: str, file_id: str) -> File | None:
    """The file, if this user owns it or is where it was shared."""
    file = state.files.get(file_id)
    if file is None:
        return None
    there = any(state.directory.is_member(message.channel, user) for message in _showing(state, file))
    return file if file.user == user or there else None


def file_json(state: State, file: File) -> Json:
    return file.json(TEAM_ID, state.url, DOMAIN)


def file_json_with_shares(state: State, file: File) -> Json:
    """As files.info tells it: with the conversations and messages that show it."""
    showing = [(state.directory.channel(message.channel), message) for message in _showing(state, file)]
    shares: Json = {}
    for channel, message in showing:
        kind = "public" if channel.kind == "channel" else "private"
        where: Json = {"ts": message.ts, "channel_name": channel.name, "team_id": TEAM_ID, "share_user_id": file.user}
        where |= {"thread_ts": message.thread_ts} if message.is_reply else {}
        shares.setdefault(kind, {}).setdefault(channel.id, []).append(where)
    by_kind = {
        name: [channel.id for channel, _ in showing if channel.kind == kind]
        for name, kind in (("channels", "channel"), ("groups", "group"), ("ims", "im"))
    }
    return {**file_json(state, file), **by_kind, "shares": shares, "is_public": "public" in shares}


def _showing(state: State, file: File) -> list[Message]:
    found = (state.messages.get(channel, ts) for channel, ts in file.shares)
    return [message for message in found if message is not None]
