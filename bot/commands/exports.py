"""Calendars, and one's own data: to have and to have deleted."""

from bot.commands.command import EraseData, LinkCalendar, RevokeLink, SendCalendar, ShowData
from bot.commands.forms import MINE, Form, named, one_of

CALENDAR = r"(?:(?:google |outlook |apple )?calendar|\.?ics|ical(?:endar)?)(?: (?:file|export|entry|event|invite))?"
GIVE = r"(?:(?:(?:how )?(?:can|do|could) i )?(?:export|download|get|send|give|make|show)(?: me)? )?"
INTO = rf"(?:to|in|into|on|as) (?:my |the |an? )?{CALENDAR}"
PUT = r"(?:(?:how )?(?:can|do|could) i )?(?:add|put|save|export|send(?: me)?|download|get)"
WHOLE = r"(?:whole|full|entire|complete)"
ALL = rf"(?:all(?: (?:the )?(?:sessions|talks))?|everything|(?:the )?(?:{WHOLE} )?(?:program(?:me)?|schedule))"
LINK = r"(?:(?:calendar|ical|ics|webcal) (?:link|feed|address|url|subscription)|webcal)"
KNOW = r"you (?:know|keep|have|store|hold|save) (?:about|of|on) me"
KEPT = r"have you (?:kept|stored|saved) (?:about|of|on) me"
DATA = rf"(?:all )?(?:of )?my (?:own |personal )?data|(?:everything|all(?: that)?|what) {KNOW}"

FORMS: tuple[Form, ...] = (
    (
        one_of(
            rf"{GIVE}(?:a |the |my )?(?:private )?{LINK}",
            rf"(?:subscribe|sync)(?: (?:to |with )?(?:{MINE}|(?:my |the )?{CALENDAR}))?",
        ),
        lambda _: LinkCalendar(),
    ),
    (
        one_of(
            rf"(?:renew|replace|reset) (?:my |the )?(?:private )?{LINK}",
            rf"{GIVE}(?:a |my )?new (?:private )?{LINK}",
        ),
        lambda _: LinkCalendar(renew=True),
    ),
    (
        rf"(?:revoke|delete|remove|end|cancel|disable|stop) (?:my |the )?(?:private )?(?:{LINK}|link|feed)",
        lambda _: RevokeLink(),
    ),
    (
        one_of(
            rf"{GIVE}(?:my |the |an? )?(?:own |personal )?{CALENDAR}",
            rf"(?:export|download) {MINE}",
            rf"{GIVE}(?:an? |the )?{CALENDAR} (?:of|for|with) {MINE}",
            rf"{PUT} (?:(?:it|this|them|{MINE}) )?{INTO}",
        ),
        lambda _: SendCalendar(),
    ),
    (
        one_of(
            rf"{PUT} {ALL} {INTO}",
            rf"(?:export|download) {ALL}",
            rf"{CALENDAR} (?:of |for |with )?{ALL}",
            rf"{GIVE}{ALL} (?:as )?(?:an? )?{CALENDAR}",
            rf"{GIVE}(?:the |an? )?{WHOLE} {CALENDAR}",
        ),
        lambda _: SendCalendar(whole=True),
    ),
    (
        one_of(rf"{PUT} (?P<what>.+) {INTO}", rf"{GIVE}(?:an? |the )?{CALENDAR} (?:of|for|with) (?P<other>.+)"),
        lambda found: SendCalendar(named(found)),
    ),
    (
        one_of(
            rf"(?:delete|erase|remove|forget|wipe) (?:{DATA}|(?:about )?me|(?:everything|all(?: data)?) about me)",
            r"(?:delete|close|remove) my account",
            r"forget everything",
        ),
        lambda _: EraseData(),
    ),
    (
        one_of(
            rf"{GIVE}(?:a copy of )?(?:{DATA})",
            rf"(?:what|which)(?: (?:data|information|things))? (?:do {KNOW}|{KEPT})",
        ),
        lambda _: ShowData(),
    ),
)
