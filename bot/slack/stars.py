"""Stars as Slack shows them: a button on each card, a menu below a list, and what they carry. Pure."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from bot.agenda.attendee import Ref
from bot.schedule.model import Schedule, Session
from bot.schedule.query import end_of
from bot.slack.elements import OPTION_LABEL, OPTION_VALUE, Block, plain_text

TOGGLE = "star"
"""The action of a card's button and of a list's menu, which take the star away again where there is one."""
ON, OFF = "stars:on", "stars:off"
"""The actions of buttons that star several, or take their stars away."""
BUTTON_VALUE = 2000
"""Slack's limit, in characters."""
OPTIONS_OF_MESSAGE = 25
"""More would leave no room in a message for what it tells."""


@dataclass(frozen=True, slots=True)
class Stars:
    """What whoever reads has starred: None where many read. What is over by `now` cannot be starred any more."""

    refs: frozenset[Ref] | None
    now: datetime

    def has(self, ref: Ref) -> bool:
        return self.refs is not None and ref in self.refs

    def offered(self, sessions: Iterable[Session]) -> tuple[Session, ...]:
        return tuple(session for session in sessions if self._is_ahead(session))

    def _is_ahead(self, session: Session) -> bool:
        end = end_of(session)
        return end > self.now if end else bool(session.date and session.date >= self.now.date())


def value_of(refs: Iterable[Ref]) -> str:
    """The sessions as a button's or an option's value: for each schedule its id and theirs."""
    together = groupby(sorted(refs), key=attrgetter("schedule_id"))
    return json.dumps([[schedule_id, *(ref.session_id for ref in named)] for schedule_id, named in together])


def refs_of(value: str) -> tuple[Ref, ...]:
    """The sessions that a value names; raises ValueError where it is none of ours."""
    with suppress(ValueError, TypeError, RecursionError):
        found = tuple(Ref(schedule_id, one) for schedule_id, *ids in json.loads(value) for one in ids)
        if found and all(isinstance(part, str) for ref in found for part in (ref.schedule_id, ref.session_id)):
            return found
    raise ValueError(f"a star's value is not ours: {value!r}")


def star_button(schedule: Schedule, session: Session, stars: Stars, number: int = 0) -> Block | None:
    """The button of a card; none where the session is over."""
    ref = Ref(schedule.id, session.id)
    if not stars.offered((session,)):
        return None
    return {
        "type": "button",
        "action_id": f"{TOGGLE}:{number}",
        "text": plain_text(_label(is_on=stars.has(ref))),
        "value": value_of((ref,)),
    }


def star_menu(
    schedule: Schedule, sessions: Iterable[Session], stars: Stars, most: int = OPTIONS_OF_MESSAGE
) -> Iterator[Block]:
    """The elements below a list: a menu to star one of it, and a button to star all."""
    offered = stars.offered(sessions)
    options = [option for option in (_option(schedule, one, stars) for one in offered) if _fits(option)][:most]
    refs = tuple(Ref(schedule.id, session.id) for session in offered)
    if not options:
        return
    yield {
        "type": "static_select",
        "action_id": f"{TOGGLE}:menu",
        "placeholder": plain_text("☆ Star…"),
        "options": options,
    }
    missing = tuple(ref for ref in refs if not stars.has(ref))
    if len(refs) > 1 and missing:
        yield from refs_button(ON, "☆ Star all", missing)


def refs_button(action: str, label: str, refs: tuple[Ref, ...]) -> tuple[Block, ...]:
    """A button for the sessions; none for more than a button's value can name."""
    value = value_of(refs)
    if not refs or len(value) > BUTTON_VALUE:
        return ()
    return ({"type": "button", "action_id": action, "text": plain_text(label), "value": value},)


def actions(*elements: Block) -> tuple[Block, ...]:
    return ({"type": "actions", "elements": list(elements)},) if elements else ()


def with_stars(blocks: Iterable[Block], states: Mapping[Ref, bool]) -> list[Block]:
    """A message's blocks with those stars shown as they are now."""
    return [_shown(block, states) for block in blocks]


def _shown(block: Block, states: Mapping[Ref, bool]) -> Block:
    changed = dict(block)
    if "accessory" in block:
        changed["accessory"] = _shown(block["accessory"], states)
    if block.get("type") == "actions":
        changed["elements"] = [_shown(element, states) for element in block["elements"]]
    if not str(block.get("action_id", "")).startswith(f"{TOGGLE}:"):
        return changed
    if block["type"] == "static_select":
        changed["options"] = [_shown_option(option, states) for option in block["options"]]
    elif (is_on := states.get(refs_of(block["value"])[0])) is not None:
        changed["text"] = plain_text(_label(is_on=is_on))
    return changed


def _shown_option(option: Block, states: Mapping[Ref, bool]) -> Block:
    is_on = states.get(refs_of(option["value"])[0])
    if is_on is None:
        return option
    return {**option, "text": plain_text(f"{'★' if is_on else '☆'}{option['text']['text'][1:]}")}


def _fits(option: Block) -> bool:
    return len(option["value"]) <= OPTION_VALUE


def _label(*, is_on: bool) -> str:
    return "★ Starred" if is_on else "☆ Star"


def _option(schedule: Schedule, session: Session, stars: Stars) -> Block:
    ref = Ref(schedule.id, session.id)
    clock = f"{schedule.local(session.start):%H:%M} " if session.start else ""
    label = f"{'★' if stars.has(ref) else '☆'} {clock}{session.title}"
    short = label if len(label) <= OPTION_LABEL else f"{label[: OPTION_LABEL - 1]}…"
    return {"text": plain_text(short), "value": value_of((ref,))}
