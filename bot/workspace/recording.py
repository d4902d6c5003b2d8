"""Every API call that was received, kept in memory and appended to a file as JSON lines."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.workspace.errors import Json


@dataclass(frozen=True, slots=True)
class Call:
    """`at` is the workspace's time; `response` what was done, which the app may not know where there was a `fault`."""

    at: datetime
    method: str
    arguments: Json
    response: Json
    fault: str | None = None

    def line(self) -> str:
        body: Json = {
            "at": self.at.isoformat(),
            "method": self.method,
            "arguments": self.arguments,
            "response": self.response,
        }
        return json.dumps(body | ({"fault": self.fault} if self.fault else {}), ensure_ascii=False) + "\n"


class Recorder:
    """Each line is written out at once, so that another process can follow the file."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._calls: list[Call] = []

    @property
    def calls(self) -> tuple[Call, ...]:
        return tuple(self._calls)

    def record(self, call: Call) -> None:
        self._calls.append(call)
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(call.line())
