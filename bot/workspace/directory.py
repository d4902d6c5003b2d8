"""Who and where: people, conversations, memberships and user groups, by id or name. Holds no messages."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.workspace.values import Channel, Kind, User, UserGroup

NewId = Callable[[str], str]


class Directory:
    """Holds the current values; a change replaces a value and returns the new one."""

    def __init__(self, new_id: NewId) -> None:
        self._new_id = new_id
        self._users: dict[str, User] = {}
        self._user_ids: dict[str, str] = {}
        self._channels: dict[str, Channel] = {}
        self._channel_ids: dict[str, str] = {}
        self._members: dict[str, dict[str, None]] = {}
        self.groups: dict[str, UserGroup] = {}

    @property
    def users(self) -> tuple[User, ...]:
        return tuple(self._users.values())

    @property
    def channels(self) -> tuple[Channel, ...]:
        return tuple(self._channels.values())

    def find_user(self, name_or_id: str) -> User | None:
        name = name_or_id.removeprefix("@")
        return self._users.get(name) or self._users.get(self._user_ids.get(name, ""))

    def find_channel(self, name_or_id: str) -> Channel | None:
        name = name_or_id.removeprefix("#")
        return self._channels.get(name) or self._channels.get(self._channel_ids.get(name, ""))

    def user(self, name_or_id: str) -> User:
        """Raises LookupError with the name that nobody has."""
        found = self.find_user(name_or_id)
        if found is None:
            raise LookupError(f"there is no user {name_or_id!r} in this workspace")
        return found

    def channel(self, name_or_id: str) -> Channel:
        """Raises LookupError with the name that no channel has."""
        found = self.find_channel(name_or_id)
        if found is None:
            raise LookupError(f"there is no channel {name_or_id!r} in this workspace")
        return found

    def add_user(self, name: str, real_name: str, tz: str, **roles: bool) -> User:
        """`roles`: is_admin, is_owner, is_bot."""
        user = User(self._new_id("U"), name, real_name, tz, **roles)
        self._user_ids[name] = user.id
        return self.replace_user(user)

    def replace_user(self, user: User) -> User:
        self._users[user.id] = user
        return user

    def add_channel(
        self, name: str, kind: Kind, members: Iterable[str], *, created: int, user: str | None = None
    ) -> Channel:
        prefix = {"channel": "C", "group": "C", "im": "D", "mpim": "C"}[kind]
        channel = Channel(self._new_id(prefix), name, kind, created, user=user)
        self._members[channel.id] = dict.fromkeys(members)
        if kind != "im":
            self._channel_ids[name] = channel.id
        return self.replace_channel(channel)

    def replace_channel(self, channel: Channel) -> Channel:
        self._channels[channel.id] = channel
        return channel

    def archive(self, channel: Channel) -> Channel:
        return self.replace_channel(replace(channel, archived=True))

    def direct(self, user_id: str) -> Channel | None:
        """The direct message between the bot and this person, if it was ever opened."""
        return self._channels.get(self._channel_ids.get(f"im:{user_id}", ""))

    def add_direct(self, user_id: str, bot_user_id: str, *, created: int) -> Channel:
        channel = self.add_channel(user_id, "im", (user_id, bot_user_id), created=created, user=user_id)
        self._channel_ids[f"im:{user_id}"] = channel.id
        return channel

    def members(self, channel_id: str) -> tuple[str, ...]:
        return tuple(self._members[channel_id])

    def member_count(self, channel_id: str) -> int:
        return len(self._members[channel_id])

    def is_member(self, channel_id: str, user_id: str) -> bool:
        return user_id in self._members[channel_id]

    def join(self, channel_id: str, user_id: str) -> None:
        self._members[channel_id][user_id] = None

    def leave(self, channel_id: str, user_id: str) -> None:
        self._members[channel_id].pop(user_id, None)

    def add_group(self, handle: str, name: str, users: Iterable[str]) -> UserGroup:
        group = UserGroup(self._new_id("S"), handle, name, tuple(users))
        self.groups[group.id] = group
        return group
