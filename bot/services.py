"""What the handlers may use."""

from dataclasses import dataclass

from bot.announcer import Announcer
from bot.calendar_desk import CalendarDesk
from bot.concierge.concierge import Concierge
from bot.control import Control
from bot.data_desk import DataDesk
from bot.desk import Desk
from bot.helpdesk import HelpDesk
from bot.home import HomeTabs
from bot.imports.intake import Intake
from bot.imports.offers import Offers
from bot.organizers import Organizers
from bot.slack.directory import Directory
from bot.speakers import Speakers


@dataclass(frozen=True, slots=True)
class Services:
    desk: Desk
    helpdesk: HelpDesk
    directory: Directory
    home_tabs: HomeTabs
    control: Control
    announcer: Announcer
    speakers: Speakers
    organizers: Organizers
    calendars: CalendarDesk
    intake: Intake
    offers: Offers
    data: DataDesk
    concierge: Concierge
