"""What is said of the data that is kept about a person, and the file that holds it all. Pure."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from bot.phrases import Hyperlink
from bot.slack.render import SlackMessage, button, phrase_message
from bot.store.personal import Field, Kept

SHOW, ASK_ERASE, ERASE = "data_show", "data_ask_erase", "data_erase"
"""The actions of the buttons: the file, the question whether to delete it all, and yes to it."""
NOTHING = "I keep nothing about you."


def data_file(user: str, kept: Iterable[Kept], now: datetime) -> str:
    """JSON, for people and programs to read; instants in UTC."""
    about = {"about": "All that Usher keeps about you", "slack_user": user, "as_of": now.isoformat()}
    rows = {one.called: [dict(map(_written, row)) for row in one.rows] for one in kept}
    return json.dumps(about | rows, indent=2, ensure_ascii=False) + "\n"


def data_sent(kept: tuple[Kept, ...], permalink: str) -> SlackMessage:
    where = Hyperlink("a file in our direct message", permalink) if permalink else "a file in our direct message"
    told = ("All that I keep about you is in ", where, ":", _counted(kept))
    return phrase_message(told, None, button(ASK_ERASE, "Delete it all…", style="danger"))


def nothing_kept() -> SlackMessage:
    return phrase_message((NOTHING,))


def erase_question(kept: tuple[Kept, ...]) -> SlackMessage:
    told = (
        "Shall I delete all that I keep about you?",
        _counted(kept),
        "\nIt ends your stars, reminders, settings and calendar link at once, and cannot be undone.",
    )
    return phrase_message(
        told, None, button(ERASE, "Delete it all", style="danger"), button(SHOW, "Show it to me first")
    )


def erased() -> SlackMessage:
    return phrase_message(("It is deleted: I keep nothing about you any more.",))


def _counted(kept: tuple[Kept, ...]) -> str:
    return "".join(f"\n• {one.called}: {len(one.rows)}" for one in kept)


def _written(field: Field) -> tuple[str, Any]:
    match field.value:
        case datetime() | date() | time() as moment:
            return field.name, moment.isoformat()
        case bytes() as content:
            return field.name, f"{len(content)} bytes"
        case value:
            return field.name, value
