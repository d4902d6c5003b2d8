import socket
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from bot.errors import FetchError
from bot.importing.fetch import Fetched, Limits, Version, fetch, is_public
from tests.importing.servers import Answer, dripping, speaking, web

NO_WEB = "is not fetched: only http:// and https:// addresses with a host are"
NO_ADDRESS = "is no address; write it as in https://example.org/schedule"
SAVE_IT = "save the page, and import the file"
TOO_LARGE = "is larger than 10 MB; a schedule is not: import the schedule's own page or export"
LONG = f"{'a' * 70}.example"
HURRIED = Limits(connect=1, read=0.5, total=1)


def refusal(address: str, *, allow_private: bool = True, limits: Limits | None = None) -> str:
    with pytest.raises(FetchError) as raised:
        fetch(address, allow_private=allow_private, limits=limits)
    return str(raised.value)


def test_document_is_fetched_with_all_that_its_server_says() -> None:
    headers = {
        "Content-Type": "text/html; charset=latin-1",
        "ETag": '"7"',
        "Last-Modified": "Mon, 01 Jun 2026 09:00:00 GMT",
    }
    with web({"/pro%20gram/day.html?x=1": Answer(headers=headers, body=b"9:00 Opening")}) as server:
        fetched = fetch(f"{server.address}/pro gram/day.html?x=1#top", allow_private=True)
        assert fetched == Fetched(
            b"9:00 Opening",
            "day.html",
            f"{server.address}/pro gram/day.html?x=1",
            "latin-1",
            Version('"7"', "Mon, 01 Jun 2026 09:00:00 GMT"),
        )
        (path, asked) = server.asked[0]
    assert path == "/pro%20gram/day.html?x=1"
    assert asked == {
        "Host": server.address.removeprefix("http://"),
        "User-Agent": "Usher (schedule import)",
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def test_unchanged_document_is_none() -> None:
    with web({"/": Answer(304)}) as server:
        assert fetch(server.address, allow_private=True, known=Version('"7"', "Mon")) is None
        asked = server.asked[0][1]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"7"', "Mon")


def test_progress_is_reported() -> None:
    told: list[tuple[int, int | None]] = []
    with web({"/": Answer(body=b"x" * 100_000)}) as server:
        fetch(server.address, allow_private=True, report=lambda done, of: told.append((done, of)))
    assert told == [(65_536, 100_000), (100_000, 100_000)]


@pytest.mark.parametrize("location", ["/there/b.ics", "b.ics", "{address}/there/b.ics"])
def test_redirect_is_followed(location: str) -> None:
    with web({"/there/b.ics": Answer(body=b"B")}) as server:
        server.answers["/there/a"] = Answer(302, {"Location": location.format(address=server.address)})
        fetched = fetch(f"{server.address}/there/a", allow_private=True)
    assert fetched == Fetched(b"B", "b.ics", f"{server.address}/there/b.ics", None, Version())


def test_redirects_end() -> None:
    with web({"/": Answer(301, {"Location": "/"})}) as server:
        said = refusal(f"{server.address}/")
    assert said == f"{server.address}/: leads on more than 5 times; name the address that it ends at"
    assert len(server.asked) == 6


def test_redirect_elsewhere_than_the_web_is_refused() -> None:
    with web({"/": Answer(302, {"Location": "file:///etc/passwd"})}) as server:
        said = refusal(server.address)
    assert said == "file:///etc/passwd is not fetched: only http:// and https:// addresses with a host are"


def test_redirect_to_a_private_host_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host is made to pass for a public one, as this machine has none."""
    monkeypatch.setattr("bot.importing.fetch.is_public", lambda address: address == "127.0.0.1")
    with web({"/": Answer(302, {"Location": "http://127.0.0.2:9/x?secret=1"})}) as server:
        said = refusal(server.address, allow_private=False)
    assert said == (
        "http://127.0.0.2:9/x: 127.0.0.2 is 127.0.0.2, which is no address of the public internet;"
        " use --allow-private if you trust it"
    )


NOT_PUBLIC = """10.0.0.1 172.16.3.4 192.168.1.1 127.0.0.1 127.8.8.8 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1
    255.255.255.255 192.0.0.8 192.88.99.1 198.18.0.1 240.0.0.1 ::1 :: fe80::1 fe80::1%lo fc00::1 fd12::1 ff02::1 ff0e::1
    fec0::1 3fff::1
    ::ffff:8.8.8.8 ::ffff:127.0.0.1 ::127.0.0.1 2002:7f00:1::1 2002:808:808::1 64:ff9b::7f00:1 64:ff9b::808:808
    64:ff9b:1::7f00:1 2001:0:1::1 2001:db8::1"""


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.99.144.80", "2606:4700:4700::1111", "2a00:1450:4001:82b::2003"])
def test_address_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0177.0.0.1", "0"]
)
def test_private_host_is_refused_however_it_is_written(host: str) -> None:
    with web({"/": Answer(body=b"secret")}) as server:
        port = server.address.rpartition(":")[2]
        assert refusal(f"http://{host}:{port}/", allow_private=False).endswith(
            "which is no address of the public internet; use --allow-private if you trust it"
        )
        assert server.asked == []


def test_name_that_changes_its_meaning_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: a public address when it is checked, this machine when it is asked again."""
    meanings = iter(["203.0.113.7", "127.0.0.1"])
    asked: list[str] = []

    def resolve(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(meanings), port))]

    connected: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], _timeout: float) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr("bot.importing.fetch.is_public", lambda address: address == "203.0.113.7")
    monkeypatch.setattr("bot.importing.fetch.socket.getaddrinfo", resolve)
    monkeypatch.setattr("bot.importing.fetch.socket.create_connection", connect)
    said = refusal("http://rebinding.example/", allow_private=False)
    assert (asked, connected) == (["rebinding.example"], [("203.0.113.7", 80)])
    assert said.startswith("http://rebinding.example/: the connection failed")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("ftp://example.org/x", f"ftp://example.org/x {NO_WEB}"),
        ("file:///etc/passwd", f"file:///etc/passwd {NO_WEB}"),
        ("http:///x", f"http:///x {NO_WEB}"),
        ("http://me:pw@[x/", f"'[x/' {NO_ADDRESS}"),
        ("http://example.org:99999/", f"'http://example.org:99999/' {NO_ADDRESS}"),
        ("http://a.invalid/?key=1", "http://a.invalid/: no host of the name 'a.invalid' is found; check the address"),
        (f"http://{LONG}/", f"http://{LONG}/: no host of the name '{LONG}' is found; check the address"),
    ],
)  # fmt: skip
def test_unusable_address_is_refused_in_words(address: str, expected: str) -> None:
    assert refusal(address) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(404), "answers 404 Not Found; check the address"),
        (Answer(500), "answers 500 Internal Server Error; check the address"),
        (Answer(401), "lets only some people in (401); save the page, and import the file"),
        (Answer(200, {"Content-Encoding": "br"}, b"x"), f"is packed in a way that was not asked for; {SAVE_IT}"),
        (Answer(200, {"Content-Length": "200000000"}), TOO_LARGE),
        (Answer(200, {"Content-Length": "9"}, b"half"), "broke off after 4 of 9 bytes; try again"),
        (Answer(302), "answers 302 Found; check the address"),
    ],
    ids=["missing", "failing", "login", "packed", "large", "half", "nowhere"],
)  # fmt: skip
def test_answer_without_a_document_is_told_without_name_password_and_query(answer: Answer, expected: str) -> None:
    with web({"/x?key=secret": answer}) as server:
        host = server.address.removeprefix("http://")
        assert refusal(f"http://me:password@{host}/x?key=secret") == f"{server.address}/x: {expected}"


def test_name_and_password_go_to_their_own_host_alone() -> None:
    with (
        web({"/b": Answer(body=b"B")}) as other,
        web({"/a": Answer(302, {"Location": f"{other.address}/b"})}) as server,
    ):
        fetched = fetch(f"{server.address.replace('//', '//me:p%40ss@')}/a", allow_private=True)
    assert fetched
    assert fetched.address == f"{other.address}/b"
    assert server.asked[0][1]["Authorization"] == "Basic bWU6cEBzcw=="
    assert "Authorization" not in other.asked[0][1]


def test_stream_without_an_end_is_stopped_at_the_bound() -> None:
    def say(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65_536)

    with speaking(say) as address:
        assert refusal(address) == (
            f"{address}: is larger than 10 MB; a schedule is not: import the schedule's own page or export"
        )


@pytest.mark.parametrize(
    ("head", "every"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", 0.02),
        (b"HTTP/1.1 200 OK\r\nX: ", 0.02),
        (b"HTT", 0.02),
        (b"", 0.7),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", 0.7),
    ],
    ids=["body drips", "header drips", "status drips", "silent", "silent after the headers"],
)
def test_server_that_takes_too_long_is_left(head: bytes, every: float) -> None:
    before = time.monotonic()
    with speaking(dripping(head, every)) as address:
        said = refusal(address, limits=HURRIED)
        took = time.monotonic() - before
    assert said == (f"{address}: nothing came for 0.5 s, or not all of it in 1 s; try again later, or {SAVE_IT}")
    assert took < 1.5


def test_resolver_that_never_answers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()

    def resolve(*_: object, **__: object) -> list[object]:
        ended.wait(20)
        return []

    monkeypatch.setattr("bot.importing.fetch.socket.getaddrinfo", resolve)
    began = time.monotonic()
    try:
        said = refusal("http://example.org/", limits=HURRIED)
    finally:
        ended.set()
    assert (
        said == f"http://example.org/: nothing came for 0.5 s, or not all of it in 1 s; try again later, or {SAVE_IT}"
    )
    assert time.monotonic() - began < 10


def test_server_that_speaks_something_else_is_told() -> None:
    with speaking(lambda connection: connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")) as address:
        assert refusal(address) == (
            f"{address}: the connection failed ('SSH-2.0-OpenSSH_9.6\\r\\n'); check the address, or try again later"
        )


@dataclass(frozen=True, slots=True)
class Certified:
    """The certificate for the name `localhost` with its key, and that of the authority which signed it."""

    server: Path
    authority: Path


@pytest.fixture
def certified(tmp_path: Path) -> Certified:
    authority, made = trustme.CA(), Certified(tmp_path / "server.pem", tmp_path / "authority.pem")
    authority.cert_pem.write_to_path(str(made.authority))
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(str(made.server))
    return made


def test_host_is_checked_by_its_name_though_its_address_is_connected_to(
    monkeypatch: pytest.MonkeyPatch, certified: Certified
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certified.authority))
    with web({"/a": Answer(body=b"A")}, certificate=certified.server) as server:
        port = server.address.rpartition(":")[2]
        fetched = fetch(f"https://localhost:{port}/a", allow_private=True)
        said = refusal(f"https://127.0.0.1:{port}/a")
    assert fetched == Fetched(b"A", "a", f"https://localhost:{port}/a", None, Version())
    assert server.asked[0][1]["Host"] == f"localhost:{port}"
    assert said.startswith(f"https://127.0.0.1:{port}/a: its certificate cannot be trusted (IP address mismatch")


def test_certificate_of_nobody_known_is_refused(certified: Certified) -> None:
    with web({"/": Answer(body=b"A")}, certificate=certified.server) as server:
        address = f"https://localhost:{server.address.rpartition(':')[2]}/"
        assert refusal(address) == (
            f"{address}: its certificate cannot be trusted (unable to get local issuer certificate); tell its owner, or"
            " save the page, and import the file"
        )


def test_token_goes_to_the_address_alone_and_nowhere_that_it_leads_on_to() -> None:
    with web({"/a": Answer(body=b"a"), "/b": Answer(302, {"Location": "/a"})}) as server:
        fetch(f"{server.address}/a", allow_private=True, token="xoxb-1")
        with pytest.raises(FetchError, match=r"/b: leads on to another address, where its token is not sent$"):
            fetch(f"{server.address}/b", allow_private=True, token="xoxb-1")
    asked = [(path, headers.get("Authorization")) for path, headers in server.asked]
    assert asked == [("/a", "Bearer xoxb-1"), ("/b", "Bearer xoxb-1")]
