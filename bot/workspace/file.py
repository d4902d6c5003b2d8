"""A file as Slack describes it."""

from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from bot.workspace.errors import Json

# By suffix: Slack's filetype, the name of it that people read, the mimetype, whether it is kept as a snippet of text.
TYPES = {
    ".csv": ("csv", "CSV", "text/csv", True),
    ".html": ("html", "HTML", "text/html", True),
    ".htm": ("html", "HTML", "text/html", True),
    ".ics": ("ics", "ICS", "text/calendar", False),
    ".json": ("json", "JSON", "application/json", True),
    ".md": ("markdown", "Markdown (raw)", "text/plain", True),
    ".rst": ("text", "Plain Text", "text/plain", True),
    ".tsv": ("tsv", "TSV", "text/tab-separated-values", True),
    ".txt": ("text", "Plain Text", "text/plain", True),
    ".xml": ("xml", "XML", "text/xml", True),
    ".yaml": ("yaml", "YAML", "text/plain", True),
    ".yml": ("yaml", "YAML", "text/plain", True),
    ".gif": ("gif", "GIF", "image/gif", False),
    ".jpeg": ("jpg", "JPEG", "image/jpeg", False),
    ".jpg": ("jpg", "JPEG", "image/jpeg", False),
    ".pdf": ("pdf", "PDF", "application/pdf", False),
    ".png": ("png", "PNG", "image/png", False),
    ".svg": ("svg", "SVG", "image/svg+xml", False),
    ".zip": ("zip", "Zip", "application/zip", False),
}
UNKNOWN = ("binary", "Binary", "application/octet-stream", False)
MOST_BYTES = 1024**3


@dataclass(frozen=True, slots=True)
class File:
    """`content` is there once it was uploaded, `shared` is true once that was completed.

    `shares` are the messages that show it, as channel and ts; `created` is in Unix seconds of the workspace's clock.
    """

    id: str
    user: str
    name: str
    length: int
    created: int
    content: bytes | None = None
    title: str = ""
    shared: bool = False
    shares: tuple[tuple[str, str], ...] = ()
    deleted: bool = False

    @property
    def mimetype(self) -> str:
        return self._type()[2]

    def json(self, team_id: str, url: str, domain: str) -> Json:
        """`url` is the workspace's address, where its bytes can be had with a token."""
        filetype, pretty, mimetype, snippet = self._type()
        place, name = f"{url}/files-pri/{team_id}-{self.id}", quote(self.name.lower().replace(" ", "_"))
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": mimetype,
            "filetype": filetype,
            "pretty_type": pretty,
            "user": self.user,
            "user_team": team_id,
            "editable": snippet,
            "size": self.length,
            "mode": "snippet" if snippet else "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": False,
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": f"{place}/{name}",
            "url_private_download": f"{place}/download/{name}",
            "permalink": f"https://{domain}.slack.com/files/{self.user}/{self.id}/{name}",
            "is_starred": False,
            "has_rich_preview": False,
            "file_access": "visible",
        }

    def _type(self) -> tuple[str, str, str, bool]:
        return TYPES.get(PurePath(self.name).suffix.lower(), UNKNOWN)
