"""The workspace over HTTP: the Web API, Socket Mode, response_urls, uploads, faults, clock and page on one port.

`serve` runs it in a thread of its own. Decides nothing: every route hands over to the part that does.
"""

import asyncio
import json
import os
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.utils import format_datetime
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.workspace import downloads, page
from bot.workspace.errors import Json, RefusedError
from bot.workspace.responses import answer_by_url
from bot.workspace.workspace import Workspace

# SO_LINGER on, for no time at all: closing sends a reset instead of a goodbye.
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@contextmanager
def serve(workspace: Workspace, port: int = 0, host: str = "127.0.0.1") -> Iterator[str]:
    """Serve in a thread until the block ends; gives the address. Port 0 takes a free one.

    Raises OSError with one clear line where the port is taken.
    """
    listener = _listening(host, port)
    workspace.state.url = f"http://{host}:{listener.getsockname()[1]}"
    server = _Server(workspace)
    thread = threading.Thread(target=server.run_in_thread, args=(listener,), name="workspace")
    thread.start()
    server.ready.wait()
    try:
        yield workspace.state.url
    finally:
        server.stop()
        thread.join()


class _Server(uvicorn.Server):
    def __init__(self, workspace: Workspace) -> None:
        config = uvicorn.Config(
            _application(workspace),
            http=_Protocol,
            ws="websockets-sansio",
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            date_header=False,
        )
        super().__init__(config)
        self.ready = threading.Event()
        self._workspace = workspace
        self._stopping = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def run_in_thread(self, listener: socket.socket) -> None:
        try:
            self.run(sockets=[listener])
        finally:
            # Whoever waits for the start must not wait for ever if it failed.
            self.ready.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        self._workspace.opened()
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        """Sleep until told to stop, rather than wake ten times a second."""
        await self.on_tick(0)
        await self._stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002 - interface
        """As uvicorn does, but for the tenths of a second that it sleeps."""
        self._workspace.closing()
        for server in self.servers:
            server.close()
        for connection in tuple(self.server_state.connections):
            connection.shutdown()
        while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110 - uvicorn tells no event
            await asyncio.sleep(0.001)

    def stop(self) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)


class _Protocol(H11Protocol):
    """Gives each request its connection, so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn narrows it
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


def _listening(host: str, port: int) -> socket.socket:
    # Only where the protocol is named does asyncio switch Nagle's algorithm off, which holds answers up for 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        reason = os.strerror(error.errno or 0)
        raise OSError(f"cannot listen on {host}:{port} ({reason}); choose another port, or 0 for any") from error
    return listener


def _application(workspace: Workspace) -> Starlette:
    edge = _Edge(workspace)
    return Starlette(
        routes=[
            Route("/api/{method}", edge.api, methods=["GET", "POST"]),
            WebSocketRoute("/link", edge.link),
            Route("/response/{id}", edge.response, methods=["POST"]),
            Route("/upload/{id}", edge.upload, methods=["POST"]),
            *downloads.routes(workspace),
            *page.routes(workspace),
        ]
    )


class _Edge:
    """What the app itself calls."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._state = workspace.state

    async def api(self, request: Request) -> Response:
        try:
            given = await _given(request)
        except RefusedError as refused:
            return JSONResponse(refused.body())
        answer = self._workspace.api.call(request.path_params["method"], _token(request, given), given)
        if answer.reset:
            return await _reset(request)
        if answer.delay:
            await asyncio.sleep(answer.delay)
        # The time by which messages are dated, not the host's.
        date = format_datetime(self._workspace.clock.now(), usegmt=True)
        return JSONResponse(answer.body, answer.status, {**answer.headers, "Date": date})

    async def link(self, websocket: WebSocket) -> None:
        with self._state.changed:
            known = self._state.tickets.redeem(websocket.query_params.get("ticket", ""))
        if known:
            await self._workspace.sockets.serve(websocket)
        else:
            await websocket.close()

    async def response(self, request: Request) -> Response:
        try:
            body = json.loads(await request.body())
            with self._state.changed:
                answer_by_url(self._state, request.path_params["id"], body)
        except json.JSONDecodeError:
            return PlainTextResponse("invalid_payload", 400)
        except RefusedError as refused:
            return PlainTextResponse(refused.code, 404 if refused.code in ("used_url", "expired_url") else 400)
        return PlainTextResponse("ok")

    async def upload(self, request: Request) -> Response:
        content = await request.body()
        with self._state.changed:
            file = self._state.files.get(request.path_params["id"])
            if file is None or len(content) != file.length:
                return PlainTextResponse("the size is not the one announced", 400)
            self._state.files[file.id] = replace(file, content=content)
        return PlainTextResponse(f"OK - {len(content)}")


async def _given(request: Request) -> Json:
    """The arguments from query, form or JSON body."""
    given: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return given | _json_object(await request.body())
    if kind.startswith("multipart/form-data"):
        async with request.form() as form:
            return given | {name: value for name, value in form.items() if isinstance(value, str)}
    return given | dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))


def _json_object(body: bytes) -> Json:
    try:
        given = json.loads(body or b"{}")
    except json.JSONDecodeError:
        raise RefusedError("invalid_json") from None
    if not isinstance(given, dict):
        raise RefusedError("json_not_object")
    return given


def _token(request: Request, given: Json) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme == "Bearer" else str(given.get("token", ""))


async def _reset(request: Request) -> Response:
    """Cut the connection under the client, then wait until the server has noticed."""
    transport: asyncio.Transport = request.scope["state"]["transport"]
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
    transport.abort()
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return Response()
