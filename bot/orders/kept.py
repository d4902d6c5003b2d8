"""Orders, and which sessions their words were found to name, as JSON, in which they are kept, and back. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, get_args

from bot.orders.order import Order
from bot.schedule.amendments import TakenUp

Json = dict[str, Any]
Pins = Mapping[str, tuple[str, ...]]
"""Words, and the ids of the sessions that they name."""
KINDS = {kind.__name__: kind for kind in get_args(Order)}


@dataclass(frozen=True, slots=True)
class Ordered:
    orders: tuple[Order, ...]
    pins: Pins


def ordered_text(ordered: Ordered) -> str:
    kept = {"orders": [_order_json(order) for order in ordered.orders], "pins": dict(ordered.pins)}
    return json.dumps(kept, ensure_ascii=False)


def read_ordered(text: str) -> Ordered:
    """What a text that `ordered_text` made says."""
    told = json.loads(text)
    return Ordered(tuple(map(_read_order, told["orders"])), {words: tuple(ids) for words, ids in told["pins"].items()})


def _order_json(order: Order) -> Json:
    return {"order": type(order).__name__, **{one.name: _value_json(getattr(order, one.name)) for one in fields(order)}}


def _read_order(told: Json) -> Order:
    values = {name: _read_value(value) for name, value in told.items() if name != "order"}
    order: Order = KINDS[told["order"]](**values)
    return order


def _value_json(value: object) -> object:
    match value:
        case timedelta():
            return {"seconds": value.total_seconds()}
        case datetime():
            return {"local": value.isoformat()}
        case TakenUp():
            return {"taken_up": value.name}
    return value


def _read_value(told: object) -> object:
    match told:
        case {"seconds": seconds}:
            return timedelta(seconds=seconds)
        case {"local": local}:
            return datetime.fromisoformat(local)
        case {"taken_up": name}:
            return TakenUp[name]
    return told
