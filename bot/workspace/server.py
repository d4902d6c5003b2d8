"""The workspace over HTTP: the Web API, Socket Mode, response_urls, uploads, faults, clock and page on one port.

`serve` runs it in a thread of its own. Decides nothing: every route hands over to the part that does.
"""

import asyncio
import json
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.workspace.errors import Json, RefusedError
from bot.workspace.page import routes
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
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="workspace")
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
        )
        super().__init__(config)
        self.ready = threading.Event()
        self._workspace = workspace
        self._stopping = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        self._workspace.opened()
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        """Sleep until told to stop, rather than wake ten times a second."""
        await self.on_tick(0)
        await self._stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._workspace.closing()
        await super().shutdown(sockets)

    def stop(self) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)


class _Protocol(H11Protocol):
    """Gives each request its connection, so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn narrows it
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=1024)
    except OSError as error:
        raise OSError(
            f"cannot listen on {host}:{port} ({error.strerror}); choose another port, or 0 for any"
        ) from error


def _application(workspace: Workspace) -> Starlette:
    async def api(request: Request) -> Response:
        try:
            given = await _given(request)
        except RefusedError as refused:
            return JSONResponse(refused.body())
        answer = workspace.api.call(request.path_params["method"], _token(request, given), given)
        if answer.reset:
            return await _reset(request)
        if answer.delay:
            await asyncio.sleep(answer.delay)
        return JSONResponse(answer.body, answer.status, dict(answer.headers))

    async def link(websocket: WebSocket) -> None:
        with workspace.state.changed:
            known = workspace.state.tickets.redeem(websocket.query_params.get("ticket", ""))
        if known:
            await workspace.sockets.serve(websocket)
        else:
            await websocket.close()

    async def response(request: Request) -> Response:
        try:
            body = json.loads(await request.body())
            with workspace.state.changed:
                answer_by_url(workspace.state, request.path_params["id"], body)
        except json.JSONDecodeError:
            return PlainTextResponse("invalid_payload", 400)
        except RefusedError as refused:
            return PlainTextResponse(refused.code, 404 if refused.code in ("used_url", "expired_url") else 400)
        return PlainTextResponse("ok")

    async def upload(request: Request) -> Response:
        content = await request.body()
        with workspace.state.changed:
            file = workspace.state.files.get(request.path_params["id"])
            if file is None or len(content) != file.length:
                return PlainTextResponse("the size is not the one announced", 400)
            workspace.state.files[file.id] = replace(file, content=content)
        return PlainTextResponse(f"OK - {len(content)}")

    return Starlette(
        routes=[
            Route("/api/{method}", api, methods=["GET", "POST"]),
            WebSocketRoute("/link", link),
            Route("/response/{id}", response, methods=["POST"]),
            Route("/upload/{id}", upload, methods=["POST"]),
            *routes(workspace),
        ]
    )


async def _given(request: Request) -> Json:
    """The arguments from query, form or JSON body."""
    given: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return given | _json_object(await request.body())
    if kind.startswith("multipart/form-data"):
        return given | {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
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
