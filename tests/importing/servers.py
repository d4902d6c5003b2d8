"""Real servers on this machine for the tests of fetching: one that answers as told, and one that says bytes slowly."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Answer:
    """What a path gives: a status, headers and a body."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass
class Web:
    """A server: its answers by path, and the headers of each request that it was asked."""

    address: str
    answers: dict[str, Answer]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Says nothing where the client leaves in the middle, as it should."""


@contextmanager
def web(answers: dict[str, Answer], certificate: Path | None = None) -> Iterator[Web]:
    """A server on 127.0.0.1, over TLS if it is given a certificate with its key."""
    server = _Server(("127.0.0.1", 0), BaseHTTPRequestHandler)
    told = Web(f"http://127.0.0.1:{server.server_port}", answers)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            told.asked.append((self.path, dict(self.headers)))
            answer = told.answers.get(self.path, Answer(404))
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server.RequestHandlerClass = Handler
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def speaking(say: Callable[[socket.socket], None]) -> Iterator[str]:
    """The address of a server that answers each connection by `say`, until the caller is gone."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                try:
                    connection.recv(65_536)
                    say(connection)
                except OSError:
                    continue

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def dripping(head: bytes, every: float) -> Callable[[socket.socket], None]:
    """Says `head`, and then a letter every so many seconds, for as long as somebody listens."""

    def say(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            time.sleep(every)
            connection.sendall(b"x")

    return say
