"""What is served over HTTP: `/health`, and each person's calendar at an address that nobody guesses. Lists nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.web.limit import Limit

NOT_MODIFIED, NOT_FOUND, TOO_MANY, UNAVAILABLE = 304, 404, 429, 503
REVALIDATED = {"Cache-Control": "private, no-cache"}
"""Whoever keeps a copy asks each time whether it still holds, as a star or a delay is to show at once."""
SECURITY = (
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("Strict-Transport-Security", "max-age=31536000"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Robots-Tag", "noindex, nofollow"),
)
"""Headers of every answer, for the server to add."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Whose calendar it is, and its text as of now, made only where it is asked for."""

    user: str
    text: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Site:
    """`feed` finds a calendar by the token of its address; `troubles` are those of the running bot, in words."""

    feed: Callable[[str], Feed | None]
    troubles: Callable[[], tuple[str, ...]]
    readers: Limit
    strangers: Limit

    def application(self) -> Starlette:
        routes = [
            Route("/health", self.health, methods=["GET"]),
            Route("/calendar/{token}.ics", self.calendar, methods=["GET"]),
        ]
        return Starlette(routes=routes, exception_handlers={NOT_FOUND: _not_found})

    def health(self, request: Request) -> Response:  # noqa: ARG002 - Starlette's interface
        troubles = self.troubles()
        words = "\n".join(troubles) or "All is well."
        return PlainTextResponse(f"{words}\n", UNAVAILABLE if troubles else 200, {"Cache-Control": "no-store"})

    def calendar(self, request: Request) -> Response:
        """A feed that was revoked is answered as one that never was."""
        feed = self.feed(request.path_params["token"])
        if feed is None:
            return _not_found() if self.strangers.allows(_address(request)) else _too_many(self.strangers)
        return _calendar(request, feed.text()) if self.readers.allows(feed.user) else _too_many(self.readers)


def _calendar(request: Request, text: str) -> Response:
    body = text.encode()
    headers = {**REVALIDATED, "ETag": f'"{sha256(body).hexdigest()[:32]}"'}
    if _has(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=NOT_MODIFIED, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="usher.ics"'
    return Response(body, headers=headers, media_type="text/calendar; charset=utf-8")


def _has(known: str, tag: str) -> bool:
    """Whether an If-None-Match names the version; weak names count too (RFC 9110, 13.1.2)."""
    names = {name.strip().removeprefix("W/") for name in known.split(",")}
    return bool(names & {tag, "*"})


def _not_found(request: Request | None = None, error: Exception | None = None) -> Response:  # noqa: ARG001 - Starlette's
    return PlainTextResponse("There is nothing here.\n", NOT_FOUND, {"Cache-Control": "no-store"})


def _too_many(limit: Limit) -> Response:
    headers = {"Cache-Control": "no-store", "Retry-After": f"{limit.interval:.0f}"}
    return PlainTextResponse("That is too often; please ask again later.\n", TOO_MANY, headers)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
