"""Stars, follows, and what is on one's agenda."""

from bot.commands.command import Following, ShowAgenda, ShowFree, ShowNext, Starring, TakeBack
from bot.commands.forms import AGENDA, I_AM, MAYBE, MINE, Form, named, one_of

STAR = r"(?:star|bookmark|favou?rite|fav|save)"
SYMBOL = r"(?::star2?:|⭐\ufe0f?|★|☆|star:)"
WISH = r"(?:i (?:want to|will|would like to|plan to)|i'd like to|i'll) (?:see|attend|visit|join|go to)"
NEXT = r"(?:next|now|at the moment|right now)"
THING = r"(?:session|talk|star|one|thing)"
CLASHES = r"(?:any )?(?:clash(?:es)?|conflicts?|overlaps?)"
HAVE = r"(?:did i star|have i (?:starred|got)|do i have|am i (?:attending|seeing|going to))"
LAST = r"(?:the last (?:change|thing|one)|(?:the|my) (?:last )?star)"
OFF = r"(?:drop|skip|remove)"
NO_NAME = r"(?:it|that|this|them|one|both|me)"
FREE = r"(?:free time|time off|(?:a |any )?free (?:hour|slot)s?|(?:a |any )?(?:break|gap)s?)"

FORMS: tuple[Form, ...] = (
    (
        one_of(
            r"(?:clear|empty|reset|delete|remove|wipe|unstar|drop) (?:all )?(?:of )?"
            rf"(?:(?:my|the) (?:own )?(?:{AGENDA}|list)|stars)",
            r"unstar (?:all(?: sessions| talks)?)",
        ),
        lambda _: Starring("everything", on=False),
    ),
    (
        one_of(
            rf"(?:un-? ?{STAR}|(?:remove|drop|delete) (?:the |my )?(?:stars?|bookmarks?) (?:from|of|on)) (?P<what>.+)",
            rf"(?:remove|take|drop|delete) (?P<other>.+) (?:from|off|of) {MINE}",
            rf"(?:(?:don't|do not) {STAR}|{I_AM} not (?:going to|attending|interested in)(?= the\b)) (?P<unwanted>.+)",
            r"(?:i (?:don't|do not) want to|i won't) (?:see|attend|visit|join|go to) (?P<avoided>.+)",
        ),
        lambda found: Starring(named(found) or (found["unwanted"] or found["avoided"] or "").strip(), on=False),
    ),
    (
        one_of(
            rf"(?:add|put|{STAR}) (?P<what>.+) (?:to|on|in|for) {MINE}",
            rf"{STAR}(?: (?P<other>.+))?",
            rf"{SYMBOL} ?(?P<marked>.+)",
            rf"(?:{WISH}|{I_AM} (?:going to|attending)(?= (?:the|an?|this|that)\b)) (?P<wished>.+)",
        ),
        lambda found: Starring(named(found) or (found["marked"] or found["wished"] or "").strip()),
    ),
    (
        one_of(
            rf"(?:undo|revert)(?: (?:it|that|this|{LAST}))?",
            rf"take (?:it|that|this|{LAST}) back",
            rf"take back (?:it|that|this|{LAST})",
        ),
        lambda _: TakeBack(),
    ),
    (
        r"(?:unfollow|stop (?:following|watching)|(?:don't|do not) follow|unsubscribe from)(?: (?P<what>.+))?",
        lambda found: Following(named(found), on=False),
    ),
    (
        r"(?:(?:start )?following|subscribe to|follow(?! up\b))(?: (?P<what>.+))?",
        lambda found: Following(named(found)),
    ),
    (
        one_of(
            r"(?:what(?:'?s| is| comes)?|show me)(?: up| coming)? next (?:for me|on my agenda)",
            rf"(?:(?:what|when|where)(?:'?s| is) )?my next(?: {THING})?",
            rf"what do i have(?: on)? {NEXT}",
            rf"where (?:do|should|must|am) i (?:need to |have to )?(?:go|be|going)(?: {NEXT})?",
        ),
        lambda _: ShowNext(),
    ),
    (
        one_of(
            rf"(?:(?:show|list|see|open|tell)(?: me)? |what(?:'?s| is) (?:on |in )?|what are )?{MINE}{MAYBE}",
            r"where (?:do|should|must) i (?:need to |have to )?(?:go|be) (?P<other>.+)",
        ),
        lambda found: ShowAgenda(named(found)),
    ),
    (
        one_of(
            rf"(?:what|which (?:sessions|talks)) {HAVE}{MAYBE}",
            r"(?:show|list)(?: me)?(?: what| all)?(?: i(?:'ve| have)?)? starred",
            r"starred|bookmarks|favou?rites",
            rf"(?:do i have |are there |show )?(?:my )?{CLASHES} (?:on|in|with) {MINE}",
            rf"(?:do i have |show (?:me )?my |my ){CLASHES}",
            r"(?:am i double[- ]?booked|which of my (?:sessions|talks|stars) (?:clash|overlap|conflict))",
            r"(?:do i have anything(?: on)?|what(?:'?s| is) (?:on )?for me|what am i doing) (?P<when>.+)",
        ),
        lambda found: ShowAgenda(named(found) or (found["when"] or "").strip()),
    ),
    (rf"(?:when|am) (?:am )?i(?:'m| am)? (?:next )?(?:free|busy){MAYBE}", lambda found: ShowFree(named(found))),
    (rf"(?:when(?:'?s| is) )?(?:my )?(?:next )?free (?:hour|time|slot)s?{MAYBE}", lambda found: ShowFree(named(found))),
    (
        one_of(rf"(?:when )?do i have (?:any )?{FREE}{MAYBE}", rf"(?:any )?gaps? (?:on|in) {MINE}"),
        lambda found: ShowFree(named(found)),
    ),
)

SHORT_FORMS: tuple[Form, ...] = (
    (
        rf"{OFF} (?P<what>(?!{NO_NAME}$)(?!.* (?:from|off) ).+)",
        lambda found: Starring(named(found), on=False),
    ),
)
"""What an organizer who writes it means of the programme; tried last, since what is removed may be anything."""
