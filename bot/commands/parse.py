"""Words → a command, where they tell the bot to do something for whoever writes; None for a question. Pure.

Read before questions are, so that each form is a whole sentence that nobody would ask about a schedule.
"""

import re
from functools import lru_cache

from bot.commands import exports, place, ratings, reminders, stars
from bot.commands.command import (
    Command,
    LinkCalendar,
    SendCalendar,
    ShowAgenda,
    ShowData,
    ShowFree,
    ShowNext,
    ShowRatings,
    ShowSettings,
)
from bot.commands.forms import Form, one_of
from bot.commands.place import ZONE
from bot.commands.reminders import as_reminding
from bot.questions.tokens import LONGEST, MOST_READ

ASKED = ShowAgenda | ShowNext | ShowFree | ShowSettings | ShowRatings | SendCalendar | LinkCalendar | ShowData
"""What is as well put as a question."""
POLITE = re.compile(
    r"(?:(?:please|pls|hey|hi|ok|okay|also|and|then|can you|could you|would you|let's|let me(?! know)"
    r"|(?:i|i'd|i would) (?:want|need|like)(?: you)?(?: to)?)[ ,]+)+",
    re.IGNORECASE,
)
THANKS = re.compile(r"(?:,? (?:please|pls|thanks|thank you|thx))+$", re.IGNORECASE)

SETTINGS: tuple[Form, ...] = (
    (
        one_of(
            r"(?:how (?:do|can) i )?(?:(?:show|change|open) )?(?:me )?(?:my |the )?(?:notification )?"
            r"(?:settings|preferences|reminders?)",
            r"remind me",
            r"(?:what|who|whom) (?:do|am) i follow(?:ing)?",
            r"(?:(?:show|list)(?: me)?(?: who| what)? )?(?:my )?(?:follows|i follow)",
            r"(?:(?:my|set|the|change) )*(?:quiet hours?|dnd|do not disturb)(?: .*)?",
            r"(?:set |change |turn on |enable |start )?(?:the |my |an? )?(?:(?:daily|morning|evening) )*digest"
            r"(?: (?:at|on|for|every|to) .*)?",
            rf"(?:(?:what(?:'?s| is)|which is|show|change) )?(?:my |the )?{ZONE}",
        ),
        lambda _: ShowSettings(),
    ),
)
_COMMANDS = tuple(
    (re.compile(pattern, re.IGNORECASE), reading)
    for forms in (exports.FORMS, reminders.FORMS, stars.FORMS, place.FORMS, ratings.FORMS, SETTINGS, stars.SHORT_FORMS)
    for pattern, reading in forms
)
"""In the order in which they are tried."""


def command_of(text: str) -> Command | None:
    """The command, if the whole text is one."""
    return _given(text[:LONGEST])


@lru_cache(maxsize=MOST_READ)
def _given(text: str) -> Command | None:
    plain = " ".join(text.replace("’", "'").split())
    asks, said = plain.endswith("?"), THANKS.sub("", plain.rstrip("?!. "))
    polite = POLITE.match(said)
    for words in dict.fromkeys((said, said[polite.end() :] if polite else said)):
        found = _command_of(as_reminding(words))
        if found and (not asks or words != said or isinstance(found, ASKED)):
            return found
    return None


def _command_of(said: str) -> Command | None:
    matches = ((pattern.fullmatch(said), reading) for pattern, reading in _COMMANDS)
    return next((found for match, reading in matches if match and (found := reading(match))), None)
