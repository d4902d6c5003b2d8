"""What is said of calendars: files sent, links made and revoked, and the buttons below. Pure."""

from collections.abc import Iterable
from datetime import date

from bot.phrases import Hyperlink, Phrase, Strong, day_name
from bot.schedule.model import Schedule
from bot.slack.elements import Block
from bot.slack.render import SlackMessage, button, phrase_message

MINE, WHOLE = "calendar_mine", "calendar_whole"
"""The actions of buttons that send a file; the value of WHOLE is a schedule's id."""
LINK_NOTE = (
    "\nIt follows your stars and every change of the programme. Whoever has the link sees your sessions, and I keep no "
    "copy of it: ask for a new one if you lose it, and revoke it when it should open nothing any more."
)
LINK, RENEW, REVOKE = "calendar_link", "calendar_renew", "calendar_revoke"
"""The actions of buttons about the private link."""


def add_button() -> Block:
    """Puts what somebody starred into their calendar."""
    return button(MINE, "Add to my calendar")


def whole_button(schedule: Schedule) -> Block:
    return button(WHOLE, f"All of {schedule.title}", schedule.id)


def file_sent(title: str, sessions: int, permalink: str, others: Iterable[Block], *, feeds: bool) -> SlackMessage:
    """That the file is in the direct message, wherever it was asked for; and what can be had beside it."""
    where = (Hyperlink("the calendar file", permalink),) if permalink else ("the calendar file",)
    held = "1 session" if sessions == 1 else f"{sessions} sessions"
    told: Phrase = ("In our direct message is ", *where, " of ", Strong(title), f" with {held}: open it to add them.")
    later = " It shows them as they are now; a private link follows what changes." if feeds else ""
    return phrase_message((*told, later), None, *others, *((button(LINK, "Get a private link"),) if feeds else ()))


def nothing_starred(schedule: Schedule | None) -> SlackMessage:
    """With the programme that can be had instead."""
    offered = (whole_button(schedule),) if schedule else ()
    return phrase_message(("You have starred nothing yet, so your calendar is empty.",), None, *offered)


def link_made(url: str) -> SlackMessage:
    """The link, told this once."""
    address = f"webcal://{url.partition('://')[2]}"
    told: Phrase = (
        "Your private calendar: ",
        Hyperlink("subscribe in your calendar app", address),
        ", or paste this address where the app asks for one (Google Calendar: Other calendars, From URL):\n",
        Hyperlink(url, url),
        LINK_NOTE,
    )
    return phrase_message(told, None, button(RENEW, "New link"), button(REVOKE, "Revoke", style="danger"))


def link_sent() -> SlackMessage:
    return phrase_message(("The private link to your calendar is in our direct message.",))


def link_known(made: date) -> SlackMessage:
    told = f"You got a private link on {day_name(made)}; I keep no copy of it. A new one ends the one before."
    return phrase_message((told,), None, button(RENEW, "New link"), button(REVOKE, "Revoke", style="danger"))


def link_revoked(*, was_there: bool) -> SlackMessage:
    told = "The link to your calendar opens nothing any more." if was_there else "You have no link to your calendar."
    return phrase_message((told,), None, button(LINK, "Get a private link"))


def no_links() -> SlackMessage:
    words = "Links to calendars are not switched on here. I can send you a file instead:"
    return phrase_message((words,), None, add_button())
