"""The buttons, menus and the form with which organizers say what is to become of a proposal. Pure."""

from typing import Any
from zoneinfo import ZoneInfo

from bot.slack.elements import OPTION_VALUE, OPTIONS, Block, form, input_block, plain_text
from bot.slack.offer import Offer, Press, Said
from bot.slack.render import BUTTON_LABEL, cut, section
from bot.wording import joined

USE, USE_AND_TELL, DROP, DOWNLOAD, SHOW_ALL, FILL, TARGET, CHANNEL = (
    "import_use",
    "import_tell",
    "import_drop",
    "import_download",
    "import_all",
    "import_fill",
    "import_target",
    "import_channel",
)
"""The actions of the message; the value of each button is the proposal's id. FILL is the form's callback too."""
DAY, ZONE = "day", "zone"
"""The blocks and the fields of the form."""
NEW = "new:"
"""Chosen for no schedule that there is; no file's name can be that."""
UNSAID = {"timezone": "the time zone", "date": "the day"}


def channels_menu(schedule_id: str) -> Block:
    """Asks where the schedule is to post."""
    kinds = {"include": ["public", "private"], "exclude_bot_users": True}
    menu = {"type": "conversations_select", "action_id": CHANNEL, "filter": kinds}
    return {**section("Where should its reminders go?"), "block_id": f"{CHANNEL}:{schedule_id}", "accessory": menu}


def channel_of(action: Block) -> tuple[str, str]:
    """The schedule's id, and the id of the channel that was chosen for it."""
    return action["block_id"].partition(":")[2], action["selected_conversation"]


def target_menu(offer: Offer) -> Block:
    """The menu of what it replaces."""
    new = {"text": plain_text("A new schedule"), "value": NEW}
    known = [
        {"text": plain_text(cut(each.title, BUTTON_LABEL)), "value": each.id}
        for each in offer.targets
        if len(each.id) <= OPTION_VALUE
    ]
    shown = next((each for each in known if offer.before and each["value"] == offer.before.id), new)
    menu = {"type": "static_select", "action_id": TARGET, "options": [*known[: OPTIONS - 1], new]}
    accessory = {**menu, "initial_option": shown} if shown in menu["options"] else menu
    return {**section("It replaces:"), "block_id": f"{TARGET}:{offer.id}", "accessory": accessory}


def buttons(offer: Offer) -> Block:
    tells = offer.can_be_used and offer.is_news
    fill = _button(FILL, f"Fill in {joined(UNSAID[key] for key in offer.lacks)}", offer, "primary")
    elements = [
        *([_button(USE, "Use it", offer, "primary")] if offer.can_be_used else []),
        *([_button(USE_AND_TELL, "Use it, and tell who it concerns", offer)] if tells else []),
        *([fill] if offer.lacks else []),
        _button(SHOW_ALL, "Show all", offer),
        _button(DOWNLOAD, "Download the YAML", offer),
        _button(DROP, "Drop it", offer, "danger"),
    ]
    return {"type": "actions", "elements": elements}


def _button(action: str, label: str, offer: Offer, style: str | None = None) -> Block:
    button = {"type": "button", "action_id": action, "text": plain_text(label), "value": str(offer.id)}
    return {**button, "style": style} if style else button


def fill_form(offer: Offer, reader: ZoneInfo | None) -> Block:
    """Asks for what the document does not say; its subject is the proposal's id."""
    theirs = f"; yours is {reader.key}" if reader else ""
    as_in = f"As in Europe/Berlin or America/Toronto{theirs}."
    unnamed = "The day of the sessions for which the document names none."
    asked = {
        "timezone": input_block(ZONE, "Time zone", {"type": "plain_text_input", "max_length": 64}, hint=as_in),
        "date": input_block(DAY, "First day", {"type": "datepicker"}, hint=unnamed),
    }
    return form(FILL, str(offer.id), "What is not said", "Go on", [asked[key] for key in offer.lacks])


def pressed(body: dict[str, Any], proposal: str) -> Press:
    """What a button or a menu of the message does; `body` as Slack sends it."""
    place = body["container"]
    return Press(proposal, body["user"]["id"], place["channel_id"], place["message_ts"])


def said_in(view: Block) -> Said:
    values = view["state"]["values"]
    zone = values.get(ZONE, {}).get(ZONE, {}).get("value")
    return Said(values.get(DAY, {}).get(DAY, {}).get("selected_date"), zone and zone.strip())


def target_of(action: Block) -> tuple[str, str]:
    """The proposal's id, and the id of the schedule that was chosen for it: empty for a new one."""
    chosen = action["selected_option"]["value"]
    return action["block_id"].partition(":")[2], "" if chosen == NEW else chosen
