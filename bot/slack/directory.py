"""Who and where in the workspace: the channels that the bot is in, and people's time zones. Cached reads of Slack."""

import logging
import threading
import time
from collections.abc import Callable
from http.client import HTTPException
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import SlackRefusedError

CHANNELS_KEPT = 60.0
ZONE_KEPT = 600.0
"""Seconds for which what Slack said is taken to hold; `user_change` forgets a zone sooner."""

log = logging.getLogger(__name__)


class Directory:
    def __init__(self, client: WebClient, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._channels: dict[str, str] | None = None
        self._channels_until = float("-inf")
        self._zones: dict[str, tuple[ZoneInfo | None, float]] = {}

    def channel_id(self, channel: str) -> str | None:
        """The id of `#name`, if the bot is a member there; an id stays what it is.

        Raises SlackRefusedError where Slack has never told yet which channels those are.
        """
        if not channel.startswith("#"):
            return channel
        return self._member_of().get(channel.removeprefix("#"))

    def channels(self) -> frozenset[str]:
        """The channels that the bot is in, as `#name`."""
        return frozenset(f"#{name}" for name in self._member_of())

    def channel_name(self, channel_id: str) -> str | None:
        """The `#name` of a channel by its id, if the bot is a member there."""
        return next((f"#{name}" for name, each in self._member_of().items() if each == channel_id), None)

    def zone(self, user: str) -> ZoneInfo | None:
        """The zone of a person's Slack profile; None where Slack knows none or does not tell."""
        zone, until = self._zones.get(user, (None, float("-inf")))
        if self._monotonic() < until:
            return zone
        zone = self._read_zone(user)
        self._zones[user] = (zone, self._monotonic() + ZONE_KEPT)
        return zone

    def forget_zone(self, user: str) -> None:
        self._zones.pop(user, None)

    def _read_zone(self, user: str) -> ZoneInfo | None:
        try:
            return ZoneInfo(self._client.users_info(user=user)["user"].get("tz") or "")
        except (SlackApiError, OSError, HTTPException, KeyError, ValueError) as error:
            log.warning("no time zone for %s (%s); the event's own is shown", user, error)
            return None

    def _member_of(self) -> dict[str, str]:
        with self._lock:
            if self._channels is None or self._monotonic() >= self._channels_until:
                self._channels = self._read_channels()
                self._channels_until = self._monotonic() + CHANNELS_KEPT
            return self._channels

    def _read_channels(self) -> dict[str, str]:
        try:
            pages = self._client.users_conversations(types="public_channel,private_channel", limit=200)
            return {channel["name"]: channel["id"] for page in pages for channel in page["channels"]}
        except (SlackApiError, OSError, HTTPException) as error:
            if self._channels is None:
                reason = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
                remedy = "try again, and see that the app has the scopes of `usher manifest`"
                raise SlackRefusedError(
                    f"Slack does not tell which channels the bot is in ({reason}); {remedy}"
                ) from error
            log.warning("the bot's channels cannot be read (%s); those known before are used", error)
            return self._channels
