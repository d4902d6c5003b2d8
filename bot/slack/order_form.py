"""The form in which organizers order a change: what sort of change, of which session, and the rest of it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from bot.orders.order import Add, Cancel, Delay, Move, Order, Relocate, Rename, Replace, Swap
from bot.phrases import day_name
from bot.schedule.amendments import TakenUp
from bot.schedule.model import Schedule, Session
from bot.schedule.query import end_of
from bot.slack.elements import OPTION_LABEL, OPTIONS, Block, form, input_block, plain_text
from bot.slack.render import cut

FORM, SORT, OPEN = "order", "order_sort", "live:form"
"""The form's callback, the menu that chooses what it asks for, and the button that opens it."""
EVERYTHING = "*"
MOST_MINUTES = 600
USUAL_MINUTES = 15

Values = dict[str, Any]
"""The form's `state.values`."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of order: its name in the menu, the fields it asks for, and the order that they make."""

    label: str
    fields: Callable[[Schedule, datetime], Iterable[Block]]
    order: Callable[[Values], Order]


def order_form(schedule: Schedule, sort: str, now: datetime) -> Block:
    """The modal for a sort of order, which `subject_of` tells."""
    blocks = [_sorts(sort), *SORTS[sort].fields(schedule, now)]
    return form(FORM, f"{schedule.id} {sort}", "Change the schedule", "Preview", blocks)


def subject_of(view: Block) -> tuple[str, str]:
    """The schedule's id of a form, and the sort of order that it asks for."""
    schedule_id, _, sort = view["private_metadata"].rpartition(" ")
    return schedule_id, sort


def order_in(view: Block) -> Order:
    """What a form that was filled in orders; sessions are named by their ids, times are local."""
    return SORTS[subject_of(view)[1]].order(view["state"]["values"])


def _sorts(chosen: str) -> Block:
    options = {name: _option(sort.label, name) for name, sort in SORTS.items()}
    element = {"type": "static_select", "options": list(options.values()), "initial_option": options[chosen]}
    return {**input_block(SORT, "What changes?", element), "dispatch_action": True}


def _option(label: str, value: str) -> Block:
    return {"text": plain_text(cut(label, OPTION_LABEL)), "value": value}


def _text(name: str, label: str, *, optional: bool = False, hint: str = "") -> Block:
    return input_block(name, label, {"type": "plain_text_input", "max_length": 300}, optional=optional, hint=hint)


def _session_input(name: str, label: str, schedule: Schedule, now: datetime) -> Block:
    return input_block(name, label, {"type": "static_select", "option_groups": list(session_groups(schedule, now))})


def session_groups(schedule: Schedule, now: datetime) -> Iterator[Block]:
    """The sessions that are not over, or all where all are, by day."""
    ahead = tuple(entry for entry in schedule.entries() if entry.date and (end_of(entry) or now) >= now)
    dated = ahead or tuple(entry for entry in schedule.entries() if entry.date)
    for day, sessions in groupby(sorted(dated, key=attrgetter("date")), key=attrgetter("date")):
        options = [_option(_called(one, schedule), one.id) for one in sessions]
        yield from (
            {"label": plain_text(day_name(day)), "options": options[at : at + OPTIONS]}
            for at in range(0, len(options), OPTIONS)
        )


def _called(session: Session, schedule: Schedule) -> str:
    return f"{schedule.local(session.start):%H:%M} {session.title}" if session.start else session.title


def _rooms(schedule: Schedule) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.room for entry in schedule.entries() if entry.room))


def _where(schedule: Schedule, now: datetime) -> Block:
    rooms = [_option(f"Room: {room}", room) for room in _rooms(schedule)[: OPTIONS - 1] if len(room) <= OPTION_LABEL]
    options = [_option("Everything", EVERYTHING), *rooms]
    groups = [{"label": plain_text("From now on"), "options": options}, *session_groups(schedule, now)][:OPTIONS]
    element = {"type": "static_select", "option_groups": groups, "initial_option": options[0]}
    return input_block("where", "What runs late?", element, hint="A session: it and what follows in its room.")


def _delay_fields(schedule: Schedule, now: datetime) -> Iterator[Block]:
    yield _where(schedule, now)
    numbers = {"min_value": "1", "max_value": str(MOST_MINUTES), "initial_value": str(USUAL_MINUTES)}
    yield input_block(
        "minutes", "By how many minutes?", {"type": "number_input", "is_decimal_allowed": False, **numbers}
    )
    ways = [
        _option("until breaks take it up", TakenUp.BY_BREAKS.name),
        _option("to the end of the day", TakenUp.BY_NIGHT.name),
    ]
    yield input_block("until", "How long?", {"type": "radio_buttons", "options": ways, "initial_option": ways[0]})


def _delay(values: Values) -> Order:
    where = _chosen(values, "where")
    by = timedelta(minutes=int(values["minutes"]["minutes"]["value"]))
    return Delay("" if where == EVERYTHING else where, by, TakenUp[_chosen(values, "until")])


def _session_fields(schedule: Schedule, now: datetime) -> Iterator[Block]:
    yield _session_input("session", "Which session?", schedule, now)


def _move_fields(schedule: Schedule, now: datetime) -> Iterator[Block]:
    yield from _session_fields(schedule, now)
    yield from _day_and_time(schedule, now, "To which day?", "To what time?")


def _day_and_time(schedule: Schedule, now: datetime, day_label: str, time_label: str) -> Iterator[Block]:
    today = schedule.local(now).date()
    days = schedule.dates() or (today,)
    day = next((day for day in days if day >= today), days[-1])
    yield input_block("day", day_label, {"type": "datepicker", "initial_date": day.isoformat()})
    clock = {"type": "timepicker", "timezone": schedule.timezone.key}
    yield input_block("start", time_label, clock, hint=f"On the workshop's clock, {schedule.timezone.key}.")


def _move(values: Values) -> Order:
    return Move(_chosen(values, "session"), _local(values, "start"))


def _swap_fields(schedule: Schedule, now: datetime) -> Iterator[Block]:
    yield _session_input("session", "Which session?", schedule, now)
    yield _session_input("other", "And which other?", schedule, now)


def _room_fields(schedule: Schedule, now: datetime) -> Iterator[Block]:
    yield from _session_fields(schedule, now)
    yield _text("room", "In which room is it now?", hint=cut(", ".join(_rooms(schedule)), 2000))


def _title_fields(schedule: Schedule, now: datetime) -> Iterator[Block]:
    yield from _session_fields(schedule, now)
    yield _text("title", "What is it called now?")


def _replace_fields(schedule: Schedule, now: datetime) -> Iterator[Block]:
    ahead = (entry for entry in schedule.entries() if (end_of(entry) or now) >= now)
    names = dict.fromkeys(person.name for entry in ahead for person in entry.speakers)
    options = [_option(name, name) for name in names if len(name) <= OPTION_LABEL][:OPTIONS]
    yield input_block(
        "speaker", "Who does not speak?", {"type": "static_select", "options": options or [_option("nobody", "-")]}
    )
    yield _text("by", "Who speaks instead?")


def _add_fields(schedule: Schedule, now: datetime) -> Iterator[Block]:
    yield _text("title", "What is it called?")
    yield from _day_and_time(schedule, now, "On which day?", "From what time?")
    yield input_block(
        "end", "Until what time?", {"type": "timepicker", "timezone": schedule.timezone.key}, optional=True
    )
    yield _text("room", "In which room?", optional=True)
    yield _text("speaker", "Who speaks?", optional=True)


def _add(values: Values) -> Order:
    end = _local(values, "end") if values["end"]["end"].get("selected_time") else None
    return Add(
        _said(values, "title"),
        _local(values, "start"),
        end,
        _said(values, "room") or None,
        _said(values, "speaker") or None,
    )


def _chosen(values: Values, name: str) -> str:
    return str(values[name][name]["selected_option"]["value"])


def _said(values: Values, name: str) -> str:
    return " ".join((values[name][name].get("value") or "").split())


def _local(values: Values, name: str) -> datetime:
    """A naive local time of the chosen day, on the workshop's clock."""
    return datetime.fromisoformat(f"{values['day']['day']['selected_date']}T{values[name][name]['selected_time']}")


def _relocate(values: Values) -> Order:
    return Relocate(_chosen(values, "session"), _said(values, "room"))


def _cancel(values: Values) -> Order:
    return Cancel(_chosen(values, "session"))


def _swap(values: Values) -> Order:
    return Swap(_chosen(values, "session"), _chosen(values, "other"))


def _rename(values: Values) -> Order:
    return Rename(_chosen(values, "session"), _said(values, "title"))


def _replace(values: Values) -> Order:
    return Replace(_chosen(values, "speaker"), _said(values, "by"))


SORTS = {
    "delay": Sort("It runs late", _delay_fields, _delay),
    "move": Sort("A session moves to another time", _move_fields, _move),
    "room": Sort("A session moves to another room", _room_fields, _relocate),
    "cancel": Sort("A session is cancelled", _session_fields, _cancel),
    "swap": Sort("Two sessions swap", _swap_fields, _swap),
    "add": Sort("There is one more session", _add_fields, _add),
    "title": Sort("A session has another title", _title_fields, _rename),
    "replace": Sort("Somebody else speaks", _replace_fields, _replace),
}
FIRST = "delay"
