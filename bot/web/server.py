"""Serves a site in a thread of the bot's process, and ends with it."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import uvicorn
from starlette.applications import Starlette

from bot.errors import SettingsError
from bot.web.site import SECURITY

MOST_AT_ONCE = 100
PATIENCE = 5
"""Seconds that answers under way are given when the server ends."""


@contextmanager
def serving(application: Starlette, host: str, port: int) -> Iterator[tuple[str, int]]:
    """Serve for as long as the context lasts; the host and port in use. Port 0 takes a free one.

    Writes no log of requests, since an address is what opens a calendar. Raises SettingsError where it cannot listen.
    """
    logging.getLogger("uvicorn.access").disabled = True
    with _listening(host, port) as listener:
        config = uvicorn.Config(
            application,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            headers=list(SECURITY),
            limit_concurrency=MOST_AT_ONCE,
            timeout_graceful_shutdown=PATIENCE,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), name="web")
        thread.start()
        try:
            yield listener.getsockname()[:2]
        finally:
            server.should_exit = True
            thread.join()


def _listening(host: str, port: int) -> socket.socket:
    try:
        (family, kind, protocol, _, address) = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with ExitStack() as unless_bound:
            listener = unless_bound.enter_context(socket.socket(family, kind, protocol))
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen()
            unless_bound.pop_all()
    except OSError as error:
        remedy = "name an address of this machine and a free port, as in 127.0.0.1:8080"
        words = f"{host}:{port} cannot be listened on ({error.strerror})"
        raise SettingsError(f"USHER_WEB_ADDRESS: {words}; {remedy}") from error
    return listener
