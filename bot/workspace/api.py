"""One Web API call from token to answer: faults, authentication, rate limits, scopes, arguments, the method."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.workspace import methods
from bot.workspace.arguments import Arguments
from bot.workspace.errors import Json, RefusedError
from bot.workspace.faults import Fault, Faults
from bot.workspace.permissions import require_scope
from bot.workspace.posting import post_due
from bot.workspace.rates import RateLimiter
from bot.workspace.recording import Call, Recorder
from bot.workspace.registry import METHODS, Method
from bot.workspace.state import State

__all__ = ["Answer", "Api", "methods"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: after `delay` real seconds, or not at all where the connection is `reset`."""

    body: Json
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    reset: bool = False


class Api:
    def __init__(
        self, state: State, limiter: RateLimiter, faults: Faults, recorder: Recorder, tokens: Mapping[str, str]
    ) -> None:
        """`tokens` gives each known token its kind, "bot" or "app"."""
        self._state = state
        self._limiter = limiter
        self._faults = faults
        self._recorder = recorder
        self._tokens = tokens

    def call(self, name: str, token: str, given: Json) -> Answer:
        with self._state.changed:
            fault = self._faults.for_call(name)
            answer = _instead(fault) or self._answered(name, token, given)
            if fault is not None and fault.fault == "slow":
                answer = Answer(answer.body, answer.status, answer.headers, delay=fault.seconds)
            if fault is not None and fault.fault == "reset_after":
                answer = Answer(answer.body, reset=True)
            arguments = {key: value for key, value in given.items() if key != "token"}
            at = self._state.clock.now()
            self._recorder.record(Call(at, name, arguments, answer.body, fault.fault if fault else None))
            self._state.changed.notify_all()
            return answer

    def _answered(self, name: str, token: str, given: Json) -> Answer:
        headers = {"x-oauth-scopes": ",".join(self._state.manifest.scopes)}
        try:
            method = _known(name)
            self._authenticate(method, token)
            arguments = Arguments(given)
            wait = self._limiter.retry_after(name, method.tier, self._conversation(arguments))
            if wait:
                return _rate_limited(wait)
            return Answer({"ok": True, **self._run(method, arguments)}, headers=headers)
        except RefusedError as refused:
            return Answer(refused.body(), headers=headers)

    def _run(self, method: Method, arguments: Arguments) -> Json:
        post_due(self._state)
        require_scope(self._state, method.scope)
        method.check(arguments)
        return method.run(self._state, arguments)

    def _conversation(self, arguments: Arguments) -> str:
        """One key for a conversation, whether it is called by id, by name or by the person in it."""
        named = arguments.text("channel")
        directory = self._state.directory
        channel = directory.direct(named) or directory.find_channel(named)
        return channel.id if channel else named

    def _authenticate(self, method: Method, token: str) -> None:
        if method.caller == "anyone":
            return
        if not token:
            raise RefusedError("not_authed")
        if token not in self._tokens:
            raise RefusedError("invalid_auth")
        if self._tokens[token] != method.caller:
            raise RefusedError("not_allowed_token_type")
        if method.caller == "bot" and not self._state.installed:
            raise RefusedError("account_inactive")


def _known(name: str) -> Method:
    if name not in METHODS:
        raise RefusedError("unknown_method", req_method=name)
    return METHODS[name]


def _rate_limited(seconds: int) -> Answer:
    return Answer({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(seconds)})


def _instead(fault: Fault | None) -> Answer | None:
    """The answer to a call that is not carried out."""
    match fault and fault.fault:
        case "429":
            return _rate_limited(fault.retry_after if fault else 1)
        case "500":
            return Answer({"ok": False, "error": "internal_error"}, 500)
        case "reset_before":
            return Answer({}, reset=True)
        case _:
            return None
