"""The form in which organizers write an announcement: what, to whom, when. Pure."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.schedule.model import Schedule
from bot.slack.elements import Block, form, input_block, plain_text
from bot.slack.order_form import session_groups
from bot.slack.rich_text import is_blank
from bot.store.announcements import Announcement

FORM, WHEN = "announcement", "announcement_when"
"""The form's callback, and the menu that chooses when it is sent."""
NOW, AT, BESIDE = "now", "at", "beside"
TEXT, CHANNELS, FANS, EVERYBODY, DAY, TIME, SESSION, MINUTES, PIN = (
    "text", "channels", "fans", "everybody", "day", "time", "session", "minutes", "pin",
)  # fmt: skip
WHEN_LABELS = {NOW: "At once", AT: "At a time", BESIDE: "Before or after a session, moving with it"}
MOST_MINUTES = 24 * 60

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a form is about: the announcement's id (None: a new one), its schedule, and when it is to be sent."""

    announcement_id: int | None
    schedule_id: str
    when: str


def subject_of(view: Block) -> Subject:
    return Subject(*json.loads(view["private_metadata"]))


def when_of(announcement: Announcement) -> str:
    return BESIDE if announcement.beside else AT if announcement.at else NOW


def announcement_form(announcement: Announcement, schedule: Schedule, when: str, now: datetime) -> Block:
    """The modal, filled in as the announcement is; a new one has the id 0."""
    subject = json.dumps([announcement.id or None, schedule.id, when])
    blocks = [*_what(announcement), *_to(announcement, schedule, now), *_when(announcement, schedule, when, now)]
    return form(FORM, subject, "Announcement", "Preview", blocks)


def _what(announcement: Announcement) -> list[Block]:
    written = json.loads(announcement.text)
    initial = {} if is_blank(written) else {"initial_value": written}
    return [input_block(TEXT, "What do you announce?", {"type": "rich_text_input", **initial})]


def _to(announcement: Announcement, schedule: Schedule, now: datetime) -> list[Block]:
    initial = {"initial_conversations": list(announcement.channels)} if announcement.channels else {}
    only = {"filter": {"include": ["public", "private"], "exclude_bot_users": True}}
    channels = {"type": "multi_conversations_select", **only, **initial}
    everybody = {"text": plain_text("Everybody who has starred or set anything"), "value": EVERYBODY}
    chosen = {"initial_options": [everybody]} if announcement.everybody else {}
    fans = _session_select(schedule, now, announcement.fans_of)
    return [
        input_block(CHANNELS, "To which channels?", channels, optional=True),
        input_block(FANS, "To everybody who starred this session, by direct message", fans, optional=True),
        input_block(
            EVERYBODY,
            "To all, by direct message",
            {"type": "checkboxes", "options": [everybody], **chosen},
            optional=True,
        ),
    ]


def _when(announcement: Announcement, schedule: Schedule, when: str, now: datetime) -> list[Block]:
    options = {value: {"text": plain_text(label), "value": value} for value, label in WHEN_LABELS.items()}
    menu = {"type": "static_select", "options": list(options.values()), "initial_option": options[when]}
    pinned = {"text": plain_text("Pin it in the channels"), "value": PIN}
    chosen = {"initial_options": [pinned]} if announcement.pinned else {}
    return [
        {**input_block(WHEN, "When?", menu), "dispatch_action": True},
        *_details(announcement, schedule, when, now),
        input_block(PIN, "And then", {"type": "checkboxes", "options": [pinned], **chosen}, optional=True),
    ]


def _details(announcement: Announcement, schedule: Schedule, when: str, now: datetime) -> list[Block]:
    if when == AT:
        local = schedule.local(announcement.at or now)
        time = {"initial_time": f"{local:%H:%M}"} if announcement.at else {}
        clock = {"type": "timepicker", "timezone": schedule.timezone.key, **time}
        return [
            input_block(DAY, "On which day?", {"type": "datepicker", "initial_date": f"{local:%Y-%m-%d}"}),
            input_block(TIME, "At what time?", clock, hint=f"On the workshop's clock, {schedule.timezone.key}."),
        ]
    if when == BESIDE:
        limits = {
            "min_value": str(-MOST_MINUTES),
            "max_value": str(MOST_MINUTES),
            "initial_value": str(announcement.minutes),
        }
        minutes = {"type": "number_input", "is_decimal_allowed": False, **limits}
        return [
            input_block(SESSION, "Which session?", _session_select(schedule, now, announcement.beside)),
            input_block(MINUTES, "Minutes after its start", minutes, hint="Below zero: before it, as in -10."),
        ]
    return []


def _session_select(schedule: Schedule, now: datetime, chosen: str | None) -> Block:
    groups = list(session_groups(schedule, now))
    options = [option for group in groups for option in group["options"] if option["value"] == chosen]
    return {"type": "static_select", "option_groups": groups, **({"initial_option": options[0]} if options else {})}


def filled_in(announcement: Announcement, schedule: Schedule, view: Block) -> Announcement:
    """The announcement as the form says it; its times become instants."""
    values, when = view["state"]["values"], subject_of(view).when
    return replace(
        announcement,
        text=json.dumps(values[TEXT][TEXT]["rich_text_value"], ensure_ascii=False),
        channels=tuple(values[CHANNELS][CHANNELS].get("selected_conversations") or ()),
        fans_of=_option(values, FANS),
        everybody=bool(values[EVERYBODY][EVERYBODY].get("selected_options")),
        at=_instant(values, schedule) if when == AT else None,
        beside=_option(values, SESSION) if when == BESIDE else None,
        minutes=int(values[MINUTES][MINUTES]["value"]) if when == BESIDE else 0,
        pinned=bool(values[PIN][PIN].get("selected_options")),
    )


def errors_in(announcement: Announcement) -> dict[str, str]:
    """What keeps a form from being taken, by the field that it is about."""
    if is_blank(json.loads(announcement.text)):
        return {TEXT: "Please write what you announce."}
    if not (announcement.channels or announcement.fans_of or announcement.everybody):
        return {CHANNELS: "Please say to whom: channels, those who starred a session, or everybody."}
    return {}


def _option(values: Values, name: str) -> str | None:
    chosen = values[name][name].get("selected_option")
    return str(chosen["value"]) if chosen else None


def _instant(values: Values, schedule: Schedule) -> datetime:
    local = datetime.fromisoformat(f"{values[DAY][DAY]['selected_date']}T{values[TIME][TIME]['selected_time']}")
    return local.replace(tzinfo=schedule.timezone).astimezone(UTC)
