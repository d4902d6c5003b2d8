"""Connections to Slack stay open, and a call is made once whatever becomes of its connection."""

import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import RemoteDisconnected
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import MSG_PEEK
from threading import Barrier, Thread

import pytest
import trustme
from slack_sdk.errors import SlackApiError

from bot.slack.connections import KEPT, KeepingClient


@dataclass
class Slack:
    """A server that notes on which connection each call came; `after` is what it does with it then, in turn."""

    address: str = ""
    calls: list[int] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    together: Barrier | None = None

    def client(self, tls: ssl.SSLContext | None = None, at: list[float] | None = None) -> KeepingClient:
        return KeepingClient("xoxb-1", self.address, 5, tls, [], lambda: at[0] if at else 0.0)

    @property
    def connections(self) -> list[int]:
        """The number, from 0, of each call's connection."""
        seen = list(dict.fromkeys(self.calls))
        return [seen.index(port) for port in self.calls]


@contextmanager
def serving(slack: Slack, authority: trustme.CA | None = None) -> Iterator[Slack]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            slack.calls.append(self.client_address[1])
            self.rfile.read(int(self.headers["Content-Length"]))
            if slack.together:
                slack.together.wait()
            after = slack.after.pop(0) if slack.after else "keep"
            self.close_connection = after != "keep"
            if after == "cut":
                return
            status = 429 if after == "refuse" else 200
            body = b'{"ok": false, "error": "ratelimited"}' if after == "refuse" else b'{"ok": true}'
            self.send_response(status)
            self.send_header("Retry-After", "7")
            self.send_header("Content-Length", str(len(body)))
            if after == "farewell":
                self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing: the calls are noted."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    scheme = "http"
    if authority:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(tls)
        server.socket, scheme = tls.wrap_socket(server.socket, server_side=True), "https"
    slack.address = f"{scheme}://127.0.0.1:{server.server_port}/api/"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    try:
        yield slack
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def slack() -> Iterator[Slack]:
    with serving(Slack()) as running:
        yield running


def test_calls_one_after_another_take_one_connection(slack: Slack) -> None:
    client = slack.client()
    told = [client.api_test()["ok"] for _ in range(3)]
    assert (told, slack.connections) == ([True] * 3, [0, 0, 0])


def test_calls_at_the_same_time_take_one_each_and_leave_them_to_the_next(slack: Slack) -> None:
    client, slack.together = slack.client(), Barrier(2)
    with ThreadPoolExecutor(2) as threads:
        for _ in range(2):
            list(threads.map(lambda _: client.api_test(), range(2)))
    assert sorted(slack.connections) == [0, 0, 1, 1]


@pytest.mark.parametrize("after", ["farewell", "close"])
def test_connection_that_slack_ended_is_not_used_again(slack: Slack, after: str) -> None:
    client, slack.after = slack.client(), [after]
    client.api_test()
    _until_it_ends(client)
    client.api_test()
    assert slack.connections == [0, 1]


def _until_it_ends(client: KeepingClient) -> None:
    """Wait for the server's goodbye; where it was announced, the connection is gone already."""
    ((connection, _),) = client._connections._idle
    if connection.sock:
        assert connection.sock.recv(1, MSG_PEEK) == b""


def test_connection_that_was_idle_for_long_is_not_used_again(slack: Slack) -> None:
    at = [0.0]
    client = slack.client(at=at)
    for now in (0.0, KEPT, 2 * KEPT + 1):
        at[0] = now
        client.api_test()
    assert slack.connections == [0, 0, 1]


def test_call_that_is_cut_off_is_not_made_again(slack: Slack) -> None:
    client, slack.after = slack.client(), ["keep", "cut"]
    client.api_test()
    with pytest.raises(RemoteDisconnected):
        client.api_test()
    client.api_test()
    assert slack.connections == [0, 0, 1]


def test_refusal_is_told_as_the_sdk_tells_it(slack: Slack) -> None:
    client, slack.after = slack.client(), ["refuse"]
    with pytest.raises(SlackApiError) as raised:
        client.api_test()
    answer = raised.value.response
    assert (answer.status_code, answer.headers["Retry-After"], answer["error"]) == (429, "7", "ratelimited")


def test_connections_over_tls_stay_open_too() -> None:
    authority, tls = trustme.CA(), ssl.create_default_context()
    authority.configure_trust(tls)
    with serving(Slack(), authority) as slack:
        client = slack.client(tls)
        for _ in range(3):
            client.api_test()
    assert slack.connections == [0, 0, 0]


def test_calls_go_through_a_proxy_where_there_is_one(slack: Slack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", slack.address)
    client = KeepingClient("xoxb-1", "http://slack.invalid/api/", 5, None, [])
    assert client.api_test()["ok"]
