"""Which kind a session is, told by its title where nobody says it."""

import re

from bot.schedule.model import Kind

TITLE_WORDS: tuple[tuple[Kind, str], ...] = (
    (Kind.LUNCH, r"((pick up|grab|box(ed)?|catered|working|networking) )?lunch( break| hour)?"),
    (Kind.POSTERS, r"posters?( (session|presentation|spotlight)s?)?"),
    (Kind.BREAK, r"((short|morning|afternoon|coffee|tea|health|snack) )*break|coffee|tea|refreshments|intermission"),
    (Kind.KEYNOTE, r"((opening|closing) )?keynotes?( (talk|speaker|speech|address|lecture|session)s?)?"),
    (Kind.PANEL, r"((opening|closing) )?panel( discussion| session)?"),
    (Kind.SOCIAL, r"(welcome )?reception|((workshop|conference) )?dinner|social( event| hour)?|happy hour|banquet"),
    (Kind.OPENING, r"(opening|introductory|welcome)( remarks| session| address)?|welcome to .*|introductions?"),
    (Kind.CLOSING, r"(closing|concluding)( remarks| session| ceremony)?|wrap.?up|farewell"),
    (Kind.INVITED, r"invited (talk|speaker|lecture)s?"),
    (Kind.CONTRIBUTED, r"(contributed|spotlight|lightning) talks?|spotlights?|oral (presentation|session)s?"),
    (Kind.TUTORIAL, r"tutorials?( session)?"),
    (Kind.DISCUSSION, r"((open|group|round.?table) )?discussions?|round.?table|breakouts?( session)?s?|q ?& ?a"),
)
"""In order of precedence: a lunch with posters is lunch, a welcome reception is social."""

GOES_ON = r"\s*(?:$|#?\d|[^\w\s'’-]|-\s|(?:and|at|by|for|from|in|on|with)\b)"
"""What may follow: "Panel on X" is a panel and "Break (15 min)" a break, "Break-even points" and "Panel data" not."""

_KINDS = "|".join(f"(?P<{kind.name}>{words})" for kind, words in TITLE_WORDS)
_LEADING = re.compile(rf"\W*(?:{_KINDS}){GOES_ON}")


def kind_of_title(title: str) -> Kind:
    """The kind that a title opens with ("Lunch Break", "Poster Session 1"); a talk where it tells nothing."""
    found = _LEADING.match(title.lower())
    return Kind[found.lastgroup] if found and found.lastgroup else Kind.TALK
