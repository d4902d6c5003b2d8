"""An address on the web → what is there now: within bounds of time and size, and from public hosts alone.

A name is resolved once and the very address that was checked is connected to, so that a host whose name means
something else a moment later (DNS rebinding) gains nothing. For the same reason no proxy is used. What is private may
be asked for by who runs the command; who typed an address into Slack may not read the network behind the bot.
"""

import io
import re
import socket
import ssl
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, responses
from ipaddress import ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

from bot.errors import FetchError, PrivateAddressError
from bot.files.shapes import quoted
from bot.importing.decode import LARGEST, TOO_LARGE

MOST_REDIRECTS = 5
CHUNK = 65_536
REDIRECTS = frozenset({301, 302, 303, 307, 308})
WRITTEN = "/?%:@!$&'()*+,;=~[]"
"""What stands in an address as it is."""

AGENT = "Usher (schedule import)"
SAVE_IT = "save the page, and import the file"
UNICAST = ip_network("2000::/3")
SPECIAL = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2002::/16", "3fff::/20")))
"""Beside what `is_global` knows: protocol assignments, 6to4 and Teredo, which hide an address in one, documentation."""

Report: TypeAlias = Callable[[int, int | None], None]
"""Is told of each piece: how many bytes came so far, and of how many, if the server said."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: for a connection, for the server's next word, and for everything together."""

    connect: float = 10
    read: float = 20
    total: float = 60


@dataclass(frozen=True, slots=True)
class Version:
    """What a server calls the state that it gave, to ask later whether there is another. The caller keeps it."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: its bytes, a file's name for it, where it was found after redirects, and its version."""

    content: bytes
    name: str
    address: str
    charset: str | None
    version: Version


def fetch(
    address: str,
    *,
    allow_private: bool = False,
    known: Version | None = None,
    limits: Limits | None = None,
    report: Report | None = None,
    token: str | None = None,
) -> Fetched | None:
    """What is at an http or https address; None if it is still the `known` version. Raises FetchError.

    With a `token`, to be let in, no address is followed that it leads on to.
    """
    asked = _Asked(allow_private, limits or Limits(), known or Version(), report or _tell_nobody)
    deadline = time.monotonic() + asked.limits.total
    first = place = _parts(address)
    for _ in range(MOST_REDIRECTS + 1):
        try:
            answer = _answer(place, asked, deadline, _bearer(token) or _authorization(first, place))
        except TimeoutError:
            problem = f"nothing came for {asked.limits.read:g} s, or not all of it in {asked.limits.total:g} s"
            raise FetchError(f"{_shown(place)}: {problem}; try again later, or {SAVE_IT}") from None
        except ssl.SSLCertVerificationError as error:
            problem = f"its certificate cannot be trusted ({error.verify_message})"
            raise FetchError(f"{_shown(place)}: {problem}; tell its owner, or {SAVE_IT}") from None
        except (OSError, HTTPException) as error:
            problem = f"the connection failed ({quoted(str(error) or type(error).__name__)})"
            raise FetchError(f"{_shown(place)}: {problem}; check the address, or try again later") from None
        if not isinstance(answer, str):
            return answer
        if token:
            raise FetchError(f"{_shown(place)}: leads on to another address, where its token is not sent")
        place = _parts(urljoin(urlunsplit(place), answer))
    raise FetchError(f"{_shown(first)}: leads on more than {MOST_REDIRECTS} times; name the address that it ends at")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet; no form that another address is hidden in is."""
    found = ip_address(address)
    if found.version == 6 and found not in UNICAST:
        return False
    return found.is_global and not found.is_multicast and not any(found in network for network in SPECIAL)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the caller wants of every hop."""

    allow_private: bool
    limits: Limits
    known: Version
    report: Report


def _tell_nobody(_done: int, _of: int | None) -> None:
    pass


def _parts(address: str) -> SplitResult:
    """Refuses what is no http or https address with a host; its fragment is of no use to a server."""
    try:
        place = urlsplit(address.strip())._replace(fragment="")
        usable = place.scheme in {"http", "https"} and bool(place.hostname) and place.port != 0
    except ValueError:
        raise FetchError(
            f"{address.rpartition('@')[2]!r:.200} is no address; write it as in https://example.org/schedule"
        ) from None
    if not usable:
        raise FetchError(f"{_shown(place)} is not fetched: only http:// and https:// addresses with a host are")
    return place


def _shown(place: SplitResult) -> str:
    """The address without what may be secret in it."""
    return urlunsplit((place.scheme, place.netloc.rpartition("@")[2], place.path, "", ""))


def _authorization(first: SplitResult, place: SplitResult) -> dict[str, str]:
    """The name and password of the address that was given, for its own host alone."""
    if not first.username or (first.scheme, first.hostname, first.port) != (place.scheme, place.hostname, place.port):
        return {}
    login = f"{unquote(first.username)}:{unquote(first.password or '')}"
    return {"Authorization": f"Basic {b64encode(login.encode()).decode()}"}


def _bearer(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def _answer(place: SplitResult, asked: _Asked, deadline: float, authorization: dict[str, str]) -> Fetched | str | None:
    """What one hop gives: the document, another address, or None where it is still the known version."""
    with closing(_connected(place, asked, deadline)) as sock:
        kind = HTTPSConnection if place.scheme == "https" else HTTPConnection
        connection = kind(str(place.hostname), place.port)
        connection.sock = sock
        target = urlunsplit(("", "", place.path or "/", place.query, ""))
        connection.request("GET", quote(target, safe=WRITTEN), headers={**_headers(asked.known), **authorization})
        with HTTPResponse(sock, method="GET") as response:
            response.fp = io.BufferedReader(_Timely(sock, asked.limits.read, deadline))
            response.begin()
            return _read(response, place, asked)


def _headers(known: Version) -> dict[str, str]:
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    stated = {name: value for name, value in conditions.items() if value}
    return {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close", **stated}


def _connected(place: SplitResult, asked: _Asked, deadline: float) -> socket.socket:
    """A connection to the first address of the host that answers, each checked before."""
    host, port = str(place.hostname), place.port or (443 if place.scheme == "https" else 80)
    failure: OSError = OSError("no address")
    for address in _addresses(place, host, port, asked, _left(deadline, asked.limits.connect)):
        try:
            sock = socket.create_connection((address, port), _left(deadline, asked.limits.connect))
        except OSError as error:
            failure = error
            continue
        sock.settimeout(_left(deadline, asked.limits.connect))
        return _encrypted(sock, host) if place.scheme == "https" else sock
    raise failure


def _encrypted(sock: socket.socket, host: str) -> socket.socket:
    try:
        return ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    except OSError:
        sock.close()
        raise


def _addresses(place: SplitResult, host: str, port: int, asked: _Asked, seconds: float) -> list[str]:
    addresses = _resolved(host, port, seconds)
    if not addresses:
        raise FetchError(f"{_shown(place)}: no host of the name {host!r} is found; check the address")
    private = [address for address in addresses if not is_public(address)]
    if private and not asked.allow_private:
        problem = f"{host} is {private[0]}, which is no address of the public internet"
        raise PrivateAddressError(f"{_shown(place)}: {problem}; use --allow-private if you trust it")
    return addresses


def _resolved(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a name, none where nobody knows it; raises TimeoutError.

    The system's resolver keeps to no bound; so it is asked in a thread, which is left behind where it takes longer.
    """
    answer: SimpleQueue[list[str]] = SimpleQueue()

    def ask() -> None:
        found = []
        with suppress(OSError, ValueError):
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        answer.put(list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found)))

    Thread(target=ask, daemon=True).start()
    try:
        return answer.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None


def _read(response: HTTPResponse, place: SplitResult, asked: _Asked) -> Fetched | str | None:
    if response.status == HTTPStatus.NOT_MODIFIED:
        return None
    led_to = response.headers.get("Location")
    if response.status in REDIRECTS and led_to:
        return led_to
    if response.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise FetchError(f"{_shown(place)}: lets only some people in ({response.status}); {SAVE_IT}")
    if response.status != HTTPStatus.OK:
        raise FetchError(
            f"{_shown(place)}: answers {response.status} {responses.get(response.status, '')}; check the address"
        )
    if response.headers.get("Content-Encoding", "identity").lower() not in {"identity", "gzip", "x-gzip"}:
        raise FetchError(f"{_shown(place)}: is packed in a way that was not asked for; {SAVE_IT}")
    return Fetched(
        content=_content(response, place, asked.report),
        name=_name(place),
        address=urlunsplit(place._replace(netloc=place.netloc.rpartition("@")[2])),
        charset=response.headers.get_content_charset(),
        version=Version(response.headers.get("ETag"), response.headers.get("Last-Modified")),
    )


def _content(response: HTTPResponse, place: SplitResult, report: Report) -> bytes:
    content, of = bytearray(), response.length
    while len(content) <= LARGEST and (of or 0) <= LARGEST:
        piece = response.read(CHUNK)
        if not piece:
            break
        content += piece
        report(len(content), of)
    else:
        raise FetchError(f"{_shown(place)}: {TOO_LARGE}")
    if of is not None and len(content) < of:
        raise FetchError(f"{_shown(place)}: broke off after {len(content):,} of {of:,} bytes; try again")
    return bytes(content)


def _name(place: SplitResult) -> str:
    """What a file of it would be called."""
    last = unquote(place.path.rstrip("/").rpartition("/")[2])
    return re.sub(r"[^\w.-]+", "-", last).strip("-.") or str(place.hostname)


def _left(deadline: float, most: float) -> float:
    """Seconds that may pass until the deadline, `most` at most; raises TimeoutError where there are none."""
    left = min(deadline - time.monotonic(), most)
    if left <= 0:
        raise TimeoutError
    return left


class _Timely(io.RawIOBase):
    """What a socket gives, never waiting past a deadline, however little comes at a time."""

    def __init__(self, sock: socket.socket, most: float, deadline: float) -> None:
        self._sock = sock
        self._most = most
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        self._sock.settimeout(_left(self._deadline, self._most))
        return self._sock.recv_into(buffer)
