"""Where somebody is, and whose time they read."""

from bot.commands.command import SetOnSite, SetZone, UseProfileZone
from bot.commands.forms import I_AM, Form, named, one_of

HERE = r"(?:here |there )?(?:on[- ]?site|in person|at the (?:venue|workshop|conference|event)|in the (?:room|building))"
AWAY = (
    r"(?:remote|off[- ]?site|at home|home|online|virtual|(?:not|no longer) (?:there|here|on[- ]?site)"
    r"|(?:attending|joining) (?:remotely|online))"
)
STAYING = (
    r"(?:(?:now|back|currently|staying|based|still|living|located|sitting|working|travell?ing|visiting|joining|attending"
    r"|calling|dialling) )*"
)
ARRIVED = r"i(?:'ve| have)? (?:just )?(?:moved|flew|flown|landed|arrived|travell?ed)(?: back)?"
JUST_NOW = r"(?: (?:now|today|tonight|this (?:week|month)|(?:until|till|for) .+|at the moment|right now|these days))?"
ZONE = r"(?:time ?zone|tz)"

FORMS: tuple[Form, ...] = (
    (
        one_of(rf"{I_AM} (?:now |back |attending |at |joining )*{HERE}(?: (?:in|at) .+|{JUST_NOW})", r"on[- ]?site"),
        lambda _: SetOnSite(on=True),
    ),
    (
        one_of(
            rf"{I_AM} (?:now |back )*{AWAY}{JUST_NOW}",
            r"(?:i(?:'ve| have)? left|i'm leaving) the (?:venue|workshop|site)",
        ),
        lambda _: SetOnSite(on=False),
    ),
    (
        one_of(
            r"use (?:my |the )?(?:slack|profile)(?:'s)?(?: profile)?(?: time)?(?: ?zone)?",
            rf"(?:forget|reset|clear) my {ZONE}",
            rf"follow slack's {ZONE}",
        ),
        lambda _: UseProfileZone(),
    ),
    (
        one_of(
            rf"(?:(?:set|change|switch) )?my (?:{ZONE}|location|city|place)(?: is| to|:)? (?P<what>.+)",
            rf"(?:(?:set|change|use) (?:the )?)?{ZONE}(?: is| to|:)? (?P<other>.+)",
            r"(?:set|change) (?:the |my )?zone to (?P<zone>.+)",
        ),
        lambda found: SetZone(named(found) or found["zone"], sure=True),
    ),
    (
        one_of(
            rf"(?:{I_AM}|i live|now) {STAYING}(?:in|from|on|at) (?P<what>.+?){JUST_NOW}",
            rf"(?:{ARRIVED}|{I_AM} (?:flying|travell?ing)) (?:to|in|at) (?P<other>.+?){JUST_NOW}",
            r"(?:use|show(?: me)?(?: all)?(?: the)? times? (?:in|for|of)|switch to|i use|i'm using) (?P<zone>.+)",
            r"(?P<name>[a-z]{2,}/[\w/+-]+|(?:utc|gmt) ?[+\-\u2212\u2013] ?\d[\d:.]*)",
        ),
        lambda found: SetZone(named(found) or (found["zone"] or found["name"] or "").strip()),
    ),
)
