"""What the forms of commands share: a form is a pattern for all of a text, and what is read from it."""

import re
from collections.abc import Callable

from bot.commands.command import Command

Match = re.Match[str]
Form = tuple[str, Callable[[Match], Command | None]]

AGENDA = (
    r"(?:agenda|stars?|starred (?:sessions|talks)|sessions|itinerary|bookmarks?|favou?rites?"
    r"|personal (?:agenda|schedule|program(?:me)?))"
)
MINE = rf"(?:(?:my|our) (?:own |personal |starred )?{AGENDA}|my (?:own )?(?:schedule|program(?:me)?|plan|list|day))"
"""One's agenda; “our schedule” is everybody's."""
MAYBE = r"(?: (?P<what>.*))?"
I_AM = r"(?:i'm|i am|im)"
NO = (
    r"(?:no(?: more)?|stop|end|(?:turn|switch) off|disable|deactivate|cancel|clear|remove|delete|without|pause"
    r"|(?:don't|do not) send(?: me)?(?: any)?)"
)
YES = r"(?:resume|start|restart|(?:turn|switch) on|enable|activate)"


def one_of(*forms: str) -> str:
    return "|".join(f"(?:{form})" for form in forms)


def named(match: Match) -> str:
    """What the form's words are about."""
    found = match.groupdict()
    return (found.get("what") or found.get("other") or "").strip()
