"""What the bot says to a person by itself: reminders, digests and the question how it was. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.agenda.agenda import Agenda, Item
from bot.phrases import Moment, Strong
from bot.schedule.model import Schedule
from bot.slack.agenda import ANY, CLASH, agenda_lines, item_line, message, spoken, zones_of
from bot.slack.elements import OPTION_VALUE, Block, form, input_block, plain_text
from bot.slack.markup import mrkdwn
from bot.slack.render import (
    MESSAGE_TEXT,
    SlackMessage,
    button,
    cut_markup,
    marked,
    note,
    section,
    sections,
    within_limits,
)
from bot.slack.settings import MUTE
from bot.slack.stars import ON, actions, refs_button, refs_of, value_of
from bot.store.ratings import Rated
from bot.wording import details, duration, untold

COMING, SNOOZE, SKIP = "reminder:coming", "reminder:snooze", "reminder:skip"
"""The actions below a reminder; their value is that of stars."""
RATE, REMARK = "rate", "remark"
"""The actions of a menu of marks and of the button for a line; the form's own callback is REMARK too."""
BEST = 5
LONGEST_REMARK = 500


def reminder(items: tuple[Item, ...], now: datetime, reader: ZoneInfo | None) -> SlackMessage:
    """One message for what starts together, with what can be done about it."""
    headline = _headline(items, now)
    lines = tuple(item_line(item, reader) for item in items)
    shown = _shown(items[0], reader) if len(items) == 1 else ()
    refs = tuple(item.ref for item in items)
    choices = ((COMING, "On my way"), (SNOOZE, "Snooze 5 min"), (SKIP, "Skip"))
    chosen = (block for action, label in choices for block in refs_button(action, label, refs))
    elements = (*chosen, button(MUTE, "Mute all"))
    body = (*sections((headline, *lines)), *sections(shown))
    return SlackMessage(_text(headline, *lines), within_limits(body, actions(*elements)))


def _shown(item: Item, reader: ZoneInfo | None) -> tuple[str, ...]:
    return marked(details(replace(item.session, abstract=None)), zones_of(item.schedule, reader))


def _headline(items: tuple[Item, ...], now: datetime) -> str:
    starts = min((item.session.start for item in items if item.session.start), default=now)
    if starts <= now:
        return "Started:" if starts < now else "Starts now:"
    return f"{'Starts' if len(items) == 1 else 'Start together'} in {duration(starts - now)}:"


def settled(text: str, blocks: Iterable[Block], words: str, *elements: Block) -> SlackMessage:
    """A reminder in place of itself, with what the person chose instead of the choice."""
    kept = tuple(block for block in blocks if block["type"] != "actions")
    return SlackMessage(_text(text, words), (*kept, note(words), *actions(*elements)))


def snoozed_words(until: datetime, item: Item, reader: ZoneInfo | None) -> str:
    return spoken(("I will remind you again at ", Moment(until), "."), item.schedule, reader)


def undo_skipping(value: str) -> tuple[Block, ...]:
    return refs_button(ON, "Undo", refs_of(value))


def digest(agenda: Agenda, now: datetime, reader: ZoneInfo | None) -> SlackMessage:
    """The agenda of a day, which may begin in the evening before, by the days of the event."""
    lines = [line for day, told in agenda_lines(agenda, reader) for line in (mrkdwn((Strong(day),), ANY), *told)]
    clashes = (f"{CLASH}on at the same time",) if agenda.clashing() else ()
    is_today = all(_starts_today(item, now, reader) for item in agenda.items)
    told = (f"On your agenda {'today' if is_today else 'until this time tomorrow'}:", *lines, *clashes)
    return SlackMessage(_text(*told), within_limits(sections(told)))


def _starts_today(item: Item, now: datetime, reader: ZoneInfo | None) -> bool:
    clock, start = reader or item.schedule.timezone, item.session.start
    return start is None or start.astimezone(clock).date() == now.astimezone(clock).date()


def rating_question(items: tuple[Item, ...]) -> SlackMessage:
    """A menu of marks for each; answering is as one likes."""
    headline = "How was it? 1 to 5; the organizers see no names, and nothing before five people have told."
    titles = tuple(mrkdwn((Strong(item.session.title), untold(item.session)), ANY) for item in items)
    asked = (
        _with_marks(section(title), item, number)
        for number, (title, item) in enumerate(zip(titles, items, strict=True))
    )
    return SlackMessage(_text(headline, *titles), within_limits((section(headline), *asked)))


def _with_marks(block: Block, item: Item, number: int) -> Block:
    options = [
        {"text": plain_text(f"{'★' * score}{'☆' * (BEST - score)} {score}"), "value": f"{score}{value_of((item.ref,))}"}
        for score in range(BEST, 0, -1)
    ]
    if len(options[0]["value"]) > OPTION_VALUE:
        return block
    menu = {
        "type": "static_select",
        "action_id": f"{RATE}:{number}",
        "placeholder": plain_text("1–5"),
        "options": options,
    }
    return {**block, "accessory": menu}


def remark_button(value: str) -> Block:
    return {"type": "button", "action_id": REMARK, "text": plain_text("Add a line"), "value": value}


def remark_form(value: str) -> Block:
    """The modal; `private_metadata` is what is rated."""
    field = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST_REMARK}
    return form(REMARK, value, "Add a line", "Send", [input_block(REMARK, "What was good, what not?", field)])


def remark_of(view: Block) -> str:
    return str(view["state"]["values"][REMARK][REMARK]["value"] or "").strip()


def ratings_message(schedule: Schedule, rated: tuple[Rated, ...]) -> SlackMessage:
    """For organizers: the mean, how many, and the lines, by no names."""
    title = mrkdwn(("Ratings of ", Strong(schedule.title)), ANY)
    if not rated:
        return message((title, "Nothing to show yet: fewer than five people have rated any session."))
    titles = {session.id: session.title for session in schedule.entries()}
    lines = (line for one in sorted(rated, key=lambda one: -one.mean) for line in _rated_lines(one, titles))
    return message((title, *lines))


def _rated_lines(rated: Rated, titles: Mapping[str, str]) -> tuple[str, ...]:
    name = Strong(titles.get(rated.ref.session_id, rated.ref.session_id))
    told = mrkdwn((name, f": {rated.mean:.1f} of {BEST}, by {rated.count} people"), ANY)
    return (told, *(mrkdwn((f"• {remark}",), ANY) for remark in rated.remarks))


def _text(*lines: str) -> str:
    return cut_markup("\n".join(lines), MESSAGE_TEXT)
