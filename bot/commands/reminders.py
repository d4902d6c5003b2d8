"""When the bot speaks by itself: leads, being muted, quiet hours, the digest."""

import re
from datetime import time

from bot.agenda.attendee import QuietHours
from bot.commands.command import Choice, Command, Mute, Reminding, SetDigest, SetLeads, SetQuiet, Settle, ShowSettings
from bot.commands.forms import I_AM, NO, YES, Form, Match, named, one_of
from bot.commands.leads import HOUR_AND_A_HALF, NUMBER, SPAN, SPANS, UNIT, minutes_in
from bot.questions.clocks import clock_at
from bot.questions.tokens import words_of

NIGHT = QuietHours(time(22), time(7))
"""What is meant by “at night”, and taken for the end that is not told."""
NOON = 12
LONGEST_SNOOZE = 60

LEADS = rf"(?:at |twice,? |both )*(?P<leads>{SPANS})"
BEFORE = r"(?:before(?:hand)?|ahead of|prior to|ahead|in advance(?: of)?|early|earlier)"
REPEATED = re.compile(rf" {BEFORE}(?=,? (?:and|&) {SPAN} {BEFORE}\b)", re.IGNORECASE)
"""As in “30 minutes before and 5 minutes before the panel”."""
ASKED_TO = re.compile(
    rf"^(?:(?:notify|alert|ping|wake|warn|nudge) me(?: up)?|(?:tell|text|message) me(?= {SPANS} {BEFORE}\b)"
    rf"|let me know(?= {SPANS} {BEFORE}\b)|be reminded|have reminders|always remind me"
    r"|(?:send|give|set|add|create|make)(?: me)?(?: up)? an? (?:reminder|alert|notification)"
    r"|reminders?(?= (?:of|for|about) ))\b",
    re.IGNORECASE,
)
THINGS = r"(?:(?:of )?(?:the |my )?(?:starred )?(?:sessions?|talks?|events?|stars?|things?|items?|ones?|them))"
EVERYTHING = (
    rf"(?:each|every|any|all)(?: {THINGS})?(?: (?:i|that|on|starts?|begins?)\b.*)?|everything|the start"
    r"|(?:sessions|talks|things|they|it) (?:start|begin)s?|hand|(?:by )?default|always"
)
CHANGE = r"(?:set|change|make|move)"
SETTING = rf"(?:{CHANGE} )?"
OURS = r"(?:my |the |default )*"
IS = r"(?: are| is)?(?: to| at|:)?"
LEADING = rf"{SETTING}(?:remind me|{OURS}(?:reminders?|lead(?:s|(?: times?)))(?: time)?{IS})"

REMINDERS = r"(?:all )?(?:of )?(?:the |my |your )?(?:(?:reminder|message|notification|alert|ping|dm)s?|reminding me)"
SENDING = rf"(?:messaging(?: me)?|sending(?: me)? {REMINDERS}|{REMINDERS})"
AT_WHOM = (
    r"(?: it| this| them| all| everything| everybody| me| reminders| notifications| messages| yourself| usher| the bot"
    r"| you)*"
)
QUIETLY = one_of(
    rf"{SETTING}{OURS}(?:quiet|silent|sleep(?:ing)?|dnd|do not disturb)(?: (?:hours?|time))?{IS}",
    r"(?:don't|do not) (?:disturb|message|remind|write to|text|wake|ping|notify|bother)(?: me)?",
    rf"{NO} {SENDING}",
    r"mute(?: me)?",
    r"i(?:'m| am)? (?:sleep|asleep)",
)
HUSH = one_of(
    rf"mute{AT_WHOM}",
    rf"{NO} {SENDING}",
    r"(?:don't|do not) (?:disturb|message|remind|write to|text|wake|ping|notify|bother)(?: me)?",
    r"(?:(?:be|stay|keep) )?quiet|silence(?: me)?|shut up|hush|pause|leave me alone|dnd|do not disturb",
    rf"(?:silence|snooze) {REMINDERS}",
)
THE_NEXT = re.compile(r"\bfor the next (hour|day|week)\b", re.IGNORECASE)
TODAY = r"(?:today|(?:the )?(?:(?:whole|rest of the|rest of) )?(?:day|today))"
MOMENT = r"(?:(?:at|on|in|by) |(?:tomorrow|today|tonight|this|next)\b)"
"""How the words for an instant begin."""
TIMED = re.compile(rf"(?P<what>.+?),? (?P<at>{MOMENT}.*)", re.IGNORECASE)
DIGEST = (
    r"(?:the |my |an? )?(?:(?:daily|morning|evening|nightly) )*"
    r"(?:digest|summary|(?:(?<=daily )|(?<=morning )|(?<=evening ))(?:overview|briefing|brief|agenda|recap))s?"
)
DAILY = r"(?: (?:each|every|in the) (?:day|morning|evening))?"


def as_reminding(said: str) -> str:
    """The words that say the same as “remind me”, so."""
    plain = HOUR_AND_A_HALF.sub("90 minutes", ASKED_TO.sub("remind me", said))
    return REPEATED.sub("", THE_NEXT.sub(r"for 1 \1", plain))


def at_a_time(told: Reminding) -> Reminding | None:
    """The same where its words, such as “the panel at 9:00”, tell when to remind rather than which one."""
    found = TIMED.fullmatch(told.words)
    return Reminding(found["what"], None, found["at"]) if found and told.leads is None and not told.at else None


def _remind(match: Match) -> Command | None:
    leads, words = minutes_in(match["leads"]), named(match)
    if leads is None:
        return None
    return SetLeads(leads) if not words or re.fullmatch(EVERYTHING, words, re.IGNORECASE) else Reminding(words, leads)


def _mute_for(match: Match) -> Command | None:
    minutes = minutes_in(match["leads"])
    return Mute(on=True, minutes=minutes[0]) if minutes and minutes[0] > 0 else None


def _snooze(match: Match) -> Command | None:
    if match["leads"] is None:
        return Settle(Choice.SNOOZE)
    minutes = minutes_in(match["leads"])
    return Settle(Choice.SNOOZE, minutes[0]) if minutes and 0 < minutes[0] <= LONGEST_SNOOZE else None


def _quiet(match: Match) -> Command | None:
    since, until = _clock(match["since"]), _clock(match["until"])
    if since is None or until is None or since == until:
        return None
    if _is_at_night(match["since"], since, until):
        since = since.replace(hour=since.hour + NOON)
    return SetQuiet(QuietHours(since, until))


def _is_at_night(told: str, since: time, until: time) -> bool:
    """Whether “10 to 7” begins at 22: a night, rather than all of a day but three hours."""
    return told.strip().isdigit() and until < since < time(NOON)


def _quiet_on_one_side(match: Match) -> Command | None:
    clock = _clock(match["clock"])
    if clock is None:
        return None
    hours = QuietHours(NIGHT.since, clock) if match["side"].lower() == "before" else QuietHours(clock, NIGHT.until)
    return SetQuiet(hours) if hours.since != hours.until else None


def _digest(match: Match) -> Command | None:
    hour = _clock(match["hour"])
    return SetDigest(hour) if hour else None


def _clock(text: str) -> time | None:
    """A time of day, where the text is nothing else."""
    words = words_of(re.sub(r"^(\d\d)(\d\d)$", r"\1:\2", text.strip()))
    found = clock_at(words, 0, bare=True)
    return time(found[1].hour, found[1].minute) if found and found[0] == len(words.tokens) else None


FORMS: tuple[Form, ...] = (
    (rf"(?:{HUSH}) for (?P<leads>{SPAN})", _mute_for),
    (rf"mute(?: me)? (?P<leads>{NUMBER} ?{UNIT})", _mute_for),
    (rf"(?:{HUSH}) (?:for )?{TODAY}", lambda _: Mute(on=True, until="tomorrow")),
    (rf"(?:{HUSH}) (?:for )?(?:the night|tonight|over ?night)", lambda _: Mute(on=True, until="tomorrow morning")),
    (rf"(?:{HUSH}) (?:until|till?) (?P<what>.+)", lambda found: Mute(on=True, until=named(found))),
    (
        (
            rf"(?:star|bookmark) (?P<what>.+?)(?:,? and|,|;) remind me {LEADS} {BEFORE}"
            r"(?: (?:it|that|them|each|they)(?: starts?)?)?"
        ),
        _remind,
    ),
    (rf"remind me {LEADS} {BEFORE}(?:,? (?P<what>.+))?", _remind),
    (
        rf"remind me (?:of|about|for|to (?:see|attend|go to)) (?P<what>.+?),? {LEADS} {BEFORE}(?: (?:it|the) starts?)?",
        _remind,
    ),
    (rf"{CHANGE} (?:the |my )?reminders? (?:of|for|about) (?P<what>.+?) (?:to|at) {LEADS}(?: {BEFORE})?", _remind),
    (rf"for (?P<what>.+?),? remind me {LEADS} {BEFORE}", _remind),
    (rf"{LEADING} (?P<what>){LEADS}(?: {BEFORE})?", _remind),
    (
        one_of(
            r"(?:don't|do not|stop|never) remind(?:ing)? me (?:of|about|for) (?P<what>.+)",
            rf"{NO} (?:the |my |all |any )*(?:reminders?|notifications?) (?:of|about|for) (?P<other>.+)",
        ),
        lambda found: Reminding(named(found), ()),
    ),
    (
        (
            r"remind me (?:when|once|as soon as) (?!it\b|they\b)(?P<what>.+?) (?:is about to )?"
            r"(?:starts?|begins?|is starting)"
        ),
        lambda found: Reminding(named(found), (0,)),
    ),
    (r"remind me (?:at|of) the (?:start|beginning) of (?P<what>.+)", lambda found: Reminding(named(found), (0,))),
    (
        rf"remind me (?P<at>{MOMENT}.*?),? (?:of|about|for|to (?:see|attend|join|go to)) (?P<what>.+)",
        lambda found: Reminding(named(found), None, found["at"]),
    ),
    (rf"remind me (?:of|about|before|for) (?:{EVERYTHING})", lambda _: Mute(on=False)),
    (
        r"remind me (?:of|about|before|for|to (?:see|attend|go to)) (?P<what>.+)",
        lambda found: Reminding(named(found), None),
    ),
    (rf"(?:(?:{I_AM} )?on my way|{I_AM} coming|omw)", lambda _: Settle(Choice.COME)),
    (r"skip(?: it| this)?", lambda _: Settle(Choice.SKIP)),
    (rf"snooze(?: it| this| me)?(?: (?:for )?(?P<leads>{SPAN}))?", _snooze),
    (rf"(?:{QUIETLY})(?: from| between|:)? (?P<since>.+?) ?(?:to|until|till|and|-|–) ?(?P<until>.+)", _quiet),
    (rf"(?:{QUIETLY}) (?P<side>before|after|from) (?P<clock>.+?)(?: on)?", _quiet_on_one_side),
    (rf"(?:{QUIETLY}) (?:at|during the|by|over) ?night", lambda _: SetQuiet(NIGHT)),
    (
        one_of(rf"{NO} (?:the |my )?(?:quiet|dnd)(?: (?:hours?|time))?", r"(?:turn )?(?:quiet(?: hours?)?|dnd) off"),
        lambda _: SetQuiet(None),
    ),
    (
        one_of(
            rf"mute{AT_WHOM}",
            rf"{NO} {SENDING}(?: at all| please| any ?more)?",
            rf"(?:(?:turn|switch) )?{REMINDERS} off",
            r"(?:don't|do not) (?:remind|message|disturb|ping|notify|bother) me(?: any ?more)?",
            r"shut up|be quiet|silence|stop(?: it)?|leave me alone|unsubscribe(?: me)?",
        ),
        lambda _: Mute(on=True),
    ),
    (
        one_of(
            rf"unmute{AT_WHOM}",
            rf"{YES} {SENDING}(?: again)?",
            rf"(?:(?:turn|switch) )?{REMINDERS} (?:back )?on(?: again)?",
            r"remind me again",
        ),
        lambda _: Mute(on=False),
    ),
    (
        one_of(rf"{NO} (?:sending )?(?:me )?{DIGEST}", rf"(?:(?:turn|switch) )?{DIGEST} off"),
        lambda _: SetDigest(None),
    ),
    (
        (
            rf"(?:(?:send|give|write|set|change|move|make|turn on|enable|start)(?: me)? )?{DIGEST}{DAILY}"
            rf"(?: is)?(?: at| on| for| to|:)* (?P<hour>.+?){DAILY}"
        ),
        _digest,
    ),
    (
        (
            rf"(?:send|give|show)(?: me)? my (?:agenda|schedule|stars|day){DAILY} (?:at )?(?P<hour>.+?)"
            r"(?: (?:each|every) (?:day|morning|evening))?"
        ),
        lambda found: _digest(found) if re.search(r"\b(?:each|every)\b", found[0], re.IGNORECASE) else None,
    ),
    (r"mute(?: me)? (?:for|from|between|at|during) .+", lambda _: ShowSettings()),
    (
        r"mute (?:(?:the |my |all )*(?:reminders?|notifications?) (?:of|about|for) )?(?P<what>.+)",
        lambda found: Reminding(named(found), ()),
    ),
)
