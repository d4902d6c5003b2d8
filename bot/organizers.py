"""Who organizes: the people and user groups that the settings name, else the workspace's admins and owners.

What Slack says of it holds for a minute; where Slack says nothing, nobody is taken for an organizer.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import NotAllowedError

KEPT = 60.0
"""Seconds."""
MOST_NAMED = 5
"""So many are told by name to whoever is none."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    is_present: bool
    """Somebody who still has an account, and no bot."""
    is_admin: bool


class Organizers:
    """`named` are ids of users (U…, W…) and user groups (S…); if none, the admins and owners of the bot's workspace."""

    def __init__(
        self, client: WebClient, team_id: str, named: tuple[str, ...], monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._client = client
        self._team_id = team_id
        self._groups = tuple(each for each in named if each.startswith("S"))
        self._users = tuple(each for each in named if each not in self._groups)
        self._monotonic = monotonic
        self._people: dict[str, tuple[_Person, float]] = {}
        self._members: dict[str, tuple[frozenset[str], float]] = {}

    def require(self, user: str) -> None:
        """Raises NotAllowedError, in words for whoever asked, unless the user is an organizer."""
        if not self.includes(user):
            raise NotAllowedError(f"Sorry, that is for the organizers alone: {self._who()}. Please ask one of them.")

    def includes(self, user: str) -> bool:
        """Whether the user is an organizer; raises NotAllowedError where Slack does not tell."""
        person = self._person(user)
        if not person.is_present:
            return False
        return self._is_named(user) if self._users or self._groups else person.is_admin

    def seems(self, user: str) -> bool:
        """The same, and not where Slack does not tell: for what only makes a difference in words."""
        with suppress(NotAllowedError):
            return self.includes(user)
        return False

    def name(self, user: str) -> str:
        """As people call the user; raises NotAllowedError where Slack does not tell."""
        return self._person(user).name

    def surely_includes(self, user: str) -> bool:
        """Whether Slack tells that the user is an organizer: to offer something, not to let it be done."""
        try:
            return self.includes(user)
        except NotAllowedError:
            return False

    def _is_named(self, user: str) -> bool:
        if user in self._users:
            return True
        untold: NotAllowedError | None = None
        for group in self._groups:
            try:
                if user in self._kept(self._members, group, self._read_members):
                    return True
            except NotAllowedError as error:
                untold = error
        if untold:
            raise untold
        return False

    def _who(self) -> str:
        """Whom to turn to, by name."""
        if not self._users and not self._groups:
            return "this workspace's admins and owners"
        names = [self._person(user).name for user in self._users[:MOST_NAMED]]
        more = ["others"] if len(self._users) > MOST_NAMED else []
        groups = [f"the members of {handle}" for handle in self._handles()] if self._groups else []
        *first, last = [*names, *groups, *more]
        return f"{', '.join(first)} and {last}" if first else last

    def _handles(self) -> list[str]:
        told = _said(lambda: self._client.usergroups_list()["usergroups"])
        return [f"@{group['handle']}" for group in told if group["id"] in self._groups]

    def _person(self, user: str) -> _Person:
        return self._kept(self._people, user, self._read_person)

    def _read_person(self, user: str) -> _Person:
        told = self._client.users_info(user=user)["user"]
        profile = told.get("profile", {})
        is_ours = told.get("team_id") == self._team_id
        return _Person(
            name=profile.get("display_name") or told.get("real_name") or told["name"],
            is_present=not (told.get("deleted") or told.get("is_bot") or user == "USLACKBOT"),
            is_admin=is_ours and any(told.get(rank) for rank in ("is_admin", "is_owner", "is_primary_owner")),
        )

    def _read_members(self, group: str) -> frozenset[str]:
        return frozenset(self._client.usergroups_users_list(usergroup=group)["users"])

    def _kept(self, kept: dict[str, tuple[T, float]], key: str, read: Callable[[str], T]) -> T:
        value, until = kept.get(key, (None, float("-inf")))
        if value is None or self._monotonic() >= until:
            value = _said(lambda: read(key))
            kept[key] = value, self._monotonic() + KEPT
        return value


def _said(ask: Callable[[], T]) -> T:
    """What Slack answers; raises NotAllowedError where it does not."""
    try:
        return ask()
    except (SlackApiError, OSError, HTTPException) as error:
        reason = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
        raise NotAllowedError(
            f"Slack does not tell just now who the organizers are ({reason}), so nothing was done; "
            "please try again in a minute."
        ) from error
