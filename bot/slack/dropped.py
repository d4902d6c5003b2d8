"""What somebody wrote to the bot → the documents that it is to import, if it asks for that at all. Pure."""

import re
from dataclasses import dataclass
from typing import Any

IMPORT = re.compile(r"(?:please\s+|pls\s+)?(?:re-?)?import(?:\s|:|$)", re.IGNORECASE)
THIS = re.compile(
    r"(?:this|it|that|the|a|an|my|our|new|page|file|schedule|programme|program|here|from|please|[:.!\s])*"
)
MENTION = re.compile(r"<[@!][^>]*>")
ADDRESS = re.compile(r"<(https?://[^>|\s]+)(?:\|[^>]*)?>|(https?://[^\s<>|]+)", re.IGNORECASE)
MOST = 10
"""So many documents of one message are taken."""


@dataclass(frozen=True, slots=True)
class SlackFile:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Address:
    url: str

    @property
    def name(self) -> str:
        """Without what may be secret in it."""
        return re.sub(r"(?<=://)[^/@]*@|[?#].*", "", self.url)


Dropped = SlackFile | Address


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be imported; `in_words` where the text says so, and not only a file or an address stands there."""

    documents: tuple[Dropped, ...]
    in_words: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote, and where: in a thread, if `thread_ts` says so."""

    user: str
    channel: str
    text: str
    files: tuple[SlackFile, ...] = ()
    thread_ts: str | None = None

    @property
    def wanted(self) -> Wanted | None:
        return wanted(self.text, self.files)


def written(event: dict[str, Any], thread_ts: str | None) -> Written:
    """A message event's; `thread_ts` is where it is to be answered."""
    files = tuple(SlackFile(file["id"], file.get("name") or file["id"]) for file in event.get("files", ()))
    return Written(event["user"], event["channel"], event.get("text") or "", files, thread_ts)


def wanted(text: str, files: tuple[SlackFile, ...] = ()) -> Wanted | None:
    """None where it is a question, an address or a file within it."""
    said = MENTION.sub(" ", text).strip()
    addresses = tuple(dict.fromkeys(Address(_unescaped(one or other)) for one, other in ADDRESS.findall(said)))
    words = " ".join(ADDRESS.sub(" ", said).split())
    order = IMPORT.match(words)
    dropped: tuple[Dropped, ...] = (*files, *addresses)
    documents = dropped[:MOST]
    if order:
        rest = words[order.end() :].strip().lower()
        return Wanted(documents, in_words=True) if documents or THIS.fullmatch(rest) else None
    if files:
        return None if words.endswith("?") else Wanted(documents, in_words=False)
    return Wanted(documents, in_words=False) if addresses and not words else None


def ordered(text: str) -> Wanted | None:
    """The same of a command's text, where an address alone is no order."""
    found = wanted(text)
    return found if found and found.in_words else None


def _unescaped(address: str) -> str:
    return address.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
