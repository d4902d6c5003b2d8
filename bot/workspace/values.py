"""What a workspace holds, as values with their Slack JSON: users, conversations, messages, views, files."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.workspace.errors import Json

Kind = Literal["channel", "group", "im", "mpim"]


@dataclass(frozen=True, slots=True)
class User:
    """`tz` is an IANA name; its offset is taken at the moment asked about, since it moves with DST."""

    id: str
    name: str
    real_name: str
    tz: str
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False
    deleted: bool = False

    def json(self, team_id: str, now: datetime) -> Json:
        body: Json = {
            "id": self.id,
            "team_id": team_id,
            "name": self.name,
            "deleted": self.deleted,
            "profile": {
                "real_name": self.real_name,
                "real_name_normalized": self.real_name,
                "display_name": self.name,
                "display_name_normalized": self.name,
                "team": team_id,
            },
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": int(now.timestamp()),
        }
        return body if self.deleted else body | self._of_a_member(now)

    def _of_a_member(self, now: datetime) -> Json:
        """What Slack no longer tells of a deactivated account."""
        local = now.astimezone(ZoneInfo(self.tz))
        offset = local.utcoffset()
        return {
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_label": local.tzname(),
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "is_admin": self.is_admin or self.is_owner,
            "is_owner": self.is_owner,
            "is_primary_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
        }


@dataclass(frozen=True, slots=True)
class Channel:
    """A conversation; `user` is the person in a direct message with the bot."""

    id: str
    name: str
    kind: Kind
    created: int
    topic: str = ""
    archived: bool = False
    user: str | None = None

    def json(self, *, is_member: bool, members: int) -> Json:
        common: Json = {"id": self.id, "created": self.created, "is_archived": self.archived, "is_org_shared": False}
        if self.kind == "im":
            return {**common, "is_im": True, "user": self.user, "is_user_deleted": False, "priority": 0}
        return {
            **common,
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "group",
            "is_im": False,
            "is_mpim": self.kind == "mpim",
            "is_private": self.kind != "channel",
            "is_general": self.name == "general",
            "is_shared": False,
            "is_ext_shared": False,
            "is_member": is_member,
            "num_members": members,
            "topic": {"value": self.topic, "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `visible_to` names the only reader of an ephemeral one; `ts` is its id within the channel."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    metadata: Json | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    bot_id: str | None = None
    subtype: str | None = None
    edited: str | None = None
    visible_to: str | None = None
    files: tuple[Json, ...] = ()
    username: str | None = None

    @property
    def ephemeral(self) -> bool:
        return self.visible_to is not None

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    def json(self) -> Json:
        """The message as history and events show it, without its metadata."""
        body: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        optional: Json = {
            "subtype": self.subtype,
            "bot_id": self.bot_id,
            "username": self.username,
            "thread_ts": self.thread_ts,
            "blocks": list(self.blocks),
            "attachments": list(self.attachments),
            "files": list(self.files),
            "edited": {"user": self.user, "ts": self.edited} if self.edited else None,
        }
        return body | {name: value for name, value in optional.items() if value}


@dataclass(frozen=True, slots=True)
class View:
    """A modal or a Home tab; `content` is what the app gave, with every block_id filled in.

    `channel` is where the person was when it opened.
    """

    id: str
    user: str
    content: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    values: Json = field(default_factory=dict)
    channel: str | None = None

    @property
    def kind(self) -> str:
        return str(self.content["type"])

    @property
    def callback_id(self) -> str:
        return str(self.content.get("callback_id", ""))

    @property
    def blocks(self) -> tuple[Json, ...]:
        return tuple(self.content["blocks"])


@dataclass(frozen=True, slots=True)
class UserGroup:
    id: str
    handle: str
    name: str
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A message that Slack itself will post at `post_at`; both moments are Unix seconds of the workspace's clock."""

    id: str
    post_at: int
    created: int
    message: Message

    @property
    def channel(self) -> str:
        return self.message.channel

    def json(self) -> Json:
        return {
            "id": self.id,
            "channel_id": self.channel,
            "post_at": self.post_at,
            "date_created": self.created,
            "text": self.message.text,
        }
