"""A client of Slack whose connections stay open: to make one takes longer than all the rest of a call."""

import select
import time
import weakref
from collections import deque
from collections.abc import Callable
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from io import BytesIO
from ssl import SSLContext
from threading import Lock
from typing import Any, cast
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request

from slack_sdk import WebClient
from slack_sdk.http_retry import RetryHandler

KEPT = 30.0
"""Seconds that a connection may be idle: what lies between may forget it later, and not tell."""

Idle = deque[tuple[HTTPConnection, float]]


class KeepingClient(WebClient):
    """The SDK's, but for how it calls; through a proxy it calls as ever.

    A call that fails is not made again here, on whatever connection: Slack may have carried it out.
    """

    def __init__(
        self,
        token: str,
        base_url: str,
        timeout: int,
        tls: SSLContext | None,
        retry_handlers: list[RetryHandler],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(token, base_url, timeout, tls, retry_handlers=retry_handlers)
        self._connections = _Connections(base_url, timeout, tls, monotonic)

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        if self.proxy:
            return super()._perform_urllib_http_request_internal(url, req)
        return self._connections.call(url, req)


class _Connections:
    """To one server; of those that no call uses, the latest used is taken first."""

    def __init__(self, base_url: str, timeout: int, tls: SSLContext | None, monotonic: Callable[[], float]) -> None:
        self._address = urlsplit(base_url)
        self._timeout = timeout
        self._tls = tls
        self._monotonic = monotonic
        self._lock = Lock()
        self._idle: Idle = deque()
        weakref.finalize(self, _close_all, self._idle)

    def call(self, url: str, request: Request) -> dict[str, Any]:
        """What the SDK's own call gives; raises HTTPError for any status but 200, and OSError and HTTPException."""
        connection = self._taken()
        try:
            _send(connection, request)
            with HTTPResponse(connection.sock, method="POST") as answer:
                answer.begin()
                body = answer.read()
        except BaseException:
            connection.close()
            raise
        if answer.will_close:
            connection.close()
        self._keep(connection)
        if answer.status != 200:  # noqa: PLR2004 - OK
            raise HTTPError(url, answer.status, answer.reason, answer.headers, BytesIO(body))
        return {"status": answer.status, "headers": answer.headers, "body": body.decode()}

    def _taken(self) -> HTTPConnection:
        """A connection that can be used, or that connects when it is."""
        with self._lock:
            if not self._idle:
                return self._new()
            connection, since = self._idle.pop()
        if self._monotonic() - since > KEPT or _has_ended(connection):
            connection.close()
        return connection

    def _keep(self, connection: HTTPConnection) -> None:
        """For the next call; those that were idle for too long are closed."""
        now = self._monotonic()
        with self._lock:
            self._idle.append((connection, now))
            while now - self._idle[0][1] > KEPT:
                self._idle.popleft()[0].close()

    def _new(self) -> HTTPConnection:
        if self._address.scheme == "https":
            return HTTPSConnection(self._address.netloc, timeout=self._timeout, context=self._tls)
        return HTTPConnection(self._address.netloc, timeout=self._timeout)


def _send(connection: HTTPConnection, request: Request) -> None:
    """Head and body go out at once: http.client would send two packets, which Slack has to wait for."""
    if connection.sock is None:
        connection.connect()
    body = cast("bytes | None", request.data) or b""  # nothing else is given by the SDK
    ours = {"Host": request.host, "Accept-encoding": "identity", "Content-length": len(body)}
    headers = ours | dict(request.header_items())
    head = (f"POST {request.selector} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", "")
    connection.sock.sendall("\r\n".join(head).encode("latin-1") + body)


def _has_ended(connection: HTTPConnection) -> bool:
    """Whether the server closed it: between calls, its end is all that there can be to read."""
    if connection.sock is None:
        return True
    poll = select.poll()
    poll.register(connection.sock, select.POLLIN)
    return bool(poll.poll(0))


def _close_all(idle: Idle) -> None:
    for connection, _ in idle:
        connection.close()
