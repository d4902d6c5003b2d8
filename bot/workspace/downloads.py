"""The bytes of files over HTTP: to the app with its token, to the page as a person; else Slack's page to sign in."""

from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.workspace.file import File
from bot.workspace.sharing import seen_file
from bot.workspace.workspace import Workspace

SIGN_IN = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in to the workspace</body></html>"
# What somebody uploaded must never run as part of the page.
GUARDS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}


def routes(workspace: Workspace) -> list[BaseRoute]:
    state = workspace.state

    async def to_app(request: Request) -> Response:
        """Slack answers no 401 here: without a token that may read files it leads to where people sign in."""
        known = request.headers.get("authorization") == f"Bearer {workspace.bot_token}"
        may_read = known and "files:read" in state.manifest.scopes
        file = _found(request.path_params["place"].partition("-")[2], state.bot.id) if may_read else None
        return _bytes(file) if file else RedirectResponse(f"/signin?{urlencode({'redir': request.url.path})}", 302)

    async def to_person(request: Request) -> Response:
        user = state.directory.find_user(request.query_params.get("user", ""))
        file = _found(request.path_params["id"], user.id if user else "")
        return _bytes(file) if file else Response("there is no such file here", 404)

    async def sign_in(_request: Request) -> Response:
        return HTMLResponse(SIGN_IN)

    def _found(file_id: str, user: str) -> File | None:
        with state.changed:
            return seen_file(state, user, file_id)

    return [
        Route("/files-pri/{place}/{name}", to_app),
        Route("/files-pri/{place}/download/{name}", to_app),
        Route("/signin", sign_in),
        Route("/ui/file/{id}", to_person),
    ]


def _bytes(file: File) -> Response:
    if file.content is None:
        return Response("this file was deleted", 404)
    disposition = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return Response(file.content, media_type=file.mimetype, headers={**GUARDS, "Content-Disposition": disposition})
