"""Misbehaviour on request: which of the next calls fail, and how.

Decides only; the server and the sockets carry it out.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, get_args

CallFault = Literal["429", "500", "reset_before", "reset_after", "slow"]
SocketFault = Literal["duplicate_event", "duplicate_envelope", "disconnect", "hang_up"]
CALL_FAULTS: tuple[str, ...] = get_args(CallFault)
SOCKET_FAULTS: tuple[str, ...] = get_args(SocketFault)


@dataclass(frozen=True, slots=True)
class Fault:
    """One planned misbehaviour, `times` over: of calls of `method` ("*" is any), or of the socket.

    `seconds` is how late a slow answer comes; `retry_after` what a 429 says.
    """

    fault: str
    method: str = "*"
    times: int = 1
    seconds: float = 1.0
    retry_after: int = 1

    def __post_init__(self) -> None:
        if self.fault not in CALL_FAULTS + SOCKET_FAULTS:
            raise ValueError(f"fault: {self.fault!r} is none of {', '.join(CALL_FAULTS + SOCKET_FAULTS)}")
        if self.times < 1:
            raise ValueError(f"times: {self.times} is less than 1")


class Faults:
    """The plan; each fault is used up by the first calls that match it."""

    def __init__(self) -> None:
        self._planned: tuple[Fault, ...] = ()

    def plan(self, fault: Fault) -> None:
        self._planned = (*self._planned, fault)

    def clear(self) -> None:
        self._planned = ()

    def for_call(self, method: str) -> Fault | None:
        return self._take(lambda fault: fault.fault in CALL_FAULTS and fault.method in ("*", method))

    def for_envelope(self, kind: str) -> str | None:
        """How the next envelope is doubled: an event in a new envelope, any envelope as it is, or not."""
        wanted = {"duplicate_envelope", "duplicate_event"} if kind == "events_api" else {"duplicate_envelope"}
        fault = self._take(lambda fault: fault.fault in wanted)
        return fault.fault if fault else None

    def _take(self, matches: Callable[[Fault], bool]) -> Fault | None:
        for index, fault in enumerate(self._planned):
            if matches(fault):
                rest = (replace(fault, times=fault.times - 1),) if fault.times > 1 else ()
                self._planned = (*self._planned[:index], *rest, *self._planned[index + 1 :])
                return fault
        return None
