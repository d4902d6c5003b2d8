"""The table of Web API methods: scope, tier, kind of token, arguments, and the function that does it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.workspace.arguments import Arguments
from bot.workspace.errors import Json, RefusedError
from bot.workspace.state import State

Run = Callable[[State, Arguments], Json]
# What a client may add to any call.
ALWAYS = frozenset({"token", "team_id"})


@dataclass(frozen=True, slots=True)
class Method:
    """`scope` may be empty (none, or depending on the conversation); `tier` None means a limit of its own.

    `caller` says whose token it takes: "bot", "app" (app-level) or "anyone".
    """

    name: str
    run: Run
    scope: str
    tier: int | None
    required: frozenset[str]
    optional: frozenset[str]
    caller: str

    def check(self, arguments: Arguments) -> None:
        """Refuse what is missing, and what the method does not know: Slack ignores the latter, which hides mistakes."""
        missing = [f"[ERROR] missing required field: {name}" for name in sorted(self.required - arguments.names())]
        unknown = arguments.names() - self.required - self.optional - ALWAYS
        messages = [*missing, *(f"[ERROR] unknown argument: {name}" for name in sorted(unknown))]
        if messages:
            raise RefusedError("invalid_arguments", *messages)


METHODS: dict[str, Method] = {}


def method(
    name: str, *, tier: int | None, scope: str = "", required: str = "", optional: str = "", caller: str = "bot"
) -> Callable[[Run], Run]:
    """Enter a function into the table; `required` and `optional` are the argument names, separated by blanks."""

    def register(run: Run) -> Run:
        METHODS[name] = Method(name, run, scope, tier, frozenset(required.split()), frozenset(optional.split()), caller)
        return run

    return register
