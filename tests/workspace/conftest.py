"""A workspace being served, the real SDK against it, a real Bolt app on its sockets; nothing is patched."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.workspace import UNLIMITED, Workspace, serve

Serving = Callable[..., Workspace]
Client = Callable[[Workspace], WebClient]
Connect = Callable[[Workspace, App], SocketModeHandler]


def client_of(workspace: Workspace, token: str | None = None) -> WebClient:
    given = workspace.bot_token if token is None else token
    return WebClient(token=given, base_url=f"{workspace.url}/api/", retry_handlers=[])


@pytest.fixture
def serving() -> Iterator[Serving]:
    """Make and serve a workspace until the test ends; without rate limits unless told otherwise."""
    with ExitStack() as stack:

        def start(**options: object) -> Workspace:
            workspace = Workspace(**{"rates": UNLIMITED, **options})  # type: ignore[arg-type]  # options by name
            stack.enter_context(serve(workspace))
            return workspace

        yield start


@pytest.fixture
def workspace(serving: Serving) -> Workspace:
    return serving()


@pytest.fixture
def client(workspace: Workspace) -> WebClient:
    return client_of(workspace)


@pytest.fixture(scope="session")
def closers() -> Iterator[Executor]:
    """The SDK's socket client takes up to three seconds to close; all of them close beside the tests."""
    with ThreadPoolExecutor(max_workers=64) as executor:
        yield executor


@pytest.fixture
def connect(closers: Executor) -> Iterator[Connect]:
    """Connect an app to a workspace until the test ends."""
    with ExitStack() as stack:

        def start(workspace: Workspace, app: App) -> SocketModeHandler:
            handler = SocketModeHandler(app, workspace.app_token)
            stack.callback(closers.submit, handler.close)
            stack.callback(setattr, handler.client, "auto_reconnect_enabled", False)
            before = workspace.sockets.connections
            handler.connect()  # type: ignore[no-untyped-call]  # Bolt's own
            workspace.wait_connected(before + 1)
            return handler

        yield start
