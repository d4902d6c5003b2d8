"""The app as its manifest describes it: scopes, events, commands, shortcuts. It can do nothing else."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.workspace.errors import Json

EVENT_SCOPES: dict[str, str | None] = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "app_uninstalled": None,
    "assistant_thread_context_changed": "assistant:write",
    "assistant_thread_started": "assistant:write",
    "channel_archive": "channels:read",
    "channel_created": "channels:read",
    "channel_left": "channels:read",
    "channel_rename": "channels:read",
    "file_deleted": "files:read",
    "file_shared": "files:read",
    "group_left": "groups:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "pin_added": "pins:read",
    "pin_removed": "pins:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "team_join": "users:read",
    "tokens_revoked": None,
    "user_change": "users:read",
}
KNOWN_SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "bookmarks:read",
    "bookmarks:write",
    "channels:history",
    "channels:join",
    "channels:manage",
    "channels:read",
    "chat:write",
    "chat:write.customize",
    "chat:write.public",
    "commands",
    "emoji:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "groups:write",
    "im:history",
    "im:read",
    "im:write",
    "links.embed:write",
    "links:read",
    "links:write",
    "metadata.message:read",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "pins:read",
    "pins:write",
    "reactions:read",
    "reactions:write",
    "remote_files:read",
    "team:read",
    "usergroups:read",
    "usergroups:write",
    "users.profile:read",
    "users:read",
    "users:read.email",
    "users:write",
)


SHORTCUT_NAME = 24


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`kind` is "global" or "message"."""

    name: str
    callback_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the app may do. Raises ValueError for what Slack refuses: an unknown scope, an event without its scope.

    `interactive`: clicks and modals reach it; `home`: it has a Home tab; `writable`: people can write to it directly.
    """

    scopes: tuple[str, ...]
    events: tuple[str, ...]
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...] = ()
    bot_name: str = "usher"
    interactive: bool = True
    home: bool = True
    writable: bool = True

    def __post_init__(self) -> None:
        for scope in self.scopes:
            if scope not in KNOWN_SCOPES:
                raise ValueError(f"manifest: the scope {scope} is unknown here")
        for event in self.events:
            if event not in EVENT_SCOPES:
                raise ValueError(f"manifest: the event {event} is unknown here")
            needed = EVENT_SCOPES[event]
            if needed is not None and needed not in self.scopes:
                raise ValueError(f"manifest: the event {event} needs the scope {needed}")
        if (self.commands or self.shortcuts) and "commands" not in self.scopes:
            raise ValueError("manifest: slash commands and shortcuts need the scope commands")
        for shortcut in self.shortcuts:
            if len(shortcut.name) > SHORTCUT_NAME:
                raise ValueError(f"manifest: the shortcut {shortcut.name!r} has more than {SHORTCUT_NAME} characters")

    @classmethod
    def granting(cls, scopes: tuple[str, ...]) -> "Manifest":
        """An app with these scopes, all events that they allow, and /usher where commands are allowed."""
        events = tuple(event for event, needed in EVENT_SCOPES.items() if needed is None or needed in scopes)
        return cls(scopes, events, (Command("/usher"),) if "commands" in scopes else ())

    @classmethod
    def read(cls, path: Path) -> "Manifest":
        """Raises ValueError with the path where a part is missing that Slack requires."""
        try:
            return cls.of(yaml.safe_load(path.read_text(encoding="utf-8")))
        except (KeyError, TypeError, yaml.YAMLError) as error:
            raise ValueError(f"{path}: this is no app manifest: {error!r}") from error

    @classmethod
    def of(cls, document: Json) -> "Manifest":
        features, settings = document.get("features", {}), document.get("settings", {})
        app_home = features.get("app_home", {})
        return cls(
            scopes=tuple(document["oauth_config"]["scopes"]["bot"]),
            events=tuple(settings.get("event_subscriptions", {}).get("bot_events", ())),
            commands=tuple(_command(entry) for entry in features.get("slash_commands", ())),
            shortcuts=tuple(_shortcut(entry) for entry in features.get("shortcuts", ())),
            bot_name=features.get("bot_user", {}).get("display_name", "usher"),
            interactive=bool(settings.get("interactivity", {}).get("is_enabled")),
            home=bool(app_home.get("home_tab_enabled")),
            writable=bool(app_home.get("messages_tab_enabled")) and not app_home.get("messages_tab_read_only_enabled"),
        )

    def command(self, name: str) -> Command | None:
        return next((command for command in self.commands if command.name == name), None)


def _command(entry: Json) -> Command:
    return Command(
        entry["command"], entry.get("description", ""), entry.get("usage_hint", ""), bool(entry.get("should_escape"))
    )


def _shortcut(entry: Json) -> Shortcut:
    return Shortcut(entry["name"], entry["callback_id"], entry["type"])


EVERYTHING = Manifest.granting(KNOWN_SCOPES)
