"""Socket Mode: the app's connections, envelopes on their way, acknowledgements, retries.

All of it runs on the server's event loop; `deliver` and `disconnect` may be called from any thread.
"""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from itertools import count
from uuid import uuid4

from starlette.websockets import WebSocket

from bot.workspace.errors import Json
from bot.workspace.faults import Faults
from bot.workspace.state import APP_ID

MOST_CONNECTIONS = 10
# No reason of Slack's: the connection just ends.
HANG_UP = "hang_up"
RESPONDING = frozenset({"slash_commands", "interactive"})


@dataclass(frozen=True, slots=True)
class Delivery:
    """A payload on its way; `acknowledged` gets the app's response payload ({} if none), or an error."""

    kind: str
    payload: Json
    acknowledged: "Future[Json]" = field(default_factory=Future)
    attempt: int = 0

    def envelope(self, envelope_id: str) -> Json:
        accepts = self.kind in RESPONDING
        envelope: Json = {"envelope_id": envelope_id, "payload": self.payload, "type": self.kind}
        envelope["accepts_response_payload"] = accepts
        return (
            envelope
            if accepts
            else {**envelope, "retry_attempt": self.attempt, "retry_reason": "timeout" if self.attempt else ""}
        )

    def settle(self, answer: Json | None) -> None:
        if self.acknowledged.done():
            return
        if answer is None:
            self.acknowledged.set_exception(TimeoutError(f"{self.kind}: not acknowledged"))
        else:
            self.acknowledged.set_result(answer)


@dataclass(frozen=True, slots=True, eq=False)
class Connection:
    outgoing: "asyncio.Queue[Json]" = field(default_factory=asyncio.Queue)

    async def pump(self, websocket: WebSocket) -> None:
        """Send what is put into the queue; a `disconnect` other than a warning ends the connection."""
        reason = None
        while reason in (None, "warning"):
            frame = await self.outgoing.get()
            reason = frame["reason"] if frame["type"] == "disconnect" else None
            if reason != HANG_UP:
                await websocket.send_text(json.dumps(frame))
        await websocket.close()


class Sockets:
    """`ack_seconds` and `retry_delays` are real seconds; Slack's are 3, and at once, a minute, five minutes."""

    def __init__(
        self, faults: Faults, changed: Callable[[], None], *, ack_seconds: float, retry_delays: tuple[float, ...]
    ) -> None:
        self._faults = faults
        self._changed = changed
        self._ack_seconds = ack_seconds
        self._retry_delays = retry_delays
        self._loop: asyncio.AbstractEventLoop | None = None
        self._connections: list[Connection] = []
        self._awaited: dict[str, tuple[Delivery, asyncio.TimerHandle]] = {}
        self._turn = count()

    @property
    def connections(self) -> int:
        return len(self._connections)

    def attach(self) -> None:
        """Work on the running event loop from now on."""
        self._loop = asyncio.get_running_loop()

    def detach(self) -> None:
        """Give up what is on its way, so that nobody waits for it."""
        self._loop = None
        for delivery, timer in self._awaited.values():
            timer.cancel()
            delivery.settle(None)
        self._awaited.clear()

    def deliver(self, kind: str, payload: Json) -> "Future[Json]":
        delivery = Delivery(kind, payload)
        if self._loop is None:
            delivery.settle(None)
        else:
            self._loop.call_soon_threadsafe(self._send, delivery)
        return delivery.acknowledged

    def disconnect(self, reason: str, times: int) -> None:
        """Ask the `times` oldest connections to go; other than on a "warning" they are then closed.

        From its return on they get no envelopes and do not count; not to be called on the event loop.
        """
        if self._loop is not None:
            gone: Future[None] = Future()
            self._loop.call_soon_threadsafe(self._disconnect, reason, times, gone)
            gone.result()

    async def serve(self, websocket: WebSocket) -> None:
        """One connection from its hello to its end."""
        await websocket.accept()
        connection = Connection()
        pump = asyncio.create_task(connection.pump(websocket))
        self._welcome(connection)
        try:
            async for text in websocket.iter_text():
                self._received(json.loads(text))
        finally:
            self._remove(connection)
            pump.cancel()
            await asyncio.gather(pump, return_exceptions=True)

    def _welcome(self, connection: Connection) -> None:
        if len(self._connections) >= MOST_CONNECTIONS:
            connection.outgoing.put_nowait(_disconnect("too_many_websockets"))
            return
        self._connections.append(connection)
        connection.outgoing.put_nowait(_hello(len(self._connections)))
        self._changed()

    def _remove(self, connection: Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
            self._changed()

    def _send(self, delivery: Delivery) -> None:
        if self._loop is None:
            delivery.settle(None)
            return
        doubling = self._faults.for_envelope(delivery.kind) if delivery.attempt == 0 else None
        envelope_id = str(uuid4())
        self._put(delivery, envelope_id)
        if doubling == "duplicate_envelope":
            self._put(delivery, envelope_id)
        elif doubling == "duplicate_event":
            self._put(delivery, str(uuid4()))

    def _put(self, delivery: Delivery, envelope_id: str) -> None:
        if not self._connections:
            self._not_acknowledged(delivery)
            return
        if envelope_id not in self._awaited and self._loop is not None:
            timer = self._loop.call_later(self._ack_seconds, self._overdue, envelope_id)
            self._awaited[envelope_id] = (delivery, timer)
        connection = self._connections[next(self._turn) % len(self._connections)]
        connection.outgoing.put_nowait(delivery.envelope(envelope_id))

    def _received(self, frame: Json) -> None:
        awaited = self._awaited.pop(str(frame.get("envelope_id")), None)
        if awaited is not None:
            delivery, timer = awaited
            timer.cancel()
            delivery.settle(frame.get("payload") or {})

    def _overdue(self, envelope_id: str) -> None:
        delivery, _ = self._awaited.pop(envelope_id)
        self._not_acknowledged(delivery)

    def _not_acknowledged(self, delivery: Delivery) -> None:
        """Events are sent again, commands and interactions are not."""
        if delivery.kind in RESPONDING or delivery.attempt >= len(self._retry_delays) or self._loop is None:
            delivery.settle(None)
            return
        again = replace(delivery, attempt=delivery.attempt + 1)
        self._loop.call_later(self._retry_delays[delivery.attempt], self._send, again)

    def _disconnect(self, reason: str, times: int, gone: "Future[None]") -> None:
        for connection in tuple(self._connections[:times]):
            if reason != "warning":
                self._connections.remove(connection)
            connection.outgoing.put_nowait(_disconnect(reason))
        gone.set_result(None)
        self._changed()


def _hello(number: int) -> Json:
    debug = {"host": "local", "build_number": 1, "approximate_connection_time": 18_060}
    return {"type": "hello", "num_connections": number, "debug_info": debug, "connection_info": {"app_id": APP_ID}}


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}}
