"""Events API: which events the app has subscribed to, and the body that Slack wraps around each. Does not send them."""

from collections.abc import Callable
from concurrent.futures import Future
from itertools import count

from bot.workspace.errors import Json
from bot.workspace.manifest import Manifest
from bot.workspace.values import Kind

Deliver = Callable[[str, Json], "Future[Json]"]
MESSAGE_EVENTS: dict[Kind, str] = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}


class Events:
    """Hands what is subscribed to over to the sockets; the rest is dropped as Slack drops it."""

    def __init__(self, manifest: Manifest, team_id: str, app_id: str, bot_user: str, deliver: Deliver) -> None:
        self._manifest = manifest
        self._team_id = team_id
        self._app_id = app_id
        self._bot_user = bot_user
        self._deliver = deliver
        self._numbers = count(1)

    def emit(self, subscription: str, event: Json, ts: str) -> None:
        """`ts` is the moment of the event by the workspace's clock; it becomes event_ts and event_time."""
        if subscription in self._manifest.events:
            self._deliver("events_api", self._body({**event, "event_ts": ts}, int(float(ts))))

    def _body(self, event: Json, at: int) -> Json:
        number = next(self._numbers)
        authorization = {
            "enterprise_id": None,
            "team_id": self._team_id,
            "user_id": self._bot_user,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": "verification-token",
            "team_id": self._team_id,
            "api_app_id": self._app_id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{number:010d}",
            "event_time": at,
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
            "event_context": f"4-{number}",
        }
