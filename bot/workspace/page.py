"""What the page in the browser asks for: the state as one person sees it, deeds, the clock, the faults."""

import asyncio
import json
from base64 import b64decode
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.workspace.errors import Json, PersonError, RefusedError
from bot.workspace.faults import Fault
from bot.workspace.sight import seen_by
from bot.workspace.values import Message, View
from bot.workspace.workspace import Workspace

FILES = Path(__file__).parent / "page"
# How late the page may see what the clock alone brings about.
STREAM_SECONDS = 1.0
Deed = Callable[[Workspace, Json], Json]


def message(workspace: Workspace, body: Json) -> Json:
    if body["text"].startswith("/"):
        if body.get("thread_ts"):
            raise PersonError(f"{body['text'].split()[0]} is not supported in threads. Sorry!")
        if body.get("files"):
            raise PersonError("A command takes no files; send them by themselves.")
        workspace.command(body["user"], body["channel"], body["text"])
    else:
        files = {name: b64decode(content) for name, content in body.get("files", {}).items()}
        workspace.say(body["user"], body["channel"], body["text"], body.get("thread_ts"), files=files)
    return {}


def action(workspace: Workspace, body: Json) -> Json:
    where = _container(workspace, body["container"])
    workspace.act(
        body["user"],
        where,
        block_id=body["block_id"],
        action_id=body["action_id"],
        action=body.get("action", {}),
        values=body.get("values", {}),
    )
    return {}


def submit(workspace: Workspace, body: Json) -> Json:
    errors = workspace.submit_values(body["user"], workspace.view(body["view_id"]), body.get("values", {}))
    return {"ok": False, "errors": errors} if errors else {}


def close(workspace: Workspace, body: Json) -> Json:
    workspace.close(body["user"], workspace.view(body["view_id"]), whole_stack=body.get("whole_stack", False))
    return {}


def options(workspace: Workspace, body: Json) -> Json:
    where, element = _container(workspace, body["container"]), (body["action_id"], body["typed"])
    return {"options": workspace.options(body["user"], where, *element, block_id=body["block_id"])}


def home(workspace: Workspace, body: Json) -> Json:
    workspace.open_home(body["user"], body.get("tab", "home"))
    return {}


def shortcut(workspace: Workspace, body: Json) -> Json:
    about = workspace.message(body["channel"], body["ts"]) if body.get("ts") else None
    workspace.shortcut(body["user"], body["callback_id"], about)
    return {}


def assistant(workspace: Workspace, body: Json) -> Json:
    root = workspace.start_assistant_thread(body["user"], body.get("context"))
    return {"channel": root.channel, "ts": root.ts}


def zone(workspace: Workspace, body: Json) -> Json:
    workspace.set_zone(body["user"], body["tz"])
    return {}


def leave(workspace: Workspace, body: Json) -> Json:
    workspace.deactivate(body["user"])
    return {}


def clock(workspace: Workspace, body: Json) -> Json:
    """Any of now (or jump_to), advance, speed and paused; gives the clock as it is then."""
    moment = body.get("now") or body.get("jump_to")
    if moment:
        workspace.clock.jump(datetime.fromisoformat(moment))
    if "advance" in body:
        workspace.clock.advance(timedelta(seconds=body["advance"]))
    if "speed" in body:
        workspace.clock.set_speed(float(body["speed"]))
    if "paused" in body:
        (workspace.clock.pause if body["paused"] else workspace.clock.resume)()
    workspace.tick()
    return clock_json(workspace)


def fault(workspace: Workspace, body: Json) -> Json:
    workspace.misbehave(Fault(**body))
    return {}


def clock_json(workspace: Workspace) -> Json:
    now = workspace.clock.now().isoformat().replace("+00:00", "Z")
    return {"now": now, "speed": workspace.clock.speed, "paused": workspace.clock.paused}


DEEDS: dict[str, Deed] = {
    "/ui/message": message,
    "/ui/action": action,
    "/ui/submit": submit,
    "/ui/close": close,
    "/ui/options": options,
    "/ui/home": home,
    "/ui/shortcut": shortcut,
    "/ui/assistant": assistant,
    "/ui/user": zone,
    "/ui/leave": leave,
    "/clock": clock,
    "/faults": fault,
}


def routes(workspace: Workspace) -> list[BaseRoute]:
    async def state(request: Request) -> Response:
        try:
            seen = seen_by(workspace, request.query_params.get("user"))
        except LookupError as error:
            return _refusal(error)
        return JSONResponse(seen | {"clock": clock_json(workspace)})

    async def stream(_request: Request) -> Response:
        return StreamingResponse(_versions(workspace), media_type="text/event-stream")

    async def clock_now(_request: Request) -> Response:
        return JSONResponse(clock_json(workspace))

    async def index(_request: Request) -> Response:
        page = FILES / "index.html"
        return (
            FileResponse(page) if page.exists() else PlainTextResponse("The workspace runs; its page is not installed.")
        )

    return [
        Route("/", index),
        Mount("/page", StaticFiles(directory=FILES, check_dir=False)),
        Route("/ui/state", state),
        Route("/ui/stream", stream),
        Route("/clock", clock_now, methods=["GET"]),
        *(_route(workspace, path, deed) for path, deed in DEEDS.items()),
    ]


def _route(workspace: Workspace, path: str, deed: Deed) -> Route:
    """Deeds may wait for the app, so they run beside the event loop."""

    async def endpoint(request: Request) -> Response:
        try:
            done = await run_in_threadpool(deed, workspace, await request.json())
        except KeyError as error:
            return _refusal(PersonError(f"{error.args[0]} is missing"))
        except (PersonError, RefusedError, LookupError, TypeError, ValueError) as error:
            return _refusal(error)
        return JSONResponse({"ok": True} | done)

    return Route(path, endpoint, methods=["POST"])


def _refusal(error: Exception) -> Response:
    return JSONResponse({"ok": False, "error": str(error)}, 400)


def _container(workspace: Workspace, container: Json) -> Message | View:
    if container["type"] == "view":
        return workspace.view(container["view_id"])
    return workspace.message(container["channel"], container["ts"])


async def _versions(workspace: Workspace) -> AsyncIterator[str]:
    """A line for every change, and none twice; ends when the workspace closes."""
    loop, changed, sent = asyncio.get_running_loop(), asyncio.Event(), -1

    def watcher() -> None:
        loop.call_soon_threadsafe(changed.set)

    workspace.state.watchers.add(watcher)
    try:
        while not workspace.state.closed:
            changed.clear()
            workspace.tick()
            if workspace.state.version != sent:
                sent = workspace.state.version
                yield f"data: {json.dumps({'version': sent})}\n\n"
            await _set_within(changed, STREAM_SECONDS)
    finally:
        workspace.state.watchers.discard(watcher)


async def _set_within(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return
