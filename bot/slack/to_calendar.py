"""What puts a session into a calendar, below its card: links to the large ones, and a button for a file. Pure."""

import json
from contextlib import suppress
from typing import Any

from bot.agenda.attendee import Ref
from bot.calendar.event import event_of
from bot.calendar.links import google_link, outlook_link
from bot.phrases import Hyperlink, Phrase
from bot.schedule.model import Schedule, Session

ONE = "calendar_one"
"""The action of the button; its value is `ref_value`."""
BUTTON_VALUE = 2000


def calendar_links(session: Session, schedule: Schedule) -> Phrase:
    """Nothing for an archive entry, which has no day."""
    event = event_of(session, schedule)
    if event is None:
        return ()
    return (
        "Add to ",
        Hyperlink("Google Calendar", google_link(event)),
        ", ",
        Hyperlink("Outlook", outlook_link(event)),
    )


def file_button(session: Session, schedule: Schedule) -> tuple[dict[str, Any], ...]:
    value = ref_value(Ref(schedule.id, session.id))
    if session.is_archived or len(value) > BUTTON_VALUE:
        return ()
    text = {"type": "plain_text", "text": "Calendar file"}
    return ({"type": "button", "action_id": ONE, "text": text, "value": value},)


def ref_value(ref: Ref) -> str:
    return json.dumps([ref.schedule_id, ref.session_id])


def ref_of(value: str) -> Ref:
    """The session that a button is about; raises ValueError where the value is none of ours."""
    with suppress(ValueError, RecursionError):
        match json.loads(value):
            case [str() as schedule_id, str() as session_id]:
                return Ref(schedule_id, session_id)
    raise ValueError(f"a button's value is not ours: {value!r}")
