"""Words → a command, where they tell the bot to do something for whoever writes; None for a question. Pure.

Read before questions are, so that each form is a whole sentence that nobody would ask about a schedule.
"""

import re
from collections.abc import Callable
from datetime import time

from bot.agenda.attendee import QuietHours
from bot.commands.command import (
    Command,
    EraseData,
    Following,
    LinkCalendar,
    Mute,
    Reminding,
    RevokeLink,
    SendCalendar,
    SetDigest,
    SetLeads,
    SetOnSite,
    SetQuiet,
    SetZone,
    ShowAgenda,
    ShowData,
    ShowFree,
    ShowNext,
    ShowRatings,
    ShowSettings,
    Starring,
    UseProfileZone,
)
from bot.questions.clocks import UNITS, clock_at, number_of
from bot.questions.tokens import LONGEST, words_of

Match = re.Match[str]
Reading = Callable[[Match], Command | None]

POLITE = r"(?:(?:please|pls|hey|hi|ok|okay|can you|could you|would you|i want to|i'd like to|let's|let me)[ ,]+)*"
MINE = r"(?:my|our) (?:own |personal |starred )?"
ASKED = ShowAgenda | ShowNext | ShowFree | ShowSettings | ShowRatings | SendCalendar | LinkCalendar | ShowData
"""What is as well put as a question."""

AGENDA = r"(?:agenda|stars?|starred sessions|starred talks|sessions|itinerary|personal schedule|personal programme?)"
NUMBER = r"(?:\d{1,4}|an?|half an?|quarter of an|two|three|five|ten|fifteen|twenty|thirty|forty)"
UNIT = r"(?:min(?:ute)?s?|m|h|hours?|hrs?|days?)"
LEADS = rf"(?P<leads>{NUMBER}(?: ?{UNIT})?(?:(?:,? ?(?:and|&) |, ?){NUMBER}(?: ?{UNIT})?)*)"
EVERYTHING = r"(?:each|every|any|all|the start)(?: .*)?|(?:sessions|talks|things|they|it) (?:start|begin)s?|hand"
QUIET = r"(?:quiet(?: hours?| time)?|(?:don't|do not) (?:disturb|message|remind|write to|wake) me|do not disturb|dnd)"
HERE = r"(?:here |there )?(?:on[- ]?site|in person|at the (?:venue|workshop|conference|event)|in the (?:room|building))"
AWAY = (
    r"(?:remote|off[- ]?site|at home|home|online|virtual|not (?:there|here|on[- ]?site)"
    r"|(?:attending|joining) (?:remotely|online))"
)

CALENDAR = r"(?:(?:google |outlook |apple )?calendar|\.?ics|ical(?:endar)?)(?: file| export)?"
GIVE = r"(?:(?:(?:how )?(?:can|do|could) i )?(?:export|download|get|send|give|make|show)(?: me)? )?"
INTO = rf"(?:to|in|into|on|as) (?:my |the |an? )?{CALENDAR}"
PUT = r"(?:(?:how )?(?:can|do|could) i )?(?:add|put|save|export|send(?: me)?|download|get)"
ALL = r"(?:all(?: (?:the )?(?:sessions|talks))?|everything|(?:the )?(?:whole |full |entire )?(?:programme?|schedule))"
LINK = r"(?:calendar|ical|ics|webcal) (?:link|feed|address|url|subscription)"
KNOW = r"you (?:know|keep|have|store) (?:about|of|on) me"
DATA = rf"(?:all )?(?:of )?my (?:own |personal )?data|(?:everything|all(?: that)?|what) {KNOW}"


def command_of(text: str) -> Command | None:
    """The command, if the whole text is one."""
    plain = " ".join(text[:LONGEST].replace("’", "'").split())
    asks = plain.endswith("?")
    said = re.sub(rf"^{POLITE}", "", plain.rstrip("?!. "), flags=re.IGNORECASE)
    said = re.sub(r"^(?:notify|alert|ping) me\b", "remind me", said, flags=re.IGNORECASE)
    was_polite = len(said) < len(plain.rstrip("?!. "))
    for pattern, reading in _COMMANDS:
        if match := pattern.fullmatch(said):
            found = reading(match)
            if found and (not asks or was_polite or isinstance(found, ASKED)):
                return found
    return None


def _object(match: Match) -> str:
    found = match.groupdict()
    return (found.get("what") or found.get("other") or "").strip()


def _leads(match: Match) -> tuple[int, ...] | None:
    """The minutes, the most first; a number without a unit has that of the one after it."""
    parts = re.split(r",? ?(?:and|&) |, ?", match["leads"].lower())
    minutes: list[int] = []
    unit = "min"
    for part in reversed(parts):
        found = re.fullmatch(rf"(?P<number>{NUMBER}) ?(?P<unit>{UNIT})?", part)
        unit = (found and found["unit"]) or unit
        length = UNITS.get("min" if unit == "m" else unit)
        count = _count(found["number"]) if found else None
        if length is None or count is None:
            return None
        minutes.append(int(count * length.total_seconds() // 60))
    return tuple(sorted(set(minutes), reverse=True))


def _count(number: str) -> float | None:
    fractions = {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5, "quarter of an": 0.25}
    return fractions.get(number, number_of(number))


def _remind(match: Match) -> Command | None:
    leads, words = _leads(match), _object(match)
    if leads is None:
        return None
    return SetLeads(leads) if not words or re.fullmatch(EVERYTHING, words, re.IGNORECASE) else Reminding(words, leads)


def _quiet(match: Match) -> Command | None:
    since, until = _clock(match["since"]), _clock(match["until"])
    return SetQuiet(QuietHours(since, until)) if since and until and since != until else None


def _digest(match: Match) -> Command | None:
    hour = _clock(match["hour"])
    return SetDigest(hour) if hour else None


def _clock(text: str) -> time | None:
    """A time of day, where the text is nothing else."""
    words = words_of(text)
    found = clock_at(words, 0, bare=True)
    return time(found[1].hour, found[1].minute) if found and found[0] == len(words.tokens) else None


def _any(*forms: str) -> str:
    return "|".join(f"(?:{form})" for form in forms)


MAYBE = r"(?: (?P<what>.*))?"
REMINDERS = r"(?:all )?(?:my )?(?:reminders?|reminding me|messages)"
AT_WHOM = r"(?: all| everything| me| reminders| yourself| usher)*"
DIGEST = r"(?:the |my |a )?(?:daily |morning )?digest"
LEADING = r"(?:remind me|my reminders?(?: are)?|reminders?(?: at)?|leads?(?: times?)?)"
I_AM = r"(?:i'm|i am|im)"

_FORMS: tuple[tuple[str, Reading], ...] = (
    (
        _any(
            rf"{GIVE}(?:a |the |my )?(?:private )?{LINK}",
            rf"subscribe(?: to (?:my |the )?(?:{AGENDA}|{CALENDAR}))?",
        ),
        lambda _: LinkCalendar(),
    ),
    (
        _any(
            rf"(?:renew|replace|reset) (?:my |the )?(?:private )?{LINK}",
            rf"{GIVE}(?:a |my )?new (?:private )?{LINK}",
        ),
        lambda _: LinkCalendar(renew=True),
    ),
    (
        rf"(?:revoke|delete|remove|end|cancel|disable|stop) (?:my |the )?(?:private )?{LINK}",
        lambda _: RevokeLink(),
    ),
    (
        _any(
            rf"{GIVE}(?:my |the |an? )?(?:own |personal )?{CALENDAR}",
            rf"(?:export|download) {MINE}(?:{AGENDA}|schedule)",
            rf"{PUT} (?:(?:it|this|them|{MINE}(?:{AGENDA}|schedule)) )?{INTO}",
        ),
        lambda _: SendCalendar(),
    ),
    (
        _any(rf"{PUT} {ALL} {INTO}", rf"(?:export|download) {ALL}", rf"{CALENDAR} (?:of |for |with )?{ALL}"),
        lambda _: SendCalendar(whole=True),
    ),
    (
        _any(rf"{PUT} (?P<what>.+) {INTO}", rf"{GIVE}(?:an? |the )?{CALENDAR} (?:of|for|with) (?P<other>.+)"),
        lambda found: SendCalendar(_object(found)),
    ),
    (
        rf"(?:delete|erase|remove|forget|wipe) (?:{DATA}|me|everything about me|all about me)",
        lambda _: EraseData(),
    ),
    (
        _any(rf"{GIVE}(?:{DATA})", rf"what (?:data )?do {KNOW}"),
        lambda _: ShowData(),
    ),
    (
        _any(
            r"(?:unstar|un-star|remove (?:the |my )?stars? (?:from|of|on)) (?P<what>.+)",
            rf"(?:remove|take|drop|delete) (?P<other>.+) (?:from|off|of) {MINE}{AGENDA}",
        ),
        lambda found: Starring(_object(found), on=False),
    ),
    (
        _any(
            rf"(?:add|put|star) (?P<what>.+) (?:to|on|in|for) {MINE}(?:{AGENDA}|schedule|list)",
            r"(?:star|bookmark)(?: (?P<other>.+))?",
        ),
        lambda found: Starring(_object(found)),
    ),
    (r"(?:unfollow|stop following)(?: (?P<what>.+))?", lambda found: Following(_object(found), on=False)),
    (r"follow(?! up\b)(?: (?P<what>.+))?", lambda found: Following(_object(found))),
    (
        _any(
            r"(?:what(?:'?s| is| comes)|show me)(?: up| coming)? next (?:for me|on my agenda)",
            r"(?:what(?:'s| is) )?my next (?:session|talk|star|one|thing)",
            r"my next",
            r"where (?:do|should|must) i (?:go|be|have to (?:go|be))(?: (?:next|now))?",
        ),
        lambda _: ShowNext(),
    ),
    (
        rf"(?:(?:show|list|see|open|tell)(?: me)? |what(?:'s| is) (?:on|in) |what are )?{MINE}{AGENDA}{MAYBE}",
        lambda found: ShowAgenda(_object(found)),
    ),
    (
        (
            r"(?:what|which (?:sessions|talks)) "
            rf"(?:did i star|have i starred|do i have|am i (?:attending|seeing|going to)){MAYBE}"
        ),
        lambda found: ShowAgenda(_object(found)),
    ),
    (rf"(?:when|am) (?:am )?i(?:'m| am)? (?:next )?free{MAYBE}", lambda found: ShowFree(_object(found))),
    (rf"(?:my )?(?:next )?free (?:hour|time|slot)s?{MAYBE}", lambda found: ShowFree(_object(found))),
    (
        rf"(?:when )?do i have (?:free time|time off|a free hour|a break){MAYBE}",
        lambda found: ShowFree(_object(found)),
    ),
    (
        rf"remind me {LEADS} (?:before|ahead of|prior to|ahead|in advance|early)(?: (?P<what>.+))?",
        _remind,
    ),
    (
        rf"remind me (?:of|about|for) (?P<what>.+?),? {LEADS} (?:before|ahead|early)(?: (?:it|the) starts?)?",
        _remind,
    ),
    (rf"{LEADING} (?P<what>){LEADS}(?: before| ahead| early)?", _remind),
    (
        r"(?:don't|do not|stop|never) remind(?:ing)? me (?:of|about|for) (?P<what>.+)",
        lambda found: Reminding(_object(found), ()),
    ),
    (r"remind me (?:of|about|before|for) (?P<what>.+)", lambda found: Reminding(_object(found), None)),
    (
        _any(
            rf"mute{AT_WHOM}",
            rf"(?:stop|no more|no|turn off|pause) {REMINDERS}",
            r"(?:don't|do not) remind me",
            r"shut up",
            r"reminders off",
        ),
        lambda _: Mute(on=True),
    ),
    (
        _any(rf"unmute{AT_WHOM}", rf"(?:resume|start|turn on|restart) {REMINDERS}(?: again)?", r"reminders on"),
        lambda _: Mute(on=False),
    ),
    (rf"{QUIET}(?: from| between|:)? (?P<since>.+?) ?(?:to|until|till|and|-|–) ?(?P<until>.+)", _quiet),
    (
        _any(
            r"(?:no|stop|end|turn off|remove|without) (?:the |my )?quiet(?: hours?| time)?",
            r"quiet(?: hours?)? off",
        ),
        lambda _: SetQuiet(None),
    ),
    (_any(rf"(?:no|stop|end|turn off|without) {DIGEST}", r"digest off"), lambda _: SetDigest(None)),
    (
        rf"(?:(?:send|give|write) me )?{DIGEST} (?:at |on |for )?(?P<hour>.+?)(?: (?:each|every) (?:day|morning))?",
        _digest,
    ),
    (_any(rf"{I_AM} (?:now |back |attending |at |joining )*{HERE}", r"on[- ]?site"), lambda _: SetOnSite(on=True)),
    (rf"{I_AM} (?:now |back )*{AWAY}", lambda _: SetOnSite(on=False)),
    (
        _any(
            r"use (?:my |the )?(?:slack|profile)(?:'s)?(?: profile)?(?: time)?(?: ?zone)?",
            r"(?:forget|reset|clear) my (?:time ?)?zone",
            r"follow slack's (?:time ?)?zone",
        ),
        lambda _: UseProfileZone(),
    ),
    (
        _any(
            r"(?:(?:set|change|switch) )?my (?:time ?)?zone(?: is| to|:)? (?P<what>.+)",
            r"(?:(?:set|change|use) (?:the )?)?(?:time ?zone|tz)(?: is| to|:)? (?P<other>.+)",
        ),
        lambda found: SetZone(_object(found), sure=True),
    ),
    (
        (
            rf"(?:{I_AM}|i live) (?:now |back |currently |staying |based |still )*(?:in|from|on|at) "
            r"(?P<what>.+?)(?: now| today| this week)?"
        ),
        lambda found: SetZone(_object(found)),
    ),
    (
        _any(
            r"(?:(?:show|change|open) )?(?:me )?(?:my )?(?:settings|preferences|reminders?)",
            r"remind me",
            r"(?:what|who|whom) (?:do|am) i follow(?:ing)?",
            r"(?:(?:my|set|the|change) )*(?:quiet hours?|dnd|do not disturb)(?: .*)?",
            rf"(?:set |change )?(?:{DIGEST}(?: (?:at|on|for|every) .*)?)",
            r"my follows",
        ),
        lambda _: ShowSettings(),
    ),
    (
        r"(?:show (?:me )?)?(?:the )?(?:ratings|feedback)(?: (?:of|for|on) (?P<what>.+))?",
        lambda found: ShowRatings(_object(found)),
    ),
)
"""The forms in the order in which they are tried."""

_COMMANDS = tuple((re.compile(pattern, re.IGNORECASE), reading) for pattern, reading in _FORMS)
