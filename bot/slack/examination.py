"""What a doctor asks Slack: whom the tokens make us, with which scopes, in which channels, among whom."""

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any, TypeVar
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.proxy_env_variable_loader import load_http_proxy_from_env
from slack_sdk.web import SlackResponse

from bot.doctor.told import App, Channels, Member
from bot.errors import SlackRefusedError

PAGE = 500
PATIENCE = 10.0
"""Seconds for a connection."""
MANIFEST = "see that the app has the scopes of `usher manifest`"

T = TypeVar("T")


def app_told(client: WebClient, now: Callable[[], datetime]) -> App:
    """Whom the bot token makes us. Raises SlackRefusedError, as all here do, where Slack does not tell."""
    remedy = "copy the Bot User OAuth Token (xoxb-…) of your app's page, OAuth & Permissions"
    told = _said(client.auth_test, "SLACK_BOT_TOKEN", remedy)
    headers = {name.lower(): value for name, value in told.headers.items()}
    scopes = headers.get("x-oauth-scopes")
    date = _date(headers.get("date"))
    return App(
        team=str(told["team"]),
        team_id=str(told["team_id"]),
        app_id=_app_id(client, told.get("bot_id")),
        scopes=frozenset(filter(None, re.split(r"[,\s]+", scopes))) if scopes is not None else None,
        ahead=now() - date if date else None,
    )


def _date(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header).astimezone(UTC) if header else None
    except ValueError:
        return None


def _app_id(client: WebClient, bot_id: str | None) -> str | None:
    """None without users:read, whose lack is told apart."""
    try:
        return str(_said(lambda: client.bots_info(bot=bot_id), "bots.info", MANIFEST)["bot"]["app_id"])
    except (SlackRefusedError, KeyError):
        return None


def channels_told(client: WebClient) -> Channels:
    types = "public_channel,private_channel"
    joined = list(_pages(lambda: client.users_conversations(types=types, limit=PAGE), "channels"))
    public = list(
        _pages(lambda: client.conversations_list(types="public_channel", exclude_archived=True, limit=PAGE), "channels")
    )
    ids = {each["id"] for each in joined}
    names = {f"#{each['name']}" for each in joined}
    return Channels(frozenset(names | ids), frozenset(f"#{each['name']}" for each in public if each["id"] not in ids))


def members_told(client: WebClient) -> tuple[Member, ...]:
    return tuple(_member(told) for told in _pages(lambda: client.users_list(limit=PAGE), "members"))


def _member(told: dict[str, Any]) -> Member:
    profile = told.get("profile", {})
    names = (profile.get("real_name"), profile.get("display_name"), told.get("real_name"), told.get("name"))
    is_present = not (told.get("deleted") or told.get("is_bot") or told["id"] == "USLACKBOT")
    return Member(told["id"], tuple(dict.fromkeys(filter(None, names))), is_present)


def groups_told(client: WebClient) -> frozenset[str]:
    """The ids of the user groups that are not disabled."""
    told = _said(lambda: client.usergroups_list(include_disabled=False), "usergroups.list", MANIFEST)
    return frozenset(group["id"] for group in told["usergroups"])


def reach_socket_mode(client: WebClient, app_token: str) -> None:
    """See that Slack opens a connection for the app token, and that its host can be reached.

    The connection itself is left alone: Slack would send it events, which nobody here answers.
    """
    remedy = "create one with connections:write on your app's page, Basic Information, App-Level Tokens"
    told = _said(lambda: client.apps_connections_open(app_token=app_token), "SLACK_APP_TOKEN", remedy)
    address = urlsplit(str(told["url"]))
    if load_http_proxy_from_env() is None:
        _connect(address.hostname or "", address.port, is_secure=address.scheme == "wss")


def _connect(host: str, port: int | None, *, is_secure: bool) -> None:
    try:
        with socket.create_connection((host, port or (443 if is_secure else 80)), PATIENCE) as plain:
            if is_secure:
                ssl.create_default_context().wrap_socket(plain, server_hostname=host).close()
    except OSError as error:
        remedy = "let this machine connect to it, or set HTTPS_PROXY"
        raise SlackRefusedError(f"Slack's Socket Mode cannot be reached at {host} ({error}); {remedy}") from error


def _pages(ask: Callable[[], SlackResponse], key: str) -> Iterator[dict[str, Any]]:
    for page in _said(lambda: list(ask()), "Slack", MANIFEST):
        yield from page[key]


def _said(ask: Callable[[], T], what: str, remedy: str) -> T:
    try:
        return ask()
    except SlackApiError as error:
        refused = f"{error.response.get('error')}{_needed(error.response)}"
        raise SlackRefusedError(f"{what}: Slack refuses it ({refused}); {remedy}") from error
    except (OSError, HTTPException) as error:
        raise SlackRefusedError(f"{what}: Slack cannot be reached ({error}); check the network") from error


def _needed(response: SlackResponse) -> str:
    needed = response.get("needed")
    return f": {needed}" if needed else ""
