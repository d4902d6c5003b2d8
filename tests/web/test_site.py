"""The web side over real HTTP: its status, calendars and their versions, strangers, limits, headers, nothing logged."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from itertools import count

import pytest

from bot.errors import SettingsError
from bot.web.limit import MOST_KNOWN, Limit
from bot.web.server import serving
from bot.web.site import Feed, Site

TOKEN = "kT3v8x" * 7
NOTHING = (404, "There is nothing here.\n")


@dataclass
class Bot:
    """What the site asks of a bot, as a test sets it."""

    calendars: dict[str, str] = field(default_factory=lambda: {TOKEN: "BEGIN:VCALENDAR\r\n"})
    troubles: tuple[str, ...] = ()
    time: float = 0.0

    def feed(self, token: str) -> Feed | None:
        text = self.calendars.get(token)
        return None if text is None else Feed("U1", lambda: text)

    def limit(self, at_once: int) -> Limit:
        return Limit(at_once, 20.0, lambda: self.time)


@dataclass(frozen=True)
class Visitor:
    host: str
    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
        """The answer, read to its end."""
        connection = HTTPConnection(self.host, self.port, timeout=10)
        connection.request(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
        answer = connection.getresponse()
        answer.body = answer.read().decode()  # type: ignore[attr-defined]
        connection.close()
        return answer


def seen(answer: HTTPResponse) -> tuple[int, str]:
    return answer.status, answer.body  # type: ignore[attr-defined]


@contextmanager
def visited(bot: Bot) -> Iterator[Visitor]:
    site = Site(bot.feed, lambda: bot.troubles, readers=bot.limit(3), strangers=bot.limit(3))
    with serving(site.application(), "127.0.0.1", 0) as (host, port):
        yield Visitor(host, port)


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
def visitor(bot: Bot) -> Iterator[Visitor]:
    with visited(bot) as made:
        yield made


def test_health_tells_that_all_is_well_or_what_is_not(bot: Bot, visitor: Visitor) -> None:
    assert seen(visitor.ask("/health")) == (200, "All is well.\n")
    bot.troubles = ("The database does not answer.", "Slack is not connected.")
    assert seen(visitor.ask("/health")) == (503, "The database does not answer.\nSlack is not connected.\n")


def test_calendar_is_served_to_whoever_has_its_address(visitor: Visitor) -> None:
    answer = visitor.ask(f"/calendar/{TOKEN}.ics")
    assert seen(answer) == (200, "BEGIN:VCALENDAR\r\n")
    assert {name: answer.headers[name] for name in answer.headers if name != "date"} == {
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "referrer-policy": "no-referrer",
        "strict-transport-security": "max-age=31536000",
        "x-content-type-options": "nosniff",
        "x-robots-tag": "noindex, nofollow",
        "cache-control": "private, no-cache",
        "etag": '"c893e8468b5659e16751b738b17a5a1a"',
        "content-disposition": 'inline; filename="usher.ics"',
        "content-length": "17",
        "content-type": "text/calendar; charset=utf-8",
    }


def test_head_tells_the_same_without_the_calendar(visitor: Visitor) -> None:
    told, asked = visitor.ask(f"/calendar/{TOKEN}.ics", "HEAD"), visitor.ask(f"/calendar/{TOKEN}.ics")
    assert seen(told) == (200, "")
    assert [told.headers[name] for name in ("etag", "content-length")] == [asked.headers["etag"], "17"]


def test_version_that_is_known_is_not_sent_again_until_it_changes(bot: Bot, visitor: Visitor) -> None:
    path = f"/calendar/{TOKEN}.ics"
    tag = visitor.ask(path).headers["etag"]
    again = visitor.ask(path, If_None_Match=f'"other", W/{tag}')
    assert (seen(again), again.headers["etag"], again.headers["cache-control"]) == (
        (304, ""),
        tag,
        "private, no-cache",
    )
    bot.calendars[TOKEN] = "BEGIN:VCALENDAR\r\nNAME:new\r\n"
    assert seen(visitor.ask(path, If_None_Match=tag)) == (200, "BEGIN:VCALENDAR\r\nNAME:new\r\n")


def test_revoked_address_is_answered_as_any_that_never_was(bot: Bot, visitor: Visitor) -> None:
    bot.calendars.clear()
    answers = [visitor.ask(path) for path in (f"/calendar/{TOKEN}.ics", "/calendar/guess.ics", "/calendar/")]
    assert [seen(answer) for answer in answers] == [NOTHING] * 3
    told = [{name: text for name, text in answer.headers.items() if name != "date"} for answer in answers]
    assert told[0] == told[1] == told[2]
    assert told[0]["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/calendar", "/calendar/.ics", "/calendar/a/b.ics", "/openapi.json", "/docs"])
def test_nothing_else_is_there(visitor: Visitor, path: str) -> None:
    assert seen(visitor.ask(path)) == NOTHING


def test_calendar_cannot_be_written(visitor: Visitor) -> None:
    assert [visitor.ask(f"/calendar/{TOKEN}.ics", method).status for method in ("POST", "PUT", "DELETE")] == [405] * 3


def test_reader_who_asks_too_often_waits(bot: Bot, visitor: Visitor) -> None:
    path = f"/calendar/{TOKEN}.ics"
    answers = [visitor.ask(path) for _ in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert (answers[3].headers["retry-after"], seen(answers[3])[1]) == (
        "20",
        "That is too often; please ask again later.\n",
    )
    bot.time += 20
    assert [visitor.ask(path).status for _ in range(2)] == [200, 429]


def test_stranger_who_guesses_too_often_waits_and_readers_do_not(visitor: Visitor) -> None:
    assert [visitor.ask(f"/calendar/{number}.ics").status for number in range(4)] == [404, 404, 404, 429]
    assert visitor.ask(f"/calendar/{TOKEN}.ics").status == 200


def test_limit_forgets_who_asked_longest_ago() -> None:
    numbers = count()
    limit = Limit(1, 1e9, lambda: float(next(numbers)))
    assert all(limit.allows(f"{who}") for who in range(MOST_KNOWN))
    assert [limit.allows("1"), limit.allows("new"), limit.allows("1"), limit.allows("0")] == [False, True, False, True]


def test_no_token_is_logged(visitor: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        visitor.ask(f"/calendar/{TOKEN}.ics")
        visitor.ask(f"/calendar/{TOKEN}x.ics")
    assert [record.getMessage() for record in caplog.records if TOKEN in record.getMessage()] == []


def test_failure_is_told_without_a_word_about_it(bot: Bot, visitor: Visitor) -> None:
    bot.calendars[TOKEN] = "\ud800"
    assert seen(visitor.ask(f"/calendar/{TOKEN}.ics")) == (500, "Internal Server Error")
    assert visitor.ask("/health").status == 200


def test_server_ends_with_its_context(bot: Bot) -> None:
    with visited(bot) as visitor:
        assert visitor.ask("/health").status == 200
    assert "web" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(OSError, match="refused"):
        visitor.ask("/health")


def test_address_in_use_is_told_in_a_line(visitor: Visitor) -> None:
    with (
        pytest.raises(SettingsError) as told,
        serving(Site(Bot().feed, tuple, Limit(1, 1), Limit(1, 1)).application(), "127.0.0.1", visitor.port),
    ):
        pass
    remedy = "name an address of this machine and a free port, as in 127.0.0.1:8080"
    assert str(told.value) == (
        f"USHER_WEB_ADDRESS: 127.0.0.1:{visitor.port} cannot be listened on (Address already in use); {remedy}"
    )
