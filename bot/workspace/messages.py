"""The messages of every conversation in order of their ts, ephemeral ones included, and their threads."""

from collections.abc import Iterator

from bot.workspace.values import Message


class Messages:
    def __init__(self) -> None:
        self._channels: dict[str, dict[str, Message]] = {}
        self._threads: dict[tuple[str, str], list[str]] = {}

    def put(self, message: Message) -> Message:
        """Add a message, or replace the one with its ts in its place."""
        stored = self._channels.setdefault(message.channel, {})
        if message.is_reply and message.ts not in stored:
            self._threads.setdefault((message.channel, str(message.thread_ts)), []).append(message.ts)
        stored[message.ts] = message
        return message

    def remove(self, message: Message) -> None:
        del self._channels[message.channel][message.ts]
        if message.is_reply:
            self._threads[message.channel, str(message.thread_ts)].remove(message.ts)

    def get(self, channel_id: str, ts: str) -> Message | None:
        return self._channels.get(channel_id, {}).get(ts)

    def oldest_first(self, channel_id: str) -> tuple[Message, ...]:
        return tuple(self._channels.get(channel_id, {}).values())

    def newest_first(self, channel_id: str) -> Iterator[Message]:
        return reversed(self._channels.get(channel_id, {}).values())

    def replies(self, channel_id: str, thread_ts: str) -> tuple[Message, ...]:
        """The replies that everybody in the conversation sees, oldest first."""
        stored = self._channels.get(channel_id, {})
        replies = (stored[ts] for ts in self._threads.get((channel_id, thread_ts), ()))
        return tuple(reply for reply in replies if not reply.ephemeral)
