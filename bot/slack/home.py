"""The Home tab: an event's page, a field to ask in, and the answer to what was asked there. Pure."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zlib import crc32
from zoneinfo import ZoneInfo

from bot.phrases import Strong, Zones
from bot.questions.prompts import in_focus
from bot.schedule.model import Schedule
from bot.slack.elements import OPTION_LABEL, OPTION_VALUE, OPTIONS, Block, plain_text
from bot.slack.markup import mrkdwn
from bot.slack.mine import OwnPage
from bot.slack.page import clocks, event_page, header, where_and_when
from bot.slack.render import SECTION_TEXT, Asked, SlackMessage, cut, json_within, note, section

SEARCH, CHOOSE, CLEAR = "home_search", "home_choose", "home_clear"
"""The actions of the Home tab, beside the buttons that ask."""
LONGEST_QUESTION = 300
METADATA = 3000
"""Slack's limit."""
NOTHING_YET = "No schedule is loaded yet."


@dataclass(frozen=True, slots=True)
class HomeState:
    """What a person chose to see: which schedule (None: the one that is on, or next), and the answer to what."""

    schedule_id: str | None = None
    asked: Asked | None = None


@dataclass(frozen=True)
class HomePage:
    """What the tab shows to all who chose alike and live in the same zone: the parts above and below the answer."""

    schedule_id: str | None
    top: tuple[Block, ...]
    body: tuple[Block, ...]

    @cached_property
    def fingerprint(self) -> int:
        """Differs where the page does."""
        return hash(json.dumps([self.top, self.body]))


@dataclass(frozen=True, slots=True)
class Tab:
    """A page with what is a person's own, and the `tools` of organizers."""

    page: HomePage
    own: OwnPage
    tools: tuple[Block, ...] = ()

    @property
    def fingerprint(self) -> int:
        """Differs where the tab does."""
        return hash((self.page.fingerprint, json.dumps([self.own.top, self.own.bottom, self.tools])))


def home_page(schedules: tuple[Schedule, ...], chosen: str | None, reader: ZoneInfo | None, now: datetime) -> HomePage:
    """The page of the chosen schedule; of the one that is on or next, where none is or it is gone."""
    shown = next((one for one in schedules if one.id == chosen), None) or in_focus(schedules, now)
    if shown is None:
        return HomePage(None, (section(NOTHING_YET),), ())
    return HomePage(shown.id, _top(shown, schedules, reader, now), event_page(shown, reader, now))


def home_view(tab: Tab, state: HomeState, answer: SlackMessage | None) -> Block:
    """The view as Slack publishes it; `answer` is that to `state.asked`."""
    answered = _answered(state.asked.question, answer) if answer and state.asked else ()
    page = tab.page
    search = (_search(state.asked),) if page.schedule_id else ()
    blocks = [*page.top, *search, *answered, *tab.tools, *tab.own.top, *page.body, *tab.own.bottom]
    return {"type": "home", "private_metadata": _metadata(state), "blocks": blocks}


def state_of(view: Block | None) -> HomeState:
    """What a published view shows; one that is none of ours shows nothing in particular."""
    with suppress(ValueError, RecursionError):
        match json.loads((view or {}).get("private_metadata", "")):
            case [str() as question, (str() | None) as schedule_id, (str() | None) as asked_of, int() as skip]:
                return HomeState(schedule_id, Asked(question, asked_of, skip) if question else None)
    return HomeState()


def searched(text: str | None) -> Asked | None:
    """What somebody put into the field; nothing is asked where it is empty."""
    return Asked(text.strip(), None, 0) if text and text.strip() else None


def _metadata(state: HomeState) -> str:
    asked = state.asked or Asked("", None, 0)
    return json_within(METADATA, asked.question, state.schedule_id, asked.schedule_id, asked.skip)


def _top(
    schedule: Schedule, schedules: tuple[Schedule, ...], reader: ZoneInfo | None, now: datetime
) -> tuple[Block, ...]:
    return (header(schedule.title), *_about(schedule, schedules), note(clocks(schedule, reader, now)))


def _about(schedule: Schedule, schedules: tuple[Schedule, ...]) -> tuple[Block, ...]:
    """Where and when, and a menu of the schedules if there are several."""
    text = mrkdwn(where_and_when(schedule), Zones(schedule.timezone))
    if len(schedules) == 1:
        return (section(cut(text, SECTION_TEXT)),) if text else ()
    return ({**section(cut(text or "Choose a schedule:", SECTION_TEXT)), "accessory": _menu(schedule, schedules)},)


def _menu(schedule: Schedule, schedules: tuple[Schedule, ...]) -> Block:
    offered = tuple(one for one in schedules if len(one.id) <= OPTION_VALUE)[:OPTIONS]
    shown = {"initial_option": _option(schedule)} if schedule in offered else {}
    return {"type": "static_select", "action_id": CHOOSE, "options": [_option(one) for one in offered], **shown}


def _option(schedule: Schedule) -> Block:
    return {"text": plain_text(cut(schedule.title, OPTION_LABEL)), "value": schedule.id}


def _search(asked: Asked | None) -> Block:
    """A field that is empty after each question: Slack keeps what is typed in a block for as long as its id stays."""
    return {
        "type": "input",
        "block_id": f"{SEARCH}:{crc32(repr(asked).encode())}",
        "dispatch_action": True,
        "label": plain_text("Ask about the schedule"),
        "element": {
            "type": "plain_text_input",
            "action_id": SEARCH,
            "max_length": LONGEST_QUESTION,
            "placeholder": plain_text("a time, a name, a topic; then Enter"),
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
    }


def _answered(question: str, answer: SlackMessage) -> tuple[Block, ...]:
    clear = {"type": "button", "action_id": CLEAR, "text": plain_text("Clear")}
    asked = mrkdwn((Strong("You asked:"), " ", question), Zones(ZoneInfo("UTC")))
    title = {**section(cut(asked, SECTION_TEXT)), "accessory": clear}
    return ({"type": "divider"}, title, *answer.blocks, {"type": "divider"})
