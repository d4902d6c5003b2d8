"""What was dropped on the bot → a document: fetched within bounds, the bot's token sent to nobody but Slack."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import FetchError, PrivateAddressError, UsherError
from bot.importing.decode import LARGEST, TOO_LARGE
from bot.importing.fetch import Fetched, Version, fetch
from bot.importing.files import public_source
from bot.slack.dropped import Address, Dropped, SlackFile

SLACK = "slack.com"
UNKNOWN = Version()
DROP_IT = "save the page, and drop the file here"
SCOPE = "see that the app has the scope files:read of `usher manifest`, and drop it again"


@dataclass(frozen=True, slots=True)
class Document:
    """A document's bytes and what they are called; `source` is the address that can be looked at again."""

    name: str
    content: bytes
    charset: str | None = None
    source: str | None = None
    version: Version = UNKNOWN


@dataclass(frozen=True, slots=True)
class Documents:
    """`allow_private`: of other networks than the public internet too, if the settings say so."""

    client: WebClient
    allow_private: bool

    def read(self, dropped: Dropped) -> Document:
        """Raises UsherError, in words for whoever dropped it."""
        return self._of_slack(dropped) if isinstance(dropped, SlackFile) else self._of_web(dropped)

    def look(self, address: str, known: Version | None) -> Document | None:
        """What is at an address now; None if it is still the `known` version. Raises UsherError."""
        try:
            fetched = fetch(address, allow_private=self.allow_private, known=known)
        except PrivateAddressError:
            shown = Address(address).name
            raise UsherError(f"{shown} is not on the public internet, so I do not look there; {DROP_IT}") from None
        return _document(fetched, public_source(address)) if fetched else None

    def _of_web(self, address: Address) -> Document:
        document = self.look(address.url, None)
        assert document is not None  # noqa: S101 - only a known version is not given again
        return document

    def _of_slack(self, dropped: SlackFile) -> Document:
        file = self._told(dropped)
        url = str(file.get("url_private_download") or file.get("url_private") or "")
        if file.get("size", 0) > LARGEST:
            raise UsherError(f"{dropped.name}: {TOO_LARGE}")
        if not may_have_token(url, self.client.base_url):
            raise UsherError(f"{dropped.name}: is not kept by Slack but elsewhere; download it, and drop the file here")
        try:
            fetched = fetch(url, allow_private=not _is_slack(url), token=self.client.token)
        except FetchError as error:
            raise UsherError(f"{dropped.name}: Slack does not hand it out ({error}); {SCOPE}") from error
        return Document(dropped.name, fetched.content if fetched else b"")

    def _told(self, dropped: SlackFile) -> dict[str, Any]:
        """What Slack says of a file."""
        try:
            told: dict[str, Any] = self.client.files_info(file=dropped.id)["file"]
        except SlackApiError as error:
            reason = error.response.get("error")
            raise UsherError(f"{dropped.name}: Slack does not tell of it ({reason}); {SCOPE}") from error
        return told


def may_have_token(url: str, base_url: str) -> bool:
    """Whether an address is Slack's own, or of whichever Slack the settings name, at `base_url`."""
    ours, theirs = urlsplit(base_url), urlsplit(url)
    return _is_slack(url) or (ours.scheme, ours.netloc) == (theirs.scheme, theirs.netloc)


def _is_slack(url: str) -> bool:
    place = urlsplit(url)
    host = place.hostname or ""
    return place.scheme == "https" and (host == SLACK or host.endswith(f".{SLACK}"))


def _document(fetched: Fetched, source: str | None) -> Document:
    return Document(fetched.name, fetched.content, fetched.charset, source, fetched.version)
