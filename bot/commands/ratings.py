"""How somebody found a session, and what came of all."""

import re

from bot.commands.command import Command, Rate, ShowRatings
from bot.commands.forms import Form, Match, named
from bot.questions.clocks import number_of

MARK = r"(?P<mark>\d{1,2}(?:[.,]\d)?|one|two|three|four|five|(?:(?:★|⭐\ufe0f?|:star2?:) ?)+)"
SCALE = r"(?: ?/ ?5| (?:of|out of) (?:5|five))"
STARS = r"(?:-| )(?:stars?|points?)"
OF_HOW_MANY = rf"(?P<scale>{SCALE}{STARS}|{SCALE}|{STARS})"
RATING = r"(?:(?:i |i'd |i would )?rate|my rating (?:of|for))"
SYMBOL = re.compile(r"★|⭐|:star2?:")


def _rate(match: Match) -> Command:
    told = match["mark"]
    score = len(SYMBOL.findall(told)) or number_of(told.lower()) or 0
    return Rate(named(match), score, sure=bool(match["scale"]))


FORMS: tuple[Form, ...] = (
    (
        r"(?:show (?:me )?)?(?:the )?(?:ratings|feedback)(?: (?:of|for|on) (?P<what>.+))?",
        lambda found: ShowRatings(named(found)),
    ),
    (rf"{RATING} (?P<what>.+?)(?: with| at| as| is|:|,)? (?:an? )?{MARK}{OF_HOW_MANY}?", _rate),
    (rf"(?:i )?g(?:i|a)ve (?P<what>.+?) (?:an? )?{MARK}{OF_HOW_MANY}", _rate),
    (rf"{MARK}{OF_HOW_MANY} (?:for|to) (?P<what>.+)", _rate),
    (r"rate(?: (?:a |the |my )?(?:sessions?|talks?))?", lambda _: Rate()),
    (r"rate (?P<what>(?!limit|of\b).+)", lambda found: Rate(named(found))),
)
