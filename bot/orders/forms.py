"""The sentences in which organizers order something, each with what makes the order of its parts. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.orders.amounts import AMOUNT, COUNT, DAY, MINUTES, SPAN, span_of
from bot.orders.order import (
    Add,
    Beside,
    Cancel,
    Delay,
    Last,
    Miss,
    Move,
    Order,
    Relocate,
    Rename,
    Replace,
    Restore,
    Swap,
    Take,
)
from bot.schedule.amendments import TakenUp

ASKED = r"(?:can|could|would|will) you|(?:can|could) we"
WISHED = r"(?:we|i|you)(?: (?:need|have|want|had|would like) to| must| should| will| are going to|'ll|'d like to)"
CALLED = (
    r"please|pls|ok|okay|hey|hi|hello|usher|fyi|so|now|then|also|and|let's|let us|heads[ -]up|update|attention|everyone"
    r"|unfortunately|sadly|sorry"
)
POLITE = rf"(?:(?:{CALLED}|{WISHED}|{ASKED})[ ,:]+)*"
"""What is said before an order."""
EVERYTHING = re.compile(
    r"(?:the )?(?:whole )?(?:everything|all|all (?:rooms|sessions|of it)|we|schedule|programme|program|workshop|day|it)"
    r"(?: (?:rooms|sessions))?",
    re.IGNORECASE,
)
ALL_IN = re.compile(r"(?:(?:everything|all|all (?:the )?(?:sessions|talks)) in|all of) (?=\S)", re.IGNORECASE)


def _delay(what: str, amount: str, night: str | None = None, day: str | None = None) -> Delay | None:
    by = span_of(amount)
    taken_up = TakenUp.BY_NIGHT if night else TakenUp.BY_BREAKS
    named = ALL_IN.sub("", what)
    where = " ".join(filter(None, ("" if EVERYTHING.fullmatch(named) else named, day)))
    return Delay(where, by, taken_up) if by else None


def _earlier(what: str, amount: str) -> Move | None:
    by = span_of(amount)
    return Move("everything today" if EVERYTHING.fullmatch(what) else what, -by) if by else None


def _longer(what: str, amount: str) -> Last | None:
    by = span_of(amount)
    return Last(what, by) if by else None


def _shorter(what: str, amount: str) -> Last | None:
    by = span_of(amount)
    return Last(what, -by) if by else None


def _take(what: str, amount: str) -> Take | None:
    time = span_of(amount)
    return Take(what, time) if time else None


def _beside(what: str, side: str, other: str) -> Beside:
    return Beside(what, other, side.lower().endswith("after"))


def _swap_of(one: str, other: str, noun: str) -> Swap:
    return Swap(f"{one} {noun}", f"{other} {noun}")


def _add(
    title: str,
    long: str | None,
    author: str | None,
    start: str | None,
    sure: str | None,
    end: str | None,
    amount: str | None,
    day: str | None,
    then: str | None,
    room: str | None,
    speaker: str | None,
    called: str | None,
) -> Add:
    """The day may be said before the time or after it, and so may how long it takes and who speaks."""
    said = " at ".join(filter(None, (day or then, start or sure)))
    lasts = span_of(amount or long or "0") or None
    return Add(called or title, said, end or lasts, room, author or speaker)


def _form(make: Callable[..., Order | None], pattern: str) -> tuple[Callable[..., Order | None], re.Pattern[str]]:
    return make, re.compile(rf"{POLITE}(?:{pattern})", re.IGNORECASE)


LATE = r"(?:late(?:r)?|behind(?: schedule)?|delayed|over(?:time)?)"
BEING = r"(?:is|are|was|were|'s|'re|has been|have been|will be|gets)"
RUNS = rf"(?:{BEING}(?: now)?(?: running| starting)?|runs?|(?:will )?(?:run|start|begin)s?)"
UNTIL_NIGHT = r"(?P<night>,? (?:(?:to|until|till|for) (?:the )?(?:end|rest) of (?:the )?day|all day(?: long)?))?"
MERIDIEM = r"(?: ?[ap]\.?m\.?)"
SURE_CLOCK = rf"(?:\d{{1,2}}[:.h]\d\d{MERIDIEM}?|\d{{1,2}}{MERIDIEM}|noon)"
CLOCK = rf"(?:\d{{1,2}}(?:[:.h]\d\d)?{MERIDIEM}?|noon)"
TO = r"(?: ?(?:-|–|—|to|until|till) ?)"
RANGE = rf"(?P<to>{CLOCK}){TO}(?P<until>{CLOCK})"

NAMED = r"(?P<what>(?!(?:we|you|they|he|she)\b).+?(?<! that)(?<! which))"
PLACE = rf"(?P<room>(?!{DAY}\b|\d|the (?:\d|same time)|next |(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)).+?)"
PUT_OFF = r"(?:delay|postpone|push|put|shift)"
CANCEL = r"(?:cancel|call off|drop|skip|scrap|remove|delete|axe|kill|strike)"
CANCELLING = r"(?:we|we're|we are|we have|we've) (?:cancell?(?:ing|ed)|skip(?:ping|ped)?|dropp(?:ing|ed)|cancel|drop)"
IS_OFF = (
    r"(?:is|are|was|were|has been|have been|gets|has to be|must be) (?:now )?"
    r"(?:cancell?ed|called off|off|dropped|scrapped|skipped)"
)
NOT_HELD = (
    r"(?:does not|doesn't|will not|won't|do not|don't|is not|isn't|are not|aren't) "
    r"(?:take place|happen|taking place|happening|going to happen|be held)"
)
PROGRAMME = r"(?:(?:the )?(?:schedule|programme|program|agenda|plan|timetable))"
MOVE = r"(?:move|reschedule|relocate|shift)"
STARTS = (
    r"(?:(?:is |are )?now|now starts|starts now|now begins|now takes place|takes place now"
    r"|(?:will|should|must) (?:now )?(?:start|begin|be|take place))"
)
IS_NOW = r"(?:is now|are now|now|will be|should be|must be|(?:will|now) takes? place|takes place now)"
MOVED = r"(?:moves|(?:has |have |was |is |are |were )?(?:moved|been moved|rescheduled|relocated|moving)|goes|move)"
NEXT_TO = r"(?:(?:just|right|directly|straight) )?(?P<side>after|before) (?P<other>.+)"
STEPS_IN = r"(?:speaks|talks|steps in|will speak) (?:instead of|in place of|for)|(?:will )?replaces?|is replacing"
WHERE = r"(?:,? in (?P<room>(?:(?! by | with | titled | called ).)+))?"
WHO = r"(?:,? (?:by|with) (?P<speaker>(?:(?! in | titled | called ).)+))?"
TITLED = r"(?:,? (?:titled|called) (?P<called>.+))?"
LONG = rf"(?:(?P<long>{SPAN})[ -](?:long )?)?"
NEW = (
    r"(?:(?:add|insert|schedule|there(?:'ll| will) be) (?:an? |the )?(?:new |extra |additional )*(?:session:?,? )?"
    r"|(?:new|extra|additional) (?:session|talk|break): ?)"
    rf"{LONG}(?P<title>.+?)(?:,? by (?P<author>(?:(?! in | at | on ).)+?))?"
    rf"(?:,? (?:on )?(?P<day>{DAY}))?(?:,? (?:at|from|for) (?P<start>{CLOCK})|[,:]? (?P<sure>{SURE_CLOCK}))"
    rf"(?:{TO}(?P<end>{CLOCK})|,? for {AMOUNT})?(?:,? (?:on )?(?P<then>{DAY}))?"
)
NAME = r"(?:(?! for | in | on | at | during ).)+"
IN_WHAT = r"(?: (?:for|in|on|at|during) (?P<what>.+))?"
SOMEBODY = r"(?P<speaker>(?!(?:we|you|they|he|she|it|that|this|there|nobody|everybody|everyone|people|the)\b).+?)"
PRESENT = (
    r"(?:make it|come|attend|be (?:there|here|present|with us)|speak|talk|present|join(?: us)?|show up|travel|arrive"
    r"|give (?:his|her|their|the|a) (?:talk|keynote|presentation))"
)
AWAY = (
    rf"(?:can't|cannot|can not|won't|will not|couldn't|could not|doesn't|does not|isn't going to|is not going to"
    rf"|is unable to|is not able to|isn't able to|won't be able to|will not be able to) {PRESENT}(?: in time)?"
    r"|(?:had|has) to cancel(?: (?:his|her|their) (?:talk|keynote|participation))?"
    r"|(?:is|has fallen|has called in|called in|is off|fell|got) (?:ill|sick|unwell|not well|off sick)"
    r"|is (?:not|no longer) (?:coming|here|able to come|available)|isn't (?:coming|here)"
    r"|is (?:absent|indisposed)|is stuck\b.*|(?:has )?missed (?:his|her|their) .+"
    r"|(?:has )?(?:dropped out|pulled out|withdrawn|bailed(?: out)?)|drops out|withdrew|has cancell?ed|cancels"
)
BACK = r"(?:un-?cancel|un-?delete|un-?drop|reinstate|restore|revive|bring back|put back)"
AGAIN = (
    r"(?:(?:takes? place|happens?|goes ahead|will take place|is on|are on|will happen|is held) (?:after all|again)"
    r"|(?:is|are) back(?: on)?|(?:is|are) (?:not|no longer) cancell?ed(?: (?:after all|any more|anymore))?"
    r"|(?:isn't|aren't) cancell?ed(?: (?:after all|any more|anymore))?)"
)

FORMS = (
    _form(_delay, rf"{PUT_OFF}(?P<what>)(?: back| off)? (?:by )?{AMOUNT}{UNTIL_NIGHT}"),
    _form(
        _earlier, rf"(?:move|bring|push|pull|shift|start) (?P<what>.+?) (?:forward|up|ahead|earlier)(?: by)? {AMOUNT}"
    ),
    _form(
        _earlier,
        rf"(?:move|bring|push|pull|shift|start) (?P<what>.+?) (?:by )?{AMOUNT} (?:forward|ahead|earlier|early)",
    ),
    _form(_shorter, rf"{NAMED} (?:ends?|finish(?:es)?|will end|now ends|should end) {AMOUNT} (?:earlier|early)"),
    _form(_shorter, rf"end (?P<what>.+?) {AMOUNT} (?:earlier|early)"),
    _form(_shorter, rf"(?:cut|take) {AMOUNT} (?:from|off) (?P<what>.+)"),
    _form(_longer, rf"{NAMED} (?:ends?|finish(?:es)?|will end|now ends|should end) {AMOUNT} later"),
    _form(_earlier, rf"(?P<what>.+?)(?: |(?=')){RUNS} {AMOUNT} (?:earlier|early)"),
    _form(_earlier, rf"(?P<what>everything|all) {AMOUNT} (?:earlier|early)"),
    _form(_delay, rf"(?:(?:is |are )?(?:running|starting|start) )?(?P<what>){AMOUNT} {LATE}{UNTIL_NIGHT}"),
    _form(_delay, rf"(?P<what>)(?:a )?{AMOUNT} delay{UNTIL_NIGHT}"),
    _form(_delay, rf"(?P<what>.+?)(?: |(?=')){RUNS} {AMOUNT} {LATE}{UNTIL_NIGHT}"),
    _form(_delay, rf"(?P<what>.+?)(?: |(?=')){RUNS} {AMOUNT} {LATE} (?P<day>{DAY}){UNTIL_NIGHT}"),
    _form(_delay, rf"(?:(?:we(?:'re| are) )?running )?{AMOUNT} {LATE} in (?P<what>.+?){UNTIL_NIGHT}"),
    _form(_delay, rf"(?P<what>.+?)(?: |(?=')){RUNS} {LATE} (?:by )?{AMOUNT}{UNTIL_NIGHT}"),
    _form(_delay, rf"(?P<what>.+?):? {AMOUNT} (?:late|behind(?: schedule)?){UNTIL_NIGHT}"),
    _form(_delay, rf"(?P<what>.+?):? ?\+ ?{AMOUNT}"),
    _form(
        _delay,
        rf"(?P<what>.+?) (?:{BEING} )?(?:delayed|postponed|pushed(?: back)?|put off) (?:by )?{AMOUNT}{UNTIL_NIGHT}",
    ),
    _form(_delay, rf"(?P<what>.+?) (?:overruns|is overrunning|has overrun) (?:by )?{AMOUNT}{UNTIL_NIGHT}"),
    _form(_delay, rf"{PUT_OFF}(?: back| off)? (?P<what>.+?)(?: back| off)? (?:by )?{AMOUNT}(?: later)?{UNTIL_NIGHT}"),
    _form(_delay, rf"(?:move|start) (?P<what>.+?) (?:back(?: by)?|by) {AMOUNT}{UNTIL_NIGHT}"),
    _form(_delay, rf"(?:move|start) (?P<what>.+?)(?: by)? {AMOUNT} (?:back|later|late){UNTIL_NIGHT}"),
    _form(Restore, rf"{BACK} (?P<what>.+?)"),
    _form(Restore, rf"(?:bring|put) (?P<what>.+?) back(?: on| in| into)?(?: {PROGRAMME})?"),
    _form(Restore, rf"(?P<what>.+?) {AGAIN}"),
    _form(Cancel, rf"(?:{CANCEL}|take) (?P<what>.+?) (?:from|off) {PROGRAMME}"),
    _form(Miss, r"(?:remove|take|drop|strike) (?P<speaker>(?!.*\bstars?\b).+?) (?:from|off) (?P<what>.+)"),
    _form(Cancel, rf"(?:{CANCEL}|{CANCELLING}) (?P<what>(?!(?:it|that|this|them|one|both)$).+?)"),
    _form(Cancel, rf"(?P<what>.+?) (?:{IS_OFF}|{NOT_HELD})"),
    _form(Cancel, r"(?P<what>.+?):? cancell?ed"),
    _form(Cancel, r"there(?:'ll| will| won't) be (?:no|any) (?P<what>.+?)"),
    _form(
        _swap_of,
        r"(?:swap|switch|exchange) (?P<one>.+?'s?) (?:and|with|for) (?P<other>.+?'s?) (?P<noun>talk|slot|session)s",
    ),
    _form(
        Swap, r"(?:swap|switch|exchange)(?: the order of| the slots of)? (?P<one>.+?) (?:and|with|for) (?P<other>.+)"
    ),
    _form(Swap, r"(?:swap|switch|exchange) (?P<one>(?:(?:the )?(?:first|next|last) (?:two|2) |both |the ).+s)"),
    _form(
        Swap,
        r"(?:have |let )?(?P<one>.+?) and (?P<other>.+?) (?:swap|switch|trade)(?: (?:places|slots|times|rooms))?",
    ),
    _form(Rename, r"(?:rename|retitle) (?P<what>.+?)(?: (?:to|as|into)|:) (?P<title>.+)"),
    _form(Rename, r"(?:change|set) (?:the )?title of (?P<what>.+?) to (?P<title>.+)"),
    _form(Rename, r"(?P<what>.+?) is now (?:called|titled|named) (?P<title>.+)"),
    _form(Rename, r"(?P<what>.+?) is now [\"“](?P<title>[^\"”]+)[\"”]"),
    _form(Replace, rf"replace (?P<speaker>.+?) (?:by|with) (?P<by>{NAME}){IN_WHAT}"),
    _form(Replace, rf"(?P<speaker>.+?) (?:is|gets|will be) replaced by (?P<by>{NAME}){IN_WHAT}"),
    _form(Replace, rf"(?P<by>.+?) (?:{STEPS_IN}) (?P<speaker>{NAME}){IN_WHAT}"),
    _form(_add, rf"{NEW}{WHERE}{WHO}{TITLED}"),
    _form(_add, rf"{NEW}{WHO}{WHERE}{TITLED}"),
    _form(_longer, rf"(?:extend|prolong|lengthen) (?P<what>.+?) by {AMOUNT}"),
    _form(_shorter, rf"(?:shorten|cut|reduce) (?P<what>.+?) by {AMOUNT}"),
    _form(_longer, rf"(?:make )?{NAMED} (?:(?:is|lasts|takes|runs) )?(?:{AMOUNT} longer)"),
    _form(_shorter, rf"(?:make )?{NAMED} (?:(?:is|lasts|takes|runs) )?(?:{AMOUNT} shorter)"),
    _form(_longer, rf"make {NAMED} longer by {AMOUNT}"),
    _form(_shorter, rf"make {NAMED} shorter by {AMOUNT}"),
    _form(Last, rf"(?:extend|prolong|shorten|cut|end) (?P<what>.+?) (?:to|until|till|at) (?P<until>{SURE_CLOCK})"),
    _form(_take, rf"(?:extend|prolong|lengthen|shorten|cut|reduce) (?P<what>.+?) to {AMOUNT}"),
    _form(_take, rf"(?P<what>.+?) (?:is|are|was) (?:shortened|cut|reduced|extended) to {AMOUNT}"),
    _form(_take, rf"make (?P<what>.+?)(?: last| take)? {AMOUNT}(?: long)?"),
    _form(
        _take,
        rf"{NAMED} (?:now (?:lasts|takes)|(?:lasts|takes) now|(?:will|should) (?:now )?(?:last|take)) {AMOUNT}",
    ),
    _form(_take, rf"{NAMED} (?:will be|is now) {AMOUNT} long"),
    _form(_take, rf"{NAMED} (?:(?:is|lasts|takes|gets|has) )?only {AMOUNT}"),
    _form(_longer, rf"give {NAMED} (?P<amount>{COUNT}) (?:more|extra) {MINUTES}"),
    _form(Last, rf"(?:extend|prolong|shorten) (?P<what>.+?) (?:to|until|till) (?P<until>{CLOCK})"),
    _form(Last, rf"{NAMED} (?:now ends|ends now|(?:will|should|must) (?:now )?end) at (?P<until>{CLOCK})"),
    _form(Last, rf"(?P<what>.+?) (?:is extended|now lasts|lasts now|now runs) (?:to|until|till) (?P<until>{CLOCK})"),
    _form(Relocate, r"(?:change|set) the room (?:of|for) (?P<what>.+?) to (?P<room>.+)"),
    _form(Move, rf"{MOVE} (?P<what>.+?) (?:to|into|for) (?P<to>(?:.+ )?{CLOCK}){TO}(?P<until>{CLOCK})"),
    _form(Move, rf"(?P<what>.+?) (?:(?:is |are )?now (?:from )?|moves to ){RANGE}"),
    _form(Move, rf"(?:{PUT_OFF}|change)(?: back| off)? (?P<what>.+?)(?: back| off)? (?:to|until|till) (?P<to>{CLOCK})"),
    _form(
        Move, rf"(?P<what>.+?) (?:{BEING} )(?:delayed|postponed|pushed(?: back)?|put off) (?:to|until|till) (?P<to>.+)"
    ),
    _form(
        _beside,
        rf"(?:{MOVE}|put|have|do) (?P<what>.+?) (?:to )?{NEXT_TO}",
    ),
    _form(
        _beside,
        rf"(?P<what>.+?) (?:is now|now takes place|{MOVED}(?: to)?) {NEXT_TO}",
    ),
    _form(Move, rf"{MOVE} (?P<what>.+?) (?:to|into|for) (?P<to>(?:.+ )?{CLOCK}),? in (?P<room>.+)"),
    _form(Move, rf"{MOVE} (?P<what>.+?) (?:to|into|for) {PLACE},? (?:at|from) (?P<to>{CLOCK})"),
    _form(Move, rf"{MOVE} (?P<what>.+?) (?:to|into|for) (?P<to>.+)"),
    _form(Move, rf"{NAMED} {MOVED} to (?P<to>(?:.+ )?{CLOCK}),? in (?P<room>.+)"),
    _form(Move, rf"{NAMED} {MOVED} to {PLACE},? at (?P<to>{CLOCK})"),
    _form(Move, rf"{NAMED} {MOVED} to (?P<to>.+)"),
    _form(Move, rf"{NAMED} {STARTS} at (?P<to>{CLOCK})(?:,? in (?P<room>.+))?"),
    _form(Move, rf"{NAMED} {STARTS} in {PLACE},? at (?P<to>{CLOCK})"),
    _form(Move, rf"make {NAMED} start at (?P<to>{CLOCK})"),
    _form(Move, rf"start (?P<what>.+?) at (?P<to>{CLOCK})"),
    _form(Move, r"(?P<what>.+?) ?(?:->|→|=>) ?(?P<to>.+)"),
    _form(
        Relocate,
        rf"(?!(?:we|you|they|he|she)\b)(?P<what>.+?) {IS_NOW} in (?P<room>.+)",
    ),
    _form(Relocate, r"(?P<what>.+?) (?:is|are) in (?P<room>.+?),? (?:and )?not (?:in )?.+"),
    _form(Move, rf"(?P<what>.+?) (?:is|are|starts) at (?P<to>{CLOCK}),? (?:and )?not (?:at )?.+"),
    _form(Miss, rf"{SOMEBODY} (?:is not|isn't|won't be|is no longer) (?:on|part of) (?P<what>.+)"),
    _form(Miss, r"(?P<what>.+?) (?:is|takes place|goes on|goes ahead|will be) without (?P<speaker>.+)"),
    _form(Miss, rf"{SOMEBODY} (?:{AWAY})(?: (?:to|for|at|on) (?P<what>(?:the|our) .+))?"),
)
"""The first that fits is taken; the groups are what makes the order."""
