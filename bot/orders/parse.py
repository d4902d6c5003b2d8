"""An organizer's words → what they order, one thing or several: "cancel lunch and move the panel to 17:00". Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from bot.orders.forms import FORMS, MOVE, POLITE, PUT_OFF
from bot.orders.order import Beside, Cancel, Last, Miss, Move, Order, Relocate, Rename, Replace, Take
from bot.questions.tokens import MOST_READ

BESIDES = re.compile(
    r"(?:,? (?:please|pls|thanks|thank you|instead|asap|right away)|,? (?:because|due to|owing to) .+)+$", re.IGNORECASE
)
IS_OTHER = re.compile(
    r"(?: is| are| takes place| starts)? ((?:at|in|from) \S.*?),? (?:now|instead(?: of .+)?)$", re.IGNORECASE
)
"""What is so “instead” is so “now”."""
TODAY = re.compile(r",? today$", re.IGNORECASE)
BULLET = re.compile(r"\s*(?:[-*•]|\d\.)\s+")
SEAM = re.compile(r"[,;.] (?:and then |and |then )?| and then | and | then ", re.IGNORECASE)
REASON = re.compile(rf"^({POLITE})(?:because of|due to|owing to) [^,]+, ", re.IGNORECASE)
STEMS = {
    "mov": "move", "swapp": "swap", "delay": "delay", "push": "push", "postpon": "postpone", "shift": "shift",
    "relocat": "relocate", "reschedul": "reschedule", "extend": "extend", "shorten": "shorten", "replac": "replace",
    "renam": "rename", "add": "add",
}  # fmt: skip
VERBS = {f"{stem}{ending}": verb for stem, verb in STEMS.items() for ending in ("ing", "ed")}
DOING = re.compile(rf"(?:we|i)(?: are|'re| am|'m| have|'ve)?(?: just| now)? ({'|'.join(VERBS)})(?= )", re.IGNORECASE)
VERB = re.compile(rf"{POLITE}(?:{MOVE}|{PUT_OFF}|extend|shorten)\b", re.IGNORECASE)
COMPLEMENT = re.compile(r".+ (?:to|by|until|till) .+", re.IGNORECASE)
QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
PERSONAL = re.compile(
    r"(?:i|i'm|me|my|mine|(?:what|when|where|who|whose|which|how|why|is|are|does|do|did)(?:'s)?)\b.*"
    r"|.*\b(?:my|me)\b.*|(?:the )?stars? (?:from|of|on) .*"
    r"|(?:the |all )*(?:(?:reminders?|notifications?)(?: (?:of|for|about) .*)?|quiet hours|(?:daily )?digest)",
    re.IGNORECASE,
)
"""What somebody asks, or says of themselves: nobody's order for the schedule."""
DANGLING = re.compile(r".+ (?:to|till|until|at|from|by|for|in|on)", re.IGNORECASE)
"""What ends in such a word is no name: the sentence is another."""
ABOUT = ("what", "one", "other", "speaker", "by")
"""The groups that name what an order is about."""
LONGEST, MOST_SEAMS = 500, 10
MOST_KEPT = 256
"""What is tried for one text is tried once: clauses recur where each seam may part two orders or none."""


def orders_of(text: str) -> tuple[Order, ...]:
    """The orders that the words give, in turn; none where they give none, or anything besides."""
    return _given(text) if len(text) <= LONGEST else ()


@lru_cache(maxsize=MOST_READ)
def _given(text: str) -> tuple[Order, ...]:
    lines = (" ".join(BULLET.sub("", line, count=1).split()) for line in text.splitlines())
    said = "; ".join(line for line in lines if line).replace("’", "'")
    is_asked_to = re.match(rf"{POLITE}(?:(?<=you )|(?<=(?:can|uld) we ))", said, re.IGNORECASE)
    return _orders(_ordered(said.rstrip(" .!?" if is_asked_to else " .!")))


def _ordered(said: str) -> str:
    """What is told of, as in "we're moving lunch", as if it were ordered: "move lunch"."""
    plain = REASON.sub(r"\1", said)
    doing = DOING.match(plain)
    return f"{VERBS[doing[1].lower()]}{plain[doing.end() :]}" if doing else plain


@lru_cache(maxsize=MOST_KEPT)
def _orders(said: str) -> tuple[Order, ...]:
    """What may be one order with a seam in it, or several, is several."""
    for seam in islice(SEAM.finditer(said), MOST_SEAMS):
        first = None if _is_quoted(said, seam.start()) else _order(said[: seam.start()])
        rest = _following(said, seam.end()) if first else ()
        if first and rest:
            return (first, *rest)
    whole = _order(said)
    return (whole,) if whole else ()


def _following(said: str, place: int) -> tuple[Order, ...]:
    """The orders from there on, the first of which may be short of its verb: "move A to 10:00 and B to 11:00"."""
    rest, verb = said[place:], VERB.match(said)
    is_short = verb and COMPLEMENT.match(rest)
    return _orders(rest) or (_orders(f"{verb[0]} {rest}") if verb and is_short else ())


def _is_quoted(said: str, place: int) -> bool:
    return any(quoted.start() < place < quoted.end() for quoted in QUOTED.finditer(said))


def _order(said: str) -> Order | None:
    plain = said.rstrip(" .!")
    for told in (BESIDES.sub("", plain), IS_OTHER.sub(r" is now \1", plain)):
        if order := next(_made(TODAY.sub("", told)), None):
            return _of_today(order) if TODAY.search(told) else order
    return None


def _of_today(order: Order) -> Order:
    """Of what may be of several days, today's."""
    match order:
        case Cancel(what) | Move(what) | Beside(what) | Last(what) | Take(what) | Relocate(what) | Rename(what):
            return replace(order, what=f"{what} today")
        case Miss(what="") | Replace(what=""):
            return replace(order, what="everything today")
    return order


def _made(said: str) -> Iterator[Order]:
    for make, pattern in FORMS:
        match = pattern.fullmatch(said)
        order = _filled_in(make, match) if match else None
        if order:
            yield order


def _filled_in(make: Callable[..., Order | None], match: re.Match[str]) -> Order | None:
    named = {name: text and text.strip(" \"'“”,") for name, text in match.groupdict().items()}
    about = tuple(filter(None, map(named.get, ABOUT)))
    if any(PERSONAL.fullmatch(name) or DANGLING.fullmatch(name) for name in about):
        return None
    return make(**{name: text for name, text in named.items() if text is not None or name != "what"})
