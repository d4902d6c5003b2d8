"""The two ways in which the workspace says no: to the app with Slack's error codes, and to a person in words."""

from typing import Any

Json = dict[str, Any]


class RefusedError(Exception):
    """Slack's `ok: false`: its error code, its `response_metadata.messages`, and the fields that some codes add."""

    def __init__(self, code: str, *messages: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages
        self.fields = fields

    def body(self) -> Json:
        body: Json = {"ok": False, "error": self.code, **self.fields}
        if self.messages:
            body["response_metadata"] = {"messages": list(self.messages)}
        return body


class PersonError(Exception):
    """What a person attempted and Slack's own client would not do: unknown command, no such button, nobody there."""


class DispatchFailedError(PersonError):
    """The app did not acknowledge within Slack's 3 s, or is not connected."""

    def __init__(self, what: str) -> None:
        super().__init__(f'{what} failed with the error "dispatch_failed"')
