"""Which kind a session is, told by its title where nobody says it."""

import re

from bot.schedule.model import Kind

TITLE_WORDS: tuple[tuple[Kind, str], ...] = (
    (Kind.LUNCH, r"lunch"),
    (Kind.POSTERS, r"posters?"),
    (Kind.BREAK, r"(coffee|tea|refreshments?)( break)?|break|recess|intermission"),
    (Kind.KEYNOTE, r"keynote.*"),
    (Kind.PANEL, r"panel( discussion)?"),
    (Kind.OPENING, r"(opening|welcome|introduction)( remarks| session| and .*)?"),
    (Kind.CLOSING, r"(closing|concluding)( remarks| session| ceremony)?|wrap.?up|farewell"),
    (Kind.INVITED, r"invited (talk|speaker).*"),
    (Kind.CONTRIBUTED, r"contributed talks?|spotlights?|lightning talks?|oral presentations?"),
    (Kind.TUTORIAL, r"tutorial.*"),
    (Kind.SOCIAL, r"(welcome )?reception|dinner|social( event| hour)?|happy hour|banquet"),
    (Kind.DISCUSSION, r"(open |group |round.?table )?discussion|round.?table|breakouts?|q ?& ?a"),
)
"""In order of precedence: a lunch with posters is lunch, posters with coffee are posters."""

_LEADING = tuple((kind, re.compile(rf"\W*({words})(\W|\d|$)", re.IGNORECASE)) for kind, words in TITLE_WORDS)


def kind_of_title(title: str) -> Kind:
    """The kind that a title opens with ("Lunch Break", "Poster Session 1"); a talk where it tells nothing."""
    return next((kind for kind, pattern in _LEADING if pattern.match(title)), Kind.TALK)
