"""The parts of the Home tab that are a person's own: agenda and stars above the programme, settings below it. Pure."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from bot.agenda.agenda import Agenda
from bot.agenda.attendee import Attendee
from bot.phrases import Strong, Zones
from bot.schedule.model import Schedule
from bot.slack.agenda import ANY, CLASH, NOTHING_STARRED, agenda_lines
from bot.slack.calendar import LINK, WHOLE, add_button
from bot.slack.data import ASK_ERASE, SHOW
from bot.slack.elements import OPTIONS, Block
from bot.slack.markup import mrkdwn
from bot.slack.page import header
from bot.slack.render import button, note, sections
from bot.slack.settings import settings_elements, settings_lines
from bot.slack.stars import Stars, actions, star_menu

MOST_LINES = 15


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Above and below the event's page."""

    top: tuple[Block, ...] = ()
    bottom: tuple[Block, ...] = ()


def own_page(
    attendee: Attendee, agenda: Agenda, schedule: Schedule | None, zones: Zones, now: datetime, *, has_links: bool
) -> OwnPage:
    """`agenda` is what is still to come; `schedule` the one that the page shows; `has_links` those to calendars."""
    return OwnPage(_agenda(attendee, agenda, schedule, now), _settings(attendee, schedule, zones, has_links=has_links))


def _agenda(attendee: Attendee, agenda: Agenda, schedule: Schedule | None, now: datetime) -> tuple[Block, ...]:
    reader = attendee.preferences.reader()
    lines = [line for day, told in agenda_lines(agenda, reader) for line in (mrkdwn((Strong(day),), ANY), *told)]
    left = len(lines) - MOST_LINES
    shown = (*lines[:MOST_LINES], *((f"… and {left} more: write “my agenda”",) if left > 0 else ()))
    clashes = (note(f"{CLASH}on at the same time"),) if agenda.clashing() else ()
    stars = Stars(frozenset(item.ref for item in agenda.items), now)
    menu = actions(*islice(star_menu(schedule, schedule.entries(), stars, OPTIONS), 1)) if schedule else ()
    return (header("My agenda"), *sections(shown or (NOTHING_STARRED,)), *clashes, *menu)


def _settings(attendee: Attendee, schedule: Schedule | None, zones: Zones, *, has_links: bool) -> tuple[Block, ...]:
    whole = (button(WHOLE, "Calendar of the whole programme", schedule.id),) if schedule else ()
    calendar = add_button(), *whole, *((button(LINK, "Calendar link"),) if has_links else ())
    data = button(SHOW, "My data"), button(ASK_ERASE, "Delete my data…")
    return (
        header("My settings"),
        *sections(settings_lines(attendee, zones)),
        *actions(*settings_elements(attendee)),
        *actions(*calendar, *data),
    )
