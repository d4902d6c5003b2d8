"""Calendars and one's data, asked for in words."""

from dataclasses import dataclass

from bot.agenda.attendee import Ref
from bot.calendar_desk import CalendarDesk
from bot.commands.command import EraseData, LinkCalendar, RevokeLink, SendCalendar, ShowData
from bot.concierge.people import People
from bot.concierge.request import Request, found_in_words, which_is_meant
from bot.data_desk import DataDesk
from bot.slack.render import SlackMessage

Wish = SendCalendar | LinkCalendar | RevokeLink | ShowData | EraseData


@dataclass(frozen=True, slots=True)
class TakeAwayDesk:
    """What people take away with them: calendars, and all that is kept about them."""

    people: People
    calendars: CalendarDesk
    data: DataDesk

    def carry_out(self, wish: Wish, request: Request) -> SlackMessage:
        match wish:
            case SendCalendar(whole=True):
                return self.calendars.send_whole(request.user, request.schedule_id)
            case SendCalendar(words=""):
                return self.calendars.send_mine(request.user)
            case SendCalendar(words=words):
                return self._send_in_words(words, request)
            case LinkCalendar(renew=renew):
                return self.calendars.renew_link(request.user) if renew else self.calendars.link(request.user)
            case RevokeLink():
                return self.calendars.revoke_link(request.user)
            case ShowData():
                return self.data.send(request.user)
            case EraseData():
                return self.data.ask_erase(request.user)

    def _send_in_words(self, words: str, request: Request) -> SlackMessage:
        """What the words mean; where they mean nothing, or several things, what the guide says to that."""
        found = found_in_words(self.people, words, request)
        if found.schedule and found.meant:
            return self.calendars.send_some(
                request.user, (Ref(found.schedule.id, session.id) for session in found.meant)
            )
        return which_is_meant(self.people, found, "calendar of", words, request)
