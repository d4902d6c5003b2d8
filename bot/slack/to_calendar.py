"""What puts a session into a calendar, below its card: links to the large ones, and a button for a file. Pure."""

from typing import Any

from bot.agenda.attendee import Ref
from bot.calendar.event import event_of
from bot.calendar.links import google_link, outlook_link
from bot.phrases import Hyperlink, Phrase
from bot.schedule.model import Schedule, Session
from bot.slack.stars import BUTTON_VALUE, value_of

ONE = "calendar_one"
"""The action of the button; its value is that of a star."""


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
    value = value_of((Ref(schedule.id, session.id),))
    if session.is_archived or len(value) > BUTTON_VALUE:
        return ()
    text = {"type": "plain_text", "text": "Calendar file"}
    return ({"type": "button", "action_id": ONE, "text": text, "value": value},)
