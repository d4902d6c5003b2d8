"""Addresses that open a calendar's form with an event filled in: Google Calendar and Outlook on the web. Pure."""

from datetime import UTC, datetime
from functools import lru_cache
from itertools import accumulate, takewhile
from urllib.parse import quote, urlencode

from bot.calendar.event import Event
from bot.schedule.query import ASSUMED_LENGTH, DAY

TITLE, PLACE, PAGE = 400, 200, 300
"""Characters of each that go into an address: two such addresses fit into what Slack shows as one text (3,000)."""
MOST_KEPT = 512
"""Links that are remembered: many ask for the same session."""
GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.office.com/calendar/0/deeplink/compose"


@lru_cache(maxsize=MOST_KEPT)
def google_link(event: Event) -> str:
    """Form: https://calendar.google.com/calendar/render?action=TEMPLATE&text=…&dates=…/…, in UTC."""
    if event.start:
        dates = f"{event.start:%Y%m%dT%H%M%SZ}/{_end(event, event.start):%Y%m%dT%H%M%SZ}"
    else:
        dates = f"{event.day:%Y%m%d}/{event.day + DAY:%Y%m%d}"
    return _address(GOOGLE, {"action": "TEMPLATE", "dates": dates}, event, ("text", "location", "details"))


@lru_cache(maxsize=MOST_KEPT)
def outlook_link(event: Event) -> str:
    """For accounts of work or study."""
    fixed = {"path": "/calendar/action/compose", "rru": "addevent"}
    if event.start:
        times = {
            "startdt": f"{event.start:%Y-%m-%dT%H:%M:%SZ}",
            "enddt": f"{_end(event, event.start):%Y-%m-%dT%H:%M:%SZ}",
        }
    else:
        times = {"startdt": f"{event.day}", "enddt": f"{event.day + DAY}", "allday": "true"}
    return _address(OUTLOOK, fixed | times, event, ("subject", "location", "body"))


def _end(event: Event, start: datetime) -> datetime:
    """Such a form needs an end."""
    return (event.end or start + ASSUMED_LENGTH).astimezone(UTC)


def _address(base: str, fixed: dict[str, str], event: Event, names: tuple[str, str, str]) -> str:
    """With the title, the place, and the page or, where that is too long or missing, the start of the description."""
    address = f"{base}?{urlencode(fixed, quote_via=quote)}"
    page = event.url if 0 < len(_quoted(event.url)) <= PAGE else event.description
    for name, text, room in zip(names, (event.title, event.location, page), (TITLE, PLACE, PAGE), strict=True):
        address = f"{address}&{name}={_quoted_within(room, text)}" if text else address
    return address


def _quoted_within(room: int, text: str) -> str:
    """As much of the text as takes so many characters when quoted, cut between characters."""
    lengths = accumulate(len(_quoted(character)) for character in text)
    return _quoted(text[: sum(1 for _ in takewhile(lambda length: length <= room, lengths))])


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="")
